"""SQLite: files seen, articles, analyses, editions, slots. One file, one writer under the lock.

``RunRecord`` is what one run writes; ``Store.record`` is the commit point. How the file is opened, and in which form
its tables are, is told in ``database``.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from digest.codec import Packed, read_edition, read_stored, read_told, shared_terms, summarize, to_json, unpacked
from digest.model import Article, ArticleSummary, Day, Edition, Problem, ProblemKind, PublishedArticle, Source
from digest.state.database import DATABASE, STATE, connect, in_words, migrate, open_or_empty
from digest.state.shelf import Shelf


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store keeps it, with where its file lies.

    ``date`` is the day whose edition has it, ``None`` until one has; ``corrects`` the id of what lay at its
    path before; ``mark`` stands for the settings that its analysis was made with; ``parts`` counts the
    articles of its file. ``told`` is what later days need to know of it: ``Store.told`` has it again.
    """

    folder: str
    summary: ArticleSummary
    parts: int
    mark: str
    date: dt.date | None = None
    corrects: str | None = None
    told: PublishedArticle | None = None


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not used; ``date`` is the day whose edition says so, ``None`` until one does."""

    folder: str
    problem: Problem
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition, and the bytes of every file that is to be published, by its name; they need not lie in memory."""

    edition: Edition
    day: Day
    files: Mapping[str, bytes]


FileStamp = tuple[str, str, tuple[int, int, int]]
"""A file that was opened: its folder, its path, its stamp."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that one run writes, in one transaction.

    ``reread`` are the files that were opened, with their stamps: what was set aside or waited of them before
    is replaced. ``articles`` are taken once. ``known`` are identities with the day that tells them.
    """

    reread: tuple[FileStamp, ...] = ()
    articles: Iterable[StoredArticle] = ()
    asides: tuple[SkippedFile, ...] = ()
    known: tuple[tuple[str, dt.date], ...] = ()
    slot: tuple[dt.datetime, dt.datetime] | None = None
    made: NewEdition | None = None


