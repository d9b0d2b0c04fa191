"""Articles as vectors, in arrays: half of one is its words, a quarter its title and lead, a quarter names and numbers.

Each of these views has length one and is weighted by TF-IDF, where how rare a term is, is read off the day and counts
of other news together. The dot product of two vectors is then the mix of three cosines, and the mean over all pairs of
two groups is the dot product of their means.

Shapes in what follows: R rows (articles), T terms, E entries (a term of a row each).
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from digest.edition.term_counts import TermCounts
from digest.model import Terms

Ids = NDArray[np.int32]
Places = NDArray[np.intp]
Reals = NDArray[np.float64]
Views = Sequence[tuple[str, float]]

VIEWS: Views = (("words", 0.5), ("lead", 0.25), ("names", 0.25))
"""Shares of the three views of an article. The pairs of eight days have an F1 of .841, with .6 .2 .2 of .832, with
.4 .3 .3 of .839, with .5 .4 .1 of .815 and with .5 .1 .4, which changes twenty lines of ten mornings, of .840
(``benchmarks/ranges.py``).
"""
JOINING = 6
"""Terms that are named as the reason for a story."""
BESIDE = (50, 3.0)
"""Articles of the news at large that every day is thought to hold beside its own, a number and a share of these: what
all of today's articles say still weighs something, what is said every day weighs less, and a day of three has weights.
With a number from 10 to 50 and a share from 2 to 3 ten mornings have the same lines, and the pairs of eight other days
an F1 of .826 to .839 (``benchmarks/ranges.py``). Without the number fifteen lines are others and F1 is .828, with a
share of 1 as many and .825, with 6 sixteen and .815.
"""
BLOCK = 64
"""Rows that are worked on at once: arrays for all of them would double the memory."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors of length one at most: the entries of row n stand from ``starts[n]`` to ``starts[n + 1]``.

    ``names`` (T): the terms. ``starts`` (R + 1). ``ids`` (E): for each entry the position of its term in ``names``;
    the same term has another id in each view. ``weights`` (E).
    """

    names: tuple[str, ...]
    starts: Places
    ids: Ids
    weights: Reals

    def __len__(self) -> int:
        return len(self.starts) - 1

    def read_row(self, number: int) -> tuple[Ids, Reals]:
        """Return the ids and weights of a row's entries."""
        entries = slice(self.starts[number], self.starts[number + 1])
        return self.ids[entries], self.weights[entries]

    def find_entries(self, rows: Places) -> tuple[Places, Places]:
        """Return where all entries of some rows stand, and for each of them which of ``rows`` is its own."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        return list_ranges(self.starts[rows], lengths), number_entries(lengths)

    def iterate_blocks(self) -> Iterator[tuple[int, int, slice]]:
        """Yield the first row of each block, the one after its last, and where its entries stand."""
        for start in range(0, len(self), BLOCK):
            stop = min(start + BLOCK, len(self))
            yield start, stop, slice(self.starts[start], self.starts[stop])

    def count_holders(self) -> Places:
        """Return how many rows hold each term (T)."""
        holders = np.zeros(len(self.names), np.intp)
        for _, _, entries in self.iterate_blocks():
            holders += np.bincount(self.ids[entries], minlength=len(holders))
        return holders


def list_ranges(starts: Places, lengths: Places) -> Places:
    """Return all numbers of some ranges, one range after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(lengths.sum())


def number_entries(lengths: Places) -> Places:
    """Return for each entry of groups of such lengths the number of its group: 2, 0, 1 -> 0 0 2."""
    return np.repeat(np.arange(len(lengths)), lengths)


def make_vectors(articles: Sequence[Terms], counts_at_large: TermCounts, views: Views | None = None) -> Vectors:
    """Return the vector of each article, in all views where none are named."""
    views = views or VIEWS
    names, bounds, ids, counts = _count_terms(articles, views)
    vectors = Vectors(names, bounds[:: len(views)], ids, np.empty(len(ids)))
    rarity = _rate_rarity(vectors, counts_at_large)
    levels = np.array([0.0, *(1 + math.log(number) for number in range(1, counts.max(initial=0) + 1))])
    for start, stop, entries in vectors.iterate_blocks():
        lengths = np.diff(bounds[start * len(views) : stop * len(views) + 1])
        vectors.weights[entries] = _scale_views(levels[counts[entries]] * rarity[ids[entries]], lengths, views)
    return vectors


