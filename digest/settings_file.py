"""Read config.toml into Settings; ConfigurationError names all its mistakes, with line, key and remedy."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from digest.config import OWN_FIELDS, PATTERNS, Settings, suggest
from digest.destinations import KINDS, find_equal_names
from digest.errors import ConfigurationError
from digest.toml_mistakes import ARRAYS, read_toml

Where = tuple[int | str, ...]
_LIST_OF_KINDS = "kind = " + " or ".join(", ".join(f'"{kind}"' for kind in KINDS).rsplit(", ", 1))
_IN_WORDS = {
    "path_type": 'is no path; write it in quotes, as "folder"',
    "string_too_short": "must not be empty",
    "string_type": 'must be text in quotes, as "text"',
    "int_type": "must be a whole number, without quotes",
    "float_type": "must be a number, without quotes",
    "too_short": "must not be empty; take the line out for the default",
    "missing": "is missing",
    "bool_type": "must be true or false, without quotes",
    "bool_parsing": "must be true or false, without quotes",
    "union_tag_not_found": f"needs a kind: {_LIST_OF_KINDS}",
    "literal_error": "must be {expected}",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "string_too_long": "must have {max_length} characters or fewer",
    "model_type": "must be a table: {table}, and its keys below",
    "model_attributes_type": "must be a table: {table}, and its keys below",
}
"""What is said of a mistake: pydantic's own words speak to programmers. In braces: what the key wants."""
_MOST_CITED = 60
"""Characters of a wrong value that a message repeats: it stays a line."""
OBSOLETE = {
    ("stories", f"weight_{part}"): "the weights of the order are fixed (docs/stories.md)"
    for part in ("outlets", "theme", "severity", "recency", "breadth")
}
"""Keys of version 1.0.0 that no longer do anything, each with the reason: files that have them keep working."""


def read_settings(path: Path) -> Settings:
    """Read the settings of a file; ConfigurationError with all its mistakes, one a line, when there are any."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise ConfigurationError(f"{path}: not UTF-8 text; save it as UTF-8") from trouble
    except OSError as trouble:
        raise ConfigurationError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """Read the settings from a text; ``path`` is for the messages and the folder that paths start from."""
    table = read_toml(text, str(path))
    obsolete = tuple(_take_obsolete(table, text, path))
    mistakes = [
        *_refuse_reserved_keys(table),
        *_refuse_repeated_names(table),
        *_refuse_shared_titles(table),
        *((("deliver", at, "name"), said) for at, said in find_equal_names(table.get("deliver"))),
    ]
    given = {"root": path.resolve().parent, "obsolete": obsolete, "text_hash": sha256(text.encode()).hexdigest()}
    settings = None
    try:
        settings = Settings.model_validate({**table, **given})
    except ValidationError as trouble:
        mistakes += _list_mistakes(trouble)
    if settings is None or mistakes:
        found = sorted((_find_line(where, text), _name_key(where), said) for where, said in mistakes)
        raise ConfigurationError("\n".join(f"{path}:{line}: {key}{said}" for line, key, said in found))
    return settings


def _take_obsolete(table: dict[str, Any], text: str, path: Path) -> Iterator[str]:
    """Take the keys out that no longer do anything, and say of each where it stands."""
    for (name, key), reason in OBSOLETE.items():
        if isinstance(table.get(name), dict) and key in table[name]:
            del table[name][key]
            line = _find_line((name, key), text)
            yield f"{path}:{line}: {name}.{key}: no longer does anything: {reason}; take the line out"


def _refuse_reserved_keys(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse keys that are named like fields of ours and no settings."""
    for key in OWN_FIELDS:
        if key in table:
            yield (key,), f"unknown key {key!r}"


