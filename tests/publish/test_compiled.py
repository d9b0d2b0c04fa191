"""Compiled templates: those that we ship are kept, as Python keeps its bytecode; a reader's never are."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from digest.publish import compiled
from digest.publish.compiled import CompiledTemplates


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the shipped templates, with one of them."""
    (tmp_path / "page.txt").write_text("Hello {{ name }}", encoding="utf-8")
    monkeypatch.setattr(compiled, "find_shipped", lambda _name: tmp_path)
    monkeypatch.setattr(compiled, "cache_from_source", lambda _path: tmp_path / "kept" / "compiled.pyc")
    (tmp_path / "kept").mkdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def compiles(folder: Path, kind: str = "one") -> bool:
    """Whether a new process would compile the template; in any case it says what its text says."""
    count = 0

    class Counting(Environment):
        def _compile(self, source: str, filename: str) -> object:
            nonlocal count
            count += 1
            return super()._compile(source, filename)

    environment = Counting(loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(kind))
    expected = (folder / "page.txt").read_text(encoding="utf-8").replace("{{ name }}", "Ann")
    assert environment.get_template("page.txt").render(name="Ann") == expected
    return count > 0


def test_a_template_is_compiled_once_for_all_processes(folder: Path) -> None:
    """Until its text changes; each kind of environment has its own code."""
    assert compiles(folder)
    assert not compiles(folder)
    assert compiles(folder, "two")
    (folder / "page.txt").write_text("Bye {{ name }}", encoding="utf-8")
    assert compiles(folder)
    assert not compiles(folder)
    assert len(list((folder / "kept").iterdir())) == 2


def test_code_of_another_version_of_ours_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a filter makes of a constant stands in the code."""
    assert compiles(folder)
    monkeypatch.setattr(compiled, "_describe_compiler", lambda: "another\n")
    assert compiles(folder)


@pytest.mark.parametrize("keep", [0, 10, 60, 200])
def test_a_damaged_file_is_made_anew(folder: Path, keep: int) -> None:
    """Wherever it was cut."""
    assert compiles(folder)
    (kept,) = (folder / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:keep])
    assert compiles(folder)
    assert not compiles(folder)


def test_without_a_place_to_keep_it_a_template_is_compiled_each_time(folder: Path) -> None:
    """As where the program is installed for all and belongs to root."""
    (folder / "kept").rmdir()
    assert compiles(folder)
    assert compiles(folder)


def test_python_that_writes_no_bytecode_writes_none_of_ours(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiles(folder)
    assert not list((folder / "kept").iterdir())


def test_code_of_a_readers_template_is_never_read_from_a_file(folder: Path) -> None:
    """It lies where others may write."""
    own = folder / "own"
    own.mkdir()
    (folder / "page.txt").rename(own / "page.txt")
    assert compiles(own)
    assert compiles(own)
    assert not list((folder / "kept").iterdir())
