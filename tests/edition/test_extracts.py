"""The sentences that tell a story, its headline, and its passages."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Briefing
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import choose_title, clean_title, make_story_text, measure_opening_clause
from digest.edition.passages import choose_passage
from digest.edition.snippets import PreviouslyQuoted, make_quotes, make_snippet
from digest.model import AnalysedArticle, Need, Quote
from digest.text.words import tokenize
from tests.edition.works import FERRY, FERRY_TOO, TALKS, TROOPS, work

NEWS = (
    "Rebels shelled the power station of Dorrin on Monday and cut the current for half the city.",
    "The mayor, Hella Brandt, said on Tuesday that repairs would take a week.",
    "She asked the army for generators.",
    "Hospitals run on diesel.",
)


def texts_of(works: list[AnalysedArticle], *, known: PreviouslyQuoted | None = None, **settings: int) -> list[str]:
    """What a story of these articles quotes, lead first."""
    leading = {one[0].id for one in works}
    snippets = choose_snippets(works, Briefing(**settings), leading=leading, known=known or PreviouslyQuoted())
    return [quote.text for snippet in snippets for quote in make_quotes(snippet)]


def known(*texts: str) -> PreviouslyQuoted:
    """What was quoted on an earlier day."""
    return PreviouslyQuoted(tuple(frozenset(tokenize(text, "en").terms) for text in texts), frozenset())


def test_one_article_is_told_by_its_own_extract() -> None:
    """Lead first, then as the sentences rank."""
    assert texts_of([work(*NEWS)]) == list(NEWS)


def test_a_story_says_nothing_twice() -> None:
    """Of two newsrooms' sentences on one fact one is quoted."""
    said = texts_of([work(*FERRY), work(*FERRY_TOO)])
    assert len(said) == 4
    assert sum("harbour master" in text for text in said) == 1


def test_one_article_says_nothing_twice() -> None:
    again = "In Dorrin the power station that rebels shelled on Monday lost its current for half the city."
    assert again not in texts_of([work(*NEWS, again)])


def test_lead_needs_nothing_that_is_not_shown() -> None:
    """The first sentence is a question: what the second takes from it, no reader sees."""
    opening = "Who shelled the power station of Dorrin?", "They did it at noon on Monday."
    found = texts_of([work(*opening, *NEWS, leans={1: 0}, passed=(0,))])
    assert found[0] == NEWS[0]


def test_lead_starts_behind_a_caption_that_ran_into_it() -> None:
    caption = "A worker walks past the power station of Dorrin last week"
    lead = "The power station of Dorrin was shelled by rebels on Monday and half the city is dark."
    assert texts_of([work(f"{caption} {lead}", *NEWS[1:])])[0] == lead


def test_what_several_articles_tell_comes_before_what_one_adds() -> None:
    """A detail of one report does not push out the common core."""
    aside = "A seagull followed the lifeboats, a passenger said."
    said = texts_of([work(*FERRY, aside), work(*FERRY_TOO)], sentences=3)
    assert aside not in said


def test_a_sentence_brings_what_it_leans_on() -> None:
    """It stands directly before it, in one paragraph."""
    article = work(*NEWS, leans={2: 1})
    snippets = choose_snippets([article], Briefing(), leading={article[0].id}, known=PreviouslyQuoted())
    quotes = [quote for snippet in snippets for quote in make_quotes(snippet)]
    at = [quote.text for quote in quotes].index(NEWS[2])
    assert quotes[at - 1].text == NEWS[1]
    assert quotes[at].joined
    assert [quote.text for quote in quotes].count(NEWS[1]) == 1


def test_words_of_a_speaker_carry_who_speaks() -> None:
    """The naming sentence is shown before them, unless it stands there anyway."""
    article = work("Analyst Rea Moll spoke to us.", "The port will fall.", "Winter helps the rebels.", speakers={2: 0})
    (quote,) = make_quotes(make_snippet(article, 2))
    assert isinstance(quote.speaker, Quote)
    assert quote.speaker.text == "Analyst Rea Moll spoke to us."


def test_what_was_told_yesterday_is_not_quoted_again() -> None:
    """Neither the sentence nor its near twin; what is new leads."""
    twin = "Rebels shelled the power station of Dorrin on Monday and cut off half the city."
    said = texts_of([work(*NEWS)], known=known(twin))
    assert said[0] == NEWS[1]
    assert NEWS[0] not in said


