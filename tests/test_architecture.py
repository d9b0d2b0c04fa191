"""The layout of docs/design.md, enforced: which way imports point, and which code may touch the world."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "digest"
MODULES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py"))

# From the top of the house to its ground floor; a module imports only from floors below its own.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("pipeline",),
    ("deliver", "export"),
    ("store", "edition", "publish"),
    ("intake", "analysis"),
    ("text", "settings_file"),
    ("slots", "config", "parallel"),
    ("destinations",),
    ("toml_values", "toml_mistakes", "codec", "disk", "relaxed_gc", "lexicons"),
    ("model", "errors", "resources", "page_names", "__init__"),
)
# Rooms of one floor that may use their neighbour, and why.
NEIGHBOURS = {("slots", "config")}
STAGES = {"intake", "analysis", "edition", "publish"}

# Modules that are the shell: they may open files, ask the clock or the environment.
HANDS = {
    "intake/folder.py",
    "intake/readers/pdfium.py",
    "publish/files.py",
    "publish/compiled.py",
    "store/store.py",
    "store/reader.py",
    "store/reading.py",
    "store/published.py",
    "store/deliveries.py",
    "store/database.py",
    "store/pages.py",
    "store/articles.py",
    "store/removals.py",
    "store/search.py",
    "store/story_days.py",
    "store/names.py",
    "store/cache.py",
    "store/loader.py",
    "store/lock.py",
    "disk.py",
    "pipeline/session.py",
    "pipeline/publish.py",
    "pipeline/unchanged.py",
    "pipeline/deliver.py",
    "deliver/command.py",
    "deliver/smtp.py",
    "pipeline/repair.py",
    "pipeline/daemon.py",
    "codec.py",  # sys, for intern alone
    "parallel/cluster.py",
    "parallel/dispatch.py",
    "parallel/forkserver.py",
    "parallel/worker.py",
    "cli.py",
    "settings_file.py",
    "resources.py",
    "analysis/lexicon.py",
    "analysis/lexicon_hash.py",
    "publish/render.py",
}
SQL_NUMBER = re.compile(r"(?<=[\s=(])\?\d")
FORBIDDEN_NAMES = {"open", "print", "input"}
FORBIDDEN_MODULES = {
    *("os", "sys", "time", "random", "socket", "subprocess", "sqlite3", "tempfile", "shutil", "locale"),
    *("ftplib", "http", "smtplib", "ssl", "urllib.request"),
}
REMEDY = "leave that to a module of the shell, or name this one in HANDS (tests/test_architecture.py)"
FORBIDDEN_ATTRIBUTES = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "getenv"}


def room(module: str) -> str:
    """``intake/facts.py`` -> ``intake``."""
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def floor(name: str) -> int:
    """How far down the house a room lies."""
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imports(module: str) -> set[str]:
    """The rooms that a module imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "digest":
            found |= {alias.name for alias in node.names if not alias.name.startswith("__")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("digest."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("digest.")}
    return found


def imported_modules(module: str) -> set[str]:
    """The modules that a module imports from, at its top, inside a function or for its types alone."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("digest"):
            package = str(node.module).replace(".", "/").removeprefix("digest").removeprefix("/")
            named = {f"{package}/{alias.name}.py".removeprefix("/") for alias in node.names}
            found |= {f"{package}.py"} | named
            found |= set() if named <= set(MODULES) else {f"{package}/__init__.py".removeprefix("/")}
    return found & set(MODULES)


def test_no_modules_import_each_other() -> None:
    """What imports in a circle, though it be by way of others, is one thing in two files."""
    left = {module: imported_modules(module) for module in MODULES}
    while free := {module for module, others in left.items() if others.isdisjoint(left)}:
        left = {module: others for module, others in left.items() if module not in free}
    assert not left, f"in a circle, or above one: {sorted(left)}"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    """A module imports its own room, or rooms on floors below; the four stages do not import one another."""
    own = room(module)
    for other in imports(module) - {own}:
        below = floor(other) > floor(own)
        assert below or (own, other) in NEIGHBOURS, f"{module} imports {other}, which does not lie below it"
        assert not ({own, other} <= STAGES), f"{module}: the stage {own} imports the stage {other}"


@pytest.mark.parametrize("module", [m for m in MODULES if m not in HANDS and room(m) != "commands"])
def test_pure_code_touches_nothing(module: str) -> None:
    """Everything but the shell opens no file and asks no clock, environment or random number."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        place = f"{module}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            touched = _name_imports(node) & FORBIDDEN_MODULES
            assert not touched, f"{place} imports {touched}: {REMEDY}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_NAMES, f"{place} calls {node.func.id}: {REMEDY}"
        elif isinstance(node, ast.Attribute):
            assert node.attr not in FORBIDDEN_ATTRIBUTES, f"{place} uses .{node.attr}: {REMEDY}"


def _name_imports(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Name the modules that an import may load, each with the package that it lies in."""
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        names = {f"{node.module}.{name}" for name in names} | {node.module or ""}
    return names | {name.split(".")[0] for name in names}


def test_rooms_stay_small() -> None:
    """No function above 45 lines, no module above 450: what is larger is two things."""
    for module in MODULES:
        text = (ROOT / module).read_text(encoding="utf-8")
        assert text.count("\n") <= 450, f"{module} has {text.count(chr(10))} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= 45, f"{module}:{node.lineno} {node.name} has {length} lines"


def test_parameters_of_sql_have_no_numbers() -> None:
    """Python 3.12.0 to 3.12.3 takes ``?1`` for a name, and warns of it: with ``-W error`` a command ended there."""
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not SQL_NUMBER.search(node.value), f"{module}:{node.lineno} has a numbered parameter"
