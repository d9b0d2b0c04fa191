"""The table of published files: what lies in the output folder as we wrote it, and what of that nothing needs."""

import datetime as dt
import sqlite3

from digest.page_names import FOLDERS


def read_hash(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the hash of a file as it was last published; ``None`` where it was not."""
    row = connection.execute("SELECT hash FROM published WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def find_orphans(connection: sqlite3.Connection, date: dt.date) -> tuple[str, ...]:
    """Return the published pages that no edition has any more since a day was published anew.

    A longer copy took the place of the article, or a later revision tells another story. A day that is published for
    the first time leaves none: then no name is looked at, of which a desk of years has 200,000.
    """
    day = date.isoformat()
    before = connection.execute("SELECT 1 FROM published WHERE name > ? || '.' AND name < ? || '/'", (day, day))
    if before.fetchone() is None:
        return ()
    rows = connection.execute(
        f"SELECT name FROM published AS old WHERE ({' OR '.join(['name LIKE ?'] * len(FOLDERS))})"  # noqa: S608
        " AND name NOT IN (SELECT name FROM files)"
        # Up to the first full stop: the new page beside an edited one belongs to the same article.
        " AND NOT EXISTS (SELECT 1 FROM files WHERE files.name > substr(old.name, 1, instr(old.name, '.'))"
        " AND files.name < substr(old.name, 1, instr(old.name, '.')) || '~') ORDER BY 1",
        [f"{folder}%" for folder in FOLDERS],
    )
    return tuple(str(name) for (name,) in rows)
