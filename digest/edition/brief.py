"""*In brief*: the sentences that a reader takes away who reads no further."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digest.model import OTHER, KeyPoint, Quote, Section, Story
from digest.text.words import tokens

FEWEST, MOST = 3, 7
REPEATS = 0.6
"""Share of common terms from which on a sentence only repeats a headline."""


@dataclass(frozen=True, slots=True)
class _Choice:
    theme: str
    story: Story
    quotes: tuple[Quote, ...]


def key_points(sections: Sequence[Section], stories: Sequence[Story], language: str) -> tuple[KeyPoint, ...]:
    """Three to seven sentences in the order of the body, fewer where there is less to tell.

    The strongest of every theme that has news (so there may be more than seven), then those of the stories with
    most points: one for every two stories in full. On a day that touches no theme, of the first other news.
    """
    by_id = {story.id: story for story in stories}
    choices = [choice for section in sections for choice in _choices(section, by_id)]
    if not choices:
        choices = [_Choice(OTHER, one, one.quotes) for one in stories if one.place == "line" and one.quotes][:FEWEST]
    firsts: dict[str, int] = {}
    for i, choice in sorted(enumerate(choices), key=lambda item: (_begins_with_lead(item[1]), item[0])):
        firsts.setdefault(choice.theme, i)
    full = sum(1 for story in stories if story.place == "full")
    wanted = max(len(firsts), min(MOST, max(FEWEST, (full + 1) // 2)))
    chosen = set(firsts.values())
    told = {choices[i].story.id for i in chosen}
    whole = [i for i, choice in enumerate(choices) if choice.quotes is choice.story.quotes]
    for i in sorted(whole, key=lambda i: (-choices[i].story.points, i)):
        if len(chosen) < wanted and choices[i].story.id not in told:
            chosen.add(i)
            told.add(choices[i].story.id)
    said: set[tuple[str, int]] = set()
    points = []
    for i in sorted(chosen):
        points.append(_point(choices[i], language, said))
        said.add((points[-1].quote.article, points[-1].quote.start))
    return tuple(points)


def _begins_with_lead(choice: _Choice) -> bool:
    """Whether a story's headline is the beginning of its lead: then its best sentence would only repeat that."""
    return choice.story.opens_lead and choice.quotes is choice.story.quotes


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
