"""Choose the sentences that tell a story: of one article its best in their order, of several what they agree on."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import exp, fsum

from digest.config import Briefing
from digest.edition.snippets import (
    LONGEST,
    NOTHING_QUOTED,
    TWIN,
    PreviouslyQuoted,
    Snippet,
    add_answer,
    count_own_words,
    fit,
    make_snippet,
    read_title,
    says_same,
)
from digest.model import AnalysedArticle
from digest.text.needs import ABOVE, LOOSE, TITLE, find_unmet

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
SCENES, TELLING, NEARLY = 6, 2, 0.75
"""Sentences from the top among which the news is looked for where a feature opens with a scene; how many words of the
title give it away: with one a piece of history led a story (``test_a_feature_leads_with_its_news``); and what share of
the first one's score it has: with less the first was no scene in four of five articles.
"""
SAME_OPENING, SAME_FIGURE = 0.3, 0.25
"""Share of common terms from which on another newsroom's opening only tells the event again, and from which on any
sentence of it does that states the same figure ("6,000 troops", "some 6,000 soldiers"); ``tests/edition/test_extracts``
has the pairs.
"""
FIGURE = re.compile(r"(?!(?:19|20)\d\d\Z)\d[\d.,]*\d")
"""A number of two digits or more that is no year."""
COMPETITORS = 12
"""Snippets that fit and compete for the next place, as in ``analysis.extract``: from 6 to 24 nothing changes."""
RISK, FAR = 0.2, 4
"""How probably a sentence needs something that we do not find where many are left out above it, and of how many two
thirds of that are reached: of 674 judged sentences (`benchmarks/needs.tsv`) 2 % directly below the first, 7 % behind
one that is left out, 14 % behind two to four, 22 % behind more than ten.
"""
_TITLE = frozenset((TITLE,))
_BACK = frozenset(("pronoun", "connective"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A snippet that a story may be told with; ``order`` is its article's place, ``opens`` that it can lead."""

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
        self.known = known
        self.said: list[frozenset[str]] = []
        self._shown: dict[str, set[int]] = defaultdict(set)
        self._shares: dict[str, float] = {}
        if len(articles) > 1:
            seen = Counter(
                term for _, analysis in articles for term in {t for one in analysis.assessments for t in one.terms}
            )
            self._shares = {term: (count - 1) / (len(articles) - 1) for term, count in seen.items() if count > 1}
        self._open = self._shares.keys() - set().union(*known.terms)

    def say(self, snippet: Snippet) -> None:
        """Take a snippet as said."""
        self.said.append(snippet.terms)
        self._shown[snippet.analysed.article.id].update(snippet.positions)
        self._open -= snippet.terms

    def rate(self, candidate: _Candidate) -> tuple[float, int, tuple[int, ...], str]:
        """Return what orders candidates totally: the worth, then the leading article, then the earlier sentence."""
        snippet = candidate.snippet
        terms = snippet.terms
        if self._shares:
            added = sum(sorted(self._shares[term] for term in self._open & terms))
            worth = RANK * candidate.score + SHARED * added / (len(terms) + BREVITY) - LATER * (candidate.order > 0)
            worth -= LEANING * self._measure_leaning(snippet)
        else:
            worth = candidate.score
        return round(worth, 6), -candidate.order, tuple(-i for i in snippet.positions), snippet.analysed.article.id

    def _measure_leaning(self, snippet: Snippet) -> float:
        """Return how far a snippet leans on what is left out above it, below the lead of the story."""
        above = [i for i in self._shown[snippet.analysed.article.id] if i < snippet.positions[0]]
        return _weigh_gaps((max(above, default=-1), snippet.positions[0])) if self.said else 0.0


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
        snippets = _tell_one(articles[0], briefing)
        if not any(known.has(snippet, leads=snippet is snippets[0]) for snippet in snippets):
            return snippets
    every = _list_candidates(articles)
    openers = _list_openers(every, leading, known)
    candidates = [one for one in every if not known.has(one.snippet)]
    worth = _Worth(articles, known)
    chosen: list[Snippet] = []
    left = briefing.sentences if briefing.words is None else briefing.words
    while left > 0 and (found := _find_best(candidates if chosen else openers, chosen, worth, leading)):
        best, snippet = found
        candidates = [one for one in candidates if one is not best]
        if not chosen:
            added = _take_lead(snippet, left, briefing)
        elif _measure_cost(snippet, briefing) <= left and not _repeats(snippet, chosen, worth.said):
            added = [snippet]
        else:
            continue
        for one in added:
            chosen.append(one)
            worth.say(one)
            left -= _measure_cost(one, briefing)
    return _put_openings_first(chosen)


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
    return [one for one in new if _can_open(one.snippet)] or new


