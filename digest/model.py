"""The values that flow from a file to a page. Frozen, with tuples throughout; imports nothing of ours.

Offsets (``start``, ``end``) count Unicode code points of the ``Document.text`` of their article. Order of the file:
found in a file, said about one article, put into an edition.
"""

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["title", "subhead", "body", "byline", "caption", "bio", "teaser", "boilerplate"]
Kind = Literal["report", "opinion", "explainer", "live", "anniversary", "static"]
Place = Literal["full", "line", "apart"]
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about an article and where it was found; ``guess`` marks what nobody stated."""

    value: str
    source: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about an article; ``None`` where nothing said so.

    ``published.value`` is ``YYYY-MM-DD`` or an ISO 8601 instant with offset; ``language.value`` has two letters.
    """

    title: Fact | None = None
    published: Fact | None = None
    outlet: Fact | None = None
    author: Fact | None = None
    url: Fact | None = None
    language: Fact | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of the text, what it is, and why that was said of it."""

    start: int
    end: int
    role: Role
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found in a file: the sanitized text, and what the format told about it.

    ``part`` numbers the articles of a file that holds several. ``marked`` are the paragraphs whose role the
    format itself told (a heading, a caption); the cleaner decides on all others.
    """

    path: str
    part: int
    text: str
    facts: Facts = Facts()
    marked: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A document after cleaning. ``raw`` is the hash of the file's bytes and part, ``id`` of its cleaned words."""

    id: str
    raw: str
    document: Document
    facts: Facts
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file (or one article of it) that is not used, and why, in a sentence.

    ``unreadable``: should hold an article (exit code 3). ``told``: when it was, ``id``, ``raw``: its own identities.
    """

    path: str
    reason: str
    part: int = 0
    unreadable: bool = False
    told: dt.date | None = None
    id: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body: its place, its text with white space collapsed, its paragraph's position."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How strongly a sentence speaks of a theme, and the phrases that say so."""

    theme: str
    score: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What analysis found out about one sentence.

    ``rank`` 1 is best. ``passed_over`` says in words why it is never quoted by itself. ``leans_on`` is the
    position of the sentence that must stand directly before it, ``speaker`` of the one that names who speaks.
    ``background``: it reports older news. ``terms`` are its distinct stems without stop words.
    """

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None
    leans_on: int | None
    speaker: int | None
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
    """What an article is about, for comparing it with others: counts by term, sorted by term."""

    words: tuple[tuple[str, int], ...]
    lead: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that later stages know of an article's text. ``assessments`` are parallel to ``sentences``."""

    article: str
    kind: Kind
    sentences: tuple[Sentence, ...]
    assessments: tuple[Assessment, ...]
    extract: tuple[int, ...]
    themes: tuple[ArticleTheme, ...]
    terms: Terms
    fingerprint: tuple[int, ...]
    words: int


