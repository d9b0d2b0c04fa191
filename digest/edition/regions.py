"""Put the stories in full under regions of the world, where the reader wants the page so."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from digest.model import NO_REGION, Region, Story
from digest.resources import read_shipped


@cache
def read_regions() -> Mapping[str, str]:
    """Return the region of each country by its code, in the order of the table of regions."""
    table = tomllib.loads(read_shipped("lexicons/regions.toml"))
    return {code: name for name, codes in table.items() for code in str(codes).split()}


def find_region(story: Story) -> str:
    """Return the region that most of a story's countries lie in; of several the one of the country named most."""
    regions = read_regions()
    counts = Counter(regions[code] for code in story.countries if code in regions)
    return counts.most_common(1)[0][0] if counts else NO_REGION


def order_regions(in_full: Sequence[Story], *, fixed: bool) -> tuple[str, ...]:
    """Return the regions in the order of their blocks: of their weightiest story, or always ``fixed``; no region last.

    ``in_full`` are the stories in full, the weightiest first.
    """
    first = () if fixed else map(find_region, in_full)
    return (*dict.fromkeys(name for name in (*first, *read_regions().values()) if name != NO_REGION), NO_REGION)


def make_regions(stories: Sequence[Story]) -> tuple[Region, ...]:
    """Return the blocks of the stories in full; all stories are in the order of the page."""
    full = [story for story in stories if story.place == "full"]
    names = dict.fromkeys(map(find_region, full))
    return tuple(Region(name, tuple(story.id for story in full if find_region(story) == name)) for name in names)
