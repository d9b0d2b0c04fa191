"""The table of names: who was named in each story of a day, so that a page of the index needs no edition."""

import datetime as dt
import sqlite3
from typing import Any, NamedTuple

from digest.model import Edition, Mention, Quote, list_mentions
from digest.store.reader import Reader

_MENTION = (
    "SELECT date, story, headline, whole, name, body, article, start, stop, words,"
    " EXISTS (SELECT 1 FROM articles WHERE id = names.article AND articles.date = names.date AND published NOT NULL)"
    " FROM names"
)


class NameLine(NamedTuple):
    """A page of the index with the number of its names."""

    page: str
    names: int


class NameReader(Reader):
    """The questions to the index of names."""

    def list_names_of_page(self, page: str) -> tuple[Mention, ...]:
        """Return what a page of the index of names lists, newest first."""
        return tuple(
            map(_read_mention, self._fetch_all(f"{_MENTION} WHERE page = ? ORDER BY date DESC, story, name", page))
        )

    def list_names_of_day(self, date: dt.date) -> tuple[Mention, ...]:
        """Return the names of a day's stories."""
        rows = self._fetch_all(f"{_MENTION} WHERE date = ? ORDER BY story, name", date)
        return tuple(map(_read_mention, rows))

    def list_name_lines(self) -> tuple[NameLine, ...]:
        """Return the pages of the index of names, each with the number of its names."""
        rows = self._fetch_all("SELECT page, count(DISTINCT name) FROM names GROUP BY page ORDER BY page")
        return tuple(NameLine(*row) for row in rows)


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


def _read_mention(row: tuple[Any, ...]) -> Mention:
    date, story, headline, full, name, body, article, start, end, words, proven = row
    day, introduced = dt.date.fromisoformat(date), Quote(article, start, end, words)
    return Mention(day, story, headline, bool(full), name, bool(body), introduced, bool(proven))
