"""The full text of editions and articles: what is written into it, and how it is searched."""

import sqlite3

from digest.store.reader import Reader
from digest.store.records import NewEdition, SearchHit
from digest.text.words import stem

_FROM_COUNTRY = (
    "kind = 'article' AND (date, id) IN (SELECT told.date, article.value FROM story_days AS told,"
    " json_each(CAST(told.telling AS TEXT), '$.story.countries') AS country,"
    " json_each(CAST(told.telling AS TEXT), '$.story.articles') AS article WHERE country.value = :country)"
)
"""Articles of the stories that play in a country."""


_BEST_OF_QUERY = """
    -- Of all that match only the rank is worked out; only those of the last rank that is shown, or a better one,
    -- are read for their day, and only what is shown for its passage: a common word stands in thousands of articles.
    ranked AS MATERIALIZED (SELECT rowid AS at, rank AS key FROM search WHERE {condition}),
    last AS (SELECT max(key) AS key FROM (SELECT key FROM ranked ORDER BY key LIMIT :limit)),
    best AS MATERIALIZED (SELECT at, ranked.key FROM ranked JOIN last ON ranked.key <= last.key
        CROSS JOIN search ON search.rowid = at ORDER BY ranked.key, date DESC, id LIMIT :limit),
    hits AS (SELECT kind, date, id, title, snippet(search, 4, '', '', ' … ', 24) AS passage, key
        FROM search JOIN best ON search.rowid = at WHERE search MATCH :query)
"""
_NEWEST_OF_COUNTRY = """
    hits AS (SELECT kind, date, id, title, substr(body, 1, 160) AS passage, 0 AS key
        FROM search WHERE {condition} ORDER BY date DESC, id LIMIT :limit)
"""


def _write_condition(query: str, country: str | None) -> str:
    """Return the condition of a search; one of the two is given."""
    return " AND ".join(("search MATCH :query",) * bool(query) + (_FROM_COUNTRY,) * bool(country))


class SearchReader(Reader):
    """The questions to the full text."""

    def search(self, query: str, limit: int, country: str | None = None) -> tuple[SearchHit, ...]:
        """Return what matches a query in FTS5's syntax, best first; with a country its stories' articles alone.

        Without a query the newest articles come first, each with its beginning.
        """
        hits = (_BEST_OF_QUERY if query else _NEWEST_OF_COUNTRY).format(condition=_write_condition(query, country))
        rows = self._connection.execute(
            f"WITH {hits} SELECT kind, date, id, title, passage,"  # noqa: S608 (our own texts alone)
            " (SELECT min(path) FROM articles WHERE articles.id = hits.id AND articles.date = hits.date),"
            " (SELECT json_extract(CAST(article AS TEXT), '$.facts.outlet.value') FROM articles"
            " WHERE articles.id = hits.id AND articles.date = hits.date ORDER BY path LIMIT 1)"
            " FROM hits ORDER BY key, date DESC, id",
            {"query": query, "limit": limit, "country": country},
        )
        return tuple(SearchHit(*row) for row in rows.fetchall())

    def count_matches(self, query: str, country: str | None = None) -> int:
        """Count what a search finds without a limit."""
        count = f"SELECT count(*) FROM search WHERE {_write_condition(query, country)}"  # noqa: S608
        found = self._connection.execute(count, {"query": query, "country": country}).fetchone()
        return int(found[0])

    def find_forms(self, word: str, language: str) -> tuple[str, ...]:
        """Find the forms of a word among those that ``search`` knows: "talks" and "talked" for "talk"."""
        root = stem(word.lower(), language)
        begin = root[:-1] if len(root) > 3 else root  # "parties" and "party" have the stem "parti"
        self._connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, search, row)")
        rows = self._fetch_all("SELECT term FROM temp.terms WHERE term >= ? AND term < ?", begin, f"{begin}\U0010ffff")
        return tuple(term for (term,) in rows if stem(term, language) == root)


def write_search(connection: sqlite3.Connection, new: NewEdition) -> None:
    """Replace the texts of an edition's day."""
    edition, day = new.edition, new.edition.date.isoformat()
    if edition.revision > 1:
        _forget_day(connection, day)
    quotes = " ".join(quote.text for story in edition.stories for quote in story.quotes)
    headlines = " · ".join(story.headline for story in edition.stories)
    connection.execute("INSERT INTO search VALUES ('edition', ?, '', ?, ?)", (day, headlines, quotes))
    connection.execute(
        "INSERT INTO search SELECT 'article', date, id, coalesce(json_extract(json, '$.facts.title.value'), ''),"
        " json_extract(json, '$.document.text')"
        " FROM (SELECT date, id, rowid AS position, CAST(article AS TEXT) AS json FROM articles WHERE date = ?"
        " AND published NOT NULL) ORDER BY position",
        (day,),
    )


def _forget_day(connection: sqlite3.Connection, day: str) -> None:
    """Delete the rows of a day, which lie together, for they were written together behind all others.

    No index has their dates: to look from the newest row back finds those of a new day at once among years of others.
    """
    last = connection.execute("SELECT rowid FROM search WHERE date = ? ORDER BY rowid DESC LIMIT 1", (day,)).fetchone()
    if last is None:
        return
    before = "SELECT rowid FROM search WHERE rowid < ? AND date <> ? ORDER BY rowid DESC LIMIT 1"
    first = connection.execute(before, (*last, day)).fetchone() or (0,)
    connection.execute("DELETE FROM search WHERE rowid > ? AND rowid <= ?", (*first, *last))
