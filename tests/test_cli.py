"""The command line from outside: help, imports, exit codes, messages."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from digest.cli import VERBS, _report_internal_error
from digest.commands.common import name_program
from tests.calls import call

ROOT = Path(__file__).parent.parent
HEAVY = ("sumy", "nltk", "numpy", "trafilatura", "jinja2", "apscheduler", "pydantic", "rich")


def start(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a user calls it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "digest", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def imported(*arguments: str, cwd: Path = ROOT) -> set[str]:
    """The heavy packages that a call imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "digest", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    return names & set(HEAVY)


def test_no_search_for_dead_values_at_the_end() -> None:
    """The process ends: looking through all that is left would be for nothing. Nor are there plugins to look for."""
    script = (
        "import atexit, gc, os, sys; from digest import cli\n"
        "looks, kept = [], []; gc.callbacks.append(lambda phase, _: looks.append(phase))\n"
        "cli.digest = lambda **_: (kept.extend([] for _ in range(5_000)), looks.clear())\n"
        "atexit.register(lambda: print(len(looks), os.environ['PYDANTIC_DISABLE_PLUGINS']))\n"
        "cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "0 __all__\n"


def test_help_names_every_verb_and_imports_click_alone() -> None:
    """Help leads with examples, appears at once, and costs no heavy import."""
    said = start("--help").stdout
    assert said.index("digest init my-desk") < said.index("Make and read briefings:")
    assert [verb for verb in VERBS if f"\n  {verb} " not in said] == []
    assert imported("--help") == set()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    """The help of a verb shows how it is called and imports nothing heavy."""
    done = call(verb, "--help", cwd=ROOT)
    assert done.returncode == 0
    assert f"Usage: digest {verb}" in done.stdout
    assert f"digest {verb}" in done.stdout.split("\n", 1)[1], "no example"


def test_the_list_of_commands_is_whole_sentences() -> None:
    """Nothing is cut off in a terminal of 80 columns, and no option shows a bound that it has not."""
    said = [call(*verb, "--help", cwd=ROOT).stdout for verb in ((), *((verb,) for verb in VERBS))]
    assert "..." not in said[0].partition("Make and read briefings:")[2]
    assert all("None" not in text for text in said)


def test_files_are_completed_where_files_are_wanted() -> None:
    """The shell's completion offers paths to ``explain`` and ``run``, and names of options."""
    for verb in ("explain", "run"):
        words = {"_DIGEST_COMPLETE": "bash_complete", "COMP_WORDS": f"digest {verb} s", "COMP_CWORD": "2"}
        assert start(**words).stdout.startswith("file,")


def test_the_version_is_told() -> None:
    """``--version`` names program and version."""
    assert start("--version").stdout.startswith("digest ")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("rnu",), 2, "Did you mean 'run'?", id="misspelt verb"),
        pytest.param(("explain",), 2, "Missing argument", id="nothing to explain"),
        pytest.param(
            ("explain", "x.txt", "--words", "9", "--sentences", "2"), 2, "exclude one another", id="two budgets"
        ),
        pytest.param(("show", "2026-13-01"), 2, "is not a date", id="no date"),
        pytest.param(("run", "no-such-folder"), 2, "no-such-folder", id="missing folder"),
        pytest.param(
            ("run", "--config", "no-such.toml"), 2, "no-such.toml: cannot be read", id="missing configuration"
        ),
        *(
            pytest.param(
                (verb, *day, "--wait", time), 2, f"'{time}' is no number of seconds from 0 to", id=f"{verb} {time}"
            )
            for verb, day in (("run", ()), ("repair", ()), ("rebuild", ("2026-11-24",)))
            for time in ("nan", "inf", "-1", "soon", "1e300")
        ),
        pytest.param(("run", "--now", "yesterday"), 2, "yesterday", id="no time"),
    ],
)
def test_a_mistake_is_a_sentence(arguments: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    """Exit code and message say what to mend; nothing is printed on stdout, no traceback anywhere."""
    (tmp_path / "seeds").mkdir()
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_broken_configuration_tells_all_its_mistakes(tmp_path: Path) -> None:
    """File and line of each, exit code 2."""
    (tmp_path / "config.toml").write_text("[briefing]\nminuts = 3\n[output]\nfoldr = 'x'\n", encoding="utf-8")
    done = call("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "config.toml:2: briefing.minuts" in done.stderr
    assert "config.toml:4: output.foldr" in done.stderr


def test_a_configuration_that_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder of that name, or a link to nothing, is not taken for none."""
    (tmp_path / "config.toml").mkdir()
    assert "config.toml: cannot be read: Is a directory" in call("run", cwd=tmp_path).stderr
    (tmp_path / "config.toml").rmdir()
    (tmp_path / "config.toml").symlink_to("gone.toml")
    assert "config.toml: cannot be read: No such file" in call("run", cwd=tmp_path).stderr


def test_explain_prints_one_object_for_each_article_and_each_file_not_used(tmp_path: Path) -> None:
    """JSON Lines on stdout in the order of the paths; offsets point into the text."""
    (tmp_path / "a.txt").write_text(
        "Ministers meet in Lisbon\n\nThe foreign ministers of Portugal and Norway met in Lisbon on Monday to sign an"
        " agreement on fishing grounds. They agreed to send observers to the northern grounds from spring on.\n\n"
        "The agreement takes effect in March, both ministries said in a joint statement after the talks. But"
        " fishermen of both coasts call it a gift to the trawlers.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = call("explain", "a.txt", "b.png", "--json", cwd=tmp_path)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["path"], first["used"], second["path"], second["used"]) == ("a.txt", True, "b.png", False)
    assert second["reason"]
    for sentence in first["sentences"]:
        assert " ".join(first["text"][sentence["start"] : sentence["end"]].split()) == sentence["text"]
    assert sorted(s["rank"] for s in first["sentences"]) == list(range(1, len(first["sentences"]) + 1))
    assert [s["answered"] for s in first["sentences"]] == [False, False, True, False]
    assert first["extract"] == sorted(set(first["extract"]))
    assert done.returncode == 0


def test_a_bug_of_ours_is_a_sentence_with_a_log(tmp_path: Path) -> None:
    """What nobody foresaw ends with 1 and names the file that holds its traceback."""
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import digest.commands.check, digest.settings_file\n"
        "def fall(path):\n    raise ZeroDivisionError('a test')\n"
        "digest.settings_file.read_settings = fall\n",
        encoding="utf-8",
    )
    done = start("check", "--config", "x.toml", cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}", TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert "internal error (ZeroDivisionError: a test)" in done.stderr
    assert "Traceback" not in done.stderr
    (log,) = tmp_path.glob("digest-*.log")
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_no_bug_of_ours(tmp_path: Path) -> None:
    """A sentence, and no file with a traceback."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "digest", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        )
    assert (done.returncode, done.stderr) == (1, "digest: nothing more can be written: No space left on device\n")
    assert [*tmp_path.iterdir()] == []


def test_a_bug_of_ours_is_told_without_a_place_for_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without room for a file still says what happened."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    said = _report_internal_error(ZeroDivisionError("a test"))
    assert said.endswith("nothing that was published has changed; please report it")


def test_init_makes_a_desk_and_overwrites_nothing(tmp_path: Path) -> None:
    """A second ``init`` leaves every file as it is; the sample counts as whole at once."""
    assert start("init", "desk", cwd=tmp_path).returncode == 0
    assert "new           1 file\n" in start("status", "--config", "desk", cwd=tmp_path).stdout
    settings = tmp_path / "desk" / "config.toml"
    settings.write_text("# mine\n", encoding="utf-8")
    again = start("init", "desk", cwd=tmp_path)
    assert f"cd desk && {sys.executable} -m digest run." in again.stderr
    assert again.returncode == 0
    assert "left as it is" in again.stderr
    assert settings.read_text(encoding="utf-8") == "# mine\n"
    assert len(list((tmp_path / "desk" / "seeds").iterdir())) == 1


def test_init_names_the_program_as_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name where a shell finds that very one, else by its whole path: the desk lies in another folder."""
    program = tmp_path / "bin" / "digest"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "/nowhere")
    assert name_program(str(program)) == str(program)
    monkeypatch.setenv("PATH", str(program.parent))
    assert name_program(str(program)) == "digest"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    assert name_program("bin/digest") == str(program)
