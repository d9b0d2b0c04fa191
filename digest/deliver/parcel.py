"""The parcel that is delivered, and the error of a delivery that failed."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from digest.model import Edition

_SHOWN = 300
"""Characters of what somebody else's program said: a reply of two lines fits."""


class DeliveryError(Exception):
    """A delivery failed, with a sentence that says why. ``rest``: who has it not, where some recipients have it."""

    def __init__(self, message: str, rest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Parcel:
    """A published edition on its way. ``files`` gives those of a day, with those that belong to no day.

    ``text`` is its Markdown as a mail has it, ``letter`` what its feed entry has; ``day`` names it in words.
    ``desk_id`` is the identity of its feeds, ``rest`` the recipients who have it not yet (nothing: nobody has it),
    ``renewed`` are days whose files may have changed since they were made: they were removed, or brought back.
    """

    edition: Edition
    day: str
    text: str
    letter: str
    desk_id: str
    output: Path
    articles: Path
    root: Path
    dates: tuple[dt.date, ...]
    files: Callable[[dt.date], Mapping[str, bytes]]
    attempt: int
    rest: tuple[str, ...]
    renewed: tuple[dt.date, ...] = ()


def cite(said: bytes | str) -> str:
    """Write what another program said in a line that a terminal can show."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
