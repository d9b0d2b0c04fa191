"""``digest search``: full text over all editions and articles."""

import re
from collections.abc import Callable
from pathlib import Path

import click

from digest.commands.common import add_config_option, add_json_option, find_settings, print_json

_PIECE = re.compile(r'"[^"]*"|\S+')
_COUNTRY = "country:"
_OPERATORS = ("AND", "OR", "NOT")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, metavar="N", help="How many at most."
)
@add_json_option
@add_config_option
def command(words: tuple[str, ...], limit: int, as_json: bool, config: Path | None) -> None:
    """Find articles and briefings that have all WORDS, in any of their forms, best first.

    \b
    digest search kerch strait
    digest search 'cease*'                         all words that begin so
    digest search '"martial law" OR ceasefire'     a phrase; AND, OR and NOT between words
    digest search country:belarus drones           in stories that play there
    """
    from digest.pipeline.session import open_for_reading

    country, words = take_country(words)
    if not build_query(words) and not country:
        raise click.UsageError("there is no word to look for")
    settings = find_settings(config)
    with open_for_reading(settings.root / settings.output.folder) as store:
        query = build_query(words, lambda word: store.find_forms(word, settings.briefing.language))
        found, matches = store.search(query, limit, country), store.count_matches(query, country)
        removed = {day.isoformat() for day in store.list_removed()}
    if as_json:
        import json

        listed = [{**hit._asdict(), "removed": hit.date in removed} for hit in found]
        print_json(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for hit in found:
        title = "briefing" if hit.kind == "edition" else hit.title or "(no title)"
        gone = "(page removed)" if hit.date in removed else None
        click.echo("  ".join(filter(None, (hit.date, title, hit.outlet, hit.path, gone))))
        click.echo(f"    {' '.join(hit.passage.split())}")
    click.echo(f"{len(found)} of {matches}" if found else "nothing found", err=True)


def take_country(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Take ``country:NAME`` out of the words; return the country's code, and the other words."""
    from digest.edition.where import find_code

    asked = [word for word in words if word.casefold().startswith(_COUNTRY)]
    if not asked:
        return None, words
    if len(asked) > 1:
        raise click.UsageError("there can be one country: leave the others out")
    name = asked[0][len(_COUNTRY) :].strip("\"' ")
    code = find_code(name)
    if code is None:
        raise click.UsageError(f"no country is called {name!r}; write its name or its code, as country:by")
    return code, tuple(word for word in words if word != asked[0])


def build_query(words: tuple[str, ...], find_forms: Callable[[str], tuple[str, ...]] = lambda word: (word,)) -> str:
    """Build a query in FTS5's syntax that is always valid: all of the words; AND, OR and NOT between two of them.

    What stands in quotes is one phrase, a word with ``*`` at its end begins longer ones; every other sign of the
    syntax stands for itself, which is nothing. A word alone stands for all its forms.
    """
    text = " ".join(words).replace("\x00", " ").encode("utf-8", "ignore").decode()  # a byte that is no text is none
    pieces = [piece for piece in _PIECE.findall(text) if any(map(str.isalnum, piece))]
    parts: list[list[str]] = [[]]
    operators: list[str] = []
    for at, piece in enumerate(pieces):
        if piece in _OPERATORS and 0 < at < len(pieces) - 1 and parts[-1]:
            operators.append(piece)
            parts.append([])
        else:
            parts[-1].append(_make_operand(piece, find_forms))
    joined = [f"({' AND '.join(part)})" if any(one[0] == "(" for one in part) else " ".join(part) for part in parts]
    return " ".join(word for pair in zip(joined, (*operators, ""), strict=True) for word in pair).strip()


def _make_operand(piece: str, find_forms: Callable[[str], tuple[str, ...]]) -> str:
    """Return a word, one with its other forms, the beginning of one, or a phrase."""
    begins = "*" if piece.endswith("*") and '"' not in piece else ""
    phrase = piece.removesuffix(begins).replace('"', "")
    forms = sorted({phrase, *find_forms(phrase)}) if piece == phrase and phrase.isalpha() else ()
    if len(forms) > 1:
        return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
    return f'"{phrase}"{begins}'
