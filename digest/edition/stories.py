"""The same event from several articles, and what carries on a story of an earlier day.

An article is one vector: half its words, a quarter its title and lead alone, a quarter its names and numbers
alone, each view weighted by TF-IDF of the day's own batch and of length one. The dot product of two is then the
mix of three cosines, and the mean over all pairs of two groups (average link, Sokal and Michener 1958) is the dot
product of their sums. The likest two groups are joined until no two are like enough. Candidates come from an
inverted index; the order of the articles never matters.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

import numpy as np

from digest.edition.copies import Origin
from digest.model import Terms

Grouping = Literal["tight", "normal", "loose"]
Group = tuple[Origin, ...]
Vector = dict[str, float]

THRESHOLDS: dict[Grouping, float] = {"tight": 0.27, "normal": 0.23, "loose": 0.19}
"""Mean likeness of two groups that are joined."""
VIEWS = (("words", 0.5), ("lead", 0.25), ("names", 0.25))
"""Shares of the three views of an article."""
FLOOR = 0.08
"""Pairs below this likeness count as having none."""
BACKGROUND = (20, 0.4)
"""Articles without any of the day's terms that every batch is thought to hold, a number and a share of its own: so
that a term of all the day's articles still weighs something, and a day of three has weights at all."""


def gather_stories(origins: Sequence[Origin], grouping: Grouping) -> tuple[Group, ...]:
    """Every origin in exactly one group; groups and their members ordered by id."""
    ordered = sorted(origins, key=lambda origin: origin.id)
    vectors = vectors_of([origin.work[1].terms for origin in ordered])
    groups = average_link(likenesses(vectors), len(vectors), THRESHOLDS[grouping])
    return tuple(tuple(ordered[i] for i in group) for group in groups)


def vectors_of(articles: Sequence[Terms]) -> tuple[Vector, ...]:
    """For each article its vector; keys carry the view they belong to. Vectors have length one at most."""
    total = len(articles) * (1 + BACKGROUND[1]) + BACKGROUND[0]
    vectors: tuple[Vector, ...] = tuple({} for _ in articles)
    for view, share in VIEWS:
        counted = [getattr(terms, view) for terms in articles]
        seen = Counter(term for counts in counted for term, _ in counts)
        for vector, counts in zip(vectors, counted, strict=True):
            raw = [(term, (1 + math.log(count)) * math.log(total / seen[term])) for term, count in counts]
            size = math.sqrt(sum(value * value for _, value in raw))
            vector.update((f"{view}:{term}", value * math.sqrt(share) / size) for term, value in raw)
    return vectors


def likenesses(vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """The pairs (smaller position first) that are like enough to matter, with their likeness."""
    where: dict[str, list[int]] = defaultdict(list)
    size: dict[str, list[float]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    for i, vector in enumerate(vectors):
        sums = np.zeros(i)
        for term, value in vector.items():
            if positions := where.get(term):
                sums[positions] += value * np.asarray(size[term])
        for j in np.flatnonzero(sums >= FLOOR).tolist():
            found[j, i] = round(float(sums[j]), 6)
        for term, value in vector.items():
            where[term].append(i)
            size[term].append(value)
    return found


def average_link(likeness: dict[tuple[int, int], float], count: int, threshold: float) -> tuple[tuple[int, ...], ...]:
    """Positions 0 to count - 1 in groups, each sorted, ordered by their first."""
    members = {i: [i] for i in range(count)}
    totals: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), value in likeness.items():
        totals[i][j] = totals[j][i] = value
    heap = [(-value, i, j) for (i, j), value in likeness.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in members or j not in members or -negative != _mean(totals, members, i, j):
            continue
        for k, value in totals.pop(j).items():
            del totals[k][j]
            if k != i:
                totals[i][k] = totals[k][i] = totals[i].get(k, 0.0) + value
        members[i] += members.pop(j)
        for k in totals[i]:
            mean = _mean(totals, members, i, k)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _mean(totals: dict[int, dict[int, float]], members: dict[int, list[int]], i: int, j: int) -> float:
    return round(totals[i].get(j, 0.0) / (len(members[i]) * len(members[j])), 6)
