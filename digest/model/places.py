"""The places of an edition: its countries, and its blocks where the page is grouped by regions."""

from dataclasses import dataclass

NO_REGION = "none"


@dataclass(frozen=True, slots=True)
class Region:
    """A block of a page that is grouped by regions: the stories in full of one, or of ``NO_REGION``."""

    name: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the edition: its code of ISO 3166, its name, where it stands on a map of 720 by 270."""

    code: str
    name: str
    x: int
    y: int
