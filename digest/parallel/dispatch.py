"""Hand out tasks to an executor, and yield their results in the order of the tasks.

The result of a task is the same wherever and however often it is done, and results come in the order of the tasks: so
the number of workers changes no byte of a briefing.

A task that ends its worker, or takes too long, is tried once more while nothing else runs; if it ends that worker too,
``Job.on_crash`` says what becomes of it: a file is set aside, a story or a page ends the run. When ``BREAKER`` tasks
in a row end their workers it is not the tasks: the run ends with WorkersLostError, and nothing was recorded.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import chain
from typing import Any

from digest.errors import WorkersLostError
from digest.parallel.processes import Processes
from digest.parallel.protocol import Answer, Executor, Job, Task, do_or_die

BREAKER = 3
"""Tasks in a row that end their workers before we believe that any task would."""

ReportDone = Callable[[int], None]
"""Get the number of tasks that are done."""


def run_tasks(
    tasks: Iterable[Task],
    job: Job,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    report: ReportDone | None = None,
) -> Iterator[Any]:
    """Yield the result of each task, in order; take tasks as they are needed, a bounded number ahead.

    They are done by ``workers`` processes (one for each core by default), by the Dask scheduler at ``cluster``, or,
    when they are few, by this process. Close the iterator, or let an exception pass through it, and all workers end.
    """
    report = report or _discard
    tasks = iter(tasks)
    first = _take_few(tasks, *job.min_parallel)
    few = len(first) < job.min_parallel[0] and _add_sizes(first) < job.min_parallel[1]
    if few and cluster is None and (_in_main_thread() or not job.timed):
        for done, task in enumerate(first, 1):
            yield do_or_die(job, task) if job.timed else job.do(task)
            report(done)
        return
    executor: Executor = _connect(cluster, job) if cluster else Processes(workers or count_cores(), job)
    try:
        batches = _make_batches(chain(first, tasks), executor.batch_tasks, executor.batch_size)
        done = 0
        for results in Dispatcher(executor, job).run(batches):
            yield from results
            done += len(results)
            report(done)
    finally:
        executor.stop()


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _discard(_done: int) -> None:
    """Report nothing."""


def _in_main_thread() -> bool:
    """Return whether ``limit_cpu`` works here. In the thread of ``digest schedule`` it does not."""
    return threading.current_thread() is threading.main_thread()


def _connect(address: str, job: Job) -> Executor:
    from digest.parallel.cluster import Cluster  # noqa: PLC0415 - an extra, and heavy

    return Cluster(address, job)


def _take_few(tasks: Iterator[Task], most: int, most_size: int) -> list[Task]:
    """Take tasks until they are worth several processes."""
    first: list[Task] = []
    size = 0
    for task in tasks:
        first.append(task)
        size += task.size
        if len(first) >= most or size >= most_size:
            break
    return first


def _add_sizes(tasks: Iterable[Task]) -> int:
    return sum(task.size for task in tasks)


def _make_batches(tasks: Iterable[Task], most: int, most_size: int) -> Iterator[tuple[Task, ...]]:
    """Divide tasks into batches of at most so many, and about so much."""
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += task.size
        if len(batch) == most or size >= most_size:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


@dataclass(slots=True)
class InFlight:
    """A batch that was handed out."""

    tasks: tuple[Task, ...]
    future: Future[Any]


class Dispatcher:
    """Hands out batches, collects results in order, and tries again what ended its worker."""

    def __init__(self, executor: Executor, job: Job) -> None:
        self._executor, self._job = executor, job
        self._in_flight: deque[InFlight] = deque()
        self._crashed: list[tuple[Task, str]] = []
        """The tasks that ended their workers since the last one that was done, and how these ended."""

    def run(self, batches: Iterable[tuple[Task, ...]]) -> Iterator[list[Any]]:
        """Yield the results of each batch."""
        for batch in batches:
            self._in_flight.append(InFlight(batch, self._executor.submit(batch)))
            if len(self._in_flight) >= self._executor.window:
                yield self._finish(self._in_flight.popleft())
        while self._in_flight:
            yield self._finish(self._in_flight.popleft())

    def _finish(self, batch: InFlight) -> list[Any]:
        """Return the results of a batch, whatever its tasks do to their workers."""
        results: list[Any] = []
        tasks, future = batch.tasks, batch.future
        while True:
            answer = self._wait(future)
            results += answer.results
            if answer.results:
                self._crashed.clear()
            tasks = tasks[len(answer.results) :]
            if answer.crash is not None:
                results.append(self._try_again(tasks[0], answer.crash))
                tasks = tasks[1:]
            if not tasks:
                return results
            future = self._executor.submit(tasks if self._executor.names_culprit else tasks[:1])

    def _try_again(self, task: Task, crash: str) -> Any:
        """Do a task that ended its worker once more, alone, and return its result, or that of ``on_crash``."""
        self._count(task, crash)
        for other in self._in_flight:
            self._wait_until_done(other.future)
        answer = self._wait(self._executor.submit((task,)))
        if answer.crash is None:
            self._crashed.clear()
            return answer.results[0]
        self._count(task, answer.crash)
        return self._job.on_crash(task)

    def _count(self, task: Task, crash: str) -> None:
        """Remember a crash; WorkersLostError when too many tasks in a row had one."""
        if not self._crashed or self._crashed[-1][0] is not task:
            self._crashed.append((task, crash))
        if len(self._crashed) >= BREAKER:
            each = "; ".join(f"that of {task.name} {crash}" for task, crash in self._crashed)
            raise WorkersLostError(
                f"{len(self._crashed)} worker processes in a row ended before their task was done ({each}); nothing was"
                " recorded: run again when the machine has more memory, or without these"
            )

    def _wait(self, future: Future[Any]) -> Answer:
        self._wait_until_done(future)
        return self._executor.collect(future)

    def _wait_until_done(self, future: Future[Any]) -> None:
        """Wait for a future, and give up when nothing at all is answered for too long."""
        while not future.done():
            waiting = [future, *(other.future for other in self._in_flight if not other.future.done())]
            done, _ = wait(waiting, timeout=self._executor.stall_timeout, return_when=FIRST_COMPLETED)
            if not done:
                self._executor.give_up()
