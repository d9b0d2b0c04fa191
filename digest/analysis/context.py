"""What surrounds a sentence: who speaks in it, what it leans on, whether it reports older news.

A rule is a function from a sentence and its surroundings to a reason in words, named in ``_REASONS``; the
words that it looks for stand in ``cues``, by language.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from digest.analysis.cues import CUES, Cues
from digest.analysis.speech import LIST_ITEM, Marks, is_line, marks_of, speakers
from digest.model import Article, Sentence
from digest.text.sieve import Sieve
from digest.text.words import Tokens, stem, stop_words

FEWEST_WORDS = 4
FEWEST_LEANING = 7
MOST_WORDS = 100
_FARTHEST = 6
_LONGEST_CHAIN = 2
_STOPS = tuple(".!?…؟۔।։።。！？")
_CLOSERS = "\"”“’'»›)]」』"
_ASKS = re.compile(r"[?؟？][!?\"”“’'»›)\]」』]*$")
_ADDRESS = re.compile(r"https?://|\bwww\.\w|\w@\w[\w-]*\.\w")
_LEADS = "only leads to what follows"
_DATELINE = re.compile(r"^[^()]{0,60}\([A-Z][\w /.]{1,30}\)\s*(?:[-–—]+\s*)?")
_FULL_NAME = re.compile(r"[\nA-Z](?:(?<=\n)|(?<!\w.)[^\W_]++(?: [A-Z][^\W_]++)+)")  # or the end of a line
_SHORT_NAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady)\.? )?([A-Z][^\W_]+)(?:['’]s?)? (?=[a-z])")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-ÖØ-ÞА-ЯЄІЇҐЁ]\w+")
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_SEARCHED = ("said_by_pronoun", "background", "hypothetical", "silence", "dated")
_OPENINGS = ("opening", "harmless", "early", "definite", "lead_in")


class Context(NamedTuple):
    """What a reader must know to read one sentence alone; positions are those of sentences.

    ``leans_on``: must stand before it. ``speaker``: names who speaks in it. ``passed_over``: why it is never
    quoted. ``background``: the words that say it reports older news. ``hypothetical``: it tells what could
    be. ``silence``: it tells that somebody said nothing. ``in_quotation``: it is, or begins with, somebody's
    own words. ``opening``: how it points back, in words. ``introduced``: the sentence that gives the full name of
    whom this one only names shortly; it reads better after it, but can stand without.
    """

    leans_on: int | None = None
    speaker: int | None = None
    passed_over: str | None = None
    background: str | None = None
    hypothetical: bool = False
    silence: bool = False
    in_quotation: bool = False
    opening: str | None = None
    introduced: int | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """All sentences of an article with what the rules look at."""

    sentences: Sequence[Sentence]
    tokens: Sequence[Tokens]
    marks: Sequence[Marks]
    cues: Cues
    language: str | None
    year: int | None
    ends: Sequence[bool]
    punctuated: bool
    capitals: Sequence[bool]
    loud: bool
    introductions: Mapping[str, int]
    sieve: Sieve
    possible: Sequence[int]

    def may(self, at: int, cue: str) -> bool:
        """Whether a sentence has the words that the cue of this name cannot do without."""
        return bool(self.possible[at] & self.sieve.bit[cue])


def contexts(article: Article, sentences: Sequence[Sentence], tokens: Sequence[Tokens]) -> tuple[Context, ...]:
    """The context of each sentence, parallel to ``sentences``."""
    language = article.facts.language.value if article.facts.language else None
    cues, sieve = _cues(language)
    marks = marks_of(sentences)
    ends = [_ends(one.text) for one in sentences]
    capitals = [_in_capitals(one.text) for one in sentences]
    text = _Text(
        sentences=sentences,
        tokens=tokens,
        marks=marks,
        cues=cues,
        language=language,
        year=_year(article),
        ends=ends,
        punctuated=2 * sum(ends) > len(sentences),
        capitals=capitals,
        loud=2 * sum(capitals) > len(sentences),
        introductions=_introductions(sentences, language),
        sieve=sieve,
        possible=[sieve.possible(token.words) for token in tokens],
    )
    governed = speakers(article, sentences, marks, cues)
    found: list[Context] = []
    for at in range(len(sentences)):
        found.append(_context(text, at, governed.get(at), found))
    return tuple(found)


@lru_cache(maxsize=64)
def _cues(language: str | None) -> tuple[Cues, Sieve]:
    """The cues of a language, and the sieve of those that are looked for in every sentence."""
    cues = CUES.get(language or "", Cues())
    return cues, Sieve({name: getattr(cues, name) for name in (*_SEARCHED, *_OPENINGS)}, openings=_OPENINGS)


def _context(text: _Text, at: int, speaker: int | None, before: Sequence[Context]) -> Context:
    sentence, marks = text.sentences[at].text, text.marks[at]
    leans_on, opening = _leaning(text, at, spoken=speaker is None and _spoken(text, at))
    passed_over = _reason(text, at) or _slight(text, at, leans_on) or _unsupported(leans_on, opening, speaker, before)
    return Context(
        leans_on=leans_on,
        speaker=speaker,
        passed_over=passed_over,
        background=_background(text, at),
        hypothetical=text.may(at, "hypothetical") and text.cues.hypothetical.search(sentence) is not None,
        silence=text.may(at, "silence") and text.cues.silence.search(sentence) is not None,
        in_quotation=speaker is not None or marks.opens or marks.begins_inside or _goes_on(text, at),
        opening=opening,
        introduced=_introduced(text, at),
    )


# ------------------------------------------------------------------------------------------- never quoted


def _reason(text: _Text, at: int) -> str | None:
    """Why a sentence is never quoted, by its own shape; ``None`` when it may be."""
    for rule in _REASONS:
        if said := rule(text, at):
            return said
    return None


def _list_item(text: _Text, at: int) -> str | None:
    said = text.sentences[at].text
    return "an item of a list" if not said[:1].isupper() and LIST_ITEM.match(said) else None


def _colon(text: _Text, at: int) -> str | None:
    if not text.sentences[at].text.endswith((":", "：")):
        return None
    line = is_line(text.sentences[at].text, text.cues)
    return "names a speaker, says nothing" if line else _LEADS


def _lead_in(text: _Text, at: int) -> str | None:
    return _LEADS if text.may(at, "lead_in") and text.cues.lead_in.match(text.sentences[at].text) else None


def _address(text: _Text, at: int) -> str | None:
    said = text.sentences[at].text
    possible = "@" in said or "www." in said or "://" in said  # far quicker than the pattern, which seldom matches
    return "an address for the reader" if possible and _ADDRESS.search(said) else None


def _question(text: _Text, at: int) -> str | None:
    said = text.sentences[at].text
    possible = "?" in said or "؟" in said or "？" in said
    return "a question" if possible and _ASKS.search(said) else None


def _length(text: _Text, at: int) -> str | None:
    words = len(text.tokens[at].words)
    if words < FEWEST_WORDS:
        return f"too short: {words} word{'' if words == 1 else 's'}"
    return f"too long: {words} words" if words > MOST_WORDS else None


def _fragment(text: _Text, at: int) -> str | None:
    return None if text.ends[at] or not text.punctuated else "does not end like a sentence"


def _capitals(text: _Text, at: int) -> str | None:
    return "all in capitals" if text.capitals[at] and not text.loud else None


def _half_quotation(text: _Text, at: int) -> str | None:
    marks = text.marks[at]
    return None if marks.balanced or marks.faulty else "holds half of a quotation"


_REASONS = (_list_item, _colon, _lead_in, _address, _question, _length, _fragment, _capitals, _half_quotation)


def _ends(sentence: str) -> bool:
    """Whether it ends like a sentence: in a full stop or its kin, closing marks aside, or in a closing quotation."""
    return sentence.rstrip(_CLOSERS).endswith(_STOPS) or sentence.endswith(('"', "”", "»"))


def _in_capitals(sentence: str) -> bool:
    """Whether its first letters are capitals but for a few."""
    start = sentence[:60]
    raw = start.encode()
    small = len(raw) - len(raw.translate(None, _SMALL))
    if 5 * small >= len(start):  # no room for so many capitals: far quicker than to count them
        return False
    capitals = sum(map(str.isupper, start))
    return capitals > 8 and capitals > 4 * sum(map(str.islower, start))


# -------------------------------------------------------------------------------------------- leaning


def _leaning(text: _Text, at: int, *, spoken: bool) -> tuple[int | None, str | None]:
    """The sentence that must stand before this one, and what in this one says so."""
    if at == 0:
        return None, "nothing but spoken words" if spoken else _unnamed(text)
    sentence, cues = text.sentences[at].text, text.cues
    if text.may(at, "opening") and (found := cues.opening.match(sentence)) and not cues.harmless.match(sentence):
        return at - 1, f"opens with “{found['cue']}”"
    if text.may(at, "early") and (found := cues.early.match(sentence)) and not _NAME.search(found["rest"][:80]):
        return at - 1, f"“{found['cue']}” stands before any name"
    outside = text.marks[at].outside
    said_by = cues.said_by_pronoun.search(outside) if text.may(at, "said_by_pronoun") else None
    if said_by and _nameless(outside, said_by):
        return at - 1, f"“{said_by['cue']}” names nobody"
    if text.may(at, "definite") and (found := cues.definite.match(sentence)):
        return _antecedent(text, at, found["noun"].lower()), f"opens with “{found['cue']}”"
    return (at - 1, "nothing but spoken words") if spoken else (None, None)


def _nameless(outside: str, said: re.Match[str]) -> bool:
    """Whether "he said" has nobody to stand for: it closes the sentence, or no name comes before it."""
    return len(outside) - said.end() < 25 or not _NAME.search(outside[: said.start()])


def _unnamed(text: _Text) -> str | None:
    """The pronoun that opens the article before anybody was named, as a tale begins."""
    sentence = _DATELINE.sub("", text.sentences[0].text)
    found = text.cues.opening.match(sentence)
    named = text.cues.harmless.match(sentence) or _NAME.search(sentence)
    return f"opens with “{found['cue']}”" if found and not named else None


def _antecedent(text: _Text, at: int, noun: str) -> int:
    """The nearest sentence before that has the noun; the one directly before where none has."""
    wanted = stem(noun, text.language)
    for earlier in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        if wanted in text.tokens[earlier].terms:
            return earlier
    return at - 1


def _introductions(sentences: Sequence[Sentence], language: str | None) -> dict[str, int]:
    """For each word of a name of several words, the first sentence that has it so: "Captain Ruth Amari"."""
    found: dict[str, int] = {}
    stop, at = stop_words(language), 0
    for name in _FULL_NAME.findall("\n".join([sentence.text for sentence in sentences])):
        if name == "\n":
            at += 1
            continue
        for word in name.split(" "):
            if word not in found and word.lower() not in stop:
                found[word] = at
    return found


def _introduced(text: _Text, at: int) -> int | None:
    """The sentence before that gave the full name of whom this one begins with: "Amari said"."""
    opens = _SHORT_NAME.match(text.sentences[at].text)
    first = text.introductions.get(opens[1], at) if opens else at
    return first if first < at else None


def _goes_on(text: _Text, at: int) -> bool:
    """Whether a quotation that begins in a sentence goes on in the next."""
    return text.marks[at].ends_inside and any(marks.begins_inside for marks in text.marks[at + 1 : at + 2])


def _spoken(text: _Text, at: int) -> bool:
    """Whether a sentence is nothing but somebody's words."""
    marks = text.marks[at]
    return marks.opens and sum(map(str.isalnum, marks.outside)) < 4


