"""Plain text: wire copy, text saved from a page, several articles in one file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.intake.limits import MOST_ARTICLES
from digest.intake.readers.assemble import make_document
from digest.intake.readers.fields import ADDRESS, find_fields, read_facts
from digest.intake.readers.letters import is_headline, split_letter
from digest.intake.sanitize import clean, decode
from digest.model import Document, Fact, Facts, Problem
from digest.text.dateline import read_dateline

LONGEST_RULE = 200
"""Characters of a line that is looked at as a rule: the pattern takes no longer ones."""
RULE = re.compile(r"[ \t]*(?:[-=*_#~]{5,80}|(?:[-=*_#~] ){3,40}[-=*_#~]?)[ \t]*")
NUMBERED = re.compile(r"[ \t]*\d{1,4} of \d{1,4} DOCUMENTS[ \t]*")
"""The line over each article that a press archive exports."""
# Decisions, by how files of several articles look: no labelled text is one, and tests/intake/test_plain.py and
# tests/intake/test_several.py hold such files, with what is none.
BETWEEN = 2
"""Lines between a title and the dateline of its report: a by-line and a date."""
LABEL_WORDS = 12
"""Words of such a line."""
ALIKE = 4
"""Times that the longest of several reports may be as long as the shortest (tests/intake/test_several.py)."""
FEWEST_WORDS, FEWEST_SENTENCES = 50, 3
"""Of a part that is an article by itself; a bio or a notice under a rule has less."""
TOP = 8
"""Lines at the top of a text among which its address stands."""
HYPHEN = re.compile(r"(?<![^\W\d_]-)\b([^\W\d_]+)-\n[ \t]*([^\W\d_]+)([^\s\w]*)[ \t]*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ELLIPSES = ("...", "…", "[…]", "[...]")
SENTENCE = re.compile(r"[.!?…][\"'”’»)]*(?=\s|\Z)")


def read_plain(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the articles of a text, each with the facts that lines over it state."""
    text = rejoin_words(clean(decode(data)).strip("\n"))
    items = split_letter(text.split("\n"))
    parts = [] if items else split_articles(text)
    if max(len(items), len(parts)) > MOST_ARTICLES:
        return Problem(path, f"more than {MOST_ARTICLES} articles in one file; split it", unreadable=True)
    return tuple(
        [make_document(path, number, one.blocks, Facts(url=one.url), brief=True) for number, one in enumerate(items)]
        or [_make_document(path, number, part) for number, part in enumerate(parts)]
    )


def rejoin_words(text: str) -> str:
    """Put words together that a hyphen divides at the end of a line; a hyphen that other lines show stays.

    The line ends after the word instead, so that no line changes its number.
    """
    if "-\n" not in text:
        return text
    words = Counter(WORD.findall(text.lower()))

    def join(found: re.Match[str]) -> str:
        first, last, sign = found[1], found[2], found[3]
        compound, whole = f"{first}-{last}".lower(), f"{first}{last}".lower()
        parts_known = words[first.lower()] > 1 and words[last.lower()] > 1
        keeps = not last[0].islower() or words[compound] > 0 or (parts_known and not words[whole])
        return f"{first}{'-' if keeps else ''}{last}{sign}\n"

    return HYPHEN.sub(join, text)


def split_articles(text: str) -> list[str]:
    """Return the articles of a text: parted by a rule over a title, by the numbers that a press archive prints, or by
    titles over datelines."""
    lines = text.split("\n")
    numbered = any(NUMBERED.fullmatch(line) for line in lines)
    parted = _strip_parts(_split_at(lines, NUMBERED if numbered else RULE), sure=numbered)
    if len(parted) > 1:
        return parted
    filed = _strip_parts(_split_at_datelines(lines), sure=False)
    sizes = [len(part.split()) for part in filed]
    # A far shorter one stands under the heading of other articles on a page.
    return filed if len(filed) > 1 and min(sizes) * ALIKE >= max(sizes) else [text]


def _strip_parts(parts: Iterable[list[str]], *, sure: bool) -> list[str]:
    return [part.strip("\n") for part in _join_parts(parts, sure=sure) if part.strip()]


def _join_parts(parts: Iterable[list[str]], *, sure: bool) -> Iterator[str]:
    """Yield the articles that parts of a text make: unless all are ``sure``, a part that is none belongs to the one
    before it."""
    held: list[str] = []
    for part in parts:
        if held and (sure or (_is_article(part) and _has_text(held))):
            yield "\n".join(held)
            held = part
        else:
            held = [*held, "", *part] if held else part
    yield "\n".join(held)


def _split_at(lines: list[str], pattern: re.Pattern[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if len(line) <= LONGEST_RULE and pattern.fullmatch(line):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _split_at_datelines(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between the titles that stand, after a blank line, over the dateline of a report.

    The text must begin with such a title: what stands under the text of a page is a teaser for another article.
    """
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    part: list[str] = []
    for at, line in enumerate(lines if _opens_report(lines, first) else ()):
        if part and line.strip() and not part[-1].strip() and _opens_report(lines, at):
            yield part
            part = []
        part.append(line)
    yield part


def _opens_report(lines: list[str], at: int) -> bool:
    """Tell whether a line is a title over a dateline that names a day or an agency."""
    if not is_headline(lines[at]):
        return False
    below = [line.strip() for line in lines[at + 1 : at + 2 * BETWEEN + 3] if line.strip()][: BETWEEN + 1]
    for line in below:
        filed = read_dateline(line)
        if filed or len(line.split()) > LABEL_WORDS:
            return filed is not None and bool(filed.agency or filed.behind)
    return False


def _is_article(lines: list[str]) -> bool:
    """Tell whether a part has a title and text under it."""
    title = next((line.strip() for line in lines if line.strip()), "")
    return (is_headline(title) or find_fields(lines)[1] > 1) and _has_text(lines)


def _has_text(lines: list[str]) -> bool:
    text = "\n".join(lines).rstrip()
    if text.endswith(ELLIPSES):
        return False  # the opening of another article
    return len(text.split()) >= FEWEST_WORDS and len(SENTENCE.findall(text)) >= FEWEST_SENTENCES


def _make_document(path: str, part: int, text: str) -> Document:
    """Take the facts from lines "Name: value" and from an address over the text."""
    lines = text.split("\n")
    fields, count = find_fields(lines)
    facts = Facts()
    if len(fields) > 1:
        facts, text = read_facts(fields, "line over the text,"), "\n".join(lines[count:]).strip("\n")
    if facts.url is None:
        address = next((line.strip() for line in lines[:TOP] if ADDRESS.fullmatch(line.strip())), None)
        facts = replace(facts, url=Fact(address, "line over the text")) if address else facts
    return Document(path, part, text, facts)
