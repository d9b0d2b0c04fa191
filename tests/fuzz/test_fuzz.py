"""Inputs from grammars, a few for each target; ``make fuzz`` tries millions."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.grammars import inputs
from tests.fuzz.targets import TARGETS

SLOW = {".pdf": 4, "pages": 6}
"""Targets of more than 20 ms an input: PDFs are read in a process of their own, pages are rendered twice."""


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_the_answer_is_right(target: str) -> None:
    """No exception, no text that is not the source's own, no element of it, no setting without its line."""

    @settings(max_examples=SLOW.get(target, 8), suppress_health_check=list(HealthCheck))
    @given(inputs(target))
    def check(data: bytes) -> None:
        TARGETS[target](data)

    check()
