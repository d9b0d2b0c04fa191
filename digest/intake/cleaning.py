"""Which paragraphs of a document are the article, and what each of the others is."""

import re

from digest.model import Document, Paragraph

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?…؟。:][\"'”’»)\]]*\Z")


def clean_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The role of every paragraph, in order, not overlapping."""
    found = []
    for match in PARAGRAPH.finditer(document.text):
        said = match[0].rstrip()
        start, end = match.start(), match.start() + len(said)
        if ENDS_LIKE_A_SENTENCE.search(said):
            teaser = said.endswith(("...", "…"))
            found.append(Paragraph(start, end, "teaser" if teaser else "body", "ends like a sentence"))
        elif not found and len(said) < 150:
            found.append(Paragraph(start, end, "title", "first line"))
        else:
            found.append(Paragraph(start, end, "subhead", "does not end like a sentence"))
    return tuple(found)
