"""Gather what is known about an article, each fact with its source; a guess is marked, the unknown stays ``None``.

Facts of the format come first, then the text's own lines, then the folder, then the address.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from digest.intake.cleaning import clean_paragraphs
from digest.intake.dates import find_date, parse_stated
from digest.intake.features import count_unspaced
from digest.intake.limits import SHORTEST_ARTICLE
from digest.intake.outlets import find_outlet
from digest.intake.phrases import compile_phrases
from digest.lexicons.countries import read_countries
from digest.model import Article, Document, Fact, Facts, Paragraph, Problem, ProblemKind
from digest.text.addresses import find_web_host
from digest.text.calendar_names import find_weekdays
from digest.text.dateline import Dateline, read_dateline
from digest.text.language import COMMON, SCRIPTS, detect_language
from digest.text.words import hash_body, split_words

MOST_CHARACTERS = 400_000
"""Most characters of a document; a newspaper page has 20,000."""
MOST_LINES = 10_000
"""Most lines of a document; more is a table, a log or an attack."""
FRESH = timedelta(days=7)
"""Greatest age of an article that is dated by its dateline, which has no year."""
DAYS_BEFORE = 2
"""Days before its dateline that a report may name by their weekday."""
DATED_ABOVE, DATED_BELOW = 20, 5
"""Paragraphs above the article and below it among which a line dates it: of 85 texts that show their date 82 are dated,
with ten above 74, with forty 83; two or ten below date as many (``benchmarks/ranges.py``)."""
DATED_INSIDE = 2
"""Paragraphs from its first on that may stand above such a line: a summary."""
CAPTION_LETTERS = 60
"""Characters of a line that was taken for a caption and may be a date; a picture's caption is longer."""
OUTLET_ABOVE = 8
"""Paragraphs above the article among which a line names its outlet."""
LONGEST_URL = 2000
"""Characters of a link, as browsers and servers take them."""
GENERIC_FOLDERS = frozenset(
    (
        "archive", "articles", "clippings", "clips", "data", "dates", "desktop", "docs", "documents", "downloads",
        "feeds", "files", "html", "in", "inbox", "incoming", "input", "json", "mail", "mails", "misc", "new", "news",
        "old", "pages", "pdf", "pdfs", "rss", "saved", "seeds", "temp", "text", "texts", "tmp", "today", "txt",
        "unsorted", "web", "wire",
    )
)  # fmt: skip
"""Names of folders that say what lies in them, not where it comes from."""
OUTLETS_TOO = frozenset(("pa", "sz"))
"""An agency and a newspaper whose names in small letters are codes of countries that seldom have a folder."""
_LAST = date(9998, 12, 31)
"""A "today" behind every day that a file states; that of ``date.max`` has no tomorrow."""
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
    said = split_words(body)
    if not said:
        only_title = document.facts.title and not document.text
        return _refuse(document, "only a title" if only_title else "no article in it: no whole sentence was found")
    titled_item = document.brief and document.facts.title
    if len(said) < SHORTEST_ARTICLE and count_unspaced(body) < SHORTEST_ARTICLE and not titled_item:
        return _refuse(document, f"too short for an article: {len(said)} words of text", ProblemKind.TOO_SHORT)
    facts = gather_facts(document, paragraphs, said, folder_outlet=outlet, today=today, written=written)
    return Article(hash_body(said), raw, _keep_later_date(document, paragraphs, facts), facts, paragraphs)


def _refuse(document: Document, reason: str, kind: ProblemKind = ProblemKind.NO_ARTICLE) -> Problem:
    """Name the article by its title, where the format states one: a file may hold a hundred."""
    title = _put_on_line(document.facts.title)
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
    stated = document.facts
    language = _find_language(document, said)
    url = _check_url(stated.url)
    lead = next(document.text[one.start : one.end] for one in paragraphs if one.role == "body")
    filed = read_dateline(lead)
    return Facts(
        title=_put_on_line(stated.title) or _find_title(document, paragraphs),
        published=_read_date(stated.published, today)
        or _find_dated_line(document, paragraphs, language, today)
        or _date_by_dateline(filed, lead, language, today)
        or _read_date(Fact(written, "the file's own time", guess=True) if written else None, today),
        outlet=_put_on_line(stated.outlet)
        or _find_printed_outlet(document, paragraphs)
        or _name_agency(filed)
        or _name_folder(folder_outlet)
        or _name_host(url),
        author=_put_on_line(stated.author),
        url=url,
        language=language,
    )


def _put_on_line(fact: Fact | None) -> Fact | None:
    """Put a fact on one line; ``None`` when its length is not sensible."""
    value = " ".join(fact.value.split()) if fact else ""
    return Fact(value, fact.source, fact.guess) if fact and 0 < len(value) <= LONGEST else None


def _find_title(document: Document, paragraphs: tuple[Paragraph, ...]) -> Fact | None:
    for position, one in enumerate(paragraphs):
        if one.role == "title":
            return _put_on_line(
                Fact(document.text[one.start : one.end], "line over the text" if position else "first line")
            )
    return None


def _find_language(document: Document, said: tuple[str, ...]) -> Fact | None:
    """Detect the language from the body's words; what a page declares is often its template's."""
    if found := detect_language(said):
        return Fact(found, "words")
    stated = document.facts.language
    if stated is None:
        return None
    code = stated.value.strip().lower()[:2]
    return Fact(code, stated.source, guess=True) if re.fullmatch("[a-z]{2}", code) else None


