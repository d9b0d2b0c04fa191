"""The traits of words that may need something, which tell whether they do.

``need_weights`` has a weight for each trait.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Trait(StrEnum):
    """What stands in a possible need and around it: of pronouns, "this", "the ministry", names and others."""

    __hash__ = str.__hash__  # Enum's own is written in Python, and every look-up of a weight asks for it

    HE = "he"
    HIS = "his"
    IT = "it"
    ITS = "its"
    THEY = "they"
    THEIR = "their"
    PRONOUN_NAME_BEFORE = "pronoun, name before"
    PRONOUN_NOUN_BEFORE = "pronoun, noun before"
    PRONOUN_NOTHING_BEFORE = "pronoun, nothing before"
    PRONOUN_NAME_AFTER = "pronoun, name after"
    PRONOUN_OPENS = "pronoun opens"
    PRONOUN_QUOTED = "pronoun quoted"
    PRONOUN_SAYS = "pronoun says"
    HE_NOBODY_BEFORE = "he, nobody before"
    HE_SAYS_NOBODY_NAMED = "he says, nobody named"
    """It decides by itself: "“…,” she said" cannot be read but of somebody who was named before."""

    THIS = "this"
    THIS_OPENS = "this opens"
    THIS_QUOTED = "this quoted"
    THIS_THING = "this thing"

    THE = "the"
    THE_OF = "the, of"
    THE_TOLD_MORE_BEHIND = "the, told more behind"
    THE_SAYS = "the says"
    THE_OPENS = "the opens"
    THE_MODIFIED = "the modified"
    THE_WITH_A_NAME = "the with a name"
    THE_SEVERAL = "the, several"
    THE_IN_A_SERIES = "the in a series"
    THE_LATE = "the late"
    THE_QUOTED = "the quoted"
    THE_SPOKEN_OF_BEFORE = "the spoken of before"
    """The only trait of "the ministry" that speaks for a need and takes long to find."""

    ANOTHER = "another"
    QUANTITY_ALONE = "quantity alone"
    QUANTITY_OF = "quantity of"
    QUANTITY_OF_A_NOUN_OPENS = "quantity of a noun opens"
    QUANTITY_OPENS = "quantity opens"
    QUANTITY_LATE = "quantity late"

    NAME = "name"
    NAME_INTRODUCED = "name introduced"
    NAME_INTRODUCED_LATER = "name introduced later"
    NAME_NEVER_INTRODUCED = "name never introduced"
    NAME_NEW = "name new"
    NAME_SAYS = "name says"
    NAME_BEHIND_THE = "name behind the"
    NAME_BEHIND_IN = "name behind in"
    NAME_IN_CAPITALS = "name in capitals"
    NAME_OPENS = "name opens"

    CONNECTIVE = "a connective"
    OPENS_WITH_BUT = "opens with but"
    TIME = "time"
    TIME_IN_UNITS = "time in units"
    TIME_OPENS = "time opens"
    I_OUTSIDE_QUOTATION = "I or we outside quotation"
    QUOTATION_ALONE = "quotation alone"
    QUOTATION_GOES_ON = "quotation goes on"
    QUOTATION_WITHOUT_A_VERB = "quotation without a verb"
    HALF_A_QUOTATION = "half a quotation"


class PossibleNeed(NamedTuple):
    """Words that may need something: where they stand, what tells whether they do, who would give it.

    ``start`` and ``end`` count letters of the sentence; ``met_by`` are positions of sentences, or ``TITLE``.
    """

    kind: str
    start: int
    end: int
    traits: Sequence[Trait]
    met_by: tuple[int, ...]
