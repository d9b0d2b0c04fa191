"""Know without opening the database that nothing is new: all is as a run left it that had nothing left to do.

Such a run notes the text of its settings, the files of the articles' folder, the state of the database, and until when
no slot is due. While all of that is so, the next run would find nothing new, and most of its time would go into
imports (docs/performance.md). Whatever differs, a run looks for itself.
"""

import datetime as dt
import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest import __version__
from digest.errors import DigestError
from digest.intake.folder import hash_listing, list_files
from digest.page_names import OUTPUT, STATE
from digest.store import CACHE, DATABASE, FAILURE
from digest.store.lock import hold_lock

if TYPE_CHECKING:
    from digest.pipeline.inbox import ScanResult
    from digest.pipeline.session import Session

_NOTE = "unchanged.json"
_ZONE_FILES = (Path("/etc/localtime"), Path("/etc/timezone"))
"""What names the machine's zone where TZ does not."""
_HEADER = 100
"""Bytes at the start of an SQLite file, which count its commits."""


def find_unchanged(file: Path, *, read_clock: Callable[[ZoneInfo], dt.datetime]) -> str | None:
    """Return what a run with the settings of a file would say that finds nothing new; ``None`` where it has to look.

    ``read_clock`` gives the moment in a zone. A run has to look, too, where another one is at work, for which it may
    wait, and where anything cannot be read or is wrong, of which it tells.
    """
    try:
        return _compare(file, read_clock)
    except (DigestError, OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError):
        return None


def _compare(file: Path, read_clock: Callable[[ZoneInfo], dt.datetime]) -> str | None:
    """Return what was noted to say, where all is as it was noted."""
    if not file.is_file():
        return None  # a pipe can be read once only
    text, root = file.read_text(encoding="utf-8-sig"), file.resolve().parent
    state = root / Path(tomllib.loads(text).get("output", {}).get("folder", OUTPUT)).expanduser() / STATE
    noted = json.loads((state / _NOTE).read_bytes())
    if noted["settings"] != _hash(*_describe_machine(), hashlib.sha256(text.encode()).hexdigest(), str(root)):
        return None
    with hold_lock(state):
        now = read_clock(ZoneInfo(noted["zone"]))
        due = not dt.datetime.fromisoformat(noted["since"]) <= now < dt.datetime.fromisoformat(noted["until"])
        odd = [state / name for name in (CACHE, FAILURE, f"{DATABASE}-journal", f"{DATABASE}-wal")]
        if due or not all(map(_is_missing, [*odd, root / "notes" / f"{now.date()}.md"])):
            return None
        files = list_files(Path(noted["inbox"]), follow_links=noted["links"], given=False)
        same = noted["seen"] == _hash(hash_listing(files), *_describe_database(state))
        return str(noted["said"]) if same else None


def note_unchanged(session: "Session", scan: "ScanResult", now: dt.datetime, said: str) -> None:
    """Note that a run left nothing to do, and what the next one would say.

    Where a file waits or went away before it was read, a delivery is owed, the day has an editor's note or a theme a
    lexicon of the reader's, more may change: nothing is noted.
    """
    from digest import slots  # noqa: PLC0415 - only a run that has made something gets here
    from digest.publish.files import write_atomically  # noqa: PLC0415

    settings, state = session.workspace.settings, session.workspace.state
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    until = slots.find_next(settings.schedule, now, zone)
    read = session.store.find_stamps(session.workspace.key, [found.path for found in scan.new])
    unread = any(read.get(found.path) != found.stamp for found in scan.new)
    more = scan.note or any(theme.lexicon for theme in settings.theme) or session.store.list_deliveries("owed", "tried")
    if unread or more or not (scan.listing and settings.text_hash and until):
        return
    noted = {
        "settings": _hash(*_describe_machine(), settings.text_hash, str(settings.root)),
        "zone": zone.key,
        "since": now.isoformat(),
        "until": until.isoformat(),
        "inbox": str(session.workspace.inbox),
        "links": session.workspace.follow_links,
        "seen": _hash(scan.listing, *_describe_database(state)),
        "said": said,
    }
    with suppress(OSError):  # the next run looks for itself
        write_atomically(state / _NOTE, json.dumps(noted).encode())


def _hash(*parts: str) -> str:
    """Return a hash of texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _describe_machine() -> Iterator[str]:
    """Yield what else the settings are read by: this version of digest, ``~`` and the zone of this machine."""
    yield from (__version__, os.path.expanduser("~"), os.environ.get("TZ", ""))  # noqa: PTH111 - Path raises
    for path in _ZONE_FILES:
        yield os.path.realpath(path)
        with suppress(OSError):
            yield path.read_bytes().hex()


def _is_missing(path: Path) -> bool:
    """Return whether nothing lies there, not even a link; OSError where that cannot be told."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.lstat()
        return False
    return True


def _describe_database(state: Path) -> tuple[str, str]:
    """Return what any commit changes."""
    with (state / DATABASE).open("rb") as file:
        status = os.fstat(file.fileno())
        return file.read(_HEADER).hex(), f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"
