"""What a reader must know before a sentence can stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.cues import CUES
from digest.text.words import split_words
from tests.analysis.made import contexts_of

LEAD = "The harbour of Port Ansel was closed on Monday after a tanker ran aground, Captain Ruth Amari said."


@pytest.mark.parametrize("sentence", ["She has two weeks.", "They agreed to that.", "“We are ready,” she said."])
def test_a_slight_sentence_is_not_worth_another(sentence: str) -> None:
    """A few words that cannot stand without the sentence before them add nothing to it."""
    found = contexts_of(LEAD, sentence)[1]
    assert "words that lean on another sentence" in (found.passed_over or "")


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
    assert "nothing stands before it" in str(contexts_of(lead, LEAD)[0].passed_over)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        pytest.param("Who gave the order to leave the harbour?", "a question", id="question"),
        pytest.param("“Who gave the order to leave?”", "a question", id="question in quotation marks"),
        pytest.param("“Who gave the order to leave? ”", "a question", id="question with a space behind it"),
        pytest.param("No ship left.", "too short: 3 words", id="too short"),
        pytest.param("1. Tugs must be ready at all times.", "an item of a list", id="numbered"),
        pytest.param("• Tugs must be ready at all times.", "an item of a list", id="bullet"),
        pytest.param("Three things are known so far:", "only leads to what follows", id="colon"),
        pytest.param("Here is what is known about the ship.", "only leads to what follows", id="lead-in"),
        pytest.param("Our Alec Rowan weighs in.", "only leads to what follows", id="a colleague who weighs in"),
        pytest.param("Write to the desk at tips@ansel.example today.", "an address for the reader", id="mail"),
        pytest.param("Read it all at www.ansel.example before noon.", "an address for the reader", id="page"),
        pytest.param("Mayor Ida Bell told the local radio:", "names a speaker, says nothing", id="attribution line"),
        pytest.param("ALL PORTS OF THE NORTH ARE CLOSED.", "all in capitals", id="capitals"),
        pytest.param("All ports of the north closed until", "does not end like a sentence", id="fragment"),
        pytest.param("on the way to the harbour and back again.", "begins within a sentence", id="torn off"),
        pytest.param("The crew of the ship had waited for...", "breaks off", id="dots"),
        pytest.param("The crew of the ship had waited for […]", "breaks off", id="dots in brackets"),
        pytest.param("The " + "very " * 110 + "long ship sank.", "too long: 114 words", id="too long"),
    ],
)
def test_what_is_no_extract(sentence: str, reason: str) -> None:
    """Each shape that is never quoted has its reason."""
    assert contexts_of(LEAD, "Two tugs came to help on Tuesday.", sentence)[2].passed_over == reason


@pytest.mark.parametrize(
    "sentence",
    [
        "de Bruyn said on Friday that the ship was safe.",
        "al-Amari harbour stayed closed until Friday.",
        "eFerry, the owner, asked for patience on Friday.",
        "“We waited for the tide, and then ...”, Captain Amari said.",
        "Norland and Sudria have agreed on a ceasefire that begins at midnight, the envoys announced!",
    ],
)
def test_small_letters_and_dots_that_belong_to_a_sentence(sentence: str) -> None:
    """Names begin so, and quotations end so."""
    assert contexts_of(LEAD, "Two tugs came to help on Tuesday.", sentence)[2].passed_over is None


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


LINE = "Naval historian Odd Berg told Radio Ansel:"
SPOKEN = ("The tanker was too large for the pier.", "No pilot of the town would have taken it in.")


def test_a_line_governs_the_plain_paragraphs_after_it() -> None:
    """Words under an attribution line have their speaker, up to the next subhead."""
    found = contexts_of(LEAD, LINE, *SPOKEN, "## what now", "Two tugs came on Tuesday to pull it free.")
    assert [one.speaker_line for one in found] == [None, None, 1, 1, None]


def test_a_line_governs_up_to_the_next_line() -> None:
    """Another speaker's words are not his."""
    found = contexts_of(LEAD, LINE, SPOKEN[0], "Pilot Una Dahl said:", SPOKEN[1])
    assert [one.speaker_line for one in found] == [None, None, 1, None, 3]