PLAN = "Borland will send an envoy to Arland on Monday for talks on joint patrols in the Gulf of Dorrin."
BOMB = "A bomb at a market in Dorrin killed nine people on Monday, the police said."


@pytest.mark.parametrize(
    ("told", "title", "lead", "leads"),
    [
        (PLAN, "Borland and Arland agree on patrols", "agreed with Arland on Tuesday on joint patrols", True),
        (PLAN, "Arland refuses patrols", "sent an envoy for talks, but Arland refuses joint patrols", True),
        (PLAN, "Borland and Arland set up fleet", "is sending an envoy to Arland for talks on joint patrols", False),
        (
            BOMB,
            "Two held for market bomb",
            "The bomb at a market in Dorrin killed nine people, police officers said.",
            False,
        ),
        (
            BOMB,
            "Bomb kills nine",
            "Nine people were killed on Monday by a bomb at a market in Dorrin, police said.",
            False,
        ),
        (
            BOMB,
            "Toll of bomb at ten",
            "A bomb at a market in Dorrin killed ten people on Monday, the police said.",
            True,
        ),
    ],
)
def test_lead_like_what_was_told_has_a_new_word_of_its_headline(told: str, title: str, lead: str, leads: bool) -> None:
    """Or a new figure; other articles, another order and what the headline does not tell are no outcome."""
    lead = lead if lead.endswith(".") else f"Borland {lead} in the Gulf of Dorrin."
    article = work(lead, "The first is to sail in March.", "Brevin hailed a long haul.", title=title, leans={1: 0})
    for works in ([article], [article, work(*FERRY)]):
        assert (texts_of(works, known=known(told))[0] == lead) is leads
    assert lead not in texts_of([article], known=known(lead))


def test_a_told_lead_leads_no_pair_either() -> None:
    """What needs it would bring it back: "It also burned 1,200 stalls"."""
    told = "Nine people were killed on Monday by a bomb at a market in Dorrin, police said."
    article = work(told, "It also burned 1,200 stalls.", title="Market burns", leans={1: 0})
    assert texts_of([article], known=known(BOMB))[:1] != [told]


def test_what_leads_instead_of_a_told_lead_lacks_nothing() -> None:
    """The best that the headline explains; where there is none, the headline stands alone."""
    for leans, lead in (({}, NEWS[1]), ({1: 0}, NEWS[2]), ({1: 0, 2: 1}, NEWS[3])):
        assert texts_of([work(*NEWS, leans=leans)], known=known(NEWS[0]))[0] == lead
    assert texts_of([work(*NEWS, leans={1: 0, 2: 0, 3: 0})], known=known(NEWS[0])) == []


def test_another_toll_is_told_though_the_rest_was() -> None:
    """In words and in figures; the same toll in other words is not told again."""
    five, others = "Five miners were killed when a shaft collapsed near Dorrin on Monday.", NEWS[1:3]
    for earlier, again in (("Three", True), ("5", True), ("Five", False)):
        before = f"{earlier} miners were killed when a shaft collapsed near Dorrin on Monday, officials said."
        assert (five in texts_of([work(five, *others)], known=known(before))) is again


def test_a_sentence_that_any_story_told_is_not_quoted_again() -> None:
    """An outlet's standing paragraph is told once in fourteen days."""
    assert NEWS[3] not in texts_of([work(*NEWS)], known=PreviouslyQuoted((), frozenset({NEWS[3]})))


def test_a_story_that_was_told_whole_says_nothing() -> None:
    """No error, no sentence."""
    assert texts_of([work(*NEWS)], known=known(*NEWS)) == []


def test_a_budget_in_words_is_kept_but_for_the_first_sentence() -> None:
    """A lead longer than the budget stands nevertheless."""
    articles = [work(*FERRY), work(*FERRY_TOO)]
    assert len(texts_of(articles, words=10)) == 1
    assert sum(len(text.split()) for text in texts_of(articles, words=45)) <= 45


HERE, ELSEWHERE = {"diplomacy": 3.0, "incidents": 4.5}, {"diplomacy": 3.0, "incidents": 2.9}