def _count_terms(articles: Sequence[Terms], kinds: Views) -> tuple[tuple[str, ...], Places, Ids, Ids]:
    """Return the terms (T); where the views of the articles start (R times views + 1); ids and counts (E)."""
    number = count().__next__
    known: list[defaultdict[str, int]] = [defaultdict(number) for _ in kinds]
    views = [getattr(terms, view) for terms in articles for view, _ in kinds]
    bounds = np.array([0, *accumulate(map(len, views))], np.intp)
    found = (map(known[at % len(kinds)].__getitem__, map(itemgetter(0), view)) for at, view in enumerate(views))
    ids = np.fromiter(chain.from_iterable(found), np.int32, bounds[-1])
    counts = np.fromiter(map(itemgetter(1), chain.from_iterable(views)), np.int32, bounds[-1])
    names = [""] * sum(map(len, known))
    for term, id_ in chain.from_iterable(view.items() for view in known):
        names[id_] = term
    return tuple(names), bounds, ids, counts


def _rate_rarity(vectors: Vectors, counts_at_large: TermCounts) -> Reals:
    """Return how rare each term is among these articles and the news at large (T)."""
    at_large = BESIDE[0] + BESIDE[1] * len(vectors)
    shares = np.array([counts_at_large.share(term) for term in vectors.names])
    rarity: Reals = np.log((len(vectors) + at_large) / (vectors.count_holders() + at_large * shares))
    return rarity


def _scale_views(raw: Reals, lengths: Places, views: Views) -> Reals:
    """Return the weights of entries such that each view has the length of its share; ``lengths`` are the views'."""
    shares = np.array([math.sqrt(share) for _, share in views])
    view = number_entries(lengths)
    sizes = np.sqrt(np.bincount(view, raw * raw, len(lengths)))
    scaled: Reals = raw * shares[view % len(views)] / sizes[view]
    return scaled


def make_mean_vectors(
    articles: Sequence[Sequence[Terms]], counts_at_large: TermCounts, views: Views | None = None
) -> Vectors:
    """Return for each group of articles the mean of their vectors."""
    single = make_vectors([terms for group in articles for terms in group], counts_at_large, views)
    starts, start, at = np.zeros(len(articles) + 1, np.intp), 0, 0
    for number, group in enumerate(articles):  # each in the place of the first ones that are done with
        ids, weights = single.read_row(start)
        if len(group) > 1:
            entries = slice(single.starts[start], single.starts[start + len(group)])
            ids, which = np.unique(single.ids[entries], return_inverse=True)
            weights = np.bincount(which, single.weights[entries]) / len(group)
        start += len(group)
        single.ids[at : at + len(ids)], single.weights[at : at + len(ids)] = ids, weights
        at += len(ids)
        starts[number + 1] = at
    return Vectors(single.names, starts, single.ids[:at], single.weights[:at])


def find_joining_terms(vectors: Vectors, group: Sequence[int]) -> tuple[str, ...]:
    """Return the terms that do most to make articles alike, as stems; none for one article."""
    if len(group) < 2:
        return ()
    entries, _ = vectors.find_entries(np.array(group, np.intp))
    ids, which = np.unique(vectors.ids[entries], return_inverse=True)
    weights = vectors.weights[entries]
    products = np.square(np.bincount(which, weights)) - np.bincount(which, np.square(weights))  # of all pairs
    shared = np.bincount(which) > 1
    shares: dict[str, float] = defaultdict(float)
    for id_, product in zip(ids[shared].tolist(), products[shared].tolist(), strict=True):
        shares[vectors.names[id_]] += product
    least = min(heapq.nlargest(JOINING, shares.values()), default=0.0) - 1e-6  # rounding is slow: the strongest alone
    strongest = sorted((-round(share, 6), term) for term, share in shares.items() if share >= least)
    return tuple(term for share, term in strongest[:JOINING] if share < 0)
