"""Make a day: what a run, a dry run and each day of a back-fill have in common."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from digest import slots
from digest.analysis.claims import read_claims
from digest.analysis.lexicon import compile_themes
from digest.codec import decode, encode, forget_shared
from digest.edition.archive import DAYS_SHOWN
from digest.edition.compose import compose
from digest.edition.days import OLD_AFTER, count_age
from digest.edition.material import Material, run_here
from digest.model import AnalysedArticle, Edition, Notice, Problem
from digest.parallel.dispatch import run_tasks
from digest.parallel.protocol import Job
from digest.pipeline.build import build_files
from digest.pipeline.history import FORTNIGHT, FileKey, forget_gone, load_history
from digest.pipeline.inbox import has_new_note
from digest.pipeline.ingest import Arrival
from digest.pipeline.retention import choose_days, plan_removals
from digest.pipeline.select import Batch, forget_edition, select_new, settle
from digest.pipeline.session import Session
from digest.pipeline.settings_hash import hash_settings
from digest.pipeline.story_pages import list_stories_told
from digest.pipeline.workspace import get_zone
from digest.relaxed_gc import give_back_memory
from digest.store.records import FileStamp, NewEdition, RunRecord, StoredArticle
from digest.store.store import Store


@dataclass(frozen=True, slots=True)
class DayRequest:
    """The request to make a day: of what, and why.

    ``arrivals`` are the files that were read for it. ``due`` is the slot that asks for a page even when nothing is new.
    ``note`` is the editor's. ``there`` names all files of the articles' folder, where somebody looked. ``waiting``:
    articles that wait for an edition belong to this day. ``several`` are files whose articles belong to several days:
    none of them corrects another. ``again`` makes an edition that stands anew, with the present settings, when nothing
    is new too.
    """

    moment: dt.datetime
    arrivals: tuple[Arrival, ...]
    due: dt.datetime | None = None
    note: str | None = None
    there: frozenset[str] | None = None
    waiting: bool = True
    several: frozenset[FileKey] = frozenset()
    again: bool = False


@dataclass(frozen=True, slots=True)
class DayResult:
    """A day that was made: its articles, and its edition where that has something that the last revision has not."""

    batch: Batch
    edition: Edition | None


def make_day(session: Session, request: DayRequest) -> DayResult:
    """Select what is new on the day of a request and compose its edition; nothing is written but the cache."""
    current_hash = hash_settings(session.workspace.settings)
    today = session.store.find_edition(request.moment.date())
    batch = _select(session, request, current_hash)
    wanted = (request.due is not None if today is None else request.again) or has_new_note(request.note, today)
    if not batch.new and not wanted:
        return DayResult(batch, None)
    batch = _analyse_again(batch, session, current_hash)
    edition = _compose(session, _gather_material(session.store, batch, today, request, current_hash))
    if request.again and today and _says_the_same(edition, today):
        return DayResult(batch, None)
    listed = {source.id for source in today.articles} if today else set()
    if not wanted and all(source.id in listed for source in edition.articles):
        return DayResult(forget_edition(batch, edition), None)
    return DayResult(batch, edition)


def _select(session: Session, request: DayRequest, current_hash: str) -> Batch:
    """Tell the day's new articles from those that were published before."""
    history = load_history(session.store, request.arrivals, request.moment.date(), waiting=request.waiting)
    if request.there:
        history = forget_gone(history, session.workspace.key, request.there)
    return _mark_several(select_new(request.arrivals, history, settings_hash=current_hash), request.several)


def _compose(session: Session, material: Material) -> Edition:
    """Compose an edition, its stories in several processes where these can read the cache: a dry run has no file."""
    run = partial(_compose_stories, session) if session.cache.path else run_here
    forget_shared()
    give_back_memory()
    session.progress("Composing", 0, 0)
    return compose(material, session.workspace.settings, session.load, read_claims, run)


def _compose_stories(session: Session, tasks: Sequence[Any], job: Job) -> Iterator[Any]:
    """Compose the stories of a day, in several processes."""
    report = partial(session.progress, "Composing", len(tasks))
    return run_tasks(tasks, job, workers=session.workspace.settings.run.workers, report=report)


def record_day(
    session: Session,
    result: DayResult,
    opened: tuple[FileStamp, ...],
    moment: dt.datetime,
    *,
    slot: bool = True,
    deliver: tuple[str, ...] = (),
) -> tuple[dt.date, ...]:
    """Render a day's files, verify them and commit the day with them: all or nothing. Return the days removed with it.

    ``slot``: the newest slot before ``moment`` is satisfied by it. ``deliver`` names where the edition is to go.
    VerificationError when a page does not say what its source says.
    """
    satisfied = _find_satisfied_slot(session, moment) if slot else None
    batch, edition = result.batch, result.edition
    if edition is None:
        record = RunRecord(opened, batch.new, batch.skipped, batch.known, satisfied)
        session.store.record(record, session.load.encoded)
        return ()
    settled = settle(batch, edition)
    give_back_memory()
    removed = choose_days(session, edition)
    with session.cache.pages() as pages:
        files = build_files(
            session.workspace.settings,
            edition,
            session.load,
            session.store,
            pages,
            made=moment,
            removed=removed,
            progress=session.progress,
        )
        decode.cache_clear()  # recording takes them as they are stored, and most memory of a large day
        session.progress("Recording", 0, 0)
        new = NewEdition(edition, edition.history[-1], files)
        removals = plan_removals(session, edition, removed, files)
        record = RunRecord(opened, settled.articles, settled.skipped, settled.known, satisfied, new, deliver, removals)
        session.store.record(record, session.load.encoded)
    return removed


