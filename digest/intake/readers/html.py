"""Web pages: trafilatura takes the article out, JSON-LD and meta elements tell the facts, our cleaner comes after.

Where trafilatura in precision mode finds little, its default mode, the text that JSON-LD carries and all that the
page shows are tried, in this order.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

from digest.intake.paragraphs import ends_like_a_sentence
from digest.intake.readers.pagefacts import facts_of_page
from digest.intake.sanitize import clean, decode
from digest.model import Document, Facts, Paragraph, Problem, Role

DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LITTLE = 60
"""Words below which an extraction is doubted and the next way is tried."""
LEAD = 25
"""Words of a paragraph that may be a lead that was dropped."""
LONGEST = 4_000_000
"""Characters of a page; more is no page with an article."""
UNSEEN = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "head", "button", "form",
        "object",
    )
)  # fmt: skip
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "body",
    )
)  # fmt: skip
TELLING = ("p", "head", "item", "quote", "row", "code")
"""What trafilatura calls the elements that hold an article's words."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAY_HIDE = etree.XPath("descendant-or-self::*[@hidden or @style]")
CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
"""What a parser stumbles over."""
ELEMENTS = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
"""Every element is of lxml.html's common class: to look for its kinds of form fields costs a call for each."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The article of a page, with what the page tells about it."""
    declared = DECLARED.search(data[:4096])
    return read_page(path, decode(data, declared[1].decode("ascii") if declared else None))


def read_page(path: str, text: str, *, part: int = 0) -> tuple[Document, ...] | Problem:
    """As ``read_html``, of a decoded page."""
    if len(text) > LONGEST:
        return Problem(path, "longer than any page with an article", part, unreadable=True)
    page = parsed(text)
    if page is None:
        return Problem(path, "no readable HTML in it", part, unreadable=True)
    facts, told = facts_of_page(page)
    shown = _shown(page)
    blocks = _blocks_of(shown, told) or (_blocks_of(page, told) if shown is not page else [])
    if not blocks:
        return Problem(path, "this page holds no article: nothing that reads like one was found", part, unreadable=True)
    return (_document(path, part, blocks, facts),)


def parsed(text: str) -> HtmlElement | None:
    """The tree of a page; ``None`` when there is nothing in it that a parser understands."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(ELEMENTS)
    # Strings are sanitized after the parser resolved entities; lone surrogates would stop the parser.
    data = text.encode("utf-8", "ignore").translate(None, CONTROLS)
    try:
        return document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _shown(page: HtmlElement) -> HtmlElement:
    """A page without what it hides from its own readers; the page itself where that is nothing."""
    if not _hidden(page):
        return page
    shown = deepcopy(page)
    for element in _hidden(shown):
        if element.getparent() is not None:
            element.drop_tree()
    return shown


def _hidden(page: HtmlElement) -> list[HtmlElement]:
    """The elements that their own attributes hide."""
    may: Any = MAY_HIDE(page)
    return [one for one in may if one.get("hidden") is not None or HIDDEN.search(one.get("style") or "")]


def text_of_markup(fragment: str) -> str:
    """The text of a piece of HTML, as feeds carry it: a paragraph a block."""
    page = parsed(f"<body>{fragment}</body>") if fragment.strip() else None
    return "\n\n".join(_visible(page)) if page is not None else ""


def _blocks_of(page: HtmlElement, told: str | None) -> list[tuple[str, str]]:
    """The article's blocks, ``(text, tag)``: the first way that finds enough, else the one that finds most."""
    best: list[tuple[str, str]] = []
    for way in (
        _precise,
        _usual,
        lambda _: [(one, "p") for one in _told(told)],
        lambda it: [(one, "p") for one in _visible(it)],
    ):
        found = way(page)
        words = _words(found)
        if words >= LITTLE:
            return found
        if words > _words(best):
            best = found
    return best


def _words(blocks: list[tuple[str, str]]) -> int:
    return sum(len(text.split()) for text, _ in blocks)


