"""A story through its days: what each edition told of it, and the page that shows them together."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model.claims import FigurePair
from digest.model.edition import Edition, Source, Story
from digest.model.quote import Quote, StoryPart


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A story as the edition of one day told it, made at ``made``, with its sources and those that it quotes."""

    date: dt.date
    made: dt.datetime
    story: Story
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A day on a story's page.

    ``quote`` is the day's best new sentence, ``None`` where there is none or its text was lost; ``sentence`` is the
    number of its anchor on its source's page, where it has one. ``proven``: the texts of that day are still there.
    ``part`` is the earlier day that the briefing of ``day`` caught up with, where the entry is about that.
    """

    day: StoryDay
    quote: Quote | None
    sentence: int | None
    proven: bool
    part: StoryPart | None = None

    @property
    def date(self) -> dt.date:
        """Return the day of which it tells: the briefing's, or one that it caught up with."""
        return self.part.date if self.part else self.day.date

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the articles of that day."""
        part = self.part
        return tuple(one for one in self.day.sources if part is None or one.id in part.articles)


@dataclass(frozen=True, slots=True)
class StoryFigures:
    """Two figures of a story that cannot both be meant, as the briefing of a day told them."""

    date: dt.date
    pair: FigurePair


@dataclass(frozen=True, slots=True)
class StorySpeaker:
    """Somebody who speaks in a story, with the newest of their statements, each with the day of its briefing.

    ``more`` counts the statements that are left to the pages of those days.
    """

    name: str
    introduced: Quote
    statements: tuple[tuple[dt.date, Quote], ...]
    more: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story through its days, newest first. It has the id that its first day gave it.

    ``figures`` are those that changed or disagree, the newest first; ``speakers`` speak in it, parties and offices
    first, then whom most newsrooms quote.
    """

    id: str
    desk: str
    language: str
    days: tuple[StoryEntry, ...]
    version: str
    figures: tuple[StoryFigures, ...] = ()
    speakers: tuple[StorySpeaker, ...] = ()

    def sources(self) -> dict[str, tuple[int, Source]]:
        """Return the sources by article, each with its number on this page, in the order of the days."""
        return {source.id: (number, source) for number, (source, _) in enumerate(self.list_sources(), start=1)}

    def list_sources(self) -> tuple[tuple[Source, StoryDay], ...]:
        """Return each source once, with the newest day that names it: a briefing may have caught up with several."""
        found: dict[str, tuple[Source, StoryDay]] = {}
        for entry in self.days:
            for source in entry.day.sources:
                found.setdefault(source.id, (source, entry.day))
        return tuple(found.values())

    def quotes(self) -> Iterator[Quote]:
        """Yield the quotes that the page must show; who speaks comes before what is said."""
        for entry in self.days:
            if entry.quote:
                yield from (one for one in (entry.quote.speaker, entry.quote) if one)
        for told in self.figures:
            yield from told.pair.all_quotes()
        for speaker in self.speakers:
            yield speaker.introduced
            yield from (quote for _, quote in speaker.statements)


def list_story_days(edition: Edition) -> Iterator[StoryDay]:
    """Yield each story of an edition with the sources that it names."""
    by_id = {source.id: source for source in edition.articles}
    for story in edition.stories:
        quoted = (one.article for quote in story.quotes for one in (quote, quote.speaker) if one)
        named = dict.fromkeys((*story.articles, *quoted))
        sources = tuple(by_id[article] for article in named if article in by_id)
        yield StoryDay(edition.date, edition.made, story, sources)
