"""Tell which figures of a story have changed since its day before, and on which its newsrooms disagree.

Two figures are compared where they count the same, of the same things, and their sentences share the names and words of
one event. Nothing is reckoned and none is preferred; every doubt says nothing (docs/stories.md).
"""

from collections.abc import Sequence, Set
from itertools import combinations
from math import inf
from typing import NamedTuple

from digest.model import Article, ArticleClaims, Quantity, Setting, StatedQuantity
from digest.model.claims import name_party
from digest.text.numerals import ORDINALS

ENOUGH_SHARED = 3
"""Words that two long sentences on one event share at least, or a name and one more; short ones share over half. With 1
four labelled pairs more are told, all wrong; with 4 two right ones less (``benchmarks/score_claims.py``).
"""
FARTHEST = 10
"""How many times one figure is another at most: a war's dead are not those of a day. With 5 recall of labelled pairs is
.893, not .917, of those put aside .800, not .833; with 20 two pairs more are told, both wrong.
"""
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

    @property
    def speaker(self) -> str:
        """Return the words that name who states the figure; empty where its sentence names nobody."""
        return self.article.document.text[slice(*self.figure.speaker)] if self.figure.speaker else ""


def list_stated(claims: ArticleClaims, article: Article, day: int) -> tuple[Stated, ...]:
    """Return the figures of an article that another of it does not contradict, unless two parties state them."""
    newsroom = article.facts.outlet.value if article.facts.outlet else ""
    found = [Stated(one, article, newsroom, day) for one in claims.quantities]
    return tuple(one for one in found if not any(_is_contradicted(one, other) for other in found))


def _is_contradicted(one: Stated, other: Stated) -> bool:
    """Tell whether another figure of an article stands against one, unless that says that the count has moved on."""
    differs = contradict(one.quantity, one.figure.setting, other.quantity, other.figure.setting)
    return differs and not (_come_from_two(one, other) or _is_update(one, other))


def _is_update(one: Stated, other: Stated) -> bool:
    """Tell whether a figure alone says that the count has moved on: "the toll rose to nine"."""
    return one.figure.newer and not other.figure.newer


def _come_from_two(one: Stated, other: Stated) -> bool:
    """Tell whether two figures are stated by two who are named otherwise: "the UN" is the United Nations."""
    first, second = _split_name(one.speaker), _split_name(other.speaker)
    short = {"".join(word[0] for word in name) for name in (first, second)}
    return not (set(first) <= set(second) or set(second) <= set(first) or short & {*first, *second})


def _split_name(name: str) -> list[str]:
    """Return the words of a name in small letters, without an article, full stops and a genitive's s."""
    plain = name.lower().replace("’", "'").replace(".", "")
    return [word.removesuffix("'s").removesuffix("'") for word in plain.split() if word != "the"]


def contradict(one: Quantity, here: Setting, other: Quantity, there: Setting) -> bool:
    """Tell whether an article gives one thing two figures: which of them is the event's, nothing says."""
    alike = (one.kind, one.total) == (other.kind, other.total) and _share_thing(one, here, other, there)
    return alike and differ(one, other, same_day=True)


def find_changed(earlier: Sequence[Stated], today: Sequence[Stated]) -> tuple[tuple[Stated, Stated], ...]:
    """Return the figures that have changed: each with that of the day before; one a kind.

    Silent where an article of today still states the old figure, or today's articles contradict one another.
    """
    found: dict[str, tuple[Stated, Stated]] = {}
    for before in earlier:
        rivals = [one for one in today if _compare(before, one, same_day=False)]
        changed = [one for one in rivals if differ(before.quantity, one.quantity, same_day=False)]
        if changed and len(changed) == len(rivals) and _agree(changed) and _agree(_find_alike(before, earlier)):
            found.setdefault(before.quantity.kind, (before, changed[0]))
    return tuple(found.values())


def find_disputed(today: Sequence[Stated]) -> tuple[tuple[Stated, Stated], ...]:
    """Return the figures on which two newsrooms, or two parties, disagree in articles of one day; one pair a kind."""
    found: dict[str, tuple[Stated, Stated]] = {}
    for one, other in combinations(today, 2):
        newsrooms = one.newsroom and other.newsroom and one.newsroom != other.newsroom
        if (
            one.day == other.day
            and not (_is_update(one, other) or _is_update(other, one) or (one.figure.own and other.figure.own))
            and (newsrooms or _come_from_two(one, other))
            and _compare(one, other, same_day=True)
            and differ(one.quantity, other.quantity, same_day=True)
        ):
            found.setdefault(one.quantity.kind, (one, other))
    return tuple(found.values())


