"""Find in a mail what it holds instead of one article: a forwarded mail, the items of a newsletter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from digest.intake.features import CLOCK, DATE, DIGIT
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.paragraphs import BYLINE, ends_like_a_sentence, split_paragraphs
from digest.intake.readers.assemble import Block
from digest.intake.sanitize import clean
from digest.model import Fact

FIELDS: dict[str, tuple[str, ...]] = {
    "from": ("from", "von", "de", "van", "da", "från", "fra", "от", "від", "od", "发件人", "差出人"),
    "date": (
        "date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "дата", "отправлено",
        "skickat", "dato", "sendt", "verzonden", "日期", "日時",
    ),
    "subject": (
        "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "ämne", "emne", "тема", "assunto", "temat",
        "主题", "件名",
    ),
    "to": (
        "to", "an", "à", "para", "a", "aan", "till", "til", "кому", "do", "cc", "kopie", "reply-to", "收件人", "宛先",
    ),
}  # fmt: skip
"""What mail programs write over a mail that they forward, in the languages of Europe, Chinese and Japanese."""
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
LINE = re.compile(r"\s{0,8}[*_]{0,2}([^\W\d_][\w-]{0,14})[*_]{0,2}\s?[:：][*_]{0,2}\s*(.{0,500})\Z")
# Decisions, by how newsletters are written: no labelled text is one, and tests/intake/test_mail.py and
# tests/intake/test_several.py hold letters of each form, with what is none.
BUTTON_WORDS = 6
"""Words of a link that leads to the whole article: "Read the full story on our site"."""
OPENING_WORDS = 40
"""Words above the first headline that are an article of their own and no greeting."""
HEADLINE_WORDS = range(4, 26)
"""Words of a line that is a headline when all of it is a link."""
TITLE_WORDS = range(3, 31)
"""Words of a line of plain text that may be a title."""
TITLE_IN = 400
"""Characters of a line in which a date is looked for: no title is longer, and the search takes time."""
NO_TITLE = re.compile(r"(?:about|notes?|contacts?|editor|sources?|footnotes?|comments?|related|media)\b", re.IGNORECASE)
"""Openings of what stands under a rule and belongs to the article above it."""
LEADS_ON = re.compile(r"\s*(?:[^\n.!?]{0,60}[:>\s(<\[])?(https?://[^\s<>()\[\]]{1,2000})[)>\]]?\s*\Z")
"""A line that leads to the whole article: an address, perhaps behind "Read more:"."""


class Forwarded(NamedTuple):
    """The header over a mail that was forwarded, and the number of the line behind it."""

    fields: dict[str, str]
    end: int


class Item(NamedTuple):
    """An item of a newsletter: its headline and text, and where the whole article stands."""

    blocks: list[Block]
    url: Fact | None


def find_forwarded(lines: Sequence[str]) -> Forwarded | None:
    """Return the innermost header of a forwarded mail that has a text under it."""
    best, at = None, 0
    while at < len(lines):
        fields, end = _read_header(lines, at)
        if "from" in fields and ("subject" in fields or "date" in fields):
            if sum(len(line.split()) for line in lines[end:]) >= SHORTEST_ARTICLE:
                best = Forwarded(fields, end)
            at = end
        else:
            at += 1
    return best


def _read_header(lines: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """Return the fields of the header that begins at a line, and the number of the line behind it."""
    fields: dict[str, str] = {}
    while at < len(lines) and (found := LINE.match(lines[at])):
        field = _FIELD_OF.get(found[1].lower())
        if field is None:
            break
        fields.setdefault(field, found[2].strip())
        at += 1
    return fields, at


@dataclass(slots=True)
class _Section:
    """A headline and the blocks under it."""

    head: Block
    body: list[Block]

    @property
    def url(self) -> str:
        """Return the address that the headline or a button under the text leads to."""
        buttons = (one.link for one in self.body if one.link and len(one.text.split()) <= BUTTON_WORDS)
        return self.head.link or next(buttons, "")

    @property
    def text(self) -> list[Block]:
        """Return the text without its buttons."""
        return [one for one in self.body if not one.link]


def split_newsletter(blocks: Sequence[Block]) -> list[Item]:
    """Return the items of a newsletter: headlines with a text, half of which lead to places of their own.

    None where there are fewer than two: an article that was mailed has headings too, but no links to other articles.
    """
    best: list[_Section] = []
    opening: list[Block] = []
    for level in [*sorted({one.level for one in blocks if one.level}), 0]:
        above, sections = _split_sections(blocks, level)
        sections = [one for one in sections if _count_words(one.text) >= SHORTEST_ARTICLE]
        if not level and _count_words(above) >= OPENING_WORDS:
            continue  # an article with links to others between its paragraphs
        if len(sections) > len(best) and len({one.url for one in sections if one.url}) >= max(2, len(sections) / 2):
            best, opening = sections, above
    items = [Item([one.head, *one.text], Fact(one.url, "link of the item") if one.url else None) for one in best]
    return [Item(opening, None), *items] if items and _count_words(opening) >= OPENING_WORDS else items


def split_letter(lines: Sequence[str]) -> list[Item]:
    """Return the items of a newsletter in plain text: a headline, a text, and a line with the article's address.

    None where there are fewer than two, or much text is under the last. What stands over the first headline is an item
    too when it is long.
    """
    if len([line for line in lines if "://" in line and LEADS_ON.match(line)]) < 2:  # most texts: the rest takes long
        return []
    items: list[Item] = []
    opening: list[str] = []
    held = _Held()
    for line in lines:
        found = LEADS_ON.match(line)
        at = held.find_headline() if found else None
        if found is None or at is None:
            held.add(line)
            continue
        opening = opening if items else held.lines[:at]
        items.append(Item(_make_blocks(held.lines[at:]), Fact(clean(found[1]), "link of the item")))
        held = _Held()
    if len(items) < 2 or held.words >= OPENING_WORDS:
        return []
    above = _make_blocks(["", *opening])
    return [Item(above, None), *items] if _count_words(above) >= OPENING_WORDS else items


@dataclass(slots=True)
class _Held:
    """The lines since the last item, how many words they have, and the headlines among them with the words so far."""

    lines: list[str] = field(default_factory=list)
    words: int = 0
    headlines: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Add a line; one after a blank line may be a headline."""
        self.words += len(line.split())
        if line.strip() and not (self.lines and self.lines[-1].strip()) and is_headline(line):
            self.headlines.append((len(self.lines), self.words))
        self.lines.append(line)

    def find_headline(self) -> int | None:
        """Return the place of the last headline that has a text under it, which ends as one."""
        last = next((line for line in reversed(self.lines[-2:]) if line.strip()), "")
        if not ends_like_a_sentence(last):
            return None
        # Headlines have words themselves, so that few of them have too few under them.
        under = (at for at, so_far in reversed(self.headlines) if self.words - so_far >= SHORTEST_ARTICLE)
        return next(under, None)


