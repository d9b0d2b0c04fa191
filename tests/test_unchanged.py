"""A run that knows at once that nothing has changed: it says what a run would say, and looks wherever it might not."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from digest.commands.clock import read_moment
from digest.config import OWN_FIELDS, Settings
from digest.intake.folder import read_whole
from digest.pipeline import ingest
from digest.pipeline.unchanged import find_unchanged
from digest.store.lock import hold_lock
from tests.desks import Desk, article, moment

SLOT = "2026-03-10T06:00"
"""The first after the morning on which the desk was run."""


def find(desk: Desk, now: str = "2026-03-09T08:00", config: Path | None = None) -> str | None:
    """What is known without looking."""
    return find_unchanged(config or desk.config, read_clock=lambda zone: moment(now).astimezone(zone))


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk of one article, which a run has told."""
    desk = Desk(tmp_path_factory.mktemp("told") / "desk")
    desk.put("a.txt", article(1))
    return desk


@pytest.fixture
def desk(tmp_path: Path, told_once: Desk) -> Desk:
    """The same, run where it lies: a copy has another database."""
    desk = Desk.copy(told_once.root, tmp_path / "desk")
    desk.run("2026-03-09T07:00")
    return desk


def test_what_is_known_at_once_is_what_a_run_says(desk: Desk) -> None:
    """The same line, until the next slot is due."""
    known = find(desk)
    desk.run("2026-03-09T08:00")
    assert [known] == desk.said
    assert find(desk, "2026-03-10T05:59") == known
    assert find(desk, SLOT) is None
    assert find(desk, "2026-03-09T06:59") is None, "the clock was set back"


def put_into_database(desk: Desk) -> None:
    """A commit of another command, which leaves size and time of the file as they were."""
    path = desk.output / ".digest" / "digest.sqlite"
    before = path.stat()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE editions SET status = 'pending'")
        connection.commit()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def leave_note(desk: Desk) -> None:
    """The editor's note of the day."""
    (desk.root / "notes").mkdir()
    (desk.root / "notes" / "2026-03-09.md").write_text("Read the first one.")


def link_note(desk: Desk) -> None:
    """A note that cannot be read, of which a run tells."""
    (desk.root / "notes").mkdir()
    (desk.root / "notes" / "2026-03-09.md").symlink_to("2026-03-09.md")


def change_memory(**values: object) -> Callable[[Desk], None]:
    """Other values in what was noted."""

    def change(desk: Desk) -> None:
        path = desk.output / ".digest" / "unchanged.json"
        path.write_text(json.dumps({**json.loads(path.read_bytes()), **values}))

    return change


