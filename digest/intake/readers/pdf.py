"""PDF: the text of its pages. ``pdfium`` tells where the letters stand, ``layout`` makes paragraphs of them."""

import re
from collections.abc import Sequence

from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.readers.assemble import Block, make_documents
from digest.intake.readers.layout import TextRun, find_address, find_blocks
from digest.intake.readers.pdfium import read_pages
from digest.intake.sanitize import clean, clean_line
from digest.model import Document, Fact, Facts, Problem
from digest.text.words import split_words

MADE_BY_A_PROGRAM = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|qxd|pdf|tmp)\b", re.IGNORECASE)
SITE = re.compile(r"(?<!\s)\s+[|–—-]\s+(.{2,60})\Z")
"""What stands behind the headline in the title that a browser gives a PDF: "Lock closed | Alder Post"."""


def read_pdf(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of the first pages, or several where each has a headline of the first size.

    A scan, a lock that the empty password does not open, and damage are told as such.
    """
    found = read_pages(data)
    if isinstance(found, str):
        return Problem(path, f"this PDF {found}", unreadable=True)
    pages = [[TextRun(*run) for run in page] for page in found.runs]
    blocks = find_blocks(pages)
    if len(split_words(" ".join(one.text for one in blocks))) < SHORTEST_ARTICLE:
        reason = "this PDF holds pictures of pages and no text (a scan); it needs text recognition"
        return Problem(path, reason, unreadable=True)
    return make_documents(path, blocks, _find_facts(blocks, find_address(pages), clean_line(found.title)))


def _find_facts(blocks: Sequence[Block], address: str | None, title: str) -> Facts:
    """Return what the margin and the PDF itself state; the title that a browser gave it ends with the site's name."""
    headline = next((" ".join(one.text.split()) for one in blocks if one.level == 1), "")
    site = SITE.search(title)
    url = Fact(clean(address), "address in the margin") if address else None
    if headline:
        same = site and title[: site.start()].casefold() == headline.casefold()
        outlet = Fact(site[1], "PDF title", guess=True) if site and same else None
        return Facts(title=Fact(headline, "headline"), outlet=outlet, url=url)
    stated = len(split_words(title)) > 2 and not MADE_BY_A_PROGRAM.search(title)
    return Facts(title=Fact(title, "PDF title", guess=True) if stated else None, url=url)
