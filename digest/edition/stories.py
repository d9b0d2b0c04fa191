"""The same event from several articles, and what carries on a story of an earlier day.

An article is one vector: half its words, a quarter its title and lead alone, a quarter its names and numbers
alone, each view weighted by TF-IDF of the day's own batch and of length one. The dot product of two is then the
mix of three cosines, and the mean over all pairs of two groups (average link, Sokal and Michener 1958) is the dot
product of their sums. The likest two groups are joined until no two are like enough. Candidates come from an
inverted index; the order of the articles never matters.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from digest.edition.copies import Origin
from digest.model import Continues, Terms, Told, Work

_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")

Grouping = Literal["tight", "normal", "loose"]
Vector = dict[str, float]

THRESHOLDS: dict[Grouping, float] = {"tight": 0.26, "normal": 0.22, "loose": 0.18}
"""Mean likeness of two groups that are joined."""
VIEWS = (("words", 0.5), ("lead", 0.25), ("names", 0.25))
"""Shares of the three views of an article."""
FLOOR = 0.08
"""Pairs below this likeness count as having none."""
JOINING = 6
"""Terms that are named as the reason for a story."""
MOST_PAIRS, FEWEST_PAIRS = 2_000_000, 128
"""Pairs that are kept in all, so that memory stays bounded, but for so many of each article with those before it."""
LEAD = 3
"""Sentences whose days say when an event was."""
OTHER_DAYS = 0.65
"""What is left of the likeness of two articles whose leads name different days: the same persons meet again."""
BACKGROUND = (12, 0.5)
"""Articles without any of the day's terms that every batch is thought to hold, a number and a share of its own: a
term that all have still weighs something, and a day of three has weights at all.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """The origins of one story, ordered by id, and the terms that joined them, strongest first."""

    origins: tuple[Origin, ...]
    joined: tuple[str, ...] = ()


def gather_stories(
    origins: Sequence[Origin], grouping: Grouping, corrected: Collection[tuple[str, str]] = ()
) -> tuple[Group, ...]:
    """Every origin in exactly one group; groups and their members ordered by id.

    Opinion, explainers, live pages and their like stand alone: they report nothing that another confirms. An
    article and the one that it corrects always stand together.
    """
    alone = tuple(Group((origin,)) for origin in origins if origin.work[1].kind != "report")
    ordered = sorted((o for o in origins if o.work[1].kind == "report"), key=lambda origin: origin.id)
    place = {origin.id: i for i, origin in enumerate(ordered)}
    vectors = vectors_of([origin.work[1].terms for origin in ordered])
    days = [days_named(origin.work) for origin in ordered]
    likeness = {
        (i, j): round(value * OTHER_DAYS, 6) if differ(days[i], days[j]) else value
        for (i, j), value in likenesses(vectors).items()
    }
    for pair in corrected:
        if pair[0] in place and pair[1] in place:
            first, second = sorted(place[id_] for id_ in pair)
            likeness[first, second] = 1.0
    groups = average_link(likeness, len(ordered), THRESHOLDS[grouping])
    made = (Group(tuple(ordered[i] for i in group), joining_terms([vectors[i] for i in group])) for group in groups)
    return tuple(sorted((*made, *alone), key=lambda group: group.origins[0].id))


def days_named(work: Work) -> tuple[frozenset[str], frozenset[str]]:
    """Weekdays, and days of a month, that the lead of an article in English names; none in other languages."""
    article, analysis = work
    if article.facts.language and article.facts.language.value != "en":
        return frozenset(), frozenset()
    lead = " ".join(sentence.text for sentence in analysis.sentences[:LEAD])
    dates = ((found[1] or found[4], found[2] or found[3]) for found in _DATE.finditer(lead))
    return frozenset(_WEEKDAY.findall(lead)), frozenset(f"{month} {day}" for month, day in dates)


