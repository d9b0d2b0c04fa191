"""Select what is new today out of what the folder brought, and say what an edition settles; pure.

The rules, in order: an article that was published, by its bytes or by its words, is never published again; a known path
with another text is an article of its own, which corrects the one that lay there; ``compose`` compares near copies.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from digest.model import ArticleSummary, Edition, PastArticle, Problem
from digest.pipeline.history import FileKey, History
from digest.pipeline.identities import list_identities
from digest.pipeline.ingest import Arrival
from digest.store.records import PriorArticle, SkippedFile, StoredArticle

PublishedIdentities = tuple[tuple[str, dt.date], ...]
"""Identities of articles, each with the day that published it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All of a day's articles and skipped files; ``new`` are the articles that no edition has yet.

    ``known`` are identities of articles that an edition has published, each with its day.
    """

    articles: tuple[StoredArticle, ...]
    new: tuple[StoredArticle, ...]
    skipped: tuple[SkippedFile, ...]
    known: PublishedIdentities


def select_new(arrivals: Iterable[Arrival], history: History, *, settings_hash: str) -> Batch:
    """Tell the day's new articles from those that were published before."""
    arrivals = tuple(arrivals)
    candidates, skipped = _collect_candidates(arrivals, history, settings_hash)
    moved = _find_moved(arrivals, history)
    listed = {(one.folder, one.summary.path, one.summary.id) for one in history.listed}
    new: list[StoredArticle] = []
    known: list[tuple[str, dt.date]] = []
    for one in candidates:
        identities = list_identities(one.summary)
        day = min((history.published_on[key] for key in identities if key in history.published_on), default=None)
        if (one.folder, one.summary.path) in moved and day is not None:
            known += [(identity, day) for identity in identities]
        elif day is not None and day != history.date:
            skipped.append(SkippedFile(one.folder, make_published_problem(one.summary, day)))
        elif (one.folder, one.summary.path, one.summary.id) in listed:
            known += [(identity, day) for identity in identities if day]
        else:
            new.append(one)
    return Batch((*history.listed, *new), tuple(new), tuple(skipped), tuple(known))


def _collect_candidates(
    arrivals: tuple[Arrival, ...], history: History, settings_hash: str
) -> tuple[list[StoredArticle], list[SkippedFile]]:
    """Collect the articles that came or wait, and the files without one; what waits of an opened file is replaced."""
    opened = {(arrival.folder, arrival.path) for arrival in arrivals}
    candidates = [one for one in history.waiting if (one.folder, one.summary.path) not in opened]
    skipped = [one for one in (*history.skipped, *history.unnamed) if (one.folder, one.problem.path) not in opened]
    for arrival in arrivals:
        parts = sum(not isinstance(result, Problem) for result in arrival.results)
        prior = history.prior.get((arrival.folder, arrival.path), ())
        for result in arrival.results:
            if isinstance(result, Problem):
                skipped.append(SkippedFile(arrival.folder, result))
            else:
                corrects = _find_corrected(result, parts, prior)
                candidates.append(StoredArticle(arrival.folder, result, parts, settings_hash, corrects=corrects))
    return candidates, skipped


def _find_moved(arrivals: tuple[Arrival, ...], history: History) -> set[FileKey]:
    """Find the files with the name, size and time that they had, but another inode: their folder was copied.

    Nobody asks why their articles are not told again.
    """
    stamps = history.stamps
    return {
        (one.folder, one.path)
        for one in arrivals
        if (stamp := stamps.get((one.folder, one.path))) and stamp[:2] == one.stamp[:2]
    }


def make_published_problem(summary: ArticleSummary, day: dt.date) -> Problem:
    """Return the problem of an article that another day's edition has published."""
    return Problem(summary.path, f"told on {day.isoformat()}", summary.part, told=day, id=summary.id, raw=summary.raw)


def forget_edition(batch: Batch, edition: Edition) -> Batch:
    """Return the batch of an edition that brings nothing new and is dropped; keep what it found out about copies.

    A near copy is compared with the fortnight before it came, and is known by its own identities from then on,
    however long it waits for an edition that names it.
    """
    return replace(batch, known=(*batch.known, *_collect_identities(batch, edition)))


def settle(batch: Batch, edition: Edition) -> Batch:
    """Return the batch as its edition leaves it, with the identities that are published with it."""
    return replace(
        batch,
        articles=add_published(batch.articles, edition),
        skipped=tuple(replace(one, date=edition.date) for one in batch.skipped),
        known=(*batch.known, *_collect_identities(batch, edition)),
    )


def add_published(articles: tuple[StoredArticle, ...], edition: Edition) -> tuple[StoredArticle, ...]:
    """Return the articles as those of an edition, each with what later days need of it."""
    past = make_past_articles([one.summary for one in articles], edition)
    return tuple(
        replace(one, date=edition.date, published=published) for one, published in zip(articles, past, strict=True)
    )


def _collect_identities(batch: Batch, edition: Edition) -> PublishedIdentities:
    """Return the identities of a batch's articles with the day that publishes them; what no day has may come again.

    Articles are found by their words and not by their paths: two folders may each have a file of that name.
    """
    days = {problem.id: problem.told for problem in edition.left_out if problem.told}
    days |= {copy.id: edition.date for source in edition.articles for copy in source.copies}
    days |= {source.id: edition.date for source in edition.articles}
    summaries = (one.summary for one in batch.articles)
    return tuple((key, day) for one in summaries if (day := days.get(one.id)) for key in list_identities(one))


def make_past_articles(summaries: Iterable[ArticleSummary], edition: Edition) -> Iterator[PastArticle | None]:
    """Yield what later days need of each article; ``None`` for one that the edition does not list.

    A file that lies in two folders is listed once: the first of the two is meant.
    """
    unmatched = {(source.raw, source.path, source.part): source for source in edition.articles}
    stories = {id_: story for story in edition.stories for id_ in story.articles}
    quotes = _group_quotes(edition)
    for summary in summaries:
        source = unmatched.pop((summary.raw, summary.path, summary.part), None)
        if source is None:
            yield None
            continue
        story = stories.get(source.id)
        yield PastArticle(
            id=source.id,
            raw=source.raw,
            path=source.path,
            part=source.part,
            date=edition.date,
            story=story.id if story else "",
            headline=story.headline if story else source.title or "",
            published=source.published,
            fingerprint=summary.fingerprint,
            terms=summary.terms,
            quotes=quotes.get(source.id, ()),
            kind=summary.kind,
        )


def _find_corrected(summary: ArticleSummary, parts: int, prior: tuple[PriorArticle, ...]) -> str | None:
    """Return the id of the published article that lay in this file, where each had the file to itself."""
    earlier = [one for one in prior if one.date is not None]
    if parts != 1 or not earlier or earlier[-1].parts != 1 or earlier[-1].id == summary.id:
        return None
    return earlier[-1].id


def _group_quotes(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Group the texts of an edition's quotes that later days do not repeat, each once, by article."""
    quotes: dict[str, dict[str, None]] = {}
    for placed in edition.quotes():
        if placed.showing.remembered:
            quotes.setdefault(placed.quote.article, {})[placed.quote.text] = None
    return {article: tuple(texts) for article, texts in quotes.items()}
