"""Many tasks in real processes: the same results with any number of workers, and what becomes of those that end them."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import psutil
import pytest

from digest.errors import WorkersLostError
from digest.parallel import forkserver
from digest.parallel.dispatch import run_tasks
from digest.parallel.processes import Processes
from digest.parallel.protocol import Answer
from tests.parallel.jobs import Loops, Number, Tenfold, numbers

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
TENS = [10 * number for number in range(130)]
LONG = 600
"""Seconds that nothing takes, however busy the machine."""


def server() -> psutil.Process:
    """Our fork server; it stays for the next tasks, its children are the workers."""
    return next(child for child in psutil.Process().children() if "forkserver" in " ".join(child.cmdline()))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_in_order_for_any_number_of_workers(workers: int) -> None:
    """Each is that of its task."""
    assert list(run_tasks(numbers(130), Tenfold(), workers=workers)) == TENS


def test_a_worker_frees_what_a_batch_leaves_in_loops() -> None:
    """Of a hundred thousand rendered pages it would be most of the memory of a run."""
    alive = list(run_tasks(numbers(200), Loops(), workers=1))
    assert max(alive) == Processes.batch_tasks


def test_few_tasks_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are done before a worker has started."""
    monkeypatch.setattr(forkserver, "get_shared", lambda: pytest.fail("a worker was started"))
    assert list(run_tasks(numbers(12), Tenfold(), workers=2)) == TENS[:12]
    assert list(run_tasks([], Tenfold(), workers=2)) == []


def test_few_tasks_end_the_process_that_one_of_them_holds() -> None:
    """In C, which looks for no signal: a run that hangs would hold its lock for ever."""
    lines = 'list(run_tasks(numbers(9), Tenfold({5: "counts"}, seconds=0.1, timed=True), workers=2))'
    done = subprocess.run(program(lines), check=False, timeout=LONG, capture_output=True)
    assert done.returncode == -signal.SIGVTALRM


def test_few_tasks_of_many_bytes_do_not() -> None:
    """Their bytes count as well."""
    heavy = [Number(1, size=300_000), Number(2, size=300_000)]
    results = run_tasks(heavy, Tenfold(), workers=1)
    assert next(results) == 10
    assert server().children()
    assert list(results) == [20]


def test_in_another_thread_a_timed_task_goes_to_a_worker() -> None:
    """Only there it can be stopped when it takes too long: a thread gets no signals."""
    seen: list[object] = []

    def work() -> None:
        results = run_tasks(numbers(1), Tenfold(timed=True), workers=1)
        seen.append(next(results))
        seen.append(len(server().children()))
        results.close()  # type: ignore[attr-defined]

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [0, 1]


def test_tasks_are_taken_only_a_little_ahead() -> None:
    """What lies in memory is bounded by the number of workers."""
    taken: list[int] = []

    def endless() -> Iterator[Number]:
        number = 0
        while True:
            taken.append(number)
            yield Number(number)
            number += 1

    results = run_tasks(endless(), Tenfold(), workers=1)
    assert list(islice(results, 10)) == TENS[:10]
    results.close()  # type: ignore[attr-defined]
    assert len(taken) <= 4 * Processes.batch_tasks + Tenfold().min_parallel[0]


def test_progress_rises_to_the_number_of_tasks() -> None:
    """Both in one process and in several."""
    for count in (10, 120):
        told: list[int] = []
        list(run_tasks(numbers(count), Tenfold(), workers=2, report=told.append))
        assert told == sorted(set(told))
        assert told[-1] == count


def test_a_worker_that_is_killed_once_costs_nothing_but_time(tmp_path: Path) -> None:
    """Its task is done again."""
    job = Tenfold({60: "is killed"}, once=tmp_path / "fell")
    assert list(run_tasks(numbers(130), job, workers=2)) == TENS
    assert job.once
    assert job.once.exists()


@pytest.mark.parametrize("trap", ["is killed", "leaves", "is stopped", "sleeps", "counts"])
def test_a_task_that_ends_its_workers_is_given_up_alone(trap: str) -> None:
    """Ended by itself, or by us since it gave no answer: every other task has its result, in order."""
    results = list(run_tasks(numbers(130), Tenfold({60: trap}, seconds=0.1), workers=2))
    assert results == [*TENS[:60], -60, *TENS[61:]]


def test_a_worker_that_is_killed_while_it_is_idle_costs_no_task_a_try() -> None:
    """The next task gets another worker."""
    executor = Processes(1, Tenfold())
    try:
        assert executor.submit(tuple(numbers(3))).result().results == (0, 10, 20)
        (idle,) = server().children()
        idle.kill()
        assert psutil.wait_procs([idle], LONG)[1] == []
        assert executor.submit((Number(7),)).result() == Answer((70,))
    finally:
        executor.stop()


