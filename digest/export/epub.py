"""Write an EPUB 3: the letter as a chapter, with a table of its parts. ebooklib would do it, and is AGPL."""

import datetime as dt
from html import escape

import lxml.html
from lxml import etree

from digest.export.volume import Volume, zip_files

_MIMETYPE = "mimetype"
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{id}</dc:identifier>
<dc:title>{name}</dc:title>
<dc:creator>{title}</dc:creator>
<dc:language>{language}</dc:language>
<dc:date>{made:%Y-%m-%dT%H:%M:%SZ}</dc:date>
<meta property="dcterms:modified">{made:%Y-%m-%dT%H:%M:%SZ}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="briefing" href="briefing.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="briefing"/></spine>
</package>
"""
_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}"
 xml:lang="{language}">
<head><title>{name}</title></head>
<body>
{body}
</body>
</html>
"""


def write_epub(volume: Volume) -> bytes:
    """Write a volume as an EPUB."""
    letter = lxml.html.fromstring(volume.letter)
    etree.strip_elements(letter, etree.Comment, with_tail=False)
    parts = [(part, " ".join("".join(map(str, part.itertext())).split())) for part in letter.iter("h2")]
    lines = [f'<li><a href="briefing.xhtml">{escape(volume.day)}</a></li>']
    for number, (part, title) in enumerate(parts, 1):
        part.set("id", f"part-{number}")
        lines.append(f'<li><a href="briefing.xhtml#part-{number}">{escape(title)}</a></li>')
    listed = "\n".join(lines)
    nav = f'<nav epub:type="toc"><h1>{escape(volume.contents)}</h1>\n<ol>\n{listed}\n</ol></nav>'
    head = f"<h1>{escape(volume.title)}</h1>\n<p>{escape(volume.day)}</p>"
    about = {"name": escape(volume.name), "title": escape(volume.title), "language": volume.language}
    package = _PACKAGE.format(**about, id=volume.id, made=volume.made.astimezone(dt.UTC))
    chapter = f"{head}\n{etree.tostring(letter, encoding='unicode')}"
    files = {
        _MIMETYPE: "application/epub+zip",  # a reader looks for it at the beginning, as it stands
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": package,
        "book/nav.xhtml": _PAGE.format(**about, body=nav),
        "book/briefing.xhtml": _PAGE.format(**about, body=chapter),
    }
    return zip_files({name: text.encode() for name, text in files.items()}, stored=_MIMETYPE)
