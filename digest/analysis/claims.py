"""Read what an article claims: its figures, each with what its sentence tells of the event, and who says what."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cached_property

from digest.analysis.counting import COUNTED, NUMBER_WORDS, PLACING, STATES
from digest.analysis.forms import SentenceWords, word_set
from digest.analysis.owners import COUNTS, MOST_VERBS, OF_PLACE, PARTIES, STATES_FIGURES, Clause, find_clauses, governs
from digest.analysis.quantities import find_quantities
from digest.analysis.saying_verbs import find_speaker_phrase
from digest.analysis.sites import find_site
from digest.analysis.speaker_words import BE, BODIES, NO_GIVEN_NAMES, OFFICES
from digest.analysis.statements import ArticleText, find_statements
from digest.model import AnalysedArticle, ArticleClaims, Introduction, Quantity, Setting, StatedQuantity, Statement
from digest.text.calendar_names import WEEKDAY
from digest.text.dateline import find_own_start
from digest.text.numerals import ORDINALS
from digest.text.saying import JUDGES, SPEAKS, join_forms
from digest.text.sentences import collapse
from digest.text.words import stem

_DAYS = re.compile(rf"\b(?:{WEEKDAY}|overnight|\d{{1,2}}[:.]\d\d\b(?! (?:million|billion)))\b")
"""Days and hours of an event."""
_OF_WORDS = re.compile(rf"(?:\b(?:{join_forms(SPEAKS - JUDGES.finite)})(?: reporters)?(?: on)?|\b[Bb]y) $")
"""What stands before a day on which somebody said so, or up to which they counted: it is not the event's. "Thousands
protested on Friday" is an event."""
_COUNT = re.compile(r"\b(?:toll|now|so far|in all)\b")
"""What says that a figure is a count up to now: its day is not the event's ("the toll rose to 44 on Friday")."""
_DAY = re.compile(WEEKDAY)
_GIVES = join_forms(STATES_FIGURES | {"given", "spoken"})
_OUTDATED = re.compile(
    rf"\b(?:initially|at first|originally|first (?:{_GIVES})|had (?:\w+ )?(?:{_GIVES})"
    rf"|earlier\b[^,;]{{0,30}}\b(?:{_GIVES})|(?:{_GIVES}) (?:earlier|previously)|(?:previously|earlier) (?:{_GIVES})"
    r"|^First(?= )"
    r"|(?:first|early|earlier|initial|preliminary|previous) (?:reports?|counts?|tolls?|figures?|estimates?))\b",
    re.IGNORECASE,
)
"""What says that a figure was replaced by another: it is nobody's any more."""
_MOVED_ON = re.compile(
    r"\b(?:now|later|rose|risen|rises|climbed|climbs|grew|grown|jumped|revised|raised|updated|has reached|up from"
    r"|by (?:the )?(?:dawn|morning|noon|midday|evening|nightfall|night))\b",
    re.IGNORECASE,
)
"""What says that a figure replaces an older one of the same count."""
_OWN_ACT = re.compile(rf"\b(?:{_GIVES}|told \w+)(?: that)? (?:it|they|its|their)\b")
"""What says that whoever speaks did what is counted: "the rebels said that they had freed 20 prisoners"."""
_SIDES = PARTIES & word_set(
    "rebels insurgents militants separatists guerrillas fighters residents villagers protesters opposition police army"
    " military government navy militia troops"
)
"""Parties that may be one side of an event."""
_INTRODUCES = PLACING - {"at"} | word_set("a an by when after before during")
"""Words that tell what event a figure is of: a clause without them speaks of that of the clause before."""
_MOST_FIGURES = 24
"""Figures of a sentence that are read: one with more is a table, and 260 took seconds."""
LONGEST_ENDING = 4
"""Words behind a verb of speaking that closes a sentence, at most: ", the army said on Monday". With 8 four of 266
labelled pairs of figures are lost, with 2 none (``benchmarks/ranges.py``).
"""
_REPORTERS = word_set(
    "police officials official army military ministry government doctors doctor hospital hospitals union authorities"
    " spokesman spokeswoman rebels opposition organisers groups group aid mayor governor minister rescuers service"
    " staff reported confirmed number toll death deaths people person persons latest least total count counted counts"
    " put according"
)
"""Words of who counts and of counting: they tell nothing of the event."""


