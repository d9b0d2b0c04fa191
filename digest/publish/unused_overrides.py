"""Find what in a reader's own templates nothing would ever use: a file, a block or a text whose name is misspelt.

Jinja takes none of these for a mistake, and the page simply stays as it was; ``digest check`` warns of them.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, meta, nodes

from digest.publish.render import Templates, load_wording

_OF_TEMPLATES = (".html", ".css", ".toml")
"""Endings that promise a template; a README in the folder is none, unless its name is nearly that of one."""
_LIKE_A_NAME, _LIKE_A_BLOCK = 0.75, 0.5
"""How similar (difflib's ratio) a name must be to be offered: "styles.css" is .95 of "style.css", "heaader" .92 of
"header" (tests/publish/test_templates.py); blocks are few, so that a looser guess is still the right one."""


def find_unused_overrides(user: Path, templates: Templates) -> tuple[str, ...]:
    """Return a sentence for each, files first; ``templates`` are those of the folder, already loaded."""
    pages = templates.briefing.html.environment
    own = tuple(name for name in FileSystemLoader(user).list_templates() if not name.startswith("."))
    trees = {name: _parse(name, pages) for name in own if name.endswith((".html", ".md"))}
    return (
        *_find_unused_files(user, own, trees, pages),
        *(warning for name, tree in trees.items() for warning in _find_unused_blocks(user, name, tree, pages)),
        *_find_unused_texts(user, own, templates, pages),
    )


def _parse(name: str, environment: Environment) -> nodes.Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0], name)


def _find_unused_files(
    user: Path, own: tuple[str, ...], trees: dict[str, nodes.Template], environment: Environment
) -> Iterator[str]:
    """Name the files that are called like none of ours and that no template of the folder uses."""
    ours = [name.removeprefix("shipped/") for name in environment.list_templates() if name.startswith("shipped/")]
    used = {name for tree in trees.values() for name in meta.find_referenced_templates(tree)}
    for name in own:
        if name in ours or name in used:
            continue
        near = difflib.get_close_matches(name.lower(), ours, 1, _LIKE_A_NAME)
        if near or name.endswith(_OF_TEMPLATES):
            yield f"{user / name}: no template is called so, and none uses it{_suggest(near) or _list(ours)}"


def _find_unused_blocks(user: Path, name: str, tree: nodes.Template, environment: Environment) -> Iterator[str]:
    """Name the blocks that no template has which this one extends."""
    theirs = _inherit_blocks(tree, environment)
    if theirs is None:
        return
    inner = {id(block) for outer in tree.find_all(nodes.Block) for child in outer.body for block in _find_blocks(child)}
    for block in tree.find_all(nodes.Block):
        if id(block) not in inner and block.name not in theirs:
            near = difflib.get_close_matches(block.name, sorted(theirs), 1, _LIKE_A_BLOCK)
            hint = _suggest(near) or _list(sorted(theirs))
            yield f"{user / name}:{block.lineno}: nothing shows the block {block.name!r}{hint}"


def _find_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    if isinstance(node, nodes.Block):
        yield node
    yield from node.find_all(nodes.Block)


def _inherit_blocks(tree: nodes.Template, environment: Environment) -> set[str] | None:
    """Collect the blocks of all that a template extends; ``None`` where it extends nothing or a variable."""
    extends = tree.find(nodes.Extends)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    parent = _parse(extends.template.value, environment)
    return {block.name for block in parent.find_all(nodes.Block)} | (_inherit_blocks(parent, environment) or set())


def _find_unused_texts(
    user: Path, own: tuple[str, ...], templates: Templates, environment: Environment
) -> Iterator[str]:
    """Name the texts of the reader's words.toml that are none of ours and used nowhere."""
    assert environment.loader is not None
    ours = load_wording().tables
    if "words.toml" not in own:
        return
    written = [environment.loader.get_source(environment, name)[0] for name in own if name.endswith((".html", ".md"))]
    for table, texts in templates.words.tables.items():
        for key in texts:
            if key in ours[table] or table == "languages" or any(key in text for text in written):
                continue
            near = difflib.get_close_matches(key, list(ours[table]), 1, _LIKE_A_NAME)
            yield f"{user / 'words.toml'}: [{table}] {key}: nothing says this text{_suggest(near)}"


def _suggest(near: Iterable[str]) -> str:
    return "".join(f"; did you mean {name!r}?" for name in near)


def _list(names: Iterable[str]) -> str:
    return f"; there are {', '.join(names)}"
