#!/usr/bin/env python3
"""Learn `blockweights.py` and `firstweights.py` in `digest/intake/readers/` from web pages whose article is known.

    python -m benchmarks.learn_pages DATA [DATA ...]            print what unseen sites would score, in six folds
    python -m benchmarks.learn_pages DATA [DATA ...] --write    learn from all of them and write both tables

A DATA folder holds `gold.jsonl`, a line a page: either `path`, `required` (the article's text) and `neutral` (text that
counts neither way), or `gold`, `site` and `forms.html.file`. Logistic regression with a ridge; every block weighs the
root of its words, every page the same. Sites, not pages, are held out, for pages of one site are alike.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.learning import count_grams, fit_logistic, format_module, tabulate
from digest.intake.features import MeasuredText
from digest.intake.readers import blockweights, firstweights
from digest.intake.readers.blockchoice import choose_inside, choose_surely, drop_repeats
from digest.intake.readers.blockfeatures import count_running_words, describe_blocks, measure_blocks, vote_by_seed
from digest.intake.readers.blocks import PageBlock, cut_blocks
from digest.intake.readers.extraction import vote
from digest.intake.readers.html import decode_page, parse_page
from digest.intake.segment import FeatureColumns
from digest.text.words import strip_to_letters

RIDGE = 60.0
"""Of 20, 60 and 150 the one with the best F1 on held-out sites."""
TABLES = {"first": firstweights, "columns": blockweights}
"""The table that is learned from each set of features of an ``Example``."""
NAMES = ("F1", "precision", "recall", "under .8")
TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True)
class Example:
    """A page: its blocks, their features before and after trafilatura is asked, whether each is in the article, and
    whether that counts."""

    site: str
    group: str
    required: str
    neutral: str
    blocks: list[PageBlock]
    measured: MeasuredText
    first: FeatureColumns
    columns: FeatureColumns
    inside: list[bool]
    counts: list[bool]


def _split(text: str) -> list[str]:
    return TOKEN.findall(text.lower())


def _count_grams(text: str) -> Counter[tuple[str, ...]]:
    return count_grams(_split(text))


def read_examples(folders: Iterable[Path]) -> list[Example]:
    """Return the pages whose article has forty words or more."""
    found = []
    for folder in folders:
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if len(_split(one.get("required") or one.get("gold") or "")) >= 40:
                found.append(_read_example(folder, one))
    return found


def _read_example(folder: Path, one: dict[str, Any]) -> Example:
    if "path" in one:
        data, required, neutral = (folder / one["path"]).read_bytes(), one["required"], one.get("neutral") or ""
        name = Path(one["path"])
        site, group = re.sub(r"-?\d+$", "", name.stem), name.parent.name
    else:
        data = gzip.decompress((folder / one["forms"]["html"]["file"]).read_bytes())
        required, neutral, site, group = one["gold"], "\n".join(one["titles"]), one["site"], folder.name
    tree = parse_page(decode_page(data))
    blocks = cut_blocks(tree) if tree is not None else []
    measured = measure_blocks(blocks)
    running = count_running_words(blocks, measured)
    first = describe_blocks(blocks, measured, vote_by_seed(measured, running))
    columns = describe_blocks(blocks, measured, vote(tree, [block.text for block in blocks], running))
    wanted, free = _count_grams(required), _count_grams(neutral)
    lines, free_lines = ({strip_to_letters(line) for line in text.split("\n")} for text in (required, neutral))
    inside = [_is_in(block.text, wanted, lines) for block in blocks]
    counts = [within or not _is_in(block.text, free, free_lines) for block, within in zip(blocks, inside, strict=True)]
    site = site.removeprefix("www.")
    return Example(site, group, required, neutral, blocks, measured, first, columns, inside, counts)


def _is_in(text: str, wanted: Counter[tuple[str, ...]], lines: set[str]) -> bool:
    """Tell whether at least half of a block stands in a text; a short one must be a line of it."""
    if len(_split(text)) < 4:
        return strip_to_letters(text) in lines and bool(strip_to_letters(text))
    said = _count_grams(text)
    return sum(count for gram, count in said.items() if gram in wanted) >= 0.5 * sum(said.values())


def learn(some: list[Example], features: str) -> tuple[float, dict[str, float]]:
    """Return the bias and the weight of every feature of one set."""
    columns: list[FeatureColumns] = [getattr(one, features) for one in some]
    names = sorted({name for one in columns for name in one})
    rows = np.vstack([tabulate(one, names, len(page.inside)) for one, page in zip(columns, some, strict=True)])
    truth = np.array([float(inside) for one in some for inside in one.inside])
    mass = np.concatenate([_weigh(one) for one in some])
    bias, weights = fit_logistic(rows, truth, mass, RIDGE, least_spread=0.02)
    return bias, dict(zip(names, weights, strict=True))


def _weigh(one: Example) -> np.ndarray:
    roots = np.array([min(seen.words, 60) ** 0.5 + 0.3 for seen in one.measured.paragraphs]) * one.counts
    mass: np.ndarray = roots / (roots.sum() + 1e-9) ** 0.5
    return mass


def score(one: Example) -> tuple[float, float, float]:
    """Return F1, precision and recall of word 4-grams; those of the neutral text count neither way."""
    chosen = choose_surely(one.measured, one.first) or choose_inside(one.measured, one.columns)
    inside = drop_repeats(one.blocks, chosen)
    said, wanted = (
        _count_grams("\n".join(block.text for block, within in zip(one.blocks, inside, strict=True) if within)),
        _count_grams(one.required),
    )
    free = _count_grams(one.neutral) - wanted
    said -= Counter({gram: said[gram] for gram in free if gram in said})
    common = sum((said & wanted).values())
    precision, recall = common / (sum(said.values()) or 1), common / sum(wanted.values())
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


def score_held_out(some: list[Example], number: int, seed: int) -> dict[str, list[tuple[float, float, float]]]:
    """Return for each group of pages the scores on sites that the weights were not learned from."""
    sites = sorted({one.site for one in some})
    np.random.default_rng(seed).shuffle(sites)
    found: dict[str, list[tuple[float, float, float]]] = {}
    for fold in range(number):
        held = set(sites[fold::number])
        for features, table in TABLES.items():
            learned = learn([one for one in some if one.site not in held], features)
            vars(table).update(zip(("BIAS", "WEIGHTS"), learned, strict=True))
        for one in some:
            if one.site in held:
                found.setdefault(one.group, []).append(score(one))
    return found


def main() -> None:
    """Print the figures, and write the table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    some = read_examples(asked.data)
    for group, found in sorted(score_held_out(some, asked.folds, asked.seed).items()):
        rows = [(*values, float(values[0] < 0.8)) for values in found]
        means = ", ".join(f"{name} {sum(row[at] for row in rows) / len(rows):.3f}" for at, name in enumerate(NAMES))
        print(f"{group:12} {len(found)} pages: {means}")
    if asked.write:
        for features, table in TABLES.items():
            target = Path(str(table.__file__))
            target.write_text(format_module(target, *learn(some, features)), encoding="utf-8")
            print(f"wrote {target}")


if __name__ == "__main__":
    main()
