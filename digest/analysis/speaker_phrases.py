"""Judge a phrase of an English sentence: where the words that name somebody begin and end, and whom they name.

"Dr Pavel Idrin", "the head of Karrow Aid" and "the Lomerian navy" name somebody; "officials", "his lawyer" do not.
"""

from collections.abc import Sequence
from typing import NamedTuple

from digest.analysis.forms import STOP, Form, SentenceWords, word_set
from digest.analysis.speaker_words import (
    ADVERBS,
    BE,
    BODIES,
    CLAUSE,
    DATES,
    GLUE,
    NAMELESS,
    NEWSROOMS,
    NO_GIVEN_NAMES,
    OFFICES,
    OPENERS,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    SPOKESMEN,
    TITLES,
    is_name,
)
from digest.text.saying import SPEAKS

LONGEST_NAMING = 16
"""Words of a phrase that names a speaker: labelled ones have fewer."""
HE, _IT = word_set("he she"), word_set("it")


class SpeakerPhrase(NamedTuple):
    """The words of a sentence that name who speaks in it, from one word to another, and where the name proper begins.

    ``body``: it is no person. ``whole``: the phrase is the name ("the head of Karrow Aid"). ``pronoun``: "he", "it" or
    "the ministry", whose name stands in another sentence: the words without the article. ``last``: the verb ends the
    sentence, but for a day, a place or an addressee.
    """

    first: int
    end: int
    name: int
    body: bool
    whole: bool = False
    pronoun: str = ""
    last: bool = False

    @property
    def named(self) -> bool:
        """Return whether it has words: ``NOBODY``, who speaks without a name, has none."""
        return self.end > self.first


NOBODY = SpeakerPhrase(0, 0, 0, body=False)
"""Who speaks without a name."""


def find_end_of_phrase(words: SentenceWords, start: int) -> int:
    """Return where the phrase that names somebody from a word on ends."""
    i, forms = start, words.forms
    while i < len(forms) and i - start < LONGEST_NAMING:
        form = forms[i]
        if form.text == "(" and words.lower(i + 2) == ")":
            i += 3
            continue
        if not (form.alpha or form.text in ".-’'") or words.quoted[i]:
            break
        if form.lower in CLAUSE - {"and"} or form.lower in BE or form.text in DATES:
            break
        if form.text == "." and not (i + 1 < len(forms) and forms[i + 1].upper and len(forms[i - 1].text) < 4):
            break
        if form.lower in PREPOSITIONS - {"of", "for"} and i > start:
            break
        if form.lower == "and" and not (i + 1 < len(forms) and forms[i + 1].upper):
            break
        i += 1
    while i > start and forms[i - 1].lower in GLUE | {".", "-"}:
        i -= 1
    return i


def find_start_of_phrase(words: SentenceWords, last: int) -> int:
    """Return where the phrase that ends with a word begins: behind a comma, a quotation, a word that opens a clause."""
    i, forms = last, words.forms
    while i >= 0 and last - i < LONGEST_NAMING:
        form = forms[i]
        if not (form.alpha or form.text in ".-'’" or form.text[0].isdigit()) or words.quoted[i]:
            break
        if form.text == "." and not (i and len(forms[i - 1].text) < 4):
            break
        if form.lower in CLAUSE and not (form.lower == "and" and i and forms[i - 1].alpha and forms[i + 1].upper):
            break
        if form.lower in BE or (form.lower in SPEAKS and i != last):
            break
        i -= 1
    return i + 1


def skip_adverbs(words: SentenceWords, j: int) -> int:
    """Return the last word before those that may part a subject from its verb: "also", "on Monday", ", meanwhile,"."""
    while j >= 0 and not words.quoted[j]:
        word = words.lower(j)
        if word in ADVERBS:
            j -= 1
        elif words.forms[j].text in DATES and words.lower(j - 1) == "on":
            j -= 2
        elif word == "," and words.lower(j - 1) in ADVERBS and words.lower(j - 2) == ",":
            j -= 3
        else:
            break
    return j


def judge_phrase(words: SentenceWords, first: int, end: int) -> SpeakerPhrase:
    """Tell whether a phrase names somebody, and where the name proper begins; ``NOBODY`` where it does not."""
    forms = words.forms
    while first < end and (forms[first].lower in CLAUSE | ADVERBS or not forms[first].alnum):
        first += 1
    lower = [form.lower for form in forms[first:end]]
    if len(lower) == 1 and lower[0] in HE | _IT:
        return SpeakerPhrase(first, end, first, lower[0] in _IT, pronoun="it" if lower[0] in _IT else "he")
    if not lower or _names_nobody(forms[first:end]):
        return NOBODY
    of = lower.index("of") if "of" in lower else 0
    if of > 1 and lower[of - 1] not in TITLES and _is_person(forms[first : first + of]):
        return _read_name(words, first, first + of)  # "Selma Orane of the Meadow party"
    for i in range(first + 2, end):
        if lower[i - first] in ("in", "at", "on", "during") and _is_person(forms[i - 2 : i]):
            return _read_name(words, first, i)  # "Selma Orane in an interview with the Courier said"
    cut = _find_end_of_noun(words, first, end)
    if cut < end:
        return _read_office(words, first, cut, end)
    return _read_name(words, first, end) if is_name(forms[end - 1]) else _read_description(words, first, end)


