"""What stands before a sentence and is no part of it: a dateline, a heading or caption run into it.

A dateline is a town, perhaps day and agency, before a dash ("OSLO, June 14 (Northern Wire) - "): it tells where and by
whom a report was filed.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# Of 2,374 texts (``benchmarks/ranges.py``) none is read otherwise but for what is said.
SHORTEST_TOWN = 4
"""Letters of a town in capitals; fewer are initials: from 2 to 4 the same, with 5 four texts are read otherwise."""
_MOST_WORDS = 5
"""Words of a town and day before an agency: from 4 to 8 the same, with 3 one text."""
_LONGEST = 80
"""Characters of a dateline without a by-line: from 60 to 160 the same, with 40 seventeen texts."""
_DASH = re.compile(r"\s+[-–—―]{1,2}\s+|\s?[–—―]{1,2}\s?|\s--\s?")
_ANY_DASH = re.compile("[-–—―]")
"""It stands in every dateline; few texts have it so near their start, and it is found far sooner."""
_HEAD = re.compile(r"(?P<town>[^()\n]{2,60}?)\s*(?:\((?P<agency>[^()\n]{2,30})\))?")
_AGENCIES = "CNN|AP|AFP|BBC|UPI|Reuters|Xinhua|TASS|dpa"
_SIGNED = re.compile(
    r"By (?=[A-ZÀ-Þ])(?P<names>[^()\n]{4,160})\((?P<agency>[A-Z][^()\n]{1,30})\)(?:\s+[-–—―]{1,2}\s+|\s?[–—―]{1,2}\s?)"
)
"""A by-line with an agency in brackets and a dash behind it: whatever stands between them is its town and day."""
_AGENCY_ALONE = re.compile(r"\((?P<agency>[A-Z][^()\n]{1,30})\)")
_UNBRACKETED = re.compile(
    r"(?:(?P<town>[A-Z][\w.'’-]*(?:,? (?:and|[A-Z][\w.'’-]*)){0,5}?),? )?"
    rf"(?P<agency>{_AGENCIES})"
)
"""An agency without brackets, as saved pages lose them, alone or behind towns: "CNN —", "Oslo and Bergen CNN —"."""


_OPENERS = "The|A|An|In|On|At|After|When|While|As|For|But|And|He|She|They|This|There|With|From"
_BEHIND_SMALL = "Two|Three|Four|Five|Six|Eight|Nine|Ten|Although|Though|Despite|During"
"""These stand in names too ("Stage Two"), never behind a word in small letters but "of"."""
_FUSED = re.compile(rf"\s(?<=[a-z][a-z'’”\"]\s)(?<!\bthe\s)\s*(?=(?:{_OPENERS}) [a-z])")
_FUSED_BEHIND_SMALL = re.compile(rf"(?<=\s)[a-z]{{2,}}(?<!\bthe)(?<!\bof)\s+(?=(?:{_BEHIND_SMALL}) [a-z])")
"""Where a heading or caption without an end meets the sentence behind it: right 43 times of 47 (1,800 articles)."""
_MAY_BE_BEHIND_SMALL = re.compile(rf"\s(?:{_BEHIND_SMALL}) [a-z]")
"""Few sentences have it; it is found sooner than the word before it."""
_ENDED = re.compile(r"[a-z]{2}\. ")
"""A sentence has ended in a text: no heading. "U.S." ends none."""
_IN_CAPITALS = re.compile(r"(?:[A-Z][A-Z'’-]*,?\s+){3,12}(?=(?:[A-Z][a-z]|A [a-z]))")
"""A heading in capitals before its paragraph: "A LONG WINTER The port was closed"."""
_CREDIT = re.compile(
    rf"(?:[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){{0,4}},? )?\((?:{_AGENCIES})\)"
    r"[ \xa0]?(?=[\"“]?[A-Z])"
)
"""An agency in brackets, perhaps behind towns, that no dash parts from its sentence: "Oslo (CNN) The talks ended"."""
_FEWEST_BEHIND = 6
"""Words of a sentence behind a heading run into it: what is shorter may be the end of a title ("The end of a day")."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline of ``length`` characters, dash and space included; what it names behind the town, and the agency."""

    length: int
    agency: str | None
    behind: str


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline at the start of a text; ``None`` where it opens with its first sentence.

    A town in capitals makes one by itself, in other letters only before an agency: "Berlin (dpa) -", "Berlin dpa -";
    so is an agency alone in brackets. A by-line before it is a part of it.
    """
    signed = _SIGNED.match(text)
    if signed and not _ENDED.search(signed["names"]) and _opens_sentence(text, signed.end()):
        return Dateline(signed.end(), signed["agency"], signed["names"].rpartition(",")[2].strip())
    dash = _DASH.search(text, 0, _LONGEST) if _ANY_DASH.search(text, 0, _LONGEST) else None
    if not dash or not _opens_sentence(text, dash.end()):
        return None
    alone = _AGENCY_ALONE.fullmatch(text, 0, dash.start()) or _UNBRACKETED.fullmatch(text, 0, dash.start())
    if alone:
        return Dateline(dash.end(), alone["agency"], "")
    head = _HEAD.fullmatch(text, 0, dash.start())
    if not head:
        return None
    town, _, behind = head["town"].partition(",")
    agency = head["agency"]
    capitals = town.isupper() and sum(letter.isalpha() for letter in town) >= SHORTEST_TOWN and not town.endswith(".")
    proper = agency is not None and (agency[0].isupper() or " " not in agency)
    named = proper and town[0].isupper() and len(head["town"].split()) <= _MOST_WORDS
    return Dateline(dash.end(), agency, behind.strip()) if capitals or named else None


@lru_cache(maxsize=4_000)  # a sentence is asked for when it is chosen, quoted and read for claims
def find_own_start(text: str, language: str | None) -> int:
    """Return where a sentence's own words start: behind a dateline, in English also behind a heading run into it."""
    if found := read_dateline(text):
        start = found.length
    else:
        credit = _CREDIT.match(text)
        start = credit.end() if credit else 0
    if language != "en":
        return start
    heading = _IN_CAPITALS.match(text, start) or _find_fused(text, start)
    before = text[start : heading.start()] if heading else ""
    inside = before.count('"') % 2 or _open_in(before) or _ENDED.search(before)
    if heading and not inside and len(text[heading.end() :].split()) >= _FEWEST_BEHIND:
        return heading.end()
    return start


def _find_fused(text: str, start: int) -> re.Match[str] | None:
    """Find the first place where a heading may meet its sentence."""
    found = _FUSED.search(text, start)
    other = _FUSED_BEHIND_SMALL.search(text, start) if _MAY_BE_BEHIND_SMALL.search(text, start) else None
    return min(filter(None, (found, other)), key=re.Match.start, default=None)


def _open_in(text: str) -> bool:
    """Tell whether a quotation or a bracket is open at the end of a text."""
    return text.count("“") > text.count("”") or text.count("(") > text.count(")")


def _opens_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 2].lstrip("\"'“„«‘(¿¡")
    return bool(rest) and (rest[0].isdigit() or (rest[0].isalpha() and not rest[0].islower()))
