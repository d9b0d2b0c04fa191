"""How similar articles are, all with all, in arrays.

An article is one vector: half its words, a quarter its title and lead alone, a quarter its names and numbers alone.
Each view has length one and is weighted by TF-IDF, where how rare a term is, is read off the day and counts of
other news together. The dot product of two vectors is then the mix of three cosines, and the mean over all pairs of two
groups (average link, Sokal and Michener 1958) is the dot product of their sums.

Articles find each other in an inverted index that grows as they come. The day's commonest terms would be most of
its work and are next to nothing of any similarity: they stay out of it and count by what they could add at most (the
idea of Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007). What may then be similar enough is
compared term by term.
"""

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from digest.edition.term_counts import TermCounts
from digest.model import Terms

Ids = NDArray[np.int32]
Places = NDArray[np.intp]
Reals = NDArray[np.float64]
Label = TypeVar("Label", bound=Hashable)

Views = Sequence[tuple[str, float]]

VIEWS: Views = (("words", 0.5), ("lead", 0.25), ("names", 0.25))
"""Shares of the three views of an article."""
FLOOR = 0.08
"""Pairs below this similarity count as having none."""
JOINING = 6
"""Terms that are named as the reason for a story."""
MOST_PAIRS, FEWEST_PAIRS = 2_000_000, 128
"""Pairs that are kept in all, so that memory stays bounded, but for so many of each article with those before it."""
BESIDE = (50, 3.0)
"""Articles of the news at large that every day is thought to hold beside its own, a number and a share of these: what
all of today's articles say still weighs something, what is said every day weighs less, and a day of three has weights.
"""
COMMON = 0.02
"""What the terms left out of the index may add to a similarity in the mean: clearly less than FLOOR."""
SLACK = 1e-5
"""More than the short floats of the index are ever wrong by."""
BLOCK, AT_ONCE = 64, 32_000
"""Rows that are worked on at once, and products: arrays for all of them would double the memory."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors of length one at most: row n is what stands from ``starts[n]`` to ``starts[n + 1]``.

    ``ids`` are positions in ``names``; the same term has another id in each view.
    """

    names: tuple[str, ...]
    starts: Places
    ids: Ids
    weights: Reals

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> tuple[Ids, Reals]:
        """Ids and weights of one row."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.ids[part], self.weights[part]

    def rows(self, numbers: Places) -> tuple[Places, Places]:
        """Where all entries of some rows stand, and for each of them which of ``numbers`` is its row."""
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        return _ranges(self.starts[numbers], lengths), np.repeat(np.arange(len(numbers)), lengths)

    def blocks(self) -> Iterator[tuple[int, int, slice]]:
        """The first row of some, the one after their last, and where their entries stand."""
        for start in range(0, len(self), BLOCK):
            stop = min(start + BLOCK, len(self))
            yield start, stop, slice(self.starts[start], self.starts[stop])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Positions of two, the smaller one first, with their similarity."""

    first: Ids
    second: Ids
    values: Reals

    def only(self, wanted: NDArray[np.bool_]) -> "Pairs":
        """Those that a mask marks."""
        return Pairs(self.first[wanted], self.second[wanted], self.values[wanted])

    def triples(self) -> Iterator[tuple[int, int, float]]:
        """One after the other."""
        for start in range(0, len(self.values), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            yield from zip(
                self.first[part].tolist(), self.second[part].tolist(), self.values[part].tolist(), strict=True
            )


def vectors_of(articles: Sequence[Terms], counts_at_large: TermCounts, views: Views = VIEWS) -> Vectors:
    """Return the vector of each article."""
    shares = np.array([math.sqrt(share) for _, share in views])
    names, bounds, ids, counts = _counted(articles, views)
    made = Vectors(names, bounds[:: len(views)], ids, np.empty(len(ids)))
    at_large = BESIDE[0] + BESIDE[1] * len(articles)
    shares_at_large = np.array([counts_at_large.share(term) for term in names])
    rarity = np.log((len(articles) + at_large) / (_holders(made) + at_large * shares_at_large))
    levels = np.array([0.0, *(1 + math.log(number) for number in range(1, counts.max(initial=0) + 1))])
    for start, stop, part in made.blocks():
        lengths = np.diff(bounds[start * len(views) : stop * len(views) + 1])
        view = np.repeat(np.arange(len(lengths)), lengths)
        raw = levels[counts[part]] * rarity[ids[part]]
        sizes = np.sqrt(np.bincount(view, raw * raw, len(lengths)))
        made.weights[part] = raw * shares[view % len(views)] / sizes[view]
    return made


def _counted(articles: Sequence[Terms], kinds: Views) -> tuple[tuple[str, ...], Places, Ids, Ids]:
    """The terms by id; where the views of the articles start, one after the other; ids and counts of their terms."""
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


def mean_vectors(articles: Sequence[Sequence[Terms]], counts_at_large: TermCounts, views: Views = VIEWS) -> Vectors:
    """Return for each group of articles the mean of their vectors."""
    single = vectors_of([terms for group in articles for terms in group], counts_at_large, views)
    starts, start, at = np.zeros(len(articles) + 1, np.intp), 0, 0
    for number, group in enumerate(articles):  # each in the place of the first ones that are done with
        ids, weights = single.row(start)
        if len(group) > 1:
            part = slice(single.starts[start], single.starts[start + len(group)])
            ids, which = np.unique(single.ids[part], return_inverse=True)
            weights = np.bincount(which, single.weights[part]) / len(group)
        start += len(group)
        single.ids[at : at + len(ids)], single.weights[at : at + len(ids)] = ids, weights
        at += len(ids)
        starts[number + 1] = at
    return Vectors(single.names, starts, single.ids[:at], single.weights[:at])


def find_similar(vectors: Vectors, *, first: int = 0) -> Pairs:
    """The pairs that are similar enough to matter, ordered by their second position, then the likest first.

    Only pairs whose second position is ``first`` or more.
    """
    most = max(FEWEST_PAIRS, MOST_PAIRS // max(len(vectors), 1))
    index = _Index(vectors)
    ones, others, values = array("i"), array("i"), array("d")
    for number in range(len(vectors)):
        if number >= first:
            near = index.near(number)
            exact = index.exact(number, near)
            near, exact = near[exact >= FLOOR], exact[exact >= FLOOR]
            likest = np.argsort(-exact, kind="stable")[:most]
            ones.extend(near[likest].tolist())
            others.extend([number] * len(likest))
            values.extend([round(value, 6) for value in exact[likest].tolist()])
        index.add(number)
    return Pairs(np.frombuffer(ones, np.int32), np.frombuffer(others, np.int32), np.frombuffer(values, np.float64))


class _Index:
    """Where the less common terms of the rows so far stand; finds the rows that may be like another."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        holders, self._listed, self._left_out = _without_common(vectors)
        self._starts = np.cumsum(np.where(self._listed, holders, 0)) - np.where(self._listed, holders, 0)
        self._ends = self._starts.copy()
        size = int(holders[self._listed].sum())
        self._rows = np.empty(size, np.min_scalar_type(len(vectors)))
        self._weights = np.empty(size, np.float32)
        self._whole = np.zeros(len(holders))

    def near(self, number: int) -> Places:
        """The earlier rows whose product with this one may reach the floor."""
        ids, weights = self._vectors.row(number)
        listed = self._listed[ids]
        ids, weights = ids[listed], weights[listed].astype(np.float32)
        starts, ends = self._starts[ids], self._ends[ids]
        sums = self._left_out[:number] * self._left_out[number]
        for some in _portions(ends - starts):
            lengths = ends[some] - starts[some]
            places = _ranges(starts[some], lengths)
            products = self._weights[places] * np.repeat(weights[some], lengths)
            sums += np.bincount(self._rows[places], products, number)
        return np.flatnonzero(sums >= FLOOR - SLACK)

    def exact(self, number: int, others: Places) -> Reals:
        """The dot products of one row with others."""
        vectors, found = self._vectors, np.empty(len(others))
        ids, weights = vectors.row(number)
        self._whole[ids] = weights
        for start in range(0, len(others), BLOCK):
            some = others[start : start + BLOCK]
            places, row = vectors.rows(some)
            products = vectors.weights[places] * self._whole[vectors.ids[places]]
            found[start : start + BLOCK] = np.bincount(row, products, len(some))
        self._whole[ids] = 0.0
        return found

    def add(self, number: int) -> None:
        """The next row."""
        ids, weights = self._vectors.row(number)
        listed = self._listed[ids]
        ids, weights = ids[listed], weights[listed]
        self._rows[self._ends[ids]] = number
        self._weights[self._ends[ids]] = weights
        self._ends[ids] += 1


def _without_common(vectors: Vectors) -> tuple[Places, NDArray[np.bool_], Reals]:
    """How many rows hold each term; which terms an index lists; the length of what it leaves out of each row."""
    holders = _holders(vectors)
    squares = np.zeros(len(holders))
    for _, _, part in vectors.blocks():
        squares += np.bincount(vectors.ids[part], np.square(vectors.weights[part]), len(holders))
    commonest = np.argsort(-holders, kind="stable")
    common = np.zeros(len(holders), bool)
    common[commonest[np.cumsum(squares[commonest]) <= COMMON * len(vectors)]] = True
    left_out = np.zeros(len(vectors))
    for start, stop, part in vectors.blocks():
        row = np.repeat(np.arange(stop - start), np.diff(vectors.starts[start : stop + 1]))
        hidden = np.where(common[vectors.ids[part]], vectors.weights[part], 0.0)
        left_out[start:stop] = np.sqrt(np.bincount(row, np.square(hidden), stop - start))
    return holders, ~common & (holders > 1), left_out


def _holders(vectors: Vectors) -> Places:
    """How many rows hold each term."""
    holders = np.zeros(len(vectors.names), np.intp)
    for _, _, part in vectors.blocks():
        holders += np.bincount(vectors.ids[part], minlength=len(holders))
    return holders


def _portions(lengths: Places) -> Iterator[slice]:
    """Parts of a list of lengths, each of about AT_ONCE together."""
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(AT_ONCE, lengths.sum(), AT_ONCE)).tolist()
    return map(slice, (0, *cuts), (*cuts, len(lengths)))


def _ranges(starts: Places, lengths: Places) -> Places:
    """All numbers of some ranges, one range after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(lengths.sum())


def weaken(pairs: Pairs, apart: NDArray[np.bool_], share: float) -> Pairs:
    """Return the pairs, with no more than a share of the similarity of those that something keeps apart."""
    return Pairs(pairs.first, pairs.second, np.where(apart, np.round(pairs.values * share, 6), pairs.values))


def keeps_apart(pairs: Pairs, marks: Sequence[Label], apart: Callable[[Label, Label], bool]) -> NDArray[np.bool_]:
    """Return for each pair whether its two marks keep it apart."""
    known: dict[Label, int] = {}
    kinds = np.array([known.setdefault(mark, len(known)) for mark in marks], np.int64)
    every = list(known)
    both, which = np.unique(kinds[pairs.first] * len(every) + kinds[pairs.second], return_inverse=True)
    return np.array([apart(every[one // len(every)], every[one % len(every)]) for one in both.tolist()], bool)[which]


def share_mark(pairs: Pairs, marks: Sequence[Hashable]) -> NDArray[np.bool_]:
    """Return for each pair whether its two have one mark; ``None`` is nobody's."""
    known: dict[Hashable, int] = {}
    kinds = [known.setdefault(at if mark is None else (mark,), len(known)) for at, mark in enumerate(marks)]
    numbers = np.array(kinds, np.int64)
    found: NDArray[np.bool_] = numbers[pairs.first] == numbers[pairs.second]
    return found


def products_of(vectors: Vectors, pairs: Pairs) -> Reals:
    """Return the dot product of each pair's vectors; the pairs come ordered by their second position."""
    found = np.zeros(len(pairs.values))
    whole = np.zeros(len(vectors.names))
    bounds = np.searchsorted(pairs.second, np.arange(len(vectors) + 1))
    for number in range(len(vectors)):
        of = slice(bounds[number], bounds[number + 1])
        others = pairs.first[of].astype(np.intp)
        ids, weights = vectors.row(number)
        whole[ids] = weights
        places, row = vectors.rows(others)
        found[of] = np.bincount(row, vectors.weights[places] * whole[vectors.ids[places]], len(others))
        whole[ids] = 0.0
    return found


def join_surely(pairs: Pairs, sure: Collection[tuple[int, int]]) -> Pairs:
    """The pairs, and these with a similarity of one."""
    certain = np.array(sorted({(min(pair), max(pair)) for pair in sure}), np.int32).reshape(-1, 2)
    wide = np.int64(2) ** 32
    other = pairs.only(~np.isin(pairs.first * wide + pairs.second, certain @ np.array([wide, 1])))
    return Pairs(
        np.concatenate((other.first, certain[:, 0])),
        np.concatenate((other.second, certain[:, 1])),
        np.concatenate((other.values, np.ones(len(certain)))),
    )


def joining_terms(vectors: Vectors, group: Sequence[int]) -> tuple[str, ...]:
    """The terms that do most to make articles alike, as stems; none for one article."""
    if len(group) < 2:
        return ()
    places, _ = vectors.rows(np.array(group, np.intp))
    ids, which = np.unique(vectors.ids[places], return_inverse=True)
    weights = vectors.weights[places]
    products = np.square(np.bincount(which, weights)) - np.bincount(which, np.square(weights))  # of all pairs
    shared = np.bincount(which) > 1
    shares: dict[str, float] = defaultdict(float)
    for id_, product in zip(ids[shared].tolist(), products[shared].tolist(), strict=True):
        shares[vectors.names[id_]] += product
    least = min(heapq.nlargest(JOINING, shares.values()), default=0.0) - 1e-6  # rounding is slow: the strongest alone
    strongest = sorted((-round(share, 6), term) for term, share in shares.items() if share >= least)
    return tuple(term for share, term in strongest[:JOINING] if share < 0)


def average_link(pairs: Pairs, size: int, threshold: float) -> tuple[tuple[int, ...], ...]:
    """Positions 0 to size - 1 in groups, each sorted, ordered by their first."""
    joined, pairs = _within_reach(pairs, size, threshold)
    members = {i: [i] for i in sorted(joined)}
    totals: dict[int, dict[int, float]] = {i: {} for i in members}
    for i, j, value in pairs.triples():
        totals[i][j] = totals[j][i] = value
    heap = [(-value, i, j) for i, j, value in pairs.only(pairs.values >= threshold).triples()]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in members or j not in members or -negative != _mean(totals, members, i, j):
            continue
        for k, value in totals.pop(j).items():
            del totals[k][j]
            if k != i:
                totals[i][k] = totals[k][i] = totals[i].get(k, 0.0) + value
        members[i] += members.pop(j)
        for k in totals[i]:
            mean = _mean(totals, members, i, k)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    alone = ((i,) for i in range(size) if i not in joined)
    return tuple(sorted((*alone, *(tuple(sorted(group)) for group in members.values()))))


def _mean(totals: dict[int, dict[int, float]], members: dict[int, list[int]], i: int, j: int) -> float:
    return round(totals[i].get(j, 0.0) / (len(members[i]) * len(members[j])), 6)


def _within_reach(pairs: Pairs, size: int, threshold: float) -> tuple[frozenset[int], Pairs]:
    """The positions that a group of two or more may have, and the pairs that may matter to it.

    Two groups are never joined without a pair of theirs that is similar enough by itself: so what no chain of such
    pairs connects stays apart.
    """
    home = list(range(size))
    close = pairs.only(pairs.values >= threshold)

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = i = home[home[i]]
        return i

    for i, j, _ in close.triples():
        one, other = root(i), root(j)
        home[max(one, other)] = min(one, other)
    homes = np.array([root(i) for i in range(size)], np.int32)
    joined = frozenset((*close.first.tolist(), *close.second.tolist()))
    return joined, pairs.only(homes[pairs.first] == homes[pairs.second])
