"""Read what the speaker of an English report takes back in its opening as his own: a count of dead, or what it was."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from digest.edition.event_marks import count_toll, get_head
from digest.edition.force import NUMBER, read_number
from digest.model import ArticleSummary
from digest.text.saying import SPEAKS, STATES, join_forms

_BEFORE = r"(?:earlier|previously|initially|originally|at first|first|before|mistakenly|wrongly)"
_SAID = rf"(?:{join_forms(STATES.finite)})"
_TOLL = r"(?:tolls?(?! (?:for|on|roads?|fees?|charges?)\b)|number of (?:people |those )?(?:killed|dead|deaths))"
_LEAST = r"(?:at least |more than |about )?"
_HAD_SAID = rf"(?:had (?:{_BEFORE} )?{_SAID}|{_BEFORE} {_SAID}|{_SAID} {_BEFORE})\b"
_WHO = r"(?:\b(?P<first>[\w’'-]{1,30}) )?\b(?P<last>(?!ha[ds]\b)[\w’'-]{1,30})"
_SPEAKER = re.compile(rf"{_WHO} (?:say|{join_forms(SPEAKS)})\b")
_TAKES_BACK = (
    re.compile(
        rf"\bnot (?:the )?{_LEAST}(?P<old>{NUMBER})[^.;:?!]{{0,30}}? (?P<last>it|they|he|she) {_HAD_SAID}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WHO} (?:had )?{_BEFORE} (?:put|given|gave|set|reported|stated|estimated) [^.;?!]{{0,40}}?\b{_TOLL}"
        rf" (?:at|as) {_LEAST}(?P<old>{NUMBER})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WHO} (?:ha[sd] )?(?:lower|revis|correct|reduc|cut)\w* (?:its|their|his|her) [^.;?!]{{0,40}}?\b{_TOLL}\b"
        rf"[^.;?!]{{0,60}}? from {_LEAST}(?P<old>{NUMBER})(?: to {_LEAST}(?P<own>{NUMBER}))?",
        re.IGNORECASE,
    ),
)
"""Whose older count it is, and the count: "and not 44 as they had said earlier"."""
_NOT_SO = re.compile(
    rf"\band not (?!only\b|just\b|yet\b)(?P<thing>[^.,:;?!“”\"]{{2,60}}?) as (?:it|they|he|she) {_HAD_SAID}"
    rf"(?! (?:{_BEFORE} )?(?:it|they|he|she)\b)"
)
"""What it was not: "a kite and not a rocket as it had said earlier". Behind a comma "as" might mean the kite."""
_LONG = re.compile(r"[^\W\d_]{4,}")
_MAY_TAKE_BACK = re.compile(r"\bnot\b|\btoll|\bnumber of\b", re.IGNORECASE)
_ANY_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_GOES_ON = re.compile(rf"(?:It|They|He|She) (?:had )?{_BEFORE}\b")
_ARTICLES = frozenset(("the", "a", "an"))

Thing = int | str
"""A number, or a word for what happened."""


def find_taken_back(summary: ArticleSummary) -> frozenset[tuple[str, Thing]]:
    """Find who takes back what in title and first three sentences of a report in English: of counts a higher one."""
    texts = ("", *get_head(summary)[:1], *summary.opening) if summary.facts.read_as == "en" else ()
    toll = count_toll(summary)
    found: list[tuple[frozenset[str], Thing]] = []
    for before, text in pairwise(texts):
        speakers = list_speakers([before if _GOES_ON.match(text) else text])
        found += ((speakers, thing) for thing in _find_things(text))
        for named, old, own in _find_counts(text):
            if 0 < (own or toll) < old:
                found.append((list_speakers(texts) | {named} if named else speakers, old))
    return frozenset((min(who), thing) for who, thing in found if len(who) == 1)


def names_thing(text: str, thing: Thing) -> bool:
    """Tell whether a text has a number or a word."""
    if isinstance(thing, int):
        return thing in _list_numbers(text)
    return re.search(rf"\b{re.escape(thing)}", text, re.IGNORECASE) is not None


def _list_numbers(text: str) -> frozenset[int]:
    """Return the whole numbers that a text has in figures or in words."""
    return frozenset(read_number(found[0].lower()) for found in _ANY_NUMBER.finditer(text)) - {0}


def list_speakers(texts: Iterable[str]) -> frozenset[str]:
    """Return the last two words of each name that stands before a verb of saying, without article: "police"."""
    return frozenset(_name(match) for text in texts for match in _SPEAKER.finditer(text)) - {""}


def _find_things(text: str) -> list[str]:
    """Return the last long word of what a sentence says it was not, but where that is a number of something."""
    match = _NOT_SO.search(text)
    return _LONG.findall(match["thing"])[-1:] if match and not _list_numbers(match["thing"]) else []


def _find_counts(text: str) -> Iterator[tuple[str, int, int]]:
    """Return who takes back a count in a sentence, where he is named there; that count, and the new one beside it."""
    for pattern in _TAKES_BACK if _MAY_TAKE_BACK.search(text) else ():
        for match in pattern.finditer(text):
            own = match.groupdict().get("own") or ""
            yield _name(match), read_number(match["old"].lower()), read_number(own.lower())


def _name(match: re.Match[str]) -> str:
    """Return a speaker as two reports name him; nothing for a pronoun."""
    words = f"{match.groupdict().get('first') or ''} {match['last']}".lower().split()
    return "" if words[-1] in _PRONOUNS else " ".join(word for word in words if word not in _ARTICLES)
