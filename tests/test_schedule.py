"""On time, once, whatever happens: the watch with a clock of our own, and the real process."""

import contextlib
import datetime as dt
import os
import queue
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.errors import BusyError, DigestError
from digest.pipeline import daemon
from digest.pipeline.daemon import Timekeeper
from tests.desks import ZONE, Desk, article, moment

pytestmark = pytest.mark.slow

PROGRAM = Path(sys.executable).with_name("digest")


class Clock:
    """A clock that is set by hand."""

    def __init__(self, text: str) -> None:
        self.now = moment(text)

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, text: str) -> None:
        self.now = moment(text)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two slots a day, one article."""
    desk = Desk(tmp_path / "desk", times='["06:00", "18:00"]')
    desk.put("a.txt", article(1))
    return desk


def watch_over(desk: Desk, clock: Clock) -> tuple[Timekeeper, list[str]]:
    """The watch and its log."""
    log: list[str] = []
    return Timekeeper(desk.settings, ZONE, clock, log.append), log


def test_a_slot_is_met_once(desk: Desk) -> None:
    """Nothing before it, the briefing at it, nothing after it; each decision is one line with the next slot."""
    clock = Clock("2026-03-09T05:59")
    watch, log = watch_over(desk, clock)
    watch.check()
    assert log == []
    clock.set("2026-03-09T06:00")
    watch.check()
    made = "due Mon 09 Mar 06:00: the briefing of Mon 09 Mar; next due Mon 09 Mar 18:00 (Europe/Berlin)"
    assert log == ["1 file in, 1 article.", made]
    for _ in range(3):
        watch.check()
    assert len(log) == 2


def test_missed_slots_are_made_up_for_once(desk: Desk) -> None:
    """After ten days of sleep one run satisfies all of them, and its page says which window it covers."""
    clock = Clock("2026-03-09T06:00")
    watch, log = watch_over(desk, clock)
    watch.check()
    desk.put("b.txt", article(2))
    clock.set("2026-03-19T22:41")
    watch.check()
    watch.check()
    assert [line.partition(":")[0] for line in log if line.startswith("due")] == [
        "due Mon 09 Mar 06",
        "due Thu 19 Mar 18",
    ]
    assert sorted(path.stem for path in desk.output.glob("????-??-??.json")) == ["2026-03-09", "2026-03-19"]
    edition = desk.edition("2026-03-19")
    assert edition["window"][0].startswith("2026-03-09T06:00")
    assert {notice["kind"] for notice in edition["notices"]} == {"late", "long_window"}
    assert "**Covers everything since 9 March 2026.**" in (desk.output / "2026-03-19.md").read_text(encoding="utf-8")


def test_a_quiet_slot_is_recorded(desk: Desk) -> None:
    """The day's first makes the one-line page, the second changes none."""
    clock = Clock("2026-03-09T06:00")
    watch, log = watch_over(desk, clock)
    for text in ("2026-03-09T06:00", "2026-03-10T06:00", "2026-03-10T18:00"):
        clock.set(text)
        watch.check()
        watch.check()
    assert [line.split("; next")[0] for line in log if line.startswith("due")] == [
        "due Mon 09 Mar 06:00: the briefing of Mon 09 Mar",
        "due Tue 10 Mar 06:00: the briefing of Tue 10 Mar",
        "due Tue 10 Mar 18:00: nothing new, no page changed",
    ]


def test_a_run_by_hand_satisfies_the_slot(desk: Desk) -> None:
    """So does another scheduler: there is one list of satisfied slots, in the database."""
    clock = Clock("2026-03-09T06:00")
    watch, log = watch_over(desk, clock)
    desk.run("2026-03-09T06:00")
    watch.check()
    assert log == []


