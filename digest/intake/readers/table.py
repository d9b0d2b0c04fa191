"""Tables (.csv, .tsv) whose first line names the columns: every row that holds a text is an article.

Own code and not the standard library's: that breaks a text at its commas when its quotation marks are not doubled, as
hand-made tables have them, and takes the rest of a file for one cell when a quotation mark never closes.
"""

from collections.abc import Iterator

from digest.intake.limits import MOST_ARTICLES
from digest.intake.readers.fields import NAMES, normalize_name
from digest.intake.readers.structured import TEASERS, TEXTS, find_documents, find_text
from digest.intake.sanitize import decode
from digest.model import Document, Problem

DELIMITERS = "\t,;|"
LONGEST_NAME = 60
"""Characters of a column's name; a first line with longer ones is no line of names."""
HEAD = 5000
"""Characters of the first line in which names of columns are looked for."""
MOST_ROWS = 20_000
"""Rows that are looked at, a second's work; of articles there may be fewer."""
_KNOWN = frozenset((*TEXTS, *TEASERS, *(name for names in NAMES.values() for name in names)))


class _UnclosedError(ValueError):
    """A quotation mark opens a cell and none closes it; its argument is the line."""


def read_table(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of a table, numbered in the order of its rows."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=lambda sign: (_count_known_names(first, sign), first.count(sign)))
    if first.startswith("sep="):  # what a spreadsheet program writes over its table
        delimiter, text = first[4:5] or ",", text.partition("\n")[2]
    rows = _split_rows(text, delimiter)
    try:
        names = [normalize_name(name) for name in next(rows, [])]
        if not _count_known_names(delimiter.join(names), delimiter) or any(len(name) > LONGEST_NAME for name in names):
            return Problem(path, "no article: a table whose first line names no column of articles (title, date, text)")
        articles: list[dict[str, str]] = []
        for number, row in enumerate(rows):
            if number > MOST_ROWS or len(articles) > MOST_ARTICLES:
                reason = f"more than {MOST_ARTICLES:,} articles in one file, or rows without end; split it"
                return Problem(path, reason, unreadable=True)
            cells = _name_cells(names, row, delimiter)
            if find_text(cells):
                articles.append(cells)
    except _UnclosedError as unclosed:
        reason = f"a quotation mark opens in line {unclosed} of this table and never closes: close it"
        return Problem(path, reason, unreadable=True)
    if not articles:
        return Problem(path, "no article: a table of titles or addresses without texts, and digest fetches nothing")
    return find_documents(path, articles, "table")


def _count_known_names(line: str, delimiter: str) -> int:
    """Count the columns of a line that have the name of a text or a fact."""
    return sum(normalize_name(name.strip(' "')) in _KNOWN for name in line[:HEAD].split(delimiter))


def _name_cells(names: list[str], row: list[str], delimiter: str) -> dict[str, str]:
    """Return a row's cells by their columns; what is over belongs to the last one, a text with the delimiter in it."""
    if len(row) > len(names):
        row = [*row[: len(names) - 1], delimiter.join(row[len(names) - 1 :])]
    return dict(zip(names, row, strict=False))


def _split_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a table. A quotation mark ends a cell only before the delimiter or the line's end."""
    at, row = 0, list[str]()
    while at < len(text):
        if text[at] == '"':
            cell, at = _read_quoted(text, at, delimiter)
        else:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            stop = text.find(delimiter, at, end)
            cell, at = (text[at:end], end) if stop < 0 else (text[at:stop], stop)
        row.append(cell)
        if at >= len(text) or text[at] == "\n":
            if any(row):
                yield row
            row = []
        elif at == len(text) - 1:
            row.append("")
        at += 1
    if any(row):
        yield row


def _read_quoted(text: str, start: int, delimiter: str) -> tuple[str, int]:
    """Return a cell in quotation marks and where it ends; a mark in it may be doubled or not."""
    pieces, at = [], start + 1
    while (mark := text.find('"', at)) >= 0:
        after = text[mark + 1 : mark + 2]
        if after in ("", "\n", delimiter):
            pieces.append(text[at:mark])
            return "".join(pieces), mark + 1
        pieces.append(text[at : mark + 1])
        at = mark + 1 + (after == '"')
    raise _UnclosedError(text.count("\n", 0, start) + 1)
