"""sumy's summarizers, fed with our words and guarded against their faults; numpy and sumy are imported here.

Importing this module costs half a second: ``ranking`` does it when it ranks its first article. To add a
summarizer, write a subclass that mixes in ``_Rated`` and name it in ``SUMMARIZERS``.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
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


class Known(SumyTokenizer):
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

    ``alike`` holds the cosines of the last document.
    """

    alike: Matrix

    @staticmethod
    def _compute_idf(sentences: Sequence[Sequence[str]]) -> dict[str, float]:
        """log(number of sentences / (1 + number of sentences with the term)), by term."""
        having = Counter(term for sentence in sentences for term in set(sentence))
        return {term: log(len(sentences) / (1 + count)) for term, count in having.items()}

    def _create_matrix(
        self,
        sentences: Sequence[Sequence[str]],  # noqa: ARG002 - sumy's signature
        threshold: float,
        tf_metrics: Sequence[Mapping[str, float]],
        idf_metrics: Mapping[str, float],
    ) -> Matrix:
        """Sentences x sentences: 1 / degree where two are more alike than the threshold, else 0."""
        self.alike = cosines(tf_metrics, idf_metrics)
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
    """What LexRank knows of distinct sentences, and a little more; n sentences give n ratings and n x n matrices.

    ``central``: LexRank's ratings. ``alike``: the idf-modified cosine of every two. ``shared``: the share of
    the column's distinct terms that the row has too.
    """

    central: tuple[float, ...]
    alike: Matrix
    shared: Matrix


def likeness(terms: Sequence[tuple[str, ...]]) -> Likeness:
    """The likeness of sentences by their terms; at least one sentence."""
    lexrank = LexRank()
    central = _guarded(lexrank, [str(at) for at in range(len(terms))], terms)
    return Likeness(central, lexrank.alike, _shared(terms))


def _guarded(summarizer: Any, texts: Sequence[str], words: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """The ratings; zeros where sumy divides by zero, finds no words or loses sentences."""
    tokenizer = Known(dict(zip(texts, words, strict=True)))
    model = ObjectDocumentModel([Paragraph([SumySentence(text, tokenizer) for text in texts])])
    nothing = (0.0,) * len(texts)
    try:
        with np.errstate(all="ignore"):
            found = summarizer(model, len(texts))
    except (ArithmeticError, np.linalg.LinAlgError):
        return nothing
    return found if len(found) == len(texts) and np.isfinite(found).all() else nothing


def cosines(frequencies: Sequence[Mapping[str, float]], idf: Mapping[str, float]) -> Matrix:
    """Sentences x sentences: idf-modified cosine of every two, 0 for a sentence without weight."""
    place = {term: column for column, term in enumerate(idf)}
    vectors = np.zeros((len(frequencies), len(place)))
    for row, frequency in enumerate(frequencies):
        for term, value in frequency.items():
            vectors[row, place[term]] = value * idf[term]
    lengths = np.sqrt((vectors * vectors).sum(axis=1))
    vectors /= np.where(lengths > 0, lengths, 1.0)[:, np.newaxis]
    alike: Matrix = vectors @ vectors.T
    return alike


def _shared(terms: Sequence[tuple[str, ...]]) -> Matrix:
    """Sentences x sentences: the share of the column's distinct terms that the row has too."""
    place = {term: column for column, term in enumerate(dict.fromkeys(t for one in terms for t in one))}
    has = np.zeros((len(terms), max(1, len(place))))
    for row, one in enumerate(terms):
        has[row, [place[term] for term in one]] = 1.0
    share: Matrix = (has @ has.T) / np.maximum(has.sum(axis=1), 1.0)[np.newaxis, :]
    return share
