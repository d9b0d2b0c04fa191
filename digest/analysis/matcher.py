"""Find where phrases stand in a text, by one table that is looked up by the first word of each phrase.

A phrase is written in words, in lower or upper case, hyphens as spaces:

- ``missile`` the word itself; ``bomb*`` every word that begins so; ``strike|raid`` one of several;
- ``#`` a number in digits; ``<force>`` a word of the set of that name (``lexicons/sets.toml``);
- ``fired .. missile*`` a gap: up to three words may stand between.

The work grows with the words of the text, not with the number of phrases: a word costs one look into a dict, and one
that begins a phrase a look at the word after it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from digest.text.words import split_words

GAP = 3
"""Words that a gap may skip."""
MOST_WORDS = 12
"""Words that a phrase may have; a longer one is a sentence and matches nothing."""
SHORTEST_PREFIX = 3
"""Letters that a wildcard needs before it."""
_CHOICE = re.compile(r"\w[\w'.,]*")
_MEMORY = 100_000  # distinct words remembered: more than a year of news has, less than 20 MB


class Slot(NamedTuple):
    """One place of a phrase: the words that fit it, and how many words may be skipped before it."""

    words: frozenset[str]
    prefixes: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0


class Phrase(NamedTuple):
    """A parsed phrase. ``weight`` 0 marks a guard; ``ours``: it is of a shipped, English lexicon."""

    theme: str
    weight: float
    text: str
    slots: tuple[Slot, ...]
    ours: bool = False


class Hit(NamedTuple):
    """A phrase that stands at ``words[start:end]`` of a folded text."""

    start: int
    end: int
    phrase: Phrase


class BadPhraseError(ValueError):
    """A phrase cannot be read; the message says why and what to write instead."""


def parse(text: str, sets: Mapping[str, tuple[str, ...]]) -> tuple[Slot, ...]:
    """Parse a phrase as a lexicon writes it to its slots; BadPhraseError when it is none.

    ``sets`` have case-folded words.
    """
    slots: list[Slot] = []
    gap = 0
    for part in text.casefold().replace("’", "'").replace("-", " ").split():
        if part == "..":
            gap = GAP
            continue
        plain = fold(split_words(part)) if part.isalnum() else ()
        for piece in plain if len(plain) > 1 else (part,):  # a script without spaces: a character a word
            slots.append(_make_slot(_split_choices(piece, sets), gap))
            gap = 0
    if not slots:
        raise BadPhraseError("has no words")
    if gap or slots[0].gap:
        raise BadPhraseError("begins or ends with a gap; '..' stands between two words")
    if len(slots) > MOST_WORDS:
        raise BadPhraseError(f"has {len(slots)} words, at most {MOST_WORDS} are matched; keep its core")
    return tuple(slots)


@lru_cache(maxsize=10_000)  # the same nouns and verbs stand in a thousand phrases, which travel to each worker
def _make_slot(choices: tuple[str, ...], gap: int) -> Slot:
    """Return the slot with these choices: words, prefixes, and a number if one of them is ``#``."""
    words: set[str] = set()
    prefixes: set[str] = set()
    for choice in choices:
        stem = choice.removesuffix("*")
        if choice == "#":
            continue
        if choice.endswith("*") and len(stem) < SHORTEST_PREFIX:
            raise BadPhraseError(f"{choice!r} would catch nearly every word; give at least {SHORTEST_PREFIX} letters")
        if not choice:
            raise BadPhraseError("has nothing on one side of '|'; write no blanks around it: missile|rocket")
        if not _CHOICE.fullmatch(stem):
            raise BadPhraseError(
                f"{choice!r} is no word; only words, '*' at the end of one, '|', '#', '..' and <set> are known"
            )
        (prefixes if choice.endswith("*") else words).add(stem)
    return Slot(frozenset(words), tuple(sorted(prefixes)), "#" in choices, gap)


def _split_choices(part: str, sets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for choice in part.split("|"):
        name = choice[1:-1] if choice.startswith("<") and choice.endswith(">") else None
        if name is None:
            found.append(choice)
        elif name in sets:
            found.extend(sets[name])
        else:
            raise BadPhraseError(
                f"names an unknown set, {choice}; there are {', '.join(f'<{known}>' for known in sorted(sets))}"
            )
    return tuple(found)


def fold(words: Iterable[str]) -> tuple[str, ...]:
    """Return words as phrases see them, parted at hyphens, without possessives ("Belarus's S-300": belarus s 300)."""
    found = tuple(words)
    together = "".join(found)
    if "-" not in together and "'" not in together:
        return found
    folded: list[str] = []
    for word in found:
        if "-" in word or "'" in word:
            folded.extend(part for part in word.removesuffix("'s").removesuffix("'").split("-") if part)
        else:
            folded.append(word)
    return tuple(folded)


class _Path(NamedTuple):
    """A phrase as the table follows it: its slots by number, and the words that may be skipped before each."""

    phrase: Phrase
    slots: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)  # read far quicker than a named tuple
