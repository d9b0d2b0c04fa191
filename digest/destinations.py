"""Destinations of a published briefing: the kinds of ``[[deliver]]`` in config.toml."""

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, field_validator, model_validator

from digest.toml_values import HomePath, Number, Table, Whole, lower

SUBJECT_FIELDS = ("title", "day", "date", "lead", "revision")
_NAME = r"^$|^[a-z0-9][a-z0-9_-]*$"
PATTERNS = {_NAME: "must be of small letters, digits, - and _"}
"""What a message says of a value that does not match the pattern of its key."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ONE_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_ATOM}(?:\.{_ATOM})*|\[[0-9A-Fa-f.:]+\])")
"""An address of RFC 5322 without quotes and comments, as Python's mail library writes it."""
_LOCAL = ("localhost", "127.0.0.1", "::1")
Security = Annotated[Literal["starttls", "tls", "none"], BeforeValidator(lower)]


class _Destination(Table):
    name: str = Field("", pattern=_NAME, max_length=40)

    @property
    def known_as(self) -> str:
        """Return the name by which the database remembers it: its own, else its kind."""
        return self.name or str(getattr(self, "kind"))  # noqa: B009 - of the subclass


class FolderDestination(_Destination):
    """A folder that becomes a copy of the output folder."""

    kind: Literal["folder"]
    folder: HomePath


class CommandDestination(_Destination):
    """A program that is started with the paths in its environment, and killed after ``seconds``."""

    kind: Literal["command"]
    command: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    seconds: Number = Field(60, gt=0, le=3600)


class MailDestination(_Destination):
    """Readers who get it by mail. The password stands in the environment or in a file that only its owner reads."""

    kind: Literal["mail"]
    server: str = Field(min_length=1)
    port: Whole | None = Field(None, ge=1, le=65535)
    security: Security = "starttls"
    ca_file: HomePath | None = None
    user: str | None = None
    password_env: str | None = None
    password_file: HomePath | None = None
    sender: str
    to: tuple[str, ...] = Field(min_length=1)
    subject: str = Field("{title}: {day}", min_length=1)
    attach_page: bool = False
    megabytes: Number = Field(10, gt=0, le=1000)
    seconds: Number = Field(30, gt=0, le=600)

    @field_validator("sender", "to")
    @classmethod
    def _check_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for one in (value,) if isinstance(value, str) else value:
            if not _ONE_ADDRESS.fullmatch(one):
                raise ValueError(f'{one!r} is no address; write it as "name@example.org"')
        return value

    @field_validator("subject")
    @classmethod
    def _check_subject(cls, value: str) -> str:
        try:
            fields = {field for _, field, _, _ in Formatter().parse(value) if field is not None}
        except ValueError as trouble:
            raise ValueError(f"{value!r} cannot be filled in: {trouble}") from trouble
        if unknown := sorted(fields - set(SUBJECT_FIELDS)):
            raise ValueError(f"there is no {{{unknown[0]}}}; there are {{{'}, {'.join(SUBJECT_FIELDS)}}}")
        try:
            value.format(title="", day="", date=date.min, lead="", revision=1)
        except (ValueError, KeyError, IndexError) as trouble:
            raise ValueError(f"{value!r} cannot be filled in: {trouble}") from trouble
        return value

    @model_validator(mode="after")
    def _check_login(self) -> "MailDestination":
        if self.user and not (self.password_env or self.password_file):
            raise ValueError("`user` needs a password: name `password_env` or `password_file`")
        if self.security == "none" and self.server not in _LOCAL:
            raise ValueError(f'security = "none" would send all in the clear; it is for {", ".join(_LOCAL)} alone')
        return self

    @property
    def at_port(self) -> int:
        """Return the port: the one that is set, else the usual one of its security."""
        return self.port or {"tls": 465, "starttls": 587, "none": 25}[self.security]


Destination = Annotated[FolderDestination | CommandDestination | MailDestination, Field(discriminator="kind")]
KINDS: dict[str, type[Table]] = {
    get_args(one.model_fields["kind"].annotation)[0]: one for one in get_args(get_args(Destination)[0])
}
"""The model of each kind of ``[[deliver]]``."""


def find_equal_names(destinations: object) -> Iterator[tuple[int, str]]:
    """Say which destinations are called as an earlier one, with their positions: by names they are remembered."""
    earlier: set[object] = set()
    for position, one in enumerate(destinations if isinstance(destinations, list) else []):
        name = (one.get("name") or one.get("kind")) if isinstance(one, dict) else None
        if isinstance(name, str) and name in earlier:
            yield position, f"an earlier destination is called {name!r} too; give this one a name"
        earlier.add(name if isinstance(name, str) else None)
