"""Which files are there, whole and new; the folder is only ever read."""

import contextlib
import errno
import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ConfigurationError
from digest.intake.folder import LARGEST, make_printable, read_again, read_note, read_whole, restore_name, scan
from digest.model import Problem

INSTANT = 0.01
"""Seconds after which nothing that was saved seems to come from the future, however a file's time is rounded."""


def put(folder: Path, name: str, data: bytes = b"words", *, age: float = 60) -> Path:
    """A file that was saved so many seconds ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_files_are_found_below_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Folders are entered; the order is that of the paths, whatever the disk says."""
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt"):
        put(tmp_path, name)
    assert [found.path for found in scan(tmp_path).files] == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    "name", ["a.txt.part", "x.crdownload", ".a.txt.swp", "~$letter.docx", ".#a.txt", ".goutputstream-X1", "A.TMP"]
)
def test_temporary_files_wait(tmp_path: Path, name: str) -> None:
    """Whoever writes them gives them their name when they are whole."""
    put(tmp_path, name)
    found = scan(tmp_path)
    assert found.files == ()
    assert [problem.path for problem in found.waiting] == [name]
    assert "temporary" in found.waiting[0].reason


@pytest.mark.parametrize(
    ("age", "patience", "kept"),
    [(10, 0, True), (0, 0, False), (-3600, 0, True), (1.5, 3, True), (0, 3, True)],
    ids=["old", "young", "from the future", "settles soon", "settles in time"],
)
def test_young_files(tmp_path: Path, age: float, patience: float, kept: bool) -> None:
    """Younger than two seconds by the machine's clock waits, for up to three seconds in the same run."""
    saved = put(tmp_path, "a.txt", age=age).stat().st_mtime
    slept: list[float] = []
    clock = [saved + age + INSTANT]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    found = scan(tmp_path, clock=lambda: clock[0], sleep=sleep, patience=patience)
    assert [one.path for one in found.files] == (["a.txt"] if kept else [])
    assert bool(found.waiting) is not kept
    assert sum(slept) <= 3


def test_a_file_that_never_settles_waits_for_the_next_run(tmp_path: Path) -> None:
    """The run does not wait for ever, and the others are not held up."""
    put(tmp_path, "old.txt")
    growing = put(tmp_path, "growing.txt", age=0)
    clock = [growing.stat().st_mtime + INSTANT]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        os.utime(growing, (clock[0] - INSTANT,) * 2)

    found = scan(tmp_path, clock=lambda: clock[0], sleep=sleep)
    assert [one.path for one in found.files] == ["old.txt"]
    assert [(one.path, one.reason) for one in found.waiting] == [
        ("growing.txt", "still being written; left for the next run")
    ]


@pytest.mark.parametrize("when", [-86_400, 0, 1], ids=["before 1970", "at its beginning", "a second later"])
def test_a_file_of_an_odd_time_is_read(tmp_path: Path, when: int) -> None:
    """Archives and old disks give files times that nobody meant; they are articles all the same."""
    os.utime(put(tmp_path, "a.txt"), (when, when))
    (found,) = scan(tmp_path).files
    assert read_whole(found) == b"words"


def test_a_folder_whose_files_cannot_be_asked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One may list it and not enter it: no article is passed over in silence. (To root all are open.)"""
    put(tmp_path, "a.txt")
    put(tmp_path, "closed/b.txt")
    scandir = os.scandir

    class Closed:
        """A file of a folder without the right to enter it."""

        name, path = "b.txt", str(tmp_path / "closed" / "b.txt")

        def stat(self, **_: bool) -> os.stat_result:
            raise PermissionError(errno.EACCES, "Permission denied")

    def listed(place: str | Path) -> object:
        return contextlib.nullcontext([Closed()]) if str(place).endswith("closed") else scandir(place)

    monkeypatch.setattr(os, "scandir", listed)
    assert [(one.path, one.trouble) for one in scan(tmp_path).files] == [
        ("a.txt", None),
        ("closed/", "this folder cannot be read: Permission denied"),
    ]


class Listed(list["os.DirEntry[str]"]):
    """What was in a folder when somebody looked, as ``scandir`` gives it."""

    def __enter__(self) -> "Listed":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open."""


