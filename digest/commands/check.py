"""``digest check``: is everything in order? Changes nothing."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import add_config_option, find_settings

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.destinations import Destination

_SHIPPED_LANGUAGE = "en"
"""The language of the shipped themes' phrases (digest/lexicons)."""


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--theme",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tell what this lexicon would move among the articles of FOLDER.",
)
@add_config_option
def command(folder: Path | None, theme: Path | None, config: Path | None) -> None:
    """Check configuration, lexicons, templates, folders, clock and zone; changes nothing.

    With --theme it tells instead what a changed lexicon would move among a folder's articles. The file is named after
    its theme: incidents.toml takes the place of the shipped phrases, ferries.toml is a new theme.

    Exit code 0 when a run could start now, 2 when something must be mended first; warnings alone are 0.

    \b
    digest check
    digest check --config my-desk/config.toml
    digest check --theme incidents.toml seeds
    """
    from digest.errors import ConfigurationError, DigestError

    if (folder is None) != (theme is None):
        raise click.UsageError("--theme FILE and FOLDER go together; give both, or none to check the desk")
    settings = find_settings(config)
    if folder and theme:
        from digest.commands.clock import read_clock
        from digest.commands.lexicon_trial import try_lexicon

        for said in try_lexicon(theme, folder, settings, read_clock(settings, None).date()):
            click.echo(said)
        return
    for obsolete in settings.obsolete:
        click.echo(f"warning: {obsolete}", err=True)
    mistakes = []
    for step in (
        _check_clock,
        _check_themes,
        _check_templates,
        _check_articles,
        _check_output,
        _check_deliveries,
        _check_cluster,
    ):
        try:
            if line := step(settings):
                click.echo(line)
        except DigestError as trouble:
            mistakes.append(str(trouble))
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))


def _check_clock(settings: "Settings") -> str:
    from digest.commands.clock import read_clock
    from digest.pipeline.workspace import check_clock

    moment = read_clock(settings, None)
    check_clock(moment)
    return f"clock: {moment:%A %Y-%m-%d %H:%M}, zone {moment.tzinfo}"


def _check_themes(settings: "Settings") -> str:
    from digest.analysis.lexicon import lint
    from digest.config import SHIPPED_THEMES

    for warning in lint(settings.theme, settings.root):
        click.echo(f"warning: {warning}", err=True)
    language = settings.briefing.language
    english = [theme.name for theme in settings.theme if theme.name in SHIPPED_THEMES and not theme.lexicon]
    if language != _SHIPPED_LANGUAGE and english:
        click.echo(
            f"warning: [briefing] language is {language!r}, and the shipped phrases of {', '.join(english)} are"
            " English: give these themes a `lexicon` of your own, or name your own themes (docs/themes.md)",
            err=True,
        )
    return f"themes: {', '.join(theme.name for theme in settings.theme)}"


def _check_templates(settings: "Settings") -> str:
    from digest.publish.render import load_templates
    from digest.publish.sample import PATH, check_templates, read_sample
    from digest.publish.unused_overrides import find_unused_overrides

    templates = load_templates(settings.own_templates)
    check_templates(templates, read_sample(PATH.read_bytes()))
    for warning in find_unused_overrides(settings.own_templates, templates) if settings.own_templates else ():
        click.echo(f"warning: {warning}", err=True)
    return "templates: in order"


def _check_deliveries(settings: "Settings") -> str | None:
    """Name the destinations; what is not there yet is a warning, for a schedule may have it."""
    from digest.deliver.parcel import DeliveryError

    for one in settings.deliver:
        try:
            _check_destination(one, settings)
        except DeliveryError as trouble:
            click.echo(f"warning: {one.known_as}: {trouble}", err=True)
    return f"deliveries: {', '.join(settings.destinations)} (not asked)" if settings.deliver else None


def _check_destination(one: "Destination", settings: "Settings") -> None:
    """Check what can be known of a destination without asking it; DeliveryError as a delivery would say."""
    from digest.deliver.folder import refuse_folder
    from digest.deliver.parcel import DeliveryError
    from digest.deliver.smtp import read_password
    from digest.destinations import CommandDestination, FolderDestination, MailDestination
    from digest.pipeline.workspace import find_workspace

    if isinstance(one, MailDestination):
        read_password(one, settings.root)
    elif isinstance(one, FolderDestination):
        workspace = find_workspace(settings)
        refuse_folder(settings.root / one.folder, workspace.inbox, workspace.output)
    elif isinstance(one, CommandDestination):
        name = one.command[0]
        if shutil.which(settings.root / name if "/" in name else name) is None:
            raise DeliveryError(f"{name}: there is no such program, or it may not be run")


def _check_cluster(settings: "Settings") -> str | None:
    """Check that the packages of a cluster are installed where one is configured."""
    from importlib.util import find_spec

    from digest.errors import ConfigurationError

    if settings.run.cluster is None:
        return None
    if find_spec("distributed") is None:
        raise ConfigurationError(
            "[run] cluster: the package distributed is not installed; install it where digest runs: "
            "pip install 'distributed>=2025.1' (docs/performance.md), or take [run] cluster out"
        )
    return f"cluster: {settings.run.cluster} (not asked)"


def _check_articles(settings: "Settings") -> str:
    from digest.errors import ConfigurationError

    folder = settings.root / settings.seeds.folder
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: the articles' folder is not there; make it or change [seeds] folder")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise ConfigurationError(f"{folder}: the articles' folder cannot be read; change its rights")
    return f"articles: {folder}"


def _check_output(settings: "Settings") -> str:
    from digest.errors import ConfigurationError
    from digest.pipeline.workspace import find_workspace

    folder = find_workspace(settings).output
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise ConfigurationError(f"{nearest}: is a file; briefings need a folder, change [output] folder")
    if not os.access(nearest, os.W_OK):
        raise ConfigurationError(f"{nearest}: cannot be written to; change its rights or [output] folder")
    return f"output: {folder}" + ("" if folder.exists() else " (will be made)")
