"""Where sentences begin and end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.sentences import LONGEST, SumyTokenizer, collapse, split


def parts(text: str, language: str | None = "en") -> list[str]:
    """The sentences of a text; ``|`` in an expectation stands between two."""
    return [collapse(text[start:end]) for start, end in split(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The ship sank. | Ten sailors swam.", id="plain"),
        pytest.param("The Rask-Mt. Anne road is closed.", id="title behind a hyphen"),
        pytest.param("Gen. Ada Moro flew to St. Anne on Feb. 24 with Lt. Col. Ruiz.", id="titles and months"),
        pytest.param("The U.S. Navy sailed. | It left the U.S. | The fleet is back.", id="initials"),
        pytest.param("J. R. Moro and D.C. officials met.", id="initials of a name"),
        pytest.param("It is No. 10 of 3.5 billion. | 40 people left.", id="numbers"),
        pytest.param("An S-300 battery fired at 6 p.m. on Sunday. | Nobody was hit.", id="arms and hours"),
        pytest.param("“We left. | We were afraid.” | She wept.", id="quotation of two sentences"),
        pytest.param('He said: "We go now." | "Soon," she said.', id="straight quotes on the right side"),
        pytest.param('They called it "a mess. " | Holm denied it. | " No, " she said.', id="marks between spaces"),
        pytest.param('She said: "We left. | We were afraid. " | Then she wept.', id="such a mark further on"),
        pytest.param("“Who fired?” he asked. | Nobody knew…", id="a question that goes on"),
        pytest.param("It cost the U.S. $45 billion. | € 20 were left.", id="sums of money"),
        pytest.param("They waited ... and left. | They waited ... | Then they left.", id="ellipses"),
        pytest.param("The guns fell silent.Several men came home. | See example.com now.", id="glued, see below"),
        pytest.param("The bridge\nwas closed. | Cars\nwaited.", id="line wraps"),
        pytest.param("Acme Inc. shares fell. | He left Acme Inc. | The firm is silent.", id="firms"),
        pytest.param("Sales of Yandex.Market and of Booking.Holdings rose.", id="names with a full stop"),
        pytest.param(
            "Gov.Orrell and Col.Pavel Idrin met Yahoo.Com men on news.Ansel.Travel today.", id="titles and addresses"
        ),
        pytest.param(
            "The quay (and the pier).Several men fled. | They said “no more”.Several left.", id="glued to a mark"
        ),
        pytest.param("Version 2.0 works (see Fig. 3). | Good.", id="figures"),
        pytest.param("The deal is dead.[12] | Talks ended.", id="footnotes"),
        pytest.param("KETTLE BAY, Mo. — A ferry sank. | Ten swam.", id="a state in a dateline"),
        pytest.param("He left Acme. | — A ferry sank.", id="a dash behind a sentence"),
        pytest.param("Ann Orrell (K-Vt.) ― of all people ― left. | ― A ferry sank.", id="a horizontal bar"),
    ],
)
def test_english(marked: str) -> None:
    """Abbreviations, numbers, quotations and wraps do not end a sentence; what ends one does."""
    expected = marked.replace(".Several", ". | Several").split(" | ")
    assert parts(marked.replace(" | ", " ")) == [collapse(part) for part in expected]


def test_a_sentence_glued_to_a_name_opens_with_a_small_word() -> None:
    """Else it is one name: "Yandex.Market"."""
    assert parts("They sailed to Norland.They came back.") == ["They sailed to Norland.", "They came back."]


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        pytest.param("Am 3. Oktober kamen ca. 2 Mio. Euro. | Das war z.B. gut.", "de", id="German ordinals"),
        pytest.param("Mme Duval est partie. | « Bien », dit-elle. | Il reste.", "fr", id="French quotes"),
        pytest.param("В 1945 г. | Киев был пуст. | Он жил в г. Киев.", "ru", id="Russian years and towns"),
        pytest.param("وصل الوفد. | هل غادر؟ | نعم.", "ar", id="Arabic question mark"),
        pytest.param("他来了。 | 她走了！", "zh", id="wide marks need no space"),
        pytest.param("वह आया। | वह गया।", "hi", id="danda"),
    ],
)
def test_other_languages(marked: str, language: str) -> None:
    """Each language's own signs count."""
    if language == "zh":
        assert parts(marked.replace(" | ", ""), language) == marked.split(" | ")
    else:
        assert parts(marked.replace(" | ", " "), language) == marked.split(" | ")


def test_a_blank_line_ends_a_sentence() -> None:
    """What stands apart is not one sentence."""
    assert parts("a heading\n\nA sentence") == ["a heading", "A sentence"]


def test_endless_sentences_are_cut() -> None:
    """No sentence is longer than the limit, and nothing is lost."""
    text = "one and two; " * 2000
    assert max(end - start for start, end in split(text, 0, len(text))) <= LONGEST
    assert "".join(parts(text)).replace(" ", "") == text.replace(" ", "")


def test_runs_of_marks_take_linear_time() -> None:
    """A hundred thousand full stops are read as quickly as as many letters (no assertion on the clock)."""
    assert parts("." * 100_000 + "5") != []
    assert parts(". " * 50_000 + "5") != []


def test_the_tokenizer_for_sumy() -> None:
    """It answers both questions with our own sentences and words."""
    tokenizer = SumyTokenizer()
    assert tokenizer.to_sentences("One  ship. Two ships.") == ("One ship.", "Two ships.")
    assert tokenizer.to_words("Two ships.") == ("two", "ships")


@given(st.text(st.sampled_from('aB .!?\n"”“(;1»…')), st.integers(0, 20), st.integers(0, 20))
def test_spans_are_ascending_and_hold_every_word(text: str, start: int, cut: int) -> None:
    """Spans do not overlap, are trimmed, and leave nothing out but white space."""
    start, end = min(start, len(text)), max(min(start, len(text)), len(text) - cut)
    spans = split(text, start, end)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text[start:end].split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
