"""Many files at once go to disk side by side, and still all or none."""

import errno
import os
from pathlib import Path

import pytest

from digest.errors import PublicationError
from digest.publish import files as module
from digest.publish.files import hash_bytes, publish, remove


def test_many_files_are_all_there(tmp_path: Path) -> None:
    """Each under its name, with its bytes; nothing temporary stays."""
    files = {f"sources/{number}.html": f"page {number}".encode() for number in range(120)}
    publish(tmp_path, files)
    assert {f"sources/{one.name}": one.read_bytes() for one in (tmp_path / "sources").iterdir()} == files


def test_one_that_cannot_be_written_keeps_all_back(tmp_path: Path) -> None:
    """A disk that refuses the last of many leaves the folder as it was."""
    files = {f"sources/{number}.html": b"page" for number in range(120)} | {f"sources/{'x' * 300}": b"page"}
    with pytest.raises(PublicationError, match="cannot be written"):
        publish(tmp_path, files)
    assert list((tmp_path / "sources").iterdir()) == []


def test_what_is_taken_away_is_gone_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is synced once, after the last one; one that was edited stays, and nothing is synced for it."""
    publish(tmp_path, {"sources/1.html": b"one", "sources/2.html": b"two", "3.html": b"mine"})
    ours = {"sources/1.html": hash_bytes(b"one"), "sources/2.html": hash_bytes(b"two"), "3.html": hash_bytes(b"three")}
    synced: list[tuple[Path, int]] = []
    monkeypatch.setattr(module, "sync_folder", lambda place: synced.append((place, len(list(place.iterdir())))))
    remove(tmp_path, ours, hash_of=ours.get)
    assert synced == [(tmp_path / "sources", 0)]
    assert (tmp_path / "3.html").read_bytes() == b"mine"


def test_a_disk_that_fills_up_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed write tells no name by itself; nothing temporary stays."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(PublicationError, match=r"2018-11-28\.html"):
        publish(tmp_path, {"2018-11-28.html": b"page"})
    assert list(tmp_path.iterdir()) == []


def test_what_a_run_left_that_died_is_taken_away(tmp_path: Path) -> None:
    """Its temporary files, in every folder that a run writes to; nobody else's."""
    for folder in ("", "sources", ".digest"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f".a.html{module.TEMPORARY}").touch()
        (tmp_path / folder / ".mine").touch()
        (tmp_path / folder / f"b.html{module.TEMPORARY}").touch()
    module.remove_temporary(tmp_path)
    assert not list(tmp_path.rglob(f".a.html{module.TEMPORARY}"))
    assert len(list(tmp_path.rglob(".mine"))) == len(list(tmp_path.rglob(f"b.html{module.TEMPORARY}"))) == 3
    module.remove_temporary(tmp_path / "none")


def test_a_thousand_edited_copies_are_enough(tmp_path: Path) -> None:
    """Somebody saves over every page that is put beside his: the run ends with a sentence and overwrites none."""
    for number in ("", ".new", *(f".new{n}" for n in range(1, 1000))):
        (tmp_path / f"a{number}.html").write_bytes(b"mine")
    with pytest.raises(PublicationError, match="a thousand edited copies"):
        publish(tmp_path, {"a.html": b"page"})
    assert {one.read_bytes() for one in tmp_path.iterdir()} == {b"mine"}
