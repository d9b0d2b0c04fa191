"""How many newsrooms report a story for themselves: publishers, agencies, who repeats whom, near copies."""

from dataclasses import replace

import pytest

from digest.analysis.credits import find_credits
from digest.config import Outlet, Settings
from digest.edition import newsrooms
from digest.edition.newsrooms import SAME_WORDS, Families, find_newsrooms, gather_families
from digest.model import AnalysedArticle, Fact, Paragraph
from tests.edition.works import FERRY, FERRY_TOO, TALKS, composed, invented, work

OWN = (
    Outlet(name="Karrow Wire", titles=("KW",), wire=True),
    Outlet(name="Brandsholm Press", titles=("Evening Mail", "The Sunday Mail")),
)


def count(*articles: AnalysedArticle) -> int:
    """Count the newsrooms of a story."""
    named, unknown = find_newsrooms(articles, gather_families(OWN))
    return len(named) + unknown


def credited(*lines: str, **more: str | None) -> AnalysedArticle:
    """A report whose text credits somebody."""
    article, analysis = work(*FERRY_TOO, **more)
    return AnalysedArticle(article, replace(analysis, credits=lines))


def ferry(*sentences: str, outlet: str | None = "Post") -> AnalysedArticle:
    """A report on the ferry, behind some sentences."""
    return work(*sentences, *FERRY_TOO, outlet=outlet)


@pytest.mark.parametrize(
    ("first", "second", "rooms"),
    [
        pytest.param("Post", "Star", 2, id="two outlets"),
        pytest.param("Post", "the post", 1, id="one outlet in other letters"),
        pytest.param("Post", "www.post.com", 1, id="an outlet by its address"),
        pytest.param("Evening Mail", "Sunday Mail", 1, id="two titles of the reader's own table"),
        pytest.param("The Hill", "newsnation", 1, id="two titles of the shipped table"),
        pytest.param("Karrow Wire", "Karrow Wire: world", 1, id="a section of a known newsroom"),
        pytest.param("BBC", "bbc-news", 1, id="what begins with a known name in capitals"),
        pytest.param("KBC Morning", "KBC Sport", 1, id="what begins with one name in capitals"),
        pytest.param("US News", "US Courier", 2, id="two letters are no name of a newsroom"),
        pytest.param("Post", None, 2, id="an article without an outlet is perhaps another's"),
        pytest.param("", None, 2, id="an empty name"),
    ],
)
def test_titles_of_one_publisher_are_one_newsroom(first: str, second: str | None, rooms: int) -> None:
    """By the tables and the ways in which a name is written."""
    assert count(work(*FERRY, outlet=first), work(*FERRY_TOO, outlet=second)) == rooms


@pytest.mark.parametrize(
    ("line", "rooms"),
    [
        pytest.param("Karrow Wire", 1, id="author"),
        pytest.param("By Ada Lind, KW", 1, id="an agency's letters in a by-line"),
        pytest.param("Ada Lind", 2, id="a person"),
        pytest.param("By Ada Kwint, KWINT", 2, id="letters inside a word"),
    ],
)
def test_agency_copy_under_another_name_is_the_agencys(line: str, rooms: int) -> None:
    """Whoever prints it."""
    assert count(work(*FERRY, outlet="Karrow Wire"), credited(line, outlet="Star")) == rooms


def test_outlet_that_prints_two_agencies_does_not_join_them() -> None:
    """Its own report is its own."""
    story = (credited("KW", outlet="Star"), credited("Reuters", outlet="Star"), work(*FERRY, outlet="Star"))
    apart = [work(*TALKS, outlet=None), invented(1)]
    story = tuple(
        AnalysedArticle(one.article, replace(other.analysis, credits=one.analysis.credits))
        for one, other in zip(story, (*apart, work(*FERRY)), strict=True)
    )
    assert find_newsrooms(story, gather_families(OWN)) == (("Karrow Wire", "Reuters", "Star"), 0)


@pytest.mark.parametrize(
    ("sentence", "rooms"),
    [
        pytest.param("The captain was asleep, the Ledger reported on Tuesday.", 1, id="reported"),
        pytest.param("The captain was asleep, according to the Ledger.", 1, id="according to"),
        pytest.param("A sailor told the Ledger that the captain was asleep.", 1, id="told"),
        pytest.param("The Ledger's Ada Lind was on board.", 2, id="only named"),
        pytest.param("The captain keeps a ledger reported as lost.", 2, id="a word that is no name"),
    ],
)
def test_report_of_a_report_is_no_newsroom(sentence: str, rooms: int) -> None:
    """Where the opening says whose it is: an outlet of the story."""
    assert count(work(*FERRY, outlet="The Ledger"), ferry(sentence)) == rooms


