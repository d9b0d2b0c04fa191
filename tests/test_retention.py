"""``[output] keep_days``: pages of old days go, nothing that a proof needs goes, no link leads nowhere, all can come back."""

import datetime as dt
import hashlib
import json
import re
import shutil
from pathlib import Path

import lxml.html
import pytest

from digest.errors import ConfigurationError
from digest.pipeline import retention
from digest.pipeline.audit import audit
from digest.pipeline.backfill import backfill
from digest.pipeline.export import export
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.pipeline.run import discard
from digest.publish.verify import find_removal
from digest.settings_file import parse_settings
from digest.store.store import open_unchecked
from tests.calls import call
from tests.desks import ZONE, Desk, article, moment

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2019, 6, day) for day in (10, 11, 12))
DELIVERY = '\n[[deliver]]\nkind = "folder"\nfolder = "www"\n'


def keep(desk: Desk, days: int | None, more: str = "") -> None:
    """Change the setting; None is off."""
    text = desk.config.read_text(encoding="utf-8").partition("\n[output]")[0]
    said = "" if days is None else f"\n[output]\nkeep_days = {days}\n"
    desk.config.write_text(f"{text}{said}{more}", encoding="utf-8")


def news(desk: Desk, now: str) -> None:
    """A run with a new event, which is named by the day and hour."""
    desk.put(f"{now[:13]}.txt", article(int(re.sub(r"\D", "", now[:13]))))
    desk.run(now)


@pytest.fixture(scope="module")
def old(three_days: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three days with the page of their week; sixteen days after the first, and fifteen after the second, a fourth.

    With the fourth the first day goes, whose story goes on.
    """
    desk = Desk.copy(three_days, tmp_path_factory.mktemp("desks") / "desk")
    assert call("weekly", "--config", str(desk.config), cwd=desk.root).returncode == 0
    shutil.copytree(desk.output, desk.root / "before")
    keep(desk, 15, DELIVERY)
    news(desk, "2019-06-26T07:00")
    assert "Removed pages older than 15 days: of 2019-06-10; `digest rebuild DATE` brings a day back." in desk.said
    return desk.root


@pytest.fixture
def desk(old: Path, tmp_path: Path) -> Desk:
    """A copy of it, with the files' times."""
    return Desk.copy(old, tmp_path / "desk")


def complaints(desk: Desk) -> list[str]:
    """What ``verify`` finds."""
    with open_unchecked(desk.output) as store:
        return [line for day in store.list_dates() for line in audit(store, day, desk.output, desk.articles).complaints]


def removed(desk: Desk) -> list[str]:
    """The days whose pages are removed: as the database has it, and as the folder does."""
    with open_unchecked(desk.output) as store:
        known = [day.isoformat() for day in store.list_removed()]
    days = [path for path in sorted(desk.output.glob("????-??-??.html")) if find_removal(path.read_bytes())]
    assert [path.stem for path in days] == known
    for path in days:
        assert "was removed on" in path.with_suffix(".md").read_text(encoding="utf-8")
        assert not path.with_suffix(".proof.json").exists()
        assert path.with_suffix(".json").exists()
    return known


def whole(desk: Desk, day: dt.date) -> dict[str, bytes]:
    """The files of a day alone, with those of its sources."""
    names = [f"{day}{kind}" for kind in (".html", ".md", ".json", ".proof.json")]
    sources = [source["id"] for source in desk.edition(day.isoformat())["articles"]]
    names += [f"sources/{source}.{kind}" for source in sources for kind in ("html", "txt")]
    return {name: (desk.output / name).read_bytes() for name in names if (desk.output / name).exists()}


def broken_links(top: Path) -> list[str]:
    """The links of all pages that lead to no file."""
    found = []
    for page in top.rglob("*.html"):
        links = [link.get("href").partition("#")[0] for link in lxml.html.parse(page).iterfind(".//a[@href]")]
        found += [f"{page.name}: {link}" for link in links if link and not (page.parent / link).is_file()]
    for page in top.rglob("*.md"):
        links = re.findall(r"\]\(([\w./-]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        found += [f"{page.name}: {link}" for link in links if not (page.parent / link).is_file()]
    return found


def lost_proofs(top: Path) -> list[str]:
    """The sources that a proof, or a page but the removed ones and the archive, shows and nobody can read any more."""
    found = []
    for path in top.glob("*.proof.json"):
        for source in json.loads(path.read_bytes())["sources"]:
            text = top / source["file"]
            if not text.exists() or hashlib.sha256(text.read_bytes()).hexdigest() != source["sha256"]:
                found.append(f"{path.name}: {source['file']}")
    for path in top.rglob("*.html"):
        names = re.findall(r"sources/\w+\.html", path.read_text(encoding="utf-8"))
        found += [f"{path.name}: {name}" for name in names if find_removal((top / name).read_bytes())]
    return found


def test_old_pages_go_and_what_a_proof_needs_stays(desk: Desk) -> None:
    """The day's page says so; its story's page, the week's and the names' keep their sources; the rest is smaller."""
    assert removed(desk) == ["2019-06-10"]
    assert "The page of this briefing was removed on 26 June 2019" in (desk.output / "2019-06-10.html").read_text()
    assert broken_links(desk.output) == lost_proofs(desk.output) == complaints(desk) == []
    assert "(removed)" in (desk.output / "index.html").read_text(encoding="utf-8")
    assert "2019-06-10" not in (desk.output / "feed.json").read_text(encoding="utf-8")
    assert any(path.name == "2019-06-12.html" for path in desk.output.iterdir())


def test_a_source_that_no_page_needs_goes(desk: Desk) -> None:
    """In its place a page says so; its text is gone; the page of a story keeps what it quotes."""
    sources = {source["path"]: source["id"] for source in desk.edition("2019-06-10")["articles"]}
    shutil.rmtree(desk.output / "names")  # as if nobody were named there
    with open_unchecked(desk.output) as store:
        listed = {one.introduced.article for one in store.list_names_of_day(MONDAY)}
    for path, source in sources.items():
        page = desk.output / "sources" / f"{source}.html"
        needed = path == "a.txt" or source in listed
        assert (find_removal(page.read_bytes()) is None) is needed
        assert page.with_suffix(".txt").exists() is needed


def test_a_removed_day_comes_back_whole(desk: Desk) -> None:
    """Byte for byte, but for the links that it never had; the next run leaves it, and one a fortnight later does not."""
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=discard)
    back = whole(desk, MONDAY)
    assert back == {name: (desk.root / "before" / name).read_bytes() for name in back}
    assert f"{MONDAY}.proof.json" in back
    assert broken_links(desk.output) == lost_proofs(desk.output) == complaints(desk) == removed(desk) == []
    assert "2019-06-10" in (desk.output / "index.html").read_text(encoding="utf-8")
    news(desk, "2019-06-27T07:00")
    assert removed(desk) == ["2019-06-11"]
    news(desk, "2019-07-12T07:00")
    assert removed(desk) == ["2019-06-10", "2019-06-11", "2019-06-12", "2019-06-26"]
    assert broken_links(desk.output) == lost_proofs(desk.output) == complaints(desk) == []


def test_sources_of_an_earlier_removed_day_go_and_come_with_the_day_that_quotes_them(desk: Desk) -> None:
    """The second day quotes the first one's lead: brought back alone, it has that source with it."""
    news(desk, "2019-07-10T07:00")
    assert removed(desk) == ["2019-06-10", "2019-06-11", "2019-06-12"]
    earlier = {one["source"]["id"] for one in desk.edition("2019-06-11")["before"]}
    assert earlier
    rebuild(desk.settings, TUESDAY, wait=0, force=False, report=discard)
    assert removed(desk) == ["2019-06-10", "2019-06-12"]
    assert broken_links(desk.output) == lost_proofs(desk.output) == complaints(desk) == []
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=discard)
    rebuild(desk.settings, TUESDAY, wait=0, force=False, report=discard)
    assert lost_proofs(desk.output) == complaints(desk) == []


