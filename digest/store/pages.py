"""The table of the files that are published: to which day each belongs."""

import datetime as dt
import sqlite3
from collections.abc import Mapping

from digest.page_names import FOLDERS, NAMES, STORIES, WEEKS

_GOING_ON = "SELECT continues FROM story_days WHERE continues NOT NULL"


def write_files(connection: sqlite3.Connection, date: dt.date, files: Mapping[str, bytes]) -> None:
    """Write files of a day; those that no day's name stands for (the archive) belong to none: each edition makes them.

    A page of a story, of names or a week belongs to the day that changed it last: publishing a day reads no other one.
    """
    day = date.isoformat()
    for name, data in files.items():
        owner = day if name.startswith((day, *FOLDERS)) else None
        connection.execute("REPLACE INTO files VALUES (?, ?, ?)", (name, owner, data))


def forget_files(connection: sqlite3.Connection, date: dt.date) -> None:
    """Forget the files of a day before it is made anew, but no page of names, of a story or a week.

    Other days stand on these; ``forget_empty_pages`` takes those on which none does.
    """
    connection.execute(
        "DELETE FROM files WHERE date = ? AND name NOT LIKE ? AND name NOT LIKE ? AND name NOT LIKE ?",
        (date.isoformat(), *(f"{folder}%" for folder in (NAMES, STORIES, WEEKS))),
    )


def forget_empty_pages(connection: sqlite3.Connection) -> None:
    """Forget the pages of names that no day has any more, and of stories that no day carries on: a revision took them.

    They may belong to another day, which changed them last.
    """
    for folder, kept in ((NAMES, "SELECT page FROM names"), (STORIES, _GOING_ON)):
        of_the_folder = "name GLOB ? AND substr(name, ?, instr(name, '.') - ?)"
        connection.execute(
            f"DELETE FROM files WHERE {of_the_folder} NOT IN ({kept})",  # noqa: S608 (our own texts alone)
            (f"{folder}*", len(folder) + 1, len(folder) + 1),
        )


def await_publication(connection: sqlite3.Connection, date: dt.date) -> None:
    """Mark the newest revision of a day as one that is to be published."""
    connection.execute(
        "UPDATE editions SET status = 'pending' WHERE date = ? AND revision ="
        " (SELECT max(revision) FROM editions WHERE date = ?)",
        (date.isoformat(), date.isoformat()),
    )
