"""Gather the persons and bodies of a story, for the index of names: each once, where that is certain.

A shorter name is the one person's whose whole name ends with it ("Idrin", "Pavel Idrin"); where two persons bear it, it
is nobody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.edition.snippets import quote
from digest.model import AnalysedArticle, ArticleClaims, Named, Quote

MOST = 12
"""Names of a story: the persons of a long one are then those that several articles introduce, or its first."""


@dataclass(frozen=True, slots=True)
class _Introduction:
    """A name as an article introduces it."""

    name: str
    introduced: Quote
    body: bool


def gather_names(articles: Sequence[tuple[AnalysedArticle, ArticleClaims]]) -> tuple[Named, ...]:
    """Return who is named in a story's articles: first whom most of them name, then in their order."""
    introductions = [one for analysed, claims in articles for one in _list_introductions(analysed, claims)]
    bearers_of = find_bearers((one.name, one.body) for one in introductions)
    by_name: dict[str, list[_Introduction]] = defaultdict(list)
    for one in introductions:
        bearers = bearers_of[one.name, one.body]
        if len(bearers) < 2:
            by_name[bearers[0] if bearers else one.name].append(one)
    counted = [(len({one.introduced.article for one in some}), _choose(name, some)) for name, some in by_name.items()]
    return tuple(named for _, named in sorted(counted, key=lambda item: -item[0])[:MOST])


def _list_introductions(analysed: AnalysedArticle, claims: ArticleClaims) -> list[_Introduction]:
    """Return whom an article introduces, in its order; of "Lomeria and Varnia said" neither is introduced."""
    introductions = [
        _Introduction(one.name, quote(analysed.article, one.start, one.end), one.body) for one in claims.introductions
    ]
    return [one for one in introductions if (" and " in one.name) == (" and " in one.introduced.text) or not one.body]


def find_bearers(names: Iterable[tuple[str, bool]]) -> dict[tuple[str, bool], list[str]]:
    """Find for each name, and whether it is a body's, the persons whom it can mean: the longest names that end with it.

    One article may name thousands of persons: they are sought by their last word, each name once.
    """
    distinct = dict.fromkeys(names)
    by_last: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for name, body in distinct if not body and " " in name}):
        by_last[name.rpartition(" ")[2]].append(name)
    return {
        (short, body): [] if body and " " in short else _find_longest(short, by_last[short.rpartition(" ")[2]])
        for short, body in distinct
    }


def _find_longest(short: str, persons: Sequence[str]) -> list[str]:
    """Return the names that end with a short one, but those that are the end of a longer one themselves."""
    found = [name for name in persons if name.endswith(f" {short}")]
    ends = {" ".join(words[i:]) for words in map(str.split, found) for i in range(1, len(words))}
    return [name for name in found if name not in ends]


def _choose(name: str, introductions: Sequence[_Introduction]) -> Named:
    """Return a name with the longest introduction that an article gives it."""
    best = max(introductions, key=lambda one: (len(one.introduced.text), one.introduced.article))
    return Named(name, best.introduced, all(one.body for one in introductions))
