"""Find the lines that name a speaker for what follows them, and which sentences each governs.

They are known by the shape of the text; only words like the verbs of speaking are a language's own (``cues``).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.analysis.cues import Cues
from digest.analysis.quotations import QuotationMarks, group_by_paragraph
from digest.model import Article, Sentence

LIST_ITEM = re.compile(r"(?:--?\s|[–—•‣▪●*·]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")


def find_speaker_lines(
    article: Article, sentences: Sequence[Sentence], marks: Sequence[QuotationMarks], cues: Cues
) -> dict[int, int]:
    """Return for each sentence that an attribution line governs the position of that line.

    A line that names a speaker and ends in a colon governs the paragraphs after it: while they open with
    quotation marks; or while they are items of a list; or, when they are plain, up to a subhead, the next
    such line, or a paragraph that reports somebody's words in its own voice after the last that says "I" or "we".
    """
    groups = group_by_paragraph(sentences)
    found: dict[int, int] = {}
    for number, group in enumerate(groups):
        line = group[-1]
        if is_attribution(sentences[line].text, cues):
            for governed in _find_governed(article, sentences, groups[number:], marks, cues):
                found.update((at, line) for at in governed if not _names_speaker(marks[at], cues))
    return found


def is_attribution(text: str, cues: Cues) -> bool:
    """Tell whether a sentence only names the speaker of what follows."""
    return text.endswith((":", "：")) and cues.speech.search(text) is not None


def _find_governed(
    article: Article,
    sentences: Sequence[Sentence],
    groups: Sequence[tuple[int, ...]],
    marks: Sequence[QuotationMarks],
    cues: Cues,
) -> Sequence[tuple[int, ...]]:
    """Return the paragraphs under the line that ends the first of ``groups``: all look like the one directly below."""
    found: list[tuple[int, ...]] = []
    shape = _tell_shape(sentences, groups[1], marks) if len(groups) > 1 else ""
    for before, group in pairwise(groups):
        parted = _is_parted(article, sentences[before[-1]].paragraph, sentences[group[0]].paragraph)
        if parted or _tell_shape(sentences, group, marks) != shape or is_attribution(sentences[group[-1]].text, cues):
            break
        found.append(group)
        if shape == "quoted" and not marks[group[-1]].ends_inside:
            break
    own = max((n for n, each in enumerate(found) if _has_outside(cues.first_person, each, marks)), default=-1)
    end = next((n for n, each in enumerate(found) if n > own and _has_outside(cues.speech, each, marks)), None)
    return found[:end] if shape == "plain" else found


def _tell_shape(sentences: Sequence[Sentence], group: Sequence[int], marks: Sequence[QuotationMarks]) -> str:
    if marks[group[0]].opens:
        return "quoted"
    return "item" if LIST_ITEM.match(sentences[group[0]].text) else "plain"


def _is_parted(article: Article, before: int, after: int) -> bool:
    """Tell whether a subhead stands between two paragraphs."""
    return any(paragraph.role in ("subhead", "title") for paragraph in article.paragraphs[before + 1 : after])


def _has_outside(cue: re.Pattern[str], group: Sequence[int], marks: Sequence[QuotationMarks]) -> bool:
    return any(cue.search(marks[at].outside) for at in group)


def _names_speaker(mark: QuotationMarks, cues: Cues) -> bool:
    """Tell whether a sentence has a quotation and says outside of it who speaks."""
    return bool(
        mark.outside
        and cues.speech.search(mark.outside)
        and re.search(r"\b[A-ZÀ-ÖØ-ÞА-ЯЄІЇҐЁ]\w", mark.outside)
        and mark.opens
    )
