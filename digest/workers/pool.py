"""Many tasks at once (files to read, stories to draft, pages to render), in chunks to processes or a cluster.

The result of a task is the same wherever and however often it is done, and results come in the order in which
the tasks were given: so the number of workers changes no byte of a briefing.

**When a worker dies** (killed, out of memory, ended by its own timer, see ``worker``) nobody tells which task
it had. All chunks that were under way are handed out again, to new processes; a chunk that was there at a
second death is done by a process of its own, task by task, and the job says what becomes of the one that this
dies of: a file is set aside, a story or a page ends the run. A worker that answers nothing for ``SILENCE``
seconds is taken for dead, and ended.
"""

import contextlib
import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from digest.workers import server
from digest.workers.worker import Job, Task, begin, do_chunk

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

SILENCE = 120.0
"""Seconds without any answer, while tasks are under way; no task may take as long (see ``worker.PATIENCE``)."""
_LOOK = 1.0
"""Seconds between two looks at whether the workers are alive."""
Report = Callable[[int], None]


class Crew(Protocol):
    """Those who do the work: the processes of this machine, or a cluster."""

    deaths: tuple[type[BaseException], ...]
    """What a future raises whose worker died."""
    abreast: int
    """Chunks that are under way at once: two for each worker, so that none waits for us."""
    chunk_tasks: int
    chunk_bytes: int

    def submit(self, job: bytes, chunk: tuple[Task, ...]) -> Future[bytes]:
        """Hand out a chunk."""

    def renew(self) -> None:
        """After a death: whoever is left goes, and others come."""

    def alone(self) -> "contextlib.AbstractContextManager[Crew]":
        """A crew for tasks that are suspected; it is given one of them at a time."""

    def wounded(self) -> bool:
        """Whether a worker is known to be dead."""

    def silent(self) -> None:
        """Nothing was answered for long: end the workers, so that their futures say that they died."""

    def stop(self) -> None:
        """End everything at once."""


def spread(
    tasks: Iterable[Task],
    job: Job,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    report: Report | None = None,
    silence: float = SILENCE,
) -> Iterator[Any]:
    """The result of each task, in order; tasks are taken as they are needed, a bounded number ahead.

    ``workers`` processes (one for each core where it is not given), or those of the Dask scheduler at
    ``cluster``; a small run stays in this process. ``report`` is told, now and then, how many are done.
    Close the iterator (or let an exception pass through it) and all processes end.
    """
    told = report or _nobody
    tasks = iter(tasks)
    first = _few(tasks, *job.few)
    small = len(first) < job.few[0] and _bytes(first) < job.few[1]
    if cluster is None and small and (_in_main_thread() or not job.timed):
        for number, task in enumerate(first, 1):
            yield job.do(task)
            told(number)
        return
    crew = _cluster(cluster) if cluster else Processes(workers or cores())
    try:
        chunks = _chunks(chain(first, tasks), crew.chunk_tasks, crew.chunk_bytes)
        done = 0
        for results in _Foreman(crew, job, silence).work(chunks):
            yield from results
            done += len(results)
            told(done)
    finally:
        crew.stop()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _nobody(_done: int) -> None:
    """Tell nobody."""


def _in_main_thread() -> bool:
    """Whether a file's time can be limited here; elsewhere (``digest schedule``) only a worker can be ended."""
    return threading.current_thread() is threading.main_thread()


def _cluster(address: str) -> Crew:
    from digest.workers.cluster import Cluster  # noqa: PLC0415 - an extra, and heavy

    return Cluster(address)


def _few(tasks: Iterator[Task], count: int, most: int) -> list[Task]:
    """Tasks until they are no small run any more."""
    first: list[Task] = []
    size = 0
    while len(first) < count and size < most and (more := list(islice(tasks, 1))):
        first += more
        size += more[0].size
    return first


def _bytes(tasks: Iterable[Task]) -> int:
    return sum(task.size for task in tasks)


def _chunks(tasks: Iterable[Task], most: int, size: int) -> Iterator[tuple[Task, ...]]:
    """Tasks in chunks of at most so many files and about so many bytes."""
    chunk: list[Task] = []
    for task in tasks:
        chunk.append(task)
        if len(chunk) == most or _bytes(chunk) >= size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


@dataclass(slots=True)
class _Handed:
    """A chunk that was handed out; ``deaths`` that happened while it was under way."""

    chunk: tuple[Task, ...]
    future: Future[bytes] = field(default_factory=Future)
    deaths: int = 0


