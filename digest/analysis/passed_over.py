"""Why a sentence is passed over: it is torn off, asks, leads to what follows, or its article says something odd in it.

A rule is a function from a sentence and its surroundings to a reason in words, named in ``_RULES``; two rules on
what a sentence needs follow them in ``pass_over``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from digest.analysis.cues import Cues
from digest.analysis.forms import word_set
from digest.analysis.quotations import QuotationMarks
from digest.analysis.speaker_lines import LIST_ITEM, is_attribution
from digest.model import Need, Sentence
from digest.text.dateline import find_own_start
from digest.text.numerals import write_count
from digest.text.sentences import SENTENCE_END
from digest.text.words import Tokens

FEWEST_WORDS, FEWEST_LEANING, MOST_WORDS = 4, 7, 100
"""Words of a sentence that is quoted, of one that brings another along, and of the longest: a shorter one is a cry, a
longer one a list. No label hangs on any (``benchmarks/ranges.py``): with 2 to 6, 4 to 10 and 50 to 200 words the themes
and quotes of both halves of 185 articles are the same, and from 100 words on each sentence is judged alike.
"""
FEWEST_OUTSIDE = 8
"""Words outside of a quotation that goes on: a lead that has them tells its news without the rest of that. From 4 to 16
none of 2,296 sentences is judged otherwise (``benchmarks/ranges.py``).
"""
FEWEST_IN_TITLE, LONG_TITLE = 6, 10
"""Words with capitals of a headline that runs into a sentence, with the sentence's first; more than a name has."""
_IN_NO_NAME = word_set(
    "is was are were has had have could would should who what why how when where that my your his her their our not"
    " because if its us he she they here says say while although"
)
_SELDOM_IN_NAMES = word_set(
    "with from over about into on in to for after before amid as at by against until despite more and without"
)
"""Two of these in a run of capitals, or one of those above, told 28 headlines in 35,497 sentences and no name; one in a
long run two more in 16,494.
"""
MOST_OF_SPEAKER = 6
"""Words of a sentence that only says who spoke, and when: from 3 to 6 the same of 2,296 sentences, with 12 24 more."""
_JOINED = re.compile(r"[A-Z][A-Z]{3}(?<=[a-z]{3}[A-Z]{4})")  # it begins with its rarest letters, which re finds fast
_QUOTED = ('"', "”", "»")
_OPENING = ('"', "“", "„", "«")
_CLOSERS = "\"”“’'»›)]」』"
_QUESTION_MARKS, _BEHIND_QUESTION = ("?", "؟", "？"), f"! {_CLOSERS}"
_ADDRESS = re.compile(r"https?://|\bwww\.\w|\w@\w[\w-]*\.\w")
_BEGINS_INSIDE = re.compile(
    r"[\"“„«‘'(\[]?(?!(?:al|el|bin|ibn|de|di|da|du|van|von|der|ter|la|le)\s[A-ZÀ-Þ])[a-zß-öø-ÿа-яёіїє]+[\s,;]"
)
"""A word in small letters first, unless it opens a name: "von Rask"."""
_DOTS = ("...", "…", "[…]", "[...]")
_CUT = re.compile(r"[:,] [\"“][^\"“”]+$")
"""A quotation that has only begun: "He said: "Yes."."""
_NUMBERED = re.compile(r"\b(?:\d{1,2}|[a-z])\)")
_LEADS = "only leads to what follows"
_SMALL = b"abcdefghijklmnopqrstuvwxyz"


class _Shape(NamedTuple):
    """How a sentence is written, or most sentences of an article.

    ``whole``: it ends like a sentence. ``in_capitals``: all of it. ``in_title_case``: all its words begin with a
    capital. ``begins_small``: with a small letter.
    """

    whole: bool
    in_capitals: bool
    in_title_case: bool
    begins_small: bool


@dataclass(frozen=True, slots=True)
class ArticleSentences:
    """All sentences of an article with what the rules look at; ``usual`` is the shape that most have."""

    sentences: Sequence[Sentence]
    tokens: Sequence[Tokens]
    marks: Sequence[QuotationMarks]
    cues: Cues
    language: str | None
    shapes: Sequence[_Shape]
    usual: _Shape


def gather_sentences(
    sentences: Sequence[Sentence],
    tokens: Sequence[Tokens],
    marks: Sequence[QuotationMarks],
    cues: Cues,
    language: str | None,
) -> ArticleSentences:
    """Gather the sentences of an article and their shapes."""
    shapes = [_tell_shape(one.text) for one in sentences]
    return ArticleSentences(sentences, tokens, marks, cues, language, shapes, _find_usual(shapes))


