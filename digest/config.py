"""The settings: every key of config.toml with its default and its limits.

A new key is one field here and one commented line in ``config.toml``; a test holds the two together.
"""

import difflib
import re
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    field_validator,
    model_validator,
)

from digest.destinations import PATTERNS as PATTERNS_OF_DESTINATIONS
from digest.destinations import Destination
from digest.page_names import OUTPUT
from digest.toml_values import HomePath, Number, Table, Whole, lower


def _read_weekday(value: object) -> object:
    """Take the whole name of a weekday for its three letters."""
    name = lower(value)
    return name[:3] if name in _WEEKDAY_NAMES and isinstance(name, str) else name


def _read_weekly(value: object) -> object:
    """Take the whole name of the weekday in ``friday 16:00`` for its three letters."""
    day, _, clock = value.strip().partition(" ") if isinstance(value, str) else ("", "", "")
    return f"{_read_weekday(day)} {clock.strip()}" if clock else value


_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"


def _quote_all(items: Sequence[object]) -> str:
    """List what was written, with the verb that goes with it: ``'25:00' is``, ``'6:00' and 'noon' are``."""
    *first, last = map(repr, items)
    return f"{', '.join(first)} and {last} are" if first else f"{last} is"


def _check_name(name: str) -> str:
    """Put a name on one line; refuse one that has neither letter nor digit."""
    if not any(map(str.isalnum, name)):
        raise ValueError(f"{name!r} is no name: write at least one letter, or take it out")
    return " ".join(name.split())


_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekday = Annotated[_Weekday, BeforeValidator(_read_weekday)]
WEEKDAYS: tuple[_Weekday, ...] = get_args(_Weekday)
Method = Annotated[Literal["digest", "lex-rank", "text-rank", "lsa", "luhn", "lead"], BeforeValidator(lower)]
Grouping = Annotated[Literal["tight", "normal", "loose"], BeforeValidator(lower)]
Unmatched = Annotated[Literal["other", "drop"], BeforeValidator(lower)]
Order = Annotated[Literal["weight", "themes"], BeforeValidator(lower)]
Grouped = Annotated[Literal["theme", "region"], BeforeValidator(lower)]
Phrases = tuple[Annotated[str, Field(min_length=1)], ...]
Name = Annotated[str, Field(max_length=100), AfterValidator(_check_name)]
_PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_WEEKLY = rf"^(mon|tue|wed|thu|fri|sat|sun) {_CLOCK}$"
_NAME, _CODE, _ADDRESS = r"^[a-z0-9][a-z0-9_-]*$", r"^[a-z]{2}$", r"^[a-z]+://"
_WEB = r"^https?://[^\s/@?#\"'<>\\]+(/[^\s@?#\"'<>\\]*)?$"
PATTERNS = {
    _NAME: "must be of small letters, digits, - and _; its heading is `title`",
    _WEEKLY: 'must be a weekday and a time of day, as "fri 16:00"',
    _PRINTABLE: "must be letters and signs that can be printed",
    _CODE: 'must be a code of two letters, as "en"',
    _ADDRESS: 'must be an address, as "tcp://scheduler:8786"',
    _WEB: 'must be the address of the folder on the web, as "https://example.org/briefings/"',
    **PATTERNS_OF_DESTINATIONS,
}
"""What a message says of a value that does not match the pattern of its key."""
SHIPPED_THEMES = ("diplomacy", "deployments", "incidents")
_LIKE_A_NAME = 0.5
"""How similar (difflib's ratio) a name must be to be offered: "minuts" is .92 of "minutes" (tests/test_config.py)."""


class Seeds(Table):
    """The articles' folder, and how it is read."""

    folder: HomePath = Path("seeds")
    follow_links: bool = False
    date_from_file: bool = False


class Output(Table):
    """The folder of the briefings, how long pages stay, the user's own templates, and the folder's address on the web.

    A briefing quotes articles of the fortnight before, and carries their stories on: so long at least pages are kept.
    """

    folder: HomePath = Path(OUTPUT)
    templates: HomePath | None = None
    address: str | None = Field(None, pattern=_WEB)
    keep_days: Whole | None = Field(None, ge=15, le=36_500)

    @field_validator("address")
    @classmethod
    def _end_address(cls, value: str | None) -> str | None:
        """End the address with a slash: names of files are put behind it."""
        return f"{value.rstrip('/')}/" if value else value


class Vault(Table):
    """Extras of the Markdown pages for a vault of notes: ``front_matter`` in YAML, ``wikilinks`` between pages."""

    front_matter: bool = False
    wikilinks: bool = False


