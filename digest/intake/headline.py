"""Find the article's title: the line over its text that looks like one, or none."""

import re

from digest.intake.features import MeasuredText, ParagraphFeatures
from digest.text.sentences import FULL_STOPS
from digest.text.words import letters

REACH = 30
"""Most paragraphs between a title and its text."""
OPEN_ENDS = (":", ",", ";", "：", "，", "；", "、")

TRAIL = re.compile(r" [>»→|/] .* [>»→|/] |^(?:home|start) [>»→|/]", re.IGNORECASE)
"""Breadcrumbs: the way to a page through the sections of its site."""


def find_title(measured: MeasuredText, opening: int, known: str | None) -> tuple[int | None, str]:
    """Return the index of the title above paragraph ``opening``, and the reason; ``None`` where no line is one.

    ``known`` is the title that the format states: only a paragraph with the same words is chosen then.
    """
    above = measured.paragraphs[: max(opening, 1)]
    if known is not None:
        same = (at for at, seen in enumerate(above) if letters(seen.text) == letters(known) != "")
        return next(same, None), "the title that the file states"
    spread = frozenset[str]().union(
        *[seen.content for seen in measured.paragraphs[opening : opening + 12] if seen.whole]
    )
    best, place = 0.0, None
    for at in range(max(0, opening - REACH), opening):
        if (points := _score(measured, at, opening, spread)) > best:
            best, place = points, at
    return place, "the line over the text" if place else "the first line"


def _score(measured: MeasuredText, at: int, opening: int, spread: frozenset[str]) -> float:
    """Score how much a paragraph is like a title; zero and less is none. ``spread``: the words of the opening."""
    seen = measured.paragraphs[at]
    if not _can_be_title(seen):
        return 0.0
    told = [one.kind in ("date", "byline") for one in measured.paragraphs[at + 1 : opening]]
    between = sum(1 for one in measured.paragraphs[at + 1 : opening] if not one.kind and one.words > 2)
    points = 1.5 - 0.25 * min(4, between) - 0.03 * (opening - at)
    points += 0.6 * (seen.words >= 5) + 0.4 * (seen.words >= 7) - 0.4 * (seen.words > 14) - 0.5 * (seen.words > 20)
    points += 0.8 * seen.repeated + 1.0 * _is_quoted(measured, at)
    points += 0.6 * any(told[:4]) + 0.8 * any(told)
    points -= 0.7 * (
        at > 0 and _can_be_title(measured.paragraphs[at - 1]) and measured.paragraphs[at - 1].words + 3 < seen.words
    )  # a summary
    points += 1.5 * min(1.0, 2.5 * len(seen.content & spread) / max(1, len(seen.content)))
    points += 1.2 * (at == 0) * (opening <= 6)
    points -= 1.5 * bool(TRAIL.search(seen.text))
    points -= 1.0 * (seen.words <= 5 and seen.common == 0 and seen.capitals > 0.7) + 1.5 * (
        seen.digits > 0.2
    )  # a name, a table
    return points


def _can_be_title(seen: ParagraphFeatures) -> bool:
    if seen.kind or not 3 <= seen.words <= 32 or len(seen.text) > 220 or seen.cut:
        return False
    return not seen.text.endswith((*FULL_STOPS, *OPEN_ENDS)) and any(letter.isalpha() for letter in seen.text)


def _is_quoted(measured: MeasuredText, at: int) -> bool:
    """Whether a longer line near it contains it, as breadcrumbs and lists of buttons do."""
    said = measured.paragraphs[at].lower
    near = measured.paragraphs[max(0, at - REACH) : at + REACH]
    return len(said) > 24 and any(len(said) < len(one.lower) < 200 and said in one.lower for one in near)