def test_a_clock_that_jumps(desk: Desk) -> None:
    """Ahead by years and back: what was satisfied in the wrong year does not count against today's slots."""
    clock = Clock("2026-03-09T06:00")
    watch, _ = watch_over(desk, clock)
    watch.check()
    clock.set("2031-01-01T07:00")
    watch.check()
    clock.set("2026-03-09T07:00")
    watch.check()
    desk.put("b.txt", article(2))
    clock.set("2026-03-09T18:00")
    watch.check()
    assert [source["path"] for source in desk.edition("2026-03-09")["articles"] if source["new"]] == ["b.txt"]


def test_a_failed_run_is_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After 1, 5, 15, 30 and 30 minutes; the watch goes on, and success makes it forget."""
    now = [1000.0]
    attempts: list[float] = []
    monkeypatch.setattr(daemon.time, "monotonic", lambda: now[0])
    failing = [True]
    real = daemon.run

    def fail(*arguments: object, **options: object) -> object:
        attempts.append(now[0] - 1000)
        if failing[0]:
            raise DigestError("the disk is full")
        return real(*arguments, **options)

    monkeypatch.setattr(daemon, "run", fail)
    watch, log = watch_over(desk, Clock("2026-03-09T06:00"))
    for _ in range(200):
        watch.check()
        now[0] += 30
    assert attempts == [0, 60, 360, 1260, 3060, 4860]
    assert "the disk is full; trying again in 1 min" in log[0]
    failing[0] = False
    now[0] += 1800
    watch.check()
    assert log[-1].startswith("due Mon 09 Mar 06:00: the briefing")


def test_a_run_by_hand_makes_up_for_a_failed_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch takes note when it would try again: the next failure waits one minute and not five."""
    now = [1000.0]
    monkeypatch.setattr(daemon.time, "monotonic", lambda: now[0])

    def fail(*_: object, **__: object) -> object:
        raise DigestError("the disk is full")

    clock = Clock("2026-03-09T06:00")
    watch, log = watch_over(desk, clock)
    with monkeypatch.context() as patch:
        patch.setattr(daemon, "run", fail)
        watch.check()
        desk.run("2026-03-09T06:00")
        now[0] += 60
        watch.check()
        clock.set("2026-03-09T18:00")
        watch.check()
    assert [line.rpartition("; ")[2] for line in log] == ["trying again in 1 min"] * 2


def test_what_could_not_be_read_is_in_the_log(desk: Desk) -> None:
    """Whoever keeps it hears of a broken file without looking at the page."""
    desk.put("broken.pdf", b"%PDF-1.7 no")
    watch, log = watch_over(desk, Clock("2026-03-09T06:00"))
    watch.check()
    assert "broken.pdf: this PDF is damaged and cannot be read" in log


@pytest.mark.parametrize(
    ("idle", "working", "woken"),
    [(70, False, True), (50, False, False), (70, True, False)],
    ids=["asleep", "it has just looked", "at work"],
)
def test_a_scheduler_that_sleeps_too_long_is_woken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, idle: float, working: bool, woken: bool
) -> None:
    """A clock that was put back by hours would have it sleep as long: a look is due after a minute without one."""
    jobs: list[str] = []
    scheduler = SimpleNamespace(modify_job=lambda name, **_: jobs.append(name))
    answers = iter((queue.Empty, signal.SIGTERM))

    def get(timeout: float) -> signal.Signals:
        answer = next(answers)
        if answer is queue.Empty:
            raise queue.Empty
        return answer  # type: ignore[return-value]

    watch, _ = watch_over(desk, Clock("2026-03-09T05:00"))
    monkeypatch.setattr(daemon.time, "monotonic", lambda: watch.checked + idle)
    with watch.running if working else contextlib.nullcontext():
        assert daemon._wait_for_signal(SimpleNamespace(get=get), scheduler, watch) == signal.SIGTERM  # type: ignore[arg-type]
    assert jobs == (["look"] if woken else [])


