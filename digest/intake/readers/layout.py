"""Make paragraphs of what stands where on a page: columns in their order, lines joined, running heads left out.

A page is given as runs: letters on one line, with their place. Sizes are compared with one another, never
with points, for every program scales its pages as it likes.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from digest.intake.paragraphs import ends_like_a_sentence
from digest.intake.readers.assemble import Block, make_block

# Decisions, by how newspapers, reports and browsers set their pages: no labelled text is a PDF, and
# tests/intake/test_pdf.py holds a page of each kind.
MARGIN_LINES = 2
"""Lines at the top and the bottom of a page that may be a running head or foot."""
COLUMN_LINES = 4
"""Lines that each of two columns has at least."""
CROSSING = 0.2
"""Share of a page's lines that may cross the gap between two columns: headlines, pictures' words."""
SAME_SIZE = 1.12
"""How much higher letters are before they are of another size; fonts of one size differ by less."""
NEW_PARAGRAPH = 1.35
"""How many times the usual distance lines are apart where a paragraph begins."""
SHORT = 0.85
"""Share of a column's width that the last line of a paragraph fills at most."""
HEADLINE_WORDS = 30
"""Most words of a headline; more in large letters is a summary."""
REPEATED_CHARACTERS = 150
"""Most characters of a running head or foot that other pages have too."""
SAME_LINE = 0.4
"""Share of their height by which letters on one line may stand higher or lower: marks, numbers of notes."""
INDENT = 0.5
"""Share of a line's height by which it is indented at least where a paragraph begins."""
PAGE_NUMBER = re.compile(
    r"(?:page |seite |p\. ?)?\W{0,3}\d{1,4}(?:\s?(?:of|/|von|de|sur|av)\s?\d{1,4})?\W{0,3}", re.IGNORECASE
)
ADDRESS = re.compile(r"((?:https?|file)://\S+?)(?:\s+\d{1,3}\s?/\s?\d{1,3})?\Z")
"""What a browser prints in the margin: the page's address and its number."""
PRINTED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d")
"""What a browser prints above: the day and hour of printing, and the page's title."""
FAR_EAST = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
HYPHENS = "-\u00ad\u2010\ufffe\x02"
"""What a word that is parted at a line's end ends with; PDFium writes the last two for it."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters on one line: from ``left`` to ``right``, standing on ``base`` (upwards), ``height`` high."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of a column that stand on one line; ``first``: nothing stands above it in its column."""

    text: str
    left: float
    right: float
    base: float
    height: float
    first: bool = False


def find_blocks(pages: Sequence[Sequence[TextRun]]) -> list[Block]:
    """Return the paragraphs and headlines of some pages, in the order in which they are read."""
    lines = [line for page in _drop_margins(pages) for line in _order_lines(page)]
    if not lines:
        return []
    usual = _find_usual_height(lines)
    groups = list(_gather_paragraphs(lines))
    sizes = sorted({_measure_letters(group) for group in groups if _is_headline(group, usual)}, reverse=True)
    levels = {size: level for level, size in enumerate(sizes, 1)}
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", " ".join(line.text for line in lines).lower()))
    found = []
    for group in groups:
        level = levels[_measure_letters(group)] if _is_headline(group, usual) else 0
        found.append(make_block(_join_lines(group, words), level))
    return [one for one in found if one.text]


def find_address(pages: Sequence[Sequence[TextRun]]) -> str | None:
    """Return the address that a browser printed in the margin of the first page."""
    for line in _list_margin_lines(pages[0]) if pages else ():
        if (found := ADDRESS.match(line.text)) and not found[1].startswith("file"):
            return found[1]
    return None


def _drop_margins(pages: Sequence[Sequence[TextRun]]) -> Iterator[list[TextRun]]:
    """Leave out page numbers, what a browser prints in the margins, and what stands in those of half of the pages."""
    seen = Counter(key for page in pages for key in {_mask_numbers(line.text) for line in _list_margin_lines(page)})
    for page in pages:
        lines = _list_margin_lines(page)
        margins = [line for line in lines if _is_running(line.text, seen[_mask_numbers(line.text)], len(pages))]
        yield [
            run for run in page if not any(abs(run.base - line.base) < 1 and run.text in line.text for line in margins)
        ]


def _mask_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _is_running(text: str, times: int, pages: int) -> bool:
    repeated = pages > 1 and times >= max(2, pages / 2) and len(text) <= REPEATED_CHARACTERS
    return repeated or bool(PAGE_NUMBER.fullmatch(text) or ADDRESS.match(text) or PRINTED.match(text))


def _list_margin_lines(page: Sequence[TextRun]) -> list[Line]:
    """Return the lines at the top and the bottom of a page."""
    rows = _join_rows(page)
    return rows if len(rows) <= 2 * MARGIN_LINES else [*rows[:MARGIN_LINES], *rows[-MARGIN_LINES:]]


def _join_rows(runs: Sequence[TextRun]) -> list[Line]:
    """Return the runs as lines from top to bottom, those on one line joined from left to right."""
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda one: (-one.base, one.left)):
        if rows and rows[-1][0].base - run.base < SAME_LINE * min(run.height, rows[-1][0].height):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_join_row(sorted(row, key=lambda one: one.left)) for row in rows]


def _join_row(row: Sequence[TextRun]) -> Line:
    text = " ".join(run.text for run in row if run.text).translate(LIGATURES)
    sized = max(row, key=lambda run: len(run.text))
    return Line(text, row[0].left, max(run.right for run in row), row[0].base, sized.height)


