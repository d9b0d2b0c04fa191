"""Lay out the map of the day: a dot for each country, and beside it the numbers of its stories, none over another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from digest.model import Country
from digest.resources import read_shipped

WIDTH, HEIGHT = 720, 270
"""Units of the map; ``benchmarks/draw_world.py`` draws its coasts in them."""
FEWEST = 5
"""Countries from which on a map says more than the lines of the stories."""
_NUMBERS = 3
"""Numbers beside a dot; the list under the map has all."""
_LETTER, _TALL, _DOT = 8.0, 13.0, 4.0
"""Units of the map: the width of a digit at 14, the height of a line, the reach of a dot."""
_RINGS = (7.0, 18.0, 30.0, 44.0, 60.0, 80.0)
"""How far from its dot a label may stand; from the second on a line leads to it."""
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8))
"""Where a label may stand beside its dot, the best place first: a slanting one lies nearer on both axes."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapDot:
    """A country on the map with the numbers of its stories; ``label`` begins at ``x`` on the line ``y``.

    There is no label where no room was left for it; ``far``: a line leads to it.
    """

    country: Country
    numbers: tuple[int, ...]
    label: str = ""
    x: float = 0.0
    y: float = 0.0
    far: bool = False


@cache
def read_outline() -> str:
    """Return the path of the coasts."""
    return read_shipped("lexicons/world.txt").splitlines()[1]


def lay_out(countries: Sequence[tuple[Country, tuple[int, ...]]]) -> tuple[MapDot, ...]:
    """Return the dots of countries, those of the first placed first; none where they are few."""
    if len(countries) < FEWEST:
        return ()
    taken: list[Box] = [(one.x - _DOT, one.y - _DOT, one.x + _DOT, one.y + _DOT) for one, _ in countries]
    dots = []
    for country, numbers in countries:
        dot = MapDot(country, numbers)
        label = " ".join([*map(str, numbers[:_NUMBERS]), *(["…"] if len(numbers) > _NUMBERS else [])])
        for box, far in _find_places(country, len(label) * _LETTER):
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                dot = MapDot(country, numbers, label, round(box[0], 1), round(box[3] - 2, 1), far)
                break
        dots.append(dot)
    return tuple(dots)


def _find_places(country: Country, width: float) -> Iterator[tuple[Box, bool]]:
    """Yield where a label may stand, the nearest places first, none beyond the map."""
    for distance, ring in enumerate(_RINGS):
        for across, down in _DIRECTIONS:
            x = country.x + across * (ring + width / 2) - width / 2
            y = country.y + down * (ring + _TALL / 2) - _TALL / 2
            if x >= 0 and x + width <= WIDTH and y >= 0 and y + _TALL <= HEIGHT:
                yield (x, y, x + width, y + _TALL), distance > 0


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
