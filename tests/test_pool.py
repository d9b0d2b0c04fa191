"""Many files at once: the same Results with any number of workers, and what becomes of a file that ends its worker."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.generate import articles, file_of
from digest.analysis.themes import compile_themes
from digest.config import Settings
from digest.model import Problem
from digest.workers.pool import Processes, spread
from digest.workers.work import read_file
from digest.workers.worker import File, Reading, Results

TODAY = date(2026, 11, 24)


def _spin() -> None:
    while True:
        pass


def _swallow() -> None:
    while True:
        with contextlib.suppress(Exception):
            _spin()


def _deep() -> None:
    _deep()


TRAPS: dict[str, Callable[[], object]] = {
    "trapkill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "trapstop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "trapsleep": lambda: time.sleep(3600),
    "trapspin": _spin,
    "trappattern": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "trapswallow": _swallow,
    "trapdeep": _deep,
}


@dataclass(frozen=True)
class Trap:
    """Reads a file, and falls into the trap that its text names; where ``once``, only while no such file exists."""

    once: Path | None = None

    def __call__(self, path: str, data: bytes, **options: object) -> Results:
        for word in re.findall(r"closed the (trap\w+) of", data.decode()):
            if not (self.once and self.once.exists()):
                if self.once:
                    self.once.touch()
                TRAPS[word]()
        return read_file(path, data, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def job() -> Reading:
    """A run's settings, with the shipped themes."""
    settings = Settings()
    return Reading(settings.briefing, compile_themes(settings.theme, Path()), TODAY)


@pytest.fixture
def trapped(job: Reading) -> Reading:
    """The same with traps, and little time for a file."""
    return replace(job, read=Trap(), seconds=0.5)


def tasks(count: int, *, trap: str = "", at: int = 0) -> list[File]:
    """Short articles, one of them with a trap in its last line."""
    made = []
    for number, one in enumerate(articles(count, words=90, pages=0.1)):
        path, data = file_of(one, kilobytes=8)
        if trap and number == at:
            path, data = "trap.txt", data + f"\n\nThe ministry closed the {trap} of the river.\n".encode()
        made.append(File(path, data, "An Outlet"))
    return made


