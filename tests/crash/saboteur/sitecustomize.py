"""Defects that are switched on from outside, to see whether the harness finds them: SABOTAGE names one.

Python imports this module at its start when its folder is on PYTHONPATH.
"""

import contextlib
import os
import stat
from pathlib import Path


def publish_before_commit() -> None:
    """The pages are out before the database knows that they were told."""
    from digest.publish import files
    from digest.store import store

    whole = store.Store.record

    def record(self, wanted, encoded):
        if wanted.new:
            files.publish(Path(os.environ["SABOTAGE_OUTPUT"]), dict(wanted.new.files), force=True)
        whole(self, wanted, encoded)

    store.Store.record = record


def no_lock() -> None:
    """Two runs at once."""
    from digest.pipeline import session

    assert session.hold_lock
    session.hold_lock = lambda *_, **__: contextlib.nullcontext()


def no_recovery() -> None:
    """What was committed and not published stays so."""
    from digest.pipeline import session

    assert session.recover
    session.recover = lambda *_: None


def recovery_without_end() -> None:
    """Every run recovers a page that is whole."""
    from digest.pipeline import session

    assert session.recover
    session.recover = lambda _store, output, _report: (output / "latest.md").touch()


def half_written() -> None:
    """Pages are written in place."""
    from digest.publish import files

    def write_all(folder, names, read):
        for name in names:
            data = read(name)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("wb", buffering=0) as handle:
                handle.write(data[: len(data) // 2])
                handle.write(data[len(data) // 2 :])

    files._write_all = write_all


def no_file_sync() -> None:
    """Pages are renamed into place before they are on the disk."""
    _sync_only(stat.S_ISDIR)


def no_folder_sync() -> None:
    """Nobody waits for the names."""
    _sync_only(stat.S_ISREG)


def _sync_only(kind) -> None:
    whole = os.fsync
    os.fsync = lambda handle: whole(handle) if kind(os.fstat(handle).st_mode) else None


def no_journal() -> None:
    """A transaction that is cut stays half."""
    from digest.store import database

    whole = database.connect

    def connect(path, mode):
        connection = whole(path, mode)
        connection.execute("PRAGMA journal_mode = OFF")
        return connection

    database.connect = connect


def two_transactions() -> None:
    """The articles are marked as told, then the edition is stored."""
    import dataclasses

    from digest.store import store

    whole = store.Store.record

    def record(self, wanted, encoded):
        if wanted.new:
            whole(self, dataclasses.replace(wanted, new=None), encoded)
        whole(self, wanted, encoded)

    store.Store.record = record


if os.environ.get("SABOTAGE"):
    globals()[os.environ["SABOTAGE"]]()
