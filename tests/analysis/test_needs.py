"""What a sentence needs from elsewhere, and what gives it."""

import pytest

from digest.analysis.need_traits import Trait
from digest.analysis.need_weights import WEIGHTS
from digest.model import Need
from digest.text.unmet_needs import TITLE, bring, describe_need, find_unmet
from tests.analysis.made import contexts_of

LEAD = "The harbour of Port Ansel was closed on Monday after a tanker ran aground, Captain Ruth Amari said."


def needs_of(sentence: str, *before: str, language: str | None = "en") -> list[tuple[str, str]]:
    """Return kinds and words of what a sentence needs that stands below others."""
    return [
        (need.kind, need.words) for need in contexts_of(*(before or (LEAD,)), sentence, language=language)[-1].needs
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        pytest.param("She ordered all pilots back to the quay.", "pronoun", "She", id="pronoun"),
        pytest.param("It was easily seen from the northern pier.", "pronoun", "It", id="a thing's pronoun"),
        pytest.param("“We have no choice but to wait,” she said.", "pronoun", "she", id="said by a pronoun"),
        pytest.param("Speaking slowly, with both hands raised, he said that.", "pronoun", "he", id="he said"),
        pytest.param("In a talk with Radio Norland, she said that.", "pronoun", "she", id="behind a phrase with a name"),
        pytest.param("It is one of nine ships that the port owns.", "pronoun", "It", id="it is one of them"),
        pytest.param("However, two ferries sailed at noon.", "connective", "However", id="connective"),
        pytest.param("Two ferries, however, sailed at noon.", "connective", "however", id="connective inside"),
        pytest.param("Further delaying the ferries, a crane fell.", "connective", "Further", id="goes on"),
        pytest.param("The closure came with a warning to pilots.", "thing", "The closure", id="a thing and its verb"),
        pytest.param("Which may keep the port closed for a week.", "connective", "Which", id="relative"),
        pytest.param("Because the tide had gone out by then.", "connective", "Because", id="a reason alone"),
        pytest.param("Such a closure was last ordered by the navy.", "thing", "Such a closure", id="such"),
        pytest.param("These hours were lost to all pilots.", "thing", "These hours", id="demonstrative"),
        pytest.param("The ship was carrying grain for two mills.", "thing", "The ship", id="a bare thing"),
        pytest.param("That's why three ferries stayed at sea.", "pronoun", "That's", id="that is"),
        pytest.param("This wasn't the first ship to be lost there.", "pronoun", "This", id="this was not"),
        pytest.param("This time the pilots had been warned.", "time", "This time", id="this time"),
        pytest.param("After nine days, all boats may sail again.", "time", "After nine days", id="after days"),
        pytest.param("Other Norland ships lay in the bay.", "quantifier", "Other", id="others of a name"),
        pytest.param("I'm told by both crews to wait.", "speaker", "I'm", id="the writer"),
        pytest.param("We advise all pilots to stay ashore.", "speaker", "We", id="nobody says who we are"),
        pytest.param("Once more – She ordered all pilots back.", "pronoun", "She", id="behind a dash"),
        pytest.param("They went to hear Row That play at noon.", "pronoun", "They", id="beside a name that is like one"),
        pytest.param("One had been at sea for thirty years.", "quantifier", "One", id="one of unnamed people"),
        pytest.param("Others were sent home at once.", "quantifier", "Others", id="others"),
        pytest.param("“Nobody told the town about the ship.”", "speaker", "“Nobody told the town about the ship.”", id="speaker"),
    ],
)  # fmt: skip
def test_what_points_elsewhere_is_a_need(sentence: str, kind: str, words: str) -> None:
    """Each kind of need is found with the words that have it."""
    assert (kind, words) in needs_of(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("There were no injuries among the crews of both ships.", id="there were"),
        pytest.param("It is not clear whether all boats can be saved.", id="it stands for nothing"),
        pytest.param("Both Norland and Estmark sent tugs from their ports.", id="both and a name"),
        pytest.param("Those who own boats were told to stay at home.", id="those who"),
        pytest.param("“We have no choice but to wait,” Harbour Master Lea Onn said.", id="said by a name"),
        pytest.param("The ministry of transport sent two tugs to the harbour.", id="a thing with its own name"),
        pytest.param("Theresa Holm, who owns the mill, lost her cargo.", id="a name before the pronoun"),
        pytest.param("For the first time in years two tugs stayed ashore.", id="the first time"),
        pytest.param("It is 09:30 at Port Ansel and two tugs are out.", id="the hour"),
        pytest.param("No ferry will sail at this time, Captain Amari said.", id="at this time"),
        pytest.param("Later on Monday two tugs reached Port Ansel.", id="later on a day"),
        pytest.param("Harbour Master Lea Onn said we must stay ashore.", id="somebody says we"),
        pytest.param("Row That will play at Port Ansel on Monday.", id="a pronoun in a name"),
        pytest.param("“We advise all pilots to stay ashore,” Harbour Master Lea Onn said.", id="a quotation says we"),
    ],
)
def test_what_stands_alone_needs_nothing(sentence: str) -> None:
    """A word that often points elsewhere does not always do so."""
    assert needs_of(sentence) == []


