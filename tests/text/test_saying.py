"""The verbs of saying: one list, whose forms are right and mean saying."""

import ast
from itertools import combinations
from pathlib import Path

import pytest

from digest.text.saying import DENIES, INVERTS, JUDGES, PAST, PROMISES, SAYS, SPEAKS, STATES, join_forms

ROOT = Path(__file__).parents[2] / "digest"


@pytest.mark.parametrize(
    ("verb", "present", "past"),
    [("tell", "tells", "told"), ("stress", "stresses", "stressed"), ("testify", "testifies", "testified"),
     ("admit", "admits", "admitted"), ("acknowledge", "acknowledges", "acknowledged")],
)  # fmt: skip
def test_forms_of_a_verb(verb: str, present: str, past: str) -> None:
    """Verbs are inflected, the irregular ones and those in -e, -y and -ss too."""
    assert verb in STATES.base
    assert present in STATES.present
    assert past in STATES.past


def test_each_verb_has_one_class() -> None:
    """A verb is added in one place."""
    assert not any(one.past & other.past for one, other in combinations((STATES, DENIES, PROMISES, JUDGES), 2))


@pytest.mark.parametrize("noun", ["states", "report", "reports", "notes", "comments", "promise"])
def test_noun_tells_no_words(noun: str) -> None:
    """ "The United States" and "two reports" say nothing; "noted" does."""
    assert noun not in SAYS
    assert {"stated", "noted", "commented", "promised"} <= SPEAKS


def test_who_speaks_and_what_stands_beside_a_quotation() -> None:
    """Somebody who "continued" or "dismissed the minister" said so only beside a quotation."""
    assert INVERTS < SPEAKS < SAYS
    assert {"continued", "asked", "dismissed", "say"} <= SAYS - SPEAKS
    assert "asked" in PAST
    assert join_forms({"said", "added"}) == "added|said"


def test_no_other_list_of_verbs_of_saying() -> None:
    """No text in the code names five verbs of saying beside one another: they stand in one list."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and '"""' not in node.value:
                words = set(node.value.replace("|", " ").split())
                if len(words & STATES.finite) > 4:
                    found.append(f"{path.name}:{node.lineno}: {sorted(words & STATES.finite)}")
    assert found == []