class _Foreman:
    """Hands out chunks, takes results in order, and after a death hands out again."""

    def __init__(self, crew: Crew, job: Job, silence: float) -> None:
        self._crew, self._job, self._silence = crew, job, silence
        self._said = pickle.dumps(job, protocol=5)
        self._out: deque[_Handed] = deque()

    def work(self, chunks: Iterable[tuple[Task, ...]]) -> Iterator[tuple[Any, ...]]:
        for chunk in chunks:
            self._out.append(_Handed(chunk))
            self._hand_out(self._out[-1])
            if len(self._out) >= self._crew.abreast:
                yield self._first()
        while self._out:
            yield self._first()

    def _hand_out(self, handed: _Handed) -> None:
        try:
            handed.future = self._crew.submit(self._said, handed.chunk)
        except self._crew.deaths as trouble:
            handed.future = Future()
            handed.future.set_exception(trouble)

    def _first(self) -> tuple[Any, ...]:
        """The results of the chunk that was handed out first."""
        while True:
            handed = self._out[0]
            if handed.deaths >= 2:
                results = self._one_by_one(handed.chunk)
                break
            _until_done(handed.future, [other.future for other in self._out], self._silence, self._crew)
            try:
                results = _loaded(handed.future)
                break
            except self._crew.deaths:
                self._after_death()
        self._out.popleft()
        return results

    def _after_death(self) -> None:
        """New workers; what was under way is handed out again, unless it was there at two deaths."""
        self._crew.renew()
        for handed in self._out:
            if handed.future.done() and not handed.future.cancelled() and handed.future.exception() is None:
                continue
            handed.deaths += 1
            if handed.deaths < 2:
                self._hand_out(handed)

    def _one_by_one(self, chunk: tuple[Task, ...]) -> tuple[Any, ...]:
        """A suspected chunk, task by task; the job knows what becomes of one that its worker dies of."""
        results: list[Any] = []
        with self._crew.alone() as crew:
            for task in chunk:
                future = crew.submit(self._said, (task,))
                _until_done(future, [future], self._silence, crew)
                try:
                    results += _loaded(future)
                except crew.deaths:
                    crew.renew()
                    results.append(self._job.give_up(task))
        return tuple(results)


def _until_done(first: Future[bytes], all_out: list[Future[bytes]], silence: float, crew: Crew) -> None:
    """Wait for a future; when nothing at all is answered for so long, end the workers, which answers it.

    A worker that dies while it answers is not noticed by the pool, which waits for the rest of what it said.
    """
    quiet = 0.0
    while not first.done():
        open_ones = [future for future in all_out if not future.done()]
        answered, _ = wait(open_ones, timeout=_LOOK, return_when=FIRST_COMPLETED)
        quiet = 0.0 if answered else quiet + _LOOK
        if quiet >= silence or (quiet and crew.wounded()):
            crew.silent()


def _loaded(future: Future[bytes]) -> tuple[Any, ...]:
    results: tuple[Any, ...] = pickle.loads(future.result())  # noqa: S301 - from our own workers
    return results


class Processes:
    """A pool of processes on this machine."""

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    chunk_tasks = 50
    chunk_bytes = 1_500_000

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self.abreast = 2 * workers + 1
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=server.context(), initializer=begin)

    def submit(self, job: bytes, chunk: tuple[Task, ...]) -> Future[bytes]:
        """Hand out a chunk."""
        return self._pool.submit(do_chunk, job, chunk)

    def renew(self) -> None:
        """A broken pool is broken for good: make another."""
        self.stop()
        self._pool = self._made()

    @contextlib.contextmanager
    def alone(self) -> "Iterator[Processes]":
        """One process beside the others."""
        one = Processes(1)
        try:
            yield one
        finally:
            one.stop()

    def _processes(self) -> "tuple[BaseProcess, ...]":
        """Python 3.11's pool keeps them to itself, and has no kill_workers."""
        return tuple((self._pool._processes or {}).values())  # noqa: SLF001

    def wounded(self) -> bool:
        """Whether a process is dead and the pool has not said so."""
        return any(not process.is_alive() for process in self._processes())

    def silent(self) -> None:
        """End the processes, also those that are stopped or in a loop."""
        for process in self._processes():
            with contextlib.suppress(ValueError):  # it has ended and was cleared away
                process.kill()
        # One that was killed in the middle of an answer leaves the pool's thread reading, for ever: the pipe has an
        # end once nobody can write to it, and we could.
        queue: Any = self._pool._result_queue  # noqa: SLF001
        if queue is not None:
            queue._writer.close()  # noqa: SLF001

    def stop(self) -> None:
        """End everything at once."""
        self.silent()
        self._pool.shutdown(wait=False, cancel_futures=True)
