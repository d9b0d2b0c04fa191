"""What the documents say is so: commands run as written, options, files and modules are there."""

import re
import shlex
import shutil
import tomllib
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import VERBS, digest
from digest.intake.readers import READERS
from digest.settings_file import parse_settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHARED = {"--help", "--config", "--json", "--now"}

NOT_HERE = {
    "make run": "sets up an environment",
    "make test": "runs this",
    "python3 -m venv .venv": "sets up an environment",
    ".venv/bin/pip install .": "tests/test_wheel.py installs it",
    "pipx install .": "tests/test_wheel.py installs it",
    "digest schedule": "stays; tests/test_schedule.py runs it",
}
"""Commands of the README that are not run by the test below, and why."""


def blocks(text: str) -> list[list[str]]:
    """The lines of each block that is indented by four spaces, without what they say behind a #."""
    found = re.findall(r"(?m)(?:^    .*\n)+", text)
    return [[line.partition("  #")[0].strip() for line in block.splitlines()] for block in found]


def commands() -> list[str]:
    """The commands of the README, in order."""
    return [line for block in blocks(README) if not block[0].startswith("[[") for line in block if line]


def test_the_readmes_commands_run_as_written(tmp_path: Path) -> None:
    """From the first briefing to the own desk, one after the other as a newcomer types them; each ends with 0."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "config.toml", tmp_path)
    here, run = tmp_path, 0
    for line in commands():
        name, *arguments = shlex.split(line.removeprefix(".venv/bin/"))
        if line in NOT_HERE:
            continue
        if name == "cd":
            here /= arguments[0]
            continue
        assert name == "digest", f"{line}: run it here, or say in NOT_HERE why not"
        with chdir(here):
            done = CliRunner().invoke(digest, arguments)
        assert done.exit_code == 0, f"{line}: {done.output} {done.exception}"
        assert done.output, f"{line} says nothing"
        run += 1
    assert run >= 8
    assert (tmp_path / "output" / "index.html").is_file()
    assert (tmp_path / "my-desk" / "output" / "index.html").is_file()


def test_what_the_readme_does_not_run_is_still_in_it() -> None:
    """An exception that has no command any more is taken out."""
    assert set(NOT_HERE) <= set(commands())


def test_the_readmes_theme_is_one(tmp_path: Path) -> None:
    """It can be copied into ``config.toml`` as it stands."""
    (theme,) = ["\n".join(block) for block in blocks(README) if block[0].startswith("[[")]
    assert parse_settings(theme, tmp_path / "config.toml").theme[0].name == tomllib.loads(theme)["theme"][0]["name"]


@pytest.mark.parametrize("verb", VERBS)
def test_the_readmes_table_has_every_verb_with_its_options(verb: str) -> None:
    """Those that all have in common stand below the table; no option is named that the verb has not."""
    rows = [line for line in README.splitlines() if line.startswith(f"| `digest {verb}")]
    assert rows
    named = {option for row in rows for option in re.findall(r"--[a-z-]+", row)}
    command = digest.get_command(None, verb)  # type: ignore[arg-type]
    has = {max(parameter.opts, key=len) for parameter in command.params if parameter.opts[0].startswith("-")}
    assert named - has == set()
    assert has - SHARED - named == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Files and pictures that a document links to are there."""
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)
    for target in targets:
        assert target.startswith(("http:", "https:")) or (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_that_are_named_are_there(document: Path) -> None:
    """``digest/...``, ``tests/...`` and the like in backticks; ``yours`` and CAPITALS are for the reader to fill in."""
    said = re.findall(
        r"`(?:python -m )?((?:digest|tests|benchmarks|templates|docs|requirements)/[\w./-]+)`",
        document.read_text("utf-8"),
    )
    said += [
        f"benchmarks/{name}.py" for name in re.findall(r"python -m benchmarks\.(\w+)", document.read_text("utf-8"))
    ]
    for path in said:
        assert re.search(r"yours|[A-Z]{3}", path) or (ROOT / path).exists(), path


def test_the_way_of_an_article_names_functions_that_there_are() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    chain = text.partition("```text")[2].partition("```")[0]
    named = re.findall(r"(?<![\w/])([a-z_]+/[a-z_/]+)\.([a-z_]+)", chain)
    assert len(named) > 20
    for module, function in named:
        assert f"\ndef {function}(" in (ROOT / "digest" / f"{module}.py").read_text(encoding="utf-8"), module


def test_the_map_has_every_room() -> None:
    """``docs/design.md`` names each folder and module of the program's top, and each module says what it is for."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    table = text[text.index("Each room") : text.index("Imports point one way")]
    named = set(re.findall(r"[a-z_]+(?:/|\.py)", table))
    rooms = {path.name for path in (ROOT / "digest").glob("[a-z]*.py")}
    assert named == rooms | {f"{path.parent.name}/" for path in (ROOT / "digest").glob("*/__init__.py")} | {"readers/"}
    for path in (ROOT / "digest").rglob("[a-z]*.py"):
        assert path.read_text(encoding="utf-8").startswith(('"""', "#!")), path


def test_every_format_is_listed() -> None:
    """``docs/intake.md`` names each end of a name that has a reader."""
    text = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
    assert [suffix for suffix in READERS if f"`{suffix}`" not in text] == []
