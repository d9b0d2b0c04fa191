"""Read the new files: each becomes its articles, analysed, or the problem that it is.

The files are read whole here and handed to as many processes as there are; what they find goes into the cache as it
comes. A file that a killed run has read already is taken from there.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from digest.analysis.lexicon import Matcher, compile_themes
from digest.codec import EncodedArticle, encode
from digest.config import Briefing, Settings
from digest.intake.folder import FoundFile, find_times, read_whole
from digest.model import AnalysedArticle, ArticleSummary, Problem, ProblemKind
from digest.parallel.dispatch import run_tasks
from digest.parallel.protocol import TimeLimitExceeded, limit_cpu
from digest.pipeline.session import Session
from digest.pipeline.settings_hash import hash_settings
from digest.store.records import Stamp

FILE_SECONDS = 10.0
"""Seconds of the processor for one file: a web page of 150 KB takes a tenth of one (``benchmarks.stages --pages``)."""
MIN_PARALLEL = (120, 2_000_000)
"""Files, or bytes of them, from which on workers read. On two free cores one process has read 100 texts of 600 words,
or 30 web pages of 60 KB, as soon as two, which first start and import, and with a sixth less of the processor (3.7 s
and 4.3, 2.7 and 3.1; docs/performance.md)."""
READING = ("digest.analysis.analyse", "digest.analysis.lexrank", "digest.intake.facts", "digest.intake.readers")
"""Modules that only whoever reads files needs."""
PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
"""Ends of the names of web pages."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was opened in this run, with what was in it; ``key`` is what the cache has the results under."""

    folder: str
    path: str
    stamp: Stamp
    results: tuple[ArticleSummary | Problem, ...]
    key: str = ""


def ingest_files(session: Session, files: tuple[FoundFile, ...], *, today: dt.date) -> Iterator[Arrival]:
    """Yield every file's articles and problems as they come; files that hold nothing to read come last.

    A file that changes while it is read is left out: it waits for the next run.
    """
    settings = session.workspace.settings
    job = replace(make_read_job(settings, today), modules=_list_modules(files, settings.briefing))
    if session.cache.left_over:  # the run that was cut off may have met a file that ends the process that reads it
        job = replace(job, min_parallel=(1, 1))
    queue = _Queue(session, files, f"{hash_settings(settings)} {today}")
    options = settings.run
    for results in run_tasks(queue.read_files(), job, workers=options.workers, cluster=options.cluster):
        yield from queue.take_cached()
        yield queue.take(results)
        session.progress("Reading", len(files), queue.done)
    yield from queue.take_cached()
    yield from queue.unread


