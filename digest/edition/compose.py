"""Put the Edition together; pure.

The order of steps: copies together, what was told before away, other languages apart, then stories, their
sentences and their places, and at last numbers and counts, which follow from everything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest import __version__
from digest.codec import FORMAT
from digest.config import Settings
from digest.edition import days
from digest.edition.affairs import add_newsrooms, find_affairs, put_cores_first, put_newest_tolls_first
from digest.edition.archive import list_last_days, make_headings
from digest.edition.brief import choose_key_points
from digest.edition.claims import Claiming
from digest.edition.copies import UniqueText, explain_left_out, gather_copies, part_told_before
from digest.edition.drafts import Draft, DraftJob, StoryInput, collect_quoted, drop_unmatched
from digest.edition.material import Load, Material, ReadClaims, RunTasks, run_here
from digest.edition.page import PlacedDrafts, order_themes, place_drafts
from digest.edition.reading_time import count_page_words, count_room, estimate_minutes
from digest.edition.regions import make_regions
from digest.edition.sources import Quoted, make_source, sort_by_page
from digest.edition.stories import Group, find_carried_on, find_kinship, gather_stories
from digest.edition.story_ids import name_stories
from digest.edition.term_counts import load_shipped_counts
from digest.edition.voices import fit_voices
from digest.edition.watch import find_watched
from digest.edition.where import list_countries
from digest.model import (
    OTHER,
    Before,
    Counts,
    Day,
    Earlier,
    Edition,
    KeyPoint,
    Passage,
    Problem,
    ProblemKind,
    Section,
    Source,
    Story,
    Upcoming,
    place_quotes,
)

LINES_ON_PAGE = 60
"""Stories in one line: more are a list that nobody reads to its end, and stand in the JSON."""


def compose(
    material: Material, settings: Settings, load: Load, read: ReadClaims, run_tasks: RunTasks = run_here
) -> Edition:
    """Compose the day's edition: the same material in any order gives the same value."""
    texts, foreign, left = _sort_out(material, settings, load)
    (placed, coming_up), origins, dropped = _draft_stories(texts, material, settings, load, run_tasks)
    claimed, past = Claiming(material, origins, load, read).add(placed)
    drafts = fit_voices(claimed, _count_room_for_voices(placed, coming_up, settings))
    sections, points, stories = _make_sections(drafts, settings), _make_points(drafts), _get_stories(drafts)
    sources, before = _list_sources((drafts, points, sections, coming_up), (origins, foreign), material, load)
    problems = tuple(sorted((*material.problems, *left, *dropped), key=lambda one: (one.path, one.part, one.reason)))
    return Edition(
        format=FORMAT,
        date=material.date,
        revision=material.revision,
        made=material.made,
        window=material.window,
        since=material.since,
        desk=settings.briefing.title,
        language=settings.briefing.language,
        minutes=estimate_minutes(count_page_words(points, sections, stories, coming_up, before)) if stories else 0,
        counts=_count(sources, problems, stories),
        notices=material.notices,
        note=material.note,
        headings=make_headings(settings),
        key_points=points,
        sections=sections,
        stories=stories,
        articles=sources,
        foreign=tuple(origin.id for origin in foreign),
        left_out=problems,
        history=list_last_days(material.history, _sum_up_day(material.date, sources, stories, sections), settings),
        previous=material.previous,
        hidden=_count_hidden(drafts, foreign),
        method=settings.briefing.method,
        version=__version__,
        settings=material.settings,
        without_news=_find_without_news(settings.watch.names, stories, foreign, load),
        countries=(countries := list_countries(code for story in stories for code in story.countries)),
        coming_up=coming_up,
        affairs=find_affairs(stories, countries),
        before=before,
        regions=make_regions(stories) if settings.briefing.group == "region" else (),
        earlier=_number_earlier(past, (*sources, *(one.source for one in before if one.source))),
    )


def _number_earlier(past: Iterable[Earlier], before: Sequence[Source]) -> tuple[Earlier, ...]:
    """Return the articles of earlier days that figures quote, numbered behind all others."""
    known = {source.id for source in before}
    new = (one for one in past if one.source.id not in known)
    return tuple(
        replace(one, source=replace(one.source, number=number)) for number, one in enumerate(new, len(before) + 1)
    )


