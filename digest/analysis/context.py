"""What surrounds a sentence: who speaks in it, what it leans on, whether it reports older news."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Article, Sentence
from digest.text.words import Tokens


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader must know to read one sentence alone; positions are those of sentences.

    ``leans_on``: must stand directly before it. ``speaker``: names who speaks in it. ``passed_over``: why it
    is never quoted. ``background``: the words that say it reports older news. ``hypothetical``: it tells what
    could be. ``in_quotation``: somebody else's words. ``opening``: the words that point back.
    """

    leans_on: int | None = None
    speaker: int | None = None
    passed_over: str | None = None
    background: str | None = None
    hypothetical: bool = False
    in_quotation: bool = False
    opening: str | None = None


def contexts(
    article: Article,  # noqa: ARG001
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],  # noqa: ARG001
) -> tuple[Context, ...]:
    """The context of each sentence, parallel to ``sentences``."""
    return tuple(
        Context(passed_over="a question") if sentence.text.rstrip("\"”'’)").endswith("?") else Context()
        for sentence in sentences
    )
