"""Ask an open database with one statement: what each subject's questions are made of."""

import datetime as dt
import sqlite3
from typing import Any


class Reader:
    """Read rows; a day among the values of a statement is written as the tables have it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _fetch_all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, [_write_value(one) for one in values]).fetchall()

    def _fetch_row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, [_write_value(one) for one in values]).fetchone()
        return row

    def _fetch_one(self, sql: str, *values: object) -> Any:
        row = self._fetch_row(sql, *values)
        return row[0] if row else None


def _write_value(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
