"""What a reader must know before a sentence can stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.made import contexts_of

LEAD = "The harbour of Port Ansel was closed on Monday after a tanker ran aground, Captain Ruth Amari said."


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("She ordered all pilots back to the quay.", id="pronoun"),
        pytest.param("Which may keep the port closed for a week.", id="relative"),
        pytest.param("However, two ferries sailed at noon.", id="connective"),
        pytest.param("At the same time, two ferries sailed.", id="connective of several words"),
        pytest.param("The latter has no insurance for such a case.", id="the latter"),
        pytest.param("Such a closure was last ordered by the navy.", id="such"),
        pytest.param("In these hours no pilot went out to the ships.", id="pointing after a preposition"),
        pytest.param("After his return from sea, he called the owners at once.", id="pronoun in an opening clause"),
        pytest.param("Warned by the radio, they turned back before dawn.", id="participle before a pronoun"),
        pytest.param("“We have no choice but to wait for the tide,” she said.", id="said by a pronoun"),
        pytest.param("Speaking to Radio Ansel, he said the tide would help.", id="said by a pronoun after names"),
        pytest.param("The tide would free the ship within two days, he added.", id="said by a pronoun at the end"),
        pytest.param("The ship was carrying grain for two mills.", id="a bare thing known from before"),
        pytest.param("One had been at sea for thirty years.", id="one of unnamed people"),
        pytest.param("Mostly because no tug was near.", id="half a sentence"),
        pytest.param("Because the tide had gone out by then.", id="a reason alone"),
        pytest.param("It was the sign that the harbour was open again.", id="it is a thing"),
    ],
)
def test_a_dangling_sentence_leans_on_the_one_before(sentence: str) -> None:
    """What points back is shown after what it points to, with the words that say so."""
    found = contexts_of(LEAD, sentence)[1]
    assert found.leans_on == 0
    assert found.opening


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("This week three other ports were closed as well.", id="this week"),
        pytest.param("There were no injuries among the crews of both ships.", id="there were"),
        pytest.param("It is not clear whether the tanker can be saved.", id="it is clear whether"),
        pytest.param("Both Norland and Estmark sent tugs to the scene.", id="both and a name"),
        pytest.param("Those who own boats were told to stay at home.", id="those who"),
        pytest.param("After his return from sea, President Paul Orin called the owners.", id="a name follows"),
        pytest.param("“We have no choice but to wait,” Harbour Master Lea Onn said.", id="said by a name"),
        pytest.param("The ministry of transport sent two tugs to the harbour.", id="a thing with its own name"),
        pytest.param("Theresa Holm, who owns the mill, lost her cargo.", id="a name like a pronoun"),
        pytest.param("Because the tide was out, the tugs went home.", id="a reason and what it led to"),
        pytest.param("Later on Monday two tugs reached the harbour.", id="later on a day"),
    ],
)
def test_what_stands_alone_leans_on_nothing(sentence: str) -> None:
    """A word that often points back does not always do so."""
    found = contexts_of(LEAD, sentence)[1]
    assert (found.leans_on, found.opening, found.passed_over) == (None, None, None)


def test_a_bare_thing_leans_on_the_sentence_that_has_it() -> None:
    """ "The agency" is whoever was called an agency last, also two sentences earlier."""
    found = contexts_of(LEAD, "A shipping agency sold it.", "Nobody was hurt at sea.", "The agency denied that.")
    assert found[3].leans_on == 1


def test_a_short_name_knows_where_the_full_one_stood() -> None:
    """ "Amari" is introduced where "Captain Ruth Amari" stood first; a new name is introduced by nobody."""
    found = contexts_of(LEAD, "Amari closed both piers at noon.", "The FSB opened them.", "The crew of Amari left.")
    assert [one.introduced for one in found] == [None, 0, None, None]


@pytest.mark.parametrize("sentence", ["She has two weeks.", "They agreed to that.", "“We are ready,” she said."])
def test_a_slight_sentence_is_not_worth_another(sentence: str) -> None:
    """A few words that cannot stand without the sentence before them add nothing to it."""
    found = contexts_of(LEAD, sentence)[1]
    assert "words that lean on another sentence" in (found.passed_over or "")


def test_a_short_name_with_a_form_of_address_is_introduced_too() -> None:
    """ "Mrs Amari" is Captain Ruth Amari."""
    assert contexts_of(LEAD, "Mrs Amari closed both piers at noon.")[1].introduced == 0


@pytest.mark.parametrize("day", ["March 3", "3 March", "Feb. 27", "27th Feb."])
def test_a_day_of_the_month_beside_weekdays_is_older_news(day: str) -> None:
    """What is of this week has a weekday, on either side of the ocean."""
    assert contexts_of(LEAD, f"A barge sank at the same pier on {day}, and two sailors drowned.")[1].background


def test_too_long_a_chain_is_passed_over() -> None:
    """A sentence that needs three others before it is not worth them."""
    found = contexts_of(
        LEAD,
        "She left the port in a boat of the coast guard.",
        "She took the night train on Monday to the border.",
        "She was seen on Tuesday in the market of Estmark.",
    )
    assert found[2].passed_over is None
    assert found[3].passed_over == "opens with “She” and leans on 3 sentences"


def test_leaning_on_a_question_is_no_support() -> None:
    """What leans on a sentence that is never shown is not shown."""
    found = contexts_of(LEAD, "Who will pay for all of that?", "That is not for the owners to say.")
    assert found[2].passed_over == "opens with “That” and leans on a sentence that is passed over"


@pytest.mark.parametrize(
    "lead",
    [
        "They knew each other from school.",
        "ANSEL (Northern News) — He was only nine.",
        "“We thank all who came to help.”",
    ],
)
def test_a_tale_that_names_nobody_is_passed_over(lead: str) -> None:
    """An article that opens like a tale does not say whom it is about; a dateline does not hide that."""
    assert "before anybody is named" in str(contexts_of(lead, LEAD)[0].passed_over)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        pytest.param("Who gave the order to leave the harbour?", "a question", id="question"),
        pytest.param("“Who gave the order to leave?”", "a question", id="question in quotation marks"),
        pytest.param("No ship left.", "too short: 3 words", id="too short"),
        pytest.param("1. Tugs must be ready at all times.", "an item of a list", id="numbered"),
        pytest.param("• Tugs must be ready at all times.", "an item of a list", id="bullet"),
        pytest.param("Three things are known so far:", "only leads to what follows", id="colon"),
        pytest.param("Here is what is known about the ship.", "only leads to what follows", id="lead-in"),
        pytest.param("Write to the desk at tips@ansel.example today.", "an address for the reader", id="mail"),
        pytest.param("Read it all at www.ansel.example before noon.", "an address for the reader", id="page"),
        pytest.param("Mayor Ida Bell told the local radio:", "names a speaker, says nothing", id="attribution line"),
        pytest.param("ALL PORTS OF THE NORTH ARE CLOSED.", "all in capitals", id="capitals"),
        pytest.param("All ports of the north closed until", "does not end like a sentence", id="fragment"),
        pytest.param("The " + "very " * 110 + "long ship sank.", "too long: 114 words", id="too long"),
    ],
)
def test_what_is_no_extract(sentence: str, reason: str) -> None:
    """Each shape that is never quoted has its reason."""
    assert contexts_of(LEAD, "Two tugs came to help on Tuesday.", sentence)[2].passed_over == reason


def test_half_a_quotation_is_passed_over() -> None:
    """Of a quotation of two sentences neither is shown alone: nobody would see where it begins or ends."""
    found = contexts_of(LEAD, "“We waited for the tide. The tide never came,” Captain Amari said on Tuesday.")
    assert [one.passed_over for one in found] == [None, "holds half of a quotation", "holds half of a quotation"]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("Captain Amari said the “north pier” was safe and that “the south pier is not.", id="curly"),
        pytest.param('Captain Amari said the "north pier" was safe and that "the south pier is not.', id="straight"),
    ],
)
def test_the_source_s_own_missing_mark_does_not_hide_a_sentence(paragraph: str) -> None:
    """Where the paragraph itself forgets to close a quotation, the sentence can still be quoted."""
    assert contexts_of(LEAD, paragraph, "Two tugs came to help on Tuesday.")[1].passed_over is None


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("The pilots' union says the owners' plan isn't safe for the '90s ships.", id="apostrophes"),
        pytest.param("‘The pier is safe,’ Captain Amari’s deputy Ove Lund said.", id="single"),
        pytest.param("'The pier isn't safe,' Captain Amari's deputy Ove Lund said.", id="straight single"),
        pytest.param("”The pier is safe”, Captain Amari told the paper.", id="Swedish"),
        pytest.param("„The pier is safe“, Captain Amari told the paper.", id="German"),
        pytest.param("»The pier is safe«, Captain Amari told the paper.", id="Danish"),
    ],
)
def test_marks_of_all_kinds_pair(paragraph: str) -> None:
    """Apostrophes are no quotation marks, and each country's marks pair."""
    assert contexts_of(LEAD, paragraph)[1].passed_over is None


