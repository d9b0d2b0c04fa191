"""``digest init``: a desk to begin with."""

import os
import shlex
from pathlib import Path

import click

from digest.commands.common import name_program

SAMPLE = "seeds/eu-summit-brexit.txt"
SCHEMA = "schemas/config.schema.json"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def command(folder: Path) -> None:
    """Make a desk: a commented config.toml, the folders, a sample article.

    Nothing that is already there is overwritten.

    \b
    digest init my-desk && cd my-desk && digest run
    """
    from digest.errors import ConfigurationError
    from digest.intake.folder import SETTLE_SECONDS
    from digest.resources import find_shipped

    try:
        for name in ("seeds", "output", "notes"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, content in _make_settings(
            find_shipped("config.toml").read_bytes(), find_shipped(SCHEMA).read_bytes()
        ).items():
            _write_new(folder / name, content)
        if not any((folder / "seeds").iterdir()):
            _write_new(folder / SAMPLE, find_shipped(SAMPLE).read_bytes())
            made = (folder / SAMPLE).stat()
            os.utime(folder / SAMPLE, (made.st_atime, made.st_mtime - 2 * SETTLE_SECONDS))  # it is whole
    except OSError as trouble:
        where = trouble.filename or folder
        raise ConfigurationError(f"{where}: cannot be made: {trouble.strerror}; choose another folder") from trouble
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    sample = f" The sample, {folder / SAMPLE}, may go then." if (folder / SAMPLE).exists() else ""
    click.echo(f"Put articles into {folder / 'seeds'}/, then: {there}{name_program()} run.{sample}", err=True)


def _make_settings(settings: bytes, schema: bytes) -> dict[str, bytes]:
    """Make the settings of a desk, with the schema by which an editor completes and checks them beside them."""
    _, _, rest = settings.partition(b"\n")
    name = Path(SCHEMA).name
    return {"config.toml": f"#:schema {name}\n".encode() + rest, name: schema}


def _write_new(path: Path, content: bytes) -> None:
    """Write a file, unless there is one of this name."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        click.echo(f"{path}: is there already, left as it is", err=True)
    else:
        click.echo(path)
