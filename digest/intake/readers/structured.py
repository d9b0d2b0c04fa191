"""JSON and JSON Lines of any shape: articles are the objects that hold a text, wherever they stand."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from digest.intake.limits import MOST_ARTICLES
from digest.intake.readers.assemble import make_document
from digest.intake.readers.fields import normalize_name, read_facts
from digest.intake.readers.markup import cut_markup
from digest.intake.sanitize import clean, decode
from digest.model import Document, Facts, Problem

TEXTS = (
    "articlebody", "body", "text", "content", "contenttext", "contenthtml", "fulltext", "maintext", "story", "article",
    "bodytext", "bodyhtml", "plaintext",
)  # fmt: skip
"""Names of an article's text, compared without case, hyphens and underscores; the fullest first."""
TEASERS = ("abstract", "summary", "description", "excerpt", "teaser", "standfirst", "trailtext", "lead")
"""Names of a text that stands for the article's where there is none."""
PARTS_OF_A_TEXT = ("rendered", "value", "text", "html", "plain", "content", "$t", "#text", "paragraph")
"""Names under which an object holds the text that its own name promises: ``{"content": {"rendered": ...}}``."""
ABOUT_OTHERS = frozenset(
    (
        "author", "authors", "byline", "creator", "publisher", "source", "provider", "feed", "site", "image", "images",
        "media", "video", "videos", "thumbnail", "comments", "related", "relateditems", "tags", "metadata", "seo",
    )
)  # fmt: skip
"""Names of objects that tell of something else than the article."""
MOST_OBJECTS = 100_000
"""Objects and lists that are looked into: a second's work."""
DEEPEST = 6
"""Levels of objects and lists in one another that are searched, as deep as answers of news services are."""
# Decisions, by what news services answer: no labelled text is JSON, and tests/intake/test_records.py holds their forms.
LEVELS = 2
"""How far below an object its text and facts may lie: ``fields.bodyText``."""
LONG = 120
"""Bytes of a text that is one whatever its name is: some twenty words, or forty signs of Chinese."""
TEASER = 400
"""Bytes below which a text under a usual name may be a teaser, when another is twice as long."""
PROSE_IN = 2000
"""First characters of a text in which a sentence ends, if it is one."""
PROSE = re.compile(r"[^\W\d_]{2}.*[.!?…。！？।]", re.DOTALL)
CUT = re.compile(r"(?<!\s)\s*(?:(?:…|\.\.\.)\s*)?\[\+\d{1,9} chars\]\s*\Z")
"""How a news service marks where it cut a text."""
WHOLE = re.compile(r".*[.!?][\"”’)]*(?=\s)", re.DOTALL)


class Text(NamedTuple):
    """A text of an object; ``own``: its name says that it is the article's."""

    said: str
    own: bool


Found = tuple[dict[str, Any], Text]
"""An object that is an article, and its text."""


class _TooManyError(Exception):
    """More objects than are looked into."""


def read_json(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of a JSON file, numbered in its order."""
    try:
        value = json.loads(decode(data), strict=False)
    except RecursionError:
        return Problem(path, "this JSON is nested too deep to be read", unreadable=True)
    except ValueError:
        return read_jsonl(path, data) if data.count(b"\n") else Problem(path, "this is not valid JSON", unreadable=True)
    return find_documents(path, [value])


def read_jsonl(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of a file with a JSON object a line; lines that are none are passed over when others are."""
    values: list[Any] = []
    for line in decode(data).split("\n"):
        if len(values) > MOST_ARTICLES:
            break
        try:
            values += [json.loads(line, strict=False)] if line.strip() else []
        except (ValueError, RecursionError):
            continue
    if not values:
        return Problem(path, "no line of this file is valid JSON", unreadable=True)
    return find_documents(path, values)


def find_documents(path: str, values: Sequence[Any], container: str = "JSON") -> tuple[Document, ...] | Problem:
    """Return the articles in some values, numbered in their order; ``container`` says what they stood in."""
    looked_into = [0]
    try:
        found = [one for value in values for one in _find_articles(value, 0, looked_into)]
    except _TooManyError:
        return Problem(path, f"more than {MOST_OBJECTS:,} objects in one file; split it", unreadable=True)
    if not found:
        titled = any(_is_titled(value, 0) for value in values)
        reason = "only titles and addresses, and digest fetches nothing" if titled else "no object with a text"
        return Problem(path, f"no article in this {container}: {reason}", unreadable=True)
    if len(found) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} articles in one file; split it", unreadable=True)
    return tuple(_make_document(path, part, *one, container) for part, one in enumerate(found))