def test_a_line_governs_up_to_a_paragraph_that_reports() -> None:
    """Where the outlet speaks again, the speech is over."""
    found = contexts_of(LEAD, LINE, *SPOKEN, "The owners said on Tuesday that the ship was safe.", "It rained.")
    assert [one.speaker_line for one in found] == [None, None, 1, 1, None, None]


def test_a_speech_may_report_others() -> None:
    """A speaker quotes others too: up to the last paragraph in which he says "I", the words are his."""
    reported = "The owners said it was safe, which tells me that they never looked."
    found = contexts_of(LEAD, LINE, SPOKEN[0], reported, "The owners said on Tuesday that they had looked.")
    assert [one.speaker_line for one in found] == [None, None, 1, 1, None]


def test_a_line_governs_only_the_quotation_after_it() -> None:
    """Where the words stand in quotation marks, the speech ends where they close."""
    found = contexts_of(LEAD, LINE, "“The tanker was far too large.”", "Two tugs came on Tuesday.")
    assert [one.speaker_line for one in found] == [None, None, 1, None]


def test_who_is_named_in_the_sentence_needs_no_line() -> None:
    """A quotation with its own speaker is his, whatever line stands above it."""
    found = contexts_of(LEAD, "According to state media:", "“The tanker is safe,” Minister Ola Brandt told reporters.")
    assert found[2].speaker_line is None


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        pytest.param("He served in the army for years and was elected governor in 1999.", True, id="a life"),
        pytest.param("In 2003 the family founded a small school, where he worked for decades.", True, id="long ago"),
        pytest.param("The pier will be rebuilt in 2019.", False, id="a year to come"),
        pytest.param("The pier was closed on Sunday evening.", False, id="news"),
    ],
)
def test_background(sentence: str, behind: bool) -> None:
    """What was is told from news by learned weights; the sentence that opens the article is always news."""
    around = (sentence, "Two tugs came on Tuesday to help.")
    assert (contexts_of(LEAD, *around, published="2018-11-26")[1].background is not None) == behind
    assert contexts_of(sentence, published="2018-11-26")[0].background is None


@pytest.mark.parametrize(
    ("claim", "answer", "answered"),
    [
        pytest.param("The mill is safe, the mayor said.", "But two engineers call it a ruin.", True, id="but"),
        pytest.param("The mill is safe, the mayor said.", "The engineers, however, found cracks.", True, id="however"),
        pytest.param("The mill is safe, the mayor said.", "Still, nobody may go in.", True, id="still"),
        pytest.param("The mill stands empty, the Post wrote.", "That report was wrong.", True, id="corrected"),
        pytest.param(
            "The mill stands empty, the Post wrote.", "That road was wrong for lorries.", False, id="wrong for"
        ),
        pytest.param("The mill is safe, the mayor said.", "Those who doubt it are wrong.", False, id="who is wrong"),
        pytest.param("Sarvia shelled the mill, Karst said.", "Sarvia denied it.", True, id="it is denied"),
        pytest.param(
            "Sarvia shelled the mill, Karst said.", "Norland rejected all talk of a strike.", False, id="what else"
        ),
        pytest.param(
            "Karst lays the blame on Sarvia.", "The army rejected all blame for it.", True, id="the same thing"
        ),
        pytest.param(
            "Sarvia shelled the mill, Karst said.", "He was denied the visa.", False, id="refused, not denied"
        ),
        pytest.param(
            "The mill is safe, the mayor said.", "Two engineers saw it, and butter is dear.", False, id="plain"
        ),
        pytest.param("The mill is safe, the mayor said.", "Still water stands in it.", False, id="still water"),
    ],
)
def test_what_answers_a_claim(claim: str, answer: str, answered: bool) -> None:
    """A sentence that is set against the one before it, or in which somebody denies what that tells."""
    assert [one.answered for one in contexts_of(f"{claim} {answer}")] == [answered, False]


