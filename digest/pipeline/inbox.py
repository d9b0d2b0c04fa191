"""Find what is new: the files of the articles' folder that are new or changed, and the editor's note of the day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from digest.intake import folder as seeds
from digest.model import Edition
from digest.pipeline.workspace import Workspace
from digest.store.store import Store
from digest.text.numerals import write_count


@dataclass(frozen=True, slots=True)
class ScanResult:
    """New and changed input files, all that are there by name, and the editor's note of the day.

    ``listing`` is the hash of a folder of which all may be read; empty where it holds nothing, or files that wait.
    """

    new: tuple[seeds.FoundFile, ...]
    there: frozenset[str]
    note: str | None
    listing: str = ""


def scan_inbox(workspace: Workspace, store: Store, date: dt.date, report: Callable[[str], None]) -> ScanResult:
    """Find the new and changed files; report what waits, and an empty folder."""
    scan = seeds.scan(workspace.inbox, follow_links=workspace.follow_links, given=bool(workspace.key))
    seen = store.find_stamps(workspace.key, [found.path for found in scan.files])
    for waiting in scan.waiting:
        report(f"{waiting.path}: {waiting.reason}")
    if not scan.files and (before := store.count_seen(workspace.key)):
        report(f"{workspace.inbox}: is empty, and had {write_count(before, 'file')}; is its disk mounted?")
    elif not scan.files and not scan.waiting:
        report(f"{workspace.inbox}: holds no file yet; put articles into it")
    new = tuple(found for found in scan.files if seen.get(found.path) != found.stamp)
    there = frozenset([*(found.path for found in scan.files), *(one.path for one in scan.waiting)])
    listing = seeds.hash_listing(scan.files) if scan.files and not scan.waiting else ""
    return ScanResult(new, there, read_note_of_day(workspace, date), listing)


def read_note_of_day(workspace: Workspace, date: dt.date) -> str | None:
    """Read the editor's note of a day, if there is one."""
    return seeds.read_note(workspace.settings.root / "notes" / f"{date}.md")


def has_new_note(note: str | None, today: Edition | None) -> bool:
    """Return whether the editor's note says something that today's page does not."""
    return note != today.note if today else note is not None
