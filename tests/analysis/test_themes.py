"""Under which themes an article stands, which sentences are quoted, and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.context import read_contexts
from digest.analysis.lexicon import Matcher, compile_themes
from digest.analysis.matcher import find_hits, fold
from digest.analysis.themes import score_themes
from digest.config import SHIPPED_THEMES, Theme
from digest.model import Article, ArticleTheme, Document, Fact, Facts, Paragraph, Sentence, ThemeScore
from digest.text.words import split_words, tokenize

SHIPPED = tuple(Theme(name=name) for name in SHIPPED_THEMES)
MATCHER = compile_themes(SHIPPED, Path())

Scored = tuple[tuple[tuple[ThemeScore, ...], ...], tuple[ArticleTheme, ...]]


def scored(title: str, *told: str, matcher: Matcher = MATCHER, language: str = "en") -> Scored:
    """The themes of an article with these sentences, a paragraph each."""
    starts, at = [], 0
    for one in told:
        starts.append(at)
        at += len(one) + 2
    sentences = tuple(
        Sentence(start, start + len(one), one, number)
        for number, (start, one) in enumerate(zip(starts, told, strict=True))
    )
    paragraphs = tuple(Paragraph(one.start, one.end, "body", "") for one in sentences)
    facts = Facts(title=Fact(title, "first line") if title else None, language=Fact(language, "words"))
    article = Article("a", "r", Document("a.txt", 0, "\n\n".join(told)), facts, paragraphs)
    words = tuple(tokenize(one.text, language) for one in sentences)
    return score_themes(article, sentences, words, read_contexts(article, sentences, words), matcher)


def primary(title: str, *told: str, matcher: Matcher = MATCHER, language: str = "en") -> str:
    """The section in which such an article stands in full."""
    _, themes = scored(title, *told, matcher=matcher, language=language)
    return next((theme.name for theme in themes if theme.primary), "other")


@pytest.mark.parametrize(
    ("theme", "title", "lead"),
    [
        ("diplomacy", "Norway and Chile sign fisheries treaty", "The foreign ministers of Norway and Chile signed a treaty in Oslo on Monday after two years of talks."),
        ("diplomacy", "Lisbon recalls envoy", "Portugal recalled its ambassador to Angola on Friday in protest at the expulsion of two diplomats."),
        ("diplomacy", "Security Council extends sanctions", "The U.N. Security Council voted to extend sanctions against Eritrea for another year."),
        ("diplomacy", "A first call over the new line", "The defence ministers of Peru and Chile spoke for ten minutes on Friday and agreed to keep away from the ridge."),
        ("diplomacy", "Danish minister offers Puntland wells", "A Danish minister offered Puntland help with its wells during a visit to Garowe on Tuesday."),
        ("diplomacy", "Ghana urges calm", "ACCRA - Ghana and Togo called on the two chiefs of the delta on Friday to keep to what they had agreed."),
        ("diplomacy", "Truce takes hold in the delta", "A truce between the army and the rebels of the delta came into force at midnight, and the first prisoners went home."),
        ("deployments", "Italy to station patrol vessel in Malta", "Italy will base a patrol vessel in Valletta for a year to help the coast guard, its navy said."),
        ("deployments", "Kenya sends 600 more troops to border", "Kenya sent 600 soldiers to its border with Somalia on Tuesday to reinforce the garrison there."),
        ("deployments", "Navies begin exercise off Goa", "The Indian and French navies began a joint exercise with two aircraft carriers and nine frigates."),
        ("deployments", "Dutch pull out", "The Netherlands withdrew the last of its peacekeepers from the buffer zone on Sunday."),
        ("incidents", "Bomb kills nine at market", "A car bomb killed nine people and wounded thirty at a market in the city on Thursday, police said."),
        ("incidents", "Fishing boat seized", "Gunboats seized a trawler and its crew of eleven near the disputed islands on Monday."),
        ("incidents", "Police fire on marchers", "Riot police fired tear gas and rubber bullets at demonstrators, and four people were killed."),
        ("incidents", "Stray shell lands across border", "A mortar shell landed in a field on the Turkish side of the border and wounded a shepherd."),
        ("incidents", "Crowd throws stones at Danish embassy", "A crowd at the Danish embassy in Lima threw stones on Sunday until Denmark's ambassador called the police."),
        ("other", "Rovers win title battle", "Rovers struck twice in the second half to win the title battle against their old rivals in the cup final."),
        ("other", "Airline strikes a deal with pilots", "The airline struck a deal with the pilots' union on Monday that ends a week of strikes over pay."),
        ("other", "Court jails man over market bombing", "A court sentenced a man to life imprisonment on Tuesday after a jury found him guilty of murder."),
        ("other", "Quake shakes northern Chile", "An earthquake of magnitude 6.1 shook northern Chile on Monday; rescue workers reported damage to homes."),
        ("other", "Shares fall as rates rise", "Shares fell on Friday after the central bank raised interest rates to fight inflation."),
        ("other", "Prisoners on hunger strike", "Forty inmates went on hunger strike on Monday over food and the rules for family visits, their lawyers said."),
        ("other", "Party wins in the south", "The opposition party won the general election in the southern state, the election commission said."),
    ],
)  # fmt: skip
def test_an_article_stands_under_its_theme(theme: str, title: str, lead: str) -> None:
    """Each class of news of the definitions, and the same words used for something else."""
    assert primary(title, lead, "More details were expected later in the day.") == theme


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        pytest.param("diplomacy", "Portugal called on Angola on Friday to open the port.", id="called on"),
        pytest.param("deployments", "An advance party of Fijian troops has seen the camp.", id="advance party"),
        pytest.param("incidents", "An air force helicopter crashed into a lake.", id="air force"),
        pytest.param("other", "The healthcare bill is two thousand pages long.", id="healthcare"),
    ],
)
def test_an_alternative_of_two_words_is_a_phrase_of_its_own(theme: str, told: str) -> None:
    """``|`` stands between words: "a|b c|d" is one of a, b before one of c, d."""
    found = find_hits(fold(split_words(told)), MATCHER.table, english=True)
    assert max((hit.phrase.weight for hit in found.get(theme, ())), default=0.0) == 3.0


@pytest.mark.parametrize(
    "told",
    [
        "The mine killed 14 soldiers and a driver.",
        "The rebels freed 30 soldiers whom they had held since May.",
        "After the ambush 12 soldiers were missing.",
        "The crew of the training flight with soldiers on board survived.",
    ],
)
def test_soldiers_who_suffer_are_no_deployment(told: str) -> None:
    """A number of them tells where forces go only when they go somewhere."""
    found = find_hits(fold(split_words(told)), MATCHER.table, english=True)
    assert all(hit.phrase.weight < 3.0 for hit in found.get("deployments", ()))


@pytest.mark.parametrize("change", [str.upper, str.title], ids=["in capitals", "in title case"])
def test_capitals_change_nothing(change: Callable[[str], str]) -> None:
    """Wire copy in capitals is themed like any other."""
    lead = "Gunmen killed four soldiers in an ambush near the border on Monday."
    assert primary(change("Ambush kills four"), change(lead)) == "incidents"


def test_a_further_theme_is_found_in_the_middle() -> None:
    """A report on talks that also tells of an attack of the day has that sentence under incidents."""
    _, themes = scored(
        "Presidents meet in Tirana",
        "The presidents of Albania and Serbia held talks in Tirana on Wednesday on opening the border.",
        "The two leaders signed an agreement on trade and agreed to hold talks again in May.",
        "Gunmen opened fire on a border post hours before the meeting and killed three policemen.",
    )
    assert [(theme.name, theme.primary, theme.quotes[0]) for theme in themes] == [
        ("diplomacy", True, 0),
        ("incidents", False, 2),
    ]


def test_background_does_not_carry_a_theme() -> None:
    """What was bombed years ago is no news of a treaty's signing."""
    _, themes = scored(
        "Presidents meet in Tirana",
        "The presidents of Albania and Serbia held talks in Tirana on Wednesday on opening the border.",
        "In 1999 bombers killed hundreds of people in air strikes on the city.",
    )
    assert [theme.name for theme in themes] == ["diplomacy"]


