"""Read config.toml into Settings: every key, its default, its limits, and the message for a mistake.

A new key is one field here and one commented line in ``config.toml``; a test holds the two together.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from digest.destinations import KINDS, Destination, find_equal_names
from digest.errors import ConfigurationError
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
Where = tuple[int | str, ...]
Phrases = tuple[Annotated[str, Field(min_length=1)], ...]
Name = Annotated[str, Field(max_length=100), AfterValidator(_check_name)]
_LIST_OF_KINDS = "kind = " + " or ".join(", ".join(f'"{kind}"' for kind in KINDS).rsplit(", ", 1))
_IN_WORDS = {
    "path_type": 'is no path; write it in quotes, as "folder"',
    "string_too_short": "must not be empty",
    "string_type": 'must be text in quotes, as "text"',
    "int_type": "must be a whole number, without quotes",
    "float_type": "must be a number, without quotes",
    "too_short": "must not be empty; take the line out for the default",
    "missing": "is missing",
    "bool_type": "must be true or false, without quotes",
    "bool_parsing": "must be true or false, without quotes",
    "union_tag_not_found": f"needs a kind: {_LIST_OF_KINDS}",
}
"""What is said of a mistake where pydantic's own words speak to programmers."""
_TOML_HINTS = {
    "Invalid value": "; text stands in quotes",
    "Expected ']]' at the end of an array declaration": "; a theme begins with [[theme]]",
}
_CURLY_HINT = '; these are curly quotes: write straight ones, as "text"'
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019]")
_PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*$"
_WEEKLY = rf"^(mon|tue|wed|thu|fri|sat|sun) {_CLOCK}$"
_NAME, _CODE, _ADDRESS = r"^[a-z0-9][a-z0-9_-]*$", r"^[a-z]{2}$", r"^[a-z]+://"
_WEB = r"^https?://[^\s/@?#\"'<>\\]+(/[^\s@?#\"'<>\\]*)?$"
_PATTERNS = {
    _NAME: "must be of small letters, digits, - and _; its heading is `title`",
    _WEEKLY: 'must be a weekday and a time of day, as "fri 16:00"',
    _PRINTABLE: "must be letters and signs that can be printed",
    _CODE: 'must be a code of two letters, as "en"',
    _ADDRESS: 'must be an address, as "tcp://scheduler:8786"',
    _WEB: 'must be the address of the folder on the web, as "https://example.org/briefings/"',
}
_ARRAYS = {"theme": "a theme", "outlet": "an outlet", "deliver": "a destination"}
"""Tables that a file may have several of."""
SHIPPED_THEMES = ("diplomacy", "deployments", "incidents")
OBSOLETE = {
    ("stories", f"weight_{part}"): "the weights of the order are fixed (docs/stories.md)"
    for part in ("outlets", "theme", "severity", "recency", "breadth")
}
"""Keys of version 1.0.0 that no longer do anything, each with the reason: files that have them keep working."""
_LIKE_A_NAME = 0.5
"""How similar (difflib's ratio) a name must be to be offered: "minuts" is .92 of "minutes" (tests/test_config.py)."""


class Seeds(Table):
    """Where the articles lie."""

    folder: HomePath = Path("seeds")
    follow_links: bool = False
    date_from_file: bool = False


class Output(Table):
    """Where briefings appear and how long, the user's own templates, if any, and the folder's address on the web.

    A briefing quotes articles of the fortnight before, and carries their stories on: so long at least pages are kept.
    """

    folder: HomePath = Path("output")
    templates: HomePath | None = None
    address: str | None = Field(None, pattern=_WEB)
    keep_days: Whole | None = Field(None, ge=15, le=36_500)

    @field_validator("address")
    @classmethod
    def _end_address(cls, value: str | None) -> str | None:
        """End the address with a slash: names of files are put behind it."""
        return f"{value.rstrip('/')}/" if value else value


class Vault(Table):
    """What the Markdown pages have for a vault of notes: ``front_matter`` in YAML, ``wikilinks`` between pages."""

    front_matter: bool = False
    wikilinks: bool = False


class Schedule(Table):
    """When a briefing is due, in the local time of ``zone`` (the machine's own where it is empty)."""

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
        if value is not None and value not in available_timezones():
            hint = _suggest(value, sorted(available_timezones())) or '; write it as "Europe/Berlin"'
            raise ValueError(f"unknown time zone {value!r}{hint}")
        return value


