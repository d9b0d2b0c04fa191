"""Check on the rendered bytes that every sentence of a source on a page is that source's own.

In JSON (the proof too) a quote says where it stands; in HTML ``data-quote="ARTICLE:START-END"`` does; in Markdown the
words before a source's mark are a quote of that source, but for ours in italics or bold, and a line that begins with a
mark holds none; in a table each cell stands by itself. A format that is added gets a function here that finds its
quotes.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

import lxml.html
from lxml import etree

from digest.codec import is_written, read_edition
from digest.errors import StateError
from digest.model import Edition, NamesPage, Quote, StoryPage, Week
from digest.page_names import SOURCES, name_proof
from digest.publish.files import hash_bytes
from digest.publish.markdown import unescape
from digest.publish.proof import find_gaps
from digest.text.sentences import collapse

_MARK = re.compile(r"(?<!\\)\[\^(\d+)\]")
_BLOCK = re.compile(r"^ *(?:> ?|- |#{1,6} )+")
"""Markdown prefixes that our template writes; source text has them escaped."""
_OURS = re.compile(r"(?<!\\)\*{1,2}(?:\\.|[^*\\\n])+\*{1,2}")
"""What the frame says between quotes, in italics or bold; the asterisks of a source are escaped."""
_CELLS = re.compile(r"(?<!\\)\|")
"""What parts the cells of a table; the bars of a source are escaped."""
_GOES_ON = ("", "… ", "[…] ")
_BETWEEN = (" […] ", " ")
Spot = tuple[str, int, int]
"""An article, and where words of it start and end."""
_LISTED = re.compile(r"(?m)^\[\^(\d+)\]: .*\(\.\./sources/(\w+)\.html\)")
"""A source that a Markdown page lists, with its mark."""
_STORY = re.compile(r"(\d{4}-\d\d-\d\d)\.html#story-(\w+)$")
_REMOVED = re.compile(rb'<meta name="digest-removed" content="(\d{4}-\d\d-\d\d)">')
"""What a page says that was removed; in the words of a source its angle brackets are escaped."""
_PARSER = etree.HTMLParser(encoding="utf-8")
"""One for all pages: to make it takes as long as to read a page."""
_SHOWN = 60
"""Characters of a quote in a complaint: enough to find it on the page."""


def verify(edition: Edition, files: Mapping[str, bytes], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Say what is wrong with an edition's files; nothing when every quote is its source's.

    ``files`` are by their names in the output folder, ``texts`` the documents' texts by article id. A quote of the
    edition that a file does not show where it should is a complaint too.
    """
    return _collect(files, partial(_check_file, edition, texts))


