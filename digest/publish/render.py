"""Render Edition, pages of sources, stories and names, and Archive through the templates; all in memory.

A new page is a template, a field of ``Templates``, and a function here that renders it. Templates see the values and
the frame's words, nothing else; what they print is escaped, in HTML by autoescape, in Markdown by ``markdown.escape``,
without a template's help.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup
from markupsafe import escape as html_escape

from digest.codec import write_edition
from digest.config import Vault
from digest.errors import ConfigurationError
from digest.model import Archive, Edition, Highlight, NamesPage, RemovedPage, Source, SourcePage, StoryPage, Week
from digest.page_names import ARCHIVE, INDEX_OF_NAMES, LATEST, NAMES, SOURCES, STORIES, WEEKS, name_briefing
from digest.publish.compiled import CompiledTemplates
from digest.publish.feed import Feed
from digest.publish.lookup import NAMED, Lookup, cut_at_highlights, group_by_month, skips_words
from digest.publish.markdown import escape, note_html, note_paragraphs
from digest.publish.wording import Wording, read_wording
from digest.resources import find_shipped
from digest.text.addresses import find_web_host

_FORBIDDEN_IN_MARKDOWN = (
    "safe",
    "escape",
    "e",
    "forceescape",
    "join",
    "replace",
    "format",
    "urlize",
    "xmlattr",
    "tojson",
    "indent",
)
_NO_VAULT = Vault()
_DESIGNATION = re.compile(r"\b([A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z]{0,3})\b")


@dataclass(frozen=True, slots=True)
class BothForms:
    """The templates of a page in its two forms."""

    html: Template
    markdown: Template


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates, compiled, and the frame's words."""

    briefing: BothForms
    source: Template
    index: Template
    letter: Template
    feed: Template
    story: BothForms
    week: BothForms
    removed: BothForms
    names: Template
    words: Wording


class _StrictConcat(CodeGenerator):
    """``~`` makes plain text, so that what it joins is escaped for Markdown and not for HTML."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        self.write("str_join((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _MarkdownEnvironment(Environment):
    code_generator_class = _StrictConcat


_COMPILED = {kind: CompiledTemplates(kind.__name__) for kind in (Environment, _MarkdownEnvironment)}
"""By the kind of environment: the two compile one text to different code."""


def load_wording(user: Path | None = None) -> Wording:
    """Load the texts of the frame, those of the user's folder over ours."""
    own = user / "words.toml" if user else None
    ours = _read(find_shipped("templates") / "words.toml")
    return read_wording(ours, _read(own), where=str(own)) if own and own.is_file() else read_wording(ours)


def load_templates(user: Path | None = None, vault: Vault = _NO_VAULT) -> Templates:
    """Load our templates, those of the user's folder in their place; ConfigurationError with template and line.

    ``vault`` says what Markdown pages have for a vault of notes.
    """
    words, loader = load_wording(user), _make_loader(user)
    page = partial(_compile, _make_pages_environment(user, loader, words))
    markdown = partial(_compile, _make_markdown_environment(loader, words, vault))
    return Templates(
        briefing=BothForms(page("briefing.html"), markdown("briefing.md")),
        source=page("source.html"),
        index=page("index.html"),
        letter=page("letter.html"),
        feed=page("feed.xml"),
        story=BothForms(page("story.html"), markdown("story.md")),
        week=BothForms(page("week.html"), markdown("week.md")),
        removed=BothForms(page("removed.html"), markdown("removed.md")),
        names=page("names.html"),
        words=words,
    )


def load_markdown(name: str, user: Path | None = None) -> Template:
    """Compile one Markdown template alone, ``briefing.md``, ``story.md`` or ``week.md``, as the terminal needs it."""
    return _compile(_make_markdown_environment(_make_loader(user), load_wording(user)), name)


def load_source(user: Path | None = None) -> Template:
    """Compile the template of a source's page alone: all that a worker needs."""
    return _compile(_make_pages_environment(user, _make_loader(user), load_wording(user)), "source.html")


def _make_loader(user: Path | None) -> ChoiceLoader:
    if user is not None and not user.is_dir():
        raise ConfigurationError(
            f"{user}: there is no such folder of templates; make it or take [output] templates out"
        )
    own = FileSystemLoader(find_shipped("templates"))
    loaders = [FileSystemLoader(user)] if user else []
    return ChoiceLoader([*loaders, own, PrefixLoader({"shipped": own})])


def _make_pages_environment(user: Path | None, loader: ChoiceLoader, words: Wording) -> Environment:
    ours = find_shipped("templates")
    style = _read(user / "style.css" if user and (user / "style.css").is_file() else ours / "style.css").strip()
    if "</style" in style.lower():
        raise ConfigurationError("style.css: '</style' would end the style sheet; take it out")
    pages = _make_environment(Environment, loader, words)
    pages.globals["styled"] = lambda title: _build_style(style, title)
    pages.filters |= {
        "unbroken": _keep_unbroken,
        "direction": find_direction,
        "note_html": lambda note: Markup(note_html(note)),  # noqa: S704 (nh3)
    }
    return pages


