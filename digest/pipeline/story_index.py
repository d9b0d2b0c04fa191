"""The stories of all days, by which a page over many days finds what each day told, and the texts that prove it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from digest.model import Edition, Quote, RunningStory, StoryDay, list_story_days
from digest.pipeline.history import FORTNIGHT
from digest.pipeline.session import LoadSource
from digest.store.records import QuotedText
from digest.store.store import Store
from digest.store.story_days import StoryLine, make_line


def find_branches(lines: Iterable[StoryLine]) -> tuple[tuple[str, str], ...]:
    """Return the id of each story that parted from another on its first day, with the id of that; oldest first."""
    whole: dict[str, str] = {}
    for line in lines:
        earlier = line.continues or line.id
        whole.setdefault(line.id, whole.get(earlier, earlier))
    return tuple((story, other) for story, other in whole.items() if story != other)


class StoryIndex:
    """The stories of all days: as the store has them, with those of an edition that is not recorded yet."""

    def __init__(self, store: Store, edition: Edition | None = None, load: LoadSource | None = None) -> None:
        self._store, self._load = store, load
        self._date = edition.date if edition else None
        self._today = tuple(list_story_days(edition)) if edition else ()
        self._sources = {source.id: source for source in edition.articles} if edition else {}

    @cached_property
    def _stored(self) -> tuple[StoryLine, ...]:
        return self._store.list_story_lines()

    @cached_property
    def _lines(self) -> tuple[StoryLine, ...]:
        kept = (line for line in self._stored if line.date != self._date)
        return (*kept, *map(make_line, self._today))

    @cached_property
    def going_on(self) -> frozenset[str]:
        """Return the stories that another day carries on: those that have a page."""
        return frozenset(line.continues for line in self._lines if line.continues)

    def changed(self) -> tuple[str, ...]:
        """Return the stories whose pages the edition changes."""
        days = (line for line in (*self._stored, *self._lines) if line.date == self._date)
        named = {name for line in days for name in (line.id, line.continues) if name}
        return tuple(sorted(named & self.going_on))

    def running(self) -> tuple[RunningStory, ...]:
        """Return the stories with a page that were told in the fortnight before the newest day, the latest first."""
        lines: dict[str, list[StoryLine]] = defaultdict(list)
        for line in sorted(self._lines):
            lines[line.id].append(line)
        going_on, newest = self.going_on, max((line.date for line in self._lines), default=dt.date.min)
        found = [
            RunningStory(id_, told[-1].headline, told[0].date, told[-1].date, len(told))
            for id_, told in lines.items()
            if id_ in going_on and newest - told[-1].date < FORTNIGHT
        ]
        return tuple(sorted(found, key=lambda one: (-one.last.toordinal(), -one.days, one.id)))

    def find(self, name: str) -> tuple[StoryLine, ...]:
        """Return the newest line of each story whose id or headline begins so, the latest first.

        Of an id or headline that is the name itself that story alone.
        """
        wanted = name.casefold()
        newest = {line.id: line for line in sorted(self._lines)}
        found = [line for line in newest.values() if line.id.startswith(wanted)]
        found = found or [line for line in newest.values() if line.headline.casefold().startswith(wanted)]
        exact = [line for line in found if wanted in (line.id, line.headline.casefold())]
        return tuple(sorted(exact or found, key=lambda line: (-line.date.toordinal(), line.id)))

    def days_of(self, story: str) -> tuple[StoryDay, ...]:
        """Return the days of a story, newest first, with those of other stories that carried it on."""
        today = [day for day in self._today if story in make_line(day)[1:3]]
        today.sort(key=lambda day: (day.story.id != story, day.story.id))
        stored = (day for day in self._store.list_story_days(story) if day.date != self._date)
        return tuple(sorted((*today, *stored), key=lambda day: -day.date.toordinal()))

    def find_quote(self, date: dt.date, quote: Quote) -> QuotedText | None:
        """Return the text of the article that a day quotes and the number of the quote's sentence.

        ``None`` where the text was lost.
        """
        if date != self._date or self._load is None:
            return self._store.find_quote(date, quote.article, quote.start)
        article, analysis = self._load(self._sources[quote.article])
        passed = sum(sentence.end <= quote.start for sentence in analysis.sentences)
        return QuotedText(article.document.text, passed)


class Evidence:
    """The texts of the articles that a page over many days quotes, found as its quotes are chosen.

    ``texts`` has those that were found, by article; ``lost``: one was asked for that is not there any more.
    """

    def __init__(self, stories: StoryIndex, days: Iterable[StoryDay]) -> None:
        self._stories = stories
        self._dates = {source.id: day.date for day in days for source in day.sources}
        self.texts: dict[str, str] = {}
        self.lost = False

    def proves(self, *quotes: Quote | None) -> bool:
        """Tell whether the text of every quote is there."""
        missing = [quote for quote in quotes if quote and not self._has_text(quote)]
        self.lost |= bool(missing)
        return not missing

    def find_sentence(self, quote: Quote) -> int | None:
        """Return the number of a quote's sentence in its article; ``None`` where the text was lost."""
        found = self._find(quote)
        return found.sentence if found else None

    def _has_text(self, quote: Quote) -> bool:
        if quote.article not in self.texts and (found := self._find(quote)):
            self.texts[quote.article] = found.text
        return quote.article in self.texts

    def _find(self, quote: Quote) -> QuotedText | None:
        date = self._dates.get(quote.article)
        return self._stories.find_quote(date, quote) if date else None
