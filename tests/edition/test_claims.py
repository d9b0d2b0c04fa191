"""Figures that changed or disagree, and who answers whom, in the stories of a day."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.analysis.claims import read_claims, read_setting
from digest.analysis.quantities import find_quantities
from digest.config import Settings
from digest.edition.claims import make_pair
from digest.edition.compose import compose
from digest.edition.drafts import Draft
from digest.edition.figures import are_comparable, differ, find_changed, find_disputed, list_stated
from digest.edition.material import Material
from digest.edition.snippets import count_words
from digest.edition.voices import fit_voices, gather_voices
from digest.model import AnalysedArticle, Edition, FigurePair, Story, StoryDay, StoryEntry, Voice
from digest.publish.render import load_templates, render
from tests.edition.works import DAY, NOON, composed, loader, summaries, work
from tests.edition.works import told as past_article

YESTERDAY = DAY - dt.timedelta(days=1)
FIRE = "A fire in the old harbour hall of Port Marlow killed {} on Monday night, the city's fire service said."
ROPES = "The hall belongs to the shipping company Blueline, which keeps ropes and paint there."
WATCHMAN = "A watchman had smelled smoke at midnight and called the harbour master Ines Tolland."
BOARD = "Rolf Tan, who leads the harbour board, promised a new hall by the autumn of next year."
SPRAY = "Forty firemen came with six engines and sprayed the neighbouring sheds until noon."


def fire(toll: str, *more: str, outlet: str | None = "Karrow Wire", published: str = "2026-03-10") -> AnalysedArticle:
    """A report of the fire with its toll."""
    title = "Fire in old harbour hall of Port Marlow"
    first = toll if toll.endswith(".") else FIRE.format(toll)
    return work(first, *more, title=title, outlet=outlet, published=published, themes={"incidents": (0,)})


def differing(one: str, other: str, *, same_day: bool) -> set[str]:
    """The kinds of figures that two sentences state differently."""
    here, there = read_setting(one), read_setting(other)
    return {
        mine.kind
        for mine in find_quantities(one)
        for theirs in find_quantities(other)
        if are_comparable(mine, theirs, here, there, same_day=same_day) and differ(mine, theirs, same_day=same_day)
    }


@pytest.mark.parametrize(
    ("one", "other", "next_day", "one_day"),
    [
        ("The fire in Keld killed nine people.", "The fire in Keld killed 12 people.", True, True),
        ("The fire in Keld killed at least nine people.", "The fire in Keld killed 12 people.", True, False),
        ("The fire in Keld killed some 100 people.", "The fire in Keld killed 97 people.", False, False),
        ("The fire in Keld killed nine people.", "The fire in Keld killed nine.", False, False),
        ("The fire in Keld killed nine people.", "The fire in Olden killed 12 people.", False, False),
        ("The fire in Keld killed nine people.", "The fire in Keld killed 12 firemen.", True, True),
        ("The fire in Keld killed nine people.", "The fire in Keld killed six firemen.", False, False),
        ("The fire in Keld killed nine people.", "The fire in Keld injured 12 people.", False, False),
        ("The raid on the school killed nine people.", "The raid on the airport killed 12 people.", False, False),
        ("On Monday the army killed 9 rebels.", "On Tuesday the army killed 12 rebels.", False, False),
        ("The war in Tarsis killed 4,000 people.", "The strike in Tarsis killed 4 people.", False, False),
        ("Sarrow gave $40 million for the camps.", "Sarrow gave $12 million for the schools.", False, False),
        ("The first strike on Keld killed 4 men.", "The second strike on Keld killed 9 men.", False, False),
        ("The dead in Keld on Sunday: 4 men were killed.", "By Monday 9 men were killed in Keld.", True, True),
        ("The fire in Keld killed more than 60 people.", "The fire in Keld killed 63 people.", False, False),
    ],
)
def test_figures_are_compared_where_thing_place_and_event_agree(
    one: str, other: str, *, next_day: bool, one_day: bool
) -> None:
    """Another town, thing, event, day or scale is no change; "at least nine" and "12" of one day are no quarrel."""
    assert differing(one, other, same_day=False) == ({"killed"} if next_day else set())
    assert differing(one, other, same_day=True) == ({"killed"} if one_day else set())


def told(*works: AnalysedArticle, before: AnalysedArticle | None = None, lost: bool = False) -> Edition:
    """The edition of these articles, which carry on the story of the day before; its text may be ``lost``."""
    if before is None:
        material = Material(tuple(summaries(*works)), DAY, NOON, (None, NOON))
    else:
        edition = composed(before)
        story = replace(edition.stories[0], id="earlier")
        day = StoryDay(YESTERDAY, NOON, story, edition.articles)
        entry = StoryEntry(day, None, None, proven=not lost)
        past = (past_article(before),)
        material = Material(
            tuple(summaries(*works)), DAY, NOON, (None, NOON), past_articles=past, previous_stories=(entry,)
        )
    known = (*works, *([before] if before and not lost else []))
    return compose(material, Settings(), loader(*known), read=read_claims)


def figures(edition: Edition) -> list[tuple[str, str, str, str]]:
    """Relation, kind and words of the day's figures."""
    return [
        (pair.relation, pair.kind, pair.first.words.text, pair.second.words.text)
        for story in edition.stories
        for pair in story.figures
    ]