@pytest.mark.parametrize(
    ("incidents", "scores", "expected"),
    [
        pytest.param((3,), {}, [3], id="what does not stand in the story"),
        pytest.param((0,), {0: HERE}, [0], id="the lead, when there is nothing else"),
        pytest.param((0, 3), {0: HERE}, [3], id="the lead gives way"),
        pytest.param(
            (0,), {0: {"diplomacy": 3.9, "incidents": 4.0}}, [], id="a lead that is hardly more of this theme"
        ),
        pytest.param((3,), {3: ELSEWHERE}, [], id="what speaks more of another theme"),
        pytest.param((4,), {4: {"incidents": 3.0}}, [], id="what needs another sentence and says little"),
        pytest.param((4,), {4: {"incidents": 4.5}}, [3, 4], id="what needs another sentence and says much"),
        pytest.param((), {}, [], id="nothing on the theme"),
    ],
)
def test_a_passage_is_what_a_theme_would_miss(
    incidents: tuple[int, ...], scores: dict[int, dict[str, float]], expected: list[int]
) -> None:
    """Its strongest sentences; nothing that the reader meets in the full story, if there is another."""
    themes = {"diplomacy": (0,), "incidents": incidents} if incidents else {"diplomacy": (0,)}
    article = work(*TALKS[:3], *TROOPS[:2], themes=themes, leans={4: 3}, scores=scores)
    shown = [make_snippet(article, 0), make_snippet(article, 1)]
    snippets = choose_passage([article], "incidents", home="diplomacy", shown=shown, known=PreviouslyQuoted())
    assert [position for snippet in snippets for position in snippet.positions] == expected


def test_a_lead_is_short() -> None:
    """One sentence, and what goes on from it stands below."""
    texts = (*NEWS[:3], "They were promised for Friday by a general of the staff.", *TROOPS)
    one = work(*texts, leans={1: 0, 2: 1, 3: 2})
    snippets = choose_snippets([one], Briefing(), leading={one[0].id}, known=PreviouslyQuoted())
    assert [snippet.positions for snippet in snippets] == [(0,), (1, 2), (3,)]


def test_a_sentence_is_shown_only_below_what_gives_its_needs() -> None:
    """What a name needs may stand anywhere above; the title gives it too; what nothing gives stays out."""
    article = work(*NEWS)
    assessments = list(article.analysis.assessments)
    for at, need in (
        (1, Need("person", "Brandt", (-1,))),
        (2, Need("person", "Moll", ())),
        (3, Need("thing", "fuel", (0,))),
    ):
        assessments[at] = replace(assessments[at], needs=(need,))
    told = article._replace(analysis=replace(article.analysis, assessments=tuple(assessments)))
    assert texts_of([told]) == [NEWS[0], NEWS[1], NEWS[3]]


CLAIM, ANSWER = "The mayor of Dorrin says the mill is safe.", "But two engineers who saw the mill call it a ruin."


def test_a_claim_is_shown_with_its_answer() -> None:
    """Both in one paragraph, which no page parts; a lead stands alone, with its answer next."""
    one = work(NEWS[0], CLAIM, ANSWER, *TROOPS, answered=(1,))
    runs = choose_snippets([one], Briefing(sentences=3), leading={one[0].id}, known=PreviouslyQuoted())
    assert [run.positions for run in runs] == [(0,), (1, 2)]
    assert texts_of([work(CLAIM, *NEWS[1:3], *TROOPS[:1], answered=(0,))], sentences=2) == [CLAIM, NEWS[1]]


def test_a_claim_whose_answer_cannot_be_quoted_is_left_out() -> None:
    """Nor one for which there is no room with its answer; the lead tells the news all the same."""
    assert CLAIM not in texts_of([work(NEWS[0], CLAIM, ANSWER, *TROOPS, answered=(1,), passed=(2,))])
    assert texts_of([work(NEWS[0], CLAIM, ANSWER, *TROOPS, answered=(1,))], sentences=2) == [NEWS[0], TROOPS[0]]
    assert texts_of([work(CLAIM, ANSWER, *TROOPS, answered=(0,), passed=(1,))])[0] == CLAIM


def test_the_title_gives_what_an_answer_needs() -> None:
    """And a sentence whose giver was answered is no longer worth it."""
    one = work(NEWS[0], CLAIM, ANSWER, title="Dorrin's mill", answered=(1,))
    assessments = list(one.analysis.assessments)
    assessments[2] = replace(assessments[2], needs=(Need("thing", "mill", (-1,)),))
    told = one._replace(analysis=replace(one.analysis, assessments=tuple(assessments)))
    assert texts_of([told]) == [NEWS[0], CLAIM, ANSWER]
    leaning = work(NEWS[0], CLAIM, ANSWER, NEWS[2], leans={3: 1}, answered=(1,), passed=(2,))
    assert texts_of([leaning]) == [NEWS[0]]


