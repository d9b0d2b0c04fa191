"""Find which span of paragraphs is the article.

Three steps. ``find_seed`` finds the span that is surely article: the greatest sum of whole, cohesive paragraphs less
what stands between them. ``describe_paragraphs`` describes every paragraph by itself, by its neighbours and by where it
stands beside the seed. ``find_article`` weighs these features (``paragraph_weights``, learned by
``benchmarks/learn_cleaning.py``) and takes the best path through the states outside, inside, gap and after, so that
one odd paragraph does not end an article and one good paragraph does not begin it.
"""

import math
from collections.abc import Sequence
from itertools import accumulate
from operator import and_, mul
from typing import Any, NamedTuple

from digest.intake.features import MeasuredText, ParagraphFeatures, find_shared
from digest.intake.paragraph_weights import BIAS, WEIGHTS

KINDS = ("head", "label", "date", "byline", "caption", "start", "note")
DATED = ("date", "byline")

GAP = 1.7
"""What a gap costs by the share of words outside of whole paragraphs. Halved or doubled it takes .02 of F1 on whole
pages (57 English ones of ``benchmarks/learn_cleaning.py``); what follows takes so much halved, doubled."""
MOST_WORDS = 60
"""Words of a paragraph that count: halved it takes .007, doubled nothing."""
ALONE = 0.5
"""What counts of a whole paragraph without another next to it: .006, .011."""
UNSHARED, SHARED = 0.7, 0.5
"""What counts of a paragraph that shares no words with others (.016, .023), and what is added when half of them are
shared (.007, .003)."""
AFTER_HEAD = 0.5
"""What counts of the page under a heading of other things: .018, .010."""
HEAD_COST, DATE_COST, LINE_COST = 60.0, 25.0, 9.0
"""What a heading of other things (.001, .005), a date or by-line (.013 where it costs as any line), and any other line
(.001, .011) cost."""
EARLY = 30.0
"""What an opening at the top of the page gains: without it .004 of saved articles is lost."""
FADING = 0.75
"""What is left of a paragraph's weight one paragraph on: halved it gains .002, with .9 it takes .007."""


class GapCosts(NamedTuple):
    """Costs of leaving the article for a gap, of each paragraph of the gap, and of a heading of other things in it."""

    leave: float
    stay: float
    head: float


OF_TEXT = GapCosts(2.0, 2.0, 20.0)
"""For text without a tree (``benchmarks/learn_cleaning.py``)."""

FeatureColumns = dict[str, Sequence[float]]


def find_article(measured: MeasuredText, *, nudge: float = 0.0) -> tuple[bool, ...]:
    """Say of every paragraph whether it is inside the article; ``nudge`` is added to the log-odds of each."""
    columns = describe_paragraphs(measured)
    weights = [WEIGHTS.get(name, 0.0) for name in columns]
    return find_path(
        measured, [nudge + BIAS + sum(map(mul, weights, row)) for row in zip(*columns.values(), strict=True)]
    )


def find_seed(measured: MeasuredText) -> tuple[int, int]:
    """Return the surest span as first paragraph and end; both are equal where there is none.

    A whole paragraph gains its words, more when other paragraphs share them and less when it stands alone. Other
    paragraphs cost more the smaller the page's share of whole paragraphs is; headings of other things cost most.
    """
    cost = GAP * (1 - _measure_whole(measured))
    best, best_span, so_far, start, sure = 0.0, (0, 0), 0.0, 0, 1.0
    for position, seen in enumerate(measured.paragraphs):
        gain = sure * _weigh_text(measured, position) if seen.good else _weigh_gap(seen, cost)
        if seen.kind == "head" and best > 0:
            sure = AFTER_HEAD  # what follows is comments or other articles, however long
        if so_far <= 0 < gain:
            so_far, start = EARLY * (1 - position / len(measured.paragraphs)), position
        so_far = max(0.0, so_far + gain)
        if so_far > best:
            best, best_span = so_far, (start, position + 1)
    return best_span


def _measure_whole(measured: MeasuredText) -> float:
    """Return the share of all words that stand in whole paragraphs."""
    all_words = sum([seen.words for seen in measured.paragraphs])
    return sum([seen.words for seen in measured.paragraphs if seen.good]) / (all_words or 1)


def _weigh_text(measured: MeasuredText, position: int) -> float:
    """Return the gain of a paragraph that is surely text."""
    seen = measured.paragraphs[position]
    near = (*measured.paragraphs[max(0, position - 2) : position], *measured.paragraphs[position + 1 : position + 2])
    company = 1.0 if any(one.good for one in near) else ALONE
    return min(seen.words, MOST_WORDS) * company * (UNSHARED + SHARED * min(1.0, 2 * seen.shared))


def _weigh_gap(seen: ParagraphFeatures, cost: float) -> float:
    """Return the (negative) gain of a paragraph that is not surely text."""
    if seen.kind == "head":
        return -HEAD_COST * max(0.5, cost)
    if seen.kind in DATED:
        return -DATE_COST * cost
    if seen.whole and not seen.kind:
        return 0.0
    return -LINE_COST * cost


def describe_paragraphs(measured: MeasuredText) -> FeatureColumns:
    """Return the features by name, each with one value a paragraph; a missing feature is zero."""
    return describe_alone(measured) | _describe_context(measured) if measured.paragraphs else {}


