#!/usr/bin/env python3
"""What following stories costs of a run: figures, speakers, names, places, newsrooms, days to come, pages of stories.

    python -m benchmarks.story_parts FOLDER... [--times 3]

Each FOLDER holds what arrives on one day, in order; a desk runs after each, with these parts and without, by turns, all
in one process, and the CPU of its runs is compared: a ratio hardly depends on the machine's other work.
"""

import argparse
import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch
from zoneinfo import ZoneInfo

from benchmarks.measure import machine, table
from digest.edition.where import Where
from digest.model import ArticleClaims
from digest.pipeline.run import run
from digest.settings_file import parse_settings

SETTINGS = '[schedule]\ntimes = ["06:00"]\nzone = "UTC"\n[run]\nworkers = 1\n'
OFF = {
    "digest.pipeline.day.read_claims": lambda _: ArticleClaims(),
    "digest.edition.drafts.locate": lambda _: Where((), ()),
    "digest.edition.drafts.find_upcoming": lambda *_: (),
    "digest.edition.drafts.newsrooms_of": lambda *_: ((), 0),
    "digest.edition.compose.find_before": lambda *_: None,
    "digest.pipeline.build.render_changed_stories": lambda *_: (),
    "digest.pipeline.build.render_changed_names": lambda *_: (),
}


@contextmanager
def switched_off() -> Iterator[None]:
    """Switch all parts off."""
    with ExitStack() as stack:
        for name, instead in OFF.items():
            stack.enter_context(patch(name, instead))
        yield


def seconds_of(folders: list[Path]) -> float:
    """Return the CPU of a run for each folder, on a desk of its own."""
    with tempfile.TemporaryDirectory() as place:
        root, spent = Path(place), 0.0
        settings = parse_settings(SETTINGS, root / "config.toml")
        for day, folder in enumerate(folders, 1):
            shutil.copytree(folder, root / "seeds", dirs_exist_ok=True)
            started = time.process_time()
            run(settings, now=dt.datetime(2026, 6, 14 + day, 7, tzinfo=ZoneInfo("UTC")))
            spent += time.process_time() - started
    return spent


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--times", type=int, default=3)
    told = options.parse_args()
    patch("digest.pipeline.ingest.run_tasks", lambda tasks, job, **_: map(job.do, tasks)).start()
    seconds_of(told.folders)  # what the first run compiles and caches belongs to neither
    pairs = []
    for _ in range(told.times):
        whole = seconds_of(told.folders)
        with switched_off():
            pairs.append((whole, seconds_of(told.folders)))
    articles = sum(path.is_file() for folder in told.folders for path in folder.rglob("*"))
    rows = [(one, other, one / other) for one, other in pairs]
    rows.append((median(row[0] for row in rows), median(row[1] for row in rows), median(row[2] for row in rows)))
    table(("CPU s with", "without", "ratio"), rows, title=f"{articles} files on {len(told.folders)} days; {machine()}")


if __name__ == "__main__":
    main()
