"""What the opening of an English report says of its event: days, countries, dead, and who told it when."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from digest.edition.force import ACTS, DENIED, count_dead
from digest.edition.newsrooms import normalise_outlet
from digest.edition.where import locate_text
from digest.model import ArticleSummary, Facts
from digest.text.calendar_names import find_weekdays

_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")

_AHEAD = re.compile(
    r"(?:(?!\b(?:sa(?:id|ys)|told|was|were|ha[sd]|have|\w{3,20}ed)\b)[^\n]){0,120}?"
    r"\b(?:will|(?:is|are) (?:to|(?:set|due|expected|scheduled|about|preparing|poised) to))\s[a-z]"
)
"""How a sentence begins that tells of what is to come; behind "said" or another past form stands what was."""

DaysNamed = tuple[frozenset[int], frozenset[str]]
"""Weekdays (Monday is 0) and days of a month ("Jun 10") that a lead names."""


class Marks(NamedTuple):
    """The countries of title and first sentence, the dead of both, and whether the whole opening tells of force."""

    countries: frozenset[str] = frozenset()
    dead: int = 0
    force: bool = True


def find_marks(summary: ArticleSummary) -> Marks:
    """Find what the opening of an article in English says of its event; nothing in other languages."""
    if summary.facts.read_as != "en":
        return Marks()
    title = summary.facts.title.value if summary.facts.title else ""
    countries, _ = locate_text(title, summary.opening[:1])
    opening = DENIED.sub("", "\n".join((title, *summary.opening)))
    return Marks(frozenset(countries), count_toll(summary), ACTS.search(opening) is not None)


def tell_two_events(one: Marks, other: Marks) -> bool:
    """Tell whether two openings name different countries, or one counts dead where the other knows of no force."""
    apart = bool(one.countries and other.countries and not one.countries & other.countries)
    return apart or any(mine.dead and not theirs.force for mine, theirs in ((one, other), (other, one)))


def count_toll(summary: ArticleSummary) -> int:
    """Return how many dead the title or first sentence of an article in English counts; 0 where it counts none."""
    if summary.facts.read_as != "en":
        return 0
    title = summary.facts.title.value if summary.facts.title else ""
    return max(count_dead(DENIED.sub("", text)) for text in (title, *summary.opening[:1]))


def find_teller(facts: Facts) -> tuple[str, str] | None:
    """Return the newsroom of an article and its day, if that is stated; ``None`` without a newsroom."""
    return (
        (normalise_outlet(facts.outlet.value), facts.published.value[:10] if facts.published else "")
        if facts.outlet
        else None
    )


def find_overtaken(summaries: Iterable[ArticleSummary]) -> frozenset[str]:
    """Return the ids of the articles of a story that a later one of it has overtaken.

    That one counts other dead, or tells what they only announced. It was published later, if both state a time of day;
    else, of one newsroom and day, it counts more dead.
    """
    read = [_Report(one, count_toll(one), _read_instant(one), _announces(one)) for one in summaries]
    return frozenset(one.summary.id for one in read if any(_overtakes(other, one) for other in read))


class _Report(NamedTuple):
    """An article with its toll, when it was published, and whether it tells of what is to come."""

    summary: ArticleSummary
    toll: int
    instant: datetime | None
    announces: bool


def _overtakes(later: _Report, earlier: _Report) -> bool:
    counted = bool(later.toll and earlier.toll and later.toll != earlier.toll)
    if later.instant and earlier.instant:
        happened = earlier.announces and not later.announces
        return later.instant > earlier.instant and (counted or happened)
    teller = find_teller(later.summary.facts)
    return counted and later.toll > earlier.toll and teller is not None and teller == find_teller(earlier.summary.facts)


def _announces(summary: ArticleSummary) -> bool:
    """Tell whether the first sentence of an article in English tells of what is to come."""
    return summary.facts.read_as == "en" and any(_AHEAD.match(text) for text in summary.opening[:1])


def _read_instant(summary: ArticleSummary) -> datetime | None:
    """Return when an article was published, where it states the time of day with its zone."""
    published = summary.facts.published
    found = datetime.fromisoformat(published.value) if published and "T" in published.value else None
    return found if found and found.tzinfo else None


def find_days(summary: ArticleSummary) -> DaysNamed:
    """Find the days that the lead of an article in English names; none in other languages."""
    if summary.facts.read_as != "en":
        return frozenset(), frozenset()
    lead = " ".join(summary.opening)
    dates = ((found[1] or found[4], found[2] or found[3]) for found in _DATE.finditer(lead))
    return frozenset(find_weekdays(lead)), frozenset(f"{month} {day}" for month, day in dates)


def name_other_days(one: DaysNamed, other: DaysNamed) -> bool:
    """Tell whether two leads name weekdays, or dates, and have none in common."""
    return any(mine and theirs and not mine & theirs for mine, theirs in zip(one, other, strict=True))
