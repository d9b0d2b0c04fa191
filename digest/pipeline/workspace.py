"""The folders in which a run works, and a check of its clock."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.config import Settings
from digest.errors import ConfigurationError, DigestError
from digest.intake.folder import make_printable
from digest.page_names import STATE
from digest.store import DATABASE

EARLIEST = dt.date(2000, 1, 1)
"""A clock before this day was never set: the battery is empty."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of a run: ``inbox`` holds the articles' files.

    ``key`` is empty for the configured articles' folder, else that folder's path.
    """

    settings: Settings
    inbox: Path
    output: Path
    key: str

    @property
    def follow_links(self) -> bool:
        """Return whether links directly in the articles' folder are followed."""
        return self.settings.seeds.follow_links

    @property
    def state(self) -> Path:
        """Return the folder of database, cache and lock."""
        return self.output / STATE

    @property
    def database(self) -> Path:
        """Return the file of the database."""
        return self.state / DATABASE


def find_workspace(settings: Settings, folder: Path | None = None) -> Workspace:
    """Return the folders of a run; ConfigurationError when briefings would lie among the articles."""
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
    return Workspace(settings, articles, output, "" if inside == configured.resolve() else make_printable(str(inside)))


def check_clock(now: dt.datetime) -> None:
    """Raise DigestError when the clock was never set: nobody would find a briefing of 1970."""
    if now.date() < EARLIEST:
        raise DigestError(
            f"the clock says {now:%Y-%m-%d %H:%M}, which cannot be right; nothing was made: set the machine's clock"
            " (or --now)"
        )


def get_zone(moment: dt.datetime) -> ZoneInfo:
    """Return the configured zone, which every instant of the clock carries."""
    assert isinstance(moment.tzinfo, ZoneInfo)
    return moment.tzinfo
