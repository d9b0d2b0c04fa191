"""Which reports of an event a later one has overtaken."""

import pytest

from digest.edition.overtaken import find_outnumbered, find_overtaken
from digest.model import ArticleSummary
from tests.edition.works import composed, invented, work


@pytest.mark.parametrize(
    ("later", "earlier", "overtaken"),
    [
        pytest.param(("Post", "2026-03-10", 14), ("Post", "2026-03-10", 9), True, id="one newsroom counts more"),
        pytest.param(("Post", "2026-03-10", 9), ("Post", "2026-03-10", 14), False, id="one newsroom counts fewer"),
        pytest.param(("Post", "2026-03-10", 14), ("Times", "2026-03-10", 9), False, id="two newsrooms differ"),
        pytest.param(("Post", "2026-03-10", 14), (None, "2026-03-10", 9), False, id="nobody knows whose"),
        pytest.param(("Post", "2026-03-11", 14), ("Post", "2026-03-10", 9), True, id="a day later"),
        pytest.param(("Post", "2026-03-09", 14), ("Post", "2026-03-10", 9), False, id="a day before"),
        pytest.param(("Post", "2026-03-10", 14), ("Post", None, 9), False, id="nobody knows when"),
        pytest.param(("Post", "2026-03-11", 14), ("Times", "2026-03-10", 9), False, id="another newsroom's day"),
        pytest.param(
            ("Post", "2026-03-10T15:00:00+01:00", 14), ("Times", "2026-03-10T09:00:00+00:00", 9), True, id="hours later"
        ),
        pytest.param(
            ("Post", "2026-03-10T15:00:00+00:00", 8), ("Times", "2026-03-10T09:00:00+00:00", 9), False, id="fewer dead"
        ),
        pytest.param(
            ("Post", "2026-03-10T15:00:00+00:00", 9),
            ("Post", "2026-03-10T09:00:00+00:00", 9),
            False,
            id="the same toll",
        ),
    ],
)
def test_the_newer_toll_overtakes(
    later: tuple[str | None, str, int], earlier: tuple[str | None, str | None, int], *, overtaken: bool
) -> None:
    """By the hours that both state, else the higher one of one newsroom; never the lower one."""
    new, old = (
        ArticleSummary.of(work(f"A bomb killed {toll} people in Marlow.", outlet=outlet, published=published))
        for outlet, published, toll in (later, earlier)
    )
    assert (old.id in find_overtaken([new, old])) is overtaken
    assert new.id not in find_overtaken([new, old]) or later[2] < earlier[2]


@pytest.mark.parametrize(
    ("later", "overtaken"),
    [
        ("Fire in a club in Keld killed 15 people, the police said.", True),
        ("Fire in a club in Keld killed 15 guests, the police said.", True),
        ("The death toll of the fire in Keld has risen to 15, among them two singers.", True),
        ("Two firefighters were killed in the club in Keld when its roof fell in.", False),
        ("Fifteen firefighters were killed in Keld.", False),
        ("Fires killed 15 people in Keld last year, and the city has no engine.", False),
        ("Fires have killed 300 people in Keld since 2019.", False),
        ("The war has killed 20,000 people in Keld.", False),
        ("A flood killed 15 people in Orrel.", False),
    ],
)
def test_only_more_of_the_same_dead_overtake(later: str, *, overtaken: bool) -> None:
    """Not some of them, nor those of another time or place: else the toll of the day is told nowhere."""
    given = [
        ArticleSummary.of(work(text, published=f"2026-03-10T{hour:02}:00:00+00:00"))
        for text, hour in (("A fire in a club in Keld killed 12 guests on Tuesday.", 6), (later, 14))
    ]
    assert find_overtaken(given) == ({given[0].id} if overtaken else set())


