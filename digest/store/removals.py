"""The table of removals: the days whose pages were removed, and those that were brought back."""

import datetime as dt
import sqlite3
from collections.abc import Iterable

from digest.store.pages import await_publication
from digest.store.reader import Reader
from digest.store.records import Removal


class RemovalReader(Reader):
    """The questions to the table of removals."""

    def list_removed(self) -> dict[dt.date, dt.date]:
        """Return the days whose pages are removed, oldest first, each with the day of the briefing that removed it."""
        return self._read_days("SELECT date, since FROM removals WHERE restored IS NULL ORDER BY date")

    def list_restored(self) -> dict[dt.date, dt.date]:
        """Return the days that were brought back, each with the newest briefing's day at that time."""
        return self._read_days("SELECT date, restored FROM removals WHERE restored IS NOT NULL ORDER BY date")

    def _read_days(self, sql: str) -> dict[dt.date, dt.date]:
        return {dt.date.fromisoformat(day): dt.date.fromisoformat(other) for day, other in self._fetch_all(sql)}


def write_removals(connection: sqlite3.Connection, since: dt.date, removals: Iterable[Removal]) -> None:
    """Remove days with the briefing of ``since``; what changes is published with it, or by the next run."""
    for removal in removals:
        for name, data in removal.pages.items():
            connection.execute("UPDATE files SET bytes = ? WHERE name = ?", (data, name))
        connection.executemany("DELETE FROM files WHERE name = ?", [(name,) for name in removal.gone])
        await_publication(connection, removal.date)
        note_removal(connection, removal.date, since)


def note_removal(connection: sqlite3.Connection, date: dt.date, since: dt.date) -> None:
    """Note that a day's pages are removed."""
    connection.execute("REPLACE INTO removals VALUES (?, ?, NULL)", (date.isoformat(), since.isoformat()))


def restore_day(connection: sqlite3.Connection, date: dt.date) -> None:
    """Note that a day has its pages again: it counts as old as the newest briefing of today."""
    connection.execute(
        "UPDATE removals SET restored = (SELECT max(date) FROM editions) WHERE date = ?", (date.isoformat(),)
    )
