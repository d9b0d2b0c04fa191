"""The table of published files: what lies in the output folder as we wrote it, and what of that nothing needs."""

import datetime as dt
import re
import sqlite3

from digest.page_names import FOLDERS

_BESIDE = re.compile(r"\.new\d*(?=\.[a-z]+$)")
"""What the name of a new file beside an edited one has before its ending."""


def read_hash(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the hash of a file as it was last published; ``None`` where it was not."""
    row = connection.execute("SELECT hash FROM published WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def find_orphans(connection: sqlite3.Connection, date: dt.date) -> tuple[str, ...]:
    """Return the published pages that no edition has any more since a day was published anew.

    A longer copy took the place of the article, a later revision tells another story, or the day is removed. A day that
    is published for the first time leaves none: then no name is looked at, of which a desk of years has 200,000.
    """
    day = date.isoformat()
    before = connection.execute("SELECT 1 FROM published WHERE name > ? || '.' AND name < ? || '/'", (day, day))
    if before.fetchone() is None:
        return ()
    rows = connection.execute(
        f"SELECT name FROM published WHERE ({' OR '.join(['name LIKE ?'] * (len(FOLDERS) + 1))})"  # noqa: S608
        " AND name NOT IN (SELECT name FROM files) ORDER BY name",
        [*(f"{folder}%" for folder in FOLDERS), "____-__-__.proof.%"],
    )
    # The new file beside an edited one belongs to that.
    return tuple(str(name) for (name,) in rows if not _is_file(connection, _BESIDE.sub("", name)))


def _is_file(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM files WHERE name = ?", (name,)).fetchone() is not None
