"""Tell what a file is, by its first bytes before its name; and why a file holds no article."""

import re

from digest.intake.leftovers import SYSTEM_FILES
from digest.intake.readers.zipped import ZipFiles, open_zip
from digest.intake.sanitize import recognise_utf16
from digest.model import Problem, ProblemKind
from digest.page_names import SOURCES

PACKED = b"\x1f\x8b"
HEAD = 8192
"""First bytes among which a file says what it is, behind a comment or a long header."""

OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound (Ogg)"),
    (b"fLaC", "sound (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"PK\x05\x06", "an empty archive (ZIP)"),
    (b"Rar!", "an archive (RAR): unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z): unpack it"),
    (b"BZh", "an archive (bzip2): unpack it"),
    (b"\xfd7zXZ", "an archive (xz): unpack it"),
    (b"\x28\xb5\x2f\xfd", "an archive (zstd): unpack it"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a program (Windows)"),
    (b"\xcf\xfa\xed\xfe", "a program (macOS)"),
    (b"\xca\xfe\xba\xbe", "a program (Java or macOS)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (OLE): save it as .docx, .odt or .txt"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"wOFF", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"bplist", "a property list"),
    (b"\x00\x00\x00\x01Bud1", "notes of the Finder about a folder"),
)
"""First bytes of what is no article, and what to call it. ``BM`` and ``MZ`` count only in binary files."""

_STARTS = tuple(start for start, _ in OTHERS)

ZIP = b"PK\x03\x04"
ZIP_READ = {
    b"application/epub+zip": ".epub",
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.text-template": ".odt",
}
"""The reader's suffix by what a ZIP says that it is in its first file, ``mimetype``."""
ZIP_OTHERS = (
    ("xl/", "a spreadsheet: save it as .csv"),
    ("ppt/", "slides: save them as PDF"),
    ("Index/Document.iwa", "a document of Pages: export it as .docx or PDF"),
)
"""What other ZIPs are, by how the name of a file in them begins."""

_OPENING = rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,20}"
_HEADER = rb"[A-Za-z][A-Za-z-]{1,40}: [^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,50}"
SIGNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"From [^\n]{1,500}\n" + _HEADER), ".mbox"),
    (re.compile(_OPENING + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE), ".rss"),
    (re.compile(_OPENING + rb"<(?:!doctype html|html|head|body|article|div|meta|p)[\s>]", re.IGNORECASE), ".html"),
    (re.compile(rb"(?:" + _HEADER + rb"){0,40}(?:MIME-Version|Content-Type|Message-ID): ", re.IGNORECASE), ".eml"),
)
"""Formats that are recognised by their first bytes, whatever the name says."""

_MADE_BY_US = (
    (re.compile(rb'<meta name="generator" content="digest \d'), 16_384),  # every page in HTML, the archive too
    (re.compile(rb'data-quote="[0-9a-f]{16}:\d+-\d+"'), None),  # what no template of a desk's own may leave out
    (re.compile(rb"\]\(%b[0-9a-f]{16}\.html\)" % SOURCES.encode()), None),  # a source that Markdown lists
    (re.compile(rb"<generator>digest</generator>"), 2_048),  # the feed of a desk
    (re.compile(rb'"_digest": ?\{\s*"about":'), 4_096),  # the same in JSON
    (re.compile(rb'\A\s*\{\s*"format": ?\d+,\s*"date": ?"\d{4}-\d\d-\d\d",\s*"revision": ?\d+,\s*"made":'), 200),
)
"""Marks of a briefing, the archive or a source's page, and in how many of the first bytes they stand."""

_STORED_TEXT = re.compile(rf"(?:\A|/){SOURCES}[0-9a-f]{{16}}\.txt\Z")
"""The text of a source beside its page: it is the article's own, so that only its name tells."""

PROGRAMMING = frozenset(
    (
        ".py", ".js", ".css", ".sh", ".c", ".h", ".java", ".rs", ".go", ".rb", ".php", ".sql", ".toml", ".yaml",
        ".yml", ".ini", ".cfg", ".conf", ".log", ".lock", ".bak", ".woff", ".woff2", ".ttf", ".svg", ".ico", ".map",
        ".ts", ".vcf", ".ics", ".tex", ".srt", ".vtt",
    )
)  # fmt: skip
"""Names of text files that hold no article."""
LISTS = {
    ".bib": "a list of references: export it as CSL JSON",
    ".ris": "a list of references: export it as CSL JSON",
    ".opml": "a list of feeds, and digest fetches nothing: save the feeds themselves",
    ".url": "an address, and digest fetches nothing: save the page itself",
    ".webloc": "an address, and digest fetches nothing: save the page itself",
    ".desktop": "an address, and digest fetches nothing: save the page itself",
}
"""What files of these names are, and what to do instead."""

