"""The page of a week: gathered from its days, proven, made anew with each of them, and due on time."""

import datetime as dt
import json
import re
import shutil
import sqlite3
from pathlib import Path

import lxml.html
import pytest

from digest import slots
from digest.config import Schedule
from digest.errors import ConfigurationError, VerificationError
from digest.pipeline.audit import audit
from digest.pipeline.daemon import Timekeeper
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.pipeline.session import open_session
from digest.pipeline.weeks import publish_week
from digest.pipeline.workspace import find_workspace
from digest.publish.files import hash_bytes
from digest.publish.render import load_templates, render_week
from digest.publish.sample import PATH, read_sample
from digest.settings_file import parse_settings
from digest.store.store import open_unchecked
from tests.calls import Said, call
from tests.desks import ZONE, Desk, article, moment
from tests.test_repair import flip

NAME = "2019-W24"
FRIDAY = '[schedule]\ntimes = ["06:00"]\nzone = "Europe/Berlin"\nweekly = "Friday 16:00"\n'


@pytest.fixture
def desk(three_days: Path, tmp_path: Path) -> Desk:
    """A copy of the desk of three days, with the files' times."""
    return Desk.copy(three_days, tmp_path / "desk")


def weekly(desk: Desk, *words: str) -> Said:
    """The command."""
    return call("weekly", *words, "--config", str(desk.config), cwd=desk.root)


def page(desk: Desk, ending: str = "md") -> Path:
    """The page of the week."""
    return desk.output / "weekly" / f"{NAME}.{ending}"


def complaints(desk: Desk) -> list[str]:
    """What ``verify`` finds."""
    with open_unchecked(desk.output) as store:
        return [line for day in store.list_dates() for line in audit(store, day, desk.output, desk.articles).complaints]


def test_a_week_tells_its_stories_by_weight_with_a_sentence_of_each_day(desk: Desk) -> None:
    """Every link leads to a page, every quote is proven, the archive names the week, and no feed has changed."""
    feed = (desk.output / "feed.xml").read_bytes()
    done = weekly(desk)
    assert [Path(line).name for line in done.stdout.split()] == [f"{NAME}.html", f"{NAME}.md"]
    text = page(desk).read_text(encoding="utf-8")
    assert text.startswith("# Week 24, 2019\n")
    assert "Mon 10 Jun to Sun 16 Jun 2019 · 3 briefings · 5 stories" in text
    (story,) = (part for part in text.split("\n## ") if "*Monday:*" in part and "*Tuesday:*" in part)
    assert re.search(
        r"- \*Monday:\* The government of Tarsis .*\[\^\d\]\n- \*Tuesday:\* Negotiators .*\[\^\d\]\n", story
    )
    sentences = re.findall(r"^- \*\w+:\* (.*)\[\^\d+\]$", text, re.MULTILINE)
    assert len(sentences) == len(set(sentences)) == 6
    tree = lxml.html.fromstring(page(desk, "html").read_bytes())
    for link in (element.get("href") for element in tree.iter("a")):
        place, _, anchor = link.partition("#")
        target = page(desk, "html").parent / place if place else page(desk, "html")
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link
    assert f'<a href="weekly/{NAME}.html">Week 24, 2019</a>' in (desk.output / "index.html").read_text(encoding="utf-8")
    assert (desk.output / "feed.xml").read_bytes() == feed
    assert complaints(desk) == []


def test_a_second_time_changes_nothing(desk: Desk) -> None:
    """Not one byte of the desk; neither does --dry-run, which prints the page."""
    shown = weekly(desk, "2019-06-11", "--dry-run")
    assert "Week 24, 2019" in shown.stdout
    assert not page(desk).exists()
    weekly(desk)
    before = desk.bytes_and_times()
    assert weekly(desk, "2019-06-16").returncode == 0
    assert desk.bytes_and_times() == before


