"""Find the quantities of an English sentence: how many of what, what became of them, and how exact the figure is.

A quantity is a number that counts something that readers compare from day to day: people killed or held, troops,
missiles, buildings, sums of money. Dates, ages, years, calibres, shares and numbers without a noun of that kind are
none, nor are "dozens", what could be, what is denied, a period's or another year's figure, and a part of another ("six
of them").
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.analysis.counting import (
    AFTER_PASSIVE,
    ANY_NUMBER,
    AUXILIARY,
    AVERAGE,
    BEFORE_PRESENCE,
    BESIDE,
    BOUND_OF,
    COUNTED,
    DEFINITE,
    ENDS_NOUN,
    GROUPS,
    INTRANSITIVE,
    KIND_OF,
    MODIFIES,
    MONEY,
    MOVES,
    NO_NEWS,
    NO_PERSONS,
    NOUNS_OF_ACTS,
    OF_PEOPLE,
    OTHERS,
    PASSIVE,
    PEOPLE,
    PHRASES,
    PLACING,
    REACHED,
    STATE_OF,
    STATES,
    TOLL_OF,
    TOTAL,
    YEAR,
)
from digest.analysis.forms import STOP, TOKEN
from digest.model import Quantity
from digest.text.numerals import SCALES, VALUES
from digest.text.words import stem

_TOKEN = re.compile(TOKEN.pattern.replace(r"\d[\d.,]*", r"\d+(?:[.,]\d+)*"))
"""A comma behind a number is no part of it: "the mayor, 52, was killed"."""
_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_HEADS = PEOPLE.union(KIND_OF)
_NO_NOUNS, _VERBS, _VERBS_BEHIND = STOP | STATES, AUXILIARY | STATES, PASSIVE | STATES
_LARGEST = 10**15
"""No sum of a state is larger; a row of 400 digits is infinite to Python, and JSON has no such number."""
_FAR, _NEAR, _LONGEST_NOUN = 24, 8, 4
"""Words between "the death toll" and its figure or in a clause, between a noun and its verb, of a noun, at most: halved
they lose .017, .024 and .003 of the recall of labelled pairs, doubled nothing (``benchmarks/score_claims.py``).
"""


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
    lowered = text.lower()
    if not ANY_NUMBER.search(lowered) or NO_NEWS.search(lowered) or YEAR.search(text):
        return ()
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].lower().replace("’", "'") for token in tokens]
    numbers = list(_find_numbers(tokens, words))
    total = TOTAL.search(lowered) is not None
    found: list[Quantity] = []
    for at, number in enumerate(numbers):
        least = numbers[at - 1].end if at else 0
        told = _tell_money(number) or _tell_counted(words, number, least, found[-1] if found else None)
        if told and (told[0] == "money" or not number.low % 1):  # "1.204 people" is a slip
            start, end = tokens[number.first].start(), tokens[_find_end_of_object(words, number) - 1].end()
            found.append(Quantity(*told, start, end, number.low, number.high, number.bound, total))
    return tuple(found)


def _find_numbers(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> Iterator[_Number]:
    """Find the numbers that may count something, each with its bound; "between five and seven" is one."""
    i = 0
    while i < len(words):
        value, end = _read_value(words, i)
        if value is None:
            i += 1
            continue
        start, low, high = i, value, value
        joins = words[end : end + 1] == ["to"] or (words[end : end + 1] == ["-"]) or words[end : end + 1] == ["or"]
        between = words[max(0, i - 1)] == "between" and words[end : end + 1] == ["and"]
        if joins or between:
            other, behind = _read_value(words, end + 1)
            if other is not None and other > value and words[max(0, i - 1)] != "from":
                high, end = other, behind
        first, bound = _find_bound(words, start - (1 if start and words[start - 1] in "$€£" else 0))
        first = first - 1 if between else first
        if words[end : end + 2] == ["or", "more"]:
            bound, end = "least", end + 2
        money = words[start - 1] if start and words[start - 1] in MONEY else words[end] if end < len(words) else ""
        if _may_count(tokens, words, first, start, end):
            closing = end + 1 if money in MONEY and words[end : end + 1] == [money] else end
            yield _Number(first, start, closing, low, high, bound, MONEY.get(money, ""))
        i = end


def _read_value(words: Sequence[str], i: int) -> tuple[float | None, int]:
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


def _find_bound(words: Sequence[str], start: int) -> tuple[int, str]:
    """Return where a number's words begin with those that bound it, and how they do."""
    for size in (3, 2, 1):
        phrase = " ".join(words[max(0, start - size) : start])
        if phrase in BOUND_OF and start >= size and (_get_word(words, start - 2), phrase) not in PHRASES:
            return start - size, BOUND_OF[phrase]
    return start, ""


