"""Phrases as a lexicon writes them, and where they stand in a text."""

import pytest

from digest.analysis.matcher import BadPhraseError, Phrase, fold, hits, parse, table_of
from digest.text.words import words

SETS = {"force": ("troops", "marines", "brigade*")}


def found(text: str, *phrases: str, guards: tuple[str, ...] = ()) -> list[str]:
    """What these phrases, of one theme and equal weight, find in a text."""
    all_phrases = [Phrase("t", 1.0, phrase, parse(phrase, SETS)) for phrase in phrases]
    all_phrases += [Phrase("t", 0.0, guard, parse(guard, SETS)) for guard in guards]
    folded = fold(words(text))
    each = hits(folded, table_of(all_phrases), english=True).get("t", ())
    return [" ".join(folded[hit.start : hit.end]) for hit in each]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("peace talks", "The Peace Talks began.", ["peace talks"], id="words in any case"),
        pytest.param("bomb*", "Bombers dropped bombs.", ["bombers", "bombs"], id="any ending"),
        pytest.param("raid|strike", "A strike, then a raid.", ["strike", "raid"], id="one of several"),
        pytest.param("# dead", "Some 1,200 dead", ["1,200 dead"], id="a number in digits"),
        pytest.param(
            "<force> .. border", "Two brigades moved to the border", ["brigades moved to the border"], id="a set"
        ),
        pytest.param(
            "fired .. missile", "fired one more old missile", ["fired one more old missile"], id="a gap of three"
        ),
        pytest.param("fired .. missile", "fired one more very old missile", [], id="no gap of four"),
        pytest.param("fired .. missile", "fired missile", ["fired missile"], id="a gap may be empty"),
        pytest.param("cease-fire", "the cease-fire, a cease fire", ["cease fire", "cease fire"], id="hyphens part"),
        pytest.param("s-300", "The army's S-300.", ["s 300"], id="hyphens before a number part too"),
        pytest.param("a .. b .. c", "a b x b y y y c", ["a b x b y y y c"], id="gaps try every length"),
        pytest.param("停火", "双方宣布停火。", ["停 火"], id="a script without spaces"),
    ],
)
def test_notation(phrase: str, text: str, expected: list[str]) -> None:
    """Each sign of the notation finds what the documentation says."""
    assert found(text, phrase) == expected


def test_a_guard_swallows_its_words() -> None:
    """A phrase inside a guard does not count; the same phrase elsewhere does."""
    assert found("He struck a deal. They struck a base.", "struck", guards=("struck a deal",)) == ["struck"]


def test_overlapping_phrases_count_once() -> None:
    """Of two phrases of a theme on the same words the longer counts."""
    assert found("peace talks in Oslo", "talks", "peace talks") == ["peace talks"]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("*", "nearly every word"),
        ("at*", "nearly every word"),
        ("", "no words"),
        (" ".join(["word"] * 30), "30 words"),
        (".. talks", "gap"),
        ("talks ..", "gap"),
        ("<fleet> sails", "<force>"),
        ("talk(s)", "no word"),
    ],
)
def test_bad_phrases_are_refused_in_words(phrase: str, said: str) -> None:
    """What is no phrase is told with what is wrong with it."""
    with pytest.raises(BadPhraseError, match=said):
        parse(phrase, SETS)
