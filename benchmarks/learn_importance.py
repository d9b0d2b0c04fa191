#!/usr/bin/env python3
"""Learn the weights of `digest/edition/importance.py` from mornings whose articles a reader has weighed.

    python -m benchmarks.learn_importance DATA    print the weights, and what held-out runs of days would score

DATA holds `mornings/gold.jsonl` (`day`, `path`, `weight` 0 to 3) with `mornings/days/DAY/PATH`, and the articles
without a day that `benchmarks/importance.tsv` weighs: their titles and first words were read for it. Ridge regression
of an article's weight on the parts that `rate` sums, reports alone. Days are held out run by run: their affairs are the
same.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.learning import Array
from digest.analysis.lexicon import compile_themes
from digest.edition.copies import gather_copies
from digest.edition.importance import SET, WEIGHTS, rate_parts
from digest.model import OTHER, AnalysedArticle, ArticleSummary, Problem
from digest.pipeline.ingest import find_outlet_of_folder, read_file
from digest.settings_file import parse_settings

RIDGE = 5.0
"""From 1 to 20 the order of the held-out days hardly changes."""
WITHOUT_DAY = 0.5
"""What an article without a day counts beside one of a morning: its newsrooms and its affair are not known."""
HERE = Path(__file__).parent
LabelledDay = tuple[str, dict[str, int], dict[str, AnalysedArticle]]
LEARNED = [name for name in WEIGHTS if name not in SET]


def read_days(data: Path) -> Iterator[LabelledDay]:
    """Yield each day with the weights and the articles of its files, by path."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        weights[one["day"]][one["path"]] = one["weight"]
    settings = parse_settings("", data / "config.toml")
    matcher = compile_themes(settings.theme, settings.root)
    for day, paths in sorted(weights.items()):
        found: dict[str, AnalysedArticle] = {}
        for path in paths:
            results = read_file(
                path,
                (data / "days" / day / path).read_bytes(),
                briefing=settings.briefing,
                matcher=matcher,
                today=date.fromisoformat(day),
                outlet=find_outlet_of_folder(path),
            )
            if results and not isinstance(results[0], Problem):
                found[path] = results[0]
        yield day, paths, found


def read_examples(days: Iterable[LabelledDay]) -> Iterator[tuple[str, int, list[float]]]:
    """Yield the run, the weight and the parts of every report, copies once."""
    for day, weights, found in days:
        summaries = [ArticleSummary.of(one) for one in found.values()]
        unique = gather_copies(summaries, lambda summary, found=found: found[summary.path])  # type: ignore[misc]
        for summary in (one.summary for one in unique):
            if summary.kind == "report":
                yield day[:4], weights[summary.path], _list_parts(summary)


def read_examples_without_day(data: Path) -> Iterator[tuple[int, list[float]]]:
    """Yield the weight and the parts of every report that `importance.tsv` weighs."""
    settings = parse_settings("", data / "mornings" / "config.toml")
    matcher = compile_themes(settings.theme, settings.root)
    for line in (HERE / "importance.tsv").read_text(encoding="utf-8").splitlines():
        name, weight = line.split("\t")
        content = (data / name).read_bytes()
        read = read_file(
            name, content, briefing=settings.briefing, matcher=matcher, today=date(2100, 1, 1), outlet=None
        )
        if read and not isinstance(read[0], Problem):
            summary = ArticleSummary.of(read[0])
            if summary.kind == "report":
                yield int(weight), _list_parts(summary)


def _list_parts(summary: ArticleSummary) -> list[float]:
    theme = next((one.name for one in summary.themes if one.primary), OTHER)
    parts = {name: share for name, (share, _) in rate_parts(summary, theme).items()}
    parts["theme"] = float(theme != OTHER)
    parts["breadth"] = float(len(summary.themes) > 1)
    return [parts.get(name, 0.0) for name in LEARNED]


class Examples(NamedTuple):
    """Labelled articles: the parts of each and the weight that a reader gave it."""

    parts: Array
    wanted: Array


def learn(days: Examples, others: Examples) -> Array:
    """Return what each part weighs: ridge regression of the weights that a reader gave.

    ``days`` are articles of the mornings, ``others`` belong to no day: how many points these have in the mean is free.
    """
    sets = ((days, 1.0), (others, WITHOUT_DAY))
    parts = np.vstack([math.sqrt(mass) * (one.parts - one.parts.mean(0)) for one, mass in sets])
    wanted = np.hstack([math.sqrt(mass) * (one.wanted - one.wanted.mean()) for one, mass in sets])
    ridge = RIDGE * np.eye(parts.shape[1])
    return np.array(np.linalg.solve(parts.T @ parts + ridge, parts.T @ wanted), dtype=np.float64)


def main() -> None:
    """Print the weights and, for every run, how often a weightier article has more points than a lighter one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    found = list(read_examples(read_days(data / "mornings")))
    others = Examples(
        *map(np.array, zip(*((row, float(w)) for w, row in read_examples_without_day(data)), strict=True))
    )
    runs = np.array([run for run, _, _ in found])
    wanted = np.array([float(weight) for _, weight, _ in found])
    parts = np.array([row for _, _, row in found])

    for run in sorted(set(runs)):
        learned = learn(Examples(parts[runs != run], wanted[runs != run]), others)
        shipped = np.array([WEIGHTS[name] for name in LEARNED])
        right = [_measure_order(parts[runs == run] @ weights, wanted[runs == run]) for weights in (learned, shipped)]
        print(f"{run}, held out: {right[0]:.3f} of the pairs right; shipped weights {right[1]:.3f}")
    for name, weight in zip(LEARNED, learn(Examples(parts, wanted), others), strict=True):
        print(f"{name:10} {weight:+.2f}  (shipped {WEIGHTS[name]:+.2f})")


def _measure_order(points: Array, weights: Array) -> float:
    """Return how often an article that is worth a place in full has more points than one that is not."""
    pairs = [(a, b) for a in range(len(weights)) for b in range(len(weights)) if weights[a] >= 2 > weights[b]]
    return float(np.mean([points[a] > points[b] for a, b in pairs]))


if __name__ == "__main__":
    main()
