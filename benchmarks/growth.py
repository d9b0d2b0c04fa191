"""What a desk costs after years, beside the same desk after a month: each command's CPU, median of several.

    python -m benchmarks.growth [--articles 100] [--days 1000]

The month is back-filled; the years before it are the month again and again, copied inside the database with other
dates and names. Pages of the copies are empty: nothing reads them, and the size is told of the month's own.
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.generate import TODAY, articles, write
from benchmarks.measure import MEGABYTE, child, machine, table

MONTH = 30
COMMANDS = {
    "status": ("status",),
    "show": ("show",),
    "show --list": ("show", "--list"),
    "search": ("search", "withdrew peacekeepers"),
    "run, nothing new": ("run",),
    "run, one article": ("run",),
}
COPY = """
    INSERT INTO articles SELECT folder, :k || path, part, :k || raw, :k || id, parts, date(date, :shift), corrects,
        settings_hash, article, analysis, published FROM month.articles WHERE date NOT NULL;
    INSERT INTO editions SELECT date(date, :shift), revision, datetime(made, :shift) || '+00:00', status, edition, day
        FROM month.editions;
    INSERT INTO files SELECT replace(name, '/', '/' || :k), date(date, :shift), x''
        FROM month.files WHERE name LIKE '%/%';
    INSERT INTO published SELECT replace(name, '/', '/' || :k), hash FROM month.published WHERE name LIKE '%/%';
    INSERT INTO known SELECT :k || identity, date(published, :shift) FROM month.known;
    INSERT INTO seen SELECT folder, :k || path, size, modified, inode FROM month.seen;
    INSERT INTO story_days SELECT date(date, :shift), :k || id, :k || continues, headline, telling
        FROM month.story_days;
    INSERT INTO names SELECT date(date, :shift), :k || story, name, strftime('%Y', date, :shift) || substr(page, 5),
        body, headline, whole, article, start, stop, words FROM month.names;
    INSERT INTO search SELECT kind, date(date, :shift), :k || id, title, body FROM month.search;
"""


def digest(desk: Path, *words: str) -> float:
    """Run a command on the day after the month; return its seconds of CPU."""
    now = () if words[0] in ("show", "search") else ("--now", f"{TODAY + timedelta(days=1)}T12:00")
    cost = child(
        [sys.executable, "-m", "digest", *words, *now, "--config", desk / "config.toml"], environment={"TZ": "UTC"}
    )
    if cost.code not in (0, 1, 3):  # 1: the day's briefing is overdue
        raise SystemExit(f"{words}: {cost.output[-2000:]}")
    return cost.cpu


def make_month(desk: Path, each: int) -> None:
    """A desk that told a month; its articles' files are gone."""
    (desk / "seeds").mkdir(parents=True)
    (desk / "config.toml").write_text("")
    write(desk / "seeds", articles(MONTH * each, pages=0, words=100, days=MONTH))
    digest(desk, "run", "--backfill")
    shutil.rmtree(desk / "seeds")
    (desk / "seeds").mkdir()


def make_years(month: Path, desk: Path, days: int) -> None:
    """The same desk with so many days."""
    shutil.copytree(month, desk)
    with closing(sqlite3.connect(desk / "output" / ".digest" / "digest.sqlite")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("ATTACH ? AS month", (str(month / "output" / ".digest" / "digest.sqlite"),))
        for number in range(1, days // MONTH):
            for statement in COPY.split(";\n")[:-1]:
                connection.execute(statement, {"k": f"{number}-", "shift": f"-{number * MONTH} days"})
        connection.commit()


def measure(desks: dict[str, Path], times: int) -> dict[str, dict[str, list[float]]]:
    """Seconds of CPU by desk and command; the desks take turns."""
    taken: dict[str, dict[str, list[float]]] = {name: {each: [] for each in COMMANDS} for name in desks}
    for turn in range(times):
        for name, words in COMMANDS.items():
            for which, desk in desks.items():
                if name == "run, one article":
                    new = articles(1, pages=0, words=100, seed=100 + turn, last=TODAY + timedelta(days=1))
                    write(desk / "seeds", new)
                taken[which][name].append(digest(desk, *words))
    return taken


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="How a desk grows.")
    options.add_argument("--articles", type=int, default=100, help="of each day")
    options.add_argument("--days", type=int, default=1000)
    options.add_argument("--times", type=int, default=5)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        month, years = Path(folder) / "month", Path(folder) / "years"
        make_month(month, told.articles)
        make_years(month, years, told.days)
        taken = measure({"month": month, "years": years}, told.times)
        size = (month / "output" / ".digest" / "digest.sqlite").stat().st_size / MEGABYTE
    rows = []
    for name in COMMANDS:
        short, long = (statistics.median(taken[which][name]) for which in ("month", "years"))
        rows.append((name, short, long, long / short))
    count = told.days // MONTH * MONTH
    title = f"{MONTH} days against {count:,} days of {told.articles} articles; database of the month {size:.0f} MB;"
    table(("command", "month, CPU s", "years, CPU s", "ratio"), rows, title=f"{title} {machine()}")


if __name__ == "__main__":
    main()
