"""Find what articles of a story announce though a later one calls it off: the visit is put off, the talks are off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from digest.edition.snippets import find_own_words
from digest.edition.where import is_word_of_office
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
_ANEW = re.compile(
    r"\b(?:now|instead|anew|postponed|put off|put back|pushed back|called off|cancell?ed|delayed|rescheduled|moved"
    r"|(?:later|earlier) than|new (?:date|day|time))\b"
)
"""Words of an event's new day, which is none of what was called off."""
_NAMES = r"(?:[A-Z][\w-]+|(?:[A-Z]\.)+)(?: (?:[A-Z][\w-]+|(?:[A-Z]\.)+))*"
_NAME = re.compile(rf"(?<!\w){_NAMES}")
_PART = rf" (to|with|in|between|at|of|by)(?: [a-z][\w-]*){{0,2}} ({_NAMES}(?: and(?: the)? {_NAMES})*)"
_PARTS = re.compile(rf"(?:{_PART}){{0,4}}")
"""What may stand right behind an event: " by Foreign Minister Oda Renn to neighbouring Karst"."""
_NO_NAMES = frozenset(("The", *WEEKDAYS, *MONTHS))
_DOES = r"(?:will|is|are|plans|arrives|travels|flies|leaves|meets|begins|starts|opens|visits)\b"
_THERE = r"(?:(?!\b(?:about|over|against|before|after|from|following)\b)[^;]){0,150}?(?<!\w)"
"""What may stand between that and where: "will meet ministers in Garron after a week in Karst" is not of Karst."""


@dataclass(frozen=True, slots=True)
class _Event:
    """An event that was called off: its noun, where or with whom it was to be, and of a journey who travels."""

    noun: str
    things: frozenset[str]
    traveller: str

    def is_of(self, said: str) -> bool:
        """Tell whether a sentence says that the traveller will do something there, or names the event and its parties.

        One stop of a journey is enough; talks with one of two parties are other talks.
        """
        things = [rf"{re.escape(thing)}(?!\w)" for thing in sorted(self.things)]
        if not self.traveller:
            return self.noun.rstrip("s") in said.lower() and all(re.search(rf"(?<!\w){one}", said) for one in things)
        does = rf"\b{re.escape(self.traveller)}(?:[’']s (?:\w+ )?(?:{_JOURNEYS})| {_DOES})"
        return re.search(rf"{does}{_THERE}(?:{'|'.join(things)})", said) is not None


def find_called_off(articles: Sequence[tuple[ArticleSummary, AnalysedArticle]]) -> frozenset[str]:
    """Return the sentences of a story's English articles that announce what a later one's first sentence calls off."""
    english = [one for one in articles if one[0].facts.read_as == "en" and one[0].facts.published]
    found: set[str] = set()
    for summary, analysed in english if len(english) > 1 else ():
        if event := _read_called_off(_get_own_text(analysed, 0)):
            for other, announcing in english:
                if _is_published_before(other, summary):
                    found.update(_list_announced(other, announcing, event))
    return frozenset(found)


def _read_called_off(lead: str) -> _Event | None:
    """Return the event that a lead calls off for certain and of which it tells where or with whom it was to be."""
    matches = (pattern.search(lead) for pattern in _CALLS_OFF)
    found = next((match for match in matches if match), None)
    if found is None or not is_certain(lead):
        return None
    noun, before = found["noun"], lead[: found.start("noun")]
    parts = _PARTS.match(lead, found.end("noun"))
    named: list[tuple[str, str]] = re.findall(_PART, parts[0]) if parts else []
    *_, last = ("", *_NAME.findall(before))
    if last and before.endswith(f"{last} "):  # "her Karst trip"
        named, before = [*named, ("to", last)], before.removesuffix(f"{last} ")
    journey = re.fullmatch(_JOURNEYS, noun) is not None
    of_it = ("to", "in", "of" if noun == "tour" else "") if journey else ("to", "with", "between", "of")
    others = _find_names(", ".join(names for how, names in named if how not in (*of_it, "with")))
    doing = [*_find_names(before), *(others if journey else ())]
    things = {name for how, names in named if how in of_it for name in _find_names(names)}.difference(doing)
    if journey:
        return _Event(noun, frozenset(things), doing[-1].split()[-1]) if things and doing else None
    return _Event(noun, frozenset(things or others), "") if things or others else None


def _find_names(text: str) -> list[str]:
    """Return the names of a text, without the words of office and of the calendar beside them."""
    runs = ([w for w in run.split() if w not in _NO_NAMES and not is_word_of_office(w)] for run in _NAME.findall(text))
    return [" ".join(words) for words in runs if words]


def _list_announced(summary: ArticleSummary, analysed: AnalysedArticle, event: _Event) -> Iterator[str]:
    """Yield the sentences of an article that announce a day of the event, as the article and as a page has them."""
    published = summary.facts.published
    written = date.fromisoformat(published.value[:10]) if published else date.max
    for i, sentence in enumerate(analysed.analysis.sentences):
        if may_name_day(sentence.text):
            said = _get_own_text(analysed, i)
            if event.is_of(said) and not _ANEW.search(said) and find_day_to_come(said, written):
                yield from (sentence.text, said)


def _get_own_text(analysed: AnalysedArticle, position: int) -> str:
    if position >= len(analysed.analysis.sentences):
        return ""
    start, end = find_own_words(analysed, position)
    return collapse(analysed.article.document.text[start:end])


def _is_published_before(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Tell whether an article is the earlier of two: by the hour if both state it with its zone, else by the day."""
    first, second = (
        datetime.fromisoformat(fact.value) for each in (one, other) if (fact := each.facts.published) is not None
    )
    return first < second if first.tzinfo and second.tzinfo else first.date() < second.date()