def test_a_surname_is_given_by_the_full_name() -> None:
    """ "Bell" needs the sentence that names Mayor Ida Bell, and nothing else will do."""
    (need,) = contexts_of(LEAD, "Mayor Ida Bell came to the quay.", "It rained.", "Then “no,” Bell said.")[3].needs[-1:]
    assert (need.kind, need.words, need.met_by) == ("person", "Bell", (1,))


def test_words_behind_a_phrase_explain_no_name() -> None:
    """Bell is no closure; behind the subject such words say who somebody is."""
    before = (LEAD, "Mayor Ida Bell came to the quay.")
    assert needs_of("For Bell, the harbour of Ansel is no toy.", *before)[0] == ("person", "Bell")
    assert needs_of("Two ferries went out with Bell, a former pilot.", *before) == []


@pytest.mark.parametrize("civil", ["Mr", "Ms.", "Dr", "Sir"])
def test_a_civil_title_introduces_nobody(civil: str) -> None:
    """ "Ms Bell" needs the full name as "Bell" does; a name that the article never has whole is a known one."""
    found = contexts_of(LEAD, "The mayor, Ida Bell, came to the quay.", f"Two tugs came, {civil} Bell said.")[2].needs
    assert [(need.kind, need.words, need.met_by) for need in found] == [("person", "Bell", (1,))]
    assert not contexts_of(LEAD, f"Two tugs came, {civil} Bell said.")[1].needs


def test_a_thing_is_given_by_every_sentence_that_has_it() -> None:
    """ "The tanker" is known once a tanker was spoken of."""
    found = contexts_of(LEAD, "Two tugs pulled for hours.", "The tanker was carrying grain.")[2].needs
    assert [need.met_by for need in found if need.words == "The tanker"] == [(0,)]


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
    """Each language has its own words that open a sentence and point back."""
    (need,) = contexts_of(lead, sentence, language=language)[1].needs
    assert need.met_by == (0,)


@pytest.mark.parametrize("language", ["fy", None])
def test_nothing_is_said_of_an_unknown_language(language: str | None) -> None:
    """In a language without a list "so" and "he" are just words."""
    assert needs_of("He is dat no sa dien.", "So is dat fan ús.", language=language) == []


HE = Need("pronoun", "He", (2,))
BELL = Need("person", "Bell", (TITLE, 1))


@pytest.mark.parametrize(
    ("lead", "needy"),
    [
        ("He may like her songs, but Senator Pavel Idrin said on Monday that he will not come.", False),
        ("“It is what we feared,” Ann Orrell, a nurse, said of the order to leave.", False),
        ("They were there when the first boats came to Veldt and Brevin.", True),
        ("But officials of Norland say that the port of Brevin is open.", True),
        ("Officials of Norland say, however, that the port of Brevin is open.", False),
    ],
)
def test_lead_may_name_behind_a_pronoun_whom_it_means(lead: str, needy: bool) -> None:
    """A lead that opens with "But" has lost what stood before it."""
    assert bool(contexts_of(lead, LEAD)[0].needs) == needy


def test_sentence_passed_over_gives_nothing() -> None:
    needs = [(), (), (Need("person", "Idrin", (0, 1)),)]
    assert bring(2, needs, {TITLE}) == (1, 2)
    assert bring(2, needs, {TITLE}, passed_over=[1]) == (0, 2)
    assert bring(2, needs, {TITLE}, passed_over=[0, 1]) is None


def test_a_need_is_met_by_what_is_shown() -> None:
    """The title, or any sentence that gives it; "he" must stand directly above when we are told what does."""
    assert find_unmet((HE, BELL), {TITLE}) == (HE,)
    assert find_unmet((HE, BELL), {1, 2}) == ()
    assert find_unmet((HE, BELL), {1, 2}, directly={1}) == (HE,)
    assert find_unmet((BELL,), (), said={"bell"}) == ()


def test_a_sentence_brings_the_one_that_gives_what_it_needs() -> None:
    """The nearest that gives all and needs nothing itself; none where no single one does."""
    needs = [(), (), (), (HE,), (HE, BELL), (Need("pronoun", "It", (3,)),)]
    assert bring(3, needs, ()) == (2, 3)
    assert bring(3, needs, {2}) == (3,)
    assert bring(4, needs, {TITLE}) == (2, 4)
    assert bring(4, needs, ()) is None
    assert bring(5, needs, {0}) is None


def test_a_need_is_told_in_words() -> None:
    """`explain` names what is needed and where it is given."""
    assert describe_need(BELL) == "needs “Bell” (the title, sentence 2)"
    assert describe_need(Need("thing", "the ship", ())) == "needs “the ship” (nowhere before it)"


def test_every_trait_of_a_possible_need_has_a_weight() -> None:
    """A trait without a weight would say nothing, and a weight without a trait would never count."""
    assert {*WEIGHTS} == {*Trait}


def test_what_is_asked_last_of_a_thing_speaks_against_a_need() -> None:
    """Where nothing that was asked before speaks for one it is never asked."""
    asked_last = (
        *(Trait.THE_OF, Trait.THE_TOLD_MORE_BEHIND, Trait.THE_MODIFIED),
        *(Trait.THE_WITH_A_NAME, Trait.THE_LATE, Trait.THE_QUOTED),
    )
    assert max(WEIGHTS[trait] for trait in asked_last) <= 0
