"""``digest explain``: why each sentence, theme and paragraph is what it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.commands.common import add_config_option, add_json_option, add_now_option, find_settings, print_json
from digest.commands.dates import is_day

if TYPE_CHECKING:
    import datetime as dt

    from digest.analysis.lexicon import Matcher
    from digest.analysis.themes import ThemeExplanation
    from digest.config import Briefing, Settings
    from digest.model import AnalysedArticle, Analysis, Edition, Fact, Highlight, Problem, Story
    from digest.store.store import Store

SENTENCES = 3
"""Sentences of an extract where no budget is asked for: programs that call us rely on it."""


@click.command()
@click.argument("what", nargs=-1, required=True, type=click.Path(), metavar="PATH... | DATE [STORY]")
@add_json_option
@click.option("--sentences", type=click.IntRange(1), metavar="N", help="Show at most N sentences.")
@click.option("--words", type=click.IntRange(1), metavar="N", help="Show at most N words, one sentence at least.")
@add_now_option
@add_config_option
def command(
    what: tuple[str, ...],
    as_json: bool,
    sentences: int | None,
    words: int | None,
    now: str | None,
    config: Path | None,
) -> None:
    """Say why: of article files, or of a briefing's stories. Writes nothing.

    \b
    digest explain seeds/talks.txt        roles, ranks, scores and cues of an article
    digest explain seeds --json           the same of all files below, as JSON Lines
    digest explain 2026-11-24             every story's points, and what was left out
    digest explain 2026-11-24 EU leaders  the story whose headline or id begins so, sentence by sentence
    """
    if sentences and words:
        raise click.UsageError("--sentences and --words exclude one another; give one")
    of_a_day = is_day(what[0]) and not Path(what[0]).exists()
    settings = find_settings(config, anywhere=not of_a_day)
    if of_a_day:
        if sentences or words or now:
            raise click.UsageError(
                "--sentences, --words and --now are for files; a briefing is explained as it was made"
            )
        _explain_day(settings, what[0], " ".join(what[1:]) or None, as_json=as_json)
        return
    from digest.commands.clock import read_clock

    budget = {"words": words} if words else {"sentences": sentences or SENTENCES}
    if sentences or words:
        settings = settings.model_copy(update={"briefing": settings.briefing.model_copy(update=budget)})
    from digest.analysis.lexicon import compile_themes

    matcher = compile_themes(settings.theme, settings.root)
    unreadable = [
        _say(item, settings, matcher, budget, as_json=as_json)
        for item in explain_files(what, settings, matcher, read_clock(settings, now).date())
    ]
    if not unreadable:
        click.echo(f"{', '.join(what)}: holds no file", err=True)
    if any(unreadable):
        raise SystemExit(3)


def explain_files(
    what: tuple[str, ...], settings: "Settings", matcher: "Matcher", today: "dt.date"
) -> "Iterator[AnalysedArticle | Problem]":
    """Yield each article of the files, or why there is none, in the order given."""
    from digest.intake.folder import find_named, find_times, read_whole
    from digest.model import Problem
    from digest.pipeline.ingest import read_file

    files = [(path, found) for path in what for found in find_named(path)]
    written = find_times([found for _, found in files]) if settings.seeds.date_from_file else {}
    for given, found in files:
        data = None if found.trouble else read_whole(found)
        if data is None:
            reason = found.trouble or "it changed or went away while it was read"
            yield Problem(found.path, reason, unreadable=found.unreadable)
        elif isinstance(data, Problem):
            yield data
        else:
            outlet = _find_outlet(found.location, settings, Path(given))
            yield from read_file(
                found.path,
                data,
                briefing=settings.briefing,
                matcher=matcher,
                today=today,
                outlet=outlet,
                written=written.get(found.path),
            )


def _find_outlet(location: str, settings: "Settings", given: Path) -> str | None:
    """Return what a run would take for the outlet: the first folder below the articles', or below the given one."""
    from digest.intake.folder import make_printable
    from digest.pipeline.ingest import find_outlet_of_folder

    path, articles = Path(location).absolute(), (settings.root / settings.seeds.folder).absolute()
    folder = articles if path.is_relative_to(articles) else given.absolute()
    return find_outlet_of_folder(make_printable(path.relative_to(folder).as_posix()))


def _say(
    item: "AnalysedArticle | Problem",
    settings: "Settings",
    matcher: "Matcher",
    budget: "Mapping[str, int]",
    *,
    as_json: bool,
) -> bool:
    """Print one; True when a file could not be read that should hold an article."""
    from digest.analysis.analyse import explain_themes
    from digest.commands.printing import print_to_terminal
    from digest.commands.tables import explain_article, explain_problem
    from digest.model import Problem

    account = None if isinstance(item, Problem) else explain_themes(item.article, settings.briefing, matcher)
    if as_json:
        import json

        briefing = settings.briefing
        row = (
            _describe_problem(item) if isinstance(item, Problem) else describe_article(item, briefing, budget, account)
        )
        print_json(json.dumps(row, ensure_ascii=False))
    else:
        shown = (
            explain_problem(item) if isinstance(item, Problem) else explain_article(item, settings.briefing, account)
        )
        print_to_terminal(shown)
    return isinstance(item, Problem) and item.unreadable


