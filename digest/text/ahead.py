"""Find the day to come that an English sentence announces, as of the day on which it was written.

"The House is to vote on 11 December" announces one; "police said on Sunday" names a day that has been. The verb that
stands nearest before the day decides: one that points ahead ("will", "is to", "scheduled for") or one in the past. What
only supposes ("could", "if"), denies ("will not") or takes back ("cancelled", "was to") announces nothing.
How often it is right: docs/stories.md, ``benchmarks/score_ahead.py``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from digest.text.calendar_names import MONTHS, WEEKDAY, WEEKDAYS
from digest.text.saying import DENIES, PAST, SPEAKS, join_forms

_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_NEAR = 60
"""Days within which a date behind "on", "until" or "by" needs no word that points ahead: "ballots are printed on June
28". Farther off a date without a year may be of last year."""
_BESIDE = 12
"""Characters that may stand between "postponed to" and its day: "the morning of"."""
_OPENING = 3
"""Words before a day that still opens its clause ("On Friday", "And on Friday"): the verb comes behind it."""
_BEHIND_IT = 120
"""Characters behind a day that opens its clause, in which the verb is looked for."""

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.?)"
_YEAR = r"(?:,? ((?:19|20)\d\d)\b)?"
_NO_NAME = "".join(rf"(?<!{name} )" for name in ("Black", "Good", "Easter", "Palm", "Super", "Bloody", "Cyber"))
_DAY = re.compile(
    rf"\b{_NO_NAME}(?P<weekday>{WEEKDAY})\b(?! (?:Street|Market|newspaper|Times|Telegraph|Mirror|Mail|World))"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}){_YEAR}"
    rf"|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){_YEAR}"
    r"|\b(?P<tomorrow>[Tt]omorrow)\b"
)
_LETTERS_OF_DAY = re.compile("day|omorrow|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_HOUR = re.compile(
    r"\b(?:(?P<noon>noon|midday)|(?<![\d.:])(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b)"
)
_STRONG = (
    r"will|shall|[’']ll|(?:is|are) to|(?:is|are|be|being)(?: \w+ly| now| also)? (?:due|scheduled|set|slated|expected"
    r"|planned|going|poised|to be|about)"
)
_GATHERING = (
    "meeting|session|talks|summit|votes?|elections?|hearing|conference|round|referendum|debate|ceremony|funeral|rally"
)
_BY_CALENDAR = (
    rf"(?:(?<!to )hold|holds|is holding|are holding)(?! no) (?:[\w’'-]+ ){{0,4}}(?:{_GATHERING})"
    r"|(?:is|are) (?:meeting|gathering|voting)(?= (?:in|at|on|to|for) |\s$)"
    r"|(?:convene|gather)s?(?= (?:in|at|on|to|for) |\s$)|arrives?|travels? to|flies to"
    r"|appears? (?:in court(?= (?:in|on|at|for|before|again) )|before)"
    r"|(?:court|judges?|tribunal) (?:rules?|decides?|hears?)|addresses (?:parliament|the|Congress|lawmakers)"
    r"|takes? effect|comes? into (?:force|effect)|enters? into force|lapses?|runs out|(?<![Ii]t )(?:is|are)(?= on $)"
    r"|ends?(?= (?:at [\w:.]+ )?(?:on )?$)"
)
"""Verbs in the present that tell an event of the calendar: "the Security Council holds a session on Friday"."""
_AHEAD = re.compile(
    rf"\b(?:{_STRONG}|due (?:to|on|out|in|at|by)|(?:scheduled|set|slated|planned|booked) (?:for|to)"
    r"|expected (?:to|on|in|at|by)|plans? to|upcoming|taking place|(?:starting|beginning)(?= (?:on )?$)|ahead of"
    r"|deadline|ultimatum|begins?|starts|opens|takes? place|meets?|runs|expires?|go(?:es)?|resumes?|returns"
    rf"|votes(?= on| in)|(?P<calendar>{_BY_CALENDAR})"
    r"|called\b[^.;]{0,40}? for|adjourned\b[^.;]{0,40}? (?:until|till|to))\b"
)
_MUST = re.compile(r"\b(?:has to|have to|must|needs? to|has(?= until)|have(?= until))\b")
_RELATIVE = re.compile(r"\b(?:who|which|whose|where|when|how)\b")
_BETWEEN = re.compile(
    r",|\b(?:after|since|before|when|where|while|as|who|whom|whose|which|that|how|why|what|from|victims|survivors|dead"
    r"|fires?|blasts?|explosions?|attacks?|raids?|floods?|storms?|quakes?|earthquakes?|crash(?:es)?|shootings?|shelling"
    r"|bombings?|strikes?|killings?|clashes|battles?|massacres?|deaths?|murders?|thanks)\b"
)
"""What parts a verb of the calendar from a day that is another event's: "gather for the victims of Friday's fire"."""
_WHOM = (
    r"(?:him|her|them|us|it|everyone|everybody|people|troops|soldiers|residents|police"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
    r"|(?:the|his|her|its|their|all|both) (?:[A-Z][\w’'-]+ )?[a-z]+)"
)
_NO_VERB = "hospitals?|prison|jail|court|schools?|church|town|camp|shore|port|safety|base|headquarters|sea|barracks"
_GIVEN = re.compile(rf"(?<!had )(?:\b(?:gave|gives?) {_WHOM}|(?P<bare>\bgiven)) (?:until|till) (?:[\w:.]+ (?:on )?)?$")
"""What says right before a day that somebody has until then."""
_ORDERED = re.compile(
    rf"(?<!had )(?<!had been )\b(?:told|ordered)(?: {_WHOM}(?: (?:in|on|at) (?:the )?[\w’'-]+)?)?"
    rf" to (?!(?:the|an?|his|her|its|their|{_NO_VERB})\b)[a-z]+(?<![a-rt-z]s)\b"
    r"[^,.;]{0,60} (?:by|before) (?:[\w:.]+ (?:on )?)?$"
)
"""What says right before a day that somebody must have done something by then."""
_BEHIND_DEADLINE = r"(?: noon| midday| midnight| morning| afternoon| evening| night| at [\w:. ]{1,12})?"
_TO_DO = re.compile(rf"{_BEHIND_DEADLINE} to (?!(?:the|an?|his|her|its|their)\b)[a-z]+")
_IS_LAST = re.compile(rf"{_BEHIND_DEADLINE}[\W_]*$")
_IS_SAID = re.compile(
    rf"{_BEHIND_DEADLINE},[”\"]? (?!when|and|but|which|who|where|as)(?:[\w’'-]+ ){{1,6}}(?:{join_forms(SPEAKS)})\b"
)
"""What may stand behind a deadline: an infinitive, the end of the sentence, or who says so."""
_OPENS_AHEAD = re.compile(rf"\b(?:{_STRONG}|votes|meets?|begins?|opens)\b")
_SAID = re.compile(rf"\b(?:{join_forms(SPEAKS)}|agreed)\b")
_WOULD = re.compile(r"\bwould\b")
_PAST = re.compile(
    rf"\b(?:{join_forms(PAST)}|was|were|had|did|took|gave|came|went|made|met|hit|struck|began|became|held|left|led|won|lost|shot"
    r"|sent|saw|fell|rose|found|brought|spoke|put|kept|ran|broke|flew|fought|sought|sat|stood|cut|read|heard|spent"
    r"|paid|born|sank|drew|threw|grew|knew|caught|bought|built|sold|fled|felt"
    r"|(?!need|speed|feed|breed|agreed to|expected|scheduled|planned|united|armed)[a-z]{2,}ed)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|be|been|being|gets?)(?: \w+ly)? $")
