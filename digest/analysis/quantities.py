"""Find the quantities of an English sentence: how many of what, what became of them, and how exact the figure is.

A quantity is a number that counts something a desk compares from day to day: people killed or held, troops, missiles,
buildings, sums of money. Dates, ages, years, calibres, shares and numbers without a noun of that kind are none, nor are
"dozens", what could be, what is denied, a period's or another year's figure, and a part of another ("six of them").
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analysis.forms import STOP, TOKEN, word_set
from digest.model import Quantity
from digest.text.calendar_names import WEEKDAYS
from digest.text.numerals import SCALES, TENS, UNITS, VALUES
from digest.text.words import stem

NUMBER_WORDS = frozenset((*VALUES, *SCALES))
_TOKEN = re.compile(TOKEN.pattern.replace(r"\d[\d.,]*", r"\d+(?:[.,]\d+)*"))
"""A comma behind a number is no part of it: "the mayor, 52, was killed"."""
_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join([*UNITS[1:], *TENS, 'dozen', 'hundred'])})\b", re.IGNORECASE)
"""What a sentence with a quantity holds: all others are passed over at once."""
_BOUNDS = {
    "least": "at least/no fewer than/not less than/no less than/a minimum of",
    "more": "more than/over/upwards of/in excess of/just over/well over",
    "most": "up to/as many as/at most/no more than/as much as",
    "fewer": "fewer than/less than/under/just under",
    "about": "about/around/some/roughly/approximately/an estimated/estimated/nearly/almost/close to",
}
_BOUND_OF = {phrase: bound for bound, phrases in _BOUNDS.items() for phrase in phrases.split("/")}

_STATES = {
    "killed": "killed kill kills killing died die dies dead slain perished drowned massacred executed murdered",
    "injured": "injured injure injures injuring wounded wound wounds wounding hurt hospitalised hospitalized",
    "missing": "missing unaccounted disappeared trapped",
    "detained": "arrested arresting arrests detained detaining detains hold holds held holding abducted abducting"
    " kidnapped captured capturing jailed imprisoned",
    "released": "released releasing releases freed freeing frees",
    "displaced": "displaced displacing displaces fled flee fleeing evacuated evacuating uprooted forced",
    "destroyed": "destroyed destroying destroys damaged damaging razed flattened levelled burned",
    "fired": "fired firing fires launched launching launches",
    "downed": "shot intercepted intercepting downed downing",
    "hit": "hit struck",
    "lost": "lost loses losing",
    "sent": "sent sends sending deployed deploying deploys moved moves moving massed send deploy dispatched",
    "has": "has have had",
    "involved": "involves involved involving",
    "called up": "called mobilised mobilized",
    "seized": "seized seizes seizing",
    "counted": "counted counts recorded records confirmed reported",
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
STATES = frozenset(_STATE_OF)
"""Words that say what became of what is counted."""
_OF_PEOPLE = word_set("killed injured missing detained released displaced")
_INTRANSITIVE = word_set(
    "died die dies dead perished drowned missing unaccounted disappeared fled flee fleeing hit involved"
)
_THINGS = {
    "troops": "troops soldiers reservists servicemen personnel peacekeepers marines conscripts mercenaries",
    "missiles": "missiles rockets shells projectiles",
    "drones": "drones uavs",
    "aircraft": "aircraft jets planes warplanes helicopters bombers",
    "tanks": "tanks vehicles howitzers launchers",
    "ships": "ships vessels boats warships tankers frigates",
    "buildings": "houses homes buildings schools hospitals apartments",
    "cases": "cases infections",
}
_KIND_OF = {word: kind for kind, words in _THINGS.items() for word in words.split()}
_TOLLS = {
    "killed": "deaths dead fatalities lives bodies",
    "injured": "injuries injured wounded",
    "missing": "missing",
    "detained": "arrests hostages captives detainees",
}
_TOLL_OF = {word: kind for kind, words in _TOLLS.items() for word in words.split()}
_COUNTED = frozenset((*_TOLL_OF, "cases", "infections"))
_BEHIND_NOUN = word_set(
    f"near aboard inside across overnight yesterday today tonight early late {' '.join(WEEKDAYS).lower()}"
)
_PEOPLE = word_set(
    "people person persons lives victims dead deaths fatalities injuries injured wounded arrests missing"
)
_NO_PERSONS = word_set(
    "homes houses buildings schools villages towns ships boats vessels vehicles cars animals rabbits days"
)
_MONEY = dict.fromkeys(("$", "dollars", "dollar"), "$") | dict.fromkeys(("€", "euros", "euro"), "€") | {
    "£": "£", "crowns": "crowns", "rubles": "rubles", "roubles": "rubles", "yuan": "yuan", "yen": "yen"}  # fmt: skip
_AUXILIARY = word_set(
    "were was are is be been being have has had who that also reported reportedly confirmed feared believed said to"
    " remain remains remained still now either presumed listed known left from their them"
)
_AVERAGE = word_set("aged article flight magnitude no chapter room group level type mark page verse")
_DEFINITE = word_set(
    "the these those his her their its our this both another further additional other every each first last next per"
)
_OTHERS = word_set(
    "others other more of further additional years year days day hours months weeks minutes percent per th"
)
_NO_NEWS = re.compile(
    r"\b(?:could|may|might|would|if|unless|should|plans?|planned|planning|wants?|deny|denied|denies|threat\w+|ago"
    r"|average|expected to|anniversary|similar|previous|earlier (?:attack|this|in)|worst|deadliest|biggest|largest"
    r"|no one|nobody|last (?:year|month|week)|(?:past|last|first) (?:\w+ )?(?:hours|days?|weeks?|months?|years?)"
    r"|daily|compared|(?:a|an|this|each|every|per) (?:minute|hour|day|week|month|year)|so far this|separate|proposed"
    r"|demand\w*|rumou?rs?|false\w*|fake|in exchange)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose figures are no state of the story's event today: a plan's, a period's, another event's."""
