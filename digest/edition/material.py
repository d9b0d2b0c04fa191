"""The material of an edition: everything that ``compose`` is given, and nothing that it has to ask for."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from digest.model import (
    AnalysedArticle,
    ArticleClaims,
    ArticleSummary,
    Day,
    Notice,
    PastArticle,
    Problem,
    Source,
    StoryEntry,
)

Load = Callable[[ArticleSummary | Source], AnalysedArticle]
"""Load an article with its analysis, one of an earlier day too; StateError where its text was lost."""
ReadClaims = Callable[[AnalysedArticle], ArticleClaims]
"""Read what an article claims: its figures, and who says what."""
RunTasks = Callable[[Sequence[Any], Any], Iterable[Any]]
"""Do the tasks of a job and yield the results in order: in several processes, or ``run_here``."""


@dataclass(frozen=True, slots=True)
class Material:
    """A day's articles and what is known of the days before.

    ``summaries`` are all articles of the day, those of its earlier revisions too; an article that lies there
    under several names stands in it once for each. ``new`` are the ids of those that came since the last
    revision (empty on the first). ``problems`` are the files that are not used, also those whose very article
    was told on an earlier day. ``corrected`` pairs the id of an article with the id of the one that lay at
    the same path before, of this day or of an earlier one. ``stood`` pairs the articles of the day's earlier
    revision with the ids of the stories that they stood in. ``previous_stories`` are those that the
    briefing before this day told. ``history`` are the days before this one, oldest first, at least the
    last thirteen. ``settings`` is the hash of those that the day is made with.
    """

    summaries: tuple[ArticleSummary, ...]
    date: dt.date
    made: dt.datetime
    window: tuple[dt.datetime | None, dt.datetime]
    revision: int = 1
    since: dt.datetime | None = None
    new: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    past_articles: tuple[PastArticle, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    stood: tuple[tuple[str, str], ...] = ()
    history: tuple[Day, ...] = ()
    notices: tuple[Notice, ...] = ()
    previous: dt.date | None = None
    note: str | None = None
    settings: str = ""
    previous_stories: tuple[StoryEntry, ...] = ()


def run_here(tasks: Sequence[Any], job: Any) -> Iterable[Any]:
    """Do the tasks one after the other, in this process."""
    return map(job.do, tasks)