def test_a_figure_that_changed_stands_with_the_one_of_the_day_before() -> None:
    """Both are quoted, and the article of the day before has a mark behind those of today."""
    before = fire("nine people", ROPES, published="2026-03-09")
    edition = told(fire("at least 12 people", WATCHMAN, SPRAY), before=before)
    assert figures(edition) == [("changed", "killed", "nine people", "at least 12 people")]
    (pair,) = edition.stories[0].figures
    assert pair.since == YESTERDAY
    assert pair.first.sentence.article == before.article.id
    (earlier,) = edition.earlier
    assert (earlier.source.id, earlier.source.number, earlier.date) == (before.article.id, 2, YESTERDAY)


def test_a_story_that_yesterday_merged_two_events_changes_no_figure_of_the_other() -> None:
    """Each toll stands beside that of its own event, or beside none."""
    mill = work(
        "A fire in the mill of Keld killed 30 people on Monday night, the region's governor said.",
        "The mill burned down.",
    )
    hall, today = fire("nine people", ROPES), fire("12 people", WATCHMAN, SPRAY)
    before, now = (
        [one for each in works for one in list_stated(read_claims(each), each.article, 0)]
        for works in ((mill, hall), (today,))
    )
    told = [(one.quantity.low, other.quantity.low) for one, other in find_changed(before, now)]
    assert told == [(9, 12)]
    assert find_changed(before[:1], now) == ()


def test_nothing_changed_where_an_article_of_today_still_has_the_old_figure() -> None:
    """Which of the two is the newer, nothing says."""
    before = fire("nine people", ROPES, published="2026-03-09")
    today = fire("12 people", WATCHMAN, SPRAY, outlet="A"), fire("nine people", SPRAY, BOARD, outlet="B")
    assert ("changed", "killed", "nine people", "12 people") not in figures(told(*today, before=before))


def test_nothing_changed_since_a_day_whose_text_was_lost() -> None:
    """Without the text there is no quote."""
    before = fire("nine people", ROPES, published="2026-03-09")
    today = fire("12 people", WATCHMAN, SPRAY)
    assert figures(told(today, before=before, lost=True)) == []


def test_newsrooms_disagree_where_each_has_a_figure_of_its_own() -> None:
    """Who says which, the newsroom and the speaker of the sentence tell."""
    edition = told(
        fire("nine people", WATCHMAN),
        fire("14 people", SPRAY, outlet="Velmar Courier"),
    )
    assert [one[:2] for one in figures(edition)] == [("disagree", "killed")]
    assert {words for one in figures(edition) for words in one[2:]} == {"nine people", "14 people"}


