"""The same text from several files: one is kept, the others are listed with it.

Two texts are copies when more than half of the shorter one's runs of five words stand in the other (containment
after Broder, "On the resemblance and containment of documents", 1997). A shared quotation is less than that.
Candidates come from an index of the fingerprints and are compared run by run. Copies gather around the one that
is kept: the copy of a copy that shares too little with it stands alone.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from digest.edition.material import Load
from digest.model import ArticleSummary, PastArticle, Problem, ProblemKind
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.words import SAMPLED, hash_runs, split_words, tokenize

CONTAINED = 0.55
"""Share of the shorter text that the longer one must hold. Of copies made on purpose .983 are found; at .5 .958, at .6
.967, at .65 .942; nothing else is joined from .4 on, and .55 is best in both batches (``benchmarks/ranges.py``).
"""
SUSPICIOUS = 0.3
"""Share of the fingerprint, a sample, from which on two texts are compared run by run: it spares comparisons, from .05
to .5 the same copies are found.
"""
COMPARED = 6
"""Candidates that a text is compared with, the likest first: from 1 to 50 the same copies are found."""
FEWEST = 4
"""Hashes that two fingerprints must have in common: a text of 45 words has some five in a sample, and where another one
has two fifths of it, three in common are chance in .32 of cases, four in .09.
"""
BOILERPLATE = 200
"""Texts from which on a run is a set phrase that says nothing, and not indexed: from 10 to 1000 the same copies."""
_CALENDAR = frozenset(tokenize(" ".join((*WEEKDAYS, *MONTHS)), "en").terms)


@dataclass(frozen=True, slots=True)
class UniqueText:
    """One text of the day: the article that is kept, and those that are copies of it, by path."""

    summary: ArticleSummary
    copies: tuple[ArticleSummary, ...] = ()

    @property
    def id(self) -> str:
        """The id of the kept article."""
        return self.summary.id


def gather_copies(
    summaries: Iterable[ArticleSummary], load: Load, corrected: Collection[tuple[str, str]] = ()
) -> tuple[UniqueText, ...]:
    """Put every article into exactly one UniqueText; return them ordered by id.

    Kept is the longest, then the one of the earliest stated date, then of the smallest id. An article never is a
    copy of the one that it corrects.
    """
    same: dict[str, list[ArticleSummary]] = defaultdict(list)
    for summary in sorted(summaries, key=_get_path):
        same[summary.id].append(summary)
    gathering = _Gathering(_Index(group[0].fingerprint for group in same.values()), load, corrected)
    for group in sorted(same.values(), key=lambda group: _rank_copy(group[0])):
        gathering.place(group)
    origins = (UniqueText(group[0], tuple(sorted(group[1:], key=_get_path))) for group in gathering.kept)
    return tuple(sorted(origins, key=lambda origin: origin.id))


class _Gathering:
    """Texts as they are placed, best first: each with the kept one that it is a copy of, or kept itself and indexed."""

    def __init__(self, index: "_Index", load: Load, corrected: Collection[tuple[str, str]]) -> None:
        self.kept: list[list[ArticleSummary]] = []
        self._load = load
        self._index = index
        self._runs: dict[str, NDArray[np.uint32]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in corrected:  # one that is corrected twice is none of the three
            chain = {one, other} | self._apart[one] | self._apart[other]
            self._apart.update(dict.fromkeys(chain, chain))

    def place(self, group: list[ArticleSummary]) -> None:
        summary = group[0]
        homes = sorted(self._find_homes(summary), key=lambda found: (-found[0], found[1]))
        if homes:
            self.kept[homes[0][1]].extend(group)
        else:
            self.kept.append(list(group))
            self._index.add(summary.fingerprint)

    def _find_homes(self, summary: ArticleSummary) -> Iterator[tuple[float, int]]:
        """Return where a text may go: how much of it is there, and the place."""
        ranked = self._index.find_sharing(summary.fingerprint)
        apart = self._apart[summary.id]
        free = (home for _, home in ranked if apart.isdisjoint(one.id for one in self.kept[home]))
        for home in islice(free, COMPARED):
            kept = self.kept[home][0]
            if not _open_with_other_names(summary, kept) and (share := self._share(summary, kept)) >= CONTAINED:
                yield share, home

    def _share(self, one: ArticleSummary, other: ArticleSummary) -> float:
        mine, theirs = self._find_runs(one), self._find_runs(other)
        smaller = min(len(mine), len(theirs))
        both = len(np.intersect1d(mine, theirs, assume_unique=True))
        return round(both / smaller, 6) if smaller else 0.0

    def _find_runs(self, summary: ArticleSummary) -> NDArray[np.uint32]:
        if summary.id not in self._runs:
            _, analysis = self._load(summary)
            found = hash_runs(tuple(word for one in analysis.sentences for word in split_words(one.text)))
            self._runs[summary.id] = np.fromiter(found, np.uint32, len(found))  # a set is twenty times as large
        return self._runs[summary.id]


def _open_with_other_names(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Tell whether each of two texts opens with a name or number that the other has nowhere: one form, two events.

    Weekdays and months are no such names: a text of the same event that is printed a day later has others.
    """
    return bool(_find_opening_names(one) - _find_names(other)) and bool(_find_opening_names(other) - _find_names(one))


