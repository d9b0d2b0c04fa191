"""Articles of which little can be understood: something is told, nothing is made up, and nothing breaks."""

import datetime as dt
from pathlib import Path

import pytest

from digest.analysis.analyse import analyse
from digest.analysis.lexicon import compile_themes
from digest.config import Settings
from digest.edition.extracts import choose_snippets
from digest.edition.headlines import StoryText, choose_title, make_story_text
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import AnalysedArticle, Problem

SETTINGS = Settings()
MATCHER = compile_themes(SETTINGS.theme, Path())
LEAD = "The harbour of Port Ansel was closed on Monday after a tanker ran aground, the coast guard said."


def analysed(title: str, *paragraphs: str) -> AnalysedArticle:
    """Read a file of plain text; a feed's entry may be as short as one sentence."""
    documents = read("a.txt", "\n\n".join(filter(None, (title, *paragraphs))).encode())
    assert not isinstance(documents, Problem)
    article = build_article(documents[0], "r", outlet=None, today=dt.date(2026, 3, 10))
    assert not isinstance(article, Problem)
    return AnalysedArticle(article, analyse(article, SETTINGS.briefing, MATCHER))


def told(title: str, *paragraphs: str) -> StoryText:
    """Tell the story of one article; what it quotes stands so in the text."""
    work = analysed(title, *paragraphs)
    fact = work.article.facts.title
    snippets = choose_snippets([work], SETTINGS.briefing, leading={work.article.id})
    story = make_story_text((fact.value, work.article.id) if fact else None, [work], snippets, "en")
    assert all(quote.text in {one.text for one in work.analysis.sentences} for quote in story.quotes)
    return story


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        pytest.param(
            "Interview: the captain and the tanker",
            (
                "ANNA ORREL, HOST: Good evening and welcome to the programme from Port Ansel tonight.",
                "RUTH AMARI, COAST GUARD: Thank you. We saw the tanker at four, and it was lost by then.",
                "ORREL: And the crew of the tanker, where are they now?",
                "AMARI: All of them are safe on land. The harbour will stay closed until Friday at least.",
            ),
            id="a transcript",
        ),
        pytest.param(
            "Five questions on the tanker",
            (
                "Q: Why was the harbour of Port Ansel closed on Monday?",
                "A: Because a tanker ran aground there in a storm.",
                "Q: When will it open again?",
                "A: Nobody knows that yet, the coast guard told us.",
            ),
            id="questions and answers",
        ),
        pytest.param(
            "What to know of the tanker",
            (f"{LEAD} No ship may sail before Friday at noon.", "- Harbour closed until Friday", "- Two tugs on their way", "- Nobody hurt, says the coast guard"),
            id="a list",
        ),
        pytest.param(
            "TANKER CLOSES PORT",
            (
                f"{LEAD} NOBODY WAS HURT ON BOARD OF THE TWO SHIPS.".upper(),
                "CAPTAIN RUTH AMARI SAID THAT TUGS WOULD COME FROM NORLAND ON TUESDAY. SHE ASKED FOR PATIENCE.",
            ),
            id="capitals",
        ),
        pytest.param(
            "Satama kiinni",
            (
                "Port Anselin satama suljettiin maanantaina, kun säiliöalus ajoi karille myrskyssä.",
                "Hän sanoi, ettei kukaan loukkaantunut ja että alus vedetään irti tiistaina.",
            ),
            id="a language of which we know no cues",
        ),
        pytest.param(
            "إغلاق الميناء",
            ("أغلق ميناء أنسل يوم الاثنين بعد جنوح ناقلة نفط قرب الشاطئ.", "وقال خفر السواحل إن أحدا لم يصب بأذى في الحادث."),
            id="another script",
        ),
        pytest.param(
            "",
            (
                "He went there again on Monday with them.",
                "They had said that it was too late for that.",
                "However, she did not believe it, and so it was done.",
                "Others stayed where they were until the day after.",
            ),
            id="every sentence needs another",
        ),
    ],
)  # fmt: skip
def test_something_is_told_and_no_question_asked(title: str, paragraphs: tuple[str, ...]) -> None:
    story = told(title, *paragraphs)
    assert story.headline
    assert story.quotes
    assert not any(quote.text.endswith("?") for quote in story.quotes)


def test_title_of_another_article_does_not_move_the_lead() -> None:
    behind = ("Tugs from Norland will try to pull the ship free on Tuesday.", "Nobody on board was hurt in the storm.")
    assert told("Parliament of Karst passes the budget", LEAD, *behind).quotes[0].text == LEAD


def test_one_sentence_is_its_own_headline() -> None:
    story = told("", f"{LEAD[:-1]}, and nobody is allowed to sail before Friday.")
    assert story.quotes[0].text.startswith(story.headline)
    assert len(story.quotes) == 1


def test_names_that_are_words_are_told_from_them() -> None:
    needs = [
        [(need.kind, need.words) for need in one.needs]
        for one in analysed(
            "Millions for the hospitals of Veldt",
            "Bill Gates gave ten million dollars to the hospitals of Veldt on Monday, his fund said.",
            "The gates of the old hospital were opened to all patients in May.",
            "Gates will visit the town in the autumn, the mayor Theresa May said.",
            "In May the hospital will have three hundred beds.",
        ).analysis.assessments
    ]
    assert ("person", "Gates") not in needs[1]
    assert not any(words in ("May", "In May") for each in needs for _, words in each)


def test_name_of_two_persons_is_given_by_both() -> None:
    bridge = analysed(
        "Bridge over the Drosna opens",
        "Pavel Idrin, the mayor of Veldt, opened a bridge over the Drosna river on Monday with two ministers.",
        "Colonel Anton Idrin leads the army of Karst and was not asked to come.",
        "Idrin said that the bridge had cost too much money for a town of that size.",
    )
    assert [need.met_by for need in bridge.analysis.assessments[2].needs if need.words == "Idrin"] == [(0, 1)]


def test_what_opens_with_a_scene_does_not_head_the_news() -> None:
    """Though its title has more of what both articles share."""
    scene = analysed(
        "Ashore at last: Port Marlow after the ferry",
        "The bells of Port Marlow rang before dawn, when the harbour master saw a light above the rocks.",
        "Two hours later the passengers of the ferry walked ashore in blankets, and the town stood on the quay.",
    )
    report = analysed(
        "Commandos storm hijacked ferry and free hostages",
        "Navy commandos stormed the hijacked ferry off Port Marlow on Friday and freed 60 hostages, officials said.",
        "Three of the gunmen were killed and two were captured, the defence ministry told reporters in the capital.",
    )
    title = choose_title([scene, report])
    assert title is not None
    assert title[0] == "Commandos storm hijacked ferry and free hostages"
