"""What is known about an article, each fact with where it was found; unknown stays unknown."""

from dataclasses import replace
from datetime import date

from digest.intake.cleaning import clean_paragraphs
from digest.model import Article, Document, Fact, Facts, Paragraph, Problem
from digest.text.language import language_of
from digest.text.words import article_id, words


def article_of(document: Document, raw: str, *, today: date, outlet: str | None = None) -> Article | Problem:
    """The cleaned article of a document, or why it is none."""
    paragraphs = clean_paragraphs(document)
    body = "\n\n".join(document.text[p.start : p.end] for p in paragraphs if p.role == "body")
    if len(words(body)) < 20:
        return Problem(document.path, "too short for an article", part=document.part)
    facts = facts_of(document, paragraphs, folder_outlet=outlet, today=today)
    return Article(article_id(body), raw, document, facts, paragraphs)


def facts_of(document: Document, paragraphs: tuple[Paragraph, ...], *, folder_outlet: str | None, today: date) -> Facts:
    """What the file said, completed from the text."""
    known = document.facts
    if known.published and known.published.value[:10] > today.isoformat():
        known = replace(known, published=None)
    title = next((document.text[p.start : p.end] for p in paragraphs if p.role == "title"), None)
    language = language_of(words(document.text))
    return replace(
        known,
        title=known.title or (Fact(title, "first line") if title else None),
        outlet=known.outlet or (Fact(folder_outlet, "folder") if folder_outlet else None),
        language=Fact(language, "words") if language else known.language,
    )
