"""Read where an article introduces each name and noun: what its sentences give to one another.

A name is a run of words with capitals; one that opens a sentence counts when it has its capital elsewhere too. A person
is introduced by a longer name ("Colonel Pavel Idrin") or by words behind the name ("Idrin, a lawyer").
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from digest.analysis.speech import Marks
from digest.model import Sentence
from digest.text.dateline import dateline
from digest.text.needs import TITLE
from digest.text.words import Tokens, stem, stop_words

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[.'’-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
POSSESSIVE = re.compile(r"['’]s?$")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list parted by spaces."""
    return frozenset(words.split())


STOP = stop_words("en")
_NO_NAMES = word_set(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug"
    " Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday I"
)
_PARTICLES = word_set("al bin de dela da di van von der el")


class Word(NamedTuple):
    """A word or mark of a sentence: as it stands, in lower case, where; whether it is quoted."""

    text: str
    lower: str
    start: int
    end: int
    quoted: bool


class ArticleWords:
    """An article's words, and where each name and noun was introduced."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        tokens: Sequence[Tokens],
        marks: Sequence[Marks],
        title: str,
        places: Collection[str],
    ) -> None:
        self.sentences, self.marks, self.places = sentences, marks, places
        self.words = [_words_of(sentence.text, mark) for sentence, mark in zip(sentences, marks, strict=True)]
        if opening := dateline(sentences[0].text) if sentences else None:
            self.words[0] = [word for word in self.words[0] if word.start >= opening.length]
        self.title_words = frozenset(bare(word) for word in _TOKEN.findall(title) if word[0].isalpha())
        self.title_terms = frozenset(stem(word.lower(), "en") for word in self.title_words)
        self.where: Mapping[str, list[int]] = _positions(enumerate(frozenset(token.terms) for token in tokens))
        self.names = [self._names(words) for words in self.words]

    @cached_property
    def _inside(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words that stand with a capital inside of a sentence, or in the title; and those without one."""
        capitals = {
            bare(word.text)
            for words in self.words
            for before, word in pairwise(words)
            if word.text[0].isupper() and before.text[0].isalnum()
        }
        small = {word.text for words in self.words for word in words if word.text[0].islower()}
        return frozenset(capitals | self.title_words), frozenset(small)

    def _names(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Where names stand; a capital that a sentence opens with is one if the word has it elsewhere too."""
        capitals, small = self._inside
        return [
            (start, end)
            for start, end in _runs(words)
            if end - start > 1
            or not _opens(words, start)
            or (bare(words[start].text) in capitals and bare(words[start].text).lower() not in small)
        ]

    @cached_property
    def introduced(self) -> Mapping[str, list[int]]:
        """For each word of a name the sentences that have it in a longer name, or say behind it who that is."""
        pairs = (
            (
                at,
                [
                    bare(word.text)
                    for start, end in runs
                    if end - start > 1 or is_explained(words, end)
                    for word in words[start:end]
                ],
            )
            for at, (words, runs) in enumerate(zip(self.words, self.names, strict=True))
        )
        return _positions(pairs)

    @cached_property
    def mentioned(self) -> Mapping[str, list[int]]:
        """For each word of a name the sentences that have it."""
        return _positions(
            (at, [bare(word.text) for start, end in runs for word in words[start:end]])
            for at, (words, runs) in enumerate(zip(self.words, self.names, strict=True))
        )

    @cached_property
    def longer(self) -> Mapping[str, list[int]]:
        """For each end of two words or more of a longer name, in lower case, the sentences that have that."""
        ends = []
        for at, (words, runs) in enumerate(zip(self.words, self.names, strict=True)):
            names = [[bare(word.text).lower() for word in words[start:end]] for start, end in runs if end - start > 2]
            ends.append((at, [" ".join(name[cut:]) for name in names for cut in range(1, len(name) - 1)]))
        return _positions(ends)

    def noun(self, word: str, at: int) -> tuple[int, ...]:
        """Return what mentions a noun before a sentence: the title, other sentences."""
        term = stem(word, "en")
        title = (TITLE,) if term in self.title_terms else ()
        return (*title, *[other for other in self.where.get(term, ()) if other < at])

    def person(self, at: int) -> tuple[int, ...]:
        """Return the sentences that name whom a "he" means: the person named last before it, or the sentence before."""
        before = (at - 1,) if at else ()
        for other in range(at - 1, -1, -1):
            for _, end in self.names[other]:
                name = bare(self.words[other][end - 1].text)
                if name in self.introduced and not name.isupper():
                    title = {TITLE} if name in self.title_words else set()
                    return tuple(sorted({*title, *before, *[one for one in self.mentioned[name] if one < at]}))
        return before


def _positions(pairs: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    """Return for each word the positions that have it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, words in pairs:
        for word in dict.fromkeys(words):
            found[word].append(at)
    return found


def _words_of(text: str, marks: Marks) -> list[Word]:
    found, quoted = [], marks.begins_inside
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word in '"“”':
            quoted = word == "“" or (word == '"' and not quoted)
        found.append(Word(word, word.lower().replace("’", "'"), match.start(), match.end(), quoted))
    return found


def bare(word: str) -> str:
    return POSSESSIVE.sub("", word)


def _opens(words: Sequence[Word], at: int) -> bool:
    """Whether a word opens a sentence or a quotation in it."""
    if at == 0 or not any(word.text[0].isalnum() for word in words[:at]):
        return True
    before = words[at - 1].text
    return before in ".:?!“‘" or (before in '"”' and words[at - 2].text not in ",.?!")


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Find the runs of words that make a name: "Ronald dela Rosa", "Kemal Aslan's"."""
    at = 0
    while at < len(words):
        if not _capital(words[at]) or (_opens(words, at) and words[at].lower in STOP):
            at += 1
            continue
        end = at + 1
        while end < len(words) and not POSSESSIVE.search(words[end - 1].text) and _goes_on(words, end):
            end += 1
        yield at, end
        at = end


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and bare(word.text) not in _NO_NAMES


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word goes on with the name before it."""
    following = at + 1 < len(words) and words[at + 1].text[0].isupper()
    initial = words[at].text in ".-" and len(words[at - 1].text) < 4
    return _capital(words[at]) or (following and (words[at].text in _PARTICLES or initial))


def is_explained(words: Sequence[Word], end: int) -> bool:
    """Whether the words behind a name say who it is: ", a lawyer", ", presidential candidate of"."""
    if end + 2 >= len(words) or words[end].text != ",":
        return False
    word = words[end + 1]
    return word.lower in ("a", "an", "the", "who", "whose") or (
        word.text[0].islower() and word.lower not in STOP and not word.lower.endswith("ing")
    )
