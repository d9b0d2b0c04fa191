"""The same event from several articles, and what carries on a story of an earlier day.

The likest two groups of articles are joined until no two are like enough; how much alike they are is the work of
``likeness``. The order of the articles never matters.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from digest.edition.copies import UniqueText
from digest.edition.likeness import (
    average_link,
    joining_terms,
    lessened,
    likenesses,
    made_sure,
    mean_vectors,
    vectors_of,
)
from digest.model import ArticleSummary, Continues, PublishedArticle, Terms

_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")

Grouping = Literal["tight", "normal", "loose"]

THRESHOLDS: dict[Grouping, float] = {"tight": 0.26, "normal": 0.22, "loose": 0.18}
"""Mean likeness of two groups that are joined."""
OTHER_DAYS = 0.65
"""What is left of the likeness of two articles whose leads name different days: the same persons meet again."""


@dataclass(frozen=True, slots=True)
class Group:
    """The origins of one story, ordered by id, and the terms that joined them, strongest first."""

    origins: tuple[UniqueText, ...]
    joined: tuple[str, ...] = ()


def gather_stories(
    origins: Sequence[UniqueText], grouping: Grouping, corrected: Collection[tuple[str, str]] = ()
) -> tuple[Group, ...]:
    """Every origin in exactly one group; groups and their members ordered by id.

    Opinion, explainers, live pages and their like stand alone: they report nothing that another confirms. An
    article and the one that it corrects always stand together.
    """
    alone = tuple(Group((origin,)) for origin in origins if origin.summary.kind != "report")
    ordered = sorted((o for o in origins if o.summary.kind == "report"), key=lambda origin: origin.id)
    place = {origin.id: i for i, origin in enumerate(ordered)}
    vectors = vectors_of([origin.summary.terms for origin in ordered])
    days = [days_named(origin.summary) for origin in ordered]
    pairs = lessened(likenesses(vectors), days, differ, OTHER_DAYS)
    sure = [(place[one], place[other]) for one, other in corrected if one in place and other in place]
    groups = average_link(made_sure(pairs, sure), len(ordered), THRESHOLDS[grouping])
    made = (Group(tuple(ordered[i] for i in group), joining_terms(vectors, group)) for group in groups)
    return tuple(sorted((*made, *alone), key=lambda group: group.origins[0].id))


def days_named(summary: ArticleSummary) -> tuple[frozenset[str], frozenset[str]]:
    """Weekdays, and days of a month, that the lead of an article in English names; none in other languages."""
    if summary.facts.language and summary.facts.language.value != "en":
        return frozenset(), frozenset()
    lead = " ".join(summary.opening)
    dates = ((found[1] or found[4], found[2] or found[3]) for found in _DATE.finditer(lead))
    return frozenset(_WEEKDAY.findall(lead)), frozenset(f"{month} {day}" for month, day in dates)


def differ(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two leads name weekdays, or dates, and have none in common."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(one, other, strict=True))


def carried_on(
    groups: Sequence[Group], told: Sequence[PublishedArticle], grouping: Grouping, corrected: Mapping[str, str]
) -> tuple[Continues | None, ...]:
    """For each group the earlier story that it carries on, with the last day on which that was told.

    The likest of the earlier stories, each as it was told on one day; or the one that a correction belongs to.
    """
    days: dict[tuple[date, str], list[PublishedArticle]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.date, one.id)):
        if one.story:
            days[one.date, one.story].append(one)
    if not days:
        return tuple(None for _ in groups)
    last = {story: day for day, story in sorted(days)}
    story_of = {one.id: one.story for one in told if one.story}
    earlier = [tuple(one.terms for one in days[key]) for key in sorted(days)]
    today = [tuple(origin.summary.terms for origin in group.origins) for group in groups]
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
    pairs = likenesses(mean_vectors((*earlier, *today)), first=len(earlier))
    best: list[tuple[float, int] | None] = [None] * len(today)
    for i, j, value in pairs.only((pairs.first < len(earlier)) & (pairs.values >= threshold)).triples():
        best[j - len(earlier)] = max(best[j - len(earlier)] or (0.0, 0), (value, i))
    return [one[1] if one else None for one in best]
