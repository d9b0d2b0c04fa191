"""Choose the blocks of a page that are its article.

The weighed features of all blocks decide: what a page says by itself (``firstweights``), and where that leaves doubt
also what trafilatura says of it (``blockweights``). Where that leaves hardly any text the next way is tried:
trafilatura's default mode, the text that JSON-LD carries, the surest span of whole paragraphs, all whole paragraphs.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml.html import HtmlElement

from digest.intake.features import POST, MeasuredText, ParagraphFeatures, count_words
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.paragraphs import ends_like_a_sentence
from digest.intake.readers import blockweights, firstweights
from digest.intake.readers.blockfeatures import FEW, count_running_words, describe_blocks, measure_blocks, vote_by_seed
from digest.intake.readers.blocks import PageBlock, cut_blocks
from digest.intake.readers.extraction import vote
from digest.intake.segment import MOST_WORDS, FeatureColumns, GapCosts, find_path, find_seed
from digest.text.words import strip_to_letters

OF_PAGES = GapCosts(1.0, 0.2, 5.0)
"""Gaps within an article cost less than in plain text, for where it stands in the tree speaks for a paragraph too
(``benchmarks/learn_pages.py``: F1 .969 on held-out sites against .965 with the costs of text)."""
DOUBT, DOUBT_OF_TEXT = 0.1, 0.1
"""Greatest share of a choice that may be wrong, by the odds of its blocks, and greatest odds that a paragraph of
running text in it is; with more of either trafilatura is asked. 93 of 216 pages have less, and held-out sites score no
worse (``benchmarks/learn_pages.py``). The second keeps out summaries over the text: in our samples of .15 and .22."""
MOST_BLOCKS = 6000
"""Blocks of a page that are read; the longest of 237 news pages has 2,100."""
SHORTER = 0.5
"""A choice of fewer words than this share of the text in JSON-LD lost what that text has."""
REPEATED = 60
"""Characters of a block that a page shows twice by mistake; a shorter one may be a refrain."""
OPENING, NEAR = 20, 8
"""Letters of a summary that only repeats how one of the next blocks begins."""
READ_MORE = 40
"""Words in whole paragraphs of a hidden part that is the rest of an article."""
SAME_HOME = 3
"""Paragraphs at the end of a choice that show in what containers the article stands."""
HEADER = 14
"""Blocks over the text among which its date and author stand."""
LABEL = 12
"""Words of a line that names a section, dates or signs the article, or offers something under it."""


class PageParagraph(NamedTuple):
    """A paragraph of the article: the element that it stands in, the kind of its words, and why it was taken."""

    text: str
    tag: str
    why: str
    kind: str = ""


def choose_article(page: HtmlElement, stated_lines: Sequence[str]) -> list[PageParagraph]:
    """Return the article's paragraphs; ``stated_lines`` are those of the text that JSON-LD carries."""
    blocks = cut_blocks(page)[:MOST_BLOCKS]
    in_json = [PageParagraph(text, "p", "the article's text in JSON-LD") for text in stated_lines]
    best: list[PageParagraph] = []
    for found in _try_ways(page, blocks, in_json) if blocks else [in_json]:
        if _count(found) >= SHORTEST_ARTICLE:
            best = found
            break
        best = max(best, found, key=_count)
    return in_json if _count(best) < SHORTER * _count(in_json) else best


