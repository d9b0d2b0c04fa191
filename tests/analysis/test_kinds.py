"""Reports, and what never leads a briefing; the terms that an article is compared by."""

import pytest

from digest.analysis.kinds import kind_of
from digest.analysis.terms import terms_of
from digest.model import Article, Document, Fact, Facts, Sentence
from digest.text.words import tokens

SENTENCES = (Sentence(0, 4, "Said.", 0),)


def article(title: str | None, url: str | None, language: str) -> Article:
    """An article that says no more about itself."""
    facts = Facts(
        title=Fact(title, "") if title else None, url=Fact(url, "") if url else None, language=Fact(language, "")
    )
    return Article("a", "r", Document("a.txt", 0, "Said."), facts, ())


@pytest.mark.parametrize(
    ("title", "url", "language", "kind"),
    [
        pytest.param("Ferry runs aground off Port Marlow", None, "en", "report", id="a report"),
        pytest.param("Opinion: Close the port of Marlow", None, "en", "opinion", id="opinion before it"),
        pytest.param("Close the port | Opinion", None, "en", "opinion", id="opinion behind it"),
        pytest.param("Opinion polls favour Renn", None, "en", "report", id="opinion as a word"),
        pytest.param("Close it", "https://post.example/opinion/2026/close-it", "en", "opinion", id="by the address"),
        pytest.param("Fermons le port", "https://poste.example/opinion/port", "fr", "opinion", id="in any language"),
        pytest.param("Live: ferry off Marlow", None, "en", "live", id="live before it"),
        pytest.param("Ferry aground: live updates", None, "en", "live", id="live behind it"),
        pytest.param("Live music returns to Marlow", None, "en", "report", id="live as a word"),
        pytest.param("Explainer: Why ferries sink", None, "en", "explainer", id="explainer"),
        pytest.param("What we know about the ferry", None, "en", "explainer", id="what we know"),
        pytest.param("Ten years on, Marlow still waits for its bridge", None, "en", "anniversary", id="years on"),
        pytest.param("Today in history: March 10", None, "en", "anniversary", id="today in history"),
        pytest.param("Privacy policy", None, "en", "static", id="a static page"),
        pytest.param("Contact lost with ferry off Marlow", None, "en", "report", id="contact as a word"),
        pytest.param("Live: Fähre vor Marlow", None, "de", "report", id="no English label in German"),
        pytest.param(None, None, "en", "report", id="nothing known"),
    ],
)
def test_kinds(title: str | None, url: str | None, language: str, kind: str) -> None:
    """Labels of the newsroom decide, words of the news do not."""
    assert kind_of(article(title, url, language), SENTENCES) == kind


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        pytest.param(("09:40 - Tugs arrive.", "09:15 - Fog lifts.", "08:50 - A ferry is aground."), "live", id="times"),
        pytest.param(("9.40 pm: Tugs.", "9.15 pm: Fog.", "8.50 pm: A ferry."), "live", id="of twelve hours"),
        pytest.param(("21h40 – Brouillard.", "21h15 – Un ferry.", "20h50 – Rien."), "live", id="in French"),
        pytest.param(("09:40 - Tugs arrive.", "09:15 - Fog lifts.", "The ferry is safe."), "report", id="two of them"),
        pytest.param(("12.50 euros is the fee.", "10.30 is paid.", "11.20 is owed."), "report", id="prices"),
    ],
)
def test_entries_by_the_hour_make_a_live_page(texts: tuple[str, ...], kind: str) -> None:
    """A page without any label whose sentences begin with the time of day is one."""
    sentences = tuple(Sentence(0, len(text), text, n) for n, text in enumerate(texts))
    assert kind_of(article("Ferry off Marlow", None, "en"), sentences) == kind


def test_a_page_without_a_sentence_is_static() -> None:
    """There is nothing to report in it."""
    assert kind_of(article("Home", None, "en"), ()) == "static"


def test_terms_count_title_and_lead_twice_and_know_names() -> None:
    """Names do not open a sentence; numbers are names too; every view is sorted."""
    texts = ("Ferries of Blueline stopped at noon.", "“Fog,” said Ines Tolland.", "It took 60 people.", "Ferries wait.")
    sentences = tuple(Sentence(0, len(text), text, n) for n, text in enumerate(texts))
    terms = terms_of("Ferries stop", sentences, tuple(tokens(text, "en") for text in texts), "en")
    assert dict(terms.words)["ferri"] == 2 + 1 + 2
    assert dict(terms.lead)["ferri"] == 1 + 2
    assert set(dict(terms.names)) == {"bluelin", "ine", "tolland", "60"}
    assert all(list(view) == sorted(view) for view in (terms.words, terms.lead, terms.names))
