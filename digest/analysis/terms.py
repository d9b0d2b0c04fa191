"""What an article is about, as counts of terms that can be compared with those of another article.

Three views of one text: all its words, its title and lead alone, and its names and numbers alone. Which weigh
how much is decided where stories are made; here is only counted.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from digest.model import Sentence, Terms
from digest.text.dateline import read_dateline
from digest.text.words import Tokens, find_terms, split_words, tokenize

_REMEMBERED = 50_000
"""Names of a language whose terms are cached."""
LEAD = 3
"""Sentences that count as the lead: what a newsroom puts first is what the event is. The pairs of eight days have an F1
of .841, with two .815, with five .834 (``benchmarks/ranges.py``).
"""

# A number, or a word that begins with no a to z and stands apart. It looks back after the first letter, not before:
# so the pattern begins with a plain set of letters, which re finds ten times as fast.
_CAPITAL = re.compile("[^\0-/:-@[-\x7f]" r"(?:(?<=\d)(?:[\d.,:]*\d)?|(?<=[^\W\d])(?<![\w'’.].)[\w'’]*)")
_PLACE = re.compile(r"[^,(–—―-]*")
"""What a dateline begins with."""
_OPENS = re.compile(r"[\"“”‘’'«»(\[—–-]*\s*\Z|.*[.!?:][\"”’»)]*\s*[\"“‘«(]*\Z", re.DOTALL)


def count_terms(
    title: str | None, sentences: Sequence[Sentence], tokens: Sequence[Tokens], language: str | None
) -> Terms:
    """Return the terms of an article. ``tokens`` are those of its sentences, in their order.

    In ``words`` the title and the first three sentences count twice; ``lead`` is title (twice) and these alone;
    ``names`` are the stems of words with a capital that do not open a sentence, and numbers. Of a dateline the
    place alone counts: who wrote, and when, is no part of what happened.
    """
    texts = [sentence.text for sentence in sentences]
    if opening := read_dateline(texts[0]) if texts else None:
        place = _PLACE.match(texts[0], 0, opening.length)
        texts[0] = f"{place[0] if place else ''} {texts[0][opening.length :]}"
        tokens = [tokenize(texts[0], language), *tokens[1:]]
    head = tokenize(title, language).terms if title else ()
    terms = [token.terms for token in tokens]
    lead = [*chain.from_iterable(terms[:LEAD])]
    whole = Counter(chain.from_iterable(terms))
    whole.update(lead)
    whole.update(head * 2)
    names = Counter(_find_names("\n".join(texts), language))
    known = set(names)
    names.update(term for term in head if term in known)
    return Terms(_sort_counts(whole), _sort_counts(Counter([*lead, *head, *head])), _sort_counts(names))


def _find_names(lines: str, language: str | None) -> list[str]:
    """Return the stems of capitalised words inside sentences (of all where a script has no capitals), a line each."""
    terms = _get_terms_by_name(language)
    found: list[str] = []
    for match in _CAPITAL.finditer(lines):
        name, at = match[0], match.start()
        if name[0].isupper():
            inside = at > 1 and lines[at - 1] == " " and lines[at - 2].isalnum()  # far quicker than the pattern
            if not inside and _OPENS.match(lines[max(0, at - 12) : at].rpartition("\n")[2]):
                continue
        elif not name[0].isdecimal():
            continue
        found += terms[name]
    return found


class _TermsByName(dict[str, tuple[str, ...]]):
    """The terms of the names of a language, made when they are first asked for."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, name: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        terms = self[name] = find_terms(split_words(name), self._language)
        return terms


@lru_cache(maxsize=32)
def _get_terms_by_name(language: str | None) -> _TermsByName:
    return _TermsByName(language)


def _sort_counts(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    terms = sorted(counts)
    return tuple(zip(terms, map(counts.__getitem__, terms), strict=True))
