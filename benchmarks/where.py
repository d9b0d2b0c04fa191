#!/usr/bin/env python3
"""Score the countries that `digest/edition/where.py` finds in articles that a reader labelled.

    python -m benchmarks.where MORNINGS      precision, recall and F1 of the labels in `benchmarks/where.tsv`

MORNINGS as in `learn_importance.py`. A label is a country that title or first three sentences name, by itself, a
people, a place, a government or a body of one side; the dateline's where they name none.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.learn_importance import read_days
from digest.edition import where
from digest.model import AnalysedArticle


def count_countries(read: Iterable[AnalysedArticle]) -> dict[str, Counter[str]]:
    """Count the countries that are found, that are right, and both, for each part of the labels."""
    articles = {one.article.id: one for one in read}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
        id_, part, codes = line.split("\t")
        article, analysis = articles[id_]
        title = article.facts.title.value if article.facts.title else ""
        opening = [sentence.text for sentence in analysis.sentences[: where.OPENING]]
        found, right = set(where.locate_text(title, opening, article.facts.read_as)[0]), set(codes.split())
        counts[part] += Counter(both=len(found & right), found=len(found), right=len(right), articles=1)
    return counts


def main() -> None:
    """Print the figures of the articles that were seen, and of those that were kept apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mornings", type=Path)
    days = read_days(parser.parse_args().mornings)
    counts = count_countries(one for _, _, found in days for one in found.values())
    for part, count in sorted(counts.items()):
        precision, recall = count["both"] / count["found"], count["both"] / count["right"]
        score = 2 * precision * recall / (precision + recall)
        print(f"{part}: {count['articles']} articles, precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}")


if __name__ == "__main__":
    main()
