"""``digest repair``: make a lost database anew from the editions in the output folder."""

from pathlib import Path

import click

from digest.commands.common import add_config_option, add_wait_option, find_settings


@click.command()
@add_wait_option
@add_config_option
def command(wait: float, config: Path | None) -> None:
    """Make a lost or damaged database anew from output/*.json, so that nothing is published twice.

    A damaged one is moved aside, not deleted; one that is sound is left alone.

    \b
    digest repair
    """
    from digest.commands.clock import find_zone
    from digest.commands.progress import show_progress
    from digest.pipeline.repair import repair

    settings = find_settings(config)
    done: list[str] = []
    try:
        with show_progress() as progress:
            done.extend(repair(settings, find_zone(settings), wait=wait, progress=progress))
    finally:
        for line in done:
            click.echo(line)
