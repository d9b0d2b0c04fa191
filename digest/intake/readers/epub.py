"""E-books (.epub): every chapter an article, as in the issues of a newspaper that calibre and publishers make.

Scripts are not run, nothing outside the file is asked for, and covers, contents and imprints are passed over.
"""

import posixpath
from urllib.parse import unquote

from lxml import etree

from digest.intake.limits import MOST_ARTICLES, SHORTEST_ARTICLE
from digest.intake.readers.assemble import make_document
from digest.intake.readers.markup import cut_markup
from digest.intake.readers.zipped import ZipFiles, open_zip, strip_namespace
from digest.intake.sanitize import clean_line, decode
from digest.model import Document, Fact, Facts, Problem
from digest.text.words import split_words

PAGES = (".xhtml", ".html", ".htm")
LARGEST = 10_000_000
"""Bytes of all chapters, three seconds' work; the longest newspaper has two million."""


def read_epub(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the chapters of an e-book, numbered in the order in which they are read."""
    zipped = open_zip(data)
    if zipped is None:
        return Problem(path, "this e-book is damaged and cannot be read", unreadable=True)
    place = _find_package(zipped)
    package = zipped.read_xml(place) if place else None
    if package is None:  # the list of chapters is missing: what is there is read in the order of its names
        package, chapters = etree.Element("package"), sorted(one for one in zipped.names if one.endswith(PAGES))
    else:
        chapters = _list_chapters(package, posixpath.dirname(place or ""))
    if len(chapters) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} articles in one file; split it", unreadable=True)
    found = _read_chapters(path, zipped, chapters, _read_facts(package))
    if found is None:
        return Problem(path, f"more than {LARGEST // 1_000_000} MB when unpacked: no newspaper is", unreadable=True)
    if found:
        return tuple(found)
    locked = "META-INF/encryption.xml" in zipped.names
    reason = "this e-book is locked (copy protection)" if locked else "this e-book holds no text"
    return Problem(path, reason, unreadable=True)


def _find_package(zipped: ZipFiles) -> str | None:
    """Return the name of the file that lists the chapters."""
    container = zipped.read_xml("META-INF/container.xml")
    for element in container.iter() if container is not None else ():
        if strip_namespace(element) == "rootfile":
            return str(element.get("full-path") or "") or None
    return None


def _list_chapters(package: etree._Element, folder: str) -> list[str]:
    """Return the names of the chapters' files in reading order, each once, without the table of contents."""
    files: dict[str, str] = {}
    for item in package.iter():
        if strip_namespace(item) == "item" and "nav" not in str(item.get("properties") or "").split():
            name = unquote(str(item.get("href") or "").partition("#")[0])
            files[str(item.get("id"))] = posixpath.normpath(posixpath.join(folder, name))
    order = [str(one.get("idref")) for one in package.iter() if strip_namespace(one) == "itemref"]
    return list(dict.fromkeys(files[one] for one in order if one in files))


def _read_facts(package: etree._Element) -> Facts:
    """Return what the book states about all its chapters; the day is that of the book, a guess for an article."""
    fields: dict[str, str] = {}
    for element in package.iter():
        words = clean_line(element.text or "") if "purl.org/dc/" in str(element.tag) else ""
        if words:
            fields.setdefault(strip_namespace(element), words)

    def fact(name: str, source: str, *, guess: bool = False) -> Fact | None:
        return Fact(fields[name], source, guess) if name in fields else None

    return Facts(
        published=fact("date", "date of the e-book", guess=True),
        outlet=fact("title", "title of the e-book"),
        author=None if "calibre" in fields.get("creator", "").lower() else fact("creator", "e-book"),
        language=fact("language", "e-book"),
    )


def _read_chapters(path: str, zipped: ZipFiles, chapters: list[str], facts: Facts) -> list[Document] | None:
    """Return the chapters that have a text; ``None`` when all of them are larger than any newspaper."""
    sources: list[bytes] = []
    for name in chapters:
        sources.append(zipped.read(name) or b"")
        if sum(map(len, sources)) > LARGEST:
            return None
    found: list[Document] = []
    for source in sources:
        blocks = cut_markup(decode(source))
        if len(split_words(" ".join(one.text for one in blocks))) >= SHORTEST_ARTICLE:
            found.append(make_document(path, len(found), blocks, facts))
    return found
