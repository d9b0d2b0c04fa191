"""Add to the reports what their sources claim: figures that changed or disagree, who speaks, who is named.

A report in one line has of these the figures alone that changed since its day before.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from digest.edition import days
from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.edition.figures import Stated, find_changed, find_disputed, list_stated
from digest.edition.material import Load, Material, ReadClaims
from digest.edition.names import gather_names
from digest.edition.snippets import quote
from digest.edition.voices import gather_voices
from digest.edition.where import knows_place
from digest.errors import StateError
from digest.model import AnalysedArticle, Earlier, FigurePair, StatedFigure, Story
from digest.text.dateline import find_own_start

_LONGEST_DATELINE = 300
"""Characters of an article that are looked at for its dateline."""
MOST_PAIRS = 3
"""Figures of one relation under a story: more is no quiet line."""


@dataclass(frozen=True, slots=True)
class Claiming:
    """Read the claims of a day: it has the Material and the texts, how articles are loaded and their claims read."""

    material: Material
    origins: Mapping[str, UniqueText]
    load: Load
    read: ReadClaims

    def add(self, drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Earlier, ...]]:
        """Return the drafts with the claims of the reports, and the earlier articles that these quote."""
        done: list[Draft] = []
        quoted: dict[str, Earlier] = {}
        for draft in drafts:
            story = draft.story
            past = self._load_past(story) if story.kind == "report" and story.place != "apart" else []
            if story.kind == "report" and (story.place == "full" or past):
                claimed = self._read_claims(story, past)
                story = claimed if story.place == "full" else replace(story, figures=_keep_changed(claimed.figures))
                articles = {quote.article for pair in story.figures for quote in pair.quotes()}
                quoted |= {one.source.id: one for one, _ in past if one.source.id in articles}
            done.append(replace(draft, story=story))
        return tuple(done), tuple(quoted.values())

    def _read_claims(self, story: Story, past: Sequence[tuple[Earlier, AnalysedArticle]]) -> Story:
        """Return a story with its figures and voices; an article that was corrected claims nothing more."""
        replaced = {old for _, old in self.material.corrected}
        summaries = [self.origins[article].summary for article in story.articles if article not in replaced]
        day = days.find_relative_days(summaries, self.material.date)
        articles = [self.load(summary) for summary in summaries]
        claims = [self.read(analysed) for analysed in articles]
        now = [
            one
            for analysed, claimed in zip(articles, claims, strict=True)
            for one in list_stated(claimed, analysed.article, day[analysed.article.id])
        ]
        before = [one for _, analysed in past for one in list_stated(self.read(analysed), analysed.article, 0)]
        since = past[0][0].date if past else None
        changed = (make_pair("changed", pair, since) for pair in find_changed(before, now)[:MOST_PAIRS])
        disputed = (make_pair("disagree", pair, None) for pair in find_disputed(now)[:MOST_PAIRS])
        read = tuple(zip(articles, claims, strict=True))
        voices, names = gather_voices(read, story), gather_names(read)
        return replace(story, figures=(*changed, *disputed), voices=voices, names=names)

    def _load_past(self, story: Story) -> list[tuple[Earlier, AnalysedArticle]]:
        """Load the articles of the day that a story carries on, but those whose text was lost."""
        goes_on = story.continues
        days = [one.day for one in self.material.previous_stories if goes_on and one.day.story.id == goes_on.story]
        found = []
        for day in days:
            for source in (one for one in day.sources if one.id in day.story.articles):
                with suppress(StateError):
                    found.append((Earlier(day.date, source), self.load(source)))
        return found


def _keep_changed(figures: Sequence[FigurePair]) -> tuple[FigurePair, ...]:
    """Return the figures that changed: all that a story in one line has of its claims."""
    return tuple(pair for pair in figures if pair.relation == "changed")


def make_pair(relation: Literal["changed", "disagree"], pair: tuple[Stated, Stated], since: date | None) -> FigurePair:
    """Return two figures as a page shows them, each in the words of its article."""
    names = [set(_name_place(one).split()) for one in pair]
    placed = not all(names) or not names[0].isdisjoint(names[1])  # whose the place would be, nobody could tell
    first, second = (_quote_figure(one, placed=placed) for one in pair)
    return FigurePair(relation, pair[0].quantity.kind, first, second, since)


def _quote_figure(stated: Stated, *, placed: bool) -> StatedFigure:
    """Return a figure in the words of its article, with its place where that is known."""
    figure, article = stated.figure, stated.article
    return StatedFigure(
        words=quote(article, *figure.words),
        sentence=quote(article, *figure.sentence),
        low=stated.quantity.low,
        high=stated.quantity.high,
        bound=stated.quantity.bound,
        speaker=quote(article, *figure.speaker) if figure.speaker else None,
        place=quote(article, *figure.place) if figure.place and placed and _is_known(stated) else None,
    )


def _name_place(stated: Stated) -> str:
    """Return the name in the words that tell where a figure is of: "Keld" of "near the town of Keld"."""
    words = stated.article.document.text[slice(*stated.figure.place)].split() if stated.figure.place else []
    return " ".join(word for word in words[1:] if word[0].isupper())


def _is_known(stated: Stated) -> bool:
    """Tell whether the place of a figure is known, or named by its article's title or dateline."""
    facts, name = stated.article.facts, _name_place(stated)
    opening = stated.article.document.text[:_LONGEST_DATELINE]
    own = f"{facts.title.value if facts.title else ''} {opening[: find_own_start(opening, facts.read_as)]}"
    return knows_place(name) or re.search(rf"\b{re.escape(name)}\b", own, re.IGNORECASE) is not None
