"""The briefings of many days from an archive: each article on its own day, the days in order, as if we had been there.

Two passes, so that memory holds one day and not the archive. The first reads every new file (on all cores, or on
a cluster) and lays what it found into an unnamed file, which is gone when the run ends, however it ends. The
second takes day after day out of it (what a day's pages take of it is given back), and each day is composed,
recorded and published in a transaction of its own. So a back-fill that is cut off has told some days whole; the
next one reads what is left and goes on.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from digest.config import Settings
from digest.edition.compose import compose
from digest.intake import folder as seeds
from digest.model import ArticleSummary, Edition, Problem, ProblemKind
from digest.parallel.dispatch import run_tasks
from digest.run import Outcome, look_at, record_of
from digest.state import store
from digest.state.database import STATE
from digest.state.shelf import Shelf, shelf_in
from digest.state.store import RunRecord, SkippedFile, Store
from digest.steps import gather, recall
from digest.steps.desk import Desk, desk_of
from digest.steps.gather import Arrival, Batch
from digest.steps.reading import Progress, read_each
from digest.steps.recover import publish_day
from digest.steps.turn import at_work
from digest.workers.plain import register

Report = Callable[[str], None]
UNDATED = "states no date; a back-fill tells each article on its own day"


@dataclass(slots=True)
class _Days:
    """What was read, on disk, by the day on which it is to be told; ``last`` is the day that closes a file."""

    shelf: Shelf
    now: dt.datetime
    places: dict[dt.date, list[int]] = field(default_factory=dict)
    several: set[tuple[str, str]] = field(default_factory=set)
    loose: list[Arrival] = field(default_factory=list)

    def keep(self, arrival: Arrival) -> None:
        """Lay an arrival down under its days; what has none is kept for the newest of all."""
        dated: dict[dt.date, list[ArticleSummary | Problem]] = {}
        without: list[ArticleSummary | Problem] = []
        for result in arrival.results:
            day = None if isinstance(result, Problem) else day_of(result, self.now)
            (without if day is None else dated.setdefault(day, [])).append(_undated(result) if day is None else result)
        if len(dated) > 1:
            self.several.add((arrival.folder, arrival.path))
        closing = max(dated, default=None)
        for day, results in dated.items():
            whole = (*results, *without) if day == closing else tuple(results)
            laid = self.shelf.lay((replace(arrival, results=whole), day == closing))
            self.places.setdefault(day, []).append(laid)
        if closing is None:
            self.loose.append(replace(arrival, results=tuple(without)))

    def of(self, day: dt.date) -> list[tuple[Arrival, bool]]:
        """A day's arrivals by path, each with whether its file has nothing for a later day."""
        found = map(self.shelf.take, self.places[day])
        return sorted(found, key=lambda one: (one[0].path, one[0].stamp))


def day_of(summary: ArticleSummary, now: dt.datetime) -> dt.date | None:
    """The local day that an article states, at the latest today (east of here it is tomorrow); ``None`` without one."""
    published = summary.facts.published
    if published is None:
        return None
    if "T" in published.value:
        return min(dt.datetime.fromisoformat(published.value).astimezone(now.tzinfo).date(), now.date())
    return min(dt.date.fromisoformat(published.value), now.date())


def _undated(result: ArticleSummary | Problem) -> Problem:
    if isinstance(result, Problem):
        return result
    return Problem(result.path, UNDATED, result.part, kind=ProblemKind.UNDATED)