_PASSIVE_NEAR = 40
"""Characters before a participle in which its "is" stands: "are reportedly signed"."""
_BREAK = re.compile(r"[;“”\"]|:\s|\s[–—-]+\s|\b(?:but|because|although|though|whereas)\b")
_TITLE = re.compile(r"[\"“]([^\"“”]{1,40})[\"”]")
"""A few words between quotation marks, as a title has: what stands around them is one clause."""
_SUPPOSES = re.compile(
    r"^(?:If|Unless|Should|Whether)\b|\b(?:if|unless|whether|could|might|may|[Tt]ypically|[Uu]sually|normally|hopes?|hoped"
    r"|hoping|suggest(?:s|ed|ing)|likely|unlikely|possibl[ey])\b"
)
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
_BEFORE_NOW = re.compile(r"\b(?:since|last|past|previous|every|each|dated)(?: the)? $")
_NO_DAY_OF_ITS_OWN = re.compile(r"\b(?:after|following|from|of|in|between|and|or|late|early|earlier)(?: the)? $")
_OF_DEADLINE = re.compile(r"\b(?:deadline|ultimatum) of $")
_UNTIL = re.compile(r"\b(?:until|till|by|before) (?:(?:noon|midday|midnight|\d[\d:.]*(?: ?[ap]\.?m\.?)?)(?: on)? )?$")
_ON_CONDITION = re.compile(r"[^.;]{0,60}?\b(?:if|unless)\b")
_POINTS = re.compile(r"\b(?:on|until|till|by|before) $")


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day that a sentence announces; ``minutes`` of that day where it names an hour.

    ``guess``: the sentence names a weekday alone, or leaves the year out.
    """

    day: date
    guess: bool
    minutes: int | None


@dataclass(frozen=True, slots=True)
class _Named:
    """A day that a sentence names, where its words stand; ``weekday``: it is named by its weekday alone."""

    start: int
    end: int
    day: date
    guess: bool
    weekday: bool


_PLANNED = re.compile(
    r"(?<!is )(?<!are )\b(?:planned|scheduled|set|due|called|announced) (?:for|on|to \w+ on) (?:the )?$"
)
"""A participle before a day: it tells when an event was to be, if a verb behind the day tells when it will be."""
_INSTEAD = re.compile(r"[^;.]{0,20}?\b(?:will|is to|are to|is due|are due)\b")


def tells_past(text: str) -> bool:
    """Tell whether a text has a verb in the past; "is signed" is none."""
    return _find_last_past(text) > 0


def may_name_day(text: str) -> bool:
    """Tell whether a text may name a day: what has none of these letters names none."""
    return _LETTERS_OF_DAY.search(text) is not None


def find_day_to_come(text: str, written: date) -> DayToCome | None:
    """Return the first day that a sentence announces, on or after the day when it was written; ``None`` for none.

    Of a sentence that moves an event that is the new day. ``text`` has no dateline.
    """
    moved = _MOVED.search(text)
    if _DENIES.search(text) or (_TAKES_BACK.search(text) and not moved):
        return None
    gone: set[date] = set()
    days = list(_find_days(text, written))
    for named in days:
        behind = _INSTEAD.match(text, named.end)
        if behind and named is not days[-1] and _PLANNED.search(text[: named.start]):
            continue  # "the vote planned for Thursday will be held on Saturday"
        beside = moved is not None and 0 <= named.start - moved.end() <= _BESIDE
        announced = beside if moved else _is_announced(text, named, written)
        if announced and named.day >= written and named.day not in gone:
            return DayToCome(named.day, named.guess, _find_minutes(text[moved.end() :] if moved else text))
        gone.add(named.day)  # "on Sunday he said it would be signed on Sunday": both have been
    return None


def _find_days(text: str, written: date) -> Iterator[_Named]:
    """Yield the days that a text names with what each is; a weekday beside its date must be that day's."""
    found = list(_DAY.finditer(text))
    weekday: re.Match[str] | None = None
    for at, match in enumerate(found):
        beside = weekday if weekday and match.start() - weekday.end() <= len(", the ") else None
        weekday = None
        if match["weekday"]:
            after = found[at + 1] if at + 1 < len(found) else None
            if after and not after["weekday"] and after.start() - match.end() <= len(", the "):
                weekday = match
                continue
            ahead = (WEEKDAYS.index(match["weekday"]) - written.weekday()) % 7
            yield _Named(match.start(), match.end(), written + timedelta(days=ahead), guess=True, weekday=True)
        elif match["tomorrow"]:
            yield _Named(match.start(), match.end(), written + timedelta(days=1), guess=False, weekday=False)
        elif day := _read_date(match, written):
            guess = beside is None and not (match[4] or match[7])
            if beside is None or WEEKDAYS[day.weekday()] == beside["weekday"]:
                yield _Named((beside or match).start(), match.end(), day, guess, weekday=False)


