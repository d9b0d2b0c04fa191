"""Options that several verbs share, and the search for the configuration."""

import math
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.model import Problem

Verb = TypeVar("Verb", bound=Callable[..., Any])
_LONGEST = 7 * 24 * 3600
"""Seconds that one may wait for another run; no run takes a week."""


def add_config_option(verb: Verb) -> Verb:
    """Add ``--config FILE``."""
    kind = click.Path(path_type=Path)
    text = "The settings to use instead of DIGEST_CONFIG, ./config.toml or the user's own."
    return click.option("--config", "config", type=kind, metavar="FILE", help=text)(verb)


def add_now_option(verb: Verb) -> Verb:
    """Add ``--now WHEN``."""
    said = "Take this for the clock, in the zone of the settings: 2026-03-10T06:00."
    return click.option("--now", "now", metavar="WHEN", help=said)(verb)


class _Seconds(click.FloatRange):
    """Seconds to wait: a number that a clock can count, no ``nan`` and no ``inf``."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not 0 <= seconds <= _LONGEST:
            self.fail(f"{value!r} is no number of seconds from 0 to {_LONGEST:,}", param, ctx)
        return seconds


def add_wait_option(verb: Verb) -> Verb:
    """Add ``--wait S``."""
    said = "Wait so many seconds for another run to end."
    return click.option("--wait", type=_Seconds(0, _LONGEST), default=0, metavar="S", help=said)(verb)


def add_json_option(verb: Verb) -> Verb:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout and nothing else.")(verb)


def add_verbose_option(verb: Verb) -> Verb:
    """Add ``--verbose``, as ``digest`` itself has it."""
    said = "Say on stderr what is done, and in how many seconds."

    def log(_context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted:
            log_to_stderr()

    return click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=log, help=said)(verb)


def log_to_stderr() -> None:
    """Write what our own modules log to stderr, each line behind the seconds since the one before it."""
    import logging

    class WithSeconds(logging.Formatter):
        before = 0.0

        def format(self, record: logging.LogRecord) -> str:
            taken, self.before = record.relativeCreated - self.before, record.relativeCreated
            return f"{taken / 1000:8.2f} s  {record.name}: {record.getMessage()}"

    logger = logging.getLogger("digest")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(WithSeconds())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)


def find_settings_file(config: Path | None) -> Path | None:
    """Return the file that ``find_settings`` reads; ``None`` where there is none and nobody named one."""
    named = config or (Path(os.environ["DIGEST_CONFIG"]) if os.environ.get("DIGEST_CONFIG") else None)
    if named:
        return named / "config.toml" if named.is_dir() else named
    files = (Path("config.toml"), Path(click.get_app_dir("digest")) / "config.toml")
    return next((file for file in files if os.path.lexists(file)), None)  # what is no file is told when it is read


def find_settings(config: Path | None, *, anywhere: bool = False) -> "Settings":
    """Read the settings of ``--config``, DIGEST_CONFIG, ./config.toml or the user's folder, else take the defaults.

    ConfigurationError where there is neither a file nor a folder of a desk here, but for verbs that go ``anywhere``
    because they were told where the articles lie.
    """
    from digest.config import Settings
    from digest.errors import ConfigurationError
    from digest.settings_file import read_settings

    if file := find_settings_file(config):
        return read_settings(file)
    here, own = Settings(root=Path.cwd()), Path(click.get_app_dir("digest"))
    if not (anywhere or here.seeds.folder.is_dir() or here.output.folder.is_dir()):
        raise ConfigurationError(
            f"there is no config.toml in {here.root}, nor in {own}, and no folder {here.seeds.folder}: change to your"
            " desk's folder, name its file with --config, or make a desk with `digest init`"
        )
    return here


def name_program(program: str | None = None) -> str:
    """Return what a shell calls this program by, in any folder: ``digest`` where it finds this very one."""
    path = Path(program or sys.argv[0]).absolute()
    if path.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m digest"
    found = shutil.which(path.name)
    return shlex.quote(path.name if found and Path(found).absolute() == path else str(path))


def say(line: str) -> None:
    """Say a line on stderr."""
    click.echo(line, err=True)


def say_problems(problems: "tuple[Problem, ...]") -> None:
    """Say each problem on stderr, a line each."""
    for problem in problems:
        say(f"{problem.path}: {problem.reason}")


def print_json(document: bytes | str) -> None:
    """Print a JSON document on stdout, in UTF-8 whatever the terminal's encoding is."""
    click.echo(document if isinstance(document, bytes) else document.encode("utf-8", "backslashreplace"))
