"""The protocols of a task, a job and an executor."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from types import FrameType
from typing import Any, Protocol

CLOCK_PER_CPU = 30
"""A worker may take so many times as long for a task, on the clock, as the task may take of the processor.

Fourteen busy programs on two cores stretched a second of the processor to seven."""
_GRACE = 2
"""A worker is killed when a task takes so many times what it may of the processor: ``limit_cpu``, where a job has it,
ends the task before that, and the worker lives."""


class Task(Protocol):
    """One thing to do."""

    @property
    def size(self) -> int:
        """Return how much it is, in its job's own unit: the bytes of a file, the sentences of a page."""

    @property
    def name(self) -> str:
        """Return what messages call it."""


class Job(Protocol):
    """The way to do a task, and what is the same for all tasks. It is pickled once for each worker."""

    @property
    def seconds(self) -> float:
        """Seconds of the processor that one task may take."""

    @property
    def min_parallel(self) -> tuple[int, int]:
        """Tasks, and the sum of their sizes, below which one process has done them before others have started."""

    @property
    def timed(self) -> bool:
        """Tell whether ``do`` limits its own time with ``limit_cpu``, which works in a main thread only."""

    @property
    def modules(self) -> tuple[str, ...]:
        """Modules that ``do`` imports beside the job's own: processes are forked with them."""

    def do(self, task: Any) -> Any:
        """Return the result of a task, a picklable value: the same wherever and however often it is done."""

    def on_crash(self, task: Any) -> Any:
        """Return the result of a task that ended two workers, or raise the DigestError that it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of the first tasks of a batch, and how their worker ended where those are not all."""

    results: tuple[Any, ...]
    crash: str | None = None


class Executor(Protocol):
    """Does batches of tasks of one job: the processes of this machine, or a cluster."""

    window: int
    """Batches that are handed out at once: two for each worker and one more, so that none waits for us."""
    batch_tasks: int
    batch_size: int
    """Where a batch ends: so many tasks, or sizes that add up to so much (of files; stories and pages are small)."""
    names_culprit: bool
    """Whether it was the first task without a result that ended a worker; otherwise it may be any of the batch."""
    stall_timeout: float | None
    """Seconds without any answer after which ``give_up`` is called."""

    def submit(self, tasks: tuple[Task, ...]) -> Future[Any]:
        """Hand out a batch."""

    def collect(self, future: Future[Any]) -> Answer:
        """Return the Answer that a future stands for; raise what a task raised."""

    def give_up(self) -> None:
        """Raise the DigestError of an executor that answers nothing."""

    def stop(self) -> None:
        """End everything at once."""


class TimeLimitExceeded(BaseException):
    """A task took more of the processor than it may."""


@contextlib.contextmanager
def limit_cpu(seconds: float) -> Iterator[None]:
    """Raise TimeLimitExceeded inside after so many seconds of the processor; in other threads than the main one, never.

    Of the processor and not of the clock: a busy machine must not change a briefing. The signal interrupts whatever
    runs, also a regular expression.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise_exceeded)
    # Again every second: a library may catch even this one, and go on.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def count_seconds_on_clock(job: Job) -> float:
    """Return the seconds on the clock after which a worker that has not answered is taken to hang."""
    return 1 + CLOCK_PER_CPU * job.seconds


def do_or_die(job: Job, task: Task) -> Any:
    """Do a task; the system ends this process (SIGVTALRM) when it takes far too much of the processor.

    That is for what ``limit_cpu`` cannot interrupt: code in C that never looks for signals, and threads.
    """
    signal.setitimer(signal.ITIMER_VIRTUAL, _GRACE * job.seconds)
    try:
        return job.do(task)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _raise_exceeded(_signal: int, _frame: FrameType | None) -> None:
    raise TimeLimitExceeded