def test_a_late_article_brings_its_removed_day_back(desk: Desk) -> None:
    """A back-fill revises the day, whole: all its sources are there again."""
    title, _, text = article(777).partition("\n")
    desk.put("late.txt", f"{title}\n\n10 June 2019\n{text}")
    backfill(desk.settings, now=moment("2019-06-26T08:00"), report=discard)
    assert desk.edition("2019-06-10")["revision"] == 2
    assert removed(desk) == []
    assert broken_links(desk.output) == lost_proofs(desk.output) == complaints(desk) == []
    assert (desk.output / "2019-06-10.proof.json").exists()


@pytest.mark.parametrize("name", ["2019-06-11.md", "sources"])
def test_a_day_that_was_edited_stays_whole(desk: Desk, name: str) -> None:
    """Its page, or one of its sources; without the edit it goes with the next briefing."""
    source = desk.edition("2019-06-11")["articles"][0]["id"]
    path = desk.output / (f"sources/{source}.txt" if name == "sources" else name)
    before = path.read_bytes()
    path.write_bytes(before + b"\nMy own word.\n")
    news(desk, "2019-06-27T07:00")
    assert removed(desk) == ["2019-06-10"]
    path.write_bytes(before)
    news(desk, "2019-06-28T07:00")
    assert removed(desk) == ["2019-06-10", "2019-06-11", "2019-06-12"]


def test_the_setting_changes(desk: Desk) -> None:
    """A longer time and none bring nothing back; a shorter one takes more, so many days at once."""
    keep(desk, 30)
    news(desk, "2019-06-28T07:00")
    assert removed(desk) == ["2019-06-10"]
    keep(desk, None)
    news(desk, "2019-09-28T07:00")
    assert removed(desk) == ["2019-06-10"]
    keep(desk, 15)
    before, retention.MOST_DAYS = retention.MOST_DAYS, 2
    try:
        news(desk, "2019-09-29T07:00")
        assert removed(desk) == ["2019-06-10", "2019-06-11", "2019-06-12"]
        assert "of 2 days, 2019-06-11 to 2019-06-12" in "".join(desk.said)
    finally:
        retention.MOST_DAYS = before
    news(desk, "2019-09-30T07:00")
    assert removed(desk) == ["2019-06-10", "2019-06-11", "2019-06-12", "2019-06-26", "2019-06-28"]
    assert complaints(desk) == []


