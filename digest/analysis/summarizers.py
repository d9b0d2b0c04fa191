"""sumy's summarizers, fed with our words and guarded against their faults; sumy is imported here.

Importing this module costs half a second: ``ranking`` does it when a desk has named one of these methods. To add a
summarizer, write a subclass that mixes in ``_Rated`` and name it in ``SUMMARIZERS``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from digest.analysis.lexrank import Matrix, measure_similarities
from digest.text.sentences import SumyTokenizer
from digest.text.words import list_stop_words, stem


class KnownWords(SumyTokenizer):
    """A tokenizer for sumy that looks up the words of sentences that were tokenized before."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a sentence as they are known, else as our own tokenizer finds them."""
        found = self._known.get(text)
        return super().to_words(text) if found is None else found


class _Rated:
    """Makes a sumy summarizer return the ratings of all sentences in their order, not the best sentences."""

    def _get_best_sentences(
        self, sentences: Sequence[Any], _count: int, rating: Any, *args: Any, **kwargs: Any
    ) -> tuple[float, ...]:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        return tuple(float(rate(sentence, *args, **kwargs)) for sentence in sentences)


class LexRank(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
    """LexRank as in sumy, rated by ``lexrank`` with numpy: the same ratings, sooner."""

    def __call__(self, document: Any, _count: int) -> tuple[float, ...]:
        terms = [self._to_words_set(sentence) for sentence in document.sentences]
        return measure_similarities(terms).central if terms else ()


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


def rate_sentences(
    texts: Sequence[str], words: Sequence[tuple[str, ...]], method: str, language: str | None
) -> tuple[float, ...]:
    """Return sumy's ratings of distinct sentences by a named method, parallel to them; 0 where it has none."""
    summarizer = SUMMARIZERS[method](lambda word: stem(word, language))
    summarizer.stop_words = list_stop_words(language)
    return _rate_safely(summarizer, texts, words)


def _rate_safely(summarizer: Any, texts: Sequence[str], words: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """Return the ratings; zeros where sumy divides by zero, finds no words or loses sentences."""
    tokenizer = KnownWords(dict(zip(texts, words, strict=True)))
    model = ObjectDocumentModel([Paragraph([SumySentence(text, tokenizer) for text in texts])])
    nothing = (0.0,) * len(texts)
    try:
        with np.errstate(all="ignore"):
            found = summarizer(model, len(texts))
    except (ArithmeticError, np.linalg.LinAlgError):
        return nothing
    return found if len(found) == len(texts) and np.isfinite(found).all() else nothing
