"""Words, stems, counts and the fingerprint of a text: made once, used by every stage.

A language is one entry in ``_STEMMERS`` here and one list in ``stopwords``; without them words stand for
themselves and none is left out, so that no list of one language ever decides on another.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, chain
from typing import NamedTuple
from zlib import crc32

from digest.text.stopwords import STOP_WORDS

_MARKS = "".join(c for c in map(chr, range(0x300, 0x1000)) if unicodedata.category(c).startswith("M"))
# Runs of letters and of marks in turn: the classes are disjoint, so that there is one way to match.
_LETTERS = rf"(?:[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|(?:[{_MARKS}]+[^\W\d_]*)+)"
_WORD = re.compile(
    r"[぀-ヿ㐀-鿿가-힣]"  # scripts without spaces: a character a word
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"  # 10,000  3.5  06:00  24th  2nd
    r"|(?:[^\W\d_]\.)+[^\W\d_](?![^\W\d_])"  # u.s  p.m
    rf"|{_LETTERS}(?:'{_LETTERS})*(?:-?\d+)*"  # don't  o'brien  s-300  covid-19  f16
)
# The same for what is ASCII but for punctuation, in a third of the time: a test holds the two together.
_ASCII_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z]*|(?:[a-z]\.)+[a-z](?![a-z])|[a-z]+(?:'[a-z]+)*(?:-?\d+)*", re.ASCII)
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
_REMEMBERED = 200_000  # words of a language: more than a year of news has
_RUNS_REMEMBERED, _LONGEST_RUN = 100_000, 30
SAMPLED = 8
"""Of a long text's hashes the fingerprint keeps those that this number divides."""


class Tokens(NamedTuple):
    """A text's words in order, and the stems of those that carry content, in order and with repeats."""

    words: tuple[str, ...]
    terms: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """The words in lower case, apostrophes straight: ``10,000``, ``s-300``, ``u.s``, ``don't``.

    A hyphen between letters parts two words (``cease-fire``); one before a number does not.
    """
    return tuple(chain.from_iterable(map(_words_of_run.__getitem__, text.lower().split())))


class _WordsOfRun(dict[str, tuple[str, ...]]):
    """The words of a run of lower-case letters and marks without white space, remembered: texts repeat their runs.

    No word goes over white space, so that the words of a text are those of its runs.
    """

    def __missing__(self, run: str) -> tuple[str, ...]:
        found = (run,) if run.isascii() and run.isalpha() else _words_in(run)
        if len(run) <= _LONGEST_RUN:  # a script without spaces has sentences for runs, and none comes twice
            if len(self) >= _RUNS_REMEMBERED:
                self.clear()
            self[run] = found
        return found


_words_of_run = _WordsOfRun()


def _words_in(lower: str) -> tuple[str, ...]:
    straight = lower.replace("’", "'")
    plain = straight
    for mark in _PUNCTUATION:
        plain = plain.replace(mark, " ")
    return tuple(_ASCII_WORD.findall(plain) if plain.isascii() else _WORD.findall(straight))


def tokens(text: str, language: str | None) -> Tokens:
    """The words of a text and its terms in the given language (a code of two letters; ``None``: unknown)."""
    found = words(text)
    return Tokens(found, terms_of_words(found, language))


def terms_of_words(found: Sequence[str], language: str | None) -> tuple[str, ...]:
    """The stems of the words that carry content: no stop words, no single letters."""
    return tuple(filter(None, map(_terms_in(language).__getitem__, found)))


def stop_words(language: str | None) -> frozenset[str]:
    """The words that carry no content in a language; none where we have no list."""
    return STOP_WORDS.get(language or "", frozenset())


class _TermByWord(dict[str, str]):
    """The term of each word of a language, empty where it has none: made when it is first asked for."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language, self._stop = language, stop_words(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        content = word not in self._stop and (len(word) > 1 or not word.isascii())
        term = self[word] = stem(word, self._language) if content else ""
        return term


@lru_cache(maxsize=32)
def _terms_in(language: str | None) -> _TermByWord:
    return _TermByWord(language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str | None) -> str:
    """The Snowball stem of a lower-case word (Porter 2001); the word itself where there is none."""
    return _stemmer(language)(word) if word[0].isalpha() else word


@lru_cache(maxsize=32)
def _stemmer(language: str | None) -> Callable[[str], str]:
    name = _STEMMERS.get(language or "")
    if name is None:
        return str
    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415 - half a second: only when a first word is stemmed

    stemmer: Callable[[str], str] = Stemmer(name)
    return stemmer


def fingerprint(found: Sequence[str]) -> tuple[int, ...]:
    """Hashes of the runs of five words, sorted, each once: what near copies share.

    Of a long text those divisible by eight (Broder 1997: sampling by modulus keeps containment), of one of
    fewer than 250 words all. The same in every process.
    """
    every = map(crc32, _fives(found))
    return tuple(sorted({*every} if len(found) < _DENSE_BELOW else {run for run in every if run % SAMPLED == 0}))


def runs(found: Sequence[str]) -> frozenset[int]:
    """Hashes of all runs of five words; of the whole text where it has fewer."""
    return frozenset(map(crc32, _fives(found)))


def _fives(found: Sequence[str]) -> list[bytes]:
    """Every five words in a row, joined by spaces, in UTF-8; all of them where there are fewer."""
    text = " ".join(found).encode()
    if len(found) <= 5:
        return [text] if found else []
    spaced = [len(word) + 1 for word in found] if text.isascii() else [len(word.encode()) + 1 for word in found]
    starts = list(accumulate(spaced, initial=0))
    return [text[start : end - 1] for start, end in zip(starts, starts[5:], strict=False)]


def article_id(found: Sequence[str]) -> str:
    """The identity of an article by the words of its cleaned body: 16 hexadecimal digits."""
    return blake2b(" ".join(found).encode(), digest_size=8).hexdigest()
