"""Tell which reports of an event a later one has overtaken: it counts more dead, or tells what they announced."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from digest.edition.event_marks import count_toll, find_teller, get_head, name_lead, read_toll, says_risen
from digest.edition.force import Dead
from digest.model import ArticleSummary
from digest.text.ahead import tells_past

_AHEAD = re.compile(
    r"\b(?:will(?! of\b)|(?:is|are) (?:to(?! blame)|(?:set|due|expected|scheduled|about|preparing|poised) to))\s[a-z]"
)
"""Verbs of what is to come."""
_BEFORE_AHEAD = 120
"""Characters of a sentence in front of such a verb, at most: what stands farther behind is no news of the lead."""
_HAPPENED = re.compile(r"\b(?:says|ha[sd]|have|[a-z]{3,20}ed)\b")
"""Forms in front of it that tell of what was, beside those of ``text.ahead``: "has fled and will ask for help"."""


def find_overtaken(summaries: Iterable[ArticleSummary]) -> frozenset[str]:
    """Return the ids of the articles of a story that a later one of it has overtaken.

    That one counts more dead of the same event, or tells what they only announced. It was published later, if both
    state a time of day; else, of one newsroom and day, it counts more. A lower count overtakes none: it may be of some
    of the dead ("three rescuers"), and nobody takes back the others.
    """
    read = [_Report(one, read_toll(one), _read_instant(one), _announces(one)) for one in summaries]
    return frozenset(one.summary.id for one in read if any(_overtakes(other, one) for other in read))


def tell_overtaken(older: Collection[ArticleSummary], newer: Collection[ArticleSummary]) -> bool:
    """Tell whether the tolls of one story are all overtaken by those of another, which has one that is not."""
    overtaken = find_overtaken((*older, *newer))
    tolls, later = ([one.id for one in some if read_toll(one).number] for some in (older, newer))
    return bool(tolls) and overtaken.issuperset(tolls) and not overtaken.issuperset(later)


class _Report(NamedTuple):
    """An article with its toll, when it was published, and whether it tells of what is to come."""

    summary: ArticleSummary
    toll: Dead
    instant: datetime | None
    announces: bool


def _overtakes(later: _Report, earlier: _Report) -> bool:
    counted = _counts_more(later, earlier)
    if later.instant and earlier.instant:
        happened = earlier.announces and not later.announces
        return later.instant > earlier.instant and (counted or happened)
    teller = find_teller(later.summary.facts)
    return counted and teller is not None and teller == find_teller(earlier.summary.facts)


def _counts_more(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report counts more of the same dead: all people, or those whom the other counts; in its places."""
    more = later.toll.number > earlier.toll.number > 0
    same = later.toll.whose in ("", earlier.toll.whose) or says_risen(later.summary)
    names = name_lead(earlier.summary)
    told = " ".join((*get_head(later.summary)[:1], *later.summary.opening))
    return more and same and (not names or any(re.search(rf"\b{re.escape(name)}\b", told) for name in names))


def _announces(summary: ArticleSummary) -> bool:
    """Tell whether the first sentence of an article in English tells of what is to come, behind no act, and no dead."""
    if summary.facts.read_as != "en" or count_toll(summary):
        return False
    for text in summary.opening[:1]:
        found = _AHEAD.search(text)
        before = text[: found.start()] if found else ""
        if found and len(before) <= _BEFORE_AHEAD and not _HAPPENED.search(before) and not tells_past(before):
            return True
    return False


def _read_instant(summary: ArticleSummary) -> datetime | None:
    """Return when an article was published, where it states the time of day with its zone."""
    published = summary.facts.published
    found = datetime.fromisoformat(published.value) if published and "T" in published.value else None
    return found if found and found.tzinfo else None