class Briefing(Table):
    """What the briefing is called, how long it may be, how stories are told."""

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
    """How articles are gathered into stories, and how many of them stand in full."""

    grouping: Grouping = "normal"
    max_age_days: Whole | None = Field(None, ge=0, le=36500)
    most_of_theme: Whole = Field(6, ge=1, le=100)
    most_of_outlet: Whole = Field(4, ge=1, le=100)


class Run(Table):
    """How a run reads many files: ``workers`` processes (one a core), or a Dask scheduler's workers."""

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
    """The whole configuration.

    ``root`` is the folder that its paths are relative to, ``obsolete`` has a sentence for each key without effect.
    """

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
    obsolete: tuple[str, ...] = Field((), exclude=True)

    @property
    def own_templates(self) -> Path | None:
        """Return the user's folder of templates, where there is one."""
        return self.root / self.output.templates if self.output.templates else None

    @property
    def destinations(self) -> tuple[str, ...]:
        """Return the names of all destinations, by which the database remembers them."""
        return tuple(one.known_as for one in self.deliver)


def read_settings(path: Path) -> Settings:
    """Read the settings of a file; ConfigurationError with all its mistakes, one a line, when there are any."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise ConfigurationError(f"{path}: not UTF-8 text; save it as UTF-8") from trouble
    except OSError as trouble:
        raise ConfigurationError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """Read the settings from a text; ``path`` is for the messages and the folder that paths start from."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigurationError(_explain_toml(path, trouble, text)) from trouble
    obsolete = tuple(_take_obsolete(table, text, path))
    mistakes = [
        *_refuse_reserved_keys(table),
        *_refuse_repeated_names(table),
        *_refuse_shared_titles(table),
        *((("deliver", at, "name"), said) for at, said in find_equal_names(table.get("deliver"))),
    ]
    settings = None
    try:
        settings = Settings.model_validate({**table, "root": path.resolve().parent, "obsolete": obsolete})
    except ValidationError as trouble:
        mistakes += _list_mistakes(trouble)
    if settings is None or mistakes:
        found = sorted((_find_line(where, text), _name_key(where), said) for where, said in mistakes)
        raise ConfigurationError("\n".join(f"{path}:{line}: {key}{said}" for line, key, said in found))
    return settings


def _take_obsolete(table: dict[str, Any], text: str, path: Path) -> Iterator[str]:
    """Take the keys out that no longer do anything, and say of each where it stands."""
    for (name, key), reason in OBSOLETE.items():
        if isinstance(table.get(name), dict) and key in table[name]:
            del table[name][key]
            line = _find_line((name, key), text)
            yield f"{path}:{line}: {name}.{key}: no longer does anything: {reason}; take the line out"