def test_a_wrong_clock(desk: Desk) -> None:
    """A run of the past removes nothing; one of the far future does not make today old."""
    news(desk, "2019-06-20T07:00")
    assert removed(desk) == ["2019-06-10"]
    news(desk, "2020-01-01T07:00")
    assert len(removed(desk)) == 5
    news(desk, "2019-06-28T07:00")
    assert "2019-06-28" not in removed(desk)
    assert complaints(desk) == []


@pytest.mark.parametrize("value", ["0", "-1", "14", "40000", '"30"', "1.5", "true", "9999999999999999999"])
def test_what_is_no_number_of_days(value: str) -> None:
    """A briefing goes on from those of the fortnight before: less is refused, and so is what no desk lives to see."""
    with pytest.raises(ConfigurationError, match="keep_days"):
        parse_settings(f"[output]\nkeep_days = {value}\n", Path("config.toml"))


def test_repair_keeps_what_is_removed(desk: Desk) -> None:
    """The database is made anew from the folder; a day comes back by ``rebuild`` alone."""
    shutil.rmtree(desk.output / ".digest")
    assert "made anew" in "".join(repair(desk.settings, ZONE, wait=0))
    assert removed(desk) == ["2019-06-10"]
    assert complaints(desk) == []
    news(desk, "2019-06-27T07:00")
    assert removed(desk) == ["2019-06-10", "2019-06-11"]
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=discard)
    assert removed(desk) == ["2019-06-11"]
    assert complaints(desk) == []


def test_verify_knows_the_page_of_a_removed_day(desk: Desk) -> None:
    """Nothing is missing; what somebody wrote into it, or took away, is told; a page that quotes cannot pass for one."""
    for name in ("2019-06-10.html", "2019-06-10.md", "2019-06-10.json"):
        path = desk.output / name
        data = path.read_bytes()
        path.write_bytes(data + b" ")
        assert complaints(desk) == [f"{name}: is not as it was published"] or name.endswith(".json")
        path.unlink()
        assert complaints(desk) == [f"{name}: is gone; `digest rebuild` makes it again"]
        path.write_bytes(data)
    day = desk.output / "2019-06-11.html"
    day.write_bytes((desk.output / "2019-06-10.html").read_bytes())
    assert any("does not stand on the page" in line for line in complaints(desk))


def test_a_copy_of_the_folder_follows(desk: Desk) -> None:
    """What goes, goes from the copy too; what comes back, comes with the next delivery."""

    def visible(top: Path) -> dict[str, bytes]:
        paths = (path for path in top.rglob("*") if path.is_file() and ".digest" not in path.parts)
        return {str(path.relative_to(top)): path.read_bytes() for path in paths}

    assert visible(desk.root / "www") == visible(desk.output)
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=discard)
    news(desk, "2019-06-27T07:00")
    assert visible(desk.root / "www") == visible(desk.output)
    news(desk, "2019-07-20T07:00")
    assert visible(desk.root / "www") == visible(desk.output)


def test_commands_say_what_is_removed(desk: Desk) -> None:
    """``show`` and ``export`` have the day, from the database; ``weekly`` asks for days that its page would need."""
    at = ("--config", str(desk.config))

    def said(*words: str) -> str:
        done = call(*words, *at, cwd=desk.root)
        return done.stdout + done.stderr

    assert "removed       the pages of 2019-06-10; `digest rebuild DATE` brings a day back" in said("status")
    assert json.loads(call("status", "--json", *at, cwd=desk.root).stdout)["removed"]["days"] == 1
    assert "The page is removed; `digest rebuild 2019-06-10` brings it back." in said("show", "2019-06-10")
    assert "(removed)" in said("show", "--list")
    assert json.loads(call("show", "--list", "--json", *at, cwd=desk.root).stdout)[-1]["removed"]
    assert "(page removed)" in said("search", "Tarsis")
    with open_unchecked(desk.output) as store:
        edition = store.find_edition(MONDAY)
        assert edition
        assert export(desk.settings, edition, store, "epub")
    assert "weekly/2019-W24.md" in said("weekly", "2019-06-10")


def test_no_page_of_a_week_is_made_of_removed_days(three_days: Path, tmp_path: Path) -> None:
    """It would quote sources that are gone."""
    desk = Desk.copy(three_days, tmp_path / "desk")
    keep(desk, 15)
    news(desk, "2019-06-27T07:00")
    done = call("weekly", "2019-06-10", "--config", str(desk.config), cwd=desk.root)
    said = "the page of 2019-W24 would quote briefings that are removed: `digest rebuild 2019-06-10 2019-06-11`"
    assert (done.returncode, done.stderr) == (2, f"digest: {said} brings them back\n")
