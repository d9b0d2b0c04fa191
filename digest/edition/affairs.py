"""The affairs of the page: stories in full that belong to one running matter, and the names that most of them name.

A label of names is no sentence of ours: every word of it stands in the leads.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from digest.model import Affair, Story

FEWEST = 3
"""Stories in full from which on an affair has a label: of two, the headlines are in sight."""
MOST_NAMES = 2
"""Names in a label: of three, the third was seldom what the affair is about (ten mornings)."""
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
