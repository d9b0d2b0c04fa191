"""Make a lost or damaged database anew from the editions in the output folder."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from digest import slots
from digest.codec import encode, read_edition
from digest.config import Settings
from digest.disk import sync_folder
from digest.errors import NewerDatabaseError, StateError
from digest.intake import folder as seeds
from digest.model import AnalysedArticle, ArticleSummary, Day, Edition, Problem, list_mentions
from digest.page_names import NAMES, OVER_ALL_DAYS, SOURCES, STORIES, WEEKS, name_briefing, name_proof, name_text
from digest.pipeline.identities import list_identities, name_identities
from digest.pipeline.ingest import Arrival, ingest_files
from digest.pipeline.publish import find_editions
from digest.pipeline.select import add_published
from digest.pipeline.session import Progress, Session, show_nothing
from digest.pipeline.settings_hash import hash_settings
from digest.pipeline.workspace import find_workspace
from digest.publish import files
from digest.publish.verify import find_removal
from digest.store import DATABASE
from digest.store.cache import open_cache
from digest.store.loader import Loader
from digest.store.lock import hold_lock
from digest.store.records import FileStamp, NewEdition, RunRecord, StoredArticle
from digest.store.store import open_store, open_store_at
from digest.text.numerals import write_count
from digest.text.sentences import collapse


def repair(settings: Settings, zone: ZoneInfo, *, wait: float, progress: Progress = show_nothing) -> Iterator[str]:
    """Make the database anew where it is lost or damaged; yield what was done, in lines.

    It is made under another name and moved into place when it is whole: half a database would publish articles twice.
    """
    workspace = find_workspace(settings)
    path = workspace.database
    with hold_lock(workspace.state, wait=wait):
        progress("Checking the database", 0, 0)
        damage = _find_damage(workspace.output)
        if damage is None:
            yield f"{path}: is sound; nothing was changed"
            return
        found = find_editions(workspace.output)
        editions = [read_edition(file.read_bytes(), where=str(file)) for file in found]
        if not editions:
            yield f"{workspace.output}: holds no edition; the next run starts afresh"
        new = path.with_name(f".{DATABASE}{files.TEMPORARY}")
        _delete(new)
        with open_cache(workspace.state) as cache, open_store_at(new) as store:
            session = Session(workspace, store, cache, Loader(store, cache, new), progress)
            arrivals = _read_articles(session, editions)
            for number, edition in enumerate(editions):
                progress("Restoring days", len(editions), number)
                _restore(session, edition, arrivals, zone)
        if path.exists():
            aside = _find_free_name(path)
            path.rename(aside)
            yield f"{path}: {damage}; moved to {aside.name}"
        # SQLite would roll a journal of the old database back into the new one: it is gone before that has its name.
        path.with_name(f"{DATABASE}-journal").unlink(missing_ok=True)
        sync_folder(path.parent)
        if editions:
            files.move_into_place(new, path)
        articles = write_count(sum(len(edition.articles) for edition in editions), "article")
        yield f"{path}: made anew from {write_count(len(editions), 'edition')} with {articles}"


def _find_damage(output: Path) -> str | None:
    """Return what is wrong with the database; ``None`` when it is sound."""
    try:
        with open_store(output) as store:
            if store.is_new():
                return "is gone"
            complaints = store.list_complaints()
    except NewerDatabaseError:
        raise
    except StateError:
        return "is damaged"
    return f"is damaged ({complaints[0]})" if complaints else None


def _delete(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        leftover.unlink(missing_ok=True)


def _find_free_name(path: Path) -> Path:
    candidates = (path.with_name(f"{DATABASE}.damaged{n or ''}") for n in range(1000))
    return next(one for one in candidates if not one.exists())


def _read_articles(session: Session, editions: list[Edition]) -> tuple[Arrival, ...]:
    """Read what lies in the articles' folder now; nothing where it cannot be read."""
    articles = session.workspace.inbox
    if not editions or not articles.is_dir():
        return ()
    files = seeds.scan(articles, follow_links=session.workspace.follow_links).files
    arrivals = ingest_files(session, files, today=max(edition.date for edition in editions))
    return tuple(sorted(arrivals, key=lambda arrival: (arrival.path, arrival.stamp)))


@dataclass(frozen=True, slots=True)
class _NamedFiles:
    """The files that an edition was made from, as far as it names them.

    ``sources``: the id of each source by the hash of its file and its path. ``paths``: every file that it names;
    ``unidentified``: those of which it has no more than the path, with the day that told them. ``published``: the day
    of every identity that it knows.
    """

    edition: Edition
    sources: Mapping[tuple[str, str], str]
    paths: Collection[str]
    unidentified: Mapping[str, dt.date]
    published: Mapping[str, dt.date]

    def means(self, arrival: Arrival, days: Collection[dt.date]) -> bool:
        """Tell whether a file is one that the edition names; ``days`` have published articles of it.

        Where the edition has only a path, a file at it is meant when it is as old. A file of that name in the folder of
        `run FOLDER` may be meant: then this one is another.
        """
        as_old = arrival.stamp[1] / 1e9 <= self.edition.made.timestamp()
        return as_old and arrival.path in self.paths and bool(days or arrival.path in self.unidentified)


@dataclass(frozen=True, slots=True)
class _RestoredFile:
    """A file with what it gives back: whether it was opened, its identities with their day, its articles."""

    opened: tuple[FileStamp, ...]
    known: tuple[tuple[str, dt.date], ...]
    articles: tuple[StoredArticle, ...]


