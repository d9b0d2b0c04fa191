"""What the scripts that learn weights share: logistic regression, and folds that hold whole articles out."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
STEPS = 25

T = TypeVar("T")
Array = NDArray[np.float64]


def fit_logistic(
    rows: Array, truth: Array, mass: Array, ridge: float, *, least_spread: float | None = None
) -> tuple[float, list[float]]:
    """Return bias and weights: Newton's method on the penalised likelihood, each row counting by its mass.

    With a ``least_spread`` the ridge weighs each column by its spread, or by that where it has less: so a trait that is
    small everywhere is not held back.
    """
    columns = rows.shape[1]
    middle, spread = rows.mean(0), np.ones(columns) if least_spread is None else np.maximum(rows.std(0), least_spread)
    centred = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    mass = mass / mass.mean()
    penalty = np.eye(centred.shape[1]) * ridge
    penalty[-1, -1] = 1e-6
    found = np.zeros(centred.shape[1])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-np.clip(centred @ found, -30, 30)))
        curve = (centred * (mass * sure * (1 - sure) + 1e-9)[:, None]).T @ centred + penalty
        found -= np.linalg.solve(curve, centred.T @ (mass * (sure - truth)) + penalty @ found)
    weights = found[:-1] / spread
    return float(found[-1] - middle @ weights), [float(value) for value in weights]


def format_module(target: Path, bias: float, weights: Mapping[str, float]) -> str:
    """Return the module at ``target`` with a new bias and table; weights that round to 0 are left out."""
    head = target.read_text(encoding="utf-8").partition("BIAS = ")[0]
    lines = [f'    "{name}": {weight:.2f},' for name, weight in sorted(weights.items()) if abs(weight) >= 0.005]
    return "\n".join((f"{head}BIAS = {bias:.2f}", "", "WEIGHTS = {", *lines, "}", ""))


def count_grams(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Count every four words in a row, by which two texts are compared; all of them where there are fewer."""
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def tabulate(columns: Mapping[str, Sequence[float]], names: Sequence[str], length: int) -> Array:
    """Return a row for each of so many things, with its features in the order of their names; 0 where it has none."""
    none = [0.0] * length
    table: Array = np.array([columns.get(name, none) for name in names], dtype=float).T
    return table


def split_folds(items: Sequence[T], articles: Sequence[str], order: int = 0) -> Iterator[tuple[list[T], list[T]]]:
    """Split the items five times into those to learn from and those to test on, no article in both.

    Another ``order`` splits them otherwise: what few items tell hangs on that.
    """
    names = sorted(set(articles))
    random.Random(order).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    for number in range(FOLDS):
        pairs = list(zip(items, articles, strict=True))
        yield [one for one, name in pairs if fold[name] != number], [one for one, name in pairs if fold[name] == number]