def test_nobody_disputes_a_count_that_its_own_side_takes_back() -> None:
    """What the mayor puts beside the count of the fire service is a dispute."""
    first = fire("21 people", ROPES, published="2026-03-10T08:00:00+00:00")
    day = {"published": "2026-03-10T18:00:00+00:00", "outlet": "Marlow Mail"}
    count = "A fire in the old harbour hall of Port Marlow killed 12 people and not 21 {} on Monday night, {} said."
    own = count.format("as it had said earlier", "the city's fire service")
    assert figures(told(first, fire(own, SPRAY, **day))) == []
    mayor = count.format("as the fire service says", "the city")
    assert [kind for kind, *_ in figures(told(first, fire(mayor, SPRAY, **day)))] == ["disagree"]


def test_one_newsroom_does_not_disagree_with_itself() -> None:
    """Two reports of one outlet are a report and its update."""
    edition = told(
        fire("nine people", WATCHMAN),
        fire("14 people", SPRAY),
    )
    assert figures(edition) == []


def test_an_article_with_two_figures_for_one_thing_tells_neither() -> None:
    """A story that tells of two fires has no toll of its own."""
    both = fire("nine people", "A fire in Garron killed four people.", WATCHMAN, outlet="A")
    assert figures(told(both, fire("14 people", SPRAY, outlet="B"))) == []


def test_two_parties_disagree_in_one_article() -> None:
    """Each is named with a figure: the article contradicts itself only where it states both by itself."""
    tolland = "The fire in the old harbour hall killed nine people, Ines Tolland said."
    tan = "The fire in the old harbour hall killed 14 people, Rolf Tan said."
    edition = told(fire(tolland, tan, ROPES))
    assert figures(edition) == [("disagree", "killed", "nine people", "14 people")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Norland army", "the Norland army"),
        ("Norland's health ministry", "the Norland Health Ministry"),
        ("the U.S. military", "the US military"),
        ("the United Nations", "the UN"),
    ],
)
def test_one_party_does_not_disagree_with_itself(one: str, other: str) -> None:
    """However it is written."""
    first = f"The fire in the old harbour hall killed nine people, {one} said."
    assert figures(told(fire(first, f"The fire in the old harbour hall killed 14 people, {other} said.", ROPES))) == []


def disputes(*sentences: str) -> list[tuple[str, str]]:
    """The figures on which the parties of one article disagree, each with who states it."""
    analysed = work(*sentences, ROPES)
    found = find_disputed(list_stated(read_claims(analysed), analysed.article, 0))
    return [tuple(f"{one.speaker}: {one.quantity.low:.0f}" for one in pair) for pair in found]


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (["The rebels said seven were killed; the UN mission says five."], ["The rebels: 7", "the UN mission: 5"]),
        (
            ["Residents said 20 people were killed in the shelling of Keld, while the army put the toll at four."],
            ["Residents: 20", "the army: 4"],
        ),
        (
            ["Seven people died in Dunmere, the rebels said.", "The United Nations confirmed five deaths."],
            ["the rebels: 7", "The United Nations: 5"],
        ),
        (
            ["Doctors said that 31 men died in Drum.", "Police in Drum said that nine men died."],
            ["Doctors: 31", "Police in Drum: 9"],
        ),
    ],
)
def test_parties_without_a_name_disagree_in_one_article(sentences: list[str], told: list[str]) -> None:
    """Each with the figure that its verb of saying governs."""
    assert disputes(*sentences) == [tuple(told)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The police said five people were killed in Keld.", "The toll later rose to nine, the mayor said."],
        ["Officials said five men died in Keld.", "The rebels said that nine men died in Keld."],
        ["The rebels said seven men were killed in Dunmere, while the army said five men were killed in Hask."],
        ["The rebels' health service said seven men were killed.", "The rebels said nine men were killed."],
        ["The rebels said that they had freed 20 prisoners.", "The army said that it had freed 35 prisoners."],
        ["The rebels said the army killed five men.", "The army said the rebels killed eight men."],
        ["The police at first spoke of four dead.", "The army said that seven men were killed."],
        ["The police said at least five men died in Keld.", "The army said seven men died in Keld."],
        [
            "Nine people died in the fire in Keld, the health ministry said.",
            "Fourteen people died in the fire in Keld, contradicting what the army said on Tuesday.",
        ],
        [
            "Nine people died in the fire in Keld, the health ministry said.",
            "The union announced a strike in Keld on Tuesday after 14 people died in the fire.",
        ],
    ],
)
def test_what_is_no_dispute_of_two_parties(sentences: list[str]) -> None:
    """An update, another event, the acts of each, one side under two names, both can be meant, no party's figure."""
    assert disputes(*sentences) == []


