"""The affairs of a day: stories of one running matter. One speaks for it; those in full stand under their countries."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest.edition.drafts import Draft
from digest.edition.selection import FLOOR
from digest.model import Affair, Country, Story

FEWEST = 3
"""Stories in full from which on an affair has a label: of two, the headlines are in sight."""
MOST_NAMES = 3
"""Countries in a label."""
SPEAKS = 0.2
"""Points for the logarithm of an affair's articles, of the report that speaks for it. It sets a running matter before
single ones on our sample week; from 0 to .2 the first lines of ten labelled mornings are the same.
"""
CENTRAL = 10
"""Articles from which on an affair has a core, the report whose lead the most others share. On two labelled mornings
with such an affair the core is the first news, and the weightiest report is not; with fewer it is chance.
"""


def affairs_of(stories: Iterable[Story], countries: Iterable[Country]) -> tuple[Affair, ...]:
    """Return the affairs of which several stories stand in full, in the order of their first story."""
    names = {country.code: country.name for country in countries}
    told: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.place == "full" and story.affair:
            told[story.affair].append(story)
    return tuple(
        Affair(id_, tuple(names[code] for code in common_countries(some)), tuple(one.id for one in some))
        for id_, some in told.items()
        if len(some) >= FEWEST
    )


def common_countries(stories: Sequence[Story]) -> tuple[str, ...]:
    """Return the codes of the countries that at least half of the stories name, the commonest first."""
    counts = Counter(code for story in stories for code in dict.fromkeys(story.countries))
    common = [(code, count) for code, count in counts.most_common(MOST_NAMES) if count >= max(2, len(stories) / 2)]
    return tuple(code for code, _ in common)


def speak_for_affairs(
    drafts: Sequence[Draft], affairs: Mapping[str, int], shared: Mapping[str, float]
) -> tuple[Draft, ...]:
    """Return the drafts; one report of each affair has the points of its weightiest one, and some for all its articles.

    In a large affair that is the report whose lead the others share most, else the weightiest itself. ``affairs``: the
    number of each story's affair; ``shared``: how much of its lead the leads of the others share.
    """
    articles: Counter[int] = Counter()
    reports: dict[int, list[Draft]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda draft: (-draft.story.points, draft.story.id)):
        affair = affairs.get(draft.story.id, -1)
        articles[affair] += len(draft.origins)
        if draft.story.kind == "report" and draft.story.quotes and not draft.old:
            reports[affair].append(draft)
    raised: dict[str, float] = {}
    for affair, (weightiest, *others) in reports.items():
        if affair >= 0 and articles[affair] > len(weightiest.origins):
            weighty = [weightiest, *(one for one in others if one.story.points >= FLOOR)]
            core = max(weighty, key=lambda one: shared[one.story.id]) if articles[affair] >= CENTRAL else weightiest
            gain = SPEAKS * math.log(articles[affair])
            raised[core.story.id] = round(weightiest.story.points - core.story.points + gain, 3)
    return tuple(_raise(draft, raised.get(draft.story.id, 0.0)) for draft in drafts)


def _raise(draft: Draft, points: float) -> Draft:
    if not points:
        return draft
    why = (*draft.story.why, f"speaks for its affair {points:+.2f}")
    return replace(draft, story=replace(draft.story, points=round(draft.story.points + points, 3), why=why))