def _number_before(found: Sequence[Before], count: int) -> tuple[Before, ...]:
    """Return what was told before of the stories, the sources of earlier days numbered behind the day's ``count``."""
    past = dict.fromkeys(one.source.id for one in found if one.source)
    numbers = {article: number for number, article in enumerate(past, count + 1)}
    return tuple(
        replace(one, source=replace(one.source, number=numbers[one.source.id])) if one.source else one for one in found
    )


def _list_sources(
    page: tuple[Sequence[Draft], Sequence[KeyPoint], Sequence[Section], Sequence[Upcoming]],
    texts: tuple[Mapping[str, UniqueText], Sequence[UniqueText]],
    material: Material,
    load: Load,
) -> tuple[tuple[Source, ...], tuple[Before, ...]]:
    """Return the articles as the edition lists them, in the order of the page, and those of the briefing before.

    ``texts`` are those of the stories, by id, and those in other languages.
    """
    drafts, points, sections, coming_up = page
    stories, before = _get_stories(drafts), [draft.before for draft in drafts if draft.before]
    quoted = Quoted(place_quotes(points, stories, sections, coming_up, before))
    own, foreign = texts[0], {origin.id: origin for origin in texts[1]}
    sources = tuple(
        make_source(own.get(article) or foreign[article], number, material, quoted, load, foreign=article in foreign)
        for number, article in enumerate(sort_by_page(stories, sections, foreign), 1)
    )
    return sources, _number_before(before, len(sources))


def _find_without_news(
    names: Sequence[str], stories: Sequence[Story], foreign: Sequence[UniqueText], load: Load
) -> tuple[str, ...]:
    """Return the names that the reader watches and no article has, in any language."""
    left = set(names).difference(*(story.watched for story in stories))
    left.difference_update(find_watched(tuple(left), (load(origin.summary) for origin in foreign)) if left else ())
    return tuple(name for name in names if name in left)


def _sort_out(
    material: Material, settings: Settings, load: Load
) -> tuple[tuple[UniqueText, ...], tuple[UniqueText, ...], tuple[Problem, ...]]:
    """Return the day's origins in the briefing's language, those in another, and what is left out."""
    origins = gather_copies(material.summaries, load, material.corrected)
    origins, known = part_told_before(origins, material.past_articles, dict(material.corrected))
    kept: list[UniqueText] = []
    aged: list[Problem] = []
    most = settings.stories.max_age_days
    for origin in origins:
        age = days.count_age(origin.summary, material.date)
        if most is None or age is None or age <= most:
            kept.append(origin)
        else:
            reason = f"its date is {age} days before the briefing; max_age_days is {most}"
            aged += [
                explain_left_out(summary, reason, kind=ProblemKind.OLD) for summary in (origin.summary, *origin.copies)
            ]
    foreign = [origin for origin in kept if _is_foreign(origin, settings.briefing.language)]
    own = tuple(origin for origin in kept if not _is_foreign(origin, settings.briefing.language))
    foreign.sort(key=lambda origin: (days.count_age(origin.summary, material.date) or 0, origin.id))
    return own, tuple(foreign), (*known, *aged)


def _is_foreign(origin: UniqueText, language: str) -> bool:
    stated = origin.summary.facts.language
    return stated is not None and stated.value != language


def _draft_stories(
    texts: Sequence[UniqueText], material: Material, settings: Settings, load: Load, run_tasks: RunTasks
) -> tuple[PlacedDrafts, Mapping[str, UniqueText], tuple[Problem, ...]]:
    """Return the day's stories in the order of the page with *Coming up*, their texts by id, and what is left out."""
    grouping = settings.stories.grouping
    counts_at_large = load_shipped_counts().added(one.terms for one in material.past_articles)
    groups = tuple(map(_drop_wrong_years, gather_stories(texts, grouping, counts_at_large, material.corrected)))
    continued = find_carried_on(groups, material.past_articles, grouping, counts_at_large, dict(material.corrected))
    kin = find_kinship(groups, grouping, counts_at_large)
    names = name_stories(groups, continued, material.stood)
    drafting = DraftJob(
        load,
        material.date,
        material.corrected,
        material.new,
        collect_quoted(material, settings.briefing.language),
        settings,
        material.previous,
    )
    previous = {entry.day.story.id: entry for entry in material.previous_stories}
    tasks = tuple(
        StoryInput(
            tuple(origin.summary for origin in group.origins),
            group.joined,
            continues,
            name,
            tuple(groups[text].origins[0].summary for text in adding),
            previous.get(continues.story) if continues else None,
        )
        for group, continues, name, adding in zip(groups, continued, names, kin.adding, strict=True)
    )
    drafts = tuple(run_tasks(tasks, drafting))
    origins = {origin.id: origin for group in groups for origin in group.origins}
    kept, dropped = drop_unmatched(drafts, origins) if settings.briefing.unmatched == "drop" else (drafts, ())
    affairs = dict(zip(names, kin.affair, strict=True))
    kept = add_newsrooms(kept, affairs)
    kept = put_cores_first(kept, affairs, dict(zip(names, kin.shared, strict=True)))
    kept, twins = put_newest_tolls_first(kept, _key_by_name(kin.twins, names), origins)
    return place_drafts(kept, settings, material.made, twins, affairs), origins, dropped


