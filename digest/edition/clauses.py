"""Find where an English sentence can end early and still tell what happened: a headline of its own first words.

"The president has sworn an oath in Keld, | after two weeks of protest" can; "the army will fire on anyone | with a gun"
cannot. Every doubt leaves the sentence whole.
"""

import re

from digest.edition.force import DENIED
from digest.text.ahead import tells_past

FEWEST, USUAL, MOST = 5, 20, 30
"""Words of a headline: at least, at most, and at most where no cut leaves as few. Titles of ten mornings have up to 18.
"""

_FIRST_WORDS = re.compile(rf"(?:\S+\s+){{0,{MOST + 1}}}")
_MARK = re.compile(r"[,;]\s|\s[–—-]+\s")
_CONJUNCTION = re.compile(r"\s(?:after|amid|while|before|during|despite|following|but|as (?:he|she|it|they|part of))\s")
"""Words that begin what is told besides. A preposition may name the very thing: "flights | from Keld"."""
_TIME = re.compile(r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|sometime|shortly|just|soon|long)\Z")
"""Words that go with the next one: "three hours | after"."""
_LIMITS = re.compile(r"\b(?:may|can|must|could|might|allow\w*|only|every|any|anyone|all|both|either)\b")
"""Words that what such a word begins may limit: "nobody may leave | before noon"."""
_FINITE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|says?|can|could|must|may|might)\b")
_SPEECH = re.compile(r"\b(?:sa(?:ys?|id)|told|announced|warned|claim(?:s|ed)|confirmed|reported|insist(?:s|ed))\b")
_RELATIVE = re.compile(r"(?<!said )(?<!says )\b(?:who|whom|whose|which|where|that)\b")
_BESIDES = re.compile(
    r"(?:When|After|As|While|If|With|Before|Since|Although|Though|Because|Despite|During|In|On|At|Following|Amid|Once"
    r"|Until|Unless|For|By|To|Under|From|Among|Like|\w+ing|\w+ed|(?:[\w’'-]+ ){1,5}(?:after|before|since|when|if))\b"
)
"""Openings of what goes before the news: that stands behind a comma."""
_IN_DOUBT = re.compile(
    rf"{_SPEECH.pattern}|\baccording to\b|\b(?:deni\w+|deny\w*|disput\w+|contradict\w*|call(?:s|ed) (?:it|them|this))\b"
)
"""What may not stand behind the cut: who says so, or who says no."""
_ON_CONDITION = re.compile(r"\b(?:if|unless|until|provided|except)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"\b(?:to \w+|the|an?|of|and|or|for|with|by|in|on|at|from)\Z", re.IGNORECASE)
_PAIRS = (("“", "”"), ("(", ")"))


def find_sound_end(sentence: str) -> int | None:
    """Return how many characters of a long sentence are a headline; ``None`` where no cut leaves what it tells.

    The last cut within USUAL words, else the first one within MOST.
    """
    if _ON_CONDITION.search(sentence):
        return None
    far = _FIRST_WORDS.match(sentence).end()  # type: ignore[union-attr]
    ends = {found.start() for found in _MARK.finditer(sentence, 0, far)}
    besides = [found.start() for found in _CONJUNCTION.finditer(sentence, 0, far)]
    ends |= {end for end in besides if sentence[end - 1] not in ",;" and not _is_limited(sentence[:end])}
    words = {end: len(sentence[:end].split()) for end in sorted(ends) if _parts_well(sentence[:end], sentence[end:])}
    near = [end for end, count in words.items() if FEWEST <= count <= USUAL]
    farther = [end for end, count in words.items() if USUAL < count <= MOST]
    return max(near) if near else min(farther, default=None)


def _is_limited(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in (DENIED, _LIMITS, _TIME))


def _parts_well(clause: str, rest: str) -> bool:
    """Tell whether a clause is whole and tells something, and the rest neither puts it in doubt nor has its verb."""
    behind = rest.lstrip(" ,;–—-").partition(" ")[0]
    if _IN_DOUBT.search(rest) or _OPEN_END.search(clause) or _FINITE.match(behind) or tells_past(behind):
        return False
    balanced = clause.count('"') % 2 == 0 and all(clause.count(one) == clause.count(other) for one, other in _PAIRS)
    return balanced and _tells(clause.partition(", ")[2] if _BESIDES.match(clause) else clause)


def _tells(clause: str) -> bool:
    """Tell whether a clause has a verb of its own, before what is said of a noun and behind a verb of speaking."""
    relative, speech = _RELATIVE.search(clause), _SPEECH.search(clause)
    parts = [clause[: relative.start()] if relative else clause, *([clause[speech.end() :]] if speech else [])]
    return all(_FINITE.search(part) or tells_past(part) for part in parts)
