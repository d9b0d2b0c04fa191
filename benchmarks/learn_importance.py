#!/usr/bin/env python3
"""Learn the weights of `digest/edition/importance.py` from mornings whose articles a reader has weighed.

    benchmarks/learn_importance.py MORNINGS      print the weights, and what runs of days that were held out would score

MORNINGS holds `gold.jsonl` (`day`, `path`, `weight` 0 to 3) and `days/DAY/PATH`. Ridge regression of an article's
weight on the parts that `rate` sums, reports alone. Days are held out run by run: their affairs are the same.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.learning import Array
from digest.analysis.lexicon import compile_themes
from digest.config import parse_settings
from digest.edition.copies import gather_copies
from digest.edition.importance import LARGE_AFFAIR, MANY_NEWSROOMS, WEIGHTS, parts_of
from digest.edition.newsrooms import families, newsrooms_of
from digest.edition.stories import gather_stories, kinship
from digest.edition.term_counts import shipped_counts
from digest.model import OTHER, AnalysedArticle, ArticleSummary, Problem
from digest.pipeline.ingest import outlet_of_folder, read_file

RIDGE = 5.0
"""From 1 to 20 the order of the held-out days hardly changes."""
LabelledDay = tuple[str, dict[str, int], dict[str, AnalysedArticle]]
LEARNED = [name for name in WEIGHTS if name != "age"]


def days_in(data: Path) -> Iterator[LabelledDay]:
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
                outlet=outlet_of_folder(path),
            )
            if results and not isinstance(results[0], Problem):
                found[path] = results[0]
        yield day, paths, found


def examples(days: Iterable[LabelledDay]) -> Iterator[tuple[str, int, list[float]]]:
    """Yield the run, the weight and the parts of every report."""
    for day, weights, found in days:
        summaries = [ArticleSummary.of(one) for one in found.values()]
        unique = gather_copies(summaries, lambda summary, found=found: found[summary.path])  # type: ignore[misc]
        groups = gather_stories(unique, "normal", shipped_counts())
        affairs = kinship(groups, "normal", shipped_counts()).others
        for group, affair in zip(groups, affairs, strict=True):
            told = [one.summary for one in group.origins]
            named, unknown = newsrooms_of([found[summary.path] for summary in told], families())
            newsrooms = max(1, len(named) + unknown)
            for summary in told if told[0].kind == "report" else ():
                theme = next((one.name for one in summary.themes if one.primary), OTHER)
                parts = {name: share for name, (share, _) in parts_of(summary, theme).items()}
                parts["theme"] = float(theme != OTHER)
                parts["breadth"] = float(len(summary.themes) > 1)
                parts["newsrooms"] = min(1.0, math.log2(newsrooms) / math.log2(MANY_NEWSROOMS))
                parts["affair"] = min(1.0, affair / LARGE_AFFAIR)
                yield day[:4], weights[summary.path], [parts.get(name, 0.0) for name in LEARNED]


def learn(parts: Array, wanted: Array) -> Array:
    """Return what each part weighs: ridge regression of the weights that a reader gave."""
    centred = parts - parts.mean(0)
    gram = centred.T @ centred + RIDGE * np.eye(parts.shape[1])
    weights: Array = np.linalg.solve(gram, centred.T @ (wanted - wanted.mean()))
    return weights


def main() -> None:
    """Print the weights and, for every run, how often a weightier article has more points than a lighter one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mornings", type=Path)
    found = list(examples(days_in(parser.parse_args().mornings)))
    runs = np.array([run for run, _, _ in found])
    wanted = np.array([float(weight) for _, weight, _ in found])
    parts = np.array([row for _, _, row in found])

    for run in sorted(set(runs)):
        points = parts[runs == run] @ learn(parts[runs != run], wanted[runs != run])
        weights = wanted[runs == run]
        pairs = [(a, b) for a in range(len(weights)) for b in range(len(weights)) if weights[a] >= 2 > weights[b]]
        right = np.mean([float(points[a] > points[b]) for a, b in pairs])
        shipped = parts[runs == run] @ np.array([WEIGHTS[name] for name in LEARNED])
        print(f"{run}, held out: {right:.3f} of the pairs right; shipped weights",
              f"{np.mean([float(shipped[a] > shipped[b]) for a, b in pairs]):.3f}")  # fmt: skip
    for name, weight in zip(LEARNED, learn(parts, wanted), strict=True):
        print(f"{name:10} {weight:+.2f}  (shipped {WEIGHTS[name]:+.2f})")


if __name__ == "__main__":
    main()