def _slight(text: _Text, at: int, leans_on: int | None) -> str | None:
    """Why a sentence is not worth the other that it would bring along: "They have two weeks."."""
    words = len(text.tokens[at].words)
    return f"{words} words that lean on another sentence" if leans_on is not None and words < FEWEST_LEANING else None


def _unsupported(
    leans_on: int | None, opening: str | None, speaker: int | None, before: Sequence[Context]
) -> str | None:
    """Why what a sentence leans on cannot be shown with it; ``None`` when it can, or when nothing is wanted."""
    needed = [speaker] if speaker is not None else []
    if opening and leans_on is None:
        return f"{opening} before anybody is named"
    if leans_on is None and speaker is None:
        return None
    chain, at = 0, leans_on
    while at is not None:
        chain += 1
        needed.append(at)
        at = before[at].leans_on
    if chain > _LONGEST_CHAIN:
        return f"{opening} and leans on {chain} sentences"
    if speaker is not None and before[speaker].leans_on is not None:
        return "the line that names its speaker leans on another"
    if any(before[at].passed_over is not None and at != speaker for at in needed):
        return f"{opening} and leans on a sentence that is passed over"
    return None


# -------------------------------------------------------------------------------------------- background


def _background(text: _Text, at: int) -> str | None:
    """The words that say a sentence tells of older news; never of the sentence that opens the article."""
    if at == 0:
        return None
    for found in text.cues.background.finditer(text.sentences[at].text) if text.may(at, "background") else ():
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", found["cue"])
        if not years or text.year is None or int(years[-1]) < text.year:
            return found["cue"]
    return _older_than_a_week(text, at)


def _older_than_a_week(text: _Text, at: int) -> str | None:
    """A past day given by month and number where the opening names weekdays.

    News agencies name the weekday of what is at most a week old and the date of what is older (AP Stylebook).
    """
    found = text.cues.dated.search(text.sentences[at].text) if text.may(at, "dated") else None
    if found is None or text.cues.hypothetical.search(text.sentences[at].text):
        return None
    opening = text.sentences[:2]
    return found["cue"] if any(text.cues.weekday.search(sentence.text) for sentence in opening) else None


def _year(article: Article) -> int | None:
    published = article.facts.published
    return int(published.value[:4]) if published else None
