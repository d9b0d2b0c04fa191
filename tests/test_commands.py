"""Commands that only read: ``explain``, ``show``, ``search`` and ``check`` on a desk with one article."""

import errno
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.commands import progress as bars
from digest.commands.search import build_query
from tests.calls import call
from tests.desks import article

REPORT = (
    "Ministers meet in Lisbon\n\nThe foreign ministers of Portugal and Norway met in “Lisbon” on Monday to sign an"
    " agreement on fishing grounds. They agreed to send observers to the northern grounds from spring on.\n\n"
    "The agreement takes effect in March, both ministries said in a joint statement after the talks.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with one article in an outlet's folder, an hour old."""
    (tmp_path / "seeds" / "Nordpost").mkdir(parents=True)
    article = tmp_path / "seeds" / "Nordpost" / "a.txt"
    article.write_text(REPORT, encoding="utf-8")
    os.utime(article, (time.time() - 3600,) * 2)
    (tmp_path / "config.toml").write_text('[schedule]\nzone = "UTC"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def told(desk: Path) -> Path:
    """The same desk with its briefing of 24 November 2026."""
    assert call("run", "--now", "2026-11-24T07:00", cwd=desk).returncode == 0
    return desk


def test_a_reader_that_goes_away_is_no_trouble(desk: Path) -> None:
    """``digest ... | head`` ends quietly and with 0, whether JSON or tables were asked for."""
    for option in ("", "--json"):
        call_ = f"'{sys.executable}' -m digest explain {' seeds' * 40} {option} | head -c 100; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", call_], capture_output=True, text=True, cwd=desk, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_programs_read_is_utf_8_whatever_the_terminal_is(desk: Path) -> None:
    """JSON is the same bytes under every encoding and zone; what a person reads never ends in a traceback."""
    calls = ((["--json"], "utf-8", "UTC"), (["--json"], "koi8-r", "Asia/Tokyo"), ([], "koi8-r", "Asia/Tokyo"))
    said = [
        subprocess.run(
            [sys.executable, "-m", "digest", "explain", "seeds", *options],
            capture_output=True,
            cwd=desk,
            env={**os.environ, "PYTHONIOENCODING": encoding, "TZ": zone},
            check=True,
        ).stdout
        for options, encoding, zone in calls
    ]
    assert said[0] == said[1]
    assert "“Lisbon”" in json.loads(said[0])["text"]
    assert b"\\u201c" in said[2]


def test_explain_takes_the_outlet_from_the_folder_as_a_run_does(desk: Path) -> None:
    """Whether the folder, the file or another folder with such folders in it is named."""
    for path in ("seeds", "seeds/Nordpost/a.txt", str(desk / "seeds")):
        row = json.loads(call("explain", path, "--json", cwd=desk).stdout)
        assert row["outlet"]["value"] == "Nordpost"
    assert json.loads(call("explain", ".", "--json", "--config", os.devnull, cwd=desk / "seeds").stdout)["outlet"]


def test_explain_names_what_it_does_not_use(desk: Path) -> None:
    """A link, a missing file, and names that a terminal or a JSON reader would stumble over."""
    (desk / "link.txt").symlink_to(desk / "seeds" / "Nordpost" / "a.txt")
    odd = os.fsdecode(b"odd\xff\x1b[31m[")
    (desk / odd / "b]").mkdir(parents=True)
    (desk / odd / "b]" / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = call("explain", "link.txt", "none.txt", odd, cwd=desk)
    assert done.returncode == 3
    assert "a link; links are not followed" in done.stdout
    assert "none.txt: not used: cannot be read: No such file" in done.stdout
    assert r"odd\xff\x1b[31m[/b]/p.png: not used" in done.stdout
    row = json.loads(call("explain", odd, "--json", cwd=desk).stdout)
    assert row["path"] == r"odd\xff\x1b[31m[/b]/p.png"


def test_explain_names_a_file_that_is_too_large(desk: Path) -> None:
    """It is as little read as by a run."""
    with (desk / "large.txt").open("wb") as large:
        large.truncate(33_000_000 * 2)
    done = call("explain", "large.txt", cwd=desk)
    assert done.returncode == 3
    assert "large.txt: not used: larger than 32 MB" in done.stdout


def test_explain_goes_on_after_a_folder_that_is_closed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and what was asked for behind it is explained. (To root no folder is closed: hence the stand-in.)"""
    (desk / "closed").mkdir()
    scandir = os.scandir

    def refused(place: str | Path) -> Iterator[os.DirEntry[str]]:
        if str(place).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refused)
    done = call("explain", "closed", "seeds", cwd=desk)
    assert done.returncode == 3
    assert "closed/: not used: this folder cannot be read: Permission denied" in done.stdout
    assert "Ministers meet in Lisbon" in done.stdout


@pytest.mark.parametrize("most", [1, 12, 20, 30, 45, 1000])
def test_an_extract_keeps_its_words(most: int, desk: Path) -> None:
    """At most N words, one sentence at least, positions ascending."""
    row = json.loads(call("explain", "seeds", "--json", "--words", str(most), cwd=desk).stdout)
    chosen = [row["sentences"][at]["text"] for at in row["extract"]]
    assert chosen
    assert len(chosen) == 1 or sum(len(text.split()) for text in chosen) <= most
    assert row["extract"] == sorted(set(row["extract"]))


def test_explain_shows_what_the_page_would_show(desk: Path) -> None:
    """``on_page`` are the sentences that the briefing quotes of an article that is a story alone."""
    row = json.loads(call("explain", "seeds", "--json", cwd=desk).stdout)
    edition = json.loads(call("run", "--dry-run", "--json", "--now", "2026-11-24T07:00", cwd=desk).stdout)
    quotes = [quote for story in edition["stories"] for quote in story["quotes"]]
    assert row["on_page"]
    assert [row["sentences"][at]["end"] for at in row["on_page"]] == sorted(quote["end"] for quote in quotes)


def test_a_briefing_is_explained_for_people_and_programs(told: Path) -> None:
    """``explain DATE [STORY]``: the words of a headline need no quotes; ``--json`` is one document."""
    document = json.loads(call("explain", "2026-11-24", "--json", cwd=told).stdout)
    (story,) = document["stories"]
    assert story["why"]
    assert all(quote["why"] for quote in story["quotes"])
    assert f"Ministers meet in Lisbon  {story['id']}" in call("explain", "2026-11-24", cwd=told).stdout
    said = call("explain", "2026-11-24", "ministers", "meet", cwd=told).stdout
    assert said.startswith(f"Ministers meet in Lisbon  {story['id']}")
    assert call("explain", "2026-11-24", "nothing", cwd=told).returncode == 2


def test_programs_get_the_edition_as_it_is_published(told: Path) -> None:
    """``show --json`` and ``run --json`` are the file beside the page; ``new`` tells whether the run made it."""
    published = json.loads((told / "output" / "2026-11-24.json").read_bytes())
    assert json.loads(call("show", "--json", cwd=told).stdout) == published
    again = json.loads(call("run", "--json", "--now", "2026-11-24T08:00", cwd=told).stdout)
    assert again == {"new": False, "written": [], **published}
    (told / "output").rename(told / "away")
    (told / "seeds" / "Nordpost" / "a.txt").unlink()
    done = call("run", "--json", "--now", "2026-11-24T05:00", cwd=told)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"new": False, "written": []})


def test_run_says_what_went_in_and_what_came_out(desk: Path) -> None:
    """In a line each for people; with ``--json`` the first alone, with ``--quiet`` none."""
    (desk / "seeds" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    os.utime(desk / "seeds" / "logo.png", (time.time() - 3600,) * 2)
    found = {"PATH": str(Path(sys.executable).parent)}  # a shell finds the program: its name is enough
    assert call("run", "--now", "2026-11-24T07:00", cwd=desk, **found).stderr == (
        "2 files in, 1 article; 1 set aside: logo.png (this is a picture (PNG)).\n"
        "2026-11-24: 1 story, 1 minute. Read it: digest show, or show --open\n"
    )
    (desk / "seeds" / "b.txt").write_text(article(3), encoding="utf-8")
    os.utime(desk / "seeds" / "b.txt", (time.time() - 3600,) * 2)
    done = call("run", "--json", "--now", "2026-11-24T08:00", cwd=desk)
    assert done.stderr == "1 file in, 1 article.\n"
    assert json.loads(done.stdout)["new"] is True


@pytest.mark.parametrize("day", ["2026-11-24", "24.11.2026", "latest", "today", "yesterday"])
@pytest.mark.parametrize("verb", ["show", "explain", "verify", "rebuild"])
def test_days_have_names_in_every_verb(verb: str, day: str, told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them find the briefing of 24 November."""
    monkeypatch.setenv("DIGEST_NOW", "2026-11-25T09:00" if day == "yesterday" else "2026-11-24T09:00")
    assert call(verb, day, cwd=told).returncode == 0


def test_folder_stands_for_its_configuration(told: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """``--config my-desk`` and ``DIGEST_CONFIG=my-desk`` take the file in it."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert "Lisbon" in call("show", "--config", str(told), cwd=elsewhere).stdout


def test_check_warns_of_english_phrases_for_another_language(desk: Path) -> None:
    """The shipped themes find nothing in German articles; a lexicon of one's own does."""
    (desk / "config.toml").write_text('[briefing]\nlanguage = "de"\n', encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 0
    assert (
        "warning: [briefing] language is 'de', and the shipped phrases of diplomacy, deployments, incidents"
        in done.stderr
    )
    own = '[[theme]]\nname = "hafen"\nstrong = ["Containerterminal", "Hafenbecken", "Werft", "Schleuse", "Kaimauer"]\n'
    (desk / "config.toml").write_text('[briefing]\nlanguage = "de"\n' + own, encoding="utf-8")
    assert "language" not in call("check", cwd=desk).stderr


def test_check_warns_of_phrases_that_every_article_has(desk: Path) -> None:
    """As it does of wildcards that catch common words."""
    theme = '[[theme]]\nname = "boats"\nstrong = ["the", "of", "said", "ferry", "trawler", "lifeboat", "wharf"]\n'
    (desk / "config.toml").write_text(theme, encoding="utf-8")
    said = call("check", cwd=desk).stderr
    assert "warning: theme 'boats': 'the', 'of', 'said' can be found in any article" in said


def test_check_names_a_key_without_effect(desk: Path) -> None:
    """A configuration of 1.0.0 with its weights; a run, every morning, says nothing of it."""
    (desk / "config.toml").write_text('[schedule]\nzone = "UTC"\n[stories]\nweight_theme = 2.5\n', encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 0
    assert re.search(r"^warning: config\.toml:4: stories\.weight_theme: no longer does", done.stderr, re.MULTILINE)
    assert "weight" not in call("run", cwd=desk).stderr


def test_check_misses_the_packages_of_a_cluster(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``run`` would fail; the name to install is that of the package, not of this program."""
    (desk / "config.toml").write_text('[run]\ncluster = "tcp://scheduler:8786"\n', encoding="utf-8")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    done = call("check", cwd=desk)
    assert done.returncode == 2
    assert "pip install 'distributed>=2025.1'" in done.stderr
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    assert "cluster: tcp://scheduler:8786 (not asked)" in call("check", cwd=desk).stdout


def test_what_is_found_is_told_to_people_and_programs(told: Path) -> None:
    """The article and its briefing, with where the words stand."""
    done = call("search", "fishing", "grounds", cwd=told)
    assert "2026-11-24  Ministers meet in Lisbon  Nordpost  Nordpost/a.txt\n" in done.stdout
    assert done.stderr == "2 of 2\n"
    assert call("search", "fishing", "--limit", "1", cwd=told).stderr == "1 of 2\n"
    rows = json.loads(call("search", "fishing", "grounds", "--json", cwd=told).stdout)
    assert {(row["kind"], row["path"], row["outlet"]) for row in rows} == {
        ("article", "Nordpost/a.txt", "Nordpost"),
        ("edition", None, None),
    }
    assert {row["date"] for row in rows} == {"2026-11-24"}
    assert all(row["title"] == "Ministers meet in Lisbon" and "fishing" in row["passage"] for row in rows)
    assert json.loads(call("search", "harpsichord", "--json", cwd=told).stdout) == []
    assert "Ministers" in call("search", "fishi*", cwd=told).stdout


def test_search_by_country_finds_the_articles_of_its_stories(told: Path) -> None:
    """By any of its names, with words or without; briefings are no article of a country."""
    for words in (("country:portugal",), ("Country:PT", "fishing"), ("fishi*", 'country:"lisbon"')):
        rows = json.loads(call("search", *words, "--json", cwd=told).stdout)
        assert [(row["kind"], row["path"]) for row in rows] == [("article", "Nordpost/a.txt")]
        assert rows[0]["passage"]
    assert call("search", "country:portugal", "harpsichord", cwd=told).stderr == "nothing found\n"
    assert call("search", "country:chile", cwd=told).stderr == "nothing found\n"


def test_what_is_mended_is_told(told: Path) -> None:
    """``rebuild`` names the page that it wrote, ``repair`` what it did; ``verify`` remarks on a file that changed."""
    page = told / "output" / "2026-11-24.html"
    page.unlink()
    assert str(page) in call("rebuild", "2026-11-24", cwd=told).stdout.splitlines()
    assert page.is_file()
    shutil.rmtree(told / "output" / ".digest")
    assert "made anew from 1 edition with 1 article" in call("repair", cwd=told).stdout
    assert "is sound; nothing was changed" in call("repair", cwd=told).stdout
    (told / "seeds" / "Nordpost" / "a.txt").write_text("Other words.", encoding="utf-8")
    done = call("verify", cwd=told)
    assert (done.returncode, done.stderr.count("a.txt")) == (0, 1)


def test_an_archive_is_told_day_by_day(desk: Path) -> None:
    """``run --backfill`` makes the briefing of the day that the article states."""
    (desk / "seeds" / "Nordpost" / "a.txt").write_text(f"Published: 20 November 2026\n\n{REPORT}", encoding="utf-8")
    done = call("run", "--backfill", "--now", "2026-11-24T07:00", cwd=desk)
    assert done.returncode == 0
    assert str(desk / "output" / "2026-11-20.html") in done.stdout.splitlines()


def test_days_are_listed_for_people_and_programs(told: Path) -> None:
    """Newest first."""
    assert call("run", "--now", "2026-11-25T07:00", cwd=told).returncode == 0
    assert [day["date"] for day in json.loads(call("show", "--list", "--json", cwd=told).stdout)] == [
        "2026-11-25",
        "2026-11-24",
    ]
    said = call("show", "--list", cwd=told).stdout
    assert said.index("2026-11-25") < said.index("2026-11-24  Ministers meet in Lisbon")


def test_days_without_a_briefing_are_listed_too(told: Path) -> None:
    """As on the archive's page: a short gap day by day, a long one in one line; programs get every day."""
    for day in ("2026-11-26", "2026-12-01"):
        assert call("run", "--now", f"{day}T07:00", cwd=told).returncode == 0
    said = call("show", "--list", cwd=told).stdout
    for days in ("2026-11-25", "2026-11-27 – 2026-11-30"):
        assert re.search(rf"^{days} +No briefing: digest was not running$", said, re.MULTILINE)
    listed = json.loads(call("show", "--list", "--json", cwd=told).stdout)
    assert [day["date"][-5:] for day in listed if day["status"] == "missing"] == [
        "11-30",
        "11-29",
        "11-28",
        "11-27",
        "11-25",
    ]


def test_the_terminal_speaks_the_readers_words(told: Path) -> None:
    """``words.toml`` of the user's templates also holds for ``show`` and ``run --dry-run``; no colour without a terminal."""
    (told / "mine").mkdir()
    (told / "mine" / "words.toml").write_text('[texts]\nsources = "Kurz gesagt"\n', encoding="utf-8")
    (told / "config.toml").write_text('[output]\ntemplates = "mine"\n[schedule]\nzone = "UTC"\n', encoding="utf-8")
    for arguments in (("show",), ("run", "--dry-run", "--now", "2026-11-24T08:00")):
        said = call(*arguments, cwd=told).stdout
        assert "Kurz gesagt" in said
        assert "\x1b" not in said


@pytest.mark.parametrize(
    ("pager", "environment", "coloured"),
    [
        pytest.param("less", {}, True, id="less is asked for colours"),
        pytest.param("less", {"NO_COLOR": "1"}, False, id="nobody wants colours"),
        pytest.param("less", {"LESS": "-F"}, False, id="a less that would show escapes as signs"),
        pytest.param("most", {}, False, id="another pager"),
    ],
)
def test_a_pager_gets_what_it_can_show(pager: str, environment: dict[str, str], coloured: bool, told: Path) -> None:
    """On a real terminal, with a stand-in that says what it was asked and passes on what it got."""
    stand_in = told / pager
    stand_in.write_text('#!/bin/sh\necho "LESS=$LESS"\ncat\n', encoding="utf-8")
    stand_in.chmod(0o755)
    clean = {name: value for name, value in os.environ.items() if name not in ("LESS", "NO_COLOR", "FORCE_COLOR")}
    outside, inside = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "digest", "show"],
        stdin=inside,
        stdout=inside,
        cwd=told,
        env={**clean, "TERM": "xterm-256color", "PAGER": str(stand_in), **environment},
    ) as process:
        os.close(inside)
        said = _everything(outside)
    os.close(outside)
    assert process.returncode == 0
    assert b"Ministers meet in Lisbon" in said
    assert (b"\x1b[" in said) == coloured
    assert said.startswith(b"LESS=-R") == coloured


def _everything(terminal: int) -> bytes:
    """All that is written to a terminal until nobody can write any more (which Linux tells as an error)."""
    found = b""
    with suppress(OSError):
        while block := os.read(terminal, 65536):
            found += block
    return found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("show", "--list", "2026-11-24"), "--json alone", id="a day and all days"),
        pytest.param(("show", "--open", "--revision", "1"), "with DATE or STORY alone", id="open an earlier revision"),
        pytest.param(("show", "--revision", "9"), "no briefing with revision 9", id="no such revision"),
        pytest.param(("explain", "2026-11-24", "--words", "5"), "are for files", id="a budget for a briefing"),
        pytest.param(("show", "--revision", "9" * 20), "is not in the range", id="no number of a revision"),
        pytest.param(("search", "--limit", "9" * 20, "x"), "is not in the range", id="no limit"),
        pytest.param(("run", "--now", "9999-12-31T23:59"), "end of the calendar", id="the last day of all"),
        pytest.param(("search", "..."), "no word to look for", id="nothing to look for"),
        pytest.param(("search", "country:atlantis"), "no country is called 'atlantis'", id="no country"),
        pytest.param(("search", "country:"), "no country is called ''", id="a country without a name"),
        pytest.param(("search", "country:by", "country:pl"), "there can be one country", id="two countries"),
        pytest.param(("run", "--dry-run", "--backfill"), "take one of them", id="one draft of many days"),
        pytest.param(
            ("show", "11/24/2026"), "write it as 2026-11-24, or today, yesterday, latest", id="a date written otherwise"
        ),
        pytest.param(("show", "31.11.2026"), "is not a date", id="a day that no month has"),
        pytest.param(("verify", "yesterday"), "there is no briefing of yesterday", id="no briefing yesterday"),
        pytest.param(("rebuild", "tomorrow"), "is not a date", id="no name of a day"),
        pytest.param(("verify", "2026-11-23"), "there is no briefing of 2026-11-23", id="a day without a briefing"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...], said: str, told: Path) -> None:
    """No option is passed over in silence."""
    done = call(*arguments, cwd=told)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_page_that_is_gone_is_not_opened(told: Path) -> None:
    """The message says how it comes back."""
    (told / "output" / "2026-11-24.html").unlink()
    done = call("show", "--open", cwd=told)
    assert done.returncode == 1
    assert "`digest rebuild 2026-11-24` makes it again" in done.stderr


OPENERS = {"opens": ("exit 0", 0), "finds no browser": ("exit 3", 1), "stays with the browser": ("exec sleep 5", 0)}


@pytest.mark.parametrize(("script", "code"), OPENERS.values(), ids=OPENERS)
def test_a_browser_that_does_not_open_is_told(
    script: str, code: int, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the machine's opener says decides; without a browser the message names the page."""
    (tmp_path / "bin").mkdir()
    for name in ("xdg-open", "open"):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    done = call("show", "--open", cwd=told)
    assert done.returncode == code
    assert ("no browser could be started here; the page is " in done.stderr) == bool(code)


def test_check_tells_all_that_is_wrong_at_once(desk: Path) -> None:
    """Themes, templates, folders: one call is enough to mend them; what is in order is said too."""
    settings = (
        '[seeds]\nfolder = "none"\n[output]\nfolder = "none/out"\ntemplates = "mine"\n[[theme]]\nname = "empty"\n'
    )
    (desk / "config.toml").write_text(settings, encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 2
    assert done.stdout.startswith("clock: ")
    for said in ("'empty' has no phrases", "no such folder of templates", "folder is not there", "lies inside"):
        assert said in done.stderr


def test_check_warns_of_phrases_that_do_little(desk: Path) -> None:
    """They are no mistake either."""
    (desk / "config.toml").write_text('[[theme]]\nname = "boats"\nstrong = ["ferry"]\n', encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 0
    assert re.search(r"^warning: .*'boats'", done.stderr, re.MULTILINE)


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        pytest.param("seeds", "the articles' folder cannot be read; change its rights", id="articles"),
        pytest.param("output", "cannot be written to; change its rights or [output] folder", id="briefings"),
    ],
)
def test_check_sees_rights(folder: str, said: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of folders that are there and closed. (To root no folder is closed: hence the stand-in.)"""
    (desk / "output").mkdir()
    monkeypatch.setattr(os, "access", lambda place, _: Path(place).name != folder)
    done = call("check", cwd=desk)
    assert done.returncode == 2
    assert f"{folder}: {said}" in done.stderr


def test_check_sees_a_file_in_the_place_of_the_output(desk: Path) -> None:
    """Briefings could not be written."""
    (desk / "output").write_text("mine", encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 2
    assert "output: is a file; briefings need a folder" in done.stderr


def test_a_machine_that_does_not_know_its_zone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is odd about it, the remedy is a line in the settings."""
    (desk / "config.toml").write_text("", encoding="utf-8")
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr("tzlocal.get_localzone_name", [].pop)
    done = call("status", cwd=desk)
    assert done.returncode == 2
    assert "the machine's time zone cannot be told" in done.stderr
    assert "set [schedule] zone" in done.stderr


def test_lines_for_cron_without_a_zone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """cron keeps the machine's, and nothing is said of another."""
    (desk / "config.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("TZ", "Europe/Oslo")
    said = call("schedule", "--print", "cron", cwd=desk).stdout
    assert "CRON_TZ" not in said
    assert re.search(r"^0 6 \* \* \* .*run --config", said, re.MULTILINE)


def test_a_desk_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    """The message names the place."""
    (tmp_path / "desk").write_text("mine", encoding="utf-8")
    done = call("init", "desk/deep", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be made: Not a directory; choose another folder" in done.stderr


class Screen(io.StringIO):
    """A terminal that remembers what was drawn."""

    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done, of how many, how many; at the end its line is erased. What is said meanwhile stands above it."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    bar = bars._Bar()
    bar.update("Reading", 10, 3)
    assert not screen.getvalue()  # not yet
    bar.draw()
    bar.update("Composing", 0, 0)
    bar._shown.refresh()
    click.echo("One file could not be read.", err=True)
    bar.update("Checking days", 12, 7)
    bar._shown.refresh()
    bar.stop()
    said = screen.getvalue()
    for words in ("Reading 3/10", "Composing", "One file could not be read.\n", "Checking days 7/12"):
        assert words in said
    assert said.endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("terminal", "quiet"),
    [
        pytest.param(True, False, id="done in a moment"),
        pytest.param(True, True, id="a quiet run"),
        pytest.param(False, False, id="no terminal"),
    ],
)
def test_progress_is_silent(terminal: bool, quiet: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn that nobody asked for, nobody sees, or nobody had the time to wonder about."""
    screen = Screen() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    with bars.show_progress(quiet=quiet) as progress:
        progress("Reading", 10, 3)
    assert not screen.getvalue()


def test_an_empty_folder_is_told(desk: Path) -> None:
    """Where there is nothing to explain, that is said; programs get no line."""
    (desk / "empty").mkdir()
    for more in ((), ("--json",)):
        done = call("explain", "empty", *more, cwd=desk)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "empty: holds no file\n")


VERBS_OF_A_DESK = [
    ("run",), ("run", "--dry-run"), ("status",), ("show",), ("show", "--list"), ("explain", "2026-11-24"), ("verify",),
    ("search", "word"), ("rebuild", "2026-11-24"), ("repair",), ("check",), ("schedule", "--print", "cron"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", VERBS_OF_A_DESK, ids=" ".join)
def test_a_missing_configuration_is_named(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Where nothing of a desk is, the file that is looked for and the ways out are told, and nothing is made."""
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"digest: there is no config.toml in {tmp_path}, nor in ")
    assert "--config" in done.stderr
    assert "`digest init`" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_articles_needs_no_configuration(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever says where the articles lie gets the defaults."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    articles = str(desk / "seeds")
    assert call("explain", articles, cwd=elsewhere).returncode == 0
    assert call("run", articles, "--dry-run", "--now", "2026-11-24T07:00", cwd=elsewhere).returncode == 0


def test_check_warns_of_templates_that_nothing_uses(desk: Path) -> None:
    """A misspelt name is no mistake, and ends nothing: it is told."""
    (desk / "config.toml").write_text('[output]\ntemplates = "mine"\n', encoding="utf-8")
    (desk / "mine").mkdir()
    (desk / "mine" / "breifing.html").write_text('{% extends "shipped/briefing.html" %}', encoding="utf-8")
    done = call("check", cwd=desk)
    assert done.returncode == 0
    assert "warning: " in done.stderr
    assert "did you mean 'briefing.html'?" in done.stderr


@given(st.lists(st.text(st.sampled_from("ab \"*()^:+-{}'") | st.characters()) | st.sampled_from(["AND", "OR", "NOT"])))
@example(['"x"', "AND"])
@example(['"a"', "NEAR/"])
def test_no_words_are_a_mistake_of_syntax(words: list[str]) -> None:
    """Whatever somebody looks for, the database understands the query."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
        if query := build_query(tuple(words)):
            connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,))
