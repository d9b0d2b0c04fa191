"""Puts the Edition, its source pages and the archive together; pure.

The order of steps: languages apart, copies together, what was told before away, stories, their sentences, their
places, and at last numbers and counts, which follow from everything else.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest import __version__
from digest.codec import FORMAT
from digest.config import Settings
from digest.edition import selection
from digest.edition.copies import Origin, gather_copies, left_out, outlet_of, told_before
from digest.edition.extracts import Run, choose_passage, choose_runs, quotes_of
from digest.edition.headlines import tell
from digest.edition.material import Composed, Material
from digest.edition.stories import Group, gather_stories
from digest.model import (
    OTHER,
    Archive,
    Copy,
    Counts,
    Day,
    Edition,
    Heading,
    KeyPoint,
    Mark,
    Passage,
    Place,
    Problem,
    Quote,
    Section,
    Source,
    SourcePage,
    Story,
    Work,
)

LINES_ON_PAGE = 60
DAYS_SHOWN = 14
OPENING = 2
"""Sentences that show what a foreign article is about."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A story before it has a place."""

    group: Group
    story: Story
    passages: tuple[tuple[str, tuple[Quote, ...]], ...]
    old: bool

    @property
    def words(self) -> int:
        """What a reader reads of it where it stands in full."""
        quotes = (*self.story.quotes, *(quote for _, quotes in self.passages for quote in quotes))
        texts = [quote.text for quote in (*quotes, *(q.speaker for q in quotes if q.speaker))]
        return len(self.story.headline.split()) + sum(len(text.split()) for text in texts)


def compose(material: Material, settings: Settings) -> Composed:
    """The day's edition and the pages of its sources; the same material in any order gives the same values."""
    origins = gather_copies(material.works, material.corrected)
    origins, told = told_before(origins, material.told, dict(material.corrected))
    origins, aged = _too_old(origins, material.date, settings.stories.max_age_days)
    foreign = tuple(origin for origin in origins if _is_foreign(origin, settings.briefing.language))
    groups = gather_stories([origin for origin in origins if origin not in foreign], settings.stories.grouping)
    drafts = [_draft(group, material, settings) for group in groups]
    drafts, dropped = _unmatched(drafts, drop=settings.briefing.unmatched == "drop")
    drafts = _placed(drafts, settings)
    sections = _sections(drafts, settings)
    problems = sorted((*material.problems, *told, *aged, *dropped), key=lambda p: (p.path, p.part, p.reason))
    numbered = _numbered(drafts, sections, foreign)
    stories = tuple(draft.story for draft in drafts)
    sources = tuple(_source(origin, number, material, stories, sections) for number, origin in enumerate(numbered, 1))
    copies = sum(len(origin.copies) for origin in numbered)
    headings = headings_of(settings)
    key_points = _key_points(drafts, sections)
    in_line = sum(1 for story in stories if story.place == "line")
    today = Day(
        material.date,
        "told" if sources else "quiet",
        stories[0].headline if stories else None,
        tuple((section.theme, section.touched) for section in sections),
    )
    edition = Edition(
        format=FORMAT,
        date=material.date,
        revision=material.revision,
        made=material.made,
        window=material.window,
        since=material.since,
        desk=settings.briefing.title,
        language=settings.briefing.language,
        minutes=_minutes(drafts),
        counts=Counts(len(numbered) + copies + len(problems), len(numbered), copies, len(problems), len(stories)),
        notices=material.notices,
        note=material.note,
        headings=headings,
        key_points=key_points,
        sections=sections,
        stories=stories,
        articles=sources,
        foreign=tuple(origin.id for origin in foreign),
        left_out=tuple(problems),
        history=_with_gaps((*material.history, today))[-DAYS_SHOWN:],
        previous=material.previous,
        hidden=max(0, in_line - LINES_ON_PAGE),
        method=settings.briefing.method,
        version=__version__,
        settings=settings_mark(settings),
    )
    works = {origin.id: origin.work for origin in numbered}
    return Composed(edition, tuple(_page(source, works[source.id], edition) for source in sources))


def archive(days: Iterable[Day], settings: Settings, *, made: datetime) -> Archive:
    """All days from the first to the newest, newest first; days without a briefing stand in it as missing."""
    return Archive(
        desk=settings.briefing.title,
        language=settings.briefing.language,
        made=made,
        headings=headings_of(settings),
        days=tuple(reversed(_with_gaps(tuple(days)))),
        version=__version__,
    )


def headings_of(settings: Settings) -> tuple[Heading, ...]:
    """The themes as the page names them, in configured order; accents go round after six."""
    return tuple(
        Heading(
            theme.name,
            theme.title or theme.name.replace("-", " ").replace("_", " ").capitalize(),
            theme.accent or position % 6 + 1,
        )
        for position, theme in enumerate(settings.theme)
    )


def settings_mark(settings: Settings) -> str:
    """A short hash of the settings that decide what a briefing says; where files lie is none of them."""
    said = settings.model_dump_json(include={"briefing", "stories", "theme"})
    return hashlib.sha256(said.encode()).hexdigest()[:6]


