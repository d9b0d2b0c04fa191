"""Acts of force, and how many they killed or wounded, in the words of an English text."""

import re
from functools import lru_cache
from typing import NamedTuple

from digest.text.numerals import SCALES, VALUES
from digest.text.words import write_small

ACTS = re.compile(
    r"\b(?:kill\w*|dead|die[sd]?|attack\w*|str(?:ike|ikes|uck)|bomb\w*|shell(?:s|ed|ing)?|shot|missiles?|drones?|gunfire"
    r"|(?:open(?:s|ed|ing)?|exchang\w+|under) fire|fire[sd]? (?:on|at|upon|into)"
    r"|raid\w*|seiz\w+|captur\w+|invad\w+|clash\w*|explo[ds]\w+|wound\w+|injur\w+|hostages?|arrest\w*|detain\w*|evacuat\w+"
    r"|intercept\w*|crash\w*|plot|hijack\w*|gunm[ae]n|coup|mobili[sz]\w+)\b"
)
"""Acts of force. A club fires its coach, and a ship explores. Here and below a pattern on small letters takes a third
of the time of one that ignores the case."""
_DENIED = re.compile(
    r"\b(?:no(?! (?:fewer|less)\b)|nobody|without|not(?! only\b)|never|neither|\w{2,6}n[’']t)\b"
    r"(?:\s[\w’'-]{1,30}){1,4}"
)
"""A word that denies, and those that it may: "nobody was killed" tells of no act of force and no dead."""
_IN_EXERCISE = re.compile(
    r"(?:In|During|As part of|Under) (?:an?|the|this|its|their) (?:[\w’'-]{1,30} ){0,3}"
    r"(?:exercises?|drills?|simulations?|scenario|war games?|wargames?|film|movie|novel)"
    r"(?=,| (?:that|which|on|in|near|off|at|by|called)\b)"
)
"""How a lead opens that sets its scene in one."""
_FATAL = re.compile(
    r"\b(?:kill\w*|dead|die[sd]?|dying|deaths?|deadly|fatal\w*|toll|los[et]\w* (?:their )?li[fv]es?)\b", re.IGNORECASE
)
_MOST_DEAD = 100_000
"""Dead from which on a count is that of a war or of an age, and not of today's event: from 1,000 to a million ten
mornings are the same (``benchmarks/ranges.py``)."""
_ROUGHLY = {"dozens": 24, "scores": 40, "hundreds": 200}
"""The least that a word for many says: two of each."""
_WORD = "|".join(sorted((*VALUES, *SCALES), key=len, reverse=True))
_NUMBER = (
    rf"(?<![.,-])\b(?:\d[\d,]{{0,8}}(?:\.\d{{1,3}})?(?:\s(?:{'|'.join(SCALES)}))?|{'|'.join(_ROUGHLY)}"
    rf"|(?:{_WORD})(?:(?:-|\s(?:and\s)?)(?:{_WORD})){{0,6}})\b"
)
_DIED = r"(?:killed|dead|die[ds]?|deaths)\b"
_OTHERS = (
    rf"(?:\s(?!{_DIED})\w{{1,30}}){{0,4}}?\s(?:and|but|only|leav(?:es?|ing)|left)"
    rf"\s(?:at least |about |around |more than |nearly |over |another ){{0,2}}{_NUMBER}\s(?:were |was |have )?{_DIED}"
)
"""What follows a number that counts no dead, as theirs comes behind it, right before them: of "40 were rescued and
three died" three are, of "nine pupils and two teachers were killed" nine at least.
"""
_DEAD = re.compile(
    rf"(?P<before>{_NUMBER})(?!{_OTHERS})(?P<who>\s(?:\w{{1,30}}\s){{0,4}}?)"
    rf"(?:were |was |been |are |have )?{_DIED}"
    rf"|\b(?:kill(?:s|ed|ing)|death toll)\s(?:at least |of |to |about |around |more than |nearly ){{0,3}}"
    rf"(?P<behind>{_NUMBER})(?P<whom>(?:\s\w{{1,30}})?)"
    rf"|\b(?:toll(?! (?:road|bridge|booth|gate|plaza))|number of (?:people |those )?(?:killed|dead|deaths))\b"
    rf"(?:\s[\w’'-]{{1,30}}){{0,10}}?\s"
    rf"(?:(?:ris(?:es|en|ing)|rose|climb(?:s|ed)|grew|grows|jump(?:s|ed)|is|was|stands|now|up)"
    rf" (?:to|at|now|past|above|over)|pass(?:es|ed)|reach(?:es|ed)|hits)"
    rf"(?: at least| more than)? (?P<toll>{_NUMBER})"
)
_HURT = r"(?:wound|injur)(?:s|es|ed|ing)|hurt"
_WOUNDED = re.compile(
    rf"(?P<before>{_NUMBER})(?P<who>\s(?:(?!{_NUMBER})\w{{1,30}}\s){{0,4}}?)"
    rf"(?:were |was |been |are |have )?(?:{_HURT})\b(?! (?:at least |about |around |more than |nearly )?{_NUMBER})"
    rf"|\b(?:{_HURT})\s(?:at least |about |around |more than |nearly ){{0,2}}"
    rf"(?P<behind>{_NUMBER})(?P<whom>(?:\s\w{{1,30}})?)"
)
"""Of "40 were rescued and three injured" three are; of "Highway 14 injured two" not 14."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALL = frozenset(
    ("people", "persons", "were", "was", "are", "have", "had", "been", "in", "at", "on", "near", "as", "after")
)
"""Words beside a count that name nobody in particular: all the dead are counted."""


class Count(NamedTuple):
    """A count of dead or wounded and the word that says whose: "rescuers"; nothing where it counts people."""

    number: int
    whose: str


def drop_denied(text: str) -> str:
    """Return a text in small letters without what it denies: "nobody was killed" counts no dead."""
    return _DENIED.sub("", write_small(text))


def count_dead(text: str) -> int:
    """Return the largest number of dead that a text tells; 0 where it tells none."""
    return find_most_dead(text).number


@lru_cache(maxsize=1_000)  # a lead is asked for once for its circumstances, and for each of its orders
def find_most_dead(text: str) -> Count:
    """Return the largest count of dead of a text; that of nobody where it has none."""
    found = map(_read_count, _DEAD.finditer(write_small(text)))
    return max((one for one in found if one.number < _MOST_DEAD), default=Count(0, ""))


def find_most_wounded(text: str) -> Count:
    """Return the largest count of wounded of a text; that of nobody where it has none."""
    return max(map(_read_count, _WOUNDED.finditer(write_small(text))), default=Count(0, ""))


def counts_victims(text: str) -> bool:
    """Tell whether a text counts dead or wounded."""
    return bool(find_most_dead(text).number or find_most_wounded(text).number)


def _read_count(match: re.Match[str]) -> Count:
    found = match.groupdict(default="")
    words = (found["who"] or found["whom"]).split()
    number = _read_number(found["before"] or found["behind"] or found.get("toll", ""))
    return Count(number, words[0] if words and words[0] not in _ALL else "")


def is_rehearsed(title: str, lead: str) -> bool:
    """Tell whether what a lead tells happens in an exercise or film: one with real dead has them in its title."""
    return bool(title and _IN_EXERCISE.match(lead)) and not _FATAL.search(title)


def _read_number(said: str) -> int:
    """Return the number that words or figures say; 0 for a year and for what is no whole number."""
    if said in _ROUGHLY or _YEAR.fullmatch(said):
        return _ROUGHLY.get(said, 0)
    whole, part = 0.0, 0.0
    for word in re.split(r"[\s-]", said):
        if word[:1].isdecimal():
            part = float(word.replace(",", ""))
        elif word in VALUES:
            part += VALUES[word]
        elif word in SCALES:
            part = max(part, 1.0) * SCALES[word]
            if SCALES[word] >= SCALES["thousand"]:
                whole, part = whole + part, 0.0
    return int(whole + part) if (whole + part) % 1 == 0 else 0
