"""Find how the words of a sentence name a person: titles before the name, a role before or behind it.

``i`` and the like count words and marks of the sentence; ``end`` is the word behind the last.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from digest.analysis.forms import Form, SentenceWords
from digest.analysis.introductions import find_name_runs
from digest.analysis.speaker_phrases import LONGEST_NAMING
from digest.analysis.speaker_words import (
    ARTICLES,
    BE,
    BESIDE_OFFICE,
    BODIES,
    NEWSROOMS,
    NO_GIVEN_NAMES,
    OFFICES,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVE,
    ROLES,
    TITLES,
    is_name,
)
from digest.text.saying import SPEAKS

FEWEST_NAMES, MOST_NAMES = 2, 4
"""Words of a person's whole name, particles counted: "Pavel Idrin", "Ursel von der Aue". One alone is a surname: of 185
articles (``benchmarks/ranges.py``, here and below) 57 would have other claims; three at most change two, eight none.
"""
MOST_OF_ROLE = 6
"""Words of a role that stands before a name, between commas: twelve change no article, three one."""
_BEGINS_ROLE = 4
"""Words behind the comma after a name that tell whether a role stands there: two change six articles, eight three."""
_NO_ROLE = BE | SPEAKS | RELATIVE
"""Words in front of which a role has ended."""
_NO_PERSON = BODIES | NEWSROOMS | NO_GIVEN_NAMES
"""Words of a name that is a body's or a newsroom's."""


class NamedPerson(NamedTuple):
    """The words that introduce a person, with titles and role, and the person's name."""

    first: int
    end: int
    name: str


def split_name(words: SentenceWords, name: int, end: int) -> tuple[str, str]:
    """Return the surname that ends some words, with its particles, and the given name before it, if there is one."""
    first = end - 1
    while first > name and words.before(first) in PARTICLES:
        first -= 1
    surname = " ".join(form.bare for form in words.forms[first:end])
    return surname, _find_given_name(words, first, name)


def _find_given_name(words: SentenceWords, surname: int, least: int) -> str:
    """Return the given name before a surname, from the word ``least`` on; empty where there is none, or a title."""
    i = surname - 1
    if i - 2 >= least and words.forms[i].text == "." and len(words.forms[i - 1].text) == 1:
        i -= 2  # an initial
    form = words.forms[i] if i >= least else None
    if form is None or not is_name(form) or form.possessive or form.stop or form.text.isupper():
        return ""
    return "" if form.lower in TITLES else form.bare


def find_bearers(words: SentenceWords, surname: str) -> Iterator[NamedPerson]:
    """Find a surname behind a given name, which is the ``name`` of what is found."""
    parts = surname.split()
    for last, form in enumerate(words.forms):
        if form.bare != parts[-1] or last < len(parts):
            continue
        first = last - len(parts) + 1
        given = _find_given_name(words, first, max(0, first - 3))
        if [one.bare for one in words.forms[first : last + 1]] == parts and given:
            yield NamedPerson(_find_titles(words, first - 1), _find_end_of_role(words, last + 1), given)


def find_introduced(words: SentenceWords) -> Iterator[NamedPerson]:
    """Find the persons whom a sentence introduces by a title or a role, with their whole names."""
    for start, end in find_name_runs(words):
        first = _skip_titles(words, start, end)
        if words.quoted[start] or not _is_whole_name(words, first, end):
            continue
        opening = _find_titles(words, first - 1)
        closing = _find_end_of_role(words, end) if _has_role_behind(words, end) else end
        titled = any(words.lower(i) in TITLES for i in range(opening, first))
        if not titled and closing == end:
            opening = _find_role_before(words, first, end)
        if titled or closing > end or opening < first:
            yield NamedPerson(opening, closing, " ".join(form.bare for form in _drop_initials(words, first, end)))


# ------------------------------------------------------------------------------------------- the name


def _skip_titles(words: SentenceWords, start: int, end: int) -> int:
    """Return where the name proper begins behind its titles: "Gen. Pavel Idrin"."""
    titles = [i for i in range(start, end) if words.lower(i) in TITLES]
    first = titles[-1] + 1 if titles else start
    while first < end and not words.forms[first].alpha:
        first += 1  # the full stop of "Gen."
    return first


def _drop_initials(words: SentenceWords, first: int, end: int) -> list[Form]:
    """Return the words of a name without initials and "Jr"."""
    return [form for form in words.forms[first:end] if len(form.text) > 1 and form.text not in ("Jr", "Sr")]


