"""Let Python look for cycles of dead values less often than after every 700 new ones."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = 100_000, 50, 50


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Relax the collector inside: imports and a run make millions of values and use all of them (a tenth of the time).

    What is in no cycle is freed at once all the same. The figure is that of docs/performance.md.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
