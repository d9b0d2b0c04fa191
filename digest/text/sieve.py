"""Which patterns can match in a sentence at all, told from its words: one look in a dict for each word.

Python's ``re`` tries a pattern of many alternatives at every letter of a text; most sentences hold none of the
words that it is about. ``Sieve`` reads from each parsed pattern small patterns of single words, one of which a word
of every match fits, and remembers for every word that it meets which patterns it may stand in. It changes no
result: where nothing can be read from a pattern, the pattern is always possible.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # not public; tests hold them to what is needed here
from typing import Any

_REMEMBERED = 200_000
"""Words that are remembered: more than a year of news has."""
_EDGE = r"\b"
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

_SMALL = "abcdefghijklmnopqrstuvwxyz"
_ANY_LETTER = (_constants.CATEGORY, _constants.CATEGORY_WORD)

Pieces = frozenset[str]
"""Patterns of letters that stand in a row in one lower-case word; ``\\b`` where the word, or a part of it, ends."""
_Fits = Callable[[str, str, re.RegexFlag], object]


class Sieve:
    """Tells, for the words of a sentence, which of some named patterns may match in it.

    Those named in ``openings`` are only wanted where a sentence begins.
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]], openings: Collection[str] = ()) -> None:
        self.bit = {name: 1 << place for place, name in enumerate(patterns)}
        self._anywhere = _Masks({self.bit[name]: collect_pieces(one) for name, one in patterns.items()}, re.search)
        opened = {name: collect_beginnings(one) if name in openings else None for name, one in patterns.items()}
        first = {self.bit[name]: pieces for name, pieces in opened.items()}
        self._first = _Masks(first, re.match)

    def possible(self, words: Sequence[str]) -> int:
        """The bits of the patterns that may match in a sentence of these lower-case words (``text.words``)."""
        mask = 0
        for found in {*map(self._anywhere.__getitem__, words)}:
            mask |= found
        return mask & self._first[words[0]] if words else -1


class _Masks(dict[str, int]):
    """The bits of the patterns that a word may stand in, made when they are first asked for."""

    def __init__(self, pieces: Mapping[int, Pieces | None], fits: _Fits) -> None:
        super().__init__()
        self._always = sum(bit for bit, found in pieces.items() if found is None)
        self._words = [(bit, "|".join(sorted(found))) for bit, found in pieces.items() if found]
        self._fits = fits

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = (bit for bit, any_of in self._words if self._fits(any_of, word, re.IGNORECASE))
        # "İ" is two letters in lower case, and an "i" where re ignores case.
        mask = self[word] = -1 if "i̇" in word else self._always + sum(found)
        return mask


def collect_pieces(pattern: re.Pattern[str]) -> Pieces | None:
    """Collect pieces of words of which the text of every match holds one; ``None`` where none can be found."""
    return _choose_rarest(_parse(pattern), "", ends=False)


def collect_beginnings(pattern: re.Pattern[str]) -> Pieces | None:
    """Collect pieces with one of which the first word of every match begins; ``None`` where none can be found."""
    return _first(list(_parse(pattern)), "")


def _parse(pattern: re.Pattern[str]) -> Sequence[Any]:
    parsed: Sequence[Any] = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    return parsed


def _choose_rarest(parsed: Sequence[Any], run: str, *, ends: bool) -> Pieces | None:
    """Choose the most telling pieces of parts that all must match; ``None`` where no part has any.

    ``run`` are the letters that stand directly before them; ``ends``: what follows them is no letter.
    """
    best: Pieces | None = None
    for place, (operation, argument) in enumerate(parsed):
        if letter := _read_letter(operation, argument):
            run += letter
        elif _is_edge(operation, argument):
            best, run = _choose_better(best, _make_piece(run + _EDGE)), _EDGE
        else:
            last = place + 1 == len(parsed)
            edge = ends if last else _is_edge(*parsed[place + 1])
            best = _choose_better(best, _make_piece(run))
            best = _choose_better(best, _collect_of_part(operation, argument, run, ends=edge))
            run = ""
    return _choose_better(best, _make_piece(run + _EDGE if ends else run))


def _collect_of_part(operation: Any, argument: Any, run: str, *, ends: bool) -> Pieces | None:
    if _is_never(operation, argument):
        return frozenset()
    if operation is _constants.SUBPATTERN:
        return _choose_rarest(argument[3], run, ends=ends)
    if operation is _constants.BRANCH:
        return _join_all([_choose_rarest(inner, run, ends=ends) for inner in argument[1]])
    if operation in _REPEATS and argument[0] > 0:
        return _choose_rarest(argument[2], "", ends=False)
    return None