def _make_markdown_environment(loader: ChoiceLoader, words: Wording, vault: Vault = _NO_VAULT) -> Environment:
    """Make an environment in which whatever a template prints is escaped for Markdown."""
    environment = _make_environment(_MarkdownEnvironment, loader, words, finalize=_escape_for_markdown)
    allowed = {name: made for name, made in environment.filters.items() if name not in _FORBIDDEN_IN_MARKDOWN}
    own = {"note_paragraphs": note_paragraphs, "heading": _escape_for_heading, "yaml": _write_yaml}
    environment.filters = {**allowed, **own}
    environment.globals |= {"vault": vault, "link": partial(_link_page, wiki=vault.wikilinks)}
    return environment


def render_markdown(edition: Edition, template: Template) -> str:
    """Fill in the Markdown page of an edition."""
    return _tidy(_fill_in(template, _name_values(edition, Lookup.of(edition, {})))).decode()


def render(edition: Edition, highlights: Mapping[str, tuple[Highlight, ...]], templates: Templates) -> dict[str, bytes]:
    """Render the files of one edition by their names in the output folder; equal values give equal bytes.

    ``highlights`` are those of the sources that it quotes, by their ids: where a quote leads, and why it was chosen.
    """
    seen = _name_values(edition, Lookup.of(edition, highlights))
    html, markdown, json_ = name_briefing(edition.date)
    return {
        markdown: _tidy(_fill_in(templates.briefing.markdown, seen)),
        html: _fill_in(templates.briefing.html, seen),
        json_: write_edition(edition),
    }


def render_sources(edition: Edition, pages: Iterable[SourcePage], source: Template) -> dict[str, bytes]:
    """Render the pages of sources by their names in the output folder, with what the edition says of them."""
    seen = _name_values(edition, Lookup.of(edition, {})) | {"pieces": cut_at_highlights}
    return {
        f"{SOURCES}{page.source.id}.html": _fill_in(
            source, seen | {"page": page, "host": find_web_host(page.source.url)}
        )
        for page in pages
    }


def render_story(page: StoryPage, templates: BothForms) -> dict[str, bytes]:
    """Render the page of a story by its names in the output folder; equal values give equal bytes."""
    return _render_both(f"{STORIES}{page.id}", page, templates)


def render_week(week: Week, templates: BothForms) -> dict[str, bytes]:
    """Render the page of a week by its names in the output folder; equal values give equal bytes."""
    return _render_both(f"{WEEKS}{week.name}", week, templates)


def _render_both(name: str, page: StoryPage | Week, templates: BothForms) -> dict[str, bytes]:
    return {
        f"{name}.html": _fill_in(templates.html, _name_values_of_page(page)),
        f"{name}.md": render_page_markdown(page, templates.markdown).encode(),
    }


def render_page_markdown(page: StoryPage | Week, template: Template) -> str:
    """Fill in the Markdown page of a story or week."""
    return _tidy(_fill_in(template, _name_values_of_page(page))).decode()


def _name_values_of_page(page: StoryPage | Week) -> dict[str, Any]:
    """Name what a template of the page of a story or week sees."""
    return {"page": page, "sources": page.sources(), "skipped": skips_words, "named": NAMED, "desk": page.desk}


def render_names(page: NamesPage, template: Template) -> dict[str, bytes]:
    """Render a page of names, or the index over all, by its name in the output folder; equal values, equal bytes."""
    name = f"{NAMES}{page.id}.html" if page.id else INDEX_OF_NAMES
    return {name: _fill_in(template, {"page": page, "up": "../" if page.id else "", "desk": page.desk})}


def render_removed(page: RemovedPage, templates: BothForms) -> dict[str, bytes]:
    """Render what stands in the place of a day's pages, or of a source's; equal values give equal bytes."""
    values = {"page": page, "desk": page.desk}
    if page.source:
        return {f"{SOURCES}{page.source}.html": _fill_in(templates.html, values)}
    html, markdown, _ = name_briefing(page.date)
    return {html: _fill_in(templates.html, values), markdown: _tidy(_fill_in(templates.markdown, values))}


def render_archive(archive: Archive, templates: Templates) -> dict[str, bytes]:
    """Render the page over all days."""
    return {
        ARCHIVE: _fill_in(
            templates.index, {"archive": archive, "months": group_by_month(archive), "desk": archive.desk}
        )
    }


def render_letter(
    edition: Edition,
    highlights: Mapping[str, tuple[Highlight, ...]],
    templates: Templates,
    *,
    address: str | None,
    inside: bool = False,
) -> bytes:
    """Render what feeds and mail carry of an edition: a part of a page, whose links need the ``address`` of ours.

    ``inside`` a book marks lead to its own list of sources.
    """
    values = _name_values(edition, Lookup.of(edition, highlights))
    return _fill_in(templates.letter, {**values, "address": address, "inside": inside})


def render_atom(feed: Feed, templates: Templates) -> bytes:
    """Render a feed as Atom."""
    return _fill_in(templates.feed, {"feed": feed, "desk": feed.title})


