"""Gather what is known about an article, each fact with its source; a guess is marked, the unknown stays ``None``.

Facts of the format come first, then the text's own lines, then the folder, then the address.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from digest.intake.cleaning import clean_paragraphs
from digest.intake.dates import find_date, parse_stated
from digest.intake.features import count_unspaced
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.outlets import find_outlet
from digest.intake.phrases import boilerplate_phrases
from digest.model import Article, Document, Fact, Facts, Paragraph, Problem, ProblemKind
from digest.text.calendar_names import find_weekdays
from digest.text.dateline import Dateline, dateline
from digest.text.language import detect_language
from digest.text.words import article_id, words

MOST_CHARACTERS = 400_000
"""Most characters of a document; a newspaper page has 20,000."""
MOST_LINES = 10_000
"""Most lines of a document; more is a table, a log or an attack."""
FRESH = timedelta(days=7)
"""Greatest age of a dateline without a year."""
BEFORE = 2
"""Days before its dateline that a report may name by their weekday."""
GENERIC_FOLDERS = frozenset(
    (
        "archive", "articles", "clippings", "clips", "data", "dates", "desktop", "docs", "documents", "downloads",
        "feeds", "files", "html", "in", "inbox", "incoming", "input", "json", "mail", "mails", "misc", "new", "news",
        "old", "pages", "pdf", "pdfs", "rss", "saved", "seeds", "temp", "text", "texts", "tmp", "today", "txt",
        "unsorted", "web", "wire",
    )
)  # fmt: skip
"""Names of folders that say what lies in them, not where it comes from."""
_LAST = date(9998, 12, 31)
LONGEST = 300
"""Most characters of a title, an outlet or an author."""


def build_article(
    document: Document, raw: str, *, today: date, outlet: str | None = None, written: str | None = None
) -> Article | Problem:
    """Return the cleaned article of a document, or the reason why it is none.

    ``outlet`` is the name of its folder; ``written`` the instant of its file, where that may stand for a date.
    """
    if len(document.text) > MOST_CHARACTERS:
        reason = f"too long for an article: more than {MOST_CHARACTERS:,} characters"
        return Problem(document.path, reason, document.part, unreadable=True)
    if document.text.count("\n") > MOST_LINES:
        return Problem(document.path, f"no article: more than {MOST_LINES:,} lines", document.part, unreadable=True)
    paragraphs = clean_paragraphs(document)
    body = "\n\n".join(document.text[one.start : one.end] for one in paragraphs if one.role == "body")
    said = words(body)
    if not said:
        only_title = document.facts.title and not document.text
        return _left_out(document, "only a title" if only_title else "no article in it: no whole sentence was found")
    titled_item = document.brief and document.facts.title
    if max(len(said), count_unspaced(body)) < SHORTEST_ARTICLE and not titled_item:
        return _left_out(document, f"too short for an article: {len(said)} words of text", ProblemKind.TOO_SHORT)
    facts = gather_facts(document, paragraphs, said, folder_outlet=outlet, today=today, written=written)
    return Article(article_id(said), raw, _with_later_date(document, paragraphs, facts), facts, paragraphs)


def _left_out(document: Document, reason: str, kind: ProblemKind = ProblemKind.NO_ARTICLE) -> Problem:
    """Name the article by its title, where the format told one: a file may hold a hundred."""
    title = _short(document.facts.title)
    named = f"{reason} (“{title.value}”)" if title else reason
    return Problem(document.path, named, document.part, kind=kind)


def gather_facts(
    document: Document,
    paragraphs: tuple[Paragraph, ...],
    said: tuple[str, ...],
    *,
    folder_outlet: str | None,
    today: date,
    written: str | None,
) -> Facts:
    """Complete the facts of the format from the text, the folder's name and the address; ``said``: the body's words."""
    told = document.facts
    language = _language(document, said)
    url = _url(told.url)
    opening = _dateline(document, paragraphs)
    return Facts(
        title=_short(told.title) or _title(document, paragraphs),
        published=_stated(told.published, today)
        or _published(document, paragraphs, language, today)
        or _filed(opening, _lead(document, paragraphs), language, today)
        or _stated(Fact(written, "the file's own time", guess=True) if written else None, today),
        outlet=_short(told.outlet)
        or _printed(document, paragraphs)
        or _agency(opening)
        or _folder(folder_outlet)
        or _site(url),
        author=_short(told.author),
        url=url,
        language=language,
    )


def _short(fact: Fact | None) -> Fact | None:
    """Put a fact on one line; ``None`` when its length is not sensible."""
    value = " ".join(fact.value.split()) if fact else ""
    return Fact(value, fact.source, fact.guess) if fact and 0 < len(value) <= LONGEST else None


def _title(document: Document, paragraphs: tuple[Paragraph, ...]) -> Fact | None:
    for position, one in enumerate(paragraphs):
        if one.role == "title":
            return _short(Fact(document.text[one.start : one.end], "line over the text" if position else "first line"))
    return None


def _language(document: Document, said: tuple[str, ...]) -> Fact | None:
    """Detect the language from the body's words; what a page declares is often its template's."""
    found = detect_language(said)
    if found:
        return Fact(found, "words")
    told = document.facts.language
    code = told.value.strip().lower()[:2] if told else ""
    return (
        Fact(code, told.source, guess=True) if told and len(code) == 2 and code.isascii() and code.isalpha() else None
    )


def _stated(fact: Fact | None, today: date) -> Fact | None:
    value = parse_stated(fact.value, today=today) if fact else None
    return Fact(value, fact.source, fact.guess) if fact and value else None


def _published(
    document: Document, paragraphs: tuple[Paragraph, ...], language: Fact | None, today: date
) -> Fact | None:
    """Return the date of a line near the text: over it, nearest first, else just under it. A line that says when the
    article was changed comes last."""
    body = [at for at, one in enumerate(paragraphs) if one.role == "body"]
    near = [*range(body[0] + 2, max(-1, body[0] - 20), -1), *range(body[-1] + 1, body[-1] + 6)]
    code = language.value if language else None
    lines = [paragraphs[at] for at in near if 0 <= at < len(paragraphs) and _may_date(paragraphs[at])]
    said = [(document.text[one.start : one.end], one.start) for one in lines]
    dated = [(text, at, value) for text, at in said if (value := find_date(text, language=code, today=today))]
    if not dated:
        return None
    changed = boilerplate_phrases(code).changed
    _, at, value = min(dated, key=lambda one: bool(changed.search(one[0].lower())))
    return Fact(value, f"line {document.text.count(chr(10), 0, at) + 1}")


def _with_later_date(document: Document, paragraphs: tuple[Paragraph, ...], facts: Facts) -> Document:
    """Keep a stated day to come among the document's facts, so that pages can show it; it dates no article."""
    if facts.published:
        return document
    later = _stated(document.facts.published, _LAST) or _published(document, paragraphs, facts.language, _LAST)
    return replace(document, facts=replace(document.facts, published=later)) if later else document


