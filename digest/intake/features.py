"""Measure each paragraph without understanding it: length, ends, commonest words, phrases, neighbours."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from digest.intake.paragraphs import CLOSERS, Span, is_unstopped
from digest.intake.phrases import (
    COMMONEST,
    LONG,
    BoilerplatePhrases,
    boilerplate_phrases,
    word_bits,
)
from digest.text.language import COMMON
from digest.text.sentences import SENTENCE_END

ELLIPSES = ("...", "…", "[…]", "[...]", "[…", "[...")
DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.|er|º)?,? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?:\b|(?=\d{1,2}:\d\d))"
)
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?:[.:h]\d\d)? ?(?:[ap]\.?m\b|uhr\b)")
AGO = re.compile(
    r"\b\d{1,4} ?(?:[smhdw]|min|mins|minutes?|hours?|days?|weeks?|months?|years?)\.? ago\b"
    r"|\b\d{1,3} min(?:ute)?s? read\b"
    r"|\bvor \d+ |\bil y a \d|\bhace \d+ |\d (?:назад|тому)"
)
POST = re.compile(r"[—–-] .{2,60}\(@")
"""The signature of an embedded post; it is no by-line of the article."""
ADDRESS = re.compile(r"https?://|www\.|\b[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,8}|(?:^|[ (])@\w{2,}")
AGENCY = r"(?:reuters|getty images?|afp|ap|epa|shutterstock|associated press|afp via getty images|tass|anadolu)"
CREDIT_INSIDE = re.compile(
    r"[(\[][^()\[\]]{0,80}\b(?:(?:photo|foto|bild|фото|credit|image)[^\W\d_]{0,12}|fot|reuters|getty|afp|ap|epa|file"
    r"|courtesy|dpa|shutterstock|efe|keystone|imago|handout|pool|nasa|twitter|instagram)\b[^()\[\]]{0,80}[)\]]\Z"
)
CREDIT_LAST = re.compile(rf"(?:/ ?{AGENCY}|getty images|shutterstock|unsplash|ap photo)\Z")
CREDIT_FIRST = re.compile(r"photo|foto|fot\.|bild|фото|image|picture|crédit|© ?\w")
"""Names of picture agencies and words of their trade; captions show them in every language."""
COUNTED = re.compile(r"[\[(]? ?\d{1,6} [^\W\d_]{4,14} ?[\])]?\Z")
DIGIT = re.compile(r"\d")
_ASCII_WITHOUT_DIGITS = bytes(byte for byte in range(0x80) if not chr(byte).isdigit())
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ](?<!\w.)")
"""A word's first letter when it is a capital; the look-behind comes last so that the search runs on letters."""
SIGNS = "|•·»›→▶►▼✓✔©"
MANY_SIGNS = re.compile(f"[{SIGNS}]")
SENTENCES = re.compile(r"[.!?…][\"'”’»)]? +[\"'“‘«(]?[^\W\d_a-z]")
_UNCOMMON = bytes(bits for bits in range(256) if not bits & COMMONEST)
_IS_LONG = bytes(bool(bits & LONG) for bits in range(256))
WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Signs of the scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
SIGNS_A_WORD = 3
"""Signs that count as a word in them; Japanese and Chinese words have two, Thai ones five with their marks."""
ROW = 60
"""Most words of a paragraph that can be a line of the page's frame."""
INTRODUCTION = 75
"""Most words of a paragraph that can introduce the author."""
CHARACTERS_A_WORD = 15
"""Characters that count as at least one word; else one word of a megabyte would pass for a short line."""


class ParagraphFeatures(NamedTuple):
    """The measurements of one paragraph.

    ``words`` counts words between spaces; ``good``: it is surely running text, that is whole, not short and no
    boilerplate.
    """

    span: Span
    text: str
    lower: str
    words: int
    whole: bool
    cut: bool
    common: float
    capitals: float
    digits: float
    several: bool
    address: bool
    signs: bool
    shared: float
    repeated: bool
    seam: bool
    content: frozenset[str]
    kind: str
    good: bool


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """The measured paragraphs of a document, in order, and the phrases of its language."""

    language: str | None
    phrases: BoilerplatePhrases
    paragraphs: tuple[ParagraphFeatures, ...]

    def introduces(self, at: int) -> bool:
        """Whether a short paragraph says what is said of authors."""
        one = self.paragraphs[at]
        return bool(one.words <= INTRODUCTION and self.phrases.bio.search(one.lower))


