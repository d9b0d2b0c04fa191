"""Read TOML; where a text is none, say why, on which line, and what to do: tomllib's own words speak to programmers."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from digest.errors import ConfigurationError

ARRAYS = {"theme": "a theme", "outlet": "an outlet", "deliver": "a destination"}
"""Tables that a file may have several of."""
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


def read_toml(text: str, where: str) -> dict[str, Any]:
    """Return the tables of a text; ConfigurationError, with ``where`` it stands, when it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigurationError(_explain_toml(where, trouble, text)) from trouble


def _explain_toml(where: str, trouble: tomllib.TOMLDecodeError, text: str) -> str:
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
    return f"{where}:{line}: not TOML: {said}{hint}"


def _find_open_list(lines: Sequence[str]) -> int | None:
    """Return the line of the last list that begins in these lines, when it does not end in them."""
    number = next((number for number in range(len(lines), 0, -1) if _LIST.match(lines[number - 1])), 0)
    brackets = _TEXT_OR_COMMENT.sub("", "\n".join(lines[number - 1 :])) if number else ""
    return number if brackets.count("[") > brackets.count("]") else None


def _explain_repetition(lines: Sequence[str]) -> tuple[int, str]:
    """Return the line of the last table or key, and what to do when an earlier line has it too."""
    found = ((number, _TABLE_OR_KEY.match(lines[number - 1])) for number in range(len(lines), 0, -1))
    number, last = next(((number, one) for number, one in found if one), (len(lines), None))
    if last and last["table"] in ARRAYS:
        return number, f"{ARRAYS[last['table']]} begins with two brackets: [[{last['table']}]]"
    what = (f"[{last['table']}]" if last["table"] else last["key"]) if last else "this"
    return number, f"{what} stands above already; keep one of them"
