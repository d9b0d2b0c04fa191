"""What the briefing before told of a story: only where it is the same story, stood in full, and said something else."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.config import Briefing, Settings
from digest.edition.before import find_before
from digest.model import Continues, Quote, Source, Story, StoryDay, StoryEntry
from tests.edition.works import DAY, FERRY, FERRY_TOO, NOON, TROOPS, work
from tests.edition.works import composed as edition_of
from tests.edition.works import told as past_article

YESTERDAY = DAY - dt.timedelta(days=1)


@pytest.fixture(scope="module")
def told() -> tuple[Story, Source]:
    """A story in full with its source."""
    edition = edition_of(work(*FERRY, themes={"incidents": (0,)}))
    return edition.stories[0], edition.articles[0]


def entry(story: Story, source: Source, **more: object) -> StoryEntry:
    """The story as yesterday's briefing told it."""
    day = StoryDay(YESTERDAY, NOON, replace(story, id="ferry", **more), (source,))
    return StoryEntry(day, story.quotes[0], 0, proven=True)


def going_on(*sentences: str, date: dt.date = YESTERDAY) -> Story:
    """Today's story, which carries yesterday's on."""
    story = edition_of(work(*sentences, themes={"incidents": (0,)})).stories[0]
    return replace(story, id="ferry", continues=Continues(date, "ferry"))


def test_yesterdays_lead_is_found(told: tuple[Story, Source]) -> None:
    """With its source, its day and its anchor."""
    found = find_before(going_on(*TROOPS), entry(*told), "en")
    assert found is not None
    assert (found.story, found.date, found.quote, found.source, found.sentence) == (
        *("ferry", YESTERDAY, told[0].quotes[0], told[1]),
        0,
    )


def test_what_today_says_too_is_not_told_again(told: tuple[Story, Source]) -> None:
    """Half the terms in common are the same news in other words."""
    assert (
        find_before(going_on(FERRY[0].replace("60 people", "sixty people"), *FERRY_TOO[1:]), entry(*told), "en") is None
    )


def test_another_story_and_another_day_have_none(told: tuple[Story, Source]) -> None:
    """A story that is new, one that goes on from an earlier day, and the smaller part of one that fell into two."""
    today = going_on(*TROOPS)
    assert find_before(replace(today, continues=None), entry(*told), "en") is None
    assert find_before(going_on(*TROOPS, date=DAY - dt.timedelta(days=3)), entry(*told), "en") is None
    assert find_before(replace(today, id="funeral"), entry(*told), "en") is None


def test_a_lead_that_cannot_be_read_alone_is_left(told: tuple[Story, Source]) -> None:
    """Somebody else speaks in it, or it went on from its headline as in version 1.0.0."""
    story, source = told
    spoken = entry(story, source)
    quote = replace(story.quotes[0], speaker=Quote(source.id, 0, 3, "A f"))
    assert find_before(going_on(*TROOPS), replace(spoken, quote=quote), "en") is None
    headline = Quote(source.id, 0, 10, "A ferry wi")
    went_on = entry(story, source, opens_lead=True, headline_quote=headline)
    cut = replace(went_on, quote=replace(story.quotes[0], start=11))
    assert find_before(going_on(*TROOPS), cut, "en") is None


def test_it_counts_as_reading_time(told: tuple[Story, Source]) -> None:
    """A sentence of 400 words takes a minute more, and its source a number behind the day's."""
    long = entry(*told)
    long = replace(long, quote=replace(told[0].quotes[0], text="word " * 400))
    past = past_article(work(*FERRY, themes={"incidents": (0,)}), story="ferry")
    today = work(*FERRY_TOO, themes={"incidents": (0,)})
    plain, longer = (
        edition_of(today, past_articles=(past,)),
        edition_of(today, past_articles=(past,), previous_stories=(long,)),
    )
    assert plain.stories[0].continues == longer.stories[0].continues == Continues(YESTERDAY, "ferry")
    assert plain.before == ()
    assert longer.minutes == plain.minutes + 1
    assert [one.source.number for one in longer.before] == [2]


TALKS_BEGIN = (
    "Envoys of Varnia and Lomeria began talks about fishing rights in Torvik on Monday, the first in two years.",
    "The two delegations sat at one table for six hours.",
)
TALKS_END = (
    "Varnia and Lomeria signed a treaty in Torvik on Tuesday that gives each side half of the herring catch.",
    "The foreign ministers shook hands over the fishing rights.",
)


@pytest.mark.parametrize(
    ("previous", "shown"),
    [(DAY - dt.timedelta(days=2), True), (YESTERDAY, False), (None, False)],
    ids=["Sunday's briefing", "Monday's briefing", "no briefing"],
)
def test_a_day_without_a_briefing_of_its_own_is_told(previous: dt.date | None, shown: bool) -> None:
    """A page that covers two days says what happened on the first: by its date, out of an article of this page."""
    title = "Varnia and Lomeria talk about fishing rights in Torvik"
    theme: dict[str, tuple[int, ...]] = {"diplomacy": (0,)}
    monday = work(*TALKS_BEGIN, title=title, outlet="A", published=YESTERDAY.isoformat(), themes=theme)
    tuesday = work(*TALKS_END, title=f"{title}: treaty", outlet="B", themes=theme)
    settings = Settings(briefing=Briefing(sentences=1))
    edition = edition_of(monday, tuesday, settings=settings, previous=previous)
    assert [(one.date, one.quote.text, one.source) for one in edition.before] == [
        (YESTERDAY, TALKS_BEGIN[0], None) for _ in range(shown)
    ]
    assert edition.past_sources() == ()


@pytest.mark.parametrize("how", ["leans", "undated", "another day"])
def test_a_day_between_that_cannot_be_told_is_left(how: str) -> None:
    """Its news needs the headline above it, its date is guessed from a weekday, or it is that of another day."""
    title = "Varnia and Lomeria talk about fishing rights in Torvik"
    theme: dict[str, tuple[int, ...]] = {"diplomacy": (0,)}
    begin = tuple(text.replace("on Monday", "on Saturday") if how == "another day" else text for text in TALKS_BEGIN)
    published, leans = None if how == "undated" else YESTERDAY.isoformat(), {0: -1} if how == "leans" else {}
    monday = work(*begin, title=title, outlet="A", published=published, themes=theme, leans=leans)
    tuesday = work(*TALKS_END, title=f"{title}: treaty", outlet="B", themes=theme)
    settings = Settings(briefing=Briefing(sentences=1))
    assert edition_of(monday, tuesday, settings=settings, previous=DAY - dt.timedelta(days=2)).before == ()