def test_a_week_without_a_briefing_says_so(desk: Desk, tmp_path: Path) -> None:
    """In a sentence, with the exit code of a wrong day; and where there is no briefing at all."""
    done = weekly(desk, "2019-06-17")
    assert done.returncode == 2
    assert "there is no briefing from 2019-06-17 to 2019-06-23; `digest show --list` lists what there is" in done.stderr
    empty = Desk(tmp_path / "empty")
    assert "there is no briefing yet; `digest run` makes one" in weekly(empty).stderr


def test_a_later_day_of_the_week_makes_its_page_anew(desk: Desk) -> None:
    """In the run's own transaction; a day of another week leaves it alone, and ``rebuild`` gives the same bytes."""
    weekly(desk)
    desk.put("d.txt", article(40))
    desk.run("2019-06-13T22:05")
    text = page(desk).read_text(encoding="utf-8")
    assert "4 briefings" in text
    assert "- *Thursday:* " in text
    desk.put("e.txt", article(41))
    desk.run("2019-06-17T22:05")
    rebuild(desk.settings, dt.date(2019, 6, 11), wait=0, force=False, report=lambda _: None)
    assert page(desk).read_text(encoding="utf-8") == text
    assert complaints(desk) == []


def test_a_figure_that_changed_over_the_week_is_told(tmp_path: Path) -> None:
    """That of the story's first day beside that of its last, each with its mark; the page then verifies."""
    desk = Desk(tmp_path / "desk")
    wire = Path(__file__).parent / "week" / "articles"
    for day in (14, 16):
        desk.put(f"{day}.txt", (wire / f"2019-06-{day}" / "wire" / "sorrel-quake.txt").read_bytes())
        desk.run(f"2019-06-{day}T22:05")
    weekly(desk)
    text = page(desk).read_text(encoding="utf-8")
    assert "at least three people[^1] *on Friday to* at least five people[^2] *on Sunday*" in text
    assert complaints(desk) == []


def test_what_was_corrected_within_the_week_is_not_told_again(tmp_path: Path) -> None:
    """The correction is, under its own headline; the week's page verifies."""
    desk = Desk(tmp_path / "desk")
    told = "Three soldiers were killed on Friday when a bomb exploded near the barracks of Olden, the army said."
    more = "The road to the river was closed for six hours, and the garrison searched every car that came from Aster."
    for day, title, lead in (
        (14, "Bomb near barracks of Olden kills three soldiers", told),
        (16, "Bomb near barracks of Olden kills five soldiers", told.replace("Three", "Five")),
    ):
        desk.put("bomb.txt", f"{title}\n\nOLDEN, June 14 (Karrow Wire) - {lead}\n\n{more}\n")
        desk.run(f"2019-06-{day}T22:05")
    weekly(desk)
    text = page(desk).read_text(encoding="utf-8")
    assert "\n## Bomb near barracks of Olden kills five soldiers\n" in text
    assert "Five soldiers were killed" in text
    assert "hree soldiers were" not in text.partition("digest 2")[0]
    assert complaints(desk) == []


def test_a_source_of_the_week_reads_in_its_own_direction() -> None:
    """Of an Arabic title the letters say it: ``dir="auto"`` of a line would not look into the words inside it."""
    page = render_week(read_sample(PATH.read_bytes()).week, load_templates().week)["weekly/2018-W48.html"].decode()
    assert '<span lang="ar" dir="rtl">' in page
    assert 'dir="auto"' not in page.partition('<ol class="sources')[2]


def test_a_page_edited_by_hand_stays(desk: Desk) -> None:
    """The new one lies beside it, and that is said."""
    weekly(desk)
    page(desk).write_text("My week.\n", encoding="utf-8")
    desk.put("d.txt", article(40))
    desk.run("2019-06-13T22:05")
    assert page(desk).read_text(encoding="utf-8") == "My week.\n"
    assert "4 briefings" in page(desk).with_name(f"{NAME}.new.md").read_text(encoding="utf-8")
    assert any("was edited by hand and stays" in line for line in desk.said)


