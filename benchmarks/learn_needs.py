#!/usr/bin/env python3
"""Learn the weights of `digest/analysis/need_weights.py` from sentences of which people say what they need.

    python -m benchmarks.learn_needs DATA             print what unseen articles would score, in six times five folds
    python -m benchmarks.learn_needs DATA --write     learn from all of them and write the table

`benchmarks.needs` says what DATA holds. Logistic regression with a ridge on every possible need that title and first
sentence do not meet; articles, not sentences, are held out.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.learning import fit_logistic, split_folds
from benchmarks.needs import Judged, judged
from digest.analysis.need_traits import PossibleNeed, Trait
from digest.text.unmet_needs import ABOVE

RIDGE = 1.0
LEAST = 4
"""Possible needs that a trait must have to be weighed; one with fewer is written with 0."""
SURE = 0.36
"""The probability from which on it counts as a need: where precision and recall are about equal."""
DISTANCES = (0, 1, 2, 5, 11, 400)
ORDERS = 6
"""Orders of the articles in which they are parted: one of them alone is up to .03 off."""
TARGET = Path(__file__).parent.parent / "digest" / "analysis" / "need_weights.py"


def learn(some: Sequence[Judged]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weight of each trait; a score above 0 is a need."""
    rows = [(possible, right) for one in some for possible, right in zip(one.possible, one.right, strict=True)]
    rows = [(possible, right) for possible, right in rows if not is_met(possible)]
    often = Counter(trait for possible, _ in rows for trait in possible.traits)
    names = sorted(name for name, count in often.items() if count >= LEAST)
    table = np.array([[float(name in possible.traits) for name in names] for possible, _ in rows])
    bias, weights = fit_logistic(table, np.array([float(right) for _, right in rows]), np.ones(len(rows)), RIDGE)
    return bias - float(np.log(SURE / (1 - SURE))), dict(zip(names, weights, strict=True))


def is_met(possible: PossibleNeed) -> bool:
    """Tell whether title or first sentence give what a possible need wants."""
    return not ABOVE.isdisjoint(possible.met_by)


def needs_something(one: Judged, bias: float, weights: dict[str, float]) -> bool:
    """Tell whether the weights find a need in a sentence that nothing above it meets."""
    return any(
        bias + sum(weights.get(trait, 0.0) for trait in possible.traits) > 0
        for possible in one.possible
        if not is_met(possible)
    )


def describe_shares(pairs: Sequence[tuple[bool, bool]]) -> str:
    """Say precision and recall of pairs of what was found and what is true."""
    hits = sum(found and true for found, true in pairs)
    precision, recall = hits / max(1, sum(found for found, _ in pairs)), hits / max(1, sum(true for _, true in pairs))
    return f"precision {precision:.3f}, recall {recall:.3f}"


def main() -> None:
    """Print the figures, and write the table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    some = judged(args.data)
    pairs: dict[bool, list[tuple[bool, bool]]] = {True: [], False: []}
    for order in range(ORDERS):
        for rest, unseen in split_folds(some, [one.article for one in some], order):
            bias, weights = learn(rest)
            for one in unseen:
                pairs[one.random].append((needs_something(one, bias, weights), bool(one.kinds)))
    print(f"{len(some)} sentences, unseen articles in {ORDERS} orders: {describe_shares(pairs[True])}")
    print(f"those in which nothing had been found: {describe_shares(pairs[False])}")
    for first, last in pairwise(DISTANCES):
        far = [bool(one.kinds) for one in some if not one.random and first < one.at <= last]
        print(f"of {len(far)} of them, {first + 1} to {last} sentences below the first, {sum(far)} need something")
    bias, weights = learn(some)
    known = [(needs_something(one, bias, weights), bool(one.kinds)) for one in some]
    print(f"the sentences learned from: {describe_shares(known)}")
    if args.write:
        TARGET.write_text(_format_table(bias, weights), encoding="utf-8")


def _format_table(bias: float, weights: dict[str, float]) -> str:
    lines = [f'    "{trait}": {weights.get(trait, 0.0):.2f},' for trait in sorted(Trait)]
    return "\n".join(
        (
            '"""What each trait of a possible need says of whether it is one; a sum above 0 is a need.',
            "",
            "Made by `python -m benchmarks.learn_needs DATA --write`: do not edit.",
            '"""',
            "",
            f"BIAS = {bias:.2f}",
            "WEIGHTS = {",
            *lines,
            "}",
            "",
        )
    )


if __name__ == "__main__":
    main()
