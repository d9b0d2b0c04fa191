"""Which stories come first, which are told in full, and which sentences stand in the brief."""

import pytest

from digest.config import Stories
from digest.edition.brief import key_points
from digest.edition.days import age_of, day_of, days_of, is_old
from digest.edition.selection import WORDS_A_MINUTE, Rated, in_order, place_stories, rate, voices_of
from digest.model import ArticleSummary, Passage, Quote, Section, Story
from tests.edition.works import DAY, FERRY, TALKS, summaries, work

THEMES = ("diplomacy", "deployments", "incidents")


def rated(id_: str, theme: str = "diplomacy", *, points: float = 1.0, words: int = 100, **more: object) -> Rated:
    """A story for selection."""
    given = {"kind": "report", "old": False, "outlets": (), **more}
    return Rated(id=id_, theme=theme, words=words, points=points, **given)


def places(stories: list[Rated], *, minutes: float = 6, **caps: int) -> dict[str, str]:
    """The places of these stories."""
    return dict(place_stories(stories, themes=THEMES, minutes=minutes, caps=Stories(**caps)))


def points_of(*works: object, touched: int = 0) -> tuple[float, tuple[str, ...]]:
    """Points and reasons of a story under diplomacy."""
    return rate(summaries(*works), theme="diplomacy", touched=touched, today=DAY)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"outlet": "B"}, "2 outlets", id="another outlet"),
        pytest.param({"outlet": None}, "2 outlets", id="an article without one counts for itself"),
        pytest.param({"outlet": "a"}, None, id="the same outlet again"),
    ],
)
def test_outlets_raise_a_story(more: dict[str, str | None], said: str | None) -> None:
    """What many newsrooms tell stands before what one tells."""
    alone, _ = points_of(work(*TALKS, outlet="A"))
    points, why = points_of(work(*TALKS, outlet="A"), work(*TALKS[1:], **more))
    assert (points > alone) is (said is not None)
    assert said is None or any(said in reason for reason in why)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            work("Three miners were killed in Dorrin.", published=None),
            work("Miners met.", published=None),
            id="severe",
        ),
        pytest.param(work(*TALKS), work(*TALKS, published="2026-03-05"), id="fresh"),
        pytest.param(work(*TALKS, themes={"diplomacy": (0,)}), work(*TALKS), id="strong on its theme"),
    ],
)
def test_parts_of_the_formula(better: object, worse: object) -> None:
    """Each part gives points, and each is said."""
    assert points_of(better)[0] > points_of(worse)[0]
    assert len(points_of(better)[1]) >= len(points_of(worse)[1])


def test_words_of_severity_count_in_english_only() -> None:
    """No English list decides on another language."""
    assert points_of(work("Nuclear missiles.", language="de")) == points_of(work("Apples and pears.", language="de"))


def test_age() -> None:
    """Old is more than a week before the day; without a date nothing is old; a date ahead is fresh."""
    assert [
        is_old(ArticleSummary.of(work(*TALKS, published=day)), DAY) for day in ("2026-03-03", "2026-03-02", None)
    ] == [
        False,
        True,
        False,
    ]
    assert age_of(ArticleSummary.of(work(*TALKS, published="2026-03-10T23:30:00+02:00")), DAY) == 0
    assert voices_of([]) == 1


def test_what_is_old_comes_after_everything_fresher() -> None:
    """However many points it has; equals stand by their id."""
    stories = [rated("b"), rated("old", points=9, old=True), rated("a"), rated("top", points=2)]
    assert [story.id for story in in_order(stories)] == ["top", "a", "b", "old"]


def test_every_theme_with_news_has_a_story_in_full() -> None:
    """Even one that its points and the reading time would leave out."""
    stories = [rated(f"d{n}", points=9, words=400) for n in range(9)] + [rated("i", "incidents", points=0.1, words=400)]
    assert places(stories, minutes=2)["i"] == "full"


@pytest.mark.parametrize("minutes", [3, 6, 12])
def test_the_reading_time_is_kept(minutes: int) -> None:
    """What stands in full takes the reader's minutes, within a tenth."""
    stories = [rated(f"{n:03}", THEMES[n % 3], points=n % 17, words=60 + n % 90) for n in range(400)]
    full = {id_ for id_, place in places(stories, minutes=minutes).items() if place == "full"}
    assert sum(s.words for s in stories if s.id in full) == pytest.approx(minutes * WORDS_A_MINUTE, rel=0.1)