def test_a_story_of_several_tells_both_sides() -> None:
    """Nobody else has the answer: it would be the first to go."""
    said = texts_of([work(*FERRY[:2], CLAIM, ANSWER, answered=(2,)), work(*FERRY_TOO[:1], CLAIM[:-1] + " enough.")])
    assert (CLAIM in said) == (ANSWER in said)


def test_a_passage_tells_both_sides() -> None:
    scores = {3: {"incidents": 4.5}}
    article = work(
        *TALKS[:3], CLAIM, ANSWER, themes={"diplomacy": (0,), "incidents": (3,)}, answered=(3,), scores=scores
    )
    runs = choose_passage(
        [article], "incidents", home="diplomacy", shown=[make_snippet(article, 0)], known=PreviouslyQuoted()
    )
    assert [run.positions for run in runs] == [(3, 4)]


def test_no_sentence_stands_in_two_paragraphs() -> None:
    """Of two that lean on the same one the better one follows it."""
    article = work(*NEWS, *TROOPS[:1], leans={2: 1, 3: 1})
    said = texts_of([article])
    assert said == [NEWS[0], NEWS[1], NEWS[2], TROOPS[0]]


def test_a_feature_leads_with_its_news() -> None:
    """Where the first sentences paint a scene without a word of the title, the first that comes to it leads."""
    scene = ("Snow lay on the quay when the sirens began.", "Dogs barked in the upper streets until dawn.")
    said = texts_of([work(*scene, *FERRY, title="How sixty people came off a sinking ferry")])
    assert said[0] == FERRY[0]
    assert texts_of([work(*scene, *FERRY, title="Snow over Marlow")])[0] == scene[0]


def test_a_story_goes_on_below_its_lead() -> None:
    """A scene above the sentence that leads is left out, however high it ranks."""
    scene = ("Snow lay on the quay when the sirens began.", "Dogs barked in the upper streets until dawn.")
    said = texts_of([work(*scene, *FERRY, title="How sixty people came off a sinking ferry")], sentences=3)
    assert said == list(FERRY[:3])


def test_the_first_sentence_leads_unless_the_other_is_nearly_as_surely_news() -> None:
    """Words of the title alone make no lead of a sentence that tells little."""
    said = texts_of([work(*NEWS[1:], TALKS[0], FERRY[0], title="How sixty people came off a sinking ferry")])
    assert said[0] == NEWS[1]


def test_a_sentence_far_down_must_be_worth_those_left_out_above_it() -> None:
    """Of two that tell about as much the one that goes on from what is shown stands there; much better news does too."""
    article = work(*NEWS[:3], *FERRY, *TALKS[:1])
    for score, shown in ((0.3, NEWS[2]), (0.6, TALKS[0])):
        assessments = [
            replace(one, score=value)
            for one, value in zip(article.analysis.assessments, (0.9, 0.5, 0.2, 0.1, 0.1, 0.1, 0.1, score), strict=True)
        ]
        told = article._replace(analysis=replace(article.analysis, assessments=tuple(assessments)))
        assert texts_of([told], sentences=3) == [*NEWS[:2], shown]


def test_choosing_costs_what_the_article_is_long() -> None:
    """Four times the sentences cost a few times the calls: what is chosen is not weighed anew for each of them."""

    def count_calls(size: int) -> int:
        names = [f"{first}{second}" for first in "ABCDEFGHIJKL" for second in ("orm", "alde", "uska", "elin")][:size]
        article = work(*(f"The ferry {name}ia sailed to {name}holm with {len(name)} crates." for name in names * 2))
        calls = 0

        def add(*_: object) -> None:
            nonlocal calls
            calls += 1

        before = sys.getprofile()
        sys.setprofile(add)
        try:
            texts_of([article], words=150)
        finally:
            sys.setprofile(before)
        return calls

    assert count_calls(48) < 8 * count_calls(12)


