"""The order in which sentences are chosen, so that the second says something that the first did not."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from digest.analysis.summarizers import Matrix

RELEVANCE = 0.7
REPEATS = 0.8
SUPPORT = 0.3
"""Won back of what leaning costs: the rest is paid for the room that the other sentence takes."""
_FEWEST_TERMS = 4
_DIGITS = 6


def varied(
    worth: Sequence[float], *, alike: Matrix, shared: Matrix, sizes: Sequence[int], needs: Sequence[int | None]
) -> tuple[list[int], dict[int, int]]:
    """The numbers 0 to n - 1 in the order of choice, and for each that repeats a better one, that one.

    Greedy, by maximal marginal relevance (Carbonell and Goldstein 1998): next is what is worth most, less its
    likeness to what was chosen before it. ``shared``: the share of the column's terms that the row has;
    ``sizes``: how many distinct terms each has; from ``REPEATS`` on it is a repeat and leaves the race.
    ``needs``: what must be chosen for a number to win back ``SUPPORT`` of what it lost for leaning on it.
    """
    left = np.array(worth, dtype=np.float64)
    known = np.zeros(len(worth))
    alike = np.round(alike, _DIGITS)
    repeated, supported = _repeated(shared, sizes), _supported(needs)
    order: list[int] = []
    repeats: dict[int, int] = {}
    for _ in worth:
        best = int((left - (1 - RELEVANCE) / RELEVANCE * known).argmax())
        if left[best] == -np.inf:
            break
        order.append(best)
        left[best] = -np.inf
        np.maximum(known, alike[best], out=known)
        for number in repeated[best]:
            if left[number] != -np.inf:
                repeats[number] = best
                left[number] = -np.inf
        left[supported[best]] += SUPPORT
    return order, repeats


def _repeated(shared: Matrix, sizes: Sequence[int]) -> dict[int, list[int]]:
    """For each number those that repeat it, should it be chosen first."""
    found: dict[int, list[int]] = defaultdict(list)
    pairs = (shared >= REPEATS) & (np.array(sizes) >= _FEWEST_TERMS)
    for number, other in np.argwhere(pairs).tolist():
        found[number].append(other)
    return found


def _supported(needs: Sequence[int | None]) -> dict[int, list[int]]:
    """For each number those that lean on it."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, need in enumerate(needs):
        if need is not None:
            found[need].append(number)
    return found
