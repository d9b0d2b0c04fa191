"""What happens in a worker: a chunk of tasks, one after the other; a file is read within its time.

**The time of an article.** One limit, ``within``, for every place that reads a file:

- In the main thread of a process (a worker of the pool; the run itself, when it is small) a timer of CPU time
  (``ITIMER_PROF``) raises ``_TooSlow`` in the middle of whatever runs, also of a regular expression, and the
  article is set aside there and then. CPU and not the clock: a busy machine must not change a briefing.
- Dask runs tasks in other threads, where Python delivers no signals, and a parser written in C may not look
  for them. So a worker, which can be replaced, also has ``faulthandler`` (a thread of C, which needs no lock of
  the interpreter) end the process after ``PATIENCE`` times as long on the clock. That is a death like any
  other, and ``pool`` finds out which task it was.

A process that is stopped from outside notices neither; for that ``pool`` has its own patience.
"""

import contextlib
import faulthandler
import math
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from multiprocessing import connection, parent_process
from types import FrameType
from typing import Any, Protocol

from digest.analysis.themes import Matcher
from digest.codec import Packed, packed
from digest.config import Briefing
from digest.model import AnalysedArticle, Problem
from digest.workers.garbage import seldom_collected
from digest.workers.plain import register
from digest.workers.server import MANY
from digest.workers.work import read_file

ARTICLE_SECONDS = 10.0
"""Seconds of CPU for one file: three hundred times what a web page of 150 KB takes."""
PATIENCE = 6
"""How many times as long a worker may take on the clock before it ends itself."""


Results = tuple[Packed | Problem, ...]
"""All that one file gave."""


class Task(Protocol):
    """One thing to do, and how many bytes it is."""

    @property
    def size(self) -> int: ...


class Job(Protocol):
    """What is the same for all tasks, and how one is done.

    ``seconds`` is what one may take; with fewer tasks than ``few``, and fewer bytes, one process is done before
    others have started. ``timed``: a task is to be given up after its time, which only a main thread can do.
    """

    @property
    def seconds(self) -> float: ...
    @property
    def few(self) -> tuple[int, int]: ...
    @property
    def timed(self) -> bool: ...

    def do(self, task: Any) -> Any:
        """The result of a task; the same wherever and however often it is done."""

    def give_up(self, task: Any) -> Any:
        """The result of a task that every worker dies of, or the DigestError that it is."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: what pages call it, its bytes, the outlet that its folder names."""

    path: str
    data: bytes
    outlet: str | None = None

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class Reading:
    """Files are read: ``seconds`` of CPU that one may take, ``read`` instead of ours."""

    briefing: Briefing
    matcher: Matcher
    today: date
    seconds: float = ARTICLE_SECONDS
    read: Callable[..., tuple[AnalysedArticle | Problem, ...]] | None = None
    few: tuple[int, int] = (MANY, 400_000)
    timed: bool = True

    def do(self, task: File) -> Results:
        """The articles of a file, or the Problem that it is; nothing that a file makes happen is an exception."""
        try:
            with within(self.seconds):
                found = (self.read or read_file)(
                    task.path,
                    task.data,
                    briefing=self.briefing,
                    matcher=self.matcher,
                    today=self.today,
                    outlet=task.outlet,
                )
            return tuple(one if isinstance(one, Problem) else packed(one) for one in found)
        except _TooSlow:
            said = f"took more than {self.seconds:g} seconds and was set aside; it is tried again when it changes"
        except Exception as trouble:  # noqa: BLE001  one file that a parser trips over does not end the day's run
            said = f"could not be read: {type(trouble).__name__} in a parser; please report it with the file"
        return (Problem(task.path, said, unreadable=True),)

    def give_up(self, task: File) -> Results:
        """A file of which its worker dies is set aside."""
        said = "ended the process that read it, three times, and was set aside until it changes"
        return (Problem(task.path, said, unreadable=True),)


class _TooSlow(BaseException):
    """The time of a file is over."""


_one_at_a_time = threading.Lock()
"""``faulthandler`` has one timer a process, so a Dask worker with several threads takes turns."""


def begin() -> None:
    """Make this process a good worker: Ctrl-C is the parent's to handle, and it does not outlive its parent."""
    register()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    above = parent_process()
    if above is not None:
        threading.Thread(target=_end_with, args=(above.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def do_chunk(job: bytes, chunk: tuple[Task, ...]) -> bytes:
    """The result of every task, in order, as one pickled tuple. ``job`` is a pickled Job."""
    register()
    asked = _job(job)
    with _one_at_a_time, seldom_collected(), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no file of anybody's
        done: list[Any] = []
        wound = -math.inf
        try:
            for task in chunk:
                # Winding it up starts a thread: once a second is often enough.
                if time.monotonic() - wound > 1:
                    wound = time.monotonic()
                    faulthandler.dump_traceback_later(1 + PATIENCE * asked.seconds, exit=True, file=nowhere)
                done.append(asked.do(task))
        finally:
            faulthandler.cancel_dump_traceback_later()
    return pickle.dumps(tuple(done), protocol=5)


@lru_cache(maxsize=2)
def _job(pickled: bytes) -> Job:
    job: Job = pickle.loads(pickled)  # noqa: S301 - made by the run that started this worker
    return job


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """``_TooSlow`` after so many seconds of CPU where signals arrive: in the main thread of a process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    # Again every second: a library may catch even this one, and go on.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlow
