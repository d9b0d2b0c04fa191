"""``digest weekly``: the page of a week."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import add_config_option, add_wait_option, find_settings, say
from digest.commands.dates import read_day

if TYPE_CHECKING:
    import datetime as dt

    from digest.config import Settings


@click.command()
@click.argument("date", metavar="[DATE]", required=False)
@click.option("--dry-run", is_flag=True, help="Print the page, write nothing.")
@add_wait_option
@click.option("--force", is_flag=True, help="Overwrite published files that were edited by hand.")
@add_config_option
def command(date: str | None, dry_run: bool, wait: float, force: bool, config: Path | None) -> None:
    """Make the page of the week of DATE, or of the newest briefing; print the paths that were written.

    It has the week's stories by weight with a sentence of each day, which figures changed, and what comes up. A week
    ends on Sunday, or on the day of `[schedule] weekly`. From then on each briefing of that week makes it anew.

    \b
    digest weekly
    digest weekly 2026-11-24 --dry-run
    """
    settings = find_settings(config)
    day = read_day(date, settings) if date else None
    if dry_run:
        _print_week(settings, day)
        return
    from digest.pipeline.session import open_session
    from digest.pipeline.weeks import find_newest_day, publish_week
    from digest.pipeline.workspace import find_workspace

    with open_session(find_workspace(settings), wait=wait, report=say) as session:
        written = publish_week(session, day or find_newest_day(session.store), say, force=force)
    for path in written:
        click.echo(path)


def _print_week(settings: "Settings", day: "dt.date | None") -> None:
    """Print the page as Markdown; nothing is written."""
    from digest.commands.clock import read_clock
    from digest.commands.printing import print_week
    from digest.pipeline.session import open_dry_session
    from digest.pipeline.story_index import StoryIndex
    from digest.pipeline.week_page import make_week
    from digest.pipeline.weeks import find_newest_day, read_week
    from digest.pipeline.workspace import find_workspace

    with open_dry_session(find_workspace(settings), now=read_clock(settings, None)) as session:
        span, editions = read_week(settings, session.store, day or find_newest_day(session.store))
        week, _ = make_week(settings, StoryIndex(session.store), session.load, span, editions)
    print_week(week, settings.own_templates)
