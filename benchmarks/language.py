"""Count how the code reads, for the table in docs/design.md: ``python -m benchmarks.language [FOLDER]`` (seconds).

FOLDER is a checkout, by default this one. Counted is ``digest/``: what a person reads first.
"""

import ast
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

VERBS = """
accept add aggregate align allow analyse analyze answer append apply approve arrange ask assert assign attach audit
avoid await begin bind bring build cache calculate call cancel check choose clean clear click close collapse collect
come commit compare compile complain compose compute configure connect consume continue convert copy correct count
cover create cross cut decide declare decode decorate delete describe detect determine discard dispatch divide do
drop dump edit embed emit encode end enforce ensure enter escape estimate evaluate examine exclude execute exit
expand explain export extract fail fetch fill filter find finish fit fix flatten fold follow forget format freeze
gather generate get give go group guard guess handle hash have hide highlight hold identify ignore import include
index infer ingest insert inspect install interpret interrupt introduce invoke is iterate join judge keep kill know
label launch lay lead learn leave lex limit link lint list listen load locate lock log look lower make map mark
match measure meet mend merge migrate mix move name narrow need normalise normalize note notice number occupy omit
open order overlap pack pad parse part pass pause pick place plan pop prefer prepare print process produce prove
provide prune publish pull push put qualify query quote raise rank rate read rebuild receive recognise recognize
record recover reduce refer refuse register release reload remember remove rename render renew repair repeat replace
report request require reserve reset resolve restart restore return reveal reverse roll round run sample sanitise
sanitize save say scale scan schedule score search seek select send separate serve set settle share show shut sign
simulate skip sleep sort speak spell split spread stamp stand start state stay stem step stop store strip study
submit suggest sum suppress switch sync take talk teach tell terminate test tidy time touch trace train transform
translate trim truncate try turn unescape unpack unquote update use validate verify view visit wait walk warn watch
weigh wire wrap write yield
"""
"""Verbs in use in the docstrings and names of reader, scriv, pre-commit, sqlite-utils and this project."""
_FIRST = re.compile(r"\W")
_REASON = re.compile(
    r"\b(?:because|since|so that|else|or|for|as|would|must|not|no|only|never|without|where|why|than)\b", re.I
)
_BYTES = re.compile(r"^from digest\.codec import (?!FORMAT$)", re.M)
_STAGES = ("intake", "analysis", "edition")
"""Publishing writes JSON, which is its work: it is no stage that should have values alone."""


def main(root: Path) -> None:
    """Print one figure a line."""
    for name, value in count(root).items():
        print(f"{name:<48}{value:>8}")


def count(root: Path) -> dict[str, int | str]:
    """Count every figure of the table."""
    package = root / "digest"
    if not package.is_dir():
        sys.exit(f"{root}: this is no checkout of digest: it has no folder digest/")
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))}
    trees = {path: ast.parse(text) for path, text in sources.items()}
    functions = [node for tree in trees.values() for node in _functions(tree)]
    names = [_verb_of(node.name) for node in functions if not node.name.startswith("__")]
    docs = [text for tree in trees.values() for text in _docstrings(tree)]
    comments = [line for path in sources for line in _comments(path)]
    return {
        "modules": len(sources),
        "lines": sum(text.count("\n") for text in sources.values()),
        "functions": len(functions),
        "functions that begin with a verb": _share(names),
        "docstrings": len(docs),
        "docstrings that begin with a verb": _share([_FIRST.split(text.strip().lower(), 1)[0] for text in docs]),
        "comment lines": len(comments),
        "comment lines that give a reason": sum(bool(_REASON.search(line)) for line in comments),
        "stages whose code encodes or decodes articles": len(_stages_with_bytes(package, sources)),
        "copies of the day's sequence": sum(map(_composes, trees.values())),
        "words in docs/": sum(len(path.read_text(encoding="utf-8").split()) for path in (root / "docs").glob("*.md")),
    }


def _share(words: list[str]) -> str:
    verbs = {*VERBS.split()}
    return f"{100 * sum(word in verbs for word in words) / len(words):.0f} %"


def _verb_of(name: str) -> str:
    """Return the first word of a name; ``hash_bytes`` and the like are nouns, whatever their first word is."""
    first, *rest = name.strip("_").split("_")
    return "" if rest[:1] == ["of"] else first


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield functions and methods; a property is a value, and is named like one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not any("property" in ast.unparse(one) for one in node.decorator_list):
            yield node


def _docstrings(tree: ast.AST) -> Iterator[str]:
    """Yield the docstrings of functions; those of modules, classes and properties name a thing."""
    for node in _functions(tree):
        if text := ast.get_docstring(node):
            yield text


def _comments(path: Path) -> Iterator[str]:
    """Yield comments without those that only speak to tools."""
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            words = token.string.lstrip("# ")
            if token.type == tokenize.COMMENT and words and not re.match(r"noqa: \w+\s*$|type: ignore|fmt: ", words):
                yield words


def _stages_with_bytes(package: Path, sources: dict[Path, str]) -> set[str]:
    """Name the stages that turn articles into bytes or back."""
    return {path.relative_to(package).parts[0] for path, text in sources.items() if _BYTES.search(text)} & {*_STAGES}


def _composes(tree: ast.AST) -> int:
    """Count the functions that compose an edition: each has the steps before and after it."""
    calls = (
        {node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
    )
    return sum("compose" in names for names in calls)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent.parent)
