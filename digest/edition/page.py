"""Give the day's drafts their places, and cut them to the reading time."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from digest.config import Settings
from digest.edition import brief, selection
from digest.edition.drafts import Draft
from digest.edition.headlines import head_with_lead
from digest.edition.passages import CrossPassage
from digest.edition.reading_time import WORDS_A_MINUTE
from digest.edition.regions import find_region, order_regions
from digest.edition.snippets import count_words, says_same
from digest.edition.upcoming import choose_upcoming
from digest.model import OTHER, Place, Quote, Story, Upcoming, group_by_paragraph
from digest.text.words import tokenize

FEWEST_PARAGRAPHS, MOST_PARAGRAPHS = 2, 12
"""Paragraphs that a story in full has at least, and at most, where its article gives them. Ten mornings
(``benchmarks/ranges.py``): with one or three at least those of a year lose .012 and .020; at most nine or any number
give the same lines, six take .004 of another year. Twelve keep a day of few articles from being their reprint.
"""


class PlacedDrafts(NamedTuple):
    """The day's drafts in the order of the page, and what stands under *Coming up*."""

    drafts: tuple[Draft, ...]
    coming_up: tuple[Upcoming, ...]


def place_drafts(
    drafts: Sequence[Draft],
    settings: Settings,
    made: datetime,
    twins: Mapping[str, frozenset[str]] = MappingProxyType({}),
    affairs: Mapping[str, int] = MappingProxyType({}),
) -> PlacedDrafts:
    """Return the drafts with their places, in the order of the page: in full by theme, then lines, then apart.

    ``twins``: the ids of the stories that tell nearly the same as one; ``affairs``: the number of each story's affair.
    The stories of an affair stand together, where the weightiest of them stands.
    """
    if settings.briefing.group == "region":  # a passage stands under a theme
        drafts = tuple(replace(draft, elsewhere=()) for draft in drafts)
    all_old = all(draft.old for draft in drafts)
    rated = [_rate(draft, twins.get(draft.story.id, frozenset()), old=draft.old and not all_old) for draft in drafts]
    minutes = float(settings.briefing.minutes)
    floor = -math.inf if all_old else selection.FLOOR  # nothing is new: then what is old is the page
    places = selection.place_stories(rated, minutes=minutes, caps=settings.stories, floor=floor)
    coming_up = _choose_upcoming(drafts, places, made, settings.briefing.language)
    if coming_up:  # it takes its words from the stories
        minutes -= count_words(one.quote for one in coming_up) / WORDS_A_MINUTE
        places = selection.place_stories(rated, minutes=minutes, caps=settings.stories, floor=floor)
    order = {story.id: number for number, story in enumerate(selection.sort_by_points(rated))}
    heads = _find_heads(affairs, order)
    full = sorted(
        (draft for draft in drafts if places[draft.story.id] == "full"), key=lambda draft: order[draft.story.id]
    )
    block_of = _order_blocks([draft.story for draft in full], settings)

    def on_page(draft: Draft) -> tuple[int, int, int, int]:
        id_, place = draft.story.id, places[draft.story.id]
        block = block_of(draft.story) if place == "full" else int(not draft.story.watched)
        return ("full", "line", "apart").index(place), block, order[heads.get(id_, id_)], order[id_]

    headlines = {draft.story.id: draft.story.headline for draft in drafts}
    placed = [
        _place(draft, one, places[one.id], heads.get(one.id), selection.explain_line(one, places, headlines, floor))
        for draft, one in zip(drafts, rated, strict=True)
    ]
    placed.sort(key=lambda draft: order[draft.story.id])
    said = frozenset((one.quote.article, one.quote.start) for one in coming_up)
    placed = _drop_repeated_passages(placed, settings.briefing.language)
    cut = cut_to_reading_time(placed, minutes * WORDS_A_MINUTE, said)
    return PlacedDrafts(tuple(sorted(cut, key=on_page)), coming_up)


def _choose_upcoming(
    drafts: Sequence[Draft], places: Mapping[str, Place], made: datetime, language: str
) -> tuple[Upcoming, ...]:
    """Return what stands under *Coming up*: of stories that have a theme and are not old."""
    themed = [draft for draft in drafts if draft.story.theme != OTHER and not draft.old and draft.upcoming]
    placed = [(replace(draft.story, place=places[draft.story.id]), draft.upcoming) for draft in themed]
    return choose_upcoming(placed, made, language)


def _order_blocks(full: Sequence[Story], settings: Settings) -> Callable[[Story], int]:
    """Return what tells the number of a story's block; ``full`` are the stories in full, the weightiest first."""
    if settings.briefing.group == "region":
        regions = order_regions(full, fixed=settings.briefing.order == "themes")
        return lambda story: regions.index(find_region(story))
    themes = order_themes([story.theme for story in full], settings)
    return lambda story: themes.index(story.theme)


