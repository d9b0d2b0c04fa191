"""How long a page takes to read: from *In brief* to the last passage, with *Coming up* and what was told before."""

from collections.abc import Sequence

from digest.edition.snippets import count_words
from digest.model import Before, KeyPoint, Section, Story, Upcoming

WORDS_A_MINUTE = 230
"""Words that a reader takes in: 238 of English prose in the mean of 190 studies (Brysbaert, "How many words do we read
per minute?", 2019)."""
ROUNDED = 0.49
"""Part of a minute that the page may take beyond the reading time: it rounds to the same number."""


def estimate_minutes(words: int) -> int:
    """Return the minutes that a reader takes for a page of so many words: one at the least."""
    return max(1, round(words / WORDS_A_MINUTE))


def count_room(words: int, minutes: float) -> float:
    """Return how many more words there is room for before the page takes a minute more than it should."""
    return (minutes + ROUNDED) * WORDS_A_MINUTE - words


def count_page_words(
    points: Sequence[KeyPoint],
    sections: Sequence[Section],
    stories: Sequence[Story],
    coming_up: Sequence[Upcoming],
    before: Sequence[Before],
) -> int:
    """Count the words from *In brief* to the last passage."""
    full = [story for story in stories if story.place == "full"]
    headlines = [*(point.headline for point in points), *(story.headline for story in full)]
    quotes = [quote for story in full for quote in story.quotes]
    quotes += [quote for section in sections for passage in section.passages for quote in passage.quotes]
    quotes += [one.quote for one in coming_up] + [one.quote for one in before]
    quotes += [quote for story in full for voice in story.voices for quote in voice.on_page]
    return sum(len(headline.split()) for headline in headlines) + count_words(quotes)
