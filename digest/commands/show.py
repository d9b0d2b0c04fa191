"""``digest show``: read a briefing here."""

import datetime as dt
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import add_config_option, add_json_option, find_settings, print_json
from digest.commands.dates import read_day

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.model import Edition

_MOMENT = 2.0
"""Seconds in which an opener without a browser has given up."""


@click.command(short_help="Read a briefing in the terminal, or list them all.")
@click.argument("date", required=False)
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser instead.")
@click.option("--list", "listing", is_flag=True, help="List all days.")
@click.option("--revision", type=click.IntRange(1, 1_000_000), metavar="N", help="An earlier revision of that day.")
@add_json_option
@add_config_option
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
    digest show yesterday          also today, latest, 2026-11-24
    digest show 2026-11-24 --revision 1
    digest show --list             all days, newest first
    digest show --open             the page in the browser
    """
    if listing and (date or in_browser or revision):
        raise click.UsageError("--list lists all days: it goes with --json alone")
    if in_browser and (as_json or revision):
        raise click.UsageError("--open opens a day's newest page: it goes with DATE alone")
    settings = find_settings(config)
    if listing:
        _list(settings, as_json=as_json)
        return
    edition = load_edition(settings, date, revision)
    if in_browser:
        _open(settings.root / settings.output.folder / f"{edition.date}.html")
    elif as_json:
        from digest.codec import to_json

        print_json(to_json(edition))
    else:
        from digest.commands.printing import print_briefing

        print_briefing(edition, settings.own_templates, paged=True)


def load_edition(settings: "Settings", date: str | None, revision: int | None = None) -> "Edition":
    """Return the edition of a day, the newest where no day is given; ConfigurationError where there is none."""
    from digest.errors import ConfigurationError
    from digest.pipeline.session import open_for_reading

    day = read_day(date, settings) if date else None
    with open_for_reading(settings.root / settings.output.folder) as store:
        edition = store.edition(day)
        if edition and revision:
            edition = store.edition(edition.date, revision)
    if edition is None:
        which = f" of {day or date}" if date else "" if revision else " yet"
        which += f" with revision {revision}" if revision else ""
        remedy = "`digest show --list` lists what there is" if date or revision else "`digest run` makes one"
        raise ConfigurationError(f"there is no briefing{which}; {remedy}")
    return edition


def _list(settings: "Settings", *, as_json: bool) -> None:
    """List all days, newest first, as the archive's page has them: those without a briefing too."""
    from digest.edition.compose import archive
    from digest.pipeline.session import open_for_reading

    with open_for_reading(settings.root / settings.output.folder) as store:
        found = archive(store.days(), settings, made=dt.datetime.now(dt.UTC)).days
    if as_json:
        from digest.codec import to_json

        print_json(b"[" + b",\n ".join(to_json(day) for day in found) + b"]")
    else:
        from digest.commands.printing import print_to_terminal
        from digest.commands.tables import list_days
        from digest.publish.render import load_words

        print_to_terminal(list_days(found, load_words(settings.own_templates)), paged=True)


def _open(page: Path) -> None:
    from digest.errors import DigestError

    if not page.is_file():
        raise DigestError(f"{page}: is not there any more; `digest rebuild {page.stem}` makes it again")
    if not _launch(str(page.resolve())):
        raise DigestError(f"no browser could be started here; the page is {page}")


def _launch(address: str) -> bool:
    """Start a browser; tell whether one is at work after a moment (without a screen it may have the terminal)."""
    ended: list[int] = []
    opener = threading.Thread(target=lambda: ended.append(click.launch(address, wait=True)), daemon=True)
    opener.start()
    opener.join(_MOMENT if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else None)
    return not any(ended)
