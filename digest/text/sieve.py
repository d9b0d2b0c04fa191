"""Which patterns can match in a sentence at all, told from its words: one look in a dict for each word.

Python's ``re`` tries a pattern of many alternatives at every letter of a text; most sentences hold none of the
words that it is about. ``Sieve`` reads from each parsed pattern the pieces of words of which every match holds
at least one, and remembers for every word that it meets which patterns it may stand in. It changes no result:
where nothing can be read from a pattern, the pattern is always possible.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # not public; tests hold them to what is needed here
from typing import Any

_REMEMBERED = 200_000
"""Words that are remembered: more than a year of news has."""
_PIECE = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힣]")

Pieces = frozenset[str]


class Sieve:
    """Tells, for the words of a sentence, which of some named patterns may match in it."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self.bit = {name: 1 << place for place, name in enumerate(patterns)}
        pieces = {name: pieces_of(pattern) for name, pattern in patterns.items()}
        self._always = sum(self.bit[name] for name, found in pieces.items() if found is None)
        self._masks = _Masks({piece: 0 for found in pieces.values() for piece in found or ()})
        for name, found in pieces.items():
            for piece in found or ():
                self._masks.pieces[piece] |= self.bit[name]

    def possible(self, words: Iterable[str]) -> int:
        """The bits of the patterns that may match in a text of these lower-case words (``text.words``)."""
        mask = self._always
        for found in map(self._masks.__getitem__, words):
            mask |= found
        return mask


class _Masks(dict[str, int]):
    """The bits of the patterns that a word may stand in, made when they are first asked for."""

    def __init__(self, pieces: dict[str, int]) -> None:
        super().__init__()
        self.pieces = pieces

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        mask = 0
        for piece, bits in self.pieces.items():
            if piece in word:
                mask |= bits
        self[word] = mask
        return mask


def pieces_of(pattern: re.Pattern[str]) -> Pieces | None:
    """Pieces of lower-case words of which the text of every match holds one; ``None`` where none can be told."""
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))


def _of_sequence(parsed: Sequence[Any]) -> Pieces | None:
    """The most telling pieces of parts that all must match; ``None`` where no part has any."""
    best: Pieces | None = None
    run = ""
    for operation, argument in (*parsed, (_constants.ANY, None)):
        if operation is _constants.LITERAL:
            run += chr(argument)
            continue
        best, run = _better(best, _of_run(run)), ""
        best = _better(best, _of_part(operation, argument))
    return best


def _of_run(run: str) -> Pieces | None:
    """The longest piece of a word in letters that stand in a row."""
    pieces = _PIECE.findall(run.lower())
    if not pieces or _UNSPACED.search(run):  # there a word is one character, and a piece may be of several
        return None
    return frozenset({max(pieces, key=len)})


def _of_part(operation: Any, argument: Any) -> Pieces | None:
    if operation is _constants.SUBPATTERN:
        return _of_sequence(argument[3])
    if operation is _constants.BRANCH:
        return _all_of([_of_sequence(inner) for inner in argument[1]])
    if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2])
    if operation is _constants.IN and all(kind is _constants.LITERAL for kind, _ in argument):
        return _all_of([_of_run(chr(letter)) for _, letter in argument])
    return None


def _all_of(every: list[Pieces | None]) -> Pieces | None:
    known = [one for one in every if one is not None]
    return frozenset[str]().union(*known) if len(known) == len(every) else None


def _better(first: Pieces | None, second: Pieces | None) -> Pieces | None:
    """The one that fewer words hold, by a rough guess: each letter more makes a piece eight times as rare."""
    if first is None or second is None:
        return first if second is None else second
    return min(first, second, key=lambda pieces: (sum(map(_likeliness, pieces)), sorted(pieces)))


def _likeliness(piece: str) -> float:
    return 0.002 if piece.isdigit() else 8.0 ** -len(piece)
