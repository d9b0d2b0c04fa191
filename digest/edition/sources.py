"""The articles as an edition lists them, and the page that shows each with what was quoted of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from digest.edition import days
from digest.edition.copies import Origin, outlet_of
from digest.edition.drafts import Draft, quotes_on_page
from digest.edition.extracts import quote
from digest.edition.headlines import opening_quote
from digest.edition.material import Material
from digest.model import Copy, Correction, Edition, Fact, KeyPoint, Mark, Quote, Section, Source, SourcePage, Work

OPENING = 2
"""Sentences that show what an article in another language is about."""
Place = tuple[str, str]


class Quoted:
    """Where the page quotes an article: for each of its sentences the blocks, by (theme or "brief", story)."""

    def __init__(self, drafts: Iterable[Draft], sections: Iterable[Section], points: Iterable[KeyPoint]) -> None:
        self._quotes: dict[str, list[tuple[Place, Quote]]] = defaultdict(list)
        for point in points:
            self._add(("brief", point.story), point.quote)
        for draft in drafts:
            for one in quotes_on_page(draft):
                self._add((draft.story.theme, draft.story.id), one)
        for section in sections:
            for passage in section.passages:
                for one in passage.quotes:
                    self._add((section.theme, passage.story), one)

    def _add(self, place: Place, one: Quote) -> None:
        self._quotes[one.article].append((place, one))
        if one.speaker:
            self._quotes[one.speaker.article].append((place, one.speaker))

    def sentences(self, work: Work) -> dict[int, tuple[Place, ...]]:
        """The quoted sentences of an article by their position, each with its blocks in the order of the page."""
        found: dict[int, dict[Place, None]] = defaultdict(dict)
        for place, one in self._quotes.get(work[0].id, ()):
            for i, sentence in enumerate(work[1].sentences):
                if sentence.start < one.end and one.start < sentence.end:
                    found[i][place] = None
        return {i: tuple(found[i]) for i in sorted(found)}


def source_of(origin: Origin, number: int, material: Material, quoted: Quoted, *, foreign: bool) -> Source:
    """An article as the edition lists it, under its number."""
    article, analysis = origin.work
    facts = article.facts
    trimmed = Counter(paragraph.role for paragraph in article.paragraphs if paragraph.role not in ("body", "title"))
    return Source(
        id=article.id,
        raw=article.raw,
        path=article.document.path,
        part=article.document.part,
        also=tuple(work[0].document.path for work in origin.copies),
        copies=tuple(Copy(a.document.path, outlet_of((a, b)), a.id, a.raw) for a, b in origin.copies),
        number=number,
        title=_value(facts.title),
        outlet=_value(facts.outlet),
        published=_value(facts.published),
        published_guess=facts.published is not None and facts.published.guess,
        author=_value(facts.author),
        url=_value(facts.url),
        language=_value(facts.language),
        themes=tuple(theme.name for theme in analysis.themes),
        kept=len(quoted.sentences(origin.work)),
        sentences=len(analysis.sentences),
        trimmed=tuple(sorted(trimmed.items())),
        old=days.is_old(origin.work, material.date),
        new=article.id in material.new,
        corrects=_correction(article.id, material),
        opening=opening_of(origin.work) if foreign else first_words(origin.work),
    )


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _correction(article: str, material: Material) -> Correction | None:
    """What an article replaces, if that was told today or in the last fourteen days."""
    old = dict(material.corrected).get(article)
    if old is None:
        return None
    for told in material.told:
        if told.id == old:
            return Correction(old, told.date, told.published)
    for other, _ in material.works:
        if other.id == old:
            return Correction(old, material.date, _value(other.facts.published))
    return None


def opening_of(work: Work) -> tuple[Quote, ...]:
    """The first sentences of an article that can be quoted."""
    article, analysis = work
    quotable = [i for i, one in enumerate(analysis.assessments) if one.passed_over is None]
    shown = (quotable or range(len(analysis.sentences)))[:OPENING]
    return tuple(
        quote(article, analysis.sentences[i].start, analysis.sentences[i].end, joined=order > 0)
        for order, i in enumerate(shown)
    )


def first_words(work: Work) -> tuple[Quote, ...]:
    """What an article without a title is called by: its opening clause; nothing where it has a title or no sentence."""
    article, analysis = work
    if article.facts.title or not analysis.sentences:
        return ()
    position = next((i for i, one in enumerate(analysis.assessments) if one.passed_over is None), 0)
    language = article.facts.language.value if article.facts.language else "en"
    return (opening_quote(work, position, language),)


def page_of(source: Source, work: Work, edition: Edition, quoted: Quoted) -> SourcePage:
    """An article's page with every sentence marked that the edition quotes."""
    article, analysis = work
    marks = tuple(
        Mark(analysis.sentences[i].start, analysis.sentences[i].end, i, places, analysis.assessments[i].why)
        for i, places in quoted.sentences(work).items()
    )
    return SourcePage(edition.date, edition.desk, source, article, marks, edition.headings, edition.version)


def in_order_of_page(
    drafts: Sequence[Draft], sections: Sequence[Section], foreign: Sequence[Origin]
) -> tuple[Origin, ...]:
    """Every origin once, in the order in which the page below the brief names it first."""
    by_story: Mapping[str, Draft] = {draft.story.id: draft for draft in drafts}
    shown = [
        by_story[story]
        for section in sections
        for story in (*section.stories, *(passage.story for passage in section.passages))
    ]
    found: dict[str, Origin] = {}
    for draft in (*shown, *drafts):
        origins = {origin.id: origin for origin in draft.origins}
        for article in draft.story.articles:
            found.setdefault(article, origins[article])
    for origin in foreign:
        found.setdefault(origin.id, origin)
    return tuple(found.values())
