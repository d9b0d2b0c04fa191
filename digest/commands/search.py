"""``digest search``: full text over all editions and articles."""

from pathlib import Path

import click

from digest.commands.common import config_option, json_option, settings_from


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@json_option
@config_option
def command(words: tuple[str, ...], limit: int, as_json: bool, config: Path | None) -> None:
    """Find articles and briefings that have all WORDS, best first.

    \b
    digest search kerch strait
    digest search '"martial law" OR ceasefire'     FTS5's syntax, where the words have quotes or operators
    """
    from digest.store import opened_for_reading

    settings = settings_from(config)
    with opened_for_reading(settings.root / settings.output.folder) as kept:
        found = kept.search(query_of(words), limit)
    if as_json:
        import json

        keys = ("kind", "date", "id", "title", "passage")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in found], ensure_ascii=False, indent=1))
        return
    for kind, date, _, title, passage in found:
        click.echo(
            f"{date}  {'briefing' if kind == 'edition' else title or '(no title)'}\n    {' '.join(passage.split())}"
        )
    if not found:
        click.echo("nothing found", err=True)


def query_of(words: tuple[str, ...]) -> str:
    """What the person wrote, as FTS5 takes it: as it stands where it has operators, else all of the words."""
    text = " ".join(words)
    if '"' in text and text.count('"') % 2 == 0:
        return text
    plain = [word.replace('"', "") for word in text.split()]
    return " ".join(
        word if word in {"AND", "OR", "NOT"} and 0 < n < len(plain) - 1 else f'"{word}"' for n, word in enumerate(plain)
    )
