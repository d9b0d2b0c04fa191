"""Rare work on what is stored: render a day again, make a lost database anew from the editions in the output folder."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from digest import slots
from digest.codec import packed, read_edition
from digest.config import Settings
from digest.errors import ConfigurationError, NewerDatabaseError, StateError
from digest.intake import folder as seeds
from digest.model import AnalysedArticle, ArticleSummary, Day, Edition, Problem, Source
from digest.publish import files
from digest.run import make_files
from digest.state.database import DATABASE, STATE
from digest.state.lock import locked
from digest.state.shelf import Shelf, shelf_in
from digest.state.store import NewEdition, RunRecord, Store, StoredArticle, opened, opened_at
from digest.steps import gather, recall
from digest.steps.desk import Desk, desk_of
from digest.steps.gather import Arrival
from digest.steps.reading import arrivals_of
from digest.steps.recover import editions_in, publish_day, recover, refuse_lost_state

Report = Callable[[str], None]


def rebuild(settings: Settings, date: dt.date, *, wait: float, force: bool, report: Report) -> tuple[Path, ...]:
    """Render a stored edition again, and put it into the folder; it is verified like a new one."""
    desk = desk_of(settings)
    with locked(desk.output / STATE, wait=wait), opened(desk.output) as kept, shelf_in(desk.output / STATE) as shelf:
        refuse_lost_state(kept, desk.output)
        recover(kept, desk.output, report)
        edition = kept.edition(date)
        if edition is None:
            raise ConfigurationError(f"there is no briefing of {date}; `digest show --list` lists what there is")

        def packed_of(source: Source) -> tuple[bytes, bytes]:
            found = kept.packed(edition, source)
            if found is None:
                raise StateError(
                    f"the briefing of {date} cannot be rendered again: the text of {source.path}, or why it was"
                    " quoted, was lost with the database; its files in the output folder are as they were"
                )
            return found

        newest = kept.edition() or edition
        made = make_files(settings, edition, packed_of, kept.days(), shelf, made=newest.made)
        kept.replace_files(date, made.files)
        return publish_day(kept, desk.output, date, report, force=force)


def repair(settings: Settings, zone: ZoneInfo, *, wait: float) -> Iterator[str]:
    """Make the database anew where it is lost or damaged; what was done, in lines.

    It is made under another name and moved into place when it is whole: half a database would tell twice.
    """
    desk = desk_of(settings)
    path = desk.output / STATE / DATABASE
    with locked(desk.output / STATE, wait=wait):
        damage = _damage(desk.output)
        if damage is None:
            yield f"{path}: is sound; nothing was changed"
            return
        found = [(one, read_edition(one.read_bytes(), where=str(one))) for one in editions_in(desk.output)]
        if not found:
            yield f"{desk.output}: holds no edition; the next run starts afresh"
        new = path.with_name(f".{DATABASE}{files.TEMPORARY}")
        _clear(new)
        editions = [edition for _, edition in found]
        with shelf_in(path.parent) as shelf, opened_at(new) as kept:
            arrivals = _articles(desk, shelf, editions)
            for edition in editions:
                _restore(kept, desk, shelf, edition, arrivals, zone)
        if path.exists():
            aside = _aside(path)
            path.rename(aside)
            yield f"{path}: {damage}; moved to {aside.name}"
        # SQLite would roll a journal of the old database back into the new one.
        path.with_name(f"{DATABASE}-journal").unlink(missing_ok=True)
        if editions:
            files.move_into_place(new, path)
        yield f"{path}: made anew from {len(editions)} edition(s), {sum(len(e.articles) for e in editions)} article(s)"


def _damage(output: Path) -> str | None:
    """What is wrong with the database; ``None`` when it is sound."""
    try:
        with opened(output) as kept:
            if kept.is_new():
                return "is gone"
            complaints = kept.complaints()
    except NewerDatabaseError:
        raise
    except StateError:
        return "is damaged"
    return f"is damaged ({complaints[0]})" if complaints else None


def _clear(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}-journal")):
        leftover.unlink(missing_ok=True)


def _aside(path: Path) -> Path:
    candidates = (path.with_name(f"{DATABASE}.damaged{n or ''}") for n in range(1000))
    return next(one for one in candidates if not one.exists())


def _articles(desk: Desk, shelf: Shelf, editions: list[Edition]) -> tuple[Arrival, ...]:
    """What lies in the articles' folder now; nothing where it cannot be read."""
    if not editions or not desk.articles.is_dir():
        return ()
    found = seeds.scan(desk.articles).files
    return arrivals_of(found, desk, shelf, today=max(edition.date for edition in editions))