@pytest.mark.parametrize(
    ("first", "later", "overtaken"),
    [
        ("Shells wounded two sailors off Keld.", "Six sailors were wounded off Keld.", True),
        ("Two people were hurt in a crash in Keld.", "The crash in Keld injured 16 people.", True),
        ("Two sailors were wounded off Keld.", "Six bakers were wounded off Keld.", False),
        ("Shells wounded two people in Keld.", "Shells killed nine people in Keld and wounded 12.", True),
        ("Shells killed two people in Keld and wounded 12.", "In Keld 31 people were wounded.", False),
        ("Shells wounded five people in Keld.", "A crash on Highway 14 near Keld injured two people.", False),
        ("Shells wounded five people in Keld.", "In Keld 40 were rescued and three injured.", False),
        (
            "Shells wounded two at a clinic in Keld on Monday.",
            "Shells wounded six on a ferry at Keld on Tuesday.",
            False,
        ),
    ],
)
def test_more_wounded_overtake_a_report_without_dead(first: str, later: str, *, overtaken: bool) -> None:
    """Where it counts dead these are its toll; those of two weekdays are of two events."""
    given = [
        ArticleSummary.of(work(text, published=f"2026-03-10T{hour:02}:00:00+00:00"))
        for text, hour in ((first, 6), (later, 14))
    ]
    assert find_overtaken(given) == ({given[0].id} if overtaken else set())


@pytest.mark.parametrize(
    ("opening", "hour", "overtaken"),
    [
        ("Two ministers met in Brevin on Tuesday.", 15, True),
        ("Two ministers met in Brevin on Tuesday.", 7, False),
        ("Two ministers will meet again in May.", 15, False),
    ],
    ids=["it happened", "an older report", "another announcement"],
)
def test_a_preview_is_overtaken_by_the_report_of_what_it_announces(opening: str, hour: int, *, overtaken: bool) -> None:
    """Where both say at what time they were published, and the later one tells of what was."""
    preview = work("Two ministers are to meet in Brevin on Tuesday.", published="2026-03-10T09:00:00+00:00")
    report = work(opening, published=f"2026-03-10T{hour:02}:00:00+00:00")
    given = [ArticleSummary.of(one) for one in (preview, report)]
    assert (given[0].id in find_overtaken(given)) is overtaken


@pytest.mark.parametrize(
    ("first", "announces"),
    [
        ("Two ministers are to meet in Brevin on Tuesday.", True),
        ("The ministers of the United Isles will meet in Brevin.", True),
        ("Rebels took the city of Keld and will hold a vote there.", False),
        ("Rebels fled Keld before dawn and are to lay down their arms.", False),
        ("The army has left Keld and will not come back.", False),
        ("Fog is to blame for the accident of the ferry, a court says.", False),
        ("The will of the people counts in Keld.", False),
        ("Nine bodies will be brought home from Keld, where a bomb killed nine people.", False),
    ],
)
def test_only_what_tells_no_act_announces(first: str, *, announces: bool) -> None:
    """A report of what happened is overtaken by none that merely came later, also where it says what follows."""
    later = "Shops stayed shut in Brevin and in Keld on Tuesday."
    given = [
        ArticleSummary.of(work(text, published=f"2026-03-10T{hour:02}:00:00+00:00"))
        for text, hour in ((first, 8), (later, 9))
    ]
    assert (given[0].id in find_overtaken(given)) is announces


def told(text: str, hour: int, *more: str, title: str | None = None, outlet: str | None = None) -> ArticleSummary:
    """A report of an hour of the tenth."""
    published = f"2026-03-10T{hour:02}:00:00+00:00"
    return ArticleSummary.of(work(text, *more, title=title, outlet=outlet, published=published))


def test_what_the_killer_says_removes_no_other_count() -> None:
    """Neither of the two that count more: the page has all three newsrooms."""
    doctors = told("A raid of the army on Tarn killed 44 people, doctors said.", 9)
    nurses = told("At least 44 people were killed when soldiers raided Tarn, the aid group Karrow said.", 10)
    army = told("The army said that 27 people, and not 44, were killed in its raid on Tarn.", 14)
    assert find_overtaken([doctors, nurses, army]) == frozenset()


def test_a_preview_keeps_its_facts() -> None:
    """Something else happened in the place on the day that it names: it heads no story, and all the rest holds."""
    preview = told("The parliament of Velonia will vote in Brevin on Tuesday on the removal of Oda Renn.", 8)
    cleared = told("Police cleared the parliament of Velonia in Brevin on Tuesday after a call about a bomb.", 10)
    assert find_overtaken([preview, cleared]) == {preview.id}


