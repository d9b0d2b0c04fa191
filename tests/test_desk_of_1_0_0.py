"""A desk that version 1.0.0 made: the articles of ``tests/week`` in seven days, its database, settings and pages.

``tests/fixtures/desk-1.0.0.tar.xz`` was made once, by the released program: a run at 22:05 on each evening from 10 to 16
June 2019, without 13 June (skipped) and with the last one at 06:30 on 17 June (late, so that a catch-up is among the
stored notices). It is never made again: it stands for the folders that readers have.
"""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from tests.calls import call

pytestmark = pytest.mark.slow

ARCHIVE = Path(__file__).parent / "fixtures" / "desk-1.0.0.tar.xz"
DAYS = ("2019-06-10", "2019-06-11", "2019-06-12", "2019-06-14", "2019-06-15", "2019-06-17")
TRUCE = "103cb6a1e06e4b81"
"""The thread of the peace talks, under the id that 1.0.0 gave it."""
NEW = "wire/prisoners-second.txt"
SECOND_GROUP = """\
Truce holds in Tarsis as a second group of prisoners goes home

DUNMERE, June 17 (Karrow Wire) - The ceasefire between the government of Tarsis and the rebels of the Hill Council held
on Monday, and a second group of 80 prisoners crossed the line at Dunmere.

The government released sixty people and the rebels 20 soldiers. Aircraft of the Red Cross flew the prisoners out in
opposite directions, as they had done when the truce began at noon on Sunday.

The front was quiet but for mortar rounds near Ombry, UN observers said. The truce, signed in Oslo, is to last for 30
days, and UN peacekeepers patrol the road to Hask.

"Every bus that arrives makes the next one easier," said Ingrid Solvang, a Norwegian mediator.
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk as 1.0.0 left it, in a folder of another name, for tests that only read."""
    folder = tmp_path_factory.mktemp("1.0.0") / "desk"
    with tarfile.open(ARCHIVE) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 have none
        archive.extractall(folder)
    return folder


@pytest.fixture
def desk(untouched: Path, tmp_path: Path) -> Path:
    """A copy of it, with the times of its files."""
    return Path(shutil.copytree(untouched, tmp_path / "desk"))


def run_with_new_article(desk: Path, now: str) -> None:
    """Save one more article and run; 3 because a desk that moved is read again, its damaged PDF too."""
    (desk / "seeds" / NEW).write_text(SECOND_GROUP, encoding="utf-8")
    assert call("run", "--now", now, cwd=desk).returncode in {0, 3}


def published(desk: Path, date: str) -> dict:
    """Read the published JSON of a day."""
    return json.loads((desk / "output" / f"{date}.json").read_bytes())


def has_all(new: object, old: object) -> bool:
    """Whether a document has every field of an older one with its value; it may have more."""
    if isinstance(new, dict) and isinstance(old, dict):
        return all(key in new and has_all(new[key], value) for key, value in old.items())
    if isinstance(new, list) and isinstance(old, list):
        return len(new) == len(old) and all(map(has_all, new, old))
    return new == old


def test_archive_is_small() -> None:
    """Whoever clones the repository pays for it."""
    assert ARCHIVE.stat().st_size < 1_500_000


def test_status_finds_nothing_to_do(untouched: Path) -> None:
    """The folder moved and its files have other inodes; nothing in it is late or failed."""
    status = call("status", "--json", "--now", "2019-06-17T07:00", cwd=untouched)
    state = json.loads(status.stdout)
    assert (status.returncode, state["overdue"], state["failed"]) == (0, False, False)
    assert state["last_edition"]["date"] == "2019-06-17"


@pytest.mark.parametrize("date", DAYS)
def test_show_reads_every_stored_edition(untouched: Path, date: str) -> None:
    """The stored edition is the published one, field by field of 1.0.0, and a person can read it."""
    stored = json.loads(call("show", date, "--json", cwd=untouched).stdout)
    assert has_all(stored, {key: value for key, value in published(untouched, date).items() if key != "notices"})
    assert call("show", date, cwd=untouched).returncode == 0


def test_stored_catch_up_has_its_name_of_today(untouched: Path) -> None:
    """1.0.0 called the notice of an edition for a missed slot ``made_up``."""
    assert published(untouched, "2019-06-17")["notices"][0]["kind"] == "made_up"
    assert json.loads(call("show", "2019-06-17", "--json", cwd=untouched).stdout)["notices"][0]["kind"] == "catch_up"
    assert "Catch-up edition for Sun 16 Jun 22:00" in call("show", "2019-06-17", cwd=untouched).stdout


def test_archive_lists_every_day(untouched: Path) -> None:
    """Those without a briefing too."""
    days = json.loads(call("show", "--list", "--json", cwd=untouched).stdout)
    assert [day["date"] for day in days if day["status"] != "missing"] == sorted(DAYS, reverse=True)


def test_search_finds_what_was_published(untouched: Path) -> None:
    """In articles and pages of 1.0.0."""
    assert "Steady Heron" in call("search", "Norwegian", "Sea", cwd=untouched).stdout


def test_verify_proves_every_quote(untouched: Path) -> None:
    """As published by 1.0.0, before anything is made anew."""
    proof = call("verify", cwd=untouched)
    assert (proof.returncode, proof.stdout) == (0, "6 briefings, 370 quotes: all as published\n")


def test_rebuild_makes_its_pages_anew(desk: Path) -> None:
    """With today's templates, of the editions that are stored."""
    assert call("rebuild", *DAYS, cwd=desk).returncode == 0
    proof = call("verify", cwd=desk)
    assert (proof.returncode, proof.stdout) == (0, "6 briefings, 370 quotes: all as published\n")


def test_run_of_the_same_day_adds_only_the_new_article(desk: Path) -> None:
    """Every old file is known though its inode is new; the morning's stories keep their ids."""
    morning = published(desk, "2019-06-17")
    run_with_new_article(desk, "2019-06-17T22:05")
    evening = published(desk, "2019-06-17")
    known = {source["raw"] for source in morning["articles"]}
    assert [source["path"] for source in evening["articles"] if source["raw"] not in known] == [NEW]
    assert (morning["revision"], evening["revision"]) == (1, 2)
    (truce,) = (story for story in evening["stories"] if story["id"] == TRUCE)
    assert truce["continues"] == {"date": "2019-06-14", "story": TRUCE}
    assert call("run", "--now", "2019-06-17T22:06", cwd=desk).stderr.startswith("Nothing new")
    assert published(desk, "2019-06-17") == evening


def test_run_of_the_next_day_continues_the_story(desk: Path) -> None:
    """An edition of its own, that leads back to the last one of 1.0.0."""
    run_with_new_article(desk, "2019-06-18T22:05")
    edition = published(desk, "2019-06-18")
    assert [source["path"] for source in edition["articles"]] == [NEW]
    assert [story["continues"] for story in edition["stories"]] == [{"date": "2019-06-17", "story": TRUCE}]


def test_repair_makes_a_lost_database_from_its_output(desk: Path) -> None:
    """From the folder that 1.0.0 wrote: nothing that was published is published again."""
    shutil.rmtree(desk / "output" / ".digest")
    assert call("repair", cwd=desk).returncode == 0
    proof = call("verify", cwd=desk)
    assert (proof.returncode, proof.stdout) == (0, "6 briefings, 370 quotes: all as published\n")
    run_with_new_article(desk, "2019-06-18T22:05")
    assert [source["path"] for source in published(desk, "2019-06-18")["articles"]] == [NEW]
