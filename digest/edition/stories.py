"""The same event from several articles, and what carries on a story of an earlier day.

The two most similar groups of articles are joined until no two are similar enough; how similar they are is the work of
``similarity``. The order of the articles never matters.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from digest.edition.circumstances import (
    Circumstances,
    find_circumstances,
    find_opening_days,
    tell_other_days,
    tell_two_events,
)
from digest.edition.copies import UniqueText
from digest.edition.linkage import group_by_average_link
from digest.edition.newsrooms import identify_report
from digest.edition.similarity import (
    Mask,
    Pairs,
    find_kept_apart,
    find_similar,
    join_surely,
    multiply_pairs,
    share_mark,
    weaken,
)
from digest.edition.term_counts import TermCounts
from digest.edition.tolls import find_toll, tell_one_toll
from digest.edition.vectors import find_joining_terms, make_mean_vectors, make_vectors
from digest.model import ArticleSummary, Continues, PastArticle, Terms

LEAD_ALONE = (("lead", 1.0),)
"""The view in which two leads are compared: all of it counts."""
ADDING = frozenset({"live", "explainer"})
"""Kinds of text that may add facts to a report; they confirm nothing, lead nothing, and stand apart."""

Grouping = Literal["tight", "normal", "loose"]
THRESHOLDS: dict[Grouping, float] = {"tight": 0.3, "normal": 0.25, "loose": 0.2}
"""Mean similarity of two groups that are joined."""
TWINS, AFFAIR = 0.6, 0.4
"""Shares of it from which on two stories tell nearly the same, and from which on they belong to one affair. Ten
mornings are worth .906, .899 and .900 with .5 and .7 for the first; .6 is best without each of their runs, too.
"""
OTHER_DAYS = 0.65
"""What is left of the similarity of two articles whose leads name different days: the same persons meet again.
With .5 ten mornings are worth .911 in place of .906, but the F1 of the pairs of eight other days falls from .841 to
.829; with all of it left the mornings are worth .896.
"""
SECOND_REPORT = 0.3
"""What is left of the similarity of two reports of one newsroom and day: it tells an event once, then what followed.
On ten mornings 6 of 38 similar pairs of one newsroom tell one event, and 17 of 30 pairs of two newsrooms.
"""
LEADS_AGREE, OTHER_LEADS = 0.15, 0.5
"""Similarity of two leads below which articles share names and a place, but no action; what is left of theirs then. Ten
mornings are worth .906 (``benchmarks/put_aside.py``), the same where leads agree from .2 on, .883 from .1 on; .15 is
best without each of their runs, too. With a quarter or three quarters left they are worth the same.
"""
LEADS_TELL, OTHER_EVENT = 0.25, 0.65
"""Similarity of two leads below which it counts that they name different countries, or that one tells of dead and the
other of no force at all; what is left of theirs then, as of leads that name different days. On ten mornings wrong
merges fall from .36 to .25, and on eight other days the F1 of pairs rises by .001.
"""
SAME_NEWS, NEWS_GOES_ON = 0.2, 0.23
"""Similarity of leads from which on one story in full does for two, and one carries on another. Ten mornings are worth
.906 (``benchmarks/put_aside.py``), .906, .905 and .901 with .15, .25 and .3 for the first, and .904, .901 and .908 with
.15, .19 and .27 for the second.
"""
STEADY_DAYS, STEADY = 2, 0.9
"""Days of an earlier story to which, by this share of the threshold, a story is similar that carries it on whatever its
lead: what happens next has other words. On ten mornings two links more, both right; at .8 three, and one is wrong.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """The origins of one story, ordered by id, and the terms that joined them, strongest first."""

    origins: tuple[UniqueText, ...]
    joined: tuple[str, ...] = ()


def gather_stories(
    origins: Sequence[UniqueText],
    grouping: Grouping,
    counts_at_large: TermCounts,
    corrected: Collection[tuple[str, str]] = (),
) -> tuple[Group, ...]:
    """Put every origin into exactly one group; groups and their members ordered by id.

    Opinion, explainers, live pages and their like stand alone: they report nothing that another confirms. A text that
    its style alone makes one of them is a report after all where it tells what a group of reports tells. An article and
    the one that it corrects always stand together.
    """
    alone = [Group((origin,)) for origin in origins if not _may_report(origin.summary)]
    ordered = sorted((o for o in origins if _may_report(o.summary)), key=lambda origin: origin.id)
    vectors = make_vectors([origin.summary.terms for origin in ordered], counts_at_large)
    pairs = _weaken_other_events(find_similar(vectors), ordered, counts_at_large)
    reports = np.array([origin.summary.kind == "report" for origin in ordered], bool)
    index_of = {origin.id: i for i, origin in enumerate(ordered) if reports[i]}
    sure = [(index_of[a], index_of[b]) for a, b in corrected if a in index_of and b in index_of]
    among = pairs.only(reports[pairs.first] & reports[pairs.second])
    groups = group_by_average_link(join_surely(among, sure), len(ordered), THRESHOLDS[grouping])
    likest = _find_likest_group(pairs.only(reports[pairs.first] != reports[pairs.second]), groups, reports)
    joining = {text: number for text, (mean, number) in likest.items() if mean >= THRESHOLDS[grouping]}
    for number, group in enumerate(groups):
        if group[0] not in joining:
            members = sorted((*group, *(text for text, joined in joining.items() if joined == number)))
            alone.append(_make_group([ordered[i] for i in members], find_joining_terms(vectors, members)))
    return tuple(sorted(alone, key=lambda group: group.origins[0].id))


