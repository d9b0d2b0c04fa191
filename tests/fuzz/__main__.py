"""``python -m tests.fuzz [--inputs N] [--seed S] [--first N] [--seconds S] [TARGET...]``: try inputs; keep what shows a fault.

The inputs of a target are numbered: seed and number make the same bytes each time, so a range can be tried again, or
gone on with. Each is tried on the reader alone, every 500th the whole way to a page that proves. A target ends
after so many inputs or seconds. What is found is written below ``--finds``, one file for each place that raised; the
exit code is then 1.
"""

import argparse
import io
import sys
import tempfile
import time
import traceback
from contextlib import redirect_stderr
from pathlib import Path

from digest.parallel.protocol import TimeLimitExceeded
from tests.fuzz.mutations import Mutations

WATCHED = ["digest.intake", "digest.config", "digest.settings_file", "digest.toml_values", "digest.publish"]
"""What takes foreign bytes apart; with the analysis watched too, an input takes five times as long."""
WHOLE = 500
"""Of so many inputs one goes the whole way: that takes some 12 ms, the reader of a small file alone less than one."""
TOLD = 100_000
"""After so many inputs it says how far it is: where it is ended, the next one goes on there."""


class Fuzzer:
    """Inputs of one target and the faults that they showed, one input for each place that raised."""

    def __init__(self, target: str, finds: Path) -> None:
        self.target, self.folder = target, finds
        self.known: set[str] = set()

    def attempt(self, data: bytes, name: str, *, whole: bool) -> None:
        """Try an input; write it down where it shows something new."""
        from tests.fuzz.targets import attempt

        try:
            attempt(self.target, data, whole=whole)
        except (Exception, TimeLimitExceeded) as error:  # noqa: BLE001 - whatever it is, it is a find
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).stem}-{last.lineno}-{type(error).__name__}"
            if place not in self.known:
                self.known.add(place)
                path = self.folder / f"{self.target.lstrip('.')}-{place}"
                path.write_bytes(data)
                print(f"{self.target} {name}: {path}: {type(error).__name__}: {str(error)[:300]}", flush=True)


def fuzz(target: str, given: argparse.Namespace) -> bool:
    """Try a range of the inputs of a target; tell whether no fault showed."""
    fuzzer, mutations = Fuzzer(target, given.finds), Mutations(target, given.seed)
    fuzzer.attempt(
        mutations.make(given.first), "first", whole=True
    )  # what it imports takes longer than a thousand inputs
    begun = time.monotonic()
    for number in range(given.first, given.first + given.inputs):
        fuzzer.attempt(mutations.make(number), f"input {number}", whole=number % WHOLE == 0)
        tried, used = number + 1 - given.first, time.monotonic() - begun
        if tried % TOLD == 0 or tried == given.inputs or used >= given.seconds:
            said = f"inputs {given.first} to {number} of seed {given.seed}"
            print(f"{target}: {said} in {used:.0f} s, {len(fuzzer.known)} finds", flush=True)
        if used >= given.seconds:
            break
    return not fuzzer.known


def fuzz_guided(target: str, finds: Path) -> None:
    """Let atheris choose the inputs by the lines that they reach; it ends the process, and never by itself."""
    import atheris

    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=WATCHED):
        from tests.fuzz import targets  # noqa: F401 - imported here so that what it imports is watched

    fuzzer = Fuzzer(target, finds)
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(Mutations(target, 0).samples):
            (Path(folder) / str(number)).write_bytes(data)
        limits = ["-verbosity=0", "-max_len=65536", "-rss_limit_mb=2048", f"-artifact_prefix={finds}/"]
        atheris.Setup([sys.argv[0], *limits, folder], lambda data: fuzzer.attempt(data, "guided", whole=False))
        atheris.Fuzz()


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Try inputs by the million.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="end of a name, or another; all by default")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="of each target (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the inputs (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="number of the first input (default: 0)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of each target, at most")
    parser.add_argument("--guided", action="store_true", help="one target without end, led by atheris (from pip)")
    parser.add_argument("--finds", type=Path, default=Path(".fuzz"), help="folder for inputs that show a fault")
    given = parser.parse_args()
    if given.guided and len(given.targets) != 1:
        parser.error("--guided wants one target")
    return given


def main() -> int:
    """Fuzz one target after the other."""
    given = read_arguments()
    given.finds.mkdir(exist_ok=True)
    if given.guided:
        fuzz_guided(*given.targets, given.finds)
    from tests.fuzz.targets import TARGETS

    results = [fuzz(target, given) for target in given.targets or TARGETS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