def test_verify_finds_a_changed_quote_and_repair_knows_the_page(desk: Desk) -> None:
    """Also after the database was lost."""
    weekly(desk)
    data = page(desk, "html").read_bytes()
    page(desk, "html").write_bytes(flip(data, data.index(b"sat down at one table") + 2))
    assert any(line.startswith(f"weekly/{NAME}.html: ") and "is not what" in line for line in complaints(desk))
    page(desk, "html").write_bytes(data)
    shutil.rmtree(desk.output / ".digest")
    list(repair(desk.settings, ZONE, wait=0))
    assert complaints(desk) == []
    with open_unchecked(desk.output) as store:
        assert store.list_weeks() == (NAME,)


def test_a_week_that_ends_otherwise_now_keeps_its_page(desk: Desk) -> None:
    """Its last day is made anew under another schedule: no page goes, and no link is dead."""
    weekly(desk)
    said = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(said.replace("[schedule]\n", '[schedule]\nweekly = "tue 16:00"\n'), encoding="utf-8")
    again = call("rebuild", "2019-06-12", "--config", str(desk.config), cwd=desk.root)
    assert again.returncode == 0, again.stderr
    assert page(desk).is_file()
    assert complaints(desk) == []


def test_a_day_goes_without_its_week_rather_than_be_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the week's page keeps the old one; asked for by itself, it is told."""
    weekly(desk)
    before = page(desk).read_bytes()
    monkeypatch.setattr("digest.pipeline.weeks.verify_days", lambda *_: ("a fault",))
    desk.put("late.txt", article(7))
    desk.run("2019-06-13T22:05")
    assert (desk.output / "2019-06-13.md").is_file()
    assert page(desk).read_bytes() == before
    with (
        open_session(find_workspace(desk.settings), wait=0, report=print) as session,
        pytest.raises(VerificationError, match="it does not say what its sources say:\na fault"),
    ):
        publish_week(session, dt.date(2019, 6, 13), print)


def test_a_page_that_was_committed_is_published_by_the_next_run(desk: Desk) -> None:
    """Whatever cut the command off."""
    weekly(desk)
    whole = page(desk).read_bytes()
    page(desk).unlink()
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("UPDATE editions SET status = 'pending' WHERE date = '2019-06-12'")
    connection.close()
    desk.run("2019-06-12T22:30")
    assert page(desk).read_bytes() == whole


def test_a_delivered_folder_has_the_week(desk: Desk, tmp_path: Path) -> None:
    """With the next briefing."""
    weekly(desk)
    with desk.config.open("a", encoding="utf-8") as config:
        config.write(f'[[deliver]]\nkind = "folder"\nfolder = "{tmp_path / "copy"}"\n')
    desk.put("d.txt", article(40))
    desk.run("2019-06-18T22:05")
    assert (tmp_path / "copy" / "weekly" / f"{NAME}.md").read_bytes() == page(desk).read_bytes()


def test_the_watch_makes_the_week_once_and_status_tells_when(desk: Desk) -> None:
    """On its day at its time, late where the machine slept; an overdue one ends ``status`` with 1."""
    desk.config.write_text(FRIDAY, encoding="utf-8")
    now, log = [moment("2019-06-14T15:00")], []
    watch = Timekeeper(desk.settings, ZONE, lambda: now[0], log.append)

    def status() -> tuple[int, dict]:
        at = f"{now[0]:%Y-%m-%dT%H:%M}"
        done = call("status", "--json", "--now", at, "--config", str(desk.config), cwd=desk.root)
        return done.returncode, json.loads(done.stdout)

    watch.check()
    assert not page(desk).exists()
    assert status()[1]["next_weekly"] == "2019-06-14T16:00:00+02:00"
    now[0] = moment("2019-06-15T04:00")
    code, told = status()
    assert (code, told["weekly_due"], told["weekly_overdue"]) == (1, "2019-06-14T16:00:00+02:00", True)
    watch.check()
    assert "Sat 8 Jun to Fri 14 Jun 2019" in page(desk).read_text(encoding="utf-8")
    assert sum("the page of the week" in line for line in log) == 1
    watch.check()
    assert sum("the page of the week" in line for line in log) == 1
    assert status()[0] == 0


