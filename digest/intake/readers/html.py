"""Web pages: cut into blocks, of which those of the article are chosen; JSON-LD and meta elements state the facts."""

import re

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

from digest.intake.readers.blocks import blocks_of
from digest.intake.readers.extraction import letters
from digest.intake.readers.pagefacts import facts_of_page
from digest.intake.readers.selection import Passage, choose_article
from digest.intake.sanitize import clean, decode
from digest.model import Document, Facts, Paragraph, Problem, Role

DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LONGEST = 4_000_000
"""Characters of a page without the pictures in it; more is no page with an article."""
PICTURE = re.compile(r"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=%\s]{100,}")
"""A picture or font that a page carries inside, as SingleFile saves them."""
CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
"""Control characters, which stop the parser."""
ELEMENTS = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
"""Every element is of lxml.html's common class: looking for its kinds of form fields costs a call for each."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def read_html(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a page with what the page states about it."""
    return read_page(path, decode_page(data))


def decode_page(data: bytes) -> str:
    """Decode a page by what it declares near its top."""
    declared = DECLARED.search(data[:4096])
    return decode(data, declared[1].decode("ascii") if declared else None)


def read_page(path: str, text: str, *, part: int = 0) -> tuple[Document, ...] | Problem:
    """Read a decoded page as ``read_html`` does."""
    if len(text) > LONGEST:
        text = PICTURE.sub("data:,", text)
    if len(text) > LONGEST:
        return Problem(path, "longer than any page with an article", part, unreadable=True)
    page = parsed(text)
    if page is None:
        return Problem(path, "no readable HTML in it", part, unreadable=True)
    facts, told = facts_of_page(page)
    passages = choose_article(page, told, _lines_of(told))
    if not passages:
        return Problem(path, "this page holds no article: nothing that reads like one was found", part, unreadable=True)
    return (_document(path, part, passages, facts),)


def parsed(text: str) -> HtmlElement | None:
    """Parse a page; ``None`` when it holds nothing that a parser understands."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(ELEMENTS)
    # Strings are sanitized after the parser resolved entities; lone surrogates would stop the parser.
    data = text.encode("utf-8", "ignore").translate(None, CONTROLS)
    try:
        return document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def text_of_markup(fragment: str) -> str:
    """Return the text of a piece of HTML, as feeds carry it: a paragraph a block."""
    page = parsed(f"<body>{fragment}</body>") if fragment.strip() else None
    return "\n\n".join(block.text for block in blocks_of(page) if not block.hidden) if page is not None else ""


def _lines_of(told: str | None) -> list[str]:
    """Return the paragraphs of the text that JSON-LD carries."""
    if not told:
        return []
    text = text_of_markup(told) if "<p" in told.lower() else clean(told)
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _document(path: str, part: int, passages: list[Passage], facts: Facts) -> Document:
    """Put the title over the passages, of which none repeats it, and mark their roles."""
    title = facts.title.value if facts.title else None
    passages = [one for one in passages if not title or letters(one.text) != letters(title)]
    pieces, marked, at = [], [], 0
    lines: list[tuple[str, Role, str]] = [(title, "title", "the page's title")] if title else []
    lines += [(one.text, *_role(one)) for one in passages]
    for text, role, why in lines:
        marked.append(Paragraph(at, at + len(text), role, why))
        pieces.append(text)
        at += len(text) + 2
    return Document(path, part, "\n\n".join(pieces), facts, tuple(marked))


def _role(passage: Passage) -> tuple[Role, str]:
    """Return the role of a passage; what dates or signs the article, names a photographer or is a link is no body."""
    if passage.kind == "byline":
        return "byline", "dates or signs the article"
    if passage.kind == "label":
        return "boilerplate", "a short line over or under the text"
    if passage.tag in HEADINGS:
        return "subhead", "a heading"
    if passage.kind == "caption":
        return "caption", "names who took a picture"
    if passage.kind == "start":
        return "boilerplate", "points somewhere else"
    return "body", passage.why
