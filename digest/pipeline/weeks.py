"""The page of a week: gathered from the editions of its days, made anew with each of them, and as it is asked for."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from digest import __version__, slots
from digest.analysis.claims import read_claims
from digest.config import Settings
from digest.edition.claims import MOST_PAIRS, make_pair
from digest.edition.compose import make_archive
from digest.edition.figures import Stated, find_changed, state
from digest.edition.selection import WORDS_A_MINUTE
from digest.edition.snippets import says_same
from digest.edition.upcoming import SAME_EVENT
from digest.errors import ConfigurationError, DigestError, StateError, VerificationError
from digest.model import (
    AnalysedArticle,
    Earlier,
    Edition,
    FigurePair,
    Source,
    StoryDay,
    StoryEntry,
    Upcoming,
    Week,
    WeekStory,
    days_of_stories,
    quotes_of_week,
)
from digest.page_names import WEEKS
from digest.pipeline.publish import Report, publish_day
from digest.pipeline.session import Session
from digest.pipeline.story_index import Evidence, StoryIndex
from digest.publish.files import read_published_files
from digest.publish.render import BothForms, Templates, load_templates, render_archive, render_week
from digest.publish.verify import verify_days, verify_marked
from digest.store.store import Store
from digest.text.words import tokens

_log = logging.getLogger(__name__)
MOST_COMING = 10
"""Sentences of days to come: twice a day's, for a week's page is read by those who had no day's."""
Load = Callable[[Source], AnalysedArticle]


def find_editions_of(store: Store, span: slots.WeekSpan, edition: Edition | None = None) -> tuple[Edition, ...]:
    """Return the editions of a week, oldest first: as the store has them, with one that is not recorded yet."""
    known = {edition.date: edition} if edition else {}
    days = sorted({*known, *store.dates()})
    found = (known.get(day) or store.edition(day) for day in days if span.first <= day <= span.last)
    return tuple(one for one in found if one)


def make_week(
    settings: Settings, stories: StoryIndex, load: Load, span: slots.WeekSpan, editions: Sequence[Edition]
) -> tuple[Week, Evidence]:
    """Make the page of a week, with its evidence, from its editions, of which there is one at least."""
    corrected = {source.corrects.article for edition in editions for source in edition.articles if source.corrects}
    evidence = Evidence(stories, (day for edition in editions for day in days_of_stories(edition)))
    gathering = _Gathering(stories, load, evidence, frozenset(corrected))
    told = sorted(_gather_threads(editions), key=lambda days: (-_weigh(days), days[0].date, days[0].story.id))
    room = settings.briefing.minutes * WORDS_A_MINUTE
    shown: list[WeekStory] = []
    for days in told:
        if room > 0:
            story = gathering.tell(days)
            if story.days:
                shown.append(story)
                room -= sum(len(quote.text.split()) for quote in quotes_of_week((story,), ()))
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
        hidden=len(told) - len(shown),
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
        for day in sorted(days_of_stories(edition), key=lambda day: (-day.story.points, day.story.id)):
            story = day.story
            earlier = story.continues.story if story.continues else story.id
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
    load: Load
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
            page=thread if thread in self.stories.going_on else None,
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
        changed = find_changed(self._state(first), self._state(last))[:MOST_PAIRS]
        pairs = tuple(make_pair("changed", pair, first.date) for pair in changed)
        self.evidence.texts |= {one.article.id: one.article.document.text for pair in changed for one in pair}
        return pairs

    def _state(self, day: StoryDay) -> list[Stated]:
        found: list[Stated] = []
        for source in (one for one in day.sources if one.id in day.story.articles):
            with suppress(StateError):  # its text was lost
                analysed = self.load(source)
                found += state(read_claims(analysed), analysed.article, 0)
        return found

    def choose_coming(self, editions: Sequence[Edition]) -> tuple[Upcoming, ...]:
        """Return what its days announced for a day after the last of them, each event once, in its newest words."""
        last = editions[-1].date
        chosen: list[Upcoming] = []
        terms_of: dict[dt.date, list[frozenset[str]]] = defaultdict(list)
        for edition in reversed(editions):
            for one in edition.coming_up:
                terms = frozenset(tokens(one.quote.text, edition.language).terms)
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
    quoted = dict.fromkeys(quote.article for quote in quotes_of_week(stories, coming_up))
    numbered = enumerate((known[article] for article in quoted), 1)
    return tuple(replace(one, source=replace(one.source, number=number)) for number, one in numbered)


