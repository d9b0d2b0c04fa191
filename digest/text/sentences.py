"""Sentences with their offsets, and the tokenizer that sumy is given.

A mark that may end a sentence is looked at with the word before it and the word after it. What a language
knows about both (abbreviations, ordinals written with a full stop) is one entry in ``abbreviations``.
"""

import re
from collections.abc import Iterator

from digest.text.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, ORDINAL_LANGUAGES, SELDOM_LAST
from digest.text.words import stop_words, words

LONGEST = 1500
"""Characters after which a sentence is cut where it can be: nobody quotes it, and costs must stay bounded."""

_CANDIDATE = re.compile(
    r"(?<![.!?…؟۔।॥։።။។])"  # with the possessive signs: a run of marks is tried once, not once from each
    r"(?P<mark>\.(?:[^\S\n]\.){1,4}|[.!?…؟۔।॥։።။។]++)"
    r"(?P<close>(?:[\"”“’'»›)\]]|\[\d{1,3}\]|\s[»”](?!\S))*+)"
    r"(?P<gap>\s+|(?=[^\W\d_]))"
    r"|(?P<wide>[。！？｡]+[”’」』）\"]*\s*)"
    r"|(?P<blank>\n[^\S\n]*\n\s*)"
)
_OPENING = re.compile(r"[\"“”„«»‘’'‚‹(\[¿¡—–\-\s$€£¥#§+*•]*")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LAST = re.compile(r"[^\s(\[{\"“”„«»/—–]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CLOSING_LETTERS = frozenset(["н.э", "э", "т.д", "т.п", "д", "п"])  # "and so on", "BC": what ends a Russian list
_SEAM = re.compile(r"\n|[;；،]\s|\s")


def collapse(text: str) -> str:
    """The text with every run of white space made one space, and none around it."""
    return " ".join(text.split())


def split(text: str, start: int, end: int, language: str | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences inside ``text[start:end]``, ascending, white space trimmed, none empty.

    ``language`` (a code of two letters) lets its own words decide where a full stop is doubtful. A blank line
    ends a sentence, a line wrap does not; a sentence longer than ``LONGEST`` is cut at its best seam.
    """
    found: list[tuple[int, int]] = []
    at = start
    for cut in [*_cuts(text, start, end, language), end]:
        found += _pieces(text, *_trimmed(text, at, cut))
        at = cut
    return found


class SumyTokenizer:
    """What sumy asks of a tokenizer, answered by our own sentences and words: it needs no data to download."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """The sentences of a text, white space collapsed."""
        return tuple(collapse(text[start:end]) for start, end in split(text, 0, len(text)))

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence, in lower case."""
        return words(text)


def _cuts(text: str, start: int, end: int, language: str | None) -> Iterator[int]:
    last = start
    for found in _CANDIDATE.finditer(text, start, end):
        if found["mark"] is None or _ends(text, found, last, end, language):
            yield found.end()
            last = found.end()


def _ends(text: str, found: re.Match[str], start: int, end: int, language: str | None) -> bool:
    """Whether the sentence that began at ``start`` ends at this mark."""
    after = _OPENING.match(text, found.end(), end)
    token = _TOKEN.match(text, after.end() if after else found.end(), end)
    if token is None:
        return bool(found["gap"])
    follower = token[0]
    if not found["gap"]:
        return _glued(text, found, token, start)
    if follower[0].islower():
        return False
    if found["mark"] != ".":
        return True
    before = _LAST.search(text, max(start, found.start() - 30), found.start())
    return _full_stop(before[0] if before else "", follower, found, start, language)


def _glued(text: str, found: re.Match[str], token: re.Match[str], start: int) -> bool:
    """Whether two sentences were joined without a space: "in the field.Several soldiers ..."."""
    before = re.search(r"[^\W\d_]+$", text[max(start, found.start() - 30) : found.start()])
    follower = token[0]
    return bool(
        before
        and len(before[0]) > 2
        and before[0].islower()
        and len(follower) > 1
        and follower[0].isupper()
        and follower[1:].islower()
        and not found["mark"].startswith("..")
        and text[token.end() : token.end() + 1].isspace()
    )


def _full_stop(before: str, follower: str, found: re.Match[str], start: int, language: str | None) -> bool:
    """Whether a full stop between these two words, the second not in lower case, ends a sentence."""
    opener = follower.lower().replace("’", "'") in stop_words(language)
    bare = before.strip("'’.-")
    if not bare or found["close"]:
        return True
    if not bare[-1].isalpha():
        ordinal = language in ORDINAL_LANGUAGES and len(bare) < 3 and not opener and not follower[0].isdigit()
        return not ordinal and found.start() - len(before) > start
    if follower[0].isdigit() and {bare, bare.lower()} & BEFORE_NUMBERS:
        return False
    if len(bare) == 1 or _DOTTED.fullmatch(bare) or bare in SELDOM_LAST:
        return opener or bare in _CLOSING_LETTERS or _unit(bare, found, before, start)
    return bare not in BEFORE_NAMES


def _unit(bare: str, found: re.Match[str], before: str, start: int) -> bool:
    """Whether the letter before the full stop is the unit of a number, as Cyrillic script writes years."""
    number = found.string[start : found.start() - len(before)].rstrip()[-1:].isdigit()
    return number and bare.islower() and not bare.isascii()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself; when it is longer than anybody quotes, its parts: at line ends, semicolons, spaces."""
    while end - start > LONGEST:
        seams = list(_SEAM.finditer(text, start + LONGEST // 3, start + LONGEST))
        best = min(seams, key=lambda seam: (seam[0] != "\n", len(seam[0]) < 2, -seam.end()), default=None)
        cut = best.end() if best else start + LONGEST
        yield _trimmed(text, start, cut)
        start, end = _trimmed(text, cut, end)
    if start < end:
        yield start, end
