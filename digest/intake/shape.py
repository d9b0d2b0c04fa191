"""Which stretch of a page is the article: what is seen of each paragraph, weighed, and the best path through it.

Three steps. ``core`` finds the stretch that is surely article: the greatest sum of whole, cohesive paragraphs less
what stands between them. ``traits`` describes every paragraph by itself, by its neighbours and by its place beside
the core. ``stretch`` weighs the traits (``weights.WEIGHTS``, learned by ``benchmarks/learn_cleaning.py``) and takes the
path through outside, article, gap and after that gains most, so that one odd paragraph does not end an article and
one good one does not begin it.
"""

import math
from collections import Counter
from itertools import chain

from digest.intake.features import Page, Seen
from digest.intake.weights import BIAS, WEIGHTS

OPENING = 6
"""Paragraphs after a date or byline within which an article that it belongs to begins."""
LEAVE, STAY, PAST_A_HEAD = 2.0, 2.0, 20.0
"""What it costs to leave the article for a gap, each paragraph of the gap, and a heading of other things in it."""


def stretch(page: Page, *, nudge: float = 0.0) -> tuple[bool, ...]:
    """For every paragraph whether it is inside the article; ``nudge`` speaks for it, in log-odds."""
    scores = [
        nudge + BIAS + sum([WEIGHTS.get(name, 0.0) * value for name, value in some.items() if value])
        for some in traits(page)
    ]
    return best_path(page, scores)


def core(page: Page) -> tuple[int, int]:
    """The first paragraph of the surest stretch, and the one after its last; equal where there is none.

    Whole paragraphs count their words, more where others share them and fewer alone; what stands between them
    costs more the less of the page is whole paragraphs, headings of other things most of all.
    """
    cost = max(0.25, 1.7 * (1 - _mass(page)))
    good = [seen.good for seen in page.seen]
    best, place, run, start, since, later = 0.0, (0, 0), 0.0, 0, OPENING + 1, 1.0
    for position, seen in enumerate(page.seen):
        gain = _gain(page, position, good, cost) * (later if good[position] else 1.0)
        if seen.kind == "head" and best > 100:
            later = 0.5  # what follows is comments or other articles, however long
        if run <= 0 < gain:
            early = 30.0 * (1 - position / len(page.seen))
            run, start = early + (50.0 if since <= OPENING else 0.0), position
        run = max(0.0, run + gain)
        if run > best:
            best, place = run, (start, position + 1)
        since = 0 if seen.kind in ("date", "byline") else since + 1
    return place


def _mass(page: Page) -> float:
    """The share of all words that stand in whole paragraphs."""
    return sum(seen.words for seen in page.seen if seen.good) / (sum(seen.words for seen in page.seen) or 1)


def _gain(page: Page, position: int, good: list[bool], cost: float) -> float:
    seen = page.seen[position]
    if good[position]:
        company = any(good[max(0, position - 2) : position]) or any(good[position + 1 : position + 2])
        return min(seen.words, 60) * (1.0 if company else 0.5) * (0.7 + 0.5 * min(1.0, 2 * seen.shared))
    if seen.kind == "head":
        return -60.0 * max(0.5, cost)
    if seen.kind in ("date", "byline"):
        return -25.0 * cost
    if seen.whole and not seen.kind:
        return 0.0
    return -4.0 * cost if seen.kind == "caption" else cost * (-8.0 - 0.2 * min(seen.words, 30))


def traits(page: Page) -> list[dict[str, float]]:
    """Every paragraph's traits by name; a trait that is not named is nought."""
    first, end = core(page)
    mass = _mass(page)
    good = [min(1.0, seen.words / 40 + 0.4) if seen.good else 0.0 for seen in page.seen]
    before, after = _fading(good), _fading(good[::-1])[::-1]
    spread = Counter(chain.from_iterable(seen.content for seen in page.seen[first:end]))
    once, again = set(spread), {word for word, times in spread.items() if times > 1}
    found, since = [], 99
    for position, seen in enumerate(page.seen):
        inside = first <= position < end
        own = len(seen.content & (again if inside else once)) / len(seen.content) if seen.content else 0.0
        near = min(2.0, max(before[position], after[position]))
        long = seen.words >= 10
        following = page.seen[position + 1] if position + 1 < len(page.seen) else None
        some = _own(seen)
        some |= {
            "before": before[position],
            "after": after[position],
            "between": min(before[position], after[position]),
            "near, whole": near * (seen.whole and long),
            "in core": float(inside),
            "in core, short": float(inside and not long),
            "before core": math.exp((position - first + 1) / 2) if position < first else 0.0,
            "after core": math.exp((end - position) / 2) if position >= end else 0.0,
            "like core": own,
            "like core, outside": own * (not inside),
            "page is whole": mass,
            "page is whole, short": mass * (not long),
            "under a head": math.exp(-since / 4),
            "under a head, short": math.exp(-since / 4) * (seen.words < 20),
            "before a teaser": float(following is not None and following.cut),
            "before a caption": float(following is not None and following.kind == "caption"),
            "before a date": float(following is not None and following.kind in ("date", "byline")),
            "after a date": float(position > 0 and page.seen[position - 1].kind in ("date", "byline")),
        }
        found.append(some)
        since = 0 if seen.kind == "head" else since + 1
    return found


def _own(seen: Seen) -> dict[str, float]:
    """The traits that a paragraph has by itself."""
    known, long = seen.common >= 0, seen.words >= 10
    some = {
        "words": math.log1p(seen.words),
        "at least 4 words": float(seen.words >= 4),
        "at least 10 words": float(long),
        "at least 20 words": float(seen.words >= 20),
        "whole": float(seen.whole),
        "whole, long": float(seen.whole and long),
        "cut": float(seen.cut),
        "colon": float(seen.text.endswith(":")),
        "question": float(seen.text.endswith("?")),
        "quotation": float(seen.text.startswith(('"', "“", "«", "„", "‘"))),
        "sentences": float(seen.several),
        "common words": seen.common if known else 0.3,
        "hardly a common word": float(known and seen.common < 0.1),
        "capitals": seen.capitals,
        "digits": seen.digits,
        "small letter first": float(seen.text[0].islower()),
        "address": float(seen.address),
        "signs": float(seen.signs),
        "shared words": seen.shared,
        "repeated": float(seen.repeated),
        "seam": float(seen.seam),
    }
    if seen.kind:
        some[seen.kind] = 1.0
        some[f"{seen.kind}, long"] = float(long)
    return some


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
    outside, inside, gap, after = 0.0, never, never, never
    came: list[tuple[str, str, str]] = []
    for seen, score in zip(page.seen, scores, strict=True):
        gain = score * math.sqrt(min(seen.words, 60) + 1)
        enter, into = max((outside, "outside"), (inside, "inside"), (gap, "gap"))
        held = gap - STAY - (PAST_A_HEAD if seen.kind == "head" else 0.0)
        step_gap = "inside" if inside - LEAVE >= held else "gap"
        step_after = "inside" if inside >= after else "after"
        gap, after, inside = max(inside - LEAVE, held), max(inside, after), enter + gain
        came.append((into, step_gap, step_after))
    at, path = "inside" if inside >= after else "after", []
    for into, step_gap, step_after in reversed(came):
        path.append(at == "inside")
        at = {"outside": "outside", "inside": into, "gap": step_gap, "after": step_after}[at]
    return tuple(reversed(path))
