"""Mail and saved web archives (.eml, .mht, .mhtml): the part that is the article, text or HTML, or an attachment."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from digest.intake.readers.html import read_page
from digest.intake.sanitize import clean, decode
from digest.model import Document, Fact, Facts, Problem

MOST_PARTS = 200
DEEPEST = 8
LONGEST_HEADER = 2000
FORWARDED = re.compile(r"^(?:re|fw|fwd|aw|wg|tr|rv|sv):\s+", re.IGNORECASE)


def read_mail(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The article of a mail or of a saved page: its text, or its HTML where the text is only a stub of it."""
    message = message_from_bytes(data)
    facts = _facts(message)
    texts, pages = [], []
    for part in _parts(message, 0):
        content = _content(part)
        kind = part.get_content_type()
        if kind == "text/plain" and content.strip():
            texts.append(content)
        elif kind in ("text/html", "application/xhtml+xml") and content.strip():
            pages.append((content, _header(part, "Content-Location")))
    text = clean("\n\n".join(texts)).strip("\n")
    found = read_page(path, pages[0][0]) if pages and len(text.split()) < len(pages[0][0].split()) / 3 else None
    if isinstance(found, tuple):
        document = found[0]
        return (replace(document, facts=_together(document.facts, facts, pages[0][1])),)
    if text:
        return (Document(path, 0, _unquoted(text), facts),)
    return Problem(path, "no text in this mail, neither plain nor HTML", unreadable=True)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """The parts that hold something, attachments too, in order; to a depth and a number."""
    if depth > DEEPEST:
        return
    if not message.is_multipart():  # whose payload, asked for here, would be decoded, and by names that are none
        yield message
        return
    inner: Any = message.get_payload()
    for part in inner[:MOST_PARTS]:
        yield from _parts(part, depth + 1)


def _content(part: Message) -> str:
    """The text of a part, whatever it says of its encoding; attachments of text count as text."""
    payload = part.get_payload(decode=True)
    try:
        declared = part.get_content_charset()
    except ValueError:  # a NUL in its name
        declared = None
    return decode(payload, declared) if isinstance(payload, bytes) else ""


def _header(message: Message, name: str) -> str | None:
    """A header with its encoded words read, on one line; ``None`` where there is none."""
    value = message.get(name)
    if value is None:
        return None
    pieces = []
    try:
        for said, charset in decode_header(str(value)[:LONGEST_HEADER]):
            pieces.append(decode(said, charset) if isinstance(said, bytes) else said)
    except HeaderParseError:
        pieces = [str(value)[:LONGEST_HEADER]]
    return " ".join(clean("".join(pieces)).split()) or None


def _facts(message: Message) -> Facts:
    subject = _header(message, "Subject")
    sender = parseaddr(_header(message, "From") or "")
    date = _header(message, "Date")
    url = _header(message, "Snapshot-Content-Location")
    saved = "Saved by" in (_header(message, "From") or "") or url is not None
    return Facts(
        title=Fact(FORWARDED.sub("", subject), "subject") if subject else None,
        published=Fact(date, "date of the mail") if date and not saved else None,
        outlet=Fact(sender[0], "sender") if sender[0] and not saved else None,
        url=Fact(url, "place it was saved from") if url else None,
    )


def _together(page: Facts, mail: Facts, location: str | None) -> Facts:
    """What the page tells of itself, completed by the mail's headers."""
    return Facts(
        title=page.title or mail.title,
        published=page.published or mail.published,
        outlet=page.outlet or mail.outlet,
        author=page.author,
        url=page.url or mail.url or (Fact(location, "place it was saved from") if location else None),
        language=page.language,
    )


def _unquoted(text: str) -> str:
    """A mail's text without the marks of forwarding and without its signature."""
    body = text.split("\n-- \n", maxsplit=1)[0]
    return "\n".join(line.removeprefix("> ").removeprefix(">") for line in body.split("\n"))
