"""Find the verbs of an English clause by their time: those that point ahead to a day behind them, those in the past."""

import re
from collections.abc import Sequence

from digest.text.saying import PAST, SPEAKS, join_forms

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
_RELATIVE = re.compile(r"\b(?:who|which|whose|where|when|how)\b")
_BETWEEN = re.compile(
    r",|\b(?:after|since|before|when|where|while|as|who|whom|whose|which|that|how|why|what|from|victims|survivors|dead"
    r"|fires?|blasts?|explosions?|attacks?|raids?|floods?|storms?|quakes?|earthquakes?|crash(?:es)?|shootings?|shelling"
    r"|bombings?|strikes?|killings?|clashes|battles?|massacres?|deaths?|murders?|thanks)\b"
)
"""What parts a verb of the calendar from a day that is another event's: "gather for the victims of Friday's fire"."""
_SAID = re.compile(rf"\b(?:{join_forms(SPEAKS)}|agreed)\b")
_WOULD = re.compile(r"\bwould\b")
_OPENS_AHEAD = re.compile(rf"\b(?:{_STRONG}|votes|meets?|begins?|opens)\b")
_PAST = re.compile(
    rf"\b(?:{join_forms(PAST)}|was|were|had|did|took|gave|came|went|made|met|hit|struck|began|became|held|left|led|won|lost|shot"
    r"|sent|saw|fell|rose|found|brought|spoke|put|kept|ran|broke|flew|fought|sought|sat|stood|cut|read|heard|spent"
    r"|paid|born|sank|drew|threw|grew|knew|caught|bought|built|sold|fled|felt"
    r"|(?!need|speed|feed|breed|agreed to|expected|scheduled|planned|united|armed)[a-z]{2,}ed)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|be|been|being|gets?)(?: \w+ly)? $")
_PASSIVE_NEAR = 40
"""Characters before a participle in which its "is" stands: "are reportedly signed". From 20 to 80 the labelled days to
come are the same, with 10 one of 21 is missed (``benchmarks/ranges.py``).
"""


def tells_past(text: str) -> bool:
    """Tell whether a text has a verb in the past; "is signed" is none."""
    return find_last_past(text) > 0


def find_last_past(text: str) -> int:
    """Return where the last verb in the past ends, 0 without one; "is signed" and "to be signed" are none."""
    ends = (
        match.end()
        for match in _PAST.finditer(text)
        if not _PASSIVE.search(text[max(0, match.start() - _PASSIVE_NEAR) : match.start()])
    )
    return max(ends, default=0)


def find_last_ahead(clause: str, behind: str) -> int:
    """Return where the last verb ends that points ahead to the day between a clause and ``behind``, 0 without one.

    After a verb of saying that may be "would": "he said that he would travel on".
    """
    said = _SAID.search(clause)
    ends = [match.end() for match in _WOULD.finditer(clause, said.end())] if said else []
    verbs = [*_AHEAD.finditer(clause)]
    if verbs and not (verbs[-1]["calendar"] and _has_other_event(clause, verbs, behind)):
        ends.append(verbs[-1].end())
    return max(ends, default=0)


def _has_other_event(clause: str, verbs: Sequence[re.Match[str]], behind: str) -> bool:
    """Tell whether a day is that of an event between it and the last of some verbs, or of a clause before this."""
    last = verbs[-1]
    if len(verbs) > 1 and clause[verbs[-2].end() : last.start()].strip() in ("", "to"):
        return False  # "is due to come into force after a ceremony on"
    relative = _RELATIVE.search(clause[: last.start()].rpartition(",")[2])
    return bool(relative or _BETWEEN.search(clause, last.end())) or behind.startswith(("'s", "’s"))


def goes_on_ahead(text: str) -> bool:
    """Tell whether a verb that points ahead stands in what follows a day, before any in the past."""
    verb, gone = _OPENS_AHEAD.search(text), _PAST.search(text)
    return verb is not None and (gone is None or verb.start() < gone.start())
