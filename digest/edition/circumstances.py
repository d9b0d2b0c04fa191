"""Read what the opening of an English report says of its event, and tell whether two openings are of two events."""

import re
from typing import NamedTuple

from digest.edition.force import ACTS, drop_denied
from digest.edition.tolls import count_any_dead
from digest.edition.where import locate_text
from digest.model import ArticleSummary
from digest.text.calendar_names import find_weekdays

_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")

OpeningDays = tuple[frozenset[int], frozenset[str]]
"""Weekdays (Monday is 0) and days of a month ("Jun 10") that an opening names."""


class Circumstances(NamedTuple):
    """The countries of title and first sentence, the most dead in one of these; whether the opening tells of force."""

    countries: frozenset[str] = frozenset()
    dead: int = 0
    force: bool = True


def find_circumstances(summary: ArticleSummary) -> Circumstances:
    """Find what the opening of an article in English says of its event; nothing in other languages."""
    if summary.facts.read_as != "en":
        return Circumstances()
    title = summary.facts.title.value if summary.facts.title else ""
    countries, _ = locate_text(title, summary.opening[:1])
    opening = drop_denied("\n".join((title, *summary.opening)))
    return Circumstances(frozenset(countries), count_any_dead(summary), ACTS.search(opening) is not None)


def tell_two_events(one: Circumstances, other: Circumstances) -> bool:
    """Tell whether two openings name different countries, or one counts dead where the other knows of no force."""
    apart = bool(one.countries and other.countries and not one.countries & other.countries)
    return apart or any(mine.dead and not theirs.force for mine, theirs in ((one, other), (other, one)))


def find_opening_days(summary: ArticleSummary) -> OpeningDays:
    """Find the days that the opening of an article in English names; none in other languages."""
    if summary.facts.read_as != "en":
        return frozenset(), frozenset()
    opening = " ".join(summary.opening)
    dates = ((found[1] or found[4], found[2] or found[3]) for found in _DATE.finditer(opening))
    return frozenset(find_weekdays(opening)), frozenset(f"{month} {day}" for month, day in dates)


def tell_other_days(one: OpeningDays, other: OpeningDays) -> bool:
    """Tell whether two openings name weekdays, or dates, and have none in common."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(one, other, strict=True))
