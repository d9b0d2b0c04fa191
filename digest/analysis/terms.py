"""What an article is about, as counts of terms that can be compared with those of another article.

Three views of one text: all its words, its title and lead alone, and its names and numbers alone. Which weigh
how much is decided where stories are made; here is only counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from digest.model import Sentence, Terms
from digest.text.words import Tokens, terms_of_words, tokens, words

LEAD = 3
"""Sentences that count as the lead: what a newsroom puts first is what the event is."""

# A number, or a word that begins with no a to z and stands apart. It looks back after the first letter, not before:
# so the pattern begins with a set of letters, which re finds ten times as fast.
_CAPITAL = re.compile(r"[^\W_a-z](?:(?<=\d)(?:[\d.,:]*\d)?|(?<!\d)(?<![\w'’.].)[\w'’]*)")
_OPENS = re.compile(r"[\"“”‘’'«»(\[—–-]*\s*\Z|.*[.!?:][\"”’»)]*\s*[\"“‘«(]*\Z", re.DOTALL)


def terms_of(title: str | None, sentences: Sequence[Sentence], made: Sequence[Tokens], language: str | None) -> Terms:
    """The terms of an article. ``made`` are the tokens of its sentences, in their order.

    In ``words`` the title and the first three sentences count twice; ``lead`` is title (twice) and these alone;
    ``names`` are the stems of words with a capital that do not open a sentence, and numbers.
    """
    head = tokens(title, language).terms if title else ()
    lead = [term for token in made[:LEAD] for term in token.terms]
    whole = Counter(term for token in made for term in token.terms)
    whole.update(lead)
    whole.update(head * 2)
    names = Counter(term for sentence in sentences for term in _names(sentence.text, language))
    known = set(names)
    names.update(term for term in head if term in known)
    return Terms(_sorted(whole), _sorted(Counter([*lead, *head, *head])), _sorted(names))


def _names(text: str, language: str | None) -> Iterable[str]:
    """Stems of the capitalised words inside a sentence (all its words where the script has no capitals)."""
    for found in _CAPITAL.finditer(text):
        first = found[0][0]
        if first.isdecimal() or (
            first.isupper() and not _OPENS.match(text[max(0, found.start() - 12) : found.start()])
        ):
            yield from _terms_of_name(found[0], language)


@lru_cache(maxsize=50_000)
def _terms_of_name(name: str, language: str | None) -> tuple[str, ...]:
    return terms_of_words(words(name), language)


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))
