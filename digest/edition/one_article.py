"""Choose the sentences that tell a story of one article: its lead and below it the best, in their order."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, pairwise
from math import exp, fsum

from digest.config import Briefing
from digest.edition.leads import find_opener, get_budget, list_quotable, measure_cost, take_lead
from digest.edition.snippets import LONGEST, REPEATED, Snippet, fit, fit_with_answer, make_snippet, says_same
from digest.model import AnalysedArticle
from digest.text.unmet_needs import LOOSE, TITLE, find_unmet

COMPETITORS = 12
"""Snippets that fit and compete for the next place, as in ``analysis.extract``: from 6 to 24 nothing changes."""
RISK, FAR = 0.2, 4
"""How probably a sentence needs something that we do not find where many are left out above it, and of how many two
thirds of that are reached: of 674 judged sentences (`benchmarks/needs.tsv`) 2 % directly below the first, 7 % behind
one that is left out, 14 % behind two to four, 22 % behind more than ten.
"""


def choose_of_one(analysed: AnalysedArticle, briefing: Briefing) -> tuple[Snippet, ...]:
    """Return the sentence that leads and, in the article's order, those below it that are worth most."""
    quotable, first = list_quotable(analysed), find_opener(analysed)
    if not quotable:
        return ()
    left = get_budget(briefing)
    chosen = take_lead(make_snippet(analysed, quotable[0] if first is None else first), left, briefing)
    left -= sum(measure_cost(one, briefing) for one in chosen)
    left_out = _sort_by_gain(analysed, [i for i in quotable if i > max(_list_positions(chosen))], chosen)
    while left > 0 and (best := _find_best_below(analysed, left_out, chosen)) is not None:
        left_out = [i for i in left_out if i not in best.positions]
        if measure_cost(best, briefing) <= left and not says_same(best.terms, [one.terms for one in chosen], REPEATED):
            chosen[1:] = sorted([*chosen[1:], best], key=lambda one: one.positions)
            left -= measure_cost(best, briefing)
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


def _fit_in_order(analysed: AnalysedArticle, position: int, chosen: Sequence[Snippet]) -> Snippet | None:
    """Return the snippet that shows a sentence at its place in the article, below the lead; ``None`` where none can.

    It needs what does not stand above it, or would part a sentence that goes on from another from that.
    """
    above = [snippet for snippet in chosen if snippet is chosen[0] or snippet.positions < (position,)]
    below = next((snippet for snippet in chosen[1:] if snippet.positions > (position,)), None)
    snippet = fit_with_answer(analysed, position, above, chosen, {analysed.article.id})
    if (
        snippet is None
        or snippet.positions < chosen[0].positions
        or not set(snippet.positions).isdisjoint(_list_positions(chosen))
    ):
        return None
    parted = below is not None and fit(analysed, below.positions[0], [*above, snippet], {analysed.article.id})
    return snippet if below is None or (parted and parted.positions == below.positions[:1]) else None


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
    return fsum(weigh_gap(below - above - 1) for above, below in pairwise(order))


@cache
def weigh_gap(left_out: int) -> float:
    """Return how probably a sentence leans unseen on those that are left out above it, in units of ``RISK``."""
    return 1 - exp(-left_out / FAR)


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
