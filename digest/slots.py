"""Calculate slots of the local calendar: a slot is a local day and time as an instant in UTC.

A local time that a change of the clocks leaves out is the first instant after the gap; one that comes twice
is the first of the two. Used by run (which slot does this run satisfy), schedule and status (which is next).
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from digest.config import WEEKDAYS, Schedule

LATE = dt.timedelta(minutes=10)
"""From when on a briefing is late: a run of thousands of articles takes a minute or two."""


def resolve(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the instant, in UTC, at which the clocks of ``zone`` first show ``time`` or a later time on ``day``."""
    wall = dt.datetime.combine(day, time, zone)
    shown = wall.astimezone(dt.UTC)
    if shown.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return shown
    # In a gap the two readings of the wall time lie on either side of the change, the later clock first.
    before, after = wall.replace(fold=1).astimezone(dt.UTC), shown
    old = before.astimezone(zone).utcoffset()
    while after - before > dt.timedelta(seconds=1):
        middle = before + dt.timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def list_slots(day: dt.date, schedule: Schedule, zone: ZoneInfo) -> tuple[dt.datetime, ...]:
    """List the slots of a local day, in order; two times in one gap are one slot."""
    if WEEKDAYS[day.weekday()] not in schedule.days:
        return ()
    return tuple(sorted({resolve(day, time, zone) for time in schedule.times}))


def find_newest(schedule: Schedule, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the last slot that is not after ``now``."""
    days = _list_days(now, zone, range(1, -10, -1))
    return next((max(past) for day in days if (past := [s for s in list_slots(day, schedule, zone) if s <= now])), None)


def find_next(schedule: Schedule, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the first slot after ``now``."""
    days = _list_days(now, zone, range(-1, 10))
    return next(
        (min(coming) for day in days if (coming := [s for s in list_slots(day, schedule, zone) if s > now])), None
    )


def find_due(
    schedule: Schedule, now: dt.datetime, zone: ZoneInfo, satisfied: Iterable[dt.datetime]
) -> dt.datetime | None:
    """Return the slot that a run at ``now`` satisfies, or ``None`` when none waits.

    It is the newest one; older missed ones are satisfied with it. ``satisfied`` are the slots that runs
    satisfied before. Those after ``now`` do not count: the clock was wrong then, or is wrong now. Where none
    counts, as on the very first run, only a slot of today is due.
    """
    slot = find_newest(schedule, now, zone)
    if slot is None:
        return None
    done = max((one for one in satisfied if one <= now), default=None)
    if done is None:
        return slot if slot.astimezone(zone).date() == now.astimezone(zone).date() else None
    return slot if done < slot else None


def _list_days(now: dt.datetime, zone: ZoneInfo, distances: range) -> Iterable[dt.date]:
    """List local days about ``now``: nine of them hold one of every weekday, whatever a change of the clocks moves."""
    today = now.astimezone(zone).date()
    return (today + dt.timedelta(days=distance) for distance in distances)