def test_three_that_end_their_workers_in_a_row_end_the_run() -> None:
    """With what the workers ended of, and no process left."""
    job = Tenfold(dict.fromkeys((60, 61, 62), "is killed") | {61: "leaves"})
    results = run_tasks(numbers(130), job, workers=2)
    assert list(islice(results, 60)) == TENS[:60]
    with pytest.raises(WorkersLostError) as told:
        list(results)
    assert "number 60 was ended by SIGKILL; that of number 61 ended with exit code 7" in str(told.value)
    assert server().children() == []


@dataclass(frozen=True)
class Deadly:
    """Kills who unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return _kill_oneself, ()


def _kill_oneself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Carrier(Tenfold):
    """A job with something in it."""

    load: object = None


def test_workers_that_cannot_live_end_the_run() -> None:
    """Each is killed before it has done anything."""
    with pytest.raises(WorkersLostError, match=r"no worker process lives: 3 ended .* was ended by SIGKILL"):
        list(run_tasks(numbers(130), Carrier(load=Deadly()), workers=2))
    assert server().children() == []


def test_a_fork_server_that_cannot_start_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where Python itself is killed."""
    forkserver._stop_shared()
    monkeypatch.setattr(forkserver, "_BOOT", "import os; os._exit(5)")
    with pytest.raises(WorkersLostError, match="no worker process lives"):
        list(run_tasks(numbers(130), Tenfold(), workers=2))
    forkserver._stop_shared()


@dataclass(frozen=True)
class Imports(Tenfold):
    """Tells whether a module was there before the task."""

    def do(self, task: Number) -> bool:  # type: ignore[override]
        return "tests.parallel.rarely" in sys.modules


def test_a_module_that_cannot_be_imported_ends_no_fork_server(capfd: pytest.CaptureFixture[str]) -> None:
    """As while a newer version is installed: the worker that needs it says so."""
    assert list(run_tasks(numbers(130), Tenfold(modules=("tests.parallel.nowhere",)), workers=2))
    assert "Traceback" not in capfd.readouterr().err


class FailingError(Exception):
    """Of a task."""


@dataclass(frozen=True)
class Failing(Tenfold):
    """A job with a bug."""

    def do(self, task: Number) -> int:
        if task.number == 60:
            raise FailingError("at sixty")
        return task.number


def test_an_exception_in_a_worker_is_raised_here() -> None:
    """With its traceback in a note, and no process left."""
    with pytest.raises(FailingError, match="at sixty") as told:
        list(run_tasks(numbers(130), Failing(), workers=2))
    assert "in do" in told.value.__notes__[0]
    assert server().children() == []


@pytest.mark.parametrize("taken", [1, 30, 70])
def test_workers_killed_while_they_answer(taken: int) -> None:
    """Half an answer holds up nobody."""
    job = Tenfold(weight=1_000_000)
    results = run_tasks(numbers(130), job, workers=2)
    found = [number for number, _ in islice(results, taken)]
    for child in server().children():
        child.kill()
    assert [*found, *(number for number, _ in results)] == TENS


def test_workers_are_forked_with_the_modules_of_their_job() -> None:
    """Their own, and those that it names; what was imported for one job is there for the next."""
    imports = Imports(modules=("tests.parallel.rarely",))
    assert set(run_tasks(numbers(30), imports, workers=2)) == {True}
    assert set(run_tasks(numbers(30), Imports(), workers=1)) == {True}


