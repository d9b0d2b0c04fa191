"""Find the paragraphs of a text: with or without blank lines, wrapped at any width or one line a paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from digest.text.dateline import dateline
from digest.text.sentences import SENTENCE_END

BLOCK = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
INDENTED = re.compile(r"[ \t\u3000]+\S")
UNSTOPPED = ("\u0e00", "\u0eff")
"""Thai and Lao, which write no full stops: a paragraph ends where its line does."""
LEAST_UNSTOPPED = 45
"""Characters of a paragraph in them; a headline has some 35 (tests/intake/test_scripts.py)."""
CLOSERS = "\"'”’»«“)]）」』*_ \t"
PLACE_ALONE = re.compile(r"[A-Z][A-Z .,'-]{3,40}\Z")
"""A place alone on its line, as releases have it over their text."""
_DAY, _AGENCY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}", r"\([^()]{2,30}\)"
_FILED = rf"[A-ZÀ-Þ][A-ZÀ-Þ\s.'’-]{{2,30}}(?:,\s{_DAY}\s?(?:{_AGENCY})?|\s?{_AGENCY})\s?(?:--|[—–-])\s"
INNER_DATELINE = re.compile(rf"(?P<title>[^.]{{15,180}}?[a-z0-9!?’'”\")])\s(?={_FILED}\S)")
"""A title and the dateline of its report in one paragraph; the dateline names a day or an agency."""
BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Di|Door) [A-ZÀ-Þ][\w.'’-]+(?: [\w.'’-]+){0,4}(?:,|\Z)")
_OWNED = ("(c)", "(C)", "©")
NARROWEST, WIDEST = 24, 260
"""Characters of the widths at which lines may have been broken; terminals and mails use 30 to 200."""
LONG = 90
"""Characters of a line that is no heading: without a sentence end it goes on in the next line."""
_CANDIDATES = 40
"""Line lengths, longest first, that are tried as the width; what is longer are addresses and titles."""


class Span(NamedTuple):
    """A paragraph's place; ``gap`` counts the line ends before it (two: one blank line)."""

    start: int
    end: int
    gap: int


class _Line(NamedTuple):
    """A line and its place; ``words`` says how its first word begins."""

    start: int
    text: str

    @property
    def length(self) -> int:
        return len(self.text.rstrip())


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, in order, without white space around them."""
    blocks = [_lines_of(block[0], block.start()) for block in BLOCK.finditer(text)]
    width = find_width([[line.text for line in lines] for lines in blocks])
    places: list[tuple[int, int]] = []
    for lines in blocks:
        places += _join(lines, width)
    found: list[Span] = []
    before = 0
    for first, last in _part_title(text, places):
        said = text[first:last]
        start, end = last - len(said.lstrip()), first + len(said.rstrip())
        if start < end:
            found.append(Span(start, end, text.count("\n", before, start) if found else 0))
            before = end
    return tuple(found)


def ends_like_a_sentence(text: str) -> bool:
    """Whether a full stop or its kin stands at the end, quotes and brackets aside."""
    bare = text.rstrip(CLOSERS)
    return bare.endswith(SENTENCE_END) or is_unstopped(bare)


def is_unstopped(bare: str) -> bool:
    """Whether a text is a paragraph in a script that writes no full stops."""
    return len(bare) >= LEAST_UNSTOPPED and UNSTOPPED[0] <= bare[-1] <= UNSTOPPED[1]


def opens_report(text: str) -> bool:
    """Whether a paragraph begins with a dateline, or is a place alone on its line."""
    return dateline(text) is not None or PLACE_ALONE.match(text) is not None


def find_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """Return the width at which the lines of a text were broken; ``None`` where each line is a paragraph.

    A wrapped line is full: the first word of the next line would not have fitted. The width is the one that makes most
    lines full. The lines count as wrapped when enough are full, and of those enough break off within a sentence and go
    on in lower case: the rows of a table are full too, but do not.
    """
    pairs = [(len(line.rstrip()), line, after) for lines in blocks for line, after in pairwise(lines)]
    lengths = {length for length, *_ in pairs} | {len(lines[-1].rstrip()) for lines in blocks if lines}
    best: tuple[int, int] = (0, 0)
    for width in sorted(lengths, reverse=True)[:_CANDIDATES]:
        inner = [pair for pair in pairs if pair[0] <= width]
        if not NARROWEST <= width <= WIDEST or len(pairs) - len(inner) > max(1, 0.1 * len(pairs)):
            continue
        full = [(line, after) for length, line, after in inner if length + 1 + _first_length(after) > width]
        broken = [(line, after) for line, after in full if not ends_like_a_sentence(line)]
        small = sum(1 for _, after in broken if _goes_on(after))
        if len(full) >= max(2, 0.3 * len(inner)) and len(broken) >= 0.5 * len(full) and small >= 0.25 * len(broken):
            best = max(best, (len(full), width))
    return best[1] or None


def _first_length(line: str) -> int:
    word = line.split(maxsplit=1)[0] if line.strip() else ""
    return len(word) if word.isascii() or word[:1].lower() != word[:1].upper() else min(len(word), 4)


def _goes_on(line: str) -> bool:
    """Whether a line begins within a sentence: in lower case, or in a script that has none."""
    letter = next((sign for sign in line if sign.isalpha()), "")
    return bool(letter) and (letter.islower() or letter.lower() == letter.upper())


def joins(line: str, following: str, width: int | None, *, first: bool = False) -> bool:
    """Whether a line goes on in the following one; ``first``: it is the first of the text, perhaps its title."""
    length, bare = len(line.rstrip()), following.lstrip()
    if bare.startswith(_OWNED) or BYLINE.match(bare) or (len(bare) > 60 and dateline(bare)):
        return False
    ends, small = ends_like_a_sentence(line), bare[:1].islower()
    if width is None or length > width:
        broken = not ends and not line.rstrip().endswith(":")
        return broken and (length >= LONG or (small and length >= NARROWEST and line.count(" ") >= 3))
    if length + 1 + _first_length(following) > width:
        return True
    if ends:
        return False
    return small or line.rstrip().endswith((",", ";")) or (length >= 0.8 * width and not first)


def _lines_of(block: str, offset: int) -> list[_Line]:
    lines, at = [], offset
    for line in block.split("\n"):
        lines.append(_Line(at, line))
        at += len(line) + 1
    return lines


def _join(lines: list[_Line], width: int | None) -> list[tuple[int, int]]:
    """Return the paragraphs of a block without blank lines."""
    indented = width is not None and any(INDENTED.match(line.text) for line in lines[1:])
    indented = indented and not all(INDENTED.match(line.text) for line in lines)
    places: list[tuple[int, int]] = []
    for at, (start, line) in enumerate(lines):
        joined = at > 0 and joins(lines[at - 1].text, line, width, first=at == 1)
        if indented:
            joined = at > 0 and not INDENTED.match(line) and not line.lstrip().startswith(_OWNED)
        if joined:
            places[-1] = (places[-1][0], start + len(line))
        else:
            places.append((start, start + len(line)))
    return places


def _part_title(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Part the first paragraph where a title and the dateline of its report stand on one line."""
    if not places:
        return places
    start, end = places[0]
    found = INNER_DATELINE.match(text, start, end)
    return [(start, found.end("title")), (found.end("title"), end), *places[1:]] if found else places
