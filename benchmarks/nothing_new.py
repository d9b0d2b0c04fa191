"""A run with nothing new over many known files, against a bare walk that lists them and asks for their state.

    python -m benchmarks.nothing_new [--sizes 1000 20000 100000]

The files are tiny and hold no article: what is measured is finding out that nothing has changed.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import TODAY
from benchmarks.measure import child, machine, table
from benchmarks.runs import run

_WALK = """
import os, sys
waiting = [sys.argv[1]]
while waiting:
    with os.scandir(waiting.pop()) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                entry.stat(follow_symlinks=False)
"""


def known(folder: Path, count: int) -> None:
    """A desk that has seen all its files."""
    (folder / "config.toml").write_text("")
    for number in range(count):
        path = folder / "seeds" / f"{number // 1000}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Note {number}.\n")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    run(folder)


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="A run with nothing new.")
    options.add_argument("--sizes", type=int, nargs="*", default=[1000, 20000, 100000])
    rows = []
    for size in options.parse_args().sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            known(folder, size)
            walks, runs = [], []
            for _ in range(5):
                walks.append(child([sys.executable, "-I", "-S", "-c", _WALK, folder / "seeds"]).seconds)
                runs.append(run(folder, TODAY).seconds)
            walk, ours = sorted(walks)[2], sorted(runs)[2]
            rows.append((f"{size:,}", walk, ours, 3 * walk + 0.3, "yes" if ours <= 3 * walk + 0.3 else "no"))
    headings = ("known files", "bare walk, s", "digest run, s", "3 × walk + 0.3 s", "within")
    table(headings, rows, title=f"Nothing new; {machine()}")


if __name__ == "__main__":
    main()