def test_another_run_at_work_is_no_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next look tries again."""
    real = daemon.run
    busy = [True]

    def run(*arguments: object, **options: object) -> object:
        if busy.pop() if busy else False:
            raise BusyError("another run is at work")
        return real(*arguments, **options)

    monkeypatch.setattr(daemon, "run", run)
    watch, log = watch_over(desk, Clock("2026-03-09T06:00"))
    watch.check()
    watch.check()
    assert "another run" in log[0]
    assert log[-1].startswith("due Mon 09 Mar 06:00: the briefing")


def test_a_bug_does_not_end_the_watch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and tried again like any failure."""
    monkeypatch.setattr(daemon, "run", lambda *_, **__: 1 // 0)
    watch, log = watch_over(desk, Clock("2026-03-09T06:00"))
    watch.check()
    assert "ZeroDivisionError" in log[0]


def test_what_was_committed_and_not_published_is_published(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without waiting for the next slot."""
    from digest.errors import PublicationError
    from digest.publish import files

    clock = Clock("2026-03-09T06:00")
    with monkeypatch.context() as patch:
        patch.setattr(files, "publish", lambda *_, **__: (_ for _ in ()).throw(PublicationError("full")))
        with pytest.raises(PublicationError):
            desk.run("2026-03-09T06:00")
    watch, log = watch_over(desk, clock)
    watch.check()
    assert desk.told() == {"a.txt": ["2026-03-09"]}
    assert any("published" in line for line in log)


def started(desk: Desk, **more: str) -> "subprocess.Popen[str]":
    """The real thing."""
    return subprocess.Popen(
        [PROGRAM, "schedule", "--config", desk.config],
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "DIGEST_NOW"} | more,
    )


LONG = 600
"""Seconds that nothing takes, however busy the machine."""


def wait_for(path: Path) -> None:
    """Until it is there."""
    until = time.monotonic() + LONG
    while not path.exists():
        assert time.monotonic() < until, f"{path} did not appear"
        time.sleep(0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_the_process_makes_what_is_due_and_ends_on_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    """A slot of today that has passed is made at once; the exit code is 128 + the signal's number; no traceback."""
    desk = Desk(tmp_path / "desk", times='["00:00"]')
    desk.put("a.txt", article(1))
    process = started(desk)
    try:
        wait_for(desk.output / "index.html")
        process.send_signal(number)
        _, said = process.communicate(timeout=LONG)
    finally:
        process.kill()
    assert process.returncode == 128 + number
    assert "next due" in said
    assert "Traceback" not in said


SLOW = """
import pathlib, time
from digest.pipeline import run
def make(settings, **options):
    pathlib.Path(settings.root, "at-work").touch()
    time.sleep(3600)
run.run = make
"""


@pytest.mark.parametrize("signals", [pytest.param(1, marks=pytest.mark.crash), 2], ids=["one", "two"])
def test_a_run_that_takes_long_does_not_hold_up_the_end(tmp_path: Path, signals: int) -> None:
    """One signal: after eight seconds; a second one: at once. The run itself would take an hour."""
    desk = Desk(tmp_path / "desk", times='["00:00"]')
    (tmp_path / "sitecustomize.py").write_text(SLOW, encoding="utf-8")
    process = started(desk, PYTHONPATH=str(tmp_path))
    try:
        wait_for(desk.root / "at-work")
        process.send_signal(signal.SIGTERM)
        assert process.stderr
        while "ending after the run at work" not in process.stderr.readline():
            assert process.poll() is None
        if signals == 2:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONG)
    finally:
        process.kill()
    assert process.returncode == 143


@pytest.mark.crash
def test_a_slot_one_minute_ahead(tmp_path: Path) -> None:
    """Is made when it comes, within half a minute, by a process that waited for it."""
    coming = (dt.datetime.now(ZONE) + dt.timedelta(minutes=1)).replace(second=0, microsecond=0)
    desk = Desk(tmp_path / "desk", times=f'["{coming:%H:%M}"]')
    desk.put("a.txt", article(1))
    process = started(desk)
    try:
        time.sleep(max(0, (coming - dt.datetime.now(ZONE)).total_seconds() - 1))
        assert not desk.output.exists() or desk.pages() == {}
        wait_for(desk.output / f"{coming.date()}.html")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONG)
    finally:
        process.kill()
    assert process.returncode == 143
