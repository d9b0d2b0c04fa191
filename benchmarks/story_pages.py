"""A desk of a year: how many pages of stories and of names an edition changes, and what these cost.

    python -m benchmarks.story_pages [--days 365]

Every day tells a hundred stories, thirty of which go on: five begin, five end; sixty names stand in them, half of which
are new. No texts of articles are stored: what is measured is finding the pages and filling them in.
"""

import argparse
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measure import MEGABYTE, machine, table
from digest.config import Settings
from digest.model import Continues, Edition
from digest.pipeline.name_pages import NameIndex, render_changed_names
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.story_pages import render_changed_stories
from digest.publish.render import load_templates
from digest.publish.sample import PATH, read_sample
from digest.store.database import migrate
from digest.store.names import write_names
from digest.store.store import open_store_at
from digest.store.story_days import write_story_days

FIRST = date(2025, 1, 1)
STORIES, RUNNING, FRESH = 100, 30, 5
NAMES, NEW_NAMES = 60, 30
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edition_of(number: int, sample: Edition) -> Edition:
    """The edition of a day: stories that go on from the day before, and others of that day alone."""
    day, told = FIRST + timedelta(days=number), sample.stories[0]
    running = range(number * FRESH, number * FRESH + RUNNING)
    before = day - timedelta(days=1)
    stories = [
        replace(told, id=f"{n:016x}", continues=Continues(before, f"{n:016x}") if n < running.stop - FRESH else None)
        for n in running
    ]
    stories += [replace(told, id=f"f{number:07x}{n:08x}", continues=None) for n in range(STORIES - RUNNING)]
    known = range(number * NEW_NAMES, number * NEW_NAMES + NAMES)
    named = [replace(told.names[0], name=f"Ilka {LETTERS[n * 7 % 26]}enn{n}") for n in known]
    stories = [replace(one, names=tuple(named[at * 2 : at * 2 + 2])) for at, one in enumerate(stories)]
    return replace(sample, date=day, stories=tuple(stories))


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="The pages of stories of a year.")
    options.add_argument("--days", type=int, default=365)
    days = options.parse_args().days
    sample, templates = read_sample(PATH.read_bytes()).edition, load_templates()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            migrate(connection)
            for number in range(days):
                write_story_days(connection, edition_of(number, sample))
                write_names(connection, edition_of(number, sample))
            connection.execute("COMMIT")
        with open_store_at(path) as store:
            started = time.process_time()
            stories = StoryIndex(store, edition_of(days - 1, sample))
            changed, pages = (
                len(stories.changed()),
                len(stories.find_going_on({line.id for line in store.list_story_lines()})),
            )
            found = time.process_time()
            files = sum(len(files) for files, _ in render_changed_stories(Settings(), stories, templates.story))
            rendered = time.process_time()
            names = NameIndex(store, edition_of(days - 1, sample))
            newest = FIRST + timedelta(days=days - 1)
            written = list(render_changed_names(Settings(), names, newest, templates))
            listed = time.process_time()
            kept = dict(store.list_name_lines())
        row = (days * STORIES, pages, changed, files, found - started, rendered - found, path.stat().st_size / MEGABYTE)
    headings = ("stories told", "pages", "changed", "files", "CPU s to find", "CPU s to render", "MB")
    table(headings, [row], title=f"The last of {days} days; {machine()}")
    sizes = [len(data) for files, _ in written for data in files.values()]
    index = (sum(kept.values()), len(kept), len(sizes), max(sizes) / 1024, sum(sizes) / 1024, listed - rendered)
    table(("names", "pages", "written", "KB at most", "KB in all", "CPU s"), [index], title="The index of names")


if __name__ == "__main__":
    main()
