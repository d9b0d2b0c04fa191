"""JSON and JSON Lines: articles as objects with a text under one of the usual names, alone or in lists."""

import json
from collections.abc import Iterator
from typing import Any

from digest.intake.readers.fields import facts_of_fields
from digest.intake.readers.html import text_of_markup
from digest.intake.sanitize import clean, decode
from digest.model import Document, Problem

TEXTS = (
    "articlebody", "body", "text", "content", "contenttext", "contenthtml", "fulltext", "maintext", "story", "article",
    "bodytext", "plaintext", "summary", "description",
)  # fmt: skip
"""Names of an article's text, compared without case, hyphens and underscores; the fullest first."""
LISTS = (
    "articles",
    "items",
    "entries",
    "results",
    "docs",
    "documents",
    "data",
    "stories",
    "news",
    "response",
    "hits",
    "feed",
    "@graph",
    "_source",
)
MOST = 1000
"""Articles in one file."""
DEEPEST = 6


def read_json(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The articles of a JSON file, numbered in its order."""
    try:
        value = json.loads(decode(data), strict=False)
    except RecursionError:
        return Problem(path, "this JSON is nested too deep to be read", unreadable=True)
    except ValueError:
        return read_jsonl(path, data) if data.count(b"\n") else Problem(path, "this is not valid JSON", unreadable=True)
    return _documents(path, list(_articles(value, 0)))


def read_jsonl(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The articles of a file with a JSON object a line; lines that are none are passed over when others are."""
    found: list[dict[str, Any]] = []
    for line in decode(data).split("\n"):
        if len(found) > MOST:
            break
        try:
            found += list(_articles(json.loads(line, strict=False), 0)) if line.strip() else []
        except (ValueError, RecursionError):
            continue
    return _documents(path, found) if found else Problem(path, "no line of this file is valid JSON", unreadable=True)


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects that have a text, in order."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        if _text(value):
            yield value
            return
        for name in LISTS:
            yield from _articles(value.get(name), depth + 1)


def _text(value: dict[str, Any]) -> str | None:
    known = {
        name.lower().replace("_", "").replace("-", ""): said for name, said in value.items() if isinstance(name, str)
    }
    for name in TEXTS:
        said = known.get(name)
        if isinstance(said, list) and all(isinstance(one, str) for one in said):
            said = "\n\n".join(said)
        if isinstance(said, str) and len(said.split()) > 3:
            return said
    return None


def _documents(path: str, found: list[dict[str, Any]]) -> tuple[Document, ...] | Problem:
    if not found:
        return Problem(path, "no article in this JSON: no object with a text", unreadable=True)
    if len(found) > MOST:
        return Problem(path, f"more than {MOST} articles in one file; split it", unreadable=True)
    return tuple(_document(path, part, one) for part, one in enumerate(found))


def _document(path: str, part: int, one: dict[str, Any]) -> Document:
    text = _text(one) or ""
    if "</p>" in text or "<p>" in text or "<br" in text:
        text = text_of_markup(text)
    return Document(path, part, clean(text).strip("\n"), facts_of_fields(one, "JSON"))
