"""A run that knows at once that nothing has changed: it says what a run would say, and looks wherever it might not."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from digest.config import OWN_FIELDS, Settings
from digest.errors import BusyError
from digest.pipeline.unchanged import find_unchanged
from digest.store.lock import hold_lock
from tests.desks import Desk, article, moment

SLOT = "2026-03-10T06:00"
"""The first after the morning on which the desk was run."""


def find(desk: Desk, now: str = "2026-03-09T08:00", wait: float = 0) -> str | None:
    """What is known without looking."""
    return find_unchanged(desk.config, wait=wait, read_clock=lambda zone: moment(now).astimezone(zone))


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
    "a note": leave_note,
    "half a memory": lambda desk: (desk.output / ".digest" / "unchanged.json").write_text('{"settings": "'),
    "a memory of another form": lambda desk: (desk.output / ".digest" / "unchanged.json").write_text("{}"),
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
    """Its zone or its digest may be another."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert find(desk) is None
    monkeypatch.undo()
    assert find(desk) is not None
    monkeypatch.setattr("digest.pipeline.unchanged.__version__", "9.9")
    assert find(desk) is None


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


def test_it_waits_for_another_run_as_every_run_does(desk: Desk) -> None:
    """One run works at a time."""
    with hold_lock(desk.output / ".digest"), pytest.raises(BusyError):
        find(desk)
