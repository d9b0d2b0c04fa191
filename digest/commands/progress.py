"""A progress bar on a terminal, when reading takes more than a moment."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_MOMENT = 1.5
"""Seconds that one waits without wondering."""


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what a run tells how many files it has read, of how many; the bar goes away at the end.

    It is drawn on stderr, and only when that is a terminal; rich is imported when the bar is first needed.
    """
    begun = time.monotonic()
    shown: list[Any] = []

    def progress(done: int, files: int) -> None:
        if not shown and time.monotonic() - begun > _MOMENT:
            shown.append(_start_bar(done, files))
        if shown:
            shown[0].update(shown[0].task_ids[0], completed=done, total=files)

    try:
        yield progress if sys.stderr.isatty() and not quiet else _show_nothing
    finally:
        if shown:
            shown[0].stop()


def _show_nothing(_done: int, _files: int) -> None:
    """Show nothing."""


def _start_bar(done: int, files: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Terminal(Console):
        def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002
            """Leave the cursor as it is: a signal ends us at once, and it would stay hidden."""
            return False

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    made = Progress(*columns, console=Terminal(stderr=True), transient=True)
    made.add_task("Reading", completed=done, total=files)
    made.start()
    return made
