"""Source pages, many at once: made, rendered and proven by whoever has a hand free.

A page needs its article and what the edition says of it, nothing of other pages: so it is work for a worker, like
the reading of a file. Templates lie on this machine: a cluster does not render.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Template

from digest.codec import read_stored
from digest.edition.drafts import crash_error, list_some
from digest.edition.sources import Excerpts, Quoted, marks_of, page_of
from digest.model import Analysis, Article, Edition, Highlight, Source
from digest.parallel.dispatch import run_tasks
from digest.publish.render import load_source, render_sources
from digest.publish.verify import quotes_of, verify

SHEAF = 50
"""Pages that are rendered together."""

Packed = Callable[[Source], tuple[bytes, bytes]]
"""Gives the article and the analysis of a source, packed."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Some sources, the part of the edition that their pages show, and their articles; analyses of those it quotes."""

    edition: Edition
    sources: tuple[Source, ...]
    texts: tuple[tuple[bytes, bytes | None], ...]

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(len(article) + len(analysis or b"") for article, analysis in self.texts)

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return f"the pages of {list_some([source.path for source in self.sources])}"


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page, its marks, and its article's text where the edition quotes that.

    ``suspect``: it does not say what its article alone says; it may quote others, whose texts are not at hand here.
    """

    name: str
    data: bytes
    article: str
    marks: tuple[Highlight, ...]
    text: str | None
    suspect: bool


class Rendering:
    """Sheaves are rendered, with a reader's own templates where there are some."""

    seconds = 15.0
    min_parallel = (8, 5_000_000)
    timed = False

    def __init__(self, own_templates: Path | None, source: Template | None = None) -> None:
        self._own, self._source = own_templates, source

    def __reduce__(self) -> "tuple[type[Rendering], tuple[Path | None]]":
        """Compiled templates do not travel: whoever gets this loads them."""
        return Rendering, (self._own,)

    @cached_property
    def template(self) -> Template:
        """The template of a source's page, compiled once in each process."""
        return self._source or load_source(self._own)

    def do(self, sheaf: Sheaf) -> tuple[Page, ...]:
        """The pages of a sheaf, in its order."""
        edition = sheaf.edition
        quoted = Quoted(edition.stories, edition.sections, edition.key_points)
        pages = []
        for source, (article, analysis) in zip(sheaf.sources, sheaf.texts, strict=True):
            marks = marks_of(source.id, read_stored(Analysis, analysis), quoted) if analysis else ()
            pages.append(page_of(source, read_stored(Article, article), marks, edition))
        said = {quote.article for quote in quotes_of(edition)}
        rendered = render_sources(edition, pages, self.template)
        made = []
        for page, (name, data) in zip(pages, rendered.items(), strict=True):
            source, text = page.source, page.article.document.text
            suspect = bool(verify(edition, {name: data}, {source.id: text}))
            told = text if suspect or source.id in said else None
            made.append(Page(name, data, source.id, page.marks, told, suspect))
        return tuple(made)

    def on_crash(self, sheaf: Sheaf) -> tuple[Page, ...]:
        """No briefing without its sources."""
        raise crash_error(sheaf.name)


def pages_of(edition: Edition, packed: Packed, rendering: Rendering, *, workers: int | None) -> Iterator[Page]:
    """The page of every source of an edition, in order; as many at once as there are ``workers`` (or cores)."""
    excerpts = Excerpts(edition)
    quoted = Quoted(edition.stories, edition.sections, edition.key_points)

    def sheaves() -> Iterator[Sheaf]:
        for first in range(0, len(edition.articles), SHEAF):
            sources = edition.articles[first : first + SHEAF]
            texts = ((source, *packed(source)) for source in sources)
            yield Sheaf(
                excerpts.of(sources),
                sources,
                tuple((article, analysis if quoted.has(source.id) else None) for source, article, analysis in texts),
            )

    for made in run_tasks(sheaves(), rendering, workers=workers):
        yield from made
