"""Make the briefings of many days from old articles: each article on its own day, the days in order.

Two passes, so that memory holds one day and not all. The first reads every new file and keeps what it found in
the cache. The second takes day after day out of it; each day is composed, recorded and published in a transaction of
its own, as ``run`` does it. So a back-fill that is cut off has published some days whole, and the next one goes on.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from digest.config import Settings
from digest.intake import folder as seeds
from digest.model import ArticleSummary, Edition, Problem, ProblemKind
from digest.pipeline.day import DayRequest, list_stamps, make_day, record_day
from digest.pipeline.inbox import read_note_of_day, scan_inbox
from digest.pipeline.ingest import Arrival, ingest_files
from digest.pipeline.publish import Report, publish_day, publish_removals
from digest.pipeline.run import Outcome, deliver
from digest.pipeline.session import Progress, Session, open_session, show_nothing
from digest.pipeline.tally import Tally, add_tallies, count_arrivals, write_closing_line
from digest.pipeline.workspace import find_workspace
from digest.store.records import RunRecord, SkippedFile
from digest.text.numerals import write_count

UNDATED = "states no date; a back-fill tells each article on its own day"


@dataclass(frozen=True, slots=True)
class _DatedFile:
    """A file that was read: the positions of its results by the day that they belong to.

    ``positions`` are those without a day under ``None``; ``last`` is the day that closes the file: its problems and
    what has no date are told then. The results themselves wait in the cache, but for those of a file that was not read.
    """

    arrival: Arrival
    positions: dict[dt.date | None, tuple[int, ...]]

    @property
    def last(self) -> dt.date | None:
        """Return the newest day of the file; ``None`` where nothing in it has one."""
        return max((day for day in self.positions if day), default=None)


@dataclass(slots=True)
class _Days:
    """The files that were read, by day; ``undated`` are those that have no day at all."""

    files: dict[dt.date, list[_DatedFile]] = field(default_factory=lambda: defaultdict(list))
    undated: list[Arrival] = field(default_factory=list)
    several: set[tuple[str, str]] = field(default_factory=set)

    def add(self, arrival: Arrival, now: dt.datetime) -> None:
        """File what was read under its days."""
        by_day: dict[dt.date | None, list[int]] = defaultdict(list)
        for position, result in enumerate(arrival.results):
            by_day[None if isinstance(result, Problem) else find_stated_day(result, now)].append(position)
        days = [day for day in by_day if day]
        if not days:
            self.undated.append(replace(arrival, results=tuple(map(_skip_undated, arrival.results))))
            return
        if len(days) > 1:
            self.several.add((arrival.folder, arrival.path))
        positions = {day: tuple(found) for day, found in by_day.items()}
        dated = _DatedFile(replace(arrival, results=()), positions)
        for day in days:
            self.files[day].append(dated)


def find_stated_day(summary: ArticleSummary, now: dt.datetime) -> dt.date | None:
    """Return the local day that an article states, at the latest today (further east it is tomorrow)."""
    published = summary.facts.published
    if published is None:
        return None
    if "T" in published.value:
        return min(dt.datetime.fromisoformat(published.value).astimezone(now.tzinfo).date(), now.date())
    return min(dt.date.fromisoformat(published.value), now.date())


def _skip_undated(result: ArticleSummary | Problem) -> Problem:
    """Return why an article without a date is left out; a problem stays what it is."""
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
    progress: Progress = show_nothing,
) -> Outcome:
    """Make the briefing of every day that a new article states, oldest first; a day that has one is revised.

    An article without a date is left out, with that reason, in the newest of them, or in the next edition where
    nothing is dated. DigestError as ``run``.
    """
    workspace = find_workspace(settings, folder)
    with open_session(workspace, now=now, wait=wait, report=report, progress=progress) as session:
        new = scan_inbox(workspace, session.store, now.date(), report).new
        days, problems, tally = _read_files(session, new, now=now)
        written: list[Path] = []
        edition: Edition | None = None
        of_day = replace(session, progress=show_nothing)  # the bar counts days
        for number, day in enumerate(sorted(days.files)):
            progress("Making days", len(days.files), number)
            made, removed = _make_day(of_day, days, day, now)
            if made:
                edition = made
                written += publish_day(session.store, workspace.output, day, report, force=force)
                articles, stories = made.counts.articles, made.counts.stories
                told = write_count(articles, "article"), write_count(stories, "story", "stories")
                report(f"{day}: {', '.join(told)}")
                publish_removals(session.store, workspace.output, removed, settings.output.keep_days, report)
        if not days.files:
            report(f"No new article in {workspace.inbox} states its day.")
            _record_undated(session, days.undated)
        if tally.files:
            report(write_closing_line(tally))
        unmade: Literal["recorded", "nothing_new"] = "recorded" if new else "nothing_new"
        outcome = Outcome("made" if edition else unmade, edition, tuple(dict.fromkeys(written)), problems, tally)
        return deliver(session, outcome, now, report)


def _read_files(
    session: Session, new: tuple[seeds.FoundFile, ...], *, now: dt.datetime
) -> tuple[_Days, tuple[Problem, ...], Tally]:
    """Read every new file; return the days, the problems of files that should hold an article, and what was read."""
    days, problems, tallies = _Days(), [], []
    for arrival in ingest_files(session, new, today=now.date()):
        problems += [one for one in arrival.results if isinstance(one, Problem) and one.unreadable]
        tallies.append(count_arrivals([arrival]))
        days.add(arrival, now)
    seeds.check_folder(session.workspace.inbox)
    return days, tuple(problems), add_tallies(tallies)


def _make_day(
    session: Session, days: _Days, day: dt.date, now: dt.datetime
) -> tuple[Edition | None, tuple[dt.date, ...]]:
    """Compose and record one day; return its edition where something of it is new, and the days removed with it."""
    dated = sorted(days.files[day], key=lambda one: (one.arrival.path, one.arrival.stamp))
    arrivals = tuple(_load_day_of_file(session, one, day) for one in dated)
    opened = list_stamps(one.arrival for one in dated if one.last == day)
    if day == max(days.files):
        arrivals += tuple(days.undated)
        opened += list_stamps(days.undated)
    moment = now if day == now.date() else dt.datetime.combine(day, dt.time(23, 59), now.tzinfo)
    note = read_note_of_day(session.workspace, day)
    # What waits for an edition waits for today's; so does the slot.
    request = DayRequest(moment, arrivals, note=note, waiting=False, several=frozenset(days.several))
    result = make_day(session, request)
    # Only today's briefing is delivered: nobody wants years of them by mail.
    destinations = session.workspace.settings.destinations if day == now.date() else ()
    slot = result.edition is not None
    return result.edition, record_day(session, result, opened, moment, slot=slot, deliver=destinations)


def _load_day_of_file(session: Session, dated: _DatedFile, day: dt.date) -> Arrival:
    """Return a file with its results of one day; on its last day with those that have no day too."""
    positions = dated.positions[day]
    without = dated.positions.get(None, ()) if day == dated.last else ()
    results = session.cache.results(dated.arrival.key, (*positions, *without)) or ()
    return replace(dated.arrival, results=(*results[: len(positions)], *map(_skip_undated, results[len(positions) :])))


def _record_undated(session: Session, undated: Iterable[Arrival]) -> None:
    """Record files that no day has, when there is no day whose edition could name them: the next edition does."""
    undated = tuple(undated)
    skipped = tuple(SkippedFile(one.folder, problem) for one in undated for problem in map(_skip_undated, one.results))
    if undated:
        session.store.record(RunRecord(list_stamps(undated), skipped=skipped), session.load.encoded)
