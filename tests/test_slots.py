"""Slots of the local calendar: whatever the clocks do, every slot comes exactly once."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Schedule
from digest.slots import find_due, find_newest, find_next, list_slots, resolve

UTC = dt.UTC
DAYS = [dt.datetime(2026, 1, 1, tzinfo=UTC) + dt.timedelta(days=n) for n in range(2 * 365 + 1)]
"""The days of 2026 and 2027, and the one behind them."""
QUARTERS = [dt.time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]


def changes(zone: ZoneInfo) -> tuple[tuple[dt.datetime, dt.timedelta, dt.timedelta], ...]:
    """(instant, offset before, offset after) of each change of a zone's clocks in 2026 and 2027."""
    found = []
    offsets = [day.astimezone(zone).utcoffset() for day in DAYS]
    for day, before, after in zip(DAYS, offsets, offsets[1:], strict=False):
        if before != after:
            quarters = (day + dt.timedelta(minutes=15 * n) for n in range(97))
            shown = [(moment, moment.astimezone(zone).utcoffset()) for moment in quarters]
            found += [(b, old, new) for (_, old), (b, new) in itertools.pairwise(shown) if old != new]
    return tuple(found)


ZONES = sorted(available_timezones())
RULES = {found: name for name in ZONES if (found := changes(ZoneInfo(name)))}
"""One zone for every set of changes: in these years zones of the same changes have the same clocks."""


@pytest.mark.parametrize(
    ("zone", "day", "time", "expected"),
    [
        ("Europe/Berlin", "2026-11-24", "06:00", "2026-11-24T05:00+00:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00+00:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30+00:00"),
        ("America/Asuncion", "2026-11-24", "00:00", "2026-11-24T03:00+00:00"),
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00+00:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30+00:00"),
        ("Pacific/Apia", "2011-12-30", "06:00", "2011-12-30T10:00+00:00"),
        ("America/St_Johns", "2026-03-08", "02:15", "2026-03-08T05:30+00:00"),
    ],
    ids=[
        "plain",
        "gap",
        "overlap",
        "no change any more",
        "gap at midnight",
        "half an hour",
        "a day that was left out",
        "odd",
    ],
)
def test_instants(zone: str, day: str, time: str, expected: str) -> None:
    """A gap means the first instant after it, an overlap the first of the two."""
    found = resolve(dt.date.fromisoformat(day), dt.time.fromisoformat(time), ZoneInfo(zone))
    assert found == dt.datetime.fromisoformat(expected)


def test_the_rules_of_all_zones_are_tried() -> None:
    """More than a dozen different sets of changes, gaps and overlaps among them, also those of half an hour."""
    steps = {new - old for found in RULES for _, old, new in found}
    hour = dt.timedelta(hours=1)
    assert {hour, -hour, hour / 2, -hour / 2} <= steps
    assert len(RULES) > 12


