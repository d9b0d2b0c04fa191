"""The life of a worker process, and the run's end of its socket.

The run writes a pickled job, then batches of tasks; the worker answers with one pickled pair for the job and one for
each task. Nothing is written to a worker that has not answered everything before, so neither end waits for the other.
"""

import gc
import io
import os
import pickle
import select
import signal
import socket
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from digest.parallel import forkserver
from digest.parallel.protocol import Answer, Job, Task, do_or_die


class Worker:
    """A worker process, as the run sees it."""

    def __init__(self, job: bytes, limit: float, modules: Sequence[str]) -> None:
        self._job, self._limit = job, limit
        self._server = forkserver.get_shared()
        self._pid, self._socket = self._server.fork(modules)
        self._stream = self._socket.makefile("rwb")
        self._end: str | None = None

    def start(self) -> str | None:
        """Give it its job, and return how it ended where it did."""
        self._socket.settimeout(forkserver.START_TIMEOUT)
        return self._ask(self._job, 1).crash

    def do(self, tasks: tuple[Task, ...]) -> Answer:
        """Give it tasks, and return what became of them; raise what a task raised."""
        self._socket.settimeout(self._limit)
        return self._ask(pickle.dumps(tasks, protocol=5), len(tasks))

    def is_alive(self) -> bool:
        """Return whether it waits for tasks: one that was asked nothing says nothing before its socket ends."""
        watch = select.poll()
        watch.register(self._socket, select.POLLIN)
        return not watch.poll(0)

    def kill(self) -> None:
        """End it, whatever it does, and whoever waits for its answer."""
        try:
            self._server.kill(self._pid)
        except OSError:  # the fork server has gone, and its workers have another parent
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> str:
        """End it, wait until it has gone, and return how it ended."""
        if self._end is None:
            self.kill()
            with suppress(OSError):  # what was not sent yet is for nobody
                self._stream.close()
            self._socket.close()
            self._end = self._server.wait(self._pid)
        return self._end

    def _ask(self, question: bytes, answers: int) -> Answer:
        """Return the results of that many answers, and how the worker ended if it did before the last one."""
        results: list[Any] = []
        failure: BaseException | None = None
        try:
            self._stream.write(question)
            self._stream.flush()
            while failure is None and len(results) < answers:
                failure, result = pickle.load(self._stream)  # noqa: S301 - from our own worker
                results.append(result)
        except TimeoutError:
            limit = self._socket.gettimeout()
            self.close()
            return Answer(tuple(results), f"gave no answer for {limit:.0f} seconds")
        except (OSError, EOFError, pickle.UnpicklingError):  # it ended before an answer, or in the middle of one
            return Answer(tuple(results), self.close())
        if failure is not None:
            raise failure
        return Answer(tuple(results))


def serve(connection: socket.socket) -> None:
    """Do what the run asks for, until it hangs up: the life of a worker."""
    with suppress(EOFError, OSError), connection, connection.makefile("rwb") as stream:
        job: Job | None = None
        try:
            job = pickle.load(stream)  # noqa: S301 - made by the run that started us
        except Exception as trouble:  # noqa: BLE001 - the run is told, whatever it is
            _send(stream, _describe_failure(trouble))
        else:
            _send(stream, (None, None))
        while job is not None:
            for task in pickle.load(stream):  # noqa: S301 - as above
                _send(stream, _answer(job, task))
            gc.collect(0)  # rendered pages leave cycles: of 20,000 some 150 MB in each worker


def _answer(job: Job, task: Task) -> tuple[BaseException | None, Any]:
    try:
        return None, do_or_die(job, task)
    except Exception as trouble:  # noqa: BLE001 - the run raises it
        return _describe_failure(trouble)


def _describe_failure(trouble: Exception) -> tuple[Exception, None]:
    trouble.add_note(f"in a worker process:\n{traceback.format_exc()}")
    return trouble, None


def _send(stream: io.BufferedRWPair, answer: object) -> None:
    stream.write(pickle.dumps(answer, protocol=5))
    stream.flush()
