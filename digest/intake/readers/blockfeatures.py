"""Describe the blocks of a page by numbers that say whether they belong to its article.

Each feature has one value a block: what its letters say (``segment.describe_alone``), where it stands in the tree,
what trafilatura's two modes say of it, and what they say of its neighbours and of other blocks of its kind. Before
trafilatura is asked, running text stands for what it would say (``vote_by_seed``).
``benchmarks/learn_pages.py`` learns their weights. Numbers inside a feature are round: its weight says its worth.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from digest.intake.features import MeasuredText, extract_features
from digest.intake.paragraphs import Span
from digest.intake.readers.blocks import PageBlock
from digest.intake.readers.extraction import Votes
from digest.intake.segment import FeatureColumns, describe_alone, find_seed, sum_fading
from digest.text.language import detect_language_of_page
from digest.text.words import strip_to_letters

TAGS = ("p", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "figure", "div", "pre", "dd")
AROUND = (
    "nav", "aside", "footer", "header", "article", "main", "form", "table", "ul", "figure", "blockquote", "section"
)  # fmt: skip
NAMED: dict[str, frozenset[str]] = {
    meaning: frozenset(names.split())
    for meaning, names in {
        "caption": "caption captions credit photo picture image figure media gallery slideshow thumb video player",
        "comment": "comment comments disqus discussion replies reply commenting",
        "related": "related recommended recommend recommendations more popular trending next also teaser teasers promo"
        " latest read readmore outbrain taboola recirc",
        "social": "share sharing social follow twitter facebook tweet embed instagram",
        "author": "author authors byline bio meta contributor signature writer",
        "signup": "newsletter signup subscribe subscription email optin ad ads advert sponsor sponsored cookie consent"
        " legal modal popup paywall donate form",
        "frame": "nav menu breadcrumb breadcrumbs sidebar footer header widget tags tag topics categories toolbar"
        " pagination",
        "story": "article story entry post content body text main",
    }.items()
}
"""Words of classes and ids by what templates mean by them; their weights are learned, not given."""
IN_TREE = (
    *[f"<{tag}>" for tag in TAGS], *[f"in <{tag}>" for tag in AROUND], *[f"named {meaning}" for meaning in NAMED],
    "in a caption", "deep",
)  # fmt: skip
"""The features of where a block stands in the tree."""
FEW = 100
"""Words of an extraction below which it is doubted."""
LINKED = 0.5
"""Share of a block's letters that are links from which on it leads elsewhere."""


def measure_blocks(blocks: Sequence[PageBlock]) -> MeasuredText:
    """Measure the blocks as paragraphs of a text."""
    text = "\n\n".join(block.text for block in blocks)
    spans, at = [], 0
    for block in blocks:
        spans.append(Span(at, at + len(block.text), 2 if at else 0))
        at += len(block.text) + 2
    return extract_features(text, tuple(spans), detect_language_of_page(text))


def count_running_words(blocks: Sequence[PageBlock], measured: MeasuredText) -> list[int]:
    """Return the words of each block that is running text and no list of links; 0 for the others."""
    return [
        seen.words if seen.good and block.links < LINKED else 0
        for block, seen in zip(blocks, measured.paragraphs, strict=True)
    ]


def vote_by_seed(measured: MeasuredText, running: Sequence[int]) -> Votes:
    """Vote for running text: that of the surest span, and all of it."""
    first, end = find_seed(measured)
    everywhere = [float(words > 0) for words in running]
    return Votes([vote * (first <= at < end) for at, vote in enumerate(everywhere)], everywhere)


def describe_blocks(blocks: Sequence[PageBlock], measured: MeasuredText, votes: Votes) -> FeatureColumns:
    """Return all features of the blocks by name; a missing feature is zero."""
    size = [one.words for one in measured.paragraphs]
    either = [max(precise, 0.9 * usual) for precise, usual in zip(*votes, strict=True)]
    return (
        describe_alone(measured)
        | _describe_votes(votes, size)
        | _describe_neighbours(votes, size)
        | _describe_group("same kind", blocks, either, size, lambda block: (block.tags[:1], block.names[:1]))
        | _describe_group("same holder", blocks, either, size, lambda block: (block.tags[1:3], block.names[1:3]))
        | _describe_tree(blocks)
        | _describe_links(blocks, votes)
    )


def _describe_votes(votes: Votes, size: list[int]) -> FeatureColumns:
    """Return what trafilatura says of each block, and how far its modes agree on the page."""
    precise, usual = votes
    found, found_usual = _count_voted(precise, size), _count_voted(usual, size)
    short_of_usual = max(0.0, -math.log((found + 20) / (found_usual + 20)))
    few, few_usual = max(0.0, 1 - found / FEW), max(0.0, 1 - found_usual / FEW)
    return {
        "precise": precise,
        "usual": usual,
        "precise & usual": [one * other for one, other in zip(precise, usual, strict=True)],
        "usual, precise finds less": [share * short_of_usual for share in usual],
        "precise, few": [share * few for share in precise],
        "usual, few": [share * few_usual for share in usual],
        "few": [few_usual] * len(size),
    }