@pytest.mark.parametrize("left_out", [0, 6])
def test_in_a_story_of_several_what_is_left_out_above_a_sentence_costs(left_out: int) -> None:
    """A sentence that says much is taken near the top of its article, and not far below it: it leans on more."""
    one = work(
        "An earthquake struck the city of Dorrin on Monday and killed 40 people, the mayor said.",
        "The army flew in by helicopter.",
        "Water ran short in every quarter.",
        "Tents were sold out by noon.",
    )
    between = ("The harbour office gave no reason for its silence.",) * left_out
    said = "Trucks of the army carried water and tents to the stadium."
    other = work("Rescue teams dug for survivors in Dorrin after an earthquake on Monday.", *between, said)
    assert (said in texts_of([one, other], sentences=2)) == (left_out == 0)


def test_another_newsrooms_lead_says_the_event_again() -> None:
    """Only one of the two is quoted, also where they have few words in common."""
    again = "Passengers had to leave a ferry that took in water off Port Marlow, where tugs went out to it."
    works = [work(*FERRY, path="a"), work(again, *NEWS, path="b")]
    said = texts_of(works)
    assert (FERRY[0] in said) != (again in said)


def test_a_feature_does_not_lead_with_what_points_back() -> None:
    """A sentence that has the title's words is no lead where a pronoun in it means something said before."""
    scene = ("Snow lay on the quay when the treaty was read.", "Dogs barked in the upper streets until dawn.")
    remark = "President Ilya Marr said that it was a poor bargain for Velonia and that a toll would follow."
    said = texts_of([work(*scene, remark, *TROOPS, title="Velonia counts what the bargain costs", leans={2: 1})])
    assert said[0] == scene[0]


def test_another_newsrooms_opening_is_its_first_or_second_sentence() -> None:
    """A paper that begins with a voice and then tells the event tells it again all the same."""
    voice = "“I had one shoe,” a cook said."
    again = "Passengers had to leave a ferry that took in water off Port Marlow, where tugs went out to it."
    said = texts_of([work(*FERRY, path="a"), work(voice, again, *NEWS, passed=(0,), path="b")])
    assert (FERRY[0] in said) != (again in said)


def test_the_same_figure_gives_away_the_same_fact() -> None:
    """Two newsrooms count the same soldiers in other words; a year that both name is no such figure."""
    counted = "Some 6,400 soldiers with tanks have moved to the Teller pass since Friday, an observer said."
    again = "Rows of tents stand below the pass, where 6,400 men have gathered in what Sarvia calls a drill."
    works = [work(TROOPS[0], counted, path="a"), work(TROOPS[1], again, path="b")]
    said = texts_of(works)
    assert (counted in said) != (again in said)
    years = [one.replace("6,400", "1998") for one in (counted, again)]
    said = texts_of([work(TROOPS[0], years[0], path="a"), work(TROOPS[1], years[1], path="b")])
    assert set(years) <= set(said)


def test_another_newsroom_says_first_what_happened() -> None:
    """What a second newsroom tells of what followed stands after its opening, however much each of them adds."""
    talks = "Karst and Velonia open talks in Brevin about the pipeline and prices."
    opening = "The government of Karst recalled its ambassador from Ostia on Tuesday, in a quarrel that began in May."
    later = "The consuls stay, and a second round on the fee and the contract is planned."
    works = [work(talks, *TALKS[1:], path="a"), work(opening, later, path="b")]
    snippets = choose_snippets(works, Briefing(sentences=5), leading={works[0][0].id})
    said = [quote.text for snippet in snippets for quote in make_quotes(snippet)]
    assert said[0] == talks
    assert said.index(opening) < said.index(later)


# ---------------------------------------------------------------------------------------------------- headlines


