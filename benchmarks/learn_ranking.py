#!/usr/bin/env python3
"""Learn the weights of `digest/analysis/news_weights.py` from articles of which people say what each sentence does.

    python -m benchmarks.learn_ranking DISCOURSE SUMMARIES             what unseen articles would score, in five folds
    python -m benchmarks.learn_ranking DISCOURSE SUMMARIES --write     learn from all of them and write the tables

DISCOURSE holds `gold.jsonl` (a line an article: `path`, `title`, labelled spans in `sentences`), SUMMARIES
`references.jsonl` (`path`, `references`). A sentence is news when people say that it tells the main event or its
consequence, or when it is one of the three that together say most of what summaries of the article say.
Logistic regression with a ridge; articles are held out.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.learning import Array, fit_logistic, split_folds
from digest.analysis.analyse import split_into_sentences
from digest.analysis.context import read_contexts
from digest.analysis.lexicon import compile_themes
from digest.analysis.ranking import choose_compared, measure_centrality
from digest.analysis.traits import ENGLISH, ONLY_BACKGROUND, score
from digest.config import Settings
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Problem, Sentence
from digest.text.words import split_words, stem, tokenize

MAIN = ("Main", "Main_Consequence")
DEPTHS = (1, 2, 3, 4)
EXTRACT = 3
RIDGE = 100.0
SUMMARIZED = 1.0
"""What an article with a summary counts, one with labels counting 1: from .5 to 2 the figures hardly change."""
TARGET = Path(__file__).parent.parent / "digest" / "analysis" / "news_weights.py"


@dataclass(frozen=True)
class Example:
    """An article: the traits of its sentences, whether each is news, its label; ``lead``: the people's news."""

    path: str
    traits: tuple[Mapping[str, float], ...]
    news: tuple[bool, ...]
    labels: tuple[object, ...]
    lead: tuple[bool, ...]


