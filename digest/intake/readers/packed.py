"""gzip: one file in it, read as what its name without ``.gz`` says or its content shows."""

import zlib

LARGEST = 16_000_000
"""Bytes after unpacking; more is no article."""


def unpack(data: bytes) -> bytes | None:
    """Return what is in a gzip file; ``None`` when it is damaged or unpacks to more than ``LARGEST``."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, LARGEST)
    except zlib.error:
        return None
    return found if unpacker.eof else None