def _find_articles(value: Any, depth: int, looked_into: list[int]) -> list[Found]:
    """Return the objects that are articles, in order, each with its text.

    An object that holds articles is none itself, unless its own text is longer than theirs: comments, say.
    """
    looked_into[0] += 1
    if looked_into[0] > MOST_OBJECTS:
        raise _TooManyError
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        held = [one for one in value if isinstance(one, dict | list)]
        return [article for one in held for article in _find_articles(one, depth + 1, looked_into)]
    if not isinstance(value, dict):
        return []
    text = find_text(value)
    inner = [
        one
        for name, held in value.items()
        if isinstance(held, dict | list) and not (text and text.own and normalize_name(str(name)) in ABOUT_OTHERS)
        for one in _find_articles(held, depth + 1, looked_into)
    ]
    longest = max((len(one.said) for _, one in inner), default=0)
    if text and (not inner or (text.own and len(text.said) >= longest)):
        return [(value, text)]
    return inner


def _is_titled(value: Any, depth: int) -> bool:
    """Tell whether a value holds an object with a title and an address, as a list of links does."""
    if isinstance(value, list):
        return depth <= DEEPEST and any(_is_titled(one, depth + 1) for one in value[:MOST_ARTICLES])
    if not isinstance(value, dict):
        return False
    facts = read_facts(value, "")
    if facts.title and facts.url:
        return True
    return depth <= DEEPEST and any(_is_titled(one, depth + 1) for one in value.values())


def find_text(value: Mapping[Any, Any]) -> Text | None:
    """Return an object's text: the one under the most usual name, unless that is a teaser and another is far longer;
    the longest where no name is usual."""
    texts = list(_list_texts(value, "", 0))
    by_name: dict[str, str] = {}
    for name, said in texts:
        by_name.setdefault(name, said)
    usual = next((Text(by_name[name], own=True) for name in TEXTS if name in by_name), None)
    usual = usual or next((Text(by_name[name], own=False) for name in TEASERS if name in by_name), None)
    longest = max((said for _, said in texts), key=len, default="")
    if usual:
        short = _measure(usual.said) < TEASER and len(longest) >= 2 * len(usual.said)
        return Text(longest, usual.own) if short and _is_prose(longest) else usual
    return Text(longest, own=True) if _is_prose(longest) else None


def _list_texts(value: Mapping[Any, Any], above: str, level: int) -> Iterator[tuple[str, str]]:
    """Yield the strings and lists of paragraphs of an object and of those in it, with their names."""
    for key, held in value.items():
        name = normalize_name(key) if isinstance(key, str) else ""
        if above and name in PARTS_OF_A_TEXT:
            name = above
        if said := _join_text(held, name):
            yield name, said
        elif isinstance(held, dict) and level < LEVELS and name not in ABOUT_OTHERS:
            yield from _list_texts(held, name, level + 1)


def _join_text(value: Any, name: str) -> str | None:
    """Return a text: a string of more than three words, or the paragraphs of a list."""
    if isinstance(value, list):
        pieces = [piece if isinstance(piece, str) else _read_piece(piece, name) for piece in value]
        value = "\n\n".join(piece for piece in pieces if piece) if all(piece is not None for piece in pieces) else None
    if not isinstance(value, str) or value.startswith(("http://", "https://", "data:")):
        return None
    return value if len(value.split()) > 3 or (not value.isascii() and _measure(value) >= LONG) else None


def _read_piece(value: Any, name: str) -> str | None:
    """Return a paragraph of a list of objects, ``{"type": "p", "text": ...}``; ``None`` for what is an article."""
    if not isinstance(value, dict) or not value.keys().isdisjoint(("title", "headline", "name", "url")):
        return None
    if name not in TEXTS and value.keys().isdisjoint(("type", "tag", "style")):
        return None
    return next((said for key in PARTS_OF_A_TEXT if isinstance(said := value.get(key), str)), "")


def _measure(text: str) -> int:
    return len(text.encode("utf-8", "ignore"))


def _is_prose(text: str) -> bool:
    """Tell whether a text of any name is long enough and has a sentence's end."""
    return _measure(text) >= LONG and PROSE.search(text[:PROSE_IN]) is not None


def _make_document(path: str, part: int, one: dict[str, Any], text: Text, container: str) -> Document:
    facts = _gather_facts(one, container, 0)
    said = text.said
    if CUT.search(said):
        said = CUT.sub("", said)
        whole = WHOLE.match(said)
        said = whole[0] if whole else said
    if "</p>" in said or "<p>" in said or "<br" in said:
        return make_document(path, part, cut_markup(said), facts, brief=True)
    return Document(path, part, clean(said).strip("\n"), facts, brief=True)


def _gather_facts(value: Mapping[Any, Any], container: str, level: int) -> Facts:
    """Return what an object tells, completed by the objects in it that tell of it."""
    facts = read_facts(value, container)
    for key, held in value.items():
        name = normalize_name(key) if isinstance(key, str) else None
        if isinstance(held, dict) and level < LEVELS and name is not None and name not in ABOUT_OTHERS:
            facts = facts.completed_by(_gather_facts(held, container, level + 1))
    return facts
