"""What the disk may hold after a power cut, from the system calls of a run.

The file system promises little: what was written is there after ``fsync`` of its file, what was made, renamed or
unlinked after ``fsync`` of its folder. Until then the kernel writes it in any order, in blocks of 4 KB, or not at all.
An *event* is a piece of a call that may be lost by itself; an *image* is what lies on the disk when some are. What
goes through shared memory (SQLite's ``-shm`` file) is no call: it is always lost.
"""

import hashlib
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

BLOCK = 4096
"""What a disk writes whole."""
OUTSIDE = "delivered"
"""What a delivery's program did cannot be undone by our power cut: it may be another machine's."""
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (\d+)", re.DOTALL)
_NAME = re.compile(r'(?:AT_FDCWD<((?:\\x..)*)>, )?"((?:\\x..)*)"')
_HANDLE = re.compile(r"^\d+<((?:\\x..)*)()>(?!\(deleted\))")
_DATA = re.compile(r'"((?:\\x..)*)"')

FOLDER = -1
"""Stands for a file's number where an entry is a folder. Folders are never renamed here."""
Owner = int | str
Tree = dict[str, bytes | None]
"""Contents by path; ``None`` is a folder."""


@dataclass(frozen=True)
class Event:
    """Something that is lost unless its owner is synced after it: the number of a file, or the path of a folder."""

    owner: Owner
    entries: tuple[tuple[str, int | None], ...] = ()
    """Names that now mean a file, or nothing; together or not at all."""
    start: int = 0
    data: bytes | None = None
    size: int | None = None
    """The file is cut, or made longer, to this."""
    syncs: bool = False


@dataclass(frozen=True)
class Recording:
    """What a run did below a folder, and what lay there before it."""

    before: Tree
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Cut:
    """Where the power fails, before which event, and which of the pending ones reached the disk by then."""

    place: int
    way: str
    name: int | None = None


def read_tree(root: Path, tops: tuple[str, ...]) -> Tree:
    """What lies below some names in a folder."""
    paths = [path for top in tops for path in ((root / top), *sorted((root / top).rglob("*"))) if path.exists()]
    return {str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in paths}


def write_tree(root: Path, tops: tuple[str, ...], tree: Tree) -> None:
    """Put an image in the place of what lies there."""
    for top in tops:
        shutil.rmtree(root / top, ignore_errors=True)
        (root / top).unlink(missing_ok=True)
    for name, data in sorted(tree.items()):
        if data is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(data)


def record(lines: list[str], root: Path, before: Tree) -> Recording:
    """Read what strace printed with all bytes (``-xx``)."""
    recorder = _Recorder(str(root), before)
    for line in lines:
        if match := _CALL.match(line):
            recorder.add(match[1], match[2], int(match[3]))
    return Recording(before, tuple(recorder.events))