def _list_modules(files: Iterable[FoundFile], briefing: Briefing) -> tuple[str, ...]:
    """Name the modules that reading these files imports late, because they take a fifth of a second each."""
    pages = any(found.path.lower().endswith(PAGES) for found in files)
    named = briefing.method not in ("digest", "lead")
    return (*READING, *(("trafilatura",) if pages else ()), *(("digest.analysis.summarizers",) if named else ()))


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: what pages call it, its bytes, the outlet that its folder names, when it was written."""

    path: str
    data: bytes
    outlet: str | None = None
    written: str | None = None

    @property
    def size(self) -> int:
        """Return its number of bytes."""
        return len(self.data)

    @property
    def name(self) -> str:
        """Return its path."""
        return self.path


class _QueuedFile(NamedTuple):
    """A file that was read whole and waits for its results; ``cached`` are those that the cache had."""

    found: FoundFile
    key: str
    cached: tuple[ArticleSummary | Problem, ...] | None


class _Queue:
    """The files that were read whole and wait for their results, in order.

    Those of some are in the cache; those of the others come from the workers, in that order too.
    """

    def __init__(self, session: Session, files: tuple[FoundFile, ...], salt: str) -> None:
        self._session, self._files, self._salt = session, files, salt
        self._written = find_times(files) if session.workspace.settings.seeds.date_from_file else {}
        self._waiting: deque[_QueuedFile] = deque()
        self._opened = 0
        self.unread: list[Arrival] = []
        """The files that are not used, whatever is in them."""

    @property
    def done(self) -> int:
        """Return how many files have their results."""
        return self._opened - len(self._waiting)

    def read_files(self) -> Iterator[InputFile]:
        """Read each file whole; yield those whose results the cache does not have."""
        for found in self._files:
            self._opened += 1
            data = _read(found)
            if isinstance(data, bytes):
                written = self._written.get(found.path)
                key = hash_file(found.path, data, f"{self._salt} {written or ''}")
                cached = _drop_crash(self._session.cache.results(key))
                self._waiting.append(_QueuedFile(found, key, cached))
                if cached is None:
                    yield InputFile(found.path, data, find_outlet_of_folder(found.path), written)
            elif data is not None:
                self.unread.append(Arrival(self._session.workspace.key, found.path, found.stamp, (data,)))

    def take_cached(self) -> Iterator[Arrival]:
        """Take the files at the front that the cache had."""
        while self._waiting and (cached := self._waiting[0].cached) is not None:
            yield self._make_arrival(self._waiting.popleft(), cached)

    def take(self, results: tuple[EncodedArticle | Problem, ...]) -> Arrival:
        """Take the file at the front, with its results, which go into the cache."""
        file = self._waiting.popleft()
        return self._make_arrival(file, self._session.cache.add(file.key, results))

    def _make_arrival(self, file: _QueuedFile, results: tuple[ArticleSummary | Problem, ...]) -> Arrival:
        return Arrival(self._session.workspace.key, file.found.path, file.found.stamp, results, file.key)


def _drop_crash(cached: tuple[ArticleSummary | Problem, ...] | None) -> tuple[ArticleSummary | Problem, ...] | None:
    """Return what the cache knows of a file; ``None`` where its reader ended, maybe by no fault of the file."""
    crashed = any(isinstance(one, Problem) and one.kind is ProblemKind.CRASHED for one in cached or ())
    return None if crashed else cached


def _read(found: FoundFile) -> bytes | Problem | None:
    """Return a file's bytes, why it is not used, or ``None`` when it changed or went away."""
    if found.trouble:
        return Problem(found.path, found.trouble, unreadable=found.unreadable)
    return read_whole(found)


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Read and analyse files on a ``date``.

    ``seconds`` of CPU are what one file may take; ``read`` stands in for ``read_file`` in tests.
    """

    briefing: Briefing
    matcher: Matcher
    date: dt.date
    seconds: float = FILE_SECONDS
    read: Callable[..., tuple[AnalysedArticle | Problem, ...]] | None = None
    min_parallel: tuple[int, int] = MIN_PARALLEL
    timed: bool = True
    modules: tuple[str, ...] = ()

    def do(self, task: InputFile) -> tuple[EncodedArticle | Problem, ...]:
        """Return the articles of a file, or the Problem that it is; nothing that a file causes is an exception."""
        try:
            with limit_cpu(self.seconds):
                results = (self.read or read_file)(
                    task.path,
                    task.data,
                    briefing=self.briefing,
                    matcher=self.matcher,
                    today=self.date,
                    outlet=task.outlet,
                    written=task.written,
                )
            return tuple(one if isinstance(one, Problem) else encode(one) for one in results)
        except TimeLimitExceeded:
            reason = f"took more than {self.seconds:g} seconds and was set aside; it is tried again when it changes"
        except Exception as error:  # noqa: BLE001  one file that a parser trips over does not end the day's run
            reason = f"could not be read: {type(error).__name__} in a parser; please report it with the file"
        return (Problem(task.path, reason, unreadable=True, kind=ProblemKind.CRASHED),)

    def on_crash(self, task: InputFile) -> tuple[EncodedArticle | Problem, ...]:
        """Return the Problem of a file that ends every process that reads it."""
        reason = "ended the process that read it, twice, and was set aside until it changes"
        return (Problem(task.path, reason, unreadable=True, kind=ProblemKind.CRASHED),)


def read_file(
    path: str,
    data: bytes,
    *,
    briefing: Briefing,
    matcher: Matcher,
    today: dt.date,
    outlet: str | None = None,
    written: str | None = None,
) -> tuple[AnalysedArticle | Problem, ...]:
    """Return the articles of a file, in its order, each with its Analysis, or the Problem that keeps it out.

    ``path`` is what pages and messages call the file; ``outlet`` is what its folder says; ``today`` is the day
    after which a stated date is refused; ``written`` is the file's own time, where it may stand for a date.
    """
    from digest.analysis.analyse import analyse  # noqa: PLC0415 - a fifth of a second, where workers read
    from digest.intake.facts import build_article  # noqa: PLC0415
    from digest.intake.readers import read  # noqa: PLC0415
    from digest.intake.several import warn_of_several  # noqa: PLC0415

    documents = read(path, data)
    if isinstance(documents, Problem):
        return (documents,)
    results: list[AnalysedArticle | Problem] = []
    for document in documents:
        article = build_article(document, hash_part(data, document.part), outlet=outlet, today=today, written=written)
        if isinstance(article, Problem):
            results.append(article)
        else:
            results.append(AnalysedArticle(article, analyse(article, briefing, matcher)))
            more = warn_of_several(article) if len(documents) == 1 else None
            results += [more] if more else []
    return tuple(results)


def make_read_job(settings: Settings, today: dt.date) -> ReadJob:
    """Return the job of reading files with these settings."""
    return ReadJob(settings.briefing, compile_themes(settings.theme, settings.root), today)


def hash_part(data: bytes, part: int) -> str:
    """Return the identity of a part of a file before any cleaning: 16 hex digits."""
    return blake2b(data, digest_size=8, person=b"digest raw", salt=part.to_bytes(8, "big")).hexdigest()


def hash_file(path: str, data: bytes, salt: str) -> str:
    """Return what the results of a file depend on, as 32 hex digits: its bytes, its path, the settings and the day."""
    return blake2b(data, digest_size=16, key=blake2b(f"{path}\n{salt}".encode(), digest_size=32).digest()).hexdigest()


def find_outlet_of_folder(path: str) -> str | None:
    """Return the first folder below the articles' folder: where a reader sorts files by outlet."""
    head, slash, _ = path.partition("/")
    return head if slash else None
