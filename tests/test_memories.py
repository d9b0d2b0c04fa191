"""What is remembered of words is forgotten when it is much, and an article says the same as before."""

import importlib
import pickle
from datetime import date
from pathlib import Path

import pytest

from digest.analysis.lexicon import compile_themes
from digest.codec import forget_shared, share_summary, share_terms
from digest.config import Settings
from digest.model import AnalysedArticle, ArticleSummary, Problem, Terms
from digest.pipeline.ingest import read_file
from tests.desks import article

SETTINGS = Settings()
MATCHER = compile_themes(SETTINGS.theme, Path())


def read(topic: int) -> tuple[AnalysedArticle | Problem, ...]:
    """The articles of a file with words of its own."""
    text = article(topic).encode()
    return read_file("a.txt", text, briefing=SETTINGS.briefing, matcher=MATCHER, today=date(2026, 3, 9))


@pytest.mark.parametrize(
    ("topic", "module", "most", "memory"),
    [
        (110, "digest.analysis.matcher", "_MEMORY", "Table"),
        (120, "digest.analysis.terms", "_REMEMBERED", "_TermsByName"),
        (150, "digest.text.words", "_REMEMBERED", "_TermByWord"),
        (160, "digest.text.words", "_RUNS_REMEMBERED", "_WordsOfRun"),
    ],
)
def test_an_article_is_the_same_whatever_was_forgotten(
    topic: int, module: str, most: str, memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for nothing but the last word. Another article, of words that nobody has seen, makes it forget all."""
    expected = read(topic)
    kind, cleared = getattr(importlib.import_module(module), memory), []
    monkeypatch.setattr(kind, "clear", lambda self: cleared.append(len(self)) or dict.clear(self), raising=False)
    monkeypatch.setattr(importlib.import_module(module), most, 1)
    assert read(topic + 1) != expected
    assert max(cleared) > 50
    assert read(topic) == expected


def test_terms_that_are_shared_no_more_are_equal_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the memory that two articles shared is lost."""
    terms = Terms((("barge", 2), ("lock", 1)), (("lock", 1),), ())
    one, again = share_terms(pickle.loads(pickle.dumps(terms))), share_terms(pickle.loads(pickle.dumps(terms)))
    assert one.words[0] is again.words[0]
    monkeypatch.setattr("digest.codec._REMEMBERED", 0)
    other = share_terms(pickle.loads(pickle.dumps(terms)))
    assert one == other == terms
    assert one.words[0] is not other.words[0]


def test_summaries_share_what_they_say_alike() -> None:
    """Whole values of outlet, language and the like, until a day has all of its summaries; each is equal to what came."""
    (read_one,) = read_file(
        "Harbour News/a.txt",
        article(3).encode(),
        briefing=SETTINGS.briefing,
        matcher=MATCHER,
        today=date(2026, 3, 9),
        outlet="Harbour News",
    )
    assert isinstance(read_one, AnalysedArticle)
    summary = ArticleSummary.of(read_one)
    one, again = (share_summary(pickle.loads(pickle.dumps(summary))) for _ in range(2))
    assert one == again == summary
    assert one.facts.outlet is again.facts.outlet is not None
    assert one.facts.language is again.facts.language
    assert one.trimmed is again.trimmed
    forget_shared()
    later = share_summary(pickle.loads(pickle.dumps(summary)))
    assert later == one
    assert later.facts.outlet is not one.facts.outlet
