"""A made-up edition with one of everything: ``digest check`` tries templates on it before a morning needs them."""

import datetime as dt
from dataclasses import replace

from digest.codec import FORMAT
from digest.errors import ConfigurationError
from digest.model import (
    OTHER,
    Archive,
    Article,
    Continues,
    Copy,
    Correction,
    Counts,
    Day,
    Document,
    Edition,
    Fact,
    Facts,
    Heading,
    Highlight,
    KeyPoint,
    Notice,
    Paragraph,
    Passage,
    Place,
    Problem,
    Quote,
    Section,
    Source,
    SourcePage,
    Story,
)
from digest.publish.render import Templates, render, render_archive, render_sources
from digest.publish.verify import verify

_AT = dt.datetime(2018, 11, 28, 6, 0, tzinfo=dt.UTC)
_BEFORE = _AT - dt.timedelta(days=1)
_DAY, _YESTERDAY = _AT.date(), _BEFORE.date()
_SAID = ("A speaker told the house.", "Something else was said.", "These were his words.")
_TEXT = "\n\n".join(["A title", " ".join(_SAID), "A caption"])
_HEADINGS = (Heading("first", "First theme", 1), Heading("second", "Second theme", 2), Heading("third", "Third", 3))


def try_out(templates: Templates) -> None:
    """Fill every template in; ConfigurationError names the mistake, or the quote that a template loses."""
    edition, pages = _edition(), _pages()
    marks = {page.source.id: page.marks for page in pages}
    files = {**render(edition, marks, templates), **render_sources(edition, pages, templates.source)}
    render_archive(Archive("Desk", "en", _AT, _HEADINGS, edition.history[::-1], "0"), templates)
    complaints = verify(edition, files, {page.source.id: _TEXT for page in pages})
    if complaints:
        shown = "\n".join(f"templates: {complaint}" for complaint in complaints[:5])
        raise ConfigurationError(f"{shown}\nA template must keep each quote's mark; docs/templates.md says how")


def _quote(sentence: int, article: str = "a1", *, speaker: Quote | None = None, joined: bool = False) -> Quote:
    start = _TEXT.index(_SAID[sentence])
    return Quote(article, start, start + len(_SAID[sentence]), _SAID[sentence], speaker, joined)


def _story(number: int, theme: str, place: Place, *, opens_lead: bool = False) -> Story:
    quotes = (_quote(0), _quote(1, joined=True), _quote(2, speaker=_quote(0)))
    headline = _quote(0) if opens_lead else Quote("a1", 0, 7, "A title")
    return Story(
        id=f"s{number}",
        headline=headline.text,
        headline_quote=headline,
        opens_lead=opens_lead,
        theme=theme,
        themes=() if theme == OTHER else (theme,),
        articles=("a1", "a2"),
        continues=Continues(_YESTERDAY, "s0") if number == 1 else None,
        quotes=quotes[1:] if opens_lead else quotes,
        place=place,
        kind="report" if place == "full" else "opinion",
        new=number == 2,
        points=1.0,
        why=("it opens its article",),
    )


def _sources() -> tuple[Source, Source]:
    full = Source(
        id="a1",
        raw="r1",
        path="folder/a.txt",
        part=0,
        also=("b.txt",),
        copies=(Copy(path="b.txt", outlet="Another outlet", id="a3", raw="r3"),),
        number=1,
        title="A title",
        outlet="An outlet",
        published="2018-11-12",
        published_guess=True,
        author="An author",
        url="https://news.example/a",
        language="en",
        themes=("first",),
        kept=3,
        sentences=3,
        trimmed=(("caption", 1),),
        old=True,
        new=True,
        corrects=Correction("a0", _YESTERDAY, None),
        opening=(),
    )
    bare = replace(full, id="a2", raw="r2", path="c.txt", also=(), copies=(), number=2, language="de", title=None)
    bare = replace(bare, outlet=None, published=None, author=None, url=None, corrects=None)
    return full, replace(bare, kept=0, trimmed=(), old=False, new=False, opening=(_quote(0, "a2"),))


def _history() -> tuple[Day, ...]:
    return (
        Day(_DAY - dt.timedelta(days=3), "missing"),
        Day(_DAY - dt.timedelta(days=2), "quiet"),
        Day(_YESTERDAY, "told", "What stood first", (("first", 3), ("second", 1))),
        Day(_DAY, "told", "A title", (("first", 1),)),
    )


def _edition() -> Edition:
    told = (_story(1, "first", "full"), _story(2, "second", "full", opens_lead=True))
    stories = (*told, _story(3, OTHER, "line"), _story(4, "first", "apart"))
    notices = (
        Notice("made_up", _BEFORE, _AT),
        Notice("late", _BEFORE, _AT),
        Notice("long_window", days=3),
        Notice("unreadable", paths=("d.pdf",)),
    )
    sections = (
        Section("first", ("s1",), (Passage("s2", (_quote(1),)),), 2),
        Section("second", ("s2",), (), 1),
        Section("third", (), (), 0),
    )
    left_out = (Problem("d.pdf", "it holds no text", unreadable=True), Problem("e.txt", "told", told=_YESTERDAY))
    return Edition(
        format=FORMAT,
        date=_DAY,
        revision=2,
        made=_AT,
        window=(_BEFORE, _AT),
        since=_BEFORE,
        desk="Desk",
        language="en",
        minutes=1,
        counts=Counts(files=5, articles=2, copies=1, left_out=2, stories=4),
        notices=notices,
        note="A **note**.",
        headings=_HEADINGS,
        key_points=(KeyPoint("first", "s1", _quote(0)),),
        sections=sections,
        stories=stories,
        articles=_sources(),
        foreign=("a2",),
        left_out=left_out,
        history=_history(),
        previous=_YESTERDAY,
        hidden=0,
        method="digest",
        version="0",
        settings="000000",
    )


def _pages() -> tuple[SourcePage, ...]:
    body, caption = _TEXT.index(_SAID[0]), _TEXT.index("A caption")
    paragraphs = (
        Paragraph(0, 7, "title", "the first line"),
        Paragraph(body, caption - 2, "body", "reads like a sentence"),
        Paragraph(caption, len(_TEXT), "caption", "a short line"),
    )
    facts = Facts(title=Fact("A title", "first line"), published=Fact("2018-11-12", "line 2", guess=True))
    marks = tuple(
        Highlight(
            quote.start, quote.end, number, (("brief", "s1"), ("first", "s1"), ("other", "s3")), ("opens the article",)
        )
        for number, quote in enumerate(map(_quote, range(3)))
    )
    pages = []
    for source in _sources():
        article = Article(source.id, source.raw, Document(source.path, 0, _TEXT), facts, paragraphs)
        pages.append(SourcePage(_DAY, "Desk", source, article, marks, _HEADINGS, "0"))
    return tuple(pages)