def _compare(one: Stated, other: Stated, *, same_day: bool) -> bool:
    here, there = one.figure.setting, other.figure.setting
    return are_comparable(one.quantity, other.quantity, here, there, same_day=same_day)


def _find_alike(figure: Stated, others: Sequence[Stated]) -> list[Stated]:
    return [one for one in others if _compare(figure, one, same_day=True)]


def _agree(figures: Sequence[Stated]) -> bool:
    return not any(differ(a.quantity, b.quantity, same_day=True) for a, b in combinations(figures, 2))


def are_comparable(one: Quantity, other: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two quantities count the same in the same event, as far as their sentences say."""
    counted = (one.kind, one.state, one.total) == (other.kind, other.state, other.total)
    same = counted and _share_thing(one, here, other, there)
    near = max(one.low, other.low) <= FARTHEST * min(one.high, other.high)
    return (
        same
        and near
        and _share_time(one, here, there, same_day=same_day)
        and _share_event(one, here, there, same_day=same_day)
    )


def _share_time(one: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two sentences can be of one day; who is missing is so on every day."""
    if not same_day and "overnight" in here.days | there.days:
        return False
    return one.kind == "missing" or not (here.days and there.days) or not here.days.isdisjoint(there.days)


def _share_event(one: Quantity, here: Setting, there: Setting, *, same_day: bool) -> bool:
    """Tell whether two sentences share enough names and words; one that has none is of the story's event."""
    counted = set(one.thing.split())
    mine, theirs = (here.names | here.terms) - counted, (there.names | there.terms) - counted
    places, others = here.names - counted, there.names - counted
    if places and others and places.isdisjoint(theirs) and others.isdisjoint(mine):
        return False
    sides, rivals = here.sides - counted, there.sides - counted
    if sides and rivals and sides.isdisjoint(rivals):
        return False  # "the army killed nine people", "the rebels killed four people"
    if not (mine and theirs):
        return same_day or one.thing not in _COMMON
    ordinals = [ORDINALS & setting.terms for setting in (here, there)]
    if all(ordinals) and ordinals[0] != ordinals[1]:
        return False  # "the first strike", "the second strike"
    shared, named = len(mine & theirs), bool(mine & theirs & (here.names | there.names))
    if one.kind in ("killed", "injured") and shared == 1 and not named and here.names != there.names:
        return False  # "killed 20 in a tunnel", "three died in a tunnel near Hask"
    return shared + named >= ENOUGH_SHARED or 2 * shared > min(len(mine), len(theirs)) - (named and shared > 1)


def _share_thing(one: Quantity, here: Setting, other: Quantity, there: Setting) -> bool:
    """Tell whether two quantities count one thing; sums of money are one's whose sentences share most of their words.

    "Troops" are "Lomerian troops" where their sentence names Lomeria.
    """
    mine, theirs = one.thing.split(), other.thing.split()
    if one.kind == "money":
        words, others = here.names | here.terms, there.names | there.terms
        return mine == theirs and 2 * len(words & others) > len(words | others)
    if (
        mine[-1:] == theirs[-1:]
        and _are_parties(set(mine) - set(theirs), there)
        and _are_parties(set(theirs) - set(mine), here)
    ):
        return True
    return _holds(one, other) or _holds(other, one)


def _holds(whole: Quantity, part: Quantity) -> bool:
    """Tell whether a quantity is of fewer than one that it must hold: more soldiers cannot have died than people."""
    things, more = whole.thing.split(), part.thing.split()
    wider = whole.thing == "people" or (len(things) == 1 and things == more[-1:])
    return wider and whole.high < part.low


def _are_parties(words: Set[str], setting: Setting) -> bool:
    """Tell whether the words that one thing has more are parties that the other's sentence names."""
    return {name_party(word) for word in words} <= {name_party(name) for name in setting.names | setting.terms}


def differ(one: Quantity, other: Quantity, *, same_day: bool) -> bool:
    """Tell whether two figures cannot both be meant; on one day "at least nine" and "12" can."""
    low, high = _list_range(one, same_day=same_day)
    least, most = _list_range(other, same_day=same_day)
    return max(low, least) > min(high, most)


def _list_range(figure: Quantity, *, same_day: bool) -> tuple[float, float]:
    """Return the numbers that a figure may mean; a later day's "at least 12" is no longer what "at least nine" was."""
    low, high = figure.low, figure.high
    step = _step(high)
    if figure.bound == "about":
        return low - max(step, 0.1 * low), high + max(step, 0.1 * high)
    if figure.bound in ("least", "more"):
        place = 10 if high % 10 == 0 and high < _EXACT_BELOW else 2 * step  # "more than 60" may be 69
        return low + (figure.bound == "more"), inf if same_day else high + max(place - 1, figure.bound == "more")
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
