"""The same event from several articles, and what carries on an earlier day's story."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edition.circumstances import (
    Circumstances,
    find_circumstances,
    find_opening_days,
    tell_other_days,
    tell_two_events,
)
from digest.edition.copies import UniqueText
from digest.edition.force import count_dead
from digest.edition.stories import Group, Grouping, find_carried_on, find_kinship, gather_stories
from digest.edition.term_counts import load_shipped_counts
from digest.edition.tolls import find_toll, tell_one_toll
from digest.model import AnalysedArticle, ArticleSummary
from tests.edition.works import FERRY, FERRY_TOO, TALKS, TROOPS, invented, summaries, told, work

LARGE = load_shipped_counts()
OTHER_FERRY = (
    "A ferry with 45 people on board caught fire near Sant Alvar on Sunday and was towed to the port.",
    "The fire began in the kitchen, said the shipping company Ostra, and the crew put it out.",
    "Three passengers with burns were flown to the hospital of Dellin.",
)
NEXT_DAY = (
    "Tugs pulled the ferry that ran aground off Port Marlow free at high tide on Wednesday.",
    "Divers found two cracks in the hull, the Blueline company in Garron said.",
    "Ines Tolland, the harbour master, ordered the ship to stay in Marlow until the fog and the light are examined.",
    "The captain was questioned for three hours.",
)


def groups_of(*works: AnalysedArticle, grouping: Grouping = "normal") -> list[set[str]]:
    """The ids of each story's articles."""
    groups = gather_stories([UniqueText(summary) for summary in summaries(*works)], grouping, LARGE)
    return [{origin.id for origin in group.origins} for group in groups]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(FERRY, FERRY_TOO, True, id="two reports of one event"),
        pytest.param(FERRY, OTHER_FERRY, False, id="the same kind of event elsewhere"),
        pytest.param(FERRY, TALKS, False, id="nothing in common"),
        pytest.param(TALKS, TALKS[:1], True, id="a report and its one sentence"),
    ],
)
def test_articles_on_one_event_are_one_story(one: tuple[str, ...], other: tuple[str, ...], *, together: bool) -> None:
    """Names, numbers and the lead decide, not the kind of event."""
    first, second = work(*one), work(*other)
    rest = [invented(n) for n in range(4)]
    assert ({first[0].id, second[0].id} in groups_of(first, second, *rest)) is together


def test_leads_that_name_different_days_are_less_alike() -> None:
    """The same two leaders meet every month: another weekday or date speaks against one event."""
    tuesday = work("Ada Korr and Jon Velt met in Brevin on Tuesday.", "They spoke of gas.")
    friday = work("Ada Korr and Jon Velt will meet in Brevin on Friday.", "They will speak of gas.")
    undated = work("Ada Korr and Jon Velt met in Brevin.", "They spoke of gas.")
    assert tell_other_days(find_opening_days(ArticleSummary.of(tuesday)), find_opening_days(ArticleSummary.of(friday)))
    assert not tell_other_days(
        find_opening_days(ArticleSummary.of(tuesday)), find_opening_days(ArticleSummary.of(undated))
    )
    assert tell_other_days(
        find_opening_days(ArticleSummary.of(work("It began on March 3."))),
        find_opening_days(ArticleSummary.of(work("It began on 4th March."))),
    )
    assert find_opening_days(ArticleSummary.of(work("Das Treffen begann am Tuesday.", language="de"))) == (
        frozenset(),
        frozenset(),
    )


SUNK = (
    "The navy of Garron sank two gunboats of Dorrin off Marlow on Tuesday and killed nine sailors, the port said.",
    "Jon Velt, the president of Dorrin, called it an act of war and offered Ada Korr of Garron talks in Brevin.",
    "The gunboats had stopped a trawler of Garron off Marlow.",
)
OFFERED = (
    "Jon Velt offered on Tuesday to meet the president of Garron in Brevin, hours after two gunboats of Dorrin sank.",
    "His envoy Mara Teel has booked the old customs house, and the king of Sarrow may chair the first round.",
    "Garron wants a ransom for its trawler before anybody sits down, an adviser in the palace said.",
    "A poll in the capital shows that most people expect a long winter with dear bread, whoever signs.",
)
TWELVE = (SUNK[0].replace("nine", "twelve"), *SUNK[1:])


