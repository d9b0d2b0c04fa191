"""The table of deliveries: where each revision is to go, and what became of it."""

import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from digest.model import Edition
from digest.store.reader import Reader

Status = Literal["owed", "tried", "done", "given_up", "replaced"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A revision and a destination.

    ``tried`` stands before an attempt and until its end is known: a run that was killed leaves it. ``replaced``: a
    later revision goes there instead. ``at`` is the last attempt, ``message`` what went wrong then; ``rest`` are the
    recipients who have it not, where others have it.
    """

    date: dt.date
    revision: int
    name: str
    status: Status
    attempts: int
    at: dt.datetime | None
    message: str
    rest: tuple[str, ...]
    made: dt.datetime


class DeliveryReader(Reader):
    """The questions to the table of deliveries."""

    def list_deliveries(self, *statuses: Status) -> tuple[Delivery, ...]:
        """Return the deliveries of published editions that have one of these statuses, oldest first."""
        rows = self._fetch_all(
            "SELECT one.date, one.revision, name, one.status, attempts, at, message, rest, made FROM deliveries AS one"
            " JOIN editions ON editions.date = one.date AND editions.revision = one.revision"
            " WHERE one.status IN (SELECT value FROM json_each(?)) AND editions.status <> 'pending'"
            " ORDER BY one.date, one.rowid",
            json.dumps(statuses),
        )
        return tuple(
            Delivery(
                *(dt.date.fromisoformat(date), revision, name, status, attempts),
                dt.datetime.fromisoformat(at) if at else None,
                message,
                tuple(json.loads(rest)),
                dt.datetime.fromisoformat(made),
            )
            for date, revision, name, status, attempts, at, message, rest, made in rows
        )


def owe_deliveries(connection: sqlite3.Connection, edition: Edition, names: tuple[str, ...]) -> None:
    """Owe an edition to destinations, in place of an earlier revision that they have not got."""
    day = edition.date.isoformat()
    connection.execute(
        "UPDATE deliveries SET status = 'replaced' WHERE date = ? AND status IN ('owed', 'tried')", (day,)
    )
    rows = [(day, edition.revision, name) for name in names]
    connection.executemany("INSERT INTO deliveries VALUES (?, ?, ?, 'owed', 0, NULL, '', '[]')", rows)


def write_delivery(connection: sqlite3.Connection, one: Delivery) -> None:
    """Write what became of a delivery."""
    connection.execute(
        "UPDATE deliveries SET status = ?, attempts = ?, at = ?, message = ?, rest = ?"
        " WHERE date = ? AND revision = ? AND name = ?",
        (
            *(one.status, one.attempts, one.at.isoformat() if one.at else None, one.message, json.dumps(one.rest)),
            *(one.date.isoformat(), one.revision, one.name),
        ),
    )
