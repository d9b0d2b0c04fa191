"""``explain`` says why an article stands under its themes; ``check --theme`` what a changed lexicon would move."""

import json
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import digest
from digest.errors import ConfigurationError

SHELLED = (
    "Gunners shell ferry port\n\n"
    "Gunners shelled the ferry port of Calder before dawn on Monday and killed two sailors, the harbour office said.\n\n"
    "The governor had warned of an attack on the port last week, and the ferries had been told to stay at sea.\n\n"
    "The harbour office closed the port until Wednesday, and forty lorries wait on the road for the next crossing.\n"
)
HALVED = (
    "Ferry line halves its sailings\n\n"
    "The ferry line to the islands will halve its sailings from Monday because the price of fuel has risen by a third.\n\n"
    "Islanders fear that the shops will be empty in winter, the mayor of the largest village said in a letter.\n\n"
    "The line carries bread, post and cattle, and there is no other ship between the islands and the mainland.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with an attack on a port and a ferry line that saves."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    for name, text in (("port.txt", SHELLED), ("line.txt", HALVED)):
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    return tmp_path


def call(desk: Path, *arguments: str) -> Result:
    """Run a verb at the desk, on a wide terminal."""
    with chdir(desk):
        return CliRunner(env={"COLUMNS": "200"}).invoke(digest, list(arguments))


def test_explain_shows_every_theme_with_its_phrases_and_why_the_first_one_won(desk: Path) -> None:
    """*Other* too; an act that is only spoken of is marked."""
    row = json.loads(call(desk, "explain", "seeds/port.txt", "--json").stdout)
    assert row["points"][0]["name"] == "incidents"
    assert {one["name"] for one in row["points"]} == {"diplomacy", "deployments", "incidents", "other"}
    assert "attack (threatened)" in row["points"][0]["cues"]
    assert row["points_why"] == "it has the most points"
    said = call(desk, "explain", "seeds/port.txt").stdout
    assert "it has the most points" in said
    assert "points     other" in said
    said = call(desk, "explain", "seeds/line.txt").stdout
    assert "no theme with a sentence to quote has more points than other" in said


def test_check_tells_what_a_new_theme_would_move(desk: Path) -> None:
    """Before and after for each article that moves, then the sums."""
    (desk / "ferries.toml").write_text('strong = ["ferry line*", "sailings", "crossing*"]\n', encoding="utf-8")
    done = call(desk, "check", "--theme", "ferries.toml", "seeds")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "seeds/line.txt: 'Ferry line halves its sailings': other -> ferries",
        "ferries.toml as a new theme 'ferries'; articles: 2, of which move: 1",
        "diplomacy: articles before 0, after 0",
        "deployments: articles before 0, after 0",
        "incidents: articles before 1, after 1",
        "ferries: articles before 0, after 1",
    ]


def test_a_phrase_that_is_none_is_told_once(tmp_path: Path) -> None:
    """Its words stand before what is wrong with them, and no second reason follows."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.toml").write_text('[[theme]]\nname = "e"\nstrong = ["*", "gas|th*"]\n', encoding="utf-8")
    assert str(call(tmp_path, "check").exception).splitlines() == [
        "theme 'e', strong: phrase '*' would catch nearly every word; give at least 3 letters",
        "theme 'e', strong: phrase 'gas|th*' 'th*' would catch nearly every word; give at least 3 letters",
    ]


def test_check_tells_what_other_phrases_of_a_shipped_theme_would_move(desk: Path) -> None:
    """The file takes the place of the lexicon after which it is called; what is thin is warned of."""
    (desk / "incidents.toml").write_text('strong = ["ferry line*"]\n', encoding="utf-8")
    done = call(desk, "check", "--theme", "incidents.toml", "seeds")
    assert "seeds/port.txt: 'Gunners shell ferry port': incidents -> other" in done.stdout
    assert "incidents.toml in place of the lexicon of 'incidents'; articles: 2, of which move: 2" in done.stdout
    assert "theme 'incidents' is thin" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("Two Words.toml", 'strong = ["a b"]', "is no name of a theme", id="a name that is none"),
        pytest.param(
            "ferries.toml",
            "medium = ['a b']\nstrong = ['c d'\n",
            "ferries.toml:2: not TOML: Unclosed array; in the list that begins here",
            id="broken",
        ),
        pytest.param("ferries.toml", 'strong = ["*"]', "phrase '*'", id="a wildcard alone"),
        pytest.param(
            "ferries.toml", "strong = ['ferry | boat']", "write no blanks around it", id="blanks beside a bar"
        ),
    ],
)
def test_check_names_what_is_wrong_with_the_file(name: str, text: str, said: str, desk: Path) -> None:
    """As for a lexicon that the settings name."""
    (desk / name).write_text(text, encoding="utf-8")
    done = call(desk, "check", "--theme", name, "seeds")
    assert isinstance(done.exception, ConfigurationError)
    assert said in str(done.exception)


def test_check_wants_both_the_lexicon_and_the_folder(desk: Path) -> None:
    """One without the other is a mistake of the command line."""
    (desk / "ferries.toml").write_text('strong = ["ferry line*"]\n', encoding="utf-8")
    assert "go together" in call(desk, "check", "seeds").stderr
    assert "go together" in call(desk, "check", "--theme", "ferries.toml").stderr