def _refuse_repeated_names(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse a name that an earlier theme has, and the name of what stands under no theme."""
    themes = table.get("theme")
    earlier: set[object] = set()
    for position, theme in enumerate(themes if isinstance(themes, list) else []):
        name = theme.get("name") if isinstance(theme, dict) else None
        if isinstance(name, str) and name in earlier:
            yield ("theme", position, "name"), f"an earlier theme is named {name!r} too; give this one another name"
        if name == "other":
            yield ("theme", position, "name"), "no theme can be named 'other': that is what stands under no theme"
        earlier.add(name if isinstance(name, str) else None)


def _refuse_shared_titles(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse a title that an earlier outlet has: it belongs to one newsroom."""
    outlets = table.get("outlet")
    earlier: dict[str, object] = {}
    for position, outlet in enumerate(outlets if isinstance(outlets, list) else []):
        titles = outlet.get("titles") if isinstance(outlet, dict) else None
        said = [outlet.get("name"), *(titles if isinstance(titles, list) else [])] if isinstance(outlet, dict) else []
        for title in dict.fromkeys(one.casefold() for one in said if isinstance(one, str)):
            if title in earlier:
                yield (
                    ("outlet", position),
                    f"{title!r} is a title of {earlier[title]!r} too; take it out of one of them",
                )
            earlier.setdefault(title, outlet.get("name"))


def _list_mistakes(trouble: ValidationError) -> Iterator[tuple[Where, str]]:
    """Yield each mistake: where it is and what is wrong."""
    errors = trouble.errors(include_url=False)
    refused = {tuple(error["loc"][:depth]) for error in errors for depth in range(1, len(error["loc"]))}
    for error in errors:
        where = tuple(error["loc"])
        # pydantic counts what is left after it refused an item: that item, or a key of it, was told already
        if error["type"] != "too_short" or where not in refused:
            said = _say(error, where)
            if where[0] == "deliver" and len(where) > 2:  # behind its position pydantic names the kind
                where = (*where[:2], *where[3:])
            elif error["type"] == "union_tag_invalid":
                where = (*where, "kind")
            yield where, said


def _say(error: Any, where: Where) -> str:
    """Say what is wrong, what it should be, and what the file says."""
    kind, found, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key {str(where[-1])!r}" + _find_elsewhere(where)
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    if kind == "tuple_type":
        if len(where) == 1 and where[0] in ARRAYS:
            return f"{ARRAYS[str(where[0])]} begins with two brackets: [[{where[0]}]]"
        return f'must be a list: ["{found}"]' if isinstance(found, str) else 'must be a list: ["one", "two"]'
    if kind == "union_tag_invalid":
        return f"{context['tag']!r} is no kind; write {_LIST_OF_KINDS}"
    if kind == "string_pattern_mismatch":
        said = PATTERNS[str(context["pattern"])]
    elif kind in _IN_WORDS:
        table = f"[[{where[0]}]]" if where[0] in ARRAYS else f"[{where[0]}]"
        said = _IN_WORDS[kind].format(table=table, **context)
    else:
        said = str(error["msg"])[0].lower() + str(error["msg"])[1:]
    if isinstance(found, str | int | float):
        cited = repr(found)
        said += f" (it says {cited if len(cited) <= _MOST_CITED else cited[:_MOST_CITED] + '…'})"
    if kind == "literal_error":
        said += suggest(str(found), re.findall(r"'([^']+)'", context["expected"]))
    return said


def _find_elsewhere(where: Where) -> str:
    """Name the tables that have a key, where it stands in another one; else ask for the nearest key of its own."""
    key = str(where[-1])
    tables = [name for name in Settings.model_fields if name not in (*OWN_FIELDS, "deliver", where[0])]
    named = [f"[[{name}]]" if name in ARRAYS else f"[{name}]" for name in tables if key in _list_keys((name, key))]
    return f"; it belongs into {' or '.join(named)}" if named else suggest(key, _list_keys(where))


def _list_keys(where: Where) -> list[str]:
    """List the keys of the table that a mistake stands in."""
    table: Any = Settings
    if where[0] == "deliver":
        table = KINDS[str(where[2])]
    elif len(where) > 1:
        table = Settings.model_fields[str(where[0])].annotation
        table = next(iter(get_args(table)), table)  # of tuple[Theme, ...] the first
    return [key for key in table.model_fields if key not in OWN_FIELDS]


def _name_key(where: Where) -> str:
    head, *rest = where
    if head in ARRAYS and rest and isinstance(rest[0], int):
        head, rest = f"{head} {rest[0] + 1}", rest[1:]
    names = [str(head), *(str(step) for step in rest if isinstance(step, str))]
    return ".".join(names) + ": "


def _find_line(where: Where, text: str) -> int:
    """Find the line of a key, or of the nearest header above it: neither tomllib nor pydantic tells."""
    wanted = [str(step) for step in where if isinstance(step, str)]
    array = wanted[0] if wanted and wanted[0] in ARRAYS else ""
    number = next((step for step in where if isinstance(step, int)), 0) if array else 0
    header, seen, best = "", -1, 1
    for line_number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
            header = found[1]
            seen += header == array
            if wanted[:1] == [header] and (header != array or seen == number):
                best = line_number
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            inside = [header, found[1]] if header else [found[1]]
            if inside == wanted[: len(inside)] and (header != array or seen == number):
                return line_number
    return best
