"""The pages of the index of names: which of them an edition changes, and what stands on them.

A page has the names of a year under one letter, so that its size has a bound, and the pages of past years rest. The
index over all pages shows the names of the newest day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from digest import __version__
from digest.config import Settings
from digest.model import Edition, Mention, NameEntry, NamesPage, list_mentions, make_sort_key
from digest.page_names import INDEX_OF_NAMES
from digest.publish.render import Templates, render_names
from digest.publish.verify import find_spot, verify_names
from digest.store.store import Store

MOST_MENTIONS = 5
"""Stories that stand behind a name: a year's page of a name that stands in the news every day stays readable."""


class NameIndex:
    """The names of all days: as the store has them, with those of an edition that is not recorded yet."""

    def __init__(self, store: Store, edition: Edition | None = None) -> None:
        self._store = store
        self._date = edition.date if edition else None
        self._today = tuple(list_mentions(edition)) if edition else ()
        self._entries: dict[str, tuple[NameEntry, ...]] = {}

    @cached_property
    def _replaced(self) -> tuple[Mention, ...]:
        return self._store.list_names_of_day(self._date) if self._date else ()

    def changed(self) -> tuple[str, ...]:
        """Return the pages that the edition changes, those that it empties too."""
        return tuple(sorted({one.page for one in (*self._replaced, *self._today)}))

    def page(self, id_: str, title: str = "", language: str = "en") -> NamesPage:
        """Return a page; one without entries is none."""
        if id_ not in self._entries:
            today = [one for one in self._today if one.page == id_]
            stored = (one for one in self._store.list_names_of_page(id_) if one.date != self._date)
            mentions = sorted((*today, *stored), key=lambda one: (-one.date.toordinal(), one.story))
            self._entries[id_] = _list_entries(mentions)
        return NamesPage(id_, title, language, self._entries[id_], __version__)

    def front_page(self, newest: dt.date, title: str, language: str) -> NamesPage:
        """Return the index over all pages, with the names of the newest day."""
        named = self._today if newest == self._date else self._store.list_names_of_day(newest)
        years: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for page, count in sorted(self._count().items()):
            year, _, letter = page.partition("-")
            years[int(year)].append((letter, count))
        listed = tuple((year, tuple(letters)) for year, letters in sorted(years.items(), reverse=True))
        entries = _list_entries(sorted(named, key=lambda one: one.story))
        return NamesPage("", title, language, entries, __version__, newest, listed)

    def _count(self) -> dict[str, int]:
        """Return how many names each page has."""
        counts = {line.page: line.names for line in self._store.list_name_lines()}
        changed = {page: len(self.page(page).entries) for page in self.changed()}
        return {page: count for page, count in {**counts, **changed}.items() if count}


def _list_entries(mentions: Iterable[Mention]) -> tuple[NameEntry, ...]:
    """Return the names that are mentioned, as they are filed; ``mentions`` are the newest first."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        by_name[one.name].append(one)
    entries = [_make_entry(name, some) for name, some in by_name.items()]
    return tuple(
        sorted(entries, key=lambda entry: (make_sort_key(entry.name, body=entry.mentions[0].body), entry.name))
    )


def _make_entry(name: str, mentions: list[Mention]) -> NameEntry:
    telling = next((one for one in mentions if one.tells), None)
    words, date = (telling.introduced, telling.date) if telling else (None, None)
    return NameEntry(name, tuple(mentions[:MOST_MENTIONS]), len(mentions), words, date)


def render_changed_names(
    settings: Settings, names: NameIndex, newest: dt.date, templates: Templates
) -> Iterator[tuple[dict[str, bytes], tuple[str, ...]]]:
    """Yield the files of each page that the edition changes, the index last, with what is wrong with them."""
    title, language = settings.briefing.title, settings.briefing.language
    pages = [names.page(id_, title, language) for id_ in names.changed()]
    for page in (*pages, names.front_page(newest, title, language)):
        if page.entries or not page.id:
            files = render_names(page, templates.names)
            # The words of a stored day were proven with its briefing; `digest verify` compares them with the texts.
            yield files, verify_names(page, files, {find_spot(one): one.text for one in page.quotes()})


def check_names_page(store: Store, name: str, data: bytes) -> tuple[str, ...]:
    """Say what is wrong with a published page of names; nothing where a text was lost that would prove it."""
    index = NameIndex(store)
    whole = name == INDEX_OF_NAMES
    page = index.front_page(store.list_dates()[-1], "", "en") if whole else index.page(PurePosixPath(name).stem)
    if not all(one.proven for entry in page.entries for one in entry.mentions):
        return ()
    words = {}
    for entry in page.entries:
        if (one := entry.introduced) and entry.introduced_on:
            found = store.find_quote(entry.introduced_on, one.article, one.start)
            if not found:
                return ()
            words[find_spot(one)] = found.text[one.start : one.end]
    return verify_names(page, {name: data}, words)
