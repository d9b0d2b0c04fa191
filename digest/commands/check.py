"""``digest check``: is everything in order? Changes nothing."""

from pathlib import Path

import click

from digest.commands.common import config_option, settings_from


@click.command()
@config_option
def command(config: Path | None) -> None:
    """Check configuration, lexicons, templates, folders, clock and zone; changes nothing.

    Exit code 0 when a run could start now, 2 when something must be mended first; warnings alone are 0.

    \b
    digest check
    digest check --config my-desk/config.toml
    """
    from digest.analysis.themes import lint
    from digest.commands.clock import now as clock
    from digest.errors import ConfigurationError
    from digest.publish.render import load_templates
    from digest.publish.specimen import try_out

    settings = settings_from(config)
    moment = clock(settings, None)
    click.echo(f"clock: {moment:%A %Y-%m-%d %H:%M}, zone {moment.tzinfo}")
    warnings = lint(settings.theme, settings.root)
    click.echo(f"themes: {', '.join(theme.name for theme in settings.theme)}")
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    try_out(load_templates(settings.own_templates))
    click.echo("templates: in order")
    seeds = settings.root / settings.seeds.folder
    if not seeds.is_dir():
        raise ConfigurationError(f"{seeds}: the articles' folder is not there; make it or change [seeds] folder")
    click.echo(f"articles: {seeds}")
    _check_output(settings.root / settings.output.folder)


def _check_output(folder: Path) -> None:
    import os

    from digest.errors import ConfigurationError

    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not nearest.is_dir():
        raise ConfigurationError(f"{nearest}: is a file; briefings need a folder, change [output] folder")
    if not os.access(nearest, os.W_OK):
        raise ConfigurationError(f"{nearest}: cannot be written to; change its rights or [output] folder")
    click.echo(f"output: {folder}" + ("" if folder.exists() else " (will be made)"))
