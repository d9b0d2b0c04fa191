"""Keep what a run has read and rendered so far in a file of its own, which may be deleted at any time.

Analyses are kept here as they come, so that a run that was killed does not read everything again; rendered pages wait
here for the edition's transaction. Nothing in this file counts as published. Its write-ahead log lets the workers read
while the run writes; the database itself, which other programs read, is not touched until the edition is whole.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from digest.codec import EncodedArticle, from_json, read_summary, share_summary, to_json
from digest.errors import DigestError
from digest.model import ArticleSummary, Problem, Source
from digest.store import CACHE
from digest.store.database import BUSY_SECONDS

_SUFFIXES = ("", "-wal", "-shm", "-journal")
_FORM = 1
"""The form of the tables below; a file of another form is deleted."""

_TABLES = """
-- What was found in a file: one row for each article or problem, in the order of the file.
CREATE TABLE IF NOT EXISTS results (
    file TEXT NOT NULL,           -- hash of its bytes, its path, the settings and the day: same hash, same results
    position INTEGER NOT NULL,    -- in the file
    path TEXT, part INTEGER, raw TEXT,   -- of an article
    article BLOB, analysis BLOB,  -- JSON; NULL where there is a problem
    problem BLOB,                 -- JSON; NULL where there is an article
    PRIMARY KEY (file, position));
CREATE INDEX IF NOT EXISTS results_by_article ON results (path, part, raw);
-- Rendered files that wait for the transaction of their edition.
CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""

Result = ArticleSummary | Problem


class Cache:
    """The cache of one run, opened when it is first used.

    ``path`` is ``None`` for a run that writes nothing: SQLite then keeps all in memory, and what is large in a file
    without a name. ``left_over``: the file is of a run that was cut off.
    """

    def __init__(self, path: Path | None, *, left_over: bool = False) -> None:
        self.path, self.left_over = path, left_over

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        if self.path is None:
            return _connect("")
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError:  # damaged, or of another form: it can be made again
            _delete(self.path)
            return _connect(self.path)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if "_connection" in self.__dict__:
            self._connection.close()

    def results(self, file: str, positions: tuple[int, ...] = ()) -> tuple[Result, ...] | None:
        """Return what was found in a file that was read before, or these of it; ``None`` when it was not."""
        select = "SELECT article, analysis, problem FROM results WHERE file = ? "
        if positions:
            each = (self._connection.execute(select + "AND position = ?", (file, at)).fetchone() for at in positions)
            rows = [row for row in each if row]
        else:
            rows = self._connection.execute(select + "ORDER BY position", (file,)).fetchall()
        if not rows:
            return None
        return tuple(
            from_json(Problem, problem) if article is None else read_summary(article, analysis)
            for article, analysis, problem in rows
        )

    def add(self, file: str, results: tuple[EncodedArticle | Problem, ...]) -> tuple[Result, ...]:
        """Keep what was found in a file, all or nothing; return it without the texts."""
        with self._writing():
            for position, one in enumerate(results):
                self._connection.execute(
                    "REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (file, position, *_write_columns(one))
                )
        return tuple(one if isinstance(one, Problem) else share_summary(one.summary) for one in results)

    def replace(self, encoded: EncodedArticle) -> ArticleSummary:
        """Keep an article that was analysed again, in place of every older analysis of it; return its summary."""
        with self._writing():
            self._connection.execute(
                "DELETE FROM results WHERE path = ? AND part = ? AND raw = ?", make_key(encoded.summary)
            )
        self.add(f"again {make_key(encoded.summary)}", (encoded,))
        return encoded.summary

    def encoded(self, one: ArticleSummary | Source) -> tuple[bytes, bytes] | None:
        """Return article and analysis as JSON; ``None`` where this run has not read the article."""
        return find_cached_article(self._connection, one)

    @contextmanager
    def pages(self) -> "Iterator[Pages]":
        """Give room for the rendered files of one edition; they are dropped at the end."""
        with self._writing():
            self._connection.execute("DELETE FROM pages")  # what a killed run left
            yield Pages(self._connection)
            self._connection.execute("DELETE FROM pages")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write all or nothing; DigestError where the disk has no room."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._roll_back()
            raise DigestError(
                f"{self.path or 'temporary folder'}: cannot be written: {error}; nothing was published: make"
                " room there, then run again"
            ) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


class Pages(Mapping[str, bytes]):
    """Rendered files by name, in the order in which they were added; none is held in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, None] = {}

    def add(self, name: str, data: bytes) -> None:
        """Keep a rendered file."""
        self._connection.execute("REPLACE INTO pages VALUES (?, ?)", (name, data))
        self._names[name] = None

    def __getitem__(self, name: str) -> bytes:
        row = self._connection.execute("SELECT bytes FROM pages WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return bytes(row[0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


Key = tuple[str, int, str]


def make_key(one: ArticleSummary | Source) -> Key:
    """Return what an article is found by: the path and the part of its file, and the hash of the file's bytes."""
    return one.path, one.part, one.raw


def find_cached_article(connection: sqlite3.Connection, one: ArticleSummary | Source) -> tuple[bytes, bytes] | None:
    """Return article and analysis from an open cache file, as JSON."""
    row = connection.execute(
        "SELECT article, analysis FROM results WHERE path = ? AND part = ? AND raw = ? ORDER BY rowid DESC LIMIT 1",
        make_key(one),
    ).fetchone()
    return (bytes(row[0]), bytes(row[1])) if row else None


def _write_columns(one: EncodedArticle | Problem) -> tuple[object, ...]:
    if isinstance(one, Problem):
        return (None, None, None, None, None, to_json(one))
    return (*make_key(one.summary), one.article, one.analysis, None)


@contextmanager
def open_cache(folder: Path) -> Iterator[Cache]:
    """Open the cache in a state folder, with what a killed run left in it; delete it when the run inside ends well."""
    path = folder / CACHE
    cache = Cache(path, left_over=path.exists())
    try:
        yield cache
    finally:
        cache.close()
    # Of this run, or what is left of one that was killed, or whose end a power cut undid in part. By now all is
    # published: what cannot be deleted stays for the next run.
    with suppress(OSError):
        _delete(path)


@contextmanager
def open_unnamed_cache() -> Iterator[Cache]:
    """Open a cache for a run that writes nothing."""
    cache = Cache(None)
    try:
        yield cache
    finally:
        cache.close()


def _delete(path: Path) -> None:
    for suffix in _SUFFIXES:
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        # On pages of 4 KB each text is many pieces: all statements of a run on 300 texts took .98 s, so they take .77.
        connection.execute("PRAGMA page_size = 16384")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        form = connection.execute("PRAGMA user_version").fetchone()[0]
        if form not in {0, _FORM}:
            raise sqlite3.DatabaseError(f"form {form}")  # noqa: TRY301 - as if SQLite could not read it
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_FORM}")
    except BaseException:
        connection.close()
        raise
    return connection
