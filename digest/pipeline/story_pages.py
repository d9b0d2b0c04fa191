"""The pages of stories that go on: which of them an edition changes, and what stands on them.

A story has a page from the day on which another day carries it on. Unlike a day's page it is a living one: it is made
anew whenever one of its days is.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest import __version__
from digest.config import Settings
from digest.edition.names import find_bearers
from digest.model import (
    AnalysedArticle,
    Edition,
    Named,
    Quote,
    RunningStory,
    Source,
    StoryDay,
    StoryEntry,
    StoryFigures,
    StoryPage,
    StorySpeaker,
    Voice,
    days_of_stories,
)
from digest.page_names import name_text
from digest.pipeline.history import FORTNIGHT
from digest.publish.render import BothForms, render_story
from digest.publish.verify import verify_days
from digest.store.store import Store
from digest.store.story_days import StoryLine, line_of

MOST_FIGURES, MOST_SPEAKERS, MOST_STATEMENTS = 20, 12, 5
"""Rows and statements of a page: what a story of two months has beyond them stands on the pages of its days."""
FindText = Callable[[StoryDay, Quote], tuple[str, int] | None]
"""Find the text of a quote's article and the number of the quote's sentence; ``None`` where the text was lost."""


@dataclass(frozen=True, slots=True)
class ProvenPage:
    """A story's page with the texts that prove its quotes, by article. ``lost``: some text is not there any more."""

    page: StoryPage
    texts: dict[str, str]
    lost: bool = False


class StoryShelf:
    """The stories of all days: as the store has them, with those of an edition that is not recorded yet."""

    def __init__(
        self, store: Store, edition: Edition | None = None, load: Callable[[Source], AnalysedArticle] | None = None
    ) -> None:
        self._store, self._load = store, load
        self._date = edition.date if edition else None
        self._today = tuple(days_of_stories(edition)) if edition else ()
        self._sources = {source.id: source for source in edition.articles} if edition else {}

    @cached_property
    def _stored(self) -> tuple[StoryLine, ...]:
        return self._store.story_lines()

    @cached_property
    def _lines(self) -> tuple[StoryLine, ...]:
        kept = (line for line in self._stored if line.date != self._date)
        return (*kept, *map(line_of, self._today))

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

    def told_in_full(self, date: dt.date) -> tuple[StoryEntry, ...]:
        """Return the stories that the briefing of a day told in full, where what it quoted can still be proven.

        A text that was not published as a file, as by version 1.0.0, can be proven by nobody else.
        """
        files = self._store.files(date)
        days = [day for day in self._store.stories_of(date) if day.story.place == "full"]
        entries = (_make_entry(day, self.find_passage, {}) for day in days)
        return tuple(entry for entry in entries if entry.quote and name_text(entry.quote.article) in files)

    def page(self, story: str, desk: str = "", language: str = "en") -> ProvenPage:
        """Return the page of a story; one that is only compared with its sources needs no title of the desk."""
        texts: dict[str, str] = {}
        today = [day for day in self._today if story in line_of(day)[1:3]]
        today.sort(key=lambda day: (day.story.id != story, day.story.id))
        days = [*today, *(day for day in self._store.story_days(story) if day.date != self._date)]
        days.sort(key=lambda day: -day.date.toordinal())
        entries = tuple(_make_entry(day, self.find_passage, texts) for day in days)
        proof = _Proof(self.find_passage, days, texts)
        figures = [StoryFigures(day.date, pair) for day in days for pair in day.story.figures]
        shown = tuple(one for one in figures if proof.holds(*one.pair.all_quotes()))[:MOST_FIGURES]
        voices = [(day.date, voice) for day in days for voice in day.story.voices]
        voices = [(date, one) for date, one in voices if proof.holds(one.introduced, *one.statements)]
        speakers = gather_speakers(
            voices, [one for day in days for one in day.story.names if proof.holds(one.introduced)]
        )
        lost = proof.lost or not all(entry.proven for entry in entries)
        return ProvenPage(StoryPage(story, desk, language, entries, __version__, shown, speakers), texts, lost)

    def find_passage(self, day: StoryDay, quote: Quote) -> tuple[str, int] | None:
        """Return the text of a quote's article and the number of its sentence; ``None`` where the text was lost."""
        if day.date != self._date or self._load is None:
            return self._store.passage(day.date, quote.article, quote.start)
        article, analysis = self._load(self._sources[quote.article])
        passed = sum(sentence.end <= quote.start for sentence in analysis.sentences)
        return article.document.text, passed