def test_an_analyst_does_not_carry_a_further_theme() -> None:
    """What somebody says of troops over several paragraphs is a comment on the news, not the news."""
    _, themes = scored(
        "Presidents meet in Tirana",
        "The presidents of Albania and Serbia held talks in Tirana on Wednesday on opening the border.",
        "Analyst Dora Malik told Harbour Radio:",
        "Everybody knows that the joint exercises and the deployment of troops serve to impress the neighbours.",
    )
    assert [theme.name for theme in themes] == ["diplomacy"]


def test_the_first_that_reports_it_is_quoted_first() -> None:
    """The report of the event stands before the sentence with the most words of the theme."""
    _, themes = scored(
        "Ambush in the hills",
        "Rebels ambushed an army convoy in the hills on Monday and killed six soldiers.",
        "The gunmen detonated a roadside bomb, opened fire with rockets, killed six soldiers, wounded ten and seized weapons in the attack.",
    )
    assert themes[0].quotes == (0, 1)


def test_cues_say_why() -> None:
    """A sentence's score comes with the words that made it, strongest first."""
    by_sentence, _ = scored("", "Leaders held talks in Vienna on a ceasefire.", "It rained.")
    assert by_sentence[0][0].theme == "diplomacy"
    assert by_sentence[0][0].cues == ("talks in vienna", "ceasefire", "leaders")
    assert by_sentence[1] == ()


