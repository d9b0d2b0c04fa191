"""The briefing of the sample articles, as it was read and approved."""

import difflib

import pytest

from tests.golden import APPROVED, NAMES, made


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages as this tree makes them."""
    return made(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", [*NAMES, "source.html"])
def test_a_page_is_as_approved(pages: dict[str, bytes], name: str) -> None:
    """Byte for byte; a change that is meant is approved by ``make golden`` and read in the commit."""
    approved = (APPROVED / name).read_bytes()
    lines = difflib.unified_diff(
        approved.decode().splitlines(), pages[name].decode().splitlines(), "approved", "made", lineterm="", n=1
    )
    assert pages[name] == approved, "\n".join(list(lines)[:60])
