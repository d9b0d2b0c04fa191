"""Phrases -> where they stand in a text: one table looked up by the first word of each phrase.

A phrase is written in words, in lower or upper case, hyphens as spaces:

- ``missile`` the word itself; ``bomb*`` every word that begins so; ``strike|raid`` one of several;
- ``#`` a number in digits; ``<force>`` a word of the set of that name (``lexicons/sets.toml``);
- ``fired .. missile*`` a gap: up to three words may stand between.

The work grows with the words of the text, not with the number of phrases: a word that begins no phrase costs
one look into a dict.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.text.words import words

GAP = 3
"""Words that a gap may skip."""
MOST_WORDS = 12
"""Words that a phrase may have; a longer one is a sentence and matches nothing."""
SHORTEST_PREFIX = 3
"""Letters that a wildcard needs before it."""
_MEMORY = 100_000  # distinct words remembered: more than a year of news has, less than 20 MB


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the words that fit it, and how many words may be skipped before it."""

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0

    def fits(self, word: str) -> bool:
        """Whether a folded word can stand here."""
        return (
            word in self.words
            or (bool(self.prefixes) and word.startswith(self.prefixes))
            or (self.number and word[0].isdigit())
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed phrase. ``weight`` 0 marks a guard; ``ours``: it is of a shipped, English lexicon."""

    theme: str
    weight: float
    text: str
    slots: tuple[Slot, ...]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands at ``words[start:end]`` of a folded text."""

    start: int
    end: int
    phrase: Phrase


class BadPhraseError(ValueError):
    """A phrase cannot be read; the message says why and what to write instead."""


def parse(text: str, sets: Mapping[str, tuple[str, ...]]) -> tuple[Slot, ...]:
    """The slots of a phrase as a lexicon writes it; BadPhraseError when it is none."""
    slots: list[Slot] = []
    gap = 0
    for part in text.casefold().replace("’", "'").replace("-", " ").split():
        if part == "..":
            gap = GAP
            continue
        plain = fold(words(part)) if part.isalnum() else ()
        for piece in plain if len(plain) > 1 else (part,):  # a script without spaces: a character a word
            slots.append(_slot(piece, gap, sets))
            gap = 0
    if not slots:
        raise BadPhraseError("has no words")
    if gap or slots[0].gap:
        raise BadPhraseError("begins or ends with a gap; '..' stands between two words")
    if len(slots) > MOST_WORDS:
        raise BadPhraseError(f"has {len(slots)} words, at most {MOST_WORDS} are matched; keep its core")
    return tuple(slots)


def _slot(part: str, gap: int, sets: Mapping[str, tuple[str, ...]]) -> Slot:
    words: set[str] = set()
    prefixes: set[str] = set()
    for choice in _choices(part, sets):
        stem = choice.removesuffix("*")
        if choice == "#":
            continue
        if choice.endswith("*") and len(stem) < SHORTEST_PREFIX:
            raise BadPhraseError(f"{choice!r} would catch nearly every word; give at least {SHORTEST_PREFIX} letters")
        if not re.fullmatch(r"\w[\w'.,]*", stem):
            raise BadPhraseError(
                f"{choice!r} is no word; only words, '*' at the end of one, '|', '#', '..' and <set> are known"
            )
        (prefixes if choice.endswith("*") else words).add(stem)
    number = "#" in _choices(part, sets)
    return Slot(frozenset(words), tuple(sorted(prefixes)), number, gap)


def _choices(part: str, sets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for choice in part.split("|"):
        name = choice[1:-1] if choice.startswith("<") and choice.endswith(">") else None
        if name is None:
            found.append(choice)
        elif name in sets:
            found.extend(word.casefold() for word in sets[name])
        else:
            raise BadPhraseError(
                f"knows no set {choice}; there are {', '.join(f'<{known}>' for known in sorted(sets))}"
            )
    return tuple(found)


def fold(words: Iterable[str]) -> tuple[str, ...]:
    """Words as phrases see them: hyphens part, the possessive is dropped ("Belarus's S-300" -> belarus s 300)."""
    folded: list[str] = []
    for word in words:
        if "-" in word or "'" in word:
            folded.extend(part for part in word.removesuffix("'s").removesuffix("'").split("-") if part)
        else:
            folded.append(word)
    return tuple(folded)


@dataclass(frozen=True, slots=True)
class Table:
    """All phrases by the first word that they can begin with."""

    exact: Mapping[str, tuple[Phrase, ...]]
    prefixes: Mapping[str, tuple[Phrase, ...]]
    numbers: tuple[Phrase, ...]
    _known: dict[str, tuple[Phrase, ...]] = field(default_factory=dict, compare=False, repr=False)

    def beginning(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that can begin with a folded word; remembered, because texts repeat their words."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MEMORY:
                self._known.clear()
            found = self._known[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> tuple[Phrase, ...]:
        found = list(self.exact.get(word, ()))
        for length in range(SHORTEST_PREFIX, len(word) + 1):
            found.extend(phrase for phrase in self.prefixes.get(word[:length], ()) if phrase not in found)
        if word[0].isdigit():
            found.extend(phrase for phrase in self.numbers if phrase not in found)
        return tuple(found)


def table_of(phrases: Iterable[Phrase]) -> Table:
    """The table that finds all of these phrases."""
    exact: dict[str, list[Phrase]] = {}
    prefixes: dict[str, list[Phrase]] = {}
    numbers: list[Phrase] = []
    for phrase in phrases:
        first = phrase.slots[0]
        for word in sorted(first.words):
            exact.setdefault(word, []).append(phrase)
        for prefix in first.prefixes:
            prefixes.setdefault(prefix, []).append(phrase)
        if first.number:
            numbers.append(phrase)
    return Table(
        {word: tuple(found) for word, found in exact.items()},
        {prefix: tuple(found) for prefix, found in prefixes.items()},
        tuple(numbers),
    )


def hits(words: Sequence[str], table: Table, *, english: bool) -> dict[str, tuple[Hit, ...]]:
    """Where each theme's phrases stand in folded words, by theme, in order of place, none overlapping another.

    Guards swallow their words first; of phrases that overlap the heavier counts, then the longer, then the
    earlier. Phrases of ours are English and say nothing about a text in another language.
    """
    found: dict[str, list[Hit]] = {}
    for start, word in enumerate(words):
        for phrase in table.beginning(word):
            if phrase.ours and not english:
                continue
            end = _end(phrase.slots, 1, words, start + 1)
            if end:
                found.setdefault(phrase.theme, []).append(Hit(start, end, phrase))
    return {theme: _apart(each) for theme, each in found.items()}


def _end(slots: tuple[Slot, ...], number: int, words: Sequence[str], at: int) -> int:
    """Where a phrase ends whose slots before ``number`` stand before ``at``; 0 where it does not go on."""
    if number == len(slots):
        return at
    slot = slots[number]
    for place in range(at, min(at + slot.gap + 1, len(words))):
        if slot.fits(words[place]):
            end = _end(slots, number + 1, words, place + 1)
            if end:
                return end
    return 0


def _apart(found: list[Hit]) -> tuple[Hit, ...]:
    if len(found) == 1:
        return tuple(hit for hit in found if hit.phrase.weight)
    found.sort(
        key=lambda hit: (hit.phrase.weight > 0, -hit.phrase.weight, hit.start - hit.end, hit.start, hit.phrase.text)
    )
    taken: set[int] = set()
    kept = []
    for hit in found:
        span = range(hit.start, hit.end)
        if taken.isdisjoint(span):
            taken.update(span)
            if hit.phrase.weight:
                kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))