def test_every_language_with_cues_sets_sentences_against_each_other() -> None:
    """As it points back with words of its own; an unknown one with none."""
    assert contexts_of("Der Damm hält.", "Doch Fachleute warnen.", language="de")[0].answered
    assert contexts_of("Дамба держится.", "Однако врачи уехали.", language="ru")[0].answered
    assert not contexts_of("The dam holds.", "But nobody stays.", language=None)[0].answered


def test_background_in_another_language_is_a_time_that_is_past() -> None:
    """German has no learned weights: its words for a past time decide."""
    found = contexts_of("Der Hafen ist gesperrt.", "Der Pier wurde im Jahr 1999 gebaut.", language="de")
    assert found[1].background == "“im Jahr 1999”"


def test_the_end_of_a_quotation_alone_is_passed_over() -> None:
    """It was cut off the quotation before it, and nobody would know what he said."""
    found = contexts_of(LEAD, "“The north pier is shut for weeks.” Harbour Master Onn said on Monday.")
    assert found[2].passed_over == "names a speaker, says nothing"


def test_quotation_that_the_next_paragraph_closes_is_cut() -> None:
    """Its mark is no forgotten one: there it ends."""
    found = contexts_of(LEAD, "His words: “We thank Captain Amari for the tugs.", "After that nobody else came.”")
    assert [one.passed_over for one in found[1:]] == ["holds half of a quotation"] * 2


def test_what_could_be() -> None:
    """ "Could" is marked."""
    found = contexts_of(LEAD, "The tanker could sink tonight.", "The owners declined to comment on Monday.")
    assert [one.hypothetical for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("hypothetical", ("If tugs come, it floats.", "Should tugs come, it floats.", "Unless it floats, it stays.")),
        ("hypothetical", ("It may sink.", "It might've sunk.", "It is due to sink.", "It was set to sink.")),
        ("hypothetical", ("He plans to go.", "They intend to go.", "She hopes to go.", "It is scheduled to go.")),
        ("reader", ("Sign up for our letter.", "Continue reading.", "Read more about tugs.", "Please click here.")),
        ("reader", ("Clicking the box helps.", "Our newsletter is out.", "View all our newsletters.")),
        ("reader", ("Show that you’re not a robot.",)),
        ("newsroom", ("We reported it.", "We’ve heard from Amari.", "Let’s look.", "Let us start.", "Stay tuned.")),
        ("newsroom", ("You can see it here.", "For more information visit us.", "We're covering it.")),
        ("newsroom", ("She has exclusive footage.", "We'll bring you more.")),
        ("picture", ("A file photo of tugs.", "In this frame grab tugs row.", "Tugs (AP Photo).", "Tugs (Images).")),
        ("picture", ("Tugs/AFP", "Tugs/Getty", "Tugs/Reuters", "Tugs/EPA", "Media playback is off.")),
    ],
)
def test_cue_is_found_behind_its_words(name: str, sentences: tuple[str, ...]) -> None:
    """A sentence that has none of a cue's words is not searched."""
    cue = getattr(CUES["en"], name)
    for sentence in sentences:
        assert cue.pattern.search(sentence)
        assert not cue.words.isdisjoint(split_words(sentence)), sentence


_PIECES = st.sampled_from(
    [LEAD, LINE, "He left.", "“No.", "Why?", "- item one here", "It was “so” in 1999.", "## Sub", "A B"]
)


def test_article_in_title_case_is_quoted() -> None:
    lines = ("Mayor Says Pier Of Veldt Will Be Mended.", "Captain Amari Sends Two Tugs To Help.")
    assert [one.passed_over for one in contexts_of(*lines)] == [None, None]