def read_claims(analysed: AnalysedArticle) -> ArticleClaims:
    """Return the figures of an article in English whose sentences can be quoted, its statements and introductions."""
    if analysed.article.facts.read_as != "en":
        return ArticleClaims()
    text = ArticleText(analysed)
    statements = find_statements(analysed, text)
    spoken = {one.sentence: one for one in statements}
    quantities: list[StatedQuantity] = []
    for position, assessment in enumerate(analysed.analysis.assessments):
        if not (assessment.passed_over or assessment.background):
            quantities += _read_sentence(analysed, position, spoken.get(position), quantities[-1:])
    return ArticleClaims(tuple(quantities), statements, _list_introductions(text, statements))


def _list_introductions(text: ArticleText, statements: Sequence[Statement]) -> tuple[Introduction, ...]:
    """Return whom an article introduces: who speaks by name, and the persons with a title or role.

    Whoever has an office and no name is left out: "head of Karrow Aid", "Lomerian president".
    """
    found = {Introduction(one.start, one.end, one.name, one.body or _is_body(one.name)) for one in statements}
    named = [one for one in found if one.name[:1].isupper() and one.name.rsplit(maxsplit=1)[-1].lower() not in OFFICES]
    return tuple(sorted({*named, *text.introductions}))


def _is_body(name: str) -> bool:
    """Tell whether a name of several words is no person's."""
    return not (BODIES | NO_GIVEN_NAMES).isdisjoint(word.lower() for word in name.split())


