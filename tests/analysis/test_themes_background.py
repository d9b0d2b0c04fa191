"""Older news inside an article does not stand for a theme."""

import pytest

from digest.analysis.context import contexts
from digest.model import Article, Document, Fact, Facts, Paragraph, Sentence
from digest.text.words import tokens


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
            "The ministers met on Tuesday.", "The army crossed the river on March 3 and took two towns.", True,
            id="a date beside a weekday is more than a week old",
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
def test_a_date_where_the_news_has_a_weekday_is_background(opening: str, sentence: str, older: bool) -> None:
    """Agencies name the weekday of the last seven days and the date of what is older."""
    article, sentences = build_article(opening, sentence)
    words = tuple(tokens(one.text, "en") for one in sentences)
    assert (contexts(article, sentences, words)[1].background is not None) == older
