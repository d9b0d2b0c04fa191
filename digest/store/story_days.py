"""The table of stories by day: what each edition told of each story, so that its page needs no edition."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from digest.codec import read_edition, read_stored, to_json
from digest.errors import StateError
from digest.model import Edition, StoryDay, list_story_days
from digest.store.records import QuotedText


class StoryLine(NamedTuple):
    """A story of one day by its names alone; ``continues`` is the id of the earlier story that it carries on."""

    date: dt.date
    id: str
    continues: str | None
    headline: str


def make_line(day: StoryDay) -> StoryLine:
    """Return the line of a story's day."""
    continues = day.story.continues
    return StoryLine(day.date, day.story.id, continues.story if continues else None, day.story.headline)


def write_story_days(connection: sqlite3.Connection, edition: Edition) -> None:
    """Replace what is stored of the stories of an edition's day."""
    connection.execute("DELETE FROM story_days WHERE date = ?", (edition.date.isoformat(),))
    for day in list_story_days(edition):
        date, *names = make_line(day)
        connection.execute("INSERT INTO story_days VALUES (?, ?, ?, ?, ?)", (date.isoformat(), *names, to_json(day)))


def fill_story_days(connection: sqlite3.Connection) -> None:
    """Fill the table out of the newest revision of each day: a database of an older form has none.

    An edition that cannot be read has no page to show: its stories begin later.
    """
    rows = connection.execute("SELECT date, edition, max(revision) FROM editions GROUP BY date ORDER BY date")
    for date, edition, _ in rows.fetchall():
        with suppress(StateError):
            write_story_days(connection, read_edition(edition, where=f"the edition of {date}"))


def read_lines(
    connection: sqlite3.Connection, first: dt.date = dt.date.min, last: dt.date = dt.date.max
) -> tuple[StoryLine, ...]:
    """Return the line of every story of every day, or of some days, oldest first."""
    rows = connection.execute(
        "SELECT date, id, continues, headline FROM story_days WHERE date BETWEEN ? AND ? ORDER BY date, id",
        (first.isoformat(), last.isoformat()),
    )
    return _make_lines(rows)


def read_lines_of(connection: sqlite3.Connection, story: str) -> tuple[StoryLine, ...]:
    """Return the line of each day of a story, oldest first."""
    rows = connection.execute(
        "SELECT date, id, continues, headline FROM story_days WHERE id = ? ORDER BY date", (story,)
    )
    return _make_lines(rows)


def _make_lines(rows: Iterable[tuple[str, str, str | None, str]]) -> tuple[StoryLine, ...]:
    return tuple(StoryLine(dt.date.fromisoformat(date), id_, told, headline) for date, id_, told, headline in rows)


def find_carried_on(connection: sqlite3.Connection, stories: Iterable[str], *, but: dt.date | None) -> frozenset[str]:
    """Return those of some stories that another one carries on, on any day but one."""
    rows = connection.execute(
        "SELECT value FROM json_each(?)"
        " WHERE EXISTS (SELECT 1 FROM story_days WHERE continues = value AND date IS NOT ?)",
        (json.dumps(list(stories)), _write_day(but)),
    )
    return frozenset(story for (story,) in rows)


def read_newest_day(connection: sqlite3.Connection, *, but: dt.date | None) -> dt.date | None:
    """Return the newest day but one that told a story; ``None`` where none did."""
    row = connection.execute("SELECT max(date) FROM story_days WHERE date IS NOT ?", (_write_day(but),)).fetchone()
    return dt.date.fromisoformat(row[0]) if row[0] else None


def _write_day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def read_story_days(connection: sqlite3.Connection, story: str) -> Iterator[StoryDay]:
    """Yield the days of a story, newest first; and those of other stories that carried it on under a name of theirs."""
    rows = connection.execute(
        "SELECT telling FROM story_days WHERE id = ? OR continues = ? ORDER BY date DESC, id <> ?, id",
        (story, story, story),
    )
    return (read_stored(StoryDay, telling) for (telling,) in rows.fetchall())


def read_quoted_text(connection: sqlite3.Connection, date: dt.date, article: str, start: int) -> QuotedText | None:
    """Return the text of an article of a day's edition, and the number of the sentence that holds a position.

    ``None`` where the text was lost. SQLite takes both out of the JSON: reading the values costs thirty times as much.
    """
    row = connection.execute(
        "SELECT json_extract(CAST(article AS TEXT), '$.document.text'),"
        " (SELECT count(*) FROM json_each(CAST(analysis AS TEXT), '$.sentences')"
        " WHERE json_extract(value, '$.end') <= ?)"
        " FROM articles WHERE id = ? AND date = ? AND published NOT NULL LIMIT 1",
        (start, article, date.isoformat()),
    ).fetchone()
    return QuotedText(str(row[0]), int(row[1])) if row else None
