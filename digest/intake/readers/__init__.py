"""One module for each format; each turns bytes into Documents.

To add a format: a module with one function ``(path, data) -> tuple[Document, ...] | Problem``, and one line in
``READERS``. Decode bytes with ``sanitize.decode``; pass every string through ``sanitize.clean`` once, after entities
and escapes were resolved; return bad input as a ``Problem``, never raise. The contract tests run over the whole dict.
A format that can be told from its first bytes also gets a line in ``recognise.SIGNS``.
"""

from collections.abc import Callable

from digest.intake.readers.epub import read_epub
from digest.intake.readers.evernote import read_enex
from digest.intake.readers.feed import read_feed
from digest.intake.readers.html import read_html
from digest.intake.readers.mail import read_mail
from digest.intake.readers.mailbox import read_mbox
from digest.intake.readers.markdown import read_markdown
from digest.intake.readers.opendocument import read_odt
from digest.intake.readers.packed import LARGEST, unpack
from digest.intake.readers.pdf import read_pdf
from digest.intake.readers.plain import read_plain
from digest.intake.readers.recognise import PACKED, explain_no_article, find_suffix, recognise
from digest.intake.readers.richtext import read_rtf
from digest.intake.readers.structured import read_json, read_jsonl
from digest.intake.readers.table import read_table
from digest.intake.readers.webarchive import read_webarchive
from digest.intake.readers.word import read_docx
from digest.model import Document, Problem

Reader = Callable[[str, bytes], "tuple[Document, ...] | Problem"]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".eml": read_mail,
    ".mht": read_mail,
    ".mhtml": read_mail,
    ".mbox": read_mbox,
    ".webarchive": read_webarchive,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
    ".enex": read_enex,
    ".pdf": read_pdf,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
"""By the end of a name; content that says clearly what it is comes before the name."""


def read(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of a file, or why there are none."""
    suffix = find_suffix(path)
    if data[:2] == PACKED:
        inner = unpack(data)
        if inner is None:
            return Problem(path, f"damaged, or more than {LARGEST // 1_000_000} MB when unpacked", unreadable=True)
        suffix, data = find_suffix(path.removesuffix(".gz")), inner
    sign = recognise(data, suffix)
    if problem := explain_no_article(path, suffix, data, sign=sign, known=suffix in READERS):
        return problem
    return READERS[sign or (suffix if suffix in READERS else ".txt")](path, data)
