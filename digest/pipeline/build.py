"""Build the files of an edition: render every page, check every quote on it, before anybody sees them.

A source's page needs its article and what the edition says of it, nothing of other pages: so pages are rendered in as
many processes as there are. A cluster does not render: the templates lie on this machine.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Template

from digest.config import Settings
from digest.edition.compose import make_archive
from digest.edition.sources import EditionParts, Quoted, find_highlights, make_source_page
from digest.errors import LostTaskError, VerificationError, list_some
from digest.model import AnalysedArticle, Archive, Day, Edition, Highlight, Source
from digest.page_names import name_proof, name_text
from digest.parallel.dispatch import run_tasks
from digest.pipeline.feed import LETTER, build_feeds
from digest.pipeline.name_pages import NameIndex, render_changed_names
from digest.pipeline.session import Progress, show_nothing
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.story_pages import render_changed
from digest.pipeline.weeks import renew_week
from digest.publish.files import hash_bytes
from digest.publish.proof import make_proof, render_proof
from digest.publish.render import (
    Templates,
    copy_latest,
    load_source,
    load_templates,
    render,
    render_archive,
    render_letter,
    render_sources,
)
from digest.publish.verify import verify
from digest.store.cache import Pages
from digest.store.store import Store

BATCH = 10
"""Source pages that are rendered together. Two hundred are handed out at once: a thousand, five times, took 90 MB."""

LoadSource = Callable[[Source], AnalysedArticle]
"""Load the article of a source, with its analysis."""


def build_files(
    settings: Settings,
    edition: Edition,
    load: LoadSource,
    store: Store,
    pages: Pages,
    *,
    made: dt.datetime,
    removed: Collection[dt.date] = (),
    progress: Progress = show_nothing,
) -> Pages:
    """Render all files of an edition, the stories that it changes, archive (as of ``made``) and feeds; verify them.

    ``removed`` are days whose pages go with it. VerificationError when a page does not say what its sources say.
    """
    templates = load_templates(settings.own_templates, settings.markdown)
    sources = _render_source_pages(settings, edition, load, templates, pages, progress)
    progress("Checking quotes", 0, 0)
    gone = {*store.removed(), *removed} - {edition.date}
    files = [*_add(render(edition, sources.highlights, templates), pages), *sources.suspects]
    letter = render_letter(edition, sources.highlights, templates, address=settings.output.address)
    sources.highlights.clear()  # those of a large day take as much memory as its texts
    texts = _load_texts(edition, load)
    files += _add(_render_proof(edition, texts, sources.hashes), pages)
    complaints = list(verify(edition, {LETTER: letter}, texts))
    for name in sorted(files):  # a file at a time: those of a large day do not lie in memory together
        complaints += verify(edition, {name: pages[name]}, texts)
    stories = StoryIndex(store, edition, load)
    newest = max((*store.dates(), edition.date))
    names = render_changed_names(settings, NameIndex(store, edition), newest, templates)
    for rendered, wrong in (*render_changed(settings, stories, templates.story), *names):
        complaints += wrong
        _add(rendered, pages)
    _add(renew_week(settings, stories, load, store, edition, templates), pages)
    if complaints:
        raise VerificationError(
            "a page does not say what its source says; nothing was published:\n" + "\n".join(complaints)
        )
    days = _with_day(store.days(), edition.history[-1])
    over_all = make_archive(days, settings, made=made, stories=stories.running(), weeks=store.weeks(), removed=gone)
    _add(_render_archive(over_all, edition, pages, templates), pages)
    _add(build_feeds(settings, edition, letter, store, templates, gone), pages)
    return pages


def _add(files: Mapping[str, bytes], pages: Pages) -> tuple[str, ...]:
    """Keep rendered files, and return their names."""
    for name, data in files.items():
        pages.add(name, data)
    return tuple(files)


def _render_proof(edition: Edition, texts: Mapping[str, str], hashes: Mapping[str, str]) -> dict[str, bytes]:
    """Render the proof of an edition; ``hashes`` are those of the texts of its own sources."""
    earlier = {source.id: hash_bytes(texts[source.id].encode()) for _, source in edition.past_sources()}
    return {name_proof(edition.date): render_proof(make_proof(edition, {**earlier, **hashes}))}


def _with_day(days: tuple[Day, ...], day: Day) -> tuple[Day, ...]:
    """Return the days of the archive with an edition's own, oldest first."""
    return tuple(sorted((*(one for one in days if one.date != day.date), day), key=lambda one: one.date))


def _render_archive(
    over_all: Archive, edition: Edition, files: Mapping[str, bytes], templates: Templates
) -> dict[str, bytes]:
    """Render the archive, and where the edition is its newest the copies of that."""
    rendered = render_archive(over_all, templates)
    newest = next(day for day in over_all.days if day.status != "missing")
    return {**rendered, **copy_latest(edition.date, files)} if newest.date == edition.date else rendered


def _load_texts(edition: Edition, load: LoadSource) -> dict[str, str]:
    """Return the text of every article that the edition quotes, by id."""
    quoted = {placed.quote.article for placed in edition.quotes()}
    return {source.id: load(source).article.document.text for source in edition.sources() if source.id in quoted}


def _render_source_pages(
    settings: Settings,
    edition: Edition,
    load: LoadSource,
    templates: Templates,
    pages: Pages,
    progress: Progress,
) -> "_RenderedSources":
    """Render the page of every source, with the file of its text."""
    job = RenderJob(settings.own_templates, load, templates.source)
    parts = EditionParts(edition)
    sources = edition.articles
    batches = (sources[first : first + BATCH] for first in range(0, len(sources), BATCH))
    tasks = (PageBatch(parts.of(batch), batch) for batch in batches)
    found = _RenderedSources()
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
class _RenderedSources:
    """What is known of the rendered sources: highlights and the hashes of their texts by article, and suspect pages."""

    highlights: dict[str, tuple[Highlight, ...]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    suspects: list[str] = field(default_factory=list)


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
    min_parallel = (40, 5_000)
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
