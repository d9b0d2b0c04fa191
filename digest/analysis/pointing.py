"""Find what points back from a sentence by itself: "however", "hours later", a quotation without its speaker."""

import re
from collections.abc import Iterator

from digest.analysis.cues import Cues
from digest.analysis.need_traits import PossibleNeed, Trait
from digest.analysis.quotations import FEWEST_LETTERS_OUTSIDE, QuotationMarks
from digest.text.saying import SAYS

_UNITS = "(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_TIME = re.compile(
    rf"\b(?=\w)(?<!who )(?<!that )(?<!and )(?<!which )(?:(?P<unit>(?:\w+ )?{_UNITS} "
    rf"(?:before|later|earlier|after|afterwards)\b(?! \w+ing)|(?:the )?day (?:before|after)\b)"
    r"|(?<!at )this time\b|after (?:\w+ )?(?:\w+ )?(?:minutes|hours|days|weeks|months|years)(?=,)"
    r"|(?:the|that|a) (?:following|previous|next|same|preceding) "
    r"(?:day|week|month|year|night|morning|evening|afternoon)|at (?:the|that) (?:same )?time\b|(?:later|then|earlier"
    r"|afterwards?|since then|by then|until then|simultaneously|subsequently)\b)(?!\s(?:this|on|in|that|today"
    r"|tomorrow|than|as|[A-Z]\w+day|[A-Z][a-z]+ \d)\b)",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"[\"“'‘(\[\s—–-]*(?P<cue>(?:but|and|however|meanwhile|also|moreover|furthermore|nevertheless|nonetheless|yet|so|thus"
    r"|hence|therefore|instead|otherwise|then|similarly|likewise|besides|additionally|accordingly|consequently|conversely"
    r"|thirdly|secondly|elsewhere|(?:further|thus)(?= \w+ing\b)"
    r"|or|nor|even so|as such|in (?:addition|fact|turn|contrast|response|return|other words)"
    r"|by contrast|in the (?:meantime|process|end)|for (?:his|her|its|their) part|for (?:example|instance)"
    r"|as a (?:result|consequence)|on the (?:other hand|contrary)|to (?:that|this) end|regardless|after all"
    r"|on top of that|separately|(?:with|despite|because of|after|before) (?:that|this)|which|mostly"
    r"|because(?=[^,]*$))\b"
    r"|(?:first|second|third|finally|still|rather|indeed|or),)",
    re.IGNORECASE,
)
_HOWEVER = re.compile(r"[,;] (?P<cue>however|though)[,.;]")


def find_before(at: int) -> tuple[int, ...]:
    """Return the position of the sentence before, which gives most of what a sentence needs."""
    return (at - 1,) if at else ()


def find_opening(text: str, at: int, cues: Cues) -> Iterator[PossibleNeed]:
    """Find the word that opens a sentence of another language and points back."""
    found = cues.opening.match(text)
    if found and not cues.harmless.match(text):
        yield PossibleNeed("connective", *found.span("cue"), (), find_before(at))


def find_connective(text: str, at: int) -> Iterator[PossibleNeed]:
    """Find "but" and "however"."""
    opening = _CONNECTIVE.match(text)
    found = opening or _HOWEVER.search(text)
    if found:
        but = opening and found["cue"].lower() in ("but", "and")
        traits = (Trait.OPENS_WITH_BUT if but else Trait.CONNECTIVE,)
        yield PossibleNeed("connective", *found.span("cue"), traits, find_before(at))


def find_times(text: str, at: int) -> Iterator[PossibleNeed]:
    """Find "three days later" and "at the time"."""
    for found in _TIME.finditer(text):
        traits = [Trait.TIME_IN_UNITS if found["unit"] else Trait.TIME]
        if found.start() < 3:
            traits.append(Trait.TIME_OPENS)
        yield PossibleNeed("time", *found.span(), traits, find_before(at))


def find_unspoken(marks: QuotationMarks, text: str, at: int) -> Iterator[PossibleNeed]:
    """Find a quotation of which the sentence does not say who speaks."""
    half = not marks.balanced and not marks.faulty
    if not (marks.opens or half):
        return
    said = not SAYS.isdisjoint(re.findall(r"[a-z]+", marks.outside))
    holds = (
        (Trait.QUOTATION_ALONE, marks.opens and sum(map(str.isalnum, marks.outside)) < FEWEST_LETTERS_OUTSIDE),
        (Trait.HALF_A_QUOTATION, half),
        (Trait.QUOTATION_WITHOUT_A_VERB, not said),
        (Trait.QUOTATION_GOES_ON, marks.ends_inside and not said),
    )
    if traits := [trait for trait, true in holds if true]:
        yield PossibleNeed("speaker", 0, len(text), traits, find_before(at))
