"""A step of a recipe of CONTRIBUTING.md that is left out fails here, with the file that wants a line."""

import re
from pathlib import Path
from typing import get_args

import pytest

from digest.cli import GROUPS
from digest.commands.export import command as export
from digest.config import SHIPPED_THEMES
from digest.destinations import KINDS as DESTINATIONS
from digest.export import FORMS
from digest.intake.readers import READERS
from digest.intake.readers.recognise import LISTS, PROGRAMMING
from digest.model import Kind
from digest.publish.render import load_wording
from tests.intake.hostile import cases
from tests.intake.test_readers import SAMPLES
from tests.test_formats import MADE

ROOT = Path(__file__).parent.parent
OF_1_0_0 = {"anniversary", "static"}
"""Kinds that no article is given any more; stored editions have them."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", get_args(Kind))
def test_kind_of_text_has_its_words(kind: str) -> None:
    """On the page and in the documents of the templates."""
    assert load_wording().kind(kind) != kind, "templates/words.toml: [kinds]"
    assert f"`{kind}`" in read("docs/templates.md"), "docs/templates.md: Story"


@pytest.mark.parametrize("kind", sorted(set(get_args(Kind)) - OF_1_0_0))
def test_kind_of_text_has_its_example(kind: str) -> None:
    """An article of that kind: without one, a kind that no rule recognises would pass every test."""
    assert f'"{kind}"' in read("tests/analysis/test_kinds.py"), "tests/analysis/test_kinds.py: test_text_tells_its_kind"


@pytest.mark.parametrize("suffix", READERS)
def test_format_has_its_articles(suffix: str) -> None:
    """A good one, one in a run, a bad one; and it is not among what is no article."""
    assert suffix in SAMPLES, "tests/intake/test_readers.py: SAMPLES"
    assert suffix in MADE, "tests/test_formats.py: MADE"
    assert suffix not in PROGRAMMING, "digest/intake/readers/recognise.py: PROGRAMMING"
    assert suffix not in LISTS, "digest/intake/readers/recognise.py: LISTS"
    assert f"`{suffix}`" in read("docs/intake.md"), "docs/intake.md: What is read"


def test_reader_has_bad_files() -> None:
    """At least one for each function that reads a format, whatever ends its files have."""
    tried = {READERS[suffix] for case in cases() if (suffix := Path(case.name).suffix) in READERS}
    assert set(READERS.values()) == tried, "tests/intake/hostile.py: GROUPS"


@pytest.mark.parametrize("kind", DESTINATIONS)
def test_delivery_has_its_example(kind: str) -> None:
    """In the shipped settings and in a test; that of the documents is tested with the settings."""
    assert f'kind = "{kind}"' in read("config.toml"), "config.toml: [[deliver]]"
    assert f'kind = "{kind}"' in read("tests/deliver/test_destinations.py"), "tests/deliver/test_destinations.py"


@pytest.mark.parametrize("theme", SHIPPED_THEMES)
def test_theme_has_its_table(theme: str) -> None:
    """In the shipped settings, and in the comment that says which there are."""
    text = read("config.toml")
    assert re.search(rf'^#? ?name = "{theme}"', text, re.MULTILINE), "config.toml: [[theme]]"
    assert re.search(rf"^#.*\b{theme}\b", text, re.MULTILINE), "config.toml: the comment on themes"


@pytest.mark.parametrize("form", FORMS)
def test_export_form_is_offered(form: str) -> None:
    """Where a reader looks: the command's help, the table of the README, the document of deliveries."""
    assert form.upper() in (export.help or ""), "digest/commands/export.py"
    assert form.upper() in GROUPS["Make and read briefings"]["export"], "digest/cli.py: GROUPS"
    assert f"`{form}`" in read("README.md") or f"`--to {form}`" in read("README.md"), "README.md: Commands"
    assert f"`{form}`" in read("docs/delivery.md") or f"--to {form}`" in read("docs/delivery.md"), "docs/delivery.md"
