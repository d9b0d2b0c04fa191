"""Decide which theme an article stands under: every theme's points, *other* among them, and why the winner won.

The points are a linear function of a few traits of the evidence; ``theme_weights`` has what each trait counts.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digest.analysis.evidence import PLACES, Evidence
from digest.analysis.lexicon import Matcher
from digest.analysis.theme_weights import WEIGHTS
from digest.model import OTHER

_DOUBT = 1.0
"""Weight that nobody has at a place: a stray word there is not the whole of it. On 185 labelled articles (macro F1
.812) 0.5 lets a text of no theme in, 2 gives .807."""
_OWN_DOUBT = 3.0
"""The same for a theme of the reader's own, with which nothing shares a place: one strong phrase has half of it. With 2
13 more of the articles that ``_OWN_SHARE`` speaks of are found and nine more wrong ones, with 6 six fewer and one."""
_MOST_STRONG = 4.0
"""Strong phrases in an article beyond which more add nothing: a long article is not about everything. F1 of all
themes is .925 there, with 2 .919, with 8 .917."""
_OWN_SHARE = 0.45
"""Of the best shipped theme's points, what a theme of the reader's own needs to come before it: five phrases of theirs
are a wish, and find less than five hundred of ours. Where five or twenty phrases of a theme of ours stand for its
lexicon (``benchmarks/ranges.py``), they find 27 labelled articles and 3 wrong ones; at .3 33 and 7, at .6 21 and 2."""


class Verdict(NamedTuple):
    """Every theme's points by name, *other* among them, and what gave them, by trait."""

    points: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]


def measure_themes(
    evidence: Evidence, countries: int | None, matcher: Matcher, *, titled: bool
) -> dict[str, dict[str, float]]:
    """Return the traits of each theme, *other* among them.

    ``title``, ``opening``, ``lead``, ``rest``: which share of the weight of all phrases there is the theme's.
    ``strong opening``: the first sentence holds a strong phrase of it (of the reader's own: or the title); ``alone``:
    of no rival. ``strong phrases``: how many there are, up to four, as a share. ``several countries`` and ``no
    country``: what title and lead name; ``countries`` is None where nobody can tell, for their names are known in
    English alone. ``untitled`` speaks for *other*.
    """
    rivals = [name for name in (*matcher.names, OTHER) if name not in matcher.own]
    totals = [sum(evidence.weights[name][place] for name in rivals) for place in range(len(PLACES))]
    opening = PLACES.index("opening")
    strong_openings = sum(1 for name in rivals if evidence.strong[name][opening])
    found: dict[str, dict[str, float]] = {}
    for name in (*matcher.names, OTHER):
        own, weights = name in matcher.own, evidence.weights[name]
        traits = {
            place: weight / (weight + _OWN_DOUBT if own else total + _DOUBT)
            for place, weight, total in zip(PLACES, weights, totals, strict=True)
            if weight
        }
        strong = evidence.strong[name]
        if strong[opening] or (own and strong[0]):
            traits["strong opening"] = 1.0
            if own or strong_openings == 1:
                traits["alone"] = 1.0
        if any(strong):
            traits["strong phrases"] = min(sum(strong), _MOST_STRONG) / _MOST_STRONG
        if name == OTHER:
            traits.update({} if titled else {"untitled": 1.0})
        elif not own and countries is not None and countries != 1:
            traits[f"{'several countries' if countries else 'no country'}: {name}"] = 1.0
        found[name] = traits
    return found


def judge(evidence: Evidence, countries: int | None, matcher: Matcher, *, titled: bool) -> Verdict:
    """Return every theme's points and what gave them."""
    parts = {
        name: {trait: WEIGHTS.get(trait, 0.0) * value for trait, value in traits.items()}
        for name, traits in measure_themes(evidence, countries, matcher, titled=titled).items()
    }
    return Verdict({name: round(sum(each.values()), 3) for name, each in parts.items()}, parts)


def choose_first_theme(
    order: Sequence[str], verdict: Verdict, evidence: Evidence, matcher: Matcher
) -> tuple[str | None, str]:
    """Return the theme under which an article stands in full, of ``order``, strongest first, and why.

    None stands for *other*.
    """
    points = verdict.points
    ours = [name for name in order if name not in matcher.own]
    mine = [name for name in order if name in matcher.own]
    rivals = [*ours, OTHER]
    headline = [name for name in ours if evidence.strong[name][0] and evidence.strong[name][1]]
    if headline:
        rivals = [name for name in rivals if evidence.strong[name][0]]
    best = max(rivals, key=lambda name: (points[name], name != OTHER))
    if mine and (best == OTHER or points[mine[0]] >= _OWN_SHARE * points[best]):
        return mine[0], "a theme of your own comes first where it is nearly as strong"
    if best == OTHER:
        return None, "no theme with a sentence to quote has more points than other"
    if best != max((*ours, OTHER), key=lambda name: points[name]):
        return best, "title and first sentence hold strong phrases of it, the title none of the others"
    return best, "it has the most points"
