"""Reports, and what never leads a briefing; the terms that an article is compared by."""

import pytest

from digest.analysis.kinds import tell_kind
from digest.analysis.style import PHRASES, measure_style
from digest.analysis.terms import count_terms
from digest.model import Article, Document, Fact, Facts, Sentence
from digest.text.words import tokenize

SENTENCES = (Sentence(0, 4, "Said.", 0),)


def article(title: str | None, url: str | None, language: str) -> Article:
    """An article that says no more about itself."""
    facts = Facts(
        title=Fact(title, "") if title else None, url=Fact(url, "") if url else None, language=Fact(language, "")
    )
    return Article("a", "r", Document("a.txt", 0, "Said."), facts, ())


@pytest.mark.parametrize(
    ("title", "url", "language", "kind"),
    [
        pytest.param("Ferry runs aground off Port Marlow", None, "en", "report", id="a report"),
        pytest.param("Opinion: Close the port of Marlow", None, "en", "opinion", id="opinion before it"),
        pytest.param("Close the port | Opinion", None, "en", "opinion", id="opinion behind it"),
        pytest.param("Opinion polls favour Renn", None, "en", "report", id="opinion as a word"),
        pytest.param("Close it", "https://post.example/opinion/2026/close-it", "en", "opinion", id="by the address"),
        pytest.param("Fermons le port", "https://poste.example/opinion/port", "fr", "opinion", id="in any language"),
        pytest.param("Live: ferry off Marlow", None, "en", "live", id="live before it"),
        pytest.param("Ferry aground: live updates", None, "en", "live", id="live behind it"),
        pytest.param("Live music returns to Marlow", None, "en", "report", id="live as a word"),
        pytest.param("Live-fire exercise off Marlow", None, "en", "report", id="live in a compound"),
        pytest.param("Analysis-Fog closes in on Marlow", None, "en", "analysis", id="an agency's analysis"),
        pytest.param("Factbox-The ferries of Blueline", None, "en", "explainer", id="an agency's factbox"),
        pytest.param("Timeline-Ten days of fog", None, "en", "chronology", id="an agency's timeline"),
        pytest.param("Analysis-based maps guide ferries", None, "en", "report", id="analysis in a compound"),
        pytest.param("Explainer: Why ferries sink", None, "en", "explainer", id="explainer"),
        pytest.param("What the talks mean for Karst", None, "en", "analysis", id="what it means"),
        pytest.param("Why Sarvia wants the pass", None, "en", "analysis", id="why"),
        pytest.param("How Marlow lost its port", None, "en", "analysis", id="how"),
        pytest.param("What we know about the ferry", None, "en", "explainer", id="what we know"),
        pytest.param("Ten years on, Marlow still waits for its bridge", None, "en", "explainer", id="years on"),
        pytest.param("Marlow marks 50 years since the great fog", None, "en", "explainer", id="marks years since"),
        pytest.param("Today in history: March 10", None, "en", "chronology", id="today in history"),
        pytest.param("Privacy policy", None, "en", "notice", id="a notice"),
        pytest.param("Contact lost with ferry off Marlow", None, "en", "report", id="contact as a word"),
        pytest.param("Live: Fähre vor Marlow", None, "de", "report", id="no English label in German"),
        pytest.param(None, None, "en", "report", id="nothing known"),
    ],
)
def test_kinds(title: str | None, url: str | None, language: str, kind: str) -> None:
    """Labels of the newsroom decide, words of the news do not."""
    assert tell_kind(article(title, url, language), SENTENCES)[0] == kind


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        pytest.param(("09:40 - Tugs arrive.", "09:15 - Fog lifts.", "08:50 - A ferry is aground."), "live", id="times"),
        pytest.param(("9.40 pm: Tugs.", "9.15 pm: Fog.", "8.50 pm: A ferry."), "live", id="of twelve hours"),
        pytest.param(("21h40 – Brouillard.", "21h15 – Un ferry.", "20h50 – Rien."), "live", id="in French"),
        pytest.param(("09:40 - Tugs arrive.", "09:15 - Fog lifts.", "The ferry is safe."), "report", id="two of them"),
        pytest.param(("12.50 euros is the fee.", "10.30 is paid.", "11.20 is owed."), "report", id="prices"),
    ],
)
def test_entries_by_the_hour_make_a_live_page(texts: tuple[str, ...], kind: str) -> None:
    """A page without any label whose sentences begin with the time of day is one."""
    sentences = tuple(Sentence(0, len(text), text, n) for n, text in enumerate(texts))
    assert tell_kind(article("Ferry off Marlow", None, "en"), sentences)[0] == kind


