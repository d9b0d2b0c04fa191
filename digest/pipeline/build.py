"""Build the files of an edition: render every page, check every quote on it, before anybody sees them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from digest.config import Settings
from digest.edition.archive import make_archive
from digest.errors import VerificationError
from digest.model import Archive, Article, Day, Edition, Source
from digest.page_names import name_proof, name_text
from digest.pipeline.feed import LETTER, build_feeds
from digest.pipeline.name_pages import NameIndex, render_changed_names
from digest.pipeline.session import Progress, show_nothing
from digest.pipeline.source_pages import render_source_pages
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.story_pages import render_changed_stories
from digest.pipeline.weeks import renew_week
from digest.publish.files import hash_bytes
from digest.publish.proof import make_proof, render_proof
from digest.publish.render import Templates, copy_latest, load_templates, render, render_archive, render_letter
from digest.publish.verify import verify
from digest.relaxed_gc import give_back_memory
from digest.store.cache import Pages
from digest.store.loader import Loader
from digest.store.store import Store

TEXTS = 2048
"""Texts that lie in memory while quotes are checked, 10 MB: the JSON, the page and the letter quote the same articles.
With 256 of them a day of 2,000 texts was rendered and checked in 1.9 s and not in 1.4 (``digest rebuild``).
"""


def build_files(
    settings: Settings,
    edition: Edition,
    load: Loader,
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
    letter, complaints = _build_day(settings, edition, load, templates, pages, progress)
    stories = StoryIndex(store, edition, load)
    complaints += _build_shared_pages(settings, edition, load, store, stories, templates, pages)
    if complaints:
        raise VerificationError(
            "a page does not say what its source says; nothing was published:\n" + "\n".join(complaints)
        )
    gone = {*store.list_removed(), *removed} - {edition.date}
    days = _add_day(store.list_days(), edition.history[-1])
    archive = make_archive(days, settings, made=made, stories=stories.running(), weeks=store.list_weeks(), removed=gone)
    _add(_render_archive(archive, edition, pages, templates), pages)
    _add(build_feeds(settings, edition, letter, store, templates, gone), pages)
    return pages


def _build_day(
    settings: Settings, edition: Edition, load: Loader, templates: Templates, pages: Pages, progress: Progress
) -> tuple[bytes, list[str]]:
    """Render the briefing with its sources and proof; return its letter, and what is wrong with any of them."""
    sources = render_source_pages(settings, edition, load, templates.source, pages, progress)
    progress("Checking quotes", 0, 0)
    give_back_memory()
    unchecked = [*_add(render(edition, sources.highlights, templates), pages), *sources.suspects]
    letter = render_letter(edition, sources.highlights, templates, address=settings.output.address)
    sources.highlights.clear()  # those of a large day take as much memory as its texts
    give_back_memory()
    texts = _Texts(edition, load.load_article, pages)
    unchecked += _add(_render_proof(edition, texts, sources.hashes), pages)
    complaints = list(verify(edition, {LETTER: letter}, texts))
    for name in sorted(unchecked):  # a file at a time: those of a large day do not lie in memory together
        complaints += verify(edition, {name: pages[name]}, texts)
    return letter, complaints


def _build_shared_pages(
    settings: Settings,
    edition: Edition,
    load: Loader,
    store: Store,
    stories: StoryIndex,
    templates: Templates,
    pages: Pages,
) -> list[str]:
    """Render the pages of stories, names and the week that the edition changes; return what is wrong with them."""
    newest = max((*store.list_dates(), edition.date))
    names = render_changed_names(settings, NameIndex(store, edition), newest, templates)
    complaints: list[str] = []
    for rendered, wrong in (*render_changed_stories(settings, stories, templates.story), *names):
        complaints += wrong
        _add(rendered, pages)
    _add(renew_week(settings, stories, load, store, edition, templates), pages)
    return complaints


def _add(files: Mapping[str, bytes], pages: Pages) -> tuple[str, ...]:
    """Keep rendered files, and return their names."""
    for name, data in files.items():
        pages.add(name, data)
    return tuple(files)


def _render_proof(edition: Edition, texts: Mapping[str, str], hashes: Mapping[str, str]) -> dict[str, bytes]:
    """Render the proof of an edition; ``hashes`` are those of the texts of its own sources."""
    earlier = {source.id: hash_bytes(texts[source.id].encode()) for _, source in edition.past_sources()}
    return {name_proof(edition.date): render_proof(make_proof(edition, {**earlier, **hashes}))}


def _add_day(days: tuple[Day, ...], day: Day) -> tuple[Day, ...]:
    """Return the days of the archive with an edition's own, oldest first."""
    return tuple(sorted((*(one for one in days if one.date != day.date), day), key=lambda one: one.date))


def _render_archive(
    archive: Archive, edition: Edition, files: Mapping[str, bytes], templates: Templates
) -> dict[str, bytes]:
    """Render the archive, and where the edition is its newest the copies of that."""
    rendered = render_archive(archive, templates)
    newest = next(day for day in archive.days if day.status != "missing")
    return {**rendered, **copy_latest(edition.date, files)} if newest.date == edition.date else rendered


class _Texts(Mapping[str, str]):
    """The text of every article that an edition quotes, by id; few lie in memory: those of a large day take 150 MB.

    Those of its own articles are read from the files that are published of them, each compared with its article once:
    a decoded one takes long where thousands are asked for again and again.
    """

    def __init__(self, edition: Edition, load: Callable[[Source], Article], pages: Pages) -> None:
        quoted = {placed.quote.article for placed in edition.quotes()}
        self._sources = {source.id: source for source in edition.sources() if source.id in quoted}
        self._own = {source.id for source in edition.articles}
        self._load, self._pages = load, pages
        self._compared: set[str] = set()
        self._read = lru_cache(maxsize=TEXTS)(self._read_text)

    def _read_text(self, article: str) -> str:
        if article in self._compared:
            return self._pages[name_text(article)].decode()
        text = self._load(self._sources[article]).document.text
        if article in self._own and self._pages[name_text(article)] == text.encode():
            self._compared.add(article)
        return text

    def __getitem__(self, article: str) -> str:
        if article not in self._sources:
            raise KeyError(article)
        return self._read(article)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
