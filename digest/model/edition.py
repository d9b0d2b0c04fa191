"""The edition of a day, as a value from which its pages are rendered; offsets as in ``article``."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from digest.model.article import Kind, Problem, Role, Terms
from digest.model.claims import FigurePair, Named, Voice
from digest.model.places import Country, Region
from digest.model.quote import Quote, StoryPart

Place = Literal["full", "line", "apart"]
OTHER = "other"


@dataclass(frozen=True, slots=True)
class PastArticle:
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
    kind: Kind = "report"


@dataclass(frozen=True, slots=True)
class Continues:
    """The story of an earlier day that a story carries on."""

    date: dt.date
    story: str


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told once. ``quotes[0]`` is the lead; ``points`` decide the order, ``why`` explains them.

    ``headline_quote`` is where the headline's words stand in a text; ``opens_lead``: the lead begins with them.
    ``affair`` is the id of the weightiest story of its affair, where that has several. ``newsrooms`` report it for
    themselves; ``one_source``: one newsroom does, or one article. ``watched`` are the reader's names that stand in it.
    ``countries`` are the codes of those that its opening names, the most named first, ``places`` cities in it.
    ``figures`` changed or disagree, ``voices`` speak in it, ``names`` are its persons and bodies for the index: all are
    told of stories in full alone. ``parts`` are the earlier days of which it has articles, newest first.
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
    affair: str | None = None
    newsrooms: tuple[str, ...] = ()  # editions of 1.0.0 have none
    one_source: bool = False
    watched: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[FigurePair, ...] = ()
    voices: tuple[Voice, ...] = ()
    names: tuple[Named, ...] = ()
    parts: tuple[StoryPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file with the text of a source; its two identities, so that it is known for ever like any other."""

    path: str
    outlet: str | None
    id: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """An article told earlier that a source replaces, its day and stated time."""

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
    kind: Kind = "report"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One line of *In brief*: a sentence of its story or, where ``quote`` is ``None``, the story's headline."""

    theme: str
    story: str
    quote: Quote | None
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A sentence that names a day to come, and that day; ``minutes`` of the day where it names an hour.

    ``guess``: it is counted from the date of an article that nobody stated. Before version 2.0.3 also: the sentence
    names a weekday alone, or leaves the year out.
    """

    date: dt.date
    minutes: int | None
    guess: bool
    story: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Before:
    """The lead that a story had before, on ``date``, to be read beside today's.

    Of the briefing before ``source`` is the article as that lists it, with the number of its mark on this page, and
    ``sentence`` its anchor on its own page. Of a day that had no briefing both are ``None``: this one has the article.
    """

    story: str
    date: dt.date
    quote: Quote
    source: Source | None
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An article of an earlier day with which a figure is compared, as that briefing lists it; its number is ours."""

    date: dt.date
    source: Source


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
class Affair:
    """A running matter of which several stories stand in full: ``id`` is its weightiest, ``names`` are countries."""

    id: str
    names: tuple[str, ...]
    stories: tuple[str, ...]


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

    ``catch_up``: made for the missed slot ``due``, which no run served until ``at``. ``late``: made ``at``, due
    ``due``. ``long_window``: covers ``days`` days, those since ``at`` (none before version 2.0.3). ``unreadable``:
    ``paths`` could not be read. ``old_news``: the newest article that states a date is ``days`` days old. ``made_up``
    is how version 1.0.0 wrote ``catch_up``: it is read as that.
    """

    kind: Literal["catch_up", "late", "long_window", "old_news", "unreadable", "made_up"]
    due: dt.datetime | None = None
    at: dt.datetime | None = None
    days: int = 0
    paths: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Read the kind that version 1.0.0 stored."""
        if self.kind == "made_up":
            object.__setattr__(self, "kind", "catch_up")


@dataclass(frozen=True, slots=True)
class Day:
    """A day behind the edition: how many stories touched each theme. ``missing``: no briefing was made."""

    date: dt.date
    status: Literal["told", "quiet", "missing"]
    lead: str | None = None
    counts: tuple[tuple[str, int], ...] = ()


PagePart = Literal["brief", "headline", "story", "figure", "voice", "line", "passage", "coming", "before", "source"]
"""Where a quote stands: *In brief*, a headline, a story in full, its figures and the names of those who answer in it,
their answers, a story that has one line on the page (its quotes stand in the JSON alone), a passage, *Coming up*, the
words of the briefing before, the list of sources."""


class Showing(NamedTuple):
    """The fate of a quote in a part of the page.

    ``on_page``: a reader sees it there. ``required``: it is missed by ``verify`` in a page that does not show it (the
    readers' own templates of earlier versions know no figures and voices). ``remembered``: later days know that it was
    told.
    """

    on_page: bool
    required: bool
    remembered: bool


SHOWING: Mapping[PagePart, Showing] = {
    "brief": Showing(on_page=True, required=True, remembered=True),
    "headline": Showing(on_page=True, required=False, remembered=False),
    "story": Showing(on_page=True, required=True, remembered=True),
    "figure": Showing(on_page=True, required=False, remembered=False),
    "voice": Showing(on_page=True, required=False, remembered=True),
    "line": Showing(on_page=False, required=False, remembered=False),
    "passage": Showing(on_page=True, required=True, remembered=True),
    "coming": Showing(on_page=True, required=True, remembered=True),
    "before": Showing(on_page=True, required=True, remembered=False),
    "source": Showing(on_page=False, required=False, remembered=False),
}


