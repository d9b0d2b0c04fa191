"""What the store knows that bears on a day, as ``gather`` and ``compose`` take it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from digest.analysis.analyse import analyse
from digest.analysis.lexicon import mark_of_lexicons
from digest.analysis.themes import compile_themes
from digest.codec import packed
from digest.config import Settings
from digest.edition.compose import settings_mark
from digest.edition.material import Material
from digest.model import AnalysedArticle, Edition, Problem
from digest.state.shelf import Shelf
from digest.state.store import Store, StoredArticle
from digest.steps.gather import MEMORY, Arrival, Batch, Memory, identities_of, notices_of


def memory(kept: Store, shelf: Shelf, arrivals: Iterable[Arrival], date: dt.date) -> Memory:
    """What is known of the articles that came, of those that wait and of today's, which are laid on the shelf."""
    arrivals = tuple(arrivals)
    waiting = kept.articles(None, shelf)
    summaries = [result for arrival in arrivals for result in arrival.results if not isinstance(result, Problem)]
    names = {name for summary in (*summaries, *(one.summary for one in waiting)) for name in identities_of(summary)}
    seen = {folder: kept.seen(folder) for folder in {arrival.folder for arrival in arrivals}}
    return Memory(
        date=date,
        told=kept.known(names),
        before={(a.folder, a.path): kept.at_path(a.folder, a.path) for a in arrivals},
        stamps={(a.folder, a.path): stamp for a in arrivals if (stamp := seen[a.folder].get(a.path))},
        listed=kept.articles(date, shelf),
        waiting=waiting,
        aside=kept.asides(date),
        unsaid=kept.asides(None),
    )


def mark_of(settings: Settings) -> str:
    """What decides how an article is analysed, as a short hash: the settings and the reader's own lexicon files."""
    return settings_mark(settings) + mark_of_lexicons(settings.theme, settings.root)


def brought_up_to_date(batch: Batch, shelf: Shelf, settings: Settings, mark: str) -> Batch:
    """The batch with every analysis as the settings of ``mark`` make it; texts are never read again."""
    if all(one.mark == mark for one in batch.articles):
        return batch
    matcher = compile_themes(settings.theme, settings.root)

    def renewed(one: StoredArticle) -> StoredArticle:
        if one.mark == mark:
            return one
        article = shelf.load(one.summary).article
        analysed = AnalysedArticle(article, analyse(article, settings.briefing, matcher))
        return replace(one, summary=shelf.keep(packed(analysed)), mark=mark)

    return replace(batch, articles=tuple(map(renewed, batch.articles)), fresh=tuple(map(renewed, batch.fresh)))


def material(
    kept: Store, batch: Batch, today: Edition | None, *, now: dt.datetime, due: dt.datetime | None, note: str | None
) -> Material:
    """Everything that the edition of ``now``'s day is made of."""
    date = now.date()
    start = today.window[0] if today else kept.last_run(dt.datetime.combine(date, dt.time(), now.tzinfo))
    start = start.astimezone(now.tzinfo) if start else None
    before = tuple(day for day in kept.days() if day.date < date)
    told_already = {source.id for source in today.articles} if today else set()
    problems = tuple(aside.problem for aside in batch.asides)
    return Material(
        articles=tuple(one.summary for one in batch.articles),
        date=date,
        made=now,
        window=(start, now),
        revision=today.revision + 1 if today else 1,
        since=today.made if today else None,
        new=frozenset({one.summary.id for one in batch.fresh} - told_already) if today else frozenset(),
        problems=problems,
        told=kept.told(date - MEMORY, date),
        corrected=tuple(sorted({(one.summary.id, one.corrects) for one in batch.articles if one.corrects})),
        stood=tuple((article, story.id) for story in today.stories for article in story.articles) if today else (),
        history=before[-13:],
        notices=notices_of(now=now, due=due, start=start, problems=problems),
        previous=before[-1].date if before else None,
        note=note,
    )
