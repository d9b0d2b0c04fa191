"""What the store knows and what the folder brought -> a day's Material, and what an edition then settles; pure.

Which rule comes first: an article that is known, by its bytes or by its words, is known for ever; then a known
path with another text is an article of its own that corrects what lay there; near copies are for ``compose``.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from digest.model import ArticleSummary, Edition, Notice, Problem, PublishedArticle
from digest.state.store import SkippedFile, StoredArticle

MEMORY = dt.timedelta(days=14)
"""How long an article's text is compared with what comes, and how old a corrected one may be."""

LATE = dt.timedelta(minutes=10)
"""A briefing that is made so long after its slot says so."""

Stamp = tuple[int, int, int]
Ancestor = tuple[str, str, int, dt.date | None]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was opened in this run, with what was in it."""

    folder: str
    path: str
    stamp: Stamp
    results: tuple[ArticleSummary | Problem, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store knows that bears on a day.

    ``told`` has the day of every identity that was asked for; ``before`` what lay at the arrivals' paths, and
    ``stamps`` how those files looked when they were last read.
    ``listed`` and ``aside`` are what the day's edition has already; ``waiting`` and ``unsaid`` wait for one.
    """

    date: dt.date
    told: Mapping[str, dt.date]
    before: Mapping[tuple[str, str], tuple[Ancestor, ...]]
    stamps: Mapping[tuple[str, str], Stamp]
    listed: tuple[StoredArticle, ...] = ()
    waiting: tuple[StoredArticle, ...] = ()
    aside: tuple[SkippedFile, ...] = ()
    unsaid: tuple[SkippedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """All of a day's articles and files that are not used; ``fresh`` are the articles that no edition has yet.

    ``same`` are identities of what there is nothing to tell of: today's articles in other bytes, and copies.
    """

    articles: tuple[StoredArticle, ...]
    fresh: tuple[StoredArticle, ...]
    asides: tuple[SkippedFile, ...]
    same: tuple[tuple[str, dt.date], ...]


def identities_of(summary: ArticleSummary) -> tuple[str, str]:
    """The two names that an article is known by for ever: of its bytes, of its words."""
    return names_of(summary.raw, summary.id)


def names_of(raw: str, id_: str) -> tuple[str, str]:
    """The same of what an edition says of an article."""
    return f"raw {raw}", f"words {id_}"


def sort_out(arrivals: Iterable[Arrival], memory: Memory, *, mark: str) -> Batch:
    """Which arrivals are articles of the day, and which were told before."""
    arrivals = tuple(arrivals)
    reread = {(arrival.folder, arrival.path) for arrival in arrivals}
    asides = [aside for aside in (*memory.aside, *memory.unsaid) if (aside.folder, aside.problem.path) not in reread]
    candidates = [kept for kept in memory.waiting if (kept.folder, kept.summary.path) not in reread]
    for arrival in arrivals:
        parts = sum(not isinstance(result, Problem) for result in arrival.results)
        for result in arrival.results:
            if isinstance(result, Problem):
                asides.append(SkippedFile(arrival.folder, result))
            else:
                corrects = _corrected(result, parts, memory.before.get((arrival.folder, arrival.path), ()))
                candidates.append(StoredArticle(arrival.folder, result, parts, mark, corrects=corrects))
    # Its folder was copied or restored: nobody asks why a file of the same name, size and time is not told again.
    moved = {
        (a.folder, a.path) for a in arrivals if memory.stamps.get((a.folder, a.path), (None, None))[:2] == a.stamp[:2]
    }
    here = {(kept.folder, kept.summary.path, kept.summary.id) for kept in memory.listed}
    fresh: list[StoredArticle] = []
    same: list[tuple[str, dt.date]] = []
    for kept in candidates:
        summary = kept.summary
        day = min((memory.told[name] for name in identities_of(kept.summary) if name in memory.told), default=None)
        if (kept.folder, summary.path) in moved and day is not None:
            same += [(name, day) for name in identities_of(kept.summary)]
        elif day is not None and day != memory.date:
            asides.append(SkippedFile(kept.folder, told_problem(summary, day)))
        elif (kept.folder, summary.path, summary.id) in here:
            same += [(name, day) for name in identities_of(kept.summary) if day]
        else:
            fresh.append(kept)
    return Batch((*memory.listed, *fresh), tuple(fresh), tuple(asides), tuple(same))


def told_problem(summary: ArticleSummary, day: dt.date) -> Problem:
    """An article that stands in another day's edition."""
    return Problem(summary.path, f"told on {day.isoformat()}", summary.part, told=day, id=summary.id, raw=summary.raw)


def compared(batch: Batch, edition: Edition) -> Batch:
    """The batch of an edition that says nothing new and is dropped: what was found of its articles is kept.

    A near copy is compared with the fortnight before it came, and known by its own identities from then on,
    however long it waits for an edition that says so.
    """
    return replace(batch, same=(*batch.same, *_identities(batch, edition)))


def settled(
    batch: Batch, edition: Edition
) -> tuple[Iterable[StoredArticle], tuple[SkippedFile, ...], tuple[tuple[str, dt.date], ...]]:
    """The batch as the edition that was made of it leaves it, and the identities that are told with it.

    The articles come one by one, to be taken once: what later days know of a large day is not for memory.
    """
    known = _identities(batch, edition)
    remember = memory_of(edition)
    articles = (replace(kept, date=edition.date, told=remember(kept.summary)) for kept in batch.articles)
    asides = tuple(replace(aside, date=edition.date) for aside in batch.asides)
    return articles, asides, (*batch.same, *known)


def _identities(batch: Batch, edition: Edition) -> tuple[tuple[str, dt.date], ...]:
    """The identities of a batch's articles, each with the day that tells it; what no day tells may come again.

    By their words, and not by their paths: two folders may each have a file of that name.
    """
    days = {problem.id: problem.told for problem in edition.left_out if problem.told}
    days |= {copy.id: edition.date for source in edition.articles for copy in source.copies}
    days |= {source.id: edition.date for source in edition.articles}
    summaries = (kept.summary for kept in batch.articles)
    return tuple(
        (name, day) for summary in summaries if (day := days.get(summary.id)) for name in identities_of(summary)
    )


def memory_of(edition: Edition) -> Callable[[ArticleSummary], PublishedArticle | None]:
    """What later days need to know of an edition's articles, by their summaries; ``None`` for what it does not list."""
    # Of the same file in two folders one is told: it is taken out.
    sources = {(source.raw, source.path, source.part): source for source in edition.articles}
    stories = {id_: story for story in edition.stories for id_ in story.articles}
    quotes = _quotes_by_article(edition)

    def told(summary: ArticleSummary) -> PublishedArticle | None:
        source = sources.pop((summary.raw, summary.path, summary.part), None)
        if source is None:
            return None
        story = stories.get(source.id)
        return PublishedArticle(
            id=source.id,
            raw=source.raw,
            path=source.path,
            part=source.part,
            date=edition.date,
            story=story.id if story else "",
            headline=story.headline if story else source.title or "",
            published=source.published,
            fingerprint=tuple(summary.fingerprint),
            terms=summary.terms,
            quotes=quotes.get(source.id, ()),
        )

    return told


def notices_of(
    *, now: dt.datetime, due: dt.datetime | None, start: dt.datetime | None, problems: Iterable[Problem]
) -> tuple[Notice, ...]:
    """What the reader must know before reading; all instants in the zone of ``now``."""
    notices: list[Notice] = []
    if due is not None and start is not None and now - due > LATE:
        slot = due.astimezone(now.tzinfo)
        notices.append(Notice("late" if slot.date() == now.date() else "catch_up", due=slot, at=now))
    days = round((now - start) / dt.timedelta(days=1)) if start else 0
    if days > 1:
        notices.append(Notice("long_window", days=days))
    if paths := tuple(sorted({problem.path for problem in problems if problem.unreadable})):
        notices.append(Notice("unreadable", paths=paths))
    return tuple(notices)


def _corrected(summary: ArticleSummary, parts: int, before: tuple[Ancestor, ...]) -> str | None:
    """The id of the article that lay in this file and stands in an edition, where each had the file to itself."""
    earlier = [(id_, of) for id_, _, of, day in before if day is not None]
    if parts != 1 or not earlier or earlier[-1][1] != 1 or earlier[-1][0] == summary.id:
        return None
    return earlier[-1][0]


def _quotes_by_article(edition: Edition) -> dict[str, tuple[str, ...]]:
    shown = [quote for story in edition.stories if story.place == "full" for quote in story.quotes]
    shown += [quote for section in edition.sections for passage in section.passages for quote in passage.quotes]
    shown += [point.quote for point in edition.key_points]
    quotes: dict[str, dict[str, None]] = {}
    for quote in shown:
        quotes.setdefault(quote.article, {})[quote.text] = None
    return {article: tuple(texts) for article, texts in quotes.items()}
