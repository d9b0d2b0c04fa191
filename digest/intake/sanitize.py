"""Decode bytes, and remove from text what could harm a reader's page or terminal.

Readers decode with ``decode``; every string that leaves a reader passes ``clean`` once, after entities and escapes
were resolved. The result is the text that offsets point into, that source pages show, and that "verbatim" means.
"""

import codecs
import re
import unicodedata

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
TERMINAL = re.compile(
    "(?:\x1b[\\[]|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90-\x9f\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,16}[0-~]"
)
"""Sequences that a terminal obeys: CSI, OSC and the like (never past the end of a line), short escapes."""

UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but for tab and line feed
    "\u00ad\u061c\u115f\u1160\u180e\u3164\uffa0"  # soft hyphen, Arabic letter mark, fillers
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # zero width, bidi, annotations
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e0fff]"  # tags and selectors that can carry hidden text
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
TOWER = re.compile(f"({_MARK}{{4}}){_MARK}+")
_PLAIN = bytes(byte for byte in range(0x80) if chr(byte).isprintable() or byte in b"\t\n")
HIGH_1252 = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
GARBLED = re.compile(
    f"[\u00e2\u00e3][{HIGH_1252}\x80-\x9f]{{2}}|[\u00c2\u00c3\u00d0\u00d1][{HIGH_1252}\x80-\x9f]|\u00f0[{HIGH_1252}\x80-\x9f]{{3}}"
)
"""UTF-8 that somebody read as Windows-1252 or Latin-1: "â€™", "Ã©", "Ð°", the four bytes of an emoji."""

_TROUBLE = re.compile("|".join((LINE_ENDS.pattern, "\u2029", UNSEEN.pattern, GARBLED.pattern, f"{_MARK}{{5}}")))
"""What a clean text never contains; searched in the text without its ASCII letters and signs."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NO_CHARSETS = frozenset(("utf-8", "utf-7", "punycode", "unicode_escape", "raw-unicode-escape", "unicode-escape"))
"""Codecs of Python that a declaration may not choose: UTF-8 is tried before, no article is in the others."""
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
LATIN = ["cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac_roman", "cp1258"]
"""Candidates where nearly all letters are ASCII: the code pages of Europe's Latin alphabets."""
MOST_MARKS = 30
"""Most combining characters in a row that are normalised, as in Unicode's stream-safe text format (UAX 15): the time
grows with the square of their number. No language writes as many; a file of 600 KB of them took more than a minute."""
PASSES = 8
"""Most passes of cleaning: each removal may bring new harmful characters together. Real texts need two."""
_STRAY = re.compile(rb"(?<!\s)[\x85\x92\x94]|[\x91\x93](?!\s)|[\x96\x97]")
"""Dots, closing and opening quotation marks and dashes, the same in Windows-1250 to 1258. Letters are not."""
# Measured on texts and their pieces of 120 characters in eleven encodings, in two halves (``benchmarks/ranges.py``).
SAMPLE = 8192
"""Bytes that a detector reads: from 2,048 to 32,768 the answers are the same, with 512 four fewer are right."""
NULS, ON_ONE_SIDE = 0.2, 0.9
"""Share of NULs in UTF-16, and of these on every second place. Each Latin letter has one, elsewhere only spaces and
signs: 700 of 976 labelled pieces are told, and with .05 all; but then records that end with a NUL become Chinese."""
WHOLE_TO_BROKEN = 4
"""Whole letters above ASCII for each broken one in UTF-8 that was cut or damaged. With 1 more damaged pieces are told,
but a file that was joined of two encodings loses letters that a detector reads."""
LATIN_AT_MOST = 0.2
"""Share of bytes above ASCII in a text of the Latin alphabet: the same from .1 to .4, two fewer right at .05."""
CYRILLIC_BYTES, CYRILLIC_SHARE, COMMON_SHARE = 20, 0.5, 0.35
"""Least bytes above ASCII of a Cyrillic text (the same from 5 to 40), their share of its letters (from .25 to .9), and
the share of its ten commonest letters, two thirds of running Russian: from .35 to .5, at .2 fifteen Latin texts are
taken for Cyrillic, at .6 seven Cyrillic ones are missed."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode bytes of any encoding; never fail.

    In this order: byte order mark, the pattern of NULs that UTF-16 has, UTF-8, what the file ``declared`` (when the
    bytes agree), a detector. A declaration stands behind UTF-8 because bytes are hardly ever UTF-8 by accident.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = recognise_utf16(data) or _recognise_utf8(data) or _check_declaration(data, declared) or _detect(data)
    return data.decode(encoding, _MIXED if encoding == "utf-8" else "replace")


def _read_stray_byte(trouble: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 and stands among ASCII as a mark of Windows: two texts were joined in one file.

    Where a letter of UTF-8 was cut or damaged, bytes of it stand beside, or nothing follows.
    """
    if not isinstance(trouble, UnicodeDecodeError):
        raise trouble
    data, at, end = trouble.object, trouble.start, trouble.end
    alone = end == at + 1 and 0 < at < len(data) - 1 and data[at - 1] < 0x80 and data[at + 1] < 0x80
    return (data[at:end].decode("cp1252") if alone and _STRAY.match(data, at) else "\ufffd"), end


