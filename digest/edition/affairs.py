"""The affairs of a day: stories of one running matter. One speaks for it; those in full stand under their countries."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest.edition.drafts import Draft
from digest.model import Affair, Country, Story

FEWEST = 3
"""Stories in full from which on an affair has a label: of two, the headlines are in sight."""
MOST_NAMES = 3
"""Countries in a label."""
SPEAKS, LARGE = 0.6, 20
"""Points of the weightiest report of an affair, where that has so many articles: with weights learned on other mornings
eight of ten have a right first line, with .3 seven (docs/stories.md).
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


def speak_for_affairs(drafts: Sequence[Draft], affairs: Mapping[str, int]) -> tuple[Draft, ...]:
    """Return the drafts; the weightiest report of each affair has points for all articles of it.

    ``affairs``: the number of each story's affair.
    """
    articles: Counter[int] = Counter()
    heads: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (-draft.story.points, draft.story.id)):
        affair = affairs.get(draft.story.id, -1)
        articles[affair] += len(draft.origins)
        if draft.story.kind == "report" and draft.story.quotes and not draft.old:
            heads.setdefault(affair, draft)
    raised = {
        head.story.id: round(SPEAKS * min(1.0, math.log(articles[affair]) / math.log(LARGE)), 3)
        for affair, head in heads.items()
        if affair >= 0 and articles[affair] > len(head.origins)
    }
    return tuple(_raise(draft, raised.get(draft.story.id, 0.0)) for draft in drafts)


def _raise(draft: Draft, points: float) -> Draft:
    if not points:
        return draft
    why = (*draft.story.why, f"speaks for its affair {points:+.2f}")
    return replace(draft, story=replace(draft.story, points=round(draft.story.points + points, 3), why=why))