def _count_voted(shares: list[float], size: list[int]) -> float:
    return sum(share * words_ for share, words_ in zip(shares, size, strict=True))


def _describe_neighbours(votes: Votes, size: list[int]) -> FeatureColumns:
    """Return how much of the article trafilatura sees before and after each block."""
    precise = _sum_around(votes.precise, size)
    usual = precise if votes.usual is votes.precise else _sum_around(votes.usual, size)  # on most pages they agree
    found: FeatureColumns = {}
    for name, around in (("precise", precise), ("usual", usual)):
        found |= {f"{name} {side}": column for side, column in around.items()}
    strong = ([at for at, share in enumerate(one) if share >= 0.5 and size[at] >= 8] for one in votes)
    sure = next(filter(None, strong), [0, len(size) - 1])
    first, last = sure[0], sure[-1]
    found["in the span"] = [float(first <= at <= last) for at in range(len(size))]
    found["before the span"] = [math.exp((at - first + 1) / 3) if at < first else 0.0 for at in range(len(size))]
    found["after the span"] = [math.exp((last - at + 1) / 3) if at > last else 0.0 for at in range(len(size))]
    return found


def _sum_around(shares: list[float], size: list[int]) -> FeatureColumns:
    """Return the sums of the shares before and after each block, and the smaller of both."""
    strong = [share * (0.4 + min(words_, 40) / 40) for share, words_ in zip(shares, size, strict=True)]
    most = [2.0] * len(size)
    before, after = sum_fading(strong), sum_fading(strong[::-1])[::-1]
    return {
        "before": list(map(min, most, before)),
        "after": list(map(min, most, after)),
        "between": list(map(min, most, before, after)),
    }


def _describe_group(
    name: str,
    blocks: Sequence[PageBlock],
    either: list[float],
    size: list[int],
    group_of: Callable[[PageBlock], Hashable],
) -> FeatureColumns:
    """Return how much of a block's group is voted for, itself aside, and how large its group is in the article."""
    numbers: dict[Hashable, int] = {}
    groups = [numbers.setdefault(group_of(block), len(numbers)) for block in blocks]
    all_words: Counter[int] = Counter()
    voted: Counter[int] = Counter()
    for one, share, words_ in zip(groups, either, size, strict=True):
        all_words[one] += words_
        voted[one] += words_ * share  # type: ignore[assignment]
    largest = max(voted.values(), default=0) or 1
    return {
        f"{name}, voted": [
            (voted[one] - words_ * share) / max(20, all_words[one] - words_)
            for one, share, words_ in zip(groups, either, size, strict=True)
        ],
        f"{name}, main": [voted[one] / largest for one in groups],
    }


def _describe_tree(blocks: Sequence[PageBlock]) -> FeatureColumns:
    """Return what the elements around a block are, and what their names mean."""
    known: dict[tuple[tuple[str, ...], tuple[frozenset[str], ...]], tuple[bool, ...]] = {}
    around = [(block.tags, block.names[:2]) for block in blocks]
    for one in around:  # a menu has a hundred blocks in the same elements
        if one not in known:
            known[one] = _describe_around(*one)
    found: FeatureColumns = dict(zip(IN_TREE, zip(*[known[one] for one in around], strict=True), strict=True))
    said: set[str] = set()
    repeated = []
    for block in blocks:
        bare = strip_to_letters(block.text)
        repeated.append(len(bare) > 40 and bare in said)
        said.add(bare)
    return found | {
        "hidden": [block.hidden for block in blocks],
        "after a break": [block.breaks > 0 for block in blocks],
        "said before": repeated,
        "position": [at / len(blocks) for at in range(len(blocks))],
    }


def _describe_around(tags: tuple[str, ...], names: tuple[frozenset[str], ...]) -> tuple[bool, ...]:
    """Return the features of elements around a block, in the order of ``IN_TREE``."""
    near = frozenset[str]().union(*names)
    return (
        *[tags[:1] == (tag,) for tag in TAGS],
        *[tag in tags[1:] for tag in AROUND],
        *[not near.isdisjoint(one) for one in NAMED.values()],
        not {"figure", "figcaption"}.isdisjoint(tags),
        len(tags) >= 7,
    )


def _describe_links(blocks: Sequence[PageBlock], votes: Votes) -> FeatureColumns:
    """Return how much of a block is linked or bold, also where trafilatura takes it."""
    either = list(map(max, *votes))
    return {
        "links": [block.links for block in blocks],
        "all links": [block.links > 0.8 for block in blocks],
        "all links, capitals": [
            block.links > 0.8 and len(block.text) > 15 and block.text.isupper() for block in blocks
        ],
        "links, usual": [block.links * share for block, share in zip(blocks, votes.usual, strict=True)],
        "bold": [block.bold > 0.8 for block in blocks],
        "hidden, voted": [block.hidden * share for block, share in zip(blocks, either, strict=True)],
    }
