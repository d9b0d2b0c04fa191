"""The same text from several files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.edition.copies import UniqueText, part_told_before
from digest.edition.copies import gather_copies as gather_cards
from digest.model import AnalysedArticle
from tests.edition.works import FERRY, FERRY_TOO, TALKS, TROOPS, invented, loader, summaries, told, work

LONG = (*FERRY, *TALKS, *TROOPS)
QUOTATION = (
    "“We have waited nine years for a bridge that every government since then has promised to us, and all that we"
    " ever got were drawings, ministers with shovels and a sign that the wind has long since blown into the river.”"
)
STRIKE = (
    "A drone strike on the market of the town of Marlow killed five people on Tuesday, the army said in the evening.",
    "The drone hit the market as traders set up their stalls, and a fire spread to nearby houses in the town.",
    "The army blamed the rebels for the strike, and the rebels denied it and said that they have no drones.",
)


def gather_copies(works: list[AnalysedArticle], corrected: tuple[tuple[str, str], ...] = ()) -> tuple[UniqueText, ...]:
    """Works gathered, with their texts at hand."""
    return gather_cards(summaries(*works), loader(*works), corrected)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(LONG, id="under another name"),
        pytest.param(LONG[:6], id="cut after half"),
        pytest.param(LONG[3:], id="without its lead"),
        pytest.param(tuple(reversed(LONG)), id="paragraphs in another order"),
        pytest.param(("A word from our night desk comes first here.", *LONG), id="with another lead"),
        pytest.param(tuple(text.replace("Tuesday", "Monday") for text in LONG), id="lightly edited"),
    ],
)
def test_copies_stand_with_the_longest(other: tuple[str, ...]) -> None:
    """What is half or more of a longer text is its copy."""
    first, second = work(*LONG, path="a.txt"), work(*other, path="b.txt", published="2026-03-11")
    (origin,) = gather_copies([first, second])
    assert origin.summary.words == max(first[1].words, second[1].words)
    assert len(origin.copies) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(FERRY, FERRY_TOO, id="two reports of one event"),
        pytest.param((*FERRY, QUOTATION), (*TALKS, QUOTATION), id="a shared quotation"),
        pytest.param(FERRY, TALKS, id="nothing in common"),
        pytest.param(STRIKE, tuple(text.replace("Marlow", "Tarsis") for text in STRIKE), id="two events in one form"),
    ],
)
def test_what_is_no_copy_stands_alone(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Neither the same event nor a shared quotation makes a copy, nor the form of a report with another place."""
    assert len(gather_copies([work(*one), work(*other)])) == 2


def test_the_earlier_of_equal_texts_is_kept() -> None:
    """Among copies of one length the earliest stated date decides, then the smallest id."""
    late = work(*FERRY, published="2026-03-10", path="a.txt")
    swapped = work(*reversed(FERRY), published="2026-03-09", path="b.txt")
    undated = work(*FERRY[2:], *FERRY[:2], published=None, path="c.txt")
    (origin,) = gather_copies([undated, late, swapped])
    assert origin.summary.path == swapped[0].document.path
    assert [copy.path for copy in origin.copies] == ["a.txt", "c.txt"]


def test_a_chain_of_copies_does_not_join_strangers() -> None:
    """A text that shares half with one and half with another belongs to one of them only."""
    first = work(*FERRY, *TALKS)
    between = work(*TALKS, *TROOPS[:2])
    last = work(*TROOPS, "Harkin added that no order had been given to cross the pass this spring.")
    origins = gather_copies([first, between, last])
    assert sorted(len(origin.copies) for origin in origins) == [0, 1]


def test_copy_of_a_copy_alone_stands_by_itself() -> None:
    """What is wholly in a copy, and nowhere in the text that is kept, is no copy of that."""
    origins = gather_copies([work(*FERRY, *TALKS), work(*TALKS, *TROOPS[:2]), work(*TROOPS[:2])])
    assert sorted(len(origin.copies) for origin in origins) == [0, 1]


def test_four_hundred_copies_are_one_origin() -> None:
    """However many papers carry a text, it is one."""
    works = [work(*FERRY, *TALKS, f"Paper {n} carries this line.", path=f"{n:03}.txt") for n in range(400)]
    (origin,) = gather_copies(works)
    assert len(origin.copies) == 399


def test_a_correction_is_no_copy_of_what_it_corrects() -> None:
    """Two versions of one file stand side by side."""
    old, new = work(*LONG), work(*LONG, "An earlier version named the wrong pass.")
    assert len(gather_copies([old, new], ((new[0].id, old[0].id),))) == 2


def test_a_copy_of_an_earlier_day_is_a_problem_that_names_the_day() -> None:
    """Today's text that was told is left out with all its files; one that only contains it is news."""
    yesterday = work(*FERRY)
    again, longer = work("A line before it.", *FERRY, path="again.txt"), work(*FERRY[:2], *TROOPS, *TALKS)
    fresh, problems = part_told_before(gather_copies([again, longer]), [told(yesterday)], {})
    assert [origin.id for origin in fresh] == [longer[0].id]
    assert [(one.path, one.reason, one.told) for one in problems] == [
        ("again.txt", "told on 2026-03-09", told(yesterday).date)
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_files_never_matters(order: list[int]) -> None:
    """Any order gives the same origins with the same copies, and every file is in exactly one."""
    texts = [LONG, LONG[:7], LONG[4:], FERRY, FERRY_TOO, TALKS, TROOPS, LONG, FERRY[:3], (*FERRY, *TROOPS)]
    works = [work(*text, path=f"{n}.txt") for n, text in enumerate(texts)] + [invented(1), invented(2)]
    expected = gather_copies(works)
    assert gather_copies([works[i] for i in order]) == expected
    assert sum(1 + len(origin.copies) for origin in expected) == len(works)