@pytest.mark.parametrize(
    ("second", "outlet", "day", "together"),
    [
        pytest.param(OFFERED, "Marlow Times", 10, True, id="of another newsroom"),
        pytest.param(OFFERED, "Garron Post", 10, False, id="what else happened"),
        pytest.param(OFFERED, "garronpost.com", 10, False, id="the newsroom by another name"),
        pytest.param(OFFERED, "Garron Post", 11, True, id="of another day"),
        pytest.param(OFFERED, None, 10, True, id="of an unknown newsroom"),
        pytest.param(TWELVE, "Garron Post", 10, True, id="the same report with a newer toll"),
    ],
)
def test_second_report_of_a_newsroom_tells_another_event(
    second: tuple[str, ...], outlet: str | None, day: int, *, together: bool
) -> None:
    """A newsroom tells an event once a day: a strike and the offer of talks that follows it are two stories."""
    one = work(*SUNK, outlet="Garron Post")
    other = work(*second, outlet=outlet, published=f"2026-03-{day}")
    rest = [invented(n) for n in range(4)]
    assert ({one[0].id, other[0].id} in groups_of(one, other, *rest)) is together


def test_reports_of_one_newsroom_that_count_dead_are_one_story() -> None:
    """A toll rises from hour to hour, and the desk writes anew: most words are others."""
    first = (
        "A bomb killed nine people and wounded 31 at the fish market of Marlow on Tuesday, the police of the port said.",
        "The blast went off at half past eight between two stalls near the north gate, and windows broke in the street.",
        "No group has claimed the attack, and hospitals called for blood donors.",
    )
    later = (
        "The number of people killed by a bomb at the fish market of Marlow rose to 14 on Tuesday, the police said.",
        "Five of the wounded died in hospital, and separatists of the Teller valley claimed the attack in a letter.",
        "Ada Korr, the interior minister of Garron, closed the road to the valley and sent two battalions.",
    )
    one, two = work(*first, outlet="Garron Post"), work(*later, outlet="Garron Post")
    rest = [invented(n) for n in range(4)]
    assert {one[0].id, two[0].id} in groups_of(one, two, *rest)


@pytest.mark.parametrize(
    ("second", "one_event"),
    [
        ("The driver of a bus fell asleep near Marlow on Tuesday, and 14 people died.", True),
        ("The death toll of the bus in the ravine near Marlow rose to 14, Ada Korr of the police said.", True),
        ("A bus hit a tree near Orrel on Tuesday and killed four people, the police said.", False),
        ("A bus hit a tree near Orrel, east of Marlow, on Tuesday and killed 14 people.", False),
        ("The death toll of the flood in Orrel rose to 14 on Tuesday.", False),
        ("Drivers spoke near Marlow of icy roads.", False),
        ("A bus fell into a ravine near Marlow last year and killed 14 people.", False),
    ],
)
def test_two_tolls_of_a_newsroom_are_of_one_event_by_their_places(second: str, *, one_event: bool) -> None:
    """Two crashes of a day are two stories; one is told again with more dead."""
    first = "A bus fell into a ravine near Marlow on Tuesday and killed 12 people, the police said."
    tolls = [find_toll([ArticleSummary.of(work(text))]) for text in (first, second)]
    assert tell_one_toll(*tolls) is one_event
    assert tell_one_toll(*reversed(tolls)) is one_event


