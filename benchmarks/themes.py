"""What scoring under themes costs, against splitting the same articles into words in the same run.

    python -m benchmarks.themes [--articles 200]

The shipped lexicons, then 1,000 and 8,000 phrases of the reader's own beside them: the cost follows the words
of the text, not the number of phrases. The last line is one article of 20,000 words.
"""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from benchmarks import generate
from benchmarks.measure import compare, machine, table
from benchmarks.ranking import Prepared, prepared
from digest.analysis.lexicon import Matcher, compile_themes
from digest.analysis.themes import score_themes
from digest.config import SHIPPED_THEMES, Theme
from digest.text.words import words

SHIPPED = tuple(Theme(name=name) for name in SHIPPED_THEMES)


def split(articles: Sequence[Prepared]) -> None:
    """Only the words of the sentences."""
    for one in articles:
        for sentence in one.sentences:
            words(sentence.text)


def score(articles: Sequence[Prepared], matcher: Matcher) -> None:
    """The themes of sentences and articles, as a run finds them."""
    for one in articles:
        score_themes(one.article, one.sentences, one.tokens, one.contexts, matcher)


def matcher_with(count: int) -> Matcher:
    """The shipped themes and one of the reader's own with ``count`` made-up phrases of two words."""
    random = Random(1)
    syllables = ["ba", "co", "di", "fu", "ge", "ko", "la", "mi", "no", "pe", "ru", "sa", "te", "vo"]
    made = ("".join(random.choices(syllables, k=3)) for _ in range(2 * count))
    own = tuple(f"{first} {second}" for first, second in zip(made, made, strict=False))
    themes = (*SHIPPED, Theme(name="own", strong=own)) if count else SHIPPED
    return compile_themes(themes, Path())


def main() -> None:
    """Print the ratios as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args().articles
    many = [prepared(generate.text_of(made)) for made in generate.articles(count, pages=0, copies=0)]
    long = [prepared(generate.text_of(next(generate.articles(1, pages=0, copies=0, words=600))) * 34)]
    matchers = {f"{count:,} phrases of the reader's own": matcher_with(count) for count in (0, 1_000, 8_000)}
    costs = compare(
        {
            "words": lambda: split(many),
            **{name: partial(score, many, matcher) for name, matcher in matchers.items()},
            "long words": lambda: split(long),
            "long": lambda: score(long, matchers["0 phrases of the reader's own"]),
        }
    )
    print(f"{machine()}; {len(many)} articles, CPU against splitting them into words\n")
    rows = [
        (name, f"{costs[name] / costs['words']:.1f} ×", f"{1000 * costs[name] / len(many):.2f} ms") for name in matchers
    ]
    rows.append(
        (
            "one article of 20,000 words",
            f"{costs['long'] / costs['long words']:.1f} ×",
            f"{1000 * costs['long']:.0f} ms",
        )
    )
    table(("scored with", "words", "an article"), rows)


if __name__ == "__main__":
    main()
