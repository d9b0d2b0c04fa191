"""``digest run``: one run now."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.commands.common import (
    add_config_option,
    add_json_option,
    add_now_option,
    add_verbose_option,
    add_wait_option,
    find_settings,
    find_settings_file,
    name_program,
    print_json,
    say,
    say_problems,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.config import Settings
    from digest.model import Edition
    from digest.pipeline.publish import Report
    from digest.pipeline.run import Outcome


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Compose the briefing, write nothing.")
@add_json_option
@add_wait_option
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@click.option("--backfill", is_flag=True, help="Make the briefings of many days, by the articles' own dates.")
@click.option("--again", is_flag=True, help="Make today's briefing anew with the present settings.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@add_verbose_option
@add_now_option
@add_config_option
def command(
    folder: Path | None,
    dry_run: bool,
    as_json: bool,
    wait: float,
    force: bool,
    backfill: bool,
    again: bool,
    quiet: bool,
    now: str | None,
    config: Path | None,
) -> None:
    """Make today's briefing from the articles that are new; print the paths that were written.

    \b
    digest run                     the folder of the settings
    digest run ~/articles          another folder
    digest run --dry-run --json    the briefing as JSON; nothing is written
    digest run --again             after the settings have changed
    digest run --now 2026-03-10T06:00
    digest run ~/archive --backfill
    """
    if backfill and (dry_run or again):
        raise click.UsageError("--backfill makes many briefings, --dry-run and --again one: take one of them")
    report = _say_nothing if quiet else say
    if not (folder or dry_run or as_json or force or backfill or again):
        _end_if_unchanged(config, now, report)
    from digest.commands.clock import read_clock
    from digest.commands.progress import show_progress

    settings = find_settings(config, anywhere=folder is not None)
    how: dict[str, Any] = {"now": read_clock(settings, now), "folder": folder, "report": report}
    if not dry_run:
        how |= {"wait": wait, "force": force}
    if not backfill:
        how |= {"again": again}
    with show_progress(quiet=quiet) as how["progress"]:
        outcome = _import_pipeline(dry_run=dry_run, backfill=backfill)(settings, **how)
    if dry_run:
        _print_draft(outcome, settings, as_json=as_json)
    else:
        _print_outcome(outcome, as_json=as_json, alone=quiet or backfill)
    sys.exit(outcome.exit_code)


def _say_nothing(_line: str) -> None:
    """Discard a line."""


def _end_if_unchanged(config: Path | None, now: str | None, report: "Report") -> None:
    """Say that nothing is new and end, where nothing has changed since a run: nothing more is imported."""
    from digest.commands.clock import read_clock_in
    from digest.pipeline.unchanged import find_unchanged

    file = find_settings_file(config)
    line = find_unchanged(file, read_clock=lambda zone: read_clock_in(zone, now)) if file else None
    if line:
        report(line)
        sys.exit(0)


def _import_pipeline(*, dry_run: bool, backfill: bool) -> "Callable[..., Outcome]":
    """Import what does the work, once the settings are known to be right; all stages for a back-fill alone."""
    if backfill:
        from digest.pipeline.backfill import backfill as make_days

        return make_days
    from digest.pipeline.run import preview, run

    return preview if dry_run else run


def _print_draft(outcome: "Outcome", settings: "Settings", *, as_json: bool) -> None:
    say_problems(outcome.problems)
    if as_json:
        from digest.codec import to_json

        print_json(to_json(outcome.edition))
    else:
        from digest.commands.printing import print_briefing

        assert outcome.edition is not None  # a draft always has one
        print_briefing(outcome.edition, settings.own_templates)


def _print_outcome(outcome: "Outcome", *, as_json: bool, alone: bool) -> None:
    """Print the paths that were written, not ``alone``; as JSON what is new, the paths, and the day's edition."""
    say_problems(outcome.problems)
    for said in outcome.undelivered:
        say(f"warning: {said}")
    if not as_json:
        for path in outcome.written:
            click.echo(path)
        if outcome.edition and outcome.status == "made" and not alone:
            say(_sum_up(outcome.edition))
        return
    import json

    from digest.codec import to_json

    edition = json.loads(to_json(outcome.edition)) if outcome.edition else {}
    head = {"new": outcome.status == "made", "written": [str(path) for path in outcome.written]}
    print_json(json.dumps({**head, **edition}, ensure_ascii=False))


def _sum_up(edition: "Edition") -> str:
    """Say in a line what came out; the run itself has said what went in and what was set aside."""
    from digest.publish.render import load_wording

    words, counts = load_wording(), edition.counts
    made = ", ".join((words.count(counts.stories, "story"), words.count(edition.minutes, "minute")))
    rest = f"; {words.count(counts.copies, 'copy')}" if counts.copies else ""
    return f"{edition.date}: {made}{rest}. Read it: {name_program()} show, or show --open"
