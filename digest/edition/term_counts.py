"""Know how rare terms are in the news at large: in how many of other articles each stands.

The table that is shipped was counted by ``benchmarks/count_terms.py`` on about a thousand English news articles of
1990 to 2024 (see docs/stories.md). A desk's own last weeks are added to it, today is not: what all of today's articles
say is the day's news and no noise.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from digest.model import Terms
from digest.resources import read_shipped

UNLISTED = 1
"""Articles that an unlisted term is thought to stand in: the table lists what stands in four or more.
With 2 or 3 the F1 of pairs of eight days falls from .839 to .837, and right links of ten mornings from .905 to .87.
"""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """In how many articles each term stands, of ``size`` in all."""

    size: int
    counts: Mapping[str, int]

    def share(self, term: str) -> float:
        """Return the share of articles that a term stands in."""
        return self.counts.get(term, UNLISTED) / self.size

    def added(self, recent: Iterable[Terms]) -> "TermCounts":
        """Return the counts with more articles."""
        counts = Counter(self.counts)
        number = self.size
        for terms in recent:
            counts.update(term for term, _ in terms.words)
            number += 1
        return TermCounts(number, counts)


@cache
def load_shipped_counts() -> TermCounts:
    """Return the table that comes with the program: the number of articles, then a line for each frequency."""
    number, *lines = read_shipped("edition/term_counts.txt").splitlines()
    counts: dict[str, int] = {}
    for line in lines:
        count, *terms = line.split(" ")
        counts.update(dict.fromkeys(terms, int(count)))
    return TermCounts(int(number), counts)
