"""Find what articles of a story announce though a later one calls it off: the visit is put off, the talks are off."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from digest.edition.snippets import find_own_words
from digest.edition.where import is_word_of_office, knows_place
from digest.model import AnalysedArticle, ArticleSummary
from digest.text.ahead import GATHERING, find_day_to_come, is_certain, may_name_day
from digest.text.calendar_names import MONTHS, WEEKDAYS
from digest.text.sentences import collapse

_JOURNEYS = "visit|trip|tour|journey"
_OFF = (
    r"(?:postponed|put off|called off|cancell?ed|delayed|rescheduled|scrapped)\b"
    r"(?! (?:from|earlier|in (?:19|20)\d\d|last)\b)"
)
_NOW = r"postpones|puts off|calls off|cancels|delays|reschedules|scraps"
_NOUN = rf"(?P<noun>{_JOURNEYS}|{GATHERING})\b"
_CALLS_OFF = (
    re.compile(
        rf"(?<!\b[Tt]he )(?<!\b[Aa] )(?<!had )(?<!, )(?<!by )\b(?:{_OFF}|(?:{_NOW})\b)"
        rf" (?:[\w’'-]{{1,30}} ){{0,6}}?{_NOUN}"
    ),
    re.compile(
        rf"\b{_NOUN}[^.;,]{{0,80}}? (?<!that )(?<!which )"
        rf"(?:(?:has|have) been|was|were|is|are|will be) (?:\w{{1,20}}ly )?{_OFF}"
    ),
)
"""A verb that calls an event off: with that as its object, or as its subject. A "postponed summit" may be on again."""
_ANEW = re.compile(r"\b(?:now|instead|anew|rescheduled|postponed|put off|moved|new date)\b")
"""Words of an event's new day, which a report of the same day may name."""
_NAME = re.compile(r"\b[A-Z][\w-]{2,30}")
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS))
_DOES = r"(?:will|is|are|plans|arrives|travels|flies|leaves|meets|begins|starts|opens|visits)\b"
_JOURNEY = re.compile(rf"(?:{_JOURNEYS})s?")


def find_called_off(articles: Sequence[tuple[ArticleSummary, AnalysedArticle]]) -> frozenset[str]:
    """Return the sentences of a story's English articles that announce what a later one's first sentence calls off.

    Of a journey that is what the traveller will do, of another event what names it and somebody or some place of it.
    """
    english = [one for one in articles if one[0].facts.read_as == "en" and one[0].facts.published]
    found: set[str] = set()
    for summary, analysed in english if len(english) > 1 else ():
        if (lead := _get_own_text(analysed, 0)) and (noun := _read_called_off(lead)):
            names = frozenset(_find_names(lead))
            for other, announcing in english:
                if other.id != summary.id and _is_published_before(other, summary):
                    found.update(_list_announced(other, announcing, noun, names))
    return frozenset(found)


def _read_called_off(lead: str) -> str:
    """Return the event that a lead calls off for certain; nothing where it calls none off."""
    matches = (pattern.search(lead) for pattern in _CALLS_OFF)
    found = next((match for match in matches if match), None)
    return found["noun"] if found and is_certain(lead) else ""


def _find_names(text: str) -> Iterator[str]:
    return (
        name for name in _NAME.findall(text) if name not in _CALENDAR and name != "The" and not is_word_of_office(name)
    )


def _list_announced(
    summary: ArticleSummary, analysed: AnalysedArticle, noun: str, names: frozenset[str]
) -> Iterator[str]:
    """Yield the sentences of an article that announce a day of the event, as the article and as a page has them."""
    published = summary.facts.published
    written = date.fromisoformat(published.value[:10]) if published else date.max
    for i, sentence in enumerate(analysed.analysis.sentences):
        if may_name_day(sentence.text):
            said = _get_own_text(analysed, i)
            if not _ANEW.search(said) and find_day_to_come(said, written) and _is_of_event(said, noun, names):
                yield from (sentence.text, said)


def _is_of_event(said: str, noun: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence is of the event that was called off, by its noun and the names beside it."""
    if _JOURNEY.fullmatch(noun):
        travellers = (name for name in sorted(names) if not knows_place(name))
        return any(
            re.search(rf"\b{re.escape(name)}(?:[’']s)?(?: (?!said)[\w’'-]+)? {_DOES}", said) for name in travellers
        )
    return noun.rstrip("s") in said and not names.isdisjoint(_find_names(said))


def _get_own_text(analysed: AnalysedArticle, position: int) -> str:
    if position >= len(analysed.analysis.sentences):
        return ""
    start, end = find_own_words(analysed, position)
    return collapse(analysed.article.document.text[start:end])


def _is_published_before(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Tell whether an article is not the later of two: by the hour if both state it with its zone, else by the day."""
    first, second = (each.facts.published.value if each.facts.published else "" for each in (one, other))
    if "T" in first and "T" in second:
        instants = datetime.fromisoformat(first), datetime.fromisoformat(second)
        if all(each.tzinfo for each in instants):
            return instants[0] < instants[1]
    return first[:10] <= second[:10]