_MIXED = "digest.mixed"
codecs.register_error(_MIXED, _read_stray_byte)


def clean(text: str) -> str:
    """Remove what cannot be seen or could harm: controls, terminal sequences, bidi overrides, zero-width and tag
    characters, lone surrogates, towers of marks. Repair garbled UTF-8; make line ends ``\\n``; normalise to NFC.

    Cleaning twice changes nothing.
    """
    if _is_clean(text):
        return text
    for _ in range(PASSES):
        if (once := _clean_once(text)) == text:
            return text
        text = once
    # Garbled text nested a thousand levels deep would take quadratic time; only an attack looks like that.
    return _clean_once(GARBLED.sub("\ufffd", text))


def clean_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())


def _is_clean(text: str) -> bool:
    """Tell whether there is nothing to clean, as in nearly all texts; this takes a tenth of the time of cleaning."""
    if text.isascii() and text.isprintable():
        return True
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if not odd:
        return True
    return not _TROUBLE.search(odd) and _limit_marks(text, odd) == text and unicodedata.is_normalized("NFC", text)


def _clean_once(text: str) -> str:
    text = _repair_garbled(text)
    text = TERMINAL.sub("", text.replace("\x00", ""))
    text = LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = UNSEEN.sub("", text)
    return TOWER.sub(r"\1", unicodedata.normalize("NFC", _limit_marks(text, text)))


def _limit_marks(text: str, letters: str) -> str:
    """Cut what combines with one letter to MOST_MARKS; ``letters`` has all characters above ASCII that the text has."""
    marks = re.escape("".join(sorted(filter(unicodedata.combining, set(letters)))))
    return re.sub(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+", r"\1", text) if marks else text


def _repair_garbled(text: str) -> str:
    found = GARBLED.findall(text)
    if len(found) < 2 and not any(run.startswith("\u00e2\u20ac") for run in found):
        return text  # one alone may be meant, as in "IRMÃ»"
    return GARBLED.sub(_reread_as_utf8, text)


def _reread_as_utf8(run: re.Match[str]) -> str:
    try:
        return b"".join(_encode_letter(letter) for letter in run[0]).decode()
    except UnicodeDecodeError:
        return run[0]


def _encode_letter(letter: str) -> bytes:
    return letter.encode("latin-1") if ord(letter) < 256 else letter.encode("cp1252")


def recognise_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by its NUL bytes: in most scripts every second one."""
    sample = data[:SAMPLE]
    nuls = sample.count(0)
    if len(sample) < 4 or nuls < NULS * len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < ON_ONE_SIDE * nuls:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _recognise_utf8(data: bytes) -> str | None:
    """Recognise UTF-8, also where few of many characters are broken, as when a file was cut in the middle of one."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        good = sum(1 for letter in text[: SAMPLE * 4] if letter > "\x7f") - broken
        return "utf-8" if good > WHOLE_TO_BROKEN * broken else None
    return "utf-8"


def _check_declaration(data: bytes, declared: str | None) -> str | None:
    try:
        encoding = codecs.lookup((declared or "").strip().strip("\"'")).name
        if encoding in NO_CHARSETS or encoding.startswith("idna"):
            return None
        b" ".decode(encoding, "ignore")  # LookupError for what Python knows but does not call a text, as bzip2
        codecs.getincrementaldecoder(encoding)().decode(data[:SAMPLE])  # which may end in the middle of a character
    except (LookupError, UnicodeError, ValueError):
        return None
    if encoding in ("iso8859-1", "ascii"):
        encoding = "cp1252"  # what browsers do, and what writers mean
    if encoding == "cp1252" and _find_cyrillic(data):
        return None  # a page whose declaration nobody changed
    return encoding


def _detect(data: bytes) -> str:
    if found := _find_cyrillic(data):
        return found
    sample = data[:SAMPLE]
    pages = LATIN if _count_high(sample) < LATIN_AT_MOST * len(sample) else None
    import charset_normalizer  # noqa: PLC0415 - most files are UTF-8, and a run with nothing new reads none

    guess = charset_normalizer.from_bytes(sample, steps=3, chunk_size=512, cp_isolation=pages).best()
    return codecs.lookup(guess.encoding).name if guess else "cp1252"


def _find_cyrillic(data: bytes) -> str | None:
    """Return the Cyrillic code page that makes most letters common ones; ``None`` when few bytes are above ASCII.

    It is right for 208 of 208 pieces of 80 to 160 letters in four code pages, charset-normalizer for 203.
    """
    sample = data[:SAMPLE]
    high = _count_high(sample)
    letters = high + sum(1 for byte in sample if chr(byte).isalpha() and byte < 0x80)
    if high < max(CYRILLIC_BYTES, CYRILLIC_SHARE * letters):
        return None
    common = {page: sum(1 for letter in sample.decode(page, "replace") if letter in "оеаинтсрвл") for page in CYRILLIC}
    best = max(CYRILLIC, key=lambda page: common[page])
    return best if common[best] > COMMON_SHARE * high else None


def _count_high(sample: bytes) -> int:
    """Count the bytes above ASCII."""
    return sum(1 for byte in sample if byte > 0x7F)
