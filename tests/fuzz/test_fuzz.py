"""Inputs from grammars, a few for each target; ``make fuzz`` tries a million of each."""

import random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.grammars import inputs
from tests.fuzz.mutations import Mutations, is_tree
from tests.fuzz.targets import TARGETS

SLOW = {".pdf": 4, "pages": 6}
"""Targets of more than 20 ms an input: PDFs are read in a process of their own, pages are rendered twice."""


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_the_answer_is_right(target: str) -> None:
    """No exception, no text that is not the source's own, no element of it, no setting without its line."""

    @settings(max_examples=SLOW.get(target, 6), suppress_health_check=list(HealthCheck))
    @given(inputs(target))
    def check(data: bytes) -> None:
        TARGETS[target](data)

    check()


@pytest.mark.parametrize("target", ["note", "configuration"])
def test_seed_and_number_name_an_input(target: str) -> None:
    """What a number made once it makes again, alone; other numbers and seeds make other inputs."""
    made = [Mutations(target, seed=1).make(number) for number in range(20)]
    assert Mutations(target, seed=1).make(19) == made[19]
    assert Mutations(target, seed=2).make(19) != made[19]
    assert len(set(made)) > 15


def test_a_broken_tree_is_still_one() -> None:
    """Elements and values go where no reader expects them, and the parser reads them all."""
    mutations, dice = Mutations("note", seed=1), random.Random(1)
    pages = [mutations.vary_xml(b'<a x="1">one<b>two</b> three<c/></a>', dice) for _ in range(20)]
    values = [mutations.vary_json(b'{"title": "one", "parts": [{"text": "two"}, 3]}', dice) for _ in range(20)]
    assert all(is_tree(page, ".docx") for page in pages)
    assert all(is_tree(value, ".json") for value in values)
    assert len(set(pages)) > 15
    assert len(set(values)) > 15
