"""The full text of editions and articles: what is written into it, and how it is searched."""

import sqlite3

from digest.store.records import NewEdition, SearchHit
from digest.text.words import stem

_FROM_COUNTRY = (
    "kind = 'article' AND (date, id) IN (SELECT told.date, article.value FROM story_days AS told,"
    " json_each(CAST(told.telling AS TEXT), '$.story.countries') AS country,"
    " json_each(CAST(told.telling AS TEXT), '$.story.articles') AS article WHERE country.value = ?)"
)
"""Articles of the stories that play in a country."""


def _condition(query: str, country: str | None) -> tuple[str, list[str]]:
    """Return the condition of a search and its values; one of the two is given."""
    parts = [("search MATCH ?", query)] if query else []
    parts += [(_FROM_COUNTRY, country)] if country else []
    return " AND ".join(text for text, _ in parts), [value for _, value in parts]


def search_texts(
    connection: sqlite3.Connection, query: str, limit: int, country: str | None = None
) -> tuple[SearchHit, ...]:
    """Return what matches a query in FTS5's syntax, best first; with a country its stories' articles alone.

    Without a query the newest articles come first, each with its beginning.
    """
    condition, values = _condition(query, country)
    passage = "snippet(search, 4, '', '', ' … ', 24)" if query else "substr(body, 1, 160)"
    rows = connection.execute(
        f"WITH hits AS (SELECT kind, date, id, title, {passage} AS passage,"  # noqa: S608 (our own texts alone)
        f" {'rank' if query else '0'} AS key FROM search WHERE {condition} ORDER BY key, date DESC, id LIMIT ?)"
        " SELECT kind, date, id, title, passage,"
        " (SELECT min(path) FROM articles WHERE articles.id = hits.id AND articles.date = hits.date),"
        " (SELECT json_extract(CAST(article AS TEXT), '$.facts.outlet.value') FROM articles"
        " WHERE articles.id = hits.id AND articles.date = hits.date ORDER BY path LIMIT 1)"
        " FROM hits ORDER BY key, date DESC, id",
        [*values, limit],
    )
    return tuple(SearchHit(*row) for row in rows.fetchall())


def count_matches(connection: sqlite3.Connection, query: str, country: str | None = None) -> int:
    """Count what a search finds without a limit."""
    condition, values = _condition(query, country)
    found = connection.execute(f"SELECT count(*) FROM search WHERE {condition}", values).fetchone()  # noqa: S608
    return int(found[0])


def find_forms(connection: sqlite3.Connection, word: str, language: str) -> tuple[str, ...]:
    """Find the words of the texts that have the stem of a word: "talks" and "talked" for "talk"."""
    root = stem(word.lower(), language)
    begin = root[:-1] if len(root) > 3 else root  # "parties" and "party" have the stem "parti"
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, search, row)")
    rows = connection.execute(
        "SELECT term FROM temp.terms WHERE term >= ? AND term < ?", (begin, f"{begin}\U0010ffff")
    ).fetchall()
    return tuple(term for (term,) in rows if stem(term, language) == root)


def write_search(connection: sqlite3.Connection, new: NewEdition) -> None:
    """Replace the texts of an edition's day."""
    edition, day = new.edition, new.edition.date.isoformat()
    connection.execute("DELETE FROM search WHERE date = ?", (day,))
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
