"""Pages beside the briefing: a source, the archive, what was removed."""

import datetime as dt
from dataclasses import dataclass

from digest.model.article import Article
from digest.model.edition import Day, Heading, Source


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quoted span of a source page, at ``s{sentence}``.

    ``places``: ``("brief" | "coming" | a theme's name, story id)``.
    """

    start: int
    end: int
    sentence: int
    places: tuple[tuple[str, str], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """An article's whole text with what was quoted of it and what was trimmed."""

    date: dt.date
    desk: str
    source: Source
    article: Article
    highlights: tuple[Highlight, ...]
    headings: tuple[Heading, ...]
    version: str

    @property
    def marks(self) -> tuple[Highlight, ...]:
        """Return the highlights, by the name that templates of version 1.0.0 know."""
        return self.highlights


@dataclass(frozen=True, slots=True)
class RunningStory:
    """A story that the archive names: its newest headline, its first and its last day, and how many days told it."""

    id: str
    headline: str
    first: dt.date
    last: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class Archive:
    """All days from the first to the newest, newest first; missing days stand in it too.

    ``stories`` are those that went on in the fortnight before the newest day, the latest first; ``weeks`` the names of
    those that have a page, the latest first; ``removed`` the days whose pages say that they were removed.
    """

    desk: str
    language: str
    made: dt.datetime
    headings: tuple[Heading, ...]
    days: tuple[Day, ...]
    version: str
    stories: tuple[RunningStory, ...] = ()
    weeks: tuple[str, ...] = ()
    removed: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class RemovedPage:
    """The page in the place of a day's page, or of a ``source`` of the day, since the briefing of ``since``."""

    date: dt.date
    since: dt.date
    desk: str
    language: str
    version: str
    source: str | None = None
