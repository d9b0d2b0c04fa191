"""The new files of the folder, read whole and handed to the pool: what one run brings."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from digest.analysis.themes import compile_themes
from digest.desk import Desk
from digest.gather import Arrival
from digest.intake.folder import Found, read_whole
from digest.model import Problem
from digest.pool import map_files
from digest.work import outlet_of_folder
from digest.worker import Job, Task

Progress = Callable[[int, int], None]
"""Told how many files are read, of how many."""


def arrivals_of(
    fresh: Iterable[Found], desk: Desk, *, today: dt.date, progress: Progress | None = None
) -> tuple[Arrival, ...]:
    """Every new file's articles and problems, by path; one that changed under our eyes waits for the next run."""
    settings = desk.settings
    files = tuple(fresh)
    job = Job(settings.briefing, compile_themes(settings.theme, settings.root), today)
    read: list[Found] = []
    arrived: list[Arrival] = []

    def tasks() -> Iterator[Task]:
        for found in files:
            data = (
                Problem(found.path, found.trouble, unreadable=found.unreadable) if found.trouble else read_whole(found)
            )
            if isinstance(data, bytes):
                read.append(found)
                yield Task(found.path, data, outlet_of_folder(found.path))
            elif data is not None:
                arrived.append(Arrival(desk.key, found.path, found.stamp, (data,)))

    def told(done: int) -> None:
        if progress:
            progress(done, len(files))

    options = settings.run
    results = map_files(tasks(), job, workers=options.workers, cluster=options.cluster, report=told)
    for number, result in enumerate(results):
        arrived.append(Arrival(desk.key, read[number].path, read[number].stamp, result))
    return tuple(sorted(arrived, key=lambda arrival: (arrival.path, arrival.stamp)))


def _whole(found: Found) -> bytes | Problem | None:
    """A file's bytes, why it is not used, or ``None`` when it changed or went away."""
    if found.trouble:
        return Problem(found.path, found.trouble, unreadable=found.unreadable)
    return read_whole(found)
