"""Whose words a sentence is: quotation marks, and the lines that name a speaker for what follows.

Both are read from the shape of the text; only the verbs of speaking are a language's own (``cues``).
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from digest.analysis.cues import Cues
from digest.model import Article, Sentence

# It begins with a set of letters, which re finds fast, and looks back after it.
_MARK = re.compile(
    r"[\"“”„«»‘'’](?:(?<=[\"“”„«»])|(?<=‘)(?<!\w.)|(?<=')(?<!\w.)(?=[^\W\d_])(?!(?:em|til|cause|n)\b)"
    r"|(?<=['’])(?<=\S.)(?!\w))"
)
_ANY_MARK = re.compile(r"[\"“”„«»‘'’]")
_OPENS = re.compile(r"[(\[\s—–-]*(?:[\"“„«»‘]|'(?=[^\W\d_]))")
LIST_ITEM = re.compile(r"(?:--?\s|[–—•‣▪●*·]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")

FEWEST_LETTERS_OUTSIDE = 4
"""Letters outside of its quotations from which on a sentence says something of its own."""


class QuotationMarks(NamedTuple):
    """What the quotation marks of a sentence tell.

    ``begins_inside``: a quotation began in a sentence before it. ``ends_inside``: one goes on after it.
    ``opens``: it begins with a quotation mark. ``outside``: its words outside of quotations. ``faulty``: its
    paragraph opens more quotations than it closes, so that its marks tell little.
    """

    begins_inside: bool
    ends_inside: bool
    opens: bool
    outside: str
    faulty: bool = False

    @property
    def balanced(self) -> bool:
        """Return whether every quotation in it is whole."""
        return not (self.begins_inside or self.ends_inside)


def group_by_paragraph(sentences: Sequence[Sentence]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the sentences, gathered by paragraph."""
    groups = groupby(range(len(sentences)), key=lambda at: sentences[at].paragraph)
    return tuple(tuple(group) for _, group in groups)


def read_quotation_marks(sentences: Sequence[Sentence]) -> tuple[QuotationMarks, ...]:
    """Return the quotation marks of all sentences, parallel to them; each paragraph begins outside of quotations."""
    found: list[QuotationMarks] = []
    groups = group_by_paragraph(sentences)
    for number, group in enumerate(groups):
        inside, first = "", len(found)
        for at in group:
            text, before = sentences[at].text, inside
            if _is_marked(text):
                inside, outside = _scan(text, inside)
                found.append(QuotationMarks(before != "", inside != "", _OPENS.match(text) is not None, outside))
            else:
                found.append(QuotationMarks(before != "", inside != "", opens=False, outside="" if inside else text))
        if inside and not (number + 1 < len(groups) and _OPENS.match(sentences[groups[number + 1][0]].text)):
            found[first:] = [one._replace(faulty=True) for one in found[first:]]
    return tuple(found)


def _is_marked(text: str) -> bool:
    """Tell whether a quotation mark stands in it, or an apostrophe; most texts are ASCII, and have two of them."""
    return '"' in text or "'" in text or not (text.isascii() or _ANY_MARK.search(text) is None)


def _scan(text: str, inside: str) -> tuple[str, str]:
    """Return the mark that is open after the text, when ``inside`` was open before it, and the words outside."""
    outside, at = [], 0
    for found in _MARK.finditer(text):
        mark = found[0]
        if inside and _is_closing(mark, inside):
            inside = ""
            at = found.end()
        elif not inside and _is_opening(text, found):
            outside.append(text[at : found.start()])
            inside = mark
    if not inside:
        outside.append(text[at:])
    return inside, " ".join(" ".join(outside).split())


def _is_closing(mark: str, opened: str) -> bool:
    if opened in "‘'":
        return mark in "’'"
    if opened == "“":
        return mark == "”"
    if opened == "„":
        return mark in "“”"
    return mark == opened or (opened in "«»" and mark in "«»")


def _is_opening(text: str, found: re.Match[str]) -> bool:
    """Tell whether a mark outside of any quotation begins one: Swedish opens with ” too, an apostrophe never does."""
    before_word = text[found.end() : found.end() + 1].isalnum()
    after_space = not text[max(0, found.start() - 1) : found.start()].strip()
    return found[0] not in "”’'" or (found[0] != "’" and before_word and after_space)


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
