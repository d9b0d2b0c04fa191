"""Write bytes to disk: a file that others can see is old or new, never half, and what a person edited stays.

The order that makes it so, after SQLite's own: write a temporary file in the same folder, fsync it, rename it,
fsync the folder. All temporary files are written before the first rename, so that a full disk changes nothing.
"""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from digest.disk import make_folder, sync_folder
from digest.errors import PublicationError
from digest.page_names import FOLDERS, STATE

TEMPORARY = ".digest-tmp"
"""How the names of our temporary files end; they begin with a full stop."""
HashOf = Callable[[str], str | None]
"""Say the hash of a file as we last published it, by name; ``None`` where we did not."""
_MANY = 50
"""Files from which on several are written at once, and so many lie in memory then."""
_AT_ONCE = 4
"""Files that are written at once; more did not help, fewer took longer."""


@dataclass(frozen=True, slots=True)
class Published:
    """The files that now lie in the folder: each name with that which it was written under, and the hash of its bytes.

    The two names differ where an edited file was in the way.
    """

    names: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]

    @property
    def beside(self) -> tuple[tuple[str, str], ...]:
        """Return the edited files that were left alone, each with the new file beside it."""
        return tuple((name, under) for name, under in self.names if name != under)


def know_none(_name: str) -> None:
    """Know of no file that we published it: each that is there was edited by hand."""


def hash_bytes(data: bytes) -> str:
    """Return the hash by which a published file is recognised as ours."""
    return sha256(data).hexdigest()


def publish(folder: Path, files: Mapping[str, bytes], *, hash_of: HashOf = know_none, force: bool = False) -> Published:
    """Write all files, names relative to ``folder``; PublicationError when one cannot be written.

    A file on disk that is neither what we published (``hash_of`` says its hash) nor already the new one was edited by
    hand: without ``force`` the new one is written beside it.
    """
    try:
        names: list[tuple[str, str]] = []
        hashes: list[tuple[str, str]] = []
        fresh: dict[str, str] = {}
        for name, data in files.items():  # a file at a time: a large day's do not fit into memory together
            under, is_there = _find_free_name(folder, name, data, hash_of, force=force)
            names.append((name, under))
            hashes.append((under, hash_bytes(data)))
            if not is_there:
                fresh[under] = name
        _write_all(folder, fresh, lambda under: files[fresh[under]])
    except OSError as trouble:
        place = trouble.filename or folder
        raise PublicationError(
            f"{place}: cannot be written: {trouble.strerror}; the edition is safe in the database, and the"
            " next run will publish it"
        ) from trouble
    return Published(tuple(names), tuple(hashes))


def remove(folder: Path, names: Iterable[str], *, hash_of: HashOf) -> None:
    """Take away published files that no edition has any more, unless they were edited by hand.

    When it ends they are gone for good: nobody would take away one that a power cut brings back.
    """
    places: dict[Path, None] = {}
    for name in names:
        data = _read_if_there(folder / name)
        if data is not None and hash_bytes(data) == hash_of(name):
            (folder / name).unlink(missing_ok=True)
            places[(folder / name).parent] = None
    for place in places:
        sync_folder(place)


def write_atomically(path: Path, data: bytes) -> None:
    """Write one file: it is old or new whatever happens; OSError when it cannot be written."""
    _write_all(path.parent, [path.name], lambda _: data)


def move_into_place(new: Path, path: Path) -> None:
    """Give a file that is whole and on the disk its name."""
    new.rename(path)
    sync_folder(path.parent)


def remove_temporary(folder: Path) -> None:
    """Take away what a run that died left behind; only under the lock, or it would be another run's."""
    for place in (folder, *(folder / name for name in (*FOLDERS, STATE))):
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name.endswith(TEMPORARY):
                    Path(entry.path).unlink(missing_ok=True)


def read_published_files(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Read the files that are there, by name."""
    found = ((name, _read_if_there(folder / name)) for name in names)
    return {name: data for name, data in found if data is not None}


def _find_free_name(folder: Path, name: str, data: bytes, hash_of: HashOf, *, force: bool) -> tuple[str, bool]:
    """Find a name for a file, and whether it is there already.

    That is its own, or without ``force`` ``NAME.new`` and so on where a file that is not ours is in the way.
    """
    stem, dot, ending = name.rpartition(".")
    for candidate in chain((name,), (f"{stem}.new{n or ''}{dot}{ending}" for n in range(1000))):
        there = _read_if_there(folder / candidate)
        if force or there is None or there == data or hash_bytes(there) == hash_of(candidate):
            return candidate, there == data
    raise FileExistsError(None, "a thousand edited copies are in the way", str(folder / name))


def _read_if_there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _write_all(folder: Path, names: Collection[str], read: Callable[[str], bytes]) -> None:
    folders = sorted({(folder / name).parent for name in names})
    for place in folders:
        make_folder(place)
    targets = [folder / name for name in names]
    try:
        _write_temporaries(targets, map(read, names))
        for target in targets:
            _name_temporary(target).rename(target)
    except BaseException:
        for target in targets:
            with suppress(OSError):
                _name_temporary(target).unlink(missing_ok=True)
        raise
    for place in folders:
        sync_folder(place)


def _write_temporaries(targets: Sequence[Path], data: Iterator[bytes]) -> None:
    """Write many at once: a file waits for the disk most of its time, and the disk takes several syncs in one go."""
    if len(targets) < _MANY:
        deque(map(_write_temporary, targets, data), maxlen=0)
        return
    with ThreadPoolExecutor(_AT_ONCE) as hands:
        for first in range(0, len(targets), _MANY):  # so many lie in memory at once
            some = targets[first : first + _MANY]
            deque(hands.map(_write_temporary, some, islice(data, len(some))), maxlen=0)


def _name_temporary(target: Path) -> Path:
    return target.with_name(f".{target.name}{TEMPORARY}")


def _write_temporary(target: Path, data: bytes) -> None:
    """Write the data to a temporary file beside the target, and on to the disk."""
    temporary = _name_temporary(target)
    # The kernel takes the umask off 0666; mkstemp would leave 0600, which a web server cannot read.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as trouble:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        # A failed write does not know the name of its file.
        raise OSError(trouble.errno, trouble.strerror, str(target)) from trouble
