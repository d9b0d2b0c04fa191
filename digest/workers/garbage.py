"""Python looks for cycles of dead values after every 700 new ones; a run makes millions, and all of them are used."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG, _MIDDLE, _OLD = 100_000, 50, 50


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, look seldom (what has no cycle is freed at once all the same): a seventh of a run's time."""
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
