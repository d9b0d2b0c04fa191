"""The figures of docs/design.md on how the code reads can be counted, and the goals are kept."""

from pathlib import Path

from benchmarks.language import count

ROOT = Path(__file__).parent.parent


def test_stages_pass_values_and_the_day_is_made_once() -> None:
    """No stage decodes bytes; one function composes a day; docstrings are read at once."""
    figures = count(ROOT)
    assert figures["stages whose code encodes or decodes articles"] == 0
    assert figures["copies of the day's sequence"] == 1
    assert int(str(figures["docstrings that begin with a verb"]).removesuffix(" %")) >= 45
