"""Put Documents together from blocks of text whose role the format tells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digest.intake.paragraphs import BYLINE, ends_like_a_sentence
from digest.intake.readers.fields import ADDRESS, find_fields, read_facts
from digest.intake.sanitize import clean
from digest.model import Document, Fact, Facts, Paragraph, Role
from digest.text.dateline import read_dateline
from digest.text.sentences import split

SECTION_WORDS = 40
"""Words under a heading that make it an article's title and not a heading inside one: twice what an article has at
least; tests/intake/test_documents.py holds both kinds."""

TITLE_LEVELS = (1, 2, 3)
"""Levels of headings that may be titles of articles; lower ones part a text."""
NEAR_TITLE = 3
"""Blocks under a title among which an article says where it comes from, a decision: a summary, a by-line and a date
(tests/intake/test_several.py)."""

CUT_OFF = re.compile(r"(?:\.\.\.|…)[\s\])]*\Z")
"""How feeds mark that a text goes on elsewhere."""

_WHY: dict[Role, str] = {"title": "a title", "subhead": "a heading", "caption": "a picture's words"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. ``level``: 1 for the highest headings, 0 for what is none; ``caption``: it belongs to a picture;
    ``link``: the address that all of its words lead to."""

    text: str
    level: int = 0
    caption: bool = False
    link: str = ""


def make_block(text: str, level: int = 0, *, caption: bool = False, link: str = "") -> Block:
    """Return a block whose text is sanitized, each of its lines without white space around it."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return Block("\n".join(line for line in lines if line), level, caption, link)


def make_documents(path: str, blocks: Iterable[Block], facts: Facts) -> tuple[Document, ...]:
    """Return the article that the blocks make, or several where each of the highest headings opens one."""
    parts = split_at_titles([one for one in blocks if one.text])
    if len(parts) == 1:
        return tuple(make_document(path, 0, part, facts) for part in parts)
    # What is told about the file is told about none of its articles.
    facts = replace(facts, title=None, published=None, url=None)
    return tuple(make_document(path, number, *_take_fields(part, facts)) for number, part in enumerate(parts))


def split_at_titles(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """Return the blocks of each article: one part, unless the headings of a level are titles.

    Those of the first level are when each has an article under it; those below it are when the article says besides
    where it comes from, as it does in a collection of clippings.
    """
    for level in TITLE_LEVELS:
        starts = [at for at, one in enumerate(blocks) if one.level == level]
        if len(starts) < 2 or any(0 < one.level < level for one in blocks[starts[0] :]):
            continue
        above = blocks[: starts[0]]
        parts = [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
        texts = [part[1:] for part in parts]
        titled = all(_count_words(one) >= SECTION_WORDS and (level == 1 or _is_sourced(one)) for one in texts)
        if titled:
            return [above, *parts] if _count_words(above) >= SECTION_WORDS else parts
    return [blocks]


def _is_sourced(blocks: Sequence[Block]) -> bool:
    """Tell whether the lines under a title say who reported it: a dateline, a by-line, an address, "Source:"."""
    lines = [line for one in blocks[:NEAR_TITLE] for line in one.text.split("\n")]
    if find_fields(lines)[1]:
        return True
    for line in lines:
        filed = read_dateline(line)
        if (filed and (filed.agency or filed.behind)) or BYLINE.match(line) or ADDRESS.match(line):
            return True
    return False


def _take_fields(blocks: Sequence[Block], facts: Facts) -> tuple[Sequence[Block], Facts]:
    """Return an article without the lines "Name: value" under its title, and what they tell besides."""
    said = blocks[1].text.split("\n") if blocks[0].level and len(blocks) > 1 else []
    fields, count = find_fields(said)
    if not count or count < len(said):
        return blocks, facts
    return [blocks[0], *blocks[2:]], read_facts(fields, "line under the title,").completed_by(facts)


def _count_words(blocks: Iterable[Block]) -> int:
    return sum(len(one.text.split()) for one in blocks if not one.level)


def make_document(path: str, part: int, blocks: Sequence[Block], facts: Facts, *, brief: bool = False) -> Document:
    """Return one Document: paragraphs parted by blank lines, headings and captions marked.

    The first heading is the title when no text stands above it, or when it says what the format names as the title.
    """
    pieces: list[str] = []
    marked: list[Paragraph] = []
    at, opened = 0, False
    for one in _drop_tails(blocks) if brief else blocks:
        role: Role | None = "caption" if one.caption else "subhead" if one.level else None
        if role == "subhead" and _is_title(one, facts, opened=opened, marked=bool(marked)):
            role = "title"
            facts = replace(facts, title=facts.title or Fact(" ".join(one.text.split()), "heading"))
        if role:
            marked.append(Paragraph(at, at + len(one.text), role, _WHY[role]))
        opened = opened or role is None
        pieces.append(one.text)
        at += len(one.text) + 2
    return Document(path, part, "\n\n".join(pieces), facts, tuple(marked), brief)


def _drop_tails(blocks: Sequence[Block]) -> list[Block]:
    return [part for one in blocks for part in _part_tail(one)]


def _part_tail(one: Block) -> list[Block]:
    """Part the words that a feed cut off in the middle of a sentence from the whole sentences before them."""
    if one.level or one.caption or (ends_like_a_sentence(one.text) and not CUT_OFF.search(one.text)):
        return [one]
    *_, last = split(one.text, 0, len(one.text)) or [(0, 0)]
    parts = (one.text[: last[0]].rstrip(), one.text[last[0] :])
    return [replace(one, text=text) for text in parts if text]


def _is_title(one: Block, facts: Facts, *, opened: bool, marked: bool) -> bool:
    """Tell whether a heading is the title: it stands above all text or says what the format names as the title."""
    if facts.title and facts.title.value == " ".join(one.text.split()):
        return not marked
    return not opened and (facts.title is None or (one.level == 1 and not marked))
