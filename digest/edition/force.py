"""Acts of force, and how many died of them, in the words of an English text."""

import re

ACTS = re.compile(
    r"\b(?:kill\w*|dead|die[sd]?|attack\w*|str(?:ike|ikes|uck)|bomb\w*|shell(?:s|ed|ing)?|shot|missiles?|drones?|gunfire"
    r"|(?:open(?:s|ed|ing)?|exchang\w+|under) fire|fire[sd]? (?:on|at|upon|into)"
    r"|raid\w*|seiz\w+|captur\w+|invad\w+|clash\w*|explo[ds]\w+|wound\w+|injur\w+|hostages?|arrest\w*|detain\w*|evacuat\w+"
    r"|intercept\w*|crash\w*|plot|hijack\w*|gunm[ae]n|coup|mobili[sz]\w+)\b",
    re.IGNORECASE,
)
"""Acts of force. A club fires its coach, and a ship explores."""
DENIED = re.compile(
    r"\b(?:no(?! (?:fewer|less)\b)|nobody|without|not(?! only\b)|never|neither|\w{2,6}n[’']t)\b"
    r"(?:\s[\w’'-]{1,30}){1,4}",
    re.IGNORECASE,
)
"""A word that denies, and those that it may: "nobody was killed" tells of no act of force and no dead."""
_MOST_DEAD = 100_000
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLED = {word: number for number, word in enumerate(_ONES, 1)}
_SPELLED |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_SPELLED |= {"ninety": 90, "dozen": 12, "dozens": 24, "scores": 40, "hundreds": 200}
_NUMBER = rf"(\d[\d,]{{0,8}}|{'|'.join(_SPELLED)})"
_DEAD = re.compile(
    rf"\b{_NUMBER}\s(?:\w{{1,30}}\s){{0,4}}?(?:(?:were |was |been |are |have )?(?:killed|dead|die[ds]?|deaths))"
    rf"|\b(?:kill(?:s|ed|ing)|death toll)\s(?:at least |of |to |about |around |more than |nearly ){{0,3}}"
    rf"{_NUMBER}\b"
    rf"|\b(?:toll(?! (?:road|bridge|booth|gate|plaza))|number of (?:people |those )?(?:killed|dead|deaths))\b"
    rf"(?:\s[\w’'-]{{1,30}}){{0,10}}?\s"
    rf"(?:ris(?:es|en|ing)|rose|climb(?:s|ed)|grew|grows|jump(?:s|ed)|is|was|stands|now|up)"
    rf" (?:to|at|now)(?: at least| more than)? {_NUMBER}\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


def count_dead(text: str) -> int:
    """Return the largest number of dead that a text tells; 0 where it tells none."""
    numbers = [(found[1] or found[2] or found[3]).lower().replace(",", "") for found in _DEAD.finditer(text)]
    counts = [int(number) if number.isdecimal() else _SPELLED[number] for number in numbers]
    return max((count for count in counts if count < _MOST_DEAD and count not in _YEARS), default=0)
