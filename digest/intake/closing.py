"""Tell whether the sentences under a brief go on with it, or are titles, comments and briefs of other things."""

import re
from collections.abc import Sequence

from digest.intake.features import ParagraphFeatures
from digest.text.calendar_names import MONTHS, WEEKDAYS

NAME = re.compile(r"(?<=[^\W_] )[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ][^\W_]+")
"""A word with a capital inside a sentence."""
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|\Z)")
SPEAKS_TO_READER = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Yy]ou|[Yy]our)\b")
"""What a reader's comment or a note of the page says, and a report only within quotation marks."""
DAYS = frozenset((*WEEKDAYS, *MONTHS))


def go_on(below: Sequence[ParagraphFeatures], above: Sequence[ParagraphFeatures]) -> bool:
    """Tell whether sentences go on with the text above them: each may, and one shares its words or is surely text."""
    return all(_may_go_on(one, above) for one in below) and any(one.good or _shares(one, above) for one in below)


def _may_go_on(one: ParagraphFeatures, above: Sequence[ParagraphFeatures]) -> bool:
    """Tell whether a sentence shares words with a text, is surely running text, or has common words and no new name.

    A title names somebody ("Ten killed in Alder market fire."), and a comment says "I".
    """
    if one.address or SPEAKS_TO_READER.search(QUOTED.sub("", one.text)):
        return False
    return one.good or _shares(one, above) or (one.common > 0 and not _list_names(one))


def _shares(one: ParagraphFeatures, above: Sequence[ParagraphFeatures]) -> bool:
    """Tell whether a sentence has a name or a long word of a text."""
    names = _list_names(one)
    return any(one.content & each.content or not names.isdisjoint(WORD.findall(each.lower)) for each in above)


def _list_names(one: ParagraphFeatures) -> frozenset[str]:
    return frozenset(name.lower() for name in NAME.findall(one.text) if name not in DAYS)
