"""The job of reading files: each becomes its articles with their analyses, within its time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from digest.analysis.themes import Matcher
from digest.codec import Packed, packed
from digest.config import Briefing
from digest.model import AnalysedArticle, Problem, ProblemKind
from digest.parallel.protocol import MIN_PARALLEL, TimeLimitExceeded, cpu_limit
from digest.workers.plain import register
from digest.workers.work import read_file

ARTICLE_SECONDS = 10.0
"""Seconds of the processor for one file: three hundred times what a web page of 150 KB takes."""


Results = tuple[Packed | Problem, ...]
"""All that one file gave."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: what pages call it, its bytes, the outlet that its folder names."""

    path: str
    data: bytes
    outlet: str | None = None

    @property
    def size(self) -> int:
        """Return the number of its bytes."""
        return len(self.data)

    @property
    def name(self) -> str:
        """Return its path."""
        return self.path


@dataclass(frozen=True, slots=True)
class Reading:
    """Files are read, with ``read`` instead of ``read_file`` where it is given."""

    briefing: Briefing
    matcher: Matcher
    today: date
    seconds: float = ARTICLE_SECONDS
    read: Callable[..., tuple[AnalysedArticle | Problem, ...]] | None = None
    min_parallel: tuple[int, int] = (MIN_PARALLEL, 400_000)
    timed: bool = True

    def do(self, task: File) -> Results:
        """Return the articles of a file, or the Problem that it is; nothing in a file can raise an exception."""
        register()
        try:
            with cpu_limit(self.seconds):
                found = (self.read or read_file)(
                    task.path,
                    task.data,
                    briefing=self.briefing,
                    matcher=self.matcher,
                    today=self.today,
                    outlet=task.outlet,
                )
            return tuple(one if isinstance(one, Problem) else packed(one) for one in found)
        except TimeLimitExceeded:
            reason = f"took more than {self.seconds:g} seconds and was set aside; it is tried again when it changes"
        except Exception as trouble:  # noqa: BLE001  one file that a parser trips over does not end the day's run
            reason = f"could not be read: {type(trouble).__name__} in a parser; please report it with the file"
        return (Problem(task.path, reason, unreadable=True, kind=ProblemKind.CRASHED),)

    def on_crash(self, task: File) -> Results:
        """Return the Problem of a file that ends the processes that read it."""
        reason = "ended the process that read it, twice, and was set aside until it changes"
        return (Problem(task.path, reason, unreadable=True, kind=ProblemKind.CRASHED),)