def test_page_without_sentence_is_a_notice() -> None:
    """There is nothing to report in it."""
    assert tell_kind(article("Home", None, "en"), ())[:2] == ("notice", ("it has no sentence",))


def text(*sentences: str, title: str | None = None, outlet: str | None = None) -> tuple[Article, tuple[Sentence, ...]]:
    """An English article of these sentences, one paragraph."""
    facts = Facts(
        title=Fact(title, "") if title else None,
        outlet=Fact(outlet, "") if outlet else None,
        language=Fact("en", ""),
    )
    whole = " ".join(sentences)
    places = tuple(Sentence(whole.index(one), whole.index(one) + len(one), one, 0) for one in sentences)
    return Article("a", "r", Document("a.txt", 0, whole), facts, ()), places


REPORT = (
    "Gunmen killed four soldiers near the port of Marlow on Tuesday, the defence ministry said.",
    "The attack began at dawn, when two boats fired on a patrol, a spokesman told reporters.",
    "Eleven people were wounded and were taken to hospitals in the capital, officials said.",
    "The government declared a curfew and sent reinforcements to the coast on Tuesday evening.",
)
COLUMN = (
    "Why should we believe a government that has never told us the truth about Marlow?",
    "We must ask what our leaders really want, and we should not be content with their silence.",
    "It is absurd, and it is shameful, that nobody in this town even dares to say so.",
    "And yet I cannot help thinking that we all know the answer, of course.",
    "Is that the country we want to be?",
)
PAPERS = (
    "The Marlow Times leads with the talks, which it calls a gamble.",
    "The Daily Herald says the minister is fighting for her job.",
    "The Evening Post reports that the port will be closed.",
)
NAMED_PAPERS = (
    "There is wide agreement in the press that the talks were a gamble, and little else.",
    'The minister stares from the front page of the Marlow Times, under the headline "Alone".',
    '"A bridge too far" is how the Daily Herald and the Evening Post put it.',
    "According to the Morning Star, the port will be closed; the paper gives no date.",
    "For the Garron Gazette the story is the weather.",
)
POST = (
    "We're hearing reports of a second blast near the harbour in the last few minutes.",
    "Our correspondent says the road is closed, and we'll bring you more as we get it.",
)
GUIDE = (
    "What to know about the strike at Olden: the harbour minister blamed the pilots on Tuesday.",
    "The pilots said that the minister had not called them.",
)
CLIP = ("Video shows the moment the bridge at Olden fell into the river.", "Nobody was hurt.")

JOINS = ("The bridge at Olden is closed.", "Engineer Ada Renn joins Ole Marsk to discuss what comes next.")
SHARED = (
    "The army of Varnia denied on Tuesday that rebels had taken Olden, as a video shared by thousands claimed.",
    "The video shows a parade of last year, a spokesman said.",
)
REPORTS = (
    "Varnia said on Tuesday that its talks with Sarvia would go ahead, contradicting reports from Brevin.",
    "Its ministry had heard nothing else, a spokesman said.",
)

TRIAL = (
    "The ferry Corrin passed her trial off Marlow on Tuesday, the harbour office said.",
    "Engineers steered her through a field of buoys, and a drone filmed the crew.",
)
CAPTIVES = tuple(
    f"{name}, {age}, was taken from the ferry Corrin."
    for name, age in [("Ada Renn", 31), ("Ole Marsk", 52), ("Ines Korr", 8), ("Tom Hale Berg", 77), ("Lea Dorn", 19)]
)
TAKEN = (
    "Rebels took the town of Olden on Tuesday after a siege of three weeks, the army said.",
    "Soldiers had fled the barracks of the town before dawn, an officer said.",
    "The rebels searched the houses of the harbour for weapons, the army said.",
)
SPOKEN = ("The fall of Olden was planned for months, General Bo Harkin said on Tuesday.", *TAKEN[1:])
KEPT_UP = ("Nine captives of the ferry are free.", "This table is regularly updated, the harbour office said.")
STATIC = (
    "The chart room of the Harbour Office makes its maps available to all visitors.",
    "Please contact the office by mail for a copy in large print.",
)


