"""Read the toll of an event in titles and first sentences of English reports, and tell whether two tolls are of one."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from digest.edition.force import Count, drop_denied, find_most_dead, find_most_wounded
from digest.model import ArticleSummary
from digest.text.calendar_names import MONTHS, WEEKDAYS

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
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w’'-]{1,30}")
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS))


class Toll(NamedTuple):
    """The most dead that reports of one story count, whether one says that they are more than before, and its names."""

    number: int
    rose: bool
    names: frozenset[str]


def find_toll(summaries: Iterable[ArticleSummary]) -> Toll | None:
    """Find the toll of a story in the leads and titles of its reports; ``None`` where they count no dead."""
    read = [(read_toll(one).number, says_risen(one), find_lead_names(one)) for one in summaries]
    number = max((count for count, _, _ in read), default=0)
    rose = any(risen for count, risen, _ in read if count == number)
    return Toll(number, rose, frozenset().union(*(names for _, _, names in read))) if number else None


def tell_one_toll(one: Toll | None, other: Toll | None) -> bool:
    """Tell whether two tolls are of one event: the leads have the same names; or the higher one has risen, and some."""
    if one is None or other is None or not one.names & other.names:
        return False
    return one.names == other.names or max(one, other, key=lambda toll: (toll.number, toll.rose)).rose


def read_toll(summary: ArticleSummary) -> Count:
    """Return the most dead that title or first sentence counts, where no other time than a day is named beside them."""
    return _read_most(summary, find_most_dead)


def read_wounded(summary: ArticleSummary) -> Count:
    """Return the largest count of wounded there, likewise."""
    return _read_most(summary, find_most_wounded)


def _read_most(summary: ArticleSummary, find: Callable[[str], Count]) -> Count:
    texts = (drop_denied(text) for text in get_head(summary) if not _GONE.search(text))
    return max(map(find, texts), default=Count(0, ""))


def count_any_dead(summary: ArticleSummary) -> int:
    """Return how many dead the title or first sentence of an article in English counts, of whatever event."""
    return max((find_most_dead(drop_denied(text)).number for text in get_head(summary)), default=0)


def says_risen(summary: ArticleSummary) -> bool:
    """Tell whether title or first sentence of an article says that more dead are counted than before."""
    return any(map(_ROSE.search, get_head(summary)))


def find_lead_names(summary: ArticleSummary) -> frozenset[str]:
    """Return the words with a capital of an article's first sentence, but its first word, days and months."""
    return frozenset(name for text in summary.opening[:1] for name in _NAME.findall(text)) - _CALENDAR


def get_head(summary: ArticleSummary) -> tuple[str, ...]:
    """Return title and first sentence of an article in English; nothing in other languages."""
    if summary.facts.read_as != "en":
        return ()
    return (summary.facts.title.value if summary.facts.title else "", *summary.opening[:1])
