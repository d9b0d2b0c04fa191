"""Find where a figure is of: the nearest words of its clause that name a place, "near the town of Keld".

Where somebody speaks ("the UN said in Geneva"), whose place it is ("police in Keld") and what only has a capital ("at
Easter", "in Keld market") tell nothing. Whether a name is a place, who shows it must know.
"""

import re
from collections.abc import Iterator

from digest.analysis.counting import ENDS_NOUN, NUMBER_WORDS, STATES
from digest.analysis.forms import STOP, SentenceWords, word_set
from digest.analysis.owners import MOST_VERBS, Clause
from digest.analysis.speaker_phrases import skip_adverbs
from digest.analysis.speaker_words import CLAUSE
from digest.text.calendar_names import MONTHS, WEEKDAYS

_PLACE = re.compile(
    r"\b(?i:in|at|near|outside|off|aboard|around) (?:the (?:[a-z-]+ ){1,3}of )?"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ][\w’'-]+)*"
)
_NO_PLACES = frozenset((*MONTHS, *WEEKDAYS)) | word_set("Easter Christmas Ramadan Passover Lent Hanukkah Pentecost")
_BEHIND = (
    STOP | NUMBER_WORDS | ENDS_NOUN | STATES | CLAUSE | word_set("amid killing wounding injuring leaving destroying")
)
"""Words that may stand behind the name of a place, and do not make another name of it."""
_OF_OTHERS = word_set("who whom whose which what from to for than")
"""Words between a figure and the place of something else: "12 people who had met in Keld"."""


def find_site(words: SentenceWords, text: str, clause: Clause, figure: tuple[int, int]) -> tuple[int, int] | None:
    """Return the words of a sentence that tell where the figure that stands at these characters is of."""
    if len(clause.verbs) > MOST_VERBS:
        return None
    at, last = words.find(figure[0]), words.find(figure[1] - 1)
    nearest, found = len(words.forms), None
    for start, end in _find_places(words, text, clause):
        place = range(words.find(start), words.find(end - 1) + 1)
        between = range(last + 1, place.start) if place.start > at else range(place.stop, at)
        if len(between) < nearest and _is_free(words, clause, place, between) and _is_told(words, clause, place, at):
            nearest, found = len(between), (start, end)
    return found


def _find_places(words: SentenceWords, text: str, clause: Clause) -> Iterator[tuple[int, int]]:
    """Yield where a clause may name a place that is no part of another name."""
    for one in _PLACE.finditer(text, *words.span(clause.start, clause.stop - 1)):
        behind = words.find(one.end() - 1) + 1
        form = words.forms[behind] if behind < clause.stop else None
        ends = form is None or not form.alpha or form.lower in _BEHIND or form.text in WEEKDAYS
        if ends and one["name"] not in _NO_PLACES and not one[0].endswith(("'s", "’s")):
            yield one.span()


def _is_free(words: SentenceWords, clause: Clause, place: range, between: range) -> bool:
    """Tell whether nothing between a figure and a place makes it another's: a verb of saying, "who", a comma before."""
    if any(verb in between for verb in clause.verbs):
        return False
    before = between.start == place.stop
    if before and place.start > clause.start and "," in map(words.lower, between):
        return False
    return before or _OF_OTHERS.isdisjoint(map(words.lower, between))


def _is_told(words: SentenceWords, clause: Clause, place: range, figure: int) -> bool:
    """Tell whether a place belongs to what is said, and not to who says it or to where they do."""
    if clause.owner and clause.owner[0] < place.stop and place.start < clause.owner[1]:
        return False
    for verb in clause.verbs:
        if skip_adverbs(words, verb - 1) in place:  # "officials in Keld said"
            return False
        if verb < place.start < figure and "that" not in map(words.lower, range(verb, place.start)):
            return False
    return True
