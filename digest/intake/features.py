"""What can be seen of each paragraph without understanding it: length, ends, commonest words, phrases, neighbours."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from digest.intake.paragraphs import CLOSERS, SENTENCE_END, Span
from digest.intake.phrases import Furniture, furniture
from digest.text.language import COMMON

ELLIPSES = ("...", "…", "[…]", "[...]", "[…", "[...")
DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.|er|º)?,? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b"
)
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?:[.:h]\d\d)? ?(?:[ap]\.?m\b|uhr\b)")
AGO = re.compile(
    r"\b\d{1,4} ?(?:[smhdw]|min|mins|minutes?|hours?|days?|weeks?|months?|years?)\.? ago\b"
    r"|\b\d{1,3} min(?:ute)?s? read\b"
    r"|\bvor \d+ |\bil y a \d|\bhace \d+ |\d (?:назад|тому)"
)
POST = re.compile(r"[—–-] .{2,60}\(@")
"""Who wrote a post that an article shows: no by-line of the article."""
ADDRESS = re.compile(r"https?://|www\.|\b[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,8}|(?:^|[ (])@\w{2,}")
AGENCY = r"(?:reuters|getty images?|afp|ap|epa|shutterstock|associated press|afp via getty images|tass|anadolu)"
CREDIT_INSIDE = re.compile(
    r"[(\[][^()\[\]]{0,80}(?:photo|reuters|getty|afp|\bap\b|\bepa\b|images|file|courtesy|foto|bild|фото|fot\.|credit"
    r"|dpa|shutterstock|efe|keystone|imago|handout|pool|nasa|twitter|instagram)[^()\[\]]{0,80}[)\]]\.?\Z"
)
CREDIT_LAST = re.compile(rf"(?:/ ?{AGENCY}|getty images|shutterstock|unsplash|ap photo)\Z")
CREDIT_FIRST = re.compile(r"photo|foto|fot\.|bild|фото|image|picture|crédit|© ?\w")
"""Names of agencies and of their trade, which captions show in every language."""
COUNTED = re.compile(r"[\[(]? ?\d{1,6} [^\W\d_]{4,14} ?[\])]?\Z")
DIGIT = re.compile(r"\d")
CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ]")
MANY_SIGNS = re.compile(r"[|•·»›→▶►▼✓✔©]")
SENTENCES = re.compile(r"[.!?…][\"'”’»)]? +[\"'“‘«(]?[^\W\d_a-z]")
ROW = 60
"""Words of the longest paragraph that can be a line of the page."""
CHARACTERS_A_WORD = 15
"""So many count as a word at least, or one word of a megabyte would pass for a short line."""


class Seen(NamedTuple):
    """One paragraph and what its letters say; ``words`` counts those between spaces."""

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

    @property
    def good(self) -> bool:
        """Whether it is surely a paragraph of some text: whole, not short, no furniture."""
        return self.whole and self.words >= 12 and not self.kind and not self.cut


@dataclass(frozen=True, slots=True)
class Page:
    """All paragraphs of a document, in order, and the phrases of its language."""

    language: str | None
    phrases: Furniture
    seen: tuple[Seen, ...]


def observe(text: str, places: tuple[Span, ...], language: str | None) -> Page:
    """What can be seen of the paragraphs of a text."""
    phrases = furniture(language)
    common = COMMON.get(language or "", frozenset())
    texts = [text[place.start : place.end] for place in places]
    lowers = [said.lower().replace("’", "'") for said in texts]
    split = [_without_stops(lower).split() or [""] for lower in lowers]
    times = Counter(lowers)
    contents = [frozenset(word for word in some if len(word) > 4) for some in split]
    spread = Counter(chain.from_iterable(contents))
    common_here = {word for word, times_here in spread.items() if times_here > 1}
    usual = Counter(place.gap for place in places[1:]).most_common(1)[0][0] if len(places) > 1 else 0
    found = []
    for place, said, lower, some, content in zip(places, texts, lowers, split, contents, strict=True):
        bare = said.rstrip(CLOSERS)
        found.append(
            Seen(
                span=place,
                text=said,
                lower=lower,
                words=_count(said),
                whole=bare.endswith(SENTENCE_END),
                cut=bare.endswith(ELLIPSES),
                common=sum(map(common.__contains__, some)) / len(some) if common else -1.0,
                capitals=len(CAPITAL.findall(said, 0, 240)) / (said.count(" ", 0, 240) + 1),
                digits=len(DIGIT.findall(said, 0, 200)) / min(200, len(said)),
                several=bool(SENTENCES.search(said)),
                address=_has_address(lower),
                signs=bool(MANY_SIGNS.search(said)),
                shared=len(content & common_here) / len(content) if content else 0.0,
                repeated=times[lower] > 1,
                seam=place.gap > max(2, usual),
                content=content,
                kind=_kind(said, lower, _count(said), phrases),
            )
        )
    return Page(language, phrases, tuple(found))


def _count(said: str) -> int:
    """Words between spaces; a giant one counts as many."""
    return max(said.count(" ") + said.count("\n") + 1, len(said) // CHARACTERS_A_WORD)


def _without_stops(lower: str) -> str:
    """The text with spaces for the commonest signs: replacing each costs less than looking at every letter."""
    for sign in '.,;:!?"“”„«»()…':
        lower = lower.replace(sign, " ")
    return lower


def _has_address(lower: str) -> bool:
    return ("@" in lower or "http" in lower or "www." in lower) and bool(ADDRESS.search(lower))


def _kind(said: str, lower: str, words: int, phrases: Furniture) -> str:
    """The furniture that a paragraph's words show it to be: head, label, date, byline, caption, start, note or none."""
    if words > ROW:
        return ""
    if words <= 8 and (phrases.heads.match(lower) or COUNTED.match(lower) or phrases.labels.match(lower)):
        return "label" if phrases.labels.match(lower) and not phrases.heads.match(lower) else "head"
    if words <= 16 and _dates(said, lower, words):
        return "date"
    least = 25 if said.startswith("(") else 12
    if words <= least and not said.endswith((".", "!", "?")) and _names_writer(lower, words, phrases):
        return "byline"
    if _names_photographer(lower, words, phrases):
        return "caption"
    return "start" if phrases.starts.match(lower) else "note" if phrases.inside.search(lower) else ""


def _dates(said: str, lower: str, words: int) -> bool:
    """Whether a line says little but a date, a time of day or an age."""
    if POST.match(lower) or (said.endswith(".") and words > 8):
        return False
    if not (DATE.search(lower) or AGO.search(lower) or (words <= 8 and CLOCK.search(lower))):
        return False
    return len(DATE.sub("", CLOCK.sub("", lower)).split()) <= 8


def _names_writer(lower: str, words: int, phrases: Furniture) -> bool:
    return bool(phrases.by.match(lower)) or (words <= 8 and bool(phrases.bio.search(lower)))


def _names_photographer(lower: str, words: int, phrases: Furniture) -> bool:
    """Whether a line ends in a credit in brackets or after a stroke, or is no sentence and names a picture."""
    if lower.endswith((")", "]", ").", "].")):
        return bool(CREDIT_INSIDE.search(lower, max(0, len(lower) - 200)) or phrases.credit.search(lower))
    if lower.endswith(SENTENCE_END):
        return bool(CREDIT_FIRST.match(lower)) or (words <= 25 and bool(phrases.credit.search(lower)))
    last = CREDIT_LAST.search(lower, max(0, len(lower) - 40))
    return bool(CREDIT_FIRST.match(lower) or last or (words <= 40 and phrases.credit.search(lower)))