class _Word:
    """What is known of a word: the slots that it fits, and what it can begin.

    ``alone`` are phrases of one word, ``longer`` the others by their second slot; ``near`` are those slots that must
    come directly after it, ``far`` those that may come after a gap.
    """

    fits: frozenset[int] = frozenset()
    begins: bool = False
    alone: tuple[Phrase, ...] = ()
    longer: Mapping[int, tuple[_Path, ...]] = field(default_factory=dict)
    near: frozenset[int] = frozenset()
    far: frozenset[int] = frozenset()


_NOTHING = _Word()


class Table(dict[str, _Word]):
    """All phrases, by folded words. What was found out about a word is remembered, because texts repeat their words.

    Equal slots of different phrases share a number, so that a word is compared with each once.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        super().__init__()
        slots: dict[tuple[frozenset[str], tuple[str, ...], bool], int] = {}
        self._first: dict[int, list[_Path]] = {}
        for phrase in phrases:
            ids = tuple(slots.setdefault((one.words, one.prefixes, one.number), len(slots)) for one in phrase.slots)
            self._first.setdefault(ids[0], []).append(_Path(phrase, ids, tuple(one.gap for one in phrase.slots)))
        self._exact: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[tuple[str, int]]] = {}
        for (whole, beginnings, _), slot in slots.items():
            for word in whole:
                self._exact.setdefault(word, []).append(slot)
            for beginning in beginnings:
                self._prefixes.setdefault(beginning[:SHORTEST_PREFIX], []).append((beginning, slot))
        self._numbers = [slot for (_, _, number), slot in slots.items() if number]

    def __missing__(self, word: str) -> _Word:
        if len(self) >= _MEMORY:
            self.clear()
        fits = self._find_slots(word)
        found = self[word] = self._describe_word(fits) if fits else _NOTHING
        return found

    def _find_slots(self, word: str) -> frozenset[int]:
        possible = self._prefixes.get(word[:SHORTEST_PREFIX], ())
        return frozenset(
            (
                *self._exact.get(word, ()),
                *[slot for beginning, slot in possible if word.startswith(beginning)],
                *(self._numbers if word[0].isdigit() else ()),
            )
        )

    def _describe_word(self, fits: frozenset[int]) -> _Word:
        paths = [path for slot in sorted(fits) for path in self._first.get(slot, ())]
        longer: dict[int, list[_Path]] = {}
        for path in paths:
            if len(path.slots) > 1:
                longer.setdefault(path.slots[1], []).append(path)
        far = frozenset(slot for slot, each in longer.items() if any(path.gaps[1] for path in each))
        return _Word(
            fits,
            bool(paths),
            tuple(path.phrase for path in paths if len(path.slots) == 1),
            {slot: tuple(each) for slot, each in longer.items()},
            frozenset(longer) - far,
            far,
        )


def find_hits(words: Sequence[str], table: Table, *, english: bool) -> dict[str, tuple[Hit, ...]]:
    """Return where each theme's phrases stand in folded words, by theme, in order, none overlapping another.

    Guards swallow their words first; of phrases that overlap the heavier counts, then the longer, then the
    earlier. Phrases of ours are English and say nothing about a text in another language.
    """
    found: dict[str, list[Hit]] = {}
    known = [*map(table.__getitem__, words), _NOTHING]
    for start, word in enumerate(known):
        if not word.begins:
            continue
        for phrase in word.alone:
            if english or not phrase.ours:
                found.setdefault(phrase.theme, []).append(Hit(start, start + 1, phrase))
        if not word.far and word.near.isdisjoint(known[start + 1].fits):  # the most often
            continue
        for slot in _find_next_slots(word, known, start + 1):
            for path in word.longer[slot]:
                end = _find_end(path, 1, known, start + 1)
                if end and (english or not path.phrase.ours):
                    found.setdefault(path.phrase.theme, []).append(Hit(start, end, path.phrase))
    return {theme: _drop_overlaps(each) if len(each) > 1 else _drop_guards(each) for theme, each in found.items()}


def _find_next_slots(word: _Word, known: Sequence[_Word], at: int) -> Iterable[int]:
    """Return the slots of the second word of a phrase that stand where such a word may stand after this one."""
    fits, far = known[at].fits, word.far
    found = word.near & fits if fits else fits
    if far:
        for one in known[at : at + 1 + GAP]:
            if one.fits and not far.isdisjoint(one.fits):
                found |= far & one.fits
    return found


def _find_end(path: _Path, number: int, known: Sequence[_Word], at: int) -> int:
    """Return where a phrase ends whose slots before ``number`` stand before ``at``; 0 where it does not go on."""
    slot, last = path.slots[number], number + 1 == len(path.slots)
    for position in range(at, min(at + path.gaps[number] + 1, len(known))):
        if slot in known[position].fits:
            end = position + 1 if last else _find_end(path, number + 1, known, position + 1)
            if end:
                return end
    return 0


def _drop_guards(found: list[Hit]) -> tuple[Hit, ...]:
    """Return the hits that weigh anything."""
    return tuple([hit for hit in found if hit.phrase.weight])


def _drop_overlaps(found: list[Hit]) -> tuple[Hit, ...]:
    """Return the hits that no weightier one overlaps, without guards, which come before all."""
    if all(first.end <= second.start for first, second in pairwise(found)):  # the most often
        return _drop_guards(found)
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