def pass_over(text: ArticleSentences, at: int, needs: Sequence[Need]) -> str | None:
    """Say why a sentence is passed over, by its own shape or by what it needs; ``None`` when it may be."""
    for rule in _RULES:
        if said := rule(text, at):
            return said
    return _pass_over_unnamed(at, needs) or _pass_over_slight(text, at, needs)


def _pass_over_unnamed(at: int, needs: Sequence[Need]) -> str | None:
    """Say why the opening of a tale, which names nobody, is no lead."""
    return f"needs “{needs[0].words}”, and nothing stands before it" if at == 0 and needs else None


def _pass_over_slight(text: ArticleSentences, at: int, needs: Sequence[Need]) -> str | None:
    """Say why a sentence is not worth the other that it would bring along: "They have two weeks."."""
    words = len(text.tokens[at].words)
    return f"{words} words that lean on another sentence" if needs and words < FEWEST_LEANING else None


def _pass_over_list_item(text: ArticleSentences, at: int) -> str | None:
    said = text.sentences[at].text
    return "an item of a list" if not said[:1].isupper() and LIST_ITEM.match(said) else None


def _pass_over_colon(text: ArticleSentences, at: int) -> str | None:
    if not text.sentences[at].text.endswith((":", "：")):
        return None
    attributes = is_attribution(text.sentences[at].text, text.cues)
    return "names a speaker, says nothing" if attributes else _LEADS


def _pass_over_speaker_alone(text: ArticleSentences, at: int) -> str | None:
    """Say why the end of a sentence that only names who spoke is out: "Harbour Master Onn said on Monday."."""
    said, words = text.sentences[at].text, text.tokens[at].words
    alone = len(words) <= MOST_OF_SPEAKER and text.marks[at].outside == said and text.cues.speech.search(said)
    return "names a speaker, says nothing" if at and alone and text.sentences[at - 1].text.endswith(_QUOTED) else None


def _pass_over_lead_in(text: ArticleSentences, at: int) -> str | None:
    return _LEADS if text.cues.lead_in.match(text.sentences[at].text) else None


def _pass_over_address(text: ArticleSentences, at: int) -> str | None:
    said = text.sentences[at].text
    possible = "@" in said or "www." in said or "://" in said  # far quicker than the pattern, which seldom matches
    told = text.cues.order.match(said) or text.cues.reader.search(said, text.tokens[at].words)
    if told or (possible and _ADDRESS.search(said)):
        return "an address for the reader"
    return "says who wrote it" if text.cues.author.match(said) else None


def _pass_over_newsroom(text: ArticleSentences, at: int) -> str | None:
    found = text.cues.newsroom.search(text.marks[at].outside, text.tokens[at].words)
    return None if found is None or text.marks[at].begins_inside else "the newsroom speaks of its own work"


def _pass_over_question(text: ArticleSentences, at: int) -> str | None:
    return "a question" if text.sentences[at].text.rstrip(_BEHIND_QUESTION).endswith(_QUESTION_MARKS) else None


def _pass_over_length(text: ArticleSentences, at: int) -> str | None:
    words = len(text.tokens[at].words)
    if words < FEWEST_WORDS:
        return f"too short: {write_count(words, 'word')}"
    return f"too long: {words} words" if words > MOST_WORDS else None


def _pass_over_fragment(text: ArticleSentences, at: int) -> str | None:
    return None if text.shapes[at].whole or not text.usual.whole else "does not end like a sentence"


def _pass_over_torn_off(text: ArticleSentences, at: int) -> str | None:
    """Say why a sentence is a piece of one: it begins within it, or stops in dots outside a quotation."""
    said = text.sentences[at].text
    if not text.usual.begins_small and _BEGINS_INSIDE.match(said):
        return "begins within a sentence"
    return "breaks off" if said.endswith(_DOTS) else None


def _pass_over_capitals(text: ArticleSentences, at: int) -> str | None:
    if text.shapes[at].in_title_case and not text.usual.in_title_case:
        return "another headline"
    return "all in capitals" if text.shapes[at].in_capitals and not text.usual.in_capitals else None


def _pass_over_half_quotation(text: ArticleSentences, at: int) -> str | None:
    """Say that a sentence holds half of a quotation.

    Where the article may have forgotten a mark, only one that somebody speaks, or ends to speak in, is out.
    """
    marks, said = text.marks[at], text.sentences[at].text
    stray = said.count("”") - said.count("“") - said.count("„") == 1 or (said.endswith('"') and said.count('"') == 1)
    if marks.balanced and not stray:
        return None
    lead = at == 0 and not marks.opens and len(marks.outside.split()) >= FEWEST_OUTSIDE
    spoken = marks.begins_inside and text.cues.first_person.search(said)
    cut = marks.ends_inside and (said.startswith(_OPENING) or _CUT.search(said) is not None)
    following = text.sentences[at + 1].text if marks.ends_inside and at + 1 < len(text.sentences) else ""
    closed = following.count("”") > following.count("“")  # in the next paragraph: the marks are right
    whole = lead or (marks.faulty and not (stray or spoken or cut or closed))
    return None if whole else "holds half of a quotation"


