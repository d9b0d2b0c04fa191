"""Read config.toml into Settings; ConfigurationError names all its mistakes, with line, key and remedy."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from digest.config import OWN_FIELDS, PATTERNS, Settings, suggest
from digest.destinations import KINDS, find_equal_names
from digest.errors import ConfigurationError

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
_TOML_HINTS = {
    "Invalid value": "; text stands in quotes",
    "Invalid statement": '; a setting is written as key = "value", a comment begins with #',
    **dict.fromkeys(("Illegal character '\\n'", 'Expected "\'"'), "; a text ends with the quote with which it begins"),
    "Expected newline or end of document after a statement": "; text stands in quotes, a list in brackets",
    "Expected ']]' at the end of an array declaration": "; a theme begins with [[theme]]",
}
"""What to do, by what tomllib says."""
_CURLY_HINT = '; these are curly quotes: write straight ones, as "text"'
_OPEN_LIST_HINT = "; in the list that begins here quotes, a comma between two items or the ] at the end are missing"
_LIST = re.compile(r"[ \t]*[\w.-]+[ \t]*=[ \t]*\[")
_TABLE_OR_KEY = re.compile(r"\s*(?:\[\[?\s*(?P<table>[\w.-]+)|(?P<key>[\w.-]+)\s*=)")
_TEXT_OR_COMMENT = re.compile(r""" "[^"\n]*" | '[^'\n]*' | \#.* """, re.VERBOSE)
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019]")
_ARRAYS = {"theme": "a theme", "outlet": "an outlet", "deliver": "a destination"}
"""Tables that a file may have several of."""
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
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigurationError(_explain_toml(path, trouble, text)) from trouble
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


def _explain_toml(path: Path, trouble: tomllib.TOMLDecodeError, text: str) -> str:
    """Say where and why a text is no TOML, and what to do; a list that is not closed is named where it begins."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(trouble))
    said = str(trouble)[: found.start()] if found else str(trouble)
    lines = text.split("\n")
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(text.rstrip().split("\n")), None)
    read = [*lines[: line - 1], lines[line - 1][: column - 1 if column else None]]
    if _CURLY.search(lines[line - 1]):
        hint = _CURLY_HINT
    elif said in ("Unclosed array", "Invalid value") and (opened := _find_open_list(read)):
        line, hint = opened, _OPEN_LIST_HINT
    elif said.startswith(("Cannot declare", "Cannot overwrite")):
        line, said, hint = *_explain_repetition(read), ""
    else:
        hint = _TOML_HINTS.get(said, "")
    return f"{path}:{line}: not TOML: {said}{hint}"


def _find_open_list(lines: Sequence[str]) -> int | None:
    """Return the line of the last list that begins in these lines, when it does not end in them."""
    number = next((number for number in range(len(lines), 0, -1) if _LIST.match(lines[number - 1])), 0)
    brackets = _TEXT_OR_COMMENT.sub("", "\n".join(lines[number - 1 :])) if number else ""
    return number if brackets.count("[") > brackets.count("]") else None


def _explain_repetition(lines: Sequence[str]) -> tuple[int, str]:
    """Return the line of the last table or key, and what to do when an earlier line has it too."""
    found = ((number, _TABLE_OR_KEY.match(lines[number - 1])) for number in range(len(lines), 0, -1))
    number, last = next(((number, one) for number, one in found if one), (len(lines), None))
    if last and last["table"] in _ARRAYS:
        return number, f"{_ARRAYS[last['table']]} begins with two brackets: [[{last['table']}]]"
    what = (f"[{last['table']}]" if last["table"] else last["key"]) if last else "this"
    return number, f"{what} stands above already; keep one of them"


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
        if len(where) == 1 and where[0] in _ARRAYS:
            return f"{_ARRAYS[str(where[0])]} begins with two brackets: [[{where[0]}]]"
        return f'must be a list: ["{found}"]' if isinstance(found, str) else 'must be a list: ["one", "two"]'
    if kind == "union_tag_invalid":
        return f"{context['tag']!r} is no kind; write {_LIST_OF_KINDS}"
    if kind == "string_pattern_mismatch":
        said = PATTERNS[str(context["pattern"])]
    elif kind in _IN_WORDS:
        table = f"[[{where[0]}]]" if where[0] in _ARRAYS else f"[{where[0]}]"
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
    named = [f"[[{name}]]" if name in _ARRAYS else f"[{name}]" for name in tables if key in _list_keys((name, key))]
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
    if head in _ARRAYS and rest and isinstance(rest[0], int):
        head, rest = f"{head} {rest[0] + 1}", rest[1:]
    names = [str(head), *(str(step) for step in rest if isinstance(step, str))]
    return ".".join(names) + ": "


def _find_line(where: Where, text: str) -> int:
    """Find the line of a key, or of the nearest header above it: neither tomllib nor pydantic tells."""
    wanted = [str(step) for step in where if isinstance(step, str)]
    array = wanted[0] if wanted and wanted[0] in _ARRAYS else ""
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
