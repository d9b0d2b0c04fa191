"""Dates, numbers and texts as a person writes them."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.model import Continues, Notice
from digest.publish.render import load_wording
from tests.publish import editions

WORDS = load_wording()
MADE = editions.sample()
EDITION = MADE.edition
SOURCE = EDITION.articles[0]

STATED = {
    "today, an instant": ("2018-11-28T09:20:00Z", "10:20"),
    "today, a date": ("2018-11-28", "today"),
    "yesterday": ("2018-11-27T23:50:00+01:00", "Tue 23:50"),
    "yesterday there, today here": ("2018-11-27T20:00:00-05:00", "02:00"),
    "six days ago": ("2018-11-22", "Thu"),
    "a week ago": ("2018-11-21T10:00:00+01:00", "21 Nov"),
    "another year": ("2017-02-16", "16 Feb 2017"),
    "tomorrow": ("2018-11-29", "29 Nov"),
    "nothing stated": (None, "undated"),
}


@pytest.mark.parametrize(("published", "said"), STATED.values(), ids=STATED)
def test_a_stated_time_is_short(published, said):
    """The clock on its day, the weekday within a week, the date before that; in the edition's zone."""
    assert WORDS.stated(replace(SOURCE, published=published), EDITION) == said


def test_a_stated_time_in_full():
    """The list of sources has the whole date, and says that there is none."""
    assert WORDS.stated_long(replace(SOURCE, published="2018-11-27T22:50:00Z"), EDITION) == "27 Nov 2018, 23:50"
    assert WORDS.stated_long(replace(SOURCE, published="2018-11-27"), EDITION) == "27 Nov 2018"
    assert WORDS.stated_long(replace(SOURCE, published=None), EDITION) == "no date in the file"


@pytest.mark.parametrize(
    ("published", "said"),
    [("2018-11-19", "more than a week old"), ("2018-11-12", "two weeks old"), ("2018-01-01", "ten months old")],
)
def test_old_is_said_in_words(published, said):
    """How long ago, in weeks, months or years."""
    assert WORDS.age(replace(SOURCE, published=published), EDITION) == said


def test_days_and_instants():
    """Each form once."""
    at = dt.datetime(2018, 11, 27, 6, 0, tzinfo=editions.ZONE)
    assert WORDS.weekday(at) + " " + WORDS.long_day(at) == "Tuesday 27 November 2018"
    assert WORDS.moment(at) == "Tue 27 Nov 06:00"
    assert WORDS.made(at) == "Tue 27 Nov 2018, 06:00"
    assert WORDS.since(at, EDITION.date) == "Tuesday 06:00"
    assert WORDS.since(at - dt.timedelta(days=7), EDITION.date) == "Tue 20 Nov 06:00"


