"""The table of stories by day: what each edition told of each story, so that its page needs no edition."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from digest.codec import read_edition, read_stored, to_json
from digest.errors import StateError
from digest.model import Edition, StoryDay, list_story_days
from digest.store.reader import Reader
from digest.store.records import QuotedText

_LINES = "SELECT date, id, continues, headline FROM story_days"


class StoryLine(NamedTuple):
    """A story of one day by its names alone; ``continues`` is the id of the earlier story that it carries on."""

    date: dt.date
    id: str
    continues: str | None
    headline: str


class StoryReader(Reader):
    """The questions to the table of stories by day."""

    def list_story_lines(self, first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> tuple[StoryLine, ...]:
        """Return the line of every story of every day, or of some days, oldest first."""
        return self._read_lines(f"{_LINES} WHERE date BETWEEN ? AND ? ORDER BY date, id", first, last)

    def list_lines_of_story(self, story: str) -> tuple[StoryLine, ...]:
        """Return the line of each day of a story, oldest first."""
        return self._read_lines(f"{_LINES} WHERE id = ? ORDER BY date", story)

    def _read_lines(self, sql: str, *values: object) -> tuple[StoryLine, ...]:
        rows = self._fetch_all(sql, *values)
        return tuple(StoryLine(dt.date.fromisoformat(date), *names) for date, *names in rows)

    def find_stories_carried_on(self, stories: Iterable[str], *, but: dt.date | None) -> frozenset[str]:
        """Return those of some stories that another one carries on, on any day but one."""
        rows = self._fetch_all(
            "SELECT value FROM json_each(?)"
            " WHERE EXISTS (SELECT 1 FROM story_days WHERE continues = value AND date IS NOT ?)",
            json.dumps(list(stories)),
            but,
        )
        return frozenset(story for (story,) in rows)

    def find_newest_day_of_stories(self, *, but: dt.date | None) -> dt.date | None:
        """Return the newest day but one that told a story; ``None`` where none did."""
        found = self._fetch_one("SELECT max(date) FROM story_days WHERE date IS NOT ?", but)
        return dt.date.fromisoformat(found) if found else None

    def list_story_days(self, story: str) -> tuple[StoryDay, ...]:
        """Return the days of a story, newest first, with those of other stories that carried it on."""
        rows = self._fetch_all(
            "SELECT telling FROM story_days WHERE id = ? OR continues = ? ORDER BY date DESC, id <> ?, id",
            *(story, story, story),
        )
        return tuple(read_stored(StoryDay, telling) for (telling,) in rows)

    def list_stories(self, date: dt.date) -> tuple[StoryDay, ...]:
        """Return what the edition of a day told of each story."""
        rows = self._fetch_all("SELECT telling FROM story_days WHERE date = ? ORDER BY id", date)
        return tuple(read_stored(StoryDay, telling) for (telling,) in rows)

    def find_quote(self, date: dt.date, article: str, start: int) -> QuotedText | None:
        """Return the text of an article of a day, and the number of the sentence that holds a position.

        ``None`` where the text was lost. SQLite takes both out of the JSON: reading the values costs thirty times as
        much.
        """
        row = self._fetch_row(
            "SELECT json_extract(CAST(article AS TEXT), '$.document.text'),"
            " (SELECT count(*) FROM json_each(CAST(analysis AS TEXT), '$.sentences')"
            " WHERE json_extract(value, '$.end') <= ?)"
            " FROM articles WHERE id = ? AND date = ? AND published NOT NULL LIMIT 1",
            *(start, article, date),
        )
        return QuotedText(str(row[0]), int(row[1])) if row else None


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
