"""Put committed files into the output folder."""

import datetime as dt
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from digest.errors import PublicationError
from digest.page_names import STATE
from digest.publish import files
from digest.store.store import Store

Report = Callable[[str], None]
_EDITION = re.compile(r"\d{4}-\d\d-\d\d\.json")


def publish_day(store: Store, output: Path, date: dt.date, report: Report, *, force: bool = False) -> tuple[Path, ...]:
    """Write a day's committed files into the folder; return the paths of those that a reader opens.

    PublicationError when that fails: the edition stays pending, and the next run publishes it.
    """
    safe = f"the edition of {date} is safe in the database, and the next run makes sure that it is published"
    try:
        published = files.publish(output, store.read_files(date), hash_of=store.find_published_hash, force=force)
        orphans = store.find_orphans(date)
        files.remove(output, orphans, hash_of=store.find_published_hash)
        store.mark_published(date, published.hashes, orphans)
    except sqlite3.OperationalError as error:
        raise PublicationError(f"{output / STATE}: the database cannot be used: {error}; {safe}") from error
    except OSError as error:
        raise PublicationError(f"{error.filename or output}: cannot be removed: {error.strerror}; {safe}") from error
    for name, under in published.beside:
        report(f"{output / name}: was edited by hand and stays; the new one is {output / under} (--force overwrites)")
    return tuple(output / under for name, under in published.names if "/" not in name)


def publish_removals(
    store: Store, output: Path, removed: tuple[dt.date, ...], keep_days: int | None, report: Report
) -> None:
    """Put the pages in place that say that days are removed, and say which; PublicationError as for a day."""
    for date in store.list_pending():
        publish_day(store, output, date, report)
    if removed:
        days = f"{removed[0]}" if len(removed) == 1 else f"{len(removed)} days, {removed[0]} to {removed[-1]}"
        report(f"Removed pages older than {keep_days} days: of {days}; `digest rebuild DATE` brings a day back.")


def find_editions(output: Path) -> tuple[Path, ...]:
    """Return the editions' JSON files in an output folder, oldest first."""
    try:
        return tuple(sorted(path for path in output.iterdir() if _EDITION.fullmatch(path.name)))
    except (FileNotFoundError, NotADirectoryError):
        return ()
