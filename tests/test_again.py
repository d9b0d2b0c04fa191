"""Settings are tried: today's briefing made anew with others, and who is told that they have changed."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest
from digest.config import Settings
from digest.pipeline.run import preview, run
from digest.pipeline.settings_hash import hash_settings
from tests.desks import MONDAY, Desk, article, moment

LATER = "2026-03-09T09:00"
OTHERS = '[briefing]\ntitle = "The other desk"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Six articles whose briefing stands."""
    desk = Desk(tmp_path / "desk")
    for number in range(6):
        desk.put(f"{number}.txt", article(number))
    desk.run(MONDAY)
    return desk


def change(desk: Desk) -> None:
    """Give the desk another title."""
    desk.config.write_text(desk.config.read_text(encoding="utf-8") + OTHERS, encoding="utf-8")


def make_again(desk: Desk) -> list[str]:
    """Make today's briefing anew; return what was said."""
    said: list[str] = []
    run(desk.settings, now=moment(LATER), again=True, report=said.append)
    return said


def test_todays_briefing_is_made_anew_with_the_present_settings(desk: Desk) -> None:
    """As the next revision, of the same articles, with no new ones among them; nothing is told twice."""
    before = desk.edition("2026-03-09")
    change(desk)
    make_again(desk)
    after = desk.edition("2026-03-09")
    assert (before["revision"], after["revision"]) == (1, 2)
    assert after["desk"] == "The other desk"
    assert [source["path"] for source in after["articles"]] == [source["path"] for source in before["articles"]]
    assert not any(source["new"] for source in after["articles"])
    assert all(days == ["2026-03-09"] for days in desk.told().values())


def test_with_the_same_settings_there_is_no_other_revision(desk: Desk) -> None:
    """It would say the same, which is what one is told."""
    pages = desk.pages()
    assert make_again(desk) == ["No new revision: made again, the briefing says the same."]
    assert desk.pages() == pages


def test_without_a_briefing_of_today_nothing_is_made_again(tmp_path: Path) -> None:
    """The run says that nothing is new, as ever."""
    desk = Desk(tmp_path / "desk", times='["23:00"]')
    desk.put("a.txt", article(1))
    desk.run("2026-03-08T23:30")
    assert make_again(desk) == [f"Nothing new in {desk.articles}; the newest briefing is that of 2026-03-08."]


def test_a_run_with_nothing_new_says_that_the_settings_have_changed(desk: Desk) -> None:
    """Only then, and how to use them."""
    desk.run(LATER)
    assert not any("digest run --again" in line for line in desk.said)
    change(desk)
    desk.run(LATER)
    assert any("digest run --again makes it anew" in line for line in desk.said)
    make_again(desk)
    desk.run(LATER)
    assert not any("digest run --again" in line for line in desk.said)


def test_a_draft_shows_what_the_present_settings_do(desk: Desk) -> None:
    """Nothing is written."""
    pages = desk.pages()
    change(desk)
    draft = preview(desk.settings, now=moment(LATER))
    assert draft.edition is not None
    assert (draft.edition.desk, draft.edition.revision) == ("The other desk", 2)
    assert desk.pages() == pages


def test_status_says_that_the_settings_have_changed(desk: Desk) -> None:
    """Of today's briefing: that of another day is not made anew."""
    change(desk)
    words = ["status", "--config", str(desk.config), "--now"]
    assert "digest run --again" in CliRunner().invoke(digest, [*words, LATER]).output
    assert "digest run --again" not in CliRunner().invoke(digest, [*words, "2026-03-10T05:00"]).output


def test_a_phrase_in_a_lexicon_of_ones_own_is_a_changed_setting(tmp_path: Path) -> None:
    """Where files lie is none; a theme is."""
    plain = hash_settings(Settings())
    assert hash_settings(Settings.model_validate({"seeds": {"folder": "elsewhere"}})) == plain
    assert hash_settings(Settings.model_validate({"theme": [{"name": "energy", "strong": ["gas"]}]})) != plain
    lexicon = tmp_path / "energy.toml"
    lexicon.write_text('strong = ["gas"]\n', encoding="utf-8")
    own = Settings.model_validate({"theme": [{"name": "energy", "lexicon": str(lexicon)}]})
    before = hash_settings(own)
    lexicon.write_text('strong = ["gas", "oil"]\n', encoding="utf-8")
    assert hash_settings(own) != before


def test_without_a_verb_a_desk_says_what_there_is_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In four lines and where to find more; in any other folder it is the help."""
    monkeypatch.chdir(desk.root)
    monkeypatch.setenv("DIGEST_NOW", LATER)
    program = Path(sys.executable).with_name("digest")
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.setenv("PATH", str(program.parent))

    def to_do() -> str:
        lines = CliRunner().invoke(digest, []).output.splitlines()
        assert [line[:13].strip() for line in lines[:4]] == ["last briefing", "next due", "new", "to do"]
        assert lines[4:] == ["", "digest --help lists what it can do."]
        return lines[3].removeprefix("to do").strip()

    assert to_do() == "digest show"
    change(desk)
    assert to_do() == "digest run --again (the settings have changed)"
    make_again(desk)
    desk.put("new.txt", article(9))
    assert to_do() == "digest run"
    desk.run("2026-03-09T10:00")
    for number in range(30):
        desk.put(f"copied/{number}.txt", article(20 + number), age=0)
    assert to_do() == "digest run", "a newcomer asks in the second in which the articles were copied"
    status = CliRunner().invoke(digest, ["status"]).output
    assert "new           0 files, and 30 that are not whole yet\n  copied/0.txt: still being written" in status
    assert status.endswith("\n  and 10 more\n")
    monkeypatch.chdir(desk.articles)
    assert CliRunner().invoke(digest, []).output.startswith("Usage: ")


def test_many_days_are_not_made_again(desk: Desk) -> None:
    """``--again`` and ``--backfill`` exclude one another."""
    result = CliRunner().invoke(digest, ["run", "--again", "--backfill", "--config", str(desk.config)])
    assert result.exit_code == 2
    assert "take one of them" in result.output
