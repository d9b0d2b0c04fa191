"""Which stories come first, which are told in full, and which sentences stand in the brief."""

from dataclasses import replace

import pytest

from digest.config import Stories
from digest.edition.brief import choose_key_points, tells_event
from digest.edition.days import count_age, find_relative_day, find_relative_days, is_old
from digest.edition.importance import WEIGHTS, rate
from digest.edition.reading_time import WORDS_A_MINUTE
from digest.edition.selection import FLOOR, Rated, explain_line, place_stories, sort_by_points
from digest.model import ArticleSummary, Place, Quote, Story
from tests.edition.works import DAY, TALKS, summaries, work

THEMES = ("diplomacy", "deployments", "incidents")


def rated(id_: str, theme: str = "diplomacy", *, points: float = 2.0, words: int = 100, **more: object) -> Rated:
    """A story for selection."""
    given = {"kind": "report", "old": False, "outlets": (), **more}
    return Rated(id=id_, theme=theme, words=words, points=points, **given)


def places(stories: list[Rated], *, minutes: float = 6, **caps: int) -> dict[str, str]:
    """The places of these stories."""
    return dict(place_stories(stories, minutes=minutes, caps=Stories(**caps)))


def points_of(*works: object, newsrooms: int = 1, touched: int = 0, theme: str = "diplomacy") -> float:
    """Points of a story."""
    told = summaries(*works)
    return rate(told, newsrooms=newsrooms, theme=theme, touched=touched, today=DAY)[0]


def points_of_summary(summary: ArticleSummary) -> float:
    """Points of a story of one article."""
    return rate([summary], newsrooms=1, theme="diplomacy", touched=0, today=DAY)[0]


def test_last_story_may_go_half_a_minute_beyond_the_reading_time() -> None:
    """The page rounds to the same number of minutes."""
    assert places([rated("a", words=200), rated("b", words=142), rated("c", points=0.1)], minutes=1)["b"] == "full"
    assert places([rated("a", words=200), rated("b", words=143), rated("c", points=0.1)], minutes=1)["b"] == "line"


def test_newsrooms_raise_a_story() -> None:
    """What many newsrooms tell stands before what one tells."""
    assert points_of(work(*TALKS), newsrooms=2) > points_of(work(*TALKS))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(work("Three miners were killed in Dorrin."), work("Miners met in Dorrin."), id="acts and dead"),
        pytest.param(work("Forty were killed in Dorrin."), work("A guard was killed in Dorrin."), id="more dead"),
        pytest.param(
            work("Gunmen killed three guards."), work("Gunmen could have killed three guards."), id="what has happened"
        ),
        pytest.param(
            work("A rocket fell near Dorrin, and three were killed."),
            work("A rocket fell near Dorrin, and nobody was killed."),
            id="what is not denied",
        ),
        pytest.param(
            work("No fewer than three were killed in Dorrin."), work("No three were killed in Dorrin."), id="no denial"
        ),
        pytest.param(
            work("Guards opened fire on a trawler."), work("The club fired its coach."), id="an act and no homonym"
        ),
        pytest.param(work("The president of Dorrin spoke."), work("Ada Korr spoke."), id="who acts for a state"),
        pytest.param(work("The harbour of Dorrin closed."), work("The museum of Dorrin closed."), id="no other desk's"),
        pytest.param(
            work("Forty were killed in Dorrin."), work("At least eight guards killed time in Dorrin."), id="no toll"
        ),
        pytest.param(work("It began on Monday in Dorrin."), work("It began in Dorrin."), id="names a day"),
        pytest.param(work(*TALKS), work(*TALKS, published="2026-03-05"), id="fresh"),
        pytest.param(work(*TALKS, themes={"diplomacy": (0,)}), work(*TALKS), id="strong on its theme"),
    ],
)
def test_parts_of_the_formula(better: object, worse: object) -> None:
    """Each part moves a story by itself."""
    assert points_of(better) > points_of(worse)


