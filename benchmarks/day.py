"""A large day composed and rendered, without reading its files: what grows with the articles of one day.

python -m benchmarks.day [--articles 10000] [--profile]
"""

import argparse
import cProfile
import datetime as dt
import pstats
import tempfile
import time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.generate import TODAY, articles, file_of
from benchmarks.measure import machine, table
from digest.analysis.claims import read_claims
from digest.analysis.lexicon import compile_themes
from digest.config import Settings
from digest.edition.compose import compose
from digest.edition.material import Material
from digest.model import ArticleSummary, Problem
from digest.parallel.dispatch import run_tasks
from digest.pipeline.build import build_files
from digest.pipeline.ingest import InputFile, ReadJob
from digest.relaxed_gc import relaxed_gc
from digest.store.cache import Cache, open_cache
from digest.store.loader import Loader
from digest.store.store import open_store_at


def summaries_of(count: int, cache: Cache) -> tuple[ArticleSummary, ...]:
    """Analyse the articles of a day into the cache; return their summaries."""
    settings = Settings()
    job = ReadJob(settings.briefing, compile_themes(settings.theme, Path()), TODAY)
    files = (file_of(one) for one in articles(count, pages=0))
    tasks = (InputFile(name, data, name.split("/", maxsplit=1)[0]) for name, data in files)
    found = (cache.add(f"{number}", results) for number, results in enumerate(run_tasks(tasks, job)))
    return tuple(one for results in found for one in results if not isinstance(one, Problem))


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
    with (
        relaxed_gc(),
        tempfile.TemporaryDirectory() as folder,
        open_cache(Path(folder)) as cache,
        open_store_at(Path(folder) / "digest.sqlite") as store,
    ):
        summaries = summaries_of(told.articles, cache)
        load = Loader(store, cache, Path(folder) / "digest.sqlite")
        if told.profile:
            profile.enable()
        steps = [spent()]
        edition = compose(
            Material(summaries, TODAY, made, (None, made)),
            settings,
            load,
            read_claims,
            partial(run_tasks, workers=told.workers),
        )
        steps.append(spent())
        with cache.pages() as pages:
            build_files(settings, edition, load, store, pages, made=made)
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
