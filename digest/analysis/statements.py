"""Find who says what in an article: the sentences that tell somebody's words, each with who speaks.

A person has the name by which the article introduces them, a body the one that it is called by. "He said" is who spoke
in the sentence before, where nobody else is named; a surname alone is nobody's where two persons bear it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from digest.analysis.attribution import LONGEST_NAMING, Speaker, find_speaker
from digest.analysis.forms import STOP, Form, SentenceWords
from digest.analysis.introductions import name_runs
from digest.analysis.speaking import (
    ARTICLES,
    BE,
    BESIDE_OFFICE,
    BODIES,
    MAY_SPEAK,
    NEWSROOMS,
    NO_GIVEN_NAMES,
    OFFICES,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVE,
    ROLES,
    SPEAKS,
    TITLES,
    is_name,
    may_introduce,
)
from digest.analysis.speech import read_quotation_marks
from digest.model import AnalysedArticle, Introduction, Statement, party_of
from digest.text.dateline import read_dateline

_OTHER_OFFICE = frozenset({"former", "ex", "vice", "deputy", "acting", "late", "then"})
"""Words before an office that make another one of it: "the president" is no vice president."""
_NO_PARTY = TITLES | BODIES | STOP
"""Words of an introduction that name no party."""
FEWEST_NAMES, MOST_NAMES = 2, 4
"""Words of a person's whole name, particles counted: "Pavel Idrin", "Ursel von der Aue"."""
MOST_OF_ROLE = 6
"""Words of a role that stands before a name, between commas."""
FEWEST_OUTSIDE = 4
"""Letters outside of its quotations from which on a sentence says something of its own."""


def find_statements(analysed: AnalysedArticle, text: "ArticleText") -> tuple[Statement, ...]:
    """Return the statements of an article in English whose speakers have a name, in its order."""
    found: list[Statement] = []
    for at, assessment in enumerate(analysed.analysis.assessments):
        line = assessment.speaker
        one = text.statement(at if line is None else line) or text.of_pronoun(at, found)
        if one:
            found.append(replace(one, sentence=at))
    return tuple(found)


class ArticleText:
    """The sentences of an article as words, each split when it is asked for; offsets count in the article's text."""

    def __init__(self, analysed: AnalysedArticle) -> None:
        self._text, self._sentences = analysed.article.document.text, analysed.analysis.sentences
        self._marks = read_quotation_marks(self._sentences)
        self._words: dict[int, SentenceWords] = {}
        self._met: dict[str, tuple[int, int, str] | tuple[()] | None] = {}

    def words(self, at: int) -> SentenceWords:
        """Return the words of a sentence behind its dateline."""
        if at not in self._words:
            sentence = self._sentences[at]
            text = self._text[sentence.start : sentence.end]
            opening = read_dateline(text) if at == 0 else None
            start = opening.length if opening else 0
            self._words[at] = SentenceWords(text, begins_inside=self._marks[at].begins_inside, start=start)
        return self._words[at]

    def statement(self, at: int) -> Statement | None:
        """Return what a sentence says of who speaks in it by name."""
        if not MAY_SPEAK.search(self._sentences[at].text):
            return None
        words = self.words(at)
        speaker = find_speaker(words)
        if speaker is None or speaker.pronoun:
            return None
        start, end = (self._sentences[at].start + offset for offset in words.span(speaker.first, speaker.end - 1))
        if speaker.whole:
            name, side = _body_name(words, speaker), _proper_name(self._text[start:end])
            return Statement(at, start, end, name, speaker.body, side)
        surname, given = _parts(words, speaker)
        met = self._introduction(surname, given)
        if met == ():
            return None
        titled = words.lower(speaker.name - 1) in TITLES or words.lower(speaker.name) in TITLES
        body = not (met or given or titled)
        first, last, name = met or (start, end, f"{given} {surname}".strip())
        introduced = self._text[first:last]
        side = _proper_name(introduced) if body else _side_of_person(introduced, frozenset(name.split()))
        return Statement(at, first, last, name, body, side)

    def of_pronoun(self, at: int, found: Sequence[Statement]) -> Statement | None:
        """Return the statement of "he", "it" or "the ministry" by who spoke before, where that is nobody else.

        "He" and "it" spoke in the sentence before; "the ministry" is the one speaker whose introduction has its words.
        """
        speaker = find_speaker(self.words(at)) if MAY_SPEAK.search(self._sentences[at].text) else None
        if speaker is None or not speaker.pronoun:
            return None
        if speaker.pronoun in ("he", "it"):
            meant = [one for one in found[-1:] if self._goes_on(one.sentence, at)]
        else:
            meant = self._find_called(speaker.pronoun, found)
        alone = len({one.name for one in meant}) == 1 and meant[-1].body == speaker.body
        return replace(meant[-1], sentence=at) if alone else None

    def _find_called(self, noun: str, found: Sequence[Statement]) -> list[Statement]:
        """Return who a noun may mean: speakers so far whose introductions have its words, and whom it introduces.

        "The president" is nobody's vice president; of who has not spoken, only "President Orane".
        """
        words, titled = set(noun.split()), []
        for one in self.introductions:
            introduced = self._text[one.start : one.end]
            if introduced.lower().startswith(f"{noun} "):
                side = _side_of_person(introduced, frozenset(one.name.split()))
                titled.append(Statement(0, one.start, one.end, one.name, body=False, side=side))
        spoken = [(one, set(self._text[one.start : one.end].lower().split())) for one in found]
        return titled + [one for one, said in spoken if words <= said and _OTHER_OFFICE.isdisjoint(said - words)]

    @cached_property
    def introductions(self) -> tuple[Introduction, ...]:
        """Return where the article first gives each person's whole name with a title before it or a role behind it."""
        found: dict[str, Introduction] = {}
        for at, sentence in enumerate(self._sentences):
            for first, end, name in _introduced(self.words(at)) if may_introduce(sentence.text) else ():
                start, stop = (sentence.start + offset for offset in self.words(at).span(first, end - 1))
                last = self.words(at).forms[end - 1]
                found.setdefault(name, Introduction(start, stop - len(last.text) + len(last.bare), name))
        return tuple(found.values())

    def _goes_on(self, spoken: int, at: int) -> bool:
        """Tell whether nothing but more of a quotation stands between two sentences."""
        return all(sum(map(str.isalnum, self._marks[i].outside)) < FEWEST_OUTSIDE for i in range(spoken + 1, at))

    def _introduction(self, surname: str, given: str) -> tuple[int, int, str] | tuple[()] | None:
        """Return where the article first gives a person's whole name, and that name; ``()`` where two bear the surname.

        ``None`` where it has no more than the surname.
        """
        key = f"{given} {surname}"
        if key not in self._met:
            self._met[key] = self._look_up(surname, given)
        return self._met[key]

    def _look_up(self, surname: str, given: str) -> tuple[int, int, str] | tuple[()] | None:
        last = surname.rsplit(maxsplit=1)[-1]
        found: dict[str, tuple[int, int, str]] = {}
        for at, sentence in enumerate(self._sentences):
            if last in sentence.text:
                for first, end, name in _full_names(self.words(at), surname):
                    start, stop = (sentence.start + offset for offset in self.words(at).span(first, end - 1))
                    found.setdefault(name, (start, stop, f"{name} {surname}"))
        if given:
            return found.get(given)
        return next(iter(found.values())) if len(found) == 1 else () if found else None


