"""Choose the sentences that tell a story: what its articles agree on; of one article alone ``one_article`` does.

What other days told is left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from digest.config import Briefing
from digest.edition.leads import HEADLINE, can_open, find_opener, get_budget, list_quotable, measure_cost, take_lead
from digest.edition.one_article import choose_of_one, weigh_gap
from digest.edition.snippets import (
    LONGEST,
    NOTHING_QUOTED,
    PreviouslyQuoted,
    Snippet,
    fit_with_answer,
    make_snippet,
    says_same,
)
from digest.model import AnalysedArticle
from digest.text.unmet_needs import ABOVE, find_unmet

RANK, SHARED = 0.5, 5.0
"""In a story of several: weight of a sentence's own score, and of what it adds that the others tell too. Without either
approved pages of ``tests/week`` change.
"""
BREVITY = 8
"""Terms that are added to a sentence's own before what it adds is divided by them: with 4 six of the 41 stories of a
morning had another, shorter sentence, with 16 two a longer one.
"""
LEANING = 0.5
"""In a story of several: what a sentence loses that leans on many left out above it. Of 40 sets of articles that people
summarized 100 words score 26.1 (ROUGE), 25.3 without; 200 words 34.6, 34.2.
"""
LATER = 0.15
"""What a sentence of another article than the leading one has to make up for (``tests/week``). Of 40 sets of articles
that people summarized 0 scores .990 of the first sentences, .1 .996, .15 1.003, .2 1.012, .25 1.001.
"""
SAME_OPENING, SAME_FIGURE = 0.3, 0.25
"""Share of common terms from which on another newsroom's opening only tells the event again, and from which on any
sentence of it does that states the same figure ("6,000 troops", "some 6,000 soldiers"); ``tests/edition/test_extracts``
has the pairs.
"""
FIGURE = re.compile(r"(?!(?:19|20)\d\d\Z)\d[\d.,]*\d")
"""A number of two digits or more that is no year."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A snippet that a story may be told with; ``order`` is its article's position, ``opens`` that it can lead."""

    snippet: Snippet
    score: float
    order: int
    opens: bool


class _Worth:
    """The worth of a snippet beside those already chosen.

    In a story of one article its score. In a story of several what matters is what the articles agree on: each term
    counts by the share of the other articles that have it, once, and long sentences are not preferred (SumBasic's idea,
    Nenkova and Vanderwende 2005, on articles in place of words). What is ``known`` adds nothing.
    """

    def __init__(self, articles: Sequence[AnalysedArticle], known: PreviouslyQuoted) -> None:
        seen = Counter(
            term for _, analysis in articles for term in {t for one in analysis.assessments for t in one.terms}
        )
        others = len(articles) - 1
        self._shares = {term: (count - 1) / others for term, count in seen.items() if count > 1}
        self._open = self._shares.keys() - set().union(*known.terms)
        self._shown: dict[str, set[int]] = defaultdict(set)

    def take(self, snippet: Snippet) -> None:
        """Take a snippet as chosen."""
        self._shown[snippet.analysed.article.id].update(snippet.positions)
        self._open -= snippet.terms

    def rate(self, candidate: _Candidate) -> tuple[float, int, tuple[int, ...], str]:
        """Return what orders candidates totally: the worth, then the leading article, then the earlier sentence."""
        snippet = candidate.snippet
        worth = candidate.score
        if self._shares:
            added = sum(sorted(map(self._shares.__getitem__, self._open & snippet.terms)))
            worth = RANK * worth + SHARED * added / (len(snippet.terms) + BREVITY) - LATER * (candidate.order > 0)
            worth -= LEANING * self._measure_leaning(snippet)
        return round(worth, 6), -candidate.order, tuple(-i for i in snippet.positions), snippet.analysed.article.id

    def _measure_leaning(self, snippet: Snippet) -> float:
        """Return how far a snippet leans on what is left out above it; the lead of a story leans on nothing."""
        first = snippet.positions[0]
        above = max((i for i in self._shown.get(snippet.analysed.article.id, ()) if i < first), default=-1)
        return weigh_gap(first - above - 1) if self._shown else 0.0


def choose_snippets(
    articles: Sequence[AnalysedArticle],
    briefing: Briefing,
    *,
    leading: Collection[str],
    known: PreviouslyQuoted = NOTHING_QUOTED,
) -> tuple[Snippet, ...]:
    """Return the snippets that tell a story, lead first, then most to least important; at least one where there is any.

    ``leading``: the ids of the articles that can give the lead. What is ``known`` is not quoted and counts as no news;
    but the lead may be like it, if a word of its headline is new.
    """
    if len(articles) == 1:
        snippets = choose_of_one(articles[0], briefing)
        if not any(known.has(snippet, leads=snippet is snippets[0]) for snippet in snippets):
            return snippets
    every, worth = _list_candidates(articles), _Worth(articles, known)
    openers = _list_openers(every, leading, known)
    if not openers:
        return ()
    lead = max(openers, key=worth.rate)
    left = get_budget(briefing)
    chosen = take_lead(lead.snippet, left, briefing)
    for one in chosen:
        worth.take(one)
        left -= measure_cost(one, briefing)
    candidates = [one for one in every if one is not lead and not known.has(one.snippet)]
    while left > 0 and (found := _find_best(candidates, chosen, worth, leading, known)):
        best, snippet = found
        candidates = [one for one in candidates if one is not best]
        if measure_cost(snippet, briefing) <= left and not _repeats(snippet, chosen):
            chosen.append(snippet)
            worth.take(snippet)
            left -= measure_cost(snippet, briefing)
    return _put_openings_first(chosen)


