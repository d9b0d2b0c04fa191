"""A sieve before slow patterns: it never holds back a sentence in which one of them matches."""

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis.cues import CUES, Cues
from digest.text.sieve import Sieve, collect_beginnings, collect_pieces
from digest.text.words import words


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        pytest.param(r"\b(?:ship|boat)s?\b", {r"\bship", r"\bboat"}, id="alternatives"),
        pytest.param(r"(?:in|on) (?:March|April)", {r"\bmarch", r"\bapril"}, id="of two parts the rarer"),
        pytest.param(r"(?:very )?old (?P<what>house)", {r"\bhouse"}, id="what may be missing tells nothing"),
        pytest.param(r"well-known fact", {r"\bknown\b"}, id="a piece is of one word"),
        pytest.param(r"[Oo]ne hundred\b", {r"\bhundred\b"}, id="where a word begins and ends"),
        pytest.param(r"re(?:spond|turn)ed", {"respond", "return"}, id="what alternatives share stands before each"),
        pytest.param(r"ship(?!\w|-)", {r"ship\b"}, id="no letter may follow"),
        pytest.param(r"[a-z]+ed in 19\d\d", {r"\b19[\d][\d]"}, id="letters and digits of a class"),
        pytest.param(r"covid19", None, id="letters and digits may be two words"),
        pytest.param(r"(?:ship|\w+)", None, id="one alternative without a letter"),
        pytest.param(r"\w{4}", None, id="no letters"),
        pytest.param(r"(?!)", set(), id="never matches"),
        pytest.param("北京|ship", None, id="a script without spaces"),
    ],
)
def test_pieces(pattern: str, pieces: set[str] | None) -> None:
    """Of every match one of them is part; nothing is told where that cannot be known."""
    assert collect_pieces(re.compile(pattern, re.IGNORECASE)) == pieces


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        pytest.param(r"^[\"(]*(?:he|th(?:is|at))\b", {r"he\b", r"this\b", r"that\b"}, id="alternatives"),
        pytest.param(r"(?:in )?the end", {r"in\b", r"the\b"}, id="with and without what may be missing"),
        pytest.param(r"[A-Z][a-z]+ing", {"[a-z][a-z]+ing"}, id="letters of a class"),
        pytest.param(r"(?!not )(?:ship|boat)s?", {"ship", "boat", "ships", "boats"}, id="the first word alone"),
        pytest.param(r"\w+ ship", None, id="any word"),
        pytest.param(r"(?:ship)?", None, id="nothing"),
        pytest.param(r"(?!)", set(), id="never matches"),
    ],
)
def test_beginnings(pattern: str, pieces: set[str] | None) -> None:
    """The first word of every match begins with one of them."""
    assert collect_beginnings(re.compile(pattern, re.IGNORECASE)) == pieces


def test_what_cannot_be_told_is_always_possible() -> None:
    """A pattern without pieces passes every sentence; part of a word is not the word."""
    sieve = Sieve({"some": re.compile(r"\w"), "ship": re.compile(r"\bship"), "he": re.compile("he ship")}, ["he"])
    some, ship, he = sieve.bit.values()
    assert sieve.possible(words("The boat sank.")) == some
    assert sieve.possible(words("The flagship sank.")) == some
    assert sieve.possible(words("The ships sank.")) == some | ship
    assert sieve.possible(words("He, the ship ...")) == some | ship | he
    assert sieve.possible(words("So he shipped.")) == some | ship
    assert sieve.possible(()) & he


PATTERNS = {
    f"{language}-{field.name}": getattr(cues, field.name)
    for language, cues in CUES.items()
    for field in fields(Cues)
    if getattr(cues, field.name).pattern != "(?!)"
}
OPENINGS = [name for name in PATTERNS if name.endswith(("-opening", "-harmless", "-early", "-definite", "-lead_in"))]
SIEVE = Sieve(PATTERNS, OPENINGS)
PARTS = sorted({part for one in PATTERNS.values() for part in re.findall(r"[^\W_]+|[,.'’ -]", one.pattern)})


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *map(str, range(1990, 2030)), " "]), max_size=12))
def test_no_match_is_held_back(parts: list[str]) -> None:
    """Whatever sentence the words of our own cues make: where a cue matches, its sieve has let it through."""
    for text in (" ".join(parts), "".join(parts), " ".join(parts).upper(), " ".join(parts).title()):
        possible = SIEVE.possible(words(text))
        for name, pattern in PATTERNS.items():
            found = pattern.match(text) if name in OPENINGS else pattern.search(text)
            assert possible & SIEVE.bit[name] or found is None, f"{name} in {text!r}"
