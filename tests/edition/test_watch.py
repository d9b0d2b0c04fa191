"""Names that the reader watches: where they stand, and what the page makes of their stories."""

import pytest

from digest.config import Settings, Stories, Watch
from digest.edition.watch import find_watched
from digest.model import Edition
from tests.edition.works import FERRY, TALKS, TROOPS, composed, invented, work

NAMES = Settings(watch=Watch(names=("Teller pass", "Kessel")))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("Garron", "A ship left Garron.", True, id="a word"),
        pytest.param("Garron", "Garron’s port is shut.", True, id="possessive"),
        pytest.param("Iskander", "Two Iskanders were moved.", True, id="plural"),
        pytest.param("Iskander", "The Iskanders' range grew.", True, id="possessive plural"),
        pytest.param("Border Agency", "Both Border Agencies agreed.", True, id="plural in -ies"),
        pytest.param("Garron", "The Garronese left.", False, id="a longer word"),
        pytest.param("Garron", "the garron light", False, id="another case"),
        pytest.param("Teller pass", "Snow on Teller and no pass.", False, id="its words apart"),
        pytest.param("S-300", "An S-300 battery.", True, id="signs"),
        pytest.param("S-300", "An S-3000 battery.", False, id="a longer number"),
        pytest.param("C++ (core)", "It runs C++ (core) code.", True, id="signs of a pattern stand for themselves"),
        pytest.param("Київ", "Ракети над Київ.", True, id="another script"),
    ],
)
def test_names_match_as_words(name: str, text: str, *, found: bool) -> None:
    """In the case in which they are written, in titles and sentences."""
    assert find_watched((name,), [work(text)]) == ((name,) if found else ())
    assert find_watched((name,), [work("Nothing.", title=text)]) == ((name,) if found else ())


def places(edition: Edition) -> dict[str, str]:
    """The places of the stories by the first word of their headlines."""
    return {story.headline.split()[0]: story.place for story in edition.stories}


def test_watched_story_stands_in_full_whatever_it_weighs() -> None:
    """However old and light it is, and however short the time; what is no report stays apart."""
    day = [
        work(*TALKS, title="Talks open", themes={"diplomacy": (0, 1)}),
        work(*TROOPS, title="Battery moved", published="2026-01-02"),
        invented(1, title="Opinion on Kessel", kind="opinion"),
    ]
    settings = NAMES.model_copy(update={"stories": Stories(most_of_theme=1)})
    settings = settings.model_copy(update={"briefing": settings.briefing.model_copy(update={"minutes": 0.01})})
    edition = composed(*day, settings=settings)
    assert places(edition) == {"Battery": "full", "Talks": "line", "Opinion": "apart"}
    assert [story.watched for story in edition.stories] == [("Teller pass",), (), ("Kessel",)]
    assert edition.without_news == ()


def test_watched_story_under_no_theme_is_not_dropped() -> None:
    """``unmatched = "drop"`` leaves out what touches no theme; the reader asked for this one."""
    settings = NAMES.model_copy(update={"briefing": NAMES.briefing.model_copy(update={"unmatched": "drop"})})
    edition = composed(work(*TROOPS, title="Battery moved"), work(*FERRY, title="Ferry aground"), settings=settings)
    assert places(edition) == {"Battery": "full"}


def test_name_without_news_is_named() -> None:
    """Also on a quiet day; what an article in another language has is news."""
    assert composed(settings=NAMES).without_news == ("Teller pass", "Kessel")
    assert composed(work(*FERRY), settings=NAMES).without_news == ("Teller pass", "Kessel")
    abroad = work("Le pont de Kessel est fermé.", "Merci.", language="fr")
    assert composed(work(*TROOPS), abroad, settings=NAMES).without_news == ()
