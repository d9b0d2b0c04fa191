"""The names under which formats with named fields tell their facts: front matter, JSON, tables, lines over a text."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from digest.intake.sanitize import clean
from digest.model import Fact, Facts

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "webtitle", "fulltitle", "name", "heading"),
    "published": (
        "published", "datepublished", "publishedat", "pubdate", "date", "publishdate", "publicationdate",
        "webpublicationdate", "publishedtime", "datetime", "issued", "firstpublished", "seendate", "created",
        "createdat", "timestamp", "time",
    ),
    "outlet": (
        "outlet", "source", "publisher", "sitename", "site", "publication", "containertitle", "newspaper", "provider",
        "feed", "sourcename", "website",
    ),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "url": (
        "url", "link", "canonicalurl", "canonical", "externalurl", "permalink", "weburl", "sourceurl", "originalurl",
        "source",
    ),
    "language": ("language", "lang", "inlanguage", "locale"),
}  # fmt: skip
"""By fact, the most trusted name first; compared without case, hyphens and underscores."""

SAVED = frozenset(("created", "createdat", "timestamp", "time", "seendate"))
"""Names of a time that may be that of saving: what they tell is a guess."""
OTHER_NAMES = frozenset(("tags", "tag", "category", "categories", "keywords", "section", "type", "status", "saved"))
"""Names of lines over a text that tell nothing of use; they are no text."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
LINE = re.compile(r"(?:[-*•] )?\**([A-Za-z][A-Za-z _-]{1,30}?)\**:\**(?:[ \t]+(.*))?\Z")
"""A line "Name: value" over a text, also as an item of a list or in bold."""
MOST_LINES = 20
"""Lines over a text that may be fields: nobody writes as many facts, tags and states among them."""

MOST_NAMES = 5
"""Authors that are named."""
NAMES_OF_A_NAME = ("name", "title", "text", "rendered", "$t", "#text", "value")


def read_facts(fields: Mapping[Any, Any], source: str) -> Facts:
    """Return the facts that named fields tell; ``source`` says what they stand in."""
    known: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(name, str):
            known.setdefault(normalize_name(name), value)
    told = {fact: _find_fact(fact, known, names, source) for fact, names in NAMES.items()}
    title, outlet = told["title"], told["outlet"]
    if title and outlet and title.value.endswith(f" - {outlet.value}"):  # as lists of news services have it
        told["title"] = Fact(title.value.removesuffix(f" - {outlet.value}"), title.source)
    return Facts(**told)


def normalize_name(name: str) -> str:
    """Return a field's name in lower case, without what parts its words."""
    return re.sub(r"[-_: ]", "", name.lower())


def _find_fact(fact: str, known: dict[str, Any], names: tuple[str, ...], source: str) -> Fact | None:
    for name in names:
        value = known.get(name)
        said = flatten_date(value) if fact == "published" else flatten_value(value)
        if said and (fact not in ("url", "outlet") or bool(ADDRESS.match(said)) == (fact == "url")):
            return Fact(clean(said), f"{source} {name}", guess=fact == "published" and name in SAVED)
    return None


def flatten_date(value: Any) -> str | None:
    """Return a date as text, also that of a list of references: ``{"date-parts": [[2019, 6, 12]]}``."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and len(parts[0]) == 3:
        return "-".join(f"{part:0>2}" for part in map(str, parts[0]))
    return flatten_value(value)


def flatten_value(value: Any) -> str | None:
    """Return a value as one line: a string, the name in an object, the names of a list; ``None`` for anything else."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        named = next((said for key in NAMES_OF_A_NAME if isinstance(said := value.get(key), str) and said), None)
        parts = (value.get("given"), value.get("family"))
        return named or " ".join(part for part in parts if isinstance(part, str) and part) or None
    if isinstance(value, list):
        texts = (flatten_value(one) for one in value[:MOST_NAMES] if not isinstance(one, list))
        return ", ".join(text for text in texts if text) or None
    return None


def find_fields(lines: Iterable[str]) -> tuple[dict[str, str], int]:
    """Return the fields in the lines "Name: value" at the top of a text, and how many lines they are.

    A name must be one that is known: "Obama: I was wrong" is none.
    """
    fields: dict[str, str] = {}
    count = 0
    for at, line in enumerate(lines):
        found = LINE.match(line.strip())
        if at >= MOST_LINES or (line.strip() and not (found and _is_known(found[1]))):
            break
        if found:
            fields.setdefault(normalize_name(found[1]), (found[2] or "").strip())
            count = at + 1
    return fields, count


def _is_known(name: str) -> bool:
    plain = normalize_name(name)
    return plain in OTHER_NAMES or any(plain in names for names in NAMES.values())
