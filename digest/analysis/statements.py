"""Find who says what in an article: the sentences that tell somebody's words, each with who speaks.

A person has the name by which the article introduces them, a body the one that it is called by. "He said" is who spoke
in the sentence before, where nobody else is named; a surname alone is nobody's where two persons bear it.

How a sentence becomes the claim of a named speaker, a module a step:

    speaker_lines  a line above names who speaks ("Mr Idrin said:"), in any language
    quotations     whether it begins inside a quotation
    forms          which of its words are quoted
    saying_verbs   its verb of saying, and the phrase that speaks; ``speaker_phrases`` tells whether that names anybody
    naming         the name by which the article introduces those words
    statements     the Statement: where that stands, the name, whether it is a body
    owners         whose a figure is, where several parties speak
    claims         the figures and statements together
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from digest.analysis.forms import STOP, SentenceWords
from digest.analysis.naming import find_bearers, find_introduced, split_name
from digest.analysis.quotations import FEWEST_LETTERS_OUTSIDE, read_quotation_marks
from digest.analysis.saying_verbs import find_speaker_phrase
from digest.analysis.speaker_phrases import SpeakerPhrase
from digest.analysis.speaker_words import ARTICLES, BODIES, MAY_SPEAK, OFFICES, TITLES, may_introduce
from digest.model import AnalysedArticle, Introduction, Statement, name_party
from digest.text.dateline import read_dateline

_OTHER_OFFICE = frozenset({"former", "ex", "vice", "deputy", "acting", "late", "then"})
"""Words before an office that make another one of it: "the president" is no vice president."""
_NO_PARTY = TITLES | BODIES | STOP
"""Words of an introduction that name no party."""


def find_statements(analysed: AnalysedArticle, text: "ArticleText") -> tuple[Statement, ...]:
    """Return the statements of an article in English whose speakers have a name, in its order."""
    found: list[Statement] = []
    for at, assessment in enumerate(analysed.analysis.assessments):
        line = assessment.speaker
        one = text.read_statement(at if line is None else line) or text.read_by_pronoun(at, found)
        if one:
            found.append(replace(one, sentence=at))
    return tuple(found)


class ArticleText:
    """The sentences of an article as words, each split when it is asked for; offsets count in the article's text."""

    def __init__(self, analysed: AnalysedArticle) -> None:
        self._text, self._sentences = analysed.article.document.text, analysed.analysis.sentences
        self._marks = read_quotation_marks(self._sentences)
        self._words: dict[int, SentenceWords] = {}
        self._phrases: dict[int, SpeakerPhrase | None] = {}
        self._bearers: dict[str, Mapping[str, Introduction]] = {}

    def read_statement(self, at: int) -> Statement | None:
        """Return what a sentence says of who speaks in it by name."""
        phrase = self._find_speaker_phrase(at)
        if phrase is None or phrase.pronoun:
            return None
        return self._read_phrase(at, phrase) if phrase.whole else self._read_name(at, phrase)

    def _read_phrase(self, at: int, phrase: SpeakerPhrase) -> Statement:
        """Return the statement of who is called by a whole phrase: "the head of Karrow Aid"."""
        start, end = self._locate(at, phrase.first, phrase.end)
        words = [form.text for form in self._split(at).forms[phrase.first : phrase.end]]
        name = " ".join(words[1:] if words[0].lower() in ARTICLES else words)
        return Statement(at, start, end, name, phrase.body, _find_proper_name(self._text[start:end]))

    def _read_name(self, at: int, phrase: SpeakerPhrase) -> Statement | None:
        """Return the statement of who has a name, as the article introduces it; of nobody where two bear a surname."""
        words = self._split(at)
        surname, given = split_name(words, phrase.name, phrase.end)
        bearers = self._find_bearers(surname)
        if not given and len(bearers) > 1:
            return None
        whole = bearers.get(given) if given else next(iter(bearers.values()), None)
        titled = words.before(phrase.name) in TITLES or words.lower(phrase.name) in TITLES
        body = not (whole or given or titled)
        start, end, name, _ = whole or (
            *self._locate(at, phrase.first, phrase.end),
            f"{given} {surname}".strip(),
            body,
        )
        introduced = self._text[start:end]
        side = _find_proper_name(introduced) if body else _find_side(introduced, frozenset(name.split()))
        return Statement(at, start, end, name, body, side)

    def read_by_pronoun(self, at: int, found: Sequence[Statement]) -> Statement | None:
        """Return the statement of "he", "it" or "the ministry" by who spoke before, where that is nobody else.

        "He" and "it" spoke in the sentence before, and "he" is nobody whom his sentence names; "the ministry" is the
        one speaker whose introduction has its words.
        """
        phrase = self._find_speaker_phrase(at)
        if phrase is None or not phrase.pronoun:
            return None
        if phrase.pronoun in ("he", "it"):
            meant = [one for one in found[-1:] if self._goes_on(one.sentence, at) and not self._names(at, one)]
        else:
            meant = self._find_called(phrase.pronoun, found)
        alone = len({one.name for one in meant}) == 1 and meant[-1].body == phrase.body
        return replace(meant[-1], sentence=at) if alone else None

    def _names(self, at: int, one: Statement) -> bool:
        """Tell whether a sentence has the surname of a person: "“Mrs. Lind was never there,” he said"."""
        return (
            not one.body and re.search(rf"\b{re.escape(one.name.split()[-1])}\b", self._sentences[at].text) is not None
        )

    def _find_called(self, noun: str, found: Sequence[Statement]) -> list[Statement]:
        """Return who a noun may mean: speakers so far whose introductions have its words, and whom it introduces.

        "The president" is nobody's vice president; of who has not spoken, only "President Orane".
        """
        words, titled = set(noun.split()), []
        for one in self.introductions:
            introduced = self._text[one.start : one.end]
            if introduced.lower().startswith(f"{noun} "):
                side = _find_side(introduced, frozenset(one.name.split()))
                titled.append(Statement(0, one.start, one.end, one.name, body=False, side=side))
        spoken = [(one, set(self._text[one.start : one.end].lower().split())) for one in found]
        return titled + [one for one, said in spoken if words <= said and _OTHER_OFFICE.isdisjoint(said - words)]

    def _goes_on(self, spoken: int, at: int) -> bool:
        """Tell whether nothing but more of a quotation stands between two sentences."""
        return all(
            sum(map(str.isalnum, self._marks[i].outside)) < FEWEST_LETTERS_OUTSIDE for i in range(spoken + 1, at)
        )

    @cached_property
    def introductions(self) -> tuple[Introduction, ...]:
        """Return where the article first gives each person's whole name with a title before it or a role behind it."""
        found: dict[str, Introduction] = {}
        for at, sentence in enumerate(self._sentences):
            for first, end, name in find_introduced(self._split(at)) if may_introduce(sentence.text) else ():
                start, stop = self._locate(at, first, end)
                last = self._split(at).forms[end - 1]
                found.setdefault(name, Introduction(start, stop - len(last.text) + len(last.bare), name))
        return tuple(found.values())

    def _find_bearers(self, surname: str) -> Mapping[str, Introduction]:
        """Return for each given name where the article first gives it before a surname."""
        if surname not in self._bearers:
            found = self._bearers[surname] = {}
            last = surname.rsplit(maxsplit=1)[-1]
            for at, sentence in enumerate(self._sentences):
                for first, end, given in find_bearers(self._split(at), surname) if last in sentence.text else ():
                    found.setdefault(given, Introduction(*self._locate(at, first, end), f"{given} {surname}"))
        return self._bearers[surname]

    def _find_speaker_phrase(self, at: int) -> SpeakerPhrase | None:
        """Return who speaks in a sentence; it is asked for by name, by pronoun and for the sentences around."""
        if at not in self._phrases:
            may = MAY_SPEAK.search(self._sentences[at].text)
            self._phrases[at] = find_speaker_phrase(self._split(at)) if may else None
        return self._phrases[at]

    def _split(self, at: int) -> SentenceWords:
        """Split a sentence into its words behind the dateline."""
        if at not in self._words:
            sentence = self._sentences[at]
            text = self._text[sentence.start : sentence.end]
            opening = read_dateline(text) if at == 0 else None
            start = opening.length if opening else 0
            self._words[at] = SentenceWords(text, begins_inside=self._marks[at].begins_inside, start=start)
        return self._words[at]

    def _locate(self, at: int, first: int, end: int) -> tuple[int, int]:
        """Return where words of a sentence, from one up to another, start and end in the article."""
        start, stop = self._split(at).span(first, end - 1)
        return self._sentences[at].start + start, self._sentences[at].start + stop


def _find_side(introduced: str, own: frozenset[str]) -> str:
    """Return the party that a person speaks for: a name before their own, or behind it in words for an office."""
    if "former" in introduced.lower().split():
        return ""
    before, _, behind = introduced.partition(",")
    if " " not in " ".join(own):  # "JD" of "Vice President JD Vance"
        own = own.union(before.split()[-2:-1])
    office = not OFFICES.isdisjoint(behind.lower().split())
    return _find_proper_name(before, own) or (_find_proper_name(behind, own) if office else "")


def _find_proper_name(words: str, own: frozenset[str] = frozenset()) -> str:
    """Return the first name among words but for a title and a person's own, cut to its stem."""
    for found in re.finditer(r"[^\W\d_][\w.-]*", words):
        word = found[0]
        if word[0].isupper() and word not in own and word.lower() not in _NO_PARTY:
            return name_party(word)
    return ""
