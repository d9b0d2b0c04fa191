"""Markdown, with or without front matter between two ``---`` lines, as written by hand and by clippers.

Marks are taken off line by line, not through a Markdown parser: parsers take seconds for hostile input, and a
paragraph must stay what the author wrote.
"""

import html
import re
from collections.abc import Iterator, Sequence

from digest.intake.readers.assemble import Block, make_documents
from digest.intake.readers.blocks import BLOCKS
from digest.intake.readers.fields import find_fields, read_facts
from digest.intake.sanitize import clean, decode
from digest.model import Document, Problem

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
LINK_TARGET = re.compile(r"\]\((https?://[^()\s]{1,2000})")
DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,100}\]:\s")
EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,1000})(?<![\s\\])\1(?![\w*])")
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,14})[^<>\n]{0,500}>|<!--[^\n]{0,300}?-->")
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
"""A link to another note, "[[Ada Lund]]"."""
TAGS = re.compile(r"(?:#[^\W\d_][\w/-]*[ \t]*)+\Z")
"""A line of nothing but labels of a note program."""
BUTTON = re.compile(r"\[((?:[^\s\[\]]+ ){0,3}[^\s\[\]]+)\]\((https?://[^()\s]{1,2000})\)\Z")
"""A line of at most four words that are a link: "Read Original"."""
TAIL = re.compile(r"(?<![ \t])[ \t]*\(\[[^\[\]\n]{1,40}\]\([^()\s]{1,2000}\)\)[ \t]*\Z")
"""A link in brackets behind a passage that leads to where somebody marked it."""
CALLOUT = re.compile(r"\[!([\w-]{1,30})\][+-]?[ \t]*(.*)\Z")
"""The first line of a box."""
OF_CLIPPERS = frozenset(("metadata", "highlights", "excerpt", "document note", "document notes", "page notes", "notes"))
"""Headings that programs for clippings write over the parts of a note."""
MOST_LINES_ABOVE = 30
"""Lines at the top of a note among which facts are looked for."""
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
"""A mark that stands for itself, and an entity of HTML: programs write both."""
MARK = re.compile(r"[\[<*_`\\&]")
"""One of these stands in every mark within a line; most lines have none."""


def read_markdown(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a note, or several where each stands under a heading of the first level."""
    fields, text = split_front_matter(clean(decode(data)))
    more, lines = _take_fields(text.split("\n"))
    facts = read_facts({**more, **{name: value for name, value in fields.items() if value}}, "front matter")
    return make_documents(path, _cut_blocks(lines), facts) or (Document(path, 0, "", facts),)


def _take_fields(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the facts in lines "Name: value" and in buttons at the top of a note, and the lines without them."""
    kept: list[str] = []
    fields: dict[str, str] = {}
    at = 0
    while at < min(len(lines), MOST_LINES_ABOVE):
        line = lines[at].strip()
        found, count = find_fields(lines[at:])
        if count:
            fields |= {name: strip_marks(value) for name, value in found.items() if name not in fields}
            for link in filter(None, map(LINK_TARGET.search, lines[at : at + count])):
                fields.setdefault("url", link[1])
            at += count
        elif button := BUTTON.match(line):
            fields.setdefault("original", button[2])
            at += 1
        elif not line or HEADING.match(line) or TAGS.match(line) or IMAGE.fullmatch(line):
            kept.append(lines[at])
            at += 1
        else:
            break
    if original := fields.pop("original", ""):
        fields.setdefault("url", original)
    return fields, [*kept, *lines[at:]]


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields between two ``---`` lines at the top and the text below them; none where it is only a rule.

    Fields are read as simple lines (``title: "Talks in Minsk"``), and the items of a list as one line.
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
            fields.setdefault(last, _read_field(found[2] or ""))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#", "]", "}")):
            return {}, text
        elif last and (said := line.strip()) and not said.startswith("#"):
            item = _read_field(said.removeprefix("-")) if said.startswith("-") else said
            fields[last] = f"{fields[last]}{', ' if fields[last] and said.startswith('-') else ' '}{item}".strip()
    return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, text)


def _read_field(said: str) -> str:
    """Return the value of a field without quotation marks and the marks of links to notes."""
    return WIKI_LINK.sub(r"\1", _strip_value(said.strip()))


def _strip_value(said: str) -> str:
    if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'":
        return said[1:-1]
    if said.startswith("["):
        return ", ".join(one.strip().strip("\"'") for one in said.strip("[]").split(","))
    return "" if said in (">", "|", ">-", "|-", "~", "null") else said


def _cut_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of a text without marks, each with what its mark makes of it."""
    held: list[str] = []
    fenced = caption = excerpt = False
    for line in [*lines, ""]:
        underlined = len(held) == 1 and RULE.match(line) and line.strip()[0] in "=-"
        inner = _strip_mark(QUOTED, line)
        mark = _read_mark(inner)
        box = CALLOUT.match(inner)
        excerpt = bool(QUOTED.match(line)) and (excerpt or (mark is not None and mark.text.lower() == "excerpt"))
        if fenced or FENCE.match(line):
            fenced = fenced != bool(FENCE.match(line))
        elif underlined:
            yield Block(held.pop(), 1 if "=" in line else 2)
        elif not inner.strip() or RULE.match(line) or mark or box or ITEM.match(inner) or excerpt or _is_button(inner):
            if held:
                yield Block("\n".join(held), caption=caption)
            if mark and mark.text and not _is_clippers(mark) and not excerpt:
                yield mark
            caption = bool(box and "caption" in box[2].lower())
            said = _read_words(_strip_mark(ITEM, inner))
            held = [said] if said and ITEM.match(inner) and not excerpt else []
        elif not DEFINITION.match(line) and (said := _read_words(inner)):
            held.append(said)


def _is_clippers(mark: Block) -> bool:
    return mark.level > 1 and mark.text.lower() in OF_CLIPPERS


def _is_button(line: str) -> bool:
    return bool(BUTTON.match(line.strip()) or TAGS.match(line.strip()))


def _read_mark(line: str) -> Block | None:
    """Return a heading or a picture that is a line of its own."""
    if picture := IMAGE.fullmatch(line.strip()):
        return Block(strip_marks(picture[1]), caption=True)
    if heading := HEADING.match(line):
        return Block(strip_marks(CLOSING.sub("", heading[2].rstrip(" \t"))), len(heading[1]))
    return None


def _strip_mark(mark: re.Pattern[str], line: str) -> str:
    """Return a line without the mark that it begins with."""
    found = mark.match(line)
    return line[found.end() :] if found else line


def _read_words(line: str) -> str:
    """Return the words of a line, without marks and without the link behind a passage."""
    return strip_marks(TAIL.sub("", line)) if MARK.search(line) else line.strip()


def strip_marks(line: str) -> str:
    """Return a line without emphasis, links, pictures, tags and escapes; the words stay as they are.

    What entities stand for is cleaned again, and no line break: no text hides in them what it may not hold.
    """
    line = LINK.sub(r"\1", IMAGE.sub(r"\1", WIKI_LINK.sub(r"\1", line)))
    line = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", TAG.sub(_read_tag, line)))
    line = line.replace("`", "")
    words = ESCAPED.sub(lambda found: found[1] or html.unescape(found[2]), line)
    return (clean(words).replace("\n", " ") if "&" in line else words).strip()


def _read_tag(tag: re.Match[str]) -> str:
    """Return what stands for a tag of HTML: a space for one that a browser begins a new line at."""
    return " " if tag[1] and tag[1].lower() in BLOCKS else ""
