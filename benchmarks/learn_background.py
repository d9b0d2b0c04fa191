#!/usr/bin/env python3
"""Learn the weights of `digest/analysis/background_weights.py` from articles with labelled sentences.

    python -m benchmarks.learn_background DISCOURSE             what unseen articles would score, in twice five folds
    python -m benchmarks.learn_background DISCOURSE --write     learn from all of them and write the tables

DISCOURSE is that of `learn_ranking`. A sentence is background when people call it history or anecdote. Each kind has a
logistic regression with a ridge on a sentence's own traits, and one on what those two say of it and of its neighbours.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.learn_ranking import Example, read_labelled
from benchmarks.learning import fit_logistic, split_folds
from digest.analysis.background import describe_neighbours, is_sure
from digest.analysis.traits import score

LABELS = {"history": "Distant_Historical", "anecdote": "Distant_Anecdotal"}
NOT_OWN = frozenset(("bias", "central", "taken up later", "needs something"))
"""Traits that are known only when background is."""
RIDGE = 50.0
ORDERS = 2
"""Orders of the articles in which they are split into folds: what one of them tells is a little off."""
TARGET = Path(__file__).parent.parent / "digest" / "analysis" / "background_weights.py"

Weights = Mapping[str, Mapping[str, float]]


def learn(some: Sequence[Example]) -> tuple[Weights, Weights]:
    """Return for each kind the weights of a sentence's own traits, and those of its place among the others."""
    traits = [each for one in some for each in one.traits]
    names = sorted({name for each in traits for name in each} - NOT_OWN)
    own = {kind: _learn_kind(traits, names, some, label) for kind, label in LABELS.items()}
    placed = [each for one in some for each in _place(one, own)]
    others = sorted({name for each in placed for name in each} - NOT_OWN)
    return own, {kind: _learn_kind(placed, others, some, label) for kind, label in LABELS.items()}


def _place(one: Example, own: Weights) -> list[dict[str, float]]:
    sums = {kind: [score(each, weights) for each in one.traits] for kind, weights in own.items()}
    columns = describe_neighbours(sums)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _learn_kind(
    traits: Sequence[Mapping[str, float]], names: Sequence[str], some: Sequence[Example], label: str
) -> dict[str, float]:
    rows = np.array([[each.get(name, 0.0) for name in names] for each in traits])
    truth = np.array([float(said == label) for one in some for said in one.labels])
    bias, weights = fit_logistic(rows, truth, np.ones(len(truth)), RIDGE, least_spread=1e-9)
    return {"bias": bias, **dict(zip(names, weights, strict=True))}


def judge(one: Example, own: Weights, placed: Weights) -> list[tuple[bool, bool]]:
    """Return for each sentence whether it is called background, and whether people call it so."""
    found = []
    for at, (each, label) in enumerate(zip(_place(one, own), one.labels, strict=True)):
        sure = is_sure(*(score(each, placed[kind]) for kind in LABELS))
        found.append((at > 0 and sure, label in LABELS.values()))
    return found


def main() -> None:
    """Print the figures, and write the tables where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("discourse", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    some = read_labelled(args.discourse)
    for order in range(ORDERS):
        pairs = []
        for rest, unseen in split_folds(some, [one.path for one in some], order):
            learned = learn(rest)
            pairs += [pair for one in unseen for pair in judge(one, *learned)]
        hits = sum(found and true for found, true in pairs)
        precision, recall = hits / sum(found for found, _ in pairs), hits / sum(true for _, true in pairs)
        print(f"{len(some)} articles, each unseen: precision {precision:.3f}, recall {recall:.3f}")
    if args.write:
        TARGET.write_text(_format_tables(*learn(some)), encoding="utf-8")


def _format_tables(own: Weights, placed: Weights) -> str:
    lines = [
        '"""What a sentence\'s traits, and those around it, say of whether it is history or anecdote.',
        "",
        "Made by `python -m benchmarks.learn_background DISCOURSE --write`: do not edit.",
        '"""',
    ]
    for table, kinds in (("OWN", own), ("PLACED", placed)):
        lines += ["", f"{table} = {{"]
        for kind, weights in kinds.items():
            lines += [
                f'    "{kind}": {{',
                *[f'        "{name}": {value:.3f},' for name, value in weights.items()],
                "    },",
            ]
        lines.append("}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
