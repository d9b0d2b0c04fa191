"""Values that a run writes into the store."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from digest.model import ArticleSummary, Day, Edition, PastArticle, Problem


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store has it, with the folder that its file lies in.

    ``date`` is the day whose edition lists it, ``None`` while it waits for one. ``corrects`` is the id of the article
    that lay at its path before. ``settings_hash`` stands for the settings that its analysis was made with. ``parts``
    counts the articles of its file. ``published`` is what later days need to know of it.
    """

    folder: str
    summary: ArticleSummary
    parts: int
    settings_hash: str
    date: dt.date | None = None
    corrects: str | None = None
    published: PastArticle | None = None


class PriorArticle(NamedTuple):
    """An article that ever lay in a file; ``date`` is the day of its edition, ``parts`` the articles of the file."""

    id: str
    raw: str
    parts: int
    date: dt.date | None


class QuotedText(NamedTuple):
    """The text of an article, and the number of the sentence that holds a position of it."""

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not used; ``date`` is the day whose edition says so, ``None`` until one does."""

    folder: str
    problem: Problem
    date: dt.date | None = None

    def is_gone(self, folder: str, there: Collection[str]) -> bool:
        """Tell whether it is a file of a folder that could not be read, and is none of those that are there now."""
        return self.problem.unreadable and self.folder == folder and self.problem.path not in there


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition with the bytes of every file to publish, by name; the bytes need not lie in memory."""

    edition: Edition
    day: Day
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Removal:
    """A day that is removed: ``pages`` say so in the place of its own, the files in ``gone`` go."""

    date: dt.date
    pages: Mapping[str, bytes]
    gone: tuple[str, ...]


Stamp = tuple[int, int, int]
"""Size, time of change and inode of a file."""
FileStamp = tuple[str, str, Stamp]
"""A file that was opened: its folder, its path, its stamp."""


class SearchHit(NamedTuple):
    """A hit of a search: ``kind`` is "article" or "edition", which has no id, path and outlet."""

    kind: str
    date: str
    id: str
    title: str
    passage: str
    path: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that one run writes, in one transaction.

    ``opened`` are the files that were opened: what was skipped or waited of them before is replaced. ``known`` are
    identities of articles with the day that published them. ``slot`` is the slot that the run satisfies, and when.
    ``deliver`` names the destinations that the new edition is owed to, ``removals`` are the days that go with it.
    """

    opened: tuple[FileStamp, ...] = ()
    articles: tuple[StoredArticle, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    known: tuple[tuple[str, dt.date], ...] = ()
    slot: tuple[dt.datetime, dt.datetime] | None = None
    new: NewEdition | None = None
    deliver: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()


class Files(Mapping[str, bytes]):
    """Files by their names in the output folder, of which none is held in memory."""

    def __init__(self, read: Callable[[str], bytes], names: tuple[str, ...]) -> None:
        self._read, self._names = read, dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
