"""A large day composed and rendered, without reading its files: what grows with the articles of one day.

python -m benchmarks.day [--articles 10000] [--profile]
"""

import argparse
import cProfile
import datetime as dt
import pstats
import time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.generate import TODAY, articles, file_of
from benchmarks.measure import machine, table
from digest.analysis.themes import compile_themes
from digest.config import Settings
from digest.edition.compose import compose
from digest.edition.material import Material
from digest.model import ArticleSummary, Problem
from digest.parallel.dispatch import run_tasks
from digest.relaxed_gc import relaxed_gc
from digest.run import make_files
from digest.state.shelf import Shelf, shelf_in
from digest.workers.plain import register
from digest.workers.reading import File, Reading


def summaries_of(count: int, shelf: Shelf) -> tuple[ArticleSummary, ...]:
    """The summaries of a day's analysed articles, which are laid on the shelf."""
    register()
    settings = Settings()
    job = Reading(settings.briefing, compile_themes(settings.theme, Path()), TODAY)
    files = (file_of(one) for one in articles(count, pages=0))
    tasks = (File(name, data, name.split("/", maxsplit=1)[0]) for name, data in files)
    return tuple(shelf.keep(one) for found in run_tasks(tasks, job) for one in found if not isinstance(one, Problem))


def spent() -> tuple[float, float]:
    """Seconds on the clock, and of CPU of this process."""
    return time.monotonic(), time.process_time()


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="A large day, composed and rendered.")
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--workers", type=int, default=1, help="processes that render")
    options.add_argument("--profile", action="store_true")
    told = options.parse_args()
    made = dt.datetime.combine(TODAY, dt.time(7), ZoneInfo("UTC"))
    settings = Settings.model_validate({"run": {"workers": told.workers}})
    profile = cProfile.Profile()
    with relaxed_gc(), shelf_in(None) as shelf:
        summaries = summaries_of(told.articles, shelf)
        if told.profile:
            profile.enable()
        steps = [spent()]
        edition = compose(
            Material(summaries, TODAY, made, (None, made)),
            settings,
            shelf.load,
            partial(run_tasks, workers=told.workers),
        )
        steps.append(spent())
        by_file = {(summary.id, summary.path): summary for summary in summaries}
        make_files(
            settings, edition, lambda source: shelf.packed(by_file[source.id, source.path]), (), shelf, made=made
        )
        steps.append(spent())
    rows = [
        (name, after[0] - before[0], after[1] - before[1])
        for name, before, after in (
            ("composed", steps[0], steps[1]),
            ("rendered and verified", steps[1], steps[2]),
            ("together", steps[0], steps[2]),
        )
    ]
    table(
        ("step", "seconds", "CPU s of the run itself"), rows, title=f"A day of {len(summaries):,} articles; {machine()}"
    )
    if told.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
