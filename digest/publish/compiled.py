"""Keep what templates compile to: Jinja2 takes half a second for ours, more than many a run needs for all else."""

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache, bc_magic

from digest.resources import find_shipped


class CompiledTemplates(BytecodeCache):
    """The code of one kind of environment: of all templates in memory, of the shipped ones also in files.

    These lie where Python keeps the bytecode of this module and go by its rules: whoever may write there can change our
    code anyway, and where we may not, nothing is kept. Code of a reader's templates is never read from a file.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._code: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a hash of a template's name and path; that of a shipped one begins with the kind of environment."""
        key = super().get_cache_key(name, filename)
        return f"{self._kind}-{key}" if filename and Path(filename).parent == find_shipped("templates") else key

    def get_source_checksum(self, source: str) -> str:
        """Hash a template's text, and what else its code depends on."""
        return super().get_source_checksum(_describe_compiler() + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template, where its text was compiled before."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._is_shipped(bucket):
            with suppress(OSError, EOFError, ValueError, TypeError):  # not there, or damaged
                kept = _find_file(bucket).read_bytes()
                head = bc_magic + bucket.checksum.encode()
                bucket.code = marshal.loads(kept.removeprefix(head)) if kept.startswith(head) else None  # noqa: S302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled."""
        if bucket.code is None:
            return
        self._code[bucket.key, bucket.checksum] = bucket.code
        if self._is_shipped(bucket) and not sys.dont_write_bytecode:
            path = _find_file(bucket)
            unfinished = path.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                unfinished.write_bytes(bc_magic + bucket.checksum.encode() + marshal.dumps(bucket.code))
                unfinished.replace(path)

    def _is_shipped(self, bucket: Bucket) -> bool:
        return bucket.key.startswith(self._kind)


def _find_file(bucket: Bucket) -> Path:
    return Path(cache_from_source(__file__)).with_name(f"{bucket.key}.jinja")


@cache
def _describe_compiler() -> str:
    """Name the version of Jinja2 and the newest of our modules: a filter of ours may be applied while it compiles."""
    newest = max(path.stat().st_mtime_ns for path in Path(__file__).parent.glob("*.py"))
    return f"{jinja2.__version__} {newest}\n"
