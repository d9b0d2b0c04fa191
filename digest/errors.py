"""Exceptions that end a command, each with its exit code; everything else is a value (``model.Problem``) or a bug."""

from collections.abc import Sequence

_NAMED = 3
"""Paths that a message names."""


class DigestError(Exception):
    """A command cannot go on; the message says where, what happened and what to do."""

    exit_code = 1


class ConfigurationError(DigestError):
    """The configuration, a lexicon, a template or the command line is not usable."""

    exit_code = 2


class StateError(DigestError):
    """The database cannot be used: damaged, or lost."""


class NewerDatabaseError(StateError):
    """The database was made by a newer digest: sound, and not ours to touch."""


class PublicationError(DigestError):
    """Files could not be written after the commit point; the edition is safe in the database."""


class VerificationError(DigestError):
    """Something on a page is not what its source says: a bug of ours, and nothing is published."""


class BusyError(DigestError):
    """Another run holds the lock."""

    exit_code = 75


class ClusterError(DigestError):
    """The Dask cluster cannot be used, or was lost; nothing was recorded."""


class WorkersLostError(DigestError):
    """Worker processes end whatever they do; nothing was recorded."""


class LostTaskError(DigestError):
    """A story, or some pages, end each process that makes them: no briefing goes without one of its parts."""

    def __init__(self, name: str) -> None:
        """Name what the process made."""
        super().__init__(
            f"the process that made {name} ended, and so did the next one; nothing was published: run again when the"
            " machine has more memory, and report it if it happens again"
        )


def list_some(paths: Sequence[str]) -> str:
    """Return the first paths, and how many more there are."""
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return f"{', '.join(paths[:_NAMED])}{more}"
