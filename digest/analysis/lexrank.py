"""LexRank (Erkan and Radev 2004) of sentences whose words are terms already, and what else their similarities tell.

The ratings are those of sumy's ``LexRankSummarizer``, which a test holds them to; the matrix is made with numpy, and
sumy is not imported: nltk and requests, which it imports, took a third of the time in which a worker starts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_THRESHOLD = 0.1
"""The cosine above which two sentences are linked, as in sumy."""
_EPSILON = 0.1
"""The power method ends when its vector has moved no further than this, as in sumy."""


@dataclass(frozen=True, slots=True)
class Similarities:
    """What LexRank knows of distinct sentences, and a little more; matrices are sentences x sentences.

    ``central``: LexRank's ratings, zeros where it has none. ``later``: how much more each is like those after it than
    like those before it (directed centrality, Zheng and Lapata 2019). ``shared``: the share of the column's distinct
    terms that the row has too, 0 of a column without terms.
    """

    central: tuple[float, ...]
    later: tuple[float, ...]
    shared: Matrix


def measure_similarities(terms: Sequence[Sequence[str]]) -> Similarities:
    """Return what the similarities of sentences tell, by their terms; at least one sentence."""
    counts = _count_terms(terms)
    has = (counts > 0).astype(np.float64)
    with np.errstate(all="ignore"):
        alike = _compare_rows(_weigh_by_sentence(counts) * _weigh_by_document(has))
        central = _find_eigenvector(_link(alike))
    after = _mark_later(len(terms))
    later = np.where(after, alike, 0.0).sum(axis=1) - np.where(after.T, alike, 0.0).sum(axis=1)
    shared: Matrix = (has @ has.T) / np.maximum(has.sum(axis=1), 1.0)
    rated = tuple(central.tolist()) if np.isfinite(central).all() else (0.0,) * len(terms)
    return Similarities(rated, tuple(later.tolist()), shared)


def _count_terms(sentences: Sequence[Sequence[str]]) -> NDArray[np.int_]:
    """Return sentences x terms, terms in the order of their first appearance."""
    column: dict[str, int] = defaultdict(count().__next__)
    lengths = list(map(len, sentences))
    columns = np.fromiter(map(column.__getitem__, chain.from_iterable(sentences)), np.intp, sum(lengths))
    flat = np.arange(len(sentences)).repeat(lengths) * len(column) + columns
    return np.bincount(flat, minlength=len(sentences) * len(column)).reshape(len(sentences), len(column))


def _weigh_by_sentence(counts: NDArray[np.int_]) -> Matrix:
    """Return how often each term stands in each sentence, divided by its commonest term's count."""
    tf: Matrix = counts / np.maximum(counts.max(axis=1, initial=0, keepdims=True), 1)
    return tf


def _weigh_by_document(has: Matrix) -> Matrix:
    """Return log(number of sentences / (1 + number of sentences with the term))."""
    idf: Matrix = np.log(len(has) / (1.0 + has.sum(axis=0)))
    return idf


def _compare_rows(vectors: Matrix) -> Matrix:
    """Return rows x rows: the cosine of every two, 0 for a row without weight."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1))
    lengths[lengths == 0] = 1.0
    unit = vectors / lengths[:, np.newaxis]
    alike: Matrix = unit @ unit.T
    return alike


def _link(alike: Matrix) -> Matrix:
    """Return sentences x sentences: 1 / degree where two are more alike than the threshold, else 0."""
    linked: Matrix = (alike > _THRESHOLD).astype(np.float64)
    matrix: Matrix = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1.0)
    return matrix


def _find_eigenvector(matrix: Matrix) -> Matrix:
    """Return the eigenvector that walking along the links comes to, nearly; NaN where nothing is linked."""
    vector = np.array([1.0 / len(matrix)] * len(matrix))
    moved = 1.0
    while moved > _EPSILON:
        following = np.dot(matrix.T, vector)
        following /= np.linalg.norm(following)
        moved = float(np.linalg.norm(np.subtract(following, vector)))
        vector = following
    return vector


@lru_cache(maxsize=256)
def _mark_later(size: int) -> NDArray[np.bool_]:
    """Return rows x columns: whether the column stands after the row."""
    return np.triu(np.ones((size, size), dtype=np.bool_), 1)