def _try_ways(
    page: HtmlElement, blocks: Sequence[PageBlock], in_json: list[PageParagraph]
) -> Iterator[list[PageParagraph]]:
    """Yield the choices of each way, the best way first."""
    measured = measure_blocks(blocks)
    running = count_running_words(blocks, measured)
    sure = choose_surely(measured, describe_blocks(blocks, measured, vote_by_seed(measured, running)))
    if sure:
        inside = add_next_container(blocks, measured, sure)
        yield _make_paragraphs(blocks, measured, inside, [_explain_vote(1, 1)] * len(blocks))
    votes = vote(page, [block.text for block in blocks], running)
    inside = add_next_container(blocks, measured, choose_inside(measured, describe_blocks(blocks, measured, votes)))
    yield _make_paragraphs(blocks, measured, inside, [_explain_vote(*both) for both in zip(*votes, strict=True)])
    usual = [share >= 0.5 for share in votes.usual]
    yield _make_paragraphs(blocks, measured, usual, ["taken by trafilatura"] * len(blocks))
    yield in_json
    first, end = find_seed(measured)
    span = [first <= at < end and seen.good for at, seen in enumerate(measured.paragraphs)]
    yield _make_paragraphs(blocks, measured, span, ["in the surest span of whole paragraphs"] * len(blocks))
    whole = [seen.whole and not seen.kind for seen in measured.paragraphs]
    yield _make_paragraphs(blocks, measured, whole, ["a whole paragraph; nothing says more"] * len(blocks))


def choose_surely(measured: MeasuredText, columns: FeatureColumns) -> list[bool] | None:
    """Say of each block whether it is inside the article, by the page alone; ``None`` where that leaves doubt."""
    scores = _weigh(columns, len(measured.paragraphs), firstweights.BIAS, firstweights.WEIGHTS)
    inside = list(find_path(measured, scores, OF_PAGES))
    chosen = doubted = 0.0
    found = 0
    for seen, score, within in zip(measured.paragraphs, scores, inside, strict=True):
        doubt = 1 / (1 + math.exp(min(30.0, score if within else -score)))
        size = math.sqrt(min(seen.words, MOST_WORDS) + 1)
        chosen += size * within
        doubted += size * doubt
        if within and seen.good:
            found += seen.words
            if doubt > DOUBT_OF_TEXT:
                return None
    return inside if found >= FEW and doubted < DOUBT * chosen else None


def choose_inside(measured: MeasuredText, columns: FeatureColumns) -> list[bool]:
    """Say of each block whether it is inside the article, by the page and by what trafilatura says."""
    scores = _weigh(columns, len(measured.paragraphs), blockweights.BIAS, blockweights.WEIGHTS)
    return list(find_path(measured, scores, OF_PAGES))


def _weigh(columns: FeatureColumns, many: int, bias: float, weights: Mapping[str, float]) -> list[float]:
    """Return the log-odds of each block."""
    import numpy as np  # noqa: PLC0415 - a tenth of a second, which a run without pages need not pay

    sums = np.zeros(many)
    for name, column in columns.items():  # in their order: no sum depends on a last digit
        if name in weights and any(column):
            sums += weights[name] * np.array(column, dtype=np.float64)
    scores: list[float] = (bias + sums).tolist()
    return scores


def add_next_container(blocks: Sequence[PageBlock], measured: MeasuredText, inside: Sequence[bool]) -> list[bool]:
    """Add what stands in a second container of the article, up to the headline of another.

    A container is one of several when the elements around its paragraphs have the same tags and names, one of them
    named at least, as those around the last paragraphs that were chosen.
    """
    found = list(inside)
    chosen = [at for at, within in enumerate(inside) if within and measured.paragraphs[at].good]
    home = {_find_home(blocks[at]) for at in chosen[-SAME_HOME:]}
    if len(chosen) < SAME_HOME or len(home) > 1 or not any(blocks[chosen[-1]].names):
        return found
    for at in range(chosen[-1] + 1, len(blocks)):
        if blocks[at].tags[:1] in (("h1",), ("h2",)):
            break
        good = measured.paragraphs[at].good and not blocks[at].hidden
        found[at] = found[at] or (good and _find_home(blocks[at]) in home)
    return found


def _find_home(block: PageBlock) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    return block.tags, block.names