def test_a_near_tie_is_decided_by_title_and_lead() -> None:
    """Of two themes that are equally strong the one that opens the article has it in full."""
    attack = "Rebels attacked the port with mortars and killed two sailors."
    talks = "The foreign ministers of Ghana and Togo held talks in Accra."
    assert primary("Port attacked", attack, talks) == "incidents"
    assert primary("Ministers meet in Accra", talks, attack) == "diplomacy"


def test_another_language_is_not_read_with_english_phrases() -> None:
    """English words inside a German text mean nothing; the reader's own German ones do."""
    lead = "Die Delegationen sprachen in Genf zwei Tage lang über einen Waffenstillstand und die peace talks."
    assert primary("Genf", lead, language="de") == "other"
    own = compile_themes((Theme(name="diplomacy", strong=("waffenstillstand", "delegation*")),), Path())
    assert primary("Waffenstillstand", lead, matcher=own, language="de") == "diplomacy"


def test_a_theme_works_from_a_handful_of_phrases() -> None:
    """A theme of the reader's own wins its articles though the shipped "other" knows their words too."""
    own = compile_themes(
        (*SHIPPED, Theme(name="energy", strong=("gas pipeline*", "oil price*", "power grid*"))), Path()
    )
    lead = "Oil prices rose to 80 dollars a barrel on Monday after the gas pipeline to the coast was shut for repairs."
    assert primary("Oil prices rise as pipeline closes", lead, matcher=own) == "energy"
    assert primary("Oil prices rise as pipeline closes", lead) == "other"
    assert (
        primary("Farmers meet", "Farmers met on Monday to talk about seeds, weather and the milk market.", matcher=own)
        == "other"
    )


def test_themes_keep_their_order_in_a_tie() -> None:
    """Two themes with the same phrases: the reader's first one is the primary."""
    twins = compile_themes((Theme(name="b", strong=("zebra",)), Theme(name="a", strong=("zebra",))), Path())
    assert primary("Zebra", "The last zebra of the city's zoo left for Kenya on Monday.", matcher=twins) == "b"


@pytest.mark.parametrize("told", [(), ("",), ("!!!",), ("No word of any theme stands here.",)], ids=repr)
def test_nothing_to_say_is_no_error(told: tuple[str, ...]) -> None:
    """Articles with no words of any theme stand under none."""
    assert scored("", *told)[1] == ()


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        pytest.param(
            "deployments", "The guards, whose boats patrol the sea off Oran, have opened an inquiry.", id="whose"
        ),
        pytest.param("incidents", "The minister, who was wounded in a bombing, opened a school in Lagos.", id="who"),
    ],
)
def test_a_clause_that_describes_does_not_report(theme: str, told: str) -> None:
    """A phrase in it counts half: the sentence reports something else."""
    aside = {score.theme: score.score for score in scored("", told)[0][0]}[theme]
    clause = told.replace(", whose", " said that their").replace(", who was", " was")
    assert aside <= {score.theme: score.score for score in scored("", clause)[0][0]}[theme] * 0.6


def test_a_missile_that_came_down_is_no_deployment() -> None:
    """It was launched, but the news is that it fell."""
    told = "The army of Oman said that a missile launched by an air defense battery fell on a village."
    scores = {score.theme: score.score for score in scored("", told)[0][0]}
    assert scores["incidents"] > scores["deployments"]


WORDS = st.sampled_from(
    [
        "troops",
        "sent",
        "talks",
        "held",
        "bomb",
        "killed",
        "the",
        "of",
        "in",
        "border",
        "Paris",
        "Rome",
        "minister",
        "attack",
        "40",
        "on",
        "he",
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=8))
def test_laws_of_themes(told: list[str]) -> None:
    """At most one primary; strongest first; quotes are positions, each once, at most three; the same again."""
    by_sentence, themes = scored("Title of it", *told)
    assert len(by_sentence) == len(told)
    assert sum(theme.primary for theme in themes) == min(1, len(themes))
    assert [theme.score for theme in themes] == sorted((theme.score for theme in themes), reverse=True)
    for theme in themes:
        assert 1 <= len(theme.quotes) == len(set(theme.quotes)) <= 3
        assert all(any(score.theme == theme.name for score in by_sentence[quote]) for quote in theme.quotes)
    assert scored("Title of it", *told) == (by_sentence, themes)


def test_a_diplomacy_of_ones_own_is_not_helped_by_two_countries(tmp_path: Path) -> None:
    """What ours gains where two countries are named, a reader's own lexicon of that name does not: it has its words."""
    (tmp_path / "mine.toml").write_text('strong = ["gas cooks"]\n', encoding="utf-8")
    told = ("Norway and Chile", "The envoys of Norway and Chile met on Monday, and the gas cooks waited outside.")
    found = [
        scored(*told, matcher=compile_themes((Theme(name=name, lexicon=Path("mine.toml")),), tmp_path))[1][0].score
        for name in ("diplomacy", "kitchens")
    ]
    assert found[0] == found[1] > 0
