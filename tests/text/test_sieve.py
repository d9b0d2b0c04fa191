"""A sieve before slow patterns: it never holds back a sentence in which one of them matches."""

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.cues import CUES, Cues
from digest.text.sieve import Sieve, pieces_of
from digest.text.words import words


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        pytest.param(r"\b(?:ship|boat)s?\b", {"ship", "boat"}, id="alternatives"),
        pytest.param(r"(?:in|on) (?:March|April)", {"march", "april"}, id="of two parts the rarer"),
        pytest.param(r"(?:very )?old (?P<what>house)", {"house"}, id="what may be missing tells nothing"),
        pytest.param(r"well-known fact", {"known"}, id="a piece is of one word"),
        pytest.param(r"[Oo]ne hundred", {"hundred"}, id="letters of a class"),
        pytest.param(r"(?:ship|\w+)", None, id="one alternative without a letter"),
        pytest.param(r"\d{4}", None, id="no letters"),
        pytest.param(r"(?!)", None, id="never matches"),
        pytest.param("北京|ship", None, id="a script without spaces"),
    ],
)
def test_pieces(pattern: str, pieces: set[str] | None) -> None:
    """Of every match one of them is part; nothing is told where that cannot be known."""
    assert pieces_of(re.compile(pattern, re.IGNORECASE)) == pieces


def test_what_cannot_be_told_is_always_possible() -> None:
    """A pattern without pieces passes every sentence."""
    sieve = Sieve({"number": re.compile(r"\d"), "ship": re.compile("ship")})
    assert sieve.possible(words("The boat sank.")) == sieve.bit["number"]
    assert sieve.possible(words("The flagship sank.")) == sieve.bit["number"] | sieve.bit["ship"]


PATTERNS = {
    f"{language}-{field.name}": getattr(cues, field.name)
    for language, cues in CUES.items()
    for field in fields(Cues)
    if getattr(cues, field.name).pattern != "(?!)"
}
SIEVE = Sieve(PATTERNS)
PARTS = sorted({part for one in PATTERNS.values() for part in re.findall(r"[^\W_]+|[,.'’ -]", one.pattern)})


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *map(str, range(1990, 2030)), " "]), max_size=12))
def test_no_match_is_held_back(parts: list[str]) -> None:
    """Whatever sentence the words of our own cues make: where a cue matches, its sieve has let it through."""
    for text in (" ".join(parts), "".join(parts), " ".join(parts).upper()):
        possible = SIEVE.possible(words(text))
        for name, pattern in PATTERNS.items():
            assert possible & SIEVE.bit[name] or pattern.search(text) is None, f"{name} in {text!r}"