def test_what_goes_away_while_it_is_listed_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder that somebody moves meanwhile are nothing to tell of; the others are found."""
    for name in ("a.txt", "b/c.txt", "d.txt"):
        put(tmp_path, name)
    scandir = os.scandir
    looks: list[object] = []

    def vanishing(place: str | Path) -> object:
        if str(place).endswith("/b"):
            raise FileNotFoundError
        with scandir(place) as entries:
            listed = Listed(entries)
        if looks.append(place) or len(looks) > 1:  # the first is whether the folder is there at all
            (tmp_path / "a.txt").unlink(missing_ok=True)
        return listed

    monkeypatch.setattr(os, "scandir", vanishing)
    assert [one.path for one in scan(tmp_path).files] == ["d.txt"]


def test_a_disk_that_fails_while_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is named with what the system said of it."""
    put(tmp_path, "a.txt")
    (found,) = scan(tmp_path).files

    def fails(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "read", fails)
    problem = read_whole(found)
    assert isinstance(problem, Problem)
    assert (problem.reason, problem.unreadable) == ("cannot be read: Input/output error", True)


def test_a_note_that_cannot_be_read_is_a_mistake_to_mend(tmp_path: Path) -> None:
    """A folder in its place, say: the desk would miss its note without a word."""
    (tmp_path / "2026-03-09.md").mkdir()
    with pytest.raises(ConfigurationError, match=r"2026-03-09\.md: the desk's note cannot be read"):
        read_note(tmp_path / "2026-03-09.md")
    assert read_note(tmp_path / "2026-03-10.md") is None


def test_what_is_no_regular_file_is_named_and_never_opened(tmp_path: Path) -> None:
    """Links, pipes and sockets would lead elsewhere or never end."""
    folder, outside = tmp_path / "in", tmp_path / "out"
    put(outside, "secret.txt")
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "socket"))
    try:
        found = {one.path: one.trouble for one in scan(folder).files}
    finally:
        listener.close()
    assert set(found) == {"link.txt", "linked", "pipe.txt", "socket"}
    assert "link" in str(found["link.txt"])
    assert found["pipe.txt"] == "not a regular file"


