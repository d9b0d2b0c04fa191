"""Find the article's title: the line over its text that looks like one, or none."""

import re

from digest.intake.features import MeasuredText, ParagraphFeatures
from digest.text.labels import LABEL
from digest.text.sentences import FULL_STOPS
from digest.text.words import strip_to_letters

# Of 160 texts that show their title 142 get it (benchmarks/learn_cleaning.py). How many with half of each number, and
# with twice as much, stands behind it.
REACH = 30
"""Most paragraphs between a title and its text: 3 fewer, 0."""
FIRST = 12
"""Paragraphs of the text whose words a title shares: 0, 1 fewer."""
WORDS = range(3, 33)
"""Words of a title: 2 fewer with half as many at most, 6 fewer with two at least."""
LONGEST = 220
"""Characters of a title: 2 fewer, 0."""
OPEN_ENDS = (":", ",", ";", "：", "，", "；", "、")

TRAIL = re.compile(r" [>»→|/] .* [>»→|/] |^(?:home|start) [>»→|/]", re.IGNORECASE)
"""Breadcrumbs: the way to a page through the sections of its site."""


def find_title(measured: MeasuredText, text_start: int, known: str | None) -> tuple[int | None, str]:
    """Return the index of the title above paragraph ``text_start``, and the reason; ``None`` where no line is one.

    ``known`` is the title that the format states: only a paragraph with the same words is chosen then.
    """
    if known is not None:
        above = enumerate(measured.paragraphs[: max(text_start, 1)])
        same = (at for at, seen in above if strip_to_letters(seen.text) == strip_to_letters(known) != "")
        return next(same, None), "the title that the file states"
    first_words = frozenset[str]().union(
        *[seen.content for seen in measured.paragraphs[text_start : text_start + FIRST] if seen.whole]
    )
    best, title = 0.0, None
    for at in range(max(0, text_start - REACH), text_start):
        if (score := _score(measured, at, text_start, first_words)) > best:
            best, title = score, at
    return title, "the line over the text" if title else "the first line"


def _score(measured: MeasuredText, at: int, text_start: int, first_words: frozenset[str]) -> float:
    """Score how much a paragraph is like a title; zero and less is none.

    Behind each trait stands how many titles are lost without it, by half and by twice its points. Points learned from
    these texts are no better: of those held out they find 138.
    """
    seen, below = measured.paragraphs[at], measured.paragraphs[at + 1 : text_start]
    if not _can_be_title(seen):
        return 0.0
    signed = [one.kind in ("date", "byline") for one in below]
    between = sum(1 for one in below if not one.kind and one.words > 2)
    over = measured.paragraphs[at - 1] if at else None
    sums_up = over is not None and _can_be_title(over) and over.words + 3 < seen.words
    shared = min(1.0, 2.5 * len(seen.content & first_words) / max(1, len(seen.content)))
    score = 1.2 * (at == 0 and text_start <= 6)  # 0, 0, 2; but a short title at the top of a text has nothing else
    score += 1.5 * shared  # 9, 3, 2
    score += 0.8 * any(signed)  # 8, 6, -1
    score += 0.6 * any(signed[:4])  # 6, 5, 0
    score += 0.6 * (seen.words >= 5)  # 1, 1, 0
    score += 1.0 * _is_quoted(measured, at)  # 1, 0, 2
    score -= 0.25 * min(4, between)  # 2, -1, 5
    score -= 0.03 * (text_start - at)  # 0, -1, 5
    score -= 0.7 * sums_up  # 1, -2, 0
    score -= 1.5 * bool(TRAIL.search(seen.text))  # 2, 0, 0
    return score


def _can_be_title(seen: ParagraphFeatures) -> bool:
    labelled = seen.kind == "start" and LABEL.match(seen.text)  # "Correction:", "Watch:" also begin notes and pointers
    if (seen.kind and not labelled) or seen.words not in WORDS or len(seen.text) > LONGEST or seen.cut:
        return False
    return not seen.text.endswith((*FULL_STOPS, *OPEN_ENDS)) and any(letter.isalpha() for letter in seen.text)


def _is_quoted(measured: MeasuredText, at: int) -> bool:
    """Tell whether a longer line near it contains it, as breadcrumbs and lists of buttons do."""
    said = measured.paragraphs[at].lower
    near = measured.paragraphs[max(0, at - REACH) : at + REACH]
    return len(said) > 24 and any(len(said) < len(one.lower) < 200 and said in one.lower for one in near)
