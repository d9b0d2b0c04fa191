"""*Since yesterday*: what the briefing before told of a story that goes on, to be read beside today's lead."""

from collections.abc import Mapping

from digest.edition.snippets import says_same
from digest.model import Before, Story, StoryEntry
from digest.text.words import tokenize


def find_before(story: Story, before: Mapping[str, StoryEntry], language: str) -> Before | None:
    """Return the lead that the briefing before had of a story; ``None`` where today's sentences say the same.

    ``before`` has the stories that stood there in full, by id. Where a story falls into two, the part that keeps the id
    has it. A lead in which somebody else speaks, or that went on from its headline, cannot be read alone.
    """
    entry = before.get(story.id)
    if entry is None or entry.quote is None or story.continues is None or story.continues.story != story.id:
        return None
    quote, told = entry.quote, entry.day.story
    goes_on = told.opens_lead and told.headline_quote is not None and quote.start > told.headline_quote.start
    if story.continues.date != entry.day.date or quote.speaker or goes_on:
        return None
    terms = frozenset(tokenize(quote.text, language).terms)
    if says_same(terms, (frozenset(tokenize(one.text, language).terms) for one in story.quotes)):
        return None
    source = next(one for one in entry.day.sources if one.id == quote.article)
    return Before(story.id, entry.day.date, quote, source, entry.sentence)