class _Proof:
    """Finds the text of each article that the days of a story quote once, and tells which quotes it proves."""

    def __init__(self, find: FindText, days: Sequence[StoryDay], texts: dict[str, str]) -> None:
        self._find, self._texts, self.lost = find, texts, False
        self._days = {source.id: day for day in days for source in day.sources}

    def holds(self, *quotes: Quote) -> bool:
        """Tell whether the text of every quote is there; it is among the texts of the page then."""
        found = [self._has_text(quote) for quote in quotes]
        self.lost |= not all(found)
        return all(found)

    def _has_text(self, quote: Quote) -> bool:
        day = self._days.get(quote.article)
        if day and quote.article not in self._texts and (place := self._find(day, quote)):
            self._texts[quote.article] = place[0]
        return quote.article in self._texts


def gather_speakers(voices: Sequence[tuple[dt.date, Voice]], named: Iterable[Named] = ()) -> tuple[StorySpeaker, ...]:
    """Return who speaks in a story through its days, newest first: each once, where that is certain.

    Each has the longest words by which an article introduces them, as its voice or as one who is ``named``.
    """
    introductions: dict[str, list[Quote]] = defaultdict(list)
    for one in named:
        introductions[one.name].append(one.introduced)
    bearers_of = find_bearers((voice.name, voice.body) for _, voice in voices)
    by_name: dict[str, list[tuple[dt.date, Voice]]] = defaultdict(list)
    for date, voice in voices:
        bearers = bearers_of[voice.name, voice.body]
        by_name[bearers[0] if len(bearers) == 1 else voice.name].append((date, voice))
    found = []
    for name, told in by_name.items():
        statements = tuple(dict.fromkeys((date, quote) for date, voice in told for quote in voice.statements))
        met = (*(voice.introduced for _, voice in told), *introductions[name])
        introduced = max(met, key=lambda quote: len(quote.text))
        more = len(statements) - MOST_STATEMENTS
        found.append(StorySpeaker(name, introduced, statements[:MOST_STATEMENTS], max(0, more)))
    return tuple(found[:MOST_SPEAKERS])


def _make_entry(day: StoryDay, find: FindText, texts: dict[str, str]) -> StoryEntry:
    """Return a day as the page shows it, and add the texts that prove it: what no text proves is not quoted."""
    story = day.story
    quote = story.quotes[0] if story.quotes else None
    shown = [one for one in (quote, quote.speaker if quote else None, story.headline_quote) if one]
    found = {one: find(day, one) for one in shown}
    if not all(found.values()):
        return StoryEntry(day, None, None, proven=False)
    texts |= {one.article: place[0] for one, place in found.items() if place}
    place = found[quote] if quote else None
    # Only of a story in full does the source's page mark the sentences.
    return StoryEntry(day, quote, place[1] if place and story.place == "full" else None, proven=True)


def render_changed(
    settings: Settings, shelf: StoryShelf, templates: BothForms
) -> Iterator[tuple[dict[str, bytes], tuple[str, ...]]]:
    """Yield the files of each page that the edition changes, with what is wrong with them."""
    for story in shelf.changed():
        proven = shelf.page(story, settings.briefing.title, settings.briefing.language)
        files = render_story(proven.page, templates)
        yield files, verify_days(proven.page, files, proven.texts)


def check_page(store: Store, name: str, data: bytes) -> tuple[str, ...]:
    """Say what is wrong with a published page of a story; nothing where a text was lost that would prove it."""
    proven = StoryShelf(store).page(name.partition("/")[2].partition(".")[0])
    return () if proven.lost else verify_days(proven.page, {name: data}, proven.texts)