def _too_old(
    origins: Sequence[Origin], today: date, most: int | None
) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    kept, problems = [], []
    for origin in origins:
        age = selection.age_of(origin.work, today)
        if most is None or age is None or age <= most:
            kept.append(origin)
            continue
        reason = f"its date is {age} days before the briefing's; max_age_days is {most}"
        problems += [left_out(work, reason) for work in (origin.work, *origin.copies)]
    return tuple(kept), tuple(problems)


def _is_foreign(origin: Origin, language: str) -> bool:
    stated = origin.work[0].facts.language
    return stated is not None and stated.value != language


def _draft(group: Group, material: Material, settings: Settings) -> _Draft:
    briefing = settings.briefing
    works = tuple(origin.work for origin in _leading_first(group, material.date))
    themes = _themes_of(works, [theme.name for theme in settings.theme])
    primary = _primary_of(works, themes)
    runs = choose_runs(works, sentences=briefing.sentences, words=briefing.words, told=())
    said = tell(works, runs)
    others = tuple(theme for theme in themes if theme != primary)
    passages = tuple((theme, _passage(works, theme, runs)) for theme in others)
    points, why = selection.rate(
        works, theme=primary, touched=len(others), today=material.date, weights=settings.stories
    )
    story = Story(
        id=min(origin.id for origin in group),
        headline=said.headline,
        headline_quote=said.quote,
        opens_lead=said.opens_lead,
        theme=primary,
        themes=(primary, *others) if primary != OTHER else others,
        articles=tuple(work[0].id for work in works),
        continues=None,
        quotes=said.quotes,
        place="line",
        kind=works[0][1].kind,
        new=any(origin.id in material.new for origin in group),
        points=points,
        why=why,
    )
    old = all(selection.is_old(work, material.date) for work in works)
    return _Draft(group, story, tuple((theme, quotes) for theme, quotes in passages if quotes), old)


def _leading_first(group: Group, today: date) -> list[Origin]:
    """Reports before other kinds, fresh before old, with a title before without, then the longest."""
    return sorted(
        group,
        key=lambda origin: (
            origin.work[1].kind != "report",
            selection.is_old(origin.work, today),
            origin.work[0].facts.title is None,
            -origin.work[1].words,
            origin.id,
        ),
    )


def _themes_of(works: Sequence[Work], configured: Sequence[str]) -> tuple[str, ...]:
    """The themes that at least a quarter of the articles have news on, strongest first."""
    score: dict[str, float] = defaultdict(float)
    articles: Counter[str] = Counter()
    for _, analysis in works:
        for theme in analysis.themes:
            score[theme.name] += theme.score
            articles[theme.name] += 1
    touched = [name for name in configured if articles[name] * 4 >= max(1, len(works)) and articles[name]]
    return tuple(sorted(touched, key=lambda name: (-round(score[name], 6), configured.index(name))))


def _primary_of(works: Sequence[Work], themes: Sequence[str]) -> str:
    """The theme that most articles have for their first; the stronger one of equals."""
    votes = Counter(next((theme.name for theme in analysis.themes if theme.primary), OTHER) for _, analysis in works)
    ranked = [*themes, OTHER]
    return min(ranked, key=lambda name: (-votes[name], ranked.index(name)))


def _passage(works: Sequence[Work], theme: str, shown: Sequence[Run]) -> tuple[Quote, ...]:
    return tuple(quote for run in choose_passage(works, theme, shown=shown, told=()) for quote in quotes_of(run))


def _unmatched(drafts: Sequence[_Draft], *, drop: bool) -> tuple[list[_Draft], list[Problem]]:
    if not drop:
        return list(drafts), []
    gone = [draft for draft in drafts if not draft.story.themes]
    problems = [
        left_out(work, "belongs to none of the themes")
        for draft in gone
        for origin in draft.group
        for work in (origin.work, *origin.copies)
    ]
    return [draft for draft in drafts if draft.story.themes], problems


def _placed(drafts: Sequence[_Draft], settings: Settings) -> list[_Draft]:
    """The drafts with their places, in the order of the page."""
    themes = [theme.name for theme in settings.theme]
    all_old = all(draft.old for draft in drafts)
    rated = [
        selection.Rated(
            id=draft.story.id,
            theme=draft.story.theme,
            kind=draft.story.kind,
            old=draft.old and not all_old,
            outlets=tuple(outlet for origin in draft.group if (outlet := outlet_of(origin.work))),
            words=draft.words,
            points=draft.story.points,
        )
        for draft in drafts
    ]
    places = selection.place_stories(rated, themes=themes, minutes=settings.briefing.minutes, caps=settings.stories)
    order = {story.id: place for place, story in enumerate(selection.in_order(rated))}

    def on_page(draft: _Draft) -> tuple[int, int, int]:
        place = places[draft.story.id]
        theme = themes.index(draft.story.theme) if place == "full" else 0
        return ("full", "line", "apart").index(place), theme, order[draft.story.id]

    return [_in_place(draft, places[draft.story.id]) for draft in sorted(drafts, key=on_page)]


def _in_place(draft: _Draft, place: Place) -> _Draft:
    return replace(draft, story=replace(draft.story, place=place))


