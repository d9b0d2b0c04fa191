"""config.toml -> Settings: every key, its default, its limits, and what is said of a mistake.

A new key is one field here and one commented line in ``config.toml``; a test holds the two together.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from digest.errors import ConfigurationError

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Method = Literal["digest", "lex-rank", "text-rank", "lsa", "luhn", "lead"]
Phrases = tuple[Annotated[str, Field(min_length=1)], ...]
_IN_WORDS = {
    "path_type": 'is no path; write it in quotes, as "folder"',
    "string_too_short": "must not be empty",
    "tuple_type": 'must be a list: ["one", "two"], or tables with two brackets: [[theme]]',
}
"""What is said of a mistake where pydantic's own words speak to programmers."""
_TOML_HINTS = {
    "Invalid value": "; text stands in quotes",
    "Expected ']]' at the end of an array declaration": "; a theme begins with [[theme]]",
}
_NAME, _CODE, _ADDRESS = r"^[a-z0-9][a-z0-9_-]*$", r"^[a-z]{2}$", r"^[a-z]+://"
_PATTERNS = {
    _NAME: "must be of small letters, digits, - and _; its heading is `title`",
    _CODE: 'must be a code of two letters, as "en"',
    _ADDRESS: 'must be an address, as "tcp://scheduler:8786"',
}
SHIPPED_THEMES = ("diplomacy", "deployments", "incidents")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seeds(_Table):
    """Where the articles lie."""

    folder: Path = Path("seeds")


class Output(_Table):
    """Where briefings appear, and the user's own templates, if any."""

    folder: Path = Path("output")
    templates: Path | None = None


