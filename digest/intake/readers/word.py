"""Word documents (.docx): the paragraphs of the body, as they stand when all changes are accepted.

Comments, footnotes, macros, pictures, links to other files and what was deleted are not read; nothing is run.
"""

from collections.abc import Iterator

from lxml import etree

from digest.intake.readers.assemble import Block, make_block, make_documents
from digest.intake.readers.zipped import ZipFiles, open_zip, strip_namespace
from digest.model import Document, Facts, Problem

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
NOT_READ = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "sdtPr", "tblPr", "ruby", "comment")
)
"""Elements whose text is no text of the document: deleted, moved away, given twice, an instruction."""
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a Word document, or several where each stands under a heading of the first level."""
    zipped = open_zip(data)
    root = zipped.read_xml(_find_main_part(zipped)) if zipped else None
    if zipped is None or root is None:
        return Problem(path, "this Word document is damaged and cannot be read: save it anew", unreadable=True)
    blocks = list(_read_blocks(root, _read_styles(zipped)))
    if not any(one.text for one in blocks):
        return Problem(path, "this Word document holds no text", unreadable=True)
    return make_documents(path, blocks, Facts())


def _find_main_part(zipped: ZipFiles) -> str:
    """Return the name of the part with the text; the usual one where the package names none."""
    relations = zipped.read_xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _read_styles(zipped: ZipFiles) -> dict[str, str]:
    """Return the names of styles by their ids: a German Word's "berschrift1" is named "heading 1"."""
    root = zipped.read_xml("word/styles.xml")
    styles: dict[str, str] = {}
    for style in root if root is not None else ():
        for name in style if strip_namespace(style) == "style" else ():
            if strip_namespace(name) == "name":
                styles[_get_attribute(style, "styleId")] = _get_attribute(name, "val").lower()
    return styles


def _get_attribute(element: etree._Element, name: str) -> str:
    return str(element.get(_WORD + name) or element.get(_STRICT + name) or "")


def _read_blocks(element: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    """Yield the paragraphs below an element, those of tables and text boxes too; the parser allows 256 levels."""
    for child in element:
        name = strip_namespace(child)
        if name in NOT_READ:
            continue
        if name == "p":
            style = _find_style(child, styles)
            if not style.startswith("toc "):
                yield make_block("".join(_read_pieces(child)), _find_level(style), caption=style == "caption")
        yield from _read_blocks(child, styles)


def _find_style(paragraph: etree._Element, styles: dict[str, str]) -> str:
    for properties in paragraph:
        for one in properties if strip_namespace(properties) == "pPr" else ():
            if strip_namespace(one) == "pStyle":
                used = _get_attribute(one, "val")
                return styles.get(used, used.lower())
    return ""


def _find_level(style: str) -> int:
    """Return the level of a heading's style, 0 for what is none."""
    if style == "title":
        return 1
    number = style.removeprefix("heading").strip()
    return int(number) if style.startswith("heading") and number.isascii() and number.isdigit() else 0


def _read_pieces(element: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph, without those of the paragraphs in it."""
    for child in element:
        name = strip_namespace(child)
        if name in NOT_READ or name == "p" or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name in SIGNS:
            yield "" if _get_attribute(child, "type") == "page" else SIGNS[name]
        else:
            yield from _read_pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    """Tell whether a run of letters is formatted as hidden text."""
    for properties in run:
        for one in properties if strip_namespace(properties) == "rPr" else ():
            if strip_namespace(one) == "vanish" and _get_attribute(one, "val") not in ("0", "false", "off"):
                return True
    return False
