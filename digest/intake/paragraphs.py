"""Where the paragraphs of a text are: with or without blank lines, hard-wrapped or one line a paragraph."""

import re
from typing import NamedTuple

BLOCK = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
INDENTED = re.compile(r"[ \t\u3000]+\S")
SENTENCE_END = (".", "!", "?", "…", "؟", "。", "！", "？", "।", "۔")
CLOSERS = "\"'”’»«“)]）」』*_ \t"


class Span(NamedTuple):
    """A paragraph's place; ``gap`` counts the line ends before it (two: one blank line)."""

    start: int
    end: int
    gap: int


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order, without white space around them."""
    places: list[tuple[int, int]] = []
    for block in BLOCK.finditer(text):
        said = block[0]
        places += _lines_of(said, block.start()) if "\n" in said else (block.span(),)
    found: list[Span] = []
    before = 0
    for first, last in places:
        said = text[first:last]
        start, end = last - len(said.lstrip()), first + len(said.rstrip())
        if start < end:
            found.append(Span(start, end, text.count("\n", before, start) if found else 0))
            before = end
    return tuple(found)


def ends_like_a_sentence(text: str) -> bool:
    """Whether a full stop or its kin stands at the end, quotes and brackets aside."""
    return text.rstrip(CLOSERS).endswith(SENTENCE_END)


def _lines_of(block: str, offset: int) -> list[tuple[int, int]]:
    """The paragraphs of a block without blank lines: its lines, joined where they were wrapped."""
    lines, at = [], offset
    for line in block.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    width = max(len(line) for _, line in lines)
    if not _wrapped([line for _, line in lines], width):
        return [(start, start + len(line)) for start, line in lines]
    some_indented = any(INDENTED.match(line) for _, line in lines[1:])
    places: list[tuple[int, int]] = []
    for position, (start, line) in enumerate(lines):
        if position and not _opens(line, lines[position - 1][1], width, some_indented=some_indented):
            places[-1] = (places[-1][0], start + len(line))
        else:
            places.append((start, start + len(line)))
    return places


def _wrapped(lines: list[str], width: int) -> bool:
    """Whether lines were broken at a width: of 40 to 110 characters, most lines near it, few of them whole."""
    if not 40 <= width <= 110:
        return False
    inner = lines[:-1]
    near = sum(1 for line in inner if len(line) > 0.7 * width)
    whole = sum(1 for line in inner if ends_like_a_sentence(line))
    return near >= 0.6 * len(inner) and whole <= 0.5 * len(inner)


def _opens(line: str, before: str, width: int, *, some_indented: bool) -> bool:
    """Whether a line of wrapped text begins a paragraph: it is indented, or the one before ended early and whole."""
    if line.startswith(("(c)", "(C)", "©")):
        return True
    if some_indented:
        return bool(INDENTED.match(line))
    return len(before) < 0.75 * width and ends_like_a_sentence(before)