def problems(results: list[Results]) -> list[Problem]:
    """The files that were set aside."""
    return [one for result in results for one in result if isinstance(one, Problem)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_nothing(job: Reading, workers: int) -> None:
    """Results are equal, and in the order of the files, in one process and in several."""
    files = tasks(130)
    expected = [result for task in files for result in spread([task], job)]
    assert list(spread(files, job, workers=workers)) == expected


def test_small_runs_stay_in_one_process(job: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dozen short files start no worker."""
    monkeypatch.setattr("digest.workers.pool.Processes", lambda _: pytest.fail("a worker was started"))
    assert len(list(spread(tasks(12), job, workers=2))) == 12


def test_in_another_thread_even_one_file_goes_to_a_worker(job: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only there it can be ended when it takes too long: the scheduler's thread gets no signals."""
    made: list[int] = []
    real = Processes
    monkeypatch.setattr("digest.workers.pool.Processes", lambda count: made.append(count) or real(count))
    results: list[Results] = []
    thread = threading.Thread(target=lambda: results.extend(spread(tasks(1), job, workers=1)))
    thread.start()
    thread.join()
    assert made == [1]
    assert not problems(results)


def test_no_files_no_results(job: Reading) -> None:
    """Nothing comes of nothing."""
    assert list(spread([], job, workers=2)) == []


def test_files_are_read_only_a_little_ahead(job: Reading) -> None:
    """An archive streams through: what lies in memory is bounded by the number of workers."""
    taken: list[str] = []

    def endless() -> Iterator[File]:
        while True:
            for task in islice(source, 100):
                taken.append(task.path)
                yield task

    source = iter(tasks(1000))
    results = spread(endless(), job, workers=1)
    list(islice(results, 10))
    results.close()  # type: ignore[attr-defined]
    assert len(taken) <= 4 * Processes.chunk_tasks


def test_progress_is_told(job: Reading) -> None:
    """The counts rise to the number of files."""
    told: list[int] = []
    list(spread(tasks(120), job, workers=2, report=told.append))
    assert told == sorted(set(told))
    assert told[-1] == 120


def test_a_worker_killed_once_costs_nothing_but_time(trapped: Reading, tmp_path: Path) -> None:
    """Its chunk is done again, and no file is set aside."""
    once = replace(trapped, read=Trap(tmp_path / "fell"))
    files = tasks(130, trap="trapkill", at=60)
    results = list(spread(files, once, workers=2))
    assert (tmp_path / "fell").exists()
    assert len(results) == 130
    assert problems(results) == []


@pytest.mark.parametrize(
    ("trap", "silence"),
    [
        ("trapkill", 120),
        pytest.param("trapstop", 10, marks=pytest.mark.crash),
        pytest.param("trapsleep", 120, marks=pytest.mark.crash),
    ],
    ids=["killed", "stopped", "asleep"],
)
def test_a_file_that_ends_its_worker_is_set_aside_alone(trapped: Reading, trap: str, silence: float) -> None:
    """Killed, stopped, asleep without using its time: whichever, every other file has its Results, in order."""
    files = tasks(130, trap=trap, at=60)
    results = list(spread(files, trapped, workers=2, silence=silence))
    assert [problem.path for problem in problems(results)] == ["trap.txt"]
    assert "ended the process" in problems(results)[0].reason
    assert problems(results)[0].unreadable
    unharmed = [task for task in files if task.path != "trap.txt"]
    assert results[:60] + results[61:] == list(spread(unharmed, trapped, workers=2))


@pytest.mark.parametrize("trap", ["trapspin", "trappattern", "trapswallow"])
@pytest.mark.parametrize("count", [3, 40], ids=["in one process", "in workers"])
def test_a_file_that_takes_too_long_is_set_aside(trapped: Reading, trap: str, count: int) -> None:
    """Loops, patterns that backtrack, code that catches every Exception: its time ends, no process does."""
    results = list(spread(tasks(count, trap=trap, at=1), trapped, workers=1))
    assert [problem.reason for problem in problems(results)] == [
        "took more than 0.5 seconds and was set aside; it is tried again when it changes"
    ]
    assert len(results) == count


def test_a_parser_that_trips_is_told_without_a_traceback(trapped: Reading) -> None:
    """A bug costs one file, and the reader can report it."""
    results = list(spread(tasks(3, trap="trapdeep", at=1), trapped))
    assert [p.reason for p in problems(results)] == [
        "could not be read: RecursionError in a parser; please report it with the file"
    ]


class Loud:
    """Says so much of each file that telling it takes a worker most of its time."""

    def __call__(self, path: str, data: bytes, **options: object) -> Results:
        return (Problem(path, "x" * 1_000_000),)


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3])
def test_a_worker_killed_while_it_answers(trapped: Reading, moment: float) -> None:
    """Half an answer holds up nobody: the chunk is done again."""
    results = spread(tasks(130), replace(trapped, read=Loud()), workers=2)
    first = next(results)
    time.sleep(moment)
    for number in _children():
        os.kill(number, signal.SIGKILL)
    assert [one[0].path for one in (first, *results)] == [task.path for task in tasks(130)]


def test_a_process_that_stops_reading_early_ends(trapped: Reading) -> None:
    """Nothing of the pool keeps Python from ending when workers were ended in the middle of an answer."""
    program = """
from dataclasses import replace
from tests.test_pool import Loud, spread, tasks, Reading, Settings, compile_themes, Path, TODAY
if __name__ == "__main__":
    settings = Settings()
    job = Reading(settings.briefing, compile_themes(settings.theme, Path()), TODAY, read=Loud())
    results = spread(tasks(200), job, workers=2)
    next(results)
    results.close()
"""
    root = Path(__file__).parent.parent
    for _ in range(3):
        subprocess.run([sys.executable, "-c", program], cwd=root, check=True, timeout=120)


def test_closing_early_ends_the_workers(job: Reading) -> None:
    """What Ctrl-C does: no process stays behind."""
    results = spread(tasks(400), job, workers=2)
    next(results)
    before = _children()
    assert len(before) >= 2
    results.close()  # type: ignore[attr-defined]
    for _ in range(100):
        if not _children() & before:
            break
        time.sleep(0.05)
    assert not _children() & before


def _children() -> set[int]:
    """The workers that are alive; the fork server itself stays, for the next pool."""
    import multiprocessing

    return {child.pid for child in multiprocessing.active_children() if child.pid}