def test_numbers():
    """One story and five stories; small numbers as words."""
    assert [WORDS.count(n, "story") for n in (0, 1, 1234)] == ["0 stories", "1 story", "1,234 stories"]
    assert [WORDS.spelled(n) for n in (1, 12, 13)] == ["one", "twelve", "13"]
    assert [WORDS.ordinal(n) for n in (2, 12, 13, 21, 22, 111)] == [
        "second",
        "twelfth",
        "13th",
        "21st",
        "22nd",
        "111th",
    ]
    assert [WORDS.listed(items) for items in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_what_continues():
    """A weekday within the week, the date before it."""
    day = EDITION.date
    assert WORDS.continues(Continues(day - dt.timedelta(days=1), "s"), EDITION) == "continues Tuesday’s"
    assert (
        WORDS.continues(Continues(day - dt.timedelta(days=9), "s"), EDITION)
        == "continues the story of 19 November 2018"
    )


@pytest.mark.parametrize(("days", "said"), [(1, "on Tuesday"), (6, "on Thursday"), (7, "on 21 Nov")])
def test_day_of_a_figure(days, said):
    """A desk that briefs every Wednesday would say "nine on Wednesday" of the week before."""
    assert WORDS.counted_on(EDITION.date - dt.timedelta(days=days), EDITION) == said


def test_what_lies_far_back_says_how_far():
    """A day of the week before by its number alone, else with its month, and its year where that is another."""
    day = dt.date(2018, 11, 28)
    told = {27: "Tue 27", 21: "Wed 21 Nov"}
    assert {at: WORDS.earlier_day(dt.date(2018, 11, at), day) for at in told} == told
    assert WORDS.earlier_day(dt.date(2003, 5, 28), day) == "Wed 28 May 2003"
    assert WORDS.moment(AT.replace(year=2003), AT) == "Fri 21 Nov 2003 22:40"
    assert WORDS.moment(AT, AT) == "Wed 21 Nov 22:40"


AT = dt.datetime(2018, 11, 21, 22, 40, tzinfo=editions.ZONE)
DUE = dt.datetime(2018, 11, 20, 6, 0, tzinfo=editions.ZONE)
NOTICES = {
    "Catch-up edition for Tue 20 Nov 06:00 (digest did not run until Wed 21 Nov 22:40)": Notice("catch_up", DUE, AT),
    "Catch-up edition for Tue 20 Nov 06:00": Notice("catch_up", DUE),
    "Made at 22:40, due at 06:00.": Notice("late", DUE, AT),
    "Covers everything since 21 November 2018.": Notice("long_window", at=AT, days=3),
    "Covers three days.": Notice("long_window", days=3),  # of versions before 2.0.3
    "The newest article with a date is more than a week old.": Notice("old_news", days=8),
    "The newest article with a date is three weeks old.": Notice("old_news", days=27),
    "The newest article with a date is seven months old.": Notice("old_news", days=220),
    "The newest article with a date is eight years old.": Notice("old_news", days=2930),
    "One file could not be read: a.pdf": Notice("unreadable", paths=("a.pdf",)),
    "Two files could not be read: a.pdf, b.pdf": Notice("unreadable", paths=("a.pdf", "b.pdf")),
}


@pytest.mark.parametrize(("said", "notice"), NOTICES.items(), ids=NOTICES)
def test_a_notice_is_a_sentence(said, notice):
    """The words that the page stresses, then the rest."""
    assert " ".join(filter(None, WORDS.notice(notice))) == said


def test_a_language_without_a_name_keeps_its_code():
    """And one that nobody knows is called another language."""
    assert [WORDS.language(code) for code in ("de", "xx", None)] == ["German", "xx", "another language"]


def test_a_first_briefing_knows_no_earlier_one():
    """It covers everything; later ones say since when nothing is new, alone or under a theme."""
    first = replace(EDITION, window=(None, EDITION.window[1]))
    assert WORDS.window(first).startswith("Everything up to Wed 28 Nov")
    assert WORDS.window(EDITION).startswith("Tue 27 Nov 06:00 to Wed 28 Nov")
    assert "Tuesday 06:00" in WORDS.nothing_new(EDITION)
    assert "Ships" in WORDS.nothing_new(first, "Ships")
    assert WORDS.nothing_new(first) != WORDS.nothing_new(EDITION)


def test_one_newsroom_is_no_support():
    """Of an outlet without a newsroom nothing is said; several are counted."""
    story = replace(EDITION.stories[0], one_source=False, newsrooms=("Karrow Wire", "Velmar Courier"))
    assert WORDS.support(story, 2) == "2 newsrooms"
    assert WORDS.support(replace(story, newsrooms=()), 2) == "2 outlets"
    assert WORDS.support(story, 1) == ""
    alone = replace(story, one_source=True, articles=("a",), quotes=(replace(story.quotes[0], article="a"),))
    assert WORDS.support(alone, 1) == "One source only"


def test_what_others_add_to_has_more_than_one_source():
    """A live page tells a fact more of what one article reports."""
    first = EDITION.stories[0].quotes[0]
    quotes = (replace(first, article="a"), replace(first, article="live page"))
    story = replace(EDITION.stories[0], one_source=True, articles=("a",), quotes=quotes)
    assert WORDS.support(story, 1) == "One newsroom’s reporting"
