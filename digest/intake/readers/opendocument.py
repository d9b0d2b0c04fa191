"""OpenDocument texts (.odt): headings and paragraphs as they stand; comments, notes and deleted text are not read."""

from collections.abc import Iterator

from lxml import etree

from digest.intake.readers.assemble import Block, make_block, make_documents
from digest.intake.readers.zipped import ZipFiles, open_zip, strip_namespace
from digest.model import Document, Facts, Problem

NOT_READ = frozenset(
    (
        "tracked-changes", "annotation", "annotation-end", "note", "forms", "table-of-content", "scripts",
        "sequence-decls", "ruby-text", "bibliography", "alphabetical-index", "illustration-index",
    )
)  # fmt: skip
"""Elements whose text is no text of the document: deleted, a comment, a note, a list of its own headings."""
MOST_SPACES = 100
"""Spaces that one element may stand for; a million would fill the memory."""


def read_odt(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of an OpenDocument text, or several where each stands under a heading of the first level."""
    zipped = open_zip(data)
    root = zipped.read_xml("content.xml") if zipped else None
    if zipped is None or root is None:
        locked = zipped is not None and b"encryption-data" in (zipped.read("META-INF/manifest.xml") or b"")
        trouble = "is locked with a password" if locked else "is damaged and cannot be read"
        return Problem(path, f"this OpenDocument text {trouble}: save it anew", unreadable=True)
    body = next(
        (element for element in root.iter() if strip_namespace(element) == "text" and "office" in element.tag), root
    )
    blocks = list(_read_blocks(body, _find_title_styles(root, zipped)))
    if not any(one.text for one in blocks):
        return Problem(path, "this OpenDocument text holds no words", unreadable=True)
    return make_documents(path, blocks, Facts())


def _get_attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), "")


def _find_title_styles(root: etree._Element, zipped: ZipFiles) -> frozenset[str]:
    """Return the names of the styles of titles: "Title", and those of the document that are made from it."""
    styles = zipped.read_xml("styles.xml")
    made = {
        _get_attribute(style, "name"): _get_attribute(style, "parent-style-name")
        for tree in (root, styles)
        if tree is not None
        for style in tree.iter()
        if strip_namespace(style) == "style"
    }
    return frozenset(("Title", *(name for name, parent in made.items() if parent == "Title")))


def _read_blocks(element: etree._Element, titles: frozenset[str]) -> Iterator[Block]:
    """Yield the paragraphs below an element, those of tables and frames too; the parser allows 256 levels."""
    for child in element:
        name = strip_namespace(child)
        if name in NOT_READ:
            continue
        if name in ("p", "h"):
            style = _get_attribute(child, "style-name")
            level = _get_attribute(child, "outline-level") if name == "h" else ""
            number = int(level) if level.isascii() and level.isdigit() else int(name == "h")
            text, caption = "".join(_read_pieces(child)), style == "Illustration"
            yield make_block(text, 1 if style in titles else number, caption=caption)
        yield from _read_blocks(child, titles)


def _read_pieces(element: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph, without those of the paragraphs in it."""
    yield element.text or ""
    for child in element:
        name = strip_namespace(child)
        if name == "s":
            count = _get_attribute(child, "c")
            yield " " * min(int(count) if count.isascii() and count.isdigit() else 1, MOST_SPACES)
        elif name in ("tab", "line-break"):
            yield " " if name == "tab" else "\n"
        elif name not in NOT_READ and name not in ("p", "h"):
            yield from _read_pieces(child)
        yield child.tail or ""
