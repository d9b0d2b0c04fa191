"""Seven days at a desk: what arrives each day, the runs, the pages that were read and approved (``make golden``)."""

import datetime as dt
import os
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.config import Output, Seeds, Settings
from digest.pipeline.run import Outcome, run
from digest.pipeline.session import open_dry_session
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.week_page import make_week
from digest.pipeline.weeks import read_week
from digest.pipeline.workspace import find_workspace
from digest.publish.render import load_templates, render_week
from digest.publish.verify import verify_days
from digest.settings_file import parse_settings

HERE = Path(__file__).parent
APPROVED = HERE / "approved"
ZONE = ZoneInfo("UTC")
QUIET_WEEK = tuple(dt.date(2019, 6, day) for day in range(3, 10))
"""The days before, of one small article each: what is usual, from which the numbers of the week stand out."""
DAYS = tuple(dt.date(2019, 6, day) for day in range(10, 17))
MISSED = dt.date(2019, 6, 13)
QUIET = dt.date(2019, 6, 15)
TRUCE = "103cb6a1e06e4b81"
"""The story of the peace talks, which goes on through the week."""
EVENING = dt.time(22, 5, tzinfo=ZONE)


def settings_of(root: Path) -> Settings:
    """A briefing every evening at ten."""
    settings = parse_settings((HERE / "config.toml").read_text(encoding="utf-8"), root / "config.toml")
    return settings.model_copy(update={"seeds": Seeds(folder=root / "seeds"), "output": Output(folder=root / "output")})


def arrive(day: dt.date, seeds: Path) -> None:
    """What arrives on a day falls into the folder; a file that is there already is replaced."""
    arrived = HERE / "articles" / day.isoformat()
    stamp = dt.datetime.combine(day, dt.time(21), ZONE).timestamp()
    for path in sorted(arrived.rglob("*")):
        target = seeds / path.relative_to(arrived)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (stamp, stamp))


def simulate(root: Path) -> dict[dt.date, Outcome]:
    """The week in a folder: a run every evening, but for the one that the machine slept through.

    On Sunday the reader has the page grouped by regions.
    """
    settings = settings_of(root)
    outcomes = {}
    for day in (*QUIET_WEEK, *DAYS):
        arrive(day, root / "seeds")
        group = "region" if day == DAYS[-1] else "theme"
        briefing = settings.briefing.model_copy(update={"group": group})
        if day != MISSED:
            at_night = dt.datetime.combine(day, EVENING)
            outcomes[day] = run(settings.model_copy(update={"briefing": briefing}), now=at_night)
    return {day: outcome for day, outcome in outcomes.items() if day in DAYS}


def render_weekly(root: Path) -> str:
    """The Markdown page of the week, from what ``simulate`` left in a folder; nothing is written."""
    settings = settings_of(root)
    with open_dry_session(find_workspace(settings), now=dt.datetime.combine(DAYS[-1], EVENING)) as session:
        span, editions = read_week(settings, session.store, DAYS[-1])
        page, evidence = make_week(settings, StoryIndex(session.store), session.load, span, editions)
    files = render_week(page, load_templates().week)
    assert verify_days(page, files, evidence.texts) == ()
    return files[f"weekly/{span.name}.md"].decode()
