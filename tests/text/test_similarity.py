"""How much two sentences share."""

import pytest

from digest.text.similarity import overlap


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        pytest.param(("ship", "sank"), ("ship", "sank", "port"), 1.0, id="the shorter is in the longer"),
        pytest.param(("ship", "sank"), ("ship", "left", "port"), 0.5, id="half"),
        pytest.param((), ("ship",), 0.0, id="nothing"),
    ],
)
def test_overlap(one: tuple[str, ...], other: tuple[str, ...], share: float) -> None:
    """The share of the shorter one's terms."""
    assert overlap(one, other) == overlap(other, one) == share
