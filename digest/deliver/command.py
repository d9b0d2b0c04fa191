"""Deliver by a program of the user's own: it finds the paths in its environment."""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from digest.deliver.parcel import DeliveryError, Parcel, cite
from digest.destinations import CommandDestination
from digest.page_names import name_briefing, name_proof

_TAIL = 2000
"""Bytes of its output that are read: the last line of them is told."""


def deliver_by_command(parcel: Parcel, destination: CommandDestination) -> None:
    """Run the program, without a shell; DeliveryError with its exit code and its last words when it fails."""
    name = destination.command[0]
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is the user's own setting
                destination.command,
                cwd=parcel.root,
                env={**os.environ, **_name_paths(parcel)},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        except OSError as trouble:
            raise DeliveryError(f"{name}: cannot be started: {trouble.strerror}") from trouble
        try:
            code = process.wait(destination.seconds)
        except subprocess.TimeoutExpired:
            raise DeliveryError(f"{name}: was killed after {destination.seconds:g} s{_cite_last_words(said)}") from None
        finally:
            _kill_group(process)
        if code < 0:
            raise DeliveryError(f"{name}: was ended by {_name_signal(-code)}{_cite_last_words(said)}")
        if code:
            raise DeliveryError(f"{name}: ended with exit code {code}{_cite_last_words(said)}")


def _name_signal(number: int) -> str:
    """Return the name of a signal; most of the real-time ones have none."""
    return signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """End the program with all that it started and left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _name_paths(parcel: Parcel) -> dict[str, str]:
    """Name what the program may want, absolute, for it may go elsewhere."""
    output, date = Path(parcel.output).absolute(), parcel.edition.date
    html, markdown, json = name_briefing(date)
    return {
        "DIGEST_DATE": date.isoformat(),
        "DIGEST_REVISION": str(parcel.edition.revision),
        "DIGEST_TITLE": parcel.edition.desk,
        "DIGEST_ATTEMPT": str(parcel.attempt),
        "DIGEST_OUTPUT": str(output),
        "DIGEST_HTML": str(output / html),
        "DIGEST_MD": str(output / markdown),
        "DIGEST_JSON": str(output / json),
        "DIGEST_PROOF": str(output / name_proof(date)),
    }


def _cite_last_words(said: BinaryIO) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - _TAIL))
    lines = [line for line in said.read().splitlines() if line.strip()]
    return f": {cite(lines[-1])}" if lines else ""
