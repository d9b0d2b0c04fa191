"""Take pieces of HTML apart into blocks: headings, captions and paragraphs, each with the links that it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from digest.intake.readers.assemble import Block, block
from digest.intake.readers.html import BLOCKS, UNSEEN, parsed

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LONGEST = 4_000_000
"""Characters; a longer piece holds more than an article."""


@dataclass(slots=True)
class _Line:
    """A line as it comes together."""

    pieces: list[str] = field(default_factory=list)
    level: int = 0
    caption: bool = False


def blocks_of_markup(source: str) -> list[Block]:
    """Return the blocks that a piece of HTML, or a whole page, shows; none of what is longer than any article's."""
    page = parsed(source) if source.strip() and len(source) <= LONGEST else None
    return [one for one in _blocks(page) if one.text] if page is not None else []


def _blocks(page: HtmlElement) -> Iterator[Block]:
    """Walk without recursion, for a page may be nested as deep as it likes."""
    line, unseen, level, captions = _Line(), 0, 0, 0
    for event, element in etree.iterwalk(page, events=("start", "end")):
        starts = event == "start"
        step = 1 if starts else -1
        if element.tag in UNSEEN:
            unseen += step
        if element.tag in BLOCKS:
            yield block(" ".join("".join(line.pieces).split()), line.level, caption=line.caption)
            level = HEADINGS[element.tag] if starts and element.tag in HEADINGS else level if starts else 0
            captions += step * (element.tag == "figcaption")
            line = _Line([], level, captions > 0)
        if not unseen and (text := element.text if starts else element.tail):
            line.pieces.append(text)
    yield block(" ".join("".join(line.pieces).split()), line.level, caption=line.caption)
