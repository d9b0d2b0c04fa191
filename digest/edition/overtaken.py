"""Tell which reports of an event a later one has overtaken: it counts more dead, or tells what they announced.

What it takes back itself is not told any more.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from digest.edition.event_marks import CALENDAR, count_toll, find_teller, get_head, name_lead, read_toll, says_risen
from digest.edition.force import Dead
from digest.edition.taken_back import TakenBack, find_taken_back, list_numbers
from digest.model import ArticleSummary
from digest.text.ahead import tells_past
from digest.text.calendar_names import find_weekdays
from digest.text.words import stem

_AHEAD = re.compile(
    r"\b(?:will(?! of\b)|(?:is|are) (?:to(?! blame)|(?:set|due|expected|scheduled|about|preparing|poised) to))\s[a-z]"
)
"""Verbs of what is to come."""
_BEFORE_AHEAD = 120
"""Characters of a sentence in front of such a verb, at most: what stands farther behind is no news of the lead."""
_HAPPENED = re.compile(r"\b(?:says|ha[sd]|have|[a-z]{3,20}ed)\b")
"""Forms in front of it that tell of what was, beside those of ``text.ahead``: "has fled and will ask for help"."""

_STILL_AHEAD = re.compile(
    rf"{_AHEAD.pattern}|\b(?:would|could|may|might|arriv\w+|gather\w*|travel\w*|prepar\w+|expect\w*|ahead|before|eve"
    r"|delay\w*|postpon\w+|confirm\w*|announc\w*|for talks)\b",
    re.IGNORECASE,
)
"""Words of a lead that may tell of the hours before an event, and not of the event: "arrived for talks"."""


class Overtaken(NamedTuple):
    """The ids of the articles of a story that a later one has overtaken: ``older`` are all of them.

    Of those that are ``replaced`` nothing is told any more; of those that are ``recounted``, not their count of dead.
    """

    older: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    recounted: frozenset[str] = frozenset()


def find_overtaken(summaries: Iterable[ArticleSummary]) -> Overtaken:
    """Find the articles of a story that a later one of it has overtaken.

    That one counts more dead of the same event, or tells what they only announced. It was published later, if both
    state a time of day; else, of one newsroom and day, it counts more. A lower count overtakes only what it takes back,
    naming it: else it may be of some of the dead ("three rescuers").

    It replaces them where it tells as done what they announced for the day that it names too; or where who spoke in
    both takes back what he had said, or a newsroom its own number.
    """
    read = _read_reports(summaries)
    recounted = _list_ids(read, _recounts)
    replaced = _list_ids(read, _replaces)
    return Overtaken(_list_ids(read, _overtakes) | recounted | replaced, replaced, recounted)


def tell_overtaken(older: Collection[ArticleSummary], newer: Collection[ArticleSummary]) -> bool:
    """Tell whether the tolls of one story are all overtaken by those of another, which has one that is not."""
    overtaken = find_overtaken((*older, *newer)).older
    tolls, later = ([one.id for one in some if read_toll(one).number] for some in (older, newer))
    return bool(tolls) and overtaken.issuperset(tolls) and not overtaken.issuperset(later)


def names_toll(text: str, summary: ArticleSummary) -> bool:
    """Tell whether a sentence has the number of the dead that its article counts."""
    return read_toll(summary).number in list_numbers(text)


class _Report(NamedTuple):
    """An article with its toll, when it was published, whether it tells of what is to come, and what it takes back."""

    summary: ArticleSummary
    toll: Dead
    instant: datetime | None
    announces: bool
    back: TakenBack


def _read_reports(summaries: Iterable[ArticleSummary]) -> list[_Report]:
    """Read the articles of a story; one alone is overtaken by none."""
    told = tuple(summaries)
    tolls = [(one, read_toll(one)) for one in (told if len(told) > 1 else ())]
    return [
        _Report(one, toll, _read_instant(one), _announces(one), find_taken_back(one, toll.number))
        for one, toll in tolls
    ]


def _list_ids(read: Sequence[_Report], bond: Callable[[_Report, _Report], bool]) -> frozenset[str]:
    """Return the ids of the reports to which another has a bond."""
    return frozenset(one.summary.id for one in read if any(bond(other, one) for other in read))


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


def _recounts(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report takes back the very count of dead of an earlier one."""
    toll, back = earlier.toll.number, later.back
    named = toll in back.tolls or bool(back.lowered and toll > back.lowered)
    return bool(toll) and named and _is_later(later, earlier) and _has_name_of(later.summary, earlier.summary)


def _replaces(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report leaves nothing of an earlier one to tell."""
    if not (earlier.announces or later.back.said or later.back.numbers) or not _is_later(later, earlier):
        return False
    return (
        _tells_as_done(later, earlier)
        or (later.back.said is not None and later.back.said.stands_in(get_head(earlier.summary)))
        or _corrects_number(later, earlier)
    )


def _tells_as_done(later: _Report, earlier: _Report) -> bool:
    """Tell whether a report tells what an earlier one announced for a day that the leads of both name."""
    if not earlier.announces or later.announces or any(map(_STILL_AHEAD.search, get_head(later.summary))):
        return False
    same_day = not _name_days(earlier.summary, ahead=True).isdisjoint(_name_days(later.summary, ahead=False))
    return same_day and _has_name_of(later.summary, earlier.summary) and _share_act(later.summary, earlier.summary)


def _name_days(summary: ArticleSummary, *, ahead: bool) -> frozenset[date]:
    """Return the days of the weekdays that a lead names: the next ones from its publication on, or the last ones."""
    if not summary.facts.published:
        return frozenset()
    day = date.fromisoformat(summary.facts.published.value[:10])
    apart = [one - day.weekday() for text in summary.opening[:1] for one in find_weekdays(text)]
    return frozenset(day + timedelta(one % 7 if ahead else -(-one % 7)) for one in apart)


def _share_act(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Tell whether two leads share a word that is no name and no day: "talks"."""
    common = {term for term, _ in one.terms.lead} & {term for term, _ in other.terms.lead}
    names = {stem(name.lower(), "en") for name in (*name_lead(one), *name_lead(other), *CALENDAR)}
    return not common <= names


def _corrects_number(later: _Report, earlier: _Report) -> bool:
    """Tell whether a newsroom says that a number of the title or lead of its own earlier report was wrong."""
    tellers = [find_teller(one.summary.facts) for one in (later, earlier)]
    same = all(tellers) and len({teller[0] for teller in tellers if teller}) == 1
    return same and not later.back.numbers.isdisjoint(list_numbers(" ".join(get_head(earlier.summary))))


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
