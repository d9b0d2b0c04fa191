"""Calculate slots of the local calendar: a slot is a local day and time as an instant in UTC.

A local time that a change of the clocks leaves out is the first instant after the gap; one that comes twice
is the first of the two. Used by run (which slot does this run satisfy), schedule and status (which is next).
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from digest.config import WEEKDAYS, Schedule

_WEEK = 7
"""Days of a week, by which a weekday comes round."""
LATE = dt.timedelta(minutes=10)
"""From when on a briefing is late: a run of thousands of articles takes a minute or two."""
_BACK, _AHEAD = range(1, -10, -1), range(-1, 10)
"""Days about now, nearest first, that hold one of every weekday, whatever a change of the clocks moves."""


class WeekSpan(NamedTuple):
    """Seven days under the name of the ISO week in which the last of them lies, ``2019-W24``."""

    name: str
    first: dt.date
    last: dt.date


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
    days = _list_days(now, zone, _BACK)
    return next((max(past) for day in days if (past := [s for s in list_slots(day, schedule, zone) if s <= now])), None)


def find_next(schedule: Schedule, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the first slot after ``now``."""
    days = _list_days(now, zone, _AHEAD)
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


def read_weekly(schedule: Schedule) -> tuple[str, dt.time | None]:
    """Return the weekday on which a week ends, and when its page is due then; Sunday and ``None`` where it is not."""
    day, _, clock = (schedule.weekly or "").partition(" ")
    return (day, dt.time.fromisoformat(clock)) if clock else ("sun", None)


def find_week_end(day: dt.date, schedule: Schedule) -> dt.date:
    """Return the first day on or after a day on which a week ends: that of ``[schedule] weekly``, else Sunday."""
    end = [*map(str, WEEKDAYS)].index(read_weekly(schedule)[0])
    return day + dt.timedelta(days=(end - day.weekday()) % _WEEK)


def find_week(day: dt.date, schedule: Schedule) -> WeekSpan:
    """Return the week that a day lies in."""
    last = find_week_end(day, schedule)
    year, number, _ = last.isocalendar()
    return WeekSpan(f"{year}-W{number:02}", last - dt.timedelta(days=_WEEK - 1), last)


def find_newest_weekly(schedule: Schedule, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the last slot of a week's page that is not after ``now``; ``None`` where there are none."""
    days = _list_days(now, zone, _BACK)
    return next((slot for day in days for slot in _list_weekly(day, schedule, zone) if slot <= now), None)


def find_next_weekly(schedule: Schedule, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the first slot of a week's page after ``now``; ``None`` where there are none."""
    days = _list_days(now, zone, _AHEAD)
    return next((slot for day in days for slot in _list_weekly(day, schedule, zone) if slot > now), None)


def _list_weekly(day: dt.date, schedule: Schedule, zone: ZoneInfo) -> tuple[dt.datetime, ...]:
    _, time = read_weekly(schedule)
    return (resolve(day, time, zone),) if time and day == find_week_end(day, schedule) else ()


def _list_days(now: dt.datetime, zone: ZoneInfo, distances: range) -> Iterable[dt.date]:
    """List local days at these distances from now."""
    today = now.astimezone(zone).date()
    return (today + dt.timedelta(days=distance) for distance in distances)
