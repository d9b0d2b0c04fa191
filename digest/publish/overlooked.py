"""What in a desk's own templates nothing would ever use: a file, a block or a text whose name is misspelt.

None of these is a mistake to Jinja, and the page simply stays as it was; ``digest check`` warns of them.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, meta, nodes

from digest.publish.render import Templates, load_words

_OF_TEMPLATES = (".html", ".css", ".toml")
"""Ends of names that promise a template; a README in the folder is none, unless it is nearly called like one."""


def overlooked(user: Path, templates: Templates) -> tuple[str, ...]:
    """A sentence for each, files first; ``templates`` are those of the folder, already loaded."""
    pages = templates.briefing.environment
    own = tuple(name for name in FileSystemLoader(user).list_templates() if not name.startswith("."))
    trees = {name: _tree(name, pages) for name in own if name.endswith((".html", ".md"))}
    return (
        *_files(user, own, trees, pages),
        *(said for name, tree in trees.items() for said in _blocks(user, name, tree, pages)),
        *_texts(user, own, templates, pages),
    )


def _tree(name: str, environment: Environment) -> nodes.Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0], name)


def _files(
    user: Path, own: tuple[str, ...], trees: dict[str, nodes.Template], environment: Environment
) -> Iterator[str]:
    """The files that are named like none of ours and that no template of the folder uses."""
    ours = [name.removeprefix("shipped/") for name in environment.list_templates() if name.startswith("shipped/")]
    used = {name for tree in trees.values() for name in meta.find_referenced_templates(tree)}
    for name in own:
        if name in ours or name in used:
            continue
        near = difflib.get_close_matches(name.lower(), ours, 1, 0.75)
        if near or name.endswith(_OF_TEMPLATES):
            yield f"{user / name}: no template is called so, and none uses it{_meant(near) or _there_are(ours)}"


def _blocks(user: Path, name: str, tree: nodes.Template, environment: Environment) -> Iterator[str]:
    """The blocks that none of the templates has which this one extends."""
    theirs = _inherited(tree, environment)
    if theirs is None:
        return
    inner = {id(block) for outer in tree.find_all(nodes.Block) for child in outer.body for block in _all_blocks(child)}
    for block in tree.find_all(nodes.Block):
        if id(block) not in inner and block.name not in theirs:
            near = difflib.get_close_matches(block.name, sorted(theirs), 1, 0.5)
            hint = _meant(near) or _there_are(sorted(theirs))
            yield f"{user / name}:{block.lineno}: nothing shows the block {block.name!r}{hint}"


def _all_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    if isinstance(node, nodes.Block):
        yield node
    yield from node.find_all(nodes.Block)


def _inherited(tree: nodes.Template, environment: Environment) -> set[str] | None:
    """The blocks of all that a template extends; ``None`` where it extends nothing, or what only the page knows."""
    extends = tree.find(nodes.Extends)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    parent = _tree(extends.template.value, environment)
    return {block.name for block in parent.find_all(nodes.Block)} | (_inherited(parent, environment) or set())


def _texts(user: Path, own: tuple[str, ...], templates: Templates, environment: Environment) -> Iterator[str]:
    """The texts of a words.toml of the desk's own that are nearly called like one of ours, and used nowhere."""
    assert environment.loader is not None
    ours = load_words().tables
    if "words.toml" not in own:
        return
    written = [environment.loader.get_source(environment, name)[0] for name in own if name.endswith((".html", ".md"))]
    for table, texts in templates.words.tables.items():
        for key in texts:
            if key in ours[table] or table == "languages" or any(key in text for text in written):
                continue
            near = difflib.get_close_matches(key, list(ours[table]), 1, 0.75)
            yield f"{user / 'words.toml'}: [{table}] {key}: nothing says this text{_meant(near)}"


def _meant(near: Iterable[str]) -> str:
    return "".join(f"; did you mean {name!r}?" for name in near)


def _there_are(names: Iterable[str]) -> str:
    return f"; there are {', '.join(names)}"
