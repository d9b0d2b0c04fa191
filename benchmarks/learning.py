"""What the scripts that learn weights share: logistic regression, and folds that hold whole articles out."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
STEPS = 25

T = TypeVar("T")
Array = NDArray[np.float64]


def logistic(
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


def tabulate(columns: Mapping[str, Sequence[float]], names: Sequence[str], length: int) -> Array:
    """Return a row for each of so many things, with its features in the order of their names; 0 where it has none."""
    none = [0.0] * length
    table: Array = np.array([columns.get(name, none) for name in names], dtype=float).T
    return table


def folds(items: Sequence[T], articles: Sequence[str], order: int = 0) -> Iterator[tuple[list[T], list[T]]]:
    """Part the items five times into those to learn from and those to test on, no article in both.

    Another ``order`` parts them otherwise: what few items tell hangs on that.
    """
    names = sorted(set(articles))
    random.Random(order).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    for number in range(FOLDS):
        pairs = list(zip(items, articles, strict=True))
        yield [one for one, name in pairs if fold[name] != number], [one for one, name in pairs if fold[name] == number]