def _precise(page: HtmlElement) -> list[tuple[str, str]]:
    """Precision mode, and the paragraph before its first one: it takes some leads for summaries and drops them."""
    found = list(_extracted(page, precise=True))
    first = next((at for at, (text, _) in enumerate(found) if len(text) > 80), None)
    if first is None:
        return found
    lead = _line_above(page, found[first][0])
    if len(lead.split()) >= LEAD and ends_like_a_sentence(lead) and all(lead != text for text, _ in found):
        found.insert(first, (lead, "p"))
    return found


def _line_above(page: HtmlElement, line: str) -> str:
    """What a page shows directly above a line; nothing where it does not show that line."""
    above = ""
    for said in _visible(page):
        if said == line:
            return above
        above = said
    return ""


def _usual(page: HtmlElement) -> list[tuple[str, str]]:
    return list(_extracted(page, precise=False))


def _extracted(page: HtmlElement, *, precise: bool) -> Iterator[tuple[str, str]]:
    """What trafilatura takes for the article, block by block."""
    import trafilatura  # noqa: PLC0415  (it costs a fifth of a second, which a run without pages need not pay)

    found = trafilatura.bare_extraction(
        deepcopy(page), favor_precision=precise, include_comments=False, with_metadata=False
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return
    for element in found.body.iter(*TELLING):
        if any(_is_whole(outer) for outer in element.iterancestors(*TELLING)):
            continue  # a quotation in a paragraph: told with it
        pieces = _pieces(element) if _is_whole(element) else (element.text or "",)
        text = "".join("\n" if isinstance(piece, _Break) else piece for piece in pieces)
        for line in text.split("\n"):
            if said := clean(" ".join(line.split())):
                yield said, str(element.tag)


def _is_whole(element: etree._Element) -> bool:
    """Whether nothing in an element is a paragraph of its own."""
    return next(element.iterdescendants("p", "head", "item", "row"), None) is None


class _Break(str):
    """A line's end inside a block."""

    __slots__ = ()


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield _Break()
        elif isinstance(child.tag, str):
            yield from _pieces(child)
            yield " " if child.tag == "cell" else ""
        yield child.tail or ""


def _told(body: str | None) -> list[str]:
    if not body:
        return []
    text = text_of_markup(body) if "<p" in body.lower() else clean(body)
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _visible(page: HtmlElement) -> Iterator[str]:
    """All that a page shows, block by block; without recursion, for a page may be nested as deep as it likes."""
    hidden = set(_hidden(page))
    pieces: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(page, events=("start", "end")):
        starts = event == "start"
        if element.tag in UNSEEN or element in hidden:
            unseen += 1 if starts else -1
        if element.tag in BLOCKS:
            yield from _line(pieces)
            pieces = []
        if not unseen and (text := element.text if starts else element.tail):
            pieces.append(text)
    yield from _line(pieces)


def _line(pieces: list[str]) -> Iterator[str]:
    """The pieces of a line as one, when anything is left of them."""
    if pieces and (said := clean(" ".join("".join(pieces).split()))):
        yield said


def _document(path: str, part: int, blocks: list[tuple[str, str]], facts: Facts) -> Document:
    """The title over the blocks, headings marked; what stands over a heading that repeats the title is none of it."""
    title = facts.title.value if facts.title else None
    same = [at for at, (text, _) in enumerate(blocks) if title and _bare(text) == _bare(title)]
    if same and same[-1] < len(blocks) // 3 + 1:
        blocks = blocks[same[-1] + 1 :]
    pieces, marked, at = [], [], 0
    for text, tag in ([(title, "title")] if title else []) + blocks:
        role: Role | None = "title" if tag == "title" else "subhead" if tag == "head" else None
        if role:
            marked.append(Paragraph(at, at + len(text), role, "the page's title" if role == "title" else "a heading"))
        pieces.append(text)
        at += len(text) + 2
    return Document(path, part, "\n\n".join(pieces), facts, tuple(marked))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
