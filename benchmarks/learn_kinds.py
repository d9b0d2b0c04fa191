#!/usr/bin/env python3
"""Learn the weights of `digest/analysis/kind_weights.py` from articles whose kind is known.

    python -m benchmarks.learn_kinds MORNINGS MORE...             print what runs of days that were held out would score
    python -m benchmarks.learn_kinds MORNINGS MORE... --write     learn from all of them and write the table

MORNINGS holds `gold.jsonl` (`day`, `path`, `kind`) and `days/DAY/PATH`; MORE are folders of other articles, whose kinds
`benchmarks/kinds.tsv` lists by folder and name (`unsure` is passed over; what it does not list is a report).
Multinomial logistic regression with a ridge. Days are held out run by run: those of one run share affairs and outlets.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.learning import Array
from digest.analysis import kinds
from digest.analysis.analyse import split_into_sentences
from digest.analysis.kind_weights import KINDS
from digest.analysis.style import measure_style
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Problem

RIDGE = 33.0
"""Best of 1, 3, 10 and 33 on runs that were held out."""
UNREAD, MORNING = 0.35, 1.5
"""What an article weighs that nobody read for its kind, and one of a labelled morning: that is what a desk reads."""
STEPS = 60
HERE = Path(__file__).parent
TARGET = HERE.parent / "digest" / "analysis" / "kind_weights.py"

MERGED = {"analysis": "opinion"}
"""The scorer counts analyses among opinion."""


@dataclass(frozen=True)
class Example:
    """An article with its kind; ``run`` names the days that are held out together, "" for MORE."""

    article: Article
    kind: str
    run: str
    weight: float
    traits: dict[str, float]


def read_example(path: Path, name: str, outlet: str | None, kind: str, run: str, weight: float) -> Iterator[Example]:
    """Yield the article of a file with its traits, if it holds one with a sentence."""
    documents = read(name, path.read_bytes())
    found = [] if isinstance(documents, Problem) else documents[:1]
    for document in found:
        article = build_article(document, name, outlet=outlet, today=date(2100, 1, 1))
        if isinstance(article, Problem):
            continue
        texts = [sentence.text for sentence in split_into_sentences(article)]
        title = article.facts.title.value if article.facts.title else ""
        words = sum(len(text.split()) for text in texts)
        yield Example(article, kind, run, weight, measure_style(title, texts, words, document.text))


def read_mornings(data: Path) -> Iterator[Example]:
    """Yield the articles of the mornings; noise may be of any kind and is passed over."""
    for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        path = data / "days" / one["day"] / one["path"]
        if one["kind"] in (*KINDS, "video", "press_review"):
            yield from read_example(path, path.name, one["path"].split("/")[0], one["kind"], one["day"][:7], MORNING)


def read_others(folders: Sequence[Path]) -> Iterator[Example]:
    """Yield the articles of other folders as ``kinds.tsv`` has them, the same text once."""
    lines = (HERE / "kinds.tsv").read_text(encoding="utf-8").splitlines()
    known = dict(line.split("\t") for line in lines)
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            kind = known.get(f"{folder.name}/{path.name}")
            for one in read_example(path, path.name, None, kind or "report", "", 1.0 if kind else UNREAD):
                if kind != "unsure" and one.article.id not in seen:
                    seen.add(one.article.id)
                    yield one


def learn(some: Sequence[Example]) -> tuple[Array, dict[str, Array]]:
    """Return the bias of each kind, and of each trait its usual value and its weight for each kind."""
    known = [one for one in some if one.kind in KINDS]
    names = list(known[0].traits)
    values = np.array([[one.traits[name] for name in names] for one in known])
    usual, spread = values.mean(0), values.std(0) + 1e-9
    rows = np.c_[(values - usual) / spread, np.ones(len(known))]
    wanted = np.array([[float(one.kind == kind) for kind in KINDS] for one in known])
    found = _fit(rows, wanted, np.array([one.weight for one in known]))
    return found[-1], {name: np.array([usual[i], *(found[i] / spread[i])]) for i, name in enumerate(names)}


def _fit(rows: Array, wanted: Array, mass: Array) -> Array:
    """Return the weights, a column for each kind, by Newton's steps with a bound on the curvature (Böhning 1992)."""
    found = np.zeros((rows.shape[1], wanted.shape[1]))
    ridge = np.diag([RIDGE] * (rows.shape[1] - 1) + [1e-6])
    bound = np.linalg.inv(0.5 * (rows * mass[:, None]).T @ rows + ridge)
    for _ in range(STEPS * 50):
        scores = rows @ found
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        step = bound @ ((rows * mass[:, None]).T @ (wanted - shares) - ridge @ found)
        found += step
        if np.abs(step).max() < 1e-6:
            break
    return found


def score(some: Sequence[Example]) -> None:
    """Print how well the kinds of each run are told by weights that never saw it."""
    hits: Counter[str] = Counter()
    told: Counter[str] = Counter()
    real: Counter[str] = Counter()
    for run in sorted({one.run for one in some} - {""}):
        bias, weights = learn([one for one in some if one.run != run])
        kinds.__dict__.update(BIAS=bias, WEIGHTS=weights)
        for one in some:
            if one.run == run:
                found, why, _ = kinds.tell_kind(one.article, split_into_sentences(one.article))
                got, right = (MERGED.get(name, name) for name in (str(found), one.kind))
                hits[got] += got == right
                told[got] += 1
                real[right] += 1
                if got != right and "DETAILS" in os.environ:
                    print(f"  {run} {right} taken for {got} ({'; '.join(why)}): {one.article.document.path}")
    for kind in sorted(real | told):
        print(f"{kind:13} F1 {2 * hits[kind] / (told[kind] + real[kind]):.2f}, {hits[kind]} of {real[kind]} found")


def format_table(bias: Array, table: dict[str, Array]) -> str:
    """Return the module that holds the table."""
    head = TARGET.read_text(encoding="utf-8").partition("BIAS")[0]
    rows = {name: ", ".join(f"{number:.2f}" for number in numbers) for name, numbers in {"": bias, **table}.items()}
    lines = [f'    "{name}": ({numbers}),' for name, numbers in rows.items() if name]
    return f"{head}BIAS = ({rows['']})\n\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n"


def main() -> None:
    """Print the score of held-out runs; with --write, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mornings", type=Path)
    parser.add_argument("more", type=Path, nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    some = [*read_mornings(asked.mornings), *read_others(asked.more)]
    score(some)
    if asked.write:
        TARGET.write_text(format_table(*learn(some)), encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