class _SentenceText:
    """A sentence behind its dateline as words and clauses, whose places are told in the article's own text."""

    def __init__(self, analysed: AnalysedArticle, position: int) -> None:
        sentence, text = analysed.analysis.sentences[position], analysed.article.document.text
        self.start = sentence.start + find_own_start(text[sentence.start : sentence.end], "en")
        self.end, self._whole = sentence.end, text
        self.text = collapse(text[self.start : self.end])
        self._settings: dict[Clause | None, Setting] = {}

    @cached_property
    def words(self) -> SentenceWords:
        """Return its words."""
        return SentenceWords(self.text, begins_inside=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Return its clauses, each with the party that states it."""
        return find_clauses(self.words)

    @cached_property
    def _letters(self) -> list[int]:
        """Return where the article's text has its letters: its white space is collapsed, and they are the same."""
        return [at for at in range(self.start, self.end) if not self._whole[at].isspace()]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of this sentence stand in the article's text."""
        first, last = (len("".join(self.text[:at].split())) for at in (start, end))
        return self._letters[first], self._letters[last - 1] + 1

    def find_clause(self, figure: Quantity) -> Clause:
        """Return the clause in which a figure stands."""
        return next(one for one in self.clauses if figure.start < self.find_span(one)[1])

    def find_span(self, clause: Clause) -> tuple[int, int]:
        """Return where a clause stands in this sentence."""
        return self.words.span(clause.start, clause.stop - 1)

    @cached_property
    def _are_several(self) -> bool:
        """Tell whether several of its clauses have a party."""
        return len([one for one in self.clauses if one.owner]) > 1

    def read_setting(self, clause: Clause) -> Setting:
        """Return what it tells of the event of a clause: of its own where several parties speak."""
        told = clause if self._are_several else None
        if told not in self._settings:
            self._settings[told] = read_setting(self.text[slice(*self.find_span(clause))] if told else self.text)
        return self._settings[told]

    def find_owner(self, figure: Quantity, said: Statement | None) -> tuple[int, int] | None:
        """Return the words that name who states a figure: those that introduce a speaker, where these are more."""
        clause = self.find_clause(figure)
        if len(clause.verbs) > MOST_VERBS:
            return None
        if clause.verbs and not governs(self.words, clause, self.words.find(figure.start)):
            return None
        named = self.locate(*self.words.span(clause.owner[0], clause.owner[1] - 1)) if clause.owner else None
        if said is None or self._are_several:
            return named
        return max((said.start, said.end), named or (0, 0), key=lambda span: span[1] - span[0])

    def find_place(self, figure: Quantity) -> tuple[int, int] | None:
        """Return the words that tell where a figure is of: of its clause's the nearest, "near the town of Keld"."""
        found = find_site(self.words, self.text, self.find_clause(figure), (figure.start, figure.end))
        return self.locate(*found) if found else None


def _read_sentence(
    analysed: AnalysedArticle, position: int, said: Statement | None, before: Sequence[StatedQuantity]
) -> list[StatedQuantity]:
    """Return the quantities of a sentence, read behind its dateline; ``before`` is the last one of the article."""
    sentence = _SentenceText(analysed, position)
    found: list[StatedQuantity] = []
    for one in find_quantities(sentence.text)[:_MOST_FIGURES]:
        clause = sentence.find_clause(one)
        own = sentence.text[slice(*sentence.find_span(clause))]
        if _OUTDATED.search(own):
            continue
        figure = StatedQuantity(
            quantity=one,
            setting=sentence.read_setting(clause),
            words=sentence.locate(one.start, one.end),
            sentence=(sentence.start, sentence.end),
            speaker=sentence.find_owner(one, said),
            place=sentence.find_place(one),
            newer=_MOVED_ON.search(own) is not None,
            own=_OWN_ACT.search(own) is not None,
        )
        for last in (*before, *found)[-1:]:
            answers = figure.speaker and last.speaker and _is_near(analysed, last, sentence.start)
            if answers and _is_bare(sentence.words, clause, one):
                figure = replace(figure, setting=last.setting, place=last.place)
        found.append(figure)
    return found


def _is_bare(words: SentenceWords, clause: Clause, figure: Quantity) -> bool:
    """Tell whether a party's clause has nothing but its figure: "the army put the toll at five"."""
    spoken = range(*clause.owner) if clause.owner else range(0)
    for i in range(clause.start, clause.stop):
        form = words.forms[i]
        if form.lower == "and" and words.lower(i + 1) in COUNTS:
            return words.start(i) >= figure.end
        placed = form.lower in _INTRODUCES | _SIDES or (form.lower == "at" and words.start(i + 1) < figure.start)
        if i not in spoken and (placed or (form.name and i > clause.start)):
            return False
    return True


def _is_near(analysed: AnalysedArticle, before: StatedQuantity, start: int) -> bool:
    """Tell whether a figure stands in the same sentence as one that starts here, or in the one before it."""
    between = [one for one in analysed.analysis.sentences if before.sentence[0] < one.start <= start]
    return len({one.paragraph for one in between}) <= 1 and len(between) <= 1


def read_setting(text: str) -> Setting:
    """Return what a sentence tells of its event; who says so is no part of it."""
    words = SentenceWords(text, begins_inside=False)
    phrase = find_speaker_phrase(words)
    spoken = {*range(phrase.first, phrase.end)} if phrase else set()
    spoken.update(i for clause in find_clauses(words) if clause.owner for i in _list_naming(words, *clause.owner))
    saying = _find_saying(words)
    names, terms, sides = set(), set(), set()
    for i, form in enumerate(words.forms):
        told = form.lower in _REPORTERS | STATES | COUNTED or (form.stop and form.lower not in ORDINALS)
        if i not in spoken and form.lower in _SIDES:
            sides.add(stem(form.lower, "en"))
        if i in spoken or not form.alpha or told or (i in saying and not form.name):
            continue
        if form.name and i != words.opening:
            names.add(stem(form.bare.lower(), "en"))
        elif not NUMBER_WORDS.issuperset(form.lower.split("-")) and not _DAY.fullmatch(form.text):
            terms.add(stem(form.bare.lower(), "en"))
    named = () if _COUNT.search(text) else _DAYS.finditer(text)
    days = [day[0] for day in named if not _OF_WORDS.search(text, 0, day.start())]
    return Setting(frozenset(names), frozenset(terms), frozenset(days), frozenset(sides))


def _list_naming(words: SentenceWords, first: int, end: int) -> Iterator[int]:
    """Yield the words of a party but for the place that follows it: "police in Keld"."""
    for i in range(first, end):
        if i > first and words.lower(i) in OF_PLACE:
            return
        yield i


def _find_saying(words: SentenceWords) -> Set[int]:
    """Return the words that only tell who says so: before the verb of a sentence, or behind its last comma."""
    forms = words.forms
    marks = [i for i, form in enumerate(forms) if form.text.endswith(",") or i == len(forms) - 1]
    for i, form in enumerate(forms):
        speaks = form.lower in COUNTS and words.lower(i - 1) not in BE
        if words.quoted[i] or not (speaks or words.lower(i - 1) == "according"):
            continue
        before = max((mark for mark in marks if mark < i), default=-1)
        behind = min((mark for mark in marks if mark >= i), default=i)
        if form.lower == "to" or behind - i <= LONGEST_ENDING:
            return frozenset(range(before + 1, behind))
        return frozenset(range(before + 1, i + 1))
    return frozenset()
