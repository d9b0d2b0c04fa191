"""Take pieces of HTML apart into blocks: headings, captions and paragraphs, and where a whole line is a link."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from digest.intake.readers.assemble import Block, make_block
from digest.intake.readers.blocks import BLOCKS, UNSEEN, is_hidden
from digest.intake.readers.html import HEADINGS, LONGEST, parse_page
from digest.intake.sanitize import clean


@dataclass(slots=True)
class _Line:
    """A line as it comes together; ``link`` is the address of its first words, ``other`` whether some lead nowhere."""

    level: int = 0
    caption: bool = False
    pieces: list[str] = field(default_factory=list)
    link: str = ""
    other: bool = False

    def add(self, text: str, link: str) -> None:
        """Add words, and where they lead."""
        self.pieces.append(text)
        if text.strip():
            self.link = self.link or link
            self.other = self.other or link != self.link

    def make_block(self) -> Block:
        """Return the whole line."""
        link = "" if self.other else clean(self.link)
        return make_block(" ".join("".join(self.pieces).split()), self.level, caption=self.caption, link=link)


def cut_markup(source: str) -> list[Block]:
    """Return the blocks that a piece of HTML, or a whole page, shows; none of what is longer than any article's."""
    page = parse_page(source) if source.strip() and len(source) <= LONGEST else None
    return [one for one in _cut(page) if one.text] if page is not None else []


def _cut(page: HtmlElement) -> Iterator[Block]:
    """Walk without recursion, for a page may be nested as deep as it likes."""
    line, unseen, captions, links = _Line(), 0, 0, [""]
    for event, element in etree.iterwalk(page, events=("start", "end")):
        starts = event == "start"
        step = 1 if starts else -1
        unseen += step * (element.tag in UNSEEN or is_hidden(element.attrib))
        if element.tag in BLOCKS:
            yield line.make_block()
            captions += step * (element.tag == "figcaption")
            level = HEADINGS.get(element.tag, line.level) if starts else line.level if element.tag == "br" else 0
            line = _Line(level, captions > 0)
        if element.tag == "a" and element.get("href", "").startswith("http"):
            links = [*links, element.get("href", "")] if starts else links[:-1]
        if not unseen and (text := element.text if starts else element.tail):
            line.add(text, links[-1])
    yield line.make_block()
