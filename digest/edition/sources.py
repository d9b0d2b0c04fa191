"""The articles as an edition lists them, and the page that shows each with what was quoted of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from digest.edition import days
from digest.edition.copies import UniqueText
from digest.edition.headlines import quote_opening_clause
from digest.edition.material import Load, Material
from digest.edition.snippets import quote
from digest.model import (
    Analysis,
    Article,
    ArticleSummary,
    Copy,
    Correction,
    Edition,
    Fact,
    Highlight,
    PlacedQuote,
    Quote,
    Section,
    Source,
    SourcePage,
    Story,
)

OPENING = 2
"""Sentences that show what an article in another language is about."""
QuotedUnder = tuple[str, str]
"""The theme, or "brief" or "coming", and the story under which the page quotes a sentence."""


class Quoted:
    """The places where the page quotes an article, for each of its sentences, as ``QuotedUnder``."""

    def __init__(self, quotes: Iterable[PlacedQuote]) -> None:
        self._quotes: dict[str, list[tuple[QuotedUnder, Quote]]] = defaultdict(list)
        for placed in quotes:
            one, part, theme, story = placed
            if placed.showing.on_page:
                self._quotes[one.article].append(((part if part in ("brief", "coming") else theme, story), one))

    def has(self, article: str) -> bool:
        """Tell whether the page quotes an article at all."""
        return article in self._quotes

    def sentences(self, article: str, spans: Sequence[int]) -> dict[int, tuple[QuotedUnder, ...]]:
        """Return the quoted sentences of an article by position, each with where it stands, in the order of the page.

        ``spans`` are the start and the end of all its sentences, one after the other.
        """
        found: dict[int, dict[QuotedUnder, None]] = defaultdict(dict)
        for place, one in self._quotes.get(article, ()):
            for i, (start, end) in enumerate(zip(spans[::2], spans[1::2], strict=True)):
                if start < one.end and one.start < end:
                    found[i][place] = None
        return {i: tuple(found[i]) for i in sorted(found)}


def make_source(
    origin: UniqueText, number: int, material: Material, quoted: Quoted, load: Load, *, foreign: bool
) -> Source:
    """Return an article as the edition lists it, under its number."""
    summary = origin.summary
    facts = summary.facts
    return Source(
        id=summary.id,
        raw=summary.raw,
        path=summary.path,
        part=summary.part,
        also=tuple(one.path for one in origin.copies),
        copies=tuple(Copy(one.path, _get_value(one.facts.outlet), one.id, one.raw) for one in origin.copies),
        number=number,
        title=_get_value(facts.title),
        outlet=_get_value(facts.outlet),
        published=_get_value(facts.published),
        published_guess=facts.published is not None and facts.published.guess,
        author=_get_value(facts.author),
        url=_get_value(facts.url),
        language=_get_value(facts.language),
        themes=tuple(theme.name for theme in summary.themes),
        kept=len(quoted.sentences(summary.id, summary.spans)),
        sentences=len(summary.spans) // 2,
        trimmed=summary.trimmed,
        old=days.is_old(summary, material.date),
        new=summary.id in material.new,
        corrects=_find_correction(summary.id, material),
        opening=quote_opening(summary, load) if foreign else quote_first_words(summary, load),
        kind=summary.kind,
    )


def _get_value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _find_correction(article: str, material: Material) -> Correction | None:
    """Return what an article replaces, if that was told today or in the last fourteen days."""
    old = dict(material.corrected).get(article)
    if old is None:
        return None
    for past in material.past_articles:
        if past.id == old:
            return Correction(old, past.date, past.published)
    for other in material.summaries:
        if other.id == old:
            return Correction(old, material.date, _get_value(other.facts.published))
    return None


def quote_opening(summary: ArticleSummary, load: Load) -> tuple[Quote, ...]:
    """Return the first sentences of an article that can be quoted."""
    article, analysis = load(summary)
    quotable = [i for i, one in enumerate(analysis.assessments) if one.passed_over is None]
    shown = (quotable or range(len(analysis.sentences)))[:OPENING]
    return tuple(
        quote(article, analysis.sentences[i].start, analysis.sentences[i].end, joined=order > 0)
        for order, i in enumerate(shown)
    )


def quote_first_words(summary: ArticleSummary, load: Load) -> tuple[Quote, ...]:
    """Return the opening clause that an article is called by; nothing where it has a title or no sentence."""
    if summary.facts.title or not summary.spans:
        return ()
    analysed = load(summary)
    article, analysis = analysed
    position = next((i for i, one in enumerate(analysis.assessments) if one.passed_over is None), 0)
    return (quote_opening_clause(analysed, position, article.facts.read_as),)


def make_source_page(
    source: Source, article: Article, highlights: tuple[Highlight, ...], edition: Edition
) -> SourcePage:
    """Return an article's page with every sentence marked that the edition quotes."""
    return SourcePage(edition.date, edition.desk, source, article, highlights, edition.headings, edition.version)


