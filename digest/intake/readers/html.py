"""Web pages."""

import trafilatura

from digest.intake.door import clean, decode
from digest.model import Document, Fact, Facts, Problem


def read_html(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    page = decode(data)
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        return Problem(path, "no article was found in this page", unreadable=True)
    text = clean("\n\n".join(found.text.split("\n")))
    facts = Facts(
        title=_fact(found.title, "page"),
        published=_fact(found.date, "page"),
        outlet=_fact(found.sitename, "page"),
        author=_fact(found.author, "page"),
        url=_fact(found.url, "page"),
    )
    return (Document(path, 0, text, facts),)


def _fact(value: str | None, source: str) -> Fact | None:
    return Fact(clean(value), source) if value else None
