#!/usr/bin/env python3
"""Show in which range the value of a constant of `digest/` changes nothing, and what it costs beyond.

    python -m benchmarks.ranges ../shared             every constant of `CONSTANTS`
    python -m benchmarks.ranges ../shared SLIGHT      one

The folder holds `score/` and `data/`. For each value, the shipped one among them, a row says

    morning.2003 ...   what the labelled mornings of a year are worth (see `put_aside`)
    lines              sentences and headlines of these pages that are others than with the shipped value
    beside             what stands beside them that is another: key points, days to come, figures, speakers, countries
    pairs, false       on eight other days: F1 of the pairs of articles in one story, share of stories of two events
    found.copies-1 ... of copies that were made on purpose the share found, and how many other pairs were joined
    passages.0 ...     passages of labelled articles that quote a right sentence, of all that are given; in two halves
    own.0 ...          labelled articles on a theme of ours that a reader's own few phrases of it find, in two halves
    others             see `rate_reading`, which has the rows on how files are read

A value that is best in each year, batch and half holds on what was not looked at to choose it.
"""

import argparse
import datetime as dt
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks import rate_reading, score_ahead, score_claims
from benchmarks.measure import table
from benchmarks.put_aside import Mornings, load_scorer, set_to, table_of, worth
from benchmarks.where import count_countries
from digest.analysis.analyse import analyse
from digest.analysis.claims import read_claims
from digest.analysis.lexicon import compile_themes
from digest.analysis.terms import count_terms
from digest.config import SHIPPED_THEMES, Theme
from digest.edition.compose import compose
from digest.edition.extracts import choose_snippets
from digest.edition.material import Material
from digest.edition.passages import gather_passages
from digest.edition.snippets import PreviouslyQuoted
from digest.edition.story_themes import Themes
from digest.model import AnalysedArticle, ArticleSummary, Edition, Problem
from digest.pipeline.ingest import read_file
from digest.resources import read_shipped
from digest.settings_file import parse_settings
from digest.text.ahead import find_day_to_come
from digest.text.dateline import find_own_start
from digest.text.words import tokenize

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
        self.shipped: list[Counter[str]] = []  # what stands on the mornings' pages, from the first time on

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
    found = [Counter(line for one in editions for line in listed(one)) for listed in (_list_lines, _list_beside)]
    labelled.shipped = labelled.shipped or found
    lines, beside = (((a - b) + (b - a)).total() for a, b in zip(found, labelled.shipped, strict=True))
    return {
        **{f"morning.{year}": f"{worths[years == year].mean():.3f}" for year in sorted(set(years))},
        "lines": f"{lines}",
        "beside": f"{beside}",
    }


def _list_lines(edition: Edition) -> list[str]:
    passed = [
        (one.theme, quote.text) for one in edition.sections for passage in one.passages for quote in passage.quotes
    ]
    told = [(one.place, quote.text) for one in edition.stories if one.place == "full" for quote in one.quotes]
    return list(map(repr, (*passed, *told, *((one.place, one.headline) for one in edition.stories))))


def _list_beside(edition: Edition) -> list[str]:
    parts = [
        (one.id, part) for one in edition.stories for part in (*one.figures, *one.voices, *one.names, one.countries)
    ]
    return list(map(repr, (*edition.key_points, *edition.coming_up, *edition.affairs, *parts)))


def rate_stories(labelled: Labelled) -> Row:
    """Return how well other days fall into stories."""
    scorer, sums = labelled.scorers("stories"), Counter[Any]()
    for name, (rows, articles) in labelled.batches.items():
        if not name.startswith("copies"):
            sums.update(scorer.tally(rows, _group(scorer, rows, labelled.compose(articles))))
    figures = scorer.figures(sums)
    return {"pairs": f"{figures['pair_f1']:.3f}", "false": f"{figures['false_merge']:.3f}"}


def rate_terms(labelled: Labelled) -> Row:
    """Return how well other days fall into stories when the terms of their articles are counted anew."""
    batches = labelled.batches
    recounted = {name: (rows, list(map(_recount_terms, articles))) for name, (rows, articles) in batches.items()}
    vars(labelled)["batches"] = recounted
    try:
        return rate_stories(labelled)
    finally:
        vars(labelled)["batches"] = batches