def _may_count(tokens: Sequence[re.Match[str]], words: Sequence[str], first: int, start: int, end: int) -> bool:
    """Tell whether a number can be a count: no part of a name, date, hour, age, share, series or definite phrase."""
    before = words[first - 1] if first else ""
    behind = words[end] if end < len(words) else ""
    joined = before in ("-", "/", "#") and first and tokens[first - 1].end() == tokens[first].start()
    other = behind in OTHERS and _skip_part(words, end) == end
    if before in DEFINITE or before in AVERAGE or before == "from" or joined or other or behind in "%/":
        return behind == "" and before not in DEFINITE
    if before == "," and behind == ",":
        return False
    if before[:1].isdigit() or behind[:1].isdigit():  # "1 2 people" is a slip
        return False
    glued = end < len(tokens) and tokens[end].start() == tokens[end - 1].end()
    hour = start and words[start - 1] == ":" and tokens[start - 1].end() == tokens[start].start()
    return not (glued and behind in "-:'’°") and not hour


def _get_word(words: Sequence[str], i: int) -> str:
    """Return a word by its place; nothing beyond the sentence."""
    return words[i] if 0 <= i < len(words) else ""


def _tell_money(number: _Number) -> tuple[str, str, str] | None:
    """Return that a number is a sum of money; what it is for, the setting of its sentence tells."""
    return ("money", number.currency, "") if number.currency else None


def _tell_counted(
    words: Sequence[str], number: _Number, least: int, before: Quantity | None
) -> tuple[str, str, str] | None:
    """Return kind, thing and state of a number; ``None`` where it counts nothing of ours."""
    others = _get_word(words, number.end) in ("other", "others")
    noun, end = _find_noun(words, _skip_part(words, number.end + others))
    state = _state_before(words, number.first) or _state_behind(words, end) or _tell_presence(words, number.first, end)
    # "Two died and five others were hurt" tells all of the hurt; "another two died" does not tell all of the dead.
    besides = (others or _get_word(words, number.start - 1) == "another") and not (
        before and before.kind == "killed" != state
    )
    joined = number.first == number.start and _get_word(words, number.first - 1) == "and"
    joined = joined and _get_word(words, number.first - 2) not in STATES
    if not noun or (len(noun) == 1 and STATE_OF.get(noun[0]) in OF_PEOPLE):
        told = _tell_alone(words, number, STATE_OF.get(noun[0], "") if noun else state, least, before)
        return None if besides else told
    if besides or joined:  # "a sergeant and two passengers died"
        return None
    thing = "people" if all(word in PEOPLE for word in noun) else " ".join(stem(word, "en") for word in noun)
    return _judge(thing, noun[-1], state) or _read_toll_behind(words, number.end)


def _judge(thing: str, head: str, state: str) -> tuple[str, str, str] | None:
    """Return what a thing counts by its last word and by what became of it."""
    toll, kind = TOLL_OF.get(head, ""), KIND_OF.get(head, "")
    if toll and state in ("", "counted", "there", toll):
        return toll, thing, toll
    if state in OF_PEOPLE and head not in NO_PERSONS and kind in ("", "troops"):
        return state, thing, state
    if kind == "cases":
        return kind, thing, kind
    return (kind, thing, state) if kind and state not in ("", "counted") else None