def _read_date(match: re.Match[str], written: date) -> date | None:
    """Return the day that a date means, without its year the nearest one; ``None`` for a day that no month has."""
    month = _MONTHS.index((match[3] or match[5])[:3].lower()) + 1
    number, year = int(match[2] or match[6]), match[4] or match[7]
    days = []
    for one in (int(year),) if year else (written.year - 1, written.year, written.year + 1):
        try:
            days.append(date(one, month, number))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - written).days), default=None)


def _is_announced(text: str, named: _Named, written: date) -> bool:
    """Tell whether the verb of a day's clause points ahead."""
    before = text[: named.start]
    if _BEFORE_NOW.search(before) or (_NO_DAY_OF_ITS_OWN.search(before) and not _OF_DEADLINE.search(before)):
        return False
    told = _TITLE.sub(r" \g<1> ", before)
    clause = told[_find_last_end(_BREAK, told) :]
    if _SUPPOSES.search(clause) or _ON_CONDITION.match(text, named.end):
        return False
    ahead, past = _find_last_ahead(clause, text[named.end :]), _find_last_past(clause)
    if said := _SAID.search(clause):
        ahead = max(ahead, _find_last_end(_WOULD, clause, said.end()))
    if _UNTIL.search(before):
        deadline = len(clause) if _sets_deadline(clause, text[named.end :]) else 0
        ahead = max(ahead, _find_last_end(_MUST, clause), deadline)
    if ahead or past:
        return ahead > past
    if len(clause.split()) <= _OPENING and not text.startswith(("'s", "’s"), named.end):
        behind = text[named.end : named.end + _BEHIND_IT]
        verb, gone = _OPENS_AHEAD.search(behind), _PAST.search(behind)
        return verb is not None and (gone is None or verb.start() < gone.start())
    return not named.weekday and (named.day - written).days <= _NEAR and _POINTS.search(before) is not None


