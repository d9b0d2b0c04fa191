"""Ask trafilatura which blocks of a page are its article.

Its two modes err in opposite ways: precision mode drops leads and sometimes all, default mode keeps lists of other
articles. Each takes time, so that precision mode is first asked without its fallbacks (readability and jusText), and
only where much of the running text is missing with them, then default mode. ``blockfeatures`` weighs the answers with
what the place of a block says.
"""

import logging
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import mul
from typing import NamedTuple

from lxml.html import HtmlElement

from digest.text.words import strip_to_letters

SHORT = 25
"""Letters of a block that must be a line of the extraction; a longer one may stand anywhere in it."""
PIECE, LEAST_PIECE = 30, 12
"""Letters of the pieces in which a block is looked for that the extraction holds only in part."""

FEW, ENOUGH = 100, 0.5
"""Words, and share of the running text, from which on precision mode is not doubted: with its fallbacks it says another
thing of one of such pages. Of 216 pages 30 are doubted; held-out sites score no worse (docs/figures.md)."""

MOST_ROWS = 300
"""Rows of tables on a page that default mode is asked for: its time grows with their square (5 s for 2,000)."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class Votes(NamedTuple):
    """For each block the share of it that precision mode and default mode take for the article."""

    precise: list[float]
    usual: list[float]


def vote(page: HtmlElement, texts: Iterable[str], running: Sequence[int]) -> Votes:
    """Return the share of each text that the two modes of trafilatura extract from the page.

    ``running`` counts the words of each text that is running text. Where precision mode finds enough of it, default
    mode is not asked and agrees.
    """
    bare = [strip_to_letters(text) for text in texts]
    precise = _measure_shares(page, bare, precise=True, fast=True)
    if _finds_enough(precise, running):
        return Votes(precise, precise)
    precise = _measure_shares(page, bare, precise=True)
    rows = sum(1 for _ in islice(page.iter("tr"), MOST_ROWS + 1))
    if rows > MOST_ROWS or _finds_enough(precise, running):
        return Votes(precise, precise)
    return Votes(precise, _measure_shares(page, bare, precise=False))


def _finds_enough(shares: Sequence[float], running: Sequence[int]) -> bool:
    found: float = sum(map(mul, running, shares))
    return found >= FEW and found >= ENOUGH * sum(running)


def _measure_shares(page: HtmlElement, blocks: list[str], *, precise: bool, fast: bool = False) -> list[float]:
    import trafilatura  # noqa: PLC0415  (it costs a fifth of a second, which a run without pages need not pay)

    # it takes a copy of a tree that it is given (tests/intake/test_pages.py)
    found = trafilatura.bare_extraction(
        page, favor_precision=precise, fast=fast, include_comments=False, with_metadata=False
    )
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    lines = [strip_to_letters(line) for line in text.split("\n")]
    extracted = _Extraction(lines)
    return [extracted.measure_share(block) for block in blocks]


class _Extraction:
    """The letters of an extracted text: its lines, all of them together, and what pieces of these can open with.

    A piece that opens with nothing of that is not looked for: of a page's menus and teasers there are a thousand.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines, self._whole = frozenset(lines), "".join(lines)
        self._openings = {self._whole[at : at + LEAST_PIECE] for at in range(len(self._whole) - LEAST_PIECE + 1)}

    def measure_share(self, block: str) -> float:
        """Return the share of a block's letters that the extraction holds."""
        if len(block) < SHORT:
            return float(block in self._lines)
        if self._holds(block):
            return 1.0
        pieces = [block[at : at + PIECE] for at in range(0, len(block) - LEAST_PIECE + 1, PIECE)]
        return sum([self._holds(piece) for piece in pieces]) / len(pieces)

    def _holds(self, piece: str) -> bool:
        return piece[:LEAST_PIECE] in self._openings and piece in self._whole