_ADDRESS_LIST = re.compile(rb"\s*(?:https?://[^\s]{1,2000}(?:\s+|\Z)){1,9999}\Z")
"""Addresses, one a line."""
_BOOKMARKS = re.compile(
    rb"(?:\s{0,300}<!DOCTYPE NETSCAPE-Bookmark-file|[^\0]{0,300}<title>(?:Pocket|Instapaper:) Export)", re.IGNORECASE
)
"""Addresses as browsers and reading services export them."""

_CONTROLS = bytes(byte for byte in range(32) if byte < 9 or 13 < byte < 27 or byte > 27)
_MOST_CONTROLS = 0.05
"""Share of control characters that a text has at most: some programs leave a few."""


def find_suffix(path: str) -> str:
    """Return the end of a file's name in lower case, with its dot; empty where there is none."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name.lstrip(".") else ""


def recognise(data: bytes, suffix: str) -> str | None:
    """Return the reader's suffix for content that says what it is; ``None`` where the name decides."""
    start = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for sign, found in SIGNS:
        if sign.match(start):
            return None if suffix in (".mht", ".mhtml") and found == ".eml" else found
    if data.startswith(ZIP):
        zipped = open_zip(data)
        return _recognise_zip(zipped) if zipped else None
    if b"WebMainResource" in data[:HEAD] or (data.startswith(b"bplist") and b"WebMainResource" in data):
        return ".webarchive"
    if suffix in ("", ".txt") and start[:1] in (b"{", b"[") and start[1:40].lstrip()[:1] in (b'"', b"{"):
        return ".json"
    return None


def _recognise_zip(zipped: ZipFiles) -> str | None:
    """Return the reader's suffix for a document that is packed in a ZIP."""
    if "word/document.xml" in zipped.names:
        return ".docx"
    stated = zipped.read("mimetype") if "mimetype" in zipped.names else None
    return ZIP_READ.get(stated.strip()) if stated else None


def explain_no_article(path: str, suffix: str, data: bytes, *, sign: str | None, known: bool) -> Problem | None:
    """Return why a file holds no article; ``None`` when it may.

    ``sign`` is the format that its content shows, ``known``: its name promises an article, so that it is unreadable.
    """
    name = path.rpartition("/")[2].lower()
    if name in SYSTEM_FILES:
        return Problem(path, "no article: a system's own file")
    if not data.strip(b" \t\r\n\x00\x0b\x0c"):
        return Problem(path, "no article: the file is empty")
    if suffix in PROGRAMMING and not known:
        return Problem(path, f"no article: files that end in {suffix} are not read", kind=ProblemKind.UNSUPPORTED)
    if suffix in LISTS and not known:
        return Problem(path, f"no article: {LISTS[suffix]}", kind=ProblemKind.UNSUPPORTED)
    if what := None if sign else _describe_other(data, suffix):
        promise = f", though its name ends in {suffix}" if known else ""
        return Problem(path, f"no article: this is {what}{promise}", unreadable=known, kind=ProblemKind.UNSUPPORTED)
    return _refuse_list_or_page(path, data)


def _refuse_list_or_page(path: str, data: bytes) -> Problem | None:
    """Return why a text that a reader could read is no article: a list of addresses, a page of digest's own."""
    if _ADDRESS_LIST.match(data) or _BOOKMARKS.match(data):
        reason = "no article: a list of addresses, and digest fetches nothing: save the pages themselves"
        return Problem(path, reason, kind=ProblemKind.UNSUPPORTED)
    if _STORED_TEXT.search(path) or any(sign.search(data, 0, size or len(data)) for sign, size in _MADE_BY_US):
        return Problem(path, "no article: a page that digest made")
    return None


def _describe_other(data: bytes, suffix: str) -> str | None:
    """Return what a file is that is no text."""
    if data.startswith(ZIP):
        return None if suffix in (".docx", ".odt", ".epub") else _describe_zip(data)  # damaged: its reader says so
    binary = _is_binary(data)
    for start, kind in OTHERS if data.startswith(_STARTS) else ():
        if data.startswith(start) and (binary or len(start) > 2):
            return kind
    if data[4:8] == b"ftyp":
        return "a film or picture (MP4)"
    return "binary data" if binary else None


def _describe_zip(data: bytes) -> str:
    zipped = open_zip(data)
    names = zipped.names if zipped else ()
    for start, kind in ZIP_OTHERS:
        if any(name.startswith(start) for name in names):
            return kind
    return "an archive (ZIP): unpack it"


def _is_binary(data: bytes) -> bool:
    """Tell whether the first bytes are controls that no encoding of text has, UTF-16 and UTF-32 aside."""
    sample = data[:HEAD]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or recognise_utf16(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(sample)