def copy_latest(day: date, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Copy the newest day's files to their stable addresses.

    Copies and not redirects: they hold their text for every reader (also ``cat``), their links stay right
    because they lie in the same folder, and the page's canonical link names the day's own address.
    """
    return {latest: files[name] for latest, name in zip(LATEST, name_briefing(day), strict=False) if name in files}


def _make_environment(kind: type[Environment], loader: ChoiceLoader, words: Wording, **more: Any) -> Environment:
    environment = kind(
        loader=loader,
        bytecode_cache=_COMPILED[kind],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **more,
    )
    environment.globals |= {"words": words, "say": words.say}
    environment.filters["runs"] = _group_neighbours
    return environment


def _escape_for_markdown(value: object) -> Markup:
    """Escape text once; leave the result of a macro or block as it is: every expression of a template passes this."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(str(value)))  # noqa: S704 (escaped, for another language)


def _link_page(label: str, path: str, *, wiki: bool) -> Markup:
    """Link to another page of ours, ``path`` without its ending; a wikilink finds it by its name in any folder."""
    link = f"[[{path.rpartition('/')[2]}|{escape(label)}]]" if wiki else f"[{escape(label)}]({path}.md)"
    return Markup(link)  # noqa: S704 (escaped, for another language)


def _write_yaml(value: str | Iterable[str]) -> Markup:
    """Write a text, or a list of texts, as YAML: JSON is a part of it."""
    plain = value if isinstance(value, str) else list(value)
    return Markup(json.dumps(plain, ensure_ascii=False))  # noqa: S704 (quoted, for another language)


def _escape_for_heading(text: str) -> Markup:
    """Escape text for a heading; a full stop at its end is an entity, which checkers of style take for none."""
    safe = escape(text)
    if safe[-1:] in ".,;:!" and safe[-2:-1] != "\\" and not re.search(r"&#?\w+;$", safe):
        safe = f"{safe[:-1]}&#{ord(safe[-1])};"
    return Markup(safe)  # noqa: S704 (escaped, for another language)


def _group_neighbours(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Group neighbours with an equal attribute, in their order; Jinja's ``groupby`` would sort them."""
    return [(key, list(group)) for key, group in groupby(items, key=lambda item: getattr(item, attribute))]


def find_direction(source: Source) -> str:
    """Say which way a source's words run: ``dir="auto"`` of a block would not look into the quotes inside it."""
    texts = (source.title or "", *(quote.text for quote in source.opening))
    strong = (kind for text in texts for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return "auto" if (first := next(strong, None)) is None else "ltr" if first == "L" else "rtl"


def _keep_unbroken(text: str) -> Markup:
    """Keep a type designation ("S-400") from breaking at its hyphen in HTML."""
    return Markup(_DESIGNATION.sub(r'<span class="nb">\1</span>', str(html_escape(text))))  # noqa: S704 (escaped)


@cache
def _build_style(style: str, title: str) -> tuple[Markup, str]:
    """Build the style sheet with the title in the margin of printed pages; return it with its hash for the policy."""
    escaped = re.sub(r"[^\w .,-]", lambda odd: f"\\{ord(odd[0]):x} ", title)
    whole = f'{style}\n@page {{ @bottom-left {{ content: "{escaped}" }} }}'
    digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
    return Markup(whole), f"sha256-{digest}"  # noqa: S704 (the style sheet is ours or the user's own, the title escaped)


def _name_values(edition: Edition, lookup: Lookup) -> dict[str, Any]:
    """Name what a template of an edition sees."""
    return {"edition": edition, "look": lookup, "desk": edition.desk}


def _compile(environment: Environment, name: str) -> Template:
    try:
        return environment.get_template(name)
    except TemplateSyntaxError as trouble:
        raise ConfigurationError(f"{trouble.filename or trouble.name}:{trouble.lineno}: {trouble.message}") from trouble
    except UnicodeDecodeError as trouble:
        raise ConfigurationError(f"{name}: not UTF-8 text; save it as UTF-8") from trouble


def _fill_in(template: Template, values: Mapping[str, Any]) -> bytes:
    """Fill a template in; ConfigurationError names file and line of whatever a template does wrong."""
    try:
        return template.render(values).encode()
    except ConfigurationError as trouble:
        raise ConfigurationError(f"{_find_place(trouble)}: {trouble}") from trouble
    except TemplateSyntaxError as trouble:
        raise ConfigurationError(f"{trouble.filename or trouble.name}:{trouble.lineno}: {trouble.message}") from trouble
    except Exception as trouble:
        place = _find_place(trouble)
        if place is None:
            raise
        raise ConfigurationError(f"{place}: {trouble}") from trouble


def _find_place(trouble: BaseException) -> str | None:
    """Find the last line of a template on the way to an exception, as ``file:line``."""
    place, step = None, trouble.__traceback__
    while step is not None:
        if "__jinja_exception__" in step.tb_frame.f_globals:  # the frames that Jinja puts in its own code's place
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _tidy(text: bytes) -> bytes:
    """Remove trailing spaces, and all but one of the empty lines between blocks, from Markdown."""
    lines = [line.rstrip() for line in text.decode().split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return ("\n".join(kept).strip("\n") + "\n").encode()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise ConfigurationError(f"{path}: cannot be read: {trouble}") from trouble