@pytest.mark.parametrize("country", ["France", "Denmark"])
def test_leads_that_name_other_countries_may_be_of_two_events(country: str) -> None:
    """A court here and an office there rule on one company; one of the same country may be the same."""
    office = work("Denmark ordered the ferry company Blueline to show the fares of its rivals.")
    court = work(f"A court in {country} fined the ferry company Blueline.", "It comes from Denmark and France.")
    found = [find_circumstances(ArticleSummary.of(one)) for one in (office, court)]
    assert tell_two_events(*found) is (country != "Denmark")


def test_a_report_of_dead_and_one_without_any_force_are_two_events() -> None:
    """A strike, and the calls about it; where nothing is counted, or both tell of force, nobody knows."""
    strike = Circumstances(dead=10, force=True)
    assert tell_two_events(strike, Circumstances(force=False))
    assert not tell_two_events(strike, Circumstances(force=True))
    assert not tell_two_events(Circumstances(force=True), Circumstances(force=False))
    calls = work("Two presidents spoke by phone.", "Nobody was killed, they said of the night.", title="Leaders call")
    assert find_circumstances(ArticleSummary.of(calls)) == Circumstances(dead=0, force=False)
    assert (
        find_circumstances(ArticleSummary.of(work("Neun Menschen starben in Paris.", language="de"))) == Circumstances()
    )


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A bomb killed nine people and wounded 31.", 9),
        ("The death toll in Marlow rose to 14, the police said.", 14),
        ("Toll from the ferry climbs to 23", 23),
        ("The number of people killed by the bomb at the market rose to at least 14 on Tuesday.", 14),
        ("Thirty-one passengers were killed.", 31),
        ("Five thousand people died.", 5000),
        ("Two hundred and five miners were killed.", 205),
        ("Nineteen killed in Marlow", 19),
        ("Death toll rises past 100", 100),
        ("Toll of the flood passes 1,200", 1200),
        ("In Keld 40 were rescued and three died.", 3),
        ("In Keld 40 were hurt but nine killed.", 9),
        ("In 50 years only three died.", 3),
        ("A shooting of 20 minutes left three dead.", 3),
        ("Six cases and two deaths are known.", 2),
        ("Nine pupils and two teachers were killed.", 9),
        ("Nine people were killed and two died later.", 9),
        ("At least 40 people including three children were killed.", 40),
        ("All 176 people aboard Flight 752 were killed.", 176),
        ("Nine of 40 wounded hostages died.", 9),
        ("Two deadly storms came.", 0),
        ("A June 30 deadline and six weeks for San Diego.", 0),
        ("5 million people died of it in the century.", 0),
        ("1.204 people were killed.", 0),
        ("Toll road prices rose to 14 crowns.", 0),
        ("The number of ferries rose to 14.", 0),
        ("Three İstanbul police officers were killed on Monday.", 3),
        ("Nobody in İzmir was killed, and one İncirlik guard died.", 1),
    ],
)
def test_dead_are_counted_as_reports_tell_them(text: str, dead: int) -> None:
    """Also where the number stands far behind "the death toll"."""
    assert count_dead(text) == dead


def test_opinion_stands_alone() -> None:
    """A comment on an event confirms nothing."""
    first, second = work(*FERRY), work(*FERRY_TOO, kind="opinion")
    assert len(groups_of(first, second)) == 2


def test_what_style_alone_takes_for_analysis_is_a_report_where_reports_tell_the_same() -> None:
    """A story is of reports then, and so is the text; alone, or beside another such text, it keeps its kind."""
    report, doubted, also = (UniqueText(one) for one in summaries(work(*FERRY), work(*FERRY_TOO), work(*OFFERED)))
    doubted = replace(doubted, summary=replace(doubted.summary, kind="analysis", report=0.3))
    (joined,) = gather_stories([report, doubted], "normal", LARGE)
    assert {(one.id, one.summary.kind) for one in joined.origins} == {(report.id, "report"), (doubted.id, "report")}
    labelled = replace(doubted, summary=replace(doubted.summary, report=1.0))
    assert len(gather_stories([report, labelled], "normal", LARGE)) == 2
    both = [replace(one, summary=replace(one.summary, kind="analysis", report=0.3)) for one in (report, doubted)]
    apart = gather_stories([*both, also], "normal", LARGE)
    assert sorted(one.origins[0].summary.kind for one in apart) == ["analysis", "analysis", "report"]


