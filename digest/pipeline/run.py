"""One run from top to bottom: scan, ingest, make the day, record it, publish it.

A run that ends before ``record_day`` has recorded nothing; what stands behind it the next run does again until it has
succeeded. The contract of a run stands in docs/design.md and docs/operations.md.
"""

import datetime as dt
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from digest import slots
from digest.config import Settings
from digest.intake import folder as seeds
from digest.model import Edition, Problem
from digest.pipeline.inbox import ScanResult, has_new_note, scan_inbox
from digest.pipeline.publish import Report, publish_day, publish_removals
from digest.pipeline.session import Progress, Session, open_dry_session, open_session, show_nothing
from digest.pipeline.settings_hash import describe_change
from digest.pipeline.tally import Tally, count_arrivals, write_closing_line
from digest.pipeline.unchanged import note_unchanged
from digest.pipeline.workspace import find_workspace, get_zone
from digest.store.store import Store

if TYPE_CHECKING:
    from digest.pipeline.ingest import Arrival

_log = logging.getLogger(__name__)


def discard(_line: str) -> None:
    """Discard a line of the report."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a run. ``written`` are the published files; ``problems`` those that this run could not read.

    ``tally`` counts what it read; ``None`` where nothing was new. ``undelivered`` has a sentence for each delivery that
    failed.
    """

    status: Literal["made", "drafted", "recorded", "nothing_new"]
    edition: Edition | None = None
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    tally: Tally | None = None
    undelivered: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 3 where a file that should hold an article could not be read."""
        return 3 if self.problems else 0


def run(
    settings: Settings,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    wait: float = 0,
    force: bool = False,
    again: bool = False,
    report: Report = discard,
    progress: Progress = show_nothing,
) -> Outcome:
    """Make the briefing of the day of ``now`` from what is new; DigestError when nothing could be published.

    ``now`` is aware, in the configured zone. ``report`` gets a line for every decision that a person may wonder about,
    ``progress`` how far it is. With nothing new and no slot due nothing is written at all, unless today's
    briefing is to be made ``again``, from its own articles and with the present settings: that is its next revision.
    """
    workspace = find_workspace(settings, folder)
    with open_session(workspace, now=now, wait=wait, report=report, progress=progress) as session:
        scan = scan_inbox(session.workspace, session.store, now.date(), report)
        outcome = deliver(
            session, _make_edition(session, scan, now=now, force=force, again=again, report=report), now, report
        )
        if folder is None and outcome.status != "nothing_new" and not describe_change(outcome.edition, settings):
            note_unchanged(session, scan, now, _say_nothing_new(session, outcome.edition))
        return outcome


def _make_edition(
    session: Session, scan: ScanResult, *, now: dt.datetime, force: bool, again: bool, report: Report
) -> Outcome:
    """Make and publish the edition of a day, where something is new or wanted."""
    settings = session.workspace.settings
    today = session.store.find_edition(now.date())
    due = find_due_slot(session.store, settings, now)
    _log.info("%d new or changed files; slot due: %s", len(scan.new), due)
    again = again and today is not None
    if not (scan.new or due or again or has_new_note(scan.note, today)):
        report(_say_nothing_new(session, today))
        return Outcome("nothing_new", today)
    # The stages are 220 modules that take .4 s to import: a run with nothing new does not pay for them.
    from digest.pipeline import day  # noqa: PLC0415

    arrivals = ingest(session, scan, today=now.date())
    _log.info("%d files were read", len(arrivals))
    request = day.DayRequest(now, arrivals, due=due, note=scan.note, there=scan.there, again=again)
    result = day.make_day(session, request)
    _log.info("%d articles are new or wait; an edition is made: %s", len(result.batch.new), bool(result.edition))
    removed = day.record_day(session, result, day.list_stamps(arrivals), now, deliver=settings.destinations)
    _log.info("recorded in the database")
    problems, tally = list_unreadable(arrivals), count_arrivals(arrivals)
    if result.edition is None:
        report(_say_no_edition(tally))
        return Outcome("recorded", today, problems=problems, tally=tally)
    written = publish_day(session.store, session.workspace.output, now.date(), report, force=force)
    _log.info("published %d files", len(written))
    publish_removals(session.store, session.workspace.output, removed, settings.output.keep_days, report)
    if tally.files:
        report(write_closing_line(tally))
    return Outcome("made", result.edition, written, problems, tally)


def deliver(session: Session, outcome: Outcome, now: dt.datetime, report: Report) -> Outcome:
    """Deliver what is owed of this run and of earlier ones; return the outcome with what failed of it."""
    if not session.store.list_deliveries("owed", "tried"):
        return outcome
    from digest.pipeline.deliver import deliver_owed  # noqa: PLC0415 - without a destination no mail program is loaded

    return replace(outcome, undelivered=deliver_owed(session, now, report))


def preview(
    settings: Settings,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    again: bool = False,
    report: Report = discard,
    progress: Progress = show_nothing,
) -> Outcome:
    """Compose what ``run`` would make now, or return today's edition where nothing is new; nothing is written.

    With other settings than today's edition was made with it is composed ``again``: one sees what they would do.
    ``report`` gets the line that says what was read.
    """
    from digest.pipeline import day  # noqa: PLC0415 - heavy

    workspace = find_workspace(settings, folder)
    with open_dry_session(workspace, now=now, progress=progress) as session:
        scan = scan_inbox(workspace, session.store, now.date(), discard)
        arrivals = ingest(session, scan, today=now.date())
        due = find_due_slot(session.store, settings, now) or now  # at least a quiet page
        today = session.store.find_edition(now.date())
        again = again or describe_change(today, settings) is not None
        request = day.DayRequest(now, arrivals, due=due, note=scan.note, there=scan.there, again=again)
        edition = day.make_day(session, request).edition or today
        tally = count_arrivals(arrivals)
        if tally.files:
            report(write_closing_line(tally))
        return Outcome("drafted", edition, problems=list_unreadable(arrivals), tally=tally)


def ingest(session: Session, scan: ScanResult, *, today: dt.date) -> "tuple[Arrival, ...]":
    """Read the new files; return them by path."""
    if not scan.new:
        return ()
    from digest.pipeline.ingest import ingest_files  # noqa: PLC0415 - heavy

    arrivals = ingest_files(session, scan.new, today=today)
    arrived = tuple(sorted(arrivals, key=lambda arrival: (arrival.path, arrival.stamp)))
    seeds.check_folder(session.workspace.inbox)
    return arrived


def find_due_slot(store: Store, settings: Settings, now: dt.datetime) -> dt.datetime | None:
    """Return the slot that a briefing is owed for."""
    return slots.find_due(settings.schedule, now, get_zone(now), store.list_slots())


def find_due_week(store: Store, settings: Settings, now: dt.datetime) -> dt.datetime | None:
    """Return the newest slot of a week's page that has passed, where the page is not there and its days have news.

    A page that is there is made anew with each of its days.
    """
    zone = get_zone(now)
    slot = slots.find_newest_weekly(settings.schedule, now, zone)
    if slot is None:
        return None
    week = slots.find_week(slot.astimezone(zone).date(), settings.schedule)
    told = any(week.first <= day <= week.last for day in store.list_dates())
    return slot if told and week.name not in store.list_weeks() else None


def list_unreadable(arrivals: "tuple[Arrival, ...]") -> tuple[Problem, ...]:
    """Return the problems of files that should hold an article."""
    results = (result for arrival in arrivals for result in arrival.results)
    return tuple(result for result in results if isinstance(result, Problem) and result.unreadable)


def _say_nothing_new(session: Session, today: Edition | None) -> str:
    newest = session.store.list_dates()[-1:]
    last = f"; the newest briefing is that of {newest[0]}" if newest else ""
    changed = describe_change(today, session.workspace.settings)
    return f"Nothing new in {session.workspace.inbox}{last}." + (f" {changed}" if changed else "")


def _say_no_edition(tally: Tally) -> str:
    if not tally.files:
        return "No new revision: made again, the briefing says the same."
    line = write_closing_line(tally)
    return f"No new edition: the new files hold no article, or only ones that a briefing has told.\n{line}"
