"""Gather what the page of a week says from the editions of its days."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from digest import __version__, slots
from digest.analysis.claims import read_claims
from digest.config import Settings
from digest.edition.claims import MOST_PAIRS, make_pair
from digest.edition.figures import Stated, find_changed, list_stated
from digest.edition.reading_time import WORDS_A_MINUTE
from digest.edition.snippets import says_same
from digest.edition.upcoming import SAME_EVENT
from digest.errors import StateError
from digest.model import (
    Earlier,
    Edition,
    FigurePair,
    StoryDay,
    StoryEntry,
    Upcoming,
    Week,
    WeekStory,
    list_story_days,
    list_week_quotes,
)
from digest.pipeline.session import LoadSource
from digest.pipeline.story_index import Evidence, StoryIndex
from digest.text.words import tokenize

MOST_COMING = 10
"""Sentences of days to come: twice a day's, for a week's page is read by those who had no day's."""


def make_week(
    settings: Settings, stories: StoryIndex, load: LoadSource, span: slots.WeekSpan, editions: Sequence[Edition]
) -> tuple[Week, Evidence]:
    """Make the page of a week, with its evidence, from its editions, of which there is one at least."""
    corrected = {source.corrects.article for edition in editions for source in edition.articles if source.corrects}
    evidence = Evidence(stories, (day for edition in editions for day in list_story_days(edition)))
    gathering = _Gathering(stories, load, evidence, frozenset(corrected))
    threads = sorted(_gather_threads(editions), key=lambda days: (-_weigh(days), days[0].date, days[0].story.id))
    room = settings.briefing.minutes * WORDS_A_MINUTE
    shown: list[WeekStory] = []
    for days in threads:
        if room > 0:
            story = gathering.tell(days)
            if story.days:
                shown.append(story)
                room -= sum(len(quote.text.split()) for quote in list_week_quotes((story,), ()))
    coming_up = gathering.choose_coming(editions)
    listed = _list_sources(tuple(shown), coming_up, editions)
    newest = editions[-1]
    week = Week(
        name=span.name,
        desk=newest.desk,
        language=newest.language,
        first=span.first,
        last=span.last,
        made=newest.made,
        days=tuple(edition.date for edition in editions),
        stories=tuple(shown),
        hidden=len(threads) - len(shown),
        coming_up=coming_up,
        listed=listed,
        version=__version__,
    )
    return week, evidence


def _gather_threads(editions: Iterable[Edition]) -> list[list[StoryDay]]:
    """Gather what was told in full by stories, the oldest day first; of parts of one on a day the weightiest."""
    threads: dict[str, str] = {}
    found: dict[str, dict[dt.date, StoryDay]] = defaultdict(dict)
    for edition in editions:
        for day in sorted(list_story_days(edition), key=lambda day: (-day.story.points, day.story.id)):
            story = day.story
            earlier = story.continues.story if story.continues else story.id
            # A part that fell off a story carries it on under an id of its own: it belongs to the same thread.
            thread = threads.setdefault(story.id, threads.setdefault(earlier, earlier))
            if story.place == "full":
                found[thread].setdefault(day.date, day)
    return [list(days.values()) for days in found.values()]


def _weigh(days: Iterable[StoryDay]) -> float:
    return round(sum(day.story.points for day in days), 6)


@dataclass(slots=True)
class _Gathering:
    """Choose what a week's page says, of what has ``evidence``: no sentence twice, none of a corrected article."""

    stories: StoryIndex
    load: LoadSource
    evidence: Evidence
    corrected: frozenset[str]
    said: set[str] = field(default_factory=set)

    def tell(self, days: Sequence[StoryDay]) -> WeekStory:
        """Return a story with the first sentence of each day that the page has not yet."""
        first, last = days[0], days[-1]
        thread = last.story.continues.story if last.story.continues else last.story.id
        entries = tuple(entry for day in days if (entry := self._choose_sentence(day)))
        best = max([entry.day for entry in entries] or days, key=lambda day: (day.story.points, day.date))
        return WeekStory(
            headline=best.story.headline,
            opens_lead=best.story.opens_lead,
            page=thread if self.stories.find_going_on((thread,)) else None,
            points=_weigh(days),
            days=entries,
            last=last.date,
            figures=self._find_figures(first, last) if entries else (),
        )

    def _choose_sentence(self, day: StoryDay) -> StoryEntry | None:
        for quote in day.story.quotes:
            if quote.text in self.said or quote.article in self.corrected:
                continue
            if self.evidence.proves(quote, quote.speaker):
                self.said.add(quote.text)
                return StoryEntry(day, quote, self.evidence.find_sentence(quote), proven=True)
        return None

    def _find_figures(self, first: StoryDay, last: StoryDay) -> tuple[FigurePair, ...]:
        """Return the figures that changed from a report's first day to its last."""
        if first.date == last.date or {first.story.kind, last.story.kind} != {"report"}:
            return ()
        changed = find_changed(self._list_stated(first), self._list_stated(last))[:MOST_PAIRS]
        pairs = tuple(make_pair("changed", pair, first.date) for pair in changed)
        self.evidence.texts |= {one.article.id: one.article.document.text for pair in changed for one in pair}
        return pairs

    def _list_stated(self, day: StoryDay) -> list[Stated]:
        found: list[Stated] = []
        for source in (one for one in day.sources if one.id in day.story.articles):
            with suppress(StateError):  # its text was lost
                analysed = self.load(source)
                found += list_stated(read_claims(analysed), analysed.article, 0)
        return found

    def choose_coming(self, editions: Sequence[Edition]) -> tuple[Upcoming, ...]:
        """Return what its days announced for a day after the last of them, each event once, in its newest words."""
        last = editions[-1].date
        chosen: list[Upcoming] = []
        terms_of: dict[dt.date, list[frozenset[str]]] = defaultdict(list)
        for edition in reversed(editions):
            for one in edition.coming_up:
                terms = frozenset(tokenize(one.quote.text, edition.language).terms)
                known = one.quote.text in self.said or says_same(terms, terms_of[one.date], SAME_EVENT)
                if one.date <= last or known or len(chosen) == MOST_COMING:
                    continue
                if self.evidence.proves(one.quote, one.quote.speaker):
                    chosen.append(one)
                    self.said.add(one.quote.text)
                    terms_of[one.date].append(terms)
        return tuple(sorted(chosen, key=lambda one: (one.date, one.minutes or 0, one.quote.article, one.quote.start)))


def _list_sources(
    stories: tuple[WeekStory, ...], coming_up: tuple[Upcoming, ...], editions: Iterable[Edition]
) -> tuple[Earlier, ...]:
    """Return the articles that a week quotes, numbered as they come, each with the day that told it."""
    known = {source.id: Earlier(edition.date, source) for edition in editions for source in edition.articles}
    quoted = dict.fromkeys(quote.article for quote in list_week_quotes(stories, coming_up))
    numbered = enumerate((known[article] for article in quoted), 1)
    return tuple(replace(one, source=replace(one.source, number=number)) for number, one in numbered)
