"""``digest rebuild``: render again what was selected."""

from pathlib import Path
from typing import Any

import click

from digest.commands.common import add_config_option, add_wait_option, find_settings, say
from digest.commands.dates import read_day


@click.command()
@click.argument("dates", metavar="DATE...", nargs=-1, required=True)
@add_wait_option
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@add_config_option
def command(dates: tuple[str, ...], wait: float, force: bool, config: Path | None) -> None:
    """Render stored briefings again: a template changed, a file was lost. Nothing is selected anew.

    \b
    digest rebuild 2026-11-24
    digest rebuild latest
    """
    from digest.commands.progress import show_progress
    from digest.commands.show import load_edition
    from digest.pipeline.rebuild import rebuild

    settings = find_settings(config)
    days = [read_day(date, settings) or load_edition(settings, None).date for date in dates]
    how: dict[str, Any] = {"wait": wait, "force": force, "report": say}
    written: list[Path] = []
    try:
        with show_progress() as progress:
            for day in days:
                written += rebuild(settings, day, progress=progress, **how)
    finally:
        for path in written:
            click.echo(path)
