"""Rich text (.rtf), read in one pass: the words of the paragraphs, in the code page that each was written in.

Own code and not striprtf: that takes eleven times as long where there are pictures, and knows no headings.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from digest.intake.readers.assemble import Block, make_block, make_documents
from digest.model import Document, Facts, Problem

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
DEEPEST = 1000
"""Groups in groups; Word closes them before a tenth of it."""
MOST_TOKENS = 2_000_000
"""Steps: two seconds. A newspaper page has ten thousand, one with a picture of a megabyte in it thirty thousand."""
NOT_READ = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr",
        "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "atnid", "atnauthor",
        "fldinst", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata",
        "colorschememapping", "datastore", "xmlnstbl", "latentstyles", "pgdsctbl", "filetbl", "nonshppict",
        "shpinst", "tc", "xe", "bkmkstart", "bkmkend", "template",
    )
)  # fmt: skip
"""Groups whose words are none of the text."""
WORDS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "line": "\n", "tab": " ", "cell": " ",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
"""What a control word stands for."""
SIGNS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\r": "\n\n", b"\n": "\n\n", b"\t": " "}
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code pages by the number that a font tells."""
FONT = re.compile(rb"\\f(\d{1,5})(?!\d)[^{}]{0,200}?\\fcharset(\d{1,3})")
HEAD = 300_000
"""Bytes at the beginning in which the lists of fonts and styles stand."""
HEADING = re.compile(rb"\\s(\d{1,5})(?!\d)[^;]{0,300}?[ }](?:heading (\d)|(title))\s*;", re.IGNORECASE)


@dataclass(slots=True)
class _State:
    """What holds in a group and ends with it."""

    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    page: str = "cp1252"
    fallback: int = 1


@dataclass(slots=True)
class _Text:
    """The paragraphs so far, and the bytes that wait for the rest of their letter."""

    fonts: dict[int, str]
    levels: dict[int, int]
    standard: str = "cp1252"
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    level: int = 0
    to_skip: int = 0

    def say(self, words: str) -> None:
        """Add words to the paragraph."""
        self.pieces.append(words)

    def settle(self, page: str) -> None:
        """Turn the bytes that wait into letters."""
        if self.waiting:
            self.say(bytes(self.waiting).decode(page, "replace"))
            self.waiting.clear()

    def end(self) -> None:
        """End the paragraph; letters beyond the first 65,536 are told in two halves, which are joined here."""
        text = "".join(self.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.blocks.append(make_block(text, self.level))
        self.pieces.clear()


def read_rtf(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """Return the article of a rich text document, or several where each stands under a heading of the first level."""
    text = _Text(
        {int(number): CHARSETS[int(kind)] for number, kind in FONT.findall(data, 0, HEAD) if int(kind) in CHARSETS},
        {int(number): int(level or 1) for number, level, _ in HEADING.findall(data, 0, HEAD)},
    )
    if not _read(data, text):
        return Problem(path, "this rich text is built as no article is and was not read to its end", unreadable=True)
    if not any(one.text for one in text.blocks):
        return Problem(path, "this rich text document holds no text", unreadable=True)
    return make_documents(path, text.blocks, Facts())


def _read(data: bytes, text: _Text) -> bool:
    """Read all groups; false where there are too many."""
    states = [_State()]
    at = steps = 0
    while token := TOKEN.match(data, at):
        at = token.end()
        steps += 1
        if steps > MOST_TOKENS or len(states) > DEEPEST:
            return False
        state = states[-1]
        word, number, byte, sign, brace, plain = token.groups()
        if byte is None:
            text.settle(state.page)
        if brace:
            text.to_skip = 0
        if brace == b"{":
            states.append(replace(state))
        elif brace and len(states) > 1:
            states.pop()
        elif word == b"bin":
            at += max(0, int(number or 0))
        elif word:
            _obey(word.decode("ascii"), int(number) if number else None, state, text)
        elif sign == b"*":
            state.skipped = True
        else:
            _say(byte, sign, plain, state, text)
    text.settle(states[-1].page)
    text.end()
    return True


def _say(byte: bytes | None, sign: bytes | None, plain: bytes | None, state: _State, text: _Text) -> None:
    """Add the letters of a token, unless they are not to be seen or stand for the letter before."""
    if byte and text.to_skip:
        text.to_skip -= 1
        return
    if plain and text.to_skip:
        plain, text.to_skip = plain[text.to_skip :], max(0, text.to_skip - len(plain))
    if state.skipped or state.hidden or state.deleted:
        return
    if byte:
        text.waiting += bytes.fromhex(byte.decode("ascii"))
    elif plain:
        text.say(plain.decode(state.page, "replace"))
    elif sign in SIGNS:
        _say_or_end(SIGNS[sign], text)


def _say_or_end(words: str, text: _Text) -> None:
    if words == "\n\n":
        text.end()
    else:
        text.say(words)


def _obey(word: str, number: int | None, state: _State, text: _Text) -> None:
    """Do what a control word says."""
    if word in NOT_READ:
        state.skipped = True
    elif word == "u" and number is not None:
        text.to_skip = state.fallback
        if not (state.skipped or state.hidden or state.deleted):
            text.say(chr(number % 65536))
    elif word == "uc":
        state.fallback = min(max(number or 0, 0), 10)
    elif word == "ansicpg":
        text.standard = state.page = _check_page(f"cp{number}") if number != 65001 else "utf-8"
    elif word == "mac":
        text.standard = state.page = "mac_roman"
    elif word == "f":
        state.page = text.fonts.get(number or 0, text.standard)
    elif word in ("v", "deleted"):
        setattr(state, "hidden" if word == "v" else "deleted", number != 0)
    elif word == "plain":
        state.hidden = state.deleted = False
        state.page = text.standard
    elif word in ("pard", "s", "outlinelevel"):
        text.level = 0 if word == "pard" else text.levels.get(number or 0, 0) if word == "s" else (number or 0) + 1
    elif word in WORDS and not state.skipped:
        _say_or_end(WORDS[word], text)


def _check_page(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"
