#!/usr/bin/env python3
"""Count in how many articles each term stands: the table `digest/edition/term_counts.txt`.

    python -m benchmarks.count_terms FOLDER...     print the table: the number of articles, a line for each frequency

English articles alone, each text once; a term that stands in fewer than four articles is not listed. The shipped table
was counted on the development data of other benchmarks, named in docs/stories.md: counts of words, none of their texts.
"""

import argparse
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from digest.analysis.analyse import split_into_sentences
from digest.analysis.terms import count_terms
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Problem
from digest.text.words import tokenize

LISTED = 4


def main() -> None:
    """Read the articles below the folders and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for folder in parser.parse_args().folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            documents = read(path.name, path.read_bytes())
            for document in () if isinstance(documents, Problem) else documents:
                article = build_article(document, path.name, outlet=None, today=date(2100, 1, 1))
                if isinstance(article, Problem) or article.id in seen or not _is_english(article):
                    continue
                seen.add(article.id)
                title = article.facts.title.value if article.facts.title else None
                sentences = split_into_sentences(article)
                made = [tokenize(sentence.text, "en") for sentence in sentences]
                counts.update(term for term, _ in count_terms(title, sentences, made, "en").words)
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for term, count in counts.items():
        if count >= LISTED:
            rows[count].append(term)
    print(len(seen), *(f"{count} {' '.join(sorted(rows[count]))}" for count in sorted(rows, reverse=True)), sep="\n")


def _is_english(article: Article) -> bool:
    return article.facts.language is None or article.facts.language.value == "en"


if __name__ == "__main__":
    main()
