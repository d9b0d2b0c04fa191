"""A progress bar on a terminal, for whatever takes more than a moment."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from digest.pipeline.session import Progress, show_nothing

_MOMENT = 1.5
"""Seconds that one waits without wondering."""


@contextmanager
def show_progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Give what a command tells how far it is: what it does, of how many, how many are done.

    The bar is drawn on stderr, only when that is a terminal, only after a moment, and goes away at the end. What goes
    to stderr meanwhile stands above it; what goes to stdout must wait for the end.
    """
    if quiet or not sys.stderr.isatty():
        yield show_nothing
        return
    bar = _Bar()
    timer = threading.Timer(_MOMENT, bar.draw)
    timer.daemon = True
    timer.start()
    try:
        yield bar.update
    finally:
        timer.cancel()
        bar.stop()


class _Bar:
    """A bar that is drawn once its time has come; rich is imported then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown: Any = None
        self._stopped = False
        self._what, self._total, self._done = "", 0, 0

    def update(self, what: str, total: int, done: int) -> None:
        """Say what is being done, of how many, and how many are done."""
        with self._lock:
            self._what, self._total, self._done = what, total, done
            self._redraw()

    def draw(self) -> None:
        """Begin to show the bar."""
        bar = _make_bar()
        with self._lock:
            if not self._stopped:
                self._shown = bar
                self._redraw()
                bar.start()

    def stop(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._stopped = True
            if self._shown:
                self._shown.stop()

    def _redraw(self) -> None:
        if self._shown and self._what:
            what = f"{self._what} {self._done}/{self._total}" if self._total else self._what
            task = self._shown.task_ids[0]
            self._shown.update(task, description=what, total=self._total or None, completed=self._done)


def _make_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    class Terminal(Console):
        def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002
            """Leave the cursor as it is: a signal ends us at once, and it would stay hidden."""
            return False

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Terminal(stderr=True), transient=True, redirect_stdout=False)
    bar.add_task("Working", total=None)
    return bar
