"""Find the files in the articles' folder that are whole. The folder is only ever read.

Nothing here waits for a pipe or trusts a size: what a file is, is asked of the open file. Links are followed on
request, and only those directly in the folder.
"""

import contextlib
import datetime as dt
import hashlib
import os
import re
import stat
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import ConfigurationError, DigestError
from digest.intake.leftovers import explain_not_entered, find_pages, is_abandoned, is_backup, is_temporary

if TYPE_CHECKING:
    from digest.model import Problem

SETTLE_SECONDS = 2.0
"""Age from which on a file is whole: some file systems count in twos, and few programs pause longer as they write."""
WAIT_SECONDS = 3.0
"""How long a run waits for young files to reach that age; what is younger then waits for the next run."""
_MARGIN = 0.02
"""Seconds beyond that age, so that a clock which is read again shows it."""
_SECOND = 1_000_000_000
"""In nanoseconds, as a file states its time."""
LARGEST = 32 * 1024 * 1024
"""Bytes; no article is larger, and a sparse giant would fill the memory."""

MOST_OF_ONE_SECOND = 2
"""Files of one second that may have been saved by hand: a copied folder or an unpacked archive has many."""

_ESCAPED = re.compile(rb"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U(000[0-9a-f]{5}|0010[0-9a-f]{4}))")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the folder shows it. ``path`` is relative, with ``/``, and can be printed; ``location`` opens it.

    ``trouble`` says why it cannot be opened or must not (a link, a pipe); ``unreadable``: it should have been.
    """

    path: str
    location: str
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

    files: tuple[FoundFile, ...]
    waiting: "tuple[Problem, ...]"


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

    ``clock`` is the machine's own, by which files are young. ``given``: the folder was named on the command line, not
    in the settings.
    """
    from digest.model import Problem, ProblemKind  # noqa: PLC0415 - where nothing has changed nobody needs the values

    found = tuple(list_files(folder, follow_links=follow_links, given=given))
    settled_at = max((f.modified / _SECOND for f in found if _is_young(f, clock())), default=0.0) + SETTLE_SECONDS
    pause = settled_at - clock()
    if pause > 0:
        sleep(min(pause + _MARGIN, patience))
        found = tuple(list_files(folder, follow_links=follow_links, given=given))
    now = clock()
    found = tuple(_refuse_leftover(one, now) for one in found)
    waiting = {one.path: reason for one in found if (reason := _explain_waiting(one, now))}
    return Scan(
        tuple(one for one in found if one.path not in waiting),
        tuple(Problem(path, reason, kind=ProblemKind.WAITING) for path, reason in waiting.items()),
    )


def _refuse_leftover(found: FoundFile, now: float) -> FoundFile:
    """Say why a leftover is set aside: it is so once, and not waited for at every run."""
    if found.trouble is None and is_backup(found.path):
        return replace(found, trouble="an editor's backup copy; the file itself is read")
    if found.trouble is None and is_abandoned(found.path, now - found.modified / _SECOND):
        return replace(found, trouble="a download that did not end: fetch it anew")
    return found


def _explain_waiting(found: FoundFile, now: float) -> str | None:
    """Return why a file is left for the next run."""
    if found.trouble:
        return None
    if is_temporary(found.path):
        return "a temporary file; left for the next run"
    return "still being written; left for the next run" if _is_young(found, now) else None