def extract_features(text: str, places: tuple[Span, ...], language: str | None) -> MeasuredText:
    """Measure the paragraphs of a text."""
    phrases, known, of_word = boilerplate_phrases(language), language in COMMON, word_bits(language).__getitem__
    lowers, split = _lower_and_split(text, places)
    bits = [bytes(map(of_word, some)) for some in split]
    contents = [frozenset(compress(some, of.translate(_IS_LONG))) for some, of in zip(split, bits, strict=True)]
    _, common_here = spread(contents)
    times = Counter(lowers)
    gaps = [place.gap for place in places[1:]]
    usual = max(dict.fromkeys(gaps), key=gaps.count, default=0)
    any_sign = any(sign in text for sign in SIGNS)
    spaced = text.isascii() or language in COMMON
    found = []
    for place, lower, of_words, content in zip(places, lowers, bits, contents, strict=True):
        said = text[place.start : place.end]
        bare, words = said.rstrip(CLOSERS), _count_words(said) if spaced else count_wide(said)
        whole, cut = bare.endswith(SENTENCE_END) or is_unstopped(bare), bare.endswith(ELLIPSES)
        kind = _classify(said, lower, words, phrases) if words <= ROW else ""
        found.append(
            ParagraphFeatures(
                place,
                said,
                lower,
                words,
                whole,
                cut,
                len(of_words.translate(None, _UNCOMMON)) / len(of_words) if known else -1.0,
                len(CAPITAL.findall(said, 0, 240)) / (said.count(" ", 0, 240) + 1),
                _count_digits(said[:200]) / min(200, len(said)),
                SENTENCES.search(said) is not None,
                _has_address(lower),
                any_sign and MANY_SIGNS.search(said) is not None,
                len(content & common_here) / len(content) if content else 0.0,
                times[lower] > 1,
                place.gap > max(2, usual),
                content,
                kind,
                whole and words >= 12 and not kind and not cut,
            )
        )
    return MeasuredText(language, phrases, tuple(found))


def spread(contents: Iterable[frozenset[str]]) -> tuple[set[str], set[str]]:
    """Return the words of some paragraphs, and those that stand in at least two of them."""
    once: set[str] = set()
    again: set[str] = set()
    for content in contents:
        again |= once & content
        once |= content
    return once, again


def _lower_and_split(text: str, places: tuple[Span, ...]) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs in lower case with straight apostrophes, and their words without punctuation."""
    lower = text.lower()
    if len(lower) == len(text):
        lower = lower.replace("’", "'")
        bare = _strip_signs(lower)
        return [lower[at.start : at.end] for at in places], [bare[at.start : at.end].split() or [""] for at in places]
    # A capital I with a dot becomes two letters, and places are no longer where they were.
    lowers = [text[at.start : at.end].lower().replace("’", "'") for at in places]
    return lowers, [_strip_signs(said).split() or [""] for said in lowers]


def _count_words(said: str) -> int:
    """Count words between spaces; a giant one counts as several."""
    return max(said.count(" ") + said.count("\n") + 1, len(said) // CHARACTERS_A_WORD)


def count_wide(said: str) -> int:
    """Count words where most have no spaces between them: so many signs count as one."""
    return max(_count_words(said), said.count(" ") + wide_words(said))


def wide_words(said: str) -> int:
    """Count the words of scripts that put no spaces between them."""
    return len(WIDE.findall(said)) // SIGNS_A_WORD


def _strip_signs(lower: str) -> str:
    """Replace the commonest signs with spaces; one replacement each is faster than a pass over all letters."""
    for sign in '.,;:!?"“”„«»()…':
        lower = lower.replace(sign, " ")
    return lower


def _count_digits(said: str) -> int:
    """Count the digits of any script; ASCII without digits is removed first, which is faster."""
    rest = said.encode("utf-8", "surrogatepass").translate(None, _ASCII_WITHOUT_DIGITS)
    return len(rest) if rest.isascii() else sum(map(str.isdecimal, rest.decode("utf-8", "surrogatepass")))


def _has_address(lower: str) -> bool:
    return ("@" in lower or "http" in lower or "www." in lower) and bool(ADDRESS.search(lower))


def _classify(said: str, lower: str, words: int, phrases: BoilerplatePhrases) -> str:
    """Classify a short paragraph as boilerplate: head, label, date, byline, caption, start, note or none ("")."""
    if words <= 8 and (phrases.heads.match(lower) or COUNTED.match(lower) or phrases.labels.match(lower)):
        return "label" if phrases.labels.match(lower) and not phrases.heads.match(lower) else "head"
    if words <= 16 and _states_date(said, lower, words):
        return "date"
    least = 25 if said.startswith("(") else 12
    if words <= least and not said.endswith((".", "!", "?")) and _names_writer(lower, words, phrases):
        return "byline"
    if _names_photographer(lower, words, phrases):
        return "caption"
    if phrases.starts.match(lower):
        return "start"
    return "note" if phrases.inside.search(lower) else ""


def _states_date(said: str, lower: str, words: int) -> bool:
    """Whether a line says little else than a date, a time of day or an age."""
    if not DIGIT.search(lower) or POST.match(lower) or (said.endswith(".") and words > 8):
        return False
    if not (DATE.search(lower) or AGO.search(lower) or (words <= 8 and CLOCK.search(lower))):
        return False
    return len(DATE.sub("", CLOCK.sub("", lower)).split()) <= 8


def _names_writer(lower: str, words: int, phrases: BoilerplatePhrases) -> bool:
    return bool(phrases.by.match(lower)) or bool(words <= 8 and phrases.bio.search(lower))


def _names_photographer(lower: str, words: int, phrases: BoilerplatePhrases) -> bool:
    """Whether a line ends in a credit in brackets or after a stroke, or is no sentence and names a picture."""
    if lower.endswith((")", "]")):
        place, most = CREDIT_INSIDE.search(lower, max(0, len(lower) - 200)), ROW
    elif lower.endswith(SENTENCE_END):
        place, most = CREDIT_FIRST.match(lower), 25
    else:
        place, most = CREDIT_FIRST.match(lower) or CREDIT_LAST.search(lower, max(0, len(lower) - 40)), 40
    return bool(place or (words <= most and phrases.credit.search(lower)))
