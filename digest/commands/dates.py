"""Days as a person names them: ``2026-11-24``, ``24.11.2026``, ``today``, ``yesterday`` or ``latest``."""

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.config import Settings

NAMES = ("today", "yesterday", "latest")
_WRITTEN = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})")


def is_day(text: str) -> bool:
    """Tell whether a text has the form of a day; whether there is such a day is another question."""
    return text.lower() in NAMES or _WRITTEN.fullmatch(text) is not None


def read_day(text: str, settings: "Settings") -> dt.date | None:
    """Return the day that a text names, ``None`` for the latest briefing; ConfigurationError when it names none."""
    from digest.commands.clock import read_clock
    from digest.errors import ConfigurationError

    name = text.lower()
    if name == "latest":
        return None
    if name in NAMES:
        return read_clock(settings, None).date() - dt.timedelta(days=NAMES.index(name))
    if found := _WRITTEN.fullmatch(text):
        with suppress(ValueError):  # a day that no month has
            return dt.date(*(int(found[a] or found[b]) for a, b in (("year", "y"), ("month", "m"), ("day", "d"))))
    raise ConfigurationError(f"{text!r} is not a date; write it as 2026-11-24, or {', '.join(NAMES)}")


def choose_days(texts: "Sequence[str]", known: "Sequence[dt.date]", settings: "Settings") -> tuple[dt.date, ...]:
    """Return the days of stored briefings that texts name; ``known`` are the days that have one, oldest first."""
    from digest.errors import ConfigurationError

    days = [read_day(text, settings) or (known[-1] if known else None) for text in texts]
    missing = [text for text, day in zip(texts, days, strict=True) if day not in known]
    if missing:
        raise ConfigurationError(f"there is no briefing of {missing[0]}; `digest show --list` lists what there is")
    return tuple(day for day in days if day is not None)