def is_headline(line: str) -> bool:
    """Tell whether a line has as many words as a title, dates aside, is no sentence or by-line, and opens no note."""
    bare = line.strip()
    if ends_like_a_sentence(line) or NO_TITLE.match(bare) or BYLINE.match(bare):
        return False
    undated = line[:TITLE_IN].lower()
    if DIGIT.search(undated):  # else there is no date to leave out, which takes longest to find out
        undated = DATE.sub("", CLOCK.sub("", undated))
    return len(undated.split()) in TITLE_WORDS


def _make_blocks(lines: Sequence[str]) -> list[Block]:
    """Return the paragraphs of a piece of plain text, the first line as its headline; empty: it has none."""
    text = "\n".join(lines[1:])
    return [
        *([Block(lines[0].strip(), 1)] if lines[0].strip() else []),
        *(Block(" ".join(text[one.start : one.end].split())) for one in split_paragraphs(text)),
    ]


def _split_sections(blocks: Sequence[Block], level: int) -> tuple[list[Block], list[_Section]]:
    """Return what stands above the first headline of a level, and under each; level 0: each line that is a link."""
    above: list[Block] = []
    found: list[_Section] = []
    for one in blocks:
        opens = one.level == level if level else bool(one.link) and len(one.text.split()) in HEADLINE_WORDS
        if opens:
            found.append(_Section(one if level else Block(one.text, 1, link=one.link), []))
        elif level and 0 < one.level < level:
            found.append(_Section(one, []))
        elif found:
            found[-1].body.append(one)
        else:
            above.append(one)
    return above, found


def _count_words(blocks: Sequence[Block]) -> int:
    return sum(len(one.text.split()) for one in blocks if not one.level)
