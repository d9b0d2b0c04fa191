"""Many files at once go to disk side by side, and still all or none."""

from pathlib import Path

import pytest

from digest.errors import PublicationError
from digest.publish.files import publish


def test_many_files_are_all_there(tmp_path: Path) -> None:
    """Each under its name, with its bytes; nothing temporary stays."""
    files = {f"sources/{number}.html": f"page {number}".encode() for number in range(120)}
    publish(tmp_path, files, ours={})
    assert {f"sources/{one.name}": one.read_bytes() for one in (tmp_path / "sources").iterdir()} == files


def test_one_that_cannot_be_written_keeps_all_back(tmp_path: Path) -> None:
    """A disk that refuses the last of many leaves the folder as it was."""
    files = {f"sources/{number}.html": b"page" for number in range(120)} | {f"sources/{'x' * 300}": b"page"}
    with pytest.raises(PublicationError, match="cannot be written"):
        publish(tmp_path, files, ours={})
    assert list((tmp_path / "sources").iterdir()) == []