def _tell_alone(
    words: Sequence[str], number: _Number, state: str, least: int, before: Quantity | None
) -> tuple[str, str, str] | None:
    """Return what a number without a noun counts: "31 injured", "the death toll rose to 21", "killed 12"."""
    joined = before is not None and _get_word(words, number.first - 1) == "and"
    behind = _get_word(words, number.end)
    if state in OF_PEOPLE and STATE_OF.get(behind) == state:
        return state, before.thing if before and joined else "people", state  # "nine were killed and 31 injured"
    placed = joined and behind in PLACING
    if before and (placed or (not behind[:1].isalnum() and _get_word(words, number.first - 2) in PLACING)):
        return before.kind, before.thing, before.state  # "90 people were held in Aldmoor and 40 in Calder"
    if before and not behind[:1].isalnum() and _counts_again(words, number.first):
        return before.kind, before.thing, before.state
    told = _read_toll_before(words, number.first, least) or _read_toll_behind(words, number.end)
    return told or ((state, "people", state) if state in OF_PEOPLE else None)


def _counts_again(words: Sequence[str], first: int) -> bool:
    """Tell whether somebody gives a number alone for what was counted before: "the army says five", "put it at 5"."""
    verb = _get_word(words, first - 1)
    put = not {"put", "puts"}.isdisjoint(words[max(0, first - _NEAR) : first])
    spoke = _get_word(words, first - 2) in ("speak", "speaks", "spoke")
    return verb in ("say", "says", "said", "counted", "counts") or (verb == "at" and put) or (verb == "of" and spoke)


