"""``digest status``: is all well? For a person, and for monitoring."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import (
    add_config_option,
    add_json_option,
    add_now_option,
    find_settings,
    name_program,
    print_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.commands.reports import DeliveryLine, EditionLine, FileLine, RemovedLine, StatusReport
    from digest.config import Settings
    from digest.intake.folder import Scan
    from digest.model import Edition, Problem
    from digest.store.deliveries import Delivery
    from digest.store.reading import StoreReader

_LISTED = 20
"""Lines of one kind: what a terminal shows beside the rest."""


GIVEN_UP_SHOWN = dt.timedelta(days=7)
"""How long a delivery that was given up is shown: whoever looks once a week sees it."""


@click.command()
@add_json_option
@add_now_option
@add_config_option
def command(as_json: bool, now: str | None, config: Path | None) -> None:
    """Say when the last run and the next slot are, what is new, what was set aside, and the last error.

    Exit code 1 when a briefing is overdue or not delivered yet, or the last run failed: monitoring can use it.

    \b
    digest status
    digest status --json
    """
    from digest.commands.clock import read_clock

    settings = find_settings(config)
    state = gather_state(settings, read_clock(settings, now))
    if as_json:
        import json

        print_json(json.dumps(state, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_write_lines(state)))
    sys.exit(1 if state["overdue"] or state["weekly_overdue"] or state["failed"] or _list_undelivered(state) else 0)


def _list_undelivered(state: "StatusReport") -> "list[DeliveryLine]":
    """List the deliveries that the next run tries."""
    return [one for one in state["deliveries"] if one["status"] != "given_up"]


def sum_up() -> str:
    """Say in four lines how the desk of this folder stands, and what there is to do."""
    from digest.commands.clock import read_clock

    settings = find_settings(None)
    state = gather_state(settings, read_clock(settings, None))
    last, next_, new = (line for line in _write_lines(state) if line.startswith(("last briefing", "next due", "new ")))
    return "\n".join((last, next_, new, f"to do         {_choose_next_step(state)}"))


def _choose_next_step(state: "StatusReport") -> str:
    digest = name_program()
    if state["last_error"] or state["unpublished"]:
        return f"{digest} status (the last run failed)"
    if _list_undelivered(state):
        return f"{digest} run (a briefing was not delivered: {digest} status)"
    if state["settings_changed"]:
        return f"{digest} run --again (the settings have changed)"
    if state["new"] or state["waiting"] or state["due"]:
        return f"{digest} run"
    return f"{digest} show" if state["last_edition"] else f"put articles into the folder, then {digest} run"


def gather_state(settings: "Settings", now: dt.datetime) -> "StatusReport":
    """Gather what ``--json`` prints; instants are ISO 8601 with the offset of the configured zone."""
    from zoneinfo import ZoneInfo

    from digest import slots
    from digest.intake.folder import scan
    from digest.pipeline.run import find_due_week
    from digest.pipeline.session import find_last_failure, open_for_reading
    from digest.pipeline.settings_hash import describe_change
    from digest.pipeline.workspace import find_workspace

    workspace = find_workspace(settings)
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    with open_for_reading(workspace.output) as store:
        edition = store.find_edition()
        due = slots.find_due(settings.schedule, now, zone, store.list_slots())
        week = find_due_week(store, settings, now)
        found = scan(workspace.inbox, follow_links=workspace.follow_links, patience=0)
        seen = store.find_stamps(workspace.key, [one.path for one in found.files])
        skipped = _read_skipped(store, edition, workspace.key, found)
        pending, last_run = store.list_pending(), store.find_last_run()
        deliveries = store.list_deliveries("owed", "tried", "given_up")
        removed = tuple(store.list_removed())
    failure = find_last_failure(workspace.output)
    return {
        "now": _write_instant(now, zone),
        "last_run": _write_instant(last_run, zone),
        "last_edition": _describe_edition(edition, zone),
        "settings_changed": describe_change(edition, settings) if edition and edition.date == now.date() else None,
        "next_slot": _write_instant(slots.find_next(settings.schedule, now, zone), zone),
        "due": _write_instant(due, zone),
        "next_weekly": _write_instant(slots.find_next_weekly(settings.schedule, now, zone), zone),
        "weekly_due": _write_instant(week, zone),
        "overdue": last_run is not None and due is not None and now - due > slots.LATE,
        "weekly_overdue": week is not None and now - week > slots.LATE,
        "new": [one.path for one in found.files if seen.get(one.path) != one.stamp],
        "waiting": _describe_skipped(found.waiting),
        "set_aside": _describe_skipped(skipped),
        "unpublished": [day.isoformat() for day in pending],
        "deliveries": _describe_deliveries(deliveries, now, zone),
        "removed": _describe_removed(removed),
        "last_error": {"at": failure[0].isoformat(), "message": failure[1]} if failure else None,
        "failed": failure is not None or bool(pending),
    }


def _read_skipped(store: "StoreReader", edition: "Edition | None", folder: str, found: "Scan") -> "list[Problem]":
    """Return what the last edition and the next one leave out, but for unreadable files that are gone."""
    dates = (edition.date, None) if edition else (None,)
    skipped = [one for date in dates for one in store.read_skipped(date)]
    there = {*(one.path for one in found.files), *(one.path for one in found.waiting)}
    return [one.problem for one in skipped if not (there and one.is_gone(folder, there))]


def _describe_edition(edition: "Edition | None", zone: dt.tzinfo) -> "EditionLine | None":
    if edition is None:
        return None
    made = _write_instant(edition.made, zone)
    return {"date": edition.date.isoformat(), "revision": edition.revision, "made": made}


def _describe_deliveries(deliveries: "tuple[Delivery, ...]", now: dt.datetime, zone: dt.tzinfo) -> "list[DeliveryLine]":
    """Describe what is not delivered; what was given up for a week."""
    return [
        {
            "name": one.name,
            "date": one.date.isoformat(),
            "revision": one.revision,
            "status": one.status,
            "attempts": one.attempts,
            "at": _write_instant(one.at, zone),
            "message": one.message,
        }
        for one in deliveries
        if one.status != "given_up" or now - one.made < GIVEN_UP_SHOWN
    ]


def _describe_skipped(problems: "Iterable[Problem]") -> "list[FileLine]":
    return [{"path": one.path, "reason": one.reason, "kind": one.kind} for one in problems]


def _describe_removed(days: "tuple[dt.date, ...]") -> "RemovedLine | None":
    return {"days": len(days), "first": days[0].isoformat(), "last": days[-1].isoformat()} if days else None


def _write_instant(moment: dt.datetime | None, zone: dt.tzinfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def _write_lines(state: "StatusReport") -> list[str]:
    """Write the same for a person; what is normal takes one line each."""
    from digest.text.numerals import write_count

    edition = state["last_edition"]
    lines = [
        f"last run      {_write_clock(state['last_run'])}",
        f"last briefing {edition['date']}, revision {edition['revision']}" if edition else "last briefing none yet",
        f"next due      {_write_clock(state['next_slot'])}",
    ]
    if state["settings_changed"]:
        lines.append(f"settings      {state['settings_changed']}")
    if state["due"]:
        lines.append(
            f"{'OVERDUE' if state['overdue'] else 'due'}: {_write_clock(state['due'])}; `digest run` makes it now"
        )
    if state["next_weekly"]:
        lines.append(f"week due      {_write_clock(state['next_weekly'])}")
    if state["weekly_due"]:
        head = "OVERDUE" if state["weekly_overdue"] else "due"
        lines.append(f"{head}: the week's page, {_write_clock(state['weekly_due'])}; `digest weekly` makes it now")
    waiting = [f"{one['path']}: {one['reason']}" for one in state["waiting"]]
    later = f", and {len(waiting)} that {'is' if len(waiting) == 1 else 'are'} not whole yet" if waiting else ""
    lines.append(f"new           {write_count(len(state['new']), 'file')}{later}")
    lines += [f"  {line}" for line in _shorten([*state["new"]]) + _shorten(waiting)]
    lines += [f"set aside     {one['path']}: {one['reason']}" for one in state["set_aside"]]
    lines += [
        f"UNPUBLISHED   the briefing of {day} is in the database; `digest run` publishes it"
        for day in state["unpublished"]
    ]
    for one in state["deliveries"]:
        head = "given up      " if one["status"] == "given_up" else "UNDELIVERED   "
        said = one["message"] or "not tried yet" if one["status"] != "tried" else "the run that tried it did not end"
        lines.append(f"{head}{one['name']}: the briefing of {one['date']}: {said}")
    if gone := state["removed"]:
        days = f"{gone['days']} days, {gone['first']} to {gone['last']}" if gone["days"] > 1 else gone["first"]
        lines.append(f"removed       the pages of {days}; `digest rebuild DATE` brings a day back")
    if state["last_error"]:
        lines.append(f"FAILED        {_write_clock(state['last_error']['at'])}: {state['last_error']['message']}")
    return lines


def _shorten(lines: list[str]) -> list[str]:
    """Return the first of many lines, and how many more there are."""
    more = len(lines) - _LISTED
    return [*lines[:_LISTED], f"and {more} more"] if more > 0 else lines


def _write_clock(moment: str | None) -> str:
    return f"{dt.datetime.fromisoformat(moment):%a %Y-%m-%d %H:%M}" if moment else "never"