def test_no_outlet_and_no_theme_fills_the_page() -> None:
    """The caps hold as long as others have something to tell, and go when nobody has."""
    stories = [rated(f"a{n}", points=9, outlets=("A",)) for n in range(20)]
    others = [rated(f"b{n}", THEMES[n % 3], outlets=(f"B{n}",)) for n in range(20)]
    full = [id_ for id_, place in places(stories + others, most_of_outlet=2).items() if place == "full"]
    assert sum(id_.startswith("a") for id_ in full) == 2
    assert sum(place == "full" for place in places(stories, most_of_outlet=2).values()) == 14
    mixed = [rated(f"a{n}", points=9) for n in range(20)] + [rated(f"c{n}", "incidents") for n in range(20)]
    full = [id_ for id_, place in places(mixed, most_of_theme=3).items() if place == "full"]
    assert sum(id_.startswith("c") for id_ in full) == 3


@pytest.mark.parametrize(
    ("story", "place"),
    [
        pytest.param(rated("x", kind="opinion"), "apart", id="opinion"),
        pytest.param(rated("x", kind="live"), "apart", id="live"),
        pytest.param(rated("x", "other"), "line", id="other"),
        pytest.param(rated("x", silent=True), "line", id="nothing new to quote"),
        pytest.param(rated("x", old=True), "full", id="old, but all there is"),
    ],
)
def test_places(story: Rated, place: str) -> None:
    """What never leads, and what has nothing to tell."""
    assert places([story])["x"] == place


# ----------------------------------------------------------------------------------------------------- in brief


def quote_of(text: str, *, start: int = 0, **more: object) -> Quote:
    """A quote of an article called a."""
    return Quote("a", start, start + len(text), text, **more)


def story(id_: str, theme: str, *quotes: Quote, headline: str = "Headline", points: float = 1, **more: object) -> Story:
    """A story in full."""
    given = {
        "opens_lead": False,
        "place": "full",
        "kind": "report",
        "new": False,
        "continues": None,
        "articles": ("a",),
        **more,
    }
    return Story(
        id=id_,
        headline=headline,
        headline_quote=None,
        theme=theme,
        themes=(theme,),
        quotes=quotes,
        points=points,
        why=(),
        **given,
    )


def test_every_theme_with_news_has_a_key_point_in_the_order_of_the_body() -> None:
    """Its first story, or its first passage where it has no story."""
    one = story("one", "diplomacy", quote_of(TALKS[0]))
    passage = Passage("one", (quote_of(FERRY[0], start=500),))
    sections = [Section("diplomacy", ("one",), (), 1), Section("deployments", (), (), 0)]
    sections += [Section("incidents", (), (passage,), 1)]
    points = key_points(sections, [one], "en")
    assert [(point.theme, point.quote.text) for point in points] == [("diplomacy", TALKS[0]), ("incidents", FERRY[0])]


def test_a_key_point_does_not_repeat_a_headline_nor_another_key_point() -> None:
    """The next sentence is taken, where there is one."""
    first, second = quote_of("Ferry runs aground off Port Marlow."), quote_of(FERRY[1], start=100)
    told = story("one", "incidents", first, second, headline="Ferry runs aground off Port Marlow")
    (point,) = key_points([Section("incidents", ("one",), (), 1)], [told], "en")
    assert point.quote == second
    only = story("one", "incidents", first, headline="Ferry runs aground off Port Marlow")
    (point,) = key_points([Section("incidents", ("one",), (), 1)], [only], "en")
    assert point.quote == first


def test_a_lead_that_goes_on_from_its_headline_is_no_key_point() -> None:
    """Half a sentence cannot stand alone: another story's lead, or the story's next sentence, does."""
    half, next_ = quote_of("in Brevin, after long talks.", start=60), quote_of(TALKS[1], start=100)
    one = story("one", "diplomacy", half, next_, opens_lead=True, points=9)
    two = story("two", "diplomacy", quote_of(FERRY[0], start=300))
    chosen = key_points([Section("diplomacy", ("one", "two"), (), 2)], [one, two], "en")
    assert [point.quote.text for point in chosen] == [TALKS[1], FERRY[0]]


