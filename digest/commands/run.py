"""``digest run``: one run now."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import config_option, json_option, now_option, say_problems, settings_from

if TYPE_CHECKING:
    from digest.model import Edition
    from digest.run import Outcome


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Compose the briefing, write nothing.")
@json_option
@click.option("--wait", type=click.FloatRange(0), default=0, metavar="S", help="Wait so long for another run to end.")
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@click.option("--backfill", is_flag=True, help="Make the briefings of many days, by the articles' own dates.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@now_option
@config_option
def command(
    folder: Path | None,
    dry_run: bool,
    as_json: bool,
    wait: float,
    force: bool,
    backfill: bool,
    quiet: bool,
    now: str | None,
    config: Path | None,
) -> None:
    """Make today's briefing from the articles that are new; print the paths that were written.

    \b
    digest run                     the folder of the settings
    digest run ~/articles          another folder
    digest run --dry-run --json    the briefing as JSON; nothing is written
    digest run --now 2026-03-10T06:00
    digest run ~/archive --backfill
    """
    from digest import run
    from digest.commands.clock import now as clock
    from digest.commands.progress import bar

    settings = settings_from(config)
    moment = clock(settings, now)
    if dry_run and backfill:
        raise click.UsageError("--backfill makes many briefings, --dry-run shows one: take one of them")
    if dry_run:
        with bar(quiet=quiet) as progress:
            edition = run.draft(settings, now=moment, folder=folder, progress=progress)
        _print_draft(edition, as_json=as_json)
        return

    def report(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    with bar(quiet=quiet) as progress:
        make = _backfill() if backfill else run.run
        outcome = make(settings, now=moment, folder=folder, wait=wait, force=force, report=report, progress=progress)
    say_problems(outcome.problems)
    if as_json and outcome.edition:
        from digest.codec import to_json

        click.echo(to_json(outcome.edition).decode())
    elif not as_json:
        for path in outcome.written:
            click.echo(path)
    sys.exit(outcome.exit_code)


def _backfill() -> "Callable[..., Outcome]":
    from digest.backfill import backfill

    return backfill


def _print_draft(edition: "Edition", *, as_json: bool) -> None:
    if as_json:
        from digest.codec import to_json

        click.echo(to_json(edition).decode())
    else:
        from digest.publish.terminal import briefing, print_to_terminal

        print_to_terminal(briefing(edition))
