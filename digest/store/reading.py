"""Ask an open database: for the files seen, the articles, editions, pages, names and deliveries in it."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from digest.codec import read_edition, read_past_article, read_stored
from digest.model import (
    Article,
    ArticleSummary,
    Day,
    Edition,
    Mention,
    PastArticle,
    Problem,
    ProblemKind,
    Source,
    StoryDay,
)
from digest.page_names import WEEKS
from digest.store.articles import (
    SELECT_ARTICLES,
    find_stored_article,
    read_article,
    read_date,
)
from digest.store.deliveries import Delivery, Status, read_deliveries
from digest.store.names import NameLine, read_name_lines, read_names_of_day, read_names_of_page
from digest.store.published import find_orphans, read_hash
from digest.store.records import (
    Files,
    PriorArticle,
    QuotedText,
    SearchHit,
    SkippedFile,
    Stamp,
    StoredArticle,
)
from digest.store.removals import read_removed, read_restored
from digest.store.search import count_matches, find_forms, search_texts
from digest.store.story_days import (
    StoryLine,
    find_carried_on,
    read_lines,
    read_lines_of,
    read_newest_day,
    read_quoted_text,
    read_story_days,
)


class StoreReader:
    """The questions to an open database; one in which nothing was recorded yet has no answers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find_stamps(self, folder: str, paths: Iterable[str]) -> dict[str, Stamp]:
        """Return what those of some files were like that were ever opened, when they were it last."""
        some = (
            "SELECT path, size, modified, inode FROM seen WHERE folder = ? AND path IN (SELECT value FROM json_each(?))"
        )
        rows = self._fetch_all(some, folder, json.dumps(list(paths)))
        return {path: (size, modified, inode) for path, size, modified, inode in rows}

    def count_seen(self, folder: str) -> int:
        """Return how many files of a folder were ever opened."""
        return int(self._fetch_one("SELECT count(*) FROM seen WHERE folder = ?", folder))

    def find_known(self, identities: set[str]) -> dict[str, dt.date]:
        """Return which of these identities an edition has published, and on which day."""
        found: dict[str, dt.date] = {}
        for identity in sorted(identities):
            if day := self._fetch_one("SELECT published FROM known WHERE identity = ?", identity):
                found[identity] = dt.date.fromisoformat(day)
        return found

    def read_articles(self, date: dt.date | None) -> tuple[StoredArticle, ...]:
        """Return the articles of a day's edition, or those that wait for one; by file."""
        rows = self._fetch_each(
            SELECT_ARTICLES, "SELECT rowid FROM articles WHERE date IS ? ORDER BY path, part, folder, raw", date
        )
        return tuple(map(read_article, rows))

    def find_encoded(self, one: ArticleSummary | Source) -> tuple[bytes, bytes] | None:
        """Return article and analysis as JSON; ``None`` where no edition and no waiting file has the article."""
        return find_stored_article(self._connection, one)

    def find_encoded_of_edition(self, edition: Edition, source: Source) -> tuple[bytes, bytes] | None:
        """Return article and analysis of a source of an edition as JSON; ``None`` where they were lost.

        What ``repair`` analysed with other settings than the edition was made with does not belong to the edition.
        """
        row = self._fetch_row(
            "SELECT article, analysis FROM articles WHERE id = ? AND date = ? AND path = ? AND part = ? AND raw = ?"
            " AND substr(settings_hash, 1, length(?)) = ?",
            *(source.id, edition.date, source.path, source.part, source.raw, edition.settings, edition.settings),
        )
        return (bytes(row[0]), bytes(row[1])) if row else None

    def find_prior_articles(self, folder: str, path: str) -> tuple[PriorArticle, ...]:
        """Return all articles that ever lay in a file, oldest first."""
        rows = self._fetch_all(
            "SELECT id, raw, parts, date FROM articles WHERE folder = ? AND path = ? ORDER BY rowid", folder, path
        )
        return tuple(PriorArticle(id_, raw, parts, read_date(day)) for id_, raw, parts, day in rows)

    def find_folder(self, date: dt.date, source: Source) -> str | None:
        """Return the folder of a source of a day's edition: empty for the configured one, ``None`` where unknown."""
        folder = self._fetch_one(
            "SELECT folder FROM articles WHERE date = ? AND path = ? AND part = ? AND raw = ?",
            *(date, source.path, source.part, source.raw),
        )
        return None if folder is None else str(folder)

    def read_skipped(self, date: dt.date | None) -> tuple[SkippedFile, ...]:
        """Return the files that a day's edition left out, or those that no edition has named yet."""
        rows = self._fetch_all(
            "SELECT folder, path, part, reason, unreadable, published, date, id, raw, kind FROM skipped WHERE date IS ?"
            " ORDER BY path, part, folder",
            date,
        )
        return tuple(
            SkippedFile(
                folder,
                Problem(path, reason, part, bool(unreadable), read_date(published), id_, raw, ProblemKind(kind)),
                read_date(day),
            )
            for folder, path, part, reason, unreadable, published, day, id_, raw, kind in rows
        )

    def read_past_articles(self, first: dt.date, before: dt.date) -> tuple[PastArticle, ...]:
        """Return the articles that the editions of these days published, oldest first."""
        order = "SELECT rowid FROM articles WHERE published IS NOT NULL AND date >= ? AND date < ? ORDER BY date, id"
        rows = self._fetch_each("SELECT published FROM articles ", order, first, before)
        return tuple(read_past_article(text) for (text,) in rows)

    def find_edition(self, date: dt.date | None = None, revision: int | None = None) -> Edition | None:
        """Return the newest revision of a day (of the newest day), or that one; StateError when it cannot be read."""
        row = self._fetch_row(
            "SELECT edition, date, revision FROM editions WHERE (? IS NULL OR date = ?)"
            " AND (? IS NULL OR revision = ?) ORDER BY date DESC, revision DESC LIMIT 1",
            *(date, date, revision, revision),
        )
        return read_edition(row[0], where=f"the edition of {row[1]}, revision {row[2]}") if row else None

    def list_dates(self) -> tuple[dt.date, ...]:
        """Return the days that have an edition, oldest first."""
        return tuple(
            dt.date.fromisoformat(d) for (d,) in self._fetch_all("SELECT DISTINCT date FROM editions ORDER BY 1")
        )

    def list_days(self) -> tuple[Day, ...]:
        """Return what the archive shows of each day that has an edition, oldest first."""
        rows = self._fetch_all("SELECT day, max(revision) FROM editions GROUP BY date ORDER BY date")
        return tuple(_read_day(text) for text, _ in rows)

    def list_pending(self) -> tuple[dt.date, ...]:
        """Return the days whose newest revision was committed and is perhaps not yet published."""
        rows = self._fetch_all("SELECT DISTINCT date FROM editions WHERE status = 'pending' ORDER BY 1")
        return tuple(dt.date.fromisoformat(day) for (day,) in rows)

    def read_files(self, date: dt.date) -> Files:
        """Return the bytes of a day's files and of those that belong to no day, by name."""
        names = self._fetch_all("SELECT name FROM files WHERE date = ? OR date IS NULL ORDER BY name", date)
        return Files(self.read_file, tuple(name for (name,) in names))

    def find_file(self, name: str) -> bytes | None:
        """Return the bytes of a file that is to be published, or was; ``None`` where there is none of that name."""
        data = self._fetch_one("SELECT bytes FROM files WHERE name = ?", name)
        return None if data is None else bytes(data)

    def read_file(self, name: str) -> bytes:
        """Return the bytes of a file that is to be published, or was."""
        return bytes(self._fetch_one("SELECT bytes FROM files WHERE name = ?", name))

    def list_published(self) -> dict[str, str]:
        """Return the hash of every file that was published, by name."""
        return dict(self._fetch_all("SELECT name, hash FROM published ORDER BY name"))

    def find_published_hash(self, name: str) -> str | None:
        """Return the hash of a file as it was last published; ``None`` where it was not."""
        return read_hash(self._connection, name)

    def find_orphans(self, date: dt.date) -> tuple[str, ...]:
        """Return published pages that no edition has any more, since a day was published anew."""
        return find_orphans(self._connection, date)

    def list_removed(self) -> dict[dt.date, dt.date]:
        """Return the days whose pages are removed, each with the day of the briefing that removed it."""
        return read_removed(self._connection)

    def list_restored(self) -> dict[dt.date, dt.date]:
        """Return the days that were brought back, each with the newest briefing's day at that time."""
        return read_restored(self._connection)

    def list_weeks(self) -> tuple[str, ...]:
        """Return the names of the weeks that have a page, oldest first."""
        rows = self._fetch_all("SELECT name FROM files WHERE name GLOB ? ORDER BY name", f"{WEEKS}*.html")
        return tuple(name.removeprefix(WEEKS).removesuffix(".html") for (name,) in rows)

    def read_texts(self, date: dt.date) -> dict[str, str]:
        """Return the stored text of every article that a day's edition published, by id."""
        rows = self._fetch_all(
            "SELECT id, article FROM articles WHERE date = ? AND published IS NOT NULL ORDER BY id", date
        )
        return {id_: read_stored(Article, text).document.text for id_, text in rows}

    def find_text(self, article: str) -> str | None:
        """Return the stored text of an article that an edition published; ``None`` where it was lost."""
        found = self._fetch_one("SELECT article FROM articles WHERE id = ? AND published NOT NULL LIMIT 1", article)
        return read_stored(Article, found).document.text if found else None

    def read_texts_of_edition(self, edition: Edition) -> dict[str, str]:
        """Return the texts that prove an edition: those of its day, and of the earlier articles that it quotes."""
        earlier = {source.id: self.find_quote(day, source.id, 0) for day, source in edition.past_sources()}
        return {**self.read_texts(edition.date), **{article: found.text for article, found in earlier.items() if found}}

    def list_story_lines(self, first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> tuple[StoryLine, ...]:
        """Return the line of every story of every day, or of some days, oldest first."""
        return read_lines(self._connection, first, last)

    def list_lines_of_story(self, story: str) -> tuple[StoryLine, ...]:
        """Return the line of each day of a story, oldest first."""
        return read_lines_of(self._connection, story)

    def find_stories_carried_on(self, stories: Iterable[str], *, but: dt.date | None) -> frozenset[str]:
        """Return those of some stories that another one carries on, on any day but one."""
        return find_carried_on(self._connection, stories, but=but)

    def find_newest_day_of_stories(self, *, but: dt.date | None) -> dt.date | None:
        """Return the newest day but one that told a story; ``None`` where none did."""
        return read_newest_day(self._connection, but=but)

    def list_story_days(self, story: str) -> tuple[StoryDay, ...]:
        """Return the days of a story, newest first, with those of other stories that carried it on."""
        return tuple(read_story_days(self._connection, story))

    def list_stories(self, date: dt.date) -> tuple[StoryDay, ...]:
        """Return what the edition of a day told of each story."""
        rows = self._fetch_all("SELECT telling FROM story_days WHERE date = ? ORDER BY id", date)
        return tuple(read_stored(StoryDay, telling) for (telling,) in rows)

    def find_quote(self, date: dt.date, article: str, start: int) -> QuotedText | None:
        """Return the text of an article of a day and the sentence at a position; ``None`` where it was lost."""
        return read_quoted_text(self._connection, date, article, start)

    def list_names_of_page(self, page: str) -> tuple[Mention, ...]:
        """Return what a page of the index of names lists, newest first."""
        return tuple(read_names_of_page(self._connection, page))

    def list_names_of_day(self, date: dt.date) -> tuple[Mention, ...]:
        """Return the names of a day's stories."""
        return tuple(read_names_of_day(self._connection, date))

    def list_name_lines(self) -> tuple[NameLine, ...]:
        """Return the pages of the index of names, each with the number of its names."""
        return read_name_lines(self._connection)

    def list_deliveries(self, *statuses: Status) -> tuple[Delivery, ...]:
        """Return the deliveries of published editions that have one of these statuses, oldest first."""
        return read_deliveries(self._connection, *statuses)

    def list_slots(self) -> tuple[dt.datetime, ...]:
        """Return the slots that runs satisfied, in order."""
        return tuple(
            dt.datetime.fromisoformat(slot) for (slot,) in self._fetch_all("SELECT slot FROM slots ORDER BY slot")
        )

    def find_last_run(self, before: dt.datetime | None = None) -> dt.datetime | None:
        """Return when a run last recorded a slot or made an edition (before an instant)."""
        limit = write_instant(before) if before else "9999"
        made = self._fetch_one(
            "SELECT max(at) FROM (SELECT made AS at FROM editions UNION SELECT at FROM slots) WHERE at < ?", limit
        )
        return dt.datetime.fromisoformat(made) if made else None

    def search(self, query: str, limit: int, country: str | None = None) -> tuple[SearchHit, ...]:
        """Return what matches a query in FTS5's syntax, best first; with a country its stories' articles alone."""
        return search_texts(self._connection, query, limit, country)

    def count_matches(self, query: str, country: str | None = None) -> int:
        """Count what ``search`` finds without a limit."""
        return count_matches(self._connection, query, country)

    def find_forms(self, word: str, language: str) -> tuple[str, ...]:
        """Find the forms of a word among those that ``search`` knows."""
        return find_forms(self._connection, word, language)

    def list_complaints(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file; nothing when it is sound."""
        return tuple(str(line) for (line,) in self._fetch_all("PRAGMA integrity_check") if line != "ok")

    def _fetch_all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, [_write_value(one) for one in values]).fetchall()

    def _fetch_each(self, select: str, rowids: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows of ``articles``, one in memory at a time; no query stays open when a row cannot be read."""
        for (rowid,) in self._fetch_all(rowids, *values):
            row = self._fetch_row(select + "WHERE rowid = ?", rowid)
            assert row is not None
            yield row

    def _fetch_row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, [_write_value(one) for one in values]).fetchone()
        return row

    def _fetch_one(self, sql: str, *values: object) -> Any:
        row = self._fetch_row(sql, *values)
        return row[0] if row else None


def write_instant(moment: dt.datetime) -> str:
    """Write an instant so that text sorts as time does."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=10_000)
def _read_day(text: bytes) -> Day:
    """Read what the archive shows of a day: each run asks twice for those of all years, a back-fill for each day."""
    return read_stored(Day, text)


def _write_value(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
