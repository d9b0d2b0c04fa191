"""The lock files: what is asked for with extras is pinned with them, or a newer release breaks a fresh set-up."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

LOCKS = Path(__file__).parent.parent / "requirements"


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_extras_are_pinned(name: str) -> None:
    """pip takes ``lxml[html_clean]>=4`` for unpinned beside ``lxml==6`` as soon as there is a newer lxml.

    The name of the extra is spelled as it is asked for: at ``html-clean``, which uv writes, the pip of Python 3.11 ends
    with an error.
    """
    pinned = set(re.findall(r"^([\w.-]+(?:\[\w+\])?)==", (LOCKS / name).read_text(encoding="utf-8"), re.MULTILINE))
    locked = {one.partition("[")[0] for one in pinned}
    asked = [
        (found[1].lower(), found[2])
        for one in distributions()
        if one.name.lower() in locked
        for said in one.requires or ()
        if "extra ==" not in said and (found := re.match(r"([\w.-]+)\[(\w+)\]", said))
    ]
    assert asked
    assert [f"{package}[{extra}]" for package, extra in asked if f"{package}[{extra}]" not in pinned] == []