def _refuse_reserved_keys(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse keys that are named like fields of ours and no settings."""
    for key in ("root", "obsolete"):
        if key in table:
            yield (key,), f"unknown key {key!r}"


def _refuse_repeated_names(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse a name that an earlier theme has, and the name of what stands under no theme."""
    themes = table.get("theme")
    earlier: set[object] = set()
    for position, theme in enumerate(themes if isinstance(themes, list) else []):
        name = theme.get("name") if isinstance(theme, dict) else None
        if isinstance(name, str) and name in earlier:
            yield ("theme", position, "name"), f"an earlier theme is named {name!r} too; give this one another name"
        if name == "other":
            yield ("theme", position, "name"), "no theme can be named 'other': that is what stands under no theme"
        earlier.add(name if isinstance(name, str) else None)


def _refuse_shared_titles(table: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """Refuse a title that an earlier outlet has: it belongs to one newsroom."""
    outlets = table.get("outlet")
    earlier: dict[str, object] = {}
    for position, outlet in enumerate(outlets if isinstance(outlets, list) else []):
        titles = outlet.get("titles") if isinstance(outlet, dict) else None
        said = [outlet.get("name"), *(titles if isinstance(titles, list) else [])] if isinstance(outlet, dict) else []
        for title in dict.fromkeys(one.casefold() for one in said if isinstance(one, str)):
            if title in earlier:
                yield (
                    ("outlet", position),
                    f"{title!r} is a title of {earlier[title]!r} too; take it out of one of them",
                )
            earlier.setdefault(title, outlet.get("name"))


def _explain_toml(path: Path, trouble: tomllib.TOMLDecodeError, text: str) -> str:
    line = re.search(r" \(at line (\d+), column \d+\)$", str(trouble))
    said = str(trouble)[: line.start()] if line else str(trouble)
    wrong = text.split("\n")[int(line[1]) - 1] if line else ""
    hint = _CURLY_HINT if _CURLY.search(wrong) else _TOML_HINTS.get(said, "")
    return f"{path}{f':{line[1]}' if line else ''}: not TOML: {said}{hint}"


def _list_mistakes(trouble: ValidationError) -> Iterator[tuple[Where, str]]:
    """Yield each mistake: where it is and what is wrong."""
    errors = trouble.errors(include_url=False)
    for error in errors:
        # pydantic counts what is left after it refused an item: that item was told already
        if error["type"] != "too_short" or len(errors) == 1:
            where = tuple(error["loc"])
            said = _say(error, where)
            if where[0] == "deliver" and len(where) > 2:  # behind its position pydantic names the kind
                where = (*where[:2], *where[3:])
            elif error["type"] == "union_tag_invalid":
                where = (*where, "kind")
            yield where, said


def _say(error: Any, where: Where) -> str:
    """Say what is wrong, what it should be, and what the file says."""
    kind, found, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key {str(where[-1])!r}" + _suggest(str(where[-1]), _list_keys(where))
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    if kind == "tuple_type":
        if len(where) == 1 and where[0] in _ARRAYS:
            return f"{_ARRAYS[str(where[0])]} begins with two brackets: [[{where[0]}]]"
        return f'must be a list: ["{found}"]' if isinstance(found, str) else 'must be a list: ["one", "two"]'
    if kind == "union_tag_invalid":
        return f"{context['tag']!r} is no kind; write {_LIST_OF_KINDS}"
    said = _PATTERNS[str(context["pattern"])] if kind == "string_pattern_mismatch" else _IN_WORDS.get(kind)
    said = said or str(error["msg"])[0].lower() + str(error["msg"])[1:]
    if isinstance(found, str | int | float):
        said += f" (it says {found!r})"
    if kind == "literal_error":
        said += _suggest(str(found), re.findall(r"'([^']+)'", context["expected"]))
    return said


def _suggest(name: str, known: Sequence[str]) -> str:
    """Ask for the nearest known name, where one is near."""
    near = difflib.get_close_matches(name, known, 1, _LIKE_A_NAME)
    return f", did you mean {near[0]!r}?" if near else ""


def _list_keys(where: Where) -> list[str]:
    """List the keys of the table that a mistake stands in."""
    table: Any = Settings
    if where[0] == "deliver":
        table = KINDS[str(where[2])]
    elif len(where) > 1:
        table = Settings.model_fields[str(where[0])].annotation
        table = next(iter(get_args(table)), table)  # of tuple[Theme, ...] the first
    return [key for key in table.model_fields if key not in ("root", "obsolete")]


def _name_key(where: Where) -> str:
    head, *rest = where
    if head in _ARRAYS and rest and isinstance(rest[0], int):
        head, rest = f"{head} {rest[0] + 1}", rest[1:]
    names = [str(head), *(str(step) for step in rest if isinstance(step, str))]
    return ".".join(names) + ": "


def _find_line(where: Where, text: str) -> int:
    """Find the line of a key, or of the nearest header above it: neither tomllib nor pydantic tells."""
    wanted = [str(step) for step in where if isinstance(step, str)]
    array = wanted[0] if wanted and wanted[0] in _ARRAYS else ""
    number = next((step for step in where if isinstance(step, int)), 0) if array else 0
    header, seen, best = "", -1, 1
    for line_number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
            header = found[1]
            seen += header == array
            if wanted[:1] == [header] and (header != array or seen == number):
                best = line_number
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            inside = [header, found[1]] if header else [found[1]]
            if inside == wanted[: len(inside)] and (header != array or seen == number):
                return line_number
    return best


def choose_zone(settings: Settings, machine: str | None) -> ZoneInfo:
    """Return the zone that days and slots are counted in: the configured one, else the machine's, else UTC."""
    return ZoneInfo(settings.schedule.zone or machine or "UTC")
