"""What every benchmark shares: ratios measured in one run, what a child process cost, tables.

A figure of a shared machine means little by itself; the ratio of two things that took turns in one run means
much more. So ``compare`` lets its actions take turns and gives the median of each, in seconds of this
process' CPU; ``child`` runs a command and tells its time, the CPU and the memory of it and all its children.
"""

import os
import platform
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: seconds on the clock, seconds of CPU of all its processes, bytes.

    ``memory`` is the highest sum over its processes (shared pages counted once, in shares), ``largest`` the
    highest of one process.
    """

    seconds: float
    cpu: float
    memory: int
    largest: int
    code: int
    output: str


def compare(actions: Mapping[str, Callable[[], object]], *, rounds: int = 5) -> dict[str, float]:
    """Median seconds of CPU of each action, after one turn that does not count; the actions take turns."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(rounds + 1):
        for name, action in actions.items():
            begun = time.process_time()
            action()
            if turn:
                taken[name].append(time.process_time() - begun)
    return {name: statistics.median(times) for name, times in taken.items()}


def child(
    command: Sequence[str | Path], *, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command to its end and tell what it cost; its output is kept, its code is the caller's to judge."""
    # Where Python must not keep its bytecode, each command would compile us anew: nobody starts it so.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    process = subprocess.Popen(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env={**usual, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    over = threading.Event()
    seen = _Seen()
    watch = threading.Thread(target=_watch, args=(process.pid, over, seen), daemon=True)
    watch.start()
    assert process.stdout is not None
    output = process.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    over.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    largest = usage.ru_maxrss * (1 if platform.system() == "Darwin" else 1024)
    # The system counts the processes that somebody waited for; nobody waits for those below the fork server of the
    # standard library, which 1.0.0 used: what they took was looked at while they lived.
    cpu = max(usage.ru_utime + usage.ru_stime, sum(seen.cpu.values()))
    return Cost(seconds, cpu, max(seen.memory, largest), largest, process.returncode, output)


@dataclass(slots=True)
class _Seen:
    """What the watch saw of a command's processes: the highest sum of memory, each one's CPU at the last look."""

    memory: int = 0
    cpu: dict[int, float] = field(default_factory=dict)


def _watch(root: int, over: threading.Event, seen: _Seen) -> None:
    """Look at the processes below ``root`` 20 times a second (Linux; elsewhere the largest must do)."""
    while Path("/proc").is_dir() and not over.wait(0.05):
        family = _family(root)
        seen.memory = max(seen.memory, sum(_memory(number) for number in family))
        seen.cpu |= {number: cpu for number in family if (cpu := _cpu(number))}


def _cpu(number: int) -> float:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(root: int) -> list[int]:
    family, at = [root], 0
    while at < len(family):
        try:
            for thread in Path(f"/proc/{family[at]}/task").iterdir():
                family.extend(map(int, (thread / "children").read_text().split()))
        except OSError:
            pass  # it ended meanwhile
        at += 1
    return family


def _memory(number: int) -> int:
    try:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def machine() -> str:
    """The machine in one line, for the tables."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        model = next(
            (line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line), model
        )
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {platform.python_version()}, {load()}"


def load() -> str:
    """How busy the machine is with other things."""
    return f"load {os.getloadavg()[0]:.1f}"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table that is Markdown and can be read as it stands."""
    cells = [list(map(str, headings)), *([_shown(cell) for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(headings))]
    if title:
        print(f"\n{title}\n")
    for number, row in enumerate(cells):
        aligned = [
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("| " + " | ".join(aligned) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)) + "|")


def _shown(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"