def _lead_instead(one: _Candidate, leading: Collection[str], known: PreviouslyQuoted) -> _Candidate | None:
    """Return a candidate as it stands directly below the headline; ``None`` where it was told, or lacks something."""
    analysed = one.snippet.analysed
    title = _TITLE if analysed.article.id in leading else frozenset[int]()
    snippet = make_snippet(analysed, one.snippet.position, title)
    shown = title.union(snippet.positions)
    lacks = any(find_unmet(analysed.analysis.assessments[i].needs, shown) for i in snippet.positions)
    told = any(known.has(Snippet(analysed, (i,))) for i in snippet.positions) or known.has(snippet)
    return None if lacks or told or not _can_open(snippet) else replace(one, snippet=snippet)


def _find_best(
    candidates: Iterable[_Candidate], chosen: Sequence[Snippet], worth: _Worth, leading: Collection[str]
) -> tuple[_Candidate, Snippet] | None:
    """Return the candidate of most worth that fits below what is chosen, and the snippet that it becomes there."""
    for one in sorted(candidates, key=worth.rate, reverse=True):
        analysed, position = one.snippet.analysed, one.snippet.position
        snippet = _fit_with_answer(analysed, position, chosen, chosen, leading) if chosen else one.snippet
        if snippet is not None and not (chosen and worth.known.has(snippet)):
            return one, snippet
    return None


def _fit_with_answer(
    analysed: AnalysedArticle,
    position: int,
    above: Sequence[Snippet],
    chosen: Sequence[Snippet],
    leading: Collection[str],
) -> Snippet | None:
    """Return the snippet of a sentence that fits below those ``above``, with what answers it and is not chosen yet."""
    snippet = fit(analysed, position, above, leading)
    return add_answer(snippet, chosen, leading) if snippet else None


def choose_shown(analysed: AnalysedArticle, briefing: Briefing) -> tuple[int, ...]:
    """Return the positions that a page shows of an article that is a story by itself, with those that name speakers."""
    chosen = {
        i
        for snippet in choose_snippets((analysed,), briefing, leading={analysed.article.id})
        for i in snippet.positions
    }
    speakers = {analysed.analysis.assessments[i].speaker for i in chosen}
    return tuple(sorted(chosen.union(i for i in speakers if i is not None)))


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


def _tell_one(analysed: AnalysedArticle, briefing: Briefing) -> tuple[Snippet, ...]:
    """Return the sentence that leads and, in the article's order, those below it that are worth most."""
    quotable, first = _list_quotable(analysed), _find_opener(analysed)
    if not quotable:
        return ()
    left = briefing.sentences if briefing.words is None else briefing.words
    chosen = _take_lead(make_snippet(analysed, quotable[0] if first is None else first), left, briefing)
    left -= sum(_measure_cost(one, briefing) for one in chosen)
    left_out = _sort_by_gain(analysed, [i for i in quotable if i > max(_list_positions(chosen))], chosen)
    while left > 0 and (best := _find_best_below(analysed, left_out, chosen)) is not None:
        left_out = [i for i in left_out if i not in best.positions]
        if _measure_cost(best, briefing) <= left and not says_same(best.terms, [one.terms for one in chosen], TWIN):
            chosen[1:] = sorted([*chosen[1:], best], key=lambda one: one.positions)
            left -= _measure_cost(best, briefing)
            left_out = _sort_by_gain(analysed, left_out, chosen)
    return _join(chosen)