def _filed(opening: Dateline | None, lead: str, language: Fact | None, today: date) -> Fact | None:
    """Date the article by its dateline. It has no year: only a day of the last week is taken, and only where no
    weekday of the lead contradicts it. It is a guess unless the lead names that day's weekday."""
    if not opening or not opening.behind:
        return None
    code = language.value if language else None
    for year in (today.year, today.year - 1):
        value = find_date(f"{opening.behind}, {year}", language=code, today=today)
        if value and timedelta(0) <= today - date.fromisoformat(value) <= FRESH:
            return _date_by_weekdays(date.fromisoformat(value), find_weekdays(lead))
    return None


def _date_by_weekdays(day: date, named: Collection[int]) -> Fact | None:
    """Hold a dateline's day against the weekdays that its lead names: its own says the year too.

    Where all of them lie further back than a report's news does, it is of another year.
    """
    if day.weekday() in named:
        return Fact(day.isoformat(), "dateline, the year by the weekday")
    if named and all((day.weekday() - weekday) % 7 > BEFORE for weekday in named):
        return None
    return Fact(day.isoformat(), "dateline, the year from the calendar", guess=True)


def _may_date(one: Paragraph) -> bool:
    """Whether a paragraph's role can date an article; the caption of an older picture cannot."""
    return one.role in ("byline", "boilerplate", "bio") or (one.role == "caption" and one.end - one.start <= 60)


def _printed(document: Document, paragraphs: tuple[Paragraph, ...]) -> Fact | None:
    """Return the outlet that a line over the article names."""
    first = next(at for at, one in enumerate(paragraphs) if one.role == "body")
    over = [one for one in paragraphs[max(0, first - 8) : first] if one.role in ("byline", "boilerplate", "subhead")]
    name = find_outlet(line for one in over for line in document.text[one.start : one.end].splitlines())
    return _short(Fact(name, "line over the text")) if name else None


def _agency(opening: Dateline | None) -> Fact | None:
    """Return the agency that the dateline names."""
    return _short(Fact(opening.agency, "dateline")) if opening and opening.agency else None


def _dateline(document: Document, paragraphs: tuple[Paragraph, ...]) -> Dateline | None:
    """Parse the dateline of the first paragraph."""
    first = next(one for one in paragraphs if one.role == "body")
    return dateline(document.text[first.start : first.end])


def _lead(document: Document, paragraphs: tuple[Paragraph, ...]) -> str:
    first = next(one for one in paragraphs if one.role == "body")
    return document.text[first.start : first.end]


def _folder(name: str | None) -> Fact | None:
    """Take the name of the folder for the outlet, unless it only says what lies in it."""
    if not name or name.lower() in GENERIC_FOLDERS or not any(letter.isalpha() for letter in name):
        return None
    return _short(Fact(name, "folder"))


def _site(url: Fact | None) -> Fact | None:
    host = urlsplit(url.value).hostname if url else None
    return Fact(host.removeprefix("www."), "address", guess=True) if host else None


def _url(fact: Fact | None) -> Fact | None:
    """Return a link that may be shown: http or https, with a host, without a user name or password."""
    if fact is None or len(fact.value) > 2000 or any(letter.isspace() for letter in fact.value):
        return None
    try:
        parts = urlsplit(fact.value)
        usable = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return fact if usable else None