def _sections(drafts: Sequence[_Draft], settings: Settings) -> tuple[Section, ...]:
    full = [draft for draft in drafts if draft.story.place == "full"]
    return tuple(
        Section(
            theme=theme.name,
            stories=tuple(draft.story.id for draft in full if draft.story.theme == theme.name),
            passages=tuple(
                Passage(draft.story.id, quotes)
                for draft in full
                for name, quotes in draft.passages
                if name == theme.name
            ),
            touched=sum(1 for draft in drafts if theme.name in draft.story.themes),
        )
        for theme in settings.theme
    )


def _numbered(drafts: Sequence[_Draft], sections: Sequence[Section], foreign: Sequence[Origin]) -> list[Origin]:
    """Every origin once, in the order in which the page below the brief names them."""
    by_story = {draft.story.id: draft for draft in drafts}
    on_page = [
        by_story[story]
        for section in sections
        for story in (*section.stories, *(passage.story for passage in section.passages))
    ]
    origins = {origin.id: origin for draft in drafts for origin in draft.group}
    found: dict[str, Origin] = {}
    for draft in (*on_page, *drafts):
        for article in draft.story.articles:
            found.setdefault(article, origins[article])
    for origin in foreign:
        found.setdefault(origin.id, origin)
    return list(found.values())


def _key_points(drafts: Sequence[_Draft], sections: Sequence[Section]) -> tuple[KeyPoint, ...]:
    by_story = {draft.story.id: draft.story for draft in drafts}
    points = []
    for section in sections:
        found = [(story, by_story[story].quotes) for story in section.stories]
        found += [(passage.story, passage.quotes) for passage in section.passages]
        points += [KeyPoint(section.theme, story, quotes[0]) for story, quotes in found[:2] if quotes]
    return tuple(points[:7])


def _minutes(drafts: Sequence[_Draft]) -> int:
    words = sum(draft.words for draft in drafts if draft.story.place == "full")
    return max(1, round(words / selection.WORDS_A_MINUTE)) if drafts else 0


def _source(
    origin: Origin, number: int, material: Material, stories: Sequence[Story], sections: Sequence[Section]
) -> Source:
    article, analysis = origin.work
    facts = article.facts
    kept = {quote.start for quote in _all_quotes(stories, sections) if quote.article == article.id}
    trimmed = Counter(paragraph.role for paragraph in article.paragraphs if paragraph.role != "body")
    trimmed.pop("title", None)
    published = facts.published
    return Source(
        id=article.id,
        raw=article.raw,
        path=article.document.path,
        part=article.document.part,
        also=tuple(work[0].document.path for work in origin.copies),
        copies=tuple(Copy(work[0].document.path, outlet_of(work)) for work in origin.copies),
        number=number,
        title=facts.title.value if facts.title else None,
        outlet=outlet_of(origin.work),
        published=published.value if published else None,
        published_guess=published.guess if published else False,
        author=facts.author.value if facts.author else None,
        url=facts.url.value if facts.url else None,
        language=facts.language.value if facts.language else None,
        themes=tuple(theme.name for theme in analysis.themes),
        kept=len(kept),
        sentences=len(analysis.sentences),
        trimmed=tuple(sorted(trimmed.items())),
        old=selection.is_old(origin.work, material.date),
        new=article.id in material.new,
        corrects=None,
        opening=(),
    )


def _all_quotes(stories: Sequence[Story], sections: Sequence[Section]) -> Iterator[Quote]:
    for story in stories:
        yield from story.quotes
    for section in sections:
        for passage in section.passages:
            yield from passage.quotes


def _page(source: Source, work: Work, edition: Edition) -> SourcePage:
    article, analysis = work
    places: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for place, quote in _quoted(edition):
        for one in (quote, quote.speaker):
            if one is not None and one.article == article.id:
                for i, sentence in enumerate(analysis.sentences):
                    if sentence.start < one.end and one.start < sentence.end:
                        places[i].add(place)
    marks = tuple(
        Mark(
            analysis.sentences[i].start,
            analysis.sentences[i].end,
            i,
            tuple(sorted(places[i])),
            analysis.assessments[i].why,
        )
        for i in sorted(places)
    )
    return SourcePage(edition.date, edition.desk, source, article, marks, edition.headings, edition.version)


def _quoted(edition: Edition) -> Iterator[tuple[tuple[str, str], Quote]]:
    for point in edition.key_points:
        yield ("brief", point.story), point.quote
    for section in edition.sections:
        for passage in section.passages:
            yield from (((section.theme, passage.story), quote) for quote in passage.quotes)
    for story in edition.stories:
        for quote in (*story.quotes, *((story.headline_quote,) if story.headline_quote else ())):
            yield (story.theme, story.id), quote


def _with_gaps(days: Sequence[Day]) -> tuple[Day, ...]:
    """The days oldest first, those between them that have none as missing; of one date the last counts."""
    known: Mapping[date, Day] = {day.date: day for day in days}
    if not known:
        return ()
    first, last = min(known), max(known)
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(known.get(day) or Day(day, "missing") for day in span)