def _restore(session: Session, edition: Edition, arrivals: tuple[Arrival, ...], zone: ZoneInfo) -> None:
    """Record an edition, its files as they lie in the folder, and those of its articles that are still there."""
    sources = {(source.raw, source.path): source.id for source in edition.articles}
    named = _NamedFiles(edition, sources, *_collect_paths(edition), _collect_identities(edition))
    settings_hash = hash_settings(session.workspace.settings)
    files_back = [_restore_file(session, named, arrival, settings_hash) for arrival in arrivals]
    slot = slots.find_newest(session.workspace.settings.schedule, edition.made, zone)
    record = RunRecord(
        opened=tuple(stamp for one in files_back for stamp in one.opened),
        articles=add_published(tuple(article for one in files_back for article in one.articles), edition),
        known=(*sorted(named.published.items()), *(known for one in files_back for known in one.known)),
        slot=(slot, edition.made) if slot else None,
    )
    _record(session, edition, record)


def _restore_file(session: Session, named: _NamedFiles, arrival: Arrival, settings_hash: str) -> _RestoredFile:
    """Find out what a file that lies in the articles' folder was to an edition."""
    edition, path = named.edition, arrival.path
    parts = [one for one in arrival.results if not isinstance(one, Problem)]
    # The identity of its words stays what the edition says, whatever a newer cleaner would make of it.
    parts = [_rename(session, one, named.sources.get((one.raw, path), one.id)) for one in parts]
    names = [name for one in parts for name in list_identities(one)]
    days = {named.published[name] for name in names if name in named.published}
    meant = named.means(arrival, days)
    day = _choose_day(days, edition, otherwise=named.unidentified.get(path, edition.date))
    listed = [one for one in parts if (meant and edition.date in days) or (one.raw, path) in named.sources]
    return _RestoredFile(
        opened=((arrival.folder, path, arrival.stamp),) if meant else (),
        known=tuple((name, day) for name in names) if meant else (),
        articles=tuple(
            StoredArticle(arrival.folder, one, len(parts), settings_hash)
            for one in listed
            if _still_holds_quotes(session, one, edition)
        ),
    )


def _choose_day(days: set[dt.date], edition: Edition, *, otherwise: dt.date) -> dt.date:
    """Choose the day that published a file, of those that published its articles: the edition's own, else the first."""
    return edition.date if edition.date in days else min(days, default=otherwise)


def _still_holds_quotes(session: Session, summary: ArticleSummary, edition: Edition) -> bool:
    """Tell whether a text that was read anew still has every quote of the edition at its place.

    A newer reader may find other words in the same file: then the text that was published is lost.
    """
    quotes = [placed.quote for placed in edition.quotes() if placed.quote.article == summary.id]
    text = session.load.load_article(summary).document.text if quotes else ""
    return all(collapse(text[quote.start : quote.end]) == quote.text for quote in quotes)


def _record(session: Session, edition: Edition, record: RunRecord) -> None:
    """Record an edition with its files as they lie in the folder, as published."""
    week = slots.find_week(edition.date, session.workspace.settings.schedule).name
    there = files.read_published_files(session.workspace.output, _list_file_names(edition, week))
    day = edition.history[-1] if edition.history else Day(edition.date, "quiet")
    session.store.record(replace(record, new=NewEdition(edition, day, there)), session.load.encoded)
    session.store.mark_published(edition.date, tuple((name, files.hash_bytes(data)) for name, data in there.items()))
    if since := find_removal(there.get(f"{edition.date}.html", b"")):
        session.store.note_removal(edition.date, since)


def _rename(session: Session, summary: ArticleSummary, id_: str) -> ArticleSummary:
    """Return an article under another identity of its words."""
    if summary.id == id_:
        return summary
    article, analysis = session.load(summary)
    renamed = AnalysedArticle(replace(article, id=id_), replace(analysis, article=id_))
    return session.cache.replace(encode(renamed))


def _collect_identities(edition: Edition) -> dict[str, dt.date]:
    """Return every identity that an edition knows, with the day that published it."""
    left = [(one.raw, one.id, one.told) for one in edition.left_out if one.told and one.id]
    used = [(one.raw, one.id, edition.date) for source in edition.articles for one in source.copies]
    used += [(source.raw, source.id, edition.date) for source in edition.articles]
    return {name: day for raw, id_, day in (*left, *used) if id_ for name in name_identities(raw, id_)}


def _collect_paths(edition: Edition) -> tuple[set[str], dict[str, dt.date]]:
    """Return the files that an edition names; and those of them without an identity, with their day."""
    paths = {problem.path for problem in edition.left_out}
    unidentified = {problem.path: problem.told or edition.date for problem in edition.left_out if not problem.id}
    for source in edition.articles:
        paths |= {source.path, *source.also, *(copy.path for copy in source.copies)}
        unidentified |= {copy.path: edition.date for copy in source.copies if not copy.id}
    return paths, unidentified


def _list_file_names(edition: Edition, week: str) -> tuple[str, ...]:
    """Return the files that an edition may have in the output folder."""
    return (
        *(*name_briefing(edition.date), name_proof(edition.date)),
        *(name for one in edition.articles for name in (f"{SOURCES}{one.id}.html", name_text(one.id))),
        *(f"{STORIES}{story}{kind}" for story in sorted(_name_stories(edition)) for kind in (".html", ".md")),
        *(f"{NAMES}{page}.html" for page in sorted({one.page for one in list_mentions(edition)})),
        *(f"{WEEKS}{week}{kind}" for kind in (".html", ".md")),
        *OVER_ALL_DAYS,
    )


def _name_stories(edition: Edition) -> set[str]:
    """Return the stories that an edition tells or carries on: those that may have a page."""
    told = {story.id for story in edition.stories}
    return told | {story.continues.story for story in edition.stories if story.continues}
