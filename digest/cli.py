"""Name the verbs and run them; imports click alone until one runs.

A new verb is one module in ``commands/`` with a click command named ``command``, and its line in ``GROUPS``.
"""

import errno
import gc
import importlib
import io
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import click

from digest import __version__
from digest.errors import DigestError
from digest.relaxed_gc import relaxed_gc

GROUPS = {
    "Make and read briefings": {
        "init": "Make a desk: settings, folders and a sample article.",
        "run": "Make today's briefing from the articles that are new.",
        "show": "Read a briefing or a story in the terminal, or list all days.",
        "search": "Find articles and briefings by their words.",
        "explain": "Say why: of article files, or of a briefing's stories.",
        "weekly": "Make the page of a week: its stories by weight.",
        "export": "Write a briefing as EPUB, DOCX or PDF.",
    },
    "Keep a desk running": {
        "schedule": "Stay, and make each briefing on time.",
        "status": "Say the last run, the next slot, what is new, what was set aside.",
        "check": "Check settings, themes, templates, folders and clock.",
        "verify": "Check that every quote is what its source says.",
        "rebuild": "Render stored briefings again; nothing is selected anew.",
        "repair": "Make a lost or damaged database anew from the briefings.",
    },
}
"""Each verb with its line in the list of verbs: the list is printed without importing a verb."""
VERBS = tuple(verb for verbs in GROUPS.values() for verb in verbs)


class _Verbs(click.Group):
    """Import a verb's module when it is asked for; list the verbs in the order of ``VERBS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs of a reader apart from those of whoever keeps the desk running."""
        for title, verbs in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"digest.commands.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as trouble:
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" The commands are {', '.join(VERBS)}."
            raise click.UsageError(trouble.message + hint, ctx) from trouble

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output (head, a pager) has ended, as it may: click would end with 1.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.command(
    cls=_Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="digest %(version)s")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what is done, and in how many seconds.")
@click.pass_context
def digest(context: click.Context, *, verbose: bool) -> None:
    """Turn a folder of news articles into the day's briefing.

    \b
    digest init my-desk         settings, folders and a sample article to begin with
    digest run                  today's briefing from the articles that are new
    digest run ~/articles       the same, from this folder
    digest show                 read it here
    digest explain FILE         why: every sentence, score and trimmed paragraph
    digest schedule             stay, and make each briefing on time
    digest                      in the folder of a desk: what there is to do today
    """
    if verbose:
        from digest.commands.common import log_to_stderr

        log_to_stderr()
    if context.invoked_subcommand is None:
        click.echo(_sum_up_desk() or context.get_help())


def _sum_up_desk() -> str:
    """Say in a few lines how the desk of this folder stands; nothing where there is none."""
    if not Path("config.toml").is_file():
        return ""
    from digest.commands.status import sum_up

    return f"{sum_up()}\n\ndigest --help lists what it can do."


@relaxed_gc()
def main() -> None:
    """Run a verb from the console; whatever ends it becomes one clear sentence and its exit code."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end_at_once)
    # Our matrices are small: a thread for every core only waits for the others, ten times as long as the sums take.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Pydantic would look for plugins in every package that is installed, in each process anew.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding shows \\u2026 for what it has not
            stream.reconfigure(errors="backslashreplace")
    try:
        digest(prog_name="digest")
    except DigestError as trouble:
        click.echo(f"digest: {trouble}", err=True)
        sys.exit(trouble.exit_code)
    except OSError as trouble:
        full = trouble.errno == errno.ENOSPC
        said = f"nothing more can be written: {trouble.strerror}" if full else _report_internal_error(trouble)
        click.echo(f"digest: {said}", err=True)
        os._exit(1)  # what could not be written is not tried again
    except Exception as trouble:  # noqa: BLE001  an internal error is one sentence; its traceback goes into a file
        click.echo(f"digest: {_report_internal_error(trouble)}", err=True)
        sys.exit(1)
    finally:
        # The work is done: a signal while Python tidies up would only falsify the exit code.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        gc.freeze()  # it would look through all values once more: 1.8 s for one article more, and 1.6 without


def _report_internal_error(trouble: Exception) -> str:
    """Write the traceback to a file in the machine's temporary folder; return the sentence that names it."""
    import tempfile
    import traceback

    said = f"internal error ({type(trouble).__name__}: {trouble}); nothing that was published has changed"
    try:
        with tempfile.NamedTemporaryFile("w", prefix="digest-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exception(trouble, file=log)
    except OSError:
        return f"{said}; please report it"
    return f"{said}; please report it with {log.name}"


def _end_at_once(number: int, _frame: FrameType | None) -> None:
    """End at once with the exit code of the signal, and without a traceback.

    A run is whole or not at all wherever it is cut, and the next one clears up: nothing could be tidied better here.
    """
    line = f"digest: stopped by {signal.Signals(number).name}\n"
    os.write(2, ("\n" + line if os.isatty(2) else line).encode())  # a terminal has shown ^C, or half a bar
    os._exit(128 + number)
