"""Counts the steps of a search, as Python's own engine takes them, and finds the texts that cost most of them.

What is counted is how often a single character or a place is looked at. A clock would tell the same, but not every time.
"""

import re
from collections.abc import Callable, Iterator
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_ONE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN, _constants.AT}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_LETTERS = "aA9 \n-.,:;'’\"“()[]<>@*_#/|&=+?!%éЯع港\x1b\x00\t~`^{}\\"
_FEW = 6
"""A repetition that has a bound is cut to this one, so that a short text shows what a long one costs."""
MOST = 150_000
"""Steps after which nobody waits for the end of a search."""
Place = tuple[int, int]
Then = Callable[[int], bool]


class TooManyError(Exception):
    """The search has not come to an end."""


class Steps:
    """A pattern whose searches are counted."""

    def __init__(self, pattern: "re.Pattern[Any]") -> None:
        self.tree = _parser.parse(pattern.pattern, pattern.flags)
        self.count = 0
        self._flags = pattern.flags
        self._known: dict[tuple[int, int], Any] = {}
        self._groups: dict[int, Place] = {}
        self._ways: dict[Any, Callable[[Any, int, Then], bool]] = {
            _constants.BRANCH: self._branch,
            _constants.SUBPATTERN: self._group,
            _constants.ATOMIC_GROUP: self._atomic,
            _constants.ASSERT: lambda value, at, then: self._looks(value, at) and then(at),
            _constants.ASSERT_NOT: lambda value, at, then: not self._looks(value, at) and then(at),
            _constants.GROUPREF: self._again,
            _constants.MAX_REPEAT: lambda value, at, then: self._repeat(value, at, then, greedy=True),
            _constants.MIN_REPEAT: lambda value, at, then: self._repeat(value, at, then, greedy=False),
            _constants.POSSESSIVE_REPEAT: self._possessive,
        }

    def search(self, text: Any, *, here: bool = False) -> list[Place]:
        """What ``finditer`` finds, or ``match``; ``count`` is what it cost."""
        self.text, self.count = text, 0
        found: list[Place] = []
        at = 0
        while at <= (0 if here else len(text)):
            self._groups = {}
            end = self._end(self.tree, at)
            if end is not None:
                found.append((at, end))
            at = max(end or 0, at + 1)
        return found

    def samples(self, nodes: Any, pick: int) -> str:
        """A text that fits, of several the one of that number; what is only looked at is not seen to."""
        return "".join(self._sample(kind, value, pick) for kind, value in nodes)

    def _sample(self, kind: Any, value: Any, pick: int) -> str:
        if kind is _constants.BRANCH:
            return self.samples(value[1][pick % len(value[1])], pick)
        if kind is _constants.SUBPATTERN:
            return self.samples(value[3], pick)
        if kind is _constants.ATOMIC_GROUP:
            return self.samples(value, pick)
        if kind in _REPEATS:
            return self.samples(value[2], pick) * max(1, min(value[0], _FEW))
        if kind is _constants.LITERAL:
            return chr(value)
        if kind not in _ONE - {_constants.AT}:
            return ""
        one = self._alone((kind, value))
        letters = _LETTERS if self._flags & re.UNICODE else _LETTERS.encode("ascii", "ignore").decode()
        fit = [letter for letter in letters if one.match(letter if self._flags & re.UNICODE else letter.encode())]
        return fit[pick % len(fit)] if fit else "x"

    def _alone(self, node: Any) -> Any:
        key = id(node), self._flags
        if key not in self._known:
            state = _parser.State()
            state.flags = self._flags
            self._known[key] = _compiler.compile(_parser.SubPattern(state, [node])), node
        return self._known[key][0]

    def _fits(self, node: Any, at: int) -> bool:
        """Whether a character or a place is as wanted: that the engine says."""
        self.count += 1
        if self.count > MOST:
            raise TooManyError
        return self._alone(node).match(self.text, at) is not None

    def _end(self, nodes: Any, at: int) -> int | None:
        """Where the first way through the nodes ends."""
        ends: list[int] = []
        return ends[0] if self._run(nodes, 0, at, lambda end: not ends.append(end)) else None

    def _run(self, nodes: Any, number: int, at: int, then: Then) -> bool:
        if number == len(nodes):
            return then(at)
        node = nodes[number]
        kind, value = node
        if kind is _constants.FAILURE:  # what Python 3.13 makes of (?!)
            return False
        if kind in _ONE:
            wide = kind is not _constants.AT
            return (
                at + wide <= len(self.text) and self._fits(node, at) and self._run(nodes, number + 1, at + wide, then)
            )
        return self._ways[kind](value, at, lambda end: self._run(nodes, number + 1, end, then))

    def _branch(self, value: Any, at: int, then: Then) -> bool:
        return any(self._run(branch, 0, at, then) for branch in value[1])

    def _group(self, value: Any, at: int, then: Then) -> bool:
        group, more, fewer, inner = value
        outside, inside = self._flags, (self._flags | more) & ~fewer

        def close(end: int) -> bool:
            before = dict(self._groups)
            self._groups[group] = at, end
            self._flags = outside
            if then(end):
                return True
            self._groups, self._flags = before, inside
            return False

        self._flags = inside
        found = self._run(inner, 0, at, close)
        self._flags = outside
        return found

    def _atomic(self, value: Any, at: int, then: Then) -> bool:
        end = self._end(value, at)
        return end is not None and then(end)

    def _looks(self, value: Any, at: int) -> bool:
        way, inner = value
        start = at if way > 0 else at - inner.getwidth()[0]
        return start >= 0 and self._run(inner, 0, start, lambda end: way > 0 or end == at)

    def _again(self, value: Any, at: int, then: Then) -> bool:
        self.count += 1
        said = self.text[slice(*self._groups[value])]
        return self.text.startswith(said, at) and then(at + len(said))

    def _repeat(self, value: Any, at: int, then: Then, *, greedy: bool) -> bool:
        low, high, inner = _bounds(value)

        def enough(times: int, end: int) -> bool:
            return times >= low and then(end)

        if len(inner) == 1 and inner[0][0] in _ONE:
            end = at
            while (greedy or not enough(end - at, end)) and end - at < high and end < len(self.text):
                if not self._fits(inner[0], end):
                    break
                end += 1
            return any(enough(place - at, place) for place in range(end, at - 1, -1))

        def more(times: int, start: int) -> bool:
            def once() -> bool:
                return times < high and self._run(
                    inner, 0, start, lambda end: (end > start or times < low) and more(times + 1, end)
                )

            return once() or enough(times, start) if greedy else enough(times, start) or once()

        return more(0, at)

    def _possessive(self, value: Any, at: int, then: Then) -> bool:
        low, high, inner = _bounds(value)
        times = 0
        while times < high and (end := self._end(inner, at)) is not None and end > at:
            times, at = times + 1, end
        return times >= low and then(at)


