"""Call a command of digest in this process, which has imported everything already."""

import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from digest.cli import digest
from digest.errors import DigestError


class Said(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def call(*arguments: str, cwd: Path, **environment: str) -> Said:
    """The command as a user calls it in a folder; what is an exit code and a sentence there is one here."""
    program = str(Path(sys.executable).with_name("digest"))  # what it is called by when it writes a unit or a hint
    with chdir(cwd), patch.object(sys, "argv", [program, *arguments]):
        result = CliRunner().invoke(digest, arguments, env=environment, prog_name="digest")
    if isinstance(result.exception, DigestError):
        return Said(result.exception.exit_code, result.stdout, f"digest: {result.exception}\n")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Said(result.exit_code, result.stdout, result.stderr)
