"""sumy's summarizers, fed with our words and guarded against their faults; numpy and sumy are imported here.

Importing this module costs half a second: ``ranking`` does it when it ranks its first article. To add a
summarizer, write a subclass that mixes in ``_Rated`` and name it in ``SUMMARIZERS``.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from digest.text.sentences import SumyTokenizer
from digest.text.words import stem, stop_words

Matrix = NDArray[np.float64]


class KnownWords(SumyTokenizer):
    """A tokenizer for sumy that looks up the words of sentences that were tokenized before."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence as they are known, else as our own tokenizer finds them."""
        found = self._known.get(text)
        return super().to_words(text) if found is None else found


class _Rated:
    """Makes a sumy summarizer return the ratings of all sentences in their order, not the best sentences."""

    def _get_best_sentences(
        self, sentences: Sequence[Any], _count: int, rating: Any, *args: Any, **kwargs: Any
    ) -> tuple[float, ...]:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        return tuple(float(rate(sentence, *args, **kwargs)) for sentence in sentences)


class LexRank(_Rated, LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """LexRank (Erkan and Radev 2004) as in sumy, its matrix made with numpy: the same ratings, sooner.

    What sumy keeps in a dict a sentence is here one row of a matrix of sentences x terms. ``has`` (1 where a sentence
    has a term) and ``alike`` (cosines of every two sentences) are the last document's.
    """

    has: Matrix
    alike: Matrix

    def rate(self, terms: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """What sumy does with a document, of sentences whose words are terms already; zeros where it cannot."""
        with np.errstate(all="ignore"):
            matrix = self._create_matrix(terms, self.threshold, self._compute_tf(terms), self._compute_idf(terms))
            central = self.power_method(matrix, self.epsilon)
        return tuple(central.tolist()) if np.isfinite(central).all() else (0.0,) * len(terms)

    def _compute_tf(self, sentences: Sequence[Sequence[str]]) -> Matrix:
        """How often each term stands in each sentence, divided by its commonest term's count."""
        counts = _counts(sentences)
        self.has = (counts > 0).astype(np.float64)
        tf: Matrix = counts / np.maximum(counts.max(axis=1, initial=0, keepdims=True), 1)
        return tf

    def _compute_idf(self, sentences: Sequence[Sequence[str]]) -> Matrix:
        """log(number of sentences / (1 + number of sentences with the term))."""
        idf: Matrix = np.log(len(sentences) / (1.0 + self.has.sum(axis=0)))
        return idf

    def _create_matrix(
        self,
        sentences: Sequence[Sequence[str]],  # noqa: ARG002 - sumy's signature
        threshold: float,
        tf_metrics: Matrix,
        idf_metrics: Matrix,
    ) -> Matrix:
        """Sentences x sentences: 1 / degree where two are more alike than the threshold, else 0."""
        self.alike = _cosines(tf_metrics * idf_metrics)
        linked: Matrix = (self.alike > threshold).astype(np.float64)
        matrix: Matrix = linked / np.maximum(linked.sum(axis=1, keepdims=True), 1.0)
        return matrix


class TextRank(_Rated, TextRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """TextRank (Mihalcea and Tarau 2004) as in sumy."""


class Luhn(_Rated, LuhnSummarizer):  # type: ignore[misc]  # sumy has no types
    """Luhn's method (1958) as in sumy."""


class Lsa(_Rated, LsaSummarizer):  # type: ignore[misc]  # sumy has no types
    """Latent semantic analysis (Steinberger and Jezek 2004) as in sumy, its words in a fixed order.

    sumy numbers the words in the order of a set, which changes the sums' last digits with the hash seed, and
    warns when there are fewer words than sentences.
    """

    def _create_dictionary(self, document: Any) -> dict[str, int]:
        content = (self.normalize_word(word) for word in document.words)
        stems = {self.stem_word(word) for word in content if word not in self._stop_words}
        return {term: row for row, term in enumerate(sorted(stems))}

    def _create_matrix(self, document: Any, dictionary: Mapping[str, int]) -> Matrix:
        matrix = np.zeros((len(dictionary), len(document.sentences)))
        for column, sentence in enumerate(document.sentences):
            for term in map(self.stem_word, sentence.words):
                if term in dictionary:
                    matrix[dictionary[term], column] += 1
        return matrix

    def _compute_term_frequency(self, matrix: Matrix, smooth: float = 0.4) -> Matrix:
        most = matrix.max(axis=0)
        return np.where(most > 0, smooth + (1 - smooth) * matrix / np.maximum(most, 1.0), matrix)


SUMMARIZERS: dict[str, Callable[[Any], Any]] = {
    "lex-rank": LexRank,
    "text-rank": TextRank,
    "lsa": Lsa,
    "luhn": Luhn,
}


def ratings(
    texts: Sequence[str], words: Sequence[tuple[str, ...]], method: str, language: str | None
) -> tuple[float, ...]:
    """sumy's ratings of distinct sentences by a named method, parallel to them; 0 where it has none."""
    summarizer = SUMMARIZERS[method](lambda word: stem(word, language))
    summarizer.stop_words = stop_words(language)
    return _guarded(summarizer, texts, words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What LexRank knows of distinct sentences, and a little more; matrices are sentences x sentences.

    ``central``: LexRank's ratings. ``later``: how much more each is like those after it than like those before
    it (directed centrality, Zheng and Lapata 2019). ``shared``: the share of the column's distinct terms that the row
    has too. ``sizes``: how many distinct terms each has.
    """

    central: tuple[float, ...]
    later: tuple[float, ...]
    shared: Matrix
    sizes: tuple[float, ...]


def likeness(terms: Sequence[tuple[str, ...]]) -> Likeness:
    """The likeness of sentences by their terms; at least one sentence."""
    lexrank = LexRank()
    central = lexrank.rate(terms)
    has, alike, after = lexrank.has, lexrank.alike, _after(len(terms))
    sizes = has.sum(axis=1)
    shared: Matrix = (has @ has.T) / np.maximum(sizes, 1.0)
    later = np.where(after, alike, 0.0).sum(axis=1) - np.where(after.T, alike, 0.0).sum(axis=1)
    return Likeness(central, tuple(later.tolist()), shared, tuple(sizes.tolist()))


@lru_cache(maxsize=256)
def _after(size: int) -> NDArray[np.bool_]:
    """Rows x columns: whether the column stands after the row."""
    return np.triu(np.ones((size, size), dtype=np.bool_), 1)


def _guarded(summarizer: Any, texts: Sequence[str], words: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """The ratings; zeros where sumy divides by zero, finds no words or loses sentences."""
    tokenizer = KnownWords(dict(zip(texts, words, strict=True)))
    model = ObjectDocumentModel([Paragraph([SumySentence(text, tokenizer) for text in texts])])
    nothing = (0.0,) * len(texts)
    try:
        with np.errstate(all="ignore"):
            found = summarizer(model, len(texts))
    except (ArithmeticError, np.linalg.LinAlgError):
        return nothing
    return found if len(found) == len(texts) and np.isfinite(found).all() else nothing


def _counts(sentences: Sequence[Sequence[str]]) -> NDArray[np.int_]:
    """Sentences x terms, terms in the order of their first appearance."""
    place: dict[str, int] = defaultdict(count().__next__)
    lengths = list(map(len, sentences))
    columns = np.fromiter(map(place.__getitem__, chain.from_iterable(sentences)), np.intp, sum(lengths))
    flat = np.arange(len(sentences)).repeat(lengths) * len(place) + columns
    return np.bincount(flat, minlength=len(sentences) * len(place)).reshape(len(sentences), len(place))


def _cosines(vectors: Matrix) -> Matrix:
    """Rows x rows: the cosine of every two, 0 for a row without weight."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1))
    lengths[lengths == 0] = 1.0
    unit = vectors / lengths[:, np.newaxis]
    alike: Matrix = unit @ unit.T
    return alike
