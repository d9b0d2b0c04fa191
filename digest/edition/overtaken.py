"""Tell which reports of an event a later one has overtaken: it counts more victims, or tells what they announced."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from digest.edition.force import Count
from digest.edition.newsrooms import identify_report
from digest.edition.tolls import count_any_dead, find_lead_names, get_head, read_toll, read_wounded, says_risen
from digest.model import ArticleSummary
from digest.text.calendar_names import find_weekdays
from digest.text.tenses import tells_past

_AHEAD = re.compile(
    r"\b(?:will(?! of\b)|(?:is|are) (?:to(?! blame)|(?:set|due|expected|scheduled|about|preparing|poised) to))\s[a-z]"
)
"""Verbs of what is to come."""
_BEFORE_AHEAD = 120
"""Characters of a sentence in front of such a verb, at most: what stands farther behind is no news of the lead. From 60
to 240 ten mornings are the same, with 30 two lines are others (``benchmarks/ranges.py``).
"""
_HAPPENED = re.compile(r"\b(?:says|ha[sd]|have|[a-z]{3,20}ed)\b")
"""Forms in front of it that tell of what was, beside those of ``text.tenses``: "has fled and will ask for help"."""

_IN_PERFECT = re.compile(r"\bha(?:s|ve) (?:\w{1,20} ){0,2}(?:killed|died)\b", re.IGNORECASE)
"""A count up to now, not of one event: "the strikes have killed 72,000"."""
_SUM = 10
"""Times as many dead as another story counts, from which on a count is that of a war and not of its event: as for any
two figures (``figures.FARTHEST``). From 3 to 1000 ten mornings are the same (``benchmarks/ranges.py``).
"""


def find_overtaken(summaries: Iterable[ArticleSummary]) -> frozenset[str]:
    """Return the ids of the articles of a story that a later one of it has overtaken.

    That one outnumbers them, or was published later than they, at a time of day that both state, and tells what they
    only announced.
    """
    read = _read_reports(summaries)
    return frozenset(
        one.summary.id for one in read if any(_outnumbers(other, one) or _happened(other, one) for other in read)
    )


def find_outnumbered(summaries: Iterable[ArticleSummary]) -> frozenset[str]:
    """Return the ids of the articles of a story of which a later one counts more victims of the same event.

    That one was published later, if both state a time of day; else, of one newsroom, on a later day, or on the same
    with more dead. A lower count outnumbers none: it may be of some of the dead ("three rescuers"), and nobody takes
    back the others.
    """
    read = _read_reports(summaries)
    return frozenset(one.summary.id for one in read if any(_outnumbers(other, one) for other in read))


def tell_overtaken(older: Collection[ArticleSummary], newer: Collection[ArticleSummary]) -> bool:
    """Tell whether the tolls of one story are all overtaken by those of another, which has one that is not.

    No count of the other is one up to now, or ten times as high: it would be the sum of a war.
    """
    most = max((read_toll(one).number for one in older), default=0)
    if any(read_toll(one).number >= _SUM * most or any(map(_IN_PERFECT.search, get_head(one))) for one in newer):
        return False
    overtaken = find_overtaken((*older, *newer))
    tolls, later = ([one.id for one in some if read_toll(one).number] for some in (older, newer))
    return bool(tolls) and overtaken.issuperset(tolls) and not overtaken.issuperset(later)


class _Report(NamedTuple):
    """An article with its dead and wounded, when it was published, and whether it tells of what is to come."""

    summary: ArticleSummary
    toll: Count
    wounded: Count
    instant: datetime | None
    announces: bool


def _read_reports(summaries: Iterable[ArticleSummary]) -> list[_Report]:
    """Read the articles of a story; one alone is overtaken by none."""
    listed = tuple(summaries)
    several = listed if len(listed) > 1 else ()
    return [_Report(one, read_toll(one), read_wounded(one), _read_instant(one), _announces(one)) for one in several]


def _happened(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report that was published later tells of what was, and the other of what is to come."""
    known = later.instant is not None and earlier.instant is not None and later.instant > earlier.instant
    return known and earlier.announces and not later.announces


def _outnumbers(later: _Report, earlier: _Report) -> bool:
    if later.instant and earlier.instant:
        return later.instant > earlier.instant and _counts_more(later, earlier)
    known, before = identify_report(later.summary.facts), identify_report(earlier.summary.facts)
    if known is None or before is None or known[0] != before[0]:
        return False
    if known[1] == before[1]:  # whose count is the later one, nothing says; the wounded may be fewer than was thought
        return earlier.toll.number > 0 and _counts_more(later, earlier)
    return known[1] > before[1] > "" and _counts_more(later, earlier)


def _counts_more(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report counts more of the same victims: all people, or those whom the other counts; in its places.

    These are the dead, or the wounded where the other counts no dead. What two leads tell of two weekdays are two
    events, unless the later one says that the toll has risen.
    """
    count, before = (later.toll, earlier.toll) if earlier.toll.number else (later.wounded, earlier.wounded)
    if not (count.number > before.number > 0 and _has_name_of(later.summary, earlier.summary)):
        return False
    days, others = (set(find_weekdays(" ".join(one.summary.opening[:1]))) for one in (later, earlier))
    same = count.whose in ("", before.whose) and (not days or not others or days & others)
    return bool(same) or says_risen(later.summary)


def _has_name_of(later: ArticleSummary, earlier: ArticleSummary) -> bool:
    """Tell whether the opening of an article has a name of the lead of an earlier one, if that has any."""
    names = [re.sub(r"['’]s\Z", "", name) for name in find_lead_names(earlier)]
    opening = " ".join((*get_head(later)[:1], *later.opening))
    return not names or any(re.search(rf"\b{re.escape(name)}\b", opening) for name in names)


def _announces(summary: ArticleSummary) -> bool:
    """Tell whether the first sentence of an article in English tells of what is to come, behind no act, and no dead."""
    for text in summary.opening[:1] if summary.facts.read_as == "en" else ():
        found = _AHEAD.search(text)
        before = text[: found.start()] if found else ""
        if found and len(before) <= _BEFORE_AHEAD and not _HAPPENED.search(before) and not tells_past(before):
            return not count_any_dead(summary)
    return False


def _read_instant(summary: ArticleSummary) -> datetime | None:
    """Return when an article was published, where it states the time of day with its zone."""
    published = summary.facts.published
    found = datetime.fromisoformat(published.value) if published and "T" in published.value else None
    return found if found and found.tzinfo else None
