"""The names under which formats with named fields tell their facts: front matter, JSON, JSON Feed."""

import re
from collections.abc import Mapping
from typing import Any

from digest.intake.sanitize import clean
from digest.model import Fact, Facts

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "heading"),
    "published": (
        "published", "datepublished", "publishedat", "pubdate", "date", "publishdate", "publicationdate",
        "publishedtime", "datetime", "published_date", "created", "createdat", "timestamp", "time",
    ),
    "outlet": ("outlet", "source", "publisher", "sitename", "site", "publication", "provider", "feed", "sourcename"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "url": ("url", "link", "canonicalurl", "canonical", "externalurl", "permalink", "weburl", "sourceurl"),
    "language": ("language", "lang", "inlanguage", "locale"),
}  # fmt: skip
"""By fact, the most trusted name first; compared without case, hyphens and underscores."""

NAMES_OF_A_NAME = ("name", "title", "text", "$t", "#text", "value")


def facts_of_fields(fields: Mapping[Any, Any], source: str) -> Facts:
    """The facts that named fields tell; ``source`` says what they stand in."""
    known = {_key(name): value for name, value in fields.items() if isinstance(name, str)}
    return Facts(**{fact: _fact(known, names, source) for fact, names in NAMES.items()})


def _key(name: str) -> str:
    return re.sub(r"[-_: ]", "", name.lower())


def _fact(known: dict[str, Any], names: tuple[str, ...], source: str) -> Fact | None:
    for name in names:
        if said := text_of_value(known.get(_key(name))):
            return Fact(clean(said), f"{source} {name}")
    return None


def text_of_value(value: Any) -> str | None:
    """A value as one line: a string, the name in an object, the names of a list; ``None`` for anything else."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return next((said for key in NAMES_OF_A_NAME if isinstance(said := value.get(key), str) and said), None)
    if isinstance(value, list):
        return (
            ", ".join(said for one in value[:5] if not isinstance(one, list) and (said := text_of_value(one))) or None
        )
    return None