def test_the_figure_that_says_that_the_count_moved_on_is_the_articles() -> None:
    """The older one of the same article is dropped: it contradicts nothing any more."""
    before = fire("three people", ROPES, published="2026-03-09")
    today = fire("five people", "The death toll of the fire in the old harbour hall later rose to nine.", SPRAY)
    assert figures(told(today, before=before)) == [("changed", "killed", "three people", "nine")]


def test_two_events_in_one_place_are_two() -> None:
    """A shared name alone does not make them one."""
    storm, flood = "A storm killed three people in Velonia.", "Floods killed nine people in Velonia."
    (one,), (other,) = find_quantities(storm), find_quantities(flood)
    assert not are_comparable(one, other, read_setting(storm), read_setting(flood), same_day=True)


@pytest.mark.parametrize(
    ("told", "one_event"),
    [
        pytest.param("when thousands protested on {}", False, id="a protest is an event"),
        pytest.param("when thousands hailed on {} the new king", False, id="so is a feast"),
        pytest.param("in the old hall, the council said on {}", True, id="somebody said so"),
        pytest.param("in the old hall, as the council confirmed {}", True, id="without a preposition"),
    ],
)
def test_the_day_of_a_protest_is_the_events(told: str, one_event: bool) -> None:
    """Two days are two events; a day on which somebody spoke is none."""
    one, other = (f"Police killed {what} in Keld {told}." for what in ("12 people", "three people"))
    one, other = one.format("Friday"), other.format("Saturday")
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert are_comparable(first, second, read_setting(one), read_setting(other), same_day=True) == one_event


def test_dispute_of_an_article_without_an_outlet_has_its_words() -> None:
    """As the by-line has them."""
    tolland = "The fire in the old harbour hall killed nine people, Ines Tolland said."
    tan = "The fire in the old harbour hall killed 14 people, Rolf Tan said."
    edition = told(fire(tolland, tan, ROPES, outlet=None))
    assert figures(edition) == [("disagree", "killed", "nine people", "14 people")]
    pages = render(edition, {}, load_templates())
    assert all(b"None" not in pages[f"{edition.date}.{form}"] for form in ("md", "html"))


def test_without_a_reader_of_claims_an_edition_has_none() -> None:
    """What an edition of 1.0.0 had."""
    edition = composed(fire("nine people", ROPES))
    assert all(not story.figures and not story.voices for story in edition.stories)
    assert edition.earlier == ()


def voices(*works: AnalysedArticle, headline: str = "Varnia and Lomeria blame each other") -> tuple[Voice, ...]:
    """Who speaks in a story of these articles."""
    (story,) = (one for one in composed(*works[:1]).stories[:1])
    named = Story(**{**{name: getattr(story, name) for name in Story.__slots__}, "headline": headline, "quotes": ()})
    return gather_voices([(one, read_claims(one)) for one in works], named)


def test_a_speaker_is_one_entry_where_the_surname_has_one_bearer() -> None:
    """ "Idrin" of another article is Pavel Idrin; with Ana Idrin in the story it is neither."""
    whole = work("Varnian minister Pavel Idrin said that the bridge was closed.")
    short = work("The bridge stays closed, Idrin said.", "Snow fell.")
    other = work("Ana Idrin, a doctor, said that the road was open.")
    assert [(one.name, len(one.statements)) for one in voices(whole, short)] == [("Pavel Idrin", 2)]
    assert [one.name for one in voices(whole, short, other)] == ["Pavel Idrin", "Idrin", "Ana Idrin"]


