"""Tell the acts of force that a sentence reports from those that it only speaks of.

"The army shelled the port" asserts an event. "He warned that an attack would follow", "they denied shelling the port"
and "if the port is shelled" do not: the words are news, the act is none. The cues stand in ``lexicons/modality.toml``.
"""

from collections.abc import Sequence

from digest.analysis.forms import word_set
from digest.analysis.matcher import Hit

_REACH = 6
"""Words that may stand between a cue and what it governs. On the articles of docs/themes.md 4 and 8 do no better."""
_AFTER = 2
"""Words after an act within which an auxiliary still governs it: "an attack on it would". Halved or doubled it changes
one of 2,296 sentences (``benchmarks/ranges.py``).
"""
_AUXILIARIES = word_set("could may might would if")
_ATTEMPTS = ("plot", "conspir", "foil", "thwart", "uncover", "disrupt")
"""Beginnings of words that make a phrase of an act that was only to come an event by itself: "plot to bomb"."""
_CLAUSE = word_set("after amid as because but days hours since when where which while who whose")
"""Words that begin a clause of their own, into which no cue reaches."""


def find_mode(act: Hit, cues: Sequence[Hit], words: Sequence[str]) -> str | None:
    """Return how a sentence only speaks of an act (``threatened``, ``denied`` ...); None where it reports the act."""
    if any(word.startswith(_ATTEMPTS) for word in words[act.start : act.end]):
        return None
    for cue in cues:
        gap = act.start - cue.end
        if 0 <= gap < _REACH and _CLAUSE.isdisjoint(words[cue.end : act.start]):
            return cue.phrase.theme
        if 0 <= cue.start - act.end < _AFTER and words[cue.start] in _AUXILIARIES:
            return cue.phrase.theme
        if act.start < cue.start < act.end and not _is_spelled_out(act, words[cue.start]):
            return cue.phrase.theme
    return None


def _is_spelled_out(act: Hit, word: str) -> bool:
    """Return whether a word within an act's phrase is one that the phrase asks for: "plot to bomb" has been weighed.

    "The army did not shell" has "not" in a gap.
    """
    return any(word in slot.words or word.startswith(slot.prefixes) for slot in act.phrase.slots)
