"""The table of names: who was named in each story of a day, so that a page of the index needs no edition."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from digest.model import Edition, Mention, Quote, list_mentions

_MENTION = (
    "SELECT date, story, headline, whole, name, body, article, start, stop, words,"
    " EXISTS (SELECT 1 FROM articles WHERE id = names.article AND articles.date = names.date AND published NOT NULL)"
    " FROM names"
)


class NameLine(NamedTuple):
    """A page of the index with the number of its names."""

    page: str
    names: int


def write_names(connection: sqlite3.Connection, edition: Edition) -> None:
    """Replace what is stored of the names of an edition's day."""
    connection.execute("DELETE FROM names WHERE date = ?", (edition.date.isoformat(),))
    rows = [
        (
            *(one.date.isoformat(), one.story, one.name, one.page),
            *(one.body, one.headline, one.full),
            *(one.introduced.article, one.introduced.start, one.introduced.end, one.introduced.text),
        )
        for one in list_mentions(edition)
    ]
    connection.executemany("REPLACE INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read_names_of_page(connection: sqlite3.Connection, page: str) -> Iterator[Mention]:
    """Yield what a page of the index lists, newest first."""
    return map(_read_mention, connection.execute(f"{_MENTION} WHERE page = ? ORDER BY date DESC, story, name", (page,)))


def read_names_of_day(connection: sqlite3.Connection, date: dt.date) -> Iterator[Mention]:
    """Yield the names of a day."""
    rows = connection.execute(f"{_MENTION} WHERE date = ? ORDER BY story, name", (date.isoformat(),))
    return map(_read_mention, rows)


def read_name_lines(connection: sqlite3.Connection) -> tuple[NameLine, ...]:
    """Return the pages of the index with the number of their names, in their order."""
    rows = connection.execute("SELECT page, count(DISTINCT name) FROM names GROUP BY page ORDER BY page")
    return tuple(NameLine(*row) for row in rows)


def _read_mention(row: tuple[str, str, str, int, str, int, str, int, int, str, int]) -> Mention:
    date, story, headline, full, name, body, article, start, end, words, proven = row
    day, introduced = dt.date.fromisoformat(date), Quote(article, start, end, words)
    return Mention(day, story, headline, bool(full), name, bool(body), introduced, bool(proven))
