"""The same text from several files: one is kept, the others are listed with it.

Two texts are copies when half of the shorter one's runs of five words stand in the other (containment after
Broder, "On the resemblance and containment of documents", 1997). A shared quotation is far less than that.
Copies gather around the one that is kept, never in chains: a copy of a copy that shares nothing with the kept
text is an article of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.edition.material import Told
from digest.model import Problem, Work

CONTAINED = 0.5
"""Share of the shorter text that the longer one must hold."""
SAMPLED = 8
"""Of a long text's hashes the fingerprint keeps those that this number divides."""
FEWEST = 4
"""Hashes that two texts must have in common: below that, chance and set phrases decide."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One text of the day: the article that is kept, and the works that are copies of it, by path."""

    work: Work
    copies: tuple[Work, ...] = ()

    @property
    def id(self) -> str:
        """The id of the kept article."""
        return self.work[0].id


def gather_copies(works: Iterable[Work], corrected: Collection[tuple[str, str]] = ()) -> tuple[Origin, ...]:
    """Every work in exactly one Origin, ordered by id.

    Kept is the longest, then the one of the earliest stated date, then of the smallest id. An article never is a
    copy of the one that it corrects.
    """
    apart = {frozenset(pair) for pair in corrected}
    same: dict[str, list[Work]] = defaultdict(list)
    for work in sorted(works, key=_path):
        same[work[0].id].append(work)
    ranked = sorted(same.values(), key=lambda group: _preference(group[0]))
    index = _Index()
    kept: list[list[Work]] = []
    for group in ranked:
        found = index.holder(group[0][1].fingerprint)
        if found is not None and frozenset((kept[found][0][0].id, group[0][0].id)) not in apart:
            kept[found].extend(group)
            continue
        index.add(group[0][1].fingerprint)
        kept.append(group)
    origins = (Origin(group[0], tuple(sorted(group[1:], key=_path))) for group in kept)
    return tuple(sorted(origins, key=lambda origin: origin.id))


def told_before(
    origins: Sequence[Origin], told: Sequence[Told], corrected: Mapping[str, str]
) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """The origins that are new, and the others as Problems: half of their text was told on an earlier day.

    Only the share of today's text counts: a long report that takes in yesterday's short one is news.
    """
    index = _Index()
    earlier = sorted(told, key=lambda one: (one.date, one.id))
    for one in earlier:
        index.add(one.fingerprint)
    fresh: list[Origin] = []
    problems: list[Problem] = []
    for origin in origins:
        article, analysis = origin.work
        found = None if article.id in corrected else index.holder(analysis.fingerprint, whole=True)
        if found is None:
            fresh.append(origin)
        else:
            day = earlier[found].date
            works = (origin.work, *origin.copies)
            problems += [left_out(work, f"told on {day.isoformat()}", earlier[found]) for work in works]
    return tuple(fresh), tuple(problems)


def left_out(work: Work, reason: str, told: Told | None = None) -> Problem:
    """A work that is not used, with its reason."""
    document = work[0].document
    return Problem(document.path, reason, document.part, told=told.date if told else None)


def outlet_of(work: Work) -> str | None:
    """The outlet that an article names, if it names one."""
    outlet = work[0].facts.outlet
    return outlet.value if outlet else None


class _Index:
    """Fingerprints by hash: finds the earlier one that holds a text without comparing it with all."""

    def __init__(self) -> None:
        self._sizes: list[tuple[int, int]] = []
        self._where: dict[int, list[int]] = defaultdict(list)

    def add(self, fingerprint: tuple[int, ...]) -> None:
        position = len(self._sizes)
        self._sizes.append(_sizes(fingerprint))
        for run in fingerprint:
            self._where[run].append(position)

    def holder(self, fingerprint: tuple[int, ...], *, whole: bool = False) -> int | None:
        """The position that shares the most with a fingerprint, when that is enough; the first of equals.

        ``whole``: measured by the share of this fingerprint, not of the shorter of the two.
        """
        every, sampled = _sizes(fingerprint)
        shared: Counter[int] = Counter()
        for run in fingerprint:
            shared.update(self._where.get(run, ()))
        best: tuple[float, int] | None = None
        for position, count in shared.items():
            other_every, other_sampled = self._sizes[position]
            mine, other = (every, other_every) if every and other_every else (sampled, other_sampled)
            size = mine if whole else min(mine, other)
            share = round(count / size, 6) if size else 0.0
            if share >= CONTAINED and count >= min(FEWEST, size):
                best = min(best or (0.0, position), (-share, position))
        return best[1] if best else None


def _sizes(fingerprint: tuple[int, ...]) -> tuple[int, int]:
    """How many hashes there are of all runs (0 where the fingerprint is a sample), and of the sample."""
    sampled = sum(1 for run in fingerprint if run % SAMPLED == 0)
    return (len(fingerprint) if sampled < len(fingerprint) else 0), sampled


def _preference(work: Work) -> tuple[int, str, str]:
    article, analysis = work
    published = article.facts.published
    return -analysis.words, published.value if published else "~", article.id


def _path(work: Work) -> tuple[str, int]:
    return work[0].document.path, work[0].document.part
