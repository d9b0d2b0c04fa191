"""*Since yesterday*: what was told of a story before, to be read beside today's lead."""

import datetime as dt
from collections.abc import Mapping

from digest.edition.snippets import Snippet, says_same, stands_alone
from digest.model import AnalysedArticle, Before, Quote, Story, StoryEntry
from digest.text.calendar_names import find_weekdays
from digest.text.words import tokenize


def find_day_between(
    story: Story, previous: dt.date | None, articles: Mapping[str, AnalysedArticle], language: str
) -> Before | None:
    """Return the news of the last day before the story's newest, where that day had no briefing of its own.

    ``previous`` is the day of the briefing before, ``articles`` are the story's by id. ``None`` where that day's lead
    cannot be read alone, may be of another day, or says the same as today's sentences.
    """
    part = story.parts[0] if story.parts else None
    if previous is None or part is None or part.date <= previous or part.lead is None or part.lead.speaker:
        return None
    lead, analysed = part.lead, articles[part.lead.article]
    sentences = enumerate(analysed.analysis.sentences)
    at = tuple(i for i, one in sentences if one.start < lead.end and lead.start < one.end)
    published, weekdays = analysed.article.facts.published, find_weekdays(lead.text)
    dated = published is not None and not published.guess and (not weekdays or part.date.weekday() in weekdays)
    if not dated or not stands_alone(Snippet(analysed, at)) or _is_repeated(lead, story, language):
        return None
    return Before(story.id, part.date, lead, None, None)


def find_before(story: Story, entry: StoryEntry | None, language: str) -> Before | None:
    """Return the lead that the briefing before had of a story; ``None`` where today's sentences say the same.

    ``entry`` is what that told of the story which this one carries on. Where a story falls into two, the part that
    keeps the id has it. A lead in which somebody else speaks, or that went on from its headline, cannot be read alone.
    """
    if entry is None or entry.quote is None or story.continues is None or story.continues.story != story.id:
        return None
    quote, past = entry.quote, entry.day.story
    goes_on = past.opens_lead and past.headline_quote is not None and quote.start > past.headline_quote.start
    if story.continues.date != entry.day.date or quote.speaker or goes_on:
        return None
    if _is_repeated(quote, story, language):
        return None
    source = next(one for one in entry.day.sources if one.id == quote.article)
    return Before(story.id, entry.day.date, quote, source, entry.sentence)


def _is_repeated(quote: Quote, story: Story, language: str) -> bool:
    terms = frozenset(tokenize(quote.text, language).terms)
    return says_same(terms, (frozenset(tokenize(one.text, language).terms) for one in story.quotes))