def _parts(words: SentenceWords, speaker: Speaker) -> tuple[str, str]:
    """Return the surname of a person, with its particles, and the given name; empty where a title stands before it."""
    forms, last = words.forms, speaker.end - 1
    first = last
    while first > speaker.name and forms[first - 1].lower in PARTICLES:
        first -= 1
    surname = " ".join(form.bare for form in forms[first : last + 1])
    return surname, _given(words, first, speaker.name)


def _given(words: SentenceWords, surname: int, least: int) -> str:
    """Return the given name before a surname; empty where there is none."""
    i = surname - 1
    if i - 2 >= least and words.forms[i].text == "." and len(words.forms[i - 1].text) == 1:
        i -= 2  # an initial
    form = words.forms[i] if i >= least else None
    if form is None or not is_name(form) or form.possessive or form.stop or form.text.isupper():
        return ""
    return "" if form.lower in TITLES else form.bare


def _full_names(words: SentenceWords, surname: str) -> Iterator[tuple[int, int, str]]:
    """Find a surname behind a given name: where the titles before it begin, where it ends, and the given name."""
    parts = surname.split()
    for i, form in enumerate(words.forms):
        if form.bare != parts[-1] or i < len(parts):
            continue
        first = i - len(parts) + 1
        given = _given(words, first, max(0, first - 3))
        if [one.bare for one in words.forms[first : i + 1]] == parts and given:
            start = _start_of_titles(words, first - 1)
            yield start, _end_of_role(words, i + 1), given


def _introduced(words: SentenceWords) -> Iterator[tuple[int, int, str]]:
    """Find the persons whom a sentence introduces: where the titles begin, where the role ends, and the whole name."""
    for start, end in name_runs(words):
        titles = [i for i in range(start, end) if words.lower(i) in TITLES]
        first = titles[-1] + 1 if titles else start
        while first < end and not words.forms[first].alpha:
            first += 1  # the full stop of "Gen."
        if words.quoted[start] or not _is_whole_name(words, first, end):
            continue
        opening = _start_of_titles(words, first - 1)
        closing = _end_of_role(words, end) if _has_role(words, end) else end
        titled = any(words.lower(i) in TITLES for i in range(opening, first))
        if not titled and closing == end:
            opening = _start_of_apposition(words, first, end)
        if titled or closing > end or opening < first:
            yield opening, closing, " ".join(form.bare for form in _name_proper(words, first, end))


def _name_proper(words: SentenceWords, first: int, end: int) -> list[Form]:
    """Return the words of a name without initials and "Jr"."""
    return [form for form in words.forms[first:end] if len(form.text) > 1 and form.text not in ("Jr", "Sr")]