def _find_noun(words: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    """Return the words of the noun behind a number, and where it ends."""
    end = start
    while end < len(words) and end - start < _LONGEST_NOUN:
        word = words[end]
        if word in ("confirmed", "suspected") and _get_word(words, end + 1) in COUNTED:
            end += 1
            continue
        ends = not word[0].isalpha() or word in STOP or word in AUXILIARY or word in ENDS_NOUN
        acts = word in STATES and not (word in TOLL_OF and end == start and _is_closing(words, end + 1))
        told = end > start and (words[end - 1].endswith("s") or words[end - 1] in _HEADS)
        if (
            acts
            or (told and word.endswith(("ing", "ly", "ed")))
            or (ends and not (end > start and _is_joint(words, end)))
        ):
            break
        end += 1
    if end == start and _get_word(words, end) in ("dead", "wounded", "injured", "missing"):
        inner, _ = _find_noun(words, end + 1)
        return inner, end
    return tuple(word for word in words[start:end] if word != "and"), end


def _find_end_of_object(words: Sequence[str], number: _Number) -> int:
    """Return where the words of a figure end: with the noun that stands behind the number, if one does."""
    noun, end = _find_noun(words, _skip_part(words, number.end))
    return end if noun and not number.currency else number.end


def _is_joint(words: Sequence[str], i: int) -> bool:
    """Tell whether "and" joins two nouns that one verb behind them governs: "145 teachers and students dead"."""
    noun, verb = _get_word(words, i + 1), _get_word(words, i + 2)
    return words[i] == "and" and noun.isalpha() and noun not in _NO_NOUNS and verb in _VERBS


def _is_closing(words: Sequence[str], i: int) -> bool:
    """Tell whether a phrase ends before a word: "21 dead." and no "21 dead miners"."""
    return not _get_word(words, i)[:1].isalpha() or words[i] in STOP


def _skip_part(words: Sequence[str], i: int) -> int:
    """Return where the noun behind "of the" begins: "freed 20 of the 45 teachers" counts those who were freed."""
    if _get_word(words, i) != "of" or _get_word(words, i + 1) not in ("the", "its", "their", "his"):
        return i
    value, end = _read_value(words, i + 2)
    noun = i + 2 if value is None else end
    return i if TOLL_OF.get(_get_word(words, noun), "detained") != "detained" else noun


def _state_before(words: Sequence[str], first: int) -> str:
    """Return what the verb, or the noun of an act, right before a number says became of it."""
    verb, before = _get_word(words, first - 1), _get_word(words, first - 2)
    if verb == "of" and before in GROUPS:  # "sent a brigade of 1,500 soldiers"
        states = (_tell_state(words, word) for word in reversed(words[max(0, first - 5) : first - 2]))
        return next(filter(None, states), "")
    if verb == "of":
        return NOUNS_OF_ACTS.get(before, "")
    if before in ("send", "sends", "sent", "sending"):
        return "there"  # "to send Lomeria eight helicopters"
    if verb in ("dead", "missing", "left"):
        return PHRASES.get((before, verb), "")
    return PHRASES.get((before, verb), "") or _tell_state(words, verb)


def _tell_state(words: Sequence[str], verb: str) -> str:
    """Return what a verb says became of what is counted, for some by another word of the sentence."""
    beside = (state for others, state in BESIDE.get(verb, ()) if not others.isdisjoint(words))
    return next(beside, STATE_OF.get(verb, ""))


def _state_behind(words: Sequence[str], end: int) -> str:
    """Return what the verb behind a noun says became of it; nothing where the noun is who did it."""
    passive, first = False, _skip_modifiers(words, end)
    for i in range(first, min(len(words), first + _NEAR)):
        word, behind = words[i], _get_word(words, i + 1)
        state = PHRASES.get((word, behind), "") or _tell_state(words, word)
        helps = word in AUXILIARY and (not state or behind in AUXILIARY or behind in STATES)
        if helps or word.endswith("ly"):
            passive = passive or word in PASSIVE
            continue
        if not state or behind == "or" or (behind == "and" and _get_word(words, i + 2) in STATES):
            return ""
        alone = i == first and (
            word in TOLL_OF or (word, behind) in PHRASES or not behind[:1].isalnum() or behind in AFTER_PASSIVE
        )
        return state if passive or alone or word in INTRANSITIVE else ""
    return ""


def _skip_modifiers(words: Sequence[str], i: int) -> int:
    """Return where the verb may stand behind what parts it from its noun: "of the trawler Margit, which sank, were".

    That is a phrase with a preposition, a list after "including", or a clause between commas.
    """
    for _ in range(2):
        if _get_word(words, i) == "," and _get_word(words, i + 1) in ("including", "among", "which", "who", "most"):
            close = next((j for j in range(i + 1, min(len(words), i + _FAR)) if words[j] == ","), i)
            i = close + 1
        elif _get_word(words, i) in MODIFIES:
            inner = range(i + 1, min(len(words), i + _NEAR))
            i = next((j for j in inner if words[j] in _VERBS_BEHIND or not words[j][0].isalnum()), i)
    return i


def _tell_presence(words: Sequence[str], first: int, end: int) -> str:
    """Return that troops or arms are somewhere: "65,000 troops on the border", with no verb that says more."""
    return "there" if _get_word(words, first - 1) in BEFORE_PRESENCE and _get_word(words, end) in PLACING else ""


def _read_toll_before(words: Sequence[str], first: int, least: int) -> tuple[str, str, str] | None:
    """Return what a figure counts that stands behind "the death toll rose to", "the number of dead stood at"."""
    if _get_word(words, first - 1) not in REACHED:
        return None
    for i in range(first - 1, max(least, first - _FAR) - 1, -1):
        if words[i] == "toll":
            return "killed", "people", "killed"
        if words[i] == "number" and _get_word(words, i + 1) == "of":
            return _read_numbered(words[:first], i + 2)
    return None


def _read_toll_behind(words: Sequence[str], end: int) -> tuple[str, str, str] | None:
    """Return what a figure counts that stands before it: "raised to five the number of soldiers injured"."""
    if list(words[end : end + 3]) != ["the", "number", "of"]:
        return None
    return _read_numbered(words, end + 3)


def _read_numbered(words: Sequence[str], start: int) -> tuple[str, str, str] | None:
    """Return what stands behind "the number of"."""
    noun, _ = _find_noun(words, start)
    kind = KIND_OF.get(noun[-1], "") if noun else ""
    if kind and (kind == "cases" or STATES.isdisjoint(words[start:])):
        return kind, " ".join(stem(word, "en") for word in noun), "cases" if kind == "cases" else "there"
    for i in range(start, min(len(words), start + _FAR)):
        kind = TOLL_OF.get(words[i]) or STATE_OF.get(words[i], "")
        if kind in OF_PEOPLE:
            noun = noun if i > start else _find_noun(words, i + 1)[0]
            named = [stem(word, "en") for word in noun if word not in MOVES]
            return kind, " ".join(named) or "people", kind
    return None