def _bounds(value: Any) -> tuple[int, int, Any]:
    low, high, inner = value
    return min(low, _FEW), high if high is _constants.MAXREPEAT else min(high, _FEW), inner


def endless(nodes: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every repetition without a bound: what stands before it, and what is repeated."""
    for node in nodes:
        kind, value = node
        inside: list[Any] = []
        if kind in _REPEATS:
            inside = [value[2]]
            if value[1] is _constants.MAXREPEAT:
                yield before, value[2]
        elif kind is _constants.BRANCH:
            inside = value[1]
        elif kind is _constants.SUBPATTERN:
            inside = [value[3]]
        elif kind in (_constants.ATOMIC_GROUP, _constants.ASSERT, _constants.ASSERT_NOT):
            inside = [value if kind is _constants.ATOMIC_GROUP else value[1]]
        for part in inside:
            yield from endless(part, before)
        before = (*before, node)


def provoking(counted: Steps) -> Iterator[Callable[[int], str]]:
    """Texts of any length that keep each endless repetition busy, alone and behind what comes before it."""
    known: set[tuple[str, str]] = set()
    for before, repeated in endless(counted.tree):
        for pick in range(4):
            first, again = counted.samples(before, pick), counted.samples(repeated, pick)
            for start, seed in (("", again), (first, again), ("", first + again), ("", f"{first}{again * 3} ")):
                if (start, seed) not in known:
                    known.add((start, seed))
                    yield lambda times, start=start, seed=seed: f"{start}{seed * times}\x00!"  # type: ignore[misc]


def growth(counted: Steps, make: Callable[[int], Any], *, here: bool = False) -> float:
    """How many times the steps of a text's second quarter its second half takes: two where costs are linear, else four."""
    costs = []
    try:
        for times in (6, 12, 24):
            counted.search(make(times), here=here)
            costs.append(counted.count)
    except TooManyError:
        return float("inf")
    return (costs[2] - costs[1]) / max(1, costs[1] - costs[0])
