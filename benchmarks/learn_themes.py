#!/usr/bin/env python3
"""Learn the weights of `digest/analysis/theme_weights.py` from articles whose theme is known.

    python -m benchmarks.learn_themes --themes DIR --mornings DIR             print what articles held out would score
    python -m benchmarks.learn_themes --themes DIR --mornings DIR --write     learn from all of them and write the table

The first folder holds labels.jsonl (a line an article: `file`, `primary`, `also_ok`) and the files that it names, the
second gold.jsonl (`day`, `path`, `themes`, `weight`) and days/DAY/PATH. A linear score for each theme, one table for
all, the most likely theme as in logistic regression; a label that accepts several themes asks for any of them, and a
little more for its first. A ridge holds the weights near "every place counts the same".

Four folds: the first folder's articles by a hash of their names, the second's by runs of days, for the articles of one
run tell the same affairs. With --rivals two classifiers of scikit-learn learn from the words on the same folds.
"""

import argparse
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from digest.analysis.analyse import split_into_sentences
from digest.analysis.context import read_contexts
from digest.analysis.evidence import PLACES
from digest.analysis.lexicon import compile_themes
from digest.analysis.themes import gather_evidence, score_themes
from digest.analysis.verdict import measure_themes
from digest.config import SHIPPED_THEMES, Settings
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import OTHER, Problem
from digest.text.words import tokenize

CLASSES = (*SHIPPED_THEMES, OTHER)
MATCHER = compile_themes(Settings().theme, Path())
TODAY = dt.date(2030, 1, 1)
FOLDS = 4
PRIOR, RIDGE = 2.0, 8.0  # what a place counts before it is learned, and how dear it is to differ (8 to 20: as good)
FIRST = 0.4  # how much of the likelihood asks for the label's first theme, not for any that it accepts
STEPS, RATE = 2000, 2.0
TARGET = Path(__file__).parent.parent / "digest" / "analysis" / "theme_weights.py"


@dataclass(frozen=True)
class Example:
    """A labelled article: what the label accepts, what the program says of it, and the traits of every class."""

    source: str
    fold: int
    accepted: tuple[bool, ...]
    first: int
    weight: int
    said: int
    words: str
    traits: dict[str, dict[str, float]]


Classify = Callable[[Sequence[Example], Sequence[Example]], list[int]]


