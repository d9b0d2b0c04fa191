"""Measure each paragraph without understanding it: length, ends, commonest words, phrases, neighbours."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from digest.intake.paragraphs import CLOSERS, Span, ends_like_a_sentence
from digest.intake.phrases import BoilerplatePhrases, compile_phrases
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
"""With the two above: names of picture agencies and words of their trade, which captions have in every language."""
COUNTED = re.compile(r"[\[(]? ?\d{1,6} [^\W\d_]{4,14} ?[\])]?\Z")
DIGIT = re.compile(r"\d")
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ](?<!\w.)")
"""A word's first letter when it is a capital; the look-behind comes last so that the search runs on letters."""
SIGNS = re.compile("[|•·»›→▶►▼✓✔©]")
SENTENCES = re.compile(r"[.!?…][\"'”’»)]? +[\"'“‘«(]?[^\W\d_a-z]")
WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Signs of the scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
SIGNS_A_WORD = 3
"""Signs that count as a word in them; Japanese and Chinese words have two, Thai ones five with their marks."""
CAPITALS_IN, DIGITS_IN = 240, 200
"""Characters at the beginning of a paragraph in which capitals and digits are counted."""
# Halved or doubled what follows moves F1 on pages, selections and saved articles (benchmarks/learn_cleaning.py) by less
# than .002, but for what is said.
SURE = 12
"""Words of a whole paragraph that is surely running text: doubled it takes .022."""
ROW = 60
"""Most words of a paragraph that can be a line of the page's frame: halved it takes .004."""
INTRODUCTION = 75
"""Most words of a paragraph that can introduce the author."""
LABEL, DATE_LINE, BYLINE, BRACKETED_BYLINE = 8, 16, 12, 25
"""Most words of a heading or label (halved: six titles fewer of 142), of a line that dates the article (four), of a
by-line, of one in brackets."""
CREDIT, BRACKETED_CREDIT = 40, 200
"""Characters at the end of a line in which a credit stands behind a stroke, or in brackets."""
CREDITED, CREDITED_SENTENCE = 40, 25
"""Most words of a caption that speaks of its picture, and of one that is a sentence."""
CONTENT = 5
"""Letters of a word that carries meaning in most cases; no list of stop words is asked, for pages have any language."""
CHARACTERS_A_WORD = 15
"""Characters that count as at least one word; else one word of a megabyte would pass for a short line."""


class ParagraphFeatures(NamedTuple):
    """The measurements of one paragraph: those of its letters, then those of its place among the others.

    ``words`` counts words between spaces; ``good``: it is surely running text, that is whole, not short and no
    boilerplate.
    """

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
    content: frozenset[str]
    kind: str
    good: bool
    span: Span = Span(0, 0, 0)
    shared: float = 0.0
    repeated: bool = False
    seam: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """The measured paragraphs of a document, in order, and the phrases of its language."""

    phrases: BoilerplatePhrases
    paragraphs: tuple[ParagraphFeatures, ...]

    def introduces(self, at: int) -> bool:
        """Tell whether a short paragraph says what is said of authors."""
        one = self.paragraphs[at]
        return bool(one.words <= INTRODUCTION and self.phrases.bio.search(one.lower))


def extract_features(text: str, spans: tuple[Span, ...], language: str | None) -> MeasuredText:
    """Measure the paragraphs of a text, which stand at ``spans``."""
    lines = [_measure_letters(text[span.start : span.end], language) for span in spans]
    _, shared = find_shared(line.content for line in lines)
    times = Counter(line.lower for line in lines)
    gaps = [span.gap for span in spans[1:]]
    usual_gap = max(dict.fromkeys(gaps), key=gaps.count, default=0)
    found = []
    for span, line in zip(spans, lines, strict=True):
        common = len(line.content & shared) / len(line.content) if line.content else 0.0
        seam = span.gap > max(2, usual_gap)
        found.append(line._replace(span=span, shared=common, repeated=times[line.lower] > 1, seam=seam))
    return MeasuredText(compile_phrases(language), tuple(found))