_YEAR = re.compile(r"(?<!since )(?<!Since )\b(?:1[89]|20)\d\d\b")
_TOTAL = re.compile(
    r"\bsince\b|\bin (?:all|total)\b|\baltogether\b|\boverall\b|\bthe number of people\b", re.IGNORECASE
)
_REACHED = word_set("to at reached reaches stood stands was is topped passed hit of")
_MOVES = _REACHED | word_set("rose risen rises climbed climbs grew grown jumped increased fell has had people persons")
_LARGEST = 10**15
"""No sum of a state is larger; a row of 400 digits is infinite to Python, and JSON has no such number."""
_FAR = 24
"""Words between "the death toll" and its figure, at most."""


class _Number(NamedTuple):
    """A number in the tokens of a sentence, from its bound or currency to its last word; ``first`` is the bound's."""

    first: int
    start: int
    end: int
    low: float
    high: float
    bound: str
    currency: str


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, in its order."""
    if not _ANY_NUMBER.search(text) or _NO_NEWS.search(text) or _YEAR.search(text):
        return ()
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].lower().replace("’", "'") for token in tokens]
    numbers = list(_numbers(tokens, words))
    total = _TOTAL.search(text) is not None
    found: list[Quantity] = []
    for at, number in enumerate(numbers):
        least = numbers[at - 1].end if at else 0
        told = _money(words, number) or _told_of(words, number, least, found[-1] if found else None)
        if told and (told[0] == "money" or not number.low % 1):  # "1.204 people" is a slip
            start, end = tokens[number.first].start(), tokens[number.end - 1].end()
            found.append(Quantity(*told, start, end, number.low, number.high, number.bound, total))
    return tuple(found)


def _numbers(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> Iterator[_Number]:
    """Find the numbers that may count something, each with its bound; "between five and seven" is one."""
    i = 0
    while i < len(words):
        value, end = _value(words, i)
        if value is None:
            i += 1
            continue
        start, low, high = i, value, value
        joins = words[end : end + 1] == ["to"] or (words[end : end + 1] == ["-"]) or words[end : end + 1] == ["or"]
        between = words[max(0, i - 1)] == "between" and words[end : end + 1] == ["and"]
        if joins or between:
            other, behind = _value(words, end + 1)
            if other is not None and other > value and words[max(0, i - 1)] != "from":
                high, end = other, behind
        first, bound = _bound(words, start - (1 if start and words[start - 1] in "$€£" else 0))
        first = first - 1 if between else first
        if words[end : end + 2] == ["or", "more"]:
            bound, end = "least", end + 2
        money = words[start - 1] if start and words[start - 1] in _MONEY else words[end] if end < len(words) else ""
        if _may_count(tokens, words, first, start, end):
            closing = end + 1 if money in _MONEY and words[end : end + 1] == [money] else end
            yield _Number(first, start, closing, low, high, bound, _MONEY.get(money, ""))
        i = end


def _value(words: Sequence[str], i: int) -> tuple[float | None, int]:
    """Return the number that begins at a word and where it ends; ``None`` where none does."""
    word = words[i] if i < len(words) else ""
    end = i + 1
    if _WRITTEN.fullmatch(word):
        value = float(word.replace(",", ""))
    elif word in VALUES or ("-" in word and all(part in VALUES for part in word.split("-"))):
        value = float(sum(VALUES[part] for part in word.split("-")))
    elif word == "half" and words[i + 1 : i + 3] == ["a", "dozen"]:
        return 6.0, i + 3
    elif word in ("a", "one") and words[i + 1 : i + 2] and words[i + 1] in SCALES:
        value = 1.0
    else:
        return None, end
    while end < len(words) and words[end] in SCALES:
        value *= SCALES[words[end]]
        end += 1
        if words[end : end + 1] == ["and"] and words[end + 1 : end + 2] and words[end + 1] in VALUES and value >= 100:
            value += VALUES[words[end + 1]]
            end += 2
    return (value if value <= _LARGEST else None), end


def _bound(words: Sequence[str], start: int) -> tuple[int, str]:
    """Return where a number's words begin with those that bound it, and how they do."""
    for size in (3, 2, 1):
        bound = _BOUND_OF.get(" ".join(words[max(0, start - size) : start]))
        if bound and start >= size:
            return start - size, bound
    return start, ""