def list_stamps(arrivals: Iterable[Arrival]) -> tuple[FileStamp, ...]:
    """Return the files that were opened, as they were."""
    return tuple((arrival.folder, arrival.path, arrival.stamp) for arrival in arrivals)


def _find_satisfied_slot(session: Session, moment: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    slot = slots.find_newest(session.workspace.settings.schedule, moment, get_zone(moment))
    return (slot, moment) if slot and slot not in session.store.list_slots() else None


def _mark_several(batch: Batch, several: frozenset[FileKey]) -> Batch:
    """Mark the files of which other articles stand on other days: a file of several corrects no earlier article."""

    def mark(one: StoredArticle) -> StoredArticle:
        return replace(one, parts=2, corrects=None) if (one.folder, one.summary.path) in several else one

    return replace(batch, articles=tuple(map(mark, batch.articles)), new=tuple(map(mark, batch.new)))


def _analyse_again(batch: Batch, session: Session, current_hash: str) -> Batch:
    """Return the batch with every analysis as the settings of today make it; texts are never read again."""
    if all(one.settings_hash == current_hash for one in batch.articles):
        return batch
    from digest.analysis.analyse import analyse  # noqa: PLC0415 - a fifth of a second, seldom needed

    settings = session.workspace.settings
    matcher = compile_themes(settings.theme, settings.root)

    def renew(one: StoredArticle) -> StoredArticle:
        if one.settings_hash == current_hash:
            return one
        article = session.load.load_article(one.summary)
        analysed = AnalysedArticle(article, analyse(article, settings.briefing, matcher))
        return replace(one, summary=session.cache.replace(encode(analysed)), settings_hash=current_hash)

    return replace(batch, articles=tuple(map(renew, batch.articles)), new=tuple(map(renew, batch.new)))


def _says_the_same(edition: Edition, today: Edition) -> bool:
    """Tell whether a reader would see no difference between two revisions but their number and hour."""
    return edition == replace(
        today, revision=edition.revision, made=edition.made, window=edition.window, since=edition.since
    )


def _gather_material(
    store: Store, batch: Batch, today: Edition | None, request: DayRequest, current_hash: str
) -> Material:
    """Return everything that the edition of a day is made of."""
    moment, date = request.moment, request.moment.date()
    start = today.window[0] if today else store.find_last_run(dt.datetime.combine(date, dt.time(), moment.tzinfo))
    start = start.astimezone(moment.tzinfo) if start else None
    before = tuple(day for day in store.list_days() if day.date < date)
    briefed = [day for day in before if day.status == "told"]
    listed = {source.id for source in today.articles} if today else set()
    problems = tuple(one.problem for one in batch.skipped)
    return Material(
        summaries=tuple(one.summary for one in batch.articles),
        date=date,
        made=moment,
        window=(start, moment),
        revision=today.revision + 1 if today else 1,
        since=today.made if today else None,
        new=frozenset({one.summary.id for one in batch.new} - listed) if today else frozenset(),
        problems=problems,
        past_articles=store.read_past_articles(date - FORTNIGHT, date),
        corrected=tuple(sorted({(one.summary.id, one.corrects) for one in batch.articles if one.corrects})),
        stood=tuple((article, story.id) for story in today.stories for article in story.articles) if today else (),
        history=before[-(DAYS_SHOWN - 1) :],
        notices=list_notices(
            now=moment, due=request.due, start=start, problems=problems, age=_find_least_age(batch, date)
        ),
        previous=before[-1].date if before else None,
        note=request.note,
        settings=current_hash,
        previous_stories=list_stories_told(store, briefed[-1].date) if briefed else (),
    )


def _find_least_age(batch: Batch, date: dt.date) -> int | None:
    """Find the days from the newest date that an article states to a day; ``None`` where none states any."""
    ages = (count_age(one.summary, date) for one in batch.articles)
    return min((age for age in ages if age is not None), default=None)


def list_notices(
    *,
    now: dt.datetime,
    due: dt.datetime | None,
    start: dt.datetime | None,
    problems: Iterable[Problem],
    age: int | None = None,
) -> tuple[Notice, ...]:
    """Return what the reader must know before reading; all instants in the zone of ``now``.

    ``age`` is that of the newest article, in days.
    """
    notices: list[Notice] = []
    if due is not None and start is not None and now - due > slots.LATE:
        slot = due.astimezone(now.tzinfo)
        notices.append(Notice("late" if slot.date() == now.date() else "catch_up", due=slot, at=now))
    days = round((now - start) / dt.timedelta(days=1)) if start else 0
    if days > 1:
        notices.append(Notice("long_window", at=start, days=days))
    if age is not None and age > OLD_AFTER:
        notices.append(Notice("old_news", days=age))
    if paths := tuple(sorted({problem.path for problem in problems if problem.unreadable})):
        notices.append(Notice("unreadable", paths=paths))
    return tuple(notices)
