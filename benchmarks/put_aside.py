#!/usr/bin/env python3
"""Measure what a constant of `digest/edition/` is worth on labelled mornings that nobody looked at to choose it.

    python -m benchmarks.put_aside ../shared             weights and constants put aside, then every constant
    python -m benchmarks.put_aside ../shared FLOOR       one constant

The folder holds `score/mornings.py` and `data/mornings`. Every constant is tried with each of its values; the rest
stays as it is shipped. Mornings are put aside run by run (days in a row tell the same affairs): the value that is best
on all other runs is scored on this one. A morning's score is the mean of the figures that `MUST` names, turned so that
1 is best. A constant whose neighbours do as well is a rough one, and safe; one that loses much put aside is not.
"""

import argparse
import datetime as dt
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.learn_importance import (
    LEARNED,
    Examples,
    LabelledDay,
    learn,
    read_days,
    read_examples,
    read_examples_without_day,
)
from benchmarks.learning import Array
from benchmarks.measure import table
from digest.analysis.claims import read_claims
from digest.codec import to_json
from digest.edition import affairs, importance, selection, stories
from digest.edition.compose import compose
from digest.edition.material import Material
from digest.model import AnalysedArticle, ArticleSummary, Day, Edition, PastArticle
from digest.pipeline.select import make_past_articles
from digest.settings_file import parse_settings

MUST = {
    "top1": True, "top_full": True, "full_weight": True, "full_theme": True, "full_junk": False, "ndcg": True,
    "lost_w2": False, "wrong_merge": False, "mixed_events": False, "split": False, "continues_close": True,
}  # fmt: skip
"""The figures of a morning that count, and whether more of them is better."""
LEAST = {"split": 1.0}
"""What is best of a figure of which less is better, where that is not 0."""
MEMORY = 14
"""Days that an edition looks back on."""
CONSTANTS: dict[str, tuple[object, tuple[float, ...]]] = {
    "normal": (stories.THRESHOLDS, (0.22, 0.25, 0.28, 0.31)),
    "LEADS_AGREE": (stories, (0.0, 0.1, 0.15, 0.2)),
    "OTHER_LEADS": (stories, (0.25, 0.5, 0.75)),
    "OTHER_DAYS": (stories, (0.5, 0.65, 0.8, 1.0)),
    "NEWS_GOES_ON": (stories, (0.15, 0.19, 0.23, 0.27)),
    "SAME_NEWS": (stories, (0.15, 0.2, 0.25, 0.3)),
    "TWINS": (stories, (0.5, 0.6, 0.7, 0.8)),
    "AFFAIR": (stories, (0.3, 0.4, 0.5, 0.6)),
    "SECOND_REPORT": (stories, (0.2, 0.3, 0.4, 0.5, 1.0)),
    "CENTRAL": (affairs, (5, 7, 10, 14, 1000)),
    "AHEAD": (affairs, (0.0, 0.1, 0.2, 0.4, 0.6)),
    "FLOOR": (selection, (1.3, 1.4, 1.5, 1.6, 1.7)),
    "newsrooms": (importance.WEIGHTS, (0.0, 0.2, 0.4, 0.6)),
    "age": (importance.WEIGHTS, (0.25, 0.5, 0.75)),
}
"""Each constant's place and the values to try."""
IN_VIEW = ("SECOND_REPORT", "TWINS", "CENTRAL", "AHEAD", "FLOOR", "newsrooms", "age")
"""Those that were first chosen with all of the mornings in view."""


class Mornings:
    """The labelled days, read once; composes and scores them again and again."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._scorer = load_scorer(shared / "score" / "mornings.py")
        self._data = self._scorer.read_data(shared / "data" / "mornings")
        self._settings = parse_settings("", shared / "config.toml")
        self._placed = self._scorer.seeds_of(self._data)
        self._days = list(read_days(shared / "data" / "mornings"))
        self._read = {day: found for day, _, found in self._days}
        self.runs = [day[:7] for day in self._placed]

    def days(self) -> Sequence[LabelledDay]:
        """Return the labelled days with their articles."""
        return self._days

    def without_day(self) -> list[tuple[int, list[float]]]:
        """Return the weight and the parts of labelled articles that belong to no morning."""
        return list(read_examples_without_day(self._shared / "data"))

    def score(self, editions: list[Edition] | None = None) -> list[Any]:
        """Compose the days one after the other, into ``editions`` too; return the scorer's score of each morning."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "output"
            output.mkdir()
            past: list[PastArticle] = []
            history: list[Day] = []
            for day, placed in self._placed.items():
                articles = _named(self._read[day], placed)
                edition = self._compose_day(dt.date.fromisoformat(day), articles, past, history, output)
                if editions is not None:
                    editions.append(edition)
            return list(self._scorer.score_week(self._data, Path(folder)).values())

    def figures(self, scores: Sequence[Any]) -> dict[str, float | None]:
        """Return the figures of some mornings together."""
        found: dict[str, float | None] = self._scorer.figures_of(scores)
        return found

    def worths(self) -> Array:
        """Compose the days; return what each morning is worth."""
        return np.array([worth(self.figures([score])) for score in self.score()])

    def _compose_day(
        self,
        day: dt.date,
        articles: dict[str, AnalysedArticle],
        past: list[PastArticle],
        history: list[Day],
        output: Path,
    ) -> Edition:
        morning = day + dt.timedelta(days=1)
        now = dt.datetime(morning.year, morning.month, morning.day, 6, tzinfo=dt.UTC)
        summaries = [ArticleSummary.of(article) for article in articles.values()]
        material = Material(
            summaries=tuple(summaries),
            date=morning,
            made=now,
            window=(None, now),
            past_articles=tuple(one for one in past if (morning - one.date).days <= MEMORY),
            history=tuple(one for one in history if (morning - one.date).days < MEMORY),
        )
        edition = compose(material, self._settings, lambda summary: articles[summary.path], read_claims)
        (output / f"{morning}.json").write_bytes(to_json(edition))
        past += filter(None, make_past_articles(summaries, edition))
        history.append(edition.history[-1])
        return edition


