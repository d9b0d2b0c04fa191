"""What tells history and anecdote from the news: a sentence's own words, and what stands around it."""

import pytest

from digest.analysis.background import describe_neighbours, find_background
from tests.analysis.made import contexts_of

LEAD = "The harbour of Port Ansel was closed on Monday after a tanker ran aground, Captain Ruth Amari said."
HISTORY = (
    "The family founded the yard in 1931 and built ferries there for decades.",
    "Its owner was convicted of fraud in 1974 and died two years later.",
)
ANECDOTE = (
    "“My mother was crying at the door,” said Ada Moro, 61, a neighbour.",
    "“I heard them shouting and I didn’t know what to do,” she said.",
)
NEWS = (
    "Police closed the pier on Tuesday and will reopen it on Friday, officials said.",
    "The harbour office said the ferries are expected to sail again on Monday.",
)


@pytest.mark.parametrize(
    ("sentence", "among", "behind"),
    [
        pytest.param("The bank took over the slipways and sold them to a rival.", HISTORY, True, id="among history"),
        pytest.param("The bank took over the slipways and sold them to a rival.", NEWS, False, id="among news"),
        pytest.param("“They would not let anyone leave.”", ANECDOTE, True, id="among anecdote"),
        pytest.param("“They would not let anyone leave.”", NEWS, False, id="spoken among news"),
    ],
)
def test_background_is_told_in_several_sentences(sentence: str, among: tuple[str, str], behind: bool) -> None:
    """A sentence without a sign of its own is background where those around it are."""
    found = contexts_of(LEAD, among[0], sentence, among[1], published="2018-11-26")
    assert [one.background is not None for one in found] == [False, among != NEWS, behind, among != NEWS]


def test_what_opens_an_article_is_no_background() -> None:
    """Nor does it make those behind it background."""
    found = contexts_of(HISTORY[0], *NEWS, published="2018-11-26")
    assert [one.background for one in found] == [None, None, None]


def test_the_place_of_a_sentence_among_the_others() -> None:
    """Chances of the neighbours, and the mean of all others; where no neighbour stands the chance is 0."""
    found = describe_neighbours({"history": [0.0, 0.0, 2.0], "anecdote": [0.0, -1.0, 0.0]})
    assert found["history"] == [0.0, 0.0, 2.0]
    assert found["history surely"] == [0.0, 0.5, 0.880797]
    assert found["history elsewhere"][0] == pytest.approx((0.5 + 0.880797) / 2)
    assert found["history one before"] == [0.0, 0.0, 0.5]
    assert found["history two before"] == [0.0, 0.0, 0.0]
    assert found["history one behind"] == [0.5, 0.880797, 0.0]
    assert found["anecdote two behind"] == [0.5, 0.0, 0.0]
    assert find_background(()) == ()
