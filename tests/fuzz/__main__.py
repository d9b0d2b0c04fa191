"""``python -m tests.fuzz [--runs N] [--seconds S] [TARGET...]``: try inputs without end; keep those that show a fault.

With atheris (it has wheels for Python 3.11 to 3.13) the lines that an input reaches lead to the next ones; without it
the samples are only broken at random. A target ends after N inputs or S seconds. What is found is written below
``--finds``, one file for each place that raised; the exit code is then 1.
"""

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import redirect_stderr
from importlib.util import find_spec
from pathlib import Path

GUIDED = find_spec("atheris") is not None

WATCHED = ["digest.intake", "digest.config", "digest.toml_values", "digest.publish"]
"""What takes foreign bytes apart; with the analysis watched too, an input takes five times as long."""
LARGEST = 8192
"""Bytes of a sample: larger ones take as long as a hundred small ones, and ``tests/intake`` tries them whole."""


class Fuzzer:
    """Inputs of one target and the faults that they showed, one input for each place that raised."""

    def __init__(self, target: str, given: argparse.Namespace) -> None:
        self.target, self.runs, self.folder = target, given.runs, given.finds
        self.known: set[str] = set()
        self.inputs = 0
        self.seconds = given.seconds
        self.begun = 0.0

    def attempt(self, data: bytes) -> None:
        """Try an input; write it down where it shows something new."""
        from tests.fuzz.targets import attempt

        self.begun = self.begun or time.monotonic()  # what they import takes longer than a thousand inputs
        self.inputs += 1
        try:
            attempt(self.target, data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).stem}-{last.lineno}-{type(error).__name__}"
            if place not in self.known:
                self.known.add(place)
                path = self.folder / f"{self.target.lstrip('.')}-{place}"
                path.write_bytes(data)
                print(f"{self.target}: {path}: {type(error).__name__}: {str(error)[:300]}", flush=True)

    def is_done(self) -> bool:
        """Tell whether it has tried enough; then it says what came of it."""
        used = time.monotonic() - self.begun
        if self.inputs < self.runs and used < self.seconds:
            return False
        print(f"{self.target}: {self.inputs} inputs in {used:.0f} s, {len(self.known)} finds", flush=True)
        return True


def list_samples(target: str) -> list[bytes]:
    """The articles and hostile files of a format, in our own words."""
    from tests.fuzz.grammars import HARM
    from tests.fuzz.targets import PARTS, ROOT
    from tests.intake.hostile import cases
    from tests.intake.packages import unpacked
    from tests.intake.test_readers import SAMPLES

    ending = target if target.startswith(".") else ".txt"
    found = [SAMPLES[ending], *(case.data for case in cases() if case.name.endswith(ending))]
    if target in PARTS:
        found += [unpacked(SAMPLES[target]).get(PARTS[target][1], b"")]
    if target in {"pages", "note"}:
        found = [harm.encode("utf-8", "replace") for harm in HARM]
    if target == "configuration":
        found = [(ROOT / "config.toml").read_bytes(), b'[[theme]]\nname = "x"\nstrong = ["a b", "c*"]\n']
    return [data for data in found if len(data) <= LARGEST]


def break_at_random(samples: list[bytes], dice: random.Random) -> Iterator[bytes]:
    """Yield samples that were cut, repeated, spliced and sprinkled with what parsers trip over."""
    from tests.fuzz.grammars import HARM

    pieces = [harm.encode("utf-8", "surrogatepass") for harm in HARM]
    while True:
        data = dice.choice(samples)
        for _ in range(dice.randint(1, 6)):
            start, end = sorted(dice.randint(0, len(data)) for _ in range(2))
            other = dice.choice(samples)
            middle = dice.choice(
                (
                    b"",
                    dice.choice(pieces),
                    dice.randbytes(dice.randint(1, 4)),
                    data[start : start + 40] * dice.randint(2, 50),
                    other[dice.randint(0, len(other)) :][: dice.randint(1, 400)],
                )
            )
            keep = dice.choice((start, start, min(end, start + dice.randint(1, 30)), end))
            data = data[:start] + middle + data[keep:]
        yield data


def fuzz(fuzzer: Fuzzer) -> None:
    """Try what comes of breaking the samples."""
    for data in break_at_random(list_samples(fuzzer.target), random.Random(time.time_ns())):
        fuzzer.attempt(data)
        if fuzzer.is_done():
            return


def fuzz_guided(fuzzer: Fuzzer) -> None:
    """The same, led by the lines that an input reaches; ends the process."""
    import atheris

    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=WATCHED):
        from tests.fuzz import targets  # noqa: F401 - imported here so that what it imports is watched

    def attempt(data: bytes) -> None:
        fuzzer.attempt(data)
        if fuzzer.is_done():  # libFuzzer never returns, and takes longer than its own limits say
            os._exit(1 if fuzzer.known else 0)

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(list_samples(fuzzer.target)):
            (Path(folder) / str(number)).write_bytes(data)
        limits = ["-verbosity=0", "-max_len=65536", "-rss_limit_mb=2048", f"-artifact_prefix={fuzzer.folder}/"]
        atheris.Setup([sys.argv[0], *limits, folder], attempt)
        atheris.Fuzz()


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try inputs without end.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="end of a name, or another; all by default")
    parser.add_argument("--runs", type=int, default=1_000_000, help="inputs of a target")
    parser.add_argument("--seconds", type=float, default=600, help="of a target")
    parser.add_argument("--finds", type=Path, default=Path(".fuzz"), help="folder for inputs that show a fault")
    return parser.parse_args()


def main() -> int:
    """Fuzz one target after the other; with atheris each in a process of its own, which it ends."""
    given = read_arguments()
    given.finds.mkdir(exist_ok=True)
    if GUIDED and len(given.targets) == 1:
        fuzz_guided(Fuzzer(given.targets[0], given))
    from tests.fuzz.targets import TARGETS

    targets = given.targets or TARGETS
    if GUIDED:
        limits = ["--runs", str(given.runs), "--seconds", str(given.seconds), "--finds", str(given.finds)]
        commands = [[sys.executable, "-m", "tests.fuzz", *limits, target] for target in targets]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    print("atheris is not installed: samples are broken at random, nothing leads the inputs to new lines.", flush=True)
    fuzzers = [Fuzzer(target, given) for target in targets]
    for fuzzer in fuzzers:
        fuzz(fuzzer)
    return 1 if any(fuzzer.known for fuzzer in fuzzers) else 0


if __name__ == "__main__":
    sys.exit(main())
