"""``digest verify``: every quote, page and text as it was published."""

import sys
from pathlib import Path

import click

from digest.commands.common import add_config_option, find_settings, say
from digest.commands.dates import choose_days


@click.command()
@click.argument("dates", metavar="[DATE...]", nargs=-1, type=str)
@add_config_option
def command(dates: tuple[str, ...], config: Path | None) -> None:
    """Check published files, stored texts and article files: is every quote what its source says?

    Without a date all briefings are checked. Exit code 1 when something is not as published; an article's file
    that has changed or gone since is named, and is no failure: the stored text is the proof.

    \b
    digest verify
    digest verify 2026-11-24
    digest verify latest
    """
    from digest.commands.progress import show_progress
    from digest.pipeline.audit import audit
    from digest.pipeline.session import open_for_reading
    from digest.text.numerals import write_count

    settings = find_settings(config)
    output = settings.root / settings.output.folder
    found = []
    with open_for_reading(output) as store, show_progress() as progress:
        known = store.list_dates()
        wanted = choose_days(dates, known, settings) if dates else known
        progress("Checking the database", 0, 0)
        damage = store.list_complaints()
        for number, date in enumerate(wanted):
            progress("Checking days", len(wanted), number)
            found.append(audit(store, date, output, settings.root / settings.seeds.folder))
    complaints = [f"database: {line}" for line in damage] + [line for one in found for line in one.complaints]
    for line in (*(line for one in found for line in one.remarks), *complaints):
        say(line)
    quotes = sum(one.quotes for one in found)
    click.echo(
        f"{write_count(len(found), 'briefing')}, {write_count(quotes, 'quote')}: "
        + (f"{len(complaints)} not as published" if complaints else "all as published")
    )
    sys.exit(1 if complaints else 0)
