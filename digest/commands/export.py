"""``digest export``: a briefing as EPUB, DOCX or PDF."""

from pathlib import Path

import click

from digest.commands.common import add_config_option, find_settings
from digest.export import FORMS


@click.command()
@click.argument("date", metavar="[DATE]", required=False)
@click.option(
    "--to", "form", type=click.Choice(tuple(FORMS), case_sensitive=False), required=True, help="In which form."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file or a folder, or - for standard output; DATE.epub here where it is not given.",
)
@click.option("--force", is_flag=True, help="Replace another file of that name.")
@add_config_option
def command(date: str | None, form: str, output: Path | None, force: bool, config: Path | None) -> None:
    """Write a briefing, the newest one or that of DATE, as EPUB, DOCX or PDF; every mark leads to its source's line.

    It is made of the stored edition, and checked as every page is. DOCX and PDF want an extra: pip install
    'digest-briefing[docx]', 'digest-briefing[pdf]'.

    \b
    digest export --to epub
    digest export yesterday --to pdf --output ~/briefing.pdf
    """
    from digest.commands.show import load_edition
    from digest.pipeline.export import export
    from digest.pipeline.session import open_for_reading

    settings = find_settings(config)
    edition = load_edition(settings, date)
    with open_for_reading(settings.root / settings.output.folder) as store:
        data = export(settings, edition, store, form)
    if output == Path("-"):
        click.echo(data, nl=False)
        return
    path = _choose_path(output, f"{edition.date}.{form}")
    _write(path, data, force=force)
    click.echo(path)


def _choose_path(output: Path | None, name: str) -> Path:
    try:
        return output / name if output and output.is_dir() else output or Path(name)
    except OSError:
        return output or Path(name)


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from digest.errors import DigestError
    from digest.publish.files import write_atomically

    try:
        if not path.parent.is_dir():
            raise DigestError(f"{path.parent}: there is no such folder; make it or name another --output")
        if path.exists() and not path.is_file():
            raise DigestError(f"{path}: this is no regular file; name another --output")
        if path.exists() and path.read_bytes() != data and not force:
            raise DigestError(f"{path}: there is another file of this name; --force replaces it")
        write_atomically(path, data)
    except OSError as trouble:
        raise DigestError(f"{path}: cannot be written: {trouble.strerror}") from trouble