AnalysedArticle = tuple[Article, Analysis]
"""An article and what analysis made of it."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What is held of an article while its day is composed: all but its text, which lies on the shelf at ``place``.

    ``spans`` are start and end of every sentence, one after the other, ``opening`` the texts of the first three;
    ``trimmed`` counts the paragraphs that are no body, by role.
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
    place: int = -1


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article that an edition of the last fortnight told, on ``date``, in ``story``, under its ``headline`` then.

    ``quotes`` are the texts of its sentences that were quoted, also in other blocks of that page.
    """

    id: str
    raw: str
    path: str
    part: int
    date: dt.date
    story: str
    headline: str
    published: str | None
    fingerprint: Sequence[int]
    terms: Terms
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source: the only way they reach a page. ``text`` is ``document.text[start:end]`` collapsed.

    ``speaker`` names who speaks, shown before it. ``joined``: it stands in one paragraph with the quote before it.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: "Quote | None" = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Continues:
    """The story of an earlier day that a story carries on."""

    date: dt.date
    story: str


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told once. ``quotes[0]`` is the lead; ``points`` decide the order, ``why`` explains them.

    ``headline_quote`` is where the headline's words stand in a text; ``opens_lead``: the lead goes on from them.
    """

    id: str
    headline: str
    headline_quote: Quote | None
    opens_lead: bool
    theme: str
    themes: tuple[str, ...]
    articles: tuple[str, ...]
    continues: Continues | None
    quotes: tuple[Quote, ...]
    place: Place
    kind: Kind
    new: bool
    points: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file with the text of a source; its two identities, so that it is known for ever like any other."""

    path: str
    outlet: str | None
    id: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a source replaces: an article told earlier, its day and stated time."""

    article: str
    date: dt.date
    published: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is used, as the edition lists it. ``number`` is its mark on the page."""

    id: str
    raw: str
    path: str
    part: int
    also: tuple[str, ...]
    copies: tuple[Copy, ...]
    number: int
    title: str | None
    outlet: str | None
    published: str | None
    published_guess: bool
    author: str | None
    url: str | None
    language: str | None
    themes: tuple[str, ...]
    kept: int
    sentences: int
    trimmed: tuple[tuple[Role, int], ...]
    old: bool
    new: bool
    corrects: Correction | None
    opening: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One sentence of *In brief*."""

    theme: str
    story: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one theme out of a story that stands under another."""

    story: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A theme's block; ``touched`` counts the stories that touch the theme at all."""

    theme: str
    stories: tuple[str, ...]
    passages: tuple[Passage, ...]
    touched: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme as the page names it; ``accent`` 1 to 6."""

    name: str
    title: str
    accent: int


@dataclass(frozen=True, slots=True)
class Counts:
    """files = articles + copies + left_out."""

    files: int
    articles: int
    copies: int
    left_out: int
    stories: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know before reading; the template has the words.

    ``made_up``: made for the missed slot ``due``, the machine was off until ``at``. ``late``: made ``at``, due
    ``due``. ``long_window``: covers ``days`` days. ``unreadable``: ``paths`` could not be read.
    """

    kind: Literal["made_up", "late", "long_window", "unreadable"]
    due: dt.datetime | None = None
    at: dt.datetime | None = None
    days: int = 0
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day behind the edition: how many stories touched each theme. ``missing``: no briefing was made."""

    date: dt.date
    status: Literal["told", "quiet", "missing"]
    lead: str | None = None
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One briefing with everything that it shows; Markdown, HTML and JSON are made from it alone.

    ``window`` is the time it covers (the start is ``None`` on the first briefing). ``minutes`` is what stands
    in full at 230 words a minute. ``history`` are the fourteen days that end with this one, oldest first.
    ``hidden`` counts the one-line stories that the page leaves to the JSON. ``settings`` is a short hash.
    """

    format: int
    date: dt.date
    revision: int
    made: dt.datetime
    window: tuple[dt.datetime | None, dt.datetime]
    since: dt.datetime | None
    desk: str
    language: str
    minutes: int
    counts: Counts
    notices: tuple[Notice, ...]
    note: str | None
    headings: tuple[Heading, ...]
    key_points: tuple[KeyPoint, ...]
    sections: tuple[Section, ...]
    stories: tuple[Story, ...]
    articles: tuple[Source, ...]
    foreign: tuple[str, ...]
    left_out: tuple[Problem, ...]
    history: tuple[Day, ...]
    previous: dt.date | None
    hidden: int
    method: str
    version: str
    settings: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quoted span of a source page, at ``s{sentence}``; ``places``: ``("brief" | a theme's name, story id)``."""

    start: int
    end: int
    sentence: int
    places: tuple[tuple[str, str], ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """An article's whole text with what was quoted of it and what was trimmed."""

    date: dt.date
    desk: str
    source: Source
    article: Article
    marks: tuple[Highlight, ...]
    headings: tuple[Heading, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Archive:
    """All days from the first to the newest, newest first; missing days stand in it too."""

    desk: str
    language: str
    made: dt.datetime
    headings: tuple[Heading, ...]
    days: tuple[Day, ...]
    version: str
