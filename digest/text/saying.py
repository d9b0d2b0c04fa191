"""The English verbs of saying, each once, by what they do; whoever looks for such verbs takes classes and forms here.

STATES.past       said, told, warned ...       somebody tells that a thing is so
DENIES.present    denies, rejects ...          ... or is not so
SPEAKS            said, says, denied, vows, condemns ...: with a subject they tell somebody's words
SAYS              these, "say", "deny" and "asked", "continued": what may stand beside words in quotation marks
"""

from collections.abc import Iterable
from typing import NamedTuple

_IRREGULAR = {"say": "said", "tell": "told", "write": "wrote", "think": "thought", "admit": "admitted"}
_NOUNS = frozenset((
    *("answer", "caution", "comment", "demand", "dispute", "estimate", "highlight", "note", "promise", "protest"),
    *("remark", "reply", "report", "state", "tweet"),
))  # fmt: skip
"""Verbs that are nouns where they stand in the present ("two reports", "the United States"): they count in the past."""


class Verbs(NamedTuple):
    """The forms of some verbs: "say", "says" and "said"."""

    base: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]

    @property
    def finite(self) -> frozenset[str]:
        """Return the forms that a single subject has: "says", "said"."""
        return self.present | self.past

    @property
    def forms(self) -> frozenset[str]:
        """Return all forms."""
        return self.base | self.finite

    def __or__(self, other: "Verbs") -> "Verbs":
        return Verbs(self.base | other.base, self.present | other.present, self.past | other.past)


def _inflect(verbs: str) -> Verbs:
    """Return the forms of verbs that are parted by spaces."""
    plain = [verb for verb in verbs.split() if verb not in _NOUNS]
    return Verbs(frozenset(plain), frozenset(map(_form_present, plain)), frozenset(map(_form_past, verbs.split())))


def _form_present(verb: str) -> str:
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith("s") else f"{verb}s"


def _form_past(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if _ends_in_consonant_and_y(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _ends_in_consonant_and_y(verb: str) -> bool:
    return verb[-1] == "y" and verb[-2] not in "aeiou"


_INVERTS = _inflect("say add write explain warn note insist argue stress")
INVERTS = _INVERTS.finite
"""Forms that may stand before who speaks: "...," said Pavel Idrin."""
STATES = _INVERTS | _inflect(
    "tell announce state claim declare confirm reply answer maintain describe comment concede recall predict suggest"
    " admit acknowledge reiterate tweet assert testify believe repeat caution allege estimate emphasise emphasize"
    " underline highlight remark report"
)
DENIES = _inflect("deny reject dismiss dispute refute")
PROMISES = _inflect("vow pledge promise")
JUDGES = _inflect(
    "accuse blame complain condemn criticise criticize demand denounce hail lament oppose praise protest urge welcome"
)
_QUOTES = _inflect("ask continue conclude think")
"""Verbs that tell somebody's words only beside a quotation: the army that "continued" said nothing."""

_SPEAKS = STATES | DENIES | PROMISES | JUDGES
_SAYS = _SPEAKS | _QUOTES
SPEAKS = _SPEAKS.finite - _inflect("dismiss report").finite
"""But for who "dismissed the minister", and a newsroom that "reported" what others say."""
SAYS = _SAYS.forms
PAST = _SAYS.past


def join_forms(forms: Iterable[str]) -> str:
    """Return a pattern that finds any of some words, to stand between brackets."""
    return "|".join(sorted(forms))
