"""Articles for tests, made of paragraphs in our own words."""

from digest.analysis.context import Context, read_contexts
from digest.model import Article, Document, Fact, Facts, Paragraph, Role, Sentence
from digest.text.sentences import collapse, split
from digest.text.words import Tokens, tokenize


def made(
    *paragraphs: str, language: str | None = "en", published: str | None = None
) -> tuple[Article, tuple[Sentence, ...], tuple[Tokens, ...]]:
    """An article of these paragraphs, its sentences and their tokens; "## ..." is a subhead."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        role: Role = "subhead" if paragraph.startswith("## ") else "body"
        spans.append(Paragraph(at, at + len(paragraph), role, ""))
        at += len(paragraph) + 2
    facts = Facts(
        language=Fact(language, "words") if language else None,
        published=Fact(published, "line 1") if published else None,
    )
    article = Article("a", "r", Document("a.txt", 0, text), facts, tuple(spans))
    sentences = tuple(
        Sentence(start, end, collapse(text[start:end]), number)
        for number, span in enumerate(spans)
        if span.role == "body"
        for start, end in split(text, span.start, span.end, language)
    )
    return article, sentences, tuple(tokenize(sentence.text, language) for sentence in sentences)


def contexts_of(*paragraphs: str, language: str | None = "en", published: str | None = None) -> tuple[Context, ...]:
    """The contexts of an article's sentences."""
    return read_contexts(*made(*paragraphs, language=language, published=published))
