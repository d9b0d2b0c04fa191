"""The order in which sentences are chosen, so that the second says something that the first did not."""

from collections.abc import Sequence

import numpy as np

from digest.analysis.summarizers import Matrix

RELEVANCE = 0.7
REPEATS = 0.8
SUPPORT = 0.3
_FEWEST_TERMS = 4
_DIGITS = 6


def varied(
    worth: Sequence[float], *, alike: Matrix, shared: Matrix, sizes: Sequence[int], needs: Sequence[int | None]
) -> tuple[list[int], dict[int, int]]:
    """The numbers 0 to n - 1 in the order of choice, and for each that repeats a better one, that one.

    Greedy, by maximal marginal relevance (Carbonell and Goldstein 1998): next is what is worth most, less its
    likeness to what was chosen before it. ``shared``: the share of the column's terms that the row has;
    ``sizes``: how many distinct terms each has; from ``REPEATS`` on it is a repeat and leaves the race.
    ``needs``: what must be chosen for a number to win back the ``SUPPORT`` that it lost for leaning on it.
    """
    left = np.array(worth, dtype=np.float64)
    known = np.zeros(len(worth))
    comparable = np.array(sizes) >= _FEWEST_TERMS
    order: list[int] = []
    repeats: dict[int, int] = {}
    while np.isfinite(left).any():
        gain = np.round(RELEVANCE * left - (1 - RELEVANCE) * known, _DIGITS)
        best = int(gain.argmax())
        order.append(best)
        left[best] = -np.inf
        known = np.maximum(known, alike[best])
        same = np.flatnonzero(np.isfinite(left) & comparable & (shared[best] >= REPEATS))
        repeats.update((int(number), best) for number in same)
        left[same] = -np.inf
        left[[number for number, need in enumerate(needs) if need == best]] += SUPPORT
    return order, repeats
