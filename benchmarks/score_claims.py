#!/usr/bin/env python3
"""Measure the figures that are told to have changed or to disagree, and who is told to speak, on labelled sentences.

    python -m benchmarks.score_claims [PAIRS] [--statements LABELS --articles FOLDER] [--half 0|1] [--details]

PAIRS (``benchmarks/figures.tsv``, in our own words; ``figures_blind.tsv``: labelled before the rules were tried on it,
and no rule was changed for it since) has a line a pair: the day of the second sentence (``next``,
``same``, ``both``), what holds (``changed``, ``disagree``, ``same``, ``apart``), the kind of figure, both sentences.
LABELS is a table of path below FOLDER, start and end of a sentence in its article's text, and its speaker: a name;
``he:NAME`` for a pronoun; ``~`` for a quotation whose speaker stands elsewhere, ``#`` for somebody without a name,
``-`` for no statement. Printed: how many there are, how many are told, precision and recall. ``--half``: the pairs and
articles of one half alone, by the hash of the first sentence or of the path.
"""

import argparse
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from digest.analysis.analyse import analyse
from digest.analysis.claims import read_claims, read_setting
from digest.analysis.lexicon import compile_themes
from digest.analysis.quantities import find_quantities
from digest.config import Settings
from digest.edition.figures import are_comparable, contradict, differ
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import AnalysedArticle, Problem, Quantity

PAIRS = Path(__file__).parent / "figures.tsv"


def half_of(text: str) -> int:
    """Return the half that a sentence or a path belongs to."""
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a sentence that it does not contradict: a run leaves out the others, too."""
    found, setting = find_quantities(text), read_setting(text)
    return [one for one in found if not any(contradict(one, setting, other, setting) for other in found)]


def told_kinds(one: str, other: str, *, same_day: bool) -> set[str]:
    """Return the kinds of figures that two sentences are told to state differently."""
    here, there = read_setting(one), read_setting(other)
    return {
        mine.kind
        for mine in read_quantities(one)
        for theirs in read_quantities(other)
        if are_comparable(mine, theirs, here, there, same_day=same_day) and differ(mine, theirs, same_day=same_day)
    }


def score_pairs(path: Path, half: int | None, *, details: bool) -> None:
    """Print the figures of labelled pairs."""
    pairs = wanted = told = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        day, label, kind, one, other = line.split("\t")
        if half is not None and half_of(one) != half:
            continue
        gold = {kind} if label in ("changed", "disagree") else set()
        for same_day in (True, False):
            if day == ("next" if same_day else "same"):
                continue
            found = told_kinds(one, other, same_day=same_day)
            pairs, wanted, told, right = pairs + 1, wanted + len(gold), told + len(found), right + len(found & gold)
            if details and found != gold:
                print(f"{label} {kind or '-'}, told {', '.join(sorted(found)) or '-'}: {one} / {other}")
    print_line("figures", pairs, wanted, told, right, right)


def print_line(name: str, cases: int, wanted: int, told: int, right: int, found: int) -> None:
    """Print precision and recall."""
    print(
        f"{name}: {cases} cases, {wanted} wanted, {told} told, {right} of them right:"
        f" precision {right / max(told, 1):.3f}, recall {found / max(wanted, 1):.3f}"
    )


def analysed(path: Path) -> Iterator[AnalysedArticle]:
    """Yield the articles of a file, analysed as a run does."""
    settings = Settings()
    matcher = compile_themes(settings.theme, Path())
    documents = read(path.name, path.read_bytes())
    for document in () if isinstance(documents, Problem) else documents:
        article = build_article(document, "", outlet=path.parent.name, today=date(2100, 1, 1))
        if not isinstance(article, Problem):
            yield AnalysedArticle(article, analyse(article, settings.briefing, matcher))


def score_statements(labels: Path, articles: Path, half: int | None, *, details: bool) -> None:
    """Print the figures of labelled statements."""
    rows = [line.split("\t") for line in labels.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if half is None or half_of(row[0]) == half]
    wanted = told = right = found = 0
    for name in sorted({row[0] for row in rows}):
        for work in analysed(articles / name):
            text = work.article.document.text
            said = {work.analysis.sentences[one.sentence].start: one for one in read_claims(work).statements}
            for _, start, _, label in (row for row in rows if row[0] == name):
                one = said.get(int(start))
                named = label[:1] not in "-~#"
                good = one is not None and matches(label, one.name, text[one.start : one.end])
                wanted, told = wanted + named, told + (one is not None)
                right, found = right + good, found + (good and named)
                if (details and (one is not None) != named) or (one is not None and not good):
                    print(f"{name} at {start}: {label}, told {one.name if one else '-'}")
    print_line("speakers", len(rows), wanted, told, right, found)


def matches(label: str, name: str, introduced: str) -> bool:
    """Tell whether a speaker is the labelled one: its last word, or all of them, are among the words that name it."""
    words = {word.strip(".,").lower().replace("’", "'") for word in f"{name} {introduced}".split()}
    for one in label.lstrip("#~").removeprefix("he:").split("|"):
        wanted = [word.strip(".,").lower().replace("’", "'") for word in one.split()]
        if label == "he:" or (wanted and (set(wanted) <= words or wanted[-1] in words)):
            return label != "-"
    return False


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--statements", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--details", action="store_true", help="each case on which program and people differ")
    args = parser.parse_args()
    score_pairs(args.pairs, args.half, details=args.details)
    if args.statements and args.articles:
        score_statements(args.statements, args.articles, args.half, details=args.details)


if __name__ == "__main__":
    main()
