"""The matcher of phrases against automata, which would have to find at least where phrases may begin.

    pip install ahocorasick_rs pyahocorasick
    python -m benchmarks.automaton [--articles 200]

An automaton that knows all words and beginnings of words of the phrases is a lower bound: choices, gaps and guards
would be checked behind it, as behind our table.
"""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.generate import articles, text_of
from benchmarks.measure import compare, machine, table
from digest.analysis.lexicon import compile_themes
from digest.analysis.matcher import fold, hits
from digest.config import Settings
from digest.text.words import words


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="The matcher against automata.")
    options.add_argument("--articles", type=int, default=200)
    count = options.parse_args().articles
    phrases = compile_themes(Settings().theme, Path()).table
    folded = [fold(words(text_of(one))) for one in articles(count, pages=0)]
    joined = [f" {' '.join(one)} " for one in folded]
    literals = [*(f" {word} " for word in phrases._exact), *(f" {start}" for start in phrases._prefixes)]  # noqa: SLF001
    rust: Any = import_module("ahocorasick_rs").AhoCorasick(literals)
    plain: Any = import_module("ahocorasick").Automaton()
    for number, literal in enumerate(literals):
        plain.add_word(literal, number)
    plain.make_automaton()
    taken = compare({
        "our table, words alone": lambda: [list(map(phrases.__getitem__, one)) for one in folded],
        "our table, whole phrases": lambda: [hits(one, phrases, english=True) for one in folded],
        "ahocorasick_rs, words alone": lambda: [rust.find_matches_as_indexes(one, overlapping=True) for one in joined],
        "pyahocorasick, words alone": lambda: [list(plain.iter(one)) for one in joined],
    })  # fmt: skip
    rows = [(name, 1000 * seconds / count) for name, seconds in taken.items()]
    table(("what", "ms an article"), rows, title=f"{len(literals):,} words of phrases, {count} articles; {machine()}")


if __name__ == "__main__":
    main()
