"""The parts that tables of config.toml are made of."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Table(BaseModel):
    """A table of config.toml: a key that it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def lower(value: object) -> object:
    """Take a name in any case: ``Mon`` is ``mon``."""
    return value.lower() if isinstance(value, str) else value


def expand_home(path: Path) -> Path:
    """Expand ``~`` to the home folder, as in a shell."""
    try:
        return path.expanduser()
    except RuntimeError as trouble:
        raise ValueError(f"{str(path)!r}: no such user's home folder; write the whole path") from trouble


HomePath = Annotated[Path, AfterValidator(expand_home)]
Whole = Annotated[int, Field(strict=True)]
Number = Annotated[float, Field(strict=True)]
