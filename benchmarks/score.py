"""Runs every scorer of a data folder on this program and holds its figures against ``floors.toml``.

    python benchmarks/score.py ../shared            all of them
    python benchmarks/score.py ../shared themes     one

The folder holds ``score/NAME.py`` and the labelled data beside it; without it there is nothing to measure, and the
script says so and ends with 0.
"""

import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent


def main(folder: Path, only: list[str]) -> int:
    """0 when every floor holds."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    if not (folder / "score").is_dir():
        print(f"{folder}: no scorers here, nothing measured; name the data's folder: make score DATA=FOLDER")
        return 0
    program = Path(sys.executable).with_name("digest")
    command = str(program) if program.exists() else shutil.which("digest") or f"{sys.executable} -m digest"
    names, missed = only or list(floors), []
    with ThreadPoolExecutor(2) as pool:
        calls = ([str(folder / "score" / f"{name}.py"), "--command", command, *limits(floors[name])] for name in names)
        for name, done in zip(names, pool.map(run_scorer, calls), strict=True):
            print(f"\n== {name}\n{done.stdout}", end="", flush=True)
            if done.returncode != 0:
                missed.append(name)
    print("\n" + (f"below a floor, or not measured: {', '.join(missed)}" if missed else "every floor holds"))
    return 1 if missed else 0


def run_scorer(call: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a script with its arguments, and take what it says."""
    return subprocess.run(
        [sys.executable, *call],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def limits(table: dict[str, dict[str, float]]) -> list[str]:
    """The arguments that tell a scorer what must hold."""
    arguments = list(table.get("arguments", []))
    for kind in ("floor", "ceiling"):
        arguments += [part for key, value in table.get(kind, {}).items() for part in (f"--{kind}", f"{key}={value}")]
    return arguments


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: score.py FOLDER [NAME ...]")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
