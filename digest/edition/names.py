"""Gather the persons and bodies of a story, for the index of names: each once, where that is certain.

A shorter name is the one person's whose whole name ends with it ("Idrin", "Pavel Idrin"); where two persons bear it, it
is nobody's.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from digest.edition.snippets import quote
from digest.model import AnalysedArticle, ArticleClaims, Named, Quote

MOST = 12
"""Names of a story: the persons of a long one are then those that several articles introduce, or its first."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A name as an article introduces it."""

    name: str
    introduced: Quote
    body: bool


def gather_names(articles: Sequence[tuple[AnalysedArticle, ArticleClaims]]) -> tuple[Named, ...]:
    """Return who is named in a story's articles: first whom most of them name, then in their order."""
    met = [one for analysed, claims in articles for one in _meet(analysed, claims)]
    persons = sorted({one.name for one in met if not one.body and " " in one.name})
    by_name: dict[str, list[_Met]] = defaultdict(list)
    for one in met:
        bearers = whole_names(one.name, persons, body=one.body)
        if len(bearers) < 2:
            by_name[bearers[0] if bearers else one.name].append(one)
    told = [(len({one.introduced.article for one in some}), _choose(name, some)) for name, some in by_name.items()]
    return tuple(named for _, named in sorted(told, key=lambda item: -item[0])[:MOST])


def _meet(analysed: AnalysedArticle, claims: ArticleClaims) -> list[_Met]:
    """Return whom an article introduces, in its order; of "Lomeria and Varnia said" neither is introduced."""
    met = [_Met(one.name, quote(analysed.article, one.start, one.end), one.body) for one in claims.introductions]
    return [one for one in met if (" and " in one.name) == (" and " in one.introduced.text) or not one.body]


def whole_names(short: str, persons: Sequence[str], *, body: bool) -> list[str]:
    """Return the whole names of the persons whom a name can mean: the longest that end with it."""
    if body and " " in short:
        return []
    found = [name for name in persons if name.endswith(f" {short}")]
    return [name for name in found if not any(other.endswith(f" {name}") for other in found)]


def _choose(name: str, met: Sequence[_Met]) -> Named:
    """Return a name with the longest introduction that an article gives it."""
    best = max(met, key=lambda one: (len(one.introduced.text), one.introduced.article))
    return Named(name, best.introduced, all(one.body for one in met))
