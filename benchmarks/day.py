"""A large day composed and rendered, without reading its files: what grows with the articles of one day.

python -m benchmarks.day [--articles 10000] [--profile]
"""

import argparse
import cProfile
import datetime as dt
import pstats
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.generate import TODAY, articles, file_of
from benchmarks.measure import machine, table
from digest.analysis.themes import compile_themes
from digest.config import Settings
from digest.edition.compose import compose
from digest.edition.material import Material
from digest.model import Problem, Work
from digest.run import make_files
from digest.workers.garbage import seldom_collected
from digest.workers.pool import spread
from digest.workers.worker import File, Reading


def works_of(count: int) -> tuple[Work, ...]:
    """The analysed articles of a day."""
    settings = Settings()
    job = Reading(settings.briefing, compile_themes(settings.theme, Path()), TODAY)
    files = (file_of(one) for one in articles(count, pages=0))
    tasks = (File(name, data, name.split("/", maxsplit=1)[0]) for name, data in files)
    return tuple(one for found in spread(tasks, job) for one in found if not isinstance(one, Problem))


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="A large day, composed and rendered.")
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--profile", action="store_true")
    told = options.parse_args()
    made = dt.datetime.combine(TODAY, dt.time(7), ZoneInfo("UTC"))
    profile = cProfile.Profile()
    with seldom_collected():
        works = works_of(told.articles)
        if told.profile:
            profile.enable()
        steps = [(time.monotonic(), time.process_time())]
        composed = compose(Material(works, TODAY, made, (None, made)), Settings())
        steps.append((time.monotonic(), time.process_time()))
        make_files(Settings(), composed, (), made=made)
        steps.append((time.monotonic(), time.process_time()))
    rows = [
        (name, after[0] - before[0], after[1] - before[1])
        for name, before, after in (
            ("composed", steps[0], steps[1]),
            ("rendered and verified", steps[1], steps[2]),
            ("together", steps[0], steps[2]),
        )
    ]
    table(("step", "seconds", "CPU s"), rows, title=f"A day of {len(works):,} articles; {machine()}")
    if told.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