def _may_count(tokens: Sequence[re.Match[str]], words: Sequence[str], first: int, start: int, end: int) -> bool:
    """Tell whether a number can be a count: no part of a name, date, hour, age, share, series or definite phrase."""
    before = words[first - 1] if first else ""
    behind = words[end] if end < len(words) else ""
    joined = before in ("-", "/", "#") and first and tokens[first - 1].end() == tokens[first].start()
    if before in _DEFINITE or before in _AVERAGE or before == "from" or joined or behind in _OTHERS or behind in "%/":
        return behind == "" and before not in _DEFINITE
    if before == "," and behind == ",":
        return False
    if before[:1].isdigit() or behind[:1].isdigit():  # "1 2 people" is a slip
        return False
    glued = end < len(tokens) and tokens[end].start() == tokens[end - 1].end()
    return not (glued and behind in "-:'’°") and not (
        start and words[start - 1] == ":" and words[start - 2 : start - 1]
    )


def _money(words: Sequence[str], number: _Number) -> tuple[str, str, str] | None:
    """Return what a sum of money is: all content words around it tell what it is for."""
    if not number.currency:
        return None
    around = [word for i, word in enumerate(words) if not number.first <= i < number.end]
    content = sorted({stem(word, "en") for word in around if word.isalpha() and word not in STOP})
    return "money", f"{number.currency} {' '.join(content)}", ""


def _told_of(words: Sequence[str], number: _Number, least: int, before: Quantity | None) -> tuple[str, str, str] | None:
    """Return kind, thing and state of a number; ``None`` where it counts nothing of ours."""
    noun, end = _noun(words, number.end)
    state = _state_before(words, number.first) or _state_behind(words, end)
    if not noun or (len(noun) == 1 and _STATE_OF.get(noun[0]) in _OF_PEOPLE):
        return _told_alone(words, number, _STATE_OF.get(noun[0], "") if noun else state, least, before)
    opened = words[max(0, number.first - 2) : number.first]
    if opened[-1:] == ["and"] and opened[0] not in STATES:
        return None  # "a sergeant and two passengers died"
    head = noun[-1]
    thing = "people" if all(word in _PEOPLE for word in noun) else " ".join(stem(word, "en") for word in noun)
    toll, kind = _TOLL_OF.get(head, ""), _KIND_OF.get(head, "")
    if toll and state in ("", "counted", "has", toll):
        return toll, thing, toll
    if state in _OF_PEOPLE and head not in _NO_PERSONS and kind in ("", "troops"):
        return state, thing, state
    counted = kind and state and state != "counted"
    return (kind, thing, state) if counted else ("cases", thing, "") if kind == "cases" else None


