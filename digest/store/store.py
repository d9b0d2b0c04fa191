"""The database of a desk, and the one transaction that a run writes.

``Store.record`` is the commit point of a run. What can be asked stands in ``reading``; how the file is opened, and
which tables it has, in ``database``.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from digest.codec import to_json
from digest.page_names import STATE
from digest.store import DATABASE
from digest.store.articles import ADD_ARTICLE, STOP_WAITING, Encoded, make_article_row, make_skipped_row
from digest.store.database import connect, explain_errors, migrate, open_or_empty
from digest.store.deliveries import Delivery, owe_deliveries, write_delivery
from digest.store.names import write_names
from digest.store.pages import await_publication, forget_empty_pages, forget_files, write_files
from digest.store.reading import StoreReader, write_instant
from digest.store.records import NewEdition, RunRecord
from digest.store.removals import note_removal, restore_day, write_removals
from digest.store.search import write_search
from digest.store.story_days import write_story_days


class Store(StoreReader):
    """The open database. Where there is none yet, it reads as empty and is made by the first ``record``."""

    def __init__(self, connection: sqlite3.Connection, to_make: Path | None) -> None:
        super().__init__(connection)
        self._to_make = to_make

    def is_new(self) -> bool:
        """Return whether nothing was ever recorded."""
        return self._to_make is not None

    def record(self, record: RunRecord, encoded: Encoded) -> None:
        """Write all of a run or nothing: its commit point. ``encoded`` gives the texts of its articles."""
        with self._transaction() as connection:
            for folder, path, stamp in record.opened:
                connection.execute("REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", (folder, path, *stamp))
                connection.execute(
                    "DELETE FROM articles WHERE folder = ? AND path = ? AND date IS NULL", (folder, path)
                )
                connection.execute("DELETE FROM skipped WHERE folder = ? AND path = ?", (folder, path))
            # One row at a time: a day has thousands.
            connection.executemany(ADD_ARTICLE, (make_article_row(stored, encoded) for stored in record.articles))
            for skipped in record.skipped:
                connection.execute(
                    "REPLACE INTO skipped VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", make_skipped_row(skipped)
                )
                connection.execute(STOP_WAITING, (skipped.folder, skipped.problem.path, skipped.problem.part))
            connection.executemany(
                "INSERT OR IGNORE INTO known VALUES (?, ?)", [(name, day.isoformat()) for name, day in record.known]
            )
            if record.slot:
                slot, at = record.slot
                connection.execute("REPLACE INTO slots VALUES (?, ?)", (write_instant(slot), write_instant(at)))
            if record.new:
                _write_edition(connection, record.new)
                write_search(connection, record.new)
                owe_deliveries(connection, record.new.edition, record.deliver)
                write_removals(connection, record.new.edition.date, record.removals)

    def replace_files(self, date: dt.date, files: Mapping[str, bytes]) -> None:
        """Replace the files of a day, which are then to be published again."""
        with self._transaction() as connection:
            forget_files(connection, date)
            write_files(connection, date, files)
            forget_empty_pages(connection)
            restore_day(connection, date)
            await_publication(connection, date)

    def add_files(self, date: dt.date, files: Mapping[str, bytes]) -> None:
        """Add files to those of a day, which are then to be published again."""
        with self._transaction() as connection:
            write_files(connection, date, files)
            await_publication(connection, date)

    def note_removal(self, date: dt.date, since: dt.date) -> None:
        """Note that the pages of a day are removed, as the output folder has it."""
        with self._transaction() as connection:
            note_removal(connection, date, since)

    def write_delivery(self, delivery: Delivery) -> None:
        """Write what became of a delivery."""
        with self._transaction() as connection:
            write_delivery(connection, delivery)

    def mark_published(self, date: dt.date, hashes: tuple[tuple[str, str], ...], orphans: tuple[str, ...] = ()) -> None:
        """Remember what now lies in the folder, without the ``orphans`` that were removed from it."""
        with self._transaction() as connection:
            connection.executemany("DELETE FROM published WHERE name = ?", [(name,) for name in orphans])
            connection.executemany("REPLACE INTO published VALUES (?, ?)", hashes)
            connection.execute("UPDATE editions SET status = 'published' WHERE date = ?", (date.isoformat(),))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._to_make is not None:
            self._connection.close()
            self._connection, self._to_make = connect(self._to_make, "rwc"), None
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrate(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_store(output: Path) -> AbstractContextManager[Store]:
    """Open the store of an output folder for a run; only under the lock."""
    return open_store_at(output / STATE / DATABASE)


@contextmanager
def open_store_at(path: Path) -> Iterator[Store]:
    """Open the store in a file, for writing."""
    with explain_errors(path, writing=True):
        connection, there = open_or_empty(path, "rw")
        store = Store(connection, None if there else path)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def open_unchecked(output: Path) -> Iterator[Store]:
    """Open the store of an output folder to read, also an empty one where the database was lost; no lock is needed."""
    path = output / STATE / DATABASE
    with explain_errors(path, writing=False):
        connection, there = open_or_empty(path, "ro")
        try:
            yield Store(connection, None if there else path)
        finally:
            connection.close()


def _write_edition(connection: sqlite3.Connection, new: NewEdition) -> None:
    edition, day = new.edition, new.edition.date.isoformat()
    connection.execute("UPDATE editions SET status = 'replaced' WHERE date = ?", (day,))
    connection.execute(
        "INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?)",  # no name keeps the JSON beside the pages that follow
        (day, edition.revision, write_instant(edition.made), "pending", to_json(edition), to_json(new.day)),
    )
    forget_files(connection, edition.date)
    write_files(connection, edition.date, new.files)
    restore_day(connection, edition.date)
    write_story_days(connection, edition)
    write_names(connection, edition)
    if edition.revision > 1:
        forget_empty_pages(connection)
