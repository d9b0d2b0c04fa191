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
    missed = []
    for name in only or list(floors):
        print(f"\n== {name}", flush=True)
        call = [sys.executable, str(folder / "score" / f"{name}.py"), "--command", command, *limits(floors[name])]
        if subprocess.run(call, check=False).returncode != 0:
            missed.append(name)
    print("\n" + (f"below a floor, or not measured: {', '.join(missed)}" if missed else "every floor holds"))
    return 1 if missed else 0


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
