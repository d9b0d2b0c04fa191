"""``digest rebuild``: render again what was selected."""

import datetime as dt
from pathlib import Path

import click

from digest.commands.common import config_option, settings_from, wait_option


@click.command(short_help="Render stored briefings again; nothing is selected anew.")
@click.argument("dates", metavar="DATE...", nargs=-1, required=True, type=click.DateTime(["%Y-%m-%d"]))
@wait_option
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@config_option
def command(dates: tuple[dt.datetime, ...], wait: float, force: bool, config: Path | None) -> None:
    """Render stored briefings again: a template changed, a file was lost. Nothing is selected anew.

    \b
    digest rebuild 2026-11-24
    """
    from digest.pipeline.rebuild import rebuild

    settings = settings_from(config)
    for date in dates:
        for path in rebuild(
            settings, date.date(), wait=wait, force=force, report=lambda line: click.echo(line, err=True)
        ):
            click.echo(path)