def _make_group(origins: Sequence[UniqueText], joined: tuple[str, ...]) -> Group:
    """Return the group of some texts: where they are several, all are reports."""
    if len(origins) > 1:
        origins = [replace(origin, summary=replace(origin.summary, kind="report")) for origin in origins]
    return Group(tuple(origins), joined)


def _may_report(summary: ArticleSummary) -> bool:
    """Tell whether an article is a report, or something else by its style alone."""
    return summary.kind == "report" or summary.report < 1


def _find_likest_group(pairs: Pairs, groups: Sequence[tuple[int, ...]], reports: Mask) -> dict[int, tuple[float, int]]:
    """Return for each text that is no report the group of reports that is likest in the mean, and how similar it is."""
    home = {at: number for number, group in enumerate(groups) for at in group}
    means: dict[tuple[int, int], float] = defaultdict(float)
    for one, other, value in pairs.triples():
        text, number = (other, home[one]) if reports[one] else (one, home[other])
        means[text, number] += value / len(groups[number])
    likest: dict[int, tuple[float, int]] = {}
    for (text, number), mean in means.items():
        likest[text] = max(likest.get(text, (0.0, 0)), (round(mean, 6), number))
    return likest


def _weaken_other_events(pairs: Pairs, origins: Sequence[UniqueText], counts_at_large: TermCounts) -> Pairs:
    """Return the pairs with what is left of their similarity when names, place and affair alone do not count."""
    days = [find_opening_days(origin.summary) for origin in origins]
    leads = multiply_pairs(
        make_vectors([origin.summary.terms for origin in origins], counts_at_large, LEAD_ALONE), pairs
    )
    pairs = weaken(pairs, find_kept_apart(pairs, days, tell_other_days), OTHER_DAYS)
    pairs = _weaken_second_reports(pairs, [[origin] for origin in origins])
    pairs = weaken(pairs, leads < LEADS_AGREE, OTHER_LEADS)
    doubtful = (pairs.values >= min(THRESHOLDS.values())) & (leads < LEADS_TELL)
    return weaken(pairs, _tell_two_events(pairs, origins, doubtful), OTHER_EVENT)


def _tell_two_events(pairs: Pairs, origins: Sequence[UniqueText], doubtful: Mask) -> Mask:
    """Return which of the doubtful pairs have openings that cannot be of one event."""
    asked = {*pairs.first[doubtful].tolist(), *pairs.second[doubtful].tolist()}
    found = [
        find_circumstances(origin.summary) if at in asked else Circumstances() for at, origin in enumerate(origins)
    ]
    return find_kept_apart(pairs, found, tell_two_events) & doubtful


def _weaken_second_reports(pairs: Pairs, stories: Sequence[Sequence[UniqueText]]) -> Pairs:
    """Return the pairs with what is left of their similarity where one newsroom alone tells both stories on one day.

    Two that tell one toll keep theirs: it is told again when it rises.
    """
    reports = [{identify_report(origin.summary.facts) for origin in story} for story in stories]
    marks = [some.pop() if len(some) == 1 else None for some in reports]
    second = share_mark(pairs, marks)
    asked = {*pairs.first[second].tolist(), *pairs.second[second].tolist()}
    tolls = [find_toll(one.summary for one in story) if at in asked else None for at, story in enumerate(stories)]
    return weaken(pairs, second & ~find_kept_apart(pairs, tolls, tell_one_toll), SECOND_REPORT)


@dataclass(frozen=True, slots=True)
class Kinship:
    """Bonds between stories, by their positions: ``twins`` tell nearly the same; ``affair`` numbers the running
    story that each is part of; ``shared`` sums how similar the leads of the other articles there are to its own;
    ``adding`` are the live pages and explainers of a story's affair that are most like it, the likest first.
    """

    twins: tuple[tuple[int, int], ...]
    affair: tuple[int, ...]
    shared: tuple[float, ...]
    adding: tuple[tuple[int, ...], ...]