def find_highlights(article: str, analysis: Analysis, quoted: Quoted) -> tuple[Highlight, ...]:
    """Return every sentence of an article that the edition quotes."""
    spans = analysis.spans
    return tuple(
        Highlight(spans[2 * i], spans[2 * i + 1], i, places, analysis.assessments[i].why)
        for i, places in quoted.sentences(article, spans).items()
    )


class EditionParts:
    """An edition cut down to what the pages of some of its sources show: a large one is not for every hand."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._sources = {source.id: number for number, source in enumerate(edition.articles)}
        # A story quotes its own articles, wherever the page shows it, and live pages and explainers that add to it.
        self._stories: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(edition.stories):
            for article in _list_named(story):
                self._stories[article].append(number)
        on_page = {story.id for story in edition.stories_on_page()}
        self._hidden = frozenset(n for n, story in enumerate(edition.stories) if story.id not in on_page)

    def of(self, sources: Sequence[Source]) -> Edition:
        """Return the part of the edition that these pages show: what quotes them, their stories, and their sources."""
        edition, ids = self._edition, frozenset(source.id for source in sources)
        sections = tuple(
            replace(section, passages=tuple(one for one in section.passages if _touches(one.quotes, ids)))
            for section in edition.sections
        )
        numbers = {number for article in ids for number in self._stories.get(article, ())}
        stories = tuple(edition.stories[number] for number in sorted(numbers))
        shown = {story.id for story in stories}
        points = tuple(point for point in edition.key_points if point.story in shown)
        wanted = {self._sources[article] for article in ids.union(*map(_list_named, stories))}
        return replace(
            edition,
            stories=stories,
            sections=sections,
            key_points=points,
            coming_up=tuple(one for one in edition.coming_up if one.quote.article in ids),
            articles=tuple(edition.articles[number] for number in sorted(wanted)),
            left_out=(),
            before=(),
            foreign=(),
            hidden=len(numbers & self._hidden),
        )


def _list_named(story: Story) -> dict[str, None]:
    """Return the articles of a story, and those that it quotes."""
    return dict.fromkeys((*story.articles, *_list_quoted(story.quotes)))


def _list_quoted(quotes: Iterable[Quote]) -> Iterable[str]:
    return (one.article for quote in quotes for one in (quote, quote.speaker) if one)


def _touches(quotes: Iterable[Quote], articles: Collection[str]) -> bool:
    return any(article in articles for article in _list_quoted(quotes))


def sort_by_page(stories: Sequence[Story], sections: Sequence[Section], foreign: Iterable[str]) -> tuple[str, ...]:
    """Return every article once, in the order in which the page names it below the brief, ``foreign`` ones last."""
    by_id = {story.id: story for story in stories}
    shown = [
        by_id[story]
        for section in sections
        for story in (*section.stories, *(passage.story for passage in section.passages))
    ]
    told = (article for story in (*shown, *stories) for article in story.articles)
    return tuple(dict.fromkeys((*told, *foreign)))
