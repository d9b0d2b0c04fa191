"""Whole first runs: start, read, analyse, compose, render, verify, record, publish; and the day after.

    python -m benchmarks.runs [--sizes 500 2000 8000 20000] [--pages | --rare] [--workers 1 2]

Each is a command of its own, as a person types it. The floor is measured between the runs, on the same files.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.generate import TODAY, articles, write
from benchmarks.measure import MEGABYTE, Cost, child, compare, machine, table
from benchmarks.stages import floor


def desk(
    folder: Path, count: int, *, pages: float, kilobytes: int, workers: int | None = None, rare: bool = False
) -> None:
    """A fresh desk with so many articles of today."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    (folder / "config.toml").write_text(f"[run]\nworkers = {workers}\n" if workers else "")
    write(folder / "seeds", articles(count, pages=pages, rare=rare), kilobytes=kilobytes)


def run(folder: Path, day: date = TODAY, *more: str) -> Cost:
    """``digest run`` on a day at seven; what it cost, when it did what it should."""
    words = ["-m", "digest", "run", "--now", f"{day}T07:00", "--config", str(folder / "config.toml"), *more]
    cost = child([sys.executable, *words], environment={"TZ": "UTC"})
    if cost.code not in (0, 3):
        raise SystemExit(f"digest run ended with {cost.code}:\n{cost.output[-2000:]}")
    return cost


def floor_of(folder: Path, most: int = 2000) -> float:
    """Seconds of CPU for one article's floor, on the desk's own files."""
    paths = sorted(path for path in (folder / "seeds").rglob("*") if path.is_file())[:most]
    return compare({"floor": lambda: [floor(path) for path in paths]}, rounds=3)["floor"] / len(paths)


def first_runs(folder: Path, sizes: Sequence[int], *, pages: float, kilobytes: int, rare: bool) -> None:
    """One table row a size."""
    rows = []
    for size in sizes:
        desk(folder, size, pages=pages, kilobytes=kilobytes, rare=rare)
        base = floor_of(folder)
        cost = run(folder)
        each = 1000 * cost.cpu / size
        rows.append((
            *(f"{size:,}", cost.seconds, size / cost.seconds, each, each / 1000 / base),
            *(cost.memory / MEGABYTE, cost.largest / MEGABYTE),
        ))  # fmt: skip
    headings = ("articles", "seconds", "articles/s", "CPU ms each", "× floor", "MB, all", "MB, largest process")
    table(headings, rows, title=f"First runs, {_kind(pages, kilobytes)}{', rare words' * rare}; {machine()}")
    if len(rows) > 1:
        growth = float(rows[-1][3]) / float(rows[0][3])
        print(f"\nCPU of an article at {rows[-1][0]} over that at {rows[0][0]}: {growth:.2f}")


def _kind(pages: float, kilobytes: int) -> str:
    return "texts" if not pages else f"{pages:.0%} web pages of {kilobytes} KB"


def speed_up(folder: Path, size: int, workers: Sequence[int], *, pages: float, kilobytes: int) -> None:
    """The same run with several numbers of processes, in turn, twice."""
    best: dict[int, Cost] = {}
    for _ in range(2):
        for count in workers:
            desk(folder, size, pages=pages, kilobytes=kilobytes, workers=count)
            cost = run(folder)
            best[count] = min(best.get(count, cost), cost, key=lambda one: one.seconds)
    first = best[workers[0]].seconds
    rows = [(count, cost.seconds, cost.cpu, first / cost.seconds) for count, cost in best.items()]
    title = f"Processes, {size:,} articles, {_kind(pages, kilobytes)}; {machine()}"
    table(("processes", "seconds", "CPU s", "speed-up"), rows, title=title)


def second_day(folder: Path, size: int) -> None:
    """A day after another: as many new articles beside the old ones; then one article more; then nothing new."""
    desk(folder, size, pages=1 / 3, kilobytes=30)
    first = run(folder)
    tomorrow = TODAY + timedelta(days=1)
    write(folder / "seeds" / "tomorrow", articles(size, seed=2, last=tomorrow))
    second = run(folder, tomorrow)
    write(folder / "seeds" / "later", articles(1, seed=3, last=tomorrow))
    more = run(folder, tomorrow)
    again = run(folder, tomorrow)
    rows = [
        (name, cost.seconds, cost.cpu, cost.memory / MEGABYTE)
        for name, cost in (
            ("first day", first),
            ("second day", second),
            ("one article more", more),
            ("nothing new", again),
        )
    ]
    table(
        ("run", "seconds", "CPU s", "MB"), rows, title=f"{size:,} articles a day, a third pages of 30 KB; {machine()}"
    )


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="Whole first runs.")
    options.add_argument("--sizes", type=int, nargs="*", default=[500, 2000, 8000, 20000])
    options.add_argument("--pages", action="store_true", help="web pages of 150 KB, not texts")
    options.add_argument("--rare", action="store_true", help="texts of 20,000 equally rare words")
    options.add_argument("--mixed", action="store_true", help="a third web pages of 30 KB, as the generator makes them")
    options.add_argument("--workers", type=int, nargs="*", default=[], help="compare numbers of processes instead")
    options.add_argument("--days", type=int, default=0, metavar="ARTICLES", help="two days of so many instead")
    told = options.parse_args()
    pages, kilobytes = (1.0, 150) if told.pages else (1 / 3, 30) if told.mixed else (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "desk"
        if told.days:
            second_day(place, told.days)
        elif told.workers:
            speed_up(place, told.sizes[0], told.workers, pages=pages, kilobytes=kilobytes)
        else:
            first_runs(place, told.sizes, pages=pages, kilobytes=kilobytes, rare=told.rare)


if __name__ == "__main__":
    main()