@given(st.lists(_PIECES, max_size=12))
def test_what_gives_stands_before(paragraphs: list[str]) -> None:
    """Whatever the article: what a sentence needs comes earlier, and so does the line that names its speaker."""
    for at, one in enumerate(contexts_of(*paragraphs)):
        assert one.speaker_line is None or one.speaker_line < at
        assert all(giver < at for need in one.needs for giver in need.met_by)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("538) in two seasons with the harbour club of Veldt.", "holds half of a bracket"),
        ("The plan has three parts: a) the quay, b) the pier and c) the road.", None),
        ("In this May 3 file photo boats lie in the harbour of Veldt.", "describes a picture"),
        ("Captain Amari (2nd R) greets the crew of the tug at Veldt on 4 May.", "describes a picture"),
        ("Ann Orrell (left) and Captain Amari (right) walking on the pier of Veldt.", "describes a picture"),
        ("Captain Amari (C-L) boards the tug at Veldt in the storm, June 3, 2019.", "describes a picture"),
        ("Senator Ann Orrell (R) says the pier of Veldt is safe.", None),
        ("Ann Orrell (pictured) says the pier of Veldt is safe.", None),
        ("The board of Veldt (a body of nine) meets on Monday.", None),
        ("Boats lie off Veldt (Northern Photo/Ann Orrell) on Monday.", "describes a picture"),
        ("Sign up for our weekly letter from the harbour of Veldt.", "an address for the reader"),
        ("Thank you for subscribing.", "an address for the reader"),
        ("Follow the tugs of Veldt on our map of the coast.", "an address for the reader"),
        ("Meet your new harbour master of Veldt.", "an address for the reader"),
        ("Share prices of the shipyard fell on Monday.", None),
        ("Contact with the tug was lost on Monday.", None),
        ("An error has occurred.", "an address for the reader"),
        ("Harbour Master Onn said on Monday.", None),
        ("The tugs left on Monday, live updatesEXPLAINED here.", "holds other headlines"),
        ("View all Northern Wire newsletters of the week.", "an address for the reader"),
        ("The pier will carry the new crane of the harbour.”", "holds half of a quotation"),
        ("„Die Mole trägt den Kran”, said a board at the pier.", None),
        ("The crew of the tug will sign up for the summer.", None),
        ("Ann Orrell is a Norland writer and journalist.", "says who wrote it"),
        ("Ann Orrell is a columnist for the Northern Wire, and was its correspondent at sea.", "says who wrote it"),
        ("Ann Orrell is a reporter who was lost at sea on Monday, her board said.", None),
        ('Asked whether the pier is safe, Amari said: "No.', "holds half of a quotation"),
        ('Amari told the board of the port: "Nobody may walk on the pier.', "holds half of a quotation"),
        ("Northern Wire’s Ann Orrell reports from Veldt.", "only leads to what follows"),
        ("Mayor Resigns After Storm Leaves Two Harbour Piers Broken Amari, who was elected in May, is 61.", "begins with another headline"),
        ("Veldt Harbour Board President and General Manager Ann Orrell left on Monday.", None),
        ("Following Row In Motion’s Storm Crane and Tug the board of Veldt ordered nine more.", None),
        ("Gone With the Tide Actress Olivia Bell Orrell left the pier of Veldt on Monday.", None),
    ],
)  # fmt: skip
def test_furniture_is_passed_over_with_its_reason(sentence: str, reason: str | None) -> None:
    other = "The mayor resigns after the storm, which leaves the harbour pier broken and boats adrift."
    assert contexts_of(LEAD, sentence, other)[1].passed_over == reason


def test_words_spoken_behind_a_forgotten_mark_are_passed_over() -> None:
    found = contexts_of(
        LEAD, "Captain Amari said: “Yes. I know the pier is broken. The tug is not.", "Two tugs came on Monday."
    )
    assert found[2].passed_over == "holds half of a quotation"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ('"It was our first storm as a crew.', "holds half of a quotation"),
        ('"It was our first storm," Harbour Master Lea Onn said.', None),
        ("'Tis the season when tugs are painted in Veldt.", None),
        ('Harbour Master Lea Onn called it "the worst of all.', None),
    ],
)
def test_where_marks_are_faulty_a_quotation_that_only_opens_is_passed_over(sentence: str, reason: str | None) -> None:
    """The paragraph never closes its marks; one that stands later in a sentence may be a mistake."""
    found = contexts_of(LEAD, f"{sentence} Two tugs came.", "Nobody left.")
    assert found[1].passed_over == reason


