"""What a run reads and renders, out of memory: in a file without a name, which is gone when the run ends, however.

A day of thousands of articles is composed from their summaries; the texts wait here until a story wants them, and the
rendered pages until they are recorded. What is small never leaves memory.
"""

import pickle
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from digest.codec import Packed, unpacked
from digest.errors import DigestError
from digest.model import AnalysedArticle, ArticleSummary

IN_MEMORY = 4_000_000
"""Bytes up to which nothing is written."""


class Shelf:
    """Values by the places that they were laid on; an ArticleSummary knows the place of its AnalysedArticle."""

    def __init__(self, file: IO[bytes], where: Path) -> None:
        self._file, self._where = file, where

    def lay(self, value: Any) -> int:
        """Lay plain data down; its place. DigestError where the disk has no room for it."""
        try:
            place = self._file.seek(0, 2)
            pickle.dump(value, self._file, protocol=5)
        except OSError as trouble:
            raise DigestError(
                f"{self._where}: the run's unnamed file cannot be written: {trouble.strerror or trouble}; nothing was"
                " published: make room there, then run again"
            ) from trouble
        return place

    def take(self, place: int) -> Any:
        """What lies at a place."""
        self._file.seek(place)
        return pickle.load(self._file)  # noqa: S301 - laid there by us, in a file without a name

    @contextmanager
    def passing(self) -> Iterator[None]:
        """What is laid down inside is forgotten afterwards, and its room given back."""
        end = self._file.seek(0, 2)
        try:
            yield
        finally:
            self._file.truncate(end)

    def keep(self, one: Packed) -> ArticleSummary:
        """Lay an AnalysedArticle down; its ArticleSummary, which knows the place."""
        return replace(one.summary, place=self.lay((one.article, one.analysis)))

    def load(self, summary: ArticleSummary) -> AnalysedArticle:
        """Load the article of a summary, with its analysis."""
        return unpacked(*self.take(summary.place))

    def packed(self, summary: ArticleSummary) -> tuple[bytes, bytes]:
        """Article and analysis of a summary, packed."""
        article, analysis = self.take(summary.place)
        return article, analysis


class Drawer(Mapping[str, Any]):
    """Values on a shelf by their names, in the order in which they were put there."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places: dict[str, int] = {}

    def put(self, name: str, value: Any) -> None:
        """Lay a value down under a name."""
        self._places[name] = self._shelf.lay(value)

    def __getitem__(self, name: str) -> Any:
        return self._shelf.take(self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@contextmanager
def shelf_in(folder: Path | None) -> Iterator[Shelf]:
    """A shelf whose file, where it needs one, takes its room from the disk of a folder."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None) as file:
        yield Shelf(file, folder or Path(tempfile.gettempdir()))
