"""What follows a run that did not end well: publish what was committed, clear away, remember what went wrong."""

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import DigestError, PublicationError, StateError
from digest.publish import files
from digest.state.database import STATE
from digest.state.store import Store, opened_for_reading

Report = Callable[[str], None]
_FAILURE = "failure.json"
_EDITION = re.compile(r"\d{4}-\d\d-\d\d\.json")


def recover(kept: Store, output: Path, report: Report) -> None:
    """Publish every edition that was committed and perhaps not published; remove our temporary files."""
    files.remove_temporary(output)
    for date in kept.pending():
        publish_day(kept, output, date, report)
        report(f"Published the briefing of {date} again: the run that made it did not end.")


def publish_day(kept: Store, output: Path, date: dt.date, report: Report, *, force: bool = False) -> tuple[Path, ...]:
    """Put a day's committed files into the folder; the paths of those that a reader opens.

    PublicationError when that fails; the edition stays pending and the next run publishes it.
    """
    safe = f"the edition of {date} is safe in the database, and the next run makes sure that it is published"
    try:
        ours = kept.published()
        published = files.publish(output, kept.files(date), ours=ours, force=force)
        files.remove(output, kept.orphans(), ours=ours)
        kept.mark_published(date, published.hashes)
    except sqlite3.OperationalError as trouble:
        raise PublicationError(f"{output / STATE}: the database cannot be used: {trouble}; {safe}") from trouble
    except OSError as trouble:
        raise PublicationError(
            f"{trouble.filename or output}: cannot be taken away: {trouble.strerror}; {safe}"
        ) from trouble
    for name, under in published.beside:
        report(f"{output / name}: was edited by hand and stays; the new one is {output / under} (--force overwrites)")
    return tuple(output / under for name, under in published.names if "/" not in name)


def refuse_lost_state(kept: Store, output: Path) -> None:
    """StateError when the output folder has editions that the database has never heard of: it was lost."""
    if kept.is_new() and editions_in(output):
        raise StateError(
            f"{output / STATE}: the database is gone, but {output} holds briefings, and a run would tell their"
            " articles again: run `digest repair`, which makes the database anew from them"
        )


@contextmanager
def to_read(output: Path) -> Iterator[Store]:
    """The store, for reading; StateError as ``refuse_lost_state``, for an empty one would say that all is well."""
    with opened_for_reading(output) as kept:
        refuse_lost_state(kept, output)
        yield kept


def editions_in(output: Path) -> tuple[Path, ...]:
    """The editions' JSON files, oldest first."""
    try:
        return tuple(sorted(path for path in output.iterdir() if _EDITION.fullmatch(path.name)))
    except (FileNotFoundError, NotADirectoryError):
        return ()


@contextmanager
def failures_noted(output: Path, now: dt.datetime) -> Iterator[None]:
    """Remember for ``status`` what a run failed of; a run that ends well forgets it.

    In a file of its own: the trouble may be the database.
    """
    path = output / STATE / _FAILURE
    try:
        yield
    except Exception as trouble:
        said = str(trouble) if isinstance(trouble, DigestError) else repr(trouble)
        with suppress(OSError):
            files.write_atomically(path, json.dumps({"at": now.isoformat(), "message": said}).encode())
        raise
    with suppress(OSError):
        path.unlink()


def last_failure(output: Path) -> tuple[dt.datetime, str] | None:
    """When the last run failed and of what; ``None`` when it ended well."""
    try:
        noted = json.loads((output / STATE / _FAILURE).read_bytes())
        return dt.datetime.fromisoformat(noted["at"]), str(noted["message"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