def _sort_by_gain(analysed: AnalysedArticle, left_out: Iterable[int], chosen: Sequence[Snippet]) -> list[int]:
    """Return the sentences that are left out, the one first that adds most."""
    shown = sorted(_list_positions(chosen))
    return sorted(left_out, key=lambda i: (-_measure_gain(analysed, shown, (i,)), i))


def _find_best_below(analysed: AnalysedArticle, best_first: Sequence[int], chosen: Sequence[Snippet]) -> Snippet | None:
    """Return the snippet that adds most for each of its sentences; ``None`` where nothing fits."""
    shown = sorted(_list_positions(chosen))
    fitting = (snippet for i in best_first if (snippet := _fit_in_order(analysed, i, chosen)) is not None)
    competing = islice(fitting, COMPETITORS)
    return max(competing, key=lambda snippet: _measure_gain(analysed, shown, snippet.positions), default=None)


def _list_positions(snippets: Sequence[Snippet]) -> list[int]:
    return [i for snippet in snippets for i in snippet.positions]


def _measure_gain(analysed: AnalysedArticle, shown: Sequence[int], added: Sequence[int]) -> float:
    """Return what each added sentence is worth: its probability of news, less what it leans on that is left out.

    Only what stands between the nearest ``shown`` ones above and below changes.
    """
    before = shown[max(0, bisect(shown, min(added)) - 1) : bisect(shown, max(added)) + 1]
    news = fsum(analysed.analysis.assessments[i].score for i in added)
    return round((news - RISK * (_weigh_gaps(sorted([*before, *added])) - _weigh_gaps(before))) / len(added), 6)


def _weigh_gaps(order: Sequence[int]) -> float:
    """Return how many sentences probably lean unseen on those left out above them, in units of ``RISK``."""
    return fsum(1 - exp(-(below - above - 1) / FAR) for above, below in pairwise(order))


def _join(snippets: Sequence[Snippet]) -> tuple[Snippet, ...]:
    """Return the snippets, a sentence that goes on from another joined to that, but never to the lead."""
    found: list[Snippet] = []
    for snippet in snippets:
        needs = snippet.analysed.analysis.assessments[snippet.positions[0]].needs
        goes_on = any(need.kind not in LOOSE for need in find_unmet(needs, {TITLE}))
        if len(found) > 1 and goes_on and len(found[-1].positions) + len(snippet.positions) <= LONGEST:
            found[-1] = Snippet(snippet.analysed, found[-1].positions + snippet.positions)
        else:
            found.append(snippet)
    return tuple(found)


def _fit_in_order(analysed: AnalysedArticle, position: int, chosen: Sequence[Snippet]) -> Snippet | None:
    """Return the snippet that shows a sentence at its place in the article, below the lead; ``None`` where none can.

    It needs what does not stand above it, or would part a sentence that goes on from another from that.
    """
    above = [snippet for snippet in chosen if snippet is chosen[0] or snippet.positions < (position,)]
    below = next((snippet for snippet in chosen[1:] if snippet.positions > (position,)), None)
    snippet = _fit_with_answer(analysed, position, above, chosen, {analysed.article.id})
    if (
        snippet is None
        or snippet.positions < chosen[0].positions
        or not set(snippet.positions).isdisjoint(_list_positions(chosen))
    ):
        return None
    parted = below is not None and fit(analysed, below.positions[0], [*above, snippet], {analysed.article.id})
    return snippet if below is None or (parted and parted.positions == below.positions[:1]) else None


def _take_lead(snippet: Snippet, left: int, briefing: Briefing) -> list[Snippet]:
    """Return the snippet that leads a story, and behind it what answers it, if there is room."""
    both = add_answer(snippet, (), {snippet.analysed.article.id})
    if both is None or both is snippet or _measure_cost(both, briefing) > left:
        return [snippet]
    return [snippet, Snippet(snippet.analysed, both.positions[-1:])]


