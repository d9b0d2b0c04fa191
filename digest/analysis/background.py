"""Tell background, which is history or anecdote, from the news of an English article.

A linear model in two steps does it: the first looks at a sentence's own traits, the second at what the first says of
the sentence, of those around it and of the rest of the article: neither kind is often told in one sentence alone.
"""

from collections.abc import Mapping, Sequence
from math import exp, fsum

from digest.analysis.background_weights import OWN, PLACED
from digest.analysis.traits import Traits, score

SURE = 0.34
"""The probability from which on a sentence is background: of unseen articles precision is .64 then and recall .51."""
_NEIGHBOURS = {"one before": -1, "two before": -2, "one behind": 1, "two behind": 2}
_NAMED = 2
"""Traits that a reason names."""
_DIGITS = 6


def find_background(traits: Sequence[Traits]) -> tuple[str | None, ...]:
    """Say what shows each sentence to be background; ``None`` for news, and for the sentence that opens the article."""
    sums = {kind: [score(each, weights) for each in traits] for kind, weights in OWN.items()}
    found: list[str | None] = []
    for at, placed in enumerate(describe_neighbours(sums)):
        kind = max(OWN, key=lambda kind: sums[kind][at])
        sure = at > 0 and is_sure(*[score(placed, weights) for weights in PLACED.values()])
        found.append(_name_traits(traits[at], OWN[kind]) if sure else None)
    return tuple(found)


def is_sure(history: float, anecdote: float) -> bool:
    """Tell whether a sentence is background by the sums of both kinds."""
    return round(1 - (1 - _to_chance(history)) * (1 - _to_chance(anecdote)), _DIGITS) >= SURE


def describe_neighbours(sums: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    """Return the traits that each sentence has in the second step, from its sums in the first."""
    found: list[dict[str, float]] = [{"bias": 1.0} for _ in sums["history"]]
    for kind, values in sums.items():
        chances = [0.0, *map(_to_chance, values[1:])]
        total = fsum(chances)
        surely, elsewhere = f"{kind} surely", f"{kind} elsewhere"
        near = [(f"{kind} {name}", step) for name, step in _NEIGHBOURS.items()]
        for at, traits in enumerate(found):
            traits[kind], traits[surely] = values[at], chances[at]
            traits[elsewhere] = (total - chances[at]) / max(1, len(chances) - 1)
            traits |= {name: chances[at + step] for name, step in near if 0 <= at + step < len(chances)}
    return found


def _to_chance(value: float) -> float:
    return round(1 / (1 + exp(-value)), _DIGITS)


def _name_traits(traits: Traits, weights: Mapping[str, float]) -> str:
    """Name what says most that a sentence is background."""
    parts = {name: weights.get(name, 0.0) * value for name, value in traits.items() if name != "bias"}
    most = sorted((-part, name) for name, part in parts.items() if part > 0)[:_NAMED]
    return ", ".join(name for _, name in most)