def _explain_day(settings: "Settings", date: str, name: str | None, *, as_json: bool) -> None:
    """Explain why a briefing's stories, or those of that name, stand where they stand."""
    from digest.commands.printing import print_to_terminal
    from digest.commands.show import load_edition
    from digest.commands.tables import explain_edition, explain_story
    from digest.errors import ConfigurationError
    from digest.pipeline.session import open_for_reading
    from digest.publish.lookup import find_stories

    edition = load_edition(settings, date)
    stories = find_stories(edition, name)
    if name and not stories:
        raise ConfigurationError(f"{edition.date} has no story whose id or headline begins with {name!r}")
    with open_for_reading(settings.root / settings.output.folder) as store:
        highlights = _load_highlights(store, edition)
    if as_json:
        import json

        print_json(json.dumps(_describe_day(edition, stories, highlights), ensure_ascii=False, indent=1))
    elif name:
        for story in stories:
            print_to_terminal(explain_story(story, edition, highlights))
    else:
        print_to_terminal(explain_edition(edition, stories))


def _load_highlights(store: "Store", edition: "Edition") -> "dict[str, tuple[Highlight, ...]]":
    """Load where the sources of an edition are quoted, and why, by their ids; without those whose texts were lost."""
    from digest.codec import decode
    from digest.edition.sources import Quoted, find_highlights

    quoted = Quoted(edition.quotes())
    found = ((one.id, store.find_encoded_of_edition(edition, one)) for one in edition.articles if quoted.has(one.id))
    return {id_: find_highlights(id_, decode(*encoded).analysis, quoted) for id_, encoded in found if encoded}


def _describe_day(
    edition: "Edition", stories: "tuple[Story, ...]", highlights: "Mapping[str, tuple[Highlight, ...]]"
) -> dict[str, Any]:
    """Describe a briefing's choices in one document."""
    from digest.publish.lookup import Lookup

    look = Lookup.of(edition, highlights)
    fields = ("id", "headline", "place", "theme", "themes", "kind", "affair", "points", "why", "articles")
    return {
        "date": edition.date.isoformat(),
        "revision": edition.revision,
        "stories": [
            {name: getattr(story, name) for name in fields}
            | {
                "quotes": [
                    {"article": q.article, "start": q.start, "end": q.end, "text": q.text, "why": look.why(q)}
                    for q in story.quotes
                ]
            }
            for story in stories
        ],
        "left_out": [
            {"path": one.path, "part": one.part, "reason": one.reason, "kind": one.kind} for one in edition.left_out
        ],
    }


def _describe_problem(problem: "Problem") -> dict[str, Any]:
    return {"path": problem.path, "part": problem.part, "used": False, "reason": problem.reason, "kind": problem.kind}


def describe_article(
    analysed: "AnalysedArticle",
    briefing: "Briefing",
    budget: "Mapping[str, int]",
    account: "ThemeExplanation | None" = None,
) -> dict[str, Any]:
    """Describe one article as the machine-readable interface has it.

    ``extract`` is the best of the article within the budget asked for, ``on_page`` what a page would show of it alone.
    """
    from digest.analysis.extract import extract
    from digest.edition.extracts import choose_shown

    article, analysis = analysed
    points = account.themes if account else ()
    document, facts = article.document, article.facts
    return {
        "path": document.path,
        "part": document.part,
        "used": True,
        "reason": None,
        "id": article.id,
        **{
            name: _describe_fact(getattr(facts, name))
            for name in ("title", "published", "outlet", "author", "url", "language")
        },
        "kind": {"value": analysis.kind, "why": list(analysis.kind_why)},
        "text": document.text,
        "paragraphs": [{"start": p.start, "end": p.end, "role": p.role, "why": p.why} for p in article.paragraphs],
        "sentences": _describe_sentences(analysis),
        "extract": list(extract(analysis, **budget)),
        "on_page": list(choose_shown(analysed, briefing)),
        "themes": [
            {"name": t.name, "score": t.score, "primary": t.primary, "quotes": list(t.quotes)} for t in analysis.themes
        ],
        "points": [{"name": name, "score": score, "cues": list(cues)} for name, score, cues in points],
        "points_why": account.why if account else None,
    }


def _describe_sentences(analysis: "Analysis") -> list[dict[str, Any]]:
    return [
        {
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "rank": found.rank,
            "score": found.score,
            "why": list(found.why),
            "passed_over": found.passed_over,
            "needs": [{"kind": need.kind, "words": need.words, "met_by": list(need.met_by)} for need in found.needs],
            "speaker": found.speaker,
            "answered": found.answered,
            "themes": {t.theme: {"score": t.score, "cues": list(t.cues)} for t in found.themes},
        }
        for sentence, found in zip(analysis.sentences, analysis.assessments, strict=True)
    ]


def _describe_fact(fact: "Fact | None") -> dict[str, Any] | None:
    return None if fact is None else {"value": fact.value, "from": fact.source, "guess": fact.guess}