@lru_cache(maxsize=2_000)  # a page says "2 hours ago" a hundred times, a site's menus stand on each of its pages
def _measure_letters(said: str, language: str | None) -> ParagraphFeatures:
    """Measure a paragraph by itself; its place is added by ``extract_features``."""
    commonest = COMMON.get(language or "", frozenset())
    lower = said.lower().replace("’", "'")
    split = _strip_signs(lower).split() or [""]
    words = _count_spaced(said) if commonest or said.isascii() else count_words(said)
    whole, cut = ends_like_a_sentence(said), said.rstrip(CLOSERS).endswith(ELLIPSES)
    kind = _classify(said, lower, words, compile_phrases(language)) if words <= ROW else ""
    return ParagraphFeatures(
        text=said,
        lower=lower,
        words=words,
        whole=whole,
        cut=cut,
        common=sum(map(commonest.__contains__, split)) / len(split) if commonest else -1.0,
        capitals=len(CAPITAL.findall(said, 0, CAPITALS_IN)) / (said.count(" ", 0, CAPITALS_IN) + 1),
        digits=len(DIGIT.findall(said, 0, DIGITS_IN)) / min(DIGITS_IN, len(said)),
        several=SENTENCES.search(said) is not None,
        address=_has_address(lower),
        signs=SIGNS.search(said) is not None,
        content=frozenset([word for word in split if len(word) >= CONTENT]),
        kind=kind,
        good=whole and words >= SURE and not kind and not cut,
    )


def find_shared(contents: Iterable[frozenset[str]]) -> tuple[set[str], set[str]]:
    """Return the words of some paragraphs, and those that stand in at least two of them."""
    once: set[str] = set()
    again: set[str] = set()
    for content in contents:
        again |= once & content
        once |= content
    return once, again


def _count_spaced(said: str) -> int:
    """Count words between spaces; a giant one counts as several."""
    return max(said.count(" ") + said.count("\n") + 1, len(said) // CHARACTERS_A_WORD)


def count_words(said: str) -> int:
    """Count the words of a text in any script."""
    return max(_count_spaced(said), said.count(" ") + count_unspaced(said))


def count_unspaced(said: str) -> int:
    """Count the words of scripts that put no spaces between them: so many signs count as one."""
    return len(WIDE.findall(said)) // SIGNS_A_WORD


def _strip_signs(lower: str) -> str:
    """Replace the commonest signs with spaces; one replacement each is faster than a pass over all letters."""
    for sign in '.,;:!?"“”„«»()…':
        lower = lower.replace(sign, " ")
    return lower


def _has_address(lower: str) -> bool:
    """Tell whether a paragraph holds an address; hardly one does, and the pattern alone takes twenty times as long."""
    return ("@" in lower or "http" in lower or "www." in lower) and bool(ADDRESS.search(lower))


def _classify(said: str, lower: str, words: int, phrases: BoilerplatePhrases) -> str:
    """Classify a short paragraph as boilerplate: head, label, date, byline, caption, start, note or none ("")."""
    if words <= LABEL and (phrases.heads.match(lower) or COUNTED.match(lower) or phrases.labels.match(lower)):
        return "label" if phrases.labels.match(lower) and not phrases.heads.match(lower) else "head"
    if words <= DATE_LINE and _states_date(said, lower, words):
        return "date"
    most = BRACKETED_BYLINE if said.startswith("(") else BYLINE
    if words <= most and not said.endswith((".", "!", "?")) and _names_writer(lower, words, phrases):
        return "byline"
    if _names_photographer(lower, words, phrases):
        return "caption"
    if phrases.starts.match(lower):
        return "start"
    return "note" if phrases.inside.search(lower) else ""


def _states_date(said: str, lower: str, words: int) -> bool:
    """Tell whether a line says little else than a date, a time of day or an age."""
    if not DIGIT.search(lower) or POST.match(lower) or (said.endswith(".") and words > LABEL):
        return False
    if not (DATE.search(lower) or AGO.search(lower) or (words <= LABEL and CLOCK.search(lower))):
        return False
    return len(DATE.sub("", CLOCK.sub("", lower)).split()) <= LABEL


def _names_writer(lower: str, words: int, phrases: BoilerplatePhrases) -> bool:
    return bool(phrases.by.match(lower)) or bool(words <= LABEL and phrases.bio.search(lower))


def _names_photographer(lower: str, words: int, phrases: BoilerplatePhrases) -> bool:
    """Tell whether a line ends in a credit in brackets or after a stroke, or is no sentence and names a picture."""
    if lower.endswith((")", "]")):
        credit, most = CREDIT_INSIDE.search(lower, max(0, len(lower) - BRACKETED_CREDIT)), ROW
    elif lower.endswith(SENTENCE_END):
        credit, most = CREDIT_FIRST.match(lower), CREDITED_SENTENCE
    else:
        credit, most = CREDIT_FIRST.match(lower) or CREDIT_LAST.search(lower, max(0, len(lower) - CREDIT)), CREDITED
    return bool(credit or (words <= most and phrases.credit.search(lower)))
