"""Values to JSON and back, through pydantic's ``TypeAdapter`` on the plain dataclasses."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digest.errors import StateError
from digest.model import Edition

FORMAT = 1
"""The version that every stored Edition carries; raise it when a field changes its meaning."""

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """One JSON document in UTF-8, fields in their declared order."""
    kind: Any = type(value)
    written: bytes = _adapter(kind).dump_json(value, indent=indent)
    return written


def from_json(kind: type[T], text: bytes | str) -> T:
    """The value that ``to_json`` wrote; pydantic's ``ValidationError`` when it is none."""
    wanted: Any = kind
    value: T = _adapter(wanted).validate_json(text)
    return value


def read_stored(kind: type[T], text: bytes | str) -> T:
    """The same out of the database; StateError in words when it is damaged there."""
    try:
        return from_json(kind, text)
    except ValidationError as trouble:
        raise StateError(
            f"the database is damaged: what it keeps of the kind {getattr(kind, '__name__', kind)} cannot be read; move"
            " .digest/digest.sqlite out of the output folder and run `digest repair`, which makes it anew from the"
            " editions there"
        ) from trouble


def read_edition(text: bytes | str, *, where: str) -> Edition:
    """A stored Edition; StateError in words when it is damaged or of a format that we do not know."""
    try:
        edition = from_json(Edition, text)
    except ValidationError as trouble:
        raise StateError(
            f"{where}: this is not an edition that digest {FORMAT} can read ({trouble.error_count()} fields"
            " do not fit); it may be damaged or made by another version"
        ) from trouble
    if edition.format != FORMAT:
        raise StateError(
            f"{where}: the edition has format {edition.format}, this digest reads {FORMAT}; upgrade digest"
        )
    return edition
