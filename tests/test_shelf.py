"""What a run keeps out of memory: it comes back as it was laid, gives its room back, and says what a full disk is."""

import errno
import io
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.state.shelf import IN_MEMORY, Drawer, Shelf, shelf_in


def test_what_is_laid_down_comes_back(tmp_path: Path) -> None:
    """In any order, also when it has outgrown memory; no name of it is ever seen."""
    with shelf_in(tmp_path) as shelf:
        places = {number: shelf.lay((number, bytes(IN_MEMORY // 4))) for number in range(8)}
        assert [shelf.take(places[number])[0] for number in (7, 0, 3)] == [7, 0, 3]
        drawer = Drawer(shelf)
        drawer.put("b", "second")
        drawer.put("a", "first")
        assert dict(drawer) == {"b": "second", "a": "first"}
        assert list(tmp_path.iterdir()) == []


def test_a_days_pages_give_their_room_back(tmp_path: Path) -> None:
    """What was laid before stays."""
    file = io.BytesIO()
    shelf = Shelf(file, tmp_path)
    place = shelf.lay("an article")
    size = len(file.getvalue())
    with shelf.passing():
        shelf.lay("a page")
        assert len(file.getvalue()) > size
    assert len(file.getvalue()) == size
    assert shelf.take(place) == "an article"
    assert shelf.take(shelf.lay("the next day")) == "the next day"


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """The shelf's own place and the remedy, and not the database."""

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DigestError, match=rf"{tmp_path}: .* No space left on device; nothing was published: make room"):
        Shelf(Full(), tmp_path).lay("a page")
