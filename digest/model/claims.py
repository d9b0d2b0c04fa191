"""Claims of sources: figures, and who says what.

The first values are of one article, read when an edition needs them and never stored; the last are an edition's.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from digest.model.quote import Quote


class Quantity(NamedTuple):
    """A figure of a sentence, whose words with bound and noun ("at least 12 men") stand from ``start`` to ``end``.

    ``kind`` is what became of people ("killed"), or what else it counts ("missiles"); ``thing`` is the noun with what
    tells it from others ("lomerian soldier"); ``state``: what was done with it. The number is ``low`` to ``high``,
    ``bound`` how exact it is. ``total``: it counts since some day, not in one event.
    """

    kind: str
    thing: str
    state: str
    start: int
    end: int
    low: float
    high: float
    bound: str
    total: bool


class Setting(NamedTuple):
    """The event behind the figures of a sentence, as that tells it: names, other content words, days.

    ``sides`` are the parties without a name that act in it or suffer it: "the army", "rebels".
    """

    names: frozenset[str]
    terms: frozenset[str]
    days: frozenset[str]
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """A quantity with what its sentence tells of the event; by offsets its words, its sentence, who says so, and where.

    ``newer``: the sentence says that the count has moved on ("rose to nine"). ``own``: whoever states it did it.
    """

    quantity: Quantity
    setting: Setting
    words: tuple[int, int]
    sentence: tuple[int, int]
    speaker: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    newer: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that tells somebody's words, by position; ``start`` and ``end`` are where the article introduces them.

    ``name`` is what they are called ("Pavel Idrin", "Lomerian army"); ``body``: no person, as far as the article tells.
    ``side`` is the party that they speak for, as ``name_party`` writes it; empty where nothing tells.
    """

    sentence: int
    start: int
    end: int
    name: str
    body: bool
    side: str = ""


class Introduction(NamedTuple):
    """A person or body as an article introduces it: the words from ``start`` to ``end``."""

    start: int
    end: int
    name: str
    body: bool = False


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """The figures and statements of an article and whom it introduces, each in its order."""

    quantities: tuple[StatedQuantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    introductions: tuple[Introduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body of a story: what it is called, and the words by which a source introduces it."""

    name: str
    introduced: Quote
    body: bool


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a source states it: its ``words`` ("at least 12 men"), the ``sentence`` that they stand in.

    The number is ``low`` to ``high``; ``bound`` is ``least``, ``more``, ``most``, ``fewer``, ``about`` or empty.
    ``speaker``: who says so in that sentence; ``place``: the words that tell where ("near the town of Keld").
    """

    words: Quote
    sentence: Quote
    low: float
    high: float
    bound: str = ""
    speaker: Quote | None = None
    place: Quote | None = None


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two figures of a story on one thing that cannot both be meant; ``kind`` says what they count.

    ``changed``: the first is of the story's day before, ``since``. ``disagree``: both are of this day.
    """

    relation: Literal["changed", "disagree"]
    kind: str
    first: StatedFigure
    second: StatedFigure
    since: dt.date | None = None

    @property
    def place(self) -> Quote | None:
        """Return the words that tell where the figures are of, as the first source has them that tells it."""
        return self.first.place or self.second.place

    def all_quotes(self) -> Iterator[Quote]:
        """Yield the words that a story's page shows: each figure, its sentence, and of a disputed one who states it."""
        yield from self.quotes()
        yield from (self.first.sentence, self.second.sentence)

    def quotes(self) -> Iterator[Quote]:
        """Yield the words that the page shows: where, each figure, and of a disputed one who states it."""
        if self.place:
            yield self.place
        for figure in (self.first, self.second):
            yield figure.words
            if figure.speaker and self.relation == "disagree":
                yield figure.speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a story, with the sentences that tell their words.

    ``name`` is what they are called, ``introduced`` the words by which a source introduces them. ``body``: no person.
    ``side``: what tells the party that they speak for from others, where it is known. ``shown``: they answer another
    side, so that their first sentence stands on the day's page.
    """

    name: str
    introduced: Quote
    body: bool
    side: str
    statements: tuple[Quote, ...]
    shown: bool = False

    @property
    def named(self) -> bool:
        """Return whether the first sentence has the words that introduce who speaks."""
        first, name = self.statements[0], self.introduced
        return first.article == name.article and first.start <= name.start and name.end <= first.end

    @property
    def on_page(self) -> tuple[Quote, ...]:
        """Return what the day's page shows of it: one sentence, with who speaks where it does not name them."""
        shown = self.statements[:1] if self.named else (self.introduced, self.statements[0])
        return shown if self.shown else ()


def name_party(name: str) -> str:
    """Return the stem by which a party's names are one: "Lomerian", "Lomeria"."""
    return name.lower()[:5]
