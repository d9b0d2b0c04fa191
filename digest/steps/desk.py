"""Where a run works, and whether it can: the folders and the clock."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from digest.config import Settings
from digest.errors import ConfigurationError, DigestError
from digest.intake.folder import printable
from digest.state.database import STATE

EARLIEST = dt.date(2000, 1, 1)
"""A clock before this day was never set: the battery is empty."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a run works. ``key`` tells the configured articles' folder (empty) from others (their path)."""

    settings: Settings
    articles: Path
    output: Path
    key: str


def desk_of(settings: Settings, folder: Path | None = None) -> Desk:
    """The folders of a run; ConfigurationError when briefings would lie among the articles."""
    configured = settings.root / settings.seeds.folder
    articles = folder if folder is not None else configured
    output = settings.root / settings.output.folder
    inside, outside = articles.resolve(), output.resolve()
    change = "change [seeds] folder" if folder is None else "name another FOLDER"
    if outside == inside or outside.is_relative_to(inside):
        raise ConfigurationError(
            f"{output}: the output folder lies inside the articles' folder {articles}, and briefings would be read"
            f" as articles; change [output] folder or {change}"
        )
    if inside.is_relative_to(outside / "sources") or inside.is_relative_to(outside / STATE):
        raise ConfigurationError(f"{articles}: the articles' folder lies among the files of {output}; {change}")
    return Desk(settings, articles, output, "" if inside == configured.resolve() else printable(str(inside)))


def check_clock(now: dt.datetime) -> None:
    """DigestError when the clock was never set: a briefing of 1970 would be told on a day that nobody reads."""
    if now.date() < EARLIEST:
        raise DigestError(
            f"the clock says {now:%Y-%m-%d %H:%M}, which cannot be right; nothing was made: set the machine's clock"
            " (or --now)"
        )