def test_a_speech_in_paragraphs_is_half_a_quotation_each() -> None:
    """By convention a paragraph that goes on does not close: it is not the source's mistake."""
    found = contexts_of(LEAD, "“The pier is safe for all of us.", "“The ships are not,” Captain Amari said.")
    assert found[1].passed_over == "holds half of a quotation"


def test_bare_words_lean_on_who_says_them() -> None:
    """A sentence that is nothing but a quotation needs the one before."""
    found = contexts_of(LEAD, "Mayor Ida Bell was angry. “Nobody told the town about the ship.”")
    assert (found[2].leans_on, found[2].opening) == (1, "nothing but spoken words")


LINE = "Naval historian Odd Berg told Radio Ansel:"
SPOKEN = ("The tanker was too large for the pier.", "No pilot of the town would have taken it in.")


def test_a_line_governs_the_plain_paragraphs_after_it() -> None:
    """Words under an attribution line have their speaker, up to the next subhead."""
    found = contexts_of(LEAD, LINE, *SPOKEN, "## what now", "Two tugs came on Tuesday to pull it free.")
    assert [one.speaker for one in found] == [None, None, 1, 1, None]
    assert [one.in_quotation for one in found] == [False, False, True, True, False]


def test_a_line_governs_up_to_the_next_line() -> None:
    """Another speaker's words are not his."""
    found = contexts_of(LEAD, LINE, SPOKEN[0], "Pilot Una Dahl said:", SPOKEN[1])
    assert [one.speaker for one in found] == [None, None, 1, None, 3]


