"""Find the files in the articles' folder that are whole. The folder is only ever read.

Nothing here waits for a pipe or trusts a size: what a file is, is asked of the open file. Links are followed on
request, and only those directly in the folder.
"""

import contextlib
import datetime as dt
import os
import re
import stat
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digest.errors import ConfigurationError, DigestError
from digest.intake.leftovers import is_abandoned, is_backup, is_temporary, pages_among, why_not_entered
from digest.intake.sanitize import clean, decode
from digest.model import Problem, ProblemKind

SETTLE_SECONDS = 2.0
WAIT_SECONDS = 3.0
LARGEST = 32 * 1024 * 1024
"""Bytes; no article is larger, and a sparse giant would fill the memory."""

MOST_OF_ONE_SECOND = 2
"""Files of one second that may have been saved by hand: a copied folder or an unpacked archive has many."""

_ESCAPED = re.compile(rb"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U(000[0-9a-f]{5}|0010[0-9a-f]{4}))")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as the folder shows it. ``path`` is relative, with ``/``, and can be printed; ``place`` opens it.

    ``trouble`` says why it is not to be opened at all (a link, a pipe); ``unreadable`` that it should be.
    """

    path: str
    place: str
    size: int
    modified: int
    inode: int
    trouble: str | None = None
    unreadable: bool = False

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Return what changes when the file does."""
        return (self.size, self.modified, self.inode)


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of a folder, sorted by path, and those that are left for the next run, each with the reason."""

    files: tuple[Found, ...]
    waiting: tuple[Problem, ...]


def scan(
    folder: Path,
    *,
    follow_links: bool = False,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    patience: float = WAIT_SECONDS,
    given: bool = False,
) -> Scan:
    """Return what lies in the folder now; wait up to ``patience`` seconds for young files to settle.

    ``clock`` is the machine's own: a file is young when it was modified in the last two seconds by it. ``given``:
    the folder was named on the command line, not in the settings.
    """
    found = tuple(_walk_whole(folder, follow_links=follow_links, given=given))
    settled_at = max((f.modified / 1e9 for f in found if _young(f, clock())), default=0.0) + SETTLE_SECONDS
    pause = settled_at - clock()
    if pause > 0:
        sleep(min(pause + 0.02, patience))
        found = tuple(_walk_whole(folder, follow_links=follow_links, given=given))
    now = clock()
    found = tuple(_judged(one, now) for one in found)
    waiting = {one.path: reason for one in found if (reason := _why_waiting(one, now))}
    return Scan(
        tuple(one for one in found if one.path not in waiting),
        tuple(Problem(path, reason, kind=ProblemKind.WAITING) for path, reason in waiting.items()),
    )


def _judged(found: Found, now: float) -> Found:
    """Give the reason to what is left over: it is set aside once, and not waited for at every run."""
    if found.trouble is None and is_backup(found.path):
        return replace(found, trouble="an editor's backup copy; the file itself is read")
    if found.trouble is None and is_abandoned(found.path, now - found.modified / 1e9):
        return replace(found, trouble="a download that did not end: fetch it anew")
    return found


def _why_waiting(found: Found, now: float) -> str | None:
    """Return why a file is left for the next run."""
    if found.trouble:
        return None
    if is_temporary(found.path):
        return "a temporary file; left for the next run"
    return "still being written; left for the next run" if _young(found, now) else None


def find_times(files: Sequence[Found]) -> dict[str, str]:
    """Return when each file was written, by its path, as an ISO 8601 instant, where its time can say so.

    Where many files share one second, they were copied or unpacked then, not written.
    """
    seconds = Counter(found.modified // 10**9 for found in files)
    return {
        found.path: dt.datetime.fromtimestamp(found.modified // 10**9, dt.UTC).isoformat()
        for found in files
        if 0 < seconds[found.modified // 10**9] <= MOST_OF_ONE_SECOND
    }


def named(path: str) -> tuple[Found, ...]:
    """Return the file of that name, or those below the folder of that name, sorted, each called as the user did."""
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114  a name may hold any bytes
        above = printable(path).rstrip("/") + "/"
        return tuple(replace(found, path=above + found.path) for found in _walk(Path(path)))
    try:
        status = os.lstat(path)
    except OSError as trouble:
        return (Found(printable(path), path, 0, 0, 0, f"cannot be read: {trouble.strerror}", unreadable=True),)
    return (Found(printable(path), path, *_stamp(status), _trouble(status)),)


def read_whole(found: Found) -> bytes | Problem | None:
    """Return the bytes of a file, why it cannot be read, or ``None`` when it changed or went away meanwhile."""
    try:
        handle = os.open(found.place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as trouble:
        return Problem(found.path, f"cannot be read: {trouble.strerror}", unreadable=True)
    try:
        if _stamp(os.fstat(handle)) != found.stamp or not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        if found.size > LARGEST:
            return Problem(found.path, f"larger than {LARGEST >> 20} MB; no article is", unreadable=True)
        data = _read_all(handle, found.size)
        return data if _stamp(os.fstat(handle)) == found.stamp and len(data) == found.size else None
    except OSError as trouble:
        return Problem(found.path, f"cannot be read: {trouble.strerror}", unreadable=True)
    finally:
        os.close(handle)


def still_there(folder: Path) -> None:
    """Raise DigestError when the folder has gone: files missing from a vanished disk were not deleted."""
    try:
        os.scandir(folder).close()
    except OSError as trouble:
        raise DigestError(
            f"{folder}: the articles' folder went away during the run ({trouble.strerror}); nothing was"
            " recorded: run again when it is back"
        ) from trouble


def printable(name: str) -> str:
    r"""Return a file's name as it can be shown: what is not UTF-8 or a control character as ``\xNN`` or ``\uNNNN``.

    A backslash is doubled, so that no two names look alike and ``unprinted`` gives the name again.
    """
    if name.isascii() and name.isprintable() and "\\" not in name:
        return name
    text = os.fsencode(name).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _escaped(c) for c in text)


def unprinted(text: str) -> str:
    """Return the name of which ``printable`` made this."""
    return os.fsdecode(_ESCAPED.sub(_byte_or_letter, text.encode())) if "\\" in text else text


def _escaped(character: str) -> str:
    # \x80 to \xff are bytes that are no letter; a letter of that number is another name.
    number = ord(character)
    return f"\\x{number:02x}" if number < 128 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _byte_or_letter(escaped: re.Match[bytes]) -> bytes:
    byte, letter = escaped[1], escaped[2] or escaped[3]
    if letter:
        return chr(int(letter, 16)).encode("utf-8", "surrogatepass")
    return bytes([int(byte, 16)]) if byte else b"\\"


def _walk_whole(folder: Path, *, follow_links: bool, given: bool) -> Iterator[Found]:
    """Walk as ``_walk``; ConfigurationError where the folder itself cannot be read."""
    try:
        os.scandir(folder).close()
    except OSError as trouble:
        remedy = (
            "make it or name another FOLDER" if given else "make it, change [seeds] folder, or begin with `digest init`"
        )
        raise ConfigurationError(
            f"{folder}: the articles' folder cannot be read: {trouble.strerror}; {remedy}"
        ) from trouble
    return _walk(folder, follow_links=follow_links)


def _walk(folder: Path, *, follow_links: bool = False) -> Iterator[Found]:
    """Return every file below the folder, sorted by path; what is not looked into is named."""
    found: list[Found] = []
    waiting: list[tuple[str, str]] = [(os.fspath(folder), "")]
    entered: set[tuple[int, int]] = set()  # a linked folder may hold the one that holds the link
    while waiting:
        place, above = waiting.pop()
        try:
            status = os.stat(place)  # noqa: PTH116  a name may hold any bytes
            if (status.st_dev, status.st_ino) in entered:
                found.append(Found(above, place, 0, 0, status.st_ino, "a folder that is read in another place already"))
                continue
            entered.add((status.st_dev, status.st_ino))
            for one in _listed(place, above, follow_links=follow_links and not above):
                if isinstance(one, Found):
                    found.append(one)
                else:
                    waiting.append(one)
        except FileNotFoundError:
            continue
        except OSError as trouble:
            said = f"this folder cannot be read: {trouble.strerror}"
            found.append(Found(above, place, 0, 0, 0, said, unreadable=True))
    yield from sorted(found, key=lambda one: (one.path, one.place))


def _listed(place: str, above: str, *, follow_links: bool) -> Iterator[Found | tuple[str, str]]:
    """Return what lies in a folder: files, and folders to enter as their place and path."""
    with os.scandir(place) as listed:
        entries = list(listed)
    pages = pages_among(entry.name for entry in entries)
    for entry in entries:
        with contextlib.suppress(FileNotFoundError):  # it went away since it was listed
            yield _found(entry, above, pages, follow_links=follow_links)


def _found(
    entry: "os.DirEntry[str]", above: str, pages: frozenset[str], *, follow_links: bool
) -> Found | tuple[str, str]:
    """Return a file, or a folder that is to be entered."""
    path, place = above + printable(entry.name), entry.path
    status = entry.stat(follow_symlinks=False)
    if follow_links and stat.S_ISLNK(status.st_mode):
        place = os.path.realpath(place)
        try:
            status = os.lstat(place)
        except OSError:
            return Found(path, entry.path, *_stamp(status), "a link that leads nowhere")
    if stat.S_ISDIR(status.st_mode):
        reason = why_not_entered(entry.name, pages)
        return Found(path + "/", place, 0, 0, status.st_ino, reason) if reason else (place, path + "/")
    trouble = _trouble(status)
    if trouble is None and entry.name.startswith(".") and not is_temporary(path):
        trouble = "a hidden file"
    return Found(path, place, *_stamp(status), trouble)


def _trouble(status: os.stat_result) -> str | None:
    """Return why what is no file of its own is not opened."""
    if stat.S_ISLNK(status.st_mode):
        return "a link; links are not followed unless [seeds] follow_links = true, and then only directly in the folder"
    return None if stat.S_ISREG(status.st_mode) else "not a regular file"


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    # SQLite's integers have a sign; some file systems' inode numbers use all 64 bits.
    return (status.st_size, status.st_mtime_ns, status.st_ino & (2**63 - 1))


def _young(found: Found, now: float) -> bool:
    return found.trouble is None and 0 <= now - found.modified / 1e9 < SETTLE_SECONDS and not is_temporary(found.path)


def _read_all(handle: int, size: int) -> bytes:
    """Read at most one byte more than ``size``, so that growth shows."""
    blocks: list[bytes] = []
    left = size + 1
    while left > 0 and (block := os.read(handle, min(left, 1 << 20))):
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks)


def read_note(path: Path) -> str | None:
    """Return the desk's own note of a day, or ``None``; an empty one is none."""
    try:
        text = clean(decode(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as trouble:
        raise ConfigurationError(
            f"{path}: the desk's note cannot be read: {trouble.strerror}; mend or remove it"
        ) from trouble
    return text.strip() or None


def read_again(folder: Path, path: str) -> bytes | None:
    """Return the bytes of a file that an edition names, or ``None`` where no such file can be read any more."""
    place = os.path.join(folder, unprinted(path))  # noqa: PTH118  a name may hold any bytes
    try:
        place = place if "/" in path else os.path.realpath(place)  # a link that was followed when the file was read
        status = os.lstat(place)
        data = None if _trouble(status) else read_whole(Found(path, place, *_stamp(status)))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, bytes) else None
