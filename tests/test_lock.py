"""One run at a time: who waits gets the lock when it is free, and what a file system cannot do is said."""

import errno
import fcntl
from contextlib import ExitStack
from pathlib import Path

import pytest

from digest.errors import BusyError, DigestError
from digest.store import lock
from digest.store.lock import hold_lock


def test_who_waits_gets_it_when_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks again and again, and goes on as soon as the holder has let go."""
    holder, naps = ExitStack(), []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            holder.close()

    monkeypatch.setattr(lock.time, "sleep", nap)
    holder.enter_context(hold_lock(tmp_path))
    with hold_lock(tmp_path, wait=600):
        assert len(naps) == 3
        with pytest.raises(BusyError), hold_lock(tmp_path):
            pytest.fail("two have it")


def test_a_lock_that_is_taken_away_while_it_is_taken_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody removes the folder's files between opening and locking: the next attempt locks the file that is there."""
    real, times = fcntl.flock, []

    def swept(handle: int, how: int) -> None:
        real(handle, how)
        times.append(handle)
        if len(times) == 1:
            (tmp_path / "lock").rename(tmp_path / "gone")  # so that the next one cannot be the same on the disk
            (tmp_path / "lock").touch()

    monkeypatch.setattr(lock.fcntl, "flock", swept)
    with hold_lock(tmp_path, wait=600):
        assert len(times) == 2
        with pytest.raises(BusyError), hold_lock(tmp_path):
            pytest.fail("two have it")


def test_a_file_system_that_cannot_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some on a network cannot; without a lock two runs would tell the same."""

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", refused)
    with (
        pytest.raises(DigestError, match=r"lock: this file system cannot lock: No locks available"),
        hold_lock(tmp_path),
    ):
        pytest.fail("it was locked")