def backfill(
    settings: Settings,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    wait: float = 0,
    force: bool = False,
    report: Report,
    progress: Progress | None = None,
) -> Outcome:
    """Make the briefing of every day that a new article states, oldest first; a day that has one is revised.

    An article without a date is left out, with that reason, in the newest of them, or in the next edition where
    nothing is dated. DigestError as ``run``.
    """
    desk = desk_of(settings, folder)
    with (
        at_work(desk, now=now, wait=wait, report=report) as kept,
        shelf_in(desk.output / STATE) as shelf,
    ):
        days = _Days(shelf, now)
        fresh = look_at(desk, kept, now.date(), report).fresh
        problems = _read(days, desk, fresh, now=now, progress=progress)
        seeds.still_there(desk.articles)
        written: list[Path] = []
        edition: Edition | None = None
        for day in sorted(days.places):
            arrived = days.of(day)
            if day == max(days.places):
                arrived += [(arrival, True) for arrival in days.loose]
            with shelf.passing():
                made = _tell(desk, kept, shelf, arrived, days.several, _moment(day, now))
            if made:
                edition = made
                written += publish_day(kept, desk.output, day, report, force=force)
                report(f"{day}: {made.counts.articles} articles, {made.counts.stories} stories")
        if not days.places:
            report(f"No new article in {desk.articles} states its day.")
            _set_aside(kept, shelf, days.loose)
        unmade: Literal["recorded", "nothing_new"] = "recorded" if fresh else "nothing_new"
        return Outcome("made" if edition else unmade, edition, tuple(dict.fromkeys(written)), problems)


def _read(
    days: _Days, desk: Desk, fresh: tuple[seeds.Found, ...], *, now: dt.datetime, progress: Progress | None
) -> tuple[Problem, ...]:
    """The first pass; the files that should hold an article and could not be read."""
    register()
    problems: list[Problem] = []
    for arrival in read_each(fresh, desk, days.shelf, today=now.date(), progress=progress):
        problems += (one for one in arrival.results if isinstance(one, Problem) and one.unreadable)
        days.keep(arrival)
    return tuple(problems)


def _moment(day: dt.date, now: dt.datetime) -> dt.datetime:
    """When a day's briefing is made: as the day ends; today's, now."""
    return now if day == now.date() else dt.datetime.combine(day, dt.time(23, 59), now.tzinfo)


def _tell(
    desk: Desk,
    kept: Store,
    shelf: Shelf,
    arrived: Iterable[tuple[Arrival, bool]],
    several: set[tuple[str, str]],
    moment: dt.datetime,
) -> Edition | None:
    """Compose and record one day; ``None`` when nothing of it is news."""
    arrived = tuple(arrived)
    arrivals = tuple(arrival for arrival, _ in arrived)
    reread = tuple((arrival.folder, arrival.path, arrival.stamp) for arrival, closed in arrived if closed)
    mark = recall.mark_of(desk.settings)
    # What waits for an edition, or to be said in one, waits for today's.
    memory = replace(recall.memory(kept, shelf, arrivals, moment.date()), waiting=(), unsaid=())
    batch = _parted(gather.sort_out(arrivals, memory, mark=mark), several)
    if not batch.fresh:  # and no slot is satisfied by it: it made nothing
        kept.record(RunRecord(reread, asides=batch.asides, known=batch.same), shelf)
        return None
    batch = recall.brought_up_to_date(batch, shelf, desk.settings, mark)
    before = kept.edition(moment.date())
    note = seeds.read_note(desk.settings.root / "notes" / f"{moment.date()}.md")
    material = recall.material(kept, batch, before, now=moment, due=None, note=note)
    edition = compose(material, desk.settings, shelf.load, partial(run_tasks, workers=desk.settings.run.workers))
    kept.record(record_of(desk, kept, shelf, reread, batch, edition, moment), shelf)
    return edition


def _set_aside(kept: Store, shelf: Shelf, loose: Iterable[Arrival]) -> None:
    """Files that no day has, when there is no day whose edition could say so: the next edition does."""
    reread, asides = [], []
    for arrival in loose:
        reread.append((arrival.folder, arrival.path, arrival.stamp))
        asides += [SkippedFile(arrival.folder, one) for one in arrival.results if isinstance(one, Problem)]
    if reread:
        kept.record(RunRecord(tuple(reread), asides=tuple(asides)), shelf)


def _parted(batch: Batch, several: set[tuple[str, str]]) -> Batch:
    """The batch, where articles of one file stand on several days: none of them corrects another."""

    def own(kept: store.StoredArticle) -> store.StoredArticle:
        return replace(kept, parts=2, corrects=None) if (kept.folder, kept.summary.path) in several else kept

    return replace(batch, articles=tuple(map(own, batch.articles)), fresh=tuple(map(own, batch.fresh)))