def test_units_start_the_week_too(desk: Desk) -> None:
    """With systemd a service and timer of its own, with cron a line."""
    desk.config.write_text(FRIDAY, encoding="utf-8")
    systemd, cron = (
        call("schedule", "--print", kind, "--config", str(desk.config), cwd=desk.root).stdout
        for kind in ("systemd", "cron")
    )
    assert "# ---- ~/.config/systemd/user/digest-weekly.timer" in systemd
    assert "OnCalendar=Fri *-*-* 16:00:00 Europe/Berlin" in systemd
    assert '" "weekly" "--config" ' in systemd
    assert "enable --now digest.timer digest-weekly.timer" in systemd
    assert re.search(r"^0 16 \* \* fri \S+ weekly --config \S+ --wait 60 >/dev/null$", cron, re.MULTILINE)


@pytest.mark.parametrize(
    ("weekly_", "day", "week"),
    [
        (None, "2019-06-16", ("2019-W24", "2019-06-10", "2019-06-16")),
        ("fri 16:00", "2019-06-14", ("2019-W24", "2019-06-08", "2019-06-14")),
        ("fri 16:00", "2019-06-15", ("2019-W25", "2019-06-15", "2019-06-21")),
        ("mon 06:00", "2018-12-29", ("2019-W01", "2018-12-25", "2018-12-31")),
        ("sun 20:00", "2021-01-02", ("2020-W53", "2020-12-28", "2021-01-03")),
    ],
)
def test_a_week_ends_on_its_day(weekly_: str | None, day: str, week: tuple[str, str, str]) -> None:
    """Seven days under the name of the ISO week in which the last lies: each day in one week."""
    found = slots.find_week(dt.date.fromisoformat(day), Schedule(weekly=weekly_))
    assert (found.name, found.first.isoformat(), found.last.isoformat()) == week


def test_a_weekly_slot_outlives_a_change_of_the_clocks() -> None:
    """At a time that the day has not, at the first instant after the gap."""
    schedule = Schedule(weekly="sun 02:30")
    assert slots.find_next_weekly(schedule, moment("2019-03-30T12:00"), ZONE) == moment("2019-03-31T03:00")
    assert slots.find_newest_weekly(schedule, moment("2019-03-30T12:00"), ZONE) == moment("2019-03-24T02:30")
    assert slots.find_newest_weekly(Schedule(), moment("2019-03-30T12:00"), ZONE) is None


@pytest.mark.parametrize("value", ['"fri"', '"fri 25:00"', '"someday 16:00"', "16", '["fri 16:00"]'])
def test_a_wrong_weekly_is_told(value: str, tmp_path: Path) -> None:
    """With its line, and how it is written."""
    with pytest.raises(ConfigurationError, match=r"config\.toml:2: schedule\.weekly: "):
        parse_settings(f"[schedule]\nweekly = {value}\n", tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("ending", "before", "after", "said"),
    [
        ("md", "prisoners", "hostages", "is not what source"),
        ("md", "\n## Tarsis", "\n## Tarsus", "is no heading of the page in HTML"),
        ("md", "[^1]: [", "[^9]: [", "has the mark 1, and there is no such source"),
        ("html", ">Tarsis government", ">Tarsus government", "is no headline of that story"),
        ("html", "prisoners", "hostages", "is not what"),
    ],
)
def test_verify_compares_the_words_of_a_week(desk: Desk, ending: str, before: str, after: str, said: str) -> None:
    """Also where somebody changed page and database: quotes with their texts, headlines with their stories."""
    weekly(desk)
    assert complaints(desk) == []
    data = page(desk, ending).read_bytes().replace(before.encode(), after.encode(), 1 if before[0] in ">[" else -1)
    assert data != page(desk, ending).read_bytes()
    page(desk, ending).write_bytes(data)
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        name = f"weekly/{NAME}.{ending}"
        connection.execute("UPDATE files SET bytes = ? WHERE name = ?", (data, name))
        connection.execute("UPDATE published SET hash = ? WHERE name = ?", (hash_bytes(data), name))
    connection.close()
    assert any(name in line and said in line for line in complaints(desk))