def test_a_line_governs_up_to_a_paragraph_that_reports() -> None:
    """Where the outlet speaks again, the speech is over."""
    found = contexts_of(LEAD, LINE, *SPOKEN, "The owners said on Tuesday that the ship was safe.", "It rained.")
    assert [one.speaker for one in found] == [None, None, 1, 1, None, None]


def test_a_speech_may_report_others() -> None:
    """A speaker quotes others too: up to the last paragraph in which he says "I", the words are his."""
    reported = "The owners said it was safe, which tells me that they never looked."
    found = contexts_of(LEAD, LINE, SPOKEN[0], reported, "The owners said on Tuesday that they had looked.")
    assert [one.speaker for one in found] == [None, None, 1, 1, None]


def test_a_line_governs_only_the_quotation_after_it() -> None:
    """Where the words stand in quotation marks, the speech ends where they close."""
    found = contexts_of(LEAD, LINE, "“The tanker was far too large.”", "Two tugs came on Tuesday.")
    assert [one.speaker for one in found] == [None, None, 1, None]


def test_who_is_named_in_the_sentence_needs_no_line() -> None:
    """A quotation with its own speaker is his, whatever line stands above it."""
    found = contexts_of(LEAD, "According to state media:", "“The tanker is safe,” Minister Ola Brandt told reporters.")
    assert found[2].speaker is None


def test_a_line_that_says_only_he_supports_nothing() -> None:
    """ "He added:" names nobody: what he says is passed over."""
    found = contexts_of(LEAD, "He added:", "“The tanker was far too large for us.”")
    assert found[2].passed_over == "the line that names its speaker leans on another"


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        pytest.param("Since the storm of 2014 the port has had one pier.", "Since the", id="since"),
        pytest.param("The pier was rebuilt by the navy in 2015.", "in 2015", id="an earlier year"),
        pytest.param("Two ships sank there ten years ago.", "years ago", id="years ago"),
        pytest.param(
            "The town accused the owners of planning a larger pier.", "accused the owners of planning", id="plan"
        ),
        pytest.param("The pier will be rebuilt in 2019.", None, id="a year to come"),
        pytest.param("The pier was closed on Sunday evening.", None, id="news"),
    ],
)
def test_background(sentence: str, cue: str | None) -> None:
    """Older news is told from news by its time; the sentence that opens the article is always news."""
    assert contexts_of(LEAD, sentence, published="2018-11-26")[1].background == cue
    assert contexts_of(sentence, published="2018-11-26")[0].background is None


def test_what_could_be_and_silence() -> None:
    """ "Could" is marked, and so is a spokesman who says nothing."""
    found = contexts_of(LEAD, "The tanker could sink tonight.", "The owners declined to comment on Monday.")
    assert [one.hypothetical for one in found] == [False, True, False]
    assert [one.silence for one in found] == [False, False, True]


@pytest.mark.parametrize(
    ("language", "lead", "sentence"),
    [
        ("de", "Der Hafen von Ansel ist gesperrt.", "Er wird am Dienstag wieder geöffnet."),
        ("fr", "Le port d'Ansel est fermé.", "Cependant, deux bateaux sont partis."),
        ("es", "El puerto de Ansel está cerrado.", "Sin embargo, dos barcos salieron."),
        ("ru", "Порт Ансель закрыт с утра.", "Он откроется во вторник утром."),
        ("uk", "Порт Ансель закрито зранку.", "Однак два кораблі вийшли в море."),
    ],
)
def test_other_languages_point_back_with_their_own_words(language: str, lead: str, sentence: str) -> None:
    """Each language has its own words for that."""
    assert contexts_of(lead, sentence, language=language)[1].leans_on == 0


def test_no_english_word_decides_on_another_language() -> None:
    """In a language without a list "so" and "he" are just words."""
    assert contexts_of("So is dat fan ús.", "He is dat no sa dien.", language="fy")[1].leans_on is None
    assert contexts_of("So is dat fan ús.", "He is dat no sa dien.", language=None)[1].leans_on is None


_PIECES = st.sampled_from(
    [LEAD, LINE, "He left.", "“No.", "Why?", "- item one here", "It was “so” in 1999.", "## Sub", "A B"]
)


@given(st.lists(_PIECES, max_size=12))
def test_supports_stand_before_and_chains_are_short(paragraphs: list[str]) -> None:
    """Whatever the article: supports come earlier, and a quotable sentence needs no more than two others."""
    found = contexts_of(*paragraphs)
    for at, one in enumerate(found):
        assert one.leans_on is None or one.leans_on < at
        assert one.speaker is None or one.speaker < at
        if one.passed_over is None and one.leans_on is not None:
            assert found[one.leans_on].passed_over is None or one.leans_on == one.speaker
