"""Plain text: wire copy, text saved from a page."""

from digest.intake.sanitize import clean, decode
from digest.model import Document, Problem


def read_plain(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """One Document with the whole text."""
    return (Document(path, 0, clean(decode(data)).strip("\n")),)
