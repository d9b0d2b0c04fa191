"""Which reports of an event a later one has overtaken, and what it takes back."""

import pytest

from digest.edition.overtaken import Overtaken, find_overtaken
from digest.edition.taken_back import TakenBack, find_taken_back
from digest.model import ArticleSummary, Edition
from tests.edition.works import composed, invented, work


@pytest.mark.parametrize(
    ("later", "earlier", "overtaken"),
    [
        pytest.param(("Post", "2026-03-10", 14), ("Post", "2026-03-10", 9), True, id="one newsroom counts more"),
        pytest.param(("Post", "2026-03-10", 9), ("Post", "2026-03-10", 14), False, id="one newsroom counts fewer"),
        pytest.param(("Post", "2026-03-10", 14), ("Times", "2026-03-10", 9), False, id="two newsrooms differ"),
        pytest.param(("Post", "2026-03-10", 14), (None, "2026-03-10", 9), False, id="nobody knows whose"),
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
    later: tuple[str | None, str, int], earlier: tuple[str | None, str, int], *, overtaken: bool
) -> None:
    """By the hours that both state, else the higher one of one newsroom; never the lower one."""
    new, old = (
        ArticleSummary.of(work(f"A bomb killed {toll} people in Marlow.", outlet=outlet, published=published))
        for outlet, published, toll in (later, earlier)
    )
    assert (old.id in find_overtaken([new, old]).older) is overtaken
    assert new.id not in find_overtaken([new, old]).older or later[2] < earlier[2]


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
    assert find_overtaken(given).older == ({given[0].id} if overtaken else set())


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
    assert (given[0].id in find_overtaken(given).older) is overtaken


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
    assert (given[0].id in find_overtaken(given).older) is announces


def told(text: str, hour: int, *more: str, title: str | None = None, outlet: str | None = None) -> ArticleSummary:
    """A report of an hour of the tenth."""
    published = f"2026-03-10T{hour:02}:00:00+00:00"
    return ArticleSummary.of(work(text, *more, title=title, outlet=outlet, published=published))


BLAST = "A blast in the depot of Tarn killed 44 people on Tuesday, the ministry said."


@pytest.mark.parametrize(
    "later",
    [
        ("A blast in the depot of Tarn killed 27 people and not 44, the government said.",),
        ("A blast in the depot of Tarn killed 27 people on Tuesday, not the 44 it had reported, the ministry said.",),
        (
            "Twenty-seven people died in the depot of Tarn, Ada Korr said.",
            "The ministry had earlier put the toll at 44.",
            "Seventeen had been counted twice.",
        ),
        ("The ministry lowered the toll of the blast in the depot of Tarn to 27.",),
        ("The death toll of the blast in Tarn was revised down to 27 on Tuesday.",),
        ("Twenty-seven people were killed in Tarn.", "The ministry corrected the number of dead from 44."),
        ("Twenty-seven people were killed in Tarn.", "An initial toll of 44 was a mistake, the ministry said."),
    ],
)
def test_a_lower_toll_overtakes_the_one_that_it_takes_back(later: tuple[str, ...]) -> None:
    """It names both numbers, or says that it lowers the toll: of the older report the number holds no more."""
    old, new = told(BLAST, 12), told(later[0], 18, *later[1:])
    assert find_overtaken([old, new]) == Overtaken(frozenset({old.id}), recounted=frozenset({old.id}))
    assert find_overtaken([old, told(later[0], 9, *later[1:])]).recounted == frozenset()


@pytest.mark.parametrize(
    "later",
    [
        ("The blast in Tarn killed 27 people and not 44 as the ministry had announced, the mayor said.",),
        ("The blast in Tarn killed 27 people, not 44, the mayor said.", "The ministry stood by its figure."),
        ("Nine people were killed in Tarn at noon.", "The blast before had killed 44."),
        ("Two firemen were killed in Tarn.", "The toll of the blast rose to 44 from 31 in the evening."),
        ("Twenty-seven people were hurt in Tarn and not 44.",),
        ("The ministry lowered the toll for lorries in Tarn to 27 crowns.",),
        ("The toll of the blast in Tarn was revised to 51.",),
        ("Forty people died in Tarn.", "The toll may rise, and the number of wounded was revised to 31."),
    ],
)
def test_a_lower_toll_that_takes_nothing_back_overtakes_none(later: tuple[str, ...]) -> None:
    """What another party says is a dispute; a second attack, some of the dead and the wounded are other numbers."""
    old, new = told(BLAST, 12), told(later[0], 18, *later[1:])
    assert find_overtaken([old, new]).recounted == frozenset()


ROCKET = "A rocket fell in a field near Keld on Tuesday, Garron's defence ministry said."


@pytest.mark.parametrize(
    ("earlier", "later", "replaced"),
    [
        pytest.param(
            ROCKET,
            "Garron's ministry said that it was a part of a kite and not a rocket as it had said earlier.",
            True,
            id="the speaker takes it back",
        ),
        pytest.param(
            ROCKET,
            "Garron's ministry said that an aircraft lost a tank near Keld and had not seen a rocket, as it earlier said.",
            True,
            id="in other words",
        ),
        pytest.param(
            ROCKET.replace("ministry", "union").replace("defence", "drivers’"),
            "Garron's ministry said that it was a part of a kite and not a rocket as it had said earlier.",
            False,
            id="another speaker",
        ),
        pytest.param(
            ROCKET.replace("A rocket", "No rocket"),
            "Garron's ministry said that a kite fell and not a rocket, as it had said earlier.",
            False,
            id="it says the same as before",
        ),
        pytest.param(
            ROCKET,
            "Garron's ministry said that it would wait and not fire a rocket, as it had said earlier it would.",
            False,
            id="a promise",
        ),
        pytest.param(
            ROCKET,
            "The rebels said that it was a kite and not a rocket, as the ministry had said.",
            False,
            id="a dispute",
        ),
    ],
)
def test_what_its_own_speaker_takes_back_is_told_no_more(earlier: str, later: str, *, replaced: bool) -> None:
    """Only where who spoke in both says that it was not what he had said."""
    old, new = told(earlier, 12), told(later, 18)
    assert find_overtaken([old, new]).replaced == ({old.id} if replaced else frozenset())


@pytest.mark.parametrize(
    ("outlet", "said", "replaced"),
    [
        ("Post", "The figure was wrong", True),
        ("Times", "The figure was wrong", False),
        ("Post", "The figure grew", False),
    ],
)
def test_a_newsroom_takes_back_its_own_number(outlet: str, said: str, *, replaced: bool) -> None:
    """That of the title or lead, where its correction names it."""
    old = told("Garron will withdraw 9,500 soldiers from Keld, a diplomat said.", 8, outlet="Post")
    again = "In a report of the morning the Post wrote that Garron would withdraw 9,500 soldiers from Keld."
    new = told(again, 18, f"{said}: the diplomat spoke of 950.", outlet=outlet)
    assert find_overtaken([old, new]).replaced == ({old.id} if replaced else frozenset())


@pytest.mark.parametrize(
    ("later", "replaced"),
    [
        ("Two ministers ended talks in Brevin on Tuesday without a treaty.", True),
        ("Two ministers met in Brevin on Tuesday.", True),
        ("Brevin’s mayor met two ministers on Tuesday.", True),
        ("Two ministers ended talks in Brevin without a treaty.", False),
        ("Garron confirmed on Tuesday the meeting of two ministers in Brevin.", False),
        ("A minister arrived in Brevin on Tuesday.", False),
        ("Farmers blocked roads in Brevin on Tuesday hours before two ministers meet.", False),
        ("Two ministers met in Orrel on Tuesday.", False),
        ("Rebels shelled the port of Brevin on Tuesday.", False),
    ],
)
def test_a_preview_gives_no_word_beside_the_report_of_its_day(later: str, *, replaced: bool) -> None:
    """Where both leads name the day, and nothing in the later one may be of the hours before."""
    preview = told("Two ministers are to meet in Brevin's town hall on Tuesday.", 6)
    assert find_overtaken([preview, told(later, 17)]).replaced == ({preview.id} if replaced else frozenset())


def edition_of(old: str, new: str, *more: str) -> Edition:
    """The edition of an older report of a depot, with three sentences more of each."""
    older = (
        "The roof of the depot fell on two lorries, Bo Harkin of the fire brigade said.",
        "Tarn buried 44 coffins.",
    )
    first = work(old, *older, title=old[:-1], outlet="Tarn Post", published="2026-03-10T08:00:00+00:00")
    last = work(new, *more, title=new[:-1], outlet="Keld Mail", published="2026-03-10T18:00:00+00:00")
    return composed(first, last)


def test_the_page_says_no_number_that_was_taken_back() -> None:
    """The corrected one heads and leads the story, and confirms nothing; what else the older report says stays."""
    new = "A blast in the depot of Tarn killed 27 people and not 44 on Tuesday, the ministry said."
    edition = edition_of(BLAST, new, "The ministry had counted 17 bodies twice.")
    (story,) = edition.stories
    assert (story.headline, story.newsrooms) == (new[:-1], ("Keld Mail",))
    quotes = [quote.text for quote in story.quotes]
    assert quotes[0] == new
    assert "The roof of the depot fell on two lorries, Bo Harkin of the fire brigade said." in quotes
    assert not {BLAST, "Tarn buried 44 coffins."} & set(quotes)
    assert len(story.articles) == 2


def test_other_languages_take_nothing_back() -> None:
    """Their words are not read."""
    text = "Die Explosion tötete 27 Menschen und nicht 44."
    assert find_taken_back(ArticleSummary.of(work(text, language="de")), 27) == TakenBack()
    assert find_taken_back(told("The blast killed 27 people and not 44.", 6), 27) == TakenBack(frozenset({44}))


def test_a_preview_of_next_friday_outlasts_the_report_of_the_last_one() -> None:
    """Both say Friday."""
    preview = told("Two ministers are to meet in Brevin on Friday.", 6)
    assert find_overtaken([preview, told("Two ministers met in Brevin on Friday.", 17)]).replaced == frozenset()


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
