"""How large a day's page is: of two articles with a map, of the samples, of many articles.

    python -m benchmarks.page_sizes [--articles 400]

Each day is made by a whole run in a folder of its own, so the pages are those that a reader gets.
"""

import argparse
import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.generate import TODAY, articles, write
from benchmarks.measure import table
from digest.config import Settings
from digest.pipeline.run import run

SEEDS = Path(__file__).parent.parent / "seeds"
TWO = ("kremlin-meeting-still-on.md", "web/taiwan-strait-passage.html")
"""They name six countries: enough for a map."""


def measure(fill: Callable[[Path], object], day: dt.date) -> tuple[float, float, float]:
    """Make the briefing of a folder that ``fill`` fills; return the KB of its page, of its style sheet, of its map."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "seeds")
        for path in (Path(folder) / "seeds").rglob("*"):  # what was written a moment ago is not read yet
            os.utime(path, (0, 0))
        settings = Settings(root=Path(folder))
        run(settings, now=dt.datetime.combine(day, dt.time(7), ZoneInfo("UTC")))
        page = (Path(folder) / settings.output.folder / f"{day}.html").read_text(encoding="utf-8")
    style, world = (re.search(part, page, re.DOTALL) for part in ("<style>.*?</style>", '<svg class="world".*?</svg>'))
    sizes = (len(part.encode()) / 1024 for part in (page, style[0] if style else "", world[0] if world else ""))
    return next(sizes), next(sizes), next(sizes)


def copy_two(folder: Path) -> None:
    """Copy two of the samples."""
    folder.mkdir()
    for name in TWO:
        shutil.copy(SEEDS / name, folder)


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="How large a day's page is.")
    options.add_argument("--articles", type=int, default=400)
    many = options.parse_args().articles
    week = dt.date(2018, 11, 29)
    days = {
        "two articles, with a map": (copy_two, week),
        "the samples": (lambda folder: shutil.copytree(SEEDS, folder), week),
        f"{many} articles": (lambda folder: write(folder, articles(many)), TODAY),
    }
    rows = [(name, *measure(fill, day)) for name, (fill, day) in days.items()]
    table(("day", "KB", "style", "map"), rows, title="Pages; at most 60 KB for two articles and 260 KB for 400")


if __name__ == "__main__":
    main()