class PlacedQuote(NamedTuple):
    """A quote with the part of the page that it stands in; ``theme`` and ``story`` are empty in the list of sources."""

    quote: Quote
    page_part: PagePart
    theme: str
    story: str

    @property
    def showing(self) -> Showing:
        """Return what becomes of a quote in its part of the page."""
        return SHOWING[self.page_part]


def group_by_paragraph(quotes: Iterable[Quote]) -> tuple[tuple[Quote, ...], ...]:
    """Put quotes into the paragraphs that the page shows: one that is joined stands with those before it."""
    paragraphs: list[list[Quote]] = []
    for quote in quotes:
        if quote.joined and paragraphs:
            paragraphs[-1].append(quote)
        else:
            paragraphs.append([quote])
    return tuple(map(tuple, paragraphs))


@dataclass(frozen=True, slots=True)
class Edition:
    """One briefing with everything that it shows; Markdown, HTML and JSON are made from it alone.

    ``window`` is the time it covers (the start is ``None`` on the first briefing). ``minutes`` is what stands
    in full at 230 words a minute. ``history`` are the fourteen days that end with this one, oldest first.
    ``hidden`` counts the one-line stories that the page leaves to the JSON. ``settings`` is a short hash.
    ``without_news`` are the names that the reader watches and no article has. ``affairs`` are those of several stories
    in full, the first on the page first. ``countries`` are those of its stories, by name. ``earlier`` are the articles
    of earlier days that its figures quote, numbered behind all others. ``regions`` are the blocks of a page that is
    grouped by them; then no section has passages.
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
    without_news: tuple[str, ...] = ()  # editions of 1.0.0 have none
    countries: tuple[Country, ...] = ()
    coming_up: tuple[Upcoming, ...] = ()
    affairs: tuple[Affair, ...] = ()
    before: tuple[Before, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    regions: tuple[Region, ...] = ()

    def stories_on_page(self) -> Iterator[Story]:
        """Yield all stories but the last ``hidden`` one-line ones, which the page leaves to the JSON."""
        lines = sum(story.place == "line" for story in self.stories) - self.hidden
        for story in self.stories:
            lines -= story.place == "line"
            if story.place != "line" or lines >= 0:
                yield story

    def sources(self) -> tuple[Source, ...]:
        """Return the articles that a mark can lead to: the day's, then those of earlier days that it quotes."""
        return (*self.articles, *(source for _, source in self.past_sources()))

    def past_sources(self) -> tuple[tuple[dt.date, Source], ...]:
        """Return the articles of earlier days that it quotes, each with the day of its briefing."""
        before = ((one.date, one.source) for one in self.before if one.source)
        return (*before, *((one.date, one.source) for one in self.earlier))

    def quotes(self) -> Iterator[PlacedQuote]:
        """Yield every quote, those of the list of sources last."""
        yield from place_quotes(self.key_points, self.stories, self.sections, self.coming_up, self.before)
        for source in self.articles:
            for quote in source.opening:
                yield PlacedQuote(quote, "source", "", "")


def place_quotes(
    key_points: Iterable[KeyPoint],
    stories: Sequence[Story],
    sections: Iterable[Section],
    coming_up: Iterable[Upcoming] = (),
    before: Iterable[Before] = (),
) -> Iterator[PlacedQuote]:
    """Yield the quotes of these parts of the page; who speaks comes before what is said."""
    for placed in _place_spoken(key_points, stories, sections):
        if placed.quote.speaker:
            yield placed._replace(quote=placed.quote.speaker)
        yield placed
    for one in coming_up:
        yield PlacedQuote(one.quote, "coming", "", one.story)
    themes = {story.id: story.theme for story in stories}
    for told in before:
        yield PlacedQuote(told.quote, "before", "" if told.source else themes[told.story], told.story)


def _place_spoken(
    key_points: Iterable[KeyPoint], stories: Iterable[Story], sections: Iterable[Section]
) -> Iterator[PlacedQuote]:
    for point in key_points:
        if point.quote:
            yield PlacedQuote(point.quote, "brief", point.theme, point.story)
    for story in stories:
        if story.headline_quote:
            yield PlacedQuote(story.headline_quote, "headline", story.theme, story.id)
        for quote in story.quotes:
            yield PlacedQuote(quote, "story" if story.place == "full" else "line", story.theme, story.id)
        for quote, block in _place_claims(story):
            yield PlacedQuote(quote, block, story.theme, story.id)
    for section in sections:
        for passage in section.passages:
            for quote in passage.quotes:
                yield PlacedQuote(quote, "passage", section.theme, passage.story)


def _place_claims(story: Story) -> Iterator[tuple[Quote, PagePart]]:
    """Yield the quotes of a story's figures, of those who speak in it and of its earlier days.

    What the JSON alone has is in a line.
    """
    for pair in story.figures:
        for quote in pair.quotes():
            yield quote, "figure"
        for figure in (pair.first, pair.second):
            yield figure.sentence, "line"
            if figure.speaker and pair.relation == "changed":
                yield figure.speaker, "line"
    for voice in story.voices:
        yield voice.introduced, "figure" if voice.introduced in voice.on_page else "line"
        for quote in voice.statements:
            yield quote, "voice" if quote in voice.on_page else "line"
    for one in story.names:
        yield one.introduced, "line"
    for part in story.parts:
        if part.lead:
            yield part.lead, "line"
