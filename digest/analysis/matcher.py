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
from typing import Any

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
class _Path:
    """A phrase as the table walks it: its slots by number, and the words that may be skipped before each."""

    phrase: Phrase
    slots: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """What a word can begin: phrases of one word, and longer ones by the slot that comes second."""

    alone: tuple[Phrase, ...]
    longer: Mapping[int, tuple[_Path, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """All phrases; equal slots of different phrases share a number, so that a word is compared with each once.

    What was found out about a word is remembered, because texts repeat their words.
    """

    exact: Mapping[str, tuple[int, ...]]
    prefixes: Mapping[str, tuple[int, ...]]
    numbers: frozenset[int]
    first: Mapping[int, tuple[_Path, ...]]
    _fitting: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)
    _beginning: dict[str, _Beginnings | None] = field(default_factory=dict, compare=False, repr=False)

    def fitting(self, word: str) -> frozenset[int]:
        """The slots that a folded word fits, of all phrases."""
        found = self._fitting.get(word)
        if found is None:
            _make_room(self._fitting)
            slots = set(self.exact.get(word, ()))
            for length in range(SHORTEST_PREFIX, len(word) + 1):
                slots.update(self.prefixes.get(word[:length], ()))
            if word[0].isdigit():
                slots.update(self.numbers)
            found = self._fitting[word] = frozenset(slots)
        return found

    def beginning(self, word: str) -> _Beginnings | None:
        """What a folded word can begin; ``None`` for most words."""
        if word not in self._beginning:
            _make_room(self._beginning)
            paths = [path for slot in sorted(self.fitting(word)) for path in self.first.get(slot, ())]
            longer: dict[int, list[_Path]] = {}
            for path in paths:
                if len(path.slots) > 1:
                    longer.setdefault(path.slots[1], []).append(path)
            alone = tuple(path.phrase for path in paths if len(path.slots) == 1)
            each = {slot: tuple(found) for slot, found in longer.items()}
            self._beginning[word] = _Beginnings(alone, each) if paths else None
        return self._beginning[word]


def _make_room(known: dict[str, Any]) -> None:
    if len(known) >= _MEMORY:
        known.clear()


def table_of(phrases: Iterable[Phrase]) -> Table:
    """The table that finds all of these phrases."""
    slots: dict[tuple[frozenset[str], tuple[str, ...], bool], int] = {}
    first: dict[int, list[_Path]] = {}
    for phrase in phrases:
        ids = tuple(slots.setdefault((one.words, one.prefixes, one.number), len(slots)) for one in phrase.slots)
        first.setdefault(ids[0], []).append(_Path(phrase, ids, tuple(one.gap for one in phrase.slots)))
    exact: dict[str, list[int]] = {}
    prefixes: dict[str, list[int]] = {}
    for (whole, beginnings, _), slot in slots.items():
        for word in whole:
            exact.setdefault(word, []).append(slot)
        for beginning in beginnings:
            prefixes.setdefault(beginning, []).append(slot)
    return Table(
        {word: tuple(found) for word, found in exact.items()},
        {prefix: tuple(found) for prefix, found in prefixes.items()},
        frozenset(slot for (_, _, number), slot in slots.items() if number),
        {slot: tuple(found) for slot, found in first.items()},
    )


def hits(words: Sequence[str], table: Table, *, english: bool) -> dict[str, tuple[Hit, ...]]:
    """Where each theme's phrases stand in folded words, by theme, in order of place, none overlapping another.

    Guards swallow their words first; of phrases that overlap the heavier counts, then the longer, then the
    earlier. Phrases of ours are English and say nothing about a text in another language.
    """
    found: dict[str, list[Hit]] = {}
    fitting = [table.fitting(word) for word in words]
    for start, word in enumerate(words):
        begun = table.beginning(word) if fitting[start] else None
        if begun is None:
            continue
        for phrase in begun.alone:
            if english or not phrase.ours:
                found.setdefault(phrase.theme, []).append(Hit(start, start + 1, phrase))
        if begun.longer:
            near = frozenset().union(*fitting[start + 1 : start + 2 + GAP])
            for slot in near.intersection(begun.longer):
                for path in begun.longer[slot]:
                    end = _end(path, 1, fitting, start + 1)
                    if end and (english or not path.phrase.ours):
                        found.setdefault(path.phrase.theme, []).append(Hit(start, end, path.phrase))
    return {theme: _apart(each) for theme, each in found.items()}


def _end(path: _Path, number: int, fitting: Sequence[frozenset[int]], at: int) -> int:
    """Where a phrase ends whose slots before ``number`` stand before ``at``; 0 where it does not go on."""
    if number == len(path.slots):
        return at
    slot = path.slots[number]
    for place in range(at, min(at + path.gaps[number] + 1, len(fitting))):
        if slot in fitting[place]:
            end = _end(path, number + 1, fitting, place + 1)
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
