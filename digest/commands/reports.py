"""The JSON of ``status --json`` and ``explain --json``, as types: their JSON Schemas are made of them."""

from typing import Literal

from typing_extensions import TypedDict

from digest.model import Kind, Place, ProblemKind, Role


class EditionLine(TypedDict):
    """The newest briefing."""

    date: str
    revision: int
    made: str | None


class FileLine(TypedDict):
    """A file that is not used, and why."""

    path: str
    reason: str
    kind: ProblemKind


class DeliveryLine(TypedDict):
    """A delivery that has not succeeded; ``tried``: the run that made the attempt did not end."""

    name: str
    date: str
    revision: int
    status: Literal["owed", "tried", "done", "given_up", "replaced"]
    attempts: int
    at: str | None
    message: str


class Failure(TypedDict):
    """The error that ended the last run."""

    at: str
    message: str


class RemovedLine(TypedDict):
    """The days whose pages are removed: how many, the oldest and the newest of them."""

    days: int
    first: str
    last: str


class StatusReport(TypedDict):
    """The JSON of ``digest status --json``; instants are ISO 8601 with the offset of the desk's zone."""

    now: str | None
    last_run: str | None
    last_edition: EditionLine | None
    settings_changed: str | None
    next_slot: str | None
    due: str | None
    next_weekly: str | None
    weekly_due: str | None
    overdue: bool
    weekly_overdue: bool
    new: list[str]
    waiting: list[FileLine]
    set_aside: list[FileLine]
    unpublished: list[str]
    deliveries: list[DeliveryLine]
    removed: RemovedLine | None
    last_error: Failure | None
    failed: bool


FactReport = TypedDict("FactReport", {"value": str, "from": str, "guess": bool})
"""Something known about an article and where it was found."""


class KindReport(TypedDict):
    """The kind of text that an article is, and why."""

    value: Kind
    why: list[str]


class ParagraphReport(TypedDict):
    """A span of the text and what it is."""

    start: int
    end: int
    role: Role
    why: str


class NeedReport(TypedDict):
    """Words that need another sentence; ``met_by``: positions, -1 is the title."""

    kind: str
    words: str
    met_by: list[int]


class CueReport(TypedDict):
    """The strength with which a sentence speaks of a theme, and its phrases."""

    score: float
    cues: list[str]


class SentenceReport(TypedDict):
    """A sentence of the body; rank 1 is best."""

    start: int
    end: int
    text: str
    rank: int
    score: float
    why: list[str]
    passed_over: str | None
    needs: list[NeedReport]
    speaker: int | None
    answered: bool
    themes: dict[str, CueReport]


class ThemeReport(TypedDict):
    """A theme that an article is under; ``quotes`` are positions of sentences, best first."""

    name: str
    score: float
    primary: bool
    quotes: list[int]


class PointsReport(TypedDict):
    """The points of a theme that an article may be under, and the phrases that give them."""

    name: str
    score: float
    cues: list[str]


class ArticleReport(TypedDict):
    """The line of ``digest explain PATH --json`` for an article that is used."""

    path: str
    part: int
    used: Literal[True]
    reason: None
    id: str
    title: FactReport | None
    published: FactReport | None
    outlet: FactReport | None
    author: FactReport | None
    url: FactReport | None
    language: FactReport | None
    kind: KindReport
    text: str
    paragraphs: list[ParagraphReport]
    sentences: list[SentenceReport]
    extract: list[int]
    on_page: list[int]
    themes: list[ThemeReport]
    points: list[PointsReport]
    points_why: str | None


class ProblemReport(TypedDict):
    """Its line for a file or article that is not used."""

    path: str
    part: int
    used: Literal[False]
    reason: str
    kind: ProblemKind


class QuoteReport(TypedDict):
    """A quote of a story, and why it was chosen."""

    article: str
    start: int
    end: int
    text: str
    why: list[str]


class StoryReport(TypedDict):
    """A story, and why it stands where it stands."""

    id: str
    headline: str
    place: Place
    theme: str
    themes: list[str]
    kind: Kind
    affair: str | None
    points: float
    why: list[str]
    articles: list[str]
    quotes: list[QuoteReport]


class LeftOutReport(TypedDict):
    """A file or article that a briefing left out."""

    path: str
    part: int
    reason: str
    kind: ProblemKind


class DayReport(TypedDict):
    """The JSON of ``digest explain DATE --json``."""

    date: str
    revision: int
    stories: list[StoryReport]
    left_out: list[LeftOutReport]


ExplainReport = ArticleReport | ProblemReport | DayReport
