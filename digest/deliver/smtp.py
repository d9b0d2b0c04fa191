"""Hand a mail to a server, by the standard library; every way to fail is a sentence."""

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

from digest.deliver.mail import write_mail
from digest.deliver.parcel import DeliveryError, Parcel, cite
from digest.destinations import MailDestination

_OTHERS = 0o077
"""The rights of anybody but a file's owner."""


def deliver_by_mail(parcel: Parcel, destination: MailDestination) -> None:
    """Send the mail to those who have it not yet; DeliveryError with those whom the server refused, if any."""
    message = write_mail(parcel, destination)
    wanted = tuple(one for one in destination.to if one in parcel.rest) or destination.to
    refused = _send(message, destination, read_password(destination, parcel.root), wanted, parcel.root)
    if refused:
        said = "; ".join(f"{one}: {code} {cite(reply)}" for one, (code, reply) in refused.items())
        others = "" if len(refused) == len(wanted) else "; the others have it"
        raise DeliveryError(f"{destination.server} refused {said}{others}", tuple(refused))


Refused = dict[str, tuple[int, bytes]]
"""What the server replied, by recipient."""


def _send(
    message: EmailMessage, destination: MailDestination, password: str, wanted: tuple[str, ...], root: Path
) -> Refused:
    """Send a mail; return the recipients whom the server refused."""
    place = f"{destination.server}:{destination.at_port}"
    try:
        server = _connect(destination, root)
        try:
            if destination.user:
                server.login(destination.user, password)
            refused: Refused = server.send_message(message, destination.sender, list(wanted))
            with suppress(smtplib.SMTPException, OSError):  # it has the mail: how it takes leave changes nothing
                server.quit()
        finally:
            server.close()
    except smtplib.SMTPRecipientsRefused as trouble:
        return dict(trouble.recipients)
    except smtplib.SMTPAuthenticationError as trouble:
        raise DeliveryError(
            f"{place} refused the login of {destination.user}: {trouble.smtp_code} {cite(trouble.smtp_error)}"
        ) from trouble
    except smtplib.SMTPResponseException as trouble:
        raise DeliveryError(f"{place} refused the mail: {trouble.smtp_code} {cite(trouble.smtp_error)}") from trouble
    except smtplib.SMTPServerDisconnected as trouble:
        if isinstance(trouble.__context__, TimeoutError):  # smtplib tells one that waited too long so
            raise DeliveryError(f"{place} did not answer within {destination.seconds:g} s") from trouble
        raise DeliveryError(f"{place} closed the connection before it confirmed the mail") from trouble
    except smtplib.SMTPException as trouble:
        raise DeliveryError(f"{place}: {cite(str(trouble))}") from trouble
    except TimeoutError as trouble:
        raise DeliveryError(f"{place} did not answer within {destination.seconds:g} s") from trouble
    except ssl.SSLError as trouble:
        raise DeliveryError(f"{place}: no safe connection: {cite(trouble.reason or str(trouble))}") from trouble
    except OSError as trouble:
        raise DeliveryError(f"{place} cannot be reached: {trouble.strerror or trouble}") from trouble
    except UnicodeError as trouble:  # of IDNA, and only of a server's name: "mail..example.org"
        raise DeliveryError(f"{place} cannot be reached: this is no server's name") from trouble
    return refused


def _connect(destination: MailDestination, root: Path) -> smtplib.SMTP:
    """Connect, over TLS unless the settings say that there is none."""
    server, port, seconds = destination.server, destination.at_port, destination.seconds
    if destination.security == "none":
        return smtplib.SMTP(server, port, timeout=seconds)
    own = root / destination.ca_file if destination.ca_file else None
    context = ssl.create_default_context(cafile=own)
    if destination.security == "tls":
        return smtplib.SMTP_SSL(server, port, timeout=seconds, context=context)
    connection = smtplib.SMTP(server, port, timeout=seconds)
    try:
        connection.starttls(context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def read_password(destination: MailDestination, root: Path) -> str:
    """Return the password of the environment or the file; empty where there is no login."""
    if destination.user is None:
        return ""
    password = _find_password(destination, root)
    if not (password.isascii() and destination.user.isascii()):
        raise DeliveryError("`user` and password must be ASCII: Python's mail library sends no other letters")
    return password


def _find_password(destination: MailDestination, root: Path) -> str:
    if destination.password_env:
        password = os.environ.get(destination.password_env)
        if not password:
            raise DeliveryError(f"the environment has no {destination.password_env} with the password")
        return password
    assert destination.password_file is not None
    path = root / destination.password_file
    try:
        if path.stat().st_mode & _OTHERS:
            raise DeliveryError(f"{path}: others can read the password; chmod 600 {path}")
        return path.read_text(encoding="utf-8").strip("\r\n")
    except OSError as trouble:
        raise DeliveryError(f"{path}: the password cannot be read: {trouble.strerror}") from trouble
    except UnicodeDecodeError as trouble:
        raise DeliveryError(f"{path}: the password is not UTF-8 text") from trouble
