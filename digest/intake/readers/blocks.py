"""Cut a web page into the blocks of text that it shows, each with where it stands in the tree."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from digest.intake.paragraphs import find_width, joins
from digest.intake.sanitize import clean

UNSEEN = frozenset(
    (
        "script", "style", "noscript", "svg", "iframe", "select", "textarea", "head", "button", "object", "math",
    )
)  # fmt: skip
"""Elements whose text is not running text of the page."""
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
        "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "body", "template", "tbody",
    )
)  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
"""The words of a class or an id, also in camel case."""
LONGEST_CELL = 100
"""Characters of a cell of data; a longer one is text that a table only places."""
LEVELS = 7
"""Levels of the tree above a block whose names and tags describe it."""
MOST_NAMES = 500
"""Characters of an element's names that are read; more is machine-made."""


class PageBlock(NamedTuple):
    """A block of text and where it stands.

    ``tags`` and ``names`` (words of classes and ids) are those of the elements around it, nearest first; ``links`` and
    ``bold`` are the shares of its letters that are links or bold; ``element`` and ``parent`` number the element that it
    stands in and the one around that; ``breaks`` counts the ``br`` before it.
    """

    text: str
    tags: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    hidden: bool
    links: float
    bold: float
    element: int
    parent: int
    breaks: int


class _State(NamedTuple):
    """What the elements around a piece of text say of it."""

    tags: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    hidden: bool
    linked: bool
    bold: bool
    element: int
    parent: int


_TOP = _State((), (), hidden=False, linked=False, bold=False, element=0, parent=0)


def cut_blocks(page: HtmlElement) -> list[PageBlock]:
    """Return the blocks of text of a page in order, lines that belong together as one."""
    return list(_join_lines(list(_cut(page))))


def _cut(page: HtmlElement) -> Iterator[PageBlock]:
    """Yield a block for each element or line that has text, without recursion: pages nest as deep as they like."""
    states = [_TOP]
    pieces: list[tuple[str, _State]] = []
    breaks = elements = 0
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        starts = event == "start"
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in BLOCKS and (starts or tag != "br"):
            if pieces and (block := _make_block(pieces, breaks)):
                yield block
                breaks = 0
            pieces = []
            breaks = breaks + 1 if tag == "br" else 0
        if starts:
            elements += 1
            states.append(_enter(states[-1], element, tag, elements))
            if tag in UNSEEN:
                walk.skip_subtree()
                continue
        else:
            states.pop()
        said = element.text if starts else element.tail
        if said and len(states) > 1 and (pieces or not said.isspace()):
            pieces.append((said, states[-1]))
    if pieces and (block := _make_block(pieces, breaks)):
        yield block


def is_hidden(stated: Mapping[str, str]) -> bool:
    """Tell whether an element's attributes say that it is not shown."""
    style = stated.get("style")
    return "hidden" in stated or (style is not None and HIDDEN.search(style) is not None)


def _enter(above: _State, element: etree._Element, tag: str, number: int) -> _State:
    """Describe the text in an element."""
    stated: dict[Any, Any] = dict(element.items())  # once: most elements state one thing, or nothing
    hidden = above.hidden or is_hidden(stated)
    linked, bold = above.linked or tag == "a", above.bold or tag in ("b", "strong")
    if tag not in BLOCKS:
        same = (hidden, linked, bold) == (above.hidden, above.linked, above.bold)
        return above if same else above._replace(hidden=hidden, linked=linked, bold=bold)
    names = _split_names(" ".join([stated.get(name, "") for name in ("class", "id", "itemprop", "role")]))
    tags, all_names = (tag, *above.tags[: LEVELS - 1]), (names, *above.names[: LEVELS - 1])
    return _State(tags, all_names, hidden, linked, bold, number, above.element)


@lru_cache(4096)
def _split_names(said: str) -> frozenset[str]:
    """Return the words of an element's names; a page, and a site, has few of them many times."""
    return frozenset(word.lower() for word in NAME.findall(said[:MOST_NAMES]))


def _make_block(pieces: list[tuple[str, _State]], breaks: int) -> PageBlock | None:
    """Put the pieces of a line together; ``None`` where they hold no text."""
    if len(pieces) == 1:  # the most often
        return _make_block_of(*pieces[0], breaks)
    text = clean(" ".join("".join(piece for piece, _ in pieces).split()))
    if not text:
        return None
    filled = [(len(piece.strip()), state) for piece, state in pieces if piece.strip()]
    whole = sum(size for size, _ in filled)
    first = filled[0][1]
    return PageBlock(
        text,
        first.tags,
        first.names,
        all(state.hidden for _, state in filled),
        sum(size for size, state in filled if state.linked) / whole,
        sum(size for size, state in filled if state.bold) / whole,
        first.element,
        first.parent,
        breaks,
    )


def _make_block_of(piece: str, state: _State, breaks: int) -> PageBlock | None:
    """Make a block of one piece; ``None`` where it holds no text."""
    text = clean(" ".join(piece.split()))
    if not text:
        return None
    links, bold = float(state.linked), float(state.bold)
    return PageBlock(text, state.tags, state.names, state.hidden, links, bold, state.element, state.parent, breaks)


def _join_lines(blocks: list[PageBlock]) -> Iterator[PageBlock]:
    """Join the cells of a row, and the lines that a page broke by ``br`` or by an element a line within a sentence."""
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and _is_next_line(blocks[end - 1], blocks[end]):
            end += 1
        if end == at + 1:
            yield blocks[at]
        else:
            yield from _join_run(blocks[at:end])
        at = end


def _is_next_line(before: PageBlock, block: PageBlock) -> bool:
    if before.element == block.element:
        return block.breaks == 1
    if _is_cell(before) and _is_cell(block):
        return before.parent == block.parent
    return before.parent == block.parent and before.tags[:1] == block.tags[:1] == ("div",) and not block.breaks


def _is_cell(block: PageBlock) -> bool:
    return block.tags[:1] in (("td",), ("th",)) and len(block.text) <= LONGEST_CELL


def _join_run(lines: list[PageBlock]) -> Iterator[PageBlock]:
    if _is_cell(lines[0]) and lines[0].element != lines[1].element:
        yield _merge(lines)
        return
    width = find_width([[line.text for line in lines]])
    if width is None and lines[0].element != lines[1].element:
        yield from lines
        return
    held = [lines[0]]
    for before, line in pairwise(lines):
        if joins(before.text, line.text, width):
            held.append(line)
        else:
            yield _merge(held)
            held = [line]
    yield _merge(held)


def _merge(lines: list[PageBlock]) -> PageBlock:
    sizes = [len(line.text) for line in lines]
    links = sum(size * line.links for size, line in zip(sizes, lines, strict=True)) / sum(sizes)
    bold = sum(size * line.bold for size, line in zip(sizes, lines, strict=True)) / sum(sizes)
    return lines[0]._replace(text=" ".join(line.text for line in lines), links=links, bold=bold)
