"""Tell which figures of a story have changed since its day before, and on which its newsrooms disagree.

Two figures are compared where they count the same, of the same things, and their sentences share the names and words of
one event. Nothing is reckoned and none is preferred; every doubt says nothing (docs/stories.md).
"""

from collections.abc import Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple

from digest.model import Article, ArticleClaims, Quantity, Setting, StatedQuantity

ENOUGH_SHARED = 3
"""Words and names that two long sentences on one event share at least; short ones share more than half."""
FARTHEST = 10
"""How many times one figure is another at most: a war's dead are not those of a day."""
_EXACT_BELOW = 100
"""A figure below it is meant exactly, a larger one may be rounded to two places (docs/stories.md)."""
_COMMON = frozenset({
    "people", "men", "women", "children", "civilian", "soldier", "troop", "fighter", "policemen", "offic",
    "hous", "home", "build", "missil", "rocket", "drone",
})  # fmt: skip
"""Things that any event may have; "hostages" are those of the story."""


class Stated(NamedTuple):
    """A figure with its article, the newsroom of that, and the day that it is of, counted from the briefing's."""

    figure: StatedQuantity
    article: Article
    newsroom: str
    day: int

    @property
    def quantity(self) -> Quantity:
        """Return the figure's quantity."""
        return self.figure.quantity


def state(claims: ArticleClaims, article: Article, day: int) -> tuple[Stated, ...]:
    """Return the figures of an article that another sentence of it does not contradict."""
    newsroom = article.facts.outlet.value if article.facts.outlet else ""
    found = [Stated(one, article, newsroom, day) for one in claims.quantities]
    return tuple(one for one in found if not any(contradict(one.quantity, other.quantity) for other in found))


def contradict(one: Quantity, other: Quantity) -> bool:
    """Tell whether an article gives one thing two figures: which of them is the event's, nothing says."""
    alike = (one.kind, one.total) == (other.kind, other.total) and _same_thing(one, other)
    return alike and differ(one, other, same_day=True)


def find_changed(earlier: Sequence[Stated], today: Sequence[Stated]) -> tuple[tuple[Stated, Stated], ...]:
    """Return the figures that have changed: each with that of the day before; one a kind.

    Silent where an article of today still states the old figure, or today's articles contradict one another.
    """
    found: dict[str, tuple[Stated, Stated]] = {}
    for before in earlier:
        rivals = [one for one in today if _compare(before, one, same_day=False)]
        changed = [one for one in rivals if differ(before.quantity, one.quantity, same_day=False)]
        if changed and len(changed) == len(rivals) and _agree(changed) and _agree(_like(before, earlier)):
            found.setdefault(before.quantity.kind, (before, changed[0]))
    return tuple(found.values())


def find_disputed(today: Sequence[Stated]) -> tuple[tuple[Stated, Stated], ...]:
    """Return the figures on which two newsrooms disagree in articles of one day; one pair a kind."""
    found: dict[str, tuple[Stated, Stated]] = {}
    for one, other in combinations(today, 2):
        apart = one.day == other.day and one.newsroom and other.newsroom and one.newsroom != other.newsroom
        if apart and _compare(one, other, same_day=True) and differ(one.quantity, other.quantity, same_day=True):
            found.setdefault(one.quantity.kind, (one, other))
    return tuple(found.values())


def _compare(one: Stated, other: Stated, *, same_day: bool) -> bool:
    here, there = one.figure.setting, other.figure.setting
    return are_comparable(one.quantity, other.quantity, here, there, same_day=same_day)


def _like(figure: Stated, others: Sequence[Stated]) -> list[Stated]:
    return [one for one in others if _compare(figure, one, same_day=True)]


def _agree(figures: Sequence[Stated]) -> bool:
    return not any(differ(a.quantity, b.quantity, same_day=True) for a, b in combinations(figures, 2))


def are_comparable(one: Quantity, other: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two quantities count the same in the same event, as far as their sentences say."""
    same = (one.kind, one.state, one.total) == (other.kind, other.state, other.total) and _same_thing(one, other)
    near = max(one.low, other.low) <= FARTHEST * min(one.high, other.high)
    return (
        same
        and near
        and _same_time(one, here, there, same_day=same_day)
        and _same_event(one, here, there, same_day=same_day)
    )


def _same_time(one: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two sentences can be of one day; who is missing is so on every day."""
    if not same_day and "overnight" in here.days | there.days:
        return False
    return one.kind == "missing" or not (here.days and there.days) or not here.days.isdisjoint(there.days)


def _same_event(one: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two sentences share enough names and words; one that has none is of the story's event."""
    counted = set() if one.kind == "money" else set(one.thing.split())
    mine, theirs = (here.names | here.terms) - counted, (there.names | there.terms) - counted
    if here.names and there.names and here.names.isdisjoint(theirs) and there.names.isdisjoint(mine):
        return False
    if not (mine and theirs):
        return same_day or one.thing not in _COMMON
    shared = len(mine & theirs)
    return shared >= ENOUGH_SHARED or 2 * shared > min(len(mine), len(theirs))


def _same_thing(one: Quantity, other: Quantity) -> bool:
    if one.kind != "money":
        return one.thing == other.thing
    mine, theirs = set(one.thing.split()[1:]), set(other.thing.split()[1:])
    return one.thing[0] == other.thing[0] and 2 * len(mine & theirs) > len(mine | theirs)


def differ(one: Quantity, other: Quantity, *, same_day: bool) -> bool:
    """Tell whether two figures cannot both be meant; on one day "at least nine" and "12" can."""
    low, high = _range(one, same_day=same_day)
    least, most = _range(other, same_day=same_day)
    return max(low, least) > min(high, most)


def _range(figure: Quantity, *, same_day: bool) -> tuple[float, float]:
    """Return the numbers that a figure may mean; a later day's "at least 12" is no longer what "at least nine" was."""
    low, high = figure.low, figure.high
    step = _step(high)
    if figure.bound == "about":
        return low - max(step, 0.1 * low), high + max(step, 0.1 * high)
    if figure.bound in ("least", "more"):
        return low + (figure.bound == "more"), inf if same_day else high + max(2 * step, figure.bound == "more")
    if figure.bound in ("most", "fewer"):
        return 0.0 if same_day else high - max(2 * step, 1), high - (figure.bound == "fewer")
    return low - step, high + step


def _step(value: float) -> float:
    """Return by how much a round number may miss what it stands for: half of its last place, a twentieth at most."""
    if value < _EXACT_BELOW:
        return 0.0
    place = 1.0
    while value % (10 * place) == 0:
        place *= 10
    return min(place / 2, value / 20)