def test_a_correction_joins_what_it_corrects() -> None:
    """However much was changed, both stand in one story."""
    old, new = work(*FERRY), work(*TALKS)
    groups = gather_stories(
        [UniqueText(summary) for summary in summaries(old, new)], "normal", LARGE, [(new[0].id, old[0].id)]
    )
    assert [len(group.origins) for group in groups] == [2]


def test_a_story_names_the_terms_that_joined_it() -> None:
    """For an article alone there are none."""
    groups = gather_stories(
        [UniqueText(summary) for summary in summaries(*(work(*text) for text in (FERRY, FERRY_TOO, TALKS)))],
        "normal",
        LARGE,
    )
    joined = {len(group.origins): group.joined for group in groups}
    assert joined[1] == ()
    assert {"marlow", "ferri"} <= set(joined[2])


@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_any_number_of_articles(count: int) -> None:
    """None, one, and three hundred on one event."""
    extra = [work(*FERRY, f"Paper {n} adds that {n} lamps were lit in Marlow.") for n in range(count)]
    assert sum(len(group) for group in groups_of(*extra)) == count
    assert len(groups_of(*extra)) <= 1


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(9)), st.sampled_from(["tight", "normal", "loose"]))
def test_stories_partition_the_articles_in_any_order(order: list[int], grouping: Grouping) -> None:
    """Every article is in exactly one story, whatever the order of the files."""
    works = [work(*text) for text in (FERRY, FERRY_TOO, OTHER_FERRY, TALKS, TALKS[:2], TROOPS, NEXT_DAY)]
    works += [invented(7), invented(8)]
    expected = groups_of(*works, grouping=grouping)
    assert groups_of(*(works[i] for i in order), grouping=grouping) == expected
    assert sorted(id_ for group in expected for id_ in group) == sorted(one[0].id for one in works)


def test_a_story_carries_on_the_earlier_one_that_is_like_it() -> None:
    """The last day on which that was told is named; what is like nothing carries nothing on."""
    rest = [told(invented(n), story=f"s{n}", days=1 + n % 3) for n in range(5)]
    before = [told(work(*FERRY), story="ferry", days=2), told(work(*FERRY_TOO), story="ferry", days=1), *rest]
    groups = gather_stories(
        [UniqueText(summary) for summary in summaries(work(*NEXT_DAY), work(*TALKS))], "normal", LARGE
    )
    found = find_carried_on(groups, before, "normal", LARGE, {})
    names = {group.origins[0].id: one for group, one in zip(groups, found, strict=True)}
    ferry = names[work(*NEXT_DAY)[0].id]
    assert ferry is not None
    assert (ferry.story, ferry.date.isoformat()) == ("ferry", "2026-03-09")
    assert names[work(*TALKS)[0].id] is None


def test_a_correction_carries_on_the_story_of_what_it_corrects() -> None:
    """Even when the texts share little."""
    old, new = work(*FERRY), work(*TALKS)
    groups = gather_stories([UniqueText(summary) for summary in summaries(new)], "normal", LARGE)
    (found,) = find_carried_on(groups, [told(old, story="ferry")], "normal", LARGE, {new[0].id: old[0].id})
    assert found is not None
    assert found.story == "ferry"


WRECK = (
    "Divers brought nine bodies out of the ferry Orla, which lies on the bed of the Marlow strait.",
    "The current lets the divers work in the hull of the Orla for two hours a day, the coast guard said.",
)
TRIAL = (
    "Prosecutors charged the captain of the Orla, Jon Velt, with manslaughter before the court of Garron.",
    "Velt told the judge in Garron that the Blueline company had ordered him to sail.",
)
NEXT_WRECK = (
    "A crane lifted the ferry Orla from the bed of the Marlow strait, and divers searched the hull for bodies.",
    "Steel cables lay around the hull of the Orla, the coast guard said.",
)
NEXT_TRIAL = (
    "The court of Garron refused bail for the captain of the Orla, Jon Velt, whom prosecutors charged with manslaughter.",
    "The judge said that Velt might flee, and the Blueline company dismissed him.",
)


