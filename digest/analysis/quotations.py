"""Tell which words of a sentence stand in quotations, by the marks of its paragraph."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from digest.model import Sentence

# It begins with a set of letters, which re finds fast, and looks back after it.
_MARK = re.compile(
    r"[\"“”„«»‘'’](?:(?<=[\"“”„«»])|(?<=‘)(?<!\w.)|(?<=')(?<!\w.)(?=[^\W\d_])(?!(?:em|til|cause|n)\b)"
    r"|(?<=['’])(?<=\S.)(?!\w))"
)
_ANY_MARK = re.compile(r"[\"“”„«»‘'’]")
_OPENS = re.compile(r"[(\[\s—–-]*(?:[\"“„«»‘]|'(?=[^\W\d_]))")

FEWEST_LETTERS_OUTSIDE = 4
"""Letters outside of its quotations from which on a sentence says something of its own: from 1 to 12 the same
(``benchmarks/ranges.py``)."""


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