def _names_nobody(phrase: Sequence[Form]) -> bool:
    """Tell whether a phrase opens a clause, has a date or "his", or names a newsroom or somebody without a name."""
    lower = [form.lower for form in phrase]
    if lower[0] in OPENERS or lower[-1] in NAMELESS or (lower[0] in NAMELESS and not _is_bare_name(phrase[1:])):
        return True
    dated = any(form.text in DATES or form.text[0].isdigit() for form in phrase)
    return dated or not (POSSESSIVES | NEWSROOMS).isdisjoint(lower)


def _is_bare_name(phrase: Sequence[Form]) -> bool:
    """Tell whether nothing but a name stands there: "Analyst Ann Orrell", not "Critics accusing Ann Orrell"."""
    return bool(phrase) and all(is_name(form) or form.text == "." or form.lower in PARTICLES for form in phrase)


def _is_person(phrase: Sequence[Form]) -> bool:
    lower = [form.lower for form in phrase]
    return all(is_name(form) or form.text == "." for form in phrase) and (BODIES | NO_GIVEN_NAMES).isdisjoint(lower)


def _find_end_of_noun(words: SentenceWords, first: int, end: int) -> int:
    """Return where the noun of a phrase ends, before a preposition that belongs to no name; else the phrase's end."""
    forms = words.forms
    opens = first == words.opening and forms[first].lower not in BODIES
    for i in range(first + 1, end):
        if forms[i].lower in PREPOSITIONS and (not forms[i - 1].upper or (i == first + 1 and opens)):
            return i
    return end


def _read_office(words: SentenceWords, first: int, cut: int, end: int) -> SpeakerPhrase:
    """Judge "the head of Karrow Aid", whose noun ends before ``cut``: an office that one person holds."""
    forms = words.forms
    noun = forms[cut - 1].lower
    one = forms[first].lower not in ("a", "an", "one", "another") or noun in SPOKESMEN
    named = noun in OFFICES and one and any(form.name for form in forms[cut:end])
    return SpeakerPhrase(first, end, first, noun in SPOKESMEN, whole=True) if named else NOBODY


def _read_name(words: SentenceWords, first: int, end: int) -> SpeakerPhrase:
    """Judge a phrase that ends with a name."""
    forms, i = words.forms, end - 1
    if not is_name(forms[i]) or forms[i].possessive:
        return NOBODY
    while i > first and _is_in_name(words, i - 1, first):
        i -= 1
    name = forms[i:end]
    opener = len(name) == 1 and name[0].stop
    pair = i > first and forms[i - 1].lower == "and"  # "Norway and Finland said"
    if opener or pair or (name[-1].lower in TITLES and BODIES.isdisjoint(form.lower for form in name)):
        return NOBODY
    body = i > first and forms[i - 1].lower == "the"
    body = (
        body
        or any(form.lower in ("and", "of") for form in name)
        or name[-1].lower in BODIES
        or name[0].lower in BODIES
        or (len(name) == 1 and name[0].text.isupper())
    )
    return SpeakerPhrase(first, end, i, body, whole=body)


def _is_in_name(words: SentenceWords, i: int, first: int) -> bool:
    """Tell whether a word belongs to the name behind it."""
    form = words.forms[i]
    if form.possessive or form.lower in STOP - PARTICLES - GLUE:
        return False
    if is_name(form):
        return True
    before = words.forms[i - 1]
    of = form.lower == "of" and before.lower not in TITLES  # "Secretary of State Ann Orrell" has a title's
    joins = form.lower in PARTICLES or of or (form.text in ".-" and len(before.text) < 4)
    return joins and i > first and (before.name or before.lower in PARTICLES)


def _read_description(words: SentenceWords, first: int, end: int) -> SpeakerPhrase:
    """Judge a phrase that ends with a common noun: a body or an office that a name or a country tells from others."""
    forms = words.forms
    noun = forms[end - 1].lower
    named = any(form.upper and (form.lower not in STOP or form.text == "US") for form in forms[first : end - 1])
    unique = forms[first].lower not in ("a", "an", "one", "another") or noun in SPOKESMEN
    if noun in BODIES | OFFICES and named and unique:
        return SpeakerPhrase(first, end, first, noun not in OFFICES - SPOKESMEN, whole=True)
    if noun in BODIES | OFFICES and forms[first].lower == "the":
        pronoun = " ".join(form.lower for form in forms[first + 1 : end])
        return SpeakerPhrase(first, end, first, noun in BODIES, pronoun=pronoun)
    return NOBODY
