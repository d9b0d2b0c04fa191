"""What becomes of the database when a run is cut off in it, or when something fails in the middle."""

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.store import database
from digest.store.records import Files
from digest.store.store import open_store, open_unchecked
from tests.desks import MONDAY, Desk, article


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a briefing of one article."""
    desk = Desk(tmp_path / "desk")
    desk.put("a.txt", article(1))
    desk.run(MONDAY)
    return desk


@pytest.fixture
def cut_off(desk: Desk) -> Path:
    """The database as a run left it that died while it wrote: half of what was new is in it, the old in the journal."""
    folder = desk.output / ".digest"
    path = folder / "digest.sqlite"
    left = desk.root / "left"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE editions SET edition = 'half', status = 'made'")
        writer.execute("DELETE FROM articles")
        writer.execute("CREATE TABLE much (text BLOB)")
        writer.executemany("INSERT INTO much VALUES (?)", [(bytes(5000),)] * 50)  # more than fits into memory
        left.mkdir()
        for name in ("digest.sqlite", "digest.sqlite-journal"):
            shutil.copyfile(folder / name, left / name)
        writer.execute("ROLLBACK")
    for one in left.iterdir():
        shutil.copyfile(one, folder / one.name)
    assert path.with_name("digest.sqlite-journal").stat().st_size
    return path


def test_who_only_reads_sees_what_was_committed(desk: Desk, cut_off: Path) -> None:
    """The journal is rolled back, though a reader opens the database without the right to write."""
    with open_unchecked(desk.output) as kept:
        edition = kept.find_edition()
    assert edition is not None
    assert [source.path for source in edition.articles] == ["a.txt"]
    assert not cut_off.with_name("digest.sqlite-journal").exists()


def test_the_next_run_goes_on_from_what_was_committed(desk: Desk, cut_off: Path) -> None:
    """Nothing is told twice and nothing is lost."""
    desk.put("b.txt", article(2))
    desk.run("2026-03-10T07:00")
    assert desk.told() == {"a.txt": ["2026-03-09"], "b.txt": ["2026-03-10"]}
    with open_unchecked(desk.output) as kept:
        assert kept.list_complaints() == ()


def test_a_database_that_is_locked_by_another_program_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup that copies it, say: exit code 1, and what to do; afterwards all is as it was."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    desk.put("b.txt", article(2))
    with closing(sqlite3.connect(desk.output / ".digest" / "digest.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DigestError, match="database is locked; nothing was published"):
            desk.run("2026-03-10T07:00")
        other.execute("ROLLBACK")
    desk.run("2026-03-10T07:00")
    assert desk.told()["b.txt"] == ["2026-03-10"]


def test_a_new_form_that_cannot_be_made_leaves_the_old_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of its steps or none."""
    before = (desk.output / ".digest" / "digest.sqlite").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "CREATE TABLE a (b);\nCREATE TABLE a (b)"))
        with pytest.raises(DigestError, match="table a already exists"):
            desk.run("2026-03-10T07:00")
    assert (desk.output / ".digest" / "digest.sqlite").read_bytes() == before
    assert desk.run("2026-03-09T08:00").status == "nothing_new"


def test_what_fails_in_the_middle_is_taken_back(desk: Desk) -> None:
    """A mistake of ours between two steps of one change leaves neither of them."""
    with open_store(desk.output) as kept:
        (date,) = kept.list_dates()
        before = kept._fetch_all("SELECT * FROM published ORDER BY name")
        with pytest.raises(sqlite3.IntegrityError):
            kept.mark_published(date, (("new.html", "0123"), ("newer.html", None)))  # type: ignore[arg-type]
        assert kept._fetch_all("SELECT * FROM published ORDER BY name") == before != []


def test_only_a_day_that_is_published_anew_leaves_pages_behind(desk: Desk) -> None:
    """Of the others no name is looked at."""
    with open_store(desk.output) as kept:
        (date,) = kept.list_dates()
        kept.mark_published(date, (("sources/gone.html", "0123"),))
        assert kept.find_orphans(date) == ("sources/gone.html",)
        assert kept.find_orphans(date + dt.timedelta(days=1)) == ()
        assert kept.find_published_hash("sources/gone.html") == "0123"
        assert kept.find_published_hash("sources/none.html") is None
        kept.mark_published(date, (), ("sources/gone.html",))
        assert kept.find_orphans(date) == ()


def test_files_are_a_mapping_of_what_is_kept(desk: Desk) -> None:
    """By their names, without holding any."""
    with open_store(desk.output) as kept:
        files = Files(kept.read_file, ("2026-03-09.html", "2026-03-09.md"))
        assert (len(files), list(files)) == (2, ["2026-03-09.html", "2026-03-09.md"])
        assert files["2026-03-09.md"] == (desk.output / "2026-03-09.md").read_bytes()
        assert "index.html" not in files


def test_search_has_each_text_of_a_day_once(desk: Desk) -> None:
    """Of a day that is made anew the texts of its newest revision, and those of the days around it."""
    desk.put("b.txt", article(2))
    desk.run("2026-03-10T07:00")
    for number, when in enumerate(("2026-03-09T12:00", "2026-03-10T12:00", "2026-03-09T13:00"), 3):
        desk.put(f"{number}.txt", article(number))
        desk.run(when)
    with closing(sqlite3.connect(desk.output / ".digest" / "digest.sqlite")) as connection:
        found = connection.execute(
            "SELECT date, kind, count(*) FROM search GROUP BY date, kind ORDER BY 1, 2"
        ).fetchall()
    assert found == [
        *[("2026-03-09", "article", 3), ("2026-03-09", "edition", 1)],
        *[("2026-03-10", "article", 2), ("2026-03-10", "edition", 1)],
    ]
