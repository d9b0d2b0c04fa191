"""The stories of all days, by which a page over many days finds what each day told, and the texts that prove it."""

import datetime as dt
from collections.abc import Collection, Iterable

from digest.model import Edition, Quote, RunningStory, StoryDay, list_story_days
from digest.pipeline.history import FORTNIGHT
from digest.pipeline.session import LoadSource
from digest.store.reading import StoreReader
from digest.store.records import QuotedText
from digest.store.story_days import StoryLine, make_line


class StoryIndex:
    """The stories of all days: as the store has them, with those of an edition that is not recorded yet."""

    def __init__(self, store: StoreReader, edition: Edition | None = None, load: LoadSource | None = None) -> None:
        self._store, self._load = store, load
        self._date = edition.date if edition else None
        self._today = tuple(list_story_days(edition)) if edition else ()
        self._today_lines = tuple(map(make_line, self._today))
        self._sources = {source.id: source for source in edition.articles} if edition else {}

    def find_going_on(self, stories: Collection[str]) -> frozenset[str]:
        """Return those of some stories that another day carries on: they have a page."""
        today = {line.continues for line in self._today_lines if line.continues}
        return self._store.find_stories_carried_on(stories, but=self._date) | today.intersection(stories)

    def changed(self) -> tuple[str, ...]:
        """Return the stories whose pages the edition changes."""
        replaced = self._store.list_story_lines(self._date, self._date) if self._date else ()
        named = {name for line in (*replaced, *self._today_lines) for name in (line.id, line.continues) if name}
        return tuple(sorted(self.find_going_on(named)))

    def running(self) -> tuple[RunningStory, ...]:
        """Return the stories with a page that were told in the fortnight before the newest day, the latest first."""
        days = (self._store.find_newest_day_of_stories(but=self._date), self._date if self._today else None)
        newest = max(filter(None, days), default=None)
        if newest is None:
            return ()
        recent = self._replace_today(self._store.list_story_lines(newest - FORTNIGHT + dt.timedelta(days=1)))
        found = []
        # A day long ago that is made anew stands in no fortnight before the newest.
        for id_ in self.find_going_on({line.id for line in recent if newest - line.date < FORTNIGHT}):
            told = [line for line in self._replace_today(self._store.list_lines_of_story(id_)) if line.id == id_]
            found.append(RunningStory(id_, told[-1].headline, told[0].date, told[-1].date, len(told)))
        return tuple(sorted(found, key=lambda one: (-one.last.toordinal(), -one.days, one.id)))

    def _replace_today(self, stored: Iterable[StoryLine]) -> list[StoryLine]:
        """Return stored lines with those of the edition in place of its day's, oldest first."""
        return sorted([*(line for line in stored if line.date != self._date), *self._today_lines])

    def find(self, name: str) -> tuple[StoryLine, ...]:
        """Return the newest line of each story whose id or headline begins so, the latest first.

        Of an id or headline that is the name itself that story alone.
        """
        wanted = name.casefold()
        newest = {line.id: line for line in self._replace_today(self._store.list_story_lines())}
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
