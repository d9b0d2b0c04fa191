"""``requirements/set-up.sh``, which ``make`` calls: what it makes, when, and what it says. Installers and Pythons are played."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OLD = """#!/bin/sh
case "$2" in *"< (3, 11)"*) exit 1 ;; *) printf "3.10.13 at /old" ;; esac
"""
OTHER = """#!/bin/sh
case "$2" in *"< (3, 11)"*) exit 0 ;; *) printf "3.99.0 at /other" ;; esac
"""
UV = """#!/bin/sh
echo "$@" >>"$LOG"
case "$1" in venv)
  mkdir -p .venv/bin
  ln -s "$(command -v "$4")" .venv/bin/python ;;
esac
"""

pytestmark = pytest.mark.skipif(not (ROOT / "requirements").is_dir(), reason="tests without the clone")


class Clone:
    """A folder with the parts of a clone that are asked, and a PATH on which uv and Pythons are played."""

    def __init__(self, root: Path) -> None:
        self.folder, self.log = root / "clone", root / "log"
        self.path = root / "bin"
        self.path.mkdir()
        shutil.copytree(ROOT / "requirements", self.folder / "requirements")
        shutil.copy2(ROOT / "pyproject.toml", self.folder)
        self.place("uv", UV)
        self.place("python3.10", OLD)
        self.place("python3.99", OTHER)
        (self.path / "python3").symlink_to(sys.executable)

    def place(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")
        (self.path / name).chmod(0o755)

    def set_up(self, want: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
        """What it says and how it ends."""
        self.log.write_text("", encoding="utf-8")
        kept = {"PATH": f"{self.path}:/usr/bin:/bin", "LOG": str(self.log), "HOME": str(self.folder)}
        command = ["sh", str(self.folder / "requirements" / "set-up.sh"), want]
        return subprocess.run(command, env={**kept, **environment}, capture_output=True, text=True, check=False)

    def called(self) -> int:
        """How often the last set-up called uv."""
        return len(self.log.read_text(encoding="utf-8").splitlines())


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh one."""
    return Clone(tmp_path)


def test_a_fresh_clone_is_set_up_once(clone: Clone) -> None:
    """It says what it does, how long that takes, and nothing the second time."""
    first = clone.set_up()
    assert first.returncode == 0
    assert "setting up .venv with Python 3." in first.stderr
    assert "with uv in less than a minute" in first.stderr
    assert "1 of 3" in first.stderr
    assert "3 of 3" in first.stderr
    assert clone.called() == 4
    again = clone.set_up()
    assert (again.returncode, again.stderr, clone.called()) == (0, "", 0)
    tools = clone.set_up("dev")
    assert "adding the development tools" in tools.stderr
    assert clone.called() == 1
    assert clone.set_up("dev").stderr == ""


@pytest.mark.parametrize("python", ["python3.10", "python3.11.none"])
def test_a_python_that_is_too_old_or_missing_is_refused_before_anything_is_installed(clone: Clone, python: str) -> None:
    """In a sentence that says what to type."""
    refused = clone.set_up(PYTHON=python)
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert line.startswith("digest needs Python 3.11 or later")
    assert python in line
    assert "make run PYTHON=python3.12" in line
    assert clone.called() == 0
    assert not (clone.folder / ".venv").exists()
    clone.set_up()
    assert clone.set_up(PYTHON=python).returncode == 1
    assert clone.set_up().stderr == ""  # what was good is still there


def test_a_venv_of_another_python_is_made_anew(clone: Clone) -> None:
    """When that one was asked for; without a wish, one that is new enough is good enough."""
    assert clone.set_up(PYTHON="python3.99").returncode == 0
    assert clone.set_up().stderr == ""
    asked = clone.set_up(PYTHON="python3")
    assert "making .venv anew: it was made by Python 3.99.0 at /other, and python3 is another one" in asked.stderr
    assert clone.called() == 4


def test_a_venv_of_an_old_python_is_made_anew(clone: Clone) -> None:
    """Also without a wish; so is one whose Python was removed."""
    (clone.folder / ".venv" / "bin").mkdir(parents=True)
    (clone.folder / ".venv" / "bin" / "python").symlink_to(clone.path / "python3.10")
    assert "making .venv anew: its Python, 3.10.13 at /old, is too old" in clone.set_up().stderr
    (clone.folder / ".venv" / "bin" / "python").unlink()
    assert "making .venv anew: its Python is gone" in clone.set_up().stderr
    assert clone.set_up().stderr == ""


def test_a_moved_clone_repairs_itself(clone: Clone) -> None:
    """Programs in .venv know where they were."""
    clone.set_up()
    clone.folder = clone.folder.rename(clone.folder.with_name("elsewhere"))
    assert "making .venv anew: this folder was moved" in clone.set_up().stderr
    assert clone.set_up().stderr == ""


def test_a_new_lock_is_installed(clone: Clone) -> None:
    """Into the .venv that is there."""
    clone.set_up()
    lock = clone.folder / "requirements" / "run.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = clone.set_up()
    assert "2 of 3" in again.stderr
    assert "setting up" not in again.stderr
    assert os.access(clone.folder / ".venv" / "run", os.R_OK)