def _first(parsed: list[Any], run: str) -> Pieces | None:
    """The pieces that the first word of these parts begins with, ``run`` being the letters before them."""
    for place, (operation, argument) in enumerate(parsed):
        rest = parsed[place + 1 :]
        if letter := _read_letter(operation, argument):
            run += letter
        elif _is_edge(operation, argument):
            if run:
                return frozenset({run + _EDGE})
        elif operation is _constants.SUBPATTERN:
            return _first([*argument[3], *rest], run)
        elif operation is _constants.BRANCH:
            return _join_all([_first([*inner, *rest], run) for inner in argument[1]])
        elif operation in _REPEATS and not _is_apart(argument[2]):
            with_it = _first([*argument[2]] if argument[1] > 1 else [*argument[2], *rest], run)
            return with_it if argument[0] else _join_all([with_it, _first(rest, run)])
        elif _is_never(operation, argument):
            return frozenset()
        elif run or operation not in (*_REPEATS, _constants.ASSERT, _constants.ASSERT_NOT):
            break
    return _make_piece(run)


def _read_letter(operation: Any, argument: Any) -> str:
    """Return the pattern of one or several letters or digits; nothing for anything else."""
    if operation is _constants.LITERAL:
        return chr(argument).lower() if chr(argument).isalnum() else ""
    if operation is _constants.IN:
        each = [_read_set(kind, value) for kind, value in argument]
        return f"[{''.join(each)}]" if all(each) else ""
    if operation in _REPEATS and argument[0] > 0 and len(argument[2]) == 1:
        letter = _read_letter(*argument[2][0])
        return f"{letter}+" if letter else ""
    return ""


def _read_set(kind: Any, value: Any) -> str:
    if kind is _constants.LITERAL:
        return chr(value).lower() if chr(value).isalnum() else ""
    if kind is _constants.RANGE:
        first, last = map(chr, value)
        same = any(first in each and last in each for each in ("0123456789", _SMALL, _SMALL.upper()))
        return f"{first}-{last}".lower() if same else ""
    return r"\d" if value is _constants.CATEGORY_DIGIT else ""


def _is_edge(operation: Any, argument: Any) -> bool:
    """Whether a word ends or begins here: at a boundary, or at something that is no letter of one."""
    if operation is _constants.AT:
        return argument is not _constants.AT_NON_BOUNDARY
    if operation is _constants.ASSERT_NOT:
        return argument[0] > 0 and _is_refusing_letters(argument[1])
    if operation in _REPEATS:
        return argument[0] > 0 and _is_apart(argument[2])
    return _is_apart([(operation, argument)])


def _is_refusing_letters(parsed: Sequence[Any]) -> bool:
    """Tell whether these parts, which must not follow, are any letter, or some alternatives of which one is that."""
    if len(parsed) != 1:
        return False
    operation, argument = parsed[0]
    if operation is _constants.BRANCH:
        return any(map(_is_refusing_letters, argument[1]))
    return operation is _constants.IN and _ANY_LETTER in argument


def _is_never(operation: Any, argument: Any) -> bool:
    """Tell whether it is ``(?!)``, which matches nothing."""
    return operation is _constants.FAILURE or (operation is _constants.ASSERT_NOT and not argument[1])


def _is_apart(parsed: Sequence[Any]) -> bool:
    """Tell whether all of it stands between words."""
    for operation, argument in parsed:
        each = argument if operation is _constants.IN else [(operation, argument)]
        for kind, value in each:
            space = kind is _constants.CATEGORY and value is _constants.CATEGORY_SPACE
            mark = kind is _constants.LITERAL and not re.match(r"\w", chr(value))
            if not (space or mark):
                return False
    return True


def _make_piece(run: str) -> Pieces | None:
    """Return the piece that letters in a row make, should it tell anything."""
    letters, digits = re.search(r"[^\W\d_]", _strip(run)), re.search(r"\d", _strip(run))
    if _UNSPACED.search(run):  # there a word is one character, and a piece may be of several
        return None
    return frozenset({run}) if bool(letters) != bool(digits) else None  # "f16abc" is two words


def _strip(run: str) -> str:
    return run.replace(_EDGE, "").replace(r"\d", "0")


def _join_all(every: list[Pieces | None]) -> Pieces | None:
    known = [one for one in every if one is not None]
    return frozenset[str]().union(*known) if len(known) == len(every) else None


def _choose_better(first: Pieces | None, second: Pieces | None) -> Pieces | None:
    """Choose the one that fewer words hold, by a rough guess: each letter more makes a piece eight times as rare."""
    if first is None or second is None:
        return first if second is None else second
    return min(first, second, key=lambda pieces: (sum(map(_guess_share, pieces)), sorted(pieces)))


def _guess_share(piece: str) -> float:
    letters = re.sub(r"\[[^]]*\]\+?", "", _strip(piece))
    if any(map(str.isdigit, _strip(piece))):
        return 0.002 if letters else 0.02
    return 8.0 ** -len(letters)
