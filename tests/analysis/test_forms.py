"""What a word is by itself."""

import pytest

from digest.analysis.forms import SentenceWords


def test_words_know_where_they_stand_behind_a_dateline() -> None:
    text = "OSLO - The port’s “new” pier opened in the U.S."
    words = SentenceWords(text, begins_inside=False, start=7)
    places = [words.span(i) for i in range(len(words.forms))]
    assert [text[start:end] for start, end in places] == [form.text for form in words.forms]
    assert [form.text for form in words.forms][:3] == ["The", "port’s", "“"]
    assert text[slice(*words.span(1, 4))] == "port’s “new”"


@pytest.mark.parametrize(
    ("word", "role"),
    [("She's", "pronoun"), ("the", "thing"), ("There", ""), ("I'd", "speaker"), ("harbour", "")],
)
def test_role_is_that_of_the_word_without_its_contraction(word: str, role: str) -> None:
    assert SentenceWords(word, begins_inside=False).forms[0].role == role


@pytest.mark.parametrize(
    ("word", "role"),
    [("later", "time"), ("same-day", "time"), ("then's", "time"), ("10-day", ""), ("afternoon", "")],
)
def test_role_of_a_word_of_several_parts_is_that_of_a_time_in_it(word: str, role: str) -> None:
    assert SentenceWords(word, begins_inside=False).forms[0].role == role


def test_quotation_that_began_before_goes_on_to_its_closing_mark() -> None:
    words = SentenceWords("we left,” said Moro", begins_inside=True)
    assert words.quoted == [True, True, True, False, False, False]
