"""Open a workspace: under its lock, with database and cache, after what an earlier run left undone was done."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from digest.errors import DigestError, StateError
from digest.model import AnalysedArticle, Source
from digest.page_names import STATE
from digest.pipeline.publish import Report, find_editions, publish_day
from digest.pipeline.workspace import Workspace, check_clock
from digest.publish import files
from digest.store import FAILURE
from digest.store.cache import Cache, open_cache, open_unnamed_cache
from digest.store.loader import Loader
from digest.store.lock import hold_lock
from digest.store.store import Store, open_store, open_unchecked

Progress = Callable[[str, int, int], None]
"""Called with what is being done, of how many (0 when nobody knows), and how many are done."""
LoadSource = Callable[[Source], AnalysedArticle]
"""Load the article of a source, with its analysis."""


def show_nothing(_what: str, _total: int, _done: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open workspace: what is stored, what this run has read, and how articles are loaded from both.

    ``progress`` is told of whatever may take longer than a moment.
    """

    workspace: Workspace
    store: Store
    cache: Cache
    load: Loader
    progress: Progress = show_nothing


@contextmanager
def open_session(
    workspace: Workspace,
    *,
    wait: float,
    report: Report,
    now: dt.datetime | None = None,
    progress: Progress = show_nothing,
) -> Iterator[Session]:
    """Open a workspace under its lock. ``now`` is the clock of a run: why it fails is noted for ``status``.

    DigestError when the clock or a folder is not fit to work with, BusyError when another run is still at work after
    ``wait`` seconds.
    """
    if now:
        check_clock(now)
    with (
        hold_lock(workspace.state, wait=wait),
        _note_failure(workspace.output, now) if now else nullcontext(),
        open_store(workspace.output) as store,
    ):
        refuse_lost_state(store, workspace.output)
        recover(store, workspace.output, report)
        with open_cache(workspace.state) as cache:
            yield Session(workspace, store, cache, Loader(store, cache, workspace.database), progress)


@contextmanager
def open_dry_session(workspace: Workspace, *, now: dt.datetime, progress: Progress = show_nothing) -> Iterator[Session]:
    """Open a workspace to see what a run would make; nothing is written, and no lock is needed."""
    check_clock(now)
    with open_for_reading(workspace.output) as store, open_unnamed_cache() as cache:
        yield Session(workspace, store, cache, Loader(store, cache, workspace.database), progress)


@contextmanager
def open_for_reading(output: Path) -> Iterator[Store]:
    """Open the store of an output folder to read; StateError when it was lost, for a lost one looks like a new one."""
    with open_unchecked(output) as store:
        refuse_lost_state(store, output)
        yield store


def recover(store: Store, output: Path, report: Report) -> None:
    """Publish every edition that was committed and perhaps not published; remove our temporary files."""
    files.remove_temporary(output)
    for date in store.list_pending():
        publish_day(store, output, date, report)
        what = "Removed the pages" if date in store.list_removed() else "Published the briefing"
        report(f"{what} of {date} again: the run that did so did not end.")


def refuse_lost_state(store: Store, output: Path) -> None:
    """Raise StateError when the output folder has editions that the database does not know: it was lost."""
    if store.is_new() and find_editions(output):
        raise StateError(
            f"{output / STATE}: the database is gone, but {output} holds briefings, and a run would publish their"
            " articles again: run `digest repair`, which makes the database anew from them"
        )


@contextmanager
def _note_failure(output: Path, now: dt.datetime) -> Iterator[None]:
    """Note for ``status`` what a run failed of; forget it when a run ends well.

    In a file of its own: the database may be what failed.
    """
    path = output / STATE / FAILURE
    try:
        yield
    except Exception as error:
        message = str(error) if isinstance(error, DigestError) else repr(error)
        with suppress(OSError):
            files.write_atomically(path, json.dumps({"at": now.isoformat(), "message": message}).encode())
        raise
    with suppress(OSError):
        path.unlink()


def find_last_failure(output: Path) -> tuple[dt.datetime, str] | None:
    """Return when the last run failed and of what; ``None`` when it ended well."""
    try:
        noted = json.loads((output / STATE / FAILURE).read_bytes())
        return dt.datetime.fromisoformat(noted["at"]), str(noted["message"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