def _find_opening_names(summary: ArticleSummary) -> frozenset[str]:
    return frozenset(term for term, _ in summary.terms.lead) & _find_names(summary)


def _find_names(summary: ArticleSummary) -> frozenset[str]:
    return frozenset(term for term, _ in summary.terms.names) - _CALENDAR


def part_told_before(
    origins: Sequence[UniqueText], past: Sequence[PastArticle], corrected: Mapping[str, str]
) -> tuple[tuple[UniqueText, ...], tuple[Problem, ...]]:
    """Return the origins that are new, and the others as Problems: half of their text was told on an earlier day.

    Only the share of today's text counts: a long report that takes in yesterday's short one is news.
    """
    earlier = sorted(past, key=lambda one: (one.date, one.id))
    index = _Index((*(one.fingerprint for one in earlier), *(origin.summary.fingerprint for origin in origins)))
    for one in earlier:
        index.add(one.fingerprint)
    fresh: list[UniqueText] = []
    problems: list[Problem] = []
    for origin in origins:
        found = next(iter(index.find_sharing(origin.summary.fingerprint, whole=True)), (0.0, 0))
        share, position = found
        if share < CONTAINED or origin.id in corrected:
            fresh.append(origin)
        else:
            day = earlier[position].date
            summaries = (origin.summary, *origin.copies)
            problems += [
                explain_left_out(summary, f"told on {day.isoformat()}", earlier[position]) for summary in summaries
            ]
    return tuple(fresh), tuple(problems)


def explain_left_out(
    summary: ArticleSummary,
    reason: str,
    past: PastArticle | None = None,
    kind: ProblemKind = ProblemKind.NO_ARTICLE,
) -> Problem:
    """Return the problem of an article that is not used, with its reason."""
    if past is None:
        return Problem(summary.path, reason, summary.part, kind=kind)
    return Problem(summary.path, reason, summary.part, told=past.date, id=summary.id, raw=summary.raw)


class _Index:
    """Fingerprints by hash: finds what shares with one without comparing it with all.

    Of all that are to be added or looked up it is told first: most hashes stand in one alone and are not kept.
    """

    def __init__(self, fingerprints: Iterable[Sequence[int]]) -> None:
        every = np.concatenate([np.empty(0, np.uint32), *(np.array(one, np.uint32) for one in fingerprints)])
        every.sort()
        self._sizes: list[tuple[int, int]] = []
        self._where: dict[int, list[int]] = {run: [] for run in every[1:][every[1:] == every[:-1]].tolist()}

    def add(self, fingerprint: Sequence[int]) -> None:
        position = len(self._sizes)
        self._sizes.append(_count_hashes(fingerprint))
        for run in fingerprint:
            where = self._where.get(run)
            if where is not None and len(where) < BOILERPLATE:
                where.append(position)

    def find_sharing(self, fingerprint: Sequence[int], *, whole: bool = False) -> list[tuple[float, int]]:
        """Share and position of those that share much with a fingerprint, most first, the earlier of equals.

        The share is of the shorter one of the two; ``whole``: of this fingerprint.
        """
        every, sampled = _count_hashes(fingerprint)
        common = Counter(position for run in fingerprint for position in self._where.get(run, ()))
        found = []
        for position, count in common.items():
            other_every, other_sampled = self._sizes[position]
            mine, other = (every, other_every) if every and other_every else (sampled, other_sampled)
            size = mine if whole else min(mine, other)
            if size and count >= max(SUSPICIOUS * size, min(FEWEST, size)):
                found.append((round(count / size, 6), position))
        return sorted(found, key=lambda item: (-item[0], item[1]))


def _count_hashes(fingerprint: Sequence[int]) -> tuple[int, int]:
    """Return how many hashes there are of all runs (0 where the fingerprint is a sample), and of the sample."""
    sampled = sum(1 for run in fingerprint if run % SAMPLED == 0)
    return (len(fingerprint) if sampled < len(fingerprint) else 0), sampled


def _rank_copy(summary: ArticleSummary) -> tuple[int, str, str]:
    published = summary.facts.published
    return -summary.words, published.value if published else "~", summary.id


def _get_path(summary: ArticleSummary) -> tuple[str, int]:
    return summary.path, summary.part
