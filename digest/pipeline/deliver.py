"""Deliver what is published: each revision to each destination once, again with the next run where that fails."""

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import assert_never

from digest.config import Settings
from digest.deliver.command import deliver_by_command
from digest.deliver.folder import deliver_to_folder
from digest.deliver.parcel import DeliveryError, Parcel
from digest.deliver.smtp import deliver_by_mail
from digest.destinations import CommandDestination, Destination, FolderDestination, MailDestination
from digest.errors import PublicationError
from digest.model import Edition
from digest.page_names import STATE
from digest.pipeline.feed import find_feed
from digest.pipeline.publish import Report
from digest.pipeline.session import Session
from digest.publish.render import load_markdown, load_wording, render_markdown
from digest.store.deliveries import Delivery, Status

GIVE_UP = dt.timedelta(days=3)
"""How old a briefing is when a delivery that fails is given up: a weekend without the server is over by then."""


def deliver_owed(session: Session, now: dt.datetime, report: Report) -> tuple[str, ...]:
    """Deliver everything that is owed; return a sentence for each delivery that failed.

    PublicationError where the database cannot be written: what was delivered by then may be delivered again.
    """
    destinations = {one.known_as: one for one in session.workspace.settings.deliver}
    warnings = []
    try:
        for owed in session.store.list_deliveries("owed", "tried"):
            ended = _deliver(session, owed, destinations.get(owed.name), now)
            session.store.write_delivery(ended)
            what = f"the briefing of {owed.date}"
            if ended.status == "done":
                report(f"Delivered {what}: {owed.name}.")
            else:
                rest = "given up" if ended.status == "given_up" else "the next run tries again"
                warnings.append(f"{owed.name}: {what} was not delivered: {ended.message}; {rest}")
    except sqlite3.OperationalError as error:
        raise PublicationError(
            f"{session.workspace.output / STATE}: the database cannot be used: {error}; the briefing is safe and"
            " published, and the next run delivers it"
        ) from error
    return tuple(warnings)


def _deliver(session: Session, owed: Delivery, destination: Destination | None, now: dt.datetime) -> Delivery:
    """Make one attempt; return how it ended."""
    if destination is None:
        return replace(owed, status="given_up", at=now, message="config.toml has no such [[deliver]] any more")
    # Before the attempt: a run that is killed in it leaves this, and the next one knows that it may have arrived.
    tried = replace(owed, status="tried", attempts=owed.attempts + 1, at=now)
    session.store.write_delivery(tried)
    try:
        _send(_pack(session, tried), destination)
    except DeliveryError as trouble:
        return _fail(tried, now, str(trouble), trouble.rest or tried.rest)
    except sqlite3.Error:
        raise
    except Exception as error:  # noqa: BLE001  the briefing is published: its delivery does not fail the run
        return _fail(tried, now, f"{type(error).__name__} in digest; please report it", tried.rest)
    return replace(tried, status="done", message="", rest=())


def _fail(tried: Delivery, now: dt.datetime, message: str, rest: tuple[str, ...]) -> Delivery:
    status: Status = "given_up" if now - tried.made >= GIVE_UP else "owed"
    return replace(tried, status=status, message=message, rest=rest)


def _send(parcel: Parcel, destination: Destination) -> None:
    match destination:
        case FolderDestination():
            deliver_to_folder(parcel, destination)
        case CommandDestination():
            deliver_by_command(parcel, destination)
        case MailDestination():
            deliver_by_mail(parcel, destination)
        case _:
            assert_never(destination)


def _pack(session: Session, delivery: Delivery) -> Parcel:
    """Return the edition of a delivery with all that destinations need of it."""
    store, workspace = session.store, session.workspace
    edition = store.find_edition(delivery.date, delivery.revision)
    feed = find_feed(store)
    if edition is None or feed is None:
        raise DeliveryError("the database has lost the feed; `digest rebuild` of that day makes it again")
    entry = next((one for one in feed.entries if one.date == delivery.date), None)
    return Parcel(
        edition=edition,
        day=_name_day(workspace.settings, edition),
        text=render_markdown(edition, load_markdown("briefing.md", workspace.settings.own_templates)),
        letter=entry.html if entry else "",
        desk_id=feed.id,
        output=workspace.output,
        articles=workspace.inbox,
        root=workspace.settings.root,
        dates=store.list_dates(),
        files=store.read_files,
        attempt=delivery.attempts,
        rest=delivery.rest,
        renewed=(*store.list_removed(), *store.list_restored()),
    )


def _name_day(settings: Settings, edition: Edition) -> str:
    words = load_wording(settings.own_templates)
    return f"{words.weekday(edition.date)} {words.long_day(edition.date)}"
