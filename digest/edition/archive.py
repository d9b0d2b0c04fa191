"""The days of the archive: those that have an edition, and the gaps between them where a briefing was due."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from digest import __version__
from digest.config import WEEKDAYS, Settings
from digest.model import Archive, Day, Heading, RunningStory

DAYS_SHOWN = 14
"""Days in the rail and in the table of numbers: two weeks, so that each weekday can be compared with its last."""


def make_archive(
    days: Iterable[Day],
    settings: Settings,
    *,
    made: datetime,
    stories: tuple[RunningStory, ...] = (),
    weeks: Iterable[str] = (),
    removed: Iterable[date] = (),
) -> Archive:
    """Return all days from the first to the newest, newest first; days without a briefing that was due are missing."""
    return Archive(
        desk=settings.briefing.title,
        language=settings.briefing.language,
        made=made,
        headings=make_headings(settings),
        days=tuple(reversed(_fill_gaps(tuple(days), settings))),
        version=__version__,
        stories=stories,
        weeks=tuple(sorted(weeks, reverse=True)),
        removed=frozenset(removed),
    )


def make_headings(settings: Settings) -> tuple[Heading, ...]:
    """Return the themes as the page names them, in configured order; accents go round after six."""
    return tuple(
        Heading(
            theme.name,
            theme.title or theme.name.replace("-", " ").replace("_", " ").capitalize(),
            theme.accent or position % 6 + 1,
        )
        for position, theme in enumerate(settings.theme)
    )


def list_last_days(history: Sequence[Day], today: Day, settings: Settings) -> tuple[Day, ...]:
    """Return the fourteen days that end with this one, oldest first."""
    first = today.date - timedelta(days=DAYS_SHOWN - 1)
    return tuple(day for day in _fill_gaps((*history, today), settings) if day.date >= first)


def _fill_gaps(days: Sequence[Day], settings: Settings) -> tuple[Day, ...]:
    """Return the days oldest first, and between them, as missing, those of the schedule that have none.

    Of several with one date the last counts.
    """
    known = {day.date: day for day in days}
    if not known:
        return ()
    first, last = min(known), max(known)
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    due = [day for day in span if day in known or _is_due(day, settings)]
    return tuple(known.get(day) or Day(day, "missing") for day in due)


def _is_due(day: date, settings: Settings) -> bool:
    return WEEKDAYS[day.weekday()] in settings.schedule.days
