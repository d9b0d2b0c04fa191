"""Tell which needs of a sentence the page leaves unmet: what stands above it gives names, things, whom a "he" means.

``analysis`` finds the needs (``Need``); everything that puts sentences on a page asks here.
"""

from collections.abc import Collection, Sequence

from digest.model import Need
from digest.text.words import tokenize

TITLE = -1
"""Stands in ``Need.met_by`` for the article's title."""
ABOVE = frozenset((TITLE, 0))
"""What stands above most sentences on a page: the title and the first sentence."""
LOOSE = frozenset(("person", "thing"))
"""Kinds of needs that anything above meets; the others want it directly above."""
_NAMED = 3
"""Sentences that `explain` names as meeting a need."""


def find_unmet(
    needs: Sequence[Need],
    shown: Collection[int],
    *,
    directly: Collection[int] | None = None,
    said: Collection[str] = (),
) -> tuple[Need, ...]:
    """Return the needs that nothing shown above the sentence meets.

    ``shown`` are the positions of sentences of the same article that stand above it on the page, with ``TITLE`` where
    the article's title does: ``find_unmet(assessment.needs, {TITLE, 0})`` for one below headline and lead. Of these
    ``directly`` stand so near that a "he" or "however" is understood; all, unless told otherwise. ``said`` are the
    terms of what else stands above, from other articles: they introduce names and things.
    """
    near = shown if directly is None else directly
    found = []
    for need in needs:
        loose = need.kind in LOOSE
        if not any(at in (shown if loose else near) for at in need.met_by) and not (
            loose and _find_last_term(need) in said
        ):
            found.append(need)
    return tuple(found)


def bring(
    at: int,
    needs: Sequence[Sequence[Need]],
    shown: Collection[int],
    *,
    directly: Collection[int] | None = None,
    said: Collection[str] = (),
    passed_over: Collection[int] = (),
) -> tuple[int, ...] | None:
    """Return the position of a sentence, and before it that of the sentence that must come along, where it needs one.

    That is the nearest one before it that gives all that ``shown`` does not. ``None`` where no single sentence gives
    it that can itself be read below what is shown and is not ``passed_over``.
    ``needs`` are those of all sentences of the article; the rest is as for ``find_unmet``.
    """
    wanted = find_unmet(needs[at], shown, directly=directly, said=said)
    if not wanted:
        return (at,)
    givers = {giver for need in wanted for giver in need.met_by if giver >= 0}
    for giver in sorted(givers.difference(passed_over), reverse=True):
        gives = all(giver in need.met_by for need in wanted)
        if gives and not find_unmet(needs[giver], shown, directly=directly, said=said):
            return giver, at
    return None


def describe_need(need: Need) -> str:
    """Say what a need is and where it is met: "needs “the ministry” (the title, sentence 3)"."""
    where = ["the title" if at == TITLE else f"sentence {at + 1}" for at in need.met_by]
    return f"needs “{need.words}” ({', '.join(where[:_NAMED]) or 'nowhere before it'})"


def _find_last_term(need: Need) -> str:
    return next(reversed(tokenize(need.words, "en").terms), "")