@pytest.mark.parametrize(
    ("toll", "hour", "in_full"),
    [(14, 18, "Toll of Tarn bomb rises"), (14, 5, "Bomb in Tarn kills nine"), (6, 18, "Bomb in Tarn kills nine")],
    ids=["newer and higher", "older", "lower"],
)
def test_of_two_stories_of_one_event_the_newest_toll_stands_in_full(toll: int, hour: int, in_full: str) -> None:
    """The other has one line, though it has more points by itself."""
    first = work(
        "A bomb in the town hall of Tarn killed nine people on Tuesday and wounded 31, the police of Garron said.",
        "Ada Korr, the interior minister of Garron, flew to Tarn and called it an act of war by the rebels of Teller.",
        "The army of Garron sent two battalions to the Teller pass and closed the border with Dorrin.",
        title="Bomb in Tarn kills nine", outlet="Garron Post", published="2026-03-10T07:00:00+00:00",
        themes={"incidents": (0, 1)},
    )  # fmt: skip
    later = work(
        f"The death toll of the bomb in Tarn rose to {toll} on Tuesday, the hospital said.",
        "Nurses ran out of blood at noon, and schoolchildren queued to give theirs.",
        "Bo Harkin, a baker, lost two sons.",
        title="Toll of Tarn bomb rises", outlet="Marlow Mail", published=f"2026-03-10T{hour:02}:00:00+00:00",
        themes={"incidents": (0,)},
    )  # fmt: skip
    rest = [invented(n, outlet=f"Paper {n}", themes={"diplomacy": (0,)}) for n in range(2)]
    places = {
        story.headline: story.place for story in composed(first, later, *rest).stories if "Tarn" in story.headline
    }
    assert sorted(places.values()) == ["full", "line"]
    assert places[in_full] == "full"


def test_an_announcement_is_overtaken_and_not_outnumbered() -> None:
    """It heads no story, and may be told: 2,000 soldiers are still to come in May."""
    preview = told("Sarvia will send 2,000 soldiers to the Teller pass in May.", 7)
    later = told("Farmers blocked the road to the Teller pass on Tuesday.", 9)
    assert find_overtaken([preview, later]) == {preview.id}
    assert find_outnumbered([preview, later]) == frozenset()


def test_of_one_day_without_hours_fewer_wounded_may_be_the_later_count() -> None:
    """Nothing says which of the two is the recount."""
    first, second = (
        ArticleSummary.of(work(text, outlet="Post", published="2026-03-10"))
        for text in ("Six sailors were wounded off Keld.", "Only two sailors were wounded off Keld, the navy says.")
    )
    assert find_overtaken([first, second]) == frozenset()


def test_a_corrected_toll_outnumbers_nothing() -> None:
    """What took it back is told."""
    wrong, right, same = (
        work(text, outlet="Post", published="2026-03-10")
        for text in (
            "A bomb killed 14 people in the market of Keld.",
            "A bomb killed nine people in the market of Keld.",
            "Nine people were killed by a bomb in the market of Keld.",
        )
    )
    (story,) = composed(wrong, right, same, corrected=((right.article.id, wrong.article.id),)).stories
    assert "ine people" in " ".join(quote.text for quote in story.quotes)


@pytest.mark.parametrize(("counted", "told"), [("two", True), ("six", False)])
def test_a_toll_that_is_outnumbered_is_told_nowhere(counted: str, *, told: bool) -> None:
    """Neither in the story, nor with what leans on it, nor under another theme; the story's earlier day keeps it."""
    toll = "Coast guards of Dorrin wounded two sailors of the tug Arken near Keld, the navy said."
    first = work(
        toll, "They were flown to Brevin.", title="Dorrin fires on tug Arken", outlet="Post", published="2026-03-09",
        themes={"deployments": (0,)}, leans={1: 0},
    )  # fmt: skip
    update = work(
        "Dorrin towed the tug Arken and its crew of 14 from Keld to a port of its own.", "The navy protested.",
        title=f"Dorrin holds tug Arken; {counted} sailors are wounded", outlet="Post", published="2026-03-10",
        themes={"incidents": (0, 1)},
    )  # fmt: skip
    edition = composed(first, update)
    assert len(edition.stories) == 1
    assert (toll in [placed.quote.text for placed in edition.quotes() if placed.page_part != "line"]) is told
