"""Mail and pages saved as one file (.eml, .mht, .mhtml): the part that is the article, text or HTML or an attachment.

A forwarded article is told as that of its first sender; a newsletter becomes an article for each of its items.
"""

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from typing import Any, NamedTuple

from digest.intake.readers.assemble import make_document
from digest.intake.readers.html import read_page
from digest.intake.readers.letters import Forwarded, Item, find_forwarded, split_letter, split_newsletter
from digest.intake.readers.markup import cut_markup
from digest.intake.sanitize import clean, clean_line, decode
from digest.model import Document, Fact, Facts, Problem

MOST_PARTS = 200
"""Parts of a mail that are read; a saved page has one for each of its pictures, behind its text."""
DEEPEST = 8
"""Levels of parts in parts, and of mails attached to mails, that are read."""
LONGEST_HEADER = 2000
"""Characters of a header that are read: two of its longest lines (RFC 5322)."""
STUB = 60
"""Words of a mail that only says what is attached to it, a decision: three sentences say that."""
FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|tr|rv|sv):\s+)+", re.IGNORECASE)
ENCODED_WORD = re.compile(rb"=\?([\w.:-]{1,40})(?:\*[\w-]*)?\?([bBqQ])\?([^?]{0,2000})\?=")


class SavedPage(NamedTuple):
    """A part of a mail in HTML, and the address that it was saved from."""

    source: str
    location: str | None


