"""Keep runs apart: an advisory lock that the kernel frees when its holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.disk import make_folder
from digest.errors import BusyError, DigestError

_PAUSE = 0.05
"""Seconds between two attempts: nobody who waits for another run notices them."""


@contextmanager
def hold_lock(folder: Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the lock of a state folder (made where it is missing); BusyError after ``wait`` seconds."""
    until = time.monotonic() + wait
    handle = _take(folder)
    while handle is None:
        if time.monotonic() >= until:
            raise BusyError(f"another run is at work on {folder.parent}; wait for it, or use --wait SECONDS")
        time.sleep(_PAUSE)
        handle = _take(folder)
    try:
        yield
    finally:
        os.close(handle)


def _take(folder: Path) -> int | None:
    """Take the lock and return its open file; ``None`` while another process holds it."""
    path = folder / "lock"
    try:
        make_folder(folder)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise DigestError(
            f"{path}: cannot be written: {error.strerror}; nothing was published: make the folder writable"
            " or change [output] folder"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == path.stat().st_ino:
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass  # held by another process, or the folder was deleted meanwhile: the next attempt shows which
    except OSError as error:
        os.close(handle)
        raise DigestError(f"{path}: this file system cannot lock: {error.strerror}") from error
    os.close(handle)
    return None
