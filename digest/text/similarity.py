"""How much two sentences and two articles share."""

from collections.abc import Collection

_SAMPLED = 8


def overlap(one: Collection[str], other: Collection[str]) -> float:
    """Share of the shorter one's distinct terms that the other has too: 0 to 1, 0 where one has none."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Share of all their distinct terms that both have: 0 to 1, 0 where both have none."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def containment(one: Collection[int], other: Collection[int]) -> float:
    """Share of the smaller fingerprint that the other holds (Broder 1997): near copies are at .5 and above.

    A long text's fingerprint is sampled, a short one's is whole: those two are compared on the sample.
    """
    mine, theirs = set(one), set(other)
    if _is_sample(mine) or _is_sample(theirs):
        mine, theirs = ({run for run in side if run % _SAMPLED == 0} for side in (mine, theirs))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _is_sample(runs: Collection[int]) -> bool:
    return all(run % _SAMPLED == 0 for run in runs)
