"""Load what the store knows that bears on a day."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from digest.model import Problem
from digest.pipeline.identities import list_identities
from digest.pipeline.ingest import Arrival
from digest.store.records import PriorArticle, SkippedFile, Stamp, StoredArticle
from digest.store.store import Store

FORTNIGHT = dt.timedelta(days=14)
"""How long an article is compared with what comes, and how old a corrected one may be (docs/operations.md)."""

FileKey = tuple[str, str]
"""A folder and a path in it."""


@dataclass(frozen=True, slots=True)
class History:
    """The stored past, as far as it bears on a day.

    ``published_on`` has the day of every identity that was asked for. ``prior`` is what lay at the arrivals' paths,
    ``stamps`` how those files looked when they were last read. ``listed`` and ``skipped`` are what the day's edition
    has already; ``waiting`` and ``unnamed`` wait for an edition.
    """

    date: dt.date
    published_on: Mapping[str, dt.date]
    prior: Mapping[FileKey, tuple[PriorArticle, ...]]
    stamps: Mapping[FileKey, Stamp]
    listed: tuple[StoredArticle, ...] = ()
    waiting: tuple[StoredArticle, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    unnamed: tuple[SkippedFile, ...] = ()


def load_history(store: Store, arrivals: Iterable[Arrival], date: dt.date, *, waiting: bool = True) -> History:
    """Load what is known of the articles that came and of today's; ``waiting``: and of those without an edition."""
    arrivals = tuple(arrivals)
    waiting_articles = store.read_articles(None) if waiting else ()
    came = [result for arrival in arrivals for result in arrival.results if not isinstance(result, Problem)]
    identities = {key for one in (*came, *(one.summary for one in waiting_articles)) for key in list_identities(one)}
    folders = {arrival.folder for arrival in arrivals}
    seen = {
        folder: store.find_stamps(folder, [one.path for one in arrivals if one.folder == folder]) for folder in folders
    }
    return History(
        date=date,
        published_on=store.find_known(identities),
        prior={(a.folder, a.path): store.find_prior_articles(a.folder, a.path) for a in arrivals},
        stamps={(a.folder, a.path): stamp for a in arrivals if (stamp := seen[a.folder].get(a.path))},
        listed=store.read_articles(date),
        waiting=waiting_articles,
        skipped=store.read_skipped(date),
        unnamed=store.read_skipped(None) if waiting else (),
    )


def forget_gone(history: History, folder: str, there: Collection[str]) -> History:
    """Return the history without the files of a folder that could not be read and are not there any more."""
    return replace(
        history,
        skipped=tuple(one for one in history.skipped if not one.is_gone(folder, there)),
        unnamed=tuple(one for one in history.unnamed if not one.is_gone(folder, there)),
    )
