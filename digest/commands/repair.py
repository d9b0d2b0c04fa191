"""``digest repair``: make a lost database anew from the editions in the output folder."""

from pathlib import Path

import click

from digest.commands.common import config_option, settings_from, wait_option


@click.command(short_help="Make a lost or damaged database anew from the briefings.")
@wait_option
@config_option
def command(wait: float, config: Path | None) -> None:
    """Make a lost or damaged database anew from output/*.json, so that nothing is told twice.

    A damaged one is moved aside, not deleted; one that is sound is left alone.

    \b
    digest repair
    """
    from digest.commands.clock import zone
    from digest.pipeline.repair import repair

    settings = settings_from(config)
    for line in repair(settings, zone(settings), wait=wait):
        click.echo(line)
