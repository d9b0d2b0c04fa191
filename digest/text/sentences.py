"""Sentences with their offsets, and the tokenizer that sumy is given.

A mark that may end a sentence is looked at with the word before it and the word after it. What a language
knows about both (abbreviations, ordinals written with a full stop) is one entry in ``abbreviations``.
"""

import re
from collections.abc import Iterator

from digest.text.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, ORDINAL_LANGUAGES, SELDOM_LAST
from digest.text.dateline import SHORTEST_TOWN
from digest.text.words import list_stop_words, split_words

LONGEST = 1500
"""Characters after which a sentence is cut where it can be: nobody quotes it, and costs must stay bounded."""

FULL_STOPS = (".", "。", "।", "۔", "።", "།", "။", "។")
SENTENCE_END = (*FULL_STOPS, "!", "?", "…", "؟", "！", "？")
"""What a line ends with that is a sentence, in any script; where a text is cut, the patterns below decide."""
_MARKS = ".!?…؟۔।॥։።။។"
_WIDE = "。！？｡"
# It begins with one set of letters, which re finds ten times as fast as anything else, and looks back after it: a run
# of marks is tried once, not once from each.
_CANDIDATE = re.compile(
    rf"[{_MARKS}{_WIDE}\n](?:"
    rf"(?<=[{_MARKS}])(?<![{_MARKS}].)(?P<more>(?<=\.)(?:[^\S\n]\.){{1,4}}|[{_MARKS}]*+)"
    # Not *+, which up to Python 3.11.4 keeps what a choice that failed had taken (gh-106052): nothing is given back.
    r"(?P<close>(?:[\"”“’'»›)\]]|\[\d{1,3}\]|\s[»”\"](?!\S))*)(?!\s[»”\"](?!\S))"
    r"(?P<gap>\s+|(?=[^\W\d_]))"
    r"(?=[\"“”„«»‘’'‚‹(\[¿¡—–―\-\s$€£¥#§+*•]*+(?P<follower>[^\W_]+(?:['’][^\W_]+)*)?)"
    rf"|(?<=[{_WIDE}])[{_WIDE}]*[”’」』）\"]*\s*"
    r"|(?<=\n)[^\S\n]*\n\s*)"
)
_SPACED = re.compile(r"\s\"")
_LAST = re.compile(r"[^\s(\[{\"“”„«»/—–―]+$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CLOSING_LETTERS = frozenset(["н.э", "э", "т.д", "т.п", "д", "п"])  # "and so on", "BC": what ends a Russian list
_ABBREVIATIONS = frozenset(word.lower() for word in BEFORE_NAMES | BEFORE_NUMBERS | SELDOM_LAST)
_DASHES = tuple("—–―-")
_BACK = 30
"""Characters before a full stop in which its word is looked for; no abbreviation has as many. With 8 to 60 the same 15
ends of the labelled sentences are wrong (``benchmarks/ranges.py``)."""
_CLOSERS = ')]”"’'
_LONGEST_DATELINE = 60
"""Characters of a dateline up to its dash: with 30 to 120 the same ends are wrong."""
_SEAM = re.compile(r"\n|[;；،]\s|\s")


def collapse(text: str) -> str:
    """Make every run of white space one space, and leave none around the text."""
    if "  " not in text and text.isprintable():  # no white space but single spaces
        return text.strip(" ")
    return " ".join(text.split())


def split(text: str, start: int, end: int, language: str | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences inside ``text[start:end]``, in order, white space trimmed, none empty.

    ``language`` (a code of two letters) lets its own words decide where a full stop is doubtful. A blank line
    ends a sentence, a line wrap does not; a sentence longer than ``LONGEST`` is cut at its best seam.
    """
    found: list[tuple[int, int]] = []
    at = start
    for cut in (*_find_cuts(text, start, end, language), end):
        first, last = _trim(text, at, cut)
        if last - first > LONGEST:
            found += _cut_long(text, first, last)
        elif first < last:
            found.append((first, last))
        at = cut
    return found


class SumyTokenizer:
    """What sumy asks of a tokenizer, answered by our own sentences and words: it needs no data to download."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Return the sentences of a text, white space collapsed."""
        return tuple(collapse(text[start:end]) for start, end in split(text, 0, len(text)))

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a sentence, in lower case."""
        return split_words(text)


def _find_cuts(text: str, start: int, end: int, language: str | None) -> Iterator[int]:
    """Find where sentences end; a straight mark between spaces closes a quotation where one is open, else it opens."""
    last = counted = start
    marks = 0
    for found in _CANDIDATE.finditer(text, start, end):
        if found["more"] is None or (_is_end(text, found, last, language) and not _is_in_dateline(text, found, last)):
            last = found.end()
            if found["close"] and (spaced := _SPACED.search(text, found.start("close"), found.end("close"))):
                marks += text.count('"', counted, spaced.start())
                counted = spaced.start()
                last = last if marks % 2 else spaced.start()
            yield last


def _is_end(text: str, found: re.Match[str], start: int, language: str | None) -> bool:
    """Tell whether the sentence that began at ``start`` ends at this mark."""
    more, close, gap, follower = found.groups()
    if follower is None:
        return bool(gap)
    if not gap:
        return _is_glued(text, found, start, language)
    if follower[0].islower():
        return False
    at = found.start()
    if more or close or text[at] != ".":
        return True
    before = text[max(start, at - _BACK) : at].rpartition(" ")[2]
    if before.isalpha() and len(before) > 1 and before.lower() not in _ABBREVIATIONS:
        return True
    last = _LAST.search(text, max(start, at - _BACK), at)
    return _judge_full_stop(last[0] if last else "", follower, found, start, language)


def _is_in_dateline(text: str, found: re.Match[str], start: int) -> bool:
    """Tell whether a full stop is that of a state in a dateline: "KETTLE BAY, Mo. — A ferry ..."."""
    if text[found.end() : found.end() + 1] not in _DASHES or found.end() - start > _LONGEST_DATELINE:
        return False
    town = text[start : found.start()].partition(",")[0].strip()
    return len(town) >= SHORTEST_TOWN and town.isupper()


def _is_glued(text: str, found: re.Match[str], start: int, language: str | None) -> bool:
    """Tell whether two sentences were joined without a space: "in the field.Several soldiers ...".

    Behind a name the second must open with a word that opens sentences: "Yahoo.Com" and "Yandex.Market" are one word.
    """
    before = re.search(
        r"(?<![\w./@])[^\W\d_]+$", text[max(start, found.start() - _BACK) : found.start()].rstrip(_CLOSERS)
    )
    follower = found["follower"]
    return bool(
        before
        and len(before[0]) > 2
        and before[0].lower() not in _ABBREVIATIONS
        and (before[0].islower() or (before[0].istitle() and follower.lower() in list_stop_words(language)))
        and len(follower) > 1
        and follower[0].isupper()
        and follower[1:].islower()
        and text[found.start() : found.start() + 2] != ".."
        and text[found.end("follower") : found.end("follower") + 1].isspace()
    )


def _judge_full_stop(before: str, follower: str, found: re.Match[str], start: int, language: str | None) -> bool:
    """Tell whether a full stop between these two words, the second not in lower case, ends a sentence."""
    opener = follower.lower().replace("’", "'") in list_stop_words(language)
    bare = before.strip("'’.-")
    if not bare:
        return True
    if not bare[-1].isalpha():
        ordinal = language in ORDINAL_LANGUAGES and len(bare) < 3 and not opener and not follower[0].isdigit()
        return not ordinal and found.start() - len(before) > start
    if follower[0].isdigit() and {bare, bare.lower()} & BEFORE_NUMBERS:
        return False
    if len(bare) == 1 or _DOTTED.fullmatch(bare) or bare in SELDOM_LAST:
        return opener or bare in _CLOSING_LETTERS or _is_unit(bare, found, before, start)
    return bare.rpartition("-")[2] not in BEFORE_NAMES


def _is_unit(bare: str, found: re.Match[str], before: str, start: int) -> bool:
    """Tell whether the letter before the full stop is the unit of a number, as Cyrillic script writes years."""
    number = found.string[start : found.start() - len(before)].rstrip()[-1:].isdigit()
    return number and bare.islower() and not bare.isascii()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span, cut at line ends, semicolons or spaces where it is longer than ``LONGEST``."""
    while end - start > LONGEST:
        seams = list(_SEAM.finditer(text, start + LONGEST // 3, start + LONGEST))
        best = min(seams, key=lambda seam: (seam[0] != "\n", len(seam[0]) < 2, -seam.end()), default=None)
        cut = best.end() if best else start + LONGEST
        yield _trim(text, start, cut)
        start, end = _trim(text, cut, end)
    if start < end:
        yield start, end