def test_stories_that_parted_each_go_on_under_their_own_ids() -> None:
    """The trial after a shipwreck is a story of its own from its second day on, however the salvage goes on."""
    before = [
        told(work(*WRECK, *TRIAL), story="wreck", days=2),
        told(work(*WRECK), story="wreck", days=1),
        told(work(*TRIAL), story="trial", days=1),
    ]
    today = [work(*NEXT_WRECK), work(*NEXT_TRIAL)]
    groups = gather_stories([UniqueText(summary) for summary in summaries(*today)], "normal", LARGE)
    found = find_carried_on(groups, before, "normal", LARGE, {})
    stories = {group.origins[0].id: one.story for group, one in zip(groups, found, strict=True) if one}
    assert stories == {today[0][0].id: "wreck", today[1][0].id: "trial"}


def test_no_story_carries_on_an_opinion_nor_does_an_opinion_carry_on() -> None:
    """However much alike they are: neither tells an event."""
    column = replace(told(work(*FERRY), story="ferry", days=1), kind="opinion")
    report = gather_stories([UniqueText(summary) for summary in summaries(work(*NEXT_DAY))], "normal", LARGE)
    assert find_carried_on(report, [column], "normal", LARGE, {}) == (None,)
    opinion = gather_stories(
        [UniqueText(summary) for summary in summaries(work(*FERRY_TOO, kind="opinion"))], "normal", LARGE
    )
    assert find_carried_on(opinion, [told(work(*FERRY), story="ferry", days=1)], "normal", LARGE, {}) == (None,)


def test_names_and_place_alone_join_nothing() -> None:
    """Two leads without an action in common are two events of one affair, whatever their reports repeat below."""
    background = (
        "Garron and Dorrin have quarrelled over Marlow and the Orle strait since Ada Korr became president of Garron.",
        "Jon Velt of Dorrin called Marlow a gift of the Orle fishermen to Garron.",
        "Korr and Velt last spoke of Marlow in Brevin, where Garron and Dorrin signed the Orle agreement.",
    )
    one = ("Gunmen boarded a ferry at dawn.", "They wounded a sailor and fled.", "Divers look for a pistol.")
    two = ("Parliament elected a speaker.", "Nine ballots were needed.", "Deputies applauded for a minute.")
    first, second = work(*one, *background[:2]), work(*two, *background[::2])
    rest = [invented(n) for n in range(4)]
    assert {first.article.id, second.article.id} not in groups_of(first, second, *rest)


def test_only_stories_with_the_same_news_are_twins() -> None:
    """What stands below may be the same: two leads that tell different acts are two pieces of news of one affair."""
    below = (
        "Ines Tolland, the harbour master of Marlow, called the Garron light a danger to every ferry.",
        "Blueline and the port of Marlow have quarrelled over the light since a barge of Blueline sank there in fog.",
        "The Garron light went dark twice in March, and Marlow blames Blueline for the cable.",
    )
    rescue = ("Boats took 60 people off a stranded ferry.", "Nobody was hurt.", "Tugs stand by for the tide.")
    rescued = ("Sixty people left a ferry that had stranded.", "Boats took them off.", "Tugs wait for the tide.")
    charges = ("Prosecutors have charged a captain.", "He was asleep, they say.", "A judge set his bail.")
    groups = [
        Group((UniqueText(one),)) for one in summaries(*(work(*lead, *below) for lead in (rescue, rescued, charges)))
    ]
    found = find_kinship(groups, "normal", LARGE)
    assert found.twins == ((0, 1),)
    assert len(set(found.affair)) == 1