def test_what_reads_like_a_report_comes_before_what_does_not() -> None:
    """Style tells it by degrees; the words of other languages are not read, and cost nothing."""
    (summary,) = summaries(work("It began in Dorrin."))
    like, unlike = (points_of_summary(replace(summary, report=share)) for share in (0.9, 0.2))
    assert like == pytest.approx(unlike + 0.7 * WEIGHTS["report"])
    german = work("Die Gespräche begannen am Montag.", language="de", themes={"diplomacy": (0,)})
    assert points_of(german) > points_of(work("Talks began.", themes={"diplomacy": (0,)}))


def test_crime_is_no_incident_of_the_desk() -> None:
    """Police and courts lower what stands under incidents; they lower no talks."""
    crime = work("A man was shot dead in Dorrin, and the suspect is in custody, prosecutors said.")
    attack = work("A man was shot dead in Dorrin, and the gunman is on the run, ministers said.")
    assert points_of(crime, theme="incidents") < points_of(attack, theme="incidents") - 0.4
    judges = work("Judges of Dorrin and Velonia met in a court in Brevin.")
    doctors = work("Doctors of Dorrin and Velonia met in a hall in Brevin.")
    assert points_of(judges) == points_of(doctors)


def test_theme_and_breadth_raise_a_story() -> None:
    """What is under a theme, or touches another."""
    plain = points_of(work(*TALKS), theme="other")
    assert points_of(work(*TALKS)) > plain
    assert points_of(work(*TALKS), theme="other", touched=1) > plain


def test_every_part_says_why() -> None:
    """With what it gave or took."""
    _, why = rate(
        summaries(work("Police said that 12 people were killed on Monday.")),
        newsrooms=1,
        theme="other",
        touched=0,
        today=DAY,
    )
    said = " ".join(why)
    assert all(reason in said for reason in ("12 dead +", "killed +", "police -"))


@pytest.mark.parametrize(
    ("lead", "title", "dead"),
    [
        ("In the exercise that began on Monday a missile killed 60 people in Marlow.", "Fleets rehearse attack", 0),
        ("In a new film that opened in Brevin, rebels killed 60 guards of a palace.", "Palace drama opens", 0),
        ("In an exercise near Marlow on Monday a shell killed 60 soldiers.", "Sixty soldiers killed in drill", 60),
        ("A missile killed 60 people in Marlow while the exercise was under way.", "Fleets rehearse attack", 60),
        ("In the drill hall of Marlow gunmen killed 60 people on Monday.", "Attack in Marlow", 60),
    ],
)
def test_dead_of_an_exercise_or_film_count_nothing(lead: str, title: str, dead: int) -> None:
    """Where somebody really died in one, its title says so."""
    _, why = rate(summaries(work(lead, title=title)), newsrooms=1, theme="other", touched=0, today=DAY)
    assert (f"{dead} dead +" in " ".join(why)) == (dead > 0)


def test_words_count_in_english_only() -> None:
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
    assert count_age(ArticleSummary.of(work(*TALKS, published="2026-03-10T23:30:00+02:00")), DAY) == 0


def test_what_is_old_comes_after_everything_fresher() -> None:
    """However many points it has; equals stand by their id."""
    stories = [rated("b"), rated("old", points=9, old=True), rated("a"), rated("top", points=3)]
    assert [story.id for story in sort_by_points(stories)] == ["top", "a", "b", "old"]


def test_what_matters_too_little_never_stands_in_full() -> None:
    """However much reading time is left."""
    stories = [rated("a", points=FLOOR), rated("b", points=FLOOR - 0.01), rated("c", points=FLOOR + 1)]
    assert places(stories) == {"a": "full", "b": "line", "c": "full"}


