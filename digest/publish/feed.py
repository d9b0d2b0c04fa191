"""The feeds of a desk: its last thirty briefings, an entry a day, as Atom and as JSON Feed 1.1.

``feed.json`` is what the next edition reads: the desk's identity and the entries of the days before.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from digest.errors import StateError
from digest.model import Edition
from digest.page_names import ARCHIVE, JSON_FEED
from digest.publish.wording import Wording

ENTRIES = 30
"""Briefings in a feed: a month of them, which a reader who was away finds."""
_OURS = "_digest"


@dataclass(frozen=True, slots=True)
class Entry:
    """The briefing of a day as a feed shows it. ``published`` is when its first revision was made."""

    id: str
    date: dt.date
    revision: int
    title: str
    html: str
    published: dt.datetime
    updated: dt.datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a desk, newest first. ``id`` stays when the desk is moved or renamed."""

    id: str
    title: str
    language: str
    address: str | None
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> dt.datetime:
        """Return when the feed last changed."""
        return max(entry.updated for entry in self.entries)


def begin_feed(first: Edition, address: str | None) -> Feed:
    """Begin the feed of a desk with its first edition: its identity follows from that."""
    id_ = uuid5(NAMESPACE_OID, f"digest {first.desk} {first.date} {first.made.isoformat()}").urn
    return Feed(id_, first.desk, first.language, address, ())


def make_entry(feed: Feed, edition: Edition, html: str, words: Wording) -> Entry:
    """Make the entry of an edition with ``html`` as its content."""
    day = f"{words.weekday(edition.date)} {words.long_day(edition.date)}"
    lead = edition.history[-1].lead if edition.history else None
    old = next((entry for entry in feed.entries if entry.date == edition.date), None)
    return Entry(
        id=uuid5(UUID(feed.id), edition.date.isoformat()).urn,
        date=edition.date,
        revision=edition.revision,
        title=words.say("feed_entry", day=day, lead=lead) if lead else day,
        html=html,
        published=min(old.published, edition.made) if old else edition.made,
        updated=edition.made,
    )


def add_entries(feed: Feed, entries: Iterable[Entry]) -> Feed:
    """Put entries into a feed, each in place of an older one of its day; only the newest days stay."""
    by_day = {entry.date: entry for entry in (*feed.entries, *entries)}
    newest = sorted(by_day, reverse=True)[:ENTRIES]
    return replace(feed, entries=tuple(by_day[day] for day in newest))


def read_feed(data: bytes) -> Feed:
    """Read what ``write_json_feed`` wrote; StateError when it is nothing of the kind."""
    try:
        feed = json.loads(data)
        entries = tuple(map(_read_item, feed["items"]))
        return Feed(UUID(feed[_OURS]["id"]).urn, feed["title"], feed["language"], feed[_OURS]["address"], entries)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise StateError(f"this is no feed of digest ({type(trouble).__name__}: {trouble})") from trouble


def write_json_feed(feed: Feed) -> bytes:
    """Write a feed as JSON Feed 1.1."""
    written: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    if feed.address:
        written |= {"home_page_url": f"{feed.address}{ARCHIVE}", "feed_url": f"{feed.address}{JSON_FEED}"}
    written |= {
        "language": feed.language,
        "authors": [{"name": feed.title}],
        _OURS: {"about": "docs/delivery.md", "id": feed.id, "address": feed.address},
        "items": [_write_item(entry, feed.address) for entry in feed.entries],
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n"


def _write_item(entry: Entry, address: str | None) -> dict[str, Any]:
    return {
        "id": entry.id,
        **({"url": f"{address}{entry.date}.html"} if address else {}),
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        _OURS: {"date": entry.date.isoformat(), "revision": entry.revision},
    }


def _read_item(item: Any) -> Entry:
    return Entry(
        UUID(item["id"]).urn,
        dt.date.fromisoformat(item[_OURS]["date"]),
        int(item[_OURS]["revision"]),
        str(item["title"]),
        str(item["content_html"]),
        dt.datetime.fromisoformat(item["date_published"]),
        dt.datetime.fromisoformat(item["date_modified"]),
    )
