"""Words of a source."""

import datetime as dt
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


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A day before the newest of a story's articles in one briefing, with the articles of that day.

    ``title`` is that of one of them, ``lead`` its opening news; ``None`` where there is none that can be quoted.
    """

    date: dt.date
    articles: tuple[str, ...]
    title: str | None
    lead: Quote | None
