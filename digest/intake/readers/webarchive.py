"""Safari's web archives (.webarchive): the page in them, with the address that it was saved from."""

import plistlib
from dataclasses import replace
from xml.parsers.expat import ExpatError

from digest.intake.readers.html import read_page
from digest.intake.sanitize import clean, decode
from digest.model import Document, Fact, Problem

LARGEST_XML = 4_000_000
"""Bytes of an archive in XML; Safari writes the binary form, whose pages of any size cost nothing to reach."""


def read_webarchive(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of the page in a web archive."""
    page = _find_page(data)
    if page is None:
        return Problem(path, "this web archive is damaged or holds no page: save the page as .html", unreadable=True)
    text, address = page
    found = read_page(path, text)
    if isinstance(found, Problem) or not address:
        return found
    url = Fact(address, "place it was saved from")
    return tuple(replace(one, facts=replace(one.facts, url=one.facts.url or url)) for one in found)


def _find_page(data: bytes) -> tuple[str, str] | None:
    """Return the page's source and its address."""
    if not data.startswith(b"bplist") and len(data) > LARGEST_XML:
        return None
    try:
        archive = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, IndexError, TypeError, AttributeError,
            OverflowError, OSError, RecursionError, MemoryError):  # fmt: skip
        return None
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    source = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(source, bytes):
        return None
    charset, address = main.get("WebResourceTextEncodingName"), main.get("WebResourceURL")
    return (
        decode(source, charset if isinstance(charset, str) else None),
        clean(address) if isinstance(address, str) else "",
    )