def differ(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two leads name weekdays, or dates, and have none in common."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(one, other, strict=True))


def joining_terms(vectors: Sequence[Vector]) -> tuple[str, ...]:
    """The terms that do most to make articles alike, as stems; none for one article."""
    sums: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    for vector in vectors if len(vectors) > 1 else ():
        for key, value in vector.items():
            sums[key] += value
            squares[key] += value * value
    shares: dict[str, float] = defaultdict(float)
    for key, total in sums.items():  # the sum of the products of all pairs
        shares[key.partition(":")[2]] += total * total - squares[key]
    ranked = sorted((-round(share, 6), term) for term, share in shares.items() if round(share, 6) > 0)
    return tuple(term for _, term in ranked[:JOINING])


def carried_on(
    groups: Sequence[Group], told: Sequence[Told], grouping: Grouping, corrected: Mapping[str, str]
) -> tuple[Continues | None, ...]:
    """For each group the earlier story that it carries on, with the last day on which that was told.

    The likest of the earlier stories, each as it was told on one day; or the one that a correction belongs to.
    """
    days: dict[tuple[date, str], list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.date, one.id)):
        if one.story:
            days[one.date, one.story].append(one)
    if not days:
        return tuple(None for _ in groups)
    last = {story: day for day, story in sorted(days)}
    story_of = {one.id: one.story for one in told if one.story}
    earlier = [tuple(one.terms for one in days[key]) for key in sorted(days)]
    today = [tuple(origin.work[1].terms for origin in group.origins) for group in groups]
    found = _likest(earlier, today, THRESHOLDS[grouping])
    keys = sorted(days)
    result: list[Continues | None] = []
    for group, likest in zip(groups, found, strict=True):
        stories = [story_of[corrected[one.id]] for one in group.origins if corrected.get(one.id) in story_of]
        stories += [keys[likest][1]] if likest is not None else []
        result.append(Continues(last[stories[0]], stories[0]) if stories else None)
    return tuple(result)


def _likest(earlier: Sequence[Sequence[Terms]], today: Sequence[Sequence[Terms]], threshold: float) -> list[int | None]:
    """For each of today's groups the earlier one that is likest in the mean over all pairs, if it is like enough."""
    vectors = iter(vectors_of([terms for group in (*earlier, *today) for terms in group]))
    means = [_mean_vector([next(vectors) for _ in group]) for group in (*earlier, *today)]
    best: list[tuple[float, int] | None] = [None] * len(today)
    count = len(earlier)
    for (i, j), value in likenesses(means, first=count).items():
        if i < count and value >= threshold:
            best[j - count] = max(best[j - count] or (0.0, 0), (value, i))
    return [one[1] if one else None for one in best]


def _mean_vector(vectors: Sequence[Vector]) -> Vector:
    sums: Vector = defaultdict(float)
    for vector in vectors:
        for term, value in vector.items():
            sums[term] += value
    return {term: value / len(vectors) for term, value in sums.items()}


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


def likenesses(vectors: Sequence[Vector], *, first: int = 0) -> dict[tuple[int, int], float]:
    """The pairs (smaller position first) that are like enough to matter, with their likeness.

    Only pairs whose second position is ``first`` or more.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    for i, vector in enumerate(vectors):
        for term, value in vector.items():
            holders[term].append(i)
            values[term].append(value)
    index = {
        term: (np.array(found, dtype=np.int32), np.array(values[term]))
        for term, found in holders.items()
        if len(found) > 1
    }
    passed: Counter[str] = Counter()
    found: dict[tuple[int, int], float] = {}
    for i, vector in enumerate(vectors):
        shared = [term for term in vector if term in index]
        earlier = [(*index[term], passed[term], vector[term]) for term in shared if passed[term]]
        if earlier and i >= first:
            positions = np.concatenate([where[:count] for where, _, count, _ in earlier])
            products = np.concatenate([weights[:count] * value for _, weights, count, value in earlier])
            sums = np.bincount(positions, products, i)
            near = np.flatnonzero(sums >= FLOOR)
            likest = near[np.argsort(-sums[near], kind="stable")][: max(FEWEST_PAIRS, MOST_PAIRS // len(vectors))]
            found.update(((j, i), round(float(sums[j]), 6)) for j in likest.tolist())
        passed.update(shared)
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