def test_two_that_repeat_a_third_are_one() -> None:
    """Though nobody has the third."""
    first = work("Talks have failed, Reuters reported.", *TALKS, outlet="Post")
    second = work(
        "An envoy told the Reuters news agency that it is over.", *invented(1).article.facts.title or (), outlet="Star"
    )
    assert find_newsrooms((first, second), gather_families()) == (("Reuters",), 0)


def test_newsroom_with_a_report_of_its_own_counts_though_it_repeats_another_elsewhere() -> None:
    """Post has both."""
    story = (work(*FERRY, outlet="Post"), ferry("It sank, the Ledger reported."), work(*TALKS, outlet="Ledger"))
    assert find_newsrooms(story, gather_families()) == (("Post", "Ledger"), 0)


@pytest.mark.parametrize(("shared", "rooms"), [(SAME_WORDS, 1), (SAME_WORDS - 1, 2)])
def test_words_in_common_outside_quotations_make_one_newsroom(shared: int, rooms: int) -> None:
    """As many as no two people choose alike."""
    said = " ".join(f"w{n}" for n in range(shared))
    assert count(work(f"Aa {said} bb.", outlet="Post"), work(f"Cc {said} dd.", outlet="Star")) == rooms
    assert count(work(f"Aa “{said}” bb.", outlet="Post"), work(f"Cc “{said}” dd.", outlet="Star")) == 2


def test_a_year_of_outlets_costs_no_memory() -> None:
    """Every story has its own outlets, and finds what those report; few of their patterns are kept."""
    known = Families({}, {}, {})
    for number in range(100):
        name = f"Garron Post {number}"
        assert known.find_repeated([f"A ferry sank, {name} reported."], [name]) == name
    assert newsrooms._compile_cited.cache_info().currsize < 100


def test_page_counts_newsrooms_and_names_a_single_source() -> None:
    """In the edition's values."""
    settings = Settings(outlet=OWN)
    both = work(*FERRY, outlet="Evening Mail"), work(*FERRY_TOO, outlet="Sunday Mail")
    (story,) = composed(*both, settings=settings).stories
    assert (story.newsrooms, story.one_source) == (("Brandsholm Press",), True)
    (story,) = composed(*both).stories
    assert (story.newsrooms, story.one_source) == (("Evening Mail", "Sunday Mail"), False)
    (story,) = composed(work(*FERRY)).stories
    assert (story.newsrooms, story.one_source) == ((), True)


def test_credits_stand_over_and_under_a_text() -> None:
    """Author, dateline, by-line and foot; a sentence of the body is none."""
    article, analysis = work(
        "OSLO, June 14 (Karrow Wire) - A ferry ran aground.", "It reports to Garron.", "(Reporting by Ada Lind)"
    )
    facts = replace(article.facts, author=Fact("Bo Harkin", "line 2"))
    first = article.paragraphs[0]
    paragraphs = (Paragraph(first.start, first.start + 4, "byline", ""), *article.paragraphs)
    sentences = tuple(replace(one, paragraph=one.paragraph + 1) for one in analysis.sentences)
    found = find_credits(replace(article, facts=facts, paragraphs=paragraphs), sentences)
    assert found == ("Bo Harkin", "OSLO", "Karrow Wire", "(Reporting by Ada Lind)")
    assert find_credits(work("Oslo (KBC) A ferry ran aground.").article, work("Oslo (KBC) A.").analysis.sentences) == (
        "KBC",
    )
    assert find_credits(article, ()) == ()


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("OSLO, June 14 - A ferry ran aground.", "Reuters"),
        ("The Harbour Authority of Oslo (HAO) said that a ferry ran aground.", "Reuters"),
        ("OSLO (Karrow Wire) - A ferry ran aground.", "Karrow Wire"),
    ],
)
def test_writers_and_editors_at_the_foot_are_those_of_reuters_if_no_agency_is_named(opening: str, agency: str) -> None:
    """Others sign alike."""
    article, analysis = work(opening, "(Reporting by Ada Lind; Editing by Bo Harkin)")
    found = find_credits(article, analysis.sentences)
    assert [name for name in ("Reuters", "Karrow Wire") if name in found] == [agency]
