"""Parse dates as files state them: ISO 8601, the form of mails and feeds, and written out in a line of text.

A date is ``YYYY-MM-DD``, or an instant with its offset where the file gives one. A number like 03/04/2021 is read only
where it can mean one day. To add a language: its months in ``MONTHS``, three letters are enough where no other
month begins so.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

EARLIEST = date(1990, 1, 1)
"""A date before it is that of an event and not of an article."""

MONTHS: dict[str, str] = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "jan feb maa apr mei jun jul aug sep okt nov dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "uk": "січ лют бер кві тра чер лип сер вер жов лис гру",
    "sv": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "tr": "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "cs": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
ALSO = {"maj": 5, "märz": 3, "fevereiro": 2, "março": 3, "mrt": 3, "июня": 6, "июля": 7, "май": 5}
"""Names of months that do not begin with the letters above, by their number."""

ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"
    r"(?:[T ](?P<t>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(?P<z> ?Z| ?[+-]\d\d:?\d\d)?)?"
)
NUMBERS = re.compile(r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)")
DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er|º|-го)?,? (?:de |of )?(?P<m>[^\W\d_]{3,12})\.?,?"
    r" (?:de |del )?(?P<y>(?:19|20)\d\d)(?!\d)"
)
MONTH_FIRST = re.compile(
    r"(?P<m>[^\W\d_]{3,10})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)(?!\d(?!\d?:\d\d))"
)
"""A time of day may stick to the year, as in text that was copied from a page."""
FAR_EAST = re.compile(r"(?P<y>(?:19|20)\d\d) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]")

OFFSET = re.compile(r" ?(?:GMT|UTC)?([+-])(\d\d):?(\d\d)(?: ?\([^()]{0,60}\))?\Z")
"""An offset from UTC as programs write it; mails have "+0530"."""
PROGRAM = re.compile(
    r"[A-Z][a-z]{2} (?P<m>[A-Z][a-z]{2}) (?P<d>\d{1,2}) (?:(?P<y1>\d{4}) )?(?P<t>\d\d:\d\d:\d\d)"
    r"(?: (?P<z>[A-Z]{1,5}(?:[+-]\d\d:?\d\d)?|[+-]\d\d:?\d\d))?(?: (?P<y2>\d{4}))?(?: \([^()]{0,60}\))?\Z"
)
"""A date as Java and JavaScript print it."""

YEAR = re.compile(r"(?:19|20)\d\d")
"""Every date that a line can state has a year."""


def parse_stated(value: str, *, today: date) -> str | None:
    """Parse a date field of a format, with its time where it has an offset; ``None`` when it is no date."""
    value = value.strip()[:100]
    found = _parse_instant(value)
    if found is None:
        return find_date(value, language="en", today=today)
    local = found.date()
    if not EARLIEST <= local <= today + timedelta(days=1) or found.astimezone(UTC).date() > today + timedelta(days=1):
        return None
    return found.isoformat(timespec="seconds")


def _parse_instant(value: str) -> datetime | None:
    """Parse an instant with an offset, in ISO 8601 or the forms of mails, Java and JavaScript."""
    found = ISO.fullmatch(value)
    try:
        if found and found["t"] and found["z"]:
            zone = found["z"].strip().replace("Z", "+00:00")
            day = f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
            return datetime.fromisoformat(f"{day}T{found['t']}{zone}")
        if not found and (mail := _rewrite_as_mail(value)):
            read = parsedate_to_datetime(mail)
            return read if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return None


def _rewrite_as_mail(value: str) -> str | None:
    """Rewrite a date in the form of mails: "Tue Oct 15 12:45:00 EDT 2024", offsets "+05:30" and "GMT+0100"."""
    if program := PROGRAM.match(value):
        year = program["y1"] or program["y2"]
        value = f"{program['d']} {program['m']} {year} {program['t']} {program['z'] or ''}".strip()
    if not re.match(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d", value):
        return None
    return OFFSET.sub(r" \1\2\3", value)


def find_date(text: str, *, language: str | None, today: date) -> str | None:
    """Return the first unambiguous date of a line as ``YYYY-MM-DD``; none after today and none before 1990."""
    if not YEAR.search(text):
        return None
    found: list[tuple[int, date]] = []
    for pattern in (ISO, FAR_EAST, DAY_FIRST, MONTH_FIRST):
        for match in pattern.finditer(text):
            month = int(match["m"]) if match["m"].isdecimal() else _find_month(match["m"].lower(), language)
            found += _make_day(match.start(), match["y"], month, match["d"])
    for match in NUMBERS.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        if a > 12 or a == b or (match["s"] == "." or language not in ("en", None)):
            found += _make_day(match.start(), match["y"], b, match["a"])
        elif b > 12:
            found += _make_day(match.start(), match["y"], a, match["b"])
    return next((day.isoformat() for _, day in sorted(found) if EARLIEST <= day <= today), None)


def _make_day(at: int, year: str, month: int | None, day: str) -> list[tuple[int, date]]:
    try:
        return [(at, date(int(year), month or 0, int(day)))]
    except ValueError:
        return []


def _find_month(name: str, language: str | None) -> int | None:
    """Return the number of a month's name, in the text's language, else in English; its beginning decides."""
    for known in (language, "en"):
        for start, number in _list_months(known or "en"):
            if name.startswith(start):
                return number
    return ALSO.get(name)


@cache
def _list_months(language: str) -> tuple[tuple[str, int], ...]:
    names = MONTHS.get(language, "").split()
    return tuple(sorted(((name, at + 1) for at, name in enumerate(names)), key=lambda one: (-len(one[0]), one[1])))
