"""Whose turn it is: a run that is alone on its desk, after what an earlier one left undone was done."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from digest.relaxed_gc import relaxed_gc
from digest.state.database import STATE
from digest.state.lock import locked
from digest.state.store import Store, opened
from digest.steps.desk import Desk, check_clock
from digest.steps.recover import failures_noted, recover, refuse_lost_state


@contextmanager
def at_work(desk: Desk, *, now: dt.datetime, wait: float, report: Callable[[str], None]) -> Iterator[Store]:
    """The store of a desk, under its lock; what the run inside fails of is kept for ``status``.

    DigestError when the desk is not fit to work on, BusyError when another run is at work for ``wait`` seconds.
    """
    check_clock(now)
    with (
        relaxed_gc(),
        locked(desk.output / STATE, wait=wait),
        failures_noted(desk.output, now),
        opened(desk.output) as kept,
    ):
        refuse_lost_state(kept, desk.output)
        recover(kept, desk.output, report)
        yield kept
