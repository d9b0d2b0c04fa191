"""Choose which stories are told in full, which in one line, and in which order.

The order is that of their points (``importance``). What matters too little never stands in full: a page may be short.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.config import Stories
from digest.edition import brief
from digest.edition.reading_time import ROUNDED, WORDS_A_MINUTE
from digest.model import ArticleSummary, Kind, Place

FLOOR = 1.5
"""Points below which no story stands in full: ``benchmarks/put_aside.py`` shows what other floors give."""
FEW = 2
"""Reports of a day on which there is nothing to choose, a decision: of two, both are told. No labelled morning has as
few: from 0 to 4 the ten are the same (``benchmarks/ranges.py``).
"""


@dataclass(frozen=True, slots=True)
class Rated:
    """A story as selection sees it. ``words`` is what it costs in its shortest form, ``headline`` those of its headline
    alone, which *In brief* says again; ``silent``: nothing to quote.

    ``twins`` are the ids of stories that tell nearly the same: one of them is enough. ``watched``: it has a name that
    the reader watches.
    """

    id: str
    theme: str
    kind: Kind
    old: bool
    outlets: tuple[str, ...]
    words: int
    points: float
    headline: int = 0
    silent: bool = False
    twins: frozenset[str] = frozenset()
    watched: bool = False


def list_outlets(summaries: Sequence[ArticleSummary]) -> tuple[str, ...]:
    """Return the outlets that tell a story, the leading article's first, each once."""
    return tuple(dict.fromkeys(summary.facts.outlet.value for summary in summaries if summary.facts.outlet))


def sort_by_points(stories: Sequence[Rated]) -> tuple[Rated, ...]:
    """Return the stories by their points; what is old comes after everything that is not."""
    return tuple(sorted(stories, key=lambda story: (story.old, -story.points, story.id)))


def place_stories(stories: Sequence[Rated], *, minutes: float, caps: Stories, floor: float = FLOOR) -> dict[str, Place]:
    """Return a place for every story: ``full`` while the reading time lasts, else ``line``; ``apart`` by its kind.

    First what the reader watches, however long it is; then by points, within the caps of theme and outlet; then, where
    time is left that nobody else fills, without them.
    Twins (``Rated.twins``) do not stand together. On a day of one or two reports there is nothing to choose: both are
    told, whatever they weigh.
    """
    places: dict[str, Place] = {story.id: "line" if story.kind == "report" else "apart" for story in stories}
    reports = [s for s in sort_by_points(stories) if s.kind == "report" and not s.silent]
    few = len(reports) <= FEW
    ranked = [story for story in reports if few or story.points >= floor]
    room = _Room(minutes * WORDS_A_MINUTE, caps)
    for story in reports:
        if story.watched:
            room.take(story)
    for capped in (True, False):
        for story in ranked:
            repeats = not few and not story.twins.isdisjoint(room.taken)
            if story.id not in room.taken and not repeats and room.has_room(story, capped=capped):
                room.take(story)
    places.update(dict.fromkeys(room.taken, "full"))
    return places


def explain_line(
    story: Rated, places: Mapping[str, Place], headlines: Mapping[str, str], floor: float = FLOOR
) -> tuple[str, ...]:
    """Return why a report stands in one line: it has nothing to quote, is too light, a twin, or there was no room."""
    if story.kind != "report" or places[story.id] != "line":
        return ()
    twin = next((one for one in sorted(story.twins) if places[one] == "full"), None)
    if story.silent:
        reason = "nothing in it can be quoted"
    elif story.points < floor:
        reason = f"fewer points than {floor:g}"
    elif twin:
        reason = f"nearly the same as {headlines[twin]!r}"
    else:
        reason = "no reading time left"
    return (f"in one line: {reason}",)


class _Room:
    """The reading time and the caps, as far as they are left."""

    def __init__(self, budget: float, caps: Stories) -> None:
        self.taken: dict[str, Rated] = {}
        self._words, self._budget, self._caps = 0, budget, caps
        self._themes: Counter[str] = Counter()
        self._outlets: Counter[str] = Counter()

    def take(self, story: Rated) -> None:
        self._words += self._cost(story)
        self.taken[story.id] = story
        self._themes[story.theme] += 1
        self._outlets.update(story.outlets[:1])

    def has_room(self, story: Rated, *, capped: bool) -> bool:
        beyond = self._words + self._cost(story) - self._budget
        if self._words >= self._budget or beyond > ROUNDED * WORDS_A_MINUTE:
            return False
        if not capped:
            return True
        return self._themes[story.theme] < self._caps.most_of_theme and all(
            self._outlets[outlet] < self._caps.most_of_outlet for outlet in story.outlets[:1]
        )

    def _cost(self, story: Rated) -> int:
        return story.words + (story.headline if len(self.taken) < brief.MOST else 0)