def test_a_look_for_the_run_may_be_interrupted_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine it takes longer than it is to the next signal."""
    signals = [signal.SIGALRM]

    class Watch:
        running = False

        def register(self, *_: object) -> None:
            """As the real one."""

        def poll(self, _: int) -> list[object]:
            assert not self.running, "concurrent poll() invocation"
            self.running = True
            while signals:
                signal.raise_signal(signals.pop())
            self.running = False
            return []

    monkeypatch.setattr(forkserver.select, "poll", Watch)
    monkeypatch.setattr(forkserver.importlib, "import_module", lambda _: signal.raise_signal(signal.SIGALRM))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        forkserver._import_all(["json"], ours, set())
    assert signals == []


def test_a_fork_server_ends_with_its_run_while_it_imports() -> None:
    """It does not finish its imports first: these take seconds on a busy machine, here for ever."""
    server = forkserver.ForkServer()
    ours, theirs = socket.socketpair()
    names = b"tests.parallel.endless"
    socket.send_fds(server._control, [forkserver._REQUEST.pack(0, len(names)), names], [theirs.fileno()])
    ours.close()
    theirs.close()
    server._control.close()
    assert server._process.wait(LONG) == 0


def test_a_fork_server_that_is_killed() -> None:
    """Its workers go on; who needs a new one gets it from a new one."""
    results = run_tasks(numbers(130), Tenfold({100: "leaves"}), workers=2)
    found = list(islice(results, 30))
    family = server().children()
    server().kill()
    assert [*found, *results] == [*TENS[:100], -100, *TENS[101:]]
    assert psutil.wait_procs(family, LONG)[1] == []


def test_closing_early_ends_the_workers() -> None:
    """At once: when it returns they have gone."""
    results = run_tasks(numbers(4000), Tenfold(weight=100_000), workers=2)
    next(results)
    family = server().children()
    assert len(family) == 2
    results.close()  # type: ignore[attr-defined]
    assert server().children() == []


PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from digest.parallel.dispatch import run_tasks
from tests.parallel.jobs import Tenfold, numbers
"""


def program(rest: str) -> list[str]:
    """A program that works with tasks; it has no main guard."""
    return [sys.executable, "-c", PROGRAM.format(root=str(ROOT)) + rest]


def test_a_program_without_a_main_guard() -> None:
    """Workers do not start it again."""
    lines = "print(sum(run_tasks(numbers(130), Tenfold(), workers=2)))"
    done = subprocess.run(program(lines), check=True, timeout=LONG, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{sum(TENS)}\n", "")


@pytest.mark.parametrize("end", ["results.close()", "pass", "raise SystemExit(0)"])
def test_nothing_keeps_a_program_from_ending(end: str) -> None:
    """Also when it hangs up in the middle of answers, or does not even hang up."""
    lines = f"results = run_tasks(numbers(400), Tenfold(weight=1_000_000), workers=2)\nnext(results)\n{end}"
    done = subprocess.run(program(lines), check=True, timeout=LONG, capture_output=True, text=True)
    assert done.stderr == ""


def test_a_worker_that_ends_with_its_program_is_no_trouble() -> None:
    """Nobody is there to hear of it: the fork server kills the others, and ends."""
    server = forkserver.ForkServer()
    pids, sockets = zip(*(server.fork(()) for _ in range(2)), strict=True)
    family = [psutil.Process(pid) for pid in pids]
    server._process.send_signal(signal.SIGSTOP)
    family[0].kill()
    server._control.close()
    server._process.send_signal(signal.SIGCONT)
    assert server._process.wait(LONG) == 0
    assert psutil.wait_procs(family, LONG)[1] == []
    for ours in sockets:
        ours.close()


def test_the_end_of_a_worker_is_heard_whenever_its_signal_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where no handler of Python's runs before the fork server listens again."""
    deaf = (
        "import signal; handle = signal.signal; signal.signal = lambda number, what: "
        "handle(number, (lambda *_: None) if number == signal.SIGCHLD else what); "
    )
    forkserver._stop_shared()
    monkeypatch.setattr(forkserver, "_BOOT", deaf + forkserver._BOOT)
    executor = Processes(1, Tenfold({7: "is killed"}))
    try:
        assert executor.submit((Number(7),)).result() == Answer((), "was ended by SIGKILL")
    finally:
        executor.stop()
        forkserver._stop_shared()


def test_the_end_of_a_worker_is_heard_where_its_signal_was_blocked() -> None:
    """By whoever started the program, as a supervisor that reads its signals from a file."""
    lines = (
        "import signal\nfrom digest.parallel.processes import Processes\nfrom tests.parallel.jobs import Number\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})\n"
        "executor = Processes(1, Tenfold({7: 'is killed'}))\n"
        "print(executor.submit((Number(7),)).result().crash)\nexecutor.stop()"
    )
    done = subprocess.run(program(lines), check=True, timeout=LONG, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("was ended by SIGKILL\n", "")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=lambda number: number.name)
def test_workers_end_with_their_program(number: signal.Signals) -> None:
    """However it ends, and whatever they do: one sleeps, one is stopped."""
    lines = (
        'results = run_tasks(numbers(130), Tenfold({30: "is stopped", 60: "sleeps"}, seconds=100), workers=3)\n'
        "print(next(results), flush=True)\nlist(results)"
    )
    process = subprocess.Popen(program(lines), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "0\n"
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    process.communicate()
    assert len(family) >= 2
    assert psutil.wait_procs(family, LONG)[1] == []
