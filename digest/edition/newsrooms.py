"""Count the newsrooms that report a story for themselves.

One publisher's titles are one newsroom; so are an agency and whoever prints its copy, a report and whoever only repeats
it ("the Post reported"), and near copies. What is in doubt counts as one: two newsrooms confirm each other.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from digest.config import Outlet
from digest.model import AnalysedArticle, Analysis, Facts
from digest.resources import read_shipped
from digest.text.words import split_words

SAME_WORDS = 12
"""Words in a row, outside quotations, that two texts of one story share only where one has them from the other or both
from a third: a name of 11 is in all of them (docs/stories.md)."""
OPENING = 3
"""Sentences in which an article says whose report it repeats: from 1 to 5 ten mornings are the same."""
_SPOKEN = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ENDING = re.compile(r"(?:\.(?:com?|org|net|go))?\.[a-z]{2,3}$")
_SECTION = re.compile(r":\s|\s[-–—|]\s")
"""What parts a newsroom's name from that of its feed or section: "Karrow Wire: world"."""
_FIRST = re.compile(r"\w{2,}(?=[ _-])")
_REMEMBERED = 32
"""Patterns that are kept: the articles of a day name few newsrooms in their openings, those of a year thousands."""
_FEWEST_CAPITALS = 3
"""Letters of a name in capitals that stands for all that begins with it: "KBC World", and not "US News"."""


@dataclass(frozen=True)
class Families:
    """The newsrooms that are known, by the keys of their titles, and how other articles name them."""

    names: Mapping[str, str]
    wires: Mapping[str, str]
    written: Mapping[str, str]

    def find(self, outlet: str) -> str:
        """Return the newsroom of an outlet: its own name where the table has none."""
        known = self.names.get(normalise_outlet(outlet)) or self.names.get(
            normalise_outlet(_SECTION.split(outlet, maxsplit=1)[0])
        )
        first = _FIRST.match(outlet)
        if known or first is None:
            return known or outlet
        initials = first[0].upper()
        if initials in self.written:
            return self.written[initials]
        return initials if first[0].isupper() and len(initials) >= _FEWEST_CAPITALS else outlet

    def find_credited(self, lines: Iterable[str]) -> str | None:
        """Return the agency that such lines name first."""
        found = (self._wire.search(line) for line in lines)
        return next((self.wires[one[0]] for one in found if one), None)

    def find_repeated(self, opening: Sequence[str], outlets: Iterable[str] = ()) -> str | None:
        """Return the newsroom whose report an article says that it repeats; ``outlets`` are those of its story."""
        others = {name.removeprefix("The "): self.find(name) for name in outlets if len(name) > 2}
        # Few names stand there: a pattern of all takes ten milliseconds to compile, for each story anew.
        whole = "\n".join(opening)
        named = sorted(name for name in {**self.written, **others} if name in whole)
        for sentence in opening if named else ():
            if found := _compile_cited(tuple(named)).search(sentence):
                name = found["after"] or found["before"]
                return self.written.get(name) or others[name]
        return None

    @cached_property
    def _wire(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_join_alternatives(self.wires)})(?!\w)")


@lru_cache(maxsize=_REMEMBERED)
def _compile_cited(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds "the Post reported", "according to the Post", "told the Post"."""
    some = _join_alternatives(names)
    return re.compile(
        rf"\b(?:according to|citing|cited by|told|reported by|a report (?:in|by|from)|seen by|quoted by|interview with)"
        rf" (?:the )?(?P<after>{some})(?![\w-])"
        rf"|\b(?P<before>{some})(?:['’]s? \w{{2,20}})? (?:(?:news agency|newspaper|television|website) )?"
        rf"(?:first )?(?:reported|reports|quoted|cited|has learned|wrote)\b"
    )


def _join_alternatives(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def normalise_outlet(title: str) -> str:
    """Return what is the same for all ways to write an outlet: "The Hill", "thehill.com"."""
    lowered = title.casefold().strip().removeprefix("www.").removeprefix("the ")
    return "".join(filter(str.isalnum, _ENDING.sub("", lowered))).removeprefix("the") or lowered


def identify_report(facts: Facts) -> tuple[str, str] | None:
    """Return the newsroom of an article and its day, if that is stated; ``None`` without a newsroom."""
    if facts.outlet is None:
        return None
    return normalise_outlet(facts.outlet.value), facts.published.value[:10] if facts.published else ""


@cache
def gather_families(own: tuple[Outlet, ...] = ()) -> Families:
    """Return the shipped newsrooms and, before them, the reader's own."""
    shipped = [Outlet.model_validate(one) for one in tomllib.loads(read_shipped("edition/outlets.toml"))["outlet"]]
    names: dict[str, str] = {}
    wires: dict[str, str] = {}
    written: dict[str, str] = {}
    for one in (*own, *shipped):
        for title in (one.name, *one.titles):
            names.setdefault(normalise_outlet(title), one.name)
            written.setdefault(title.removeprefix("The "), names[normalise_outlet(title)])
            if one.wire:
                wires.setdefault(title, one.name)
    return Families(names, wires, written)


def find_newsrooms(articles: Sequence[AnalysedArticle], known: Families) -> tuple[tuple[str, ...], int]:
    """Return the newsrooms that tell a story, by name, and how many more there may be of articles without an outlet."""
    outlets = [article.facts.outlet.value if article.facts.outlet else None for article, _ in articles]
    named = tuple(dict.fromkeys(name for name in outlets if name))
    printed = [known.find(outlet) if outlet else None for outlet in outlets]
    credited = [known.find_credited(analysis.credits) for _, analysis in articles]
    repeated = [
        known.find_repeated([one.text for one in analysis.sentences[:OPENING]], named) for _, analysis in articles
    ]
    first_hand = {own for own, wire, other in zip(printed, credited, repeated, strict=True) if not wire and not other}
    own = [
        wire or (print_ if print_ in first_hand else other) or print_
        for print_, wire, other in zip(printed, credited, repeated, strict=True)
    ]
    groups = _join(own, articles)
    names = [next((own[at] for at in group if own[at]), None) for group in groups]
    return tuple(name for name in names if name), names.count(None)


def _join(own: Sequence[str | None], articles: Sequence[AnalysedArticle]) -> list[list[int]]:
    """Return the articles by newsroom, of one name or with the same words, in the order of their first ones."""
    group = list(range(len(own)))
    first: dict[str | tuple[str, ...], int] = {}
    for later, (name, (_, analysis)) in enumerate(zip(own, articles, strict=True)):
        runs = _list_runs(analysis) if len(own) > 1 else ()
        for said in (*runs, *([f"newsroom {normalise_outlet(name)}"] if name else [])):
            earlier = first.setdefault(said, later)
            if group[earlier] != group[later]:
                old, new = max(group[later], group[earlier]), min(group[later], group[earlier])
                group = [new if number == old else number for number in group]
    return [[at for at, number in enumerate(group) if number == one] for one in dict.fromkeys(group)]


def _list_runs(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    """Yield every ``SAME_WORDS`` words in a row that no quotation mark parts."""
    text = " ".join(sentence.text for sentence in analysis.sentences)
    for own in _SPOKEN.split(text):
        said = split_words(own)
        yield from zip(*(said[at:] for at in range(SAME_WORDS)), strict=False)
