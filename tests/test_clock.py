"""The clock of a command: what is given, or the machine's, in the zone of the settings."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from digest.commands.clock import find_zone, read_clock, read_moment
from digest.config import Schedule, Settings
from digest.errors import ConfigurationError

BERLIN = ZoneInfo("Europe/Berlin")
SETTINGS = Settings(schedule=Schedule(zone="Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-10T06:00", "2026-03-10T06:00+01:00"),
        ("2026-07-10 06:00:30", "2026-07-10T06:00:30+02:00"),
        ("2026-03-10", "2026-03-10T00:00+01:00"),
        ("2026-03-10T06:00Z", "2026-03-10T07:00+01:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30+02:00"),
    ],
    ids=["local", "seconds", "a day", "with an offset", "twice: the first"],
)
def test_moments(text: str, expected: str) -> None:
    """A local time of the zone, or an instant with its offset."""
    assert read_moment(text, BERLIN, "--now").astimezone(dt.UTC) == dt.datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday", "not a time"),
        ("2026-02-30T06:00", "not a time"),
        ("2026-03-29T02:30", "does not exist"),
        ("25:00", "not a time"),
    ],
)
def test_what_is_no_moment(text: str, said: str) -> None:
    """Is refused with what was given and an example, exit code 2."""
    with pytest.raises(ConfigurationError, match=said):
        read_moment(text, BERLIN, "--now")


def test_the_option_goes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """--now, then DIGEST_NOW, then the machine."""
    monkeypatch.setenv("DIGEST_NOW", "2026-03-10T06:00")
    assert read_clock(SETTINGS, "2026-03-11T06:00").day == 11
    assert read_clock(SETTINGS, None).day == 10
    monkeypatch.setenv("DIGEST_NOW", "")
    assert abs(read_clock(SETTINGS, None) - dt.datetime.now(BERLIN)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("Asia/Kolkata", "Asia/Kolkata"),
        (":Asia/Kolkata", "Asia/Kolkata"),
        ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("UTC", "UTC"),
    ],
)
def test_the_machines_zone(monkeypatch: pytest.MonkeyPatch, variable: str, expected: str) -> None:
    """Is what TZ names, in the forms that POSIX allows."""
    monkeypatch.setenv("TZ", variable)
    assert find_zone(Settings()).key == expected


@pytest.mark.parametrize(
    "variable",
    ["Mars/Olympus", "CET-1CEST,M3.5.0,M10.5.0/3", "<+03>-3", "../../etc/passwd", "Europe/berlin ", "Europe", "\udcff"],
)
def test_an_odd_tz(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """Is named with the setting that makes it needless; a configured zone goes before it."""
    monkeypatch.setenv("TZ", variable)
    with pytest.raises(ConfigurationError, match=r"set \[schedule\] zone"):
        find_zone(Settings())
    assert find_zone(SETTINGS).key == "Europe/Berlin"