def find_times(files: Sequence[FoundFile]) -> dict[str, str]:
    """Return when each file was written, by its path, as an ISO 8601 instant, where its time can say so.

    Where many files share one second, they were copied or unpacked then, not written.
    """
    seconds = {found.path: found.modified // _SECOND for found in files}
    times = Counter(seconds.values())
    return {
        path: dt.datetime.fromtimestamp(second, dt.UTC).isoformat()
        for path, second in seconds.items()
        if times[second] <= MOST_OF_ONE_SECOND
    }


def find_named(path: str) -> tuple[FoundFile, ...]:
    """Return the file of that name, or all below the folder of that name, sorted; their paths begin as it was given."""
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114  a name may hold any bytes
        above = make_printable(path).rstrip("/") + "/"
        return tuple(replace(found, path=above + found.path) for found in _walk(Path(path)))
    try:
        status = os.lstat(path)
    except OSError as trouble:
        return (FoundFile(make_printable(path), path, 0, 0, 0, f"cannot be read: {trouble.strerror}", unreadable=True),)
    return (FoundFile(make_printable(path), path, *_stamp(status), _explain_not_opened(status)),)


def read_whole(found: FoundFile) -> "bytes | Problem | None":
    """Return the bytes of a file, why it cannot be read, or ``None`` when it changed or went away meanwhile."""
    from digest.model import Problem  # noqa: PLC0415 - as above

    try:
        handle = os.open(found.location, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
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


def check_folder(folder: Path) -> None:
    """Raise DigestError when the folder has gone: then files are missing with their disk, and were not deleted."""
    try:
        os.scandir(folder).close()
    except OSError as trouble:
        raise DigestError(
            f"{folder}: the articles' folder went away during the run ({trouble.strerror}); nothing was"
            " recorded: run again when it is back"
        ) from trouble


def make_printable(name: str) -> str:
    r"""Return a file's name as it can be shown: what is not UTF-8 or a control character as ``\xNN`` or ``\uNNNN``.

    A backslash is doubled, so that no two names look alike and ``restore_name`` returns the name.
    """
    if name.isascii() and name.isprintable() and "\\" not in name:
        return name
    text = os.fsencode(name).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _escape(c) for c in text)


def restore_name(text: str) -> str:
    """Return the name that ``make_printable`` made this from."""
    return os.fsdecode(_ESCAPED.sub(_unescape, text.encode())) if "\\" in text else text


def _escape(character: str) -> str:
    # \x80 to \xff are bytes that are no letter; a letter of that number is another name.
    number = ord(character)
    return f"\\x{number:02x}" if number < 128 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _unescape(escaped: re.Match[bytes]) -> bytes:
    byte, letter = escaped[1], escaped[2] or escaped[3]
    if letter:
        return chr(int(letter, 16)).encode("utf-8", "surrogatepass")
    return bytes([int(byte, 16)]) if byte else b"\\"


def list_files(folder: Path, *, follow_links: bool, given: bool) -> Iterator[FoundFile]:
    """Return every file below the folder, as ``_walk`` does; ConfigurationError where the folder cannot be read."""
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


def hash_listing(files: Iterable[FoundFile]) -> str:
    """Return a hash of the files of a folder: their paths and what changes when they do."""
    lines = "\n".join(f"{one.path} {one.stamp}" for one in files)
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _walk(folder: Path, *, follow_links: bool = False) -> Iterator[FoundFile]:
    """Yield every file below the folder, sorted by path, and the folders that are not looked into."""
    found: list[FoundFile] = []
    waiting: list[tuple[str, str]] = [(os.fspath(folder), "")]
    entered: set[tuple[int, int]] = set()  # a linked folder may hold the one that holds the link
    while waiting:
        location, above = waiting.pop()
        try:
            status = os.stat(location)  # noqa: PTH116  a name may hold any bytes
            if (status.st_dev, status.st_ino) in entered:
                found.append(
                    FoundFile(above, location, 0, 0, status.st_ino, "a folder that is read in another place already")
                )
                continue
            entered.add((status.st_dev, status.st_ino))
            for one in _list_folder(location, above, follow_links=follow_links and not above):
                if isinstance(one, FoundFile):
                    found.append(one)
                else:
                    waiting.append(one)
        except FileNotFoundError:
            continue
        except OSError as trouble:
            said = f"this folder cannot be read: {trouble.strerror}"
            found.append(FoundFile(above, location, 0, 0, 0, said, unreadable=True))
    yield from sorted(found, key=lambda one: (one.path, one.location))


def _list_folder(location: str, above: str, *, follow_links: bool) -> Iterator[FoundFile | tuple[str, str]]:
    """Yield what lies in a folder: files, and of folders to enter their location and path."""
    with os.scandir(location) as listed:
        entries = list(listed)
    pages = find_pages(entry.name for entry in entries)
    for entry in entries:
        with contextlib.suppress(FileNotFoundError):  # it went away since it was listed
            yield _describe_entry(entry, above, pages, follow_links=follow_links)


def _describe_entry(
    entry: "os.DirEntry[str]", above: str, pages: frozenset[str], *, follow_links: bool
) -> FoundFile | tuple[str, str]:
    """Return a file, or the location and path of a folder to enter."""
    path, location = above + make_printable(entry.name), entry.path
    status = entry.stat(follow_symlinks=False)
    if follow_links and stat.S_ISLNK(status.st_mode):
        location = os.path.realpath(location)
        try:
            status = os.lstat(location)
        except OSError:
            return FoundFile(path, entry.path, *_stamp(status), "a link that leads nowhere")
    if stat.S_ISDIR(status.st_mode):
        reason = explain_not_entered(entry.name, pages)
        return FoundFile(path + "/", location, 0, 0, status.st_ino, reason) if reason else (location, path + "/")
    trouble = _explain_not_opened(status)
    if trouble is None and entry.name.startswith(".") and not is_temporary(path):
        trouble = "a hidden file"
    return FoundFile(path, location, *_stamp(status), trouble)


def _explain_not_opened(status: os.stat_result) -> str | None:
    """Return why a link, a pipe or the like is not opened."""
    if stat.S_ISLNK(status.st_mode):
        return "a link; links are not followed unless [seeds] follow_links = true, and then only directly in the folder"
    return None if stat.S_ISREG(status.st_mode) else "not a regular file"


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    # SQLite's integers have a sign; some file systems' inode numbers use all 64 bits.
    return (status.st_size, status.st_mtime_ns, status.st_ino & (2**63 - 1))


def _is_young(found: FoundFile, now: float) -> bool:
    return (
        found.trouble is None and 0 <= now - found.modified / _SECOND < SETTLE_SECONDS and not is_temporary(found.path)
    )


def _read_all(handle: int, size: int) -> bytes:
    """Read at most one byte more than ``size``, so that growth shows."""
    blocks: list[bytes] = []
    left = size + 1
    while left > 0 and (block := os.read(handle, min(left, 1 << 20))):
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks)


def read_note(path: Path) -> str | None:
    """Return the editor's note of a day; ``None`` where there is none, or an empty one."""
    from digest.intake.sanitize import clean, decode  # noqa: PLC0415 - as above

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
    location = os.path.join(folder, restore_name(path))  # noqa: PTH118  a name may hold any bytes
    try:
        if "/" not in path:  # perhaps a link, which was followed when the file was read
            location = os.path.realpath(location)
        status = os.lstat(location)
        data = None if _explain_not_opened(status) else read_whole(FoundFile(path, location, *_stamp(status)))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, bytes) else None
