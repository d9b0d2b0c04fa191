#!/usr/bin/env python3
"""Show in which range the value of a constant of `digest/edition/` changes nothing, and what it costs beyond.

    python -m benchmarks.ranges ../shared             every constant of `CONSTANTS`
    python -m benchmarks.ranges ../shared SLIGHT      one

The folder holds `score/` and `data/`. For each value, the shipped one among them, a row says

    morning.2003 ...   what the labelled mornings of a year are worth (see `put_aside`)
    lines              sentences and headlines of these pages that are others than with the shipped value
    pairs, false       on eight other days: F1 of the pairs of articles in one story, share of stories of two events
    found.copies-1 ... of copies that were made on purpose the share found, and how many other pairs were joined
    passages.0 ...     passages of labelled articles that quote a right sentence, of all that are given; in two halves

A value that is best in each year, batch and half holds on what was not looked at to choose it.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.measure import table
from benchmarks.put_aside import Mornings, load_scorer, set_to, worth
from digest.analysis.claims import read_claims
from digest.analysis.lexicon import compile_themes
from digest.edition import additions, copies, passages, similarity, story_themes, vectors
from digest.edition.compose import compose
from digest.edition.extracts import choose_snippets
from digest.edition.material import Material
from digest.edition.passages import gather_passages
from digest.edition.snippets import PreviouslyQuoted
from digest.edition.story_themes import Themes
from digest.model import AnalysedArticle, ArticleSummary, Edition, Problem
from digest.pipeline.ingest import read_file
from digest.settings_file import parse_settings

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
"""When the batches are read: after the last of their articles."""
Row = dict[str, str]
Measure = Callable[["Labelled"], Row]


class Labelled:
    """The labelled articles of a folder, each read once and composed again and again."""

    def __init__(self, shared: Path) -> None:
        self.data = shared / "data"
        self.scorers: Callable[[str], ModuleType] = lambda name: load_scorer(shared / "score" / f"{name}.py")
        self.settings = parse_settings("", shared / "config.toml")
        self._matcher = compile_themes(self.settings.theme, self.settings.root)
        self._shared = shared
        self.shipped: Counter[tuple[str, str]] | None = None  # of the mornings' pages, from the first time on

    @cached_property
    def mornings(self) -> Mornings:
        """The labelled mornings."""
        return Mornings(self._shared)

    @cached_property
    def batches(self) -> dict[str, tuple[dict[str, Any], list[AnalysedArticle]]]:
        """The labels and the articles of each batch of `data/stories`."""
        gold = self.scorers("stories").load_gold(self.data / "stories")
        return {name: (rows, self._read(self.data / "stories" / "batches" / name, rows)) for name, rows in gold.items()}

    @cached_property
    def themed(self) -> list[tuple[dict[str, Any], AnalysedArticle]]:
        """The articles of `data/themes` with their labels."""
        folder = self.data / "themes"
        labels = self.scorers("themes").load(folder, folder / "labels.jsonl")
        return [(one, found) for one in labels for found in self._read(folder, [one["path"].name])[:1]]

    def compose(self, articles: Sequence[AnalysedArticle]) -> Edition:
        """Compose a batch."""
        read = {(one.article.document.path, one.article.document.part): one for one in articles}
        summaries = tuple(map(ArticleSummary.of, articles))
        material = Material(summaries=summaries, date=NOW.date(), made=NOW, window=(None, NOW))
        return compose(material, self.settings, lambda summary: read[summary.path, summary.part], read_claims)

    def _read(self, folder: Path, names: Sequence[str] | Mapping[str, Any]) -> list[AnalysedArticle]:
        found = (
            read_file(
                name,
                (folder / name).read_bytes(),
                briefing=self.settings.briefing,
                matcher=self._matcher,
                today=NOW.date(),
            )
            for name in names
        )
        return [one for results in found for one in results if not isinstance(one, Problem)]


def rate_mornings(labelled: Labelled) -> Row:
    """Return what the mornings of each year are worth, and how many lines of their pages are new."""
    mornings, editions = labelled.mornings, list[Edition]()
    years = np.array([run[:4] for run in mornings.runs])
    worths = np.array([worth(mornings.figures([score])) for score in mornings.score(editions)])
    lines = Counter(line for edition in editions for line in _list_lines(edition))
    labelled.shipped = lines if labelled.shipped is None else labelled.shipped
    new = ((lines - labelled.shipped) + (labelled.shipped - lines)).total()
    return {
        **{f"morning.{year}": f"{worths[years == year].mean():.3f}" for year in sorted(set(years))},
        "lines": f"{new}",
    }


def _list_lines(edition: Edition) -> list[tuple[str, str]]:
    passed = [
        (one.theme, quote.text) for one in edition.sections for passage in one.passages for quote in passage.quotes
    ]
    told = [(one.place, quote.text) for one in edition.stories if one.place == "full" for quote in one.quotes]
    return [*passed, *told, *((one.place, one.headline) for one in edition.stories)]


def rate_stories(labelled: Labelled) -> Row:
    """Return how well other days fall into stories."""
    scorer, sums = labelled.scorers("stories"), Counter[Any]()
    for name, (rows, articles) in labelled.batches.items():
        if not name.startswith("copies"):
            sums.update(scorer.tally(rows, _group(scorer, rows, labelled.compose(articles))))
    figures = scorer.figures(sums)
    return {"pairs": f"{figures['pair_f1']:.3f}", "false": f"{figures['false_merge']:.3f}"}


def rate_copies(labelled: Labelled) -> Row:
    """Return how many of the made copies are found, and how many others are joined."""
    scorer, row = labelled.scorers("stories"), {}
    for name, (rows, articles) in labelled.batches.items():
        if name.startswith("copies"):
            found = scorer.copy_tally(rows, _group(scorer, rows, labelled.compose(articles)))
            wrong = found["joined"] - found["joined_rightly"]
            row[f"found.{name}"] = f"{scorer.copy_figures(found)['copy_recall']:.3f}, {wrong} wrong"
    return row


def _group(scorer: ModuleType, rows: Mapping[str, Any], edition: Edition) -> Any:
    files = {one.id: {one.path, *one.also} for one in edition.articles}
    stories = [set().union(*(files[id_] for id_ in one.articles)) for one in edition.stories]
    return scorer.Grouping(list(rows), stories, list(files.values()))


def rate_passages(labelled: Labelled) -> Row:
    """Return how many passages quote a sentence that the labels accept for their theme."""
    clean = labelled.scorers("themes").norm
    given, right = Counter[int](), Counter[int]()
    for number, (label, analysed) in enumerate(labelled.themed):
        names = [theme.name for theme in analysed.analysis.themes]
        shown = choose_snippets(
            (analysed,), labelled.settings.briefing, leading={analysed.article.id}, known=PreviouslyQuoted()
        )
        themes = Themes(names[0], tuple(names[1:]), inherited=False) if names else None
        for passage in gather_passages((analysed,), themes, shown[:3], PreviouslyQuoted()) if themes else ():
            accepted = [clean(one) for kind in ("quotes", "quotes_ok") for one in label[kind].get(passage.theme, ())]
            texts = [clean(quote.text) for quote in passage.quotes]
            if accepted or passage.theme not in label["themes_ok"]:
                given[number % 2] += 1
                right[number % 2] += any(one in other or other in one for one in texts for other in accepted)
    return {f"passages.{half}": f"{right[half]} of {given[half]}" for half in (0, 1)}


CONSTANTS: dict[str, tuple[object, Sequence[Any], tuple[Measure, ...]]] = {
    "SLIGHT": (passages, (0.0, 3.0, 3.5, 3.9, 4.4, 5.0, 99.0), (rate_passages, rate_mornings)),
    "BEYOND": (passages, (1.0, 1.1, 1.25, 1.3, 1.5, 2.0), (rate_passages, rate_mornings)),
    "FACT": (additions, (0.0, 1.0, 1.5, 2.0, 3.0), (rate_mornings,)),
    "TOUCHING": (story_themes, (1, 2, 4, 9), (rate_mornings,)),
    "BESIDE": (
        vectors,
        ((0.001, 3.0), (10, 3.0), (25, 3.0), (50, 3.0), (100, 3.0), (50, 1.0), (50, 2.0), (50, 4.0), (50, 6.0)),
        (rate_mornings, rate_stories),
    ),
    "FLOOR": (similarity, (0.021, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15), (rate_mornings, rate_stories)),
    "CONTAINED": (copies, (0.4, 0.45, 0.5, 0.55, 0.6, 0.65), (rate_copies, rate_mornings)),
    "SUSPICIOUS": (copies, (0.05, 0.1, 0.3, 0.5), (rate_copies, rate_mornings)),
    "COMPARED": (copies, (1, 6, 50), (rate_copies, rate_mornings)),
    "FEWEST": (copies, (1, 4, 12), (rate_copies, rate_mornings)),
    "BOILERPLATE": (copies, (10, 200, 1000), (rate_copies, rate_mornings)),
}
"""Each constant's place, the values to try, and what they decide."""


def try_values(labelled: Labelled, name: str) -> None:
    """Print a row for each value of a constant, the shipped one marked."""
    place, values, measures = CONSTANTS[name]
    shipped, rows = vars(place)[name], []
    for value in sorted({*values, shipped}, key=lambda value: (value != shipped, value)):
        with ExitStack() as stack:
            stack.enter_context(set_to(place, name, value))
            row = {key: cell for measure in measures for key, cell in measure(labelled).items()}
        rows.append((f"{value}{' (shipped)' if value == shipped else ''}", row))
    columns = tuple(rows[0][1])
    table((name, *columns), [(text, *(row[key] for key in columns)) for text, row in rows])


def main() -> None:
    """Print a table for each constant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*", choices=[[], *CONSTANTS], metavar="CONSTANT")
    options = parser.parse_args()
    labelled = Labelled(options.shared)
    for name in options.names or CONSTANTS:
        try_values(labelled, name)


if __name__ == "__main__":
    main()