def _pass_over_half_bracket(text: ArticleSentences, at: int) -> str | None:
    said = text.sentences[at].text
    opened, closed = said.count("("), said.count(")")
    half = opened != closed and opened != closed - len(_NUMBERED.findall(said))
    return "holds half of a bracket" if half else None


def _pass_over_caption(text: ArticleSentences, at: int) -> str | None:
    said = text.sentences[at].text
    found = text.cues.picture.search(said, text.tokens[at].words) or (")" in said and text.cues.position.search(said))
    return "describes a picture" if found else None


def _pass_over_headline_inside(text: ArticleSentences, at: int) -> str | None:
    """Say that another headline runs into a sentence: words with capitals that no name has.

    Or words that are joined without a space, the second all in capitals: "live updatesEXPLAINED".
    """
    said = text.sentences[at].text
    if _JOINED.search(said):
        return "holds other headlines"
    headed = text.language == "en" and _opens_in_title_case(said)
    own = said[find_own_start(said, text.language) :] if headed else ""
    return "begins with another headline" if headed and _opens_in_title_case(own) else None


def _opens_in_title_case(said: str) -> bool:
    """Tell whether a text opens with words in Title Case that are no name, and goes on without."""
    if not all(map(_has_capital, said.split(None, FEWEST_IN_TITLE)[:FEWEST_IN_TITLE])):
        return False
    words = said.split()
    run = list(takewhile(_has_capital, words))
    if not FEWEST_IN_TITLE <= len(run) < len(words):
        return False
    inner = [word.strip("'‘’,:").replace("’", "'").removesuffix("n't").partition("'")[0] for word in run[1:-1]]
    small = [word.lower() for word in inner if word[1:].islower()]
    return any(word in _IN_NO_NAME for word in small) or (
        sum(word in _SELDOM_IN_NAMES for word in small) + (len(run) >= LONG_TITLE) > 1
    )


def _has_capital(word: str) -> bool:
    first = word.lstrip("'‘(")[:1]
    return first.isupper() or first.isdigit()


_RULES = (
    _pass_over_list_item,
    _pass_over_colon,
    _pass_over_speaker_alone,
    _pass_over_lead_in,
    _pass_over_address,
    _pass_over_newsroom,
    _pass_over_question,
    _pass_over_length,
    _pass_over_fragment,
    _pass_over_torn_off,
    _pass_over_capitals,
    _pass_over_half_quotation,
    _pass_over_half_bracket,
    _pass_over_caption,
    _pass_over_headline_inside,
)


def _tell_shape(sentence: str) -> _Shape:
    return _Shape(
        whole=_is_whole(sentence),
        in_capitals=_is_in_capitals(sentence),
        in_title_case=_is_in_title_case(sentence),
        begins_small=sentence[:1].islower(),
    )


def _find_usual(shapes: Sequence[_Shape]) -> _Shape:
    """Return the shape of most sentences: what all are like is no sign of one that is none."""
    return _Shape(*[2 * sum(column) > len(shapes) for column in zip(*shapes, strict=True)] or [False] * 4)


def _is_whole(sentence: str) -> bool:
    """Tell whether it ends like a sentence: in a full stop or its kin, closing marks aside, or a closing quotation."""
    return sentence.rstrip(_CLOSERS).endswith(SENTENCE_END) or sentence.endswith(_QUOTED)


def _is_in_capitals(sentence: str) -> bool:
    """Tell whether its first letters are capitals but for a few."""
    start = sentence[:60]
    raw = start.encode()
    small = len(raw) - len(raw.translate(None, _SMALL))
    if 5 * small >= len(start):  # no room for so many capitals: far quicker than to count them
        return False
    capitals = sum(map(str.isupper, start))
    return capitals > 8 and capitals > 4 * sum(map(str.islower, start))


def _is_in_title_case(sentence: str) -> bool:
    """Tell whether all words of a longer line begin with a capital: of 57,000 sentences 29, all headlines or lists."""
    words = sentence.split(None, FEWEST_IN_TITLE)
    if len(words) < FEWEST_IN_TITLE or not all(map(_has_capital, words[:FEWEST_IN_TITLE])):
        return False
    return any(word[1:].islower() for word in words) and all(map(_has_capital, sentence.split()))
