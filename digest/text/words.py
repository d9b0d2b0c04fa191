"""Split a text into words and stems, and hash it; every stage uses the results.

To add a language, add an entry to ``_STEMMERS`` here and a list to ``stopwords``. Without them words stand for
themselves and none is left out: no list of one language ever decides on another.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, chain
from typing import NamedTuple
from zlib import crc32

from Stemmer import Stemmer

from digest.text.stopwords import STOP_WORDS

_MARKS = "".join(c for c in map(chr, range(0x300, 0x1000)) if unicodedata.category(c).startswith("M"))
# Letters and combining marks in turn: the classes are disjoint, so that no pattern can backtrack.
_LETTERS = rf"(?:[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|(?:[{_MARKS}]+[^\W\d_]*)+)"
_WORD = re.compile(
    r"[぀-ヿ㐀-鿿가-힣]"  # scripts without spaces: a character a word
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 10,000  3.5  06:00  24th  2nd
    r"|(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])"  # u.s  p.m
    rf"|{_LETTERS}(?:'{_LETTERS})*(?:-?\d+)*"  # don't  o'brien  s-300  covid-19  f16
)
# The same pattern for ASCII words, in a third of the time; a test compares the two.
_ASCII_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z]*|(?:[a-z]\.)+[a-z](?![a-z])|[a-z]+(?:'[a-z]+)*(?:-?\d+)*", re.ASCII)
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_PUNCTUATION = ("“", "”", "—", "–", "‘", "…")
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "uk": "ukrainian",
}
_DENSE_BELOW = 250
"""Words below which a fingerprint keeps every hash: a sample of few cannot tell a cut text from a long quotation."""
_REMEMBERED = 200_000
"""Words of a language that are cached: more than a year of news has."""
_RUNS_REMEMBERED, _LONGEST_RUN = 100_000, 30
"""Runs that are cached, and their longest: a script without spaces has sentences for runs, and none comes twice."""
SAMPLED = 8
"""A fingerprint of a long text keeps the hashes that this number divides."""


class Tokens(NamedTuple):
    """The words of a text, and the stems of those that carry content; in order, with repeats."""

    words: tuple[str, ...]
    terms: tuple[str, ...]


def split_words(text: str) -> tuple[str, ...]:
    """Return the words in lower case, apostrophes straight: ``10,000``, ``s-300``, ``u.s``, ``don't``.

    A hyphen between letters parts two words (``cease-fire``); one before a number does not.
    """
    return tuple(chain.from_iterable(map(_words_of_run.__getitem__, text.lower().split())))


class _WordsOfRun(dict[str, tuple[str, ...]]):
    """Cache the words of each run of characters without white space: texts repeat their runs."""

    def __missing__(self, run: str) -> tuple[str, ...]:
        found = (run,) if run.isascii() and run.isalpha() else _split_run(run)
        if len(run) <= _LONGEST_RUN:
            if len(self) >= _RUNS_REMEMBERED:
                self.clear()
            self[run] = found
        return found


_words_of_run = _WordsOfRun()


def _split_run(lower: str) -> tuple[str, ...]:
    straight = lower.replace("’", "'")
    plain = straight
    for mark in _PUNCTUATION:
        plain = plain.replace(mark, " ")
    return tuple(_ASCII_WORD.findall(plain) if plain.isascii() else _WORD.findall(straight))


def tokenize(text: str, language: str | None) -> Tokens:
    """Return the words and terms of a text; ``language`` is a code of two letters, or ``None`` where unknown."""
    found = split_words(text)
    return Tokens(found, find_terms(found, language))


def find_terms(found: Sequence[str], language: str | None) -> tuple[str, ...]:
    """Return the stems of the words that carry content: no stop words, no single letters."""
    return tuple(filter(None, map(_get_terms(language).__getitem__, found)))


def list_stop_words(language: str | None) -> frozenset[str]:
    """Return the words that carry no content in a language; none where there is no list."""
    return STOP_WORDS.get(language or "", frozenset())


class _TermByWord(dict[str, str]):
    """Cache the term of each word of a language; it is empty for a word without content."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language, self._stop = language, list_stop_words(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        content = word not in self._stop and (len(word) > 1 or not word.isascii())
        term = self[word] = stem(word, self._language) if content else ""
        return term


@lru_cache(maxsize=32)
def _get_terms(language: str | None) -> _TermByWord:
    return _TermByWord(language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str | None) -> str:
    """Return the Snowball stem of a lower-case word (Porter 2001; sumy's for Ukrainian), or the word itself."""
    return _find_stemmer(language)(word) if word[0].isalpha() else word


@lru_cache(maxsize=32)
def _find_stemmer(language: str | None) -> Callable[[str], str]:
    name = _STEMMERS.get(language or "")
    if name is None:
        return str
    if name == "ukrainian":  # Snowball has none
        from sumy.nlp.stemmers.ukrainian import stem_word  # noqa: PLC0415 - a third of a second: it imports all of nltk

        stemmer: Callable[[str], str] = stem_word
    else:
        stemmer = Stemmer(name).stemWord
    return stemmer


def hash_sample(found: Sequence[str]) -> tuple[int, ...]:
    """Hash every five words in a row, sorted, each hash once: near copies share these hashes.

    A long text keeps the hashes divisible by ``SAMPLED`` (Broder 1997: sampling by modulus keeps containment). The
    hashes are the same in every process.
    """
    every = map(crc32, _join_fives(found))
    return tuple(sorted({*every} if len(found) < _DENSE_BELOW else {run for run in every if run % SAMPLED == 0}))


def hash_runs(found: Sequence[str]) -> frozenset[int]:
    """Hash every five words in a row; the whole text where it has fewer."""
    return frozenset(map(crc32, _join_fives(found)))


def _join_fives(found: Sequence[str]) -> list[bytes]:
    """Return every five words in a row, joined by spaces, in UTF-8; all of them where there are fewer."""
    text = " ".join(found).encode()
    if len(found) <= 5:
        return [text] if found else []
    spaced = [len(word) + 1 for word in found] if text.isascii() else [len(word.encode()) + 1 for word in found]
    starts = list(accumulate(spaced, initial=0))
    return [text[start : end - 1] for start, end in zip(starts, starts[5:], strict=False)]


@lru_cache(maxsize=4_000)  # a block of a page is asked for three times, a line of a site's menus on each of its pages
def write_small(text: str) -> str:
    """Return a text in small letters; of the Turkish "İ" Python makes an "i" and a mark that parts the word."""
    return text.replace("İ", "I").lower()


def strip_to_letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, by which lines are compared."""
    if text.isascii():  # in a tenth of the time
        return text.lower().encode().translate(None, _ASCII_SIGNS).decode()
    return "".join(filter(str.isalnum, text.casefold()))


def hash_body(found: Sequence[str]) -> str:
    """Hash the words of a cleaned body into the identity of an article: 16 hexadecimal digits."""
    return blake2b(" ".join(found).encode(), digest_size=8).hexdigest()