def read_examples(themes: Path, mornings: Path) -> list[Example]:
    """Read both folders; a file in which digest finds no article is passed over."""
    labels = [json.loads(line) for line in (themes / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(line) for line in (mornings / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    runs = number_runs(sorted({one["day"] for one in gold}))
    found = [
        read_example("themes", themes / one["file"], [one["primary"], *one["also_ok"]], hash_name(one["id"]) % FOLDS)
        for one in labels
    ]
    for one in gold:
        path = mornings / "days" / one["day"] / one["path"]
        found.append(read_example("mornings", path, one["themes"] or [OTHER], runs[one["day"]] % FOLDS, one["weight"]))
    return [one for one in found if one]


def read_example(source: str, path: Path, accepted: list[str], fold: int, weight: int = 1) -> Example | None:
    """Read an article; None where digest finds none in the file."""
    documents = read(path.name, path.read_bytes())
    article = documents if isinstance(documents, Problem) else build_article(documents[0], "0", today=TODAY)
    if isinstance(article, Problem):
        return None
    language = article.facts.language.value if article.facts.language else "en"
    title = article.facts.title.value if article.facts.title else ""
    sentences = split_into_sentences(article)
    split = [tokenize(sentence.text, language) for sentence in sentences]
    around = read_contexts(article, sentences, split, MATCHER.countries)
    seen = gather_evidence(article, sentences, split, around, MATCHER)
    _, given = score_themes(article, sentences, split, around, MATCHER)
    heading = tokenize(title, language).terms
    return Example(
        source=source,
        fold=fold,
        accepted=tuple(name in accepted for name in CLASSES),
        first=CLASSES.index(accepted[0]),
        weight=weight,
        said=CLASSES.index(next((theme.name for theme in given if theme.primary), OTHER)),
        words=" ".join([*heading, *heading, *(term for one in split for term in one.terms)]),
        traits=measure_themes(seen.evidence, seen.countries, MATCHER, titled=bool(seen.title.words)),
    )


def number_runs(days: Sequence[str]) -> dict[str, int]:
    """Number the runs of days that follow one another: their articles tell the same affairs."""
    numbers, number = {days[0]: 0}, 0
    for before, day in pairwise(days):
        number += (dt.date.fromisoformat(day) - dt.date.fromisoformat(before)).days > 1
        numbers[day] = number
    return numbers


def hash_name(name: str) -> int:
    """Return a number that a name always has."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def learn(some: Sequence[Example]) -> dict[str, float]:
    """Return the weight of every trait: gradient ascent on the penalised likelihood."""
    names = sorted({trait for one in some for traits in one.traits.values() for trait in traits})
    rows = np.array([[[one.traits[c].get(name, 0.0) for name in names] for c in CLASSES] for one in some])
    accepted = np.array([one.accepted for one in some], dtype=float)
    first = np.eye(len(CLASSES))[[one.first for one in some]]
    mass = np.array([weigh(one) for one in some])[:, None]
    start = np.array([PRIOR if name in PLACES else 0.0 for name in names])
    found = start.copy()
    for _ in range(STEPS):
        sure = find_likelihoods(rows @ found)
        wanted = sure * accepted / (sure * accepted).sum(1, keepdims=True)
        pull = mass * ((1 - FIRST) * wanted + FIRST * first - sure)
        found += RATE / len(some) * ((pull[:, :, None] * rows).sum((0, 1)) - RIDGE * (found - start))
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


def weigh(one: Example) -> float:
    """Return what an article counts: one that an editor would print in full counts more than one that is left out."""
    return 1.0 if one.source == "themes" else 0.5 + 0.5 * min(one.weight, 2)


def find_likelihoods(points: np.ndarray) -> np.ndarray:
    """Return probabilities from points, row by row."""
    raised = np.exp(points - points.max(1, keepdims=True))
    result: np.ndarray = raised / raised.sum(1, keepdims=True)
    return result


def decide(one: Example, weights: dict[str, float]) -> int:
    """Return the class with the most points."""
    points = [sum(weights.get(trait, 0.0) * value for trait, value in one.traits[c].items()) for c in CLASSES]
    return points.index(max(points))


def classify_by_lexicons(learned: Sequence[Example], held: Sequence[Example]) -> list[int]:
    """Say what the lexicons and weights of the other folds make of held out articles."""
    weights = learn(learned)
    return [decide(one, weights) for one in held]


def make_classifier(classifier: str) -> Classify:
    """Return a classifier that learns from the words of the articles; wants scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.naive_bayes import ComplementNB  # noqa: PLC0415

    def classify(learned: Sequence[Example], held: Sequence[Example]) -> list[int]:
        bayes = classifier == "naive Bayes"
        table = TfidfVectorizer(ngram_range=(1, 1 if bayes else 2), sublinear_tf=True, min_df=2)
        model = ComplementNB(alpha=0.3) if bayes else LogisticRegression(C=10, class_weight="balanced", max_iter=3000)
        model.fit(table.fit_transform([one.words for one in learned]), [one.first for one in learned])
        return [int(said) for said in model.predict(table.transform([one.words for one in held]))]

    return classify


def classify_held_out(some: Sequence[Example], classify: Classify) -> list[int]:
    """Return what a classifier says of every article, learned from the other folds."""
    said = [0] * len(some)
    for fold in range(FOLDS):
        inside = [position for position, one in enumerate(some) if one.fold == fold]
        answers = classify([one for one in some if one.fold != fold], [some[position] for position in inside])
        for position, answer in zip(inside, answers, strict=True):
            said[position] = answer
    return said


def report(name: str, some: Sequence[Example], said: Sequence[int]) -> None:
    """Print a line of figures: macro F1 against the first label and against any that is accepted, and shares."""
    strict = list(zip([one.first for one in some], said, strict=True))
    lenient = [(got if one.accepted[got] else one.first, got) for one, got in zip(some, said, strict=True)]
    full = [(one, got) for one, got in zip(some, said, strict=True) if one.source == "mornings" and one.weight > 1]
    themed = [got for one, got in full if not one.accepted[-1]]
    right = sum(one.accepted[got] for one, got in full) / len(full)
    lost = sum(CLASSES[got] == OTHER for got in themed) / len(themed)
    print(
        f"{name:32} macro F1 {measure_macro_f1(strict):.3f}, lenient {measure_macro_f1(lenient):.3f};"
        f" in full on mornings: right {right:.3f}, themed but under other {lost:.3f}"
    )


def measure_macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the mean F1 of the classes."""
    scores = []
    for one in range(len(CLASSES)):
        right = sum(gold == got == one for gold, got in pairs)
        every = sum(gold == one for gold, _ in pairs) + sum(got == one for _, got in pairs)
        scores.append(2 * right / every if every else 0.0)
    return sum(scores) / len(scores)


def format_table(weights: dict[str, float]) -> str:
    """Return the module with the table."""
    lines = [f'    "{name}": {weight:.2f},' for name, weight in sorted(weights.items())]
    head = TARGET.read_text(encoding="utf-8").partition("WEIGHTS = ")[0]
    return f"{head}WEIGHTS = {{\n" + "\n".join(lines) + "\n}\n"


def main() -> None:
    """Print the figures; with --write learn from everything and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--themes", type=Path, required=True, metavar="DIR")
    parser.add_argument("--mornings", type=Path, required=True, metavar="DIR")
    parser.add_argument("--rivals", action="store_true", help="classifiers over the words too (wants scikit-learn)")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    some = read_examples(asked.themes, asked.mornings)
    print(f"{len(some)} articles, {FOLDS} folds")
    report("the program as it is", some, [one.said for one in some])
    report("lexicons, learned weights", some, classify_held_out(some, classify_by_lexicons))
    if asked.rivals:
        report("tf-idf and logistic regression", some, classify_held_out(some, make_classifier("logistic")))
        report("complement naive Bayes", some, classify_held_out(some, make_classifier("naive Bayes")))
    if asked.write:
        TARGET.write_text(format_table(learn(some)), encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
