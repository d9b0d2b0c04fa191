"""*In brief*: the day's contents, one line a story, the weightiest first."""

from collections.abc import Collection, Sequence

from digest.model import KeyPoint, Story

MOST = 7
"""Lines, a decision: what a reader takes in at a glance, and about a screen of a phone."""
FEWEST = 3
"""Stories in full from which on a page has a table of contents: of two, the headlines are in sight."""
FEWEST_WORDS = 3
"""Words of a headline that can tell an event: "Nine killed in Kashmir" does, "The Memo" does not. From 1 to 4 ten
mornings are the same, with 5 eight lines *In brief* are others (``benchmarks/ranges.py``).
"""
_ASKS = ("how ", "what ", "when ", "where ", "who ", "why ", "watch ", "inside ")


def choose_key_points(stories: Sequence[Story], alone: Collection[str] = ()) -> tuple[KeyPoint, ...]:
    """Return a line for each of the weightiest stories in full, whatever their theme, in the order of their weight.

    It is the headline, or the lead where the headline does not tell the event; ``alone`` are the ids of the stories
    whose lead needs nothing before it, so that it may stand here.
    """
    full = sorted((story for story in stories if story.place == "full"), key=lambda story: (-story.points, story.id))
    if len(full) < FEWEST:
        return ()
    return tuple([_make_point(story, alone=story.id in alone) for story in full[:MOST]])


def _make_point(story: Story, *, alone: bool) -> KeyPoint:
    lead = None if tells_event(story.headline) or not alone else story.quotes[0]
    return KeyPoint(story.theme, story.id, lead, "" if lead else story.headline)


def tells_event(headline: str) -> bool:
    """Tell whether a headline says what happened: it asks nothing, and has words enough."""
    asks = headline.rstrip("\"'”’").endswith("?") or headline.lower().startswith(_ASKS)
    return not asks and len(headline.split()) >= FEWEST_WORDS
