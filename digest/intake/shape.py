"""Which stretch of a page is the article: what is seen of each paragraph, weighed, and the best path through it.

Three steps. ``core`` finds the stretch that is surely article: the greatest sum of whole, cohesive paragraphs less
what stands between them. ``traits`` describes every paragraph by itself, by its neighbours and by its place beside
the core. ``stretch`` weighs the traits (``weights.WEIGHTS``, learned by ``benchmarks/learn_cleaning.py``) and takes the
path through outside, article, gap and after that gains most, so that one odd paragraph does not end an article and
one good one does not begin it.
"""

import math
from collections.abc import Sequence
from operator import and_, mul
from typing import Any

from digest.intake.features import Page, Seen, spread
from digest.intake.weights import BIAS, WEIGHTS

OPENING = 6
"""Paragraphs after a date or byline within which an article that it belongs to begins."""
LEAVE, STAY, PAST_A_HEAD = 2.0, 2.0, 20.0
"""What it costs to leave the article for a gap, each paragraph of the gap, and a heading of other things in it."""
KINDS = ("head", "label", "date", "byline", "caption", "start", "note")
DATED = ("date", "byline")

Traits = dict[str, Sequence[float]]


def stretch(page: Page, *, nudge: float = 0.0) -> tuple[bool, ...]:
    """For every paragraph whether it is inside the article; ``nudge`` speaks for it, in log-odds."""
    columns = traits(page)
    weights = [WEIGHTS.get(name, 0.0) for name in columns]
    return best_path(page, [nudge + BIAS + sum(map(mul, weights, row)) for row in zip(*columns.values(), strict=True)])


def core(page: Page) -> tuple[int, int]:
    """The first paragraph of the surest stretch, and the one after its last; equal where there is none.

    Whole paragraphs count their words, more where others share them and fewer alone; what stands between them
    costs more the less of the page is whole paragraphs, headings of other things most of all.
    """
    cost = max(0.25, 1.7 * (1 - _mass(page)))
    good = [False, False, *[seen.good for seen in page.seen], False]  # with neighbours for the first and the last
    best, place, run, start, since, later = 0.0, (0, 0), 0.0, 0, OPENING + 1, 1.0
    for position, seen in enumerate(page.seen):
        if seen.good:
            company = good[position] or good[position + 1] or good[position + 3]
            gain = min(seen.words, 60) * (1.0 if company else 0.5) * (0.7 + 0.5 * min(1.0, 2 * seen.shared)) * later
        else:
            gain = _between(seen, cost)
        if seen.kind == "head" and best > 100:
            later = 0.5  # what follows is comments or other articles, however long
        if run <= 0 < gain:
            early = 30.0 * (1 - position / len(page.seen))
            run, start = early + (50.0 if since <= OPENING else 0.0), position
        run = max(0.0, run + gain)
        if run > best:
            best, place = run, (start, position + 1)
        since = 0 if seen.kind in DATED else since + 1
    return place


def _mass(page: Page) -> float:
    """The share of all words that stand in whole paragraphs."""
    return sum([seen.words for seen in page.seen if seen.good]) / (sum([seen.words for seen in page.seen]) or 1)


def _between(seen: Seen, cost: float) -> float:
    """What a paragraph that is not surely text takes from the stretch that it stands in."""
    if seen.kind == "head":
        return -60.0 * max(0.5, cost)
    if seen.kind in DATED:
        return -25.0 * cost
    if seen.whole and not seen.kind:
        return 0.0
    return -4.0 * cost if seen.kind == "caption" else cost * (-8.0 - 0.2 * min(seen.words, 30))


def traits(page: Page) -> Traits:
    """The traits of paragraphs, by name: of each its values, one a paragraph; one that is missing is nought."""
    return _own(page) | _around(page) if page.seen else {}


