"""Markdown, with or without front matter between two ``---`` lines.

Marks are taken off line by line, not through a Markdown parser: parsers take seconds for hostile input, and a
paragraph must stay what the author wrote.
"""

import re

from digest.intake.readers.fields import facts_of_fields
from digest.intake.sanitize import clean, decode
from digest.model import Document, Fact, Facts, Paragraph, Problem, Role

FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?\Z")
LONGEST_FRONT = 200
"""Lines of front matter; what is longer is text that begins with a rule."""
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)\Z")
CLOSING = re.compile(r"(?:\A|(?<=[ \t]))#+\Z")
"""What may close a heading; the sign of "C#" closes nothing."""
FENCE = re.compile(r" {0,3}(?:```|~~~)")
RULE = re.compile(r" {0,3}(?:(?:\* ?){3,99}|(?:- ?){3,99}|(?:_ ?){3,99}|={2,99}|-{2,99})[ \t]*\Z")
ITEM = re.compile(r" {0,8}(?:[*+-]|\d{1,3}[.)])[ \t]+")
QUOTED = re.compile(r" {0,3}(?:> ?){1,8}")
IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])")
DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,100}\]:\s")
EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,1000})(?<![\s\\])\1(?![\w*])")
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>|<!--[^\n]{0,300}?-->")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """One Document: the text without its marks, headings marked as title and subheads."""
    text = clean(decode(data))
    fields, text = front_matter(text)
    facts = facts_of_fields(fields, "front matter")
    blocks = [(said, role) for said, role in _blocks(text) if said]
    if facts.title is None and blocks and blocks[0][1] == "title":
        facts = Facts(
            Fact(blocks[0][0], "heading"), facts.published, facts.outlet, facts.author, facts.url, facts.language
        )
    pieces, marked, at = [], [], 0
    for said, role in blocks:
        if role:
            marked.append(
                Paragraph(at, at + len(said), role, "a picture's words" if role == "caption" else "a heading")
            )
        pieces.append(said)
        at += len(said) + 2
    return (Document(path, 0, "\n\n".join(pieces), facts, tuple(marked)),)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between two ``---`` lines at the top and the text below them; no fields where it is only a rule.

    Fields are read as simple lines (``title: "Talks in Minsk"``); lists and nested values are passed over.
    """
    lines = text.lstrip("\n").split("\n")
    if lines[0].strip() != "---":
        return {}, text
    end = next((at for at, line in enumerate(lines[1:LONGEST_FRONT], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return {}, text
    fields: dict[str, str] = {}
    last = ""
    for line in lines[1:end]:
        if found := FIELD.match(line):
            last = found[1].strip()
            fields.setdefault(last, _value(found[2] or ""))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#", "]", "}")):
            return {}, text
        elif last and line.startswith((" ", "\t")) and not line.strip().startswith("-"):
            fields[last] = f"{fields[last]} {line.strip()}".strip()
    return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, text)


def _value(said: str) -> str:
    said = said.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'":
        return said[1:-1]
    if said.startswith("["):
        return ", ".join(one.strip().strip("\"'") for one in said.strip("[]").split(","))
    return "" if said in (">", "|", ">-", "|-", "~", "null") else said


def _blocks(text: str) -> list[tuple[str, Role | None]]:
    """The blocks of a text without marks, each with the role that its mark gives it."""
    found: list[tuple[str, Role | None]] = []
    block: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        underlined = len(block) == 1 and RULE.match(line) and line.strip()[0] in "=-"
        mark = _marked(line, first=not found)
        if fenced or FENCE.match(line):
            fenced = fenced != bool(FENCE.match(line))
        elif underlined:
            found.append((block.pop(), "title" if "=" in line and not found else "subhead"))
        elif not line.strip() or RULE.match(line) or mark or ITEM.match(line):
            found += [("\n".join(block), None)] if block else []
            found += [mark] if mark else []
            block = [said] if (said := plain(_without(ITEM, line))) and ITEM.match(line) else []
        elif not DEFINITION.match(line) and (said := plain(_without(ITEM, _without(QUOTED, line)))):
            block.append(said)
    return found


def _marked(line: str, *, first: bool) -> tuple[str, Role] | None:
    """A heading or a picture that is a line of its own."""
    if picture := IMAGE.fullmatch(line.strip()):
        return plain(picture[1]), "caption"
    if heading := HEADING.match(line):
        said = plain(CLOSING.sub("", heading[2].rstrip(" \t")))
        return said, "title" if len(heading[1]) == 1 and first else "subhead"
    return None


def _without(mark: re.Pattern[str], line: str) -> str:
    """A line without the mark that it begins with."""
    found = mark.match(line)
    return line[found.end() :] if found else line


def plain(line: str) -> str:
    """A line without emphasis, links, pictures, tags and escapes; the words stay as they are."""
    line = LINK.sub(r"\1", IMAGE.sub(r"\1", line))
    line = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", TAG.sub("", line)))
    return ESCAPED.sub(r"\1", line.replace("`", "")).strip()