def _recount_terms(read: AnalysedArticle) -> AnalysedArticle:
    facts, sentences = read.article.facts, read.analysis.sentences
    tokens = [tokenize(one.text, facts.read_as) for one in sentences]
    terms = count_terms(facts.title.value if facts.title else None, sentences, tokens, facts.read_as)
    return AnalysedArticle(read.article, replace(read.analysis, terms=terms))


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


def rate_ahead(labelled: Labelled) -> Row:
    """Return the days to come of labelled sentences that are found, in two halves."""
    days = {day: found for day, _, found in labelled.mornings.days()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in score_ahead.LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        day, path, start, half, want = line.split("\t")
        one = days[day].get(path.removeprefix("./"))
        if one is None or one.article.facts.published is None:
            continue
        written = dt.date.fromisoformat(one.article.facts.published.value[:10])
        text = next((text.text for text in one.analysis.sentences if text.start == int(start)), "")
        found = find_day_to_come(text[find_own_start(text, "en") :], written)
        got = found.day.isoformat() if found and found.day > written else "-"
        counts[f"ahead.{half}"].update(score_ahead.judge(got, want if want > written.isoformat() else "-"))
    return {name: f"{one['right']} right, {one['wrong']} wrong" for name, one in sorted(counts.items())}


def rate_countries(labelled: Labelled) -> Row:
    """Return the countries of labelled articles that are found."""
    counts = count_countries(one for _, _, found in labelled.mornings.days() for one in found.values())
    return {
        f"countries.{part}": f"{one['both']} right, {one['found'] - one['both']} wrong"
        for part, one in sorted(counts.items())
    }


def rate_own_theme(labelled: Labelled) -> Row:
    """Return how many articles a reader's own theme finds: each theme of ours goes, and some of its phrases stay."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in SHIPPED_THEMES:
        strong = tomllib.loads(read_shipped(f"lexicons/{name}.toml"))["strong"]
        for few in (5, 20):
            own = Theme(name="own", strong=tuple(strong[:: len(strong) // few][:few]))
            matcher = compile_themes((*(Theme(name=one) for one in SHIPPED_THEMES if one != name), own), Path())
            for number, (label, read) in enumerate(labelled.themed):
                themes = analyse(read.article, labelled.settings.briefing, matcher).themes
                found = any(one.primary and one.name == "own" for one in themes)
                wanted, may_be = label["primary"] == name, name in (*label["also_ok"], *label["themes"])
                if found and (wanted or not may_be):
                    counts[f"own.{number % 2}"]["right" if wanted else "wrong"] += 1
    return {name: f"{one['right']} right, {one['wrong']} wrong" for name, one in sorted(counts.items())}


def rate_analysis(labelled: Labelled) -> Row:
    """Return the themes and quotes that labels accept, in two halves, and how many sentences are judged otherwise."""
    scorer, judged, sentences = labelled.scorers("themes"), defaultdict[int, list[Any]](list), list[object]()
    matcher = compile_themes(labelled.settings.theme, labelled.settings.root)
    for number, (label, read) in enumerate(labelled.themed):
        found = analyse(read.article, labelled.settings.briefing, matcher)
        sentences += map(repr, (*found.assessments, found.credits))
        themes = {one.name: [found.sentences[at].text for at in one.quotes] for one in found.themes}
        answer = {"primary": next(iter(themes), "other"), "themes": themes, "used": True}
        judged[number % 2].append(scorer.judge(label, answer))
    figures = {half: scorer.metrics(some) for half, some in sorted(judged.items())}
    kinds = ("themes_f1_lenient", "quote_all_lenient")
    row = {f"{kind.partition('_')[0]}.{half}": f"{figures[half][kind]:.3f}" for half in figures for kind in kinds}
    return {**row, "sentences": f"{rate_reading.count_others('sentences', sentences)} of {len(sentences)}"}


def rate_claims(labelled: Labelled) -> Row:
    """Return the labelled pairs of figures that are told, in two halves; the claims of other articles that differ."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in score_claims.PAIRS.read_text(encoding="utf-8").splitlines():
        day, label, kind, one, other = line.split("\t")
        gold = {kind} if label in ("changed", "disagree") else set()
        for same_day in {"next": (False,), "same": (True,)}.get(day, (True, False)):
            found = score_claims.told_kinds(one, other, same_day=same_day)
            part = f"figures.{score_claims.half_of(one)}"
            counts[part] += Counter(right=len(found & gold), wrong=len(found - gold))
    read = [repr(read_claims(one)) for _, one in labelled.themed]
    row = {name: f"{one['right']} right, {one['wrong']} wrong" for name, one in sorted(counts.items())}
    return {**row, "articles": f"{rate_reading.count_others('claims', [*read])} of {len(read)}"}


def on_data(rate: Callable[[Path], Row]) -> Measure:
    """Turn what rates the files of a folder into a measure."""
    return lambda labelled: rate(labelled.data)


CONSTANTS: dict[str, tuple[Sequence[Any], tuple[Measure, ...]]] = {
    "edition.passages.SLIGHT": ((0.0, 3.0, 3.5, 3.9, 4.4, 5.0, 99.0), (rate_passages, rate_mornings)),
    "edition.passages.BEYOND": ((1.0, 1.1, 1.25, 1.3, 1.5, 2.0), (rate_passages, rate_mornings)),
    "edition.additions.FACT": ((0.0, 1.0, 1.5, 2.0, 3.0), (rate_mornings,)),
    "edition.story_themes.TOUCHING": ((1, 2, 4, 9), (rate_mornings,)),
    "analysis.terms.LEAD": ((0, 1, 2, 5, 10), (rate_terms,)),
    "edition.vectors.VIEWS": (
        [
            tuple(zip(("words", "lead", "names"), shares, strict=True))
            for shares in ((0.5, 0.25, 0.25), (0.4, 0.3, 0.3), (0.6, 0.2, 0.2), (0.5, 0.4, 0.1), (0.5, 0.1, 0.4))
        ],
        (rate_mornings, rate_stories),
    ),
    "edition.vectors.BESIDE": (
        ((0.001, 3.0), (10, 3.0), (25, 3.0), (50, 3.0), (100, 3.0), (50, 1.0), (50, 2.0), (50, 4.0), (50, 6.0)),
        (rate_mornings, rate_stories),
    ),
    "edition.similarity.FLOOR": ((0.021, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15), (rate_mornings, rate_stories)),
    "edition.copies.CONTAINED": ((0.4, 0.45, 0.5, 0.55, 0.6, 0.65), (rate_copies, rate_mornings)),
    "edition.copies.SUSPICIOUS": ((0.05, 0.1, 0.3, 0.5), (rate_copies, rate_mornings)),
    "edition.copies.COMPARED": ((1, 6, 50), (rate_copies, rate_mornings)),
    "edition.copies.FEWEST": ((1, 4, 12), (rate_copies, rate_mornings)),
    "edition.copies.BOILERPLATE": ((10, 200, 1000), (rate_copies, rate_mornings)),
    "edition.page.FEWEST_PARAGRAPHS": ((1, 2, 3), (rate_mornings,)),
    "edition.page.MOST_PARAGRAPHS": ((4, 6, 9, 99), (rate_mornings,)),
    "edition.headlines.MOST_WORDS": ((8, 12, 14, 20, 32), (rate_mornings,)),
    "edition.headlines.FEWEST_WORDS": ((2, 4, 6, 8), (rate_mornings,)),
    "edition.brief.FEWEST_WORDS": ((1, 2, 4, 5), (rate_mornings,)),
    "edition.selection.FEW": ((0, 1, 4), (rate_mornings,)),
    "edition.overtaken._BEFORE_AHEAD": ((30, 60, 240), (rate_mornings,)),
    "edition.overtaken._SUM": ((3, 5, 20, 1000), (rate_mornings,)),
    "edition.force._MOST_DEAD": ((1_000, 10_000, 1_000_000), (rate_mornings,)),
    "edition.claims._LONGEST_DATELINE": ((80, 150, 600), (rate_mornings,)),
    "edition.newsrooms._FEWEST_CAPITALS": ((1, 2, 4, 9), (rate_mornings,)),
    "edition.upcoming.LONGEST": ((20, 30, 50, 80), (rate_mornings,)),
    "edition.upcoming.SAME_EVENT": ((0.15, 0.2, 0.4, 0.6), (rate_mornings,)),
    "edition.where.OPENING": ((1, 2, 4, 5), (rate_countries, rate_mornings)),
    "edition.where.NAMING": ((2, 3, 6, 9), (rate_mornings,)),
    "text.ahead._NEAR": ((15, 30, 90, 120, 180), (rate_ahead, rate_mornings)),
    "text.ahead._BESIDE": ((6, 24), (rate_ahead, rate_mornings)),
    "text.ahead._OPENING": ((1, 2, 4, 6), (rate_ahead, rate_mornings)),
    "text.tenses._PASSIVE_NEAR": ((10, 20, 80), (rate_ahead, rate_mornings)),
    "analysis.verdict._OWN_SHARE": ((0.0, 0.3, 0.6, 0.8, 1.0), (rate_own_theme,)),
    "analysis.verdict._OWN_DOUBT": ((1.0, 2.0, 6.0), (rate_own_theme,)),
    "analysis.lexicon.STRENGTHS.medium": ((0.75, 1.0, 2.0, 3.0), (rate_analysis,)),
    "analysis.passed_over.FEWEST_WORDS": ((2, 3, 5, 6), (rate_analysis,)),
    "analysis.passed_over.FEWEST_LEANING": ((4, 10), (rate_analysis,)),
    "analysis.passed_over.MOST_WORDS": ((50, 70, 200), (rate_analysis,)),
    "analysis.passed_over.FEWEST_OUTSIDE": ((4, 16), (rate_analysis,)),
    "analysis.passed_over.FEWEST_IN_TITLE": ((4, 9), (rate_analysis,)),
    "analysis.passed_over.LONG_TITLE": ((7, 20), (rate_analysis,)),
    "analysis.passed_over.MOST_OF_SPEAKER": ((3, 12), (rate_analysis,)),
    "analysis.credits._LONGEST": ((80, 320), (rate_analysis,)),
    "analysis.credits._FOOT": ((1, 6), (rate_analysis,)),
    "analysis.needs._NEAR": ((4, 16), (rate_analysis,)),
    "analysis.needs._LONGEST_PHRASE": ((2, 8), (rate_analysis,)),
    "analysis.modality._AFTER": ((1, 4), (rate_analysis,)),
    "analysis.quotations.FEWEST_LETTERS_OUTSIDE": ((1, 12), (rate_analysis,)),
    "analysis.claims.LONGEST_ENDING": ((2, 8), (rate_claims,)),
    "analysis.naming.FEWEST_NAMES": ((1, 3), (rate_claims,)),
    "analysis.naming.MOST_NAMES": ((3, 8), (rate_claims,)),
    "analysis.naming.MOST_OF_ROLE": ((3, 12), (rate_claims,)),
    "analysis.naming._BEGINS_ROLE": ((2, 8), (rate_claims,)),
    "analysis.owners._LONGEST": ((3, 14), (rate_claims,)),
    "intake.sanitize.WHOLE_TO_BROKEN": ((1, 2, 8), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.NULS": ((0.01, 0.05, 0.1, 0.4), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.ON_ONE_SIDE": ((0.6, 0.75, 0.95, 0.99), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.LATIN_AT_MOST": ((0.05, 0.1, 0.3, 0.4), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.CYRILLIC_BYTES": ((5, 10, 40, 80), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.CYRILLIC_SHARE": ((0.25, 0.4, 0.6, 0.75, 0.9), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.COMMON_SHARE": ((0.2, 0.3, 0.4, 0.5, 0.6), (on_data(rate_reading.rate_encodings),)),
    "intake.sanitize.SAMPLE": ((512, 2048, 32768), (on_data(rate_reading.rate_encodings),)),
    "text.language.OWN_SCRIPT": ((0.1, 0.2, 0.5, 0.7), (on_data(rate_reading.rate_languages),)),
    "text.language.KANA": ((0.02, 0.05, 0.2, 0.3), (on_data(rate_reading.rate_languages),)),
    "text.language.LEAST": ((0.01, 0.02, 0.06, 0.08), (on_data(rate_reading.rate_languages),)),
    "text.language.USUAL": ((0.05, 0.07, 0.15, 0.2), (on_data(rate_reading.rate_languages),)),
    "text.language.NEXT": ((0.45, 0.7, 0.8, 0.95, 1.0), (on_data(rate_reading.rate_languages),)),
    "text.language.NEXT_OF_LEAST": ((0.25, 0.4, 0.6, 0.75, 1.0), (on_data(rate_reading.rate_languages),)),
    "text.language.ENOUGH": ((100, 300, 3000), (on_data(rate_reading.rate_languages),)),
    "text.sentences._BACK": ((8, 15, 60), (on_data(rate_reading.rate_sentences),)),
    "text.sentences._LONGEST_DATELINE": ((30, 120), (on_data(rate_reading.rate_sentences),)),
    "text.dateline.SHORTEST_TOWN": ((2, 3, 5), (on_data(rate_reading.rate_texts),)),
    "text.dateline._MOST_WORDS": ((3, 4, 8), (on_data(rate_reading.rate_texts),)),
    "text.dateline._LONGEST": ((40, 60, 160), (on_data(rate_reading.rate_texts),)),
    "intake.readers.blockfeatures.LINKED": ((0.25, 0.75), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockfeatures.FEW": ((50, 200), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.SHORTER": ((0.25, 0.75), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.HEADER": ((7, 28), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.LABEL": ((6, 24), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.SAME_HOME": ((1, 6), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.READ_MORE": ((20, 80), (on_data(rate_reading.rate_pages),)),
    "intake.readers.blockchoice.REPEATED": ((30, 120), (on_data(rate_reading.rate_pages),)),
    "intake.readers.pagefacts.LEAST_LETTERS": ((11, 44), (on_data(rate_reading.rate_pages),)),
    "intake.readers.extraction.SHORT": ((12, 50), (on_data(rate_reading.rate_pages),)),
    "intake.facts.DATED_ABOVE": ((10, 40), (on_data(rate_reading.rate_texts),)),
    "intake.facts.DATED_BELOW": ((2, 10), (on_data(rate_reading.rate_texts),)),
    "intake.facts.DATED_INSIDE": ((0, 1, 4), (on_data(rate_reading.rate_texts),)),
    "intake.facts.CAPTION_LETTERS": ((30, 120), (on_data(rate_reading.rate_texts),)),
    "intake.facts.OUTLET_ABOVE": ((4, 16), (on_data(rate_reading.rate_texts),)),
    "intake.facts.DAYS_BEFORE": ((1, 4), (on_data(rate_reading.rate_texts),)),
}
"""The values to try of each constant of `digest/`, and what it decides."""


def forget_answers() -> None:
    """Empty the caches of functions that may have used another value."""
    for name in [name for name in sys.modules if name.startswith("digest.")]:
        for one in list(vars(sys.modules[name]).values()):
            if callable(clear := getattr(one, "cache_clear", None)):
                clear()


def try_values(labelled: Labelled, name: str) -> None:
    """Print a row for each value of a constant, the shipped one marked."""
    values, measures = CONSTANTS[name]
    where, _, constant = name.rpartition(".")
    place = resolve_name(f"digest.{where}")  # a module, or a table of one
    shipped, rows = table_of(place)[constant], []
    for value in sorted({*values, shipped}, key=lambda value: (value != shipped, value)):
        with ExitStack() as stack:
            stack.enter_context(set_to(place, constant, value))
            forget_answers()
            row = {key: cell for measure in measures for key, cell in measure(labelled).items()}
        rows.append((f"{value}{' (shipped)' if value == shipped else ''}", row))
    columns = tuple(rows[0][1])
    table((name, *columns), [(text, *(row[key] for key in columns)) for text, row in rows])


def main() -> None:
    """Print a table for each constant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*", metavar="CONSTANT")
    options = parser.parse_args()
    labelled = Labelled(options.shared)
    for name in CONSTANTS:
        if not options.names or any(f".{name}".endswith(f".{asked}") for asked in options.names):
            try_values(labelled, name)


if __name__ == "__main__":
    main()