def _restore(
    kept: Store, desk: Desk, shelf: Shelf, edition: Edition, arrivals: tuple[Arrival, ...], zone: ZoneInfo
) -> None:
    """An edition, its files as they lie in the folder, and those of its articles that are still there.

    What was left out without an identity has only a path in an edition: a file at it is meant when it is as old.
    """
    sources = {(source.raw, source.path): source.id for source in edition.articles}
    paths, loose = _paths(edition)
    named = _named(edition)
    mark = recall.mark_of(desk.settings)
    articles: list[StoredArticle] = []
    known = sorted(named.items())
    reread = []
    for arrival in arrivals:
        parts = [one for one in arrival.results if not isinstance(one, Problem)]
        # The identity of its words stays what the edition says, whatever a newer cleaner would make of it.
        parts = [_renamed(one, sources.get((one.raw, arrival.path), one.id), shelf) for one in parts]
        told = [one for one in parts if (one.raw, arrival.path) in sources]
        names = [name for one in parts for name in gather.identities_of(one)]
        days = {named[name] for name in names if name in named}
        old = arrival.stamp[1] / 1e9 <= edition.made.timestamp()
        # A file of that name in the folder of `run FOLDER` may be meant: then this one is another.
        if old and arrival.path in paths and (days or arrival.path in loose):
            reread.append((arrival.folder, arrival.path, arrival.stamp))
            day = edition.date if edition.date in days else min(days, default=loose.get(arrival.path, edition.date))
            known += [(name, day) for name in names]
            told = parts if edition.date in days else told
        articles += [StoredArticle(arrival.folder, one, len(parts), mark, date=edition.date) for one in told]
    remember = gather.memory_of(edition)
    articles = [replace(one, told=remember(one.summary)) for one in articles]
    slot = slots.newest(desk.settings.schedule, edition.made, zone)
    day_of = edition.history[-1] if edition.history else Day(edition.date, "quiet")
    there = files.read_published(desk.output, _names(edition))
    made = NewEdition(edition, day_of, there)
    satisfied = (slot, edition.made) if slot else None
    kept.record(RunRecord(tuple(reread), tuple(articles), (), tuple(known), satisfied, made), shelf)
    kept.mark_published(edition.date, tuple((name, files.mark_of(data)) for name, data in there.items()))


def _renamed(summary: ArticleSummary, id_: str, shelf: Shelf) -> ArticleSummary:
    if summary.id == id_:
        return summary
    article, analysis = shelf.load(summary)
    return shelf.keep(packed(AnalysedArticle(replace(article, id=id_), replace(analysis, article=id_))))


def _named(edition: Edition) -> dict[str, dt.date]:
    """Every identity that an edition knows, with the day that told it."""
    left = [(one.raw, one.id, one.told) for one in edition.left_out if one.told and one.id]
    used = [(one.raw, one.id, edition.date) for source in edition.articles for one in source.copies]
    used += [(source.raw, source.id, edition.date) for source in edition.articles]
    return {name: day for raw, id_, day in (*left, *used) if id_ for name in gather.names_of(raw, id_)}


def _paths(edition: Edition) -> tuple[set[str], dict[str, dt.date]]:
    """The files that an edition speaks of; those of them without an identity, with the day that told them."""
    paths = {problem.path for problem in edition.left_out}
    loose = {problem.path: problem.told or edition.date for problem in edition.left_out if not problem.id}
    for source in edition.articles:
        paths |= {source.path, *source.also, *(copy.path for copy in source.copies)}
        loose |= {copy.path: edition.date for copy in source.copies if not copy.id}
    return paths, loose


def _names(edition: Edition) -> tuple[str, ...]:
    """The files that an edition may have in the output folder."""
    pages = (f"sources/{source.id}.html" for source in edition.articles)
    return (
        *(f"{edition.date}{kind}" for kind in (".html", ".md", ".json")),
        *pages,
        "index.html",
        "latest.html",
        "latest.md",
    )
