"""Evernote's exports (.enex): every note an article, with the address that it was clipped from."""

from lxml import etree

from digest.intake.limits import MOST_ARTICLES
from digest.intake.readers.assemble import make_document
from digest.intake.readers.markup import cut_markup
from digest.intake.readers.zipped import parse_xml, strip_namespace
from digest.intake.sanitize import clean_line
from digest.model import Document, Fact, Facts, Problem


def read_enex(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the notes of an export, numbered in its order."""
    root = parse_xml(data)
    notes = [element for element in root.iter() if strip_namespace(element) == "note"] if root is not None else []
    if not notes:
        return Problem(path, "this export is damaged or holds no note", unreadable=True)
    if len(notes) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} notes in one file; split it", unreadable=True)
    return tuple(_read_note(path, part, note) for part, note in enumerate(notes))


def _read_note(path: str, part: int, note: etree._Element) -> Document:
    fields = {strip_namespace(element): element.text for element in note.iter() if element.text}

    def fact(name: str, *, guess: bool = False) -> Fact | None:
        said = clean_line(fields.get(name, ""))
        return Fact(said, f"note {name}", guess) if said else None

    day = fields.get("created", "")[:8]  # 20190612T200000Z: when the note was made
    created = (
        Fact(f"{day[:4]}-{day[4:6]}-{day[6:]}", "note created", guess=True) if day.isascii() and day.isdigit() else None
    )
    facts = Facts(title=fact("title"), published=created, author=fact("author"), url=fact("source-url"))
    markup = fields.get("content", "").rpartition("?>")[2]  # a document of its own, with its own declaration
    return make_document(path, part, cut_markup(markup), facts)
