"""Find the paragraphs of a text: with or without blank lines, wrapped at any width or one line a paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from digest.text.dateline import read_dateline
from digest.text.sentences import SENTENCE_END

BLOCK = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
INDENTED = re.compile(r"[ \t\u3000]+\S")
UNSTOPPED = ("\u0e00", "\u0eff")
"""Thai and Lao, which write no full stops: a paragraph ends where its line does."""
LEAST_UNSTOPPED = 45
"""Characters of a paragraph in them; a headline has some 35 (tests/intake/test_scripts.py)."""
CLOSERS = "\"'”’»«“)]）」』*_ \t"
TOWN_ALONE = re.compile(r"[A-Z][A-Z .,'-]{3,40}\Z")
"""A town alone on its line, as press releases have it over their text."""
_DAY, _AGENCY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}", r"\([^()]{2,30}\)"
_FILED = rf"[A-ZÀ-Þ][A-ZÀ-Þ\s.'’-]{{2,30}}(?:,\s{_DAY}\s?(?:{_AGENCY})?|\s?{_AGENCY})\s?(?:--|[—–-])\s"
INNER_DATELINE = re.compile(rf"(?P<title>[^.]{{15,180}}?[a-z0-9!?’'”\")])\s(?={_FILED}\S)")
"""A title and the dateline of its report in one paragraph; the dateline names a day or an agency."""
BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Di|Door) [A-ZÀ-Þ][\w.'’-]+(?: [\w.'’-]+){0,4}(?:,|\Z)")
_COPYRIGHT = ("(c)", "(C)", "©")
NARROWEST, WIDEST = 24, 260
"""Characters of the widths at which lines may have been broken; terminals and mails use 30 to 200."""
LONG = 90
"""Characters of a line that is no heading: without a sentence end it goes on in the next line."""
_CANDIDATES = 40
"""Line lengths, longest first, that are tried as the width; what is longer are addresses and titles."""

# Of 71 texts wrapped at four widths .96 of the paragraphs are found, and .76 where no blank line parts them
# (benchmarks/learn_cleaning.py). Halved or doubled none of these moves that by .012, but for what is said.
LONGER = 0.1
"""Share of the lines that may be longer than the width."""
FULL, BROKEN, SMALL = 0.3, 0.5, 0.25
"""Shares that show lines to be wrapped: of all that are full, of these that break off within a sentence (doubled it
takes .41), and of these after which it goes on in lower case."""
NEARLY_FULL = 0.8
"""Share of the width that a line fills which may go on in the next one, though that one's first word had room: halved
it takes .11 where no blank lines are."""
OPENING = 60
"""Characters of a line that opens a report behind its dateline; a shorter one is the end of a wrapped line."""


class Span(NamedTuple):
    """Where a paragraph stands in its text; ``gap`` counts the line ends before it (two: one blank line)."""

    start: int
    end: int
    gap: int


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, in order, without white space around them."""
    blocks = [(block.start(), block[0].split("\n")) for block in BLOCK.finditer(text)]
    width = find_width([lines for _, lines in blocks])
    joined = [place for start, lines in blocks for place in _join(start, lines, width)]
    found: list[Span] = []
    before = 0
    for first, last in _part_title(text, joined):
        said = text[first:last]
        start, end = last - len(said.lstrip()), first + len(said.rstrip())
        if start < end:
            found.append(Span(start, end, text.count("\n", before, start) if found else 0))
            before = end
    return tuple(found)


def ends_like_a_sentence(text: str) -> bool:
    """Tell whether a full stop or its kin stands at the end, quotes and brackets aside."""
    bare = text.rstrip(CLOSERS)
    return bare.endswith(SENTENCE_END) or is_unstopped(bare)


def is_unstopped(bare: str) -> bool:
    """Tell whether a text is a paragraph in a script that writes no full stops."""
    return len(bare) >= LEAST_UNSTOPPED and UNSTOPPED[0] <= bare[-1] <= UNSTOPPED[1]


def opens_report(text: str) -> bool:
    """Tell whether a paragraph begins with a dateline, or is a town alone on its line."""
    return read_dateline(text) is not None or TOWN_ALONE.match(text) is not None


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
        if not NARROWEST <= width <= WIDEST or len(pairs) - len(inner) > max(1, LONGER * len(pairs)):
            continue
        full = [(line, after) for length, line, after in inner if length + 1 + _measure_first_word(after) > width]
        broken = [(line, after) for line, after in full if not ends_like_a_sentence(line)]
        small = sum(1 for _, after in broken if _goes_on(after))
        wrapped = len(broken) >= BROKEN * len(full) and small >= SMALL * len(broken)
        if wrapped and len(full) >= max(2, FULL * len(inner)):
            best = max(best, (len(full), width))
    return best[1] or None


def _measure_first_word(line: str) -> int:
    """Return the length of a line's first word, of at most four signs in a script whose lines break anywhere."""
    word = line.split(maxsplit=1)[0] if line.strip() else ""
    return len(word) if word.isascii() or word[:1].lower() != word[:1].upper() else min(len(word), 4)


def _goes_on(line: str) -> bool:
    """Tell whether a line begins within a sentence: in lower case, or in a script that has none."""
    letter = next((sign for sign in line if sign.isalpha()), "")
    return bool(letter) and (letter.islower() or letter.lower() == letter.upper())


def joins(line: str, following: str, width: int | None, *, first: bool = False) -> bool:
    """Tell whether a line goes on in the following one; ``first``: it is the first of its block, perhaps a title."""
    length, bare = len(line.rstrip()), following.lstrip()
    if bare.startswith(_COPYRIGHT) or BYLINE.match(bare) or (len(bare) > OPENING and read_dateline(bare)):
        return False
    ends, small = ends_like_a_sentence(line), bare[:1].islower()
    if width is None or length > width:
        broken = not ends and not line.rstrip().endswith(":")
        return broken and (length >= LONG or (small and length >= NARROWEST and line.count(" ") >= 3))
    if length + 1 + _measure_first_word(following) > width:
        return True
    if ends:
        return False
    return small or line.rstrip().endswith((",", ";")) or (length >= NEARLY_FULL * width and not first)


def _join(start: int, lines: list[str], width: int | None) -> list[tuple[int, int]]:
    """Return where the paragraphs stand of a block without blank lines, which begins at ``start``."""
    indented = [INDENTED.match(line) is not None for line in lines]
    by_indent = width is not None and any(indented[1:]) and not all(indented)
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if by_indent:
            joined = at > 0 and not indented[at] and not line.lstrip().startswith(_COPYRIGHT)
        else:
            joined = at > 0 and joins(lines[at - 1], line, width, first=at == 1)
        end = start + len(line)
        if joined:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        start = end + 1
    return found


def _part_title(text: str, joined: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Part the first paragraph where a title and the dateline of its report stand on one line."""
    if not joined:
        return joined
    start, end = joined[0]
    found = INNER_DATELINE.match(text, start, end)
    return [(start, found.end("title")), (found.end("title"), end), *joined[1:]] if found else joined
