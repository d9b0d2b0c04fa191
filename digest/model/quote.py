"""Words of a source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source: the only way they reach a page. ``text`` is ``document.text[start:end]`` collapsed.

    ``speaker`` names who speaks, shown before it. ``joined``: it stands in one paragraph with the quote before it.
    """

    article: str
    start: int
    end: int
    text: str
    speaker: "Quote | None" = None
    joined: bool = False
