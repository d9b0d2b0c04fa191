"""Find the days that an English sentence names, as of the day on which it was written, and the hour."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from digest.text.calendar_names import MONTHS, WEEKDAY, WEEKDAYS

_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_MONTH = rf"(?:(?:{'|'.join(MONTHS)}|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_YEAR = r"(?:,? ((?:19|20)\d\d)\b)?"
_NO_NAME = "".join(rf"(?<!{name} )" for name in ("Black", "Good", "Easter", "Palm", "Super", "Bloody", "Cyber"))
_DAY = re.compile(
    rf"\b{_NO_NAME}(?P<weekday>{WEEKDAY})\b(?! (?:Street|Market|newspaper|Times|Telegraph|Mirror|Mail|World))"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}){_YEAR}"
    rf"|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){_YEAR}"
    r"|\b(?P<tomorrow>[Tt]omorrow)\b"
)
_LETTERS_OF_DAY = re.compile("day|omorrow|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_HOUR = re.compile(
    r"\b(?:(?P<noon>noon|midday)|(?<![\d.:])(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b)"
)
_BESIDE = len(", the ")
"""Characters that may stand between a weekday and its date: "Sunday, the 16th of June"."""


class NamedDay(NamedTuple):
    """A day that a sentence names, where its words stand.

    ``weekday``: it is named by its weekday alone. ``partial``: so it is, or the year is left out.
    """

    start: int
    end: int
    day: date
    partial: bool
    weekday: bool = False


def may_name_day(text: str) -> bool:
    """Tell whether a text may name a day: what has none of these letters names none."""
    return _LETTERS_OF_DAY.search(text) is not None


def find_days(text: str, written: date) -> Iterator[NamedDay]:
    """Yield the days that a text names, in its order; a weekday beside a date must be that day's.

    A weekday alone is read as the next one, this day included: the verb beside it tells whether it has been.
    """
    weekday: re.Match[str] | None = None
    found = [*_DAY.finditer(text)]
    for match, after in zip_longest(found, found[1:]):
        own, weekday = weekday, None
        if match["weekday"]:
            if after and not after["weekday"] and after.start() - match.end() <= _BESIDE:
                weekday = match
            else:
                ahead = (WEEKDAYS.index(match["weekday"]) - written.weekday()) % len(WEEKDAYS)
                yield NamedDay(match.start(), match.end(), written + timedelta(days=ahead), partial=True, weekday=True)
        elif match["tomorrow"]:
            yield NamedDay(match.start(), match.end(), written + timedelta(days=1), partial=False)
        elif (day := _read_date(match, written)) and (own is None or WEEKDAYS[day.weekday()] == own["weekday"]):
            yield NamedDay((own or match).start(), match.end(), day, partial=not (own or match[4] or match[7]))


def _read_date(match: re.Match[str], written: date) -> date | None:
    """Return the day that a date means, without its year the nearest one; ``None`` for a day that no month has."""
    number, name, year = match[2] or match[6], match[3] or match[5], match[4] or match[7]
    month = _MONTHS.index(name[:3].lower()) + 1
    days = []
    for one in (int(year),) if year else (written.year - 1, written.year, written.year + 1):
        try:
            days.append(date(one, month, int(number)))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - written).days), default=None)


def find_minutes(text: str) -> int | None:
    """Return the minutes of the hour that a sentence names, where it names only one."""
    found = list(_HOUR.finditer(text))
    if len(found) != 1:
        return None
    hour = found[0]
    if hour["noon"]:
        return 12 * 60
    if hour["half"]:
        return (int(hour["h"]) % 12 + 12 * (hour["half"] == "p")) * 60 + int(hour["m"] or 0)
    return int(hour["h24"]) * 60 + int(hour["m24"])