def _own(page: Page) -> Traits:
    """The traits that paragraphs have by themselves."""
    of: Any = Seen._make(zip(*page.seen, strict=True))  # every field of all paragraphs
    known = of.common[0] >= 0
    long = [words >= 10 for words in of.words]
    found: Traits = {
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


def _around(page: Page) -> Traits:
    """The traits that paragraphs have by their neighbours and by their place beside the core."""
    first, end = core(page)
    many, mass = len(page.seen), _mass(page)
    good = [min(1.0, seen.words / 40 + 0.4) if seen.good else 0.0 for seen in page.seen]
    before, after = _fading(good), _fading(good[::-1])[::-1]
    inside = [first <= at < end for at in range(many)]
    short = [seen.words < 10 for seen in page.seen]
    like = _like_core(page, first, end)
    headed = _under_heads(page)
    dated = [seen.kind in DATED for seen in page.seen]
    return {
        "before": before,
        "after": after,
        "between": list(map(min, before, after)),
        "near, whole": [
            min(2.0, max(one, other)) * (seen.whole and seen.words >= 10)
            for one, other, seen in zip(before, after, page.seen, strict=True)
        ],
        "in core": inside,
        "in core, short": list(map(and_, inside, short)),
        "before core": [math.exp((at - first + 1) / 2) if at < first else 0.0 for at in range(many)],
        "after core": [math.exp((end - at) / 2) if at >= end else 0.0 for at in range(many)],
        "like core": like,
        "like core, outside": [0.0 if within else share for share, within in zip(like, inside, strict=True)],
        "page is whole": [mass] * many,
        "page is whole, short": [mass * few for few in short],
        "under a head": headed,
        "under a head, short": [share * (seen.words < 20) for share, seen in zip(headed, page.seen, strict=True)],
        "before a teaser": [*[seen.cut for seen in page.seen[1:]], False],
        "before a caption": [*[seen.kind == "caption" for seen in page.seen[1:]], False],
        "before a date": [*dated[1:], False],
        "after a date": [False, *dated[:-1]],
    }


def _like_core(page: Page, first: int, end: int) -> list[float]:
    """The share of each paragraph's words that stand elsewhere in the core."""
    once, again = spread([seen.content for seen in page.seen[first:end]])
    return [
        len(seen.content & (again if first <= at < end else once)) / (len(seen.content) or 1)
        for at, seen in enumerate(page.seen)
    ]


def _under_heads(page: Page) -> list[float]:
    """How near above each paragraph a heading of other things stands."""
    found, since = [], 99
    for seen in page.seen:
        found.append(math.exp(-since / 4))
        since = 0 if seen.kind == "head" else since + 1
    return found


def _fading(values: list[float]) -> list[float]:
    """For each place the sum of what came before it, each step three quarters of the last."""
    found, sum_ = [], 0.0
    for value in values:
        found.append(sum_)
        sum_ = 0.75 * sum_ + value
    return found


def best_path(page: Page, scores: list[float]) -> tuple[bool, ...]:
    """The path through outside, article, gap, after with the greatest sum; True where it is in the article."""
    never = -math.inf
    inside, gap, after = never, never, never  # and outside, where nothing is gained or lost
    came: list[tuple[str, str, str]] = []
    for seen, score in zip(page.seen, scores, strict=True):
        gain = score * math.sqrt(min(seen.words, 60) + 1)
        enter, into = (0.0, "outside") if inside <= 0.0 else (inside, "inside")
        if gap > enter:
            enter, into = gap, "gap"
        held = gap - STAY - (PAST_A_HEAD if seen.kind == "head" else 0.0)
        left = inside - LEAVE
        came.append((into, "inside" if left >= held else "gap", "inside" if inside >= after else "after"))
        gap, after, inside = max(left, held), max(inside, after), enter + gain
    at, path = "inside" if inside >= after else "after", []
    for into, step_gap, step_after in reversed(came):
        path.append(at == "inside")
        at = {"outside": "outside", "inside": into, "gap": step_gap, "after": step_after}[at]
    return tuple(reversed(path))
