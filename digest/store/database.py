"""The database file: how it is opened, its tables, and what is said when it cannot be used.

``journal_mode=DELETE`` lets readers open one file for reading only; ``synchronous=EXTRA`` also syncs the folder
after the journal has gone, so that what was committed stays committed when the power fails. A change of the
tables is one more script at the end of ``MIGRATIONS``; those that are there are never edited.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest.errors import DigestError, NewerDatabaseError, StateError
from digest.store.story_days import fill_story_days

_APPLICATION = 0x64696765  # "dige": by which the file is known as ours

# The tables of today, by the names that the last script gives them:
#   seen       a file of the articles' folder as it was when it was last opened (size, time of change, inode)
#   known      every identity of an article that an edition has published, with that day: it is never published again
#   articles   an article with its analysis (JSON); date is the day whose edition has it, NULL while it waits for one;
#              corrects: id of the article that lay at its path before; published: what later days need to know of it
#   skipped    a file or article that is not used, and why; date as above
#   editions   each revision of a day (JSON); status: pending until its files are in the output folder, then published,
#              replaced by a later revision; day: what the archive shows of it
#   files      the bytes of every published file; date is NULL for those that belong to no day (the archive)
#   published  the hash of each file as it was last written into the output folder: what differs was edited by hand
#   slots      each slot of the schedule that a run satisfied, and when
#   search     full text of editions and articles
#   deliveries where each revision is to go, and what became of it (store/deliveries.py); rest: JSON
#   names      who is named in the stories of a day, with the page of the index that lists the name, and where the words
#              that introduce it stand in an article; whole: the story stands in full
#   removals   the days whose pages were removed, and since which briefing; restored: the newest briefing when the day
#              was brought back, NULL while it is removed
#   story_days what the newest edition of a day told of each story (JSON), with the names by which its page finds it
MIGRATIONS = (
    """
    CREATE TABLE seen (folder TEXT, path TEXT, size INTEGER, modified INTEGER, inode INTEGER,
        PRIMARY KEY (folder, path)) WITHOUT ROWID;
    CREATE TABLE known (identity TEXT PRIMARY KEY, told TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE works (folder TEXT, path TEXT, part INTEGER, raw TEXT, id TEXT NOT NULL, parts INTEGER NOT NULL,
        date TEXT, corrects TEXT, mark TEXT, article BLOB, analysis BLOB, told BLOB,
        PRIMARY KEY (folder, path, part, raw));
    CREATE INDEX works_by_date ON works (date);
    CREATE INDEX works_by_id ON works (id);
    CREATE TABLE problems (folder TEXT, path TEXT, part INTEGER, reason TEXT NOT NULL, unreadable INTEGER NOT NULL,
        told TEXT, date TEXT, PRIMARY KEY (folder, path, part));
    CREATE INDEX problems_by_date ON problems (date);
    CREATE TABLE editions (date TEXT, revision INTEGER, made TEXT NOT NULL, status TEXT NOT NULL,
        edition BLOB NOT NULL, day BLOB NOT NULL, pages BLOB, PRIMARY KEY (date, revision));
    CREATE TABLE files (name TEXT PRIMARY KEY, date TEXT, bytes BLOB NOT NULL);
    CREATE INDEX files_by_date ON files (date);
    CREATE TABLE published (name TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE slots (slot TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, date UNINDEXED, id UNINDEXED, title, body);
    """,
    # What a page shows follows from its edition and its article: beside its bytes nothing of it is kept.
    """
    CREATE TABLE editions_now (date TEXT, revision INTEGER, made TEXT NOT NULL, status TEXT NOT NULL,
        edition BLOB NOT NULL, day BLOB NOT NULL, PRIMARY KEY (date, revision));
    INSERT INTO editions_now SELECT date, revision, made, status, edition, day FROM editions;
    DROP TABLE editions;
    ALTER TABLE editions_now RENAME TO editions;
    """,
    # Near copies are known by their own identities: an edition names them, so that ``repair`` knows them too.
    """
    ALTER TABLE problems ADD COLUMN id TEXT NOT NULL DEFAULT '';
    ALTER TABLE problems ADD COLUMN raw TEXT NOT NULL DEFAULT '';
    """,
    # Programs need no wording: a problem has a kind beside its sentence.
    """
    ALTER TABLE problems ADD COLUMN kind TEXT NOT NULL DEFAULT 'no_article';
    """,
    # Names that say what the columns hold.
    """
    ALTER TABLE works RENAME TO articles;
    ALTER TABLE articles RENAME COLUMN mark TO settings_hash;
    ALTER TABLE articles RENAME COLUMN told TO published;
    ALTER TABLE problems RENAME TO skipped;
    ALTER TABLE skipped RENAME COLUMN told TO published;
    ALTER TABLE known RENAME COLUMN told TO published;
    DROP INDEX works_by_date;
    DROP INDEX works_by_id;
    DROP INDEX problems_by_date;
    CREATE INDEX articles_by_date ON articles (date);
    CREATE INDEX articles_by_id ON articles (id);
    CREATE INDEX skipped_by_date ON skipped (date);
    """,
    # A story's page shows all its days: they are found without reading every edition.
    """
    CREATE TABLE story_days (date TEXT, id TEXT, continues TEXT, headline TEXT NOT NULL, telling BLOB NOT NULL,
        PRIMARY KEY (date, id));
    CREATE INDEX story_days_by_id ON story_days (id);
    CREATE INDEX story_days_by_continues ON story_days (continues);
    """,
    # What is delivered is remembered with the edition: neither lost nor sent twice.
    """
    CREATE TABLE deliveries (date TEXT, revision INTEGER, name TEXT, status TEXT NOT NULL, attempts INTEGER NOT NULL,
        at TEXT, message TEXT NOT NULL, rest TEXT NOT NULL, PRIMARY KEY (date, revision, name));
    """,
    # A page of the index of names has those of a year: they are found without reading every edition.
    """
    CREATE TABLE names (date TEXT, story TEXT, name TEXT, page TEXT NOT NULL, body INTEGER NOT NULL,
        headline TEXT NOT NULL, whole INTEGER NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL,
        stop INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (date, story, name)) WITHOUT ROWID;
    CREATE INDEX names_by_page ON names (page, name);
    """,
    # What every run reads of all days lies apart from the large values: no run reads those of years to reach it.
    """
    CREATE INDEX editions_by_day ON editions (date, revision, day);
    CREATE INDEX story_days_by_line ON story_days (date, id, continues, headline);
    """,
    # What [output] keep_days removed: no check misses it, and `rebuild` brings it back.
    """
    CREATE TABLE removals (date TEXT PRIMARY KEY, since TEXT NOT NULL, restored TEXT) WITHOUT ROWID;
    """,
)
WITH_STORY_DAYS = 6
"""The first form that has them."""


BUSY_SECONDS = 10.0
"""How long another program, a backup say, may hold the database before it is told."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Connect in one of SQLite's modes: ``ro``, ``rw``, or ``rwc`` to make the file."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    if mode != "ro":  # and a reader who asks would have to roll back what a run left that died
        with _closed_on_error(connection):
            connection.execute("PRAGMA synchronous = EXTRA")
    return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection that nobody gets because of what goes wrong inside."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def open_or_empty(path: Path, mode: str) -> tuple[sqlite3.Connection, bool]:
    """Open the database and return it with True; an empty one in memory with False where nothing was committed yet."""
    if path.exists():
        connection = _open_connection(path, mode)
        with _closed_on_error(connection):
            version = _check_version(connection, path)
            if version == len(MIGRATIONS):
                return connection, True
            if version and mode == "rw":
                with _begin(connection):
                    migrate(connection)
                return connection, True
            if version:  # a reader does not touch the file: it brings a copy up to date
                return _copy_to_memory(connection), True
        connection.close()
    return _copy_to_memory(None), False


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest form, inside the caller's transaction."""
    version = _read_version(connection)
    for script in MIGRATIONS[version:]:
        for statement in script.split(";\n"):
            connection.execute(statement)
    if 0 < version < WITH_STORY_DAYS:
        fill_story_days(connection)
    if version < len(MIGRATIONS):
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def explain_errors(path: Path, *, writing: bool) -> Iterator[None]:
    """Raise what SQLite complains of as a DigestError with the remedy."""
    remedy = "see to the disk and its rights, then "
    remedy = f"nothing was published: {remedy}run again" if writing else f"{remedy}try again"
    try:
        yield
    except sqlite3.OperationalError as trouble:
        raise DigestError(f"{path}: the database cannot be used: {trouble}; {remedy}") from trouble
    except OSError as trouble:
        raise DigestError(f"{trouble.filename or path}: {trouble.strerror}; {remedy}") from trouble
    except sqlite3.DatabaseError as trouble:
        raise StateError(
            f"{path}: the database is damaged ({trouble}); move it away and run `digest repair`, which makes it"
            " anew from the editions in the output folder"
        ) from trouble


def _open_connection(path: Path, mode: str) -> sqlite3.Connection:
    """Connect and roll back what a killed run left in the journal."""
    connection = connect(path, mode)
    try:
        _read_version(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        if mode == "rw" or not isinstance(error, sqlite3.OperationalError):
            raise
        # A read-only connection cannot roll back. No run is at work: it would hold SQLite's own lock.
        with closing(connect(path, "rw")) as writer:
            _read_version(writer)
        connection = connect(path, mode)
    return connection


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    version = _read_version(connection)
    if version > len(MIGRATIONS):
        connection.close()
        raise NewerDatabaseError(
            f"{path}: the database was made by a newer digest (form {version}; this one knows"
            f" {len(MIGRATIONS)}); upgrade digest, or move it away and run `digest repair`"
        )
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        connection.close()
        raise StateError(f"{path}: this is not a database of digest; move it away and run `digest repair`")
    return version


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy_to_memory(copied: sqlite3.Connection | None) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if copied:
        copied.backup(memory)
        copied.close()
    with _begin(memory):
        migrate(memory)
    return memory


@contextmanager
def _begin(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
