"""Which sentences tell the news: sumy's summarizers and ours behind one function.

Our own method is a linear model: the traits of a sentence (``traits``), with LexRank's centrality among them, times
weights that were learned from articles of which people say what each sentence does (docs/extracts.md).
"""

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

from digest.analysis.context import Context
from digest.analysis.news_weights import NEWS, PLAIN
from digest.analysis.traits import add_up
from digest.config import Method
from digest.model import Sentence
from digest.text.words import Tokens

MOST_SENTENCES = 400
"""Sentences that are compared with one another; those after them rank by the rest of their traits."""
REPEATS = 0.8
"""The share of a sentence's terms that a better one has of which it is a repeat. From .6 to 1 extracts of 129 articles
that people summarized score within .002 (``score/summaries.py``); at .5 every second article has another order.
"""
_FADING = 10.0
"""Sentences over which nearness to the top fades for ``lead``: their order is the same with any number."""
_DIGITS = 6
"""Decimals of a score, so that no order hangs on what a machine rounds."""
_NAMED = 4
"""Traits that a reason names beside the place."""
_PLACE = frozenset(("bias", "near 2", "near 5", "near 15", "share before", "first", "second"))


class Ranked(NamedTuple):
    """A sentence's rank, 1 tells most; ``why`` are the parts of its score in words."""

    rank: int
    score: float
    why: tuple[str, ...]
    passed_over: str | None = None


def rank(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    contexts: Sequence[Context],
    method: Method,
    language: str | None = None,
) -> tuple[Ranked, ...]:
    """Return the rank of every sentence, parallel to ``sentences``; repeats of better ones rank last.

    A sentence that is passed over has the rank that its news deserves: it tells what stays unsaid.
    """
    if not sentences:
        return ()
    compared = choose_compared(sentences, contexts)
    if method == "digest":
        scored, repeats = _score_by_weights(tokens, contexts, compared, language)
    else:
        scored, repeats = _rate_by_method(sentences, tokens, compared, method, language), {}
    return _put_in_order(sentences, contexts, scored, repeats)


def choose_compared(sentences: Sequence[Sentence], contexts: Sequence[Context]) -> tuple[int, ...]:
    """Return the positions that are compared: quotable, each text once, no more than ``MOST_SENTENCES``."""
    first: dict[str, int] = {}
    for at, sentence in enumerate(sentences):
        if contexts[at].passed_over is None:
            first.setdefault(sentence.text, at)
    return tuple(first.values())[:MOST_SENTENCES]


_Scored = list[tuple[float, tuple[str, ...]]]
"""For each sentence its score, and that in words."""


# ------------------------------------------------------------------------------------------- our method


def _score_by_weights(
    tokens: Sequence[Tokens], contexts: Sequence[Context], compared: Sequence[int], language: str | None
) -> tuple[_Scored, dict[int, int]]:
    """Return the probability that a sentence is main news, and which sentence repeats which better one."""
    weights = NEWS if language == "en" else PLAIN
    central, shared = measure_centrality(tokens, compared)
    scored = []
    for at, context in enumerate(contexts):
        traits = {**context.traits, **central.get(at, {})}
        parts = {name: weights[name] * value for name, value in traits.items() if name in weights}
        chance = 1 / (1 + exp(-add_up(parts.values())))
        scored.append((round(chance, _DIGITS), _explain_score(at, parts, context)))
    order = sorted(compared, key=lambda at: (-scored[at][0], at))
    return scored, _find_repeats(order, shared)


def measure_centrality(
    tokens: Sequence[Tokens], compared: Sequence[int]
) -> tuple[dict[int, dict[str, float]], dict[int, set[int]]]:
    """Return the traits that tell how central sentences are, by position, and for each those that say all it says."""
    if not compared:
        return {}, {}
    from digest.analysis.lexrank import measure_similarities  # noqa: PLC0415 - numpy: only when something is ranked

    found = measure_similarities([tokens[at].terms for at in compared])
    central, later = _scale(found.central), _scale(found.later)
    traits = {at: {"central": central[i], "taken up later": later[i]} for i, at in enumerate(compared)}
    said: dict[int, set[int]] = {at: set() for at in compared}
    others, repeats = (found.shared >= REPEATS).nonzero()
    for other, i in zip(others.tolist(), repeats.tolist(), strict=True):
        if other != i:
            said[compared[i]].add(compared[other])
    return traits, said


def _scale(values: Sequence[float]) -> list[float]:
    """Return the values divided by the largest, rounded, so that no order hangs on a last digit."""
    most = max(map(abs, values))
    return [round(value / most, _DIGITS) if most > 0 else 0.0 for value in values]


def _find_repeats(order: Sequence[int], said: Mapping[int, set[int]]) -> dict[int, int]:
    """Return for each sentence that repeats a better one, that one."""
    found: dict[int, int] = {}
    better: list[int] = []
    for at in order:
        same = next((other for other in better if other in said.get(at, ())), None)
        if same is None:
            better.append(at)
        else:
            found[at] = same
    return found


def _explain_score(at: int, parts: Mapping[str, float], context: Context) -> tuple[str, ...]:
    """Say where a sentence stands, whether it is background, and what else counts most for it and against it."""
    most = sorted([(-abs(value), name) for name, value in parts.items() if name not in _PLACE])[:_NAMED]
    place = "opens the article" if at == 0 else f"sentence {at + 1} of the article"
    behind = (f"background: {context.background}",) if context.background else ()
    return (place, *behind, *[f"{name} {parts[name]:+.2f}" for size, name in most if round(size, 2)])


# ------------------------------------------------------------------------------------------- named methods


def _rate_by_method(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    compared: Sequence[int],
    method: Method,
    language: str | None,
) -> _Scored:
    """Return sumy's ratings where there are any, else the place in the article: ``lead`` knows nothing else."""
    scored: _Scored = [(exp(-at / _FADING) / 1000, (f"sentence {at + 1} of the article",)) for at in range(len(tokens))]
    if method == "lead" or not compared:
        return scored
    from digest.analysis import summarizers  # noqa: PLC0415 - half a second: only where a method is named

    texts = [sentences[at].text for at in compared]
    found = summarizers.rate_sentences(texts, [tokens[at].words for at in compared], method, language)
    for at, value in zip(compared, found, strict=True):
        scored[at] = (round(value, _DIGITS), (f"{method} {value:.2f}",))
    return scored


# ------------------------------------------------------------------------------------------- the result


def _put_in_order(
    sentences: Sequence[Sentence], contexts: Sequence[Context], scored: _Scored, repeats: Mapping[int, int]
) -> tuple[Ranked, ...]:
    """Return ranks in the order of the scores, repeats behind."""
    first: dict[str, int] = {}
    reasons: list[str | None] = []
    again: set[int] = set()
    for at, (sentence, context) in enumerate(zip(sentences, contexts, strict=True)):
        same = first.setdefault(sentence.text, at) if context.passed_over is None else at
        same = repeats.get(at, same)
        if same != at:
            again.add(at)
        reasons.append(context.passed_over or (f"repeats sentence {same + 1}" if same != at else None))
    order = sorted(range(len(sentences)), key=lambda at: (at in again, -scored[at][0], at))
    ranks = {at: number for number, at in enumerate(order, 1)}
    return tuple([Ranked(ranks[at], round(value, 4), why, reasons[at]) for at, (value, why) in enumerate(scored)])