def test_of_stories_that_tell_nearly_the_same_one_stands_in_full() -> None:
    """The weightier one."""
    stories = [rated("a", points=2, twins=frozenset("b")), rated("b", points=3, twins=frozenset("a")), rated("c")]
    assert places(stories) == {"a": "line", "b": "full", "c": "full"}


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        (rated("light", points=1.0), "in one line: fewer points than 1.5"),
        (rated("twin", points=2.0, twins=frozenset({"first"})), "in one line: nearly the same as 'Ferry aground'"),
        (rated("silent", points=2.0, silent=True), "in one line: nothing in it can be quoted"),
        (rated("late", points=2.0), "in one line: no reading time left"),
    ],
)
def test_a_story_in_one_line_says_why(story: Rated, reason: str) -> None:
    """Too light, told already, nothing to quote, or no room."""
    places: dict[str, Place] = {"first": "full", story.id: "line"}
    assert explain_line(story, places, {"first": "Ferry aground"}) == (reason,)
    assert explain_line(story, {**places, story.id: "full"}, {}) == ()
    assert explain_line(replace(story, kind="live"), places, {}) == ()


def test_two_articles_are_both_told() -> None:
    """Though they tell nearly the same: who puts two articles into the folder wants to read two."""
    assert places([rated("a", twins=frozenset("b")), rated("b", twins=frozenset("a"))]) == {"a": "full", "b": "full"}
    assert places([rated("a", points=0), rated("b", points=1)]) == {"a": "full", "b": "full"}


@pytest.mark.parametrize("minutes", [3, 6, 12])
def test_the_reading_time_is_kept(minutes: int) -> None:
    """What stands in full takes the reader's minutes, within a tenth."""
    stories = [rated(f"{n:03}", THEMES[n % 3], points=2 + n % 17, words=60 + n % 90) for n in range(400)]
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
        pytest.param(rated("x", "other"), "full", id="a weighty story without a theme"),
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


def test_brief_is_the_headlines_in_order_of_weight() -> None:
    """Whatever their theme; a line does not repeat a sentence of the page."""
    stories = [story(f"s{n}", ("diplomacy", "incidents")[n % 2], headline=f"Line {n}", points=n) for n in range(4)]
    points = choose_key_points(stories)
    assert [(point.theme, point.headline, point.quote) for point in points] == [
        ("incidents", "Line 3", None),
        ("diplomacy", "Line 2", None),
        ("incidents", "Line 1", None),
        ("diplomacy", "Line 0", None),
    ]


@pytest.mark.parametrize(
    ("headline", "tells"),
    [
        ("Nine killed in Veldt", True),
        ("Ferry sinks off Veldt: what we know", True),
        ("Where have the boats of Veldt gone?", False),
        ("“Who sank the ferry?”", False),
        ("What the ferry's end means", False),
        ("The Memo", False),
    ],
)
def test_question_or_label_is_no_line_of_the_brief_where_the_lead_stands_alone(headline: str, tells: bool) -> None:
    stories = [
        story("s0", "incidents", quote_of("The ferry sank."), headline=headline, points=9),
        *[story(f"s{n}", "incidents", points=n) for n in (1, 2)],
    ]
    assert tells_event(headline) == tells
    assert choose_key_points(stories)[0].headline == headline
    point = choose_key_points(stories, {"s0"})[0]
    assert (point.headline, point.quote) == ((headline, None) if tells else ("", stories[0].quotes[0]))


@pytest.mark.parametrize(("full", "lines"), [(0, 0), (2, 0), (3, 3), (7, 7), (30, 7)])
def test_length_of_the_brief(full: int, lines: int) -> None:
    """None of one or two stories, whose headlines are in sight; seven at most; never of a story in one line."""
    stories = [story(f"s{n}", "incidents", points=n) for n in range(full)]
    assert len(choose_key_points([*stories, story("x", "incidents", points=99, place="line")])) == lines


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
    assert find_relative_day(ArticleSummary.of(work(sentence, published=published)), DAY) == day


def test_an_undated_article_is_no_newer_than_the_dated_ones_of_its_story() -> None:
    """On a day years later the report that has lost its date does not lead before those that state theirs."""
    dated, undated = work(TUESDAY, published="2018-11-27"), work("Two tugs pulled the ferry free.", published=None)
    found = find_relative_days(summaries(undated, dated), DAY)
    assert found[undated[0].id] == found[dated[0].id] < -2000
    assert find_relative_days(summaries(undated), DAY) == {undated[0].id: 0}
