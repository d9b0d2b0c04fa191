"""``digest show``: read a briefing or a story here."""

import datetime as dt
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.commands.common import add_config_option, add_json_option, find_settings, print_json
from digest.commands.dates import NAMES, is_day, read_day

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.model import Edition, StoryPage

_MOST = 10
"""Stories that a message names."""
_MOMENT = 2.0
"""Seconds in which an opener without a browser has given up."""


@click.command()
@click.argument("what", metavar="[DATE|STORY]", required=False)
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser instead.")
@click.option("--list", "listing", is_flag=True, help="List all days.")
@click.option("--revision", type=click.IntRange(1, 1_000_000), metavar="N", help="An earlier revision of that day.")
@add_json_option
@add_config_option
def command(
    what: str | None,
    in_browser: bool,
    listing: bool,
    revision: int | None,
    as_json: bool,
    config: Path | None,
) -> None:
    """Read a briefing in the terminal, the newest one or that of DATE; or a STORY through its days.

    A story is named by its id or the beginning of its headline.

    \b
    digest show
    digest show yesterday          also today, latest, 2026-11-24
    digest show 2026-11-24 --revision 1
    digest show "Ferry seized"     that story, the newest day first
    digest show --list             all days, newest first
    digest show --open             the page in the browser
    """
    if listing and (what or in_browser or revision):
        raise click.UsageError("--list lists all days: it goes with --json alone")
    if in_browser and (as_json or revision):
        raise click.UsageError("--open opens the newest page: it goes with DATE or STORY alone")
    settings = find_settings(config)
    if listing:
        _list(settings, as_json=as_json)
        return
    if what and not is_day(what):
        if revision:
            raise click.UsageError("--revision is one of a day: it goes with DATE")
        _show_story(settings, what, in_browser=in_browser, as_json=as_json)
        return
    edition = load_edition(settings, what, revision)
    if in_browser:
        _open(settings.root / settings.output.folder / f"{edition.date}.html", f"digest rebuild {edition.date}")
    elif as_json:
        from digest.codec import to_json

        print_json(to_json(edition))
    else:
        from digest.commands.printing import print_briefing

        print_briefing(edition, settings.own_templates, paged=True)


def _show_story(settings: "Settings", name: str, *, in_browser: bool, as_json: bool) -> None:
    """Show a story through its days."""
    from digest.page_names import STORIES

    page = _load_story(settings, name)
    if in_browser:
        newest = page.days[0].day.date
        output = settings.root / settings.output.folder
        one_day = all(entry.day.date == newest for entry in page.days)  # then its day's page is all there is
        _open(output / (f"{newest}.html" if one_day else f"{STORIES}{page.id}.html"), f"digest rebuild {newest}")
    elif as_json:
        from digest.codec import to_json

        print_json(to_json(page))
    else:
        from digest.commands.printing import print_story

        print_story(page, settings.own_templates)


def _load_story(settings: "Settings", name: str) -> "StoryPage":
    """Return the page of the story that a name means; ConfigurationError where it means none, or several."""
    from digest.errors import ConfigurationError
    from digest.pipeline.session import open_for_reading
    from digest.pipeline.story_index import StoryIndex
    from digest.pipeline.story_pages import make_story_page

    with open_for_reading(settings.root / settings.output.folder) as store:
        stories = StoryIndex(store)
        found = stories.find(name)
        if len(found) == 1:
            return make_story_page(stories, found[0].id, settings.briefing.title, settings.briefing.language)[0]
    if not found:
        raise ConfigurationError(
            f"{name!r} is no day (write it as 2026-11-24, or {', '.join(NAMES)}), and no story has this id or a"
            " headline that begins so; `digest search WORDS` finds stories"
        )
    shown = "\n".join(f"  {line.id}  {line.date}  {line.headline}" for line in found[:_MOST])
    raise ConfigurationError(f"{len(found)} stories are called so; name one by its id:\n{shown}")


def load_edition(settings: "Settings", date: str | None, revision: int | None = None) -> "Edition":
    """Return the edition of a day, the newest where no day is given; ConfigurationError where there is none."""
    from digest.errors import ConfigurationError
    from digest.pipeline.session import open_for_reading

    day = read_day(date, settings) if date else None
    with open_for_reading(settings.root / settings.output.folder) as store:
        edition = store.find_edition(day)
        if edition and edition.date in store.list_removed():
            click.echo(f"The page is removed; `digest rebuild {edition.date}` brings it back.", err=True)
        if edition and revision:
            edition = store.find_edition(edition.date, revision)
    if edition is None:
        which = f" of {day or date}" if date else "" if revision else " yet"
        which += f" with revision {revision}" if revision else ""
        remedy = "`digest show --list` lists what there is" if date or revision else "`digest run` makes one"
        raise ConfigurationError(f"there is no briefing{which}; {remedy}")
    return edition


def _list(settings: "Settings", *, as_json: bool) -> None:
    """List all days, newest first, as the archive's page has them: those without a briefing too."""
    from digest.edition.archive import make_archive
    from digest.pipeline.session import open_for_reading

    with open_for_reading(settings.root / settings.output.folder) as store:
        removed = store.list_removed()
        found = make_archive(store.list_days(), settings, made=dt.datetime.now(dt.UTC)).days
    if as_json:
        import json

        from digest.codec import to_json

        listed = [{**json.loads(to_json(day)), "removed": day.date in removed} for day in found]
        print_json("[" + ",\n ".join(json.dumps(day, ensure_ascii=False) for day in listed) + "]")
    else:
        from digest.commands.printing import print_to_terminal
        from digest.commands.tables import list_days
        from digest.publish.render import load_wording

        print_to_terminal(list_days(found, load_wording(settings.own_templates), removed), paged=True)


def _open(page: Path, remedy: str) -> None:
    from digest.errors import DigestError

    if not page.is_file():
        raise DigestError(f"{page}: is not there any more; `{remedy}` makes it again")
    if not _launch(str(page.resolve())):
        raise DigestError(f"no browser could be started here; the page is {page}")


def _launch(address: str) -> bool:
    """Start a browser; tell whether one is at work after a moment (without a screen it may have the terminal)."""
    ended: list[int] = []
    opener = threading.Thread(target=lambda: ended.append(click.launch(address, wait=True)), daemon=True)
    opener.start()
    opener.join(_MOMENT if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else None)
    return not any(ended)
