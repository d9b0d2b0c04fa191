"""Read what an article claims: its figures, each with what its sentence tells of the event, and who says what."""

import re
from collections.abc import Sequence, Set

from digest.analysis.attribution import find_speaker
from digest.analysis.counting import COUNTED, NUMBER_WORDS, STATES
from digest.analysis.forms import SentenceWords, word_set
from digest.analysis.quantities import find_quantities
from digest.analysis.speaking import BE, BODIES, NO_GIVEN_NAMES, OFFICES, SPEAKS
from digest.analysis.statements import ArticleText, find_statements
from digest.model import AnalysedArticle, ArticleClaims, Introduction, Setting, StatedQuantity, Statement
from digest.text.calendar_names import WEEKDAY
from digest.text.dateline import find_own_start
from digest.text.numerals import ORDINALS
from digest.text.sentences import collapse
from digest.text.words import stem

_DAYS = re.compile(
    rf"(?<!said on )(?<!says on )(?<!said )(?<!told reporters on )(?<!by )(?<!By )\b{WEEKDAY}\b"
    r"|\bovernight\b|\b\d{1,2}[:.]\d\d\b(?! (?:million|billion))"
)
"""Days and hours of an event; the day on which somebody said so, or up to which they counted, is none of it."""
_COUNT = re.compile(r"\b(?:toll|now|so far|in all)\b")
"""What says that a figure is a count up to now: its day is not the event's ("the toll rose to 44 on Friday")."""
_DAY = re.compile(WEEKDAY)
_COUNTS = (SPEAKS - {"claimed"}) | word_set("counted counts put puts reckons reckon speak speaks reported")
"""Verbs of who speaks or counts; a fire, too, "claimed 17 lives"."""
LONGEST_ENDING = 4
"""Words behind a verb of speaking that closes a sentence, at most: ", the army said on Monday"."""
_REPORTERS = word_set(
    "police officials official army military ministry government doctors doctor hospital hospitals union authorities"
    " spokesman spokeswoman rebels opposition organisers groups group aid mayor governor minister rescuers service"
    " staff reported confirmed number toll death deaths people person persons latest least total count counted counts"
    " put"
)
"""Words of who counts and of counting: they tell nothing of the event."""


def read_claims(analysed: AnalysedArticle) -> ArticleClaims:
    """Return the figures of an article in English whose sentences can be quoted, its statements and introductions."""
    if analysed.article.facts.read_as != "en":
        return ArticleClaims()
    text = ArticleText(analysed)
    statements = find_statements(analysed, text)
    spoken = {one.sentence: one for one in statements}
    quantities = [
        one
        for position, assessment in enumerate(analysed.analysis.assessments)
        if not (assessment.passed_over or assessment.background)
        for one in _read_sentence(analysed, position, spoken.get(position))
    ]
    return ArticleClaims(tuple(quantities), statements, _introductions(text, statements))


def _introductions(text: ArticleText, statements: Sequence[Statement]) -> tuple[Introduction, ...]:
    """Return whom an article introduces: who speaks by name, and the persons with a title or role.

    Whoever has an office and no name is left out: "head of Karrow Aid", "Lomerian president".
    """
    found = {Introduction(one.start, one.end, one.name, one.body or _is_body(one.name)) for one in statements}
    named = [one for one in found if one.name[:1].isupper() and one.name.rsplit(maxsplit=1)[-1].lower() not in OFFICES]
    return tuple(sorted({*named, *text.introductions}))


def _is_body(name: str) -> bool:
    """Tell whether a name of several words is no person's."""
    return not (BODIES | NO_GIVEN_NAMES).isdisjoint(word.lower() for word in name.split())


def _read_sentence(analysed: AnalysedArticle, position: int, said: Statement | None) -> list[StatedQuantity]:
    """Return the quantities of a sentence, read behind its dateline."""
    sentence, text = analysed.analysis.sentences[position], analysed.article.document.text
    start = sentence.start + find_own_start(text[sentence.start : sentence.end], "en")
    words = collapse(text[start : sentence.end])
    found = find_quantities(words)
    if not found:
        return []
    setting = read_setting(words)
    # A figure's place counts in words whose white space is collapsed: their letters are those of the text.
    letters = [at for at in range(start, sentence.end) if not text[at].isspace()]
    speaker = (said.start, said.end) if said else None
    return [
        StatedQuantity(
            one,
            setting,
            (
                letters[len("".join(words[: one.start].split()))],
                letters[len("".join(words[: one.end].split())) - 1] + 1,
            ),
            (start, sentence.end),
            speaker,
        )
        for one in found
    ]


def read_setting(text: str) -> Setting:
    """Return what a sentence tells of its event; who says so is no part of it."""
    words = SentenceWords(text, begins_inside=False)
    speaker = find_speaker(words)
    spoken = range(speaker.first, speaker.end) if speaker else range(0)
    saying = _saying(words)
    names, terms = set(), set()
    for i, form in enumerate(words.forms):
        told = form.lower in _REPORTERS | STATES | COUNTED or (form.stop and form.lower not in ORDINALS)
        if i in spoken or not form.alpha or told or (i in saying and not form.name):
            continue
        if form.name and i != words.opening:
            names.add(stem(form.bare.lower(), "en"))
        elif not NUMBER_WORDS.issuperset(form.lower.split("-")) and not _DAY.fullmatch(form.text):
            terms.add(stem(form.bare.lower(), "en"))
    days = () if _COUNT.search(text) else _DAYS.findall(text)
    return Setting(frozenset(names), frozenset(terms), frozenset(days))


def _saying(words: SentenceWords) -> Set[int]:
    """Return the words that only tell who says so: before the verb of a sentence, or behind its last comma."""
    forms = words.forms
    marks = [i for i, form in enumerate(forms) if form.text.endswith(",") or i == len(forms) - 1]
    for i, form in enumerate(forms):
        speaks = form.lower in _COUNTS and words.lower(i - 1) not in BE
        if words.quoted[i] or not (speaks or words.lower(i - 1) == "according"):
            continue
        before = max((mark for mark in marks if mark < i), default=-1)
        behind = min((mark for mark in marks if mark >= i), default=i)
        if form.lower == "to" or behind - i <= LONGEST_ENDING:
            return frozenset(range(before + 1, behind))
        return frozenset(range(before + 1, i + 1))
    return frozenset()
