"""Web pages: cut into blocks, of which those of the article are chosen; JSON-LD and meta elements state the facts."""

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

from digest.intake.readers.blockchoice import PageParagraph, choose_article
from digest.intake.readers.blocks import cut_blocks
from digest.intake.readers.pagefacts import read_page_facts
from digest.intake.sanitize import clean, decode
from digest.model import Document, Fact, Facts, Paragraph, Problem, Role
from digest.text.words import strip_to_letters

DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LONGEST = 4_000_000
"""Characters of a page without the pictures in it; more is no page with an article."""
SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:Page saved with SingleFile\s{0,9}url: ?|saved from url=\(\d{1,5}\))(https?://[^\s<>\"]{1,2000})"
)
"""The address that a browser wrote into a page as it saved it."""
TOP = 4096
"""Characters of a page among which such a comment stands; bytes among which it declares its encoding."""
PICTURE = re.compile(r"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=%\s]{100,}")
"""A picture or font that a page carries inside, as SingleFile saves them."""
CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
"""Control characters, which stop the parser."""
ELEMENTS = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
"""Every element is of lxml.html's common class: looking for its kinds of form fields costs a call for each."""
OF_HEADS = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
SURE_ROLES: dict[str, tuple[Role, str]] = {
    "byline": ("byline", "dates or signs the article"),
    "post": ("teaser", "signs a post that the page shows"),
    "label": ("boilerplate", "a short line over or under the text"),
    "note": ("boilerplate", "speaks of the page, not of the news"),
}
"""The role of a paragraph by the kind of its words, also where it is a heading."""
ROLES: dict[str, tuple[Role, str]] = {
    "caption": ("caption", "names who took a picture"),
    "start": ("boilerplate", "points somewhere else"),
}
"""The same, where it is no heading."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""Headings with their level, 1 for the highest."""


def read_html(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a page with what the page states about it."""
    return read_page(path, decode_page(data))


def decode_page(data: bytes) -> str:
    """Decode a page by what it declares near its top."""
    declared = DECLARED.search(data[:TOP])
    return decode(data, declared[1].decode("ascii") if declared else None)


def read_page(path: str, text: str) -> tuple[Document, ...] | Problem:
    """Read a decoded page as ``read_html`` does."""
    if len(text) > LONGEST:
        text = PICTURE.sub("data:,", text)
    if len(text) > LONGEST:
        return Problem(path, "longer than any page with an article", unreadable=True)
    page = parse_page(text)
    if page is None:
        return Problem(path, "no readable HTML in it", unreadable=True)
    facts, stated = read_page_facts(page)
    if facts.url is None and (saved := SAVED_FROM.search(text[:TOP])):
        facts = replace(facts, url=Fact(clean(saved[1]), "place it was saved from"))
    paragraphs = choose_article(page, _split_lines(stated))
    if not paragraphs:
        return Problem(path, "this page holds no article: nothing that reads like one was found", unreadable=True)
    return (_make_document(path, paragraphs, facts),)


def parse_page(text: str) -> HtmlElement | None:
    """Parse a page; ``None`` when it holds nothing that a parser understands."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(ELEMENTS)
    # Strings are sanitized after the parser resolved entities; lone surrogates would stop the parser.
    data = text.encode("utf-8", "ignore").translate(None, CONTROLS)
    try:
        page = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _open_body(page)
    etree.strip_elements(page, "rt", "rp", with_tail=False)  # how a word is read aloud, in the middle of a sentence
    return page


def _open_body(page: HtmlElement) -> None:
    """Move into the body what the parser took for the head's, where a page leaves the tag of its body out."""
    head, body = page.find("head"), page.find("body")
    first = next((at for at, one in enumerate(head) if one.tag not in OF_HEADS), None) if head is not None else None
    if head is not None and first is not None:
        if body is None:
            body = etree.SubElement(page, "body")
        body[:0] = head[first:]


def read_markup(fragment: str) -> str:
    """Return the text of a piece of HTML, as feeds carry it: a paragraph a block."""
    page = parse_page(f"<body>{fragment}</body>") if fragment.strip() else None
    return "\n\n".join(block.text for block in cut_blocks(page) if not block.hidden) if page is not None else ""


def _split_lines(stated: str | None) -> list[str]:
    """Return the paragraphs of the text that JSON-LD carries."""
    if not stated:
        return []
    text = read_markup(stated) if "<p" in stated.lower() else clean(stated)
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _make_document(path: str, paragraphs: list[PageParagraph], facts: Facts) -> Document:
    """Put the title over the paragraphs, of which none repeats it, and mark their roles."""
    title = facts.title.value if facts.title else None
    paragraphs = [one for one in paragraphs if not title or strip_to_letters(one.text) != strip_to_letters(title)]
    pieces, marked, at = [], [], 0
    lines: list[tuple[str, Role, str]] = [(title, "title", "the page's title")] if title else []
    lines += [(one.text, *_find_role(one)) for one in paragraphs]
    for text, role, why in lines:
        marked.append(Paragraph(at, at + len(text), role, why))
        pieces.append(text)
        at += len(text) + 2
    return Document(path, 0, "\n\n".join(pieces), facts, tuple(marked))


def _find_role(paragraph: PageParagraph) -> tuple[Role, str]:
    """Return the role of a paragraph; what dates or signs the article, names a photographer or is a link is no body."""
    if paragraph.kind in SURE_ROLES:
        return SURE_ROLES[paragraph.kind]
    if paragraph.tag in HEADINGS:
        return "subhead", "a heading"
    return ROLES.get(paragraph.kind, ("body", paragraph.why))