def test_hidden_files_and_folders_are_named(tmp_path: Path) -> None:
    """They hold no articles, and the folders are not looked into."""
    put(tmp_path, ".DS_Store")
    put(tmp_path, ".git/config")
    found = {one.path: one.trouble for one in scan(tmp_path).files}
    assert found == {".DS_Store": "a hidden file", ".git/": "a hidden folder; not looked into"}


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    r"""Is shown with \xNN, and the file is read under its own name."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"words")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (found,) = scan(tmp_path).files
    assert found.path == r"caf\xe9.txt"
    assert read_whole(found) == b"words"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a b.txt", "a b.txt"),
        ("Zürich, 2 März.txt", "Zürich, 2 März.txt"),
        ("at 9\u202fam.png", "at 9\u202fam.png"),
        ("two\nlines.txt", r"two\x0alines.txt"),
        ("\x1b[31mred.txt", r"\x1b[31mred.txt"),
        ("gpj\u202etxt.exe", r"gpj\u202etxt.exe"),
        ("sepa\u2028rated.txt", r"sepa\u2028rated.txt"),
        (os.fsdecode(b"caf\xe9.txt"), r"caf\xe9.txt"),
        (r"caf\xe9.txt", r"caf\\xe9.txt"),
        (os.fsdecode(b"next\x85.txt"), r"next\x85.txt"),
        ("next\u0085.txt", r"next\u0085.txt"),
        ("tag\U000e0041.txt", r"tag\U000e0041.txt"),
        (os.fsdecode(b"\\\xff\\x"), r"\\\xff\\x"),
    ],
    ids=[
        *("plain", "letters", "narrow space", "newline", "terminal", "bidi", "line separator", "a byte", "its escape"),
        *("another byte", "a letter of its number", "a high one", "backslashes"),
    ],
)
def test_names_can_be_printed(name: str, shown: str) -> None:
    """No name can command a terminal, break a line, hide what it is, or look like another."""
    assert make_printable(name) == shown
    assert restore_name(shown) == name


@given(st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name and b"/" not in name))
def test_no_two_names_look_alike(name: bytes) -> None:
    """Whatever bytes a name has, they can be told from what is shown."""
    assert os.fsencode(restore_name(make_printable(os.fsdecode(name)))) == name


def test_a_giant_is_not_read(tmp_path: Path) -> None:
    """A sparse file costs its writer nothing and a reader all memory."""
    with (tmp_path / "giant.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    os.utime(tmp_path / "giant.txt", (1_700_000_000, 1_700_000_000))
    (found,) = scan(tmp_path).files
    problem = read_whole(found)
    assert isinstance(problem, Problem)
    assert problem.unreadable
    assert "larger than 32 MB" in problem.reason


def grow(path: Path) -> None:
    path.write_bytes(b"more words than before")


def vanish(path: Path) -> None:
    path.unlink()


def become_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize("change", [grow, vanish])
def test_a_file_that_changes_before_it_is_read_waits(tmp_path: Path, change) -> None:
    """What is read is what was seen, or nothing."""
    path = put(tmp_path, "a.txt")
    (found,) = scan(tmp_path).files
    change(path)
    assert read_whole(found) is None


def test_a_file_that_becomes_a_link_is_not_followed(tmp_path: Path) -> None:
    """The kernel refuses: there is no moment in between."""
    path = put(tmp_path, "a.txt")
    (found,) = scan(tmp_path).files
    become_a_link(path)
    assert not isinstance(read_whole(found), bytes)


def test_reading_leaves_no_trace(tmp_path: Path) -> None:
    """Neither names nor sizes nor times of change."""
    put(tmp_path, "a/b.txt")
    before = {str(p): (p.stat().st_mtime_ns, p.stat().st_ctime_ns) for p in tmp_path.rglob("*")}
    for found in scan(tmp_path).files:
        read_whole(found)
    assert before == {str(p): (p.stat().st_mtime_ns, p.stat().st_ctime_ns) for p in tmp_path.rglob("*")}


def test_a_missing_folder_names_the_setting(tmp_path: Path) -> None:
    """It is a mistake of configuration."""
    with pytest.raises(ConfigurationError, match=r"make it, change \[seeds\] folder"):
        scan(tmp_path / "nowhere")


def test_read_again_reads_regular_files_only(tmp_path: Path) -> None:
    """A path out of an edition leads to a file that is still there, or to nothing."""
    put(tmp_path, "a.txt")
    put(tmp_path, "b/c.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "b" / "link.txt").symlink_to("c.txt")
    assert read_again(tmp_path, "a.txt") == b"words"
    assert read_again(tmp_path, "link.txt") == b"words"  # as it may have been followed when the edition was made
    assert read_again(tmp_path, "b/link.txt") is None
    assert read_again(tmp_path, "gone.txt") is None


def test_read_again_knows_a_name_that_could_not_be_printed(tmp_path: Path) -> None:
    """An edition has it as it was shown; the file is still found."""
    put(tmp_path, os.fsdecode(b"a\n#/\xff\xe2\x80\xae.txt"))
    (found,) = scan(tmp_path).files
    assert found.path == r"a\x0a#/\xff\u202e.txt"
    assert read_again(tmp_path, found.path) == b"words"
    assert read_again(tmp_path, r"a\x0a#/\xfe.txt") is None
    assert read_again(tmp_path, "a\0b") is None


@pytest.mark.parametrize(
    ("name", "age", "reason"),
    [
        ("a.txt~", 60, "an editor's backup copy; the file itself is read"),
        ("#a.txt#", 60, "an editor's backup copy; the file itself is read"),
        ("a.html.part", 2 * 86_400, "a download that did not end: fetch it anew"),
        ("a.crdownload", 2 * 86_400, "a download that did not end: fetch it anew"),
    ],
)
def test_what_is_left_over_is_set_aside_once(tmp_path: Path, name: str, age: float, reason: str) -> None:
    """To wait for it would say so at every run, for ever."""
    put(tmp_path, name, age=age)
    found = scan(tmp_path)
    assert found.waiting == ()
    assert [(one.path, one.trouble) for one in found.files] == [(name, reason)]


@pytest.mark.parametrize(
    "folder",
    ["Lock_files", "Lock-files", "Lock.files", "Lock-Dateien", "Lock_Dateien", "Lock_fichiers", "Lock_archivos", "Lock_файлы", "Lock.html_files"],
)  # fmt: skip
def test_what_belongs_to_a_saved_page_is_not_looked_into(tmp_path: Path, folder: str) -> None:
    """Adverts and consent boxes lie there; the page itself is read."""
    put(tmp_path, "Lock.html")
    put(tmp_path, f"{folder}/saved_resource.html")
    found = {one.path: one.trouble for one in scan(tmp_path).files}
    assert found == {"Lock.html": None, f"{folder}/": "belongs to the page Lock.html; not looked into"}


@pytest.mark.parametrize("folder", ["Lock_files", "Quay files", "Lock-2019"])
def test_folder_without_its_page_is_read(tmp_path: Path, folder: str) -> None:
    """Somebody called it so."""
    put(tmp_path, "Quay.html")
    put(tmp_path, f"{folder}/a.txt")
    assert f"{folder}/a.txt" in [one.path for one in scan(tmp_path).files if one.trouble is None]


@pytest.mark.parametrize("folder", ["node_modules", "__pycache__", "__MACOSX", "@eaDir"])
def test_folders_of_programs_are_not_looked_into(tmp_path: Path, folder: str) -> None:
    """They hold texts that are no articles."""
    put(tmp_path, f"{folder}/x/README.md")
    assert [(one.path, one.trouble) for one in scan(tmp_path).files] == [
        (f"{folder}/", "a program's folder; not looked into")
    ]


class TestLinks:
    """Links are followed on request, and only those directly in the folder."""

    def test_files_and_folders(self, tmp_path: Path) -> None:
        """Under the link's own name; a link below the first level stays one."""
        folder, outside = tmp_path / "in", tmp_path / "out"
        put(outside, "far/a.txt", b"far")
        put(outside, "b.txt", b"near")
        (outside / "far" / "on.txt").symlink_to(outside / "b.txt")
        folder.mkdir()
        (folder / "linked").symlink_to(outside / "far")
        (folder / "b.txt").symlink_to(outside / "b.txt")
        (folder / "dead.txt").symlink_to(outside / "none.txt")
        found = {one.path: one for one in scan(folder, follow_links=True).files}
        assert sorted(found) == ["b.txt", "dead.txt", "linked/a.txt", "linked/on.txt"]
        assert read_whole(found["linked/a.txt"]) == b"far"
        assert read_whole(found["b.txt"]) == b"near"
        assert found["dead.txt"].trouble == "a link that leads nowhere"
        assert "a link" in str(found["linked/on.txt"].trouble)
        assert read_again(folder, "b.txt") == b"near"
        assert read_again(folder, "linked/a.txt") == b"far"

    def test_loops_end(self, tmp_path: Path) -> None:
        """A folder is read once, however many links lead to it."""
        folder = tmp_path / "in"
        put(folder, "a.txt")
        (folder / "self").symlink_to(folder)
        (folder / "above").symlink_to(tmp_path)
        found = [one.path for one in scan(folder, follow_links=True).files if one.trouble is None]
        assert found == ["a.txt"]

    def test_are_named_where_nobody_asked(self, tmp_path: Path) -> None:
        """With the setting that follows them."""
        put(tmp_path / "out", "a.txt")
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "linked").symlink_to(tmp_path / "out")
        (found,) = scan(tmp_path / "in").files
        assert "[seeds] follow_links = true" in str(found.trouble)
