"""``digest rebuild``: render again what was selected."""

from pathlib import Path

import click

from digest.commands.common import config_option, settings_from, wait_option
from digest.commands.dates import read_day


@click.command(short_help="Render stored briefings again; nothing is selected anew.")
@click.argument("dates", metavar="DATE...", nargs=-1, required=True)
@wait_option
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@config_option
def command(dates: tuple[str, ...], wait: float, force: bool, config: Path | None) -> None:
    """Render stored briefings again: a template changed, a file was lost. Nothing is selected anew.

    \b
    digest rebuild 2026-11-24
    digest rebuild latest
    """
    from digest.commands.show import stored_edition
    from digest.pipeline.rebuild import rebuild

    settings = settings_from(config)
    for day in [read_day(date, settings) or stored_edition(settings, None).date for date in dates]:
        for path in rebuild(settings, day, wait=wait, force=force, report=lambda line: click.echo(line, err=True)):
            click.echo(path)
