"""Write the mail of a briefing: its Markdown as text, its letter as HTML, the page attached if wished."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from digest.deliver.parcel import DeliveryError, Parcel
from digest.destinations import MailDestination

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>
<body>
{letter}</body></html>
"""


def write_mail(parcel: Parcel, destination: MailDestination) -> EmailMessage:
    """Write the mail of an edition: the same one however often; DeliveryError when it is larger than it may be."""
    edition = parcel.edition
    files = parcel.files(edition.date)
    message = EmailMessage(SMTP)
    message["From"] = Address(" ".join(edition.desk.split()), addr_spec=destination.sender)
    message["To"] = [Address(addr_spec=one) for one in destination.to]
    message["Subject"] = _fill_in_subject(parcel, destination)
    message["Date"] = format_datetime(edition.made)
    message["Message-ID"] = identify_mail(parcel, destination, edition.revision)
    if edition.revision > 1:
        message["In-Reply-To"] = message["References"] = identify_mail(parcel, destination, 1)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.text, cte="quoted-printable")
    page = _PAGE.format(language=edition.language, title=escape(message["Subject"]), letter=parcel.letter)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    if destination.attach_page:
        name = f"{edition.date}.html"
        charset = {"charset": "utf-8"}
        message.add_attachment(files[name], maintype="text", subtype="html", filename=name, params=charset)
    _fix_boundaries(message)
    size = len(message.as_bytes())
    if size > destination.megabytes * 1e6:
        hint = " or attach_page = false" if destination.attach_page else ""
        raise DeliveryError(
            f"the mail has {size / 1e6:.1f} MB, and may have {destination.megabytes:g}: set a higher `megabytes`{hint}"
        )
    return message


def identify_mail(parcel: Parcel, destination: MailDestination, revision: int) -> str:
    """Return the Message-ID of a revision: by it a mail program knows one that came twice."""
    identity = parcel.desk_id.rpartition(":")[2]
    domain = destination.sender.rpartition("@")[2]
    return f"<{parcel.edition.date}.{revision}.{destination.known_as}.{identity}@{domain}>"


def _fill_in_subject(parcel: Parcel, destination: MailDestination) -> str:
    edition = parcel.edition
    lead = edition.history[-1].lead if edition.history else None
    subject = destination.subject.format(
        title=edition.desk, day=parcel.day, date=edition.date, lead=lead or "", revision=edition.revision
    )
    return " ".join(subject.split())


def _fix_boundaries(message: EmailMessage) -> None:
    """Part the mail at the same lines whenever it is written."""
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(hashlib.sha256(f"{message['Message-ID']} {number}".encode()).hexdigest()[:32])
