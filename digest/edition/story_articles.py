"""Load the articles of a story: the one that leads first, and which of them are its newest."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from digest.edition.days import find_relative_days
from digest.edition.force import counts_victims
from digest.edition.leads import find_opener
from digest.edition.material import Load
from digest.edition.overtaken import find_outnumbered, find_overtaken
from digest.edition.story_themes import find_first_theme
from digest.model import AnalysedArticle, ArticleSummary


@dataclass(frozen=True, slots=True)
class StoryArticles:
    """The articles of a story, the leading one first, by id; ``current`` are those that none corrects.

    ``day_of`` has the day of each of these, counted from the edition's; ``overtaken`` and ``outnumbered`` are ids.
    """

    summaries: tuple[ArticleSummary, ...]
    current: tuple[ArticleSummary, ...]
    by_id: Mapping[str, AnalysedArticle]
    day_of: Mapping[str, int]
    overtaken: frozenset[str]
    outnumbered: frozenset[str]

    @property
    def articles(self) -> tuple[AnalysedArticle, ...]:
        """Return the current articles."""
        return tuple(self.by_id[summary.id] for summary in self.current)

    def find_old_tolls(self) -> frozenset[str]:
        """Return the sentences that count victims and open articles of which a later one counts more."""
        openings = (
            analysed.analysis.sentences[opener].text
            for analysed in (self.by_id[id_] for id_ in sorted(self.outnumbered))
            if (opener := find_opener(analysed)) is not None
        )
        return frozenset(text for text in openings if counts_victims(text))

    def find_newest(self, theme: str) -> Sequence[ArticleSummary]:
        """Return the newest articles of a story: one of them gives its title and its lead.

        Those that are about the story's theme, where there are any: else a funeral would head the news of a warship.
        None of them that another has overtaken, though it were of an earlier day by the clock of its own place.
        """
        standing = [one for one in self.current if one.id not in self.overtaken] or self.current
        last = max(self.day_of[one.id] for one in standing)
        newest = [one for one in standing if self.day_of[one.id] == last]
        return [summary for summary in newest if find_first_theme(summary) == theme] or newest


def load_articles(
    summaries: Sequence[ArticleSummary], joined: Collection[str], corrected: Collection[str], today: dt.date, load: Load
) -> StoryArticles:
    """Load the articles of a story, which some terms ``joined``; ``corrected`` are ids of articles that others correct.

    The leading article is found by this, in turn: none corrects it, its day is the latest, none has overtaken it, it
    has a title, its lead has most of the terms that joined them, it is the longest, its id is the smallest. An article
    without a date is no newer than those that state theirs.
    """
    standing = [one for one in summaries if one.id not in corrected]
    overtaken, outnumbered = find_overtaken(standing), find_outnumbered(standing)
    day_of = find_relative_days(summaries, today)

    def rank(summary: ArticleSummary) -> tuple[bool, int, bool, bool, int, int, str]:
        lead = {term for term, _ in summary.terms.lead}
        return (
            summary.id in corrected,
            -day_of[summary.id],
            summary.id in overtaken,
            summary.facts.title is None,
            -len(lead.intersection(joined)),
            -summary.words,
            summary.id,
        )

    ranked = tuple(sorted(summaries, key=rank))
    current = tuple(one for one in ranked if one.id not in corrected) or ranked
    by_id = {one.id: load(one) for one in ranked}
    return StoryArticles(ranked, current, by_id, find_relative_days(current, today), overtaken, outnumbered)
