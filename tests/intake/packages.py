"""Makes small office documents, e-books, web archives and mailboxes for tests, by hand and byte for byte the same."""

import io
import plistlib
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def packed(files: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP of some files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files in a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(inner: str, styles: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document whose body is this XML; ``styles`` are names by their ids."""
    named = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in (styles or {}).items()
    )
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body>{inner}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>{named}</w:styles>",
        }
    )


def word_paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(paragraphs: Sequence[str]) -> bytes:
    """Return a Word document with paragraphs of the standard style."""
    return word("".join(map(word_paragraph, paragraphs)))


def open_text(inner: str, styles: str = "") -> bytes:
    """Return an OpenDocument text whose text is this XML."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_O}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{inner}</office:text></office:body></office:document-content>",
        }
    )


def odt(paragraphs: Sequence[str]) -> bytes:
    """Return an OpenDocument text with paragraphs of the standard style."""
    return open_text("".join(f"<text:p>{escape(one)}</text:p>" for one in paragraphs))


def rtf(paragraphs: Sequence[str]) -> bytes:
    """Return a rich text as WordPad writes it."""
    said = "\\par\n".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in one) for one in paragraphs)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}\\pard {said}\\par}}".encode()


def epub(chapters: Mapping[str, str], metadata: str = "", *, extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return an e-book: the chapters' pages by their names, in reading order."""
    items = "".join(f'<item id="{at}" href="{name}"/>' for at, name in enumerate(chapters))
    order = "".join(f'<itemref idref="{at}"/>' for at in range(len(chapters)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **{f"OEBPS/{name}": page for name, page in chapters.items()},
            **(extra or {}),
        }
    )


def webarchive(page: str, address: str = "https://news.example/lock", *, xml: bool = False) -> bytes:
    """Return a web archive as Safari saves it."""
    main = {"WebResourceData": page.encode(), "WebResourceURL": address, "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_XML if xml else plistlib.FMT_BINARY)


def mbox(mails: Sequence[str]) -> bytes:
    """Return a mailbox."""
    return "".join(f"From desk@example.org Tue Nov 27 08:00:00 2018\n{one.strip()}\n\n" for one in mails).encode()


def table(text: str, delimiter: str = ",") -> bytes:
    """Return a table of one row with a title and a text."""
    return f'title{delimiter}text\nThe lock{delimiter}"{text.replace(chr(34), chr(34) * 2)}"\n'.encode()


def enex(notes: Mapping[str, str]) -> bytes:
    """Return an export of Evernote: the texts of notes by their titles."""
    made = "".join(
        f"<note><title>{escape(title)}</title><content><![CDATA[<?xml version='1.0'?><!DOCTYPE en-note SYSTEM 'x.dtd'><en-note>"
        f"{''.join(f'<div>{escape(one)}</div>' for one in text.split(chr(10) * 2))}</en-note>]]></content><created>20181127T200000Z</created>"
        "<note-attributes><author>Ada Lund</author><source-url>https://post.example/lock</source-url></note-attributes></note>"
        for title, text in notes.items()
    )
    return f"<?xml version='1.0'?><!DOCTYPE en-export SYSTEM 'http://xml.evernote.com/pub/evernote-export4.dtd'><en-export>{made}</en-export>".encode()
