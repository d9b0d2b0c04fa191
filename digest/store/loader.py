"""Load articles by their summaries: from what this run has read, else from the database."""

import sqlite3
from functools import lru_cache
from pathlib import Path

from digest.codec import decode, decode_once, read_stored
from digest.errors import StateError
from digest.model import AnalysedArticle, Article, ArticleSummary, Source
from digest.store import cache as caching
from digest.store.articles import find_stored_article
from digest.store.cache import Cache
from digest.store.database import connect
from digest.store.store import Store


class Loader:
    """Load articles in the process of the run; it travels to other processes as the paths of its two files."""

    def __init__(self, store: Store, cache: Cache, database: Path) -> None:
        self._store, self._cache, self._database = store, cache, database

    def __call__(self, one: ArticleSummary | Source) -> AnalysedArticle:
        """Return the article of a summary, with its analysis."""
        return decode(*self.encoded(one))

    def load_article(self, one: ArticleSummary | Source) -> Article:
        """Return the article of a summary alone: its analysis takes ten times as long to decode (.1 ms and 1 ms)."""
        return read_stored(Article, self.encoded(one)[0])

    def encoded(self, one: ArticleSummary | Source) -> tuple[bytes, bytes]:
        """Return article and analysis as JSON; StateError when neither file has them."""
        return _check(self._cache.encoded(one) or self._store.find_encoded(one), one)

    def __reduce__(self) -> "tuple[type[LoaderElsewhere], tuple[Path, Path]]":
        """Pickle the paths: connections do not travel."""
        assert self._cache.path is not None  # a run that writes nothing stays in one process
        return LoaderElsewhere, (self._cache.path, self._database)


class LoaderElsewhere:
    """Load articles in another process than the run's, from the same two files."""

    def __init__(self, cache: Path, database: Path) -> None:
        self._cache, self._database = cache, database

    def __call__(self, one: ArticleSummary | Source) -> AnalysedArticle:
        """Return the article of a summary, with its analysis."""
        found = caching.find_cached_article(_open_once(self._cache), one)
        if found is None and self._database.exists():
            found = find_stored_article(_open_once(self._database), one)
        return decode_once(*_check(found, one))  # a worker has each article in one task alone

    def __reduce__(self) -> "tuple[type[LoaderElsewhere], tuple[Path, Path]]":
        """Pickle the paths."""
        return LoaderElsewhere, (self._cache, self._database)


@lru_cache(maxsize=2)
def _open_once(path: Path) -> sqlite3.Connection:
    """Open a file once in each worker; it closes with the process."""
    return connect(path, "ro")


def _check(found: tuple[bytes, bytes] | None, one: ArticleSummary | Source) -> tuple[bytes, bytes]:
    if found is None:
        raise StateError(f"the text of {one.path} is neither in the database nor among what this run has read")
    return found
