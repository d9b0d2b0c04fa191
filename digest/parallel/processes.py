"""Run tasks in worker processes on this machine.

Each worker has a socket of its own, and a thread of ours that writes tasks to it and reads its answers. So a worker
that ends, at whatever moment, ends its own socket and nothing else, and we know which task it had. The pools of the
standard library, of Pebble and of loky share pipes and locks between workers instead, and can wait for ever for one
that was killed while it answered (docs/design.md, decision 18).
"""

import pickle
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

from digest.errors import WorkersLostError
from digest.parallel.protocol import Answer, Job, Task, count_seconds_on_clock
from digest.parallel.worker import Worker

STARTS = 3
"""Workers that end at their start, one after the other, before we believe that none can live: as many as
``dispatch.BREAKER``."""


class Processes:
    """The Executor of this machine: ``workers`` processes, which are started when they are needed."""

    batch_tasks = 20
    batch_size = 1_500_000
    names_culprit = True
    stall_timeout: float | None = None  # each answer has its own

    def __init__(self, workers: int, job: Job) -> None:
        self.window = 2 * workers + 1
        self._job = pickle.dumps(job, protocol=5)
        self._modules = (type(job).__module__, *job.modules)
        self._limit = count_seconds_on_clock(job)
        self._threads = ThreadPoolExecutor(workers, "digest-worker")
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._stopped = False

    def submit(self, tasks: tuple[Task, ...]) -> Future[Answer]:
        """Hand out a batch to the first worker that is idle."""
        return self._threads.submit(self._do, tasks)

    def collect(self, future: Future[Answer]) -> Answer:
        """Return what became of a batch; raise what a task raised."""
        return future.result()

    def give_up(self) -> None:
        """Do nothing: a worker that answers nothing is killed when its task has taken too long."""

    def stop(self) -> None:
        """Kill all workers, and wait until they have gone."""
        with self._lock:
            self._stopped = True
            workers = tuple(self._workers)
        for worker in workers:
            worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in tuple(self._workers):
            worker.close()

    def _do(self, tasks: tuple[Task, ...]) -> Answer:
        """Give tasks to a worker, in one of our threads."""
        worker = self._take()
        answer = None
        try:
            answer = worker.do(tasks)
        finally:
            with self._lock:
                if answer is not None and answer.crash is None:
                    self._idle.append(worker)
                else:
                    self._workers.discard(worker)
            if answer is None:  # it still does the tasks after the one that raised
                worker.close()
        return answer

    def _take_idle(self) -> Worker | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _take(self) -> Worker:
        """Return an idle worker or a new one; WorkersLostError when none can live."""
        while worker := self._take_idle():
            if worker.is_alive():
                return worker
            worker.close()  # what was killed while it had nothing to do costs no task a try
            with self._lock:
                self._workers.discard(worker)
        crash: str | None = None
        for _ in range(STARTS):
            try:
                worker = Worker(self._job, self._limit, self._modules)
            except OSError as trouble:
                crash = f"could not be started: {trouble}"
                continue
            with self._lock:
                self._workers.add(worker)
                if self._stopped:
                    raise CancelledError
            crash = worker.start()
            if crash is None:
                return worker
        raise WorkersLostError(
            f"no worker process lives: {STARTS} ended before they had done anything, the last one {crash}; nothing was"
            " recorded: run again when the machine has more memory, and report it if it happens again"
        )
