"""Rate how much a story matters to readers of foreign affairs: up to about 3.5 points, each part with its reason.

A part is a share between 0 and 1 times what it weighs. The weights were learned on labelled mornings by
``benchmarks/learn_importance.py`` (docs/figures.md has what days that were held out score). Words are
read in English articles only.
"""

import math
import re
from collections.abc import Sequence
from datetime import date

from digest.edition import days
from digest.edition.force import ACTS, count_dead, drop_denied, is_rehearsed
from digest.model import OTHER, ArticleSummary
from digest.text.calendar_names import WEEKDAY
from digest.text.dateline import find_own_start
from digest.text.numerals import write_count
from digest.text.words import write_small

SET = {"newsrooms": 0.4, "age": 0.5}
"""What good sense weighs: the labelled articles are of one day, and hardly one story of theirs has two newsrooms."""
WEIGHTS = {
    "theme": 0.4,
    "strength": 0.7,
    "breadth": 0.3,
    "further": 0.4,
    "report": 0.25,
    "acts": 0.4,
    "dead": 0.15,
    "reach": 0.35,
    "home": -0.4,
    "crime": -0.5,
    "day": 0.2,
    **SET,
}
"""What each part weighs: ridge regression of the weight that a reader gave an article, on the reports of ten mornings
and 430 other articles.
"""
STRONG_THEME, MANY_WORDS = 8.0, 3
"""From where on a story has all the points for its theme's score, and for different words of a kind in title and lead.
Held out run by run (``benchmarks/learn_importance.py``), .933 of the pairs of reports are in order; with a score of 4
or 16 .930 and .929, with one word or eight .928 and .930.
"""
MANY_DEAD, MANY_NEWSROOMS = 30, 4
"""From where on it has all the points for the dead (from 3 to 300 the same pairs, but for .001), and for its newsrooms
(from 4 to 8 ten mornings are the same).
"""
UNREAD = (0.5, "its words are not read")
"""What an article in another language has for words that are read in English alone: what these give about."""

POWERS = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|foreign minister|defen[cs]e (?:minister|secretary|ministry)"
    r"|foreign (?:secretary|ministry)|secretary of state|secretary[- ]general|ambassador|envoy|kremlin|white house"
    r"|pentagon|cabinet|government|parliament|united nations|u\.?n\.?|nato|european union|e\.?u\.?|g7|security council"
    r"|army|military|navy|air force|troops|forces|soldiers|hamas|hezbollah|rebels|militants|taliban|revolutionary"
    r" guard)\b"
)
"""Who acts for a state, for states together, or under arms; in small letters, as all of these patterns (``force``)."""
AT_HOME = re.compile(
    r"\b(?:police|officers?|sheriff|suspect|charged|jury|trial|student|school|college|university|council|mayor|county"
    r"|festival|fans?|music|album|song|film|movie|actor|league|cup|match|season|team|game|players?|museum|gallery|charity"
    r"|hospital|patients?|shares|stocks?|investors?|company|firm|market|prices?|customers?|poll|primary|runoff|voters?"
    r"|gop|democrats?|republicans?|senate|governor|lawmakers?|congress\w*|candidate|book|show|tv|radio|celebrit\w+"
    r"|wedding|baby|mother|teenager|dog|cat)\b"
)
"""Home politics, crime, business, sport and leisure: the news of other beats."""
CRIME = re.compile(
    r"\b(?:police|officers?|sheriff|suspects?|charged|jury|trial|convicted|sentenced|prosecutors?|custody|homicide"
    r"|murder\w*|court|judge|jail\w*|arrest\w*)\b"
)
"""Police and courts: an act of force that they are busy with is seldom news of war or terror."""
FORCE = "incidents"
"""The shipped theme of such acts."""
HYPOTHETICAL = re.compile(
    r"\b(?:could|may|might|would|if|should|possibly|potential\w*|fears?|expected|hopes?|plans?)\b"
)
"""Words of a sentence about what could be: its acts and its dead count nothing. Of sentences analysis knows more
(``Context.hypothetical``), but a summary has only the texts of the first ones.
"""
_DAY = re.compile(rf"\b{WEEKDAY}\b")


