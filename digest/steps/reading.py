"""The new files of the folder, read whole and handed to the pool: what one run brings."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from digest.analysis.themes import compile_themes
from digest.intake.folder import Found, read_whole
from digest.model import Problem
from digest.parallel.dispatch import run_tasks
from digest.state.shelf import Shelf
from digest.steps.desk import Desk
from digest.steps.gather import Arrival
from digest.workers.reading import File, Reading
from digest.workers.work import outlet_of_folder

Progress = Callable[[int, int], None]
"""Told how many files are read, of how many."""


def arrivals_of(
    fresh: Iterable[Found], desk: Desk, shelf: Shelf, *, today: dt.date, progress: Progress | None = None
) -> tuple[Arrival, ...]:
    """Every new file's articles and problems, by path; one that changed under our eyes waits for the next run.

    The articles' texts are laid on the shelf.
    """
    arrived = read_each(tuple(fresh), desk, shelf, today=today, progress=progress)
    return tuple(sorted(arrived, key=lambda arrival: (arrival.path, arrival.stamp)))


def read_each(
    files: tuple[Found, ...], desk: Desk, shelf: Shelf, *, today: dt.date, progress: Progress | None = None
) -> Iterator[Arrival]:
    """The same, one after the other as they come; those that hold nothing to read come last."""
    settings = desk.settings
    job = Reading(settings.briefing, compile_themes(settings.theme, settings.root), today)
    read: deque[Found] = deque()
    aside: deque[Arrival] = deque()

    def tasks() -> Iterator[File]:
        for found in files:
            whole = _whole(found)
            if isinstance(whole, bytes):
                read.append(found)
                yield File(found.path, whole, outlet_of_folder(found.path))
            elif whole is not None:
                aside.append(Arrival(desk.key, found.path, found.stamp, (whole,)))

    def told(done: int) -> None:
        if progress:
            progress(done, len(files))

    options = settings.run
    for results in run_tasks(tasks(), job, workers=options.workers, cluster=options.cluster, report=told):
        found = read.popleft()
        laid = tuple(one if isinstance(one, Problem) else shelf.keep(one) for one in results)
        yield Arrival(desk.key, found.path, found.stamp, laid)
    yield from aside


def _whole(found: Found) -> bytes | Problem | None:
    """A file's bytes, why it is not used, or ``None`` when it changed or went away."""
    if found.trouble:
        return Problem(found.path, found.trouble, unreadable=found.unreadable)
    return read_whole(found)
