"""The index of names: where each person and body of the archive was named, and the pages that list them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from digest.model.edition import Edition
from digest.model.quote import Quote

OTHER_LETTERS = "other"
"""What a page is called whose names begin with none of the letters a to z."""
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|az|d)[-\u2019'](?=.)")
"""What stands before an Arabic or Romance surname: names are filed without it."""


class Mention(NamedTuple):
    """A name in a story of one day, with the words that introduce it in an article there.

    ``proven``: the text of that article is still there.
    """

    date: dt.date
    story: str
    headline: str
    full: bool
    name: str
    body: bool
    introduced: Quote
    proven: bool = True

    @property
    def page(self) -> str:
        """Return the page that lists it: the names of a year under one letter."""
        letter = make_sort_key(self.name, body=self.body)[:1]
        return f"{self.date.year}-{letter if 'a' <= letter <= 'z' else OTHER_LETTERS}"

    @property
    def tells(self) -> bool:
        """Return whether the words that introduce it say more than the name, and can be proven."""
        return self.proven and self.introduced.text.removeprefix("the ").removeprefix("The ") != self.name


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name of the index: its newest mentions, newest first, and how many it has in all.

    ``introduced`` are the newest words that say more than the name, with their day; ``None`` where none do, or their
    text was lost.
    """

    name: str
    mentions: tuple[Mention, ...]
    total: int
    introduced: Quote | None
    introduced_on: dt.date | None


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A page of names: those of a year that are filed under one letter, ``id`` "2026-a"; or the index over all pages.

    The index has an empty ``id``, the names of the newest day, ``date``, and in ``years`` the letters of each year that
    have a page, newest first, with the number of their names.
    """

    id: str
    desk: str
    language: str
    entries: tuple[NameEntry, ...]
    version: str
    date: dt.date | None = None
    years: tuple[tuple[int, tuple[tuple[str, int], ...]], ...] = ()

    @property
    def year(self) -> int:
        """Return the year of a page's names."""
        return int(self.id.partition("-")[0])

    @property
    def letter(self) -> str:
        """Return the letter that a page's names are filed under."""
        return self.id.partition("-")[2]

    def quotes(self) -> Iterator[Quote]:
        """Yield the quotes that the page must show."""
        return (entry.introduced for entry in self.entries if entry.introduced)


def make_sort_key(name: str, *, body: bool) -> str:
    """Return what a name is sorted by: of a person the surname first, without accents and capitals."""
    words = name.split()
    first = [words[-1], *words[:-1]] if len(words) > 1 and not body else words
    plain = unicodedata.normalize("NFKD", " ".join(first).casefold())
    return _ARTICLE.sub("", "".join(one for one in plain if not unicodedata.combining(one)))


def list_mentions(edition: Edition) -> Iterator[Mention]:
    """Yield the names of an edition, by story."""
    for story in edition.stories:
        headline = f"{story.headline} \u2026" if story.opens_lead else story.headline
        for one in story.names:
            full = story.place == "full"
            yield Mention(edition.date, story.id, headline, full, one.name, one.body, one.introduced)
