"""*Coming up*: sentences of the day's articles that name a day to come, in the order of those days."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from digest.edition.snippets import PreviouslyQuoted, Snippet, find_own_words, quote, says_same, stands_alone
from digest.model import AnalysedArticle, ArticleSummary, Fact, Kind, Story, Upcoming, group_by_paragraph
from digest.text.ahead import find_day_to_come
from digest.text.named_days import may_name_day
from digest.text.words import tokenize

MOST = 5
"""Sentences, a decision: a glance, as with *In brief*, whose lines are shorter."""
LONGEST = 40
"""Words of a sentence: what is longer says more than when. Of ten mornings (``benchmarks/ranges.py``) 50 and 80 change
two lines, of what is to come alone; with 30 four lines of stories are others, for it takes its words from them.
"""
SAME_EVENT = 0.3
"""Share of the shorter sentence's terms from which on two that name one day announce one event. From .15 to .6 the
figures of ten mornings are the same; at .2 three of what stands beside the stories are others, at .4 eighteen.
"""
NOON = 12
"""Hour up to which what is announced for this very day, without an hour, is still to come: a decision: at
noon half of the day lies ahead.
"""
ANNOUNCING: frozenset[Kind] = frozenset(("report", "live"))
"""Kinds of text that tell when something is to be: on ten mornings live pages announced five events that no report did.
A chronology tells of another year in the present tense, an analysis of what nobody expects, a column of hopes.
"""
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
"""Words of somebody who speaks of himself: a promise or a hope, no news of when something is."""


def find_upcoming(
    articles: Sequence[tuple[ArticleSummary, AnalysedArticle]], story: str, today: dt.date, known: PreviouslyQuoted
) -> tuple[Upcoming, ...]:
    """Return the sentences of a story's English articles that name a day from today on, and can be read alone.

    Each day is counted from the article's own date: an article without one names none. The clearest come first.
    """
    found: list[tuple[bool, Upcoming]] = []
    for summary, analysed in articles:
        published = summary.facts.published
        if published and summary.kind in ANNOUNCING and summary.facts.read_as == "en":
            found += _find_in(analysed, story, published, known)
    return tuple(one for _, one in sorted(found, key=_by_clarity) if one.date >= today)


def _find_in(
    analysed: AnalysedArticle, story: str, published: Fact, known: PreviouslyQuoted
) -> Iterator[tuple[bool, Upcoming]]:
    """Yield what announces a day, and whether that is counted from a weekday, a date without its year or a guess."""
    written = dt.date.fromisoformat(published.value[:10])
    for i, assessment in enumerate(analysed.analysis.assessments):
        text = analysed.analysis.sentences[i].text
        if assessment.passed_over or not may_name_day(text) or len(text.split()) > LONGEST:
            continue
        said = quote(analysed.article, *find_own_words(analysed, i))
        day = find_day_to_come(said.text, written)
        if (
            day
            and not _SPEAKS.search(said.text)
            and said.text not in known.sentences
            and stands_alone(Snippet(analysed, (i,)))
        ):
            yield day.partial or published.guess, Upcoming(day.day, day.minutes, published.guess, story, said)


def choose_upcoming(
    placed: Iterable[tuple[Story, Sequence[Upcoming]]], made: dt.datetime, language: str
) -> tuple[Upcoming, ...]:
    """Return what the page shows as *Coming up*, by its days: of the weightiest stories, each event once.

    Nothing that has passed when the page is made; no sentence of a lead or headline, which is read with its story.
    ``placed`` are the stories with a theme, with their places.
    """
    chosen: list[Upcoming] = []
    said: dict[dt.date, list[frozenset[str]]] = defaultdict(list)
    for story, found in sorted(placed, key=lambda one: (-one[0].points, one[0].id)):
        lead = group_by_paragraph(story.quotes)[:1] if story.place == "full" else ()
        leads = {(one.article, one.start) for paragraph in lead for one in paragraph}
        leads |= {(one.article, one.start) for one in (story.headline_quote,) if one}
        for one in found:
            terms = frozenset(tokenize(one.quote.text, language).terms)
            repeats = (one.quote.article, one.quote.start) in leads or says_same(terms, said[one.date], SAME_EVENT)
            if len(chosen) < MOST and is_to_come(one, made) and not repeats:
                chosen.append(one)
                said[one.date].append(terms)
    return tuple(sorted(chosen, key=lambda one: (one.date, one.minutes or 0, one.quote.article, one.quote.start)))


def is_to_come(one: Upcoming, made: dt.datetime) -> bool:
    """Tell whether a day and hour lie ahead when a page is made; of this very day only what a morning page can know."""
    if one.date != made.date():
        return one.date > made.date()
    return made.hour < NOON if one.minutes is None else one.minutes > made.hour * 60 + made.minute


def _by_clarity(found: tuple[bool, Upcoming]) -> tuple[bool, int, str, int]:
    counted, one = found
    return counted, len(one.quote.text.split()), one.quote.article, one.quote.start
