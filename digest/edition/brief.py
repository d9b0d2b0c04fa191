"""*In brief*: the day's contents, one line a story, the weightiest first."""

from collections.abc import Sequence

from digest.model import KeyPoint, Story

MOST = 7
"""Lines: what a reader takes in at a glance."""
FEWEST = 3
"""Stories in full from which on a page has a table of contents: of two, the headlines are in sight."""


def key_points(stories: Sequence[Story]) -> tuple[KeyPoint, ...]:
    """Return the headlines of the weightiest stories in full, whatever their theme, in the order of their weight."""
    full = sorted((story for story in stories if story.place == "full"), key=lambda story: (-story.points, story.id))
    if len(full) < FEWEST:
        return ()
    return tuple(KeyPoint(story.theme, story.id, None, story.headline) for story in full[:MOST])
