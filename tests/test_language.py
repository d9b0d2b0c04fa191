"""The figures of docs/design.md on how the code reads can be counted, and the goals are kept."""

import re
from pathlib import Path

from benchmarks.language import count

ROOT = Path(__file__).parent.parent


def test_stages_pass_values_and_the_day_is_made_once() -> None:
    """No stage decodes bytes; one function composes a day; docstrings are read at once."""
    figures = count(ROOT)
    table = (
        (ROOT / "docs" / "design.md")
        .read_text(encoding="utf-8")
        .partition("                1.0.0      now    goal\n")[2]
    )
    told = re.findall(r"^(\w.*?) {2,}[\d,]+(?: %)? +([\d,]+)(?: %)?(?: |$)", table.partition("```")[0], re.MULTILINE)
    assert len(told) == 8
    for name, now in told:
        counted = int(str(figures[name]).removesuffix(" %"))
        assert abs(counted - int(now.replace(",", ""))) <= counted / 20, name
    assert figures["stages whose code encodes or decodes articles"] == 0
    assert figures["copies of the day's sequence"] == 1
    for name in ("docstrings that begin with a verb", "functions that begin with a verb"):
        assert int(str(figures[name]).removesuffix(" %")) >= 45