@pytest.mark.parametrize(
    ("sentences", "title", "outlet", "kind"),
    [
        pytest.param(REPORT, "Four soldiers killed near Marlow", None, "report", id="a report"),
        pytest.param(REPORT, None, None, "report", id="a report without a title"),
        pytest.param(REPORT, "Four soldiers killed near Marlow", "harbour-live", "live", id="an outlet called live"),
        pytest.param(COLUMN, "The silence of Marlow", None, "opinion", id="a column without a label"),
        pytest.param(PAPERS, "Talks and the port", None, "press_review", id="three newspapers quoted"),
        pytest.param(NAMED_PAPERS, "Talks and the port", None, "press_review", id="five newspapers named"),
        pytest.param(POST, "Second blast", None, "live", id="a post of a live page"),
        pytest.param(GUIDE, "Pilots strike at Olden", None, "explainer", id="a guide to what is known"),
        pytest.param((*GUIDE, *REPORT * 80), "Pilots strike at Olden", None, "live", id="a guide that grew all day"),
        pytest.param((*GUIDE[1:], *GUIDE), "Pilots strike at Olden", None, "report", id="such words behind the lead"),
        pytest.param(CLIP, "Bridge falls", None, "video", id="what stands below a clip"),
        pytest.param(
            CLIP[1:], "Drone footage of the bridge at Olden", None, "video", id="a title that presents a clip"
        ),
        pytest.param(JOINS, "Bridge falls", None, "video", id="somebody who speaks in a clip"),
        pytest.param(SHARED, "Army denies fall of Olden", None, "report", id="a brief that mentions a video"),
        pytest.param(SHARED, "Army calls video of Olden false", None, "report", id="a video that a brief calls false"),
        pytest.param(REPORTS, "Talks go ahead", None, "report", id="a brief that mentions reports from a place"),
        pytest.param(TRIAL, "Ferry passes its trial", None, "report", id="a short report with a camera in it"),
        pytest.param(STATIC, "About the chart room", None, "notice", id="a page of an institution"),
        pytest.param((*STATIC, "It opened on Tuesday."), "The chart room", None, "report", id="a page with news"),
        pytest.param(REPORT, "Takeaways from the attack on Marlow", None, "analysis", id="takeaways"),
        pytest.param(REPORT, "Attack on Marlow will change the war: experts", None, "analysis", id="experts speak"),
        pytest.param(REPORT, "All eyes on the court of Garron", None, "analysis", id="all eyes"),
        pytest.param(REPORT, "Experts: four soldiers were shot", None, "report", id="experts who found something"),
        pytest.param(REPORT, "The Memo: four soldiers and a port", None, "analysis", id="a column's label"),
        pytest.param(CAPTIVES, "Captives of the Corrin", None, "list", id="persons, one after the other"),
        pytest.param((*REPORT, *CAPTIVES[:3]), "Three taken", None, "report", id="a report that names three"),
        pytest.param(KEPT_UP, "Captives of the Corrin", None, "list", id="a list that is kept up to date"),
        pytest.param(REPORT, "How four soldiers died near Marlow", None, "report", id="how, of dead"),
        pytest.param(REPORT, "How the rebels shot four soldiers", None, "report", id="how the, of dead"),
        pytest.param(TAKEN, "How Olden fell", None, "report", id="how, of an act with its day"),
        pytest.param(TAKEN, "What the fall of Olden means", None, "report", id="what it means, of such an act"),
        pytest.param(TAKEN[1:], "How Olden fell", None, "analysis", id="how, of no day"),
        pytest.param(SPOKEN, "Why Olden fell", None, "analysis", id="why, of words on a day"),
        pytest.param(TAKEN, "How did Olden fall?", None, "explainer", id="how, as a question"),
        pytest.param(REPORT, "Ada Renn obituary", None, "obituary", id="an obituary"),
        pytest.param(REPORT, "Interview with the harbour minister", None, "interview", id="an interview"),
    ],
)
def test_text_tells_its_kind(sentences: tuple[str, ...], title: str | None, outlet: str | None, kind: str) -> None:
    """Without an address, from the words alone, or from what the outlet is called."""
    assert tell_kind(*text(*sentences, title=title, outlet=outlet))[0] == kind


