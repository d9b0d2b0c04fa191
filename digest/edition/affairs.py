"""The affairs of a day, each the stories of one running matter.

Its reports weigh by all newsrooms that tell it; its core comes first; three or more of it in full have a label.

Of two stories that tell nearly the same the one with the newest toll comes before the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.edition.importance import weigh_newsrooms
from digest.edition.newsrooms import normalise_outlet
from digest.edition.overtaken import tell_overtaken
from digest.edition.selection import FLOOR
from digest.model import Affair, Country, Story

AFFAIR_KINDS = ("report", "live")
"""Kinds of text whose newsrooms tell an affair: opinion and explainers do not."""
FEWEST = 3
"""Stories in full from which on an affair has a label: of two, the headlines are in sight."""
MOST_NAMES = 3
"""Countries in a label, a decision: three names are about a line of a phone."""
CENTRAL = 10
"""Articles from which on an affair has a core, the report whose lead the most others share. On four labelled
mornings with such an affair the core is among the first news, on one the weightiest report; with fewer it is chance.
"""
AHEAD = 0.2
"""Points by which the core of such an affair stands before the weightiest report of it: from .001 to .6 the figures of
ten labelled mornings are the same.
"""

JUST_BEFORE = 0.001
"""Points by which the newest toll stands before the one that it overtakes: the smallest step of three decimals."""


def find_affairs(stories: Iterable[Story], countries: Iterable[Country]) -> tuple[Affair, ...]:
    """Return the affairs of which several stories stand in full, in the order of their first story."""
    names = {country.code: country.name for country in countries}
    by_affair: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.place == "full" and story.affair:
            by_affair[story.affair].append(story)
    return tuple(
        Affair(id_, tuple(names[code] for code in find_common_countries(some)), tuple(one.id for one in some))
        for id_, some in by_affair.items()
        if len(some) >= FEWEST
    )


def find_common_countries(stories: Sequence[Story]) -> tuple[str, ...]:
    """Return the codes of the countries that at least half of the stories name, the commonest first."""
    counts = Counter(code for story in stories for code in dict.fromkeys(story.countries))
    common = [(code, count) for code, count in counts.most_common(MOST_NAMES) if count >= max(2, len(stories) / 2)]
    return tuple(code for code, _ in common)


def add_newsrooms(drafts: Sequence[Draft], affairs: Mapping[str, int]) -> tuple[Draft, ...]:
    """Return the drafts; the reports of an affair have points for its newsrooms, not only for those of one event.

    All get the same, so that they keep their order. Reports with fewer points than stand in full get none: matches and
    festivals have many newsrooms too. ``affairs``: the number of each story's affair.
    """
    names: dict[int, set[str]] = defaultdict(set)
    most: Counter[int] = Counter()
    for draft in drafts:
        if (affair := affairs.get(draft.story.id)) is not None and draft.story.kind in AFFAIR_KINDS and not draft.old:
            names[affair].update(map(normalise_outlet, draft.story.newsrooms))
            most[affair] = max(most[affair], draft.newsrooms if draft.story.kind == "report" else 0)
    more = {affair: weigh_newsrooms(len(names[affair])) - weigh_newsrooms(most[affair]) for affair in names}
    result = []
    for draft in drafts:
        affair = affairs.get(draft.story.id)
        if affair in more and more[affair] > 0 and _may_head(draft):
            reason = f"{len(names[affair])} newsrooms tell its affair"
            result.append(_raise(draft, draft.story.points + more[affair], reason))
        else:
            result.append(draft)
    return tuple(result)


def _may_head(draft: Draft) -> bool:
    """Tell whether a story may head its affair: a report that has points enough to stand in full."""
    story = draft.story
    return story.kind == "report" and bool(story.quotes) and not draft.old and story.points >= FLOOR


def put_cores_first(
    drafts: Sequence[Draft], affairs: Mapping[str, int], shared: Mapping[str, float]
) -> tuple[Draft, ...]:
    """Return the drafts; the core of a large affair has more points than the weightiest report of it.

    ``affairs``: the number of each story's affair; ``shared``: how much of its lead the leads of the others share.
    """
    articles: Counter[int] = Counter()
    reports: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if (affair := affairs.get(draft.story.id)) is not None:
            articles[affair] += len(draft.story.articles)
            if _may_head(draft):
                reports[affair].append(draft)
    cores: dict[str, float] = {}
    for affair, some in reports.items():
        core = max(some, key=lambda draft: (shared[draft.story.id], draft.story.points, draft.story.id))
        if articles[affair] >= CENTRAL:
            cores[core.story.id] = max(draft.story.points for draft in some) + AHEAD
    return tuple(
        _raise(draft, cores[draft.story.id], "what most of its affair tells") if draft.story.id in cores else draft
        for draft in drafts
    )


def put_newest_tolls_first(
    drafts: Sequence[Draft], twins: Mapping[str, frozenset[str]], origins: Mapping[str, UniqueText]
) -> tuple[tuple[Draft, ...], dict[str, frozenset[str]]]:
    """Return drafts and twins; the newest toll of an event has more points than the twins that it overtakes.

    Where it overtakes a twin of a twin, it becomes the twin of both.
    """
    reports = {draft.story.id: draft for draft in drafts if draft.story.kind == "report" and draft.story.quotes}
    articles = {id_: [origins[one].summary for one in draft.story.articles] for id_, draft in reports.items()}
    newer: dict[str, str] = {}
    for id_ in reports:
        later = [one for one in twins.get(id_, ()) if one in reports and tell_overtaken(articles[id_], articles[one])]
        if later:
            newer[id_] = max(later, key=lambda one: (reports[one].story.points, one))
    points: dict[str, float] = {}
    added: dict[str, set[str]] = defaultdict(set)
    for older in sorted(newer):
        newest = _follow(older, newer)
        points[newest] = max(points.get(newest, 0.0), reports[older].story.points)
        added[newest].add(older)
        added[older].add(newest)
    raised = (
        _raise(draft, points[draft.story.id] + JUST_BEFORE, "the newest toll of its event")
        if points.get(draft.story.id, -1.0) >= draft.story.points
        else draft
        for draft in drafts
    )
    return tuple(raised), {id_: twins.get(id_, frozenset()) | added[id_] for id_ in {**twins, **added}}


def _follow(story: str, newer: Mapping[str, str]) -> str:
    """Return the last story of those each of which the next overtakes."""
    passed = {story}
    while story in newer and newer[story] not in passed:
        story = newer[story]
        passed.add(story)
    return story


def _raise(draft: Draft, points: float, reason: str) -> Draft:
    why = (*draft.story.why, f"{reason} {points - draft.story.points:+.2f}")
    return replace(draft, story=replace(draft.story, points=round(points, 3), why=why))
