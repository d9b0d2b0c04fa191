"""The order in which sentences are chosen, so that the second says something that the first did not."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from digest.analysis.summarizers import Matrix

RELEVANCE = 0.7
REPEATS = 0.8
_FEWEST_TERMS = 4
_DIGITS = 6


def varied(
    worth: Sequence[float],
    *,
    alike: Matrix,
    shared: Matrix,
    sizes: Sequence[float],
    needs: Sequence[tuple[int, float] | None],
) -> tuple[list[int], dict[int, int]]:
    """The numbers 0 to n - 1 in the order of choice, and for each that repeats a better one, that one.

    Greedy, by maximal marginal relevance (Carbonell and Goldstein 1998): next is what is worth most, less its
    likeness to what was chosen before it. ``shared``: the share of the column's terms that the row has;
    ``sizes``: how many distinct terms each has; from ``REPEATS`` on it is a repeat and leaves the race.
    ``needs``: what must be chosen for a number to win back what it lost for leaning on that, and how much.
    """
    share = (1 - RELEVANCE) / RELEVANCE
    left = np.array(worth, dtype=np.float64)
    lessened = left.copy()  # what is left when its likeness to what was chosen is taken off
    costs = share * np.round(alike, _DIGITS)
    repeated, supported = _repeated(shared, sizes), _supported(needs)
    order: list[int] = []
    repeats: dict[int, int] = {}
    for _ in worth:
        best = int(lessened.argmax())
        if lessened[best] == -np.inf:
            break
        order.append(best)
        lessened[best] = -np.inf
        np.minimum(lessened, left - costs[best], out=lessened)
        for number in repeated.get(best, ()):
            if lessened[number] != -np.inf:
                repeats[number] = best
                lessened[number] = -np.inf
        for number, won in supported.get(best, ()):
            left[number] += won
            if lessened[number] != -np.inf:
                lessened[number] = left[number] - max(0.0, costs[order, number].max())
    return order, repeats


def _repeated(shared: Matrix, sizes: Sequence[float]) -> dict[int, list[int]]:
    """For each number those that repeat it, should it be chosen first."""
    found: dict[int, list[int]] = defaultdict(list)
    pairs = (shared >= REPEATS) & (np.array(sizes) >= _FEWEST_TERMS)
    for number, other in np.argwhere(pairs).tolist():
        found[number].append(other)
    return found


def _supported(needs: Sequence[tuple[int, float] | None]) -> dict[int, list[tuple[int, float]]]:
    """For each number those that lean on it, and what they win when it is chosen."""
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, need in enumerate(needs):
        if need is not None:
            found[need[0]].append((number, need[1]))
    return found
