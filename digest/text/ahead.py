"""Find the day to come that an English sentence announces, as of the day on which it was written.

"The House is to vote on 11 December" announces one; "police said on Sunday" names a day that has been. The verb that
stands nearest before the day decides: one that points ahead ("will", "is to", "scheduled for") or one in the past. What
only supposes ("could", "if"), denies ("will not") or takes back ("cancelled", "was to") announces nothing.
How often it is right: docs/stories.md, ``benchmarks/score_ahead.py``.
"""

import re
from dataclasses import dataclass
from datetime import date

from digest.text.deadlines import find_deadline
from digest.text.named_days import NamedDay, find_days, find_minutes
from digest.text.saying import DENIES, join_forms
from digest.text.tenses import find_last_ahead, find_last_past, goes_on_ahead

_NEAR = 60
"""Days within which a date behind "on", "until" or "by" needs no word that points ahead: "ballots are printed on June
28". Farther off a date without a year may be of last year: from 15 to 120 the labelled days are the same, at 180 one
more is wrong (``benchmarks/ranges.py``, as for what follows; ten mornings are the same with each of these values)."""
_BESIDE = 12
"""Characters that may stand between "postponed to" and its day: "the morning of"; from 6 to 24 the same."""
_OPENING = 3
"""Words before a day that still opens its clause ("On Friday", "And on Friday"): the verb comes behind it. From 1 to 4
the same, with 6 one day more is wrong.
"""

_DENIES = re.compile(
    rf"\b(?:(?:will|would|is|are|can) not|won[’']t|(?:would|is|are|ca)n[’']t|cannot|never"
    rf"|(?:{join_forms(DENIES.forms)}) that"
    r"|false|[Nn]o one|[Nn]obody|[Nn]either|[Ff]ew (?:believe|expect|think)|doubt\w*|[Ss]cenario|averted|suspended)\b"
)
_TAKES_BACK = re.compile(
    r"\b(?:cancel\w*|called off|calls? off|abandon\w*|no longer|anniversary|birthday|mark(?:s|ed|ing)?"
    r"|(?:was|were|(?<!has )(?<!have )been)(?: \w+ly)? (?:due|scheduled|set|slated|expected|planned|supposed|to)"
    r"|(?:has|have) been (?:due|expected|supposed|set to|to|(?:scheduled|set|slated|planned)\b[^.;]{0,60}\bbut))\b"
)
_MOVED = re.compile(
    r"\b(?:postponed|rescheduled|extended|delayed|moved|put off|put back|pushed back|brought forward)\b[^.;]{0,40}?"
    r" (?:until|till|to) "
)
_PLANNED = re.compile(
    r"(?<!is )(?<!are )\b(?:planned|scheduled|set|due|called|announced) (?:for|on|to \w+ on) (?:the )?$"
)
"""A participle before a day: it tells when an event was to be, if what goes on behind the day tells when it will be."""
_INSTEAD = re.compile(r"[^;.]{0,20}?\b(?:will|is to|are to|is due|are due)\b")
_OF_OTHER_TIME = re.compile(
    r"\b(?:since|last|past|previous|every|each|dated|after|following|from|in|between|and|or|late|early|earlier"
    r"|(?<!\bdeadline )(?<!\bultimatum )of)(?: the)? $"
)
"""What says right before a day that nothing is to happen on it: "since Friday", "the Sunday after Friday"."""
_TITLE = re.compile(r"[\"“]([^\"“”]{1,40})[\"”]")
"""A few words between quotation marks, as a title has: what stands around them is one clause."""
_BREAK = re.compile(r"[;“”\"]|:\s|\s[–—-]+\s|\b(?:but|because|although|though|whereas)\b")
_SUPPOSES = re.compile(
    r"^(?:If|Unless|Should|Whether)\b|\b(?:if|unless|whether|could|might|may|[Tt]ypically|[Uu]sually|normally|hopes?|hoped"
    r"|hoping|suggest(?:s|ed|ing)|likely|unlikely|possibl[ey])\b"
)
_ON_CONDITION = re.compile(r"[^.;]{0,60}?\b(?:if|unless)\b")
_POINTS = re.compile(r"\b(?:on|until|till|by|before) $")


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day that a sentence announces; ``minutes`` of that day where it names an hour.

    ``partial``: the sentence names a weekday alone, or leaves the year out.
    """

    day: date
    partial: bool
    minutes: int | None


def find_day_to_come(text: str, written: date) -> DayToCome | None:
    """Return the first day that a sentence announces, on or after the day when it was written; ``None`` for none.

    Where a sentence moves an event, its new day counts. ``text`` has no dateline.
    """
    moved = _MOVED.search(text)
    if _DENIES.search(text) or (_TAKES_BACK.search(text) and not moved):
        return None
    gone: set[date] = set()
    days = list(find_days(text, written))
    for named in days:
        if named is not days[-1] and _INSTEAD.match(text, named.end) and _PLANNED.search(text[: named.start]):
            continue  # "the vote planned for Thursday will be held on Saturday"
        announced = 0 <= named.start - moved.end() <= _BESIDE if moved else _is_announced(text, named, written)
        if announced and named.day >= written and named.day not in gone:
            return DayToCome(named.day, named.partial, find_minutes(text[moved.end() :] if moved else text))
        gone.add(named.day)  # "on Sunday he said it would be signed on Sunday": both have been
    return None


def _is_announced(text: str, named: NamedDay, written: date) -> bool:
    """Tell whether the verb of a day's clause points ahead."""
    before, behind = text[: named.start], text[named.end :]
    clause = _BREAK.split(_TITLE.sub(r" \g<1> ", before))[-1]
    if _OF_OTHER_TIME.search(before) or _SUPPOSES.search(clause) or _ON_CONDITION.match(behind):
        return False
    ahead, past = max(find_last_ahead(clause, behind), find_deadline(clause, behind)), find_last_past(clause)
    if ahead or past:
        return ahead > past
    if len(clause.split()) <= _OPENING and not behind.startswith(("'s", "’s")):
        return goes_on_ahead(behind)
    return not named.weekday and (named.day - written).days <= _NEAR and _POINTS.search(before) is not None
