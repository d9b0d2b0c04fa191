"""Days that are unlike others: one affair alone, nothing but opinion, no dates, no outlets, the same actors twice."""

import pytest

from digest.model import Edition, Kind
from tests.edition.works import FERRY, FERRY_TOO, TROOPS, composed, invented, told, work

PLACES = ("Garron", "Dellin", "Alvar", "Teller", "Brevin", "Hask", "Olden", "Quill", "Karrow", "Lenz")
THINGS = ("barracks", "station", "market", "bridge")
ACTS = (
    ("Rockets killed {} soldiers when they hit the {} of {} at dawn on Tuesday.", "Sirens had failed at the {} of {}."),
    ("Engineers gave light to {} households again near the {} of {}.", "A cable had melted behind the {} of {}."),
    ("A priest buried {} dockers beside the {} of {} on Tuesday.", "Bells were silent at the {} of {}."),
    ("Inspectors dug {} shards of a missile out of the {} of {}.", "A laboratory examines what fell on the {} of {}."),
)


def report(number: int) -> tuple[str, ...]:
    """One of 400 reports on the bombardment of Velonia: forty events, ten reports of each, each with its own voices."""
    event = number // 10
    first, second = ACTS[event % 4]
    where = (THINGS[event % 4], PLACES[event // 4])
    voices = invented(number).analysis.sentences
    return (
        first.format(3 + event, *where),
        second.format(*where),
        *(voice.text for voice in voices[:5]),
        "Velonia blames Karst for the bombardment that began in February.",
    )


def in_full(edition: Edition) -> list[str]:
    """The headlines of the stories in full, in the order of the page."""
    return [story.headline for story in edition.stories if story.place == "full"]


def test_four_hundred_articles_on_one_affair() -> None:
    """They are a page of the usual length that opens with what happened."""
    works = [work(*report(n), outlet=f"Paper {n % 60}", themes={"incidents": (0,)}) for n in range(400)]
    edition = composed(*works)
    assert edition.minutes <= 7
    assert edition.counts.articles == 400
    lead = next(story for story in edition.stories if story.place == "full")
    assert "Rockets" in lead.headline


@pytest.mark.parametrize("kinds", [("opinion",), ("live", "explainer", "video", "analysis")], ids=["opinion", "others"])
def test_day_without_a_report_has_no_lead(kinds: tuple[Kind, ...]) -> None:
    """What is no report stands apart, however many there are, and nothing leads in its place."""
    works = [invented(n, kind=kinds[n % len(kinds)], themes={"diplomacy": (0,)}) for n in range(6)]
    edition = composed(*works)
    assert {story.place for story in edition.stories} == {"apart"}
    assert edition.key_points == ()
    assert all(not section.stories and not section.passages for section in edition.sections)
    assert sorted(source.kind for source in edition.articles) == sorted(one.analysis.kind for one in works)


def test_opinion_confirms_and_leads_nothing() -> None:
    """A column on the event neither joins its report nor counts as a newsroom of it."""
    alone = composed(work(*FERRY, outlet="Post", themes={"incidents": (0,)}))
    beside = composed(
        work(*FERRY, outlet="Post", themes={"incidents": (0,)}), work(*FERRY_TOO, outlet="Mail", kind="opinion")
    )
    assert in_full(beside) == in_full(alone)
    assert not any("newsrooms" in reason for story in beside.stories for reason in story.why)


def test_day_without_dates_and_outlets() -> None:
    """Every article then counts for itself, and nothing is old."""
    edition = composed(*(work(*text, published=None) for text in (FERRY, FERRY_TOO, TROOPS)))
    told_twice = next(story for story in edition.stories if len(story.articles) == 2)
    assert any(reason.startswith("2 newsrooms") for reason in told_twice.why)
    assert not any(source.old for source in edition.articles)


def test_affair_of_fourteen_days_goes_on_from_its_last_day() -> None:
    """Its id stays, and no sentence of the fortnight is quoted again."""
    found = [f"Divers brought up body {n} from the ferry off Port Marlow on Tuesday." for n in range(15)]
    days = [told(work(found[n], *FERRY[n % 4 :]), quotes=(found[n],), days=n, story="ferry") for n in range(14, 0, -1)]
    rest = [told(invented(n), story=f"s{n}", days=1 + n % 9) for n in range(20, 30)]
    today = work(
        found[0],
        "The ferry lies in 40 metres of water off Port Marlow, and the Garron light was dark again in the fog.",
        "Blueline said that its captain had left the ferry last.",
        found[1],
    )
    (story,) = composed(today, past_articles=(*days, *rest)).stories
    assert story.continues is not None
    assert story.id == story.continues.story == "ferry"
    assert set(found[1:]).isdisjoint(quote.text for quote in story.quotes)


def test_two_affairs_with_the_same_actors_are_two_stories() -> None:
    """The same ministers speak of gas in one town and of prisoners in another."""
    prisoners = (
        "Forty soldiers came home over the bridge of Hask on Tuesday, freed by Karst.",
        "Buses brought them to hospitals, where families had waited through the night.",
        "The exchange is the third since the war, and the Red Cross counted the men on both banks.",
        "Karst received as many of its own, pilots among them, its army said.",
        "Nurses dressed wounds that had gone untreated in the camps since the winter.",
        "The foreign minister of Velonia, Oda Renn, thanked the mediators.",
        "Mothers held up photographs of those who did not return, and asked every man for news.",
    )
    gas = (
        "Negotiators opened talks in Brevin on Tuesday about the pipeline to the sea.",
        "At issue is the fee for gas, which has been paid late since 2019, and who repairs the pumps.",
        "Karst wants a lower fee and a contract that runs for ten years.",
        "Engineers told the delegations that two compressors would not last another season.",
        "Traders in the port expect cheaper fuel if the contract is signed by June.",
        "The foreign minister of Velonia, Oda Renn, called the first session frank.",
        "A second round is planned for Thursday, when the auditors present their figures.",
    )
    works = [work(*gas, themes={"diplomacy": (0,)}), work(*prisoners, themes={"diplomacy": (0,)})]
    edition = composed(*works, *(invented(n) for n in range(4)))
    held = [set(story.articles) for story in edition.stories]
    assert {works[0].article.id} in held
    assert {works[1].article.id} in held