CHANGES: dict[str, Callable[[Desk], object]] = {
    "a new file": lambda desk: desk.put("b.txt", article(2)),
    "a changed file": lambda desk: desk.put("a.txt", article(1), age=90),
    "a file gone": lambda desk: (desk.articles / "a.txt").unlink(),
    "a folder gone": lambda desk: desk.articles.rename(desk.root / "elsewhere"),
    "other settings": lambda desk: desk.config.write_text(desk.config.read_text() + "[briefing]\nminutes = 7\n"),
    "wrong settings": lambda desk: desk.config.write_text("output = 3"),
    "settings gone": lambda desk: desk.config.unlink(),
    "a commit": put_into_database,
    "a database gone": lambda desk: (desk.output / ".digest" / "digest.sqlite").unlink(),
    "a cut commit": lambda desk: (desk.output / ".digest" / "digest.sqlite-journal").touch(),
    "a killed run": lambda desk: (desk.output / ".digest" / "cache.sqlite").touch(),
    "a failed run": lambda desk: (desk.output / ".digest" / "failure.json").touch(),
    "a log of commits": lambda desk: (desk.output / ".digest" / "digest.sqlite-wal").touch(),
    "a note": leave_note,
    "a note that leads to itself": link_note,
    "half a memory": lambda desk: (desk.output / ".digest" / "unchanged.json").write_text('{"settings": "'),
    "a memory of another form": lambda desk: (desk.output / ".digest" / "unchanged.json").write_text("{}"),
    "a zone that is none": change_memory(zone="Nowhere/None"),
    "a time that is none": change_memory(until="soon"),
    "a time without a zone": change_memory(until="2026-03-10T06:00"),
    "a folder that is none": change_memory(inbox=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_differs_is_looked_at(desk: Desk, change: str) -> None:
    """Nothing is known any more of a desk of which anything has changed."""
    assert find(desk) is not None
    CHANGES[change](desk)
    assert find(desk) is None


SETTINGS = {
    "seeds": "[seeds]\ndate_from_file = true\n",
    "output": "[output]\nkeep_days = 30\n",
    "markdown": "[markdown]\nwikilinks = true\n",
    "schedule": None,
    "briefing": "[briefing]\nminutes = 7\n",
    "stories": "[stories]\nmax_age_days = 3\n",
    "run": "[run]\nworkers = 1\n",
    "watch": '[watch]\nnames = ["Keld"]\n',
    "outlet": '[[outlet]]\nname = "Harbour Press"\n',
    "deliver": '[[deliver]]\nkind = "folder"\nfolder = "www"\n',
    "theme": '[[theme]]\nname = "incidents"\n',
}
"""For each table of config.toml lines that change it; the desk's own has a ``[schedule]``."""


def test_settings_of_any_table_are_looked_at(desk: Desk) -> None:
    """The hash of the file's whole text stands for every setting: no table can be forgotten, nor a new one."""
    before, text = desk.settings, desk.config.read_text()
    assert set(SETTINGS) == set(Settings.model_fields) - set(OWN_FIELDS)
    for table, lines in SETTINGS.items():
        desk.config.write_text(text + lines if lines else text.replace("06:00", "05:00"))
        changed = [name for name in SETTINGS if getattr(desk.settings, name) != getattr(before, name)]
        assert changed == [table]
        assert find(desk) is None, table
    desk.config.write_text(text)
    assert find(desk) is not None


def test_another_machine_knows_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its zone, its digest or what ``~`` stands for may be another."""
    for name, value in (("TZ", "Asia/Tokyo"), ("HOME", "/home/another")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert find(desk) is None, name
    assert find(desk) is not None
    monkeypatch.setattr("digest.pipeline.unchanged.__version__", "9.9")
    assert find(desk) is None


def test_another_zone_of_the_machine_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where its two files are no links: what they hold counts."""
    files = (desk.root / "localtime", desk.root / "timezone")
    monkeypatch.setattr("digest.pipeline.unchanged._ZONE_FILES", files)
    files[0].write_bytes(b"TZif of Oslo")
    desk.put("b.txt", article(2))
    desk.run("2026-03-09T07:30")
    assert find(desk) is not None
    files[0].write_bytes(b"TZif of Rome")
    assert find(desk) is None
    files[0].write_bytes(b"TZif of Oslo")
    files[1].write_text("Europe/Rome")
    assert find(desk) is None


def test_what_cannot_be_told_is_left_to_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is wrong: with the time that is given, with a folder of notes that may not be entered."""

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    wrong = find_unchanged(desk.config, read_clock=lambda zone: read_moment("yesterday", zone, "--now"))
    assert wrong is None
    monkeypatch.setattr(Path, "lstat", refuse)
    assert find(desk) is None


def test_settings_from_a_pipe_are_left_to_the_run(desk: Desk) -> None:
    """They can be read only once: opening this one would wait for a writer for ever."""
    os.mkfifo(desk.root / "pipe.toml")
    assert find(desk, config=desk.root / "pipe.toml") is None


def test_what_may_change_unseen_is_not_noted(tmp_path: Path) -> None:
    """A file that somebody still writes, and a lexicon of the reader's."""
    waiting = Desk(tmp_path / "waiting")
    waiting.put("a.txt", article(1))
    waiting.put("b.txt.part", article(2))
    waiting.run("2026-03-09T07:00")
    assert find(waiting) is None
    lexicon = Desk(tmp_path / "lexicon", more='[[theme]]\nname = "ships"\nlexicon = "ships.toml"\n')
    (lexicon.root / "ships.toml").write_text('strong = ["frigate"]\n')
    lexicon.put("a.txt", article(1))
    lexicon.run("2026-03-09T07:00")
    assert find(lexicon) is None


def test_a_file_that_was_not_read_is_read_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was away for a moment, and is there again as it was: nothing is noted."""
    desk = Desk(tmp_path / "desk")
    desk.put("a.txt", article(1))
    desk.put("b.txt", article(2))
    with monkeypatch.context() as patch:
        patch.setattr(ingest, "read_whole", lambda found: None if found.path == "b.txt" else read_whole(found))
        desk.run("2026-03-09T07:00")
    assert find(desk) is None
    desk.run("2026-03-09T07:30")
    assert find(desk) is not None
    assert sorted(desk.told()) == ["a.txt", "b.txt"]


def test_a_run_of_a_named_folder_notes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not where it is the settings' own, either: a link may lead there today only, a path from where one stands."""
    desk = Desk(tmp_path / "desk")
    desk.put("a.txt", article(1))
    monkeypatch.chdir(desk.root)
    assert desk.run("2026-03-09T07:00", folder=Path("seeds")).status == "made"
    assert find(desk) is None


def test_a_run_waits_for_another_one_once(desk: Desk) -> None:
    """While another one works nothing is known, and the run itself waits."""
    with hold_lock(desk.output / ".digest"):
        assert find(desk) is None
    assert find(desk) is not None
