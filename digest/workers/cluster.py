"""A Dask cluster as a crew for ``pool``; ``distributed`` (the extra ``cluster``) lives here alone.

The files travel to the workers as bytes and their Results come back as bytes: a worker needs this program, in
the same versions as here, but no disk in common with us.
"""

import contextlib
import platform
from concurrent.futures import CancelledError, Future
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from digest import __version__
from digest.errors import ClusterError
from digest.workers.worker import Task, do_chunk

_DECISIVE = ("sumy", "numpy", "trafilatura", "lxml", "nltk", "charset-normalizer", "pypdf", "distributed")
"""Packages whose version may show in a briefing, or that talk to each other."""
CONNECT_SECONDS = 15


def versions() -> dict[str, str]:
    """What decides on the bytes of a briefing, in this process: Python's, ours and the packages' versions."""
    found = {"python": platform.python_version(), "digest": __version__}
    for name in _DECISIVE:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


_asked = versions
"""What each worker is asked for."""


class Cluster:
    """The workers of the Dask scheduler at an address; ClusterError when it cannot be used."""

    chunk_tasks = 200
    chunk_bytes = 4_000_000

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
        except ImportError as trouble:
            raise ClusterError(
                "[run] cluster needs the package distributed: pip install 'digest[cluster]'"
            ) from trouble
        self.deaths: tuple[type[BaseException], ...] = (KilledWorker, CancelledError)
        self._address = address
        try:
            connect: Any = Client  # it has no types
            self._client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as trouble:
            raise ClusterError(
                f"[run] cluster: no scheduler answers at {address} ({_first_line(trouble)}); start one with"
                " `dask scheduler`, or take the key out to work on this machine"
            ) from trouble
        try:
            self.abreast = 2 * self._checked() + 2
        except BaseException:
            self.stop()
            raise
        # Not pure: after a death the same chunk is a new task and not the old one's error.
        self._executor = self._client.get_executor(pure=False)

    def submit(self, job: bytes, chunk: tuple[Task, ...]) -> Future[bytes]:
        """Hand out a chunk. Dask itself gives it to another worker when one dies, three times."""
        future: Future[bytes] = self._executor.submit(do_chunk, job, chunk)
        return future

    def renew(self) -> None:
        """A worker's nanny starts the next; ClusterError when it is the scheduler that has gone."""
        if self._client.status != "running":
            raise ClusterError(
                f"[run] cluster: the scheduler at {self._address} has gone; nothing was recorded: run again when"
                " it is back"
            )

    def alone(self) -> "contextlib.AbstractContextManager[Cluster]":
        """The cluster itself: it knows which task a worker had that died."""
        return contextlib.nullcontext(self)

    def wounded(self) -> bool:
        """Dask looks after its workers itself."""
        return False

    def silent(self) -> None:
        """Nobody answers: there is nothing that we could end from here."""
        raise ClusterError(
            f"[run] cluster: the workers of {self._address} have not answered for long; are there any left?"
            " Nothing was recorded: run again when they are back"
        )

    def stop(self) -> None:
        """Take back what is not done, and hang up."""
        with contextlib.suppress(OSError, CancelledError):
            self._client.close(timeout=5)

    def _checked(self) -> int:
        """How many threads the cluster has; ClusterError when a worker would not give the same bytes."""
        try:
            found: dict[str, Any] = self._client.run(_asked)
        except ImportError as trouble:
            raise ClusterError(
                f"[run] cluster: a worker of {self._address} has no digest {__version__} ({_first_line(trouble)});"
                " install the same version there"
            ) from trouble
        if not found:
            raise ClusterError(f"[run] cluster: {self._address} has no workers; start some with `dask worker`")
        complaints = mismatches(versions(), found)
        if complaints:
            raise ClusterError(
                "[run] cluster: the workers have other versions than this machine, and would make another briefing:\n"
                + "\n".join(complaints)
                + "\ninstall the same ones everywhere (requirements/run.txt)"
            )
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())


def mismatches(ours: dict[str, str], theirs: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """A line for every package of every worker that is not as here."""
    return tuple(
        f"  {worker}: {name} {there.get(name, 'missing')}, here {ours.get(name, 'missing')}"
        for worker, there in sorted(theirs.items())
        for name in sorted({*ours, *there})
        if there.get(name) != ours.get(name)
    )


def _first_line(trouble: BaseException) -> str:
    return (str(trouble).splitlines() or [type(trouble).__name__])[0]