def drop_repeats(blocks: Sequence[PageBlock], inside: Sequence[bool]) -> list[bool]:
    """Leave out what a page shows twice, as one does with a version for phones, and openings of what follows."""
    said: set[str] = set()
    found = list(inside)
    chosen = [(at, strip_to_letters(blocks[at].text)) for at, within in enumerate(inside) if within]
    for number, (at, bare) in enumerate(chosen):
        found[at] = not (len(blocks[at].text) > REPEATED and bare in said) and not any(
            len(bare) >= OPENING and len(bare) < len(later) and later.startswith(bare)
            for _, later in chosen[number + 1 : number + NEAR]
        )
        said.add(bare)
    return found


def _drop_hidden(blocks: Sequence[PageBlock], measured: MeasuredText, inside: Sequence[bool]) -> list[bool]:
    """Leave out what a page hides, unless it hides most of itself, or the rest of the text behind a "read more"."""
    sizes = [seen.words for seen in measured.paragraphs]
    chosen = [at for at, within in enumerate(inside) if within]
    hidden = sum(sizes[at] for at in chosen if blocks[at].hidden)
    found = list(inside)
    if not 0 < hidden <= sum(sizes[at] for at in chosen) / 2:
        return found
    for is_hidden, run in groupby(chosen, key=lambda at: blocks[at].hidden):
        part = list(run)
        follows = part[0] > chosen[0] and sum(sizes[at] for at in part if measured.paragraphs[at].good) >= READ_MORE
        if is_hidden and not follows:
            for at in part:
                found[at] = False
    return found


def _make_paragraphs(
    blocks: Sequence[PageBlock], measured: MeasuredText, inside: Sequence[bool], why: Sequence[str]
) -> list[PageParagraph]:
    """Return the chosen blocks with the kind of their words, and the lines over the text that date or sign it."""
    chosen = drop_repeats(blocks, _drop_hidden(blocks, measured, inside))
    good = [at for at, within in enumerate(chosen) if within and measured.paragraphs[at].good] or [0]
    menu = all(blocks[at].links > 0.8 for at, within in enumerate(chosen) if within)
    headline = max((at for at in range(good[0]) if blocks[at].tags[:1] == ("h1",)), default=0)
    found = []
    for at, (block, seen) in enumerate(zip(blocks, measured.paragraphs, strict=True)):
        kind = _keep_certain_kind(block, seen.kind)
        if good[0] - HEADER <= at < good[0] and not block.hidden and _dates_or_signs(seen):
            kind = "byline"
        elif not seen.whole and seen.words <= LABEL and (at < headline or (at > good[-1] and _offers(block, seen))):
            kind = kind or "label"
        elif at < good[0] and seen.kind == "note":
            kind = "note"
        if menu:
            kind = "label"
        if chosen[at] or kind == "byline":
            found.append(PageParagraph(block.text, block.tags[0] if block.tags else "body", why[at], kind))
    return found


def _dates_or_signs(seen: ParagraphFeatures) -> bool:
    return seen.kind in ("date", "byline") and seen.words <= LABEL


def _offers(block: PageBlock, seen: ParagraphFeatures) -> bool:
    """Tell whether a line under the text only leads elsewhere: it is a link, or a row of buttons."""
    return block.links > 0.5 or seen.signs


def _keep_certain_kind(block: PageBlock, kind: str) -> str:
    """Keep the kind of a block where more than its words speaks for it: a credit ends it, a pointer is a link; the
    signature of an embedded post signs no article."""
    if POST.match(block.text):
        return "post"
    bare = block.text.rstrip(".")
    credited = kind == "caption" and (bare.endswith((")", "]")) or not ends_like_a_sentence(block.text))
    return kind if credited or (kind == "start" and block.links > 0.5) else ""


def _explain_vote(precise: float, usual: float) -> str:
    """Say how far trafilatura agrees with the choice of a block."""
    if precise >= 0.5:
        return "in the article's part of the page"
    if usual >= 0.5:
        return "in the article's part of the page; trafilatura's precision mode leaves it out"
    return "in the article's part of the page; trafilatura leaves it out"


def _count(paragraphs: Sequence[PageParagraph]) -> int:
    return count_words(" ".join(paragraph.text for paragraph in paragraphs))
