"""*In brief*: the sentences that a reader takes away who reads no further."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from digest.model import OTHER, KeyPoint, Quote, Section, Story
from digest.text.words import tokens

FEWEST, MOST, SHARE, HALF = 3, 7, 2 / 3, 1 / 2
"""Sentences, how many for each story in full, and how many of them of one theme while others have something."""
REPEATS = 0.6
"""Share of common terms from which on a sentence only repeats a headline."""

NONE: Mapping[str, Quote] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a key point may be taken from: a ``whole`` story, maybe one whose lead is ``halved`` by its headline.

    ``lead`` is such a lead made whole again: it says more than its headline.
    """

    theme: str
    story: Story
    quotes: tuple[Quote, ...]
    whole: bool
    halved: bool = False
    lead: Quote | None = None


def key_points(
    sections: Sequence[Section], stories: Sequence[Story], language: str, leads: Mapping[str, Quote] = NONE
) -> tuple[KeyPoint, ...]:
    """Three to seven sentences in the order of the body, fewer where there is less to tell.

    The strongest of every theme that has news (so there may be more than seven), of a story in full before a passage;
    the story that most articles tell; then those of the stories with most points: two for every three stories in
    full. On a day that touches no theme, of the first other news. ``leads`` are the whole leads of stories whose
    headline opens them: what stands below the headline is half a sentence.
    """
    by_id = {story.id: story for story in stories}
    choices = [choice for section in sections for choice in _choices(section, by_id, leads)]
    if not choices:
        choices = [
            _Choice(OTHER, one, one.quotes, whole=True) for one in stories if one.place == "line" and one.quotes
        ][:FEWEST]
    firsts: dict[str, int] = {}
    for i, choice in sorted(enumerate(choices), key=lambda item: (*_weaker(item[1]), item[0])):
        firsts.setdefault(choice.theme, i)
    full = sum(1 for story in stories if story.place == "full")
    wanted = max(len(firsts), min(MOST, max(FEWEST, math.ceil(full * SHARE))))
    chosen = set(firsts.values())
    told = {choices[i].story.id for i in chosen}
    whole = [i for i, choice in enumerate(choices) if choice.whole]
    whole.sort(key=lambda i: (-choices[i].story.points, i))
    biggest = max((len(choices[i].story.articles) for i in whole), default=0)
    chosen.update(next(([i] for i in whole if len(choices[i].story.articles) == biggest > 1), []))
    told |= {choices[i].story.id for i in chosen}
    for most in (math.ceil(wanted * HALF), wanted):
        for i in whole:
            of_theme = sum(1 for one in chosen if choices[one].theme == choices[i].theme)
            if len(chosen) < wanted and of_theme < most and choices[i].story.id not in told:
                chosen.add(i)
                told.add(choices[i].story.id)
    said: set[tuple[str, int]] = set()
    points = []
    for i in sorted(chosen):
        point = _point(choices[i], language, said)
        if (point.quote.article, point.quote.start) not in said:
            points.append(point)
            said.add((point.quote.article, point.quote.start))
    return tuple(points)


def _weaker(choice: _Choice) -> tuple[bool, bool]:
    """What a theme had better not open with: a passage; a story whose lead nobody can show whole."""
    return not choice.whole, choice.halved


def _choices(section: Section, stories: Mapping[str, Story], leads: Mapping[str, Quote]) -> list[_Choice]:
    told = [_of_story(section.theme, stories[story], leads.get(story)) for story in section.stories]
    told += [_Choice(section.theme, stories[one.story], one.quotes, whole=False) for one in section.passages]
    return [choice for choice in told if choice.quotes]


def _of_story(theme: str, story: Story, lead: Quote | None) -> _Choice:
    """A story in full; with its whole lead in place of what its headline leaves of it."""
    quotes = (lead, *story.quotes[1:]) if lead else story.quotes
    return _Choice(theme, story, quotes, whole=True, halved=story.opens_lead and lead is None, lead=lead)


def _point(choice: _Choice, language: str, said: Collection[tuple[str, int]]) -> KeyPoint:
    """The first sentence that stands alone, was not ``said`` and says more than the headline; else the lead."""
    headline = frozenset(tokens(choice.story.headline, language).terms)

    def repeats(quote: Quote) -> bool:
        terms = frozenset(tokens(quote.text, language).terms)
        return len(headline & terms) >= REPEATS * len(headline | terms)

    shown = choice.quotes[1:] if choice.halved else choice.quotes
    alone = [quote for quote in shown if not quote.joined]
    plain = [
        quote
        for quote in alone
        if (quote is choice.lead or not repeats(quote)) and (quote.article, quote.start) not in said
    ]
    return KeyPoint(choice.theme, choice.story.id, (plain or alone or choice.quotes)[0])
