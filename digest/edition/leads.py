"""Find the sentence of an article that leads a story, and what of the page it takes."""

from collections.abc import Collection

from digest.config import Briefing
from digest.edition.snippets import LONGEST, Snippet, add_answer, count_own_words, make_snippet, read_title
from digest.model import AnalysedArticle
from digest.text.unmet_needs import TITLE, find_unmet

SCENES, FEWEST_TITLE_WORDS, NEARLY = 6, 2, 0.75
"""Sentences from the top among which the news is looked for where a feature opens with a scene; how many words of the
title give it away: with one a piece of history led a story (``test_a_feature_leads_with_its_news``); and what share of
the first one's score it has: with less the first was no scene in four of five articles.
"""
HEADLINE = frozenset((TITLE,))
"""What stands above a lead."""
_BACK = frozenset(("pronoun", "connective"))


def find_opener(analysed: AnalysedArticle) -> int | None:
    """Return the sentence that leads a story: the first that needs nothing, else the first that does not point back.

    Where it has no word of the title, a feature may open with a scene ("The church bells rang ..."); then the first
    sentence that has two of them leads, if it is nearly as surely news and does not point back with a pronoun or a
    connective ("Mr Doe said that it would fail").
    """
    assessments, title = analysed.analysis.assessments, read_title(analysed)
    top = [i for i in list_quotable(analysed)[:SCENES] if can_open(make_snippet(analysed, i, HEADLINE))]
    first = min(top, key=lambda i: (_lacks(analysed, i), _points_back(analysed, i, ()), i), default=None)
    if first is not None and title.isdisjoint(assessments[first].terms):
        least = NEARLY * assessments[first].score
        telling = (i for i in top if len(title.intersection(assessments[i].terms)) >= FEWEST_TITLE_WORDS)
        news = (i for i in telling if assessments[i].score >= least and not _points_back(analysed, i, HEADLINE))
        return next(news, first)
    return first


def list_quotable(analysed: AnalysedArticle) -> list[int]:
    """List the sentences of an article that may be quoted."""
    return [i for i, one in enumerate(analysed.analysis.assessments) if one.passed_over is None]


def _lacks(analysed: AnalysedArticle, position: int) -> bool:
    """Tell whether a sentence needs what the title does not give."""
    return bool(find_unmet(analysed.analysis.assessments[position].needs, HEADLINE))


def _points_back(analysed: AnalysedArticle, position: int, shown: Collection[int]) -> bool:
    """Tell whether a sentence has a pronoun or a connective that only something else explains."""
    return any(need.kind in _BACK for need in find_unmet(analysed.analysis.assessments[position].needs, shown))


def can_open(snippet: Snippet) -> bool:
    """Tell whether a snippet may lead: it is short, names its own speakers, and does not begin with background."""
    first = snippet.analysed.analysis.assessments[snippet.positions[0]]
    return len(snippet.positions) <= LONGEST and first.speaker is None and not first.background


def take_lead(snippet: Snippet, left: int, briefing: Briefing) -> list[Snippet]:
    """Return the snippet that leads a story, and behind it what answers it, if there is room."""
    both = add_answer(snippet, (), {snippet.analysed.article.id})
    if both is None or both is snippet or measure_cost(both, briefing) > left:
        return [snippet]
    return [snippet, Snippet(snippet.analysed, both.positions[-1:])]


def get_budget(briefing: Briefing) -> int:
    """Return how many sentences a story may take, or words where the reader counts them."""
    return briefing.sentences if briefing.words is None else briefing.words


def measure_cost(snippet: Snippet, briefing: Briefing) -> int:
    """Return what a snippet takes of the budget, with the line that names who speaks in it."""
    speakers = {snippet.analysed.analysis.assessments[i].speaker for i in snippet.positions}
    spoken = sorted(i for i in speakers.difference(snippet.positions) if i is not None)
    if briefing.words is None:
        return len(snippet.positions) + len(spoken)
    return count_own_words(snippet) + count_own_words(Snippet(snippet.analysed, tuple(spoken)))
