"""Words, stems and fingerprints: what every later stage counts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.stopwords import STOP_WORDS
from digest.text.words import (
    _WORD,
    hash_body,
    hash_sample,
    list_stop_words,
    split_words,
    stem,
    strip_to_letters,
    tokenize,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ten Ships Sailed.", ("ten", "ships", "sailed"), id="lower case"),
        pytest.param("10,000 men at 06:00", ("10,000", "men", "at", "06:00"), id="numbers whole"),
        pytest.param("The S-300 and the F16", ("the", "s-300", "and", "the", "f16"), id="models whole"),
        pytest.param("U.S.-led talks", ("u.s", "led", "talks"), id="initials"),
        pytest.param("cease-fire", ("cease", "fire"), id="hyphen between letters parts"),
        pytest.param("don’t", ("don't",), id="apostrophe straight"),
        pytest.param("the 24th", ("the", "24th"), id="ordinal"),
        pytest.param("нові переговори", ("нові", "переговори"), id="cyrillic"),
        pytest.param("北京", ("北", "京"), id="no spaces, a character a word"),
        pytest.param("अमेरिका", ("अमेरिका",), id="vowel signs stay"),
        pytest.param("end.Next", ("end", "next"), id="missing space"),
        pytest.param("…—!", (), id="no words"),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    """Words are what a reader would call so, in lower case."""
    assert split_words(text) == expected


def test_terms_are_stems_of_content_words() -> None:
    """Stop words go, the rest is stemmed, repeats and order stay."""
    found = tokenize("The ships and the shipping of ships", "en")
    assert found.terms == ("ship", "ship", "ship")
    assert found.words[0] == "the"


def test_no_english_list_decides_on_another_language() -> None:
    """A language without a list loses no word and keeps its endings."""
    assert list_stop_words("xx") == frozenset()
    assert list_stop_words(None) == frozenset()
    assert stem("nations", "xx") == "nations"
    assert tokenize("die Nations", "xx").terms == ("die", "nations")


@pytest.mark.parametrize("language", sorted(STOP_WORDS))
def test_every_language_can_be_stemmed(language: str) -> None:
    """No stemmer wants a package that is not there; Polish words stand for themselves."""
    assert all(tokenize(" ".join(sorted(STOP_WORDS[language])) + " statistics программа", language).terms)


def test_an_empty_text_has_nothing() -> None:
    """No word, no hash, but an identity."""
    assert tokenize("", "en").terms == ()
    assert hash_sample(()) == ()
    assert len(hash_body(())) == 16


def test_identity_ignores_case_marks_and_space() -> None:
    """The same words in another dress are the same article."""
    assert hash_body(split_words("The talks  failed.")) == hash_body(split_words("the “talks” failed"))
    assert hash_body(split_words("The talks failed")) != hash_body(split_words("The talks held"))


def test_fingerprints_are_stable_across_processes() -> None:
    """No hash seed reaches a fingerprint: they are stored and compared on later days."""
    code = "from digest.text.words import hash_sample; print(hash_sample(tuple('abcdefgh')))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1


@given(st.text("aB1.,:'’-“”—…‘é"))
def test_the_quick_way_finds_the_same_words(run: str) -> None:
    """A run of ASCII and punctuation has the words that it has beside a letter that is not."""
    assert split_words(run) == split_words(f"{run}/ж")[:-1]


@given(st.text("aB1 .,:'’-“”—…‘é\n\u2009\x1f北"))
def test_no_word_goes_over_white_space(text: str) -> None:
    """The words of a text are those that one pattern finds in it as a whole, though runs are remembered."""
    assert split_words(text) == tuple(_WORD.findall(text.lower().replace("’", "'")))


@given(st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=400))
def test_a_fingerprint_is_sorted_and_distinct(found: list[str]) -> None:
    """Sorted, each hash once, the same for the same words."""
    first = hash_sample(found)
    assert list(first) == sorted(set(first))
    assert hash_sample(tuple(found)) == first


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    """Whatever comes, words are lower case and never empty."""
    assert all(word and word == word.lower() for word in split_words(text))


@given(st.text(st.characters(max_codepoint=0x17F), max_size=30))
def test_letters_of_a_line_are_the_same_in_ascii_as_in_any_script(text: str) -> None:
    """What is ASCII is stripped by a way of its own, to the same letters and digits."""
    assert strip_to_letters(text) == "".join(filter(str.isalnum, text.casefold()))