def rate(
    summaries: Sequence[ArticleSummary], *, newsrooms: int, theme: str, touched: int, today: date
) -> tuple[float, tuple[str, ...]]:
    """Return the points of a story told by these articles, and what gave them, in words.

    ``summaries`` hold one article for each origin, ``newsrooms`` tell it for themselves; ``touched`` counts the further
    themes. A story has the points of its weightiest article.
    """
    common = {
        "newsrooms": (_measure_newsrooms(newsrooms), write_count(newsrooms, "newsroom")),
        "theme": (float(theme != OTHER), f"under {theme}"),
        "breadth": (min(1.0, touched), write_count(touched, "further theme")),
    }
    rated = [_add_up({**common, **rate_parts(summary, theme), **_rate_age(summary, today)}) for summary in summaries]
    return max(rated, key=lambda one: one[0], default=(0.0, ()))


def weigh_newsrooms(count: int) -> float:
    """Return the points for so many newsrooms: none for one, all for ``MANY_NEWSROOMS``."""
    return WEIGHTS["newsrooms"] * _measure_newsrooms(max(1, count))


def _measure_newsrooms(count: int) -> float:
    return min(1.0, math.log2(count) / math.log2(MANY_NEWSROOMS))


def rate_parts(summary: ArticleSummary, theme: str) -> dict[str, tuple[float, str]]:
    """Return the parts that an article gives by itself, each a share and its reason."""
    strength = max((one.score for one in summary.themes if one.name == theme), default=0.0)
    further = math.fsum(one.score for one in summary.themes if one.name != theme)
    parts = {
        "strength": (min(1.0, strength / STRONG_THEME), f"{theme} {strength:.1f}"),
        "further": (min(1.0, further / STRONG_THEME), f"other themes {further:.1f}"),
        "report": (summary.report, f"a report by its style to {summary.report:.2f}"),
    }
    if summary.facts.read_as != "en":
        return {**parts, "reach": UNREAD}
    title = summary.facts.title.value[:300] if summary.facts.title else ""
    head = write_small("\n".join([title, *summary.opening[:2]]))
    lead = summary.opening[0] if summary.opening else ""
    told = () if is_rehearsed(title, lead[find_own_start(lead, "en") :]) else summary.opening
    facts = (text for text in map(write_small, (title, *told)) if not HYPOTHETICAL.search(text))
    happened = "\n".join(map(drop_denied, facts))
    acts, powers, home = _list_distinct(ACTS, happened), _list_distinct(POWERS, head), _list_distinct(AT_HOME, head)
    crime = _list_distinct(CRIME, head) if theme == FORCE else []
    dead = count_dead(happened)
    return {
        **parts,
        "acts": (min(1.0, len(acts) / MANY_WORDS), ", ".join(acts[:MANY_WORDS])),
        "dead": (min(1.0, math.log1p(dead) / math.log1p(MANY_DEAD)), f"{dead} dead"),
        "reach": (min(1.0, len(powers) / MANY_WORDS), ", ".join(powers[:MANY_WORDS])),
        "home": (min(1.0, len(home) / MANY_WORDS), ", ".join(home[:MANY_WORDS])),
        "crime": (min(1.0, len(crime) / MANY_WORDS), f"crime: {', '.join(crime[:MANY_WORDS])}"),
        "day": (float(_DAY.search("\n".join(summary.opening[:2])) is not None), "its lead names a day"),
    }


def _add_up(parts: dict[str, tuple[float, str]]) -> tuple[float, tuple[str, ...]]:
    given = [(share * WEIGHTS[name], reason) for name, (share, reason) in parts.items()]
    points = round(math.fsum(part for part, _ in given), 3)
    return points, tuple(f"{reason} {part:+.2f}" for part, reason in given if round(part, 2))


def _rate_age(summary: ArticleSummary, today: date) -> dict[str, tuple[float, str]]:
    age = days.count_age(summary, today)
    if age is None:
        return {"age": (0.5, "no date")}
    return {"age": (max(0.0, 1.0 - max(0, age) / days.OLD_AFTER), f"{write_count(max(0, age), 'day')} old")}


def _list_distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))
