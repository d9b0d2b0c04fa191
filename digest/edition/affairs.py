"""The affairs of a day: stories of one running matter. One speaks for it, and what stands in full has its names.

A label of names is no sentence of ours: every word of it stands in the leads.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digest.edition.drafts import Draft
from digest.model import Affair, Story

FEWEST = 3
"""Stories in full from which on an affair has a label: of two, the headlines are in sight."""
MOST_NAMES = 2
"""Names in a label: of three, the third was seldom what the affair is about (ten mornings)."""
SPEAKS, LARGE = 0.3, 20
"""Points of the weightiest report of an affair, where that has so many articles: from .2 to .6 give one of ten mornings
a better first line, and no affair of two articles a place (docs/stories.md).
"""
_NAME = re.compile(r"(?:[A-Z]\.){2,}|(?<![\w-])[A-Z]\w+(?![\w-])(?: [A-Z]\w+(?![\w-])){0,3}")
_DEMONYM = re.compile(r"(?:ian|ish|ese|ean|eli|aqi|ench|utch|eek)s?\Z")
"""How words end that say whose something is: no name of a label."""
_NO_NAMES = frozenset(
    [
        "president",
        "prime",
        "premier",
        "foreign",
        "defense",
        "defence",
        "minister",
        "ministers",
        "secretary",
        "general",
        "chancellor",
        "mr",
        "mrs",
        "ms",
        "sir",
        "king",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "reuters",
        "the",
        "this",
        "that",
        "there",
        "it",
        "he",
        "she",
        "they",
        "we",
        "in",
        "on",
        "at",
        "as",
        "an",
        "after",
        "before",
        "but",
        "when",
        "while",
        "for",
    ]
)
"""Words with a capital that name nobody: titles, days, months, and what opens a sentence."""


def affairs_of(stories: Iterable[Story]) -> tuple[Affair, ...]:
    """Return the affairs of which several stories stand in full, in the order of their first story."""
    told: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.place == "full" and story.affair:
            told[story.affair].append(story)
    return tuple(
        Affair(id_, names_of([story.quotes[0].text for story in some if story.quotes]), tuple(one.id for one in some))
        for id_, some in told.items()
        if len(some) >= FEWEST
    )


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


def names_of(leads: Sequence[str]) -> tuple[str, ...]:
    """Return the names that at least half of the leads have, the commonest first, the longer of two as common."""
    counts: Counter[str] = Counter()
    for lead in leads:
        counts.update({name for found in _NAME.findall(lead) for name in _parts_of(found)})
    common = [name for name, count in counts.items() if count >= max(2, len(leads) / 2)]
    common.sort(key=lambda name: (-counts[name], -len(name), name))
    chosen: list[str] = []
    for name in common:
        if not any(set(name.split()) & set(other.split()) for other in chosen):
            chosen.append(name)
    return tuple(chosen[:MOST_NAMES])


def _parts_of(name: str) -> Iterable[str]:
    """Yield a name and every run of its words, but those with a title, a demonym or what opens a sentence."""
    words = name.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            part = words[start:end]
            if not any(word.lower() in _NO_NAMES or _DEMONYM.search(word) for word in part):
                yield " ".join(part)