class Store:
    """The open database. Where there is none yet, it reads as empty and is made by the first ``record``."""

    def __init__(self, connection: sqlite3.Connection, to_make: Path | None) -> None:
        self._connection = connection
        self._to_make = to_make

    # ------------------------------------------------------------------------------------------------ reading

    def is_new(self) -> bool:
        """Whether nothing was ever recorded."""
        return self._to_make is not None

    def seen(self, folder: str) -> dict[str, tuple[int, int, int]]:
        """The stamp of every file of a folder, as it was when it was last opened."""
        rows = self._all("SELECT path, size, modified, inode FROM seen WHERE folder = ?", folder)
        return {path: (size, modified, inode) for path, size, modified, inode in rows}

    def known(self, identities: set[str]) -> dict[str, dt.date]:
        """Which of these identities were told, and when."""
        found: dict[str, dt.date] = {}
        for identity in sorted(identities):
            if day := self._one("SELECT told FROM known WHERE identity = ?", identity):
                found[identity] = dt.date.fromisoformat(day)
        return found

    def articles(self, date: dt.date | None, shelf: Shelf) -> tuple[StoredArticle, ...]:
        """The articles of a day's edition, or those that wait for one; by file. Their texts are laid on the shelf."""
        places = "SELECT rowid FROM works WHERE date IS ? ORDER BY path, part, folder, raw"
        rows = self._each(_WORKS, places, date)
        return tuple(_kept(row, shelf) for row in rows)

    def packed(self, edition: Edition, source: Source) -> tuple[bytes, bytes] | None:
        """Article and analysis of a source of an edition, packed; ``None`` where they were lost.

        What ``repair`` analysed with other settings than the edition was made with is not what the edition is of.
        """
        row = self._row(
            "SELECT article, analysis FROM works WHERE id = ? AND date = ? AND path = ? AND part = ? AND raw = ?"
            " AND substr(mark, 1, length(?)) = ?",
            *(source.id, edition.date, source.path, source.part, source.raw, edition.settings, edition.settings),
        )
        return (bytes(row[0]), bytes(row[1])) if row else None

    def at_path(self, folder: str, path: str) -> tuple[tuple[str, str, int, dt.date | None], ...]:
        """(id, raw, parts, day) of all articles that ever lay in a file, oldest first."""
        rows = self._all(
            "SELECT id, raw, parts, date FROM works WHERE folder = ? AND path = ? ORDER BY rowid", folder, path
        )
        return tuple((id_, raw, parts, _date(day)) for id_, raw, parts, day in rows)

    def folder_of(self, date: dt.date, source: Source) -> str | None:
        """The folder that a source of a day's edition came from: empty for the configured one, ``None`` if lost."""
        folder = self._one(
            "SELECT folder FROM works WHERE date = ? AND path = ? AND part = ? AND raw = ?",
            *(date, source.path, source.part, source.raw),
        )
        return None if folder is None else str(folder)

    def asides(self, date: dt.date | None) -> tuple[SkippedFile, ...]:
        """The files that a day's edition left out, or those that no edition has named yet."""
        rows = self._all(
            "SELECT folder, path, part, reason, unreadable, told, date, id, raw, kind FROM problems WHERE date IS ?"
            " ORDER BY path, part, folder",
            date,
        )
        return tuple(
            SkippedFile(
                folder,
                Problem(path, reason, part, bool(unreadable), _date(told), id_, raw, ProblemKind(kind)),
                _date(day),
            )
            for folder, path, part, reason, unreadable, told, day, id_, raw, kind in rows
        )

    def told(self, first: dt.date, before: dt.date) -> tuple[PublishedArticle, ...]:
        """What the editions of these days told, oldest first."""
        places = "SELECT rowid FROM works WHERE told IS NOT NULL AND date >= ? AND date < ? ORDER BY date, id"
        rows = self._each("SELECT told FROM works ", places, first, before)
        return tuple(read_told(text) for (text,) in rows)

    def edition(self, date: dt.date | None = None, revision: int | None = None) -> Edition | None:
        """The newest revision of a day (of the newest day), or that one; StateError when it cannot be read."""
        row = self._row(
            "SELECT edition, date, revision FROM editions WHERE (? IS NULL OR date = ?)"
            " AND (? IS NULL OR revision = ?) ORDER BY date DESC, revision DESC LIMIT 1",
            *(date, date, revision, revision),
        )
        return read_edition(row[0], where=f"the edition of {row[1]}, revision {row[2]}") if row else None

    def dates(self) -> tuple[dt.date, ...]:
        """The days that have an edition, oldest first."""
        return tuple(dt.date.fromisoformat(d) for (d,) in self._all("SELECT DISTINCT date FROM editions ORDER BY 1"))

    def days(self) -> tuple[Day, ...]:
        """What the archive shows of each day that has an edition, oldest first."""
        rows = self._all("SELECT day, max(revision) FROM editions GROUP BY date ORDER BY date")
        return tuple(read_stored(Day, text) for text, _ in rows)

    def pending(self) -> tuple[dt.date, ...]:
        """The days whose newest revision was committed and is perhaps not yet published."""
        rows = self._all("SELECT DISTINCT date FROM editions WHERE status = 'pending' ORDER BY 1")
        return tuple(dt.date.fromisoformat(day) for (day,) in rows)

    def files(self, date: dt.date) -> "Files":
        """The bytes of a day's files and of those that belong to no day, by name."""
        names = self._all("SELECT name FROM files WHERE date = ? OR date IS NULL ORDER BY name", date)
        return Files(self, tuple(name for (name,) in names))

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a file that is to be published, or was."""
        return bytes(self._one("SELECT bytes FROM files WHERE name = ?", name))

    def published(self) -> dict[str, str]:
        """The hash of every file that we published, by name."""
        return dict(self._all("SELECT name, hash FROM published ORDER BY name"))

    def orphans(self) -> tuple[str, ...]:
        """Source pages that were published and belong to no edition any more: a longer copy took an article's place."""
        rows = self._all(
            # Up to the first full stop: the new page beside an edited one belongs to the same article.
            "SELECT name FROM published WHERE name LIKE 'sources/%' AND substr(name, 1, instr(name, '.')) NOT IN"
            " (SELECT substr(name, 1, instr(name, '.')) FROM files) ORDER BY 1"
        )
        return tuple(str(name) for (name,) in rows)

    def texts(self, date: dt.date) -> dict[str, str]:
        """The stored text of every article that a day's edition told, by id."""
        rows = self._all("SELECT id, article FROM works WHERE date = ? AND told IS NOT NULL ORDER BY id", date)
        return {id_: read_stored(Article, text).document.text for id_, text in rows}

    def slots(self) -> tuple[dt.datetime, ...]:
        """The slots that runs satisfied, in order."""
        return tuple(dt.datetime.fromisoformat(slot) for (slot,) in self._all("SELECT slot FROM slots ORDER BY slot"))

    def last_run(self, before: dt.datetime | None = None) -> dt.datetime | None:
        """When a run last recorded a slot or made an edition (before an instant)."""
        limit = _utc(before) if before else "9999"
        made = self._one(
            "SELECT max(at) FROM (SELECT made AS at FROM editions UNION SELECT at FROM slots) WHERE at < ?", limit
        )
        return dt.datetime.fromisoformat(made) if made else None

    def search(self, query: str, limit: int) -> tuple[tuple[str, str, str, str, str], ...]:
        """(kind, day, id, title, passage) of what matches a query in FTS5's syntax, best first."""
        rows = self._all(
            "SELECT kind, date, id, title, snippet(search, 4, '', '', ' … ', 24) FROM search WHERE search MATCH ?"
            " ORDER BY rank, date DESC, id LIMIT ?",
            query,
            limit,
        )
        return tuple((str(a), str(b), str(c), str(d), str(e)) for a, b, c, d, e in rows)

    def complaints(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        return tuple(str(line) for (line,) in self._all("PRAGMA integrity_check") if line != "ok")

    # ------------------------------------------------------------------------------------------------ writing

    def record(self, record: RunRecord, shelf: Shelf) -> None:
        """Everything or nothing: the commit point of a run. Texts are taken from the shelf."""
        with self._transaction() as connection:
            for folder, path, stamp in record.reread:
                connection.execute("REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", (folder, path, *stamp))
                connection.execute("DELETE FROM works WHERE folder = ? AND path = ? AND date IS NULL", (folder, path))
                connection.execute("DELETE FROM problems WHERE folder = ? AND path = ?", (folder, path))
            # One row at a time: a day has thousands.
            connection.executemany(_KEEP, (_row_of(kept, shelf) for kept in record.articles))
            for aside in record.asides:
                connection.execute("REPLACE INTO problems VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _aside_row(aside))
                connection.execute(_WAITS_NO_MORE, (aside.folder, aside.problem.path, aside.problem.part))
            connection.executemany(
                "INSERT OR IGNORE INTO known VALUES (?, ?)", [(name, day.isoformat()) for name, day in record.known]
            )
            if record.slot:
                slot, at = record.slot
                connection.execute("REPLACE INTO slots VALUES (?, ?)", (_utc(slot), _utc(at)))
            if record.made:
                _write_edition(connection, record.made)
                _write_search(connection, record.made)

    def replace_files(self, date: dt.date, files: Mapping[str, bytes]) -> None:
        """A day's files rendered anew; to be published again."""
        with self._transaction() as connection:
            _write_files(connection, date, files)
            connection.execute(
                "UPDATE editions SET status = 'pending' WHERE date = ? AND revision ="
                " (SELECT max(revision) FROM editions WHERE date = ?)",
                (date.isoformat(), date.isoformat()),
            )

    def mark_published(self, date: dt.date, hashes: tuple[tuple[str, str], ...]) -> None:
        """Remember what now lies in the folder."""
        with self._transaction() as connection:
            connection.executemany("REPLACE INTO published VALUES (?, ?)", hashes)
            connection.executemany("DELETE FROM published WHERE name = ?", [(name,) for name in self.orphans()])
            connection.execute("UPDATE editions SET status = 'published' WHERE date = ?", (date.isoformat(),))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._to_make is not None:
            self._connection.close()
            self._connection, self._to_make = connect(self._to_make, "rwc"), None
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrate(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, [_value(one) for one in values]).fetchall()

    def _each(self, select: str, places: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Rows of ``works``, one in memory at a time; no query stays open when one of them cannot be read."""
        for (place,) in self._all(places, *values):
            row = self._row(select + "WHERE rowid = ?", place)
            assert row is not None
            yield row

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, [_value(one) for one in values]).fetchone()
        return row

    def _one(self, sql: str, *values: object) -> Any:
        row = self._row(sql, *values)
        return row[0] if row else None


class Files(Mapping[str, bytes]):
    """Files by their names in the output folder, of which none is held in memory."""

    def __init__(self, store: Store, names: tuple[str, ...]) -> None:
        self._store, self._names = store, dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._store.bytes_of(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def opened(output: Path) -> AbstractContextManager[Store]:
    """The store of an output folder, for a run; only under the lock."""
    return opened_at(output / STATE / DATABASE)


@contextmanager
def opened_at(path: Path) -> Iterator[Store]:
    """The store in a file, for writing."""
    with in_words(path, writing=True):
        connection, there = open_or_empty(path, "rw")
        store = Store(connection, None if there else path)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def opened_for_reading(output: Path) -> Iterator[Store]:
    """The store of an output folder; nothing is opened for writing, and no lock is needed."""
    path = output / STATE / DATABASE
    with in_words(path, writing=False):
        connection, there = open_or_empty(path, "ro")
        try:
            yield Store(connection, None if there else path)
        finally:
            connection.close()


_WORKS = "SELECT folder, parts, mark, date, corrects, article, analysis FROM works "
# Not REPLACE, which would give a row a new place in the order in which articles came.
_KEEP = (
    "INSERT INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " date = excluded.date, mark = excluded.mark, analysis = excluded.analysis, told = excluded.told"
)

_WAITS_NO_MORE = "DELETE FROM works WHERE folder = ? AND path = ? AND part = ? AND date IS NULL"


def _kept(row: tuple[Any, ...], shelf: Shelf) -> StoredArticle:
    folder, parts, mark, date, corrects, article, analysis = row
    summary = summarize(unpacked(article, analysis))
    summary = replace(summary, terms=shared_terms(summary.terms.words, summary.terms.lead, summary.terms.names))
    return StoredArticle(folder, shelf.keep(Packed(summary, article, analysis)), parts, mark, _date(date), corrects)


def _row_of(kept: StoredArticle, shelf: Shelf) -> tuple[Any, ...]:
    summary = kept.summary
    place = (kept.folder, summary.path, summary.part, summary.raw, summary.id, kept.parts)
    when = (kept.date.isoformat() if kept.date else None, kept.corrects, kept.mark)
    return (*place, *when, *shelf.take(summary.place), to_json(kept.told) if kept.told else None)


def _aside_row(aside: SkippedFile) -> tuple[Any, ...]:
    problem = aside.problem
    told = problem.told.isoformat() if problem.told else None
    date = aside.date.isoformat() if aside.date else None
    place = (aside.folder, problem.path, problem.part)
    return (*place, problem.reason, problem.unreadable, told, date, problem.id, problem.raw, problem.kind)


def _write_edition(connection: sqlite3.Connection, made: NewEdition) -> None:
    edition, day = made.edition, made.edition.date.isoformat()
    connection.execute("UPDATE editions SET status = 'replaced' WHERE date = ?", (day,))
    row = (day, edition.revision, _utc(edition.made), "pending", to_json(edition), to_json(made.day))
    connection.execute("INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?)", row)
    _write_files(connection, edition.date, made.files)


def _write_files(connection: sqlite3.Connection, date: dt.date, files: Mapping[str, bytes]) -> None:
    """Those that no day's name stands for (the archive) belong to no day: each edition makes them anew."""
    day = date.isoformat()
    connection.execute("DELETE FROM files WHERE date = ?", (day,))
    for name, data in files.items():
        owner = day if name.startswith((day, "sources/")) else None
        connection.execute("REPLACE INTO files VALUES (?, ?, ?)", (name, owner, data))


def _write_search(connection: sqlite3.Connection, made: NewEdition) -> None:
    edition, day = made.edition, made.edition.date.isoformat()
    connection.execute("DELETE FROM search WHERE date = ?", (day,))
    quotes = " ".join(quote.text for story in edition.stories for quote in story.quotes)
    headlines = " · ".join(story.headline for story in edition.stories)
    connection.execute("INSERT INTO search VALUES ('edition', ?, '', ?, ?)", (day, headlines, quotes))
    connection.execute(
        "INSERT INTO search SELECT 'article', date, id, coalesce(json_extract(json, '$.facts.title.value'), ''),"
        " json_extract(json, '$.document.text')"
        " FROM (SELECT date, id, rowid AS place, CAST(article AS TEXT) AS json FROM works WHERE date = ?"
        " AND told NOT NULL) ORDER BY place",
        (day,),
    )


def _utc(moment: dt.datetime) -> str:
    """An instant so that text sorts as time does."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