class _Recorder:
    """Follows which file each name means."""

    def __init__(self, root: str, before: Tree) -> None:
        self.root = root
        self.files = _number(before)
        self.lengths = {self.files[name]: len(data) for name, data in before.items() if data is not None}
        self.ends = dict.fromkeys(self.lengths, 0)
        self.events: list[Event] = []

    def add(self, call: str, arguments: str, result: int) -> None:
        """Add the events of a call that succeeded."""
        by_name = call.startswith(("open", "rename", "unlink", "mkdir"))
        said = (_NAME if by_name else _HANDLE).finditer(arguments)
        whole = [Path(_unquote(match[1] or ""), _unquote(match[2] or "")) for match in said]
        paths = [str(path.relative_to(self.root)) for path in whole if path.is_relative_to(self.root)]
        if not paths:
            return
        name = paths[0]
        if call == "openat" and "O_CREAT" in arguments:
            self._open(name, arguments)
        elif call in {"write", "pwrite64"}:
            start = int(arguments.rpartition(", ")[2]) if call == "pwrite64" else self.ends[self.files[name]]
            data = _DATA.search(arguments)
            self._write(name, start, _decode(data[1] if data else "")[:result])
        elif call == "ftruncate":
            self._cut(name, int(arguments.rpartition(", ")[2]))
        elif call.startswith("rename"):
            number = self.files.pop(paths[0])
            self.files[paths[1]] = number
            self._enter((paths[0], None), (paths[1], number))
        elif call.startswith("unlink"):
            del self.files[name]
            self._enter((name, None))
        elif call.startswith("mkdir"):
            self.files[name] = FOLDER
            self._enter((name, FOLDER))
        elif call in {"fsync", "fdatasync"}:
            self.events.append(Event(self._owner(name), syncs=True))
        elif call == "fallocate":
            raise NotImplementedError(arguments)

    def _owner(self, name: str) -> Owner:
        return name if self.files.get(name, FOLDER) == FOLDER else self.files[name]

    def _open(self, name: str, arguments: str) -> None:
        if name not in self.files:
            number = len(self.lengths)
            self.files[name], self.lengths[number] = number, 0
            self._enter((name, number))
        number = self.files[name]
        if "O_TRUNC" in arguments and self.lengths[number]:
            self._cut(name, 0)
        self.ends[number] = self.lengths[number] if "O_APPEND" in arguments else 0

    def _enter(self, *entries: tuple[str, int | None]) -> None:
        self.events.append(Event(str(Path(entries[-1][0]).parent), entries))

    def _write(self, name: str, start: int, data: bytes) -> None:
        number = self.files[name]
        at = start
        while at < start + len(data):
            end = min(start + len(data), (at // BLOCK + 1) * BLOCK)
            self.events.append(Event(number, start=at, data=data[at - start : end - start]))
            at = end
        self.ends[number] = at
        self.lengths[number] = max(self.lengths[number], at)

    def _cut(self, name: str, size: int) -> None:
        self.lengths[self.files[name]] = size
        self.events.append(Event(self.files[name], size=size))


def _number(before: Tree) -> dict[str, int]:
    """Number the files that were there."""
    files = [name for name, data in before.items() if data is not None]
    return dict.fromkeys(before, FOLDER) | {name: number for number, name in enumerate(files)}


def _decode(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _unquote(text: str) -> str:
    return _decode(text).decode("utf-8", "surrogateescape")


def build_image(recording: Recording, events: list[Event]) -> Tree:
    """What lies on the disk when just these events reached it, in their order."""
    names: dict[str, int | None] = dict(_number(recording.before))
    contents = {names[name]: bytearray(data) for name, data in recording.before.items() if data is not None}
    for event in events:
        names.update(event.entries)
        if isinstance(event.owner, str):
            continue
        held = contents.setdefault(event.owner, bytearray())
        length = event.size if event.size is not None else event.start + len(event.data or b"")
        if len(held) < length:
            held.extend(bytes(length - len(held)))
        if event.size is not None:
            del held[event.size :]
        elif event.data is not None:
            held[event.start : event.start + len(event.data)] = event.data
    there = {name: number for name, number in names.items() if number is not None}
    tree: Tree = {}
    for name, number in sorted(there.items()):
        above = str(Path(name).parent)
        if above == "." or above in tree:
            tree[name] = None if number == FOLDER else bytes(contents.get(number, b""))
    return tree


def pending(recording: Recording, cut: int) -> set[int]:
    """The events before a cut that may be lost: their owner was not synced since."""
    loose: set[int] = set()
    owners: dict[Owner, set[int]] = {}
    files = _number(recording.before)
    outside = {files[OUTSIDE]} if OUTSIDE in files else set()
    for place, event in enumerate(recording.events[:cut]):
        if event.syncs:
            loose -= owners.pop(event.owner, set())
            continue
        outside |= {number for name, number in event.entries if name == OUTSIDE and number is not None}
        if event.owner in outside or any(name == OUTSIDE for name, _ in event.entries):
            continue
        loose.add(place)
        owners.setdefault(event.owner, set()).add(place)
    return loose


def choose_events(recording: Recording, cut: Cut, dice: random.Random) -> list[Event]:
    """The events that reached the disk when the power fails at a cut."""
    loose = pending(recording, cut.place)
    events = recording.events
    kept = {
        "nothing": lambda _: False,
        "all": lambda _: True,
        "names": lambda place: bool(events[place].entries),
        "data": lambda place: not events[place].entries,
        "zeros": lambda _: True,
        "some": lambda _: dice.random() < 0.5,
        "most": lambda _: dice.random() < 0.9,
        "few": lambda _: dice.random() < 0.1,
        "all but one name": lambda place: place != cut.name,
        "one name": lambda place: place == cut.name or not events[place].entries,
    }[cut.way]
    chosen = [(place, event) for place, event in enumerate(events[: cut.place]) if place not in loose or kept(place)]
    if cut.way != "zeros":
        return [event for _, event in chosen]
    # The file has its length already, and its blocks are still to come.
    return [
        replace(event, data=bytes(len(event.data))) if place in loose and event.data is not None else event
        for place, event in chosen
    ]


WAYS = ("nothing", "names", "zeros", "data", "some", "most", "few", "all")


def list_cuts(recording: Recording, dice: random.Random) -> Iterator[Cut]:
    """Yield cuts without end: every way to lose what is pending after the last call; then by turns one name that a
    sync of its folder comes too late for, and any cut, of each owner the same share.
    """
    last = len(recording.events)
    yield from (Cut(last, way) for way in WAYS)
    owners: dict[Owner, list[int]] = {}
    names: list[Cut] = []
    for place, event in enumerate(recording.events):
        owners.setdefault(event.owner, []).append(place)
        if event.syncs and isinstance(event.owner, str):
            late = [name for name in sorted(pending(recording, place)) if recording.events[name].entries]
            names += [Cut(place, way, name) for name in late for way in ("all but one name", "one name")]
    dice.shuffle(names)
    while True:
        if names:
            yield names.pop()
        yield Cut(dice.choice(owners[dice.choice(list(owners))]), dice.choice(WAYS[:-1]))


def images(recording: Recording, most: int, seed: str) -> Iterator[tuple[Cut, Tree]]:
    """Yield so many different images, each with its cut; fewer where there are no more."""
    dice = random.Random(seed)
    known: set[bytes] = set()
    for cut in islice(list_cuts(recording, dice), 20 * most):
        tree = build_image(recording, choose_events(recording, cut, dice))
        digest = hash_tree(tree)
        if digest not in known:
            known.add(digest)
            yield cut, tree
        if len(known) == most:
            return


def hash_tree(tree: Tree) -> bytes:
    """What tells an image from another."""
    parts = ((name.encode("utf-8", "surrogateescape"), data or b"") for name, data in sorted(tree.items()))
    return hashlib.sha256(
        b"".join(b"%d %s %d %s" % (len(name), name, len(data), data) for name, data in parts)
    ).digest()
