"""Run tasks on a Dask cluster; ``distributed`` (the extra ``cluster``) lives here alone.

Tasks travel to the workers as bytes and their results come back as bytes: a worker needs this program, in the same
versions as here, but no disk in common with us.
"""

import contextlib
import faulthandler
import logging
import os
import pickle
import platform
import threading
from concurrent.futures import CancelledError, Future
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from digest import __version__
from digest.errors import ClusterError
from digest.parallel.protocol import Answer, Job, Task, count_seconds_on_clock, do_or_die
from digest.relaxed_gc import relaxed_gc

_DECISIVE = ("sumy", "numpy", "trafilatura", "lxml", "pystemmer", "charset-normalizer", "pypdfium2", "distributed")
"""Packages whose version may show in a briefing, or that talk to each other."""
CONNECT_SECONDS = 15
"""Until a scheduler must have answered for the first time."""
STALL_TIMEOUT = 600.0
"""Seconds without any answer, while tasks are under way: longer than the ``count_seconds_on_clock`` of any job."""


def list_versions() -> dict[str, str]:
    """Return what decides on the bytes of a briefing, in this process: the versions of Python, digest and packages."""
    found = {"python": platform.python_version(), "digest": __version__}
    for name in _DECISIVE:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


class Cluster:
    """The Executor of a Dask scheduler; ClusterError when it cannot be used."""

    batch_tasks = 200
    batch_size = 4_000_000
    names_culprit = False
    stall_timeout: float | None = STALL_TIMEOUT

    def __init__(self, address: str, job: Job) -> None:
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
        except ImportError as trouble:
            raise ClusterError(
                "[run] cluster needs the package distributed: pip install 'distributed>=2025.1'"
            ) from trouble
        # What is wrong is said once, by us; Dask would add its tracebacks.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._deaths: tuple[type[BaseException], ...] = (KilledWorker, CancelledError)
        self._address, self._job = address, pickle.dumps(job, protocol=5)
        try:
            connect: Any = Client  # it has no types
            self._client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as trouble:
            raise ClusterError(
                f"[run] cluster: no scheduler answers at {address} ({_get_first_line(trouble)}); start one with"
                " `dask scheduler`, or take the key out to work on this machine"
            ) from trouble
        try:
            self.window = 2 * self._count_threads() + 2
        except BaseException:
            self.stop()
            raise
        # Not pure: after a crash the same task is a new one and not the old one's error.
        self._executor = self._client.get_executor(pure=False)

    def submit(self, tasks: tuple[Task, ...]) -> Future[bytes]:
        """Hand out a batch. Dask itself gives it to another worker when one dies, three times."""
        future: Future[bytes] = self._executor.submit(do_batch, self._job, tasks)
        return future

    def collect(self, future: Future[bytes]) -> Answer:
        """Return the results of a batch, or none where its workers died; ClusterError when the scheduler has gone."""
        try:
            return Answer(pickle.loads(future.result()))  # noqa: S301 - from our own workers
        except self._deaths as trouble:
            if self._client.status != "running":
                raise ClusterError(
                    f"[run] cluster: the scheduler at {self._address} has gone; nothing was recorded: run again when"
                    " it is back"
                ) from trouble
            return Answer((), "ended, and so did others that Dask gave it to")

    def give_up(self) -> None:
        """Raise ClusterError: there is nothing that we could end from here."""
        raise ClusterError(
            f"[run] cluster: the workers of {self._address} have not answered for {STALL_TIMEOUT:.0f} seconds; are"
            " there any left? Nothing was recorded: run again when they are back"
        )

    def stop(self) -> None:
        """Take back what is not done, and hang up."""
        with contextlib.suppress(OSError, CancelledError):
            self._client.close(timeout=5)

    def _count_threads(self) -> int:
        """Return how many threads the cluster has; ClusterError when a worker would not give the same bytes."""
        try:
            found: dict[str, Any] = self._client.run(list_versions)
        except ImportError as trouble:
            raise ClusterError(
                f"[run] cluster: a worker of {self._address} has no digest {__version__} ({_get_first_line(trouble)});"
                " install the same version there"
            ) from trouble
        if not found:
            raise ClusterError(f"[run] cluster: {self._address} has no workers; start some with `dask worker`")
        complaints = find_mismatches(list_versions(), found)
        if complaints:
            raise ClusterError(
                "[run] cluster: the workers have other versions than this machine, and would make another briefing:\n"
                + "\n".join(complaints)
                + "\ninstall the same ones everywhere (requirements/run.txt)"
            )
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())


_one_at_a_time = threading.Lock()
"""``faulthandler`` has one timer a process: of a Dask worker's threads only one does a batch."""


def do_batch(job: bytes, tasks: tuple[Task, ...]) -> bytes:
    """Return the pickled results of tasks: what a Dask worker does.

    It runs tasks in other threads than the main one, where Python delivers no signals: so ``limit_cpu`` does nothing
    there. The system ends the whole process when a task takes too much of the processor, ``faulthandler`` (a thread of
    C, which waits for no lock of the interpreter) when it takes too long. That is a death like any other.
    """
    loaded = _load_job(job)
    results = []
    with _one_at_a_time, relaxed_gc(), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no file of anybody's
        try:
            for task in tasks:
                faulthandler.dump_traceback_later(count_seconds_on_clock(loaded), exit=True, file=nowhere)
                results.append(do_or_die(loaded, task))
        finally:
            faulthandler.cancel_dump_traceback_later()
    return pickle.dumps(tuple(results), protocol=5)


@lru_cache(maxsize=2)
def _load_job(pickled: bytes) -> Job:
    job: Job = pickle.loads(pickled)  # noqa: S301 - made by the run that uses this worker
    return job


def find_mismatches(ours: dict[str, str], theirs: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Return a line for every package of every worker that is not as here."""
    return tuple(
        f"  {worker}: {name} {there.get(name, 'missing')}, here {ours.get(name, 'missing')}"
        for worker, there in sorted(theirs.items())
        for name in sorted({*ours, *there})
        if there.get(name) != ours.get(name)
    )


def _get_first_line(trouble: BaseException) -> str:
    return (str(trouble).splitlines() or [type(trouble).__name__])[0]