def test_lead_that_opens_a_long_quotation_is_not_passed_over() -> None:
    lead = "The captain of the ferry said on Monday that the storm was “the worst of the year."
    assert contexts_of(f"{lead} And it is not over yet.” He went home.")[0].passed_over is None


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("We have been covering the storm all night, so let’s turn to the ferries now.", "the newsroom speaks of its own work"),
        ("We explain how the pier broke in a new episode on Friday.", "the newsroom speaks of its own work"),
        ("We’ll bring you the words of the harbour master soon.", "the newsroom speaks of its own work"),
        ("You can read the whole letter of the board here.", "the newsroom speaks of its own work"),
        ("You can follow the trial of the captain on Harbour Talk.", "the newsroom speaks of its own work"),
        ("The Veldt poll of 900 pilots has a margin of error of two points.", "the newsroom speaks of its own work"),
        ("On the Monday episode of Harbour Talk: the pier breaks.", "the newsroom speaks of its own work"),
        ("Northern Wire has exclusive pictures of the broken pier.", "the newsroom speaks of its own work"),
        ("Here’s a closer look at the pier that the board wants to build.", "only leads to what follows"),
        ("We’re hearing from the harbour master now.", "the newsroom speaks of its own work"),
        ("We’re also seeing pictures of the storm from Veldt.", "the newsroom speaks of its own work"),
        ("Our new map below shows which piers are closed.", "the newsroom speaks of its own work"),
        ("We’re just hearing that the pier of Veldt has broken.", None),
        ("The picture above the altar of Veldt was saved from the storm.", None),
        ("As we have reported, the pier of Veldt broke in the storm on Monday.", None),
        ("Let us not forget the crews of the two lost tugs.", None),
        ("“Let’s turn back, or we lose the tug,” Captain Amari told the crew.", None),
        ("“We have been covering the pier with planks all night,” Ann Orrell said.", None),
        ("The firm has exclusive rights to the pier until the summer.", None),
        ("Here and there the pier of Veldt still stands.", None),
    ],
)  # fmt: skip
def test_newsroom_that_speaks_of_its_work_is_passed_over(sentence: str, reason: str | None) -> None:
    """Not what somebody says in quotation marks, and not news behind "As we have reported"."""
    assert contexts_of(LEAD, "Ann Orrell and Captain Amari live in Veldt.", sentence)[2].passed_over == reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Harbour Chief Hid Cracks From Board, Letter Says Orrell, who was named in May, left Veldt.", "begins with another headline"),
        ("Tug Crew Rescued After Night On Broken Pier Amari told them to wait for the ferry.", "begins with another headline"),
        ("Veldt Can’t Mend Its Broken Pier “We have no planks,” Ann Orrell said.", "begins with another headline"),
        ("Sailors Without Borders Executive Director Ann Orrell left Veldt on Monday.", None),
        ("Deputy Chief Harbour Master Ann Maria Orrell left Veldt on Monday.", None),
        ("Veldt: Ann Orrell, Una Dahl And Per Rask left the board on Monday.", None),
        ("“The Pier That Was Not There” opened in Veldt on Monday.", None),
        ("Mayor Says Pier Of Veldt Will Be Mended By Summer.", "another headline"),
        ("Captain Ann Orrell Left Veldt.", None),
    ],
)  # fmt: skip
def test_title_case_that_is_no_name_is_another_headline(sentence: str, reason: str | None) -> None:
    """A name has words in capitals too."""
    assert contexts_of(LEAD, "Ann Orrell and Captain Amari live in Veldt.", sentence)[2].passed_over == reason
