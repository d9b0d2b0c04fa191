"""Stop runs at random moments, by a signal or by an exception, and look for what they leave behind.

    python -m benchmarks.interruptions [--times 200] [--files 600] [--workers 2]

A run must end, and with it all its processes; its lock must be free, nothing may stay in the temporary folder but the
report of the exception, and nothing may be said but how it ended. Every tenth desk is then run to the end: each article
must lie in its briefing.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from benchmarks.generate import TODAY, articles, write
from benchmarks.measure import machine
from digest.errors import BusyError
from digest.store.lock import hold_lock

ENDS = ("SIGINT", "SIGTERM", "exception")
SECONDS = 2.0
"""From the interruption to the end of the last process."""
_RUN = """
import faulthandler, signal, sys
faulthandler.register(signal.SIGUSR1)
from digest.cli import main
def fail(*_):
    raise RuntimeError("interrupted")
signal.signal(signal.SIGALRM, fail)
after = float(sys.argv.pop())
if after:
    signal.setitimer(signal.ITIMER_REAL, after)
main()
"""


def start(folder: Path, temporary: Path, after: float = 0.0) -> "subprocess.Popen[str]":
    """A run that fails after so many seconds of its own, if it is to."""
    words = ["run", "-q", "--now", f"{TODAY}T07:00", "--config", str(folder / "config.toml"), str(after)]
    environment = {**os.environ, "TMPDIR": str(temporary), "DIGEST_TRIAL": str(folder), "TZ": "UTC"}
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def family(folder: Path) -> list[psutil.Process]:
    """The processes that a run of this desk has started, itself too, whoever is their parent now."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("DIGEST_TRIAL") == str(folder) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def interrupt(folder: Path, temporary: Path, end: str, after: float) -> tuple[float, list[str]]:
    """One run: how long it lived after its interruption, and what it left behind, in words."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    process = start(folder, temporary, after if end == "exception" else 0.0)
    time.sleep(after)
    if end != "exception":
        process.send_signal(getattr(signal, end))
    began = time.monotonic()
    try:
        _, said = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGUSR1)
        hanging = [f"hangs: {one.cmdline()[:4]}" for one in family(folder)]
        for one in family(folder):
            one.kill()
        return 120.0, [*hanging, str(process.communicate()[1])[-2000:]]
    while family(folder) and time.monotonic() < began + 60:
        time.sleep(0.02)
    seconds = time.monotonic() - began
    left = [f"process left: {one.cmdline()[:3]}" for one in family(folder)]
    try:
        with hold_lock(folder / "output" / ".digest", wait=0):
            pass
    except BusyError:
        left.append("lock held")
    left += [f"in the temporary folder: {one.name}" for one in temporary.iterdir() if one.suffix != ".log"]
    # The signal may find a run that has ended, or a Python that has not begun.
    known = [f"digest: stopped by {end}", "RuntimeError: interrupted", "KeyboardInterrupt"]
    if said and not any(line in said for line in known):
        left.append(f"says: {said[:300]!r}")
    if "leaked" in said or "Warning" in said:
        left.append(f"warns: {said[:300]!r}")
    return seconds, left


def main() -> None:
    """Interrupt, count, and end with 1 where something was left."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--files", type=int, default=600)
    options.add_argument("--workers", type=int, default=2)
    told = options.parse_args()
    dice = random.Random(1)
    found: Counter[str] = Counter()
    longest = late = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder, temporary = Path(name) / "desk", Path(name) / "temporary"
        temporary.mkdir()
        write(folder / "seeds", articles(told.files, pages=0.0), kilobytes=8)
        (folder / "config.toml").write_text(f"[run]\nworkers = {told.workers}\n", encoding="utf-8")
        began = time.monotonic()
        start(folder, temporary).communicate()
        length = time.monotonic() - began
        for number in range(told.times):
            seconds, left = interrupt(folder, temporary, ENDS[number % 3], dice.uniform(0, length))
            longest, late = max(longest, seconds), late + (seconds > SECONDS)
            found.update(left)
            if number % 10 == 9:
                start(folder, temporary).communicate()
                page = folder / "output" / f"{TODAY}.json"
                found.update([] if page.exists() else ["no briefing afterwards"])
    print(f"{told.times} interruptions of a run of {told.files} files ({length:.1f} s); {machine()}")
    print(f"the longest end took {longest:.2f} s; {late:.0f} took more than {SECONDS:g} s")
    for what, count in sorted(found.items()):
        print(f"{count} × {what}")
    print("nothing was left behind" if not found else "")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
