"""Older news inside an article does not stand for a theme."""

import pytest

from digest.analysis.context import read_contexts
from digest.model import Article, Document, Fact, Facts, Paragraph, Sentence
from digest.text.words import tokenize


def build_article(*told: str) -> tuple[Article, tuple[Sentence, ...]]:
    """An English article without a title, a sentence a paragraph."""
    text = "\n\n".join(told)
    starts = [text.index(one) for one in told]
    spans = [(start, start + len(one)) for start, one in zip(starts, told, strict=True)]
    paragraphs = tuple(Paragraph(start, end, "body", "") for start, end in spans)
    sentences = tuple(Sentence(*span, one, at) for at, (span, one) in enumerate(zip(spans, told, strict=True)))
    facts = Facts(language=Fact("en", "words"))
    return Article("a", "r", Document("a.txt", 0, text), facts, paragraphs), sentences


@pytest.mark.parametrize(
    ("opening", "sentence", "older"),
    [
        pytest.param(
            "The ministers met on Tuesday.", "In 1999 the army crossed the river and took two towns.", True,
            id="a year that is past",
        ),
        pytest.param(
            "The ministers met on Tuesday.", "The ministers will meet again on March 3.", False, id="a day to come"
        ),
        pytest.param(
            "The ministers met on March 2.", "The army crossed the river on March 3 and took two towns.", False,
            id="an article that counts in dates",
        ),
    ],
)  # fmt: skip
def test_only_what_is_past_is_background(opening: str, sentence: str, older: bool) -> None:
    """A year before this one, told in the past tense alone; a date alone is none."""
    article, sentences = build_article(opening, sentence)
    words = tuple(tokenize(one.text, "en") for one in sentences)
    assert (read_contexts(article, sentences, words)[1].background is not None) == older