def _measure_cost(snippet: Snippet, briefing: Briefing) -> int:
    """Return what a snippet takes of the budget, with the line that names who speaks in it."""
    speakers = {snippet.analysed.analysis.assessments[i].speaker for i in snippet.positions} - {
        None,
        *snippet.positions,
    }
    spoken = sorted(i for i in speakers if i is not None)
    if briefing.words is None:
        return len(snippet.positions) + len(spoken)
    return count_own_words(snippet) + count_own_words(Snippet(snippet.analysed, tuple(spoken)))


def _list_quotable(analysed: AnalysedArticle) -> list[int]:
    return [i for i, one in enumerate(analysed.analysis.assessments) if one.passed_over is None]


def _find_opener(analysed: AnalysedArticle) -> int | None:
    """Return the sentence that leads a story: the first that needs nothing, else the first that does not point back.

    Where it has no word of the title, a feature may open with a scene ("The church bells rang ..."); then the first
    sentence that has two of them leads, if it is nearly as surely news and does not point back with a pronoun ("Mr Doe
    said that it would fail").
    """
    assessments, title = analysed.analysis.assessments, read_title(analysed)
    top = [i for i in _list_quotable(analysed)[:SCENES] if _can_open(make_snippet(analysed, i, _TITLE))]
    first = min(top, key=lambda i: (_lacks(analysed, i), _points_back(analysed, i, ()), i), default=None)
    if first is not None and title.isdisjoint(assessments[first].terms):
        least = NEARLY * assessments[first].score
        telling = (i for i in top if len(title.intersection(assessments[i].terms)) >= TELLING)
        news = (i for i in telling if assessments[i].score >= least and not _points_back(analysed, i, _TITLE))
        return next(news, first)
    return first


def _lacks(analysed: AnalysedArticle, position: int) -> bool:
    """Tell whether a sentence needs what the title does not give."""
    return bool(find_unmet(analysed.analysis.assessments[position].needs, _TITLE))


def _points_back(analysed: AnalysedArticle, position: int, shown: Collection[int]) -> bool:
    """Tell whether a sentence has a pronoun or a connective that only something else explains."""
    return any(need.kind in _BACK for need in find_unmet(analysed.analysis.assessments[position].needs, shown))


def _can_open(snippet: Snippet) -> bool:
    first = snippet.analysed.analysis.assessments[snippet.positions[0]]
    return len(snippet.positions) <= LONGEST and first.speaker is None and not first.background


def _list_candidates(articles: Sequence[AnalysedArticle]) -> list[_Candidate]:
    found = []
    for order, analysed in enumerate(articles):
        best = _find_opener(analysed)
        for i in _list_quotable(analysed):
            snippet = make_snippet(analysed, i, _TITLE if i == best else ABOVE)
            if len(snippet.positions) <= LONGEST:
                found.append(_Candidate(snippet, analysed.analysis.assessments[i].score, order, i == best))
    return found


def _repeats(snippet: Snippet, chosen: Sequence[Snippet], said: Iterable[frozenset[str]]) -> bool:
    """Tell whether a snippet says what was said; of two newsrooms' openings, or figures, less in common is enough."""
    if _overlaps(snippet, chosen) or says_same(snippet.terms, said):
        return True
    others = [one for one in chosen if one.analysed.article.id != snippet.analysed.article.id]
    openings = [one.terms for one in others if _is_opening(one)] if _is_opening(snippet) else []
    figures = frozenset(term for term in snippet.terms if FIGURE.fullmatch(term))
    counted = [one.terms for one in others if not figures.isdisjoint(one.terms)]
    return says_same(snippet.terms, openings, SAME_OPENING) or says_same(snippet.terms, counted, SAME_FIGURE)


def _is_opening(snippet: Snippet) -> bool:
    return snippet.position == 0 or snippet.position == _find_opener(snippet.analysed)


def _overlaps(snippet: Snippet, chosen: Sequence[Snippet]) -> bool:
    return any(
        one.analysed.article.id == snippet.analysed.article.id and set(one.positions) & set(snippet.positions)
        for one in chosen
    )