def test_two_sides_that_the_headline_names_answer_on_the_page() -> None:
    """One sentence of each; who is no party of the story is not shown."""
    found = voices(
        work(
            "The Varnian army said that the shots came from the east bank.",
            "Lomeria's defence ministry said that nobody had fired.",
            "The Norwegian foreign ministry said that it was concerned.",
        )
    )
    assert [(one.name, one.side, one.shown) for one in found] == [
        ("Varnian army", "varni", True),
        ("Lomeria's defence ministry", "lomer", True),
        ("Norwegian foreign ministry", "norwe", False),
    ]


@pytest.mark.parametrize(("room", "heard"), [(1.0, [True, True]), (0.5, [True, False]), (0.4, [False, False])])
def test_voices_take_no_more_room_than_there_is(room: float, heard: list[bool]) -> None:
    """The weightiest story's come first; one side alone would be no answer, so a story has all of its own or none."""
    both = voices(
        work(
            "The Varnian army said that the shots came from the east bank.",
            "Lomeria's defence ministry said that nobody had fired.",
        )
    )
    (story,) = composed(work("A ferry sank off Port Marlow.")).stories
    weights = (("light", 1.0), ("heavy", 2.0))
    drafts = [Draft(replace(story, id=id_, points=points, voices=both)) for id_, points in weights]
    words = count_words(one for voice in both for one in voice.on_page)
    fitted = fit_voices(drafts, 2 * words * room)
    assert [draft.story.id for draft in fitted] == ["light", "heavy"]
    assert [any(voice.shown for voice in draft.story.voices) for draft in reversed(fitted)] == heard
    assert all(len(draft.story.voices) == len(both) for draft in fitted)


def test_no_answer_is_shown_that_does_not_say_who_they_are() -> None:
    """ "They" of a sentence that stands alone would be taken for somebody else."""
    varnian = "The Varnian army said that the shots came from the east bank."
    lost, told = (
        "Lomeria's army said that they were stolen.",
        "Lomeria's army said that the rifles were old when they went.",
    )
    assert [one.shown for one in voices(work(varnian, lost))] == [True, False]
    assert [one.shown for one in voices(work(varnian, told))] == [True, True]


def test_a_sentence_about_others_is_not_listed_under_who_speaks_in_it() -> None:
    """Under Dario Venn's name "they" would be his own men."""
    others = "They fight on and obey nobody, and Dario Venn, the delegate, called on them to stop."
    assert voices(work("Two bands hold the pass of Drum.", others)) == ()


def test_one_side_alone_answers_nobody() -> None:
    """Its words are on the story's page alone."""
    (voice,) = voices(work("The Varnian army said that the shots came from the east bank."))
    assert not voice.shown


def test_a_figure_pair_shows_who_states_a_disputed_figure() -> None:
    """Of one that changed the page shows the figures alone."""
    edition = told(
        fire("The fire in the old harbour hall killed nine people, Ines Tolland said.", ROPES, outlet="A"),
        fire("The fire in the old harbour hall killed 14 people, Rolf Tan said.", SPRAY, outlet="B"),
    )
    pairs: list[FigurePair] = [pair for story in edition.stories for pair in story.figures]
    assert {quote.text for pair in pairs for quote in pair.quotes()} >= {
        "nine people",
        "Ines Tolland",
        "14 people",
        "Rolf Tan",
    }


@pytest.mark.parametrize(
    ("words", "title", "shown"),
    [
        ("in Oslo", "Fire kills many", True),
        ("near the town of Keld", "Fire in Keld", True),
        ("in Blueline", "Fire in Keld", False),
    ],
)
def test_a_figure_shows_only_a_place_that_is_known(words: str, title: str, shown: bool) -> None:
    """A city of the lexicon, or what the article's title or dateline names."""
    article = work(f"A fire killed nine people {words} on Monday.", title=title)
    (figure,) = list_stated(read_claims(article), article.article, 0)
    pair = make_pair("changed", (figure, figure), DAY)
    assert (pair.place.text if pair.place else "") == (words if shown else "")


def test_figures_of_two_places_show_neither() -> None:
    """Whose the place at the head of the line is, nobody could tell."""
    works = (work("A fire killed nine people in Oslo."), work("A fire killed 12 people in Bergen."))
    (first,), (second,) = (list_stated(read_claims(one), one.article, 0) for one in works)
    assert make_pair("changed", (first, second), DAY).place is None
