"""Tell which reports of an event a later one has overtaken: it counts more dead, or tells what they announced.

A lower count overtakes only where its own speaker takes the older one back; so does what he says that it was not.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from digest.edition.event_marks import count_toll, find_teller, get_head, name_lead, read_toll, says_risen
from digest.edition.force import DENIED, Dead
from digest.edition.taken_back import Thing, find_taken_back, list_speakers, names_thing
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

_IN_PERFECT = re.compile(r"\bha(?:s|ve) (?:\w{1,20} ){0,2}(?:killed|died)\b", re.IGNORECASE)
"""A count up to now, not of one event: "the strikes have killed 72,000"."""
_SUM = 10
"""Times as many dead as another story counts, from which on a count is that of a war and not of its event."""


class Overtaken(NamedTuple):
    """The ids of the articles of a story that a later one has overtaken; and of some of them what was taken back."""

    older: frozenset[str] = frozenset()
    taken_back: frozenset[tuple[str, Thing]] = frozenset()


def find_overtaken(summaries: Iterable[ArticleSummary]) -> Overtaken:
    """Find the articles of a story that a later one of it has overtaken.

    That one counts more dead of the same event, or tells what they only announced. It was published later, if both
    state a time of day; else, of one newsroom and day, it counts more. A lower count overtakes only that of its own
    speaker, who takes it back, until a newer report states it again: else it may be a dispute, or of some of the dead.
    """
    read = _read_reports(summaries)
    back = frozenset(
        (earlier.summary.id, thing)
        for later in read
        for earlier in (read if later.back else ())
        for thing in _list_taken_back(later, earlier)
        if not any(_is_later(one, later) and _states(one, thing) for one in read)
    )
    older = (earlier.summary.id for earlier in read if any(_overtakes(later, earlier) for later in read))
    return Overtaken(frozenset((*older, *(id_ for id_, _ in back))), back)


def tell_overtaken(older: Collection[ArticleSummary], newer: Collection[ArticleSummary]) -> bool:
    """Tell whether the tolls of one story are all overtaken by those of another, which has one that is not.

    No count of the other is one up to now, or ten times as high: it would be the sum of a war.
    """
    most = max((read_toll(one).number for one in older), default=0)
    if any(read_toll(one).number >= _SUM * most or any(map(_IN_PERFECT.search, get_head(one))) for one in newer):
        return False
    overtaken = find_overtaken((*older, *newer)).older
    tolls, later = ([one.id for one in some if read_toll(one).number] for some in (older, newer))
    return bool(tolls) and overtaken.issuperset(tolls) and not overtaken.issuperset(later)


class _Report(NamedTuple):
    """An article with its toll, when it was published, whether it tells of what is to come, and what it takes back."""

    summary: ArticleSummary
    toll: Dead
    instant: datetime | None
    announces: bool
    back: frozenset[tuple[str, Thing]]


def _read_reports(summaries: Iterable[ArticleSummary]) -> list[_Report]:
    """Read the articles of a story; one alone is overtaken by none."""
    told = tuple(summaries)
    tolls = [(one, read_toll(one)) for one in (told if len(told) > 1 else ())]
    return [_Report(one, toll, _read_instant(one), _announces(one), find_taken_back(one)) for one, toll in tolls]


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
    return more and same and _has_name_of(later.summary, earlier.summary)


def _has_name_of(later: ArticleSummary, earlier: ArticleSummary) -> bool:
    """Tell whether the opening of an article has a name of the lead of an earlier one, if that has any."""
    names = [re.sub(r"['’]s\Z", "", name) for name in name_lead(earlier)]
    told = " ".join((*get_head(later)[:1], *later.opening))
    return not names or any(re.search(rf"\b{re.escape(name)}\b", told) for name in names)


def _is_later(one: _Report, other: _Report) -> bool:
    """Tell whether an article was published after another, by the hours that both state, else by their days."""
    if one.instant and other.instant:
        return one.instant > other.instant
    days = [fact.value[:10] if (fact := each.summary.facts.published) else "" for each in (one, other)]
    return bool(days[1]) and days[0] > days[1]


def _list_taken_back(later: _Report, earlier: _Report) -> list[Thing]:
    """Return what the one speaker of an earlier report takes back of its title or lead."""
    if not _is_later(later, earlier) or not _has_name_of(later.summary, earlier.summary):
        return []
    head = DENIED.sub("", " ".join(get_head(earlier.summary)))
    speakers = list_speakers(get_head(earlier.summary))
    bodies = {one.split()[-1] for one in speakers}
    own = [thing for who, thing in later.back if who in speakers and bodies == {who.split()[-1]}]
    return [one for one in own if one == earlier.toll.number or (isinstance(one, str) and names_thing(head, one))]


def _states(report: _Report, thing: Thing) -> bool:
    """Tell whether the opening of a report says what others take back."""
    told = DENIED.sub("", " ".join((*get_head(report.summary)[:1], *report.summary.opening)))
    return names_thing(told, thing) and thing not in {one for _, one in report.back}


def _announces(summary: ArticleSummary) -> bool:
    """Tell whether the first sentence of an article in English tells of what is to come, behind no act, and no dead."""
    for text in summary.opening[:1] if summary.facts.read_as == "en" else ():
        found = _AHEAD.search(text)
        before = text[: found.start()] if found else ""
        if found and len(before) <= _BEFORE_AHEAD and not _HAPPENED.search(before) and not tells_past(before):
            return not count_toll(summary)
    return False


def _read_instant(summary: ArticleSummary) -> datetime | None:
    """Return when an article was published, where it states the time of day with its zone."""
    published = summary.facts.published
    found = datetime.fromisoformat(published.value) if published and "T" in published.value else None
    return found if found and found.tzinfo else None
