"""Values and their JSON."""

import dataclasses
import datetime as dt
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import codec
from digest.codec import FORMAT, from_json, read_edition, read_past_article, share_terms, to_json
from digest.errors import StateError
from digest.model import Edition, Paragraph, PastArticle, Problem, Quote, Terms
from tests.publish.editions import quiet_day

spans = st.integers(0, 10_000)
quotes = st.builds(Quote, st.text(max_size=16), spans, spans, st.text(max_size=80), st.none(), st.booleans())


@given(st.recursive(quotes, lambda inner: st.builds(dataclasses.replace, quotes, speaker=inner), max_leaves=3))
def test_a_value_comes_back_as_it_was(quote: Quote) -> None:
    """Writing and reading change nothing, whatever the text."""
    assert from_json(Quote, to_json(quote)) == quote


@given(
    st.builds(
        Problem, st.text(max_size=20), st.text(max_size=40), st.integers(0, 9), st.booleans(), st.none() | st.dates()
    )
)
def test_equal_values_give_equal_bytes(problem: Problem) -> None:
    """The bytes depend on the value alone."""
    assert to_json(problem) == to_json(dataclasses.replace(problem))


def test_a_role_that_does_not_exist_is_refused() -> None:
    """What a type excludes cannot come back from a file."""
    with pytest.raises(ValueError, match="role"):
        from_json(Paragraph, b'{"start": 0, "end": 1, "role": "headline", "why": ""}')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{}", "this is not an edition", id="not an edition"),
        pytest.param("[", "this is not an edition", id="not JSON"),
        pytest.param(
            to_json(dataclasses.replace(quiet_day().edition, format=FORMAT + 1)).decode(),
            rf"the edition has format {FORMAT + 1}, this digest reads {FORMAT}; upgrade digest",
            id="of a later digest",
        ),
    ],
)
def test_what_is_no_edition_is_told_with_its_place(text: str, said: str) -> None:
    """A damaged or foreign file is a sentence with the file's name."""
    with pytest.raises(StateError, match=rf"output/2026-11-24\.json: {said}"):
        read_edition(text, where="output/2026-11-24.json")


def test_the_format_of_an_edition_is_a_field_of_it() -> None:
    """So that a later digest knows what it reads."""
    assert FORMAT == 1
    assert "format" in {field.name for field in dataclasses.fields(Edition)}


def test_what_was_told_takes_little_memory() -> None:
    """A fortnight of it is read at once: two articles share their terms and counts, hashes are no objects."""
    terms = Terms(words=(("boat", 2), ("harbour", 1)), lead=(("boat", 2),), names=())
    day = dt.date(2026, 3, 9)
    told = PastArticle("a1", "r1", "a.txt", 0, day, "s1", "A boat", None, (7, 4_000_000_000), terms, ("A boat came.",))
    one, other = read_past_article(to_json(told)), read_past_article(to_json(dataclasses.replace(told, id="a2")))
    assert dataclasses.replace(one, fingerprint=tuple(one.fingerprint)) == told
    assert all(a is b for a, b in zip(one.terms.words, other.terms.words, strict=True))
    assert one.terms.lead[0] is one.terms.words[0]
    assert one.fingerprint == array("I", told.fingerprint)


def test_a_shared_term_is_kept_under_itself() -> None:
    """What came in goes: of a pair that many articles have one stays."""
    share_terms(Terms((("pilot", 3),), (), ()))
    assert all(kept is under for under, kept in codec._shared.items())
