"""PDF: the text of its pages, where it has any."""

import io
import logging
import re

from digest.intake.sanitize import clean
from digest.model import Document, Fact, Facts, Problem

MOST_PAGES = 40
MOST_CHARACTERS = 400_000
FEWEST_WORDS = 20
PAGE_NUMBER = re.compile(r"(?m)^[ \t]*(?:page |seite )?\d{1,4}(?: ?(?:of|/|von) ?\d{1,4})?[ \t]*$", re.IGNORECASE)
MADE_BY_A_PROGRAM = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|qxd|pdf|tmp)\b", re.IGNORECASE)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """One Document with the text of the first pages; a scan, a lock or damage is said as such."""
    import pypdf  # noqa: PLC0415  (only who has PDFs pays for it)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Problem(path, "this PDF is locked with a password", unreadable=True)
        pages = []
        for page in reader.pages[:MOST_PAGES]:
            pages.append(page.extract_text() or "")
            if sum(map(len, pages)) > MOST_CHARACTERS:
                break
        told = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, NotImplementedError):
        return Problem(path, "this PDF is damaged and cannot be read", unreadable=True)
    except (RecursionError, MemoryError):
        return Problem(path, "this PDF is built in a circle and cannot be read", unreadable=True)
    text = PAGE_NUMBER.sub("", clean("\n\n".join(pages))).strip("\n")
    if len(text.split()) < FEWEST_WORDS:
        return Problem(
            path, "this PDF holds pictures of pages and no text (a scan); it needs text recognition", unreadable=True
        )
    title = clean(str(told)).strip() if told and not MADE_BY_A_PROGRAM.search(str(told)) else ""
    facts = Facts(title=Fact(title, "PDF title", guess=True) if len(title.split()) > 2 else None)
    return (Document(path, 0, text, facts),)
