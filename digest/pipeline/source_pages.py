"""The pages of an edition's sources, rendered in as many processes as there are.

A source's page needs its article and what the edition says of it, nothing of other pages. A cluster does not render:
the templates lie on this machine.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Template

from digest.config import Settings
from digest.edition.sources import EditionParts, Quoted, find_highlights, make_source_page
from digest.errors import LostTaskError, list_some
from digest.model import Edition, Highlight, Source
from digest.page_names import name_text
from digest.parallel.dispatch import run_tasks
from digest.pipeline.session import LoadSource, Progress
from digest.publish.files import hash_bytes
from digest.publish.render import load_source, render_sources
from digest.publish.verify import verify
from digest.store.cache import Pages

BATCH = 10
"""Source pages that are rendered together. Two hundred are handed out at once: a thousand, five times, took 90 MB."""


@dataclass(slots=True)
class RenderedSources:
    """The rendered sources: highlights and the hashes of their texts by article, and suspect pages."""

    highlights: dict[str, tuple[Highlight, ...]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    suspects: list[str] = field(default_factory=list)


def render_source_pages(
    settings: Settings,
    edition: Edition,
    load: LoadSource,
    template: Template,
    pages: Pages,
    progress: Progress,
) -> RenderedSources:
    """Render the page of every source, with the file of its text."""
    job = RenderJob(settings.own_templates, load, template)
    parts = EditionParts(edition)
    sources = edition.articles
    batches = (sources[first : first + BATCH] for first in range(0, len(sources), BATCH))
    tasks = (PageBatch(parts.of(batch), batch) for batch in batches)
    found = RenderedSources()
    for rendered in run_tasks(tasks, job, workers=settings.run.workers):
        progress("Writing pages", len(sources), len(found.hashes))
        for page in rendered:
            pages.add(page.name, page.data)
            pages.add(name_text(page.article), page.text)
            found.hashes[page.article] = hash_bytes(page.text)
            if page.suspect:
                found.suspects.append(page.name)
            if page.highlights:
                found.highlights[page.article] = page.highlights
    return found


@dataclass(frozen=True, slots=True)
class PageBatch:
    """Some sources, and the part of the edition that their pages show."""

    edition: Edition
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """Return the number of sentences of its sources: what it costs to render."""
        return sum(source.sentences for source in self.sources)

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return f"the pages of {list_some([source.path for source in self.sources])}"


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The page of a source, and its text. ``suspect``: a quote on it is not its own article's; it may be another's."""

    name: str
    data: bytes
    text: bytes
    article: str
    highlights: tuple[Highlight, ...]
    suspect: bool


class RenderJob:
    """Render and check source pages, with a reader's own templates where there are some."""

    seconds = 15.0
    min_parallel = (40, 10_000)
    """Batches of ten pages, or sentences: the pages of 200 articles took .8 s of the processor less in one process than
    with workers, which first import what they need; those of 400 took as much in both."""
    timed = False
    modules = ()

    def __init__(self, own_templates: Path | None, load: LoadSource, source: Template | None = None) -> None:
        self._own, self._load, self._source = own_templates, load, source

    def __reduce__(self) -> "tuple[type[RenderJob], tuple[Path | None, LoadSource]]":
        """Pickle without the compiled template: it does not travel, each process compiles it once."""
        return RenderJob, (self._own, self._load)

    @cached_property
    def template(self) -> Template:
        """Return the template of a source's page."""
        return self._source or load_source(self._own)

    def do(self, batch: PageBatch) -> tuple[RenderedPage, ...]:
        """Render the pages of a batch, in its order."""
        edition = batch.edition
        quoted = Quoted(edition.quotes())
        loaded = [self._load(source) for source in batch.sources]
        pages = [
            make_source_page(source, article, find_highlights(source.id, analysis, quoted), edition)
            for source, (article, analysis) in zip(batch.sources, loaded, strict=True)
        ]
        rendered = render_sources(edition, pages, self.template)
        return tuple(
            RenderedPage(
                name,
                data,
                page.article.document.text.encode(),
                page.source.id,
                page.highlights,
                bool(verify(edition, {name: data}, {page.source.id: page.article.document.text})),
            )
            for page, (name, data) in zip(pages, rendered.items(), strict=True)
        )

    def on_crash(self, batch: PageBatch) -> tuple[RenderedPage, ...]:
        """Raise DigestError: no briefing without its sources."""
        raise LostTaskError(batch.name)