def _read_date(fact: Fact | None, today: date) -> Fact | None:
    value = parse_stated(fact.value, today=today) if fact else None
    return Fact(value, fact.source, fact.guess) if fact and value else None


def _find_dated_line(
    document: Document, paragraphs: tuple[Paragraph, ...], language: Fact | None, today: date
) -> Fact | None:
    """Return the date of a line near the text: over it, nearest first, else just under it.

    A line that says when the article was changed comes last.
    """
    body = [at for at, one in enumerate(paragraphs) if one.role == "body"]
    above = range(body[0] + DATED_INSIDE, max(-1, body[0] - DATED_ABOVE), -1)
    below = range(body[-1] + 1, body[-1] + 1 + DATED_BELOW)
    code = language.value if language else None
    lines = [paragraphs[at] for at in (*above, *below) if 0 <= at < len(paragraphs) and _can_date(paragraphs[at])]
    said = [(document.text[one.start : one.end], one.start) for one in lines]
    dated = [(text, at, value) for text, at in said if (value := find_date(text, language=code, today=today))]
    if not dated:
        return None
    changed = compile_phrases(code).changed
    _, at, value = min(dated, key=lambda one: bool(changed.search(one[0].lower())))
    return Fact(value, f"line {document.text.count(chr(10), 0, at) + 1}")


def _keep_later_date(document: Document, paragraphs: tuple[Paragraph, ...], facts: Facts) -> Document:
    """Keep a stated day to come among the document's facts, so that pages can show it; it dates no article."""
    if facts.published:
        return document
    later = _read_date(document.facts.published, _LAST) or _find_dated_line(document, paragraphs, facts.language, _LAST)
    return replace(document, facts=replace(document.facts, published=later)) if later else document


def _date_by_dateline(filed: Dateline | None, lead: str, language: Fact | None, today: date) -> Fact | None:
    """Date the article by its dateline, where no weekday of the lead contradicts it.

    The dateline has no year: only a day of the last week is taken. It is a guess unless the lead names its weekday.
    """
    if not filed or not filed.behind:
        return None
    code = language.value if language else None
    for year in (today.year, today.year - 1):
        value = find_date(f"{filed.behind}, {year}", language=code, today=today)
        if value and timedelta(0) <= today - date.fromisoformat(value) <= FRESH:
            return _date_by_weekdays(date.fromisoformat(value), find_weekdays(lead))
    return None


def _date_by_weekdays(day: date, named: Collection[int]) -> Fact | None:
    """Compare a dateline's day with the weekdays that the lead names: its own proves the year.

    Where all of them lie further back than a report's news does, the day is of another year.
    """
    if day.weekday() in named:
        return Fact(day.isoformat(), "dateline, the year by the weekday")
    if named and all((day.weekday() - weekday) % 7 > DAYS_BEFORE for weekday in named):
        return None
    return Fact(day.isoformat(), "dateline, the year from the calendar", guess=True)


def _can_date(one: Paragraph) -> bool:
    """Tell whether a paragraph's role can date an article; the caption of an older picture cannot."""
    short = one.end - one.start <= CAPTION_LETTERS
    return one.role in ("byline", "boilerplate", "bio") or (one.role == "caption" and short)


def _find_printed_outlet(document: Document, paragraphs: tuple[Paragraph, ...]) -> Fact | None:
    """Return the outlet that a line over the article names."""
    first = next(at for at, one in enumerate(paragraphs) if one.role == "body")
    above = paragraphs[max(0, first - OUTLET_ABOVE) : first]
    lines = [document.text[one.start : one.end] for one in above if one.role in ("byline", "boilerplate", "subhead")]
    name = find_outlet(line for said in lines for line in said.splitlines())
    return _put_on_line(Fact(name, "line over the text")) if name else None


def _name_agency(filed: Dateline | None) -> Fact | None:
    """Return the agency that the dateline names."""
    return _put_on_line(Fact(filed.agency, "dateline")) if filed and filed.agency else None


def _name_folder(name: str | None) -> Fact | None:
    """Take the name of the folder for the outlet, unless it only says what lies in it."""
    if not name or name.lower() in GENERIC_FOLDERS or not any(letter.isalpha() for letter in name):
        return None
    if name in _read_codes():
        return None
    return _put_on_line(Fact(name, "folder"))


@cache
def _read_codes() -> frozenset[str]:
    """Return the codes of countries and languages, as folders have them: "gb" publishes nothing, "RT" does."""
    countries = (code.lower() for code in read_countries() if len(code) == len("GB"))
    return frozenset((*countries, *COMMON, *SCRIPTS)) - OUTLETS_TOO


def _name_host(url: Fact | None) -> Fact | None:
    host = find_web_host(url.value) if url else None
    return Fact(host.removeprefix("www."), "address", guess=True) if host else None


def _check_url(fact: Fact | None) -> Fact | None:
    """Return a link that a page may link to, whole and not too long."""
    if fact is None or len(fact.value) > LONGEST_URL or any(letter.isspace() for letter in fact.value):
        return None
    return fact if find_web_host(fact.value) else None