def describe_alone(measured: MeasuredText) -> FeatureColumns:
    """Return the features of paragraphs by themselves."""
    of: Any = ParagraphFeatures._make(zip(*measured.paragraphs, strict=True))  # every field of all paragraphs
    known = of.common[0] >= 0
    long = [words >= 10 for words in of.words]
    # Numbers inside a feature are round: what it is worth, its learned weight says.
    found: FeatureColumns = {
        "words": list(map(math.log1p, of.words)),
        "at least 4 words": [words >= 4 for words in of.words],
        "at least 10 words": long,
        "at least 20 words": [words >= 20 for words in of.words],
        "whole": of.whole,
        "whole, long": list(map(and_, of.whole, long)),
        "cut": of.cut,
        "colon": [said.endswith(":") for said in of.text],
        "question": [said.endswith("?") for said in of.text],
        "quotation": [said.startswith(('"', "“", "«", "„", "‘")) for said in of.text],
        "sentences": of.several,
        "common words": of.common if known else [0.3] * len(long),
        "hardly a common word": [known and share < 0.1 for share in of.common],
        "capitals": of.capitals,
        "digits": of.digits,
        "small letter first": [said[0].islower() for said in of.text],
        "address": of.address,
        "signs": of.signs,
        "shared words": of.shared,
        "repeated": of.repeated,
        "seam": of.seam,
    }
    for kind in KINDS:
        if kind in of.kind:
            found[kind] = [one == kind for one in of.kind]
            found[f"{kind}, long"] = list(map(and_, found[kind], long))
    return found


def _describe_context(measured: MeasuredText) -> FeatureColumns:
    """Return the features that depend on neighbours and on how far the seed span is."""
    first, end = find_seed(measured)
    many, mass = len(measured.paragraphs), _measure_whole(measured)
    good = [min(1.0, seen.words / 40 + 0.4) if seen.good else 0.0 for seen in measured.paragraphs]
    before, after = sum_fading(good), sum_fading(good[::-1])[::-1]
    inside = [first <= at < end for at in range(many)]
    short = [seen.words < 10 for seen in measured.paragraphs]
    like = _compare_with_seed(measured, first, end)
    headed = _measure_nearness(measured)
    dated = [seen.kind in DATED for seen in measured.paragraphs]
    return {
        "before": before,
        "after": after,
        "between": list(map(min, before, after)),
        "near, whole": [
            min(2.0, max(one, other)) * (seen.whole and seen.words >= 10)
            for one, other, seen in zip(before, after, measured.paragraphs, strict=True)
        ],
        "in seed": inside,
        "in seed, short": list(map(and_, inside, short)),
        "before seed": [math.exp((at - first + 1) / 2) if at < first else 0.0 for at in range(many)],
        "after seed": [math.exp((end - at) / 2) if at >= end else 0.0 for at in range(many)],
        "like seed": like,
        "like seed, outside": [0.0 if within else share for share, within in zip(like, inside, strict=True)],
        "page is whole": [mass] * many,
        "page is whole, short": [mass * few for few in short],
        "under a head": headed,
        "under a head, short": [
            share * (seen.words < 20) for share, seen in zip(headed, measured.paragraphs, strict=True)
        ],
        "before a teaser": [*[seen.cut for seen in measured.paragraphs[1:]], False],
        "before a caption": [*[seen.kind == "caption" for seen in measured.paragraphs[1:]], False],
        "before a date": [*dated[1:], False],
        "after a date": [False, *dated[:-1]],
    }


def _compare_with_seed(measured: MeasuredText, first: int, end: int) -> list[float]:
    """Return the share of each paragraph's words that stand elsewhere in the seed span."""
    once, again = find_shared([seen.content for seen in measured.paragraphs[first:end]])
    return [
        len(seen.content & (again if first <= at < end else once)) / (len(seen.content) or 1)
        for at, seen in enumerate(measured.paragraphs)
    ]


def _measure_nearness(measured: MeasuredText) -> list[float]:
    """Return how near above each paragraph a heading of other things stands."""
    found, since = [], 99
    for seen in measured.paragraphs:
        found.append(math.exp(-since / 4))
        since = 0 if seen.kind == "head" else since + 1
    return found


def sum_fading(values: list[float]) -> list[float]:
    """Return for each value the sum of those before it, fading with each step."""
    return list(accumulate(values[:-1], lambda so_far, value: FADING * so_far + value, initial=0.0))


def find_path(measured: MeasuredText, scores: list[float], costs: GapCosts = OF_TEXT) -> tuple[bool, ...]:
    """Find the path through outside, inside, gap and after with the greatest sum; True where it is inside the article.

    Viterbi's algorithm: for each state at a paragraph the best sum so far, and the state that it came from.
    """
    inside = gap = after = -math.inf
    steps: list[dict[str, str]] = []
    for seen, score in zip(measured.paragraphs, scores, strict=True):
        stay = costs.stay + (costs.head if seen.kind == "head" else 0.0)
        to_inside, before_inside = max((0.0, "outside"), (inside, "inside"), (gap, "gap"))
        to_gap, before_gap = max((inside - costs.leave, "inside"), (gap - stay, "gap"))
        after, before_after = max((inside, "inside"), (after, "after"))
        inside, gap = to_inside + score * math.sqrt(min(seen.words, MOST_WORDS) + 1), to_gap
        steps.append({"inside": before_inside, "gap": before_gap, "after": before_after})
    state, path = "after" if after > inside else "inside", []
    for came_from in reversed(steps):
        path.append(state == "inside")
        state = came_from.get(state, "outside")
    return tuple(reversed(path))
