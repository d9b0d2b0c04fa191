"""Mailboxes (.mbox): every mail in them as if it lay alone in the folder."""

import re
from dataclasses import replace

from digest.intake.limits import MOST_ARTICLES
from digest.intake.readers.mail import read_mail
from digest.model import Document, Facts, Problem

SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{1,500}\n(?=[A-Za-z][A-Za-z-]{0,60}:)")
"""The line over a mail: at the beginning or after an empty line, and over a header."""
ESCAPED = re.compile(rb"(?m)^>(?=>*From )")


def read_mbox(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of all mails, numbered in the file's order; a mail without a text is one without a text."""
    mails = [ESCAPED.sub(b"", mail) for mail in SEPARATOR.split(data) if mail.strip()]
    if len(mails) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} mails in one file; split it", unreadable=True)
    found: list[Document] = []
    for mail in mails:
        documents = read_mail(path, mail)
        found += (Document(path, 0, "", Facts()),) if isinstance(documents, Problem) else documents
    if not any(one.text for one in found):
        return Problem(path, "no text in this mailbox", unreadable=True)
    return tuple(replace(one, part=part) for part, one in enumerate(found))
