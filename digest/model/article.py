"""An article as a file holds it, and what analysis says about it.

Offsets (``start``, ``end``) count Unicode code points of the ``Document.text`` of their article.
"""

import datetime as dt
from array import array
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Role = Literal["title", "subhead", "body", "byline", "caption", "bio", "teaser", "boilerplate"]
Kind = Literal[
    "report",
    "analysis",
    "opinion",
    "explainer",
    "live",
    "press_review",
    "chronology",
    "video",
    "interview",
    "list",
    "notice",
    "obituary",
    "anniversary",
    "static",
]
"""What kind of text an article is; the last two stand only in editions that 1.0.0 made."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about an article and where it was found; ``guess`` marks what nobody stated."""

    value: str
    source: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about an article; ``None`` where nothing said so.

    ``published.value`` is ``YYYY-MM-DD`` or an ISO 8601 instant with offset; ``language.value`` has two letters.
    """

    title: Fact | None = None
    published: Fact | None = None
    outlet: Fact | None = None
    author: Fact | None = None
    url: Fact | None = None
    language: Fact | None = None

    def completed_by(self, other: "Facts") -> "Facts":
        """Return these facts, and the other's where nothing is known here."""
        return Facts(**{name: getattr(self, name) or getattr(other, name) for name in Facts.__slots__})

    @property
    def known_language(self) -> str | None:
        """Return the language where it is known: what only one language's rules can tell is told of that one alone."""
        return self.language.value if self.language else None

    @property
    def read_as(self) -> str:
        """Return the language whose phrases are looked for: where nothing says which it is, English."""
        return self.language.value if self.language else "en"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of the text, what it is, and why that was said of it."""

    start: int
    end: int
    role: Role
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text that a reader found in a file, sanitized, with what the format told about it.

    ``part`` numbers the articles of a file that holds several. ``marked`` are the paragraphs whose role the
    format itself told (a heading, a caption); the cleaner decides on all others. ``brief``: the format says that
    this is a whole item of news (an entry of a feed), so that one sentence under a title is enough.
    """

    path: str
    part: int
    text: str
    facts: Facts = Facts()
    marked: tuple[Paragraph, ...] = ()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A document after cleaning. ``raw`` is the hash of the file's bytes and part, ``id`` of its cleaned words."""

    id: str
    raw: str
    document: Document
    facts: Facts
    paragraphs: tuple[Paragraph, ...]


class ProblemKind(StrEnum):
    """The kind of reason that kept a file or an article out, for programs; the sentence beside it is for people."""

    NO_ARTICLE = "no_article"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    WAITING = "waiting"
    TOO_SHORT = "too_short"
    PUBLISHED = "published"
    OLD = "old"
    UNDATED = "undated"
    UNMATCHED = "unmatched"
    SEVERAL = "several"
    """Not kept out: the file is read as one article, and seems to hold more."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file (or one article of it) that is not used, and why, in a sentence; or, of kind ``SEVERAL``, a hint.

    ``unreadable``: should hold an article (exit code 3). ``told``: when it was, ``id``, ``raw``: its own identities.
    ``kind`` follows from these two where nothing closer is known.
    """

    path: str
    reason: str
    part: int = 0
    unreadable: bool = False
    told: dt.date | None = None
    id: str = ""
    raw: str = ""
    kind: ProblemKind = ProblemKind.NO_ARTICLE

    def __post_init__(self) -> None:
        """Name the kind that the other fields tell."""
        if self.kind is ProblemKind.NO_ARTICLE and (self.told or self.unreadable):
            kind = ProblemKind.PUBLISHED if self.told else ProblemKind.UNREADABLE
            object.__setattr__(self, "kind", kind)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body: its place, its text with white space collapsed, its paragraph's position."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Need:
    """Words of a sentence that need something from elsewhere; ``kind`` says what.

    ``met_by``: the positions of the sentences before it that give it, each by itself; -1 is the article's title.
    """

    kind: str
    words: str
    met_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """The strength with which a sentence speaks of a theme, and the phrases that say so."""

    theme: str
    score: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The findings of analysis about one sentence.

    ``rank`` 1 is best. ``passed_over`` says in words why it is never quoted by itself. ``needs``: what must stand
    above it (``unmet_needs.find_unmet`` says what does not). ``speaker``: the position of the sentence that names who
    speaks. ``answered``: the next sentence answers or qualifies it, so that both are shown or neither. ``background``:
    it tells of what was, not of the news. ``terms`` are its distinct stems without stop words.
    """

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None
    needs: tuple[Need, ...] = field(default=(), kw_only=True)  # stored analyses of 1.0.0 have none
    speaker: int | None
    answered: bool = field(default=False, kw_only=True)  # stored analyses of 1.0.0 have none
    background: bool
    themes: tuple[ThemeScore, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleTheme:
    """A theme on which an article has news; ``quotes`` are positions of sentences, best first."""

    name: str
    score: float
    primary: bool
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an article, for comparing it with others: counts by term, sorted by term."""

    words: tuple[tuple[str, int], ...]
    lead: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that later stages know of an article's text. ``assessments`` are parallel to ``sentences``.

    ``kind_why`` says in words why it is of its ``kind``; nothing for a plain report. ``credits`` are the lines that say
    whose text it is. ``report``: how much its style is that of a report, from 0 to 1.
    """

    article: str
    kind: Kind
    sentences: tuple[Sentence, ...]
    assessments: tuple[Assessment, ...]
    themes: tuple[ArticleTheme, ...]
    terms: Terms
    fingerprint: tuple[int, ...]
    words: int
    kind_why: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()  # stored analyses of 1.0.0 have none
    report: float = 1.0

    @property
    def spans(self) -> "array[int]":
        """Return the start and the end of every sentence, one after the other."""
        return array("I", [at for sentence in self.sentences for at in (sentence.start, sentence.end)])


class AnalysedArticle(NamedTuple):
    """An article and what analysis made of it."""

    article: Article
    analysis: Analysis


OPENING = 3
"""Sentences whose words a summary holds: a lead says when something was, and how grave it is."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article without its text: what a run holds of it while it composes the day.

    ``spans`` are those of ``Analysis``, ``opening`` the texts of the first three sentences; ``trimmed`` counts the
    paragraphs that are no body, by role.
    """

    id: str
    raw: str
    path: str
    part: int
    facts: Facts
    trimmed: tuple[tuple[Role, int], ...]
    kind: Kind
    themes: tuple[ArticleTheme, ...]
    terms: Terms
    fingerprint: "array[int]"
    words: int
    opening: tuple[str, ...]
    spans: "array[int]"
    report: float = 1.0

    @classmethod
    def of(cls, analysed: AnalysedArticle) -> "ArticleSummary":
        """Summarize an article and its analysis."""
        article, analysis = analysed
        roles = Counter(paragraph.role for paragraph in article.paragraphs if paragraph.role not in ("body", "title"))
        return cls(
            id=article.id,
            raw=article.raw,
            path=article.document.path,
            part=article.document.part,
            facts=article.facts,
            trimmed=tuple(sorted(roles.items())),
            kind=analysis.kind,
            themes=analysis.themes,
            terms=analysis.terms,
            fingerprint=array("I", analysis.fingerprint),
            words=analysis.words,
            opening=tuple(sentence.text for sentence in analysis.sentences[:OPENING]),
            spans=analysis.spans,
            report=analysis.report,
        )
