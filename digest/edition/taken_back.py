"""Read what an English report takes back in its opening: a count of dead, what its speaker had said, a wrong number.

Only what names the very thing counts, and only if nobody else is said to have stated it: that would be a dispute.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from digest.edition.event_marks import get_head
from digest.edition.force import DENIED, NUMBER, read_number
from digest.model import ArticleSummary
from digest.text.saying import DENIES, STATES, join_forms

_BEFORE = r"(?:earlier|previously|initially|originally|at first|first|before|mistakenly|wrongly)"
_SAID = rf"(?:{join_forms(STATES.finite)})"
_TOLL = r"(?:tolls?(?! (?:for|on|roads?|fees?|charges?)\b)|number of (?:people |those )?(?:killed|dead|deaths))"
_LEAST = r"(?:at least |more than |about )?"
_ANY_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_OF_DEAD = re.compile(rf"\b(?:killed|dead|die[ds]?|deaths?|bodies|{_TOLL})\b", re.IGNORECASE)
_MAY_RECOUNT = re.compile(r"\bnot\b|\btoll|\bnumber of\b", re.IGNORECASE)
_AND_NOT = re.compile(
    rf"(?P<own>{NUMBER})[^.;:?!]{{0,80}}?\bnot (?:the )?{_LEAST}(?P<old>{NUMBER})(?P<rest>[^.;?!]{{0,60}})",
    re.IGNORECASE,
)
"""Both numbers of a count that is taken back: "27 people, and not 44"."""
_EARLIER_TOLL = re.compile(
    rf"\b{_BEFORE} (?:put|given|gave|set|reported|stated|estimated) [^.;?!]{{0,40}}?\b{_TOLL} (?:at|as) {_LEAST}"
    rf"(?P<a>{NUMBER})"
    rf"|\b(?:earlier|previous|initial|original|preliminary) (?:official )?(?:death )?{_TOLL} (?:of|was|had been) "
    rf"{_LEAST}(?P<b>{NUMBER})"
    rf"|\b(?:lower|revis|correct|reduc|cut)\w* [^.;?!]{{0,40}}?\b{_TOLL}\b[^.;?!]{{0,60}}? from {_LEAST}"
    rf"(?P<c>{NUMBER})",
    re.IGNORECASE,
)
"""An older count, beside which the report has a lower one."""
_LOWERED = re.compile(
    rf"\b(?:lower(?:s|ed)|reduc(?:es|ed)|cuts?|revis(?:es|ed)|correct(?:s|ed)) (?:the |its )?(?:death )?{_TOLL}\b"
    rf"[^.;?!]{{0,60}}? to {_LEAST}(?P<a>{NUMBER})"
    rf"|\b{_TOLL}\b[^.;?!]{{0,60}}? (?:lowered|reduced|cut|corrected|revised)(?: down(?:ward)?)? to {_LEAST}"
    rf"(?P<b>{NUMBER})",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(rf"\bas (?!(?:it|they|he|she|we|{_BEFORE}) )|\baccording to\b", re.IGNORECASE)
"""Words behind the other number by which somebody else has stated it: "and not 19 as the ministry says"."""
_STANDS_BY = re.compile(
    rf"\b(?:{join_forms(DENIES.finite)}|insist\w*|contradict\w*|st(?:ood|ands|icks|uck) (?:by|to))\b",
    re.IGNORECASE,
)
"""Words of a dispute in which both numbers stand."""
_ROSE = re.compile(r"\b(?:ris(?:es|en|ing)|rose|climb\w*|gr[eo]w\w*|rais\w+|jump\w*|up)\b", re.IGNORECASE)
_RETRACTED = re.compile(
    rf"(?P<who>(?:[\w’'-]{{1,30}} ){{1,5}}){_SAID}\b(?P<between>[^;:?!“”\"]{{1,300}}?)"
    rf"\band (?:ha[sd] |have |was |were |did )?not (?P<denied>[^.;:?!“”\"]{{2,80}}?),? as (?:it|they|he|she)(?: had)?"
    rf"(?: {_BEFORE} {_SAID}| {_SAID} {_BEFORE})\b(?! (?:it|they|he|she) (?:would|will)\b)"
)
"""Who says so, and what he had said: "the ministry said it was a balloon, and not a rocket as it had said earlier"."""
_DENIES = re.compile(rf"\b(?:{join_forms(DENIES.finite)})\b", re.IGNORECASE)
_WRONG_NUMBER = re.compile(
    r"(?:The|That|This) (?:figure|number|total|sum) (?:was|is) (?:wrong|incorrect|mistaken|erroneous)[.,:;]"
)
_FEW = 10
"""Numbers below it stand in many sentences ("one of the two") and tell no report from another."""
_LONG = re.compile(r"[^\W\d_]{4,}")


class Retracted(NamedTuple):
    """Words of a speaker, and the last word of what he takes back."""

    who: tuple[str, ...]
    denied: str

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Tell whether the same speaker said the thing in title or lead of another report, where nobody denies it."""
        said = [DENIED.sub("", text) for text in texts]
        told = " ".join(said)
        *names, body = self.who
        spoken = re.search(rf"\b{re.escape(body)} {_SAID}\b", told)
        named = all(re.search(rf"\b{re.escape(name)}", told) for name in names)
        thing = re.search(rf"\b{re.escape(self.denied)}\b", told, re.IGNORECASE)
        return bool(spoken and named and thing and not any(map(_DENIES.search, said)))


