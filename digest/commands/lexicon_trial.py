"""Tell what a changed lexicon would move: ``digest check --theme FILE FOLDER``."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime as dt

    from digest.analysis.lexicon import Matcher
    from digest.config import Settings, Theme
    from digest.model import Analysis

_TITLE = 60
"""Characters of a title that are shown: an article is known by them, and its line keeps to a terminal's width."""


def try_lexicon(file: Path, folder: Path, settings: "Settings", today: "dt.date") -> Iterator[str]:
    """Yield in words what the lexicon in a file would move among the articles of a folder; nothing is written.

    The file's name is the theme's: its phrases take the place of that theme's shipped lexicon, or make a new theme.
    """
    from digest.analysis.lexicon import compile_themes, lint

    changed, said = _add_lexicon(file, settings)
    for warning in lint(changed, settings.root):
        click.echo(f"warning: {warning}", err=True)
    before = compile_themes(settings.theme, settings.root)
    after = compile_themes(changed, settings.root)
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    articles = moved = 0
    for path, title, old, new in _analyse_folder(folder, settings, before, after, today):
        articles += 1
        shown = _list_themes(old), _list_themes(new)
        for count, analysis in zip(counts, (old, new), strict=True):
            count.update(theme.name for theme in analysis.themes)
        if shown[0] != shown[1]:
            moved += 1
            yield f"{path}: {title[:_TITLE]!r}: {shown[0]} -> {shown[1]}"
    yield f"{said}; articles: {articles}, of which move: {moved}"
    for name in dict.fromkeys(theme.name for theme in (*settings.theme, *changed)):
        yield f"{name}: articles before {counts[0][name]}, after {counts[1][name]}"


def _add_lexicon(file: Path, settings: "Settings") -> tuple[tuple["Theme", ...], str]:
    """Return the themes with the lexicon in its place, and in words what was changed."""
    from pydantic import ValidationError

    from digest.config import Theme
    from digest.errors import ConfigurationError

    name, path = file.stem, file.absolute()
    if any(theme.name == name for theme in settings.theme):
        changed = [
            theme.model_copy(update={"lexicon": path}) if theme.name == name else theme for theme in settings.theme
        ]
        return tuple(changed), f"{file} in place of the lexicon of {name!r}"
    try:
        added = Theme(name=name, lexicon=path)
    except ValidationError as trouble:
        raise ConfigurationError(
            f"{file}: {name!r} is no name of a theme; call the file after its theme, with a-z, 0-9, - and _"
        ) from trouble
    return (*settings.theme, added), f"{file} as a new theme {name!r}"


def _analyse_folder(
    folder: Path, settings: "Settings", before: "Matcher", after: "Matcher", today: "dt.date"
) -> "Iterator[tuple[str, str, Analysis, Analysis]]":
    """Yield path, title and both analyses of each article below a folder; what is none is passed over."""
    from digest.analysis.analyse import analyse
    from digest.commands.explain import explain_files
    from digest.model import Problem

    for item in explain_files((str(folder),), settings, before, today):
        if not isinstance(item, Problem):
            title = item.article.facts.title.value if item.article.facts.title else ""
            yield item.article.document.path, title, item.analysis, analyse(item.article, settings.briefing, after)


def _list_themes(analysis: "Analysis") -> str:
    """Write an article's themes, the first one first; *other* where it has none."""
    from digest.model import OTHER

    ordered = sorted(analysis.themes, key=lambda theme: not theme.primary)
    return ", ".join(theme.name for theme in ordered) or OTHER
