"""How much two sentences share."""

from collections.abc import Collection


def overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return the share of the shorter one's distinct terms that the other has too; 0 where one has none."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