class TakenBack(NamedTuple):
    """Counts of dead that a report takes back, or the one to which it lowers them; what its speaker and newsroom do."""

    tolls: frozenset[int] = frozenset()
    lowered: int = 0
    said: Retracted | None = None
    numbers: frozenset[int] = frozenset()


def find_taken_back(summary: ArticleSummary, toll: int) -> TakenBack:
    """Find what an article in English with so many dead takes back in its title and its first three sentences."""
    if summary.facts.read_as != "en":
        return TakenBack()
    title, *_ = get_head(summary)
    texts = (title, *summary.opening)
    tolls, lowered = _find_recount(texts, toll)
    said = next((found for text in summary.opening[:2] if (found := _find_retracted(text))), None)
    wrong = (list_numbers(one) for one, after in pairwise(summary.opening) if _WRONG_NUMBER.match(after))
    return TakenBack(tolls, lowered, said, frozenset(one for some in wrong for one in some if one >= _FEW))


def list_numbers(text: str) -> frozenset[int]:
    """Return the whole numbers that a text has in figures or in words."""
    return frozenset(read_number(found[0].lower()) for found in _ANY_NUMBER.finditer(text)) - {0}


def _find_recount(texts: Iterable[str], toll: int) -> tuple[frozenset[int], int]:
    """Return the counts of dead that are taken back, and the one to which they are lowered; nothing in a dispute."""
    found: set[int] = set()
    lowered = 0
    for text in texts:
        if not _MAY_RECOUNT.search(text) or not _OF_DEAD.search(text):  # most sentences: the others take long to read
            continue
        for match in _AND_NOT.finditer(text):
            if _OF_ANOTHER.search(match["rest"]):
                return frozenset(), 0
            own, old = (read_number(match[name].lower()) for name in ("own", "old"))
            found |= {old} if own < old else set()
        for match in () if _ROSE.search(text) else _EARLIER_TOLL.finditer(text):
            old = read_number((match["a"] or match["b"] or match["c"]).lower())
            found |= {old} if 0 < toll < old else set()
        for match in _LOWERED.finditer(text):
            number = read_number((match["a"] or match["b"]).lower())
            lowered = number if toll in (0, number) else lowered
    return (frozenset(), 0) if any(map(_STANDS_BY.search, texts)) else (frozenset(found), lowered)


def _find_retracted(text: str) -> Retracted | None:
    """Return what a speaker takes back in a sentence."""
    match = _RETRACTED.search(text) if " not " in text and " as " in text else None
    things = _LONG.findall(match["denied"]) if match else []
    if not match or not things:
        return None
    *before, body = match["who"].split()
    names = (re.sub(r"['’]s?\Z", "", word) for word in before if word[:1].isupper())
    return Retracted((*names, body), things[-1])