def _is_whole_name(words: SentenceWords, first: int, end: int) -> bool:
    """Tell whether words are a given name and a surname, and no body's or newsroom's name."""
    forms = _drop_initials(words, first, end)
    lower = {form.lower for form in forms}
    return (
        FEWEST_NAMES <= len(forms) <= MOST_NAMES
        and lower.isdisjoint(_NO_PERSON)
        and not any(form.text.isupper() and len(form.text) > MOST_NAMES for form in forms)
        and not (forms[0].stop and words.opens(first))
    )


# ------------------------------------------------------------------------------- before it: titles, a role


def _find_titles(words: SentenceWords, last: int) -> int:
    """Return where the titles begin whose last word is ``last``: "US Defence Secretary" of Lloyd Austin.

    Where there are none, the word behind.
    """
    i = last
    while i >= 0 and last - i < LONGEST_NAMING and not words.quoted[i]:
        form = words.forms[i]
        if not (is_name(form) or _is_title(words, i, last) or _joins_titles(words, i)):
            break
        if words.opens(i) and form.stop:
            break
        i -= 1
    return i + 1


def _is_title(words: SentenceWords, i: int, last: int) -> bool:
    """Tell whether a word is an office, the title next to the name, or what stands beside one: "foreign" minister."""
    word = words.lower(i)
    if word in OFFICES or (i == last and word in TITLES):
        return True
    return word in BESIDE_OFFICE and words.after(i) in TITLES | BESIDE_OFFICE


def _joins_titles(words: SentenceWords, i: int) -> bool:
    """Tell whether a word stands within titles: the full stop of "Gen.", the "of" of "Secretary of State"."""
    if i == 0:
        return False
    before = words.forms[i - 1]
    short = before.upper and len(before.text) < 4
    return (words.forms[i].text in ".-’'" and short) or (words.lower(i) == "of" and before.lower in OFFICES)


def _find_role_before(words: SentenceWords, first: int, end: int) -> int:
    """Return where a role begins that stands before a name, between commas: "Norway's envoy, Ann Orrell, said".

    Else where the name does; a name behind which others follow is perhaps one of a list.
    """
    forms, last = words.forms, first - 2
    listed = end + 1 < len(forms) and (forms[end + 1].name or forms[end + 1].lower == "and")
    if last < 0 or words.before(first) != "," or forms[last].lower not in ROLES or words.lower(end) != "," or listed:
        return first
    for i in range(last, max(-1, last - MOST_OF_ROLE), -1):
        form = forms[i]
        if words.quoted[i] or not (form.alpha or form.text in "-’'") or form.lower in PREPOSITIONS:
            break
        if form.lower in ARTICLES | POSSESSIVES or (form.possessive and words.before(i) not in ARTICLES):
            return i
    return first


# ------------------------------------------------------------------------------------- behind it: a role


def _has_role_behind(words: SentenceWords, end: int) -> bool:
    """Tell whether the words behind a name say what its bearer is: ", a lawyer", ", head of Karrow Aid"."""
    if words.lower(end) != ",":
        return False
    behind = _read_behind_comma(words, end)
    article = bool(behind) and behind[0].lower in ARTICLES
    role = any(form.lower in ROLES and (article or not form.upper) for form in behind)  # "Idrin, President Orane and"
    return role and SPEAKS.isdisjoint(form.lower for form in behind)


def _read_behind_comma(words: SentenceWords, comma: int) -> Sequence[Form]:
    """Return the first words behind a comma, up to a preposition."""
    behind = words.forms[comma + 1 : comma + 1 + _BEGINS_ROLE]
    return list(takewhile(lambda form: form.lower not in PREPOSITIONS, behind))


def _find_end_of_role(words: SentenceWords, end: int) -> int:
    """Return where the words behind a name end that say who it is ("Idrin, a lawyer"); else where the name does."""
    opening = [form.lower for form in _read_behind_comma(words, end)]
    if words.lower(end) != "," or (ARTICLES.isdisjoint(opening[:1]) and TITLES.isdisjoint(opening)):
        return end
    for i in range(end + 1, min(len(words.forms), end + LONGEST_NAMING)):
        form = words.forms[i]
        if form.text in ",." and i > end + 2 and not _is_abbreviated(words, i):
            return i
        if (not form.alnum and form.text not in "-’'.") or form.lower in _NO_ROLE:
            break
    return end


def _is_abbreviated(words: SentenceWords, i: int) -> bool:
    """Tell whether a full stop belongs to a title or an initial before it, within the sentence."""
    last = i == len(words.forms) - 1
    return words.lower(i) == "." and not last and (words.before(i) in TITLES or len(words.forms[i - 1].text) == 1)
