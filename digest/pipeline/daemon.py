"""Keep running and make each briefing on time. APScheduler lives here alone.

It only wakes us every half minute: which slot is due is our own arithmetic on what the database holds, so that
sleep, a machine that was off, a clock that jumps and a second scheduler change nothing (APScheduler's own
calendar trigger loses and doubles runs at all of these).
"""

import datetime as dt
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from digest import slots
from digest.config import Settings
from digest.errors import BusyError, DigestError
from digest.pipeline.run import find_due_week, run
from digest.pipeline.session import open_session
from digest.pipeline.workspace import find_workspace
from digest.store.store import Store, open_unchecked

LOOK_SECONDS = 30
"""Seconds between two looks at the calendar: a briefing is late by at most so many."""
RETRY_MINUTES = (1, 5, 15, 30)
"""Minutes until a failed run is tried again: after the first failure, the second … and so on with the last."""
DELIVERY_RETRY = dt.timedelta(minutes=15)
"""Until a failed delivery is tried again: a server that says "try later" wants about that."""
SECONDS_TO_END = 8.0
"""Seconds that a run at work gets to end after the first signal: `docker stop` kills after ten."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)

Log = Callable[[str], None]


class Timekeeper:
    """Look whether a slot is due, and make its briefing; write a line of log for every decision."""

    def __init__(self, settings: Settings, zone: ZoneInfo, clock: Callable[[], dt.datetime], log: Log) -> None:
        self._settings = settings
        self._zone = zone
        self._clock = clock
        self._log = log
        self._failures = 0
        self._not_before = time.monotonic()
        self.running = threading.Lock()
        self.checked = time.monotonic()

    def check(self) -> None:
        """Make what is due; never raises, for APScheduler would swallow it."""
        self.checked = time.monotonic()
        if self.checked < self._not_before:
            return
        with self.running:
            try:
                self._make_what_is_due()
            except BusyError:
                self._log(f"another run is at work; looking again in {LOOK_SECONDS} s")
            except DigestError as trouble:
                self._try_later(str(trouble))
            except Exception as trouble:  # noqa: BLE001  a bug in one run must not end the watch: it is named and tried again
                self._try_later(f"a fault in digest: {type(trouble).__name__}: {trouble}; please report it")

    def say_next_due(self) -> str:
        """Say when the next briefing is due."""
        slot = slots.find_next(self._settings.schedule, self._clock(), self._zone)
        return f"next due {slot.astimezone(self._zone):%a %d %b %H:%M} ({self._zone})" if slot else "nothing is due"

    def _make_what_is_due(self) -> None:
        now = self._clock()
        with open_unchecked(self._settings.root / self._settings.output.folder) as store:
            slot = slots.find_due(self._settings.schedule, now, self._zone, store.list_slots())
            unpublished, undelivered = store.list_pending(), _has_due_delivery(store, now)
            week = find_due_week(store, self._settings, now)
        if slot or unpublished or undelivered:
            self._make_briefing(now, slot, "published again" if unpublished else "delivered again")
        if week:
            self._make_week(week, now)
        if self._failures:  # this run has made up for it, or somebody else's
            self._forget_failures()

    def _make_week(self, slot: dt.datetime, now: dt.datetime) -> None:
        """Make the page of the week that a slot ends."""
        from digest.pipeline.weeks import publish_week  # noqa: PLC0415 - heavy

        day = slot.astimezone(self._zone).date()
        with open_session(find_workspace(self._settings), wait=0, report=self._log, now=now) as session:
            page, *_ = publish_week(session, day, self._log)
        self._log(f"due {slot.astimezone(self._zone):%a %d %b %H:%M}: the page of the week, {page}")

    def _make_briefing(self, now: dt.datetime, slot: dt.datetime | None, otherwise: str) -> None:
        """Make the briefing of a slot; ``otherwise`` says what a run without a slot is for."""
        outcome = run(self._settings, now=now, report=self._log)
        self._forget_failures()
        due = f"due {slot.astimezone(self._zone):%a %d %b %H:%M}" if slot else otherwise
        made = f"the briefing of {now:%a %d %b}" if outcome.status == "made" else "nothing new, no page changed"
        for problem in outcome.problems:
            self._log(f"{problem.path}: {problem.reason}")
        for said in outcome.undelivered:
            self._log(said)
        self._log(f"{due}: {made}; {self.say_next_due()}")

    def _forget_failures(self) -> None:
        self._failures = 0
        self._not_before = time.monotonic()

    def _try_later(self, said: str) -> None:
        minutes = RETRY_MINUTES[min(self._failures, len(RETRY_MINUTES) - 1)]
        self._failures += 1
        self._not_before = time.monotonic() + 60 * minutes
        self._log(f"failed: {said}; trying again in {minutes} min")


def _has_due_delivery(store: Store, now: dt.datetime) -> bool:
    """Tell whether a delivery is owed that was not tried a short while ago."""
    owed = store.list_deliveries("owed", "tried")
    return any(one.at is None or not dt.timedelta(0) <= now - one.at < DELIVERY_RETRY for one in owed)


def keep_schedule(settings: Settings, zone: ZoneInfo, *, clock: Callable[[], dt.datetime], log: Log) -> int:
    """Run until SIGTERM or SIGINT; the exit code, 128 + the signal's number.

    The first signal lets a run at work end, for at most eight seconds; a second one, or that time, ends it where
    it is, which the next run makes good.
    """
    # Blocked before any thread starts, so that every thread inherits it and only the listener gets them.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    arrived: queue.Queue[signal.Signals] = queue.Queue()
    threading.Thread(target=_listen, args=(arrived,), daemon=True).start()
    keeper = Timekeeper(settings, zone, clock, log)
    log(f"keeping watch; {keeper.say_next_due()}")
    scheduler = BackgroundScheduler(timezone=dt.UTC)
    aligned = dt.datetime.fromtimestamp(time.time() // LOOK_SECONDS * LOOK_SECONDS, dt.UTC)
    scheduler.add_job(
        keeper.check,
        IntervalTrigger(seconds=LOOK_SECONDS, start_date=aligned, timezone=dt.UTC),
        id="look",
        next_run_time=dt.datetime.now(dt.UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    number = _wait_for_signal(arrived, scheduler, keeper)
    scheduler.shutdown(wait=False)
    return _end(number, arrived, keeper, log)


def _listen(arrived: "queue.Queue[signal.Signals]") -> None:
    while True:
        arrived.put(signal.Signals(signal.sigwait(SIGNALS)))


def _wait_for_signal(
    arrived: "queue.Queue[signal.Signals]", scheduler: BackgroundScheduler, keeper: Timekeeper
) -> signal.Signals:
    """Wait for it; meanwhile see to it that looks go on.

    APScheduler waits for an instant of the wall clock: put back by five hours, it would sleep for five hours.
    """
    while True:
        try:
            return arrived.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            idle = time.monotonic() - keeper.checked
            if idle > 2 * LOOK_SECONDS and not keeper.running.locked():
                scheduler.modify_job("look", next_run_time=dt.datetime.now(dt.UTC))


def _end(number: signal.Signals, arrived: "queue.Queue[signal.Signals]", keeper: Timekeeper, log: Log) -> int:
    if keeper.running.locked():
        log(f"{number.name}: ending after the run at work, in {SECONDS_TO_END:.0f} s at the latest")
    until = time.monotonic() + SECONDS_TO_END
    while not keeper.running.acquire(timeout=0.05):
        if not arrived.empty() or time.monotonic() > until:
            log("ending in the middle of a run; the next one takes it up")
            # Whole or not at all: what is not committed was never told, what is committed will be published.
            os._exit(128 + number)
    log(f"{number.name}: ended")
    return 128 + number