def test_three_to_seven_key_points() -> None:
    """Two for every three stories in full; on a day without themes the first of the other news."""
    stories = [story(f"s{n:02}", "incidents", quote_of(FERRY[n % 4], start=n * 300)) for n in range(30)]
    for full, wanted in ((1, 1), (3, 3), (4, 3), (9, 6), (30, 7)):
        section = Section("incidents", tuple(one.id for one in stories[:full]), (), full)
        assert len(key_points([section], stories[:full], "en")) == wanted
    lines = [story(f"o{n}", "other", quote_of(FERRY[n % 4], start=n * 300), place="line") for n in range(9)]
    assert len(key_points([], lines, "en")) == 3
    assert key_points([], [], "en") == ()


def told_once(id_: str, theme: str, start: int, **more: object) -> Story:
    """A story in full with a sentence of its own."""
    return story(id_, theme, quote_of(FERRY[start % 4], start=start * 300), **more)


def test_the_story_that_most_articles_tell_is_in_brief() -> None:
    """However few points it has."""
    stories = [told_once(f"s{n}", "incidents", n, points=9 - n) for n in range(7)]
    stories.append(told_once("big", "incidents", 7, points=0.5, articles=("a", "b", "c")))
    section = Section("incidents", tuple(one.id for one in stories), (), 8)
    assert "big" in {point.story for point in key_points([section], stories, "en")}


def test_one_theme_does_not_fill_the_brief() -> None:
    """Half of it at most, while others have something; a passage comes after every story in full."""
    stories = [told_once(f"i{n}", "incidents", n, points=9) for n in range(6)]
    stories += [told_once(f"d{n}", "diplomacy", 10 + n, points=1) for n in range(3)]
    passage = Passage("i0", (quote_of(TALKS[0], start=9000),))
    sections = [
        Section("diplomacy", ("d0", "d1", "d2"), (passage,), 4),
        Section("incidents", tuple(f"i{n}" for n in range(6)), (), 6),
    ]
    points = key_points(sections, stories, "en")
    assert [point.story for point in points] == ["d0", "d1", "d2", "i0", "i1", "i2"]


def test_no_key_point_stands_twice() -> None:
    """Also where a theme has nothing but a passage that another theme shows."""
    one = story("one", "diplomacy", quote_of(TALKS[0]))
    passage = Passage("one", (quote_of(TALKS[0]),))
    sections = [Section("diplomacy", ("one",), (), 1), Section("incidents", (), (passage,), 1)]
    assert len(key_points(sections, [one], "en")) == 1


# -------------------------------------------------------------------------------------------------- days


TUESDAY = "Two tugs pulled the ferry free at noon on Tuesday."


@pytest.mark.parametrize(
    ("sentence", "published", "day"),
    [
        pytest.param(TUESDAY, None, 0, id="names today"),
        pytest.param(TUESDAY, "2026-03-07", -3, id="states another day"),
        pytest.param("Two tugs pulled the ferry free on Monday.", None, -1, id="names yesterday"),
        pytest.param("Two tugs that came on Monday left on Tuesday.", None, 0, id="names both"),
        pytest.param("Two tugs pulled the ferry free.", None, 0, id="names none"),
    ],
)
def test_the_day_of_an_article(sentence: str, published: str | None, day: int) -> None:
    """What it states, else the newest weekday that it names, else today."""
    assert day_of(ArticleSummary.of(work(sentence, published=published)), DAY) == day


def test_an_undated_article_is_no_newer_than_the_dated_ones_of_its_story() -> None:
    """On a day years later the report that has lost its date does not lead before those that state theirs."""
    dated, undated = work(TUESDAY, published="2018-11-27"), work("Two tugs pulled the ferry free.", published=None)
    found = days_of(summaries(undated, dated), DAY)
    assert found[undated[0].id] == found[dated[0].id] < -2000
    assert days_of(summaries(undated), DAY) == {undated[0].id: 0}
