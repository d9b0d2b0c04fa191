"""Put articles into groups by average link (Sokal and Michener 1958): the two most similar groups are joined first."""

import heapq

import numpy as np

from digest.edition.similarity import Pairs

Totals = dict[int, dict[int, float]]
"""For each group and each other the sum of the similarities of their pairs."""


def group_by_average_link(pairs: Pairs, size: int, threshold: float) -> tuple[tuple[int, ...], ...]:
    """Return the positions 0 to size - 1 in groups, each sorted, ordered by their first."""
    joined, pairs = _drop_unconnected(pairs, size, threshold)
    members = {i: [i] for i in sorted(joined)}  # a group has the number of its first
    totals: Totals = {i: {} for i in members}
    for i, j, value in pairs.triples():
        totals[i][j] = totals[j][i] = value
    heap = [(-value, i, j) for i, j, value in pairs.only(pairs.values >= threshold).triples()]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in members or j not in members or -negative != _measure_link(totals, members, i, j):
            continue
        _move_pairs(totals, j, i)
        members[i] += members.pop(j)
        for k in totals[i]:
            mean = _measure_link(totals, members, i, k)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    alone = ((i,) for i in range(size) if i not in joined)
    return tuple(sorted((*alone, *(tuple(sorted(group)) for group in members.values()))))


def _move_pairs(totals: Totals, j: int, i: int) -> None:
    """Add the similarities of one group to those of another, which it joins."""
    for k, value in totals.pop(j).items():
        del totals[k][j]
        if k != i:
            totals[i][k] = totals[k][i] = totals[i].get(k, 0.0) + value


def _measure_link(totals: Totals, members: dict[int, list[int]], i: int, j: int) -> float:
    return round(totals[i].get(j, 0.0) / (len(members[i]) * len(members[j])), 6)


def _drop_unconnected(pairs: Pairs, size: int, threshold: float) -> tuple[frozenset[int], Pairs]:
    """Return the positions that a group of two or more may have, and the pairs that may matter to it.

    Two groups are never joined without a pair of theirs that is similar enough by itself: so what no chain of such
    pairs connects stays apart.
    """
    close = pairs.only(pairs.values >= threshold)
    chains = list(range(size))

    def find_first(i: int) -> int:
        while chains[i] != i:
            chains[i] = i = chains[chains[i]]
        return i

    for i, j, _ in close.triples():
        one, other = find_first(i), find_first(j)
        chains[max(one, other)] = min(one, other)
    chain_of = np.array([find_first(i) for i in range(size)], np.int32)
    joined = frozenset((*close.first.tolist(), *close.second.tolist()))
    return joined, pairs.only(chain_of[pairs.first] == chain_of[pairs.second])