def load_scorer(path: Path) -> ModuleType:
    """Load a scorer, which is no part of a package."""
    spec = importlib.util.spec_from_file_location(f"scorer_of_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer here")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _named(found: dict[str, AnalysedArticle], placed: dict[str, Any]) -> dict[str, AnalysedArticle]:
    """Return the articles of a day by the paths that the scorer gives their files."""
    named = {}
    for path, gold in placed.items():
        if gold.path in found:
            article, analysis = found[gold.path]
            named[path] = AnalysedArticle(replace(article, document=replace(article.document, path=path)), analysis)
    return named


def worth(figures: dict[str, float | None]) -> float:
    """Return the mean of a morning's figures, turned so that 1 is best."""
    values = [
        value if more else 1 - (value - LEAST.get(name, 0.0))
        for name, more in MUST.items()
        if (value := figures[name]) is not None
    ]
    return float(np.mean(values))


@contextmanager
def set_to(place: object, name: str, value: object) -> Iterator[None]:
    """Give a constant another value for a while."""
    constants = table_of(place)
    before = constants[name]
    constants[name] = value
    try:
        yield
    finally:
        constants[name] = before


def table_of(place: object) -> dict[str, Any]:
    """Return the values of a module, or a table itself."""
    return place if isinstance(place, dict) else vars(place)


def try_constant(mornings: Mornings, name: str) -> tuple[str, ...]:
    """Return a row: shipped and best values and what they are worth on all, what choosing is worth put aside."""
    place, values = CONSTANTS[name]
    shipped = table_of(place)[name]
    worths: dict[float, Array] = {}
    for value in sorted({*values, shipped}):
        with set_to(place, name, value):
            worths[value] = mornings.worths()
    runs = np.array(mornings.runs)
    aside, chosen = [], []
    for run in sorted(set(runs)):
        best = max(worths, key=lambda value: (worths[value][runs != run].mean(), -value))
        chosen.append(f"{best:g}")
        aside.extend(worths[best][runs == run])
    on_all = ", ".join(f"{value:g} {found.mean():.3f}" for value, found in worths.items())
    return (name, f"{shipped:g}", on_all, " ".join(chosen), f"{np.mean(aside):.3f}")


def put_years_aside(mornings: Mornings, *, constants: bool) -> dict[str, float | None]:
    """Return each figure with the weights of importance learned without the year at hand.

    With ``constants`` those of `IN_VIEW` are chosen without it too, one by one, from the middle of their values.
    """
    years = np.array([run[:4] for run in mornings.runs])
    aside = mornings.score()
    for year, weights in _weights_without(mornings).items():
        with ExitStack() as stack:
            for name, weight in weights.items():
                stack.enter_context(set_to(importance.WEIGHTS, name, weight))
            if constants:
                _choose_constants(mornings, years != year, stack)
            aside = [new if of == year else old for new, old, of in zip(mornings.score(), aside, years, strict=True)]
    return mornings.figures(aside)


def _weights_without(mornings: Mornings) -> dict[str, dict[str, float]]:
    """Learn for each year the weights of importance from the other ones and from articles without a day."""
    rows = list(read_examples(mornings.days()))
    others = Examples(*map(np.array, zip(*((row, float(w)) for w, row in mornings.without_day()), strict=True)))
    years = np.array([year for year, _, _ in rows])
    wanted, parts = np.array([float(weight) for _, weight, _ in rows]), np.array([row for _, _, row in rows])
    learned = {
        year: learn(Examples(parts[years != year], wanted[years != year]), others) for year in sorted(set(years))
    }
    return {year: dict(zip(LEARNED, weights.tolist(), strict=True)) for year, weights in learned.items()}


def _choose_constants(mornings: Mornings, others: NDArray[np.bool_], stack: ExitStack) -> None:
    """Set each constant of `IN_VIEW` to the value that is best on other mornings, until the stack is left."""
    for name in IN_VIEW:
        place, values = CONSTANTS[name]
        stack.enter_context(set_to(place, name, values[len(values) // 2]))
    for name in IN_VIEW:
        place, values = CONSTANTS[name]
        worths: dict[float, float] = {}
        for value in values:
            table_of(place)[name] = value
            worths[value] = float(mornings.worths()[others].mean())
        table_of(place)[name] = max(worths, key=lambda value: (round(worths[value], 6), -value))


def main() -> None:
    """Print a row a constant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*", choices=[[], *CONSTANTS], metavar="CONSTANT")
    options = parser.parse_args()
    mornings = Mornings(options.shared)
    if not options.names:
        rows = (
            mornings.figures(mornings.score()),
            put_years_aside(mornings, constants=False),
            put_years_aside(mornings, constants=True),
        )
        columns = ("figure", "all", "weights put aside", "constants too")
        table(columns, [(name, *(f"{row[name]:.3f}" for row in rows)) for name in MUST])
    headings = ("constant", "shipped", "each value, on all", "chosen without each run", "put aside")
    table(headings, [try_constant(mornings, name) for name in options.names or CONSTANTS])


if __name__ == "__main__":
    main()
