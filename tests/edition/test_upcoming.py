"""*Coming up*: what lies ahead when the page is made, by its days, each event once, no sentence twice."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.edition.upcoming import MOST, is_to_come
from digest.model import AnalysedArticle, Edition, Fact, Kind, Quote, Upcoming
from tests.edition.works import DAY, FERRY, NOON, TALKS, TROOPS, invented, work
from tests.edition.works import composed as edition_of

DIPLOMACY = {"diplomacy": (0,)}
THURSDAY = "A second round is planned for Thursday, the hosts in Brevin said."
ROUND = (*TALKS[:3], THURSDAY)


def coming(edition: Edition) -> list[tuple[str, bool, str]]:
    """What stands under *Coming up*: day, whether it is a guess, words."""
    return [(f"{one.date:%d %b}", one.guess, one.quote.text) for one in edition.coming_up]


def test_a_day_to_come_is_counted_from_the_articles_date() -> None:
    """Thursday is the one after the day on which the article was written; no guess, for the article has a date."""
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY))) == [("12 Mar", False, THURSDAY)]
    early = edition_of(work(*ROUND, themes=DIPLOMACY, published="2026-03-05"))
    assert coming(early) == []  # that Thursday was the 5th itself


def test_a_day_is_a_guess_where_the_date_of_its_article_is_one() -> None:
    """Whatever the sentence names: it is counted from there."""
    told = work(*ROUND, themes=DIPLOMACY)
    facts = replace(told.article.facts, published=Fact("2026-03-10", "its file", guess=True))
    guessed = told._replace(article=replace(told.article, facts=facts))
    assert coming(edition_of(guessed)) == [("12 Mar", True, THURSDAY)]


def test_of_two_sentences_on_an_event_the_whole_date_stands() -> None:
    """A longer one with day, month and year before a weekday alone."""
    whole = "A second round of the talks is planned in Brevin for 12 March 2026, the hosts in Brevin said."
    assert coming(edition_of(work(*ROUND, whole, themes=DIPLOMACY))) == [("12 Mar", False, whole)]


def test_an_article_without_a_date_announces_nothing() -> None:
    """Nobody knows which Thursday it means."""
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY, published=None))) == []


@pytest.mark.parametrize(
    "made", [{"themes": {}}, {"themes": DIPLOMACY, "kind": "opinion"}, {"themes": DIPLOMACY, "language": "de"}]
)
def test_what_has_no_theme_or_tells_hopes_announces_nothing(made: dict) -> None:
    """No fixture of a sports page, no forecast of a columnist, no language whose verbs we do not know."""
    assert coming(edition_of(work(*ROUND, **made), work(*FERRY, themes={"incidents": (0,)}))) == []


def test_a_live_page_announces_too() -> None:
    """On a day whose talks are told by a live page alone, its calendar is the page's."""
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY, kind="live"))) == [("12 Mar", False, THURSDAY)]


@pytest.mark.parametrize("kind", ["chronology", "analysis", "explainer", "interview"])
def test_a_text_that_tells_of_other_years_or_of_fears_announces_nothing(kind: Kind) -> None:
    """A timeline has other years' days in the present tense, an analysis what nobody expects."""
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY, kind=kind))) == []


def test_a_deadline_that_was_moved_stands_under_its_new_day() -> None:
    """Today's report alone announces it; what yesterday's said is not taken up again."""
    moved = "The second round, planned for Thursday noon, will be held on Saturday, the hosts in Brevin said."
    assert coming(edition_of(work(*TALKS[:3], moved, themes=DIPLOMACY))) == [("14 Mar", False, moved)]


def test_what_cannot_be_read_alone_is_left_out() -> None:
    """A sentence that leans on another one, one that a page must not show, one in which somebody speaks of himself."""
    spoken = "“I shall believe it when it begins on Thursday,” said a cattle trader in Brevin."
    assert coming(edition_of(work(*TALKS[:3], spoken, themes=DIPLOMACY))) == []
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY, leans={3: 1}))) == []
    assert coming(edition_of(work(*ROUND, themes=DIPLOMACY, passed=(3,)))) == []


def test_no_sentence_stands_twice() -> None:
    """The story gives the sentence up; where it is the lead, *Coming up* does."""
    edition = edition_of(work(*ROUND, themes=DIPLOMACY))
    texts = [quote.text for story in edition.stories for quote in story.quotes]
    assert THURSDAY not in texts
    assert edition.stories[0].place == "full"
    lead = "Negotiators from Velonia and Karst will meet in Brevin on Thursday about the gas pipeline between them."
    leading = edition_of(work(lead, *TALKS[1:3], themes=DIPLOMACY, title="Pipeline talks to open in Brevin"))
    assert leading.stories[0].quotes[0].text == lead
    untitled = edition_of(work(lead, *TALKS[1:3], themes=DIPLOMACY))
    assert untitled.stories[0].headline == lead.removesuffix(".")
    assert coming(leading) == coming(untitled) == []


def test_days_stand_in_order_and_an_event_once() -> None:
    """Two newsrooms that announce one session are one line."""
    again = work(*FERRY[1:3], "Karst and Velonia hold their second round in Brevin on Thursday.", themes=DIPLOMACY)
    march = work(*TROOPS[:3], "The battalions of Sarvia are to leave the Teller pass on Wednesday.", themes=DIPLOMACY)
    found = coming(edition_of(work(*ROUND, themes=DIPLOMACY), again, march))
    assert [day for day, _, _ in found] == ["11 Mar", "12 Mar"]


def test_the_block_is_short_and_counted() -> None:
    """Five lines at most, and the page keeps to its reading time with them."""

    def announcing(n: int) -> AnalysedArticle:
        said = [sentence.text for sentence in invented(n).analysis.sentences]
        vote = (
            f"{said[0].split()[0]} will vote with {said[2].split()[0]} in {said[4].split()[0]} on {11 + n % 9} March."
        )
        return work(*said, vote, themes=DIPLOMACY)

    edition = edition_of(*map(announcing, range(60)))
    assert len(edition.coming_up) == MOST
    full = [story for story in edition.stories if story.place == "full"]
    words = sum(len(text.split()) for one in full for text in (one.headline, *(quote.text for quote in one.quotes)))
    words += sum(len(point.headline.split()) for point in edition.key_points)
    words += sum(len(one.quote.text.split()) for one in edition.coming_up)
    assert words <= 6 * 230 * 1.05


def test_what_has_passed_is_not_to_come() -> None:
    """Of this very day a morning page has what names no hour or a later one, an evening page a later one alone."""
    one = Upcoming(DAY, None, guess=False, story="x", quote=Quote("a", 0, 1, "x"))
    morning = NOON.replace(hour=6)
    evening = NOON.replace(hour=22)
    later, earlier = replace(one, minutes=23 * 60), replace(one, minutes=5 * 60)
    assert [is_to_come(each, morning) for each in (one, later, earlier)] == [True, True, False]
    assert [is_to_come(each, evening) for each in (one, later, earlier)] == [False, True, False]
    assert not is_to_come(replace(one, date=DAY - dt.timedelta(days=1)), morning)


def test_a_day_without_news_to_come_has_no_block() -> None:
    """Nothing is shown then."""
    assert edition_of(work(*FERRY, themes={"incidents": (0,)})).coming_up == ()
