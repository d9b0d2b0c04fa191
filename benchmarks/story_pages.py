"""A desk of a year: how many pages of stories an edition changes, and what finding and rendering them costs.

    python -m benchmarks.story_pages [--days 365]

Every day tells a hundred stories, thirty of which go on: five begin, five end. No texts of articles are stored: what is
measured is finding the pages and filling them in.
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
from digest.pipeline.story_pages import StoryShelf, render_changed
from digest.publish.render import load_templates
from digest.publish.sample import PATH, read_sample
from digest.store.database import migrate
from digest.store.store import open_store_at
from digest.store.story_days import write_story_days

FIRST = date(2025, 1, 1)
STORIES, RUNNING, FRESH = 100, 30, 5


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
    return replace(sample, date=day, stories=tuple(stories))


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="The pages of stories of a year.")
    options.add_argument("--days", type=int, default=365)
    days = options.parse_args().days
    sample, templates = read_sample(PATH.read_bytes()).edition, load_templates().story
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digest.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            migrate(connection)
            for number in range(days):
                write_story_days(connection, edition_of(number, sample))
            connection.execute("COMMIT")
        with open_store_at(path) as store:
            started = time.process_time()
            shelf = StoryShelf(store, edition_of(days - 1, sample))
            changed, pages = len(shelf.changed()), len(shelf.going_on)
            found = time.process_time()
            files = sum(len(files) for files, _ in render_changed(Settings(), shelf, templates))
            rendered = time.process_time()
        row = (days * STORIES, pages, changed, files, found - started, rendered - found, path.stat().st_size / MEGABYTE)
    headings = ("stories told", "pages", "changed", "files", "CPU s to find", "CPU s to render", "MB")
    table(headings, [row], title=f"The last of {days} days; {machine()}")


if __name__ == "__main__":
    main()
