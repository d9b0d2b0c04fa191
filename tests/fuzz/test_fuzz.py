"""Inputs from grammars, a few for each target; ``make fuzz`` tries a million of each."""

import argparse
import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import targets
from tests.fuzz.__main__ import fuzz
from tests.fuzz.grammars import inputs
from tests.fuzz.mutations import XML, Mutations, is_tree
from tests.fuzz.targets import TARGETS

SLOW = {".pdf": 4, "pages": 6}
"""Targets of more than 20 ms an input: PDFs are read in a process of their own, pages are rendered twice."""


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_the_answer_is_right(target: str) -> None:
    """No exception, no text that is not the source's own, no element of it, no setting without its line."""

    @settings(max_examples=SLOW.get(target, 6), suppress_health_check=list(HealthCheck))
    @given(inputs(target))
    def check(data: bytes) -> None:
        TARGETS[target](data)

    check()


def test_two_articles_of_a_file_may_say_the_same() -> None:
    """Their words have one id, their texts begin at other places: each is proven by its own."""
    said = "The harbour council agreed to close the old lock until the spring. Big ships will have to wait for a high tide."
    mail = "From desk@example.org Tue Nov 27 08:00:00 2018\nSubject:\n\n"
    targets.publish_file(".mbox", f"{mail}{said}\n\n{mail}Advertisement\n\n{said}\n".encode())


@pytest.mark.parametrize("target", ["note", "configuration"])
def test_seed_and_number_name_an_input(target: str) -> None:
    """What a number made once it makes again, alone; other numbers and seeds make other inputs."""
    made = [Mutations(target, seed=1).make(number) for number in range(20)]
    assert Mutations(target, seed=1).make(19) == made[19]
    assert Mutations(target, seed=2).make(19) != made[19]
    assert len(set(made)) > 15


def hash_inputs() -> str:
    """Return a line for each target: its name, and a hash of a few of its inputs."""
    made = {target: [*map(Mutations(target, seed=1).make, range(20))] for target in TARGETS}
    return "".join(f"{target} {hashlib.sha256(repr(data).encode()).hexdigest()}\n" for target, data in made.items())


def test_every_process_makes_the_same_inputs() -> None:
    """On another day too, and with another hash of strings."""
    later = "import time; now = time.time; time.time = lambda: now() + 86_400"
    code = f"{later}; from tests.fuzz.test_fuzz import hash_inputs; print(hash_inputs(), end='')"
    others = {**os.environ, "PYTHONHASHSEED": "7"}
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=targets.ROOT, env=others, capture_output=True, text=True, check=False)
    assert done.stdout == hash_inputs(), done.stderr


def test_an_input_that_never_ends_is_a_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is written down, and the next one is tried."""

    def read_for_ever(_data: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr(targets, "SECONDS", 0.01)
    monkeypatch.setitem(TARGETS, "note", read_for_ever)
    given = argparse.Namespace(finds=tmp_path, seed=1, first=3, inputs=2, seconds=float("inf"))
    assert not fuzz("note", given)
    (path,) = tmp_path.iterdir()
    assert path.name.endswith("TimeLimitExceeded")
    assert path.read_bytes() == Mutations("note", 1).make(3)
    assert "note: inputs 3 to 4 of seed 1" in capsys.readouterr().out


@pytest.mark.parametrize("target", [*XML, ".json"])
def test_most_inputs_of_a_format_of_trees_are_trees(target: str) -> None:
    """One wrong byte would spoil them."""
    mutations = Mutations(target, seed=1)
    assert sum(is_tree(mutations.make(number), target) for number in range(100)) > 60


def test_a_broken_tree_is_still_one() -> None:
    """Elements and values go where no reader expects them, and the parser reads them all."""
    mutations, dice = Mutations("note", seed=1), random.Random(1)
    pages = [mutations.vary_xml(b'<a x="1">one<b>two</b> three<c/></a>', dice) for _ in range(20)]
    values = [mutations.vary_json(b'{"title": "one", "parts": [{"text": "two"}, 3]}', dice) for _ in range(20)]
    assert all(is_tree(page, ".docx") for page in pages)
    assert all(is_tree(value, ".json") for value in values)
    assert len(set(pages)) > 15
    assert len(set(values)) > 15
