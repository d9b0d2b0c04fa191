"""Find how similar articles are, all with all, in arrays.

Articles find each other in an inverted index that grows as they come. The day's commonest terms would be most of
its work and are next to nothing of any similarity: they stay out of it and count by what they could add at most (the
idea of Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007). What may then be similar enough is
compared term by term.

Shapes as in ``vectors``, and P pairs.
"""

from array import array
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from digest.edition.vectors import BLOCK, Ids, Places, Reals, Vectors, list_ranges, number_entries

Mask = NDArray[np.bool_]
Label = TypeVar("Label", bound=Hashable)

FLOOR = 0.08
"""Pairs below this similarity count as having none. From .02 to .12 ten mornings are the same, and to .15 eight
other days (``benchmarks/ranges.py``); at .15 three mornings are others, at .12 the sample week is.
"""
MOST_PAIRS, FEWEST_PAIRS = 2_000_000, 128
"""Pairs that are kept in all, so that memory stays bounded, but for so many of each article with those before it."""
COMMON = 0.02
"""What the terms left out of the index may add to a similarity in the mean: clearly less than FLOOR."""
SLACK = 1e-5
"""More than the short floats of the index are ever wrong by."""
AT_ONCE = 32_000
"""Products that are worked on at once: arrays for all of them would double the memory."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows with their similarity, an array of P each: the smaller position is ``first``."""

    first: Ids
    second: Ids
    values: Reals

    def only(self, wanted: Mask) -> "Pairs":
        """Return the pairs that a mask (P) marks."""
        return Pairs(self.first[wanted], self.second[wanted], self.values[wanted])

    def triples(self) -> Iterator[tuple[int, int, float]]:
        """Yield one pair after the other: both positions and the similarity."""
        for start in range(0, len(self.values), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            yield from zip(
                self.first[part].tolist(), self.second[part].tolist(), self.values[part].tolist(), strict=True
            )


def find_similar(vectors: Vectors, *, first: int = 0) -> Pairs:
    """Return the pairs that are similar enough to matter, ordered by their second position, then the likest first.

    Only pairs whose second position is ``first`` or more.
    """
    most = max(FEWEST_PAIRS, MOST_PAIRS // max(len(vectors), 1))
    index, comparer = _Index(vectors), _Comparer(vectors)
    ones, others, values = array("i"), array("i"), array("d")
    for number in range(len(vectors)):
        if number >= first:
            near = index.find_near(number)
            exact = comparer.compare(number, near)
            near, exact = near[exact >= FLOOR], exact[exact >= FLOOR]
            likest = np.argsort(-exact, kind="stable")[:most]
            ones.extend(near[likest].tolist())
            others.extend([number] * len(likest))
            values.extend([round(value, 6) for value in exact[likest].tolist()])
        index.add(number)
    return Pairs(np.frombuffer(ones, np.int32), np.frombuffer(others, np.int32), np.frombuffer(values, np.float64))


class _Index:
    """An inverted index of the less common terms of the rows so far; finds the rows that may be like another.

    For each listed term ``_rows`` holds the rows that have it, and ``_weights`` its weight in them; one term stands
    behind the other. Those of term t begin at ``_starts[t]`` and so far reach to ``_ends[t]``, where ``add`` puts more.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        holders = vectors.count_holders()
        common = _choose_common(vectors, holders)
        self._is_listed = ~common & (holders > 1)  # (T)
        self._left_out = _measure_left_out(vectors, common)  # (R)
        room = np.where(self._is_listed, holders, 0)
        self._starts = np.cumsum(room) - room  # (T)
        self._ends = self._starts.copy()
        self._rows = np.empty(int(room.sum()), np.min_scalar_type(len(vectors)))
        self._weights = np.empty(len(self._rows), np.float32)

    def find_near(self, number: int) -> Places:
        """Return the rows before one whose product with it may reach the floor."""
        ids, weights = self._read_listed(number)
        starts, ends, weights = self._starts[ids], self._ends[ids], weights.astype(np.float32)
        sums = self._left_out[:number] * self._left_out[number]
        for some in _portion(ends - starts):
            lengths = ends[some] - starts[some]
            postings = list_ranges(starts[some], lengths)
            products = self._weights[postings] * np.repeat(weights[some], lengths)
            sums += np.bincount(self._rows[postings], products, number)
        return np.flatnonzero(sums >= FLOOR - SLACK)

    def add(self, number: int) -> None:
        """Add the next row."""
        ids, weights = self._read_listed(number)
        self._rows[self._ends[ids]] = number
        self._weights[self._ends[ids]] = weights
        self._ends[ids] += 1

    def _read_listed(self, number: int) -> tuple[Ids, Reals]:
        """Return the ids and weights of a row's entries whose terms are listed."""
        ids, weights = self._vectors.read_row(number)
        listed = self._is_listed[ids]
        return ids[listed], weights[listed]


def _choose_common(vectors: Vectors, holders: Places) -> Mask:
    """Return which terms are so common that an index leaves them out (T): together they add COMMON in the mean."""
    squares = np.zeros(len(holders))
    for _, _, entries in vectors.iterate_blocks():
        squares += np.bincount(vectors.ids[entries], np.square(vectors.weights[entries]), len(holders))
    commonest = np.argsort(-holders, kind="stable")
    common = np.zeros(len(holders), bool)
    common[commonest[np.cumsum(squares[commonest]) <= COMMON * len(vectors)]] = True
    return common


def _measure_left_out(vectors: Vectors, common: Mask) -> Reals:
    """Return the length of what the common terms are of each row (R)."""
    left_out = np.zeros(len(vectors))
    for start, stop, entries in vectors.iterate_blocks():
        row = number_entries(np.diff(vectors.starts[start : stop + 1]))
        hidden = np.where(common[vectors.ids[entries]], vectors.weights[entries], 0.0)
        left_out[start:stop] = np.sqrt(np.bincount(row, np.square(hidden), stop - start))
    return left_out


def _portion(lengths: Places) -> Iterator[slice]:
    """Cut a list of lengths into parts, each of about AT_ONCE together."""
    ends = np.cumsum(lengths)
    cuts = np.searchsorted(ends, np.arange(AT_ONCE, lengths.sum(), AT_ONCE)).tolist()
    return map(slice, (0, *cuts), (*cuts, len(lengths)))


class _Comparer:
    """Compares one row with others: its weights are laid out over all terms, where the others' entries find them."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._whole = np.zeros(len(vectors.names))  # (T)

    def compare(self, number: int, others: Places) -> Reals:
        """Return the dot products of one row with others."""
        vectors, found = self._vectors, np.empty(len(others))
        ids, weights = vectors.read_row(number)
        self._whole[ids] = weights
        for start in range(0, len(others), BLOCK):
            some = others[start : start + BLOCK]
            entries, row = vectors.find_entries(some)
            products = vectors.weights[entries] * self._whole[vectors.ids[entries]]
            found[start : start + BLOCK] = np.bincount(row, products, len(some))
        self._whole[ids] = 0.0
        return found


def multiply_pairs(vectors: Vectors, pairs: Pairs) -> Reals:
    """Return the dot product of each pair's vectors (P); the pairs come ordered by their second position."""
    comparer, found = _Comparer(vectors), np.zeros(len(pairs.values))
    bounds = np.searchsorted(pairs.second, np.arange(len(vectors) + 1))
    for number in range(len(vectors)):
        of_row = slice(bounds[number], bounds[number + 1])
        found[of_row] = comparer.compare(number, pairs.first[of_row].astype(np.intp))
    return found


# ----------------------------------------------------------------------------------- what else is known of pairs


def weaken(pairs: Pairs, apart: Mask, share: float) -> Pairs:
    """Return the pairs, with no more than a share of the similarity of those that something keeps apart."""
    return Pairs(pairs.first, pairs.second, np.where(apart, np.round(pairs.values * share, 6), pairs.values))


def find_kept_apart(pairs: Pairs, marks: Sequence[Label], apart: Callable[[Label, Label], bool]) -> Mask:
    """Return for each pair whether the two marks of its rows keep it apart (P); there is a mark for each row (R)."""
    known: dict[Label, int] = {}
    kinds = np.array([known.setdefault(mark, len(known)) for mark in marks], np.int64)
    every = list(known)
    both, which = np.unique(kinds[pairs.first] * len(every) + kinds[pairs.second], return_inverse=True)
    return np.array([apart(every[one // len(every)], every[one % len(every)]) for one in both.tolist()], bool)[which]


def share_mark(pairs: Pairs, marks: Sequence[Hashable]) -> Mask:
    """Return for each pair whether its two have one mark; ``None`` is nobody's."""
    known: dict[Hashable, int] = {}
    kinds = [known.setdefault(at if mark is None else (mark,), len(known)) for at, mark in enumerate(marks)]
    numbers = np.array(kinds, np.int64)
    found: Mask = numbers[pairs.first] == numbers[pairs.second]
    return found


def join_surely(pairs: Pairs, sure: Collection[tuple[int, int]]) -> Pairs:
    """Return the pairs, and these with a similarity of one."""
    certain = np.array(sorted({(min(pair), max(pair)) for pair in sure}), np.int32).reshape(-1, 2)
    wide = np.int64(2) ** 32
    other = pairs.only(~np.isin(pairs.first * wide + pairs.second, certain @ np.array([wide, 1])))
    return Pairs(
        np.concatenate((other.first, certain[:, 0])),
        np.concatenate((other.second, certain[:, 1])),
        np.concatenate((other.values, np.ones(len(certain)))),
    )
