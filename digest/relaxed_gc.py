"""Let Python look for cycles of dead values less often than after every 700 new ones; give freed memory back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_THRESHOLDS = 1_000_000, 50, 50
"""New values, and searches of the generation before, after which Python looks: hundreds of articles make fewer."""


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Relax the collector inside: imports and a run make millions of values and use all of them (a tenth of the time).

    What is in no cycle is freed at once all the same.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back_memory() -> None:
    """Give memory that is free in this process back to the system, where the C library can do so (glibc).

    What passed through one stage of a large day leaves pieces that the next stage has no use for.
    """
    import ctypes  # noqa: PLC0415 - numpy, which whoever makes a day needs, has imported it

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
