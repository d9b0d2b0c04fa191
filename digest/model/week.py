"""A week: its stories by weight, each through the days that told it, and the page that shows them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model.claims import FigurePair
from digest.model.edition import Earlier, Source, Upcoming
from digest.model.quote import Quote
from digest.model.story import StoryEntry


@dataclass(frozen=True, slots=True)
class WeekStory:
    """A story of a week under the headline of its weightiest day: a new sentence of each day that told it in full.

    The oldest day is first. ``points`` are those of all its days. ``figures`` are those of its ``last`` day that its
    first one stated otherwise. ``page`` is the id of its own page, where it has one.
    """

    headline: str
    opens_lead: bool
    page: str | None
    points: float
    days: tuple[StoryEntry, ...]
    last: dt.date
    figures: tuple[FigurePair, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The page of a week, ``2019-W24``: its days from ``first`` to ``last``, of which ``days`` have a briefing.

    ``made`` is when the newest of these was. ``hidden`` counts the stories that the page has no room for.
    ``coming_up`` are days after it. ``listed`` are the articles that it quotes, numbered, each with its day.
    """

    name: str
    desk: str
    language: str
    first: dt.date
    last: dt.date
    made: dt.datetime
    days: tuple[dt.date, ...]
    stories: tuple[WeekStory, ...]
    hidden: int
    coming_up: tuple[Upcoming, ...]
    listed: tuple[Earlier, ...]
    version: str

    def sources(self) -> dict[str, tuple[int, Source]]:
        """Return the sources by article, each with its number on this page."""
        return {one.source.id: (one.source.number, one.source) for one in self.listed}

    def quotes(self) -> Iterator[Quote]:
        """Yield the quotes that the page must show; who speaks comes before what is said."""
        return list_week_quotes(self.stories, self.coming_up)


def list_week_quotes(stories: tuple[WeekStory, ...], coming_up: tuple[Upcoming, ...]) -> Iterator[Quote]:
    """Yield the quotes of a week's stories, and of what comes up."""
    for story in stories:
        for entry in story.days:
            if entry.quote:
                yield from (one for one in (entry.quote.speaker, entry.quote) if one)
        for pair in story.figures:
            yield from pair.quotes()
    for one in coming_up:
        yield from (quote for quote in (one.quote.speaker, one.quote) if quote)