def _sets_deadline(clause: str, behind: str) -> bool:
    """Tell whether somebody has a day to do something: "gave them until", "told them to leave by"."""
    given, said = _GIVEN.search(clause), _IS_SAID.match(behind) is not None
    last = said or _IS_LAST.match(behind) is not None
    if given:
        return said or _TO_DO.match(behind) is not None or (last and not given["bare"])
    return last and _ORDERED.search(clause) is not None


def _is_of_another(clause: str, verb: re.Match[str], behind: str) -> bool:
    """Tell whether a day is not that of a verb of the calendar: of what it follows, or of a clause between the two."""
    before = clause[: verb.start()].rpartition(",")[2]
    return bool(_BETWEEN.search(clause, verb.end()) or _RELATIVE.search(before)) or behind.startswith(("'s", "’s"))


def _find_last_end(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    return max((match.end() for match in pattern.finditer(text, start)), default=0)


def _find_last_ahead(clause: str, behind: str) -> int:
    """Return where the last verb ends that points ahead to the day behind a clause."""
    found = list(_AHEAD.finditer(clause))
    last = found[-1] if found else None
    if last and last["calendar"] and _is_of_another(clause, last, behind):
        due = len(found) > 1 and clause[found[-2].end() : last.start()].strip() in (
            "",
            "to",
        )  # "is due to come into force after"
        return last.end() if due else 0
    return last.end() if last else 0


def _find_last_past(text: str) -> int:
    """Return where the last verb in the past ends; "is signed" and "to be signed" are none."""
    ends = (
        match.end()
        for match in _PAST.finditer(text)
        if not _PASSIVE.search(text[max(0, match.start() - _PASSIVE_NEAR) : match.start()])
    )
    return max(ends, default=0)


def _find_minutes(text: str) -> int | None:
    """Return the minutes of the hour that a sentence names, where it names only one."""
    found = list(_HOUR.finditer(text))
    if len(found) != 1:
        return None
    hour = found[0]
    if hour["noon"]:
        return 12 * 60
    if hour["half"]:
        return (int(hour["h"]) % 12 + 12 * (hour["half"] == "p")) * 60 + int(hour["m"] or 0)
    return int(hour["h24"]) * 60 + int(hour["m24"])
