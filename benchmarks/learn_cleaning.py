#!/usr/bin/env python3
"""Learn the weights of `digest/intake/paragraph_weights.py` from pages whose article is known.

    python -m benchmarks.learn_cleaning DATA             print what unseen sites would score, titles, paragraphs
    python -m benchmarks.learn_cleaning DATA --write     learn from all of them and write the table

DATA holds `gold.jsonl` (a line a page: `site`, `gold`, and `forms` with a `file` and labelled `paragraphs`) and the
files that it names. A page stands in it in three forms: all its text, a sloppy selection, an article saved by hand.
Logistic regression with a ridge, every paragraph weighing the root of its words and every document the same, in five
folds; sites, not pages, are held out, for pages of one site are alike.
"""

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.learning import count_grams, fit_logistic, format_module, tabulate
from digest.intake import cleaning, paragraph_weights, segment
from digest.intake.features import MeasuredText, extract_features
from digest.intake.paragraphs import split_paragraphs
from digest.model import Document
from digest.text.language import detect_language
from digest.text.words import split_words, strip_to_letters

FORMS = ("page", "region", "seedlike")
RIDGE = 30.0
NUDGE = 0.3
"""Added to the bias: losing a paragraph is worse than keeping one too many."""
TARGET = Path(__file__).parent.parent / "digest" / "intake" / "paragraph_weights.py"


@dataclass(frozen=True)
class Example:
    """A page in one form: its paragraphs' features, whether each is in the article, and the titles that it shows."""

    site: str
    form: str
    text: str
    gold: str
    measured: MeasuredText
    columns: segment.FeatureColumns
    inside: list[bool]
    titles: frozenset[str]


def read_examples(data: Path) -> list[Example]:
    """Return every page in each of its forms."""
    found = []
    for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        for form in FORMS:
            text = (data / one["forms"][form]["file"]).read_bytes().decode()
            labels = one["forms"][form]["paragraphs"]
            places = split_paragraphs(text)
            measured = extract_features(text, places, detect_language(split_words(text)))
            inside = [
                any(a <= place.start < b and label in ("body", "mixed") for a, b, label in labels) for place in places
            ]
            shown = one["titles"] if one["forms"][form]["title_visible"] else []
            titles = frozenset(map(strip_to_letters, shown))
            columns = segment.describe_paragraphs(measured)
            found.append(Example(one["site"], form, text, one["gold"], measured, columns, inside, titles))
    return found


def learn(some: list[Example]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weight of every feature."""
    names = sorted({name for one in some for name in one.columns})
    rows = np.vstack([tabulate(one.columns, names, len(one.inside)) for one in some])
    truth = np.array([float(inside) for one in some for inside in one.inside])
    mass = np.concatenate([_weigh(one) for one in some])
    bias, weights = fit_logistic(rows, truth, mass, RIDGE, least_spread=1e-9)
    return bias + NUDGE, dict(zip(names, weights, strict=True))


def _weigh(one: Example) -> np.ndarray:
    roots = np.array([min(seen.words, 60) ** 0.5 + 1 for seen in one.measured.paragraphs])
    mass: np.ndarray = roots / roots.sum() ** 0.5
    return mass


def measure_f1(one: Example) -> float:
    """Return the F1 of word 4-grams of body and subheads against the article's, with the whole cleaner."""
    found = cleaning.clean_paragraphs(Document("", 0, one.text))
    kept = _count_grams("\n\n".join(one.text[p.start : p.end] for p in found if p.role in ("body", "subhead")))
    truth = _count_grams(one.gold)
    right = sum((kept & truth).values())
    return 2 * right / (sum(kept.values()) + sum(truth.values()))


def _count_grams(text: str) -> Counter[tuple[str, ...]]:
    return count_grams(re.findall(r"\w+", text.casefold()))


def count_titles(some: list[Example]) -> tuple[int, int]:
    """Count the texts whose title is found, and those that show one."""
    shown = [one for one in some if one.titles]
    found = (
        strip_to_letters(one.text[p.start : p.end]) in one.titles
        for one in shown
        for p in cleaning.clean_paragraphs(Document("", 0, one.text))
        if p.role == "title"
    )
    return sum(found), len(shown)


def measure_unwrapped(texts: list[str], gap: str) -> float:
    """Wrap the lines of texts at four widths, with a gap between paragraphs; return the share that is found again."""
    shares = []
    for text in texts:
        lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        for width in (32, 60, 72, 100):
            wrapped = gap.join(textwrap.fill(line, width, break_long_words=False) for line in lines)
            found = {" ".join(wrapped[one.start : one.end].split()) for one in split_paragraphs(wrapped)}
            shares.append(len(found & set(lines)) / max(len(found), len(lines)))
    return float(np.mean(shares))


def score_held_out(some: list[Example], number: int) -> Iterable[tuple[str, float]]:
    """Return for each form the mean F1 of sites that the weights were not learned from."""
    sites = sorted({one.site for one in some})
    np.random.default_rng(0).shuffle(sites)
    scores: dict[str, list[float]] = {form: [] for form in FORMS}
    for fold in range(number):
        held = set(sites[fold::number])
        vars(segment).update(
            zip(("BIAS", "WEIGHTS"), learn([one for one in some if one.site not in held]), strict=True)
        )
        for one in some:
            if one.site in held:
                scores[one.form].append(measure_f1(one))
    vars(segment).update(BIAS=paragraph_weights.BIAS, WEIGHTS=paragraph_weights.WEIGHTS)
    return [(form, float(np.mean(values))) for form, values in scores.items()]


def main() -> None:
    """Print the figures, and write the table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    asked = parser.parse_args()
    some = read_examples(asked.data)
    for form, score in score_held_out(some, asked.folds):
        print(f"{form:10} F1 {score:.3f} on sites that were held out")
    print("titles     {} of {}".format(*count_titles(some)))
    saved = [one.text for one in some if one.form == "seedlike"]
    blank, solid = (measure_unwrapped(saved, gap) for gap in ("\n\n", "\n"))
    print(f"wrapped    {blank:.3f} of the paragraphs, {solid:.3f} without blank lines")
    if asked.write:
        TARGET.write_text(format_module(TARGET, *learn(some)), encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
