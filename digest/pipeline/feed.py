"""Bring the feeds of a desk up to date with an edition."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

from digest.config import Settings
from digest.errors import StateError
from digest.model import Edition
from digest.page_names import ATOM_FEED, JSON_FEED
from digest.publish.feed import (
    ENTRIES,
    Entry,
    Feed,
    add_entries,
    begin_feed,
    make_entry,
    read_feed,
    write_json_feed,
)
from digest.publish.render import Templates, render_atom, render_letter
from digest.publish.verify import verify
from digest.store.store import Store

LETTER = "letter.html"
"""What messages call the letter of an edition; it is published inside the feeds."""


def build_feeds(
    settings: Settings,
    edition: Edition,
    letter: bytes,
    store: Store,
    templates: Templates,
    removed: Collection[dt.date] = (),
) -> dict[str, bytes]:
    """Build the feeds with the ``letter`` of an edition, without ``removed`` days; nothing where it is older than they.

    The entries of other days are those of the stored feed. One that is not in it, as after an upgrade, or that was made
    for another address, is rendered from its edition.
    """
    days = sorted({*store.list_dates(), edition.date}.difference(removed))[-ENTRIES:]
    if edition.date not in days:
        return {}
    stored = find_feed(store) or _begin(settings, edition, store)
    address = settings.output.address
    feed = replace(stored, title=edition.desk, language=edition.language, address=address)
    current = {entry.date: entry for entry in stored.entries if stored.address == address}
    others = [day for day in days if day != edition.date]
    entries = [current[day] for day in others if day in current]
    entries += _render_entries([day for day in others if day not in current], feed, store, templates)
    entries.append(make_entry(feed, edition, letter.decode(), templates.words))
    whole = add_entries(replace(feed, entries=()), entries)
    return {ATOM_FEED: render_atom(whole, templates), JSON_FEED: write_json_feed(whole)}


def find_feed(store: Store) -> Feed | None:
    """Return the stored feed; ``None`` where there is none, or what is there cannot be read."""
    data = store.find_file(JSON_FEED)
    try:
        return read_feed(data) if data else None
    except StateError:
        return None


def _begin(settings: Settings, edition: Edition, store: Store) -> Feed:
    first = min([*store.list_dates(), edition.date])
    oldest = store.find_edition(first, 1) or store.find_edition(first) or edition
    return begin_feed(oldest, settings.output.address)


def _render_entries(days: list[dt.date], feed: Feed, store: Store, templates: Templates) -> Iterator[Entry]:
    """Render the entries of days from their editions; a day whose texts were lost has none, for nothing proves it."""
    for day in days:
        edition = store.find_edition(day)
        assert edition is not None
        letter = render_letter(edition, {}, templates, address=feed.address)
        if not verify(edition, {LETTER: letter}, store.read_texts_of_edition(edition)):
            yield make_entry(feed, edition, letter.decode(), templates.words)