def order_themes(in_full: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return all themes in the order of their blocks, those without a story behind the others, other news last.

    ``in_full`` are the themes of the stories in full, the weightiest story first.
    """
    configured = [theme.name for theme in settings.theme]
    first = configured if settings.briefing.order == "themes" else in_full
    return (*dict.fromkeys(name for name in (*first, *configured) if name != OTHER), OTHER)


def _rate(draft: Draft, twins: frozenset[str], *, old: bool) -> selection.Rated:
    return selection.Rated(
        id=draft.story.id,
        theme=draft.story.theme,
        kind=draft.story.kind,
        old=old,
        outlets=draft.outlets,
        words=_count_least_words(draft),
        points=draft.story.points,
        headline=len(draft.story.headline.split()),
        silent=not draft.story.quotes,
        twins=twins,
        watched=bool(draft.story.watched),
    )


def _find_heads(affairs: Mapping[str, int], order: Mapping[str, int]) -> dict[str, str]:
    """Return for each story of an affair of several the weightiest of them."""
    stories: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(order, key=order.__getitem__):
        if id_ in affairs:
            stories[affairs[id_]].append(id_)
    return {id_: some[0] for some in stories.values() if len(some) > 1 for id_ in some}


def _place(draft: Draft, rated: selection.Rated, place: Place, affair: str | None, in_line: tuple[str, ...]) -> Draft:
    """Return a draft with its place; what stands lower than its points alone would have it says why."""
    behind = ("more than a week old: after every fresher one",) if rated.old else ()
    story = head_with_lead(draft.story, place)
    before = draft.before if place == "full" else None
    why = (*story.why, *behind, *in_line)
    return replace(draft, story=replace(story, place=place, affair=affair, why=why), before=before)


def _drop_repeated_passages(drafts: Sequence[Draft], language: str) -> list[Draft]:
    """Return the drafts without the passages whose news a story in full under the same theme tells too."""
    quoted: dict[str, list[frozenset[str]]] = defaultdict(list)
    for draft in drafts:
        if draft.story.place == "full":
            quoted[draft.story.theme] += [_list_terms(quote.text, language) for quote in draft.story.quotes]
    result = []
    for draft in drafts:
        kept = tuple(one for one in draft.elsewhere if not _is_repeated(one.quotes, quoted[one.theme], language))
        result.append(replace(draft, elsewhere=kept))
    return result


def _is_repeated(quotes: Sequence[Quote], quoted: Sequence[frozenset[str]], language: str) -> bool:
    return says_same(frozenset(term for quote in quotes for term in _list_terms(quote.text, language)), quoted)


def _list_terms(text: str, language: str) -> frozenset[str]:
    return frozenset(tokenize(text, language).terms)


def cut_to_reading_time(
    drafts: Sequence[Draft], budget: float, said: frozenset[tuple[str, int]] = frozenset()
) -> tuple[Draft, ...]:
    """Return the drafts, weightiest first, as long as the reading time allows, *In brief* and headlines counted.

    Every story in full has two paragraphs; then the best sentence of each passage, then third paragraphs, and so on,
    the weightiest story first: it is the longest. No passage repeats a sentence of the page, and no story one that
    ``said`` has, by article and start.
    """
    drafts = [_drop_repeats(draft, said) if draft.story.place == "full" else draft for draft in drafts]
    full = [draft for draft in drafts if draft.story.place == "full"]
    shown = {draft.story.id: FEWEST_PARAGRAPHS for draft in full}
    passages: dict[str, list[CrossPassage]] = {draft.story.id: [] for draft in full}
    left = budget - sum(_count_least_words(draft) for draft in full)
    left -= sum(len(draft.story.headline.split()) for draft in full[: brief.MOST])
    for draft in full:
        for one in draft.elsewhere:
            if (cost := count_words(one.quotes)) <= left:
                left -= cost
                passages[draft.story.id].append(one)
    for number in range(FEWEST_PARAGRAPHS, MOST_PARAGRAPHS):
        for draft in full:
            paragraphs = group_by_paragraph(draft.story.quotes)
            if shown[draft.story.id] == number < len(paragraphs) and count_words(paragraphs[number]) <= left:
                left -= count_words(paragraphs[number])
                shown[draft.story.id] += 1
    return tuple(
        _cut(draft, shown[draft.story.id], passages[draft.story.id]) if draft.story.place == "full" else draft
        for draft in drafts
    )


def _drop_repeats(draft: Draft, elsewhere: frozenset[tuple[str, int]]) -> Draft:
    """Return a draft no sentence of which stands twice: where one serves a further theme, the passage has it.

    The lead stays in the story, and so does what another passage has already.
    """
    lead, *others = group_by_paragraph(draft.story.quotes) or [()]
    said = {(quote.article, quote.start) for quote in lead} | elsewhere
    kept: list[CrossPassage] = []
    for one in draft.elsewhere:
        sentences = {(quote.article, quote.start) for quote in one.quotes}
        if not sentences & said:
            said |= sentences
            kept.append(one)
    others = [one for one in others if not {(quote.article, quote.start) for quote in one} & said]
    quotes = tuple(quote for paragraph in (lead, *others) for quote in paragraph)
    return replace(draft, story=replace(draft.story, quotes=quotes), elsewhere=tuple(kept))


def _cut(draft: Draft, shown: int, passages: Sequence[CrossPassage]) -> Draft:
    quotes = tuple(quote for paragraph in group_by_paragraph(draft.story.quotes)[:shown] for quote in paragraph)
    return replace(draft, story=replace(draft.story, quotes=quotes), elsewhere=tuple(passages))


def _count_least_words(draft: Draft) -> int:
    """Return the words of a story in its shortest form: its headline and its first paragraphs."""
    paragraphs = group_by_paragraph(draft.story.quotes)[:FEWEST_PARAGRAPHS]
    before = (draft.before.quote,) if draft.before else ()
    return len(draft.story.headline.split()) + sum(count_words(quotes) for quotes in (*paragraphs, before))
