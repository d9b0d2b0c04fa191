"""The table of countries: what texts call them, by their codes."""

import tomllib
from collections.abc import Mapping
from functools import cache

from digest.resources import read_shipped


@cache
def read_countries() -> Mapping[str, Mapping[str, str]]:
    """Return ``lexicons/countries.toml``, whose first lines say what the keys of a country hold."""
    return tomllib.loads(read_shipped("lexicons/countries.toml"))
