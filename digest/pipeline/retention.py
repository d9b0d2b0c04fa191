"""Remove the pages of days that are older than ``[output] keep_days``, and nothing that the proof of a kept page needs.

In the place of a day's page stands one that says so, and in that of a source: no link leads nowhere. The day's JSON
stays, and all that ``digest rebuild`` makes the day of again. What was edited by hand stays whole.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from digest import __version__, slots
from digest.model import Edition, RemovedPage
from digest.page_names import NAMES, SOURCES, STORIES, WEEKS, name_proof, name_text
from digest.pipeline.history import FORTNIGHT
from digest.pipeline.session import Session
from digest.publish.files import hash_bytes, read_published_files
from digest.publish.render import BothForms, load_templates, render_removed
from digest.store.records import Removal

MOST_DAYS = 31
"""Days that one run removes, so that it stays a short one: years that a new setting makes too old go in some runs."""
_LINK = re.compile(rb"%b([0-9a-f]{16})\." % SOURCES.encode())
_WEEK = dt.timedelta(days=7)
"""From a day of a week to the same of the next."""


def choose_days(session: Session, edition: Edition) -> tuple[dt.date, ...]:
    """Choose the days whose pages go with an edition: the oldest of those that are too old for it.

    The edition's day counts, and not the clock: after a run with a wrong clock nothing is too old because of it.
    """
    keep, store = session.workspace.settings.output.keep_days, session.store
    if keep is None:
        return ()
    removed, restored = store.list_removed(), store.list_restored()
    there = (day for day in store.list_dates() if day not in removed)
    old = (day for day in there if (edition.date - max(day, restored.get(day, day))).days > keep)
    return tuple(islice((day for day in old if not _is_edited(session, day)), MOST_DAYS))


def _is_edited(session: Session, day: dt.date) -> bool:
    """Tell whether somebody wrote into a file of a day."""
    store = session.store
    own = (name for name in store.read_files(day) if name.startswith((day.isoformat(), SOURCES)))
    there = (read_published_files(session.workspace.output, [name]) for name in own)  # a file at a time
    return any(hash_bytes(data) != store.find_published_hash(name) for one in there for name, data in one.items())


def plan_removals(
    session: Session, edition: Edition, days: tuple[dt.date, ...], files: Mapping[str, bytes]
) -> tuple[Removal, ...]:
    """Return what becomes of the files of days that go with an edition, of which ``files`` are rendered."""
    if not days:
        return ()
    settings, store = session.workspace.settings, session.store
    editions = [one for day in days if (one := store.find_edition(day))]
    pages = (files.get(name) or store.find_file(name) or b"" for name in _list_pages(session, edition, days))
    needed = {match.decode() for page in pages for match in _LINK.findall(page)}
    # What a day that goes now quoted of an earlier one stays with that: the day is brought back whole.
    needed |= {source.id for one in editions for _, source in one.past_sources()}
    templates = load_templates(settings.own_templates).removed
    return tuple(_plan_removal(one, needed, edition.date, templates) for one in editions)


def _plan_removal(removed: Edition, needed: Collection[str], since: dt.date, templates: BothForms) -> Removal:
    blank = RemovedPage(removed.date, since, removed.desk, removed.language, __version__)
    pages = render_removed(blank, templates)
    gone = [source.id for source in removed.articles if source.id not in needed]
    for source in gone:
        pages |= render_removed(replace(blank, source=source), templates)
    return Removal(removed.date, pages, (name_proof(removed.date), *map(name_text, gone)))


def _list_pages(session: Session, edition: Edition, days: tuple[dt.date, ...]) -> Iterator[str]:
    """Yield the pages that may quote some days' sources: of the fortnight after, of their stories, names and weeks."""
    store, schedule = session.store, session.workspace.settings.schedule
    kept = sorted({*store.list_dates(), edition.date}.difference(days, store.list_removed()))
    for day in (day for day in kept if days[0] <= day <= days[-1] + FORTNIGHT):
        yield from (f"{day}.html", name_proof(day))
    lines = [line for line in store.list_story_lines(days[0], days[-1]) if line.date in days]
    yield from (f"{STORIES}{name}.html" for name in sorted({name for one in lines for name in one[1:3] if name}))
    yield from (
        f"{NAMES}{page}.html" for page in sorted({one.page for day in days for one in store.list_names_of_day(day)})
    )
    around = {day + number * _WEEK for day in days for number in (-1, 0, 1)}
    yield from (f"{WEEKS}{name}.html" for name in sorted({slots.find_week(day, schedule).name for day in around}))