def _told_alone(
    words: Sequence[str], number: _Number, state: str, least: int, before: Quantity | None
) -> tuple[str, str, str] | None:
    """Return what a number without a noun counts: "31 injured", "the death toll rose to 21", "killed 12"."""
    if state in _OF_PEOPLE and _STATE_OF.get("".join(words[number.end : number.end + 1])) == state:
        joined = before is not None and before.kind in _OF_PEOPLE and words[number.first - 1] == "and"
        return state, before.thing if before and joined else "people", state  # "nine were killed and 31 injured"
    kind, thing = _toll_before(words, number.first, least)
    if kind:
        return kind, thing, kind
    return (state, "people", state) if state in _OF_PEOPLE else None


def _noun(words: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    """Return the words of the noun behind a number, and where it ends."""
    end = start
    while end < len(words) and end - start < 4:
        word = words[end]
        ends = not word[0].isalpha() or word in STOP or word in _AUXILIARY or word in _BEHIND_NOUN
        if word in ("confirmed", "suspected") and words[end + 1 : end + 2] and words[end + 1] in _COUNTED:
            end += 1
            continue
        if ends or (word in _STATE_OF and not (word in _TOLL_OF and end == start and _closes(words, end + 1))):
            break
        end += 1
    if end == start and words[end : end + 1] and words[end] in ("dead", "wounded", "injured", "missing"):
        inner, _ = _noun(words, end + 1)
        return inner, end
    return tuple(words[start:end]), end


def _closes(words: Sequence[str], i: int) -> bool:
    """Tell whether a phrase ends before a word: "21 dead." and no "21 dead miners"."""
    return i >= len(words) or not words[i][0].isalpha() or words[i] in STOP


def _state_before(words: Sequence[str], first: int) -> str:
    """Return what the verb right before a number says became of it."""
    verb = words[first - 1] if first else ""
    if verb in ("down", "up") and first > 1:
        particles = {"downed": "down", "called up": "up"}
        state = _STATE_OF.get(words[first - 2], "")
        return state if particles.get(state) == verb else ""
    state = _STATE_OF.get(verb, "")
    if verb == "forced" and "homes" not in words:
        return ""
    return "" if verb in ("dead", "missing", "shot", "called") else state


def _state_behind(words: Sequence[str], end: int) -> str:
    """Return what the verb behind a noun says became of it; nothing where the noun is who did it."""
    helper = ""
    for i in range(end, min(len(words), end + 7)):
        word, behind = words[i], words[i + 1] if i + 1 < len(words) else "."
        state = _STATE_OF.get(word, "")
        if word in _AUXILIARY and (not state or behind in _AUXILIARY or behind in _STATE_OF):
            helper = word if word not in ("also", "still", "now", "reportedly") else helper
            continue
        if not state or behind == "or" or (behind == "and" and words[i + 2 : i + 3] and words[i + 2] in _STATE_OF):
            return ""
        if word == "shot":
            return "downed" if behind == "down" else "killed" if behind == "dead" else ""
        passive = helper in ("were", "was", "been", "are", "is", "be", "being", "reported", "feared", "confirmed")
        passive = passive or (not helper and (not behind[0].isalnum() or behind in _AFTER_PASSIVE))
        return state if passive or word in _INTRANSITIVE or state == "has" else ""
    return ""


_AFTER_PASSIVE = word_set("in by when as and on after near during at from while since with over outside inside before")


def _toll_before(words: Sequence[str], first: int, least: int) -> tuple[str, str]:
    """Return kind and thing of a figure that stands behind "the death toll rose to", "the number of dead stood at"."""
    if not first or words[first - 1] not in _REACHED:
        return "", ""
    for i in range(first - 1, max(least, first - _FAR) - 1, -1):
        if words[i] == "toll":
            return "killed", "people"
        if words[i] == "number" and words[i + 1 : i + 2] == ["of"]:
            counted = [j for j in range(i + 2, first) if words[j] in _TOLL_OF or _STATE_OF.get(words[j]) in _OF_PEOPLE]
            if not counted:
                return "", ""
            kind = _TOLL_OF.get(words[counted[0]]) or _STATE_OF[words[counted[0]]]
            noun, _ = _noun(words[:first], counted[0] + 1)
            return kind, " ".join(stem(word, "en") for word in noun if word not in _MOVES) or "people"
    return "", ""
