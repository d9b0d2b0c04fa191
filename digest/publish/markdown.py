"""Escape foreign text for Markdown, and turn the editor's note into safe HTML.

``escape`` makes any text stand in Markdown as itself, in every dialect that we know of; ``unescape`` takes that
back, and ``verify`` relies on the pair. A character that a dialect turns into something is one line in ``_INNER``.
"""

import html
import re

import lxml.html

from digest.text.addresses import find_web_host

_SPACE = re.compile(r"\s+")
_INNER = re.compile(
    r"(?P<slashed>[\\`*{}\[\]#]|(?:\A|(?<=\A ))>"  # what CommonMark and python-markdown both take a backslash before
    r"|(?<![^\W_])_|_(?![^\W_]))"  # inside a word it is itself
    r"|\$(?!\d)|(?<! )\$"  # of math: behind a space and before a digit it ends none, in mistune, pandoc or GitLab
    r"|[<|~^@]|(?:\A|(?<=\A ))=|=(?==)|(?<==)="  # python-markdown keeps a backslash before these
    r"|&(?=[#\w])"  # would be an entity; "A & B" is left readable
    r"|%(?=%)|(?<=%)%"  # Obsidian's comments
    r"|:(?=//|[\w+-]{1,40}:)"  # bare addresses, :emoji:
    r"|(?<=\b[Hh][Tt][Tt][Pp]):|(?<=\b[Hh][Tt][Tt][Pp][Ss]):|(?<=\b[Ff][Tt][Pp]):|(?<=\b[Xx][Mm][Pp][Pp]):"
    r"|(?<=\b[Mm][Aa][Ii][Ll][Tt][Oo]):|(?<=\b[Ww][Ww][Ww])\."  # what viewers make links of
)
_OPENING = re.compile(  # of a list; "J. Doe" is none in any dialect
    r"(?P<number>\(?(?:\d+|[a-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}|[A-Z](?=\))))[.)](?=\s|\Z)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|[a-z]{2,4});)")
_MOST_BRACKETS = 400
"""From 8,000 nested brackets on python-markdown takes half a minute (tests/publish/test_markdown.py)."""
_TAGS = {"a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "strong", "ul"}
_HEADINGS = re.compile(r"<(/?)h[1-6]\b[^>]{0,200}>")


def escape(text: str) -> str:
    """Escape ``text`` for a place inside a line of Markdown or at its beginning; white space becomes one space."""
    text = _SPACE.sub(" ", text)
    inner = _INNER.sub(_escape_character, text)
    first = text[:1]
    if first in ("+", "-"):
        return "\\" + inner
    if first == ":" and inner[:1] == ":":
        return "&#58;" + inner[1:]
    if opening := _OPENING.match(text):  # a list in some dialect: "2024. A", "(a) B", "iv. C"
        number = opening["number"]
        if number.startswith("("):
            return "\\" + inner
        return f"{number}\\{inner[len(number) :]}"
    return inner


def _escape_character(found: re.Match[str]) -> str:
    character = found[0]
    if found["slashed"]:
        return "\\" + character
    return {"<": "&lt;", "&": "&amp;"}.get(character, f"&#{ord(character)};")


def unescape(text: str) -> str:
    """Return what a reader of the Markdown sees for ``escape(text)``."""
    return _ESCAPED.sub(lambda found: found[1] or html.unescape(found[2]), text)


def note_html(note: str) -> str:
    """Convert the editor's note to HTML: paragraphs, lists, emphasis and links to http(s) addresses, nothing else."""
    import markdown  # noqa: PLC0415 - few days have a note, and the two take a fiftieth of a second
    import nh3  # noqa: PLC0415

    if note.count("[") > _MOST_BRACKETS:  # nested brackets take python-markdown half a minute
        note = note.replace("[", "&#91;")
    raw = markdown.markdown(note, extensions=["sane_lists"], output_format="html")
    plain = _HEADINGS.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", raw)
    return nh3.clean(
        plain,
        tags=_TAGS,
        attributes={"a": {"href"}},
        # nh3 lets every element have ``lang`` and ``title``.
        attribute_filter=lambda _tag, name, value: (
            value if name == "rel" or (name == "href" and find_web_host(value)) else None
        ),
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https"},
    ).strip()


def note_paragraphs(note: str) -> tuple[tuple[str, str], ...]:
    """Split the note into blocks for Markdown, ``("item" | "text", words)``, with addresses after their links."""
    tree = lxml.html.fragment_fromstring(note_html(note), create_parent="div")
    for link in tree.iter("a"):
        address = link.get("href")
        if address and address not in link.text_content():
            link.tail = f" ({address}){link.tail or ''}"
    blocks = []
    for block in tree.iter("p", "li", "pre"):
        words = _SPACE.sub(" ", block.text_content()).strip()
        if words and not any(child.tag in ("p", "li", "pre") for child in block.iterdescendants()):
            blocks.append(("item" if "li" in (block.tag, getattr(block.getparent(), "tag", "")) else "text", words))
    return tuple(blocks)