class Schedule(Table):
    """The times at which a briefing is due, in the local time of ``zone`` (the machine's own where it is empty)."""

    times: tuple[time, ...] = Field((time(6, 0),), min_length=1)
    days: tuple[Weekday, ...] = Field(WEEKDAYS, min_length=1)
    weekly: Annotated[str, BeforeValidator(_read_weekly)] | None = Field(None, pattern=_WEEKLY)
    zone: str | None = None

    @field_validator("times", mode="before")
    @classmethod
    def _check_times(cls, value: object) -> object:
        items = value if isinstance(value, list) else []
        wrong = [item for item in items if not (isinstance(item, str) and re.fullmatch(_CLOCK, item))]
        if wrong:
            raise ValueError(f'{_quote_all(wrong)} not a time of day; write it as "06:00"')
        return value

    @field_validator("times")
    @classmethod
    def _sort_times(cls, value: tuple[time, ...]) -> tuple[time, ...]:
        return tuple(sorted(set(value)))

    @field_validator("zone")
    @classmethod
    def _check_zone(cls, value: str | None) -> str | None:
        if value is not None and not is_zone(value):
            hint = suggest(value, sorted(available_timezones())) or '; write it as "Europe/Berlin"'
            raise ValueError(f"unknown time zone {value!r}{hint}")
        return value


class Briefing(Table):
    """The briefing's title, its length, and how its stories are told."""

    title: str = Field("Security and geopolitics briefing", min_length=1, max_length=200, pattern=_PRINTABLE)
    minutes: Number = Field(6, gt=0, le=120)
    language: str = Field("en", pattern=_CODE)
    method: Method = "digest"
    sentences: Whole = Field(4, ge=1, le=20)
    words: Whole | None = Field(None, ge=10, le=2000)
    unmatched: Unmatched = "other"
    order: Order = "weight"
    group: Grouped = "theme"


class Stories(Table):
    """Rules by which articles are gathered into stories, and how many of these stand in full."""

    grouping: Grouping = "normal"
    max_age_days: Whole | None = Field(None, ge=0, le=36500)
    most_of_theme: Whole = Field(6, ge=1, le=100)
    most_of_outlet: Whole = Field(4, ge=1, le=100)


class Run(Table):
    """The processes that read many files: ``workers`` of this machine (one a core), or a Dask scheduler's workers."""

    workers: Whole | None = Field(None, ge=1, le=1024)
    cluster: str | None = Field(None, pattern=_ADDRESS)


class Theme(Table):
    """One of the reader's themes; a name of ours takes our lexicon, ``lexicon`` replaces it."""

    name: str = Field(pattern=_NAME, max_length=40)
    title: str | None = None
    accent: Whole | None = Field(None, ge=1, le=6)
    lexicon: HomePath | None = None
    strong: Phrases = ()
    medium: Phrases = ()
    weak: Phrases = ()
    guards: Phrases = ()

    @model_validator(mode="after")
    def _check_name(self) -> "Theme":
        bare = not (self.lexicon or self.strong or self.medium or self.weak)
        if bare and self.name not in SHIPPED_THEMES:
            near = difflib.get_close_matches(self.name, SHIPPED_THEMES, 1)
            if near:  # any other name without phrases is told where lexicons are put together
                raise ValueError(f"{self.name!r} is no theme of ours and has no phrases, did you mean {near[0]!r}?")
        return self


class Outlet(Table):
    """A newsroom and the titles that are its own; ``wire``: an agency, whose copy other outlets print."""

    name: Name
    titles: tuple[Name, ...] = ()
    wire: bool = False


class Watch(Table):
    """Names whose stories stand in full; where there is no news of one, the page says so."""

    names: tuple[Name, ...] = ()

    @field_validator("names")
    @classmethod
    def _drop_repeated(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))


class Settings(Table):
    """The whole configuration."""

    seeds: Seeds = Seeds()
    output: Output = Output()
    markdown: Vault = Vault()
    schedule: Schedule = Schedule()
    briefing: Briefing = Briefing()
    stories: Stories = Stories()
    run: Run = Run()
    watch: Watch = Watch()
    outlet: tuple[Outlet, ...] = ()
    deliver: tuple[Destination, ...] = ()
    theme: tuple[Theme, ...] = Field(tuple(Theme(name=name) for name in SHIPPED_THEMES), min_length=1)
    root: Path = Path()
    """The folder that its paths are relative to."""
    obsolete: tuple[str, ...] = Field((), exclude=True)
    """A sentence for each key without effect."""
    text_hash: str = Field("", exclude=True)
    """Stands for the text of the file."""

    @property
    def own_templates(self) -> Path | None:
        """Return the user's folder of templates, where there is one."""
        return self.root / self.output.templates if self.output.templates else None

    @property
    def destinations(self) -> tuple[str, ...]:
        """Return the names of all destinations, by which the database remembers them."""
        return tuple(one.known_as for one in self.deliver)


OWN_FIELDS = ("root", "obsolete", "text_hash")
"""Fields of ``Settings`` that are no keys of the file."""


def suggest(name: str, known: Sequence[str]) -> str:
    """Ask for the nearest known name, where one is near."""
    near = difflib.get_close_matches(name, known, 1, _LIKE_A_NAME)
    return f", did you mean {near[0]!r}?" if near else ""


def is_zone(name: str) -> bool:
    """Tell whether a time zone has this name: one is opened; to list them all opens six hundred files."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return False
    return True


def choose_zone(settings: Settings, machine: str | None) -> ZoneInfo:
    """Return the zone that days and slots are counted in: the configured one, else the machine's, else UTC."""
    return ZoneInfo(settings.schedule.zone or machine or "UTC")
