"""Know that nothing is new without the settings and the database: all is as a run left it that had nothing left to do.

Such a run notes the text of its settings, the files of the articles' folder, the state of the database, and until when
no slot is due. While all of that is so, the next run would find nothing new, and most of its time would go into
imports (docs/performance.md). Whatever differs, a run looks for itself.
"""

import datetime as dt
import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest import __version__
from digest.errors import ConfigurationError
from digest.intake.folder import FoundFile, list_files
from digest.page_names import OUTPUT, STATE
from digest.store import CACHE, DATABASE, FAILURE
from digest.store.lock import hold_lock

if TYPE_CHECKING:
    from digest.pipeline.inbox import ScanResult
    from digest.pipeline.session import Session

_NOTE = "unchanged.json"
_HEADER = 100
"""Bytes at the start of an SQLite file, which count its commits."""


def find_unchanged(file: Path, *, wait: float, read_clock: Callable[[ZoneInfo], dt.datetime]) -> str | None:
    """Return what a run with the settings of a file would say that finds nothing new; ``None`` where it has to look.

    ``read_clock`` gives the moment in a zone. BusyError where another run is still at work after ``wait`` seconds.
    """
    try:
        text, root = file.read_text(encoding="utf-8-sig"), file.resolve().parent
        state = root / Path(tomllib.loads(text).get("output", {}).get("folder", OUTPUT)).expanduser() / STATE
        noted = json.loads((state / _NOTE).read_bytes())
        settings = noted["settings"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None  # nothing is noted that we could read, or the settings are wrong, of which the run tells
    if settings != _hash(hashlib.sha256(text.encode()).hexdigest(), str(root)):
        return None
    with hold_lock(state, wait=wait):
        now = read_clock(ZoneInfo(noted["zone"]))
        due = not dt.datetime.fromisoformat(noted["since"]) <= now < dt.datetime.fromisoformat(noted["until"])
        odd = (state / CACHE, state / FAILURE, state / f"{DATABASE}-journal", root / "notes" / f"{now.date()}.md")
        if due or any(path.exists() for path in odd):
            return None
        try:
            files = list_files(Path(noted["inbox"]), follow_links=noted["links"], given=False)
            same = noted["seen"] == _hash(hash_listing(files), *_describe_database(state))
        except (OSError, ConfigurationError):
            return None
        return str(noted["said"]) if same else None


def note_unchanged(session: "Session", scan: "ScanResult", now: dt.datetime, said: str) -> None:
    """Note that a run left nothing to do, and what the next one would say.

    Where a file waits, a delivery is owed, the day has an editor's note or a theme a lexicon of the reader's, more may
    change: nothing is noted.
    """
    from digest import slots  # noqa: PLC0415 - only a run that has made something gets here
    from digest.publish.files import write_atomically  # noqa: PLC0415

    settings, state = session.workspace.settings, session.workspace.state
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    until = slots.find_next(settings.schedule, now, zone)
    more = scan.note or session.workspace.key or any(theme.lexicon for theme in settings.theme)
    if not (scan.listing and settings.text_hash and until) or more or session.store.list_deliveries("owed", "tried"):
        return
    noted = {
        "settings": _hash(settings.text_hash, str(settings.root)),
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


def hash_listing(files: Iterable[FoundFile]) -> str:
    """Return a hash of the files of a folder: their paths and what changes when they do."""
    return _hash(*(f"{one.path} {one.stamp}" for one in files))


def _hash(*parts: str) -> str:
    """Return a hash of texts, for this version of digest and the zone of this machine."""
    machine = (__version__, os.environ.get("TZ", ""), os.path.realpath("/etc/localtime"))
    return hashlib.sha256("\n".join((*machine, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _describe_database(state: Path) -> tuple[str, str]:
    """Return what any commit changes."""
    with (state / DATABASE).open("rb") as file:
        status = os.fstat(file.fileno())
        return file.read(_HEADER).hex(), f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"
