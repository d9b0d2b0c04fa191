"""Look up what a template asks an Edition for; cut a source's text at its highlights.

Templates call the methods of ``Lookup`` by what these give, as a value: ``look.full(theme)``. Users' own templates do
so too: their names stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from math import sqrt
from statistics import fmean, pstdev
from typing import ClassVar

from digest.model import (
    OTHER,
    Affair,
    Archive,
    Before,
    Day,
    Edition,
    Heading,
    Highlight,
    Paragraph,
    Quote,
    Region,
    Source,
    SourcePage,
    Story,
    group_by_paragraph,
)
from digest.publish.worldmap import MapDot, lay_out, read_outline

FEWEST_DAYS = 7
"""Days with a briefing that a trend is told from: a week has each weekday once."""
NAMED = 8
"""How many of a story's sources stand in its source line; an event that all the world tells has hundreds."""
_POINTERS = 3
"""Lines that say where the news of a theme stands that has no story of its own: more is a second list of contents."""
_ADJACENT = 3
"""Characters of white space between two sentences, at most: two paragraphs are a blank line apart in what we read."""
Piece = tuple[str, Highlight | None, bool]
"""Words of a paragraph, the highlight over them, and whether that begins with them."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """An Edition's stories, sources and headings by their names, and the anchors of its quotes."""

    LISTED: ClassVar[int] = 200
    """Copies, and files left out, that the page lists at most: of a folder of thousands it says how many more."""

    edition: Edition
    stories: Mapping[str, Story]
    sources: Mapping[str, Source]
    headings: Mapping[str, Heading]
    highlights: Mapping[str, tuple[Highlight, ...]]
    tellings: Mapping[str, tuple[Story, ...]]
    on_page: Mapping[str, Story]

    @classmethod
    def of(cls, edition: Edition, highlights: Mapping[str, tuple[Highlight, ...]]) -> "Lookup":
        """Build the lookup of an edition; ``highlights`` are those of the sources that it quotes."""
        return cls(
            edition,
            {story.id: story for story in edition.stories},
            {source.id: source for source in edition.sources()},
            {heading.name: heading for heading in edition.headings},
            highlights,
            _group_by_article(edition.stories),
            {story.id: story for story in edition.stories_on_page()},
        )

    # ----------------------------------------------------------------------------------- stories and their sources

    def story(self, story: str) -> Story:
        """Return the story with an id."""
        return self.stories[story]

    def by_number(self, number: int) -> Story:
        """Return the story whose first source has a number."""
        return next(one for one in self.edition.stories if self.source(one.articles[0]).number == number)

    def source(self, article: str) -> Source:
        """Return the source that an article is."""
        return self.sources[article]

    def teller(self, story: Story) -> Source:
        """Return the source whose words a story's headline is; the first one where it is nobody's."""
        if story.headline_quote:
            return self.source(story.headline_quote.article)
        sources = [self.source(article) for article in story.articles]
        return next((source for source in sources if source.title == story.headline), sources[0])

    def named(self, story: Story) -> tuple[Source, ...]:
        """Return the sources that a story's source line names."""
        return tuple(map(self.source, story.articles[:NAMED]))

    def newsrooms(self, story: Story) -> tuple[str, ...]:
        """List the newsrooms that report a story for themselves; an edition of 1.0.0 knows outlets alone."""
        return story.newsrooms or self.outlets(story)

    def outlets(self, story: Story) -> tuple[str, ...]:
        """List the outlets that tell a story of their own; a copy belongs to the one that it copies."""
        names = [self.source(article).outlet for article in story.articles]
        return tuple(dict.fromkeys(name for name in names if name))

    def copied_by(self, source: Source) -> tuple[str, ...]:
        """List the other outlets that have the same text."""
        names = dict.fromkeys(copy.outlet for copy in source.copies)
        return tuple(name for name in names if name and name != source.outlet)

    def copies(self) -> tuple[tuple[str, Source], ...]:
        """List every file that holds the text of a source, with that source."""
        return tuple(
            (path, source)
            for source in self.edition.articles
            for path in dict.fromkeys([*(copy.path for copy in source.copies), *source.also])
        )

    def cited(self) -> frozenset[str]:
        """Collect the sources that a mark on the page leads to; those of hidden stories have none."""
        named = (article for story in self.edition.stories_on_page() for article in story.articles[:NAMED])
        placed = (one for one in self.edition.quotes() if one.showing.on_page)
        quoted = (one.quote.article for one in placed if one.page_part != "headline" or self.shown(one.story))
        return frozenset([*named, *quoted, *self.edition.foreign])

    def corrects(self, story: Story) -> bool:
        """Tell whether one of a story's sources corrects an earlier article."""
        return any(self.source(article).corrects for article in story.articles)

    def first_words(self, source: Source) -> Quote | None:
        """Return what stands for a missing title: an opening, a headline made of the text, or a quote."""
        if source.opening:
            return source.opening[0]
        told = self.tellings.get(source.id, ())
        heads = [story.headline_quote for story in told if story.headline_quote]
        quotes = [quote for story in told for quote in sorted(story.quotes, key=lambda quote: quote.start)]
        return next((quote for quote in [*heads, *quotes] if quote.article == source.id), None)

    def before(self, story: Story) -> Before | None:
        """Return what the briefing before told of a story."""
        return next((one for one in self.edition.before if one.story == story.id), None)

    def goes_on(self, story: Story) -> bool:
        """Tell whether a story's lead is only what follows its headline in the sentence, as 1.0.0 made it."""
        opening = story.headline_quote if story.opens_lead else None
        return opening is not None and story.quotes[0].start > opening.start

    def where(self, story: Story) -> tuple[str, ...]:
        """List the countries of a story, and behind them its cities; nothing where it names none."""
        names = {country.code: country.name for country in self.edition.countries}
        countries = ", ".join(names[code] for code in story.countries if code in names)
        return tuple(filter(None, (countries, ", ".join(story.places))))

    # ------------------------------------------------------------------------------------------------------ quotes

    def anchor(self, quote: Quote) -> str:
        """Return the place of a quote on its source's page, ``#s12``; empty when it has none."""
        if highlight := self._highlight(quote):
            return f"#s{highlight.sentence}"
        found = next((one for one in self.edition.before if one.quote == quote and one.sentence is not None), None)
        return f"#s{found.sentence}" if found else ""

    def why(self, quote: Quote) -> tuple[str, ...]:
        """Say why a quote was chosen, as its source's page does."""
        highlight = self._highlight(quote)
        return highlight.why if highlight else ()

    def _highlight(self, quote: Quote) -> Highlight | None:
        found = self.highlights.get(quote.article, ())
        return next((one for one in found if one.start <= quote.start < one.end), None)

    def skipped(self, quote: Quote, before: Quote | None = None) -> bool:
        """Tell whether words of the source are left out between what stands before a quote and the quote."""
        return skips_words(quote, before)

    def blocks(self, quotes: tuple[Quote, ...]) -> tuple[tuple[Quote, ...], ...]:
        """Put quotes into paragraphs: one that is joined stands with those before it."""
        return group_by_paragraph(quotes)

    def any_new(self, quotes: Iterable[Quote]) -> bool:
        """Tell whether a quote comes from a source that came since the last revision."""
        return self.edition.since is not None and any(self.source(quote.article).new for quote in quotes)

    def quoted_where(self, pieces: tuple[Piece, ...]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """Collect from a paragraph's highlights the blocks that quote them and why they were chosen, each once."""
        highlights = [highlight for _, highlight, begins in pieces if highlight and begins]
        places = dict.fromkeys(place for one in highlights for place in one.places)
        return tuple(places), tuple(dict.fromkeys("; ".join(one.why) for one in highlights if one.why))

    # ------------------------------------------------------------------------------------------ blocks of the page

    def heading(self, theme: str) -> Heading | None:
        """Return a theme's heading; ``None`` for *other*."""
        return self.headings.get(theme)

    def full(self, theme: str) -> tuple[Story, ...]:
        """Return a theme's stories that stand in full, in order."""
        return tuple(
            story
            for section in self.edition.sections
            if section.theme == theme
            for story in map(self.story, section.stories)
            if story.place == "full"
        )

    def groups(self, theme: str) -> tuple[tuple[Affair | None, tuple[Story, ...]], ...]:
        """Return a theme's stories in full, in order; those of an affair together, with it."""
        return self.by_affair(self.full(theme))

    def in_region(self, region: Region) -> tuple[Story, ...]:
        """Return the stories of a region's block, in order."""
        return tuple(map(self.story, region.stories))

    def by_affair(self, stories: Iterable[Story]) -> tuple[tuple[Affair | None, tuple[Story, ...]], ...]:
        """Return stories in their order, those of an affair together, with it."""
        affairs = {story: affair for affair in self.edition.affairs for story in affair.stories}
        runs = [(affair, tuple(some)) for affair, some in groupby(stories, lambda one: affairs.get(one.id))]
        return tuple((affair if len(some) > 1 else None, some) for affair, some in runs)

    def other_full(self) -> tuple[Story, ...]:
        """Return the stories in full that stand under *Other news*: none where the page is grouped by regions."""
        return () if self.edition.regions else self.full(OTHER)

    def other(self) -> str:
        """Return the name of what stands under no theme."""
        return OTHER

    def pointers(self, theme: str) -> tuple[Story, ...]:
        """Return the first stories that have news on a theme and stand elsewhere: in full, or its own in one line."""
        found = (
            story
            for story in self.on_page.values()
            if (story.place == "full" and theme in story.themes and story.theme != theme)
            or (story.place == "line" and story.theme == theme)
        )
        return tuple(islice(found, _POINTERS))

    def lines(self) -> tuple[Story, ...]:
        """Return the stories in one line that the page has room for."""
        return tuple(story for story in self.on_page.values() if story.place == "line")

    def apart(self) -> tuple[Story, ...]:
        """Return opinion, explainers and the like that the page has room for."""
        return tuple(story for story in self.on_page.values() if story.place == "apart")

    def apart_title(self) -> str:
        """Name the text over them: a live page is news, not opinion."""
        return "background_live" if any(story.kind == "live" for story in self.apart()) else "background"

    def shown(self, story: str) -> bool:
        """Tell whether a story has a place on the page."""
        return story in self.on_page

    def block_id(self, place: str, story: str) -> str:
        """Return the id of the element of the briefing where a quote of ``Highlight.places`` stands."""
        if place in ("brief", "coming"):
            return "in-brief" if place == "brief" else "coming-up"
        told = self.on_page.get(story)
        if told is not None and (told.theme == place or self.edition.regions):
            return f"story-{story}"
        return f"theme-{place}" if place in self.headings else "sources"

    # ---------------------------------------------------------------------------------------------- counts of days

    def touched(self, theme: str) -> int:
        """Count today's stories that touch a theme."""
        return next((section.touched for section in self.edition.sections if section.theme == theme), 0)

    def tally(self, day: Day, theme: str) -> int:
        """Count a day's stories that touched a theme."""
        return dict(day.counts).get(theme, 0)

    def peak(self) -> int:
        """Return the highest count of a theme in the days of the edition, at least 1: the common scale of the bars."""
        return max([1, *(count for day in self.edition.history for _, count in day.counts)])

    def trend(self, theme: str) -> tuple[int, int, int] | None:
        """Return today's stories of a theme, the fewest and the most of the days before, where today lies far outside.

        That is more than three standard deviations from their mean, of ``FEWEST_DAYS`` days at least; the deviation is
        that of the days, at least the root of the mean, as of things that happen by chance, and one.
        """
        counts = [self.tally(day, theme) for day in self.edition.history if day.status != "missing"]
        if len(counts) <= FEWEST_DAYS:
            return None
        *before, today = counts
        mean = fmean(before)
        far = abs(today - mean) > 3 * max(1.0, sqrt(mean), pstdev(before))
        return (today, min(before), max(before)) if far else None

    # ----------------------------------------------------------------------------------------------------- the map

    def map(self) -> tuple[MapDot, ...]:
        """Return the dots of the map: the countries of the stories in full, those of most stories first.

        A story's number is that of its first source. There are none where the countries are few.
        """
        numbers: dict[str, list[int]] = defaultdict(list)
        for story in self.edition.stories:
            for code in story.countries if story.place == "full" else ():
                numbers[code].append(self.source(story.articles[0]).number)
        named = [(one, tuple(sorted(numbers[one.code]))) for one in self.edition.countries if one.code in numbers]
        return lay_out(sorted(named, key=lambda item: (-len(item[1]), item[0].name)))

    def outline(self) -> str:
        """Return the path of the map's coasts."""
        return read_outline()


def _group_by_article(stories: Iterable[Story]) -> dict[str, tuple[Story, ...]]:
    found: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for article in story.articles:
            found[article].append(story)
    return {article: tuple(told) for article, told in found.items()}


def skips_words(quote: Quote, before: Quote | None = None) -> bool:
    """Tell whether words of the source are left out between what stands before a quote and the quote.

    That is the speaker's naming, or in the same paragraph an earlier word of the same speaker.
    """
    speaker = quote.speaker
    if speaker is None:
        return False
    last = before if before is not None and before.speaker == speaker else speaker
    return not -1 <= quote.start - last.end <= _ADJACENT


def cut_at_highlights(page: SourcePage, paragraph: Paragraph) -> tuple[Piece, ...]:
    """Cut a paragraph's text at its highlights."""
    text = page.article.document.text
    pieces: list[Piece] = []
    position = paragraph.start
    for highlight in sorted(page.highlights, key=lambda one: (one.start, one.end)):
        start, end = max(highlight.start, position), min(highlight.end, paragraph.end)
        if start < end:
            pieces.append((text[position:start], None, False))
            pieces.append((text[start:end], highlight, start == highlight.start))
            position = end
    pieces.append((text[position : paragraph.end], None, False))
    return tuple(piece for piece in pieces if piece[0])


def group_by_month(archive: Archive) -> tuple[tuple[Day, ...], ...]:
    """Group the archive's days by month, newest first."""
    return tuple(tuple(days) for _, days in groupby(archive.days, key=lambda day: (day.date.year, day.date.month)))


def find_stories(edition: Edition, name: str | None) -> tuple[Story, ...]:
    """Return the stories whose id or headline begins so, in the edition's order; all of them without a name."""
    start = (name or "").casefold()
    return tuple(
        story for story in edition.stories if story.id.startswith(start) or story.headline.casefold().startswith(start)
    )
