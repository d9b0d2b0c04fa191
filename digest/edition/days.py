"""How many days before a briefing an article was written: as it states, or as its own opening gives away.

What an opening gives away only orders the articles of a story and says how fresh a report is. It is never shown.
"""

import re
from datetime import date

from digest.model import Work
from digest.text.dateline import dateline

OLD_AFTER = 7
"""Days after which an article is old news."""
OPENING = 2
"""Sentences whose weekdays say when an undated article was written."""
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})\b|\b(\d{{1,2}})\.? {_MONTH}", re.IGNORECASE)


def age_of(work: Work, today: date) -> int | None:
    """Days from an article's stated date to a day; ``None`` where none is stated."""
    published = work[0].facts.published
    return (today - date.fromisoformat(published.value[:10])).days if published else None


def is_old(work: Work, today: date) -> bool:
    """Whether an article states a date more than a week before a day."""
    age = age_of(work, today)
    return age is not None and age > OLD_AFTER


def age_by_dateline(work: Work, today: date) -> int | None:
    """Days since the day of a dateline ("OSLO, June 14 (Northern Wire) -"), which has no year.

    Only of the last week: an older one may be of any year.
    """
    article, analysis = work
    text = article.document.text[analysis.sentences[0].start : analysis.sentences[0].end] if analysis.sentences else ""
    line = dateline(text)
    found = _DAY.search(text, 0, line.length) if line else None
    if not found:
        return None
    month = _MONTHS.index((found[1] or found[4])[:3].lower()) + 1
    ages = (_age(year, month, int(found[2] or found[3]), today) for year in (today.year, today.year - 1))
    return next((age for age in ages if age is not None and 0 <= age <= OLD_AFTER), None)


def _age(year: int, month: int, day: int, today: date) -> int | None:
    try:
        return (today - date(year, month, day)).days
    except ValueError:
        return None


def age_by_weekday(work: Work, today: date) -> int:
    """Days since the newest weekday that an English article's opening names; 0 where it names none.

    A report that only knows of Thursday is older on a Friday than one that knows of Friday.
    """
    article, analysis = work
    if article.facts.language and article.facts.language.value != "en":
        return 0
    opening = " ".join(sentence.text for sentence in analysis.sentences[:OPENING])
    named = (_WEEKDAYS.index(name.lower()) for name in _WEEKDAY.findall(opening))
    return min(((today.weekday() - day) % 7 for day in named), default=0)


def day_of(work: Work, today: date) -> int:
    """The day that an article is of, counted from today: 0, or less for earlier ones."""
    for age in (age_of(work, today), age_by_dateline(work, today)):
        if age is not None:
            return min(0, -age)
    return -age_by_weekday(work, today)
