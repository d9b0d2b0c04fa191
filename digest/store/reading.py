"""Ask an open database: for the files seen, the articles, editions, pages, names and deliveries in it."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from digest.codec import read_edition, read_past_article, read_stored
from digest.model import (
    Article,
    ArticleSummary,
    Day,
    Edition,
    PastArticle,
    Problem,
    ProblemKind,
    Source,
)
from digest.page_names import WEEKS
from digest.store.articles import (
    SELECT_ARTICLES,
    find_stored_article,
    read_article,
    read_date,
)
from digest.store.deliveries import DeliveryReader
from digest.store.names import NameReader
from digest.store.published import PublishedReader
from digest.store.records import Files, PriorArticle, SkippedFile, Stamp, StoredArticle
from digest.store.removals import RemovalReader
from digest.store.search import SearchReader
from digest.store.story_days import StoryReader


class StoreReader(DeliveryReader, NameReader, PublishedReader, RemovalReader, SearchReader, StoryReader):
    """The questions to an open database; one in which nothing was recorded yet has no answers.

    Those about one subject stand with what is written of it.
    """

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

    def list_complaints(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file; nothing when it is sound."""
        return tuple(str(line) for (line,) in self._fetch_all("PRAGMA integrity_check") if line != "ok")

    def _fetch_each(self, select: str, rowids: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows of ``articles``, one in memory at a time; no query stays open when a row cannot be read."""
        for (rowid,) in self._fetch_all(rowids, *values):
            row = self._fetch_row(select + "WHERE rowid = ?", rowid)
            assert row is not None
            yield row


def write_instant(moment: dt.datetime) -> str:
    """Write an instant so that text sorts as time does."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=10_000)
def _read_day(text: bytes) -> Day:
    """Read what the archive shows of a day: each run asks twice for those of all years, a back-fill for each day."""
    return read_stored(Day, text)
