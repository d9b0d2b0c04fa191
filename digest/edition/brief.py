"""*In brief*: the sentences that a reader takes away who reads no further."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digest.model import OTHER, KeyPoint, Quote, Section, Story
from digest.text.words import tokens

FEWEST, MOST, SHARE, HALF = 3, 7, 2 / 3, 1 / 2
"""Sentences, how many for each story in full, and how many of them of one theme while others have something."""
REPEATS = 0.6
"""Share of common terms from which on a sentence only repeats a headline."""


@dataclass(frozen=True, slots=True)
class _Choice:
    theme: str
    story: Story
    quotes: tuple[Quote, ...]


def key_points(sections: Sequence[Section], stories: Sequence[Story], language: str) -> tuple[KeyPoint, ...]:
    """Three to seven sentences in the order of the body, fewer where there is less to tell.

    The strongest of every theme that has news (so there may be more than seven), of a story in full before a passage;
    the story that most articles tell; then those of the stories with most points: two for every three stories in
    full. On a day that touches no theme, of the first other news.
    """
    by_id = {story.id: story for story in stories}
    choices = [choice for section in sections for choice in _choices(section, by_id)]
    if not choices:
        choices = [_Choice(OTHER, one, one.quotes) for one in stories if one.place == "line" and one.quotes][:FEWEST]
    firsts: dict[str, int] = {}
    for i, choice in sorted(enumerate(choices), key=lambda item: (*_weaker(item[1]), item[0])):
        firsts.setdefault(choice.theme, i)
    full = sum(1 for story in stories if story.place == "full")
    wanted = max(len(firsts), min(MOST, max(FEWEST, math.ceil(full * SHARE))))
    chosen = set(firsts.values())
    told = {choices[i].story.id for i in chosen}
    whole = [i for i, choice in enumerate(choices) if choice.quotes is choice.story.quotes]
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
    """What a theme had better not open with: a passage; a story whose headline is its lead, which would only repeat."""
    whole = choice.quotes is choice.story.quotes
    return not whole, whole and choice.story.opens_lead


def _choices(section: Section, stories: dict[str, Story]) -> list[_Choice]:
    told = [(stories[story], stories[story].quotes) for story in section.stories]
    told += [(stories[passage.story], passage.quotes) for passage in section.passages]
    return [_Choice(section.theme, story, quotes) for story, quotes in told if quotes]


def _point(choice: _Choice, language: str, said: Collection[tuple[str, int]]) -> KeyPoint:
    """The first sentence that stands alone, was not ``said`` and says more than the headline; else the lead."""
    story = choice.story
    headline = frozenset(tokens(story.headline, language).terms)

    def repeats(quote: Quote) -> bool:
        terms = frozenset(tokens(quote.text, language).terms)
        return len(headline & terms) >= REPEATS * len(headline | terms)

    alone = [
        quote for quote in choice.quotes if not quote.joined and not (story.opens_lead and quote is story.quotes[0])
    ]
    plain = [quote for quote in alone if not repeats(quote) and (quote.article, quote.start) not in said]
    return KeyPoint(choice.theme, story.id, (plain or alone or choice.quotes)[0])
