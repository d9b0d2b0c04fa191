"""Open the ZIP files that documents are packed in, within bounds, and parse their XML without what XML can do."""

import io
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

MOST_FILES_BYTES = 2_000_000
"""Bytes of a ZIP's table of contents: some twenty thousand files; to read more would cost seconds."""
LARGEST = 8_000_000
"""Bytes of one file in a ZIP once unpacked: the text of a report of 300 pages with all its formats. A tree of
eight megabytes of empty elements takes 250 MB."""
_END = b"PK\x05\x06"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What is raised where a ZIP is damaged, locked or packed in a way that Python does not know."""


class ZipFiles:
    """The files in a ZIP, by name, each read within ``LARGEST``; what is too large, locked or damaged is ``None``."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.names = frozenset(file.namelist())

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or ``None`` where it cannot be had."""
        try:
            info = self._file.getinfo(name)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return None
            with self._file.open(info) as member:
                data = member.read(LARGEST + 1)
        except (KeyError, *_BROKEN):
            return None
        return data if len(data) <= LARGEST else None

    def read_xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML file, or ``None`` where it cannot be had."""
        data = self.read(name)
        return parse_xml(data) if data else None


def open_zip(data: bytes) -> ZipFiles | None:
    """Return the files, or ``None`` when the ZIP is damaged or lists more files than any document has."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        return None
    (listed,) = struct.unpack_from("<I", data, end + 12)
    if listed > MOST_FILES_BYTES or data[end - 20 : end - 16] == b"PK\x06\x07":  # the second: more than 65,535 files
        return None
    try:
        return ZipFiles(zipfile.ZipFile(io.BytesIO(data)))
    except _BROKEN:
        return None


def make_parser(*, recover: bool = False) -> etree.XMLParser:
    """Return a parser that resolves no entity and asks for nothing outside the document."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def parse_xml(data: bytes) -> etree._Element | None:
    """Return the root of an XML document; ``None`` for what is none, and for one that defines entities."""
    try:
        root = etree.fromstring(data, parser=make_parser())
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    declared: Any = root.getroottree().docinfo.internalDTD  # whose stub knows no entities
    return None if declared is not None and next(declared.iterentities(), None) is not None else root


def strip_namespace(element: etree._Element) -> str:
    """Return an element's name without its namespace; a parser that recovers lets through names that are none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