def _drop_wrong_years(group: Group) -> Group:
    """Return a story whose articles have no guessed date that the others refute."""
    story = [one for origin in group.origins for one in (origin.summary, *origin.copies)]
    dated = (replace(origin, summary=days.drop_refuted_guess(origin.summary, story)) for origin in group.origins)
    return replace(group, origins=tuple(dated))


def _key_by_name(pairs: Iterable[tuple[int, int]], names: Sequence[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[names[one]].add(names[other])
        found[names[other]].add(names[one])
    return {name: frozenset(others) for name, others in found.items()}


def _make_sections(drafts: Sequence[Draft], settings: Settings) -> tuple[Section, ...]:
    """Return the themes' blocks, and the one of other news where a story of it stands in full."""
    full = [draft for draft in drafts if draft.story.place == "full"]
    in_full = [draft.story.theme for draft in full]
    names = [name for name in order_themes(in_full, settings) if name != OTHER or name in in_full]
    return tuple(
        Section(
            theme=name,
            stories=tuple(draft.story.id for draft in full if draft.story.theme == name),
            passages=_order_passages(full, name),
            touched=sum(1 for draft in drafts if _stands_under(draft, name)),
        )
        for name in names
    )


def _stands_under(draft: Draft, theme: str) -> bool:
    """Tell whether the page shows a story under a theme: in full, as a passage, or in one line that touches it."""
    if draft.story.place == "full":
        return theme == draft.story.theme or any(one.theme == theme for one in draft.elsewhere)
    return theme in draft.story.themes


def _order_passages(full: Sequence[Draft], theme: str) -> tuple[Passage, ...]:
    """Put the strongest first, but those that are better not to begin with last."""
    found = [(draft.story.id, one) for draft in full for one in draft.elsewhere if one.theme == theme]
    found.sort(key=lambda item: (item[1].second, -round(item[1].strength, 6)))
    return tuple(Passage(story, one.quotes) for story, one in found)


def _count(sources: Sequence[Source], problems: Sequence[Problem], stories: Sequence[Story]) -> Counts:
    copies = sum(len(source.copies) for source in sources)
    return Counts(len(sources) + copies + len(problems), len(sources), copies, len(problems), len(stories))


def _count_room_for_voices(placed: Sequence[Draft], coming_up: Sequence[Upcoming], settings: Settings) -> float:
    """Return the words that are left beside all else before the page takes a minute more than it should."""
    before = [draft.before for draft in placed if draft.before]
    sections = _make_sections(placed, settings)
    words = count_page_words(_make_points(placed), sections, _get_stories(placed), coming_up, before)
    return count_room(words, settings.briefing.minutes)


def _make_points(drafts: Sequence[Draft]) -> tuple[KeyPoint, ...]:
    """Return the lines of *In brief*."""
    return choose_key_points(_get_stories(drafts), frozenset([draft.story.id for draft in drafts if draft.lead_alone]))


def _get_stories(drafts: Sequence[Draft]) -> tuple[Story, ...]:
    return tuple(draft.story for draft in drafts)


def _count_hidden(drafts: Sequence[Draft], foreign: Sequence[UniqueText]) -> int:
    """Count the one-line stories that have no room on the page beside those that stand apart and in other languages."""
    places = [draft.story.place for draft in drafts]
    room = max(0, LINES_ON_PAGE - places.count("apart") - len(foreign))
    return max(0, places.count("line") - room)


def _sum_up_day(day: date, sources: Sequence[Source], stories: Sequence[Story], sections: Sequence[Section]) -> Day:
    """Return what the archive shows of the day."""
    full = [story for story in stories if story.place == "full"]
    lead = max(full or stories[:1], key=lambda story: story.points).headline if stories else None
    counts = tuple((section.theme, section.touched) for section in sections)
    return Day(day, "told" if sources else "quiet", lead, counts)
