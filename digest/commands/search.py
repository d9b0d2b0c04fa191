"""``digest search``: full text over all editions and articles."""

import re
from pathlib import Path

import click

from digest.commands.common import add_config_option, add_json_option, find_settings, print_json

_PIECE = re.compile(r'"[^"]*"|\S+')
_COUNTRY = "country:"
_OPERATORS = ("AND", "OR", "NOT")


@click.command(short_help="Find articles and briefings by their words.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, metavar="N", help="How many at most."
)
@add_json_option
@add_config_option
def command(words: tuple[str, ...], limit: int, as_json: bool, config: Path | None) -> None:
    """Find articles and briefings that have all WORDS, best first.

    \b
    digest search kerch strait
    digest search 'cease*'                         all words that begin so
    digest search '"martial law" OR ceasefire'     a phrase; AND, OR and NOT between words
    digest search country:belarus drones           in stories that play there
    """
    from digest.pipeline.session import open_for_reading

    country, words = take_country(words)
    query = build_query(words)
    if not query and not country:
        raise click.UsageError("there is no word to look for")
    settings = find_settings(config)
    with open_for_reading(settings.root / settings.output.folder) as store:
        found, matches = store.search(query, limit, country), store.count_matches(query, country)
    if as_json:
        import json

        print_json(json.dumps([hit._asdict() for hit in found], ensure_ascii=False, indent=1))
        return
    for hit in found:
        title = "briefing" if hit.kind == "edition" else hit.title or "(no title)"
        click.echo("  ".join(filter(None, (hit.date, title, hit.outlet, hit.path))))
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


def build_query(words: tuple[str, ...]) -> str:
    """Build a query in FTS5's syntax that is always valid: all of the words; AND, OR and NOT between two of them.

    What stands in quotes is one phrase, a word with ``*`` at its end begins longer ones; every other sign of the
    syntax stands for itself, which is nothing.
    """
    text = " ".join(words).replace("\x00", " ").encode("utf-8", "ignore").decode()  # a byte that is no text is none
    pieces = [piece for piece in _PIECE.findall(text) if any(map(str.isalnum, piece))]
    query: list[str] = []
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and query[-1] not in _OPERATORS
        begins = "*" if piece.endswith("*") and '"' not in piece else ""
        phrase = piece.removesuffix(begins).replace('"', "")
        query.append(piece if piece in _OPERATORS and between else f'"{phrase}"{begins}')
    return " ".join(query)