def _is_whole_name(words: SentenceWords, first: int, end: int) -> bool:
    """Tell whether words are a given name and a surname, and no body's or newsroom's name."""
    forms = _name_proper(words, first, end)
    lower = {form.lower for form in forms}
    return (
        FEWEST_NAMES <= len(forms) <= MOST_NAMES
        and lower.isdisjoint(BODIES | NEWSROOMS | NO_GIVEN_NAMES)
        and not any(form.text.isupper() and len(form.text) > MOST_NAMES for form in forms)
        and not (forms[0].stop and words.opens(first))
    )


def _has_role(words: SentenceWords, end: int) -> bool:
    """Tell whether the words behind a name say what its bearer is: ", a lawyer", ", head of Karrow Aid"."""
    if words.lower(end) != ",":
        return False
    behind = _before_preposition(words.forms[end + 1 : end + 5])
    article = bool(behind) and behind[0].lower in ARTICLES
    role = any(form.lower in ROLES and (article or not form.upper) for form in behind)  # "Idrin, President Orane and"
    return role and SPEAKS.isdisjoint(form.lower for form in behind)


def _before_preposition(forms: Sequence[Form]) -> Sequence[Form]:
    """Return the words before the first preposition."""
    return list(takewhile(lambda form: form.lower not in PREPOSITIONS, forms))


def _start_of_apposition(words: SentenceWords, first: int, end: int) -> int:
    """Return where a role begins that stands before a name, between commas: "Norway's envoy, Ann Orrell, said".

    Else where the name does; a name behind which others follow is perhaps one of a list.
    """
    forms, last = words.forms, first - 2
    listed = end + 1 < len(forms) and (forms[end + 1].name or forms[end + 1].lower == "and")
    if last < 0 or forms[first - 1].text != "," or forms[last].lower not in ROLES or words.lower(end) != "," or listed:
        return first
    for i in range(last, max(-1, last - MOST_OF_ROLE), -1):
        if words.quoted[i] or not (forms[i].alpha or forms[i].text in "-’'") or forms[i].lower in PREPOSITIONS:
            break
        if forms[i].lower in ARTICLES | POSSESSIVES:
            return i
        if forms[i].possessive and words.lower(i - 1) not in ARTICLES:
            return i
    return first


def _start_of_titles(words: SentenceWords, last: int) -> int:
    """Return where a name with the titles before it begins: "US Defence Secretary Lloyd Austin"."""
    i, forms = last, words.forms
    while i >= 0 and last - i < LONGEST_NAMING and not words.quoted[i]:
        form = forms[i]
        title = form.lower in OFFICES or (i == last and form.lower in TITLES)
        title = title or (form.lower in BESIDE_OFFICE and forms[i + 1].lower in TITLES | BESIDE_OFFICE)
        joined = form.text in ".-’'" and i and forms[i - 1].upper and len(forms[i - 1].text) < 4
        joined = joined or (form.lower == "of" and i > 0 and forms[i - 1].lower in OFFICES)  # "Secretary of State"
        if not (is_name(form) or title or joined) or (words.opens(i) and form.stop):
            break
        i -= 1
    return i + 1


def _end_of_role(words: SentenceWords, end: int) -> int:
    """Return where the words behind a name end that say who it is ("Idrin, a lawyer"); else where the name does."""
    opening = [form.lower for form in _before_preposition(words.forms[end + 1 : end + 5])]
    if words.lower(end) != "," or (ARTICLES.isdisjoint(opening[:1]) and TITLES.isdisjoint(opening)):
        return end
    for i in range(end + 1, min(len(words.forms), end + LONGEST_NAMING)):
        form = words.forms[i]
        goes_on = form.text == "." and i + 1 < len(words.forms)
        short = goes_on and (words.lower(i - 1) in TITLES or len(words.forms[i - 1].text) == 1)
        if form.text in ",." and i > end + 2 and not short:
            return i
        if (not form.alnum and form.text not in "-’'.") or form.lower in BE | SPEAKS | RELATIVE:
            break
    return end


def _body_name(words: SentenceWords, speaker: Speaker) -> str:
    """Return what a body is called, without its article."""
    forms = words.forms[speaker.first : speaker.end]
    names = [form.text for form in forms]
    return " ".join(names[1:] if forms[0].lower in ("the", "a", "an") else names)


def _side_of_person(introduced: str, own: frozenset[str]) -> str:
    """Return the party that a person speaks for: a name before their own, or behind it in words for an office."""
    if "former" in introduced.lower().split():
        return ""
    before, _, behind = introduced.partition(",")
    if " " not in " ".join(own):  # "JD" of "Vice President JD Vance"
        own = own.union(before.split()[-2:-1])
    office = not OFFICES.isdisjoint(behind.lower().split())
    return _proper_name(before, own) or (_proper_name(behind, own) if office else "")


def _proper_name(words: str, own: frozenset[str] = frozenset()) -> str:
    """Return the first name among words but for a title and a person's own, cut to its stem."""
    for found in re.finditer(r"[^\W\d_][\w.-]*", words):
        word = found[0]
        if word[0].isupper() and word not in own and word.lower() not in _NO_PARTY:
            return party_of(word)
    return ""