def verify_days(page: StoryPage | Week, files: Mapping[str, bytes], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Say what is wrong with the page of a story or week, as ``verify`` does; ``texts`` are those of its days."""
    numbers = {article: number for article, (number, _) in page.sources().items()}
    allowed: dict[int, dict[str, None]] = {number: {} for number in numbers.values()}
    quotes = tuple(page.quotes())
    for quote in quotes:
        allowed[numbers[quote.article]][collapse(texts.get(quote.article, "")[quote.start : quote.end])] = None

    def check(name: str, data: bytes) -> Iterator[str]:
        if name.endswith(".md"):
            return _check_markdown(_Marked(numbers, allowed, quotes), data)
        return _check_html(quotes, data, partial(_compare, texts=texts))

    return _collect(files, check)


def verify_names(page: NamesPage, files: Mapping[str, bytes], words: Mapping[Spot, str]) -> tuple[str, ...]:
    """Say what is wrong with the files of a page of names; ``words`` are what each quote's text has there."""

    def compare(article: str, start: int, end: int, shown: str) -> Iterator[str]:
        if collapse(words.get((article, start, end), "")) != collapse(shown):
            yield f"{_shorten(shown)} is not what {article} says at {start} to {end}"

    return _collect(files, lambda _name, data: _check_html(page.quotes(), data, compare))


def find_spot(quote: Quote) -> Spot:
    """Return where the words of a quote stand."""
    return quote.article, quote.start, quote.end


def verify_marked(name: str, data: bytes, find_text: Callable[[str], str | None]) -> tuple[str, ...]:
    """Say which quotes of an HTML page are not what their articles say; a text that was lost proves nothing."""
    spots = list(_read_html_quotes(data))
    found = {article: find_text(article) for article in dict.fromkeys(spot[0] for spot in spots)}
    texts = {article: text for article, text in found.items() if text is not None}
    known = (spot for spot in spots if spot[0] in texts)
    return tuple(f"{name}: {complaint}" for spot in known for complaint in _compare(*spot, texts))


def compare_forms(name: str, data: bytes, page: bytes) -> tuple[str, ...]:
    """Say what a Markdown page shows otherwise than the same ``page`` in HTML: quotes, and headings."""
    quotes = [Quote(article, start, end, words) for article, start, end, words in _read_html_quotes(page)]
    numbers = {article: int(number) for number, article in _LISTED.findall(data.decode(errors="replace"))}
    allowed: dict[int, dict[str, None]] = {number: {} for number in numbers.values()}
    for quote in quotes:
        if quote.article in numbers:
            allowed[numbers[quote.article]][collapse(quote.text)] = None
    required = [quote for quote in quotes if quote.article in numbers]
    found = list(_check_markdown(_Marked(numbers, allowed, required), data)) if _is_text(data) else ["is no text"]
    headings = {collapse("".join(map(str, one.itertext()))) for one in _read_html(page).iterfind(".//h2")}
    for line in data.decode(errors="replace").split("\n"):
        if line.startswith("## ") and (heading := collapse(unescape(line[3:]))) not in headings:
            found.append(f"{_shorten(heading)} is no heading of the page in HTML")
    return tuple(f"{name}: {complaint}" for complaint in found)


def find_headlines(data: bytes) -> Iterator[tuple[str, tuple[tuple[dt.date, str], ...]]]:
    """Yield the headlines of a page over many days, each with the days and the stories that it is of."""
    for section in _read_html(data).iterfind(".//section"):
        links = [_STORY.search(link.get("href", "")) for link in section.iterfind(".//a[@href]")]
        days = tuple((dt.date.fromisoformat(link[1]), link[2]) for link in links if link)
        heading = section.find(".//h2")
        if days and heading is not None:
            yield collapse("".join(map(str, heading.itertext()))).removesuffix(" …"), days


def find_removal(data: bytes) -> dt.date | None:
    """Return since which briefing an HTML page is removed; ``None`` where it is a page."""
    found = _REMOVED.search(data)
    return dt.date.fromisoformat(found[1].decode()) if found else None


def _collect(files: Mapping[str, bytes], check: Callable[[str, bytes], Iterator[str]]) -> tuple[str, ...]:
    """Collect what is wrong with each file, by name."""
    found: list[str] = []
    for name, data in sorted(files.items()):
        complaints = check(name, data) if _is_text(data) else ("this is not UTF-8 text",)
        found += [f"{name}: {complaint}" for complaint in complaints]
    return tuple(found)


def _check_file(edition: Edition, texts: Mapping[str, str], name: str, data: bytes) -> Iterator[str]:
    """Say what is wrong with a file of an edition."""
    kind = PurePosixPath(name).suffix
    if name == name_proof(edition.date):
        return _check_proof(edition, data, texts)
    if kind == ".json":
        return _check_json(edition, data, texts)
    if kind == ".txt":
        return _check_text(name, data, texts)
    if kind == ".md":
        numbers = {source.id: source.number for source in edition.sources()}
        return _check_markdown(_Marked(numbers, _collect_allowed(edition, texts), _collect_required(edition)), data)
    if name.startswith(SOURCES):
        return _check_source_page(data, texts)
    return _check_html(_collect_required(edition), data, partial(_compare, texts=texts))


@dataclass(frozen=True, slots=True)
class _Marked:
    """The quotes of a Markdown page: the mark of each article, the words allowed before each mark, required ones."""

    numbers: Mapping[str, int]
    allowed: Mapping[int, Mapping[str, None]]
    required: Iterable[Quote]


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_json(edition: Edition, data: bytes, texts: Mapping[str, str]) -> Iterator[str]:
    # Where the file says what the edition does, to the byte, it is not read whole: a large day lies in memory once.
    if not is_written(data, edition):
        try:
            edition = read_edition(data, where="this file")
        except StateError as trouble:
            yield str(trouble)
            return
    for quote, *_ in edition.quotes():
        yield from _compare(quote.article, quote.start, quote.end, quote.text, texts)
    for story in edition.stories:
        if story.headline_quote and collapse(story.headline) != collapse(story.headline_quote.text):
            yield f"the headline {_shorten(story.headline)} is not the words that it is said to be"


def _check_proof(edition: Edition, data: bytes, texts: Mapping[str, str]) -> Iterator[str]:
    yield from find_gaps(data, edition, {article: hash_bytes(text.encode()) for article, text in texts.items()})
    for quote, *_ in edition.quotes():
        yield from _compare(quote.article, quote.start, quote.end, quote.text, texts)


def _check_text(name: str, data: bytes, texts: Mapping[str, str]) -> Iterator[str]:
    text = texts.get(name.removeprefix(SOURCES).removesuffix(".txt"))
    if text is None or data != text.encode():
        yield "this is not the text of its source"


def _check_html(
    required: Iterable[Quote], data: bytes, compare: Callable[[str, int, int, str], Iterator[str]]
) -> Iterator[str]:
    """Compare each quote of a page with its source's words, as ``compare`` knows them; miss none that is required."""
    seen = set()
    for article, start, end, words in _read_html_quotes(data):
        seen.add((article, start, end))
        yield from compare(article, start, end, words)
    for quote in required:
        if find_spot(quote) not in seen:
            yield f"{_shorten(quote.text)} does not stand on the page with its data-quote"


def _check_source_page(data: bytes, texts: Mapping[str, str]) -> Iterator[str]:
    count = 0
    for article, start, end, words in _read_html_quotes(data):
        count += 1
        yield from _compare(article, start, end, words, texts)
    if not count:
        yield "no paragraph carries its data-quote"


def _read_html(data: bytes) -> lxml.html.HtmlElement:
    """Read a page; an empty one where there is none. Nothing here asks for lxml.html's kinds of elements,
    which cost a third of the time."""
    try:
        return lxml.html.document_fromstring(data, parser=_PARSER)
    except etree.LxmlError:
        return lxml.html.Element("html")


def _read_html_quotes(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Yield ``(article, start, end, visible words)`` of every element with ``data-quote``."""
    for element in _read_html(data).iterfind(".//*[@data-quote]"):
        words = "".join(map(str, element.itertext()))
        place = re.fullmatch(r"([^:]+):(\d+)-(\d+)", element.get("data-quote", ""))
        if place is None:
            yield element.get("data-quote", ""), 0, 0, words
        else:
            yield place[1], int(place[2]), int(place[3]), words


def _compare(article: str, start: int, end: int, words: str, texts: Mapping[str, str]) -> Iterator[str]:
    text = texts.get(article)
    if text is None:
        yield f"{_shorten(words)} is said to stand in {article!r}, and there is no such source"
    elif not 0 <= start < end <= len(text):
        yield f"{_shorten(words)} is said to stand at {start} to {end} of {article}, which has {len(text)} characters"
    elif collapse(text[start:end]) != collapse(words):
        yield f"{_shorten(words)} is not what {article} says at {start} to {end}: {_shorten(collapse(text[start:end]))}"


def _check_markdown(page: _Marked, data: bytes) -> Iterator[str]:
    """Compare each marked run of words with the quotes (and, for one-line stories, titles) of its source."""
    seen: dict[int, set[str]] = {number: set() for number in page.allowed}
    for number, words in (marked for line in data.decode().split("\n") for marked in _split_at_marks(line)):
        if number not in page.allowed:
            yield f"{_shorten(words)} has the mark {number}, and there is no such source"
        elif found := _match_known(words, page.allowed[number]):
            seen[number].update(found)
        else:
            yield f"{_shorten(words)} is not what source {number} says"
    for quote in page.required:
        if not any(collapse(quote.text) in words for words in seen[page.numbers[quote.article]]):
            yield f"{_shorten(quote.text)} does not stand on the page with its mark"


def _split_at_marks(line: str) -> Iterator[tuple[int, str]]:
    """Yield ``(source number, the words before its mark)`` for the marks of a line, as a reader sees them."""
    if _MARK.match(line):
        return
    for cell in _CELLS.split(line) if line.startswith("|") else (line,):
        rest, at = _OURS.sub("", _BLOCK.sub("", cell)), 0
        for mark in _MARK.finditer(rest):
            yield int(mark[1]), collapse(unescape(rest[at : mark.start()]))
            at = mark.end()


def _match_known(words: str, known: Mapping[str, None]) -> tuple[str, ...]:
    """Return the known words that make these: one quote, perhaps after a speaker and our "[…]"; else nothing."""
    for opening in _GOES_ON:
        if words.startswith(opening) and words[len(opening) :] in known:
            return (words[len(opening) :],)
    for first in known:
        for between in _BETWEEN:
            if words.startswith(first + between) and words[len(first + between) :] in known:
                return first, words[len(first + between) :]
    return ()


def _collect_allowed(edition: Edition, texts: Mapping[str, str]) -> dict[int, dict[str, None]]:
    """Collect by source number what may stand before its mark: its quotes as its text has them, and its titles."""
    numbers = {source.id: source.number for source in edition.sources()}
    found: dict[int, dict[str, None]] = {number: {} for number in numbers.values()}
    for quote, *_ in edition.quotes():
        text = texts.get(quote.article, "")[quote.start : quote.end]
        found[numbers[quote.article]][collapse(text)] = None
    for story in edition.stories:
        if story.headline_quote is None and story.articles:
            found[numbers[story.articles[0]]][collapse(story.headline)] = None
        elif story.headline_quote and story.opens_lead:
            found[numbers[story.headline_quote.article]][collapse(story.headline) + " …"] = None
    for source in edition.articles:
        if source.title:
            found[source.number][collapse(source.title)] = None
    return found


def _collect_required(edition: Edition) -> Iterator[Quote]:
    return (placed.quote for placed in edition.quotes() if placed.showing.required)


def _shorten(words: str) -> str:
    words = collapse(words)
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"
