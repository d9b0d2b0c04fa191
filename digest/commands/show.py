"""``digest show``: read a briefing here."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import config_option, json_option, settings_from

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.model import Edition


@click.command()
@click.argument("date", required=False)
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser instead.")
@click.option("--list", "listing", is_flag=True, help="List all days.")
@click.option("--revision", type=click.IntRange(1), metavar="N", help="An earlier revision of that day.")
@json_option
@config_option
def command(
    date: str | None,
    in_browser: bool,
    listing: bool,
    revision: int | None,
    as_json: bool,
    config: Path | None,
) -> None:
    """Read a briefing in the terminal: the newest one, or that of DATE.

    \b
    digest show
    digest show 2026-11-24 --revision 1
    digest show --list
    digest show --open
    """
    settings = settings_from(config)
    if listing:
        _list(settings)
        return
    edition = stored_edition(settings, date, revision)
    if in_browser:
        page = settings.root / settings.output.folder / f"{edition.date}.html"
        click.launch(str(page.resolve()))
    elif as_json:
        from digest.codec import to_json

        click.echo(to_json(edition).decode())
    else:
        from digest.publish.terminal import briefing, print_to_terminal

        print_to_terminal(briefing(edition), paged=True)


def stored_edition(settings: "Settings", date: str | None, revision: int | None = None) -> "Edition":
    """The edition of a day, the newest where no day is given; a DigestError in words where there is none."""
    from digest.errors import ConfigurationError
    from digest.store import opened_for_reading

    if date is not None and not _is_date(date):
        raise ConfigurationError(f"{date!r} is not a date; write it as 2026-11-24")
    with opened_for_reading(settings.root / settings.output.folder) as store:
        edition = store.edition(dt.date.fromisoformat(date) if date else None, revision)
    if edition is None:
        which = f"of {date}" if date else "yet"
        which += f" with revision {revision}" if revision else ""
        raise ConfigurationError(f"there is no briefing {which}; `digest show --list` lists what there is")
    return edition


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _list(settings: "Settings") -> None:
    from digest.publish.terminal import days, print_to_terminal
    from digest.store import opened_for_reading

    with opened_for_reading(settings.root / settings.output.folder) as store:
        print_to_terminal(days(store.days()), paged=True)