def read_labelled(data: Path) -> list[Example]:
    """Return the articles of which people labelled every sentence."""
    found = []
    for row in map(json.loads, (data / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        sentences, traits = _read(data / row["path"])
        labels = [_find_label(sentence, row["sentences"]) for sentence in sentences]
        lead = tuple(one["label"] in MAIN for one in row["sentences"])
        found.append(Example(row["path"], traits, tuple(label in MAIN for label in labels), tuple(labels), lead))
    return found


def read_summarized(data: Path) -> list[Example]:
    """Return the articles that people summarized."""
    found = []
    for row in map(json.loads, (data / "references.jsonl").read_text(encoding="utf-8").splitlines()):
        if row["kind"] == "article":
            sentences, traits = _read(data / row["path"])
            chosen = _choose_like(
                [_stem_words(sentence.text) for sentence in sentences], [_stem_words(one) for one in row["references"]]
            )
            news = tuple(at in chosen for at in range(len(sentences)))
            found.append(Example(row["path"], traits, news, (), ()))
    return found


def _read(path: Path) -> tuple[tuple[Sentence, ...], tuple[Mapping[str, float], ...]]:
    documents = read(path.name, path.read_bytes())
    article = None if isinstance(documents, Problem) else build_article(documents[0], "", today=date(2100, 1, 1))
    if article is None or isinstance(article, Problem):
        return (), ()
    sentences = split_into_sentences(article)
    made = [tokenize(sentence.text, "en") for sentence in sentences]
    around = read_contexts(article, sentences, made, compile_themes(Settings().theme, Path()).countries)
    central, _ = measure_centrality(made, choose_compared(sentences, around))
    return sentences, tuple({**context.traits, **central.get(at, {})} for at, context in enumerate(around))


def _find_label(sentence: Sentence, gold: Sequence[Mapping[str, object]]) -> object:
    """Return the label of the people's sentence that one of ours overlaps most."""
    common = [min(sentence.end, one["end"]) - max(sentence.start, one["start"]) for one in gold]  # type: ignore[call-overload]
    best = max(range(len(gold)), key=lambda at: common[at], default=None)
    return gold[best]["label"] if best is not None and common[best] > 0 else None


def _choose_like(sentences: Sequence[Sequence[str]], references: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return up to three sentences that together have most of the words, and pairs of words, of the summaries."""
    wanted = [_count_grams(reference) for reference in references]
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < EXTRACT:
        left = [at for at in range(len(sentences)) if at not in chosen]
        tried = [
            (_measure_overlap([word for one in (*chosen, at) for word in sentences[one]], wanted), -at) for at in left
        ]
        if not tried or max(tried)[0] <= best:
            break
        best = max(tried)[0]
        chosen.append(-max(tried)[1])
    return frozenset(chosen)


def _stem_words(text: str) -> list[str]:
    return [stem(word, "en") for word in split_words(text)]


def _count_grams(words: Sequence[str]) -> tuple[Counter[object], Counter[object]]:
    return Counter(words), Counter(pairwise(words))


def _measure_overlap(words: Sequence[str], wanted: Sequence[tuple[Counter[object], Counter[object]]]) -> float:
    """Return the mean F1 of words and of pairs against the summaries."""
    found = [
        2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
        for each in wanted
        for ours, theirs in zip(_count_grams(words), each, strict=True)
    ]
    return sum(found) / len(found)


def learn_news(labels: Sequence[Example], summaries: Sequence[Example], *, english: bool) -> dict[str, float]:
    """Return the weights that tell news; without ``english`` those that know no word of the language."""
    some = [*labels, *summaries]
    left_out = ONLY_BACKGROUND if english else ENGLISH
    names = [name for name in _list_traits(some) if name not in left_out]
    mass = [1 / len(one.news) * (1 if one.lead else SUMMARIZED) for one in some for _ in one.news]
    truth = [float(news) for one in some for news in one.news]
    bias, weights = fit_logistic(_tabulate(some, names), np.array(truth), np.array(mass), RIDGE, least_spread=1e-9)
    return {"bias": bias, **dict(zip(names, weights, strict=True))}


def _list_traits(some: Sequence[Example]) -> list[str]:
    return sorted({name for one in some for traits in one.traits for name in traits} - {"bias"})


def _tabulate(some: Sequence[Example], names: Sequence[str]) -> Array:
    return np.array([[traits.get(name, 0.0) for name in names] for one in some for traits in one.traits])


def compare_with_lead(scored: Sequence[tuple[Example, dict[str, float]]]) -> str:
    """Say how much more main news the best sentences hold than the article's first, at each depth."""
    said = []
    for depth in DEPTHS:
        ours = first = of_ours = of_first = 0
        for one, weights in scored:
            order = sorted(range(len(one.news)), key=lambda at: (-score(one.traits[at], weights), at))[:depth]
            ours, of_ours = ours + sum(one.news[at] for at in order), of_ours + len(order)
            first, of_first = first + sum(one.lead[:depth]), of_first + len(one.lead[:depth])
        said.append(f"{ours / of_ours - first / of_first:+.3f}")
    return "over LEAD at 1 to 4 sentences: " + " ".join(said)


def main() -> None:
    """Print the figures, and write the tables where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("discourse", type=Path)
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    labels, summaries = read_labelled(args.discourse), read_summarized(args.summaries)
    some = [one for one in labels if one.news]
    news, plain = [], []
    for rest, unseen in split_folds(some, [one.path for one in some]):
        news += [(one, learned) for learned in [learn_news(rest, summaries, english=True)] for one in unseen]
        plain += [(one, learned) for learned in [learn_news(rest, summaries, english=False)] for one in unseen]
    print(f"{len(some)} articles, each unseen: {compare_with_lead(news)}; without words {compare_with_lead(plain)}")
    if args.write:
        tables = {
            "NEWS": learn_news(some, summaries, english=True),
            "PLAIN": learn_news(some, summaries, english=False),
        }
        TARGET.write_text(_format_tables(tables), encoding="utf-8")


def _format_tables(tables: Mapping[str, Mapping[str, float]]) -> str:
    lines = [
        '"""What each trait of a sentence says of whether it is news: in English, in any language.',
        "",
        "Made by `python -m benchmarks.learn_ranking DISCOURSE SUMMARIES --write`: do not edit.",
        '"""',
    ]
    for name, weights in tables.items():
        lines += ["", f"{name} = {{", *[f'    "{trait}": {value:.3f},' for trait, value in weights.items()], "}"]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