class Schedule(_Table):
    """When a briefing is due, in the local time of ``zone`` (the machine's own where it is empty)."""

    times: tuple[time, ...] = Field((time(6, 0),), min_length=1)
    days: tuple[Weekday, ...] = Field(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), min_length=1)
    zone: str | None = None

    @field_validator("times", mode="before")
    @classmethod
    def _clock_times(cls, value: object) -> object:
        for item in value if isinstance(value, list) else []:
            if not (isinstance(item, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", item)):
                raise ValueError(f'{item!r} is not a time of day; write it as "06:00"')
        return value

    @field_validator("times")
    @classmethod
    def _in_order(cls, value: tuple[time, ...]) -> tuple[time, ...]:
        return tuple(sorted(set(value)))

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in available_timezones():
            near = difflib.get_close_matches(value, sorted(available_timezones()), 1)
            hint = f", did you mean {near[0]!r}?" if near else '; write it as "Europe/Berlin"'
            raise ValueError(f"unknown time zone {value!r}{hint}")
        return value


class Briefing(_Table):
    """What the briefing is called, how long it may be, how stories are told."""

    title: str = Field("Security and geopolitics briefing", min_length=1, max_length=200)
    minutes: float = Field(6, gt=0, le=120)
    language: str = Field("en", pattern=_CODE)
    method: Method = "digest"
    sentences: int = Field(4, ge=1, le=20)
    words: int | None = Field(None, ge=10, le=2000)
    unmatched: Literal["other", "drop"] = "other"


class Stories(_Table):
    """How articles are gathered into stories, and what decides their order (``docs/stories.md`` has the formula)."""

    grouping: Literal["tight", "normal", "loose"] = "normal"
    max_age_days: int | None = Field(None, ge=0, le=36500)
    most_of_theme: int = Field(6, ge=1, le=100)
    most_of_outlet: int = Field(4, ge=1, le=100)
    weight_outlets: float = Field(2.0, ge=0, le=100)
    weight_theme: float = Field(2.0, ge=0, le=100)
    weight_severity: float = Field(1.5, ge=0, le=100)
    weight_recency: float = Field(1.0, ge=0, le=100)
    weight_breadth: float = Field(0.5, ge=0, le=100)


class Run(_Table):
    """How a run reads many files: ``workers`` processes (one a core), or a Dask scheduler's workers."""

    workers: int | None = Field(None, ge=1, le=1024)
    cluster: str | None = Field(None, pattern=_ADDRESS)


class Theme(_Table):
    """One of the reader's themes; a name of ours takes our lexicon, ``lexicon`` replaces it."""

    name: str = Field(pattern=_NAME, max_length=40)
    title: str | None = None
    accent: int | None = Field(None, ge=1, le=6)
    lexicon: Path | None = None
    strong: Phrases = ()
    medium: Phrases = ()
    weak: Phrases = ()
    guards: Phrases = ()

    @model_validator(mode="after")
    def _meant_ours(self) -> "Theme":
        bare = not (self.lexicon or self.strong or self.medium or self.weak)
        if bare and self.name not in SHIPPED_THEMES:
            near = difflib.get_close_matches(self.name, SHIPPED_THEMES, 1)
            if near:  # any other name without phrases is told where lexicons are put together
                raise ValueError(f"{self.name!r} is no theme of ours and has no phrases, did you mean {near[0]!r}?")
        return self


class Settings(_Table):
    """The whole configuration. ``root`` is the folder that its paths are relative to."""

    seeds: Seeds = Seeds()
    output: Output = Output()
    schedule: Schedule = Schedule()
    briefing: Briefing = Briefing()
    stories: Stories = Stories()
    run: Run = Run()
    theme: tuple[Theme, ...] = Field(tuple(Theme(name=name) for name in SHIPPED_THEMES), min_length=1, max_length=50)
    root: Path = Path()

    @property
    def own_templates(self) -> Path | None:
        """The user's folder of templates, where there is one."""
        return self.root / self.output.templates if self.output.templates else None

    @field_validator("theme")
    @classmethod
    def _names_once(cls, value: tuple[Theme, ...]) -> tuple[Theme, ...]:
        names = [theme.name for theme in value]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two themes are named {name!r}; give one of them another name")
            if name == "other":
                raise ValueError("no theme can be named 'other': that is what stands under no theme")
        return value


def read_settings(path: Path) -> Settings:
    """The settings of a file; ConfigurationError with all its mistakes, one a line, when there are any."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise ConfigurationError(f"{path}: not UTF-8 text; save it as UTF-8") from trouble
    except OSError as trouble:
        raise ConfigurationError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """As ``read_settings``, of a text; ``path`` is for the messages and the folder that paths start from."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise ConfigurationError(_toml_message(path, trouble)) from trouble
    if "root" in table:
        line = _line_of(("root",), text)
        raise ConfigurationError(f"{path}:{line}: root: unknown key 'root'")
    try:
        return Settings.model_validate({**table, "root": path.resolve().parent})
    except ValidationError as trouble:
        raise ConfigurationError("\n".join(_messages(trouble, text, path))) from trouble


def _toml_message(path: Path, trouble: tomllib.TOMLDecodeError) -> str:
    place = re.search(r" \(at line (\d+), column \d+\)$", str(trouble))
    line = f":{place[1]}" if place else ""
    said = str(trouble)[: place.start()] if place else str(trouble)
    return f"{path}{line}: not TOML: {said}{_TOML_HINTS.get(said, '')}"


def _messages(trouble: ValidationError, text: str, path: Path) -> Iterator[str]:
    """Each mistake as ``file:line: place: what is wrong``, in the order of the file."""
    found: list[tuple[int, str, str]] = []
    for error in trouble.errors(include_url=False):
        if error["type"] == "too_short" and found:
            continue  # pydantic counts what is left after it refused an item: that item was told already
        where = tuple(error["loc"])
        found.append((_line_of(where, text), _place(where), _said(error, where)))
    for line, place, said in sorted(found):
        yield f"{path}:{line}: {place}{said}"


def _said(error: Any, where: tuple[int | str, ...]) -> str:
    if error["type"] == "extra_forbidden":
        key = str(where[-1])
        near = difflib.get_close_matches(key, _known_keys(where), 1, 0.5)
        return f"unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else "")
    said = _IN_WORDS.get(error["type"], str(error["msg"]))
    if error["type"] == "value_error":
        return said.removeprefix("Value error, ")
    if error["type"] == "string_pattern_mismatch":
        said = _PATTERNS[str(error["ctx"]["pattern"])]
    said = said[0].lower() + said[1:]
    found = error["input"]
    return f"{said} (it says {found!r})" if isinstance(found, str | int | float) else said


def _known_keys(where: tuple[int | str, ...]) -> list[str]:
    table: Any = Settings
    for step in where[:-1]:
        if isinstance(step, str):
            table = {
                "seeds": Seeds,
                "output": Output,
                "schedule": Schedule,
                "briefing": Briefing,
                "stories": Stories,
                "run": Run,
                "theme": Theme,
            }[step]
    return [key for key in table.model_fields if key != "root"]


def _place(where: tuple[int | str, ...]) -> str:
    head, *rest = where
    if head == "theme" and rest and isinstance(rest[0], int):
        head, rest = f"theme {rest[0] + 1}", rest[1:]
    names = [str(head), *(str(step) for step in rest if isinstance(step, str))]
    return ".".join(names) + ": "


def _line_of(where: tuple[int | str, ...], text: str) -> int:
    """The line of a key, or of the nearest header above it: neither tomllib nor pydantic tells."""
    wanted = [str(step) for step in where if isinstance(step, str)]
    number = next((step for step in where if isinstance(step, int)), 0) if where[:1] == ("theme",) else 0
    header, seen, best = "", -1, 1
    for line_number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line):
            header = found[1]
            seen += header == "theme"
            if wanted[:1] == [header] and (header != "theme" or seen == number):
                best = line_number
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            inside = [header, found[1]] if header else [found[1]]
            if inside == wanted[: len(inside)] and (header != "theme" or seen == number):
                return line_number
    return best


def zone_of(settings: Settings, machine: str | None) -> ZoneInfo:
    """The zone that days and slots are counted in: the configured one, else the machine's, else UTC."""
    return ZoneInfo(settings.schedule.zone or machine or "UTC")
