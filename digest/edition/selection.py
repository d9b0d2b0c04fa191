"""Which stories come first, which are told in full, and which in one line.

The order is a sum of five parts, each between 0 and 1 times its weight; ``why`` says what
each part gave. Severity is read off English words and counts in English articles only.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from digest.config import Stories
from digest.edition import days
from digest.model import OTHER, ArticleSummary, Kind, Place
from digest.text.words import stem

WORDS_A_MINUTE = 230
OUTLETS_FOR_ALL = 8
"""Outlets from which on a story has all the points for being told by many."""
STRONG_THEME = 12.0
"""Theme score from which on a story has all the points for its theme."""
SEVERE_FOR_ALL = 3
"""Different words of severity, in title and lead, for all its points."""
_OUTLETS, _THEME, _SEVERITY, _RECENCY, _BREADTH = 2.0, 2.0, 1.5, 1.0, 0.5
"""Most points that each part of the order can give (docs/stories.md, "Order")."""
TOLERANCE = 0.03
"""Share of the budget that the last story may go beyond."""

_SEVERE = re.compile(
    r"\b(kill(?:s|ed|ing)|dead|deaths?|died|wounded|injured|casualt(?:y|ies)|massacre|hostages?|invasion|invade[sd]?"
    r"|hijack(?:ed|ers?|ing)|gunm[ae]n|kidnap\w+|abduct(?:ed|ion)|open(?:ed|s)? fire|fired (?:on|at)|shell(?:ed|ing)"
    r"|declar\w+ war|martial law|state of emergency|coup|nuclear|chemical weapons?|missiles?|air ?strikes?"
    r"|bomb(?:s|ed|ing)|explosions?|shot down|sank|evacuat\w+|famine|ceasefire"
    r"|surrender(?:s|ed)?|mobili[sz]ation|assassinat\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A story as selection sees it. ``words`` is what it costs in full; ``silent``: it has nothing to quote."""

    id: str
    theme: str
    kind: Kind
    old: bool
    outlets: tuple[str, ...]
    words: int
    points: float
    silent: bool = False


def rate(
    summaries: Sequence[ArticleSummary], *, theme: str, touched: int, today: date
) -> tuple[float, tuple[str, ...]]:
    """The points of a story told by these articles, and what gave them, in words.

    ``summaries`` hold one article for each origin; ``touched`` counts the further themes.
    """
    voices = voices_of(summaries)
    strength = max((one.score for summary in summaries for one in summary.themes if one.name == theme), default=0.0)
    severe = _severe_words(summaries)
    age = min((age for summary in summaries if (age := days.age_of(summary, today)) is not None), default=None)
    parts = (
        (_OUTLETS * min(1.0, math.log2(voices) / math.log2(OUTLETS_FOR_ALL)), _counted(voices, "outlet")),
        (_THEME * min(1.0, strength / STRONG_THEME), f"{theme} {strength:.1f}"),
        (_SEVERITY * min(1.0, len(severe) / SEVERE_FOR_ALL), f"says {', '.join(severe)}"),
        (_RECENCY * _freshness(age), "no date" if age is None else f"{_counted(max(0, age), 'day')} old"),
        (_BREADTH * min(1.0, touched / 2), _counted(touched, "further theme")),
    )
    points = round(sum(part for part, _ in parts), 3)
    return points, tuple(f"{said} +{part:.2f}" for part, said in parts if round(part, 2) > 0)


def voices_of(summaries: Sequence[ArticleSummary]) -> int:
    """How many newsrooms tell a story: outlets, and every article without one for itself."""
    named = {summary.facts.outlet.value.casefold() for summary in summaries if summary.facts.outlet}
    return max(1, len(named) + sum(1 for summary in summaries if not summary.facts.outlet))


def outlets_of(summaries: Sequence[ArticleSummary]) -> tuple[str, ...]:
    """The outlets that tell a story, the leading article's first, each once."""
    return tuple(dict.fromkeys(summary.facts.outlet.value for summary in summaries if summary.facts.outlet))


def _freshness(age: int | None) -> float:
    return 0.5 if age is None else max(0.0, 1.0 - max(0, age) / days.OLD_AFTER)


def _severe_words(summaries: Sequence[ArticleSummary]) -> tuple[str, ...]:
    """Different words of severity in titles and leads: killed and kills are one."""
    found: dict[str, str] = {}
    for summary in summaries:
        if summary.facts.language and summary.facts.language.value != "en":
            continue
        title = summary.facts.title.value if summary.facts.title else ""
        head = " ".join([title[:300], *summary.opening[:2]])
        for word in sorted({word.lower() for word in _SEVERE.findall(head)}):
            found.setdefault(stem(word, "en"), word)
    return tuple(sorted(found.values()))[:SEVERE_FOR_ALL]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def in_order(stories: Sequence[Rated]) -> tuple[Rated, ...]:
    """Most points first; what is old comes after everything that is not."""
    return tuple(sorted(stories, key=lambda story: (story.old, -story.points, story.id)))


def place_stories(
    stories: Sequence[Rated], *, themes: Sequence[str], minutes: float, caps: Stories
) -> dict[str, Place]:
    """A place for every story: ``full`` as long as the reading time lasts, else ``line``; ``apart`` by its kind.

    First the best story of every theme; then by points within the caps of theme and outlet; then, where time is
    left that nobody else fills, without the caps.
    """
    places: dict[str, Place] = {story.id: "line" if story.kind == "report" else "apart" for story in stories}
    ranked = [s for s in in_order(stories) if s.kind == "report" and s.theme != OTHER and not s.silent]
    budget = minutes * WORDS_A_MINUTE
    room = _Room(budget, budget * (1 + TOLERANCE), caps)
    for theme in themes:
        first = next((story for story in ranked if story.theme == theme), None)
        if first:
            room.take(first)
    for capped in (True, False):
        for story in ranked:
            if story.id not in room.taken and room.has_room(story, capped=capped):
                room.take(story)
    places.update(dict.fromkeys(room.taken, "full"))
    return places


class _Room:
    """What is left of the reading time and of the caps."""

    def __init__(self, budget: float, limit: float, caps: Stories) -> None:
        self.taken: dict[str, Rated] = {}
        self._words, self._budget, self._limit, self._caps = 0, budget, limit, caps
        self._themes: Counter[str] = Counter()
        self._outlets: Counter[str] = Counter()

    def take(self, story: Rated) -> None:
        self.taken[story.id] = story
        self._words += story.words
        self._themes[story.theme] += 1
        self._outlets.update(story.outlets)

    def has_room(self, story: Rated, *, capped: bool) -> bool:
        if self._words >= self._budget or self._words + story.words > self._limit:
            return False
        if not capped:
            return True
        outlets = story.outlets[:1]
        return self._themes[story.theme] < self._caps.most_of_theme and all(
            self._outlets[outlet] < self._caps.most_of_outlet for outlet in outlets
        )
