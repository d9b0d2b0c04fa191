"""Read what the opening of an English report says of its event: days, countries, dead, and who told it when."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from digest.edition.force import ACTS, DENIED, Dead, find_most_dead
from digest.edition.newsrooms import normalise_outlet
from digest.edition.where import locate_text
from digest.model import ArticleSummary, Facts
from digest.text.calendar_names import MONTHS, WEEKDAYS, find_weekdays

_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
_DATE = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}")

_GONE = re.compile(
    r"\b(?:last (?:year|month|week|spring|summer|autumn|winter)|ago|earlier|years?|months?|anniversary|since"
    r"|in (?:19|20)\d\d|wars?|conflict)\b",
    re.IGNORECASE,
)
"""Words of a time that is no day, or of a war: dead beside them may be those of another event, or of many."""
_ROSE = re.compile(
    r"\b(?:toll|number of (?:people |those )?(?:killed|dead|deaths))\b(?:\s[\w’'-]{1,30}){0,10}?\s"
    r"(?:ris(?:es|en|ing)|rose|climb(?:s|ed)|grew|grows|grown|jump(?:s|ed)|raised|now)\b"
    r"|\braised the (?:death )?toll\b",
    re.IGNORECASE,
)
"""How a report says that more dead are counted than before."""
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w’'-]{1,30}")
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS))

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
    return max((find_most_dead(DENIED.sub("", text)).number for text in get_head(summary)), default=0)


def get_head(summary: ArticleSummary) -> tuple[str, ...]:
    """Return title and first sentence of an article in English; nothing in other languages."""
    if summary.facts.read_as != "en":
        return ()
    return (summary.facts.title.value if summary.facts.title else "", *summary.opening[:1])


def name_lead(summary: ArticleSummary) -> frozenset[str]:
    """Return the words with a capital of an article's first sentence, but its first word, days and months."""
    return frozenset(name for text in summary.opening[:1] for name in _NAME.findall(text)) - _CALENDAR


def read_toll(summary: ArticleSummary) -> Dead:
    """Return the most dead that title or first sentence counts, where no other time than a day is named beside them."""
    texts = (DENIED.sub("", text) for text in get_head(summary) if not _GONE.search(text))
    return max((find_most_dead(text) for text in texts), default=Dead(0, ""))


class TollTold(NamedTuple):
    """The most dead that reports of one story count, whether one says that they are more than before, and its names."""

    number: int
    rose: bool
    names: frozenset[str]


def find_toll_told(summaries: Iterable[ArticleSummary]) -> TollTold | None:
    """Find the toll of a story in the leads and titles of its reports; ``None`` where they count no dead."""
    read = [(read_toll(one).number, says_risen(one), name_lead(one)) for one in summaries]
    number = max((count for count, _, _ in read), default=0)
    rose = any(risen for count, risen, _ in read if count == number)
    return TollTold(number, rose, frozenset().union(*(names for _, _, names in read))) if number else None


def tell_one_toll(one: TollTold | None, other: TollTold | None) -> bool:
    """Tell whether two tolls are of one event: the leads have the same names; or the higher one has risen, and some."""
    if one is None or other is None or not one.names & other.names:
        return False
    return one.names == other.names or max(one, other, key=lambda toll: (toll.number, toll.rose)).rose


def says_risen(summary: ArticleSummary) -> bool:
    return any(map(_ROSE.search, get_head(summary)))


def find_teller(facts: Facts) -> tuple[str, str] | None:
    """Return the newsroom of an article and its day, if that is stated; ``None`` without a newsroom."""
    if facts.outlet is None:
        return None
    return normalise_outlet(facts.outlet.value), facts.published.value[:10] if facts.published else ""


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
