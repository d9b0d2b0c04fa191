"""Phrases as a lexicon writes them, and where they stand in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.matcher import GAP, BadPhraseError, Phrase, Slot, Table, find_hits, fold, parse
from digest.text.words import split_words

SETS = {"force": ("troops", "marines", "brigade*")}


def found(text: str, *phrases: str, guards: tuple[str, ...] = ()) -> list[str]:
    """What these phrases, of one theme and equal weight, find in a text."""
    all_phrases = [Phrase("t", 1.0, phrase, parse(phrase, SETS)) for phrase in phrases]
    all_phrases += [Phrase("t", 0.0, guard, parse(guard, SETS)) for guard in guards]
    folded = fold(split_words(text))
    each = find_hits(folded, Table(all_phrases), english=True).get("t", ())
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


def stands(slots: tuple[Slot, ...], text: tuple[str, ...]) -> bool:
    """Whether a phrase stands at the beginning of a text, tried in the plainest way."""
    slot, rest = slots[0], slots[1:]
    word = text[0] if text else None
    if word is None or not (
        word in slot.words or word.startswith(slot.prefixes or ("?",)) or (slot.number and word[0].isdigit())
    ):
        return False
    skips = range(GAP + 1) if rest and rest[0].gap else range(1)
    return not rest or any(stands(rest, text[1 + skip :]) for skip in skips)


PARTS = st.sampled_from(["aaa", "aaa*", "aab|b", "b", "#", "<force>", "abc*|7"])
PHRASES = st.builds(
    lambda parts, gaps: " ".join(
        f"{'.. ' if number and gaps[number] else ''}{part}" for number, part in enumerate(parts)
    ),
    st.lists(PARTS, min_size=1, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
TEXTS = st.lists(
    st.sampled_from(["aaa", "aaab", "aab", "b", "c", "7", "71", "troops", "brigades", "abcd"]), max_size=10
)


@given(PHRASES, TEXTS, st.lists(PHRASES, max_size=5))
def test_the_table_finds_what_a_plain_search_finds(phrase: str, text: list[str], others: list[str]) -> None:
    """A phrase is found where it stands, whatever phrases of other themes are in the table."""
    wanted = Phrase("t", 1.0, phrase, parse(phrase, SETS))
    table = Table([wanted, *(Phrase("o", 1.0, other, parse(other, SETS)) for other in others)])
    found = find_hits(tuple(text), table, english=True).get("t", ())
    plain = [start for start in range(len(text)) if stands(wanted.slots, tuple(text[start:]))]
    assert bool(found) == bool(plain)
    assert {hit.start for hit in found} <= set(plain)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.permutations(["aaa b", "aaa*", "b .. c", "aaa .. c", "c"]), TEXTS)
def test_the_order_of_phrases_changes_nothing(phrases: list[str], text: list[str]) -> None:
    """What is found depends on the phrases, not on where a lexicon names them."""
    assert found(" ".join(text), *phrases) == found(" ".join(text), *sorted(phrases))