@pytest.mark.parametrize(
    ("title", "outlet", "cleaned"),
    [
        pytest.param("Video: Ferry runs aground", None, "Ferry runs aground", id="label"),
        pytest.param("LIVE Ferry runs aground", None, "Ferry runs aground", id="label in capitals"),
        pytest.param("Live music returns to Marlow", None, "Live music returns to Marlow", id="an adjective"),
        pytest.param("UPDATE 2 - Watch: Ferry aground", None, "Ferry aground", id="two labels"),
        pytest.param("Ferry aground - The Marlow Post", "The Marlow Post", "Ferry aground", id="outlet behind"),
        pytest.param("Ferry aground | MARLOW POST", "Marlow Post", "Ferry aground", id="outlet in capitals"),
        pytest.param("Talks - and then silence", "Marlow Post", "Talks - and then silence", id="a dash of its own"),
        pytest.param("Video:", None, "Video:", id="nothing but a label"),
        pytest.param("UPDATE 1-Ferry aground", None, "Ferry aground", id="an agency's label without a space"),
        pytest.param("Exclusive-Ferry aground", None, "Ferry aground", id="another one"),
        pytest.param("Analysis-Why ferries sink", None, "Why ferries sink", id="an agency's analysis"),
        pytest.param("CORRECTED-UPDATE 3-Ferry aground", None, "Ferry aground", id="two of them"),
        pytest.param("CORRECTED: Ferry aground", None, "Ferry aground", id="correction"),
        pytest.param("[UPDATED] Ferry aground", None, "Ferry aground", id="label in brackets"),
        pytest.param("Ferry aground (video)", None, "Ferry aground", id="label behind"),
        pytest.param("Opinion: Let the ferry sink", None, "Let the ferry sink", id="opinion"),
        pytest.param("Explainer: Why ferries sink", None, "Why ferries sink", id="explainer"),
        pytest.param("Interview: Ferries sink", None, "Ferries sink", id="interview"),
        pytest.param("Live-fire drill at sea", None, "Live-fire drill at sea", id="another compound"),
        pytest.param("Live blog: Ferry aground", None, "Ferry aground", id="live page"),
        pytest.param(
            "Analysis: how fog shut Marlow", None, "Analysis: how fog shut Marlow", id="small letters behind it"
        ),
        pytest.param("Update-happy apps annoy ferries", None, "Update-happy apps annoy ferries", id="a compound"),
    ],
)
def test_titles_are_cleaned(title: str, outlet: str | None, cleaned: str) -> None:
    """Labels before a title and the outlet behind it go; its own words stay."""
    assert clean_title(title, outlet) == cleaned


def test_the_best_title_says_what_the_articles_share() -> None:
    """A question, a shout and a title beside the point come after it."""
    works = [
        work(*FERRY, title="What is it with ferries and fog?"),
        work(*FERRY_TOO, title="Sixty rescued as ferry runs aground off Port Marlow"),
        work(*FERRY[1:], title="A long night for the families at home"),
    ]
    title = choose_title(works)
    assert title is not None
    assert title[0] == "Sixty rescued as ferry runs aground off Port Marlow"


@pytest.mark.parametrize(
    ("sentence", "language", "heading"),
    [
        pytest.param(FERRY[3], "en", FERRY[3].rstrip("."), id="short enough as it is"),
        pytest.param(
            "The ministers of Velonia and Karst signed a treaty on gas in the old town hall of Brevin, after talks that"
            " had lasted for three days and most of the nights between them.",
            "en",
            "The ministers of Velonia and Karst signed a treaty on gas",
            id="before a preposition",
        ),
        pytest.param(
            "Die Minister beider Staaten haben den Vertrag unterschrieben, nachdem sie drei Tage lang und fast die"
            " ganzen Nächte hindurch im alten Rathaus der Stadt verhandelt hatten, ohne zu schlafen.",
            "de",
            "Die Minister beider Staaten haben den Vertrag unterschrieben",
            id="at punctuation in another language",
        ),
        pytest.param(" ".join(["word"] * 40), "en", " ".join(["word"] * 16), id="nothing to cut at"),
    ],
)
def test_an_opening_clause_is_a_heading(sentence: str, language: str, heading: str) -> None:
    """The longest one of five to sixteen words."""
    assert sentence[: measure_opening_clause(sentence, language)] == heading


def test_without_a_title_the_lead_stands_whole_below_its_opening_clause() -> None:
    """No quote begins in the middle of a sentence."""
    lead = (
        "The ministers of Velonia and Karst signed a treaty on gas on Tuesday in the old town hall of Brevin, after talks"
        " that had lasted three days."
    )
    article = work(lead, *TALKS[1:])
    snippets = choose_snippets([article], Briefing(), leading={article[0].id}, known=PreviouslyQuoted())
    said = make_story_text(None, [article], snippets, "en")
    assert said.opens_lead
    assert said.quote is not None
    assert said.quote.start == 0
    assert lead.startswith(said.headline)
    assert len(said.headline.split()) <= 16
    assert said.quotes[0].text == lead


@given(st.text(min_size=1).filter(lambda text: text.strip() == text))
def test_any_sentence_has_an_opening(sentence: str) -> None:
    """Never longer than the sentence, never an error."""
    assert 0 <= measure_opening_clause(sentence, "en") <= len(sentence)
