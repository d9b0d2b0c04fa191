"""A real mail server on the loopback address: with TLS, a login, and every way to be difficult."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

FIXTURES = Path(__file__).parents[1] / "fixtures"
AUTHORITY = FIXTURES / "localhost-ca.pem"
USER, PASSWORD = "desk", "pass word"


@dataclass
class Box:
    """What came, and how the server behaves: it ``refuses`` recipients, is ``slow``, ``drops`` after the data, is
    ``full``."""

    port: int
    refuses: set[str] = field(default_factory=set)
    slow: bool = False
    drops: bool = False
    full: bool = False
    came: list[tuple[tuple[str, ...], EmailMessage]] = field(default_factory=list)
    attempts: int = 0

    @property
    def ids(self) -> list[str]:
        """The Message-IDs that came."""
        return [str(message["Message-ID"]) for _, message in self.came]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        """Answer in one write: sent line by line, it would take the client one call or five to read, by chance."""
        session.host_name = name
        return ["\r\n".join(lines)]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.refuses:
            return "550 5.1.1 no such mailbox\x1b[31m here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, or be difficult."""
        self.attempts += 1
        if self.full:
            return "452 4.2.2 mailbox full"
        if self.slow:
            await asyncio.sleep(0.6)
        message = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        self.came.append((tuple(envelope.rcpt_tos), message))
        if self.drops:
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"


def _check_login(
    _server: object, _session: object, _envelope: object, _mechanism: str, data: LoginPassword
) -> AuthResult:
    known = data.login == USER.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=known, handled=known)


@contextmanager
def mail_server(security: str = "starttls", *, login: bool = False) -> Iterator[Box]:
    """A server that is there for as long as the block; ``security`` as in config.toml."""
    port = free_port()
    box = Box(port)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(FIXTURES / "localhost.pem")
    kwargs: dict[str, Any] = {"authenticator": _check_login, "auth_required": True} if login else {}
    if security == "tls":
        kwargs |= {"ssl_context": context, "auth_require_tls": False}
    elif security == "starttls":
        kwargs |= {"tls_context": context, "require_starttls": True}
    # By default it has five seconds to start: on a busy machine they may be too few.
    controller = Controller(box, hostname="127.0.0.1", port=port, ready_timeout=600, **kwargs)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