def _list_candidates(articles: Sequence[AnalysedArticle]) -> list[_Candidate]:
    found = []
    for order, analysed in enumerate(articles):
        best = find_opener(analysed)
        for i in list_quotable(analysed):
            snippet = make_snippet(analysed, i, HEADLINE if i == best else ABOVE)
            if len(snippet.positions) <= LONGEST:
                found.append(_Candidate(snippet, analysed.analysis.assessments[i].score, order, i == best))
    return found


def _list_openers(
    every: Sequence[_Candidate], leading: Collection[str], known: PreviouslyQuoted
) -> Sequence[_Candidate]:
    """Return the candidates that can lead a story.

    Where what would lead was told, that is any other sentence that needs nothing but the headline; where there is
    none, the headline stands alone.
    """
    leads = [one for one in every if one.opens and one.snippet.analysed.article.id in leading]
    if leads:
        new = [one for one in leads if not known.has(one.snippet, leads=True)]
        return new or [other for one in every if (other := _lead_instead(one, leading, known))]
    new = [one for one in every if not known.has(one.snippet)]
    return [one for one in new if can_open(one.snippet)] or new


def _lead_instead(one: _Candidate, leading: Collection[str], known: PreviouslyQuoted) -> _Candidate | None:
    """Return a candidate as it stands directly below the headline; ``None`` where it was told, or lacks something."""
    analysed = one.snippet.analysed
    title = HEADLINE if analysed.article.id in leading else frozenset[int]()
    snippet = make_snippet(analysed, one.snippet.position, title)
    shown = title.union(snippet.positions)
    lacks = any(find_unmet(analysed.analysis.assessments[i].needs, shown) for i in snippet.positions)
    told = any(known.has(Snippet(analysed, (i,))) for i in snippet.positions) or known.has(snippet)
    return None if lacks or told or not can_open(snippet) else replace(one, snippet=snippet)


def _find_best(
    candidates: Sequence[_Candidate],
    chosen: Sequence[Snippet],
    worth: _Worth,
    leading: Collection[str],
    known: PreviouslyQuoted,
) -> tuple[_Candidate, Snippet] | None:
    """Return the candidate of most worth that fits below what is chosen, and the snippet that it becomes there."""
    for one in sorted(candidates, key=worth.rate, reverse=True):
        snippet = fit_with_answer(one.snippet.analysed, one.snippet.position, chosen, chosen, leading)
        if snippet is not None and not known.has(snippet):
            return one, snippet
    return None


def _repeats(snippet: Snippet, chosen: Sequence[Snippet]) -> bool:
    """Tell whether a snippet says what was said; of two newsrooms' openings, or figures, less in common is enough."""
    if _overlaps(snippet, chosen) or says_same(snippet.terms, [one.terms for one in chosen]):
        return True
    others = [one for one in chosen if one.analysed.article.id != snippet.analysed.article.id]
    openings = [one.terms for one in others if _is_opening(one)] if _is_opening(snippet) else []
    figures = frozenset(term for term in snippet.terms if FIGURE.fullmatch(term))
    counted = [one.terms for one in others if not figures.isdisjoint(one.terms)]
    return says_same(snippet.terms, openings, SAME_OPENING) or says_same(snippet.terms, counted, SAME_FIGURE)


def _is_opening(snippet: Snippet) -> bool:
    return snippet.position == 0 or snippet.position == find_opener(snippet.analysed)


def _overlaps(snippet: Snippet, chosen: Sequence[Snippet]) -> bool:
    return any(
        one.analysed.article.id == snippet.analysed.article.id and set(one.positions) & set(snippet.positions)
        for one in chosen
    )


def _put_openings_first(chosen: Sequence[Snippet]) -> tuple[Snippet, ...]:
    """Return the same, but another newsroom's opening before whatever else of it is shown.

    Its later sentences ("The embassies stay open under deputies.") take it as read.
    """
    order = list(chosen)
    for snippet in chosen[1:]:
        first = next(i for i, one in enumerate(order) if one.analysed.article.id == snippet.analysed.article.id)
        if first > 0 and _is_opening(snippet) and order.index(snippet) > first:
            order.remove(snippet)
            order.insert(first, snippet)
    return tuple(order)


def choose_shown(analysed: AnalysedArticle, briefing: Briefing) -> tuple[int, ...]:
    """Return the positions that a page shows of an article that is a story by itself, with those that name speakers."""
    chosen = {
        i
        for snippet in choose_snippets((analysed,), briefing, leading={analysed.article.id})
        for i in snippet.positions
    }
    speakers = {analysed.analysis.assessments[i].speaker for i in chosen}
    return tuple(sorted(chosen.union(i for i in speakers if i is not None)))