def test_kind_has_its_reasons() -> None:
    """A label is quoted, a form is named, and of what is learned the three strongest traits; a report needs none."""
    assert tell_kind(*text(*REPORT, title="Opinion: Close the port"))[:2] == ("opinion", ("the title says 'Opinion'",))
    assert tell_kind(*text(*PAPERS))[1] == ("it quotes The Marlow Times, The Daily Herald, The Evening Post",)
    assert len(tell_kind(*text(*COLUMN))[1]) == 3
    assert tell_kind(*text(*REPORT))[1] == ()
    assert tell_kind(*text(*REPORT)).report > 0.9 > 0.5 > tell_kind(*text(*COLUMN)).report


def test_note_on_the_author_makes_an_opinion() -> None:
    """Whatever the text looks like."""
    note = "The views expressed in this article are the author's own."
    assert tell_kind(*text(*REPORT, note))[0] == "opinion"


def test_terms_count_title_and_lead_twice_and_know_names() -> None:
    """Names do not open a sentence; numbers are names too; every view is sorted."""
    texts = ("Ferries of Blueline stopped at noon.", "“Fog,” said Ines Tolland.", "It took 60 people.", "Ferries wait.")
    sentences = tuple(Sentence(0, len(text), text, n) for n, text in enumerate(texts))
    terms = count_terms("Ferries stop", sentences, tuple(tokenize(text, "en") for text in texts), "en")
    assert dict(terms.words)["ferri"] == 2 + 1 + 2
    assert dict(terms.lead)["ferri"] == 1 + 2
    assert set(dict(terms.names)) == {"bluelin", "ine", "tolland", "60"}
    assert all(list(view) == sorted(view) for view in (terms.words, terms.lead, terms.names))


def test_article_of_unknown_language_is_read_as_english() -> None:
    """Labels of a title count where nothing says which language it is."""
    facts = Facts(title=Fact("Opinion: Close the port of Marlow", ""))
    assert (facts.read_as, Facts(language=Fact("de", "")).read_as) == ("en", "de")
    assert tell_kind(Article("a", "r", Document("a.txt", 0, "Said."), facts, ()), SENTENCES)[0] == "opinion"


@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        ("we and our", ("let's row on", "let’s row on")),
        ("must and should", ("he needs to row", "they need to row", "he has to row", "they have to row", "let us row")),
        ("judgements", ("of course", "in fact", "after all", "so far", "far from it", "no longer")),
        ("long views", ("it has long stood", "they have long stood", "for months", "in recent weeks", "since 1999")),
        ("long views", ("over the last mile", "over the past mile", "the question is old", "much is at stake")),
        ("words of the minute", ("we're hearing that", "stay with us", "joining us", "just in", "moments ago")),
        ("words of the minute", ("a little while ago", "in the last few minutes", "in the past hour", "more from our")),
        ("words of the minute", ("our correspondent", "live updates", "latest developments", "as a reminder", "as we")),
        ("times of day", ("at 9:15", "at 9.15", "at 9 p.m", "at 9pm")),
        ("said", ("according to Rask",)),
        ("experts", ("a think tank", "a think-tank", "the director of it")),
    ],
)
def test_phrase_counts_behind_each_of_its_words(name: str, phrases: tuple[str, ...]) -> None:
    """Phrases are looked for only in a sentence that has one of the words listed for them."""
    assert name in PHRASES
    for phrase in phrases:
        assert (
            measure_style("", [f"Tugs, {phrase}, row."], 3, "")[name]
            > measure_style("", ["Tugs, oars, row."], 3, "")[name]
        )


def test_terms_have_of_a_dateline_the_place_alone() -> None:
    """Two reports of one agency and month are alike by nothing that only says who wrote them, and when."""
    text = "PORT MARLOW, June 4 (Karrow Wire) - The harbour of Brevin was closed by ice."
    terms = count_terms(None, (Sentence(0, len(text), text, 0),), (tokenize(text, "en"),), "en")
    assert set(dict(terms.names)) == {"marlow", "brevin"}
    assert {"karrow", "wire", "june", "4"}.isdisjoint(dict(terms.words))
    assert {"harbour", "marlow", "ice"} <= set(dict(terms.lead))
    text = "BREVIN ― The harbour was closed by ice."
    terms = count_terms(None, (Sentence(0, len(text), text, 0),), (tokenize(text, "en"),), "en")
    assert dict(terms.words)["harbour"] == 2
