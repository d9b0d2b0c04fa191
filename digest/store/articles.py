"""The tables of articles and of skipped files: their rows, as values."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from typing import Any

from digest.codec import read_summary, write_past_article
from digest.model import ArticleSummary, Source
from digest.store.records import SkippedFile, StoredArticle

Encoded = Callable[[ArticleSummary], tuple[bytes, bytes]]
"""Return the article and the analysis of a summary, as JSON."""
SELECT_ARTICLES = "SELECT folder, parts, settings_hash, date, corrects, article, analysis FROM articles "
# Not REPLACE, which would give a row a new place in the order in which articles came.
ADD_ARTICLE = (
    "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET date = excluded.date,"
    " settings_hash = excluded.settings_hash, analysis = excluded.analysis, published = excluded.published"
)
STOP_WAITING = "DELETE FROM articles WHERE folder = ? AND path = ? AND part = ? AND date IS NULL"


def find_stored_article(connection: sqlite3.Connection, one: ArticleSummary | Source) -> tuple[bytes, bytes] | None:
    """Return article and analysis from an open database, as JSON."""
    row = connection.execute(
        "SELECT article, analysis FROM articles WHERE id = ? AND path = ? AND part = ? AND raw = ?"
        " ORDER BY rowid DESC LIMIT 1",
        (one.id, one.path, one.part, one.raw),
    ).fetchone()
    return (bytes(row[0]), bytes(row[1])) if row else None


def read_article(row: tuple[Any, ...]) -> StoredArticle:
    """Read the row of an article."""
    folder, parts, settings_hash, date, corrects, article, analysis = row
    return StoredArticle(folder, read_summary(article, analysis), parts, settings_hash, read_date(date), corrects)


def make_article_row(stored: StoredArticle, encoded: Encoded) -> tuple[Any, ...]:
    """Make the row of an article."""
    one = stored.summary
    key = (stored.folder, one.path, one.part, one.raw, one.id, stored.parts)
    when = (stored.date.isoformat() if stored.date else None, stored.corrects, stored.settings_hash)
    return (*key, *when, *encoded(one), write_past_article(stored.published) if stored.published else None)


def make_skipped_row(skipped: SkippedFile) -> tuple[Any, ...]:
    """Make the row of a skipped file."""
    problem = skipped.problem
    published = problem.told.isoformat() if problem.told else None
    date = skipped.date.isoformat() if skipped.date else None
    key = (skipped.folder, problem.path, problem.part)
    return (*key, problem.reason, problem.unreadable, published, date, problem.id, problem.raw, problem.kind)


def read_date(text: str | None) -> dt.date | None:
    """Read a day, where there is one."""
    return dt.date.fromisoformat(text) if text else None
