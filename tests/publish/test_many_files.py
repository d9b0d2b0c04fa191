"""Many files at once go to disk side by side, and still all or none."""

from pathlib import Path

import pytest

from digest.errors import PublicationError
from digest.publish import files as module
from digest.publish.files import mark_of, publish, remove


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


def test_what_is_taken_away_is_gone_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is synced once, after the last one; one that was edited stays, and nothing is synced for it."""
    publish(tmp_path, {"sources/1.html": b"one", "sources/2.html": b"two", "3.html": b"mine"}, ours={})
    ours = {"sources/1.html": mark_of(b"one"), "sources/2.html": mark_of(b"two"), "3.html": mark_of(b"three")}
    synced: list[tuple[Path, int]] = []
    monkeypatch.setattr(module, "sync_folder", lambda place: synced.append((place, len(list(place.iterdir())))))
    remove(tmp_path, ours, ours=ours)
    assert synced == [(tmp_path / "sources", 0)]
    assert (tmp_path / "3.html").read_bytes() == b"mine"
