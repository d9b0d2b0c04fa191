"""Count how many days before a briefing an article was written: as it states, or as its opening gives away.

What an opening gives away only orders the articles of a story and says how fresh a report is. It is never shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from digest.model import ArticleSummary
from digest.text.calendar_names import find_weekdays

OLD_AFTER = 7
"""Days after which an article is old news: with 4 as with 14 less of ten mornings' first events stand in full, or more
that does not deserve it.
"""
HALF_A_YEAR = 183
"""Days by which a guess misses when its year is wrong, at least."""
OPENING = 2
"""Sentences whose weekdays say when an undated article was written. Read on each of seven days, 40 sets of articles of
which most are undated score .999 of the first sentences (``score/summaries.py``); with one .991, with three .998.
"""


def count_age(summary: ArticleSummary, today: date) -> int | None:
    """Count the days from an article's stated date to a day; ``None`` where none is stated."""
    published = summary.facts.published
    return (today - date.fromisoformat(published.value[:10])).days if published else None


def drop_refuted_guess(summary: ArticleSummary, story: Iterable[ArticleSummary]) -> ArticleSummary:
    """Return an article without a guessed date of another year than all those that articles of its story state."""
    guess = summary.facts.published
    if guess is None or not guess.guess:
        return summary
    said = [one.facts.published for one in story]
    stated = [date.fromisoformat(fact.value[:10]) for fact in said if fact and not fact.guess]
    day = date.fromisoformat(guess.value[:10])
    if not stated or any(abs((day - other).days) <= HALF_A_YEAR for other in stated):
        return summary
    return replace(summary, facts=replace(summary.facts, published=None))


def is_old(summary: ArticleSummary, today: date) -> bool:
    """Tell whether an article states a date more than a week before a day."""
    age = count_age(summary, today)
    return age is not None and age > OLD_AFTER


def count_age_by_weekday(summary: ArticleSummary, today: date) -> int:
    """Count the days since the newest weekday that an English article's opening names; 0 where it names none.

    A report that only knows of Thursday is older on a Friday than one that knows of Friday.
    """
    if summary.facts.read_as != "en":
        return 0
    opening = " ".join(summary.opening[:OPENING])
    return min(((today.weekday() - day) % 7 for day in find_weekdays(opening)), default=0)


def find_relative_day(summary: ArticleSummary, today: date) -> int:
    """Find the day that an article is of, counted from today: 0, or less for earlier ones."""
    age = count_age(summary, today)
    return -count_age_by_weekday(summary, today) if age is None else min(0, -age)


def find_relative_days(summaries: Sequence[ArticleSummary], today: date) -> dict[str, int]:
    """Find the day that each article is of, by its id: one that states none is no newer than those that do."""
    stated = [find_relative_day(summary, today) for summary in summaries if count_age(summary, today) is not None]
    newest = max(stated, default=0)
    return {
        summary.id: find_relative_day(summary, today)
        if count_age(summary, today) is not None
        else min(newest, find_relative_day(summary, today))
        for summary in summaries
    }