def find_kinship(groups: Sequence[Group], grouping: Grouping, counts_at_large: TermCounts) -> Kinship:
    """Return how stories belong together; an affair's share names and a place, whatever their kind."""
    terms = [_get_terms(group) for group in groups]
    pairs = find_similar(make_mean_vectors(terms, counts_at_large))
    leads = multiply_pairs(make_mean_vectors(terms, counts_at_large, LEAD_ALONE), pairs)
    nearly = _weaken_second_reports(pairs, [group.origins for group in groups]).values
    twins = pairs.only((nearly >= THRESHOLDS[grouping] * TWINS) & (leads >= SAME_NEWS))
    near = THRESHOLDS[grouping] * AFFAIR
    shared = [0.0] * len(groups)
    of_one = pairs.values >= near
    for (one, other, _), lead in zip(pairs.only(of_one).triples(), leads[of_one].tolist(), strict=True):
        for mine, theirs in ((one, other), (other, one)):
            shared[mine] += len(groups[theirs].origins) * lead
    affair = {at: number for number, some in enumerate(group_by_average_link(pairs, len(groups), near)) for at in some}
    return Kinship(
        tuple((one, other) for one, other, _ in twins.triples()),
        tuple(affair[at] for at in range(len(groups))),
        tuple(round(value, 6) for value in shared),
        _find_adding(groups, pairs.only(pairs.values >= near)),
    )


def _find_adding(groups: Sequence[Group], pairs: Pairs) -> tuple[tuple[int, ...], ...]:
    """Return for each story of reports the live pages and explainers that are more like it than like any other."""
    kinds = [group.origins[0].summary.kind for group in groups]
    best: dict[int, tuple[float, int]] = {}
    for one, other, value in pairs.triples():
        for text, story in ((one, other), (other, one)):
            if kinds[text] in ADDING and kinds[story] == "report":
                best[text] = max(best.get(text, (0.0, 0)), (value, -story))
    order = sorted(best, key=lambda text: (-best[text][0], text))
    return tuple(tuple(text for text in order if -best[text][1] == at) for at in range(len(groups)))


def _get_terms(group: Group) -> tuple[Terms, ...]:
    return tuple(origin.summary.terms for origin in group.origins)


def find_carried_on(
    groups: Sequence[Group],
    past: Sequence[PastArticle],
    grouping: Grouping,
    counts_at_large: TermCounts,
    corrected: Mapping[str, str],
) -> tuple[Continues | None, ...]:
    """Return for each group the earlier story that it carries on, with the last day on which that was told.

    The likest of the earlier stories, each as it was told on one day; or the one that a correction belongs to. Where
    several days of it are alike, the lead of today may tell something else.
    """
    days: dict[tuple[date, str], list[PastArticle]] = defaultdict(list)
    for one in sorted(past, key=lambda one: (one.date, one.id)):
        if one.story and one.kind == "report":
            days[one.date, one.story].append(one)
    if not days:
        return tuple(None for _ in groups)
    last = {story: day for day, story in sorted(days)}
    story_of = {one.id: one.story for one in past if one.story in last}
    keys = sorted(days)
    earlier = [tuple(one.terms for one in days[key]) for key in keys]
    today = [_get_terms(group) for group in groups]
    likest = _find_likest(earlier, [story for _, story in keys], today, counts_at_large, THRESHOLDS[grouping])
    result: list[Continues | None] = []
    for group, found in zip(groups, likest, strict=True):
        stories = [story_of[corrected[one.id]] for one in group.origins if corrected.get(one.id) in story_of]
        if found is not None and group.origins[0].summary.kind == "report":
            stories.append(keys[found][1])
        result.append(Continues(last[stories[0]], stories[0]) if stories else None)
    return tuple(result)


def _find_likest(
    earlier: Sequence[Sequence[Terms]],
    stories: Sequence[str],
    today: Sequence[Sequence[Terms]],
    counts_at_large: TermCounts,
    threshold: float,
) -> list[int | None]:
    """Return for each of today's groups the earlier one that is likest in the mean over all pairs, if it is enough.

    ``stories`` are the ids of the earlier ones, each of which is one day of its story.
    """
    best: list[tuple[float, int] | None] = [None] * len(today)
    groups = (*earlier, *today)
    pairs = find_similar(make_mean_vectors(groups, counts_at_large), first=len(earlier))
    pairs = pairs.only(pairs.first < len(earlier))
    leads = multiply_pairs(make_mean_vectors(groups, counts_at_large, LEAD_ALONE), pairs)
    days = Counter((stories[i], j) for i, j, value in pairs.triples() if value >= STEADY * threshold)
    passing = [days[stories[i], j] < STEADY_DAYS for i, j, _ in pairs.triples()]
    pairs = weaken(pairs, (leads < NEWS_GOES_ON) & np.array(passing, bool), OTHER_LEADS)
    for i, j, value in pairs.only(pairs.values >= threshold).triples():
        best[j - len(earlier)] = max(best[j - len(earlier)] or (0.0, 0), (value, i))
    return [one[1] if one else None for one in best]