@pytest.mark.parametrize("rules", RULES, ids=RULES.get)
def test_every_slot_once_around_every_change(rules: tuple[tuple[dt.datetime, dt.timedelta, dt.timedelta], ...]) -> None:
    """Around each change, the slot of each quarter of an hour of each day is met once, in order, never early.

    It is the first instant at which the clocks show that time or a later one of that day: before it they did not.
    """
    zone = ZoneInfo(RULES[rules])
    for (change, _, _), time in itertools.product(rules, QUARTERS):
        schedule = Schedule(times=(f"{time:%H:%M}",))
        around = [(change + dt.timedelta(days=n)).astimezone(zone).date() for n in range(-2, 3)]
        days = sorted({*around, *(day + dt.timedelta(days=1) for day in around)})
        slots = [resolve(day, time, zone) for day in days]
        assert slots == sorted(set(slots))
        for day, slot in zip(days, slots, strict=True):
            wanted = dt.datetime.combine(day, time)
            assert slot.astimezone(zone).replace(tzinfo=None) >= wanted
            just_before = (slot - dt.timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
            assert just_before < wanted
        for last, coming in itertools.pairwise(slots):
            almost = coming - dt.timedelta(seconds=1)
            assert find_next(schedule, last, zone) == coming
            assert find_due(schedule, almost, zone, [last]) is None
            assert find_due(schedule, coming, zone, [last]) == coming
            assert find_due(schedule, coming, zone, [last, coming]) is None


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata"]
)
@pytest.mark.parametrize(
    "days", [("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("mon", "wed"), ("sun",)], ids="-".join
)
def test_a_scheduler_meets_every_slot_once(name: str, days: tuple[str, ...]) -> None:
    """Looking every 30 minutes through two years' changes satisfies each slot once, and skips none."""
    zone = ZoneInfo(name)
    schedule = Schedule(times=("00:00", "02:30", "06:15"), days=days)
    for change in [found[0] for found in changes(zone)] or [dt.datetime(2026, 3, 29, tzinfo=UTC)]:
        moment = change - dt.timedelta(days=8)
        end = change + dt.timedelta(days=8)
        satisfied = [find_newest(schedule, moment, zone)]
        while moment <= end:
            slot = find_due(schedule, moment, zone, satisfied)
            if slot:
                assert moment - slot < dt.timedelta(minutes=30)
                satisfied.append(slot)
            moment += dt.timedelta(minutes=30)
        first = satisfied[0].astimezone(zone).date()
        all_days = [first + dt.timedelta(days=n) for n in range(30)]
        expected = sorted({s for day in all_days for s in list_slots(day, schedule, zone) if satisfied[0] <= s <= end})
        assert satisfied == expected


moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: dt.datetime(2026, 1, 1, tzinfo=UTC) + dt.timedelta(minutes=n))


@given(
    moments,
    st.sampled_from(ZONES),
    st.sampled_from(QUARTERS),
    st.sets(st.sampled_from(["mon", "tue", "sun"]), min_size=1),
)
def test_newest_and_following_are_neighbours(moment: dt.datetime, name: str, time: dt.time, days: set[str]) -> None:
    """The newest slot is not after now, the following one is, and none lies between them."""
    zone = ZoneInfo(name)
    schedule = Schedule(times=(f"{time:%H:%M}",), days=tuple(sorted(days)))
    last, coming = find_newest(schedule, moment, zone), find_next(schedule, moment, zone)
    assert last is not None
    assert coming is not None
    assert last <= moment < coming
    assert find_next(schedule, last, zone) == coming
    assert find_newest(schedule, coming, zone) == coming


SIX = Schedule(times=("06:00", "18:00"))
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> dt.datetime:
    """An instant of the Berlin clocks."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "satisfied", "expected"),
    [
        ("2026-11-24T05:59", [], None),
        ("2026-11-24T06:00", [], "2026-11-24T06:00"),
        ("2026-11-24T23:00", [], "2026-11-24T18:00"),
        ("2026-11-24T07:00", ["2026-11-24T06:00"], None),
        ("2026-11-24T07:00", ["2026-11-20T06:00"], "2026-11-24T06:00"),
        ("2026-11-24T07:00", ["2026-11-23T18:00", "2099-01-01T06:00"], "2026-11-24T06:00"),
        ("2026-11-24T05:30", ["2026-11-24T06:00", "2026-11-23T18:00"], None),
        ("2026-11-24T07:00", ["2099-01-01T06:00"], "2026-11-24T06:00"),
    ],
    ids=[
        "first run, too early",
        "first run, on time",
        "first run, the newest of today",
        "satisfied",
        "missed for days: the newest one",
        "the clock was once wrong",
        "the clock was put back",
        "only a clock that was wrong",
    ],
)
def test_due(now: str, satisfied: list[str], expected: str | None) -> None:
    """The newest slot that no run has satisfied; on the first run only one of today."""
    found = find_due(SIX, at(now), BERLIN, [at(one) for one in satisfied])
    assert found == (at(expected) if expected else None)