def build_week(
    settings: Settings,
    stories: StoryIndex,
    load: Load,
    span: slots.WeekSpan,
    editions: Sequence[Edition],
    templates: BothForms,
) -> dict[str, bytes]:
    """Render the page of a week; VerificationError where it does not say what its sources say."""
    week, evidence = make_week(settings, stories, load, span, editions)
    files = render_week(week, templates)
    if complaints := verify_days(week, files, evidence.texts):
        said = "\n".join(complaints)
        raise VerificationError(f"it does not say what its sources say:\n{said}")
    return files


def renew_week(
    settings: Settings, stories: StoryIndex, load: Load, store: Store, edition: Edition, templates: Templates
) -> dict[str, bytes]:
    """Render the page of an edition's week anew, where the week has one; a day goes without it rather than be lost."""
    span = slots.find_week(edition.date, settings.schedule)
    if span.name not in store.weeks():
        return {}
    try:
        return build_week(settings, stories, load, span, find_editions_of(store, span, edition), templates.week)
    except DigestError as trouble:
        _log.warning("the page of week %s stays as it was: %s", span.name, trouble)
        return {}


def publish_week(session: Session, day: dt.date, report: Report, *, force: bool = False) -> tuple[Path, ...]:
    """Make the page of a day's week and publish it with the archive; return its paths.

    ConfigurationError where the week has no briefing. Where nothing has changed nothing is written.
    """
    settings, store, output = session.workspace.settings, session.store, session.workspace.output
    span, editions = read_week(settings, store, day)
    removed = [f"{edition.date}" for edition in editions if edition.date in store.removed()]
    if removed and span.name not in store.weeks():
        raise ConfigurationError(
            f"the page of {span.name} would quote briefings that are removed: `digest rebuild {' '.join(removed)}`"
            " brings them back"
        )
    templates = load_templates(settings.own_templates, settings.markdown)
    stories = StoryIndex(store)
    files = build_week(settings, stories, session.load, span, editions, templates.week)
    newest = store.edition() or editions[-1]
    over_all = make_archive(
        store.days(),
        settings,
        made=newest.made,
        stories=stories.running(),
        weeks={*store.weeks(), span.name},
        removed=store.removed(),
    )
    files |= render_archive(over_all, templates)
    stored = {name: store.find_file(name) for name in files}
    if stored != files or read_published_files(output, files).keys() != files.keys():
        store.add_files(editions[-1].date, files)
        publish_day(store, output, editions[-1].date, report, force=force)
    return tuple(output / name for name in files if name.startswith(WEEKS))


def read_week(settings: Settings, store: Store, day: dt.date) -> tuple[slots.WeekSpan, tuple[Edition, ...]]:
    """Return the week of a day with its editions; ConfigurationError where it has none."""
    span = slots.find_week(day, settings.schedule)
    editions = find_editions_of(store, span)
    if not editions:
        raise ConfigurationError(
            f"there is no briefing from {span.first} to {span.last}; `digest show --list` lists what there is"
        )
    return span, editions


def find_newest_day(store: Store) -> dt.date:
    """Return the day of the newest briefing; ConfigurationError where there is none."""
    days = store.dates()
    if not days:
        raise ConfigurationError("there is no briefing yet; `digest run` makes one")
    return days[-1]


def check_week(store: Store, name: str, data: bytes) -> tuple[str, ...]:
    """Say what is wrong with the quotes of a published page of a week, where their texts are still there."""
    return verify_marked(name, data, store.text_of) if name.endswith(".html") else ()
