"""Tell background, which is history or anecdote, from the news of an English article.

A linear model in two steps does it: the first looks at a sentence's own traits, the second at what the first says of
the sentence, of those around it and of the rest of the article: neither kind is often told in one sentence alone.
"""

from collections.abc import Mapping, Sequence
from math import exp, fsum
from operator import mul

from digest.analysis.background_weights import OWN, PLACED
from digest.analysis.traits import Traits, add_up, score

SURE = 0.34
"""The probability from which on a sentence is background: of unseen articles precision is .64 then and recall .51."""
_NEIGHBOURS = {"one before": -1, "two before": -2, "one behind": 1, "two behind": 2}
"""The sentences around it that a second table weighs (``benchmarks/learn_background.py``)."""
_FARTHEST = 2
"""How far the farthest of them is."""
_NAMED = 2
"""Traits that a reason names."""
_DIGITS = 6
"""Decimals of a chance, so that no verdict hangs on what a machine rounds."""


def find_background(traits: Sequence[Traits]) -> tuple[str | None, ...]:
    """Say what shows each sentence to be background; ``None`` for news, and for the sentence that opens the article."""
    sums = {kind: [score(each, weights) for each in traits] for kind, weights in OWN.items()}
    columns = describe_neighbours(sums)
    placed = [score_columns(columns, weights) for weights in PLACED.values()]
    found: list[str | None] = []
    for at, both in enumerate(zip(*placed, strict=True)):
        sure = at > 0 and is_sure(*both)
        found.append(_name_traits(traits[at], OWN[max(OWN, key=lambda kind: sums[kind][at])]) if sure else None)
    return tuple(found)


def score_columns(columns: Mapping[str, Sequence[float]], weights: Mapping[str, float]) -> list[float]:
    """Return the weighted sum of each sentence's traits, which stand in columns by name."""
    used = [weights.get(name, 0.0) for name in columns]
    return [add_up(map(mul, used, row)) for row in zip(*columns.values(), strict=True)]


def is_sure(history: float, anecdote: float) -> bool:
    """Tell whether a sentence is background by the sums of both kinds."""
    return round(1 - (1 - _to_chance(history)) * (1 - _to_chance(anecdote)), _DIGITS) >= SURE


def describe_neighbours(sums: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Return the traits that the sentences have in the second step by name, from their sums in the first.

    Where no neighbour stands the chance is 0.
    """
    count = len(sums["history"])
    found = {"bias": [1.0] * count}
    for kind, values in sums.items():
        chances = [0.0, *map(_to_chance, values[1:])][:count]
        total, others = fsum(chances), max(1, count - 1)
        found |= {kind: list(values), f"{kind} surely": chances}
        found[f"{kind} elsewhere"] = [(total - chance) / others for chance in chances]
        padded = [0.0] * _FARTHEST + chances + [0.0] * _FARTHEST
        for name, step in _NEIGHBOURS.items():
            found[f"{kind} {name}"] = padded[_FARTHEST + step :][:count]
    return found


def _to_chance(value: float) -> float:
    return round(1 / (1 + exp(-value)), _DIGITS)


def _name_traits(traits: Traits, weights: Mapping[str, float]) -> str:
    """Name what says most that a sentence is background."""
    parts = {name: weights.get(name, 0.0) * value for name, value in traits.items() if name != "bias"}
    most = sorted((-part, name) for name, part in parts.items() if part > 0)[:_NAMED]
    return ", ".join(name for _, name in most)
