"""``digest explain``: why each sentence, theme and paragraph is what it is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.commands.common import config_option, json_option, now_option, settings_from

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.model import Problem, Work


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="PATH... | DATE [STORY]")
@json_option
@click.option("--sentences", type=click.IntRange(1), metavar="N", help="Extract at most N sentences.")
@click.option("--words", type=click.IntRange(1), metavar="N", help="Extract at most N words, one sentence at least.")
@now_option
@config_option
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
    """
    from digest.commands.clock import now as clock

    if sentences and words:
        raise click.UsageError("--sentences and --words exclude one another; give one")
    settings = settings_from(config)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", what[0]) and not Path(what[0]).exists():
        from digest.commands.show import stored_edition
        from digest.publish.terminal import explain_edition, print_to_terminal

        edition = stored_edition(settings, what[0])
        print_to_terminal(explain_edition(edition, what[1] if len(what) > 1 else None))
        return
    changed = {"sentences": sentences or 3, "words": words}
    briefing = settings.briefing.model_copy(update=changed)
    settings = settings.model_copy(update={"briefing": briefing})
    unreadable = False
    for item in explained(tuple(what), settings, clock(settings, now).date()):
        unreadable |= _say(item, as_json=as_json)
    if unreadable:
        raise SystemExit(3)


def explained(what: tuple[str, ...], settings: "Settings", today: Any) -> "Iterator[Work | Problem]":
    """Each article of the files, or why there is none, in the order given."""
    from digest.analysis.themes import compile_themes
    from digest.intake.folder import named, read_whole
    from digest.model import Problem
    from digest.work import read_file

    matcher = compile_themes(settings.theme, settings.root)
    for found in (found for path in what for found in named(path)):
        data = None if found.trouble else read_whole(found)
        if data is None:
            reason = found.trouble or "it changed or went away while it was read"
            yield Problem(found.path, reason, unreadable=found.unreadable)
        elif isinstance(data, Problem):
            yield data
        else:
            yield from read_file(found.path, data, briefing=settings.briefing, matcher=matcher, today=today)


def _say(item: "Work | Problem", *, as_json: bool) -> bool:
    """Print one; True when a file could not be read that should hold an article."""
    from digest.model import Problem

    if as_json:
        import json

        row = _unused(item) if isinstance(item, Problem) else explanation(*item)
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        from digest.publish.terminal import explain_article, print_to_terminal

        print_to_terminal(
            f"{item.path}: not used: {item.reason}" if isinstance(item, Problem) else explain_article(*item)
        )
    return isinstance(item, Problem) and item.unreadable


def _unused(problem: "Problem") -> dict[str, Any]:
    return {"path": problem.path, "part": problem.part, "used": False, "reason": problem.reason}


def explanation(article: Any, analysis: Any) -> dict[str, Any]:
    """One article as the machine-readable interface has it."""
    document, facts = article.document, article.facts
    return {
        "path": document.path,
        "part": document.part,
        "used": True,
        "reason": None,
        "id": article.id,
        **{name: _fact(getattr(facts, name)) for name in ("title", "published", "outlet", "author", "url", "language")},
        "kind": analysis.kind,
        "text": document.text,
        "paragraphs": [{"start": p.start, "end": p.end, "role": p.role, "why": p.why} for p in article.paragraphs],
        "sentences": [
            {
                "start": sentence.start,
                "end": sentence.end,
                "text": sentence.text,
                "rank": found.rank,
                "score": found.score,
                "why": list(found.why),
                "passed_over": found.passed_over,
                "leans_on": found.leans_on,
                "speaker": found.speaker,
                "themes": {t.theme: {"score": t.score, "cues": list(t.cues)} for t in found.themes},
            }
            for sentence, found in zip(analysis.sentences, analysis.assessments, strict=True)
        ],
        "extract": list(analysis.extract),
        "themes": [
            {"name": t.name, "score": t.score, "primary": t.primary, "quotes": list(t.quotes)} for t in analysis.themes
        ],
    }


def _fact(fact: Any) -> dict[str, Any] | None:
    return None if fact is None else {"value": fact.value, "from": fact.source, "guess": fact.guess}
