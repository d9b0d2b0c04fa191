"""The figures of docs/design.md on how the code reads can be counted, and the goals are kept."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.language import count

ROOT = Path(__file__).parent.parent


def test_stages_pass_values_and_the_day_is_made_once() -> None:
    """No stage decodes bytes; one function composes a day; docstrings are read at once."""
    figures = count(ROOT)
    table = (
        (ROOT / "docs" / "design.md")
        .read_text(encoding="utf-8")
        .partition("                1.0.0      now    goal\n")[2]
    )
    told = re.findall(r"^(\w.*?) {2,}[\d,]+(?: %)? +([\d,]+)(?: %)?(?: |$)", table.partition("```")[0], re.MULTILINE)
    assert len(told) == 8
    for name, now in told:
        counted = int(str(figures[name]).removesuffix(" %"))
        assert abs(counted - int(now.replace(",", ""))) <= counted / 20, name
    assert figures["stages whose code encodes or decodes articles"] == 0
    assert figures["copies of the day's sequence"] == 1
    for name in ("docstrings that begin with a verb", "functions that begin with a verb"):
        assert int(str(figures[name]).removesuffix(" %")) >= 45


@pytest.mark.parametrize(
    ("source", "named"),
    [
        pytest.param('FEW = 3\n"""Reports of a day on which there is nothing to choose."""', [], id="a docstring"),
        pytest.param("FEW = 3  # reports of a day", [], id="a comment"),
        pytest.param("FEW = 3", ["FEW"], id="nothing"),
        pytest.param('FEW = 3\n""', ["FEW"], id="an empty string"),
        pytest.param('FEW = 3\n"""…  . 3 4 5 _ few."""', ["FEW"], id="no words"),
        pytest.param('FEW, MANY = 3, -0.5\n"""Of it."""', ["FEW, MANY"], id="several at once"),
        pytest.param("WAIT: Final = timedelta(days=3)\nOTHER = 'x'", ["WAIT"], id="a length of time"),
        pytest.param("POINTS = {'strong': 3.0, 'weak': 10**2}", ["POINTS"], id="a table"),
        pytest.param("ON, NAME, WORDS = True, 'a', frozenset(('a', 'b'))", [], id="no numbers"),
    ],
)
def test_unexplained_numbers_are_found(source: str, named: list[str]) -> None:
    """The test below sees each way to write a constant, and no string without words hides one from it."""
    assert list(_find_unexplained(source)) == named


def test_each_number_says_what_it_decides_and_why() -> None:
    """A numeric constant of a module has a docstring or a comment; a learned table names the script that made it."""
    missing = []
    for path in sorted((ROOT / "digest").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if path.stem.endswith("weights"):
            learned = re.search(r"benchmarks[./]learn_", ast.get_docstring(ast.parse(source)) or "")
            missing += [] if learned else [f"{path.name}: no script that learns it"]
        else:
            missing += [f"{path.name}: {name}" for name in _find_unexplained(source)]
    assert missing == []


def _find_unexplained(source: str) -> Iterator[str]:
    """Yield the names of a module's numbers that no docstring behind them and no comment beside them explains."""
    lines, body = source.splitlines(), ast.parse(source).body
    for one, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value and _is_number(one.value):
            docstring = following.value if isinstance(following, ast.Expr) else None
            said = docstring.value if isinstance(docstring, ast.Constant) else ""
            comment = lines[(one.end_lineno or one.lineno) - 1].partition("#")[2]
            if len(re.findall(r"[^\W\d_]{2,}", f"{said} {comment}")) < 3:
                target = one.targets[0] if isinstance(one, ast.Assign) else one.target
                yield ast.unparse(target).strip("()")


def _is_number(value: ast.expr) -> bool:
    """Tell whether a value is made of numbers: one, several, a range, a length of time, a table."""
    match value:
        case ast.Constant(value=number):
            return isinstance(number, int | float) and not isinstance(number, bool)
        case ast.UnaryOp(operand=one):
            return _is_number(one)
        case ast.BinOp(left=one, right=other):
            return _is_number(one) and _is_number(other)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
            return bool(parts) and all(map(_is_number, parts))
        case ast.Call(args=parts, keywords=named):
            parts = [*parts, *(one.value for one in named)]
            return bool(parts) and all(map(_is_number, parts))
    return False
