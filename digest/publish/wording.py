"""Write the frame's texts, dates and numbers as a person would; all wording stands in ``words.toml``.

A text is one line in ``templates/words.toml``; a kind of date or number is one method here.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any, ClassVar, Protocol

from digest.errors import ConfigurationError
from digest.model import Before, Continues, Edition, Notice, Source, Story
from digest.toml_mistakes import read_toml

Texts = Mapping[str, Mapping[str, Any]]
_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25
"""Days of a week, and of a month and a year in the mean."""
_BOTH_NUMBERS = ("nouns", "roles")
"""Tables whose entries are two words: of one thing, and of several."""
_RENAMED = {
    "made_up": "catch_up",
    "made_up_because": "catch_up_because",
    "weeks_old": "n_old",
    "told_on": "published_on",
}
"""Texts that version 1.0.0 knew by another name: a reader's templates and words.toml of that time keep working."""


class Dated(Protocol):
    """A day for which times are written: of an edition or a story; ``made`` has the offset of its clock."""

    @property
    def date(self) -> date:
        """Return its day."""

    @property
    def made(self) -> datetime:
        """Return when it was made."""


def read_wording(ours: str, users: str | None = None, *, where: str = "words.toml") -> "Wording":
    """Read the shipped texts with the user's own over them; ConfigurationError names what is wrong in a user's."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(ours)
    changes = read_toml(users or "", where)
    for name, table in changes.items():
        if not isinstance(table, dict) or name not in tables:
            raise ConfigurationError(f"{where}: unknown table [{name}]; there are {', '.join(tables)}")
        renamed: dict[str, Any] = {_RENAMED.get(str(key), str(key)): value for key, value in table.items()}
        for key, value in renamed.items():
            model = tables[name].get(key, ["", ""] if name in _BOTH_NUMBERS else "")
            if type(value) is not type(model) or (isinstance(value, list) and len(value) != len(model)):
                raise ConfigurationError(f"{where}: [{name}] {key}: must be like {model!r}")
        tables[name] = {**tables[name], **renamed}
    return Wording(tables)


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of the frame. ``tables`` are those of ``words.toml``."""

    PATHS: ClassVar[int] = 5
    """Files that a line names: of a notice, whose files all stand under *Left out*, or copies of a source."""

    tables: Texts

    def say(self, text: str, **values: object) -> str:
        """Fill in a text of [texts]; ConfigurationError names a text that is not there."""
        found = self._find("texts", _RENAMED.get(text, text))
        try:
            return str(found).format(**values)
        except (KeyError, IndexError, ValueError, AttributeError) as trouble:
            raise ConfigurationError(
                f"words.toml: [texts] {text}: {found!r} cannot be filled in; in braces it may have"
                f" {', '.join(values) or 'nothing'}"
            ) from trouble

    def noun(self, number: int, noun: str, table: str = "nouns") -> str:
        """Return the noun in the form that goes with a number."""
        return str(self._find(table, noun)[number != 1])

    def count(self, number: int, noun: str) -> str:
        """Write a number with its noun: ``5 stories``."""
        return f"{number:,} {self.noun(number, noun)}"

    def spelled(self, number: int) -> str:
        """Write a small number as a word: ``three``; from thirteen on in figures."""
        names = self._find("calendar", "numbers")
        return str(names[number]) if 0 <= number < len(names) else f"{number:,}"

    def ordinal(self, number: int) -> str:
        """Write a position: ``second``; from thirteenth on ``13th``."""
        names = self._find("calendar", "ordinals")
        if 0 <= number < len(names):
            return str(names[number])
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def role(self, role: str, number: int) -> str:
        """Name what was trimmed: ``author’s note``, ``2 captions``."""
        return ("" if number == 1 else f"{number} ") + self.noun(number, role, "roles")

    def listed(self, items: Sequence[str]) -> str:
        """Join items as a person does: ``a, b and c``."""
        *first, last = items
        return f"{', '.join(first)} {self.say('and')} {last}" if first else last

    def in_short(self, items: Sequence[str], most: int) -> str:
        """List the first ``most`` items, with three dots for the others: ``a, b, …``."""
        return ", ".join([*items[:most], *(["…"] if len(items) > most else [])])

    def trimmed(self, source: Source) -> str:
        """List what was trimmed from a source: ``author’s note and 2 captions``."""
        return self.listed([self.role(role, number) for role, number in source.trimmed])

    def kind(self, kind: str) -> str:
        """Name a kind of article: ``Opinion``."""
        return str(self._find("kinds", kind))

    def figure(self, kind: str) -> str:
        """Name what a figure counts: ``Killed``."""
        return str(self._find("figures", kind))

    def region(self, name: str) -> str:
        """Name a region of the world: ``Western Asia``."""
        return str(self._find("regions", name))

    def language(self, code: str | None) -> str:
        """Name a language; its code where we have no name for it."""
        if code is None:
            return self.say("unknown_language")
        return str(self.tables["languages"].get(code, code))

    def weekday(self, day: date) -> str:
        """Write a day as ``Wednesday``."""
        return str(self._find("calendar", "weekdays")[day.weekday()])

    def long_day(self, day: date) -> str:
        """Write a day as ``28 November 2018``."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """Write a day as ``November 2018``."""
        return f"{self._find('calendar', 'months')[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """Write a day as ``Wed 28``."""
        return f"{self._find('calendar', 'weekdays_short')[day.weekday()]} {day.day}"

    def month_day(self, day: date) -> str:
        """Write a day as ``28 Nov``."""
        return f"{day.day} {self._find('calendar', 'months_short')[day.month - 1]}"

    def week_day(self, day: date, beside: date | None = None) -> str:
        """Write a day as ``Wed 28 Nov``; with its year where that of the day ``beside`` is another."""
        year = f" {day.year}" if beside and beside.year != day.year else ""
        return f"{self.short_day(day)} {self._find('calendar', 'months_short')[day.month - 1]}{year}"

    def clock(self, at: datetime) -> str:
        """Write an instant as ``06:00``, in the zone that it carries."""
        return f"{at:%H:%M}"

    def hour(self, minutes: int) -> str:
        """Write an hour of a day as ``12:00``: the one that a sentence names, by its own clock."""
        return f"{minutes // 60:02}:{minutes % 60:02}"

    def week(self, name: str) -> str:
        """Write a week, "2019-W24", as ``Week 24, 2019``."""
        year, number = name.split("-W")
        return self.say("week", n=int(number), year=year)

    def moment(self, at: datetime, beside: datetime | None = None) -> str:
        """Write an instant as ``Wed 28 Nov 06:00``; with its year where that of the instant ``beside`` is another."""
        return f"{self.week_day(at, beside)} {self.clock(at)}"

    def earlier_day(self, day: date, beside: date) -> str:
        """Write a day before another: ``Wed 28`` of the week before it, ``Wed 28 Nov``, ``Wed 28 Nov 2018``."""
        if (beside - day).days < _WEEK:
            return self.short_day(day)
        return self.week_day(day, beside)

    def made(self, at: datetime) -> str:
        """Write an instant as ``Wed 28 Nov 2018, 12:30``."""
        return f"{self.week_day(at)} {at.year}, {self.clock(at)}"

    def since(self, at: datetime, day: date) -> str:
        """Write an instant as one says it on ``day``: ``Tuesday 06:00``, with its date after a week or more."""
        if 0 <= (day - at.date()).days < _WEEK:
            return f"{self.weekday(at)} {self.clock(at)}"
        return self.moment(at)

    def window(self, edition: Edition) -> str:
        """Write what time an edition covers: from the one before it, where there was one."""
        start, end = edition.window
        if start is None:
            return self.say("first_window", end=self.moment(end))
        return self.say("window", start=self.moment(start, end), end=self.moment(end))

    def nothing_new(self, edition: Edition, theme: str | None = None) -> str:
        """Say that nothing is new, or nothing under a theme; and since when, where there was an edition before."""
        start = edition.window[0]
        when = self.since(start, edition.date) if start else ""
        if theme is None:
            return self.say("nothing_new_since", when=when) if when else self.say("nothing_new")
        if when:
            return self.say("nothing_under_since", theme=theme, when=when)
        return self.say("nothing_under", theme=theme)

    def support(self, story: Story, newsrooms: int) -> str:
        """Write how many newsrooms (of 1.0.0: outlets) report a story: ``3 newsrooms``; nothing where one does.

        Live pages may add to what one article reports; then it is not the only source.
        """
        if story.one_source:
            sources = {*story.articles, *(quote.article for quote in story.quotes)}
            return self.say("one_source" if len(sources) == 1 else "one_newsroom")
        return self.count(newsrooms, "newsroom" if story.newsrooms else "outlet") if newsrooms > 1 else ""

    def stated(self, source: Source, edition: Dated) -> str:
        """Write when a source says that it appeared: ``10:20``, ``Tue 23:50``, ``12 Nov``, ``16 Feb 2017``."""
        at = _localize(source.published, edition)
        day = at.date() if isinstance(at, datetime) else at
        if day is None:
            return self.say("no_date")
        clock = self.clock(at) if isinstance(at, datetime) else ""
        away = (edition.date - day).days
        if away == 0:
            return clock or self.say("today")
        if 0 < away < _WEEK:
            return f"{self._find('calendar', 'weekdays_short')[day.weekday()]} {clock}".rstrip()
        return self.month_day(day) + ("" if day.year == edition.date.year else f" {day.year}")

    def stated_long(self, source: Source, edition: Dated) -> str:
        """Write when a source says that it appeared, with everything: ``27 Nov 2018, 23:50``."""
        at = _localize(source.published, edition)
        if at is None:
            return self.say("no_date_in_file")
        clock = f", {self.clock(at)}" if isinstance(at, datetime) else ""
        return f"{self.month_day(at)} {at.year}{clock}"

    def guess(self, source: Source) -> str:
        """Write what stands behind the date of a source that nobody stated: `` (a guess)``; else nothing."""
        return f" ({self.say('a_guess')})" if source.published_guess and source.published else ""

    def age(self, source: Source, edition: Dated) -> str:
        """Write how old an old source is: ``two weeks old``, ``more than a week old``, ``eight years old``."""
        at = _localize(source.published, edition)
        day = at.date() if isinstance(at, datetime) else at
        return self.say("week_old") if day is None else self._write_age((edition.date - day).days)

    def _write_age(self, days: int) -> str:
        """Write an age in the largest unit of which it is two or more."""
        for unit, length in (("year", _YEAR), ("month", _MONTH), ("week", _WEEK)):
            if (number := int(days / length)) > 1:
                return self.say("n_old", n=f"{self.spelled(number)} {self.noun(number, unit)}")
        return self.say("week_old")

    def told_before(self, before: Before, edition: Dated) -> str:
        """Write where something was told: ``Tuesday’s briefing``; ``On Tuesday`` where that day had none.

        With the date after a week or more.
        """
        if 0 < (edition.date - before.date).days < _WEEK:
            weekday = self.weekday(before.date)
            if before.source:
                return self.say("briefing_of_weekday", weekday=weekday)
            return self.say("told_on_weekday", weekday=weekday)
        day = self.month_day(before.date)
        return self.say("briefing_of_day", day=day) if before.source else self.say("told_on_day", day=day)

    def counted_on(self, day: date, edition: Dated) -> str:
        """Write on which day a figure was counted: ``on Tuesday``, with the date after a week or more."""
        if 0 < (edition.date - day).days < _WEEK:
            return self.say("on_weekday", weekday=self.weekday(day))
        return self.say("on_day", day=self.month_day(day))

    def continues(self, earlier: Continues, edition: Dated) -> str:
        """Write what a story continues: ``continues Tuesday’s``, with the date after a week or more."""
        if 0 < (edition.date - earlier.date).days < _WEEK:
            return self.say("continues", weekday=self.weekday(earlier.date))
        return self.say("continues_long", day=self.long_day(earlier.date))

    def notice(self, notice: Notice) -> tuple[str, str]:
        """Say what the reader must know first: the words to be stressed, and the rest of the sentence."""
        match notice:
            case Notice("catch_up", datetime() as due, at):
                because = self.say("catch_up_because", at=self.moment(at)) if at else ""
                return self.say("catch_up", due=self.moment(due)), because
            case Notice("late", datetime() as due, datetime() as at):
                return self.say("late", at=self.clock(at), due=self.clock(due)), ""
            case Notice("long_window", at=datetime() as start):
                return self.say("covers_since", day=self.long_day(start)), ""
            case Notice("long_window", days=days):
                return self.say("long_window", days=f"{self.spelled(days)} {self.noun(days, 'day')}"), ""
            case Notice("old_news", days=days):
                return self.say("old_news", age=self._write_age(days)), ""
        return self._count_unreadable(len(notice.paths)), self.in_short(notice.paths, self.PATHS)

    def _count_unreadable(self, number: int) -> str:
        if number == 1:
            return self.say("unreadable_one")
        return self.say("unreadable_many", n=self.spelled(number).capitalize())

    def _find(self, table: str, key: str) -> Any:
        try:
            return self.tables[table][key]
        except KeyError:
            raise ConfigurationError(f"words.toml: there is no {key!r} under [{table}]; add it") from None


def _localize(published: str | None, edition: Dated) -> datetime | date | None:
    """Return a stated date, or an instant as the clock showed it where the edition was made.

    The offset of ``edition.made`` and not its zone: JSON keeps the one and not the other, and a rebuilt page
    must be the same.
    """
    if published is None:
        return None
    if len(published) == len("2018-11-28"):
        return date.fromisoformat(published)
    at = datetime.fromisoformat(published)
    here = edition.made.utcoffset()
    return at if at.tzinfo is None or here is None else at.astimezone(timezone(here))
