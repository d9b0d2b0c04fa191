"""Tell what an English word is by itself, once for each word, and split a sentence into such words.

Articles repeat their words: what ``Form`` holds is looked up, so that a sentence costs a look for each of its words.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.saying import SAYS
from digest.text.words import list_stop_words

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = re.compile(r"'(?:s|m|re|ve|ll|d)$")
_SEAM = re.compile(r"[.'-]")
_REMEMBERED = 200_000
"""Forms that are cached: more than a year of news has."""
_RUNS_REMEMBERED, _LONGEST_RUN = 100_000, 30
"""Runs that are cached, and their longest: what is longer is an address, or a sentence in a script without spaces."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list parted by spaces."""
    return frozenset(words.split())


STOP = list_stop_words("en")
PRONOUNS = {
    word: group
    for group, words in {
        "he": "he she him himself herself",
        "his": "his hers her",
        "it": "it itself",
        "its": "its",
        "they": "they them themselves",
        "their": "their theirs",
    }.items()
    for word in words.split()
}
PAST = word_set(
    "was were did went came took made gave became began left held found saw won lost got met fell led sent broke fought"
    " ran rose stood brought kept put hit set"
)
"""Past forms that no ending tells."""
NUMBERS = word_set("one two three four five six seven eight")
_FRONT = word_set("in at on during to from for by with according like unlike")
_CIVIL = word_set("Mr Mrs Ms Miss Mx Dr Sir Dame Prof")
"""Titles that introduce nobody: of 685 such names in 585 articles, 559 had stood whole before, and 123 nowhere."""
_NO_NAMES = _CIVIL | word_set(f"{' '.join((*MONTHS, *WEEKDAYS))} Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec")
_TIMES = word_set(
    "before later earlier after afterwards afterward following previous next same preceding time then subsequently"
    " simultaneously"
)
_MAY_NEED = {
    **dict.fromkeys(_TIMES, "time"),
    **dict.fromkeys(PRONOUNS, "pronoun"),
    **dict.fromkeys(("the", "this", "these", "those", "such", "that"), "thing"),
    **dict.fromkeys(NUMBERS, "quantity"),
    **dict.fromkeys(word_set("some many most both several none each few all neither either more"), "quantity"),
    **dict.fromkeys(("another", "other", "others"), "quantity"),
    **dict.fromkeys(("i", "my", "me", "we"), "speaker"),
}


class Form(NamedTuple):
    """A word or mark wherever it stands.

    ``lower`` has straight apostrophes; ``uncontracted`` is that without a contracted verb, ``bare`` the text without a
    possessive. ``name``: it can belong to a name. ``role``: by what it may need something.
    """

    text: str
    lower: str
    uncontracted: str
    bare: str
    alpha: bool
    alnum: bool
    upper: bool
    name: bool
    possessive: bool
    stop: bool
    content: bool
    role: str


class _FormByText(dict[str, Form]):
    """Cache the form of each word."""

    def __missing__(self, text: str) -> Form:
        if len(self) >= _REMEMBERED:
            self.clear()
        lower = text.lower().replace("’", "'")
        uncontracted = _CONTRACTED.sub("", lower) if "'" in lower else lower
        initial, stop = text[0], lower in STOP
        stripped = strip_possessive(text)
        found = self[text] = Form(
            text=text,
            lower=lower,
            uncontracted=uncontracted,
            bare=stripped,
            alpha=initial.isalpha(),
            alnum=initial.isalnum(),
            upper=initial.isupper(),
            name=initial.isupper() and uncontracted != "i" and stripped not in _NO_NAMES,
            possessive=stripped != text,
            stop=stop,
            content=initial.islower() and len(text) > 2 and not stop and lower not in SAYS,
            role=_MAY_NEED.get(uncontracted) or ("" if text.isalpha() else _find_time(lower)),
        )
        return found


def _find_time(lower: str) -> str:
    """Return the role of a word of several parts: "same-day" tells a time."""
    return "" if _TIMES.isdisjoint(_SEAM.split(lower)) else "time"


_form_of = _FormByText()


class _FormsOfRun(dict[str, tuple[Form, ...]]):
    """Cache the forms in each run of characters without white space: texts repeat their runs."""

    def __missing__(self, run: str) -> tuple[Form, ...]:
        found = tuple(map(_form_of.__getitem__, (run,) if run.isalpha() else TOKEN.findall(run)))
        if len(run) <= _LONGEST_RUN:
            if len(self) >= _RUNS_REMEMBERED:
                self.clear()
            self[run] = found
        return found


_forms_of_run = _FormsOfRun()


class SentenceWords:
    """The words and marks of a sentence behind its dateline, where they stand, and which of them are quoted."""

    def __init__(self, text: str, *, begins_inside: bool, start: int = 0) -> None:
        self._text, self._start = text, start
        self._starts: list[int] = []
        self.forms = list(chain.from_iterable(map(_forms_of_run.__getitem__, text[start:].split())))
        self.quoted = [begins_inside] * len(self.forms)
        if '"' in text or "“" in text or "”" in text:
            self.quoted = _mark_quoted(self.forms, begins_inside=begins_inside)
        self.opening = next((i for i, form in enumerate(self.forms) if form.alnum), 0)

    def start(self, i: int) -> int:
        """Return where a word starts in the sentence."""
        if not self._starts:  # of many sentences nobody asks
            at = self._start
            for form in self.forms:  # in half the time of the pattern: none but white space and "_" stands between them
                at = self._text.index(form.text, at)
                self._starts.append(at)
                at += len(form.text)
        return self._starts[i]

    def find(self, start: int) -> int:
        """Return the index of the word in which a character of the sentence stands."""
        self.start(0)
        return bisect_right(self._starts, start) - 1

    def span(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Return where a word, or the words up to ``last``, start and end in the sentence."""
        last = first if last is None else last
        return self.start(first), self.start(last) + len(self.forms[last].text)

    def lower(self, i: int) -> str:
        """Return the word at an index in lower case; nothing where the sentence has ended."""
        return self.forms[i].lower if 0 <= i < len(self.forms) else ""

    def before(self, i: int) -> str:
        """Return the word before an index in lower case; nothing where the sentence begins."""
        return self.forms[i - 1].lower if i > 0 else ""

    def after(self, i: int) -> str:
        """Return the word behind an index in lower case; nothing where the sentence has ended."""
        return self.lower(i + 1)

    def opens_with_phrase(self) -> bool:
        """Tell whether a phrase opens the sentence before its subject: "In an interview with Radio Ansel, she said"."""
        first = self.lower(self.opening)
        return first in _FRONT or (first.endswith("ing") and len(first) > 5)

    def opens(self, i: int) -> bool:
        """Tell whether a word opens the sentence or a quotation in it."""
        if i <= self.opening:
            return True
        before, second = self.forms[i - 1].text, self.forms[i - 2].text
        return (before in ".:?!“‘" and second not in _CIVIL) or (before in '"”' and second not in ",.?!")


def _mark_quoted(forms: Sequence[Form], *, begins_inside: bool) -> list[bool]:
    """Tell of each word whether it stands in quotation marks."""
    inside, quoted = begins_inside, []
    for form in forms:
        if form.text in '"“”':
            inside = form.text == "“" or (form.text == '"' and not inside)
        quoted.append(inside)
    return quoted


def strip_possessive(word: str) -> str:
    """Return a word without its possessive ending."""
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word