def read_mail(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a mail or of a saved page, or the items of a newsletter."""
    return _read_message(path, message_from_bytes(data), 0)


def _read_message(path: str, message: Message, depth: int) -> tuple[Document, ...] | Problem:
    texts, pages = [], []
    for part in _list_parts(message, 0):
        content = _decode_part(part)
        content_type = part.get_content_type()
        if content_type == "text/plain" and content.strip():
            texts.append(content)
        elif content_type in ("text/html", "application/xhtml+xml") and content.strip():
            pages.append(SavedPage(content, _read_header(part, "Content-Location")))
    text = clean("\n\n".join(texts)).strip("\n")
    attached = _find_attached(message)
    if attached and depth < DEEPEST and not pages and len(text.split()) < STUB:
        return _read_message(path, attached, depth + 1)
    facts = _read_facts(message)
    if pages and (found := _read_html(path, pages[0], text, facts, saved=_is_saved(message))):
        return found
    if text:
        return _read_text(path, text, facts)
    return Problem(path, "no text in this mail, neither plain nor HTML", unreadable=True)


def _list_parts(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something, attachments too, in order; to a depth and a number."""
    if depth > DEEPEST or (depth and message.get_content_type() == "message/rfc822"):
        return
    if not message.is_multipart():  # whose payload, asked for here, would be decoded, and by names that are none
        yield message
        return
    inner: Any = message.get_payload()
    for part in inner[:MOST_PARTS]:
        yield from _list_parts(part, depth + 1)


def _find_attached(message: Message) -> Message | None:
    """Return the first mail that is attached to this one."""
    inner: Any = message.get_payload() if message.is_multipart() else []
    for part in inner[:MOST_PARTS]:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            mail: Message = part.get_payload(0)
            return mail
    return None


def _decode_part(part: Message) -> str:
    """Return the text of a part, whatever it says of its encoding; attachments of text count as text."""
    payload = part.get_payload(decode=True)
    try:
        declared = part.get_content_charset()
    except ValueError:  # a NUL in its name
        declared = None
    return decode(payload, declared) if isinstance(payload, bytes) else ""


def _read_html(path: str, page: SavedPage, text: str, facts: Facts, *, saved: bool) -> tuple[Document, ...] | None:
    """Return the articles of a mail's HTML; ``None`` where there are none or the plain text says as much."""
    if saved:
        found = read_page(path, page.source)
        return None if isinstance(found, Problem) else (_complete_page(found[0], facts, page.location),)
    blocks = cut_markup(page.source)
    forwarded = find_forwarded([one.text for one in blocks])
    if forwarded:
        blocks, facts = blocks[forwarded.end :], _make_sender_facts(forwarded, facts)
    if items := split_newsletter(blocks):
        return _make_documents(path, items, facts)
    if not blocks or len(text.split()) >= len(page.source.split()) / 3:
        return None
    return (make_document(path, 0, blocks, facts),)


def _make_documents(path: str, items: Sequence[Item], facts: Facts) -> tuple[Document, ...]:
    return tuple(
        make_document(path, part, one.blocks, _make_item_facts(one, facts), brief=True)
        for part, one in enumerate(items)
    )


def _make_item_facts(item: Item, facts: Facts) -> Facts:
    """Return the facts of an item of a newsletter: its headline is its title, where it has one."""
    return replace(facts, title=None if item.blocks[0].level else facts.title, url=item.url)


def _read_text(path: str, text: str, facts: Facts) -> tuple[Document, ...]:
    """Return the article of a mail's plain text, or the items of a newsletter, without the marks of forwarding and
    without a signature."""
    body = text.split("\n-- \n", maxsplit=1)[0]
    lines = [line.removeprefix("> ").removeprefix(">") for line in body.split("\n")]
    if forwarded := find_forwarded(lines):
        lines, facts = lines[forwarded.end :], _make_sender_facts(forwarded, facts)
    items = _make_documents(path, split_letter(lines), facts)
    return items or (Document(path, 0, "\n".join(lines).strip("\n"), facts),)


def _read_header(message: Message, name: str) -> str | None:
    """Return a header with its encoded words decoded, on one line; ``None`` where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            raw = str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
            return clean_line(_decode_words(raw)) or None
    return None


def _decode_words(raw: bytes) -> str:
    """Decode the encoded words of a header, joined where they part a letter, and the bytes between them as they are.

    Own code: ``email.header`` turns bytes that are no ASCII, which many mails have there, into escapes.
    """
    pieces: list[tuple[bytes, str | None]] = []
    at = 0
    for word in ENCODED_WORD.finditer(raw):
        charset, how, said = word[1].decode("ascii", "replace"), word[2].lower(), word[3]
        try:
            letters = (
                b64decode(said + b"=" * (-len(said) % 4)) if how == b"b" else quopri.decodestring(said, header=True)
            )
        except binascii.Error:
            continue
        between, at = raw[at : word.start()], word.end()
        if between.strip() or not pieces:
            pieces.append((between, None))
        if pieces[-1][1] == charset:
            letters = pieces.pop()[0] + letters
        pieces.append((letters, charset))
    pieces.append((raw[at:], None))
    return "".join(decode(said, charset) for said, charset in pieces)


def _is_saved(message: Message) -> bool:
    """Tell whether a browser wrote this: a page and no mail."""
    location = _read_header(message, "Snapshot-Content-Location")
    return location is not None or "saved by" in (_read_header(message, "From") or "").lower()


def _read_facts(message: Message) -> Facts:
    subject = _read_header(message, "Subject")
    sender = parseaddr(_read_header(message, "From") or "")
    date = _read_header(message, "Date")
    url = _read_header(message, "Snapshot-Content-Location")
    saved = _is_saved(message)
    return Facts(
        title=Fact(FORWARDED.sub("", subject), "subject") if subject else None,
        published=Fact(date, "date of the mail") if date and not saved else None,
        outlet=Fact(sender[0], "sender") if sender[0] and not saved else None,
        url=Fact(url, "place it was saved from") if url else None,
    )


def _make_sender_facts(forwarded: Forwarded, facts: Facts) -> Facts:
    """Return the facts of the mail that was forwarded; its forwarder is neither outlet nor author."""
    sender = parseaddr(forwarded.fields["from"])[0] or forwarded.fields["from"].partition("<")[0].strip(' "')
    title, date = forwarded.fields.get("subject"), forwarded.fields.get("date")
    return replace(
        facts,
        title=Fact(FORWARDED.sub("", title), "forwarded subject") if title else facts.title,
        published=Fact(date, "date of the forwarded mail") if date else None,
        outlet=Fact(sender, "forwarded sender") if sender and "@" not in sender else None,
    )


def _complete_page(document: Document, mail: Facts, location: str | None) -> Document:
    """Complete what a saved page tells of itself by what the browser wrote above it."""
    page = document.facts
    url = page.url or mail.url or (Fact(location, "place it was saved from") if location else None)
    return replace(document, facts=replace(page, title=page.title or mail.title, url=url))