def _order_lines(runs: Sequence[TextRun]) -> Iterator[Line]:
    """Yield the lines of a page in reading order: what crosses the gap between columns parts it into zones."""
    gap = _find_gap(runs)
    if gap is None:
        for at, line in enumerate(_join_rows(runs)):
            yield Line(line.text, line.left, line.right, line.base, line.height, first=at == 0)
        return
    zone: list[TextRun] = []
    for run in sorted(runs, key=lambda one: (-one.base, one.left)):
        if run.left < gap < run.right:
            yield from _order_columns(zone, gap)
            yield from _order_lines([run])
            zone = []
        else:
            zone.append(run)
    yield from _order_columns(zone, gap)


def _order_columns(zone: Sequence[TextRun], gap: float) -> Iterator[Line]:
    for column in ([run for run in zone if run.right <= gap], [run for run in zone if run.left >= gap]):
        if column:
            yield from _order_lines(column)


def _find_gap(runs: Sequence[TextRun]) -> float | None:
    """Return where two columns are parted: the place that the fewest runs cross, with lines enough on either side."""
    if len(runs) < 2 * COLUMN_LINES:
        return None
    starts = Counter(round(run.left) for run in runs)
    best: tuple[int, float, float] | None = None
    for place in sorted(start - 1 for start, times in starts.items() if times >= COLUMN_LINES):
        crossing = sum(1 for one in runs if one.left < place < one.right)
        left = [one for one in runs if one.right <= place]
        right = [one for one in runs if one.left >= place]
        if min(_count_lines(left), _count_lines(right)) < COLUMN_LINES or crossing > CROSSING * len(runs):
            continue
        room = place - max(one.right for one in left)
        if best is None or (crossing, -room) < best[:2]:
            best = (crossing, -room, place - room / 2)
    return best[2] if best and _overlap(runs, best[2]) else None


def _count_lines(runs: Sequence[TextRun]) -> int:
    return len({round(run.base) for run in runs if len(run.text) > 3})


def _overlap(runs: Sequence[TextRun], gap: float) -> bool:
    """Tell whether what stands left and right of a gap stands side by side."""
    left = [run.base for run in runs if run.right <= gap]
    right = [run.base for run in runs if run.left >= gap]
    return min(max(left), max(right)) > max(min(left), min(right))


def _find_usual_height(lines: Sequence[Line]) -> float:
    """Return the height of most letters."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    return max(heights, key=lambda height: (heights[height], height))


def _gather_paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    usual, margins = _find_usual_distance(lines), _find_margins(lines)
    held = [lines[0]]
    for line, margin in zip(lines[1:], margins[1:], strict=True):
        if _begins(line, held, usual, margin):
            yield held
            held = []
        held.append(line)
    yield held


def _find_usual_distance(lines: Sequence[Line]) -> float:
    """Return how far apart the lines of a paragraph are: the middle of those where a sentence goes on, surely one."""
    inside = [above.base - line.base for above, line in pairwise(lines) if line.text[:1].islower()]
    return median([distance for distance in inside if distance > 0] or [0.0])


def _find_margins(lines: Sequence[Line]) -> list[float]:
    """Return the left margin of each line's column."""
    columns: list[list[Line]] = []
    for line in lines:
        if not columns or _is_next_column(line, columns[-1][-1]):
            columns.append([])
        columns[-1].append(line)
    return [margin for column in columns for margin in [min(line.left for line in column)] * len(column)]


def _is_next_column(line: Line, above: Line) -> bool:
    return line.first or line.base >= above.base


def _begins(line: Line, held: Sequence[Line], usual: float, margin: float) -> bool:
    """Tell whether a line begins a paragraph."""
    above = held[-1]
    if max(line.height, above.height) > SAME_SIZE * min(line.height, above.height):
        return True
    whole = ends_like_a_sentence(above.text)
    if _is_next_column(line, above):  # or the next page
        return whole and not line.text[:1].islower()
    if above.base - line.base > NEW_PARAGRAPH * max(usual, above.height):
        return True
    indented = line.left > margin + INDENT * line.height and line.left < above.right
    width = max(one.right for one in (*held, line)) - margin
    return whole and (indented or above.right - margin < SHORT * width)


def _measure_letters(group: Sequence[Line]) -> float:
    return round(max(line.height for line in group), 1)


def _is_headline(group: Sequence[Line], usual: float) -> bool:
    """Tell whether a paragraph is one: higher than the text, short, and no sentence."""
    text = " ".join(line.text for line in group)
    return (
        _measure_letters(group) > SAME_SIZE * usual
        and len(text.split()) <= HEADLINE_WORDS
        and not text.endswith((".", "。", ","))
    )


def _join_lines(group: Sequence[Line], hyphenated: Counter[str]) -> str:
    """Return the lines of a paragraph as one, words that were parted made whole."""
    text = group[0].text
    for line in group[1:]:
        if text.endswith(tuple(HYPHENS)) and line.text[:1].islower():
            parted = text.rpartition(" ")[2].rstrip(HYPHENS) + "-" + line.text.partition(" ")[0].rstrip('.,;:!?”"’)')
            text = text.rstrip(HYPHENS) + ("-" if parted.lower() in hyphenated else "") + line.text
        elif FAR_EAST.match(text[-1:]) and FAR_EAST.match(line.text[:1]):
            text += line.text
        else:
            text = f"{text} {line.text}"
    return re.sub("[\ufffe\x02]", "-", text)
