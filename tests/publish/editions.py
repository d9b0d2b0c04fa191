"""Editions made by hand, in our own words: what ``compose`` would make of some days, without asking it."""

import datetime as dt
from dataclasses import dataclass, replace

from digest.codec import FORMAT, to_json
from digest.model import (
    NO_REGION,
    Archive,
    Article,
    Before,
    Copy,
    Correction,
    Country,
    Counts,
    Day,
    Document,
    Edition,
    Fact,
    Facts,
    Heading,
    Highlight,
    KeyPoint,
    Named,
    Notice,
    Paragraph,
    Passage,
    Problem,
    Quote,
    Region,
    Section,
    Source,
    SourcePage,
    Story,
    Upcoming,
)
from digest.publish.sample import PATH, Sample

ZONE = dt.timezone(dt.timedelta(hours=1))
DAY = dt.date(2018, 11, 28)
HEADINGS = (
    Heading("diplomacy", "Diplomacy", 1),
    Heading("deployments", "Deployments", 2),
    Heading("incidents", "Incidents", 3),
)


@dataclass(frozen=True)
class Piece:
    """An article to be: paragraphs are ``(role, text)``, a text's sentences are split at ``" | "``."""

    key: str
    title: str | None
    outlet: str | None
    published: str | None
    paragraphs: tuple[tuple[str, str], ...]
    path: str = ""
    language: str | None = "en"
    author: str | None = None
    url: str | None = None
    new: bool = False
    old: bool = False
    copies: tuple[Copy, ...] = ()
    corrects: Correction | None = None
    guess: bool = False


@dataclass(frozen=True)
class StoryText:
    """A story to be: ``quotes`` are ``(piece, sentence)`` or ``(piece, sentence, speaker's sentence)``; ``+`` joins."""

    key: str
    pieces: tuple[str, ...]
    theme: str
    quotes: tuple[tuple, ...]
    themes: tuple[str, ...] = ()
    place: str = "full"
    kind: str = "report"
    headline: str | None = None
    opening: str | None = None
    continues: tuple[dt.date, str] | None = None
    new: bool = False
    watched: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Each with the words of the first piece that introduce it."""


def identity(key: str) -> str:
    """An article's id: sixteen hex digits made of its key."""
    return (key.encode().hex() + "0" * 16)[:16]


def article(piece: Piece) -> tuple[Article, tuple[tuple[int, int], ...]]:
    """The article, and the places of its body's sentences."""
    text, paragraphs, sentences = "", [], []
    rows = ((("title", piece.title),) if piece.title else ()) + piece.paragraphs
    for role, words in rows:
        text += "\n\n" if text else ""
        start = len(text)
        for number, sentence in enumerate(words.split(" | ")):
            text += (" " if number else "") + sentence
            if role == "body":
                sentences.append((len(text) - len(sentence), len(text)))
        why = {"bio": "about the author, after the end", "teaser": "headline and cut-off text"}.get(
            role, f"reads like a {role}"
        )
        paragraphs.append(Paragraph(start, len(text), role, why))
    facts = Facts(
        Fact(piece.title, "first line") if piece.title else None,
        Fact(piece.published, "line 2") if piece.published else None,
        Fact(piece.outlet, "the folder's name") if piece.outlet else None,
        Fact(piece.author, "line 3") if piece.author else None,
        Fact(piece.url, "the page's head") if piece.url else None,
        Fact(piece.language, "its words") if piece.language else None,
    )
    document = Document(piece.path or f"wire/{piece.key}.txt", 0, text, facts)
    return Article(identity(piece.key), identity("raw" + piece.key), document, facts, tuple(paragraphs)), tuple(
        sentences
    )


class Desk:
    """Puts pieces and tellings together into an edition."""

    def __init__(self, pieces: tuple[Piece, ...], tellings: tuple[StoryText, ...]) -> None:
        self.pieces = {piece.key: piece for piece in pieces}
        self.tellings = tellings
        self.articles = {piece.key: article(piece) for piece in pieces}

    def quote(self, key: str, number: int, speaker: int | None = None, *, joined: bool = False) -> Quote:
        made, sentences = self.articles[key]
        start, end = sentences[number]
        words = " ".join(made.document.text[start:end].split())
        named = self.quote(key, speaker) if speaker is not None else None
        return Quote(made.id, start, end, words, named, joined)

    def clause(self, key: str, words: str) -> Quote:
        made, _ = self.articles[key]
        start = made.document.text.index(words)
        return Quote(made.id, start, start + len(words), words)

    def story(self, telling: StoryText) -> Story:
        quotes = []
        for place in telling.quotes:
            joined = place[0].startswith("+")
            quotes.append(self.quote(place[0].lstrip("+"), *place[1:], joined=joined))
        first = self.pieces[telling.pieces[0]]
        headline_quote = None
        if telling.opening:
            headline_quote = self.clause(first.key, telling.opening)
        headline = telling.opening or telling.headline or first.title or quotes[0].text
        if not telling.opening and not telling.headline and first.title:
            headline_quote = self.clause(first.key, first.title)
        return Story(
            id="s" + identity(telling.key)[:11],
            headline=headline,
            headline_quote=headline_quote,
            opens_lead=bool(telling.opening),
            theme=telling.theme,
            themes=telling.themes or ((telling.theme,) if telling.theme != "other" else ()),
            articles=tuple(self.articles[key][0].id for key in telling.pieces),
            continues=telling.continues and _continues(telling.continues),
            quotes=tuple(quotes),
            place=telling.place,
            kind=telling.kind,
            new=telling.new,
            points=1.0,
            why=("opens its article",),
            newsrooms=tuple(outlet for key in telling.pieces if (outlet := self.pieces[key].outlet)),
            one_source=len(telling.pieces) == 1,
            watched=telling.watched,
            countries=telling.countries,
            places=telling.places,
            names=tuple(Named(name, self.clause(first.key, words), body=False) for name, words in telling.names),
        )


def _continues(pair):
    from digest.model import Continues

    return Continues(*pair)


def edition(
    pieces: tuple[Piece, ...],
    tellings: tuple[StoryText, ...],
    *,
    brief: tuple[tuple[str, str, int], ...] = (),
    passages: tuple[tuple[str, str, tuple[tuple, ...]], ...] = (),
    foreign: tuple[str, ...] = (),
    coming: tuple[tuple[str, str, int, dt.date, bool], ...] = (),
    before: tuple[tuple[str, Piece], ...] = (),
    left_out: tuple[Problem, ...] = (),
    history: tuple[Day, ...] = (),
    headings: tuple[Heading, ...] = HEADINGS,
    **fields: object,
) -> Sample:
    """An edition of pieces and tellings; ``brief`` is ``(theme, story key, quote)``, ``passages`` ``(theme, key, quotes)``,
    ``coming`` ``(story key, piece, sentence, day, guess)``, ``before`` ``(story key, piece of the day before)``.
    """
    desk = Desk((*pieces, *(piece for _, piece in before)), tellings)
    stories = {telling.key: desk.story(telling) for telling in tellings}
    told = {
        theme: tuple(
            (key, tuple(desk.quote(*place) for place in quotes)) for named, key, quotes in passages if named == theme
        )
        for theme in [heading.name for heading in headings]
    }
    sections = tuple(
        Section(
            heading.name,
            tuple(story.id for story in stories.values() if story.theme == heading.name and story.place == "full"),
            tuple(Passage(stories[key].id, quotes) for key, quotes in told[heading.name]),
            sum(heading.name in story.themes for story in stories.values()),
        )
        for heading in headings
    )
    points = tuple(
        KeyPoint(
            theme, stories[key].id, stories[key].quotes[number] if number >= 0 else sections_quote(sections, theme)
        )
        for theme, key, number in brief
    )
    quoted = [*(("brief", point.story, point.quote) for point in points)]
    quoted += [(story.theme, story.id, quote) for story in stories.values() for quote in story.quotes]
    quoted += [
        (section.theme, passage.story, quote)
        for section in sections
        for passage in section.passages
        for quote in passage.quotes
    ]
    coming_up = tuple(
        Upcoming(day, None, guess, stories[key].id, desk.quote(piece, number))
        for key, piece, number, day, guess in coming
    )
    quoted += [("coming", one.story, one.quote) for one in coming_up]
    quoted += [(stories[key].theme, stories[key].id, desk.quote(piece.key, 0)) for key, piece in before]
    told_before = tuple(
        Before(
            stories[key].id,
            DAY - dt.timedelta(days=1),
            desk.quote(piece.key, 0),
            _source(desk, piece, number, quoted, stories),
            0,
        )
        for number, (key, piece) in enumerate(before, len(pieces) + 1)
    )
    sources = tuple(_source(desk, piece, number, quoted, stories) for number, piece in enumerate(pieces, 1))
    copies = sum(len(source.copies) for source in sources)
    made = Edition(
        format=FORMAT,
        date=DAY,
        revision=1,
        coming_up=coming_up,
        before=told_before,
        made=dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZONE),
        window=(dt.datetime(2018, 11, 27, 6, 0, tzinfo=ZONE), dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZONE)),
        since=None,
        desk="Security and geopolitics briefing",
        language="en",
        minutes=3,
        counts=Counts(len(pieces) + copies + len(left_out), len(pieces), copies, len(left_out), len(stories)),
        notices=(),
        note=None,
        headings=headings,
        key_points=points,
        sections=sections,
        stories=tuple(stories.values()),
        articles=sources,
        foreign=tuple(identity(key) for key in foreign),
        left_out=left_out,
        history=history,
        previous=dt.date(2018, 11, 27),
        hidden=0,
        method="digest",
        version="0.1.0",
        settings="3f9a2c",
    )
    made = replace(made, **fields)
    pages = tuple(_page(made, desk, source, quoted) for source in made.sources())
    return Sample(made, pages)


def sections_quote(sections: tuple[Section, ...], theme: str) -> Quote:
    """The first quote of the first passage under a theme."""
    return next(section.passages[0].quotes[0] for section in sections if section.theme == theme)


def _source(desk: Desk, piece: Piece, number: int, quoted: list, stories: dict) -> Source:
    made, sentences = desk.articles[piece.key]
    kept = {(quote.start, quote.end) for _, _, quote in quoted if quote.article == made.id}
    trimmed: dict[str, int] = {}
    for paragraph in made.paragraphs:
        if paragraph.role not in ("body", "title"):
            trimmed[paragraph.role] = trimmed.get(paragraph.role, 0) + 1
    opening = (desk.quote(piece.key, 0),) if piece.language in ("de", "ar") else ()
    if not piece.title and sentences:
        opening = (
            next(
                (s.headline_quote for s in stories.values() if s.opens_lead and s.articles[0] == made.id),
                desk.quote(piece.key, 0),
            ),
        )
    themes = tuple(
        dict.fromkeys(theme for story in stories.values() if made.id in story.articles for theme in story.themes)
    )
    return Source(
        id=made.id,
        raw=made.raw,
        path=made.document.path,
        part=0,
        also=tuple(copy.path for copy in piece.copies),
        copies=piece.copies,
        number=number,
        title=piece.title,
        outlet=piece.outlet,
        published=piece.published,
        published_guess=piece.guess,
        author=piece.author,
        url=piece.url,
        language=piece.language,
        themes=themes,
        kept=len(kept),
        sentences=len(sentences),
        trimmed=tuple(trimmed.items()),
        old=piece.old,
        new=piece.new,
        corrects=piece.corrects,
        opening=opening,
    )


def _page(made: Edition, desk: Desk, source: Source, quoted: list) -> SourcePage:
    key = next(piece.key for piece in desk.pieces.values() if identity(piece.key) == source.id)
    built, sentences = desk.articles[key]
    marks = []
    for number, (start, end) in enumerate(sentences, 1):
        places = tuple(
            dict.fromkeys(
                (theme, story)
                for theme, story, quote in quoted
                for one in (quote, quote.speaker)
                if one and one.article == source.id and start <= one.start < end
            )
        )
        if places:
            marks.append(
                Highlight(
                    start,
                    end,
                    number,
                    places,
                    ("opens the article",) if number == 1 else ("central 0.31", "names who acts"),
                )
            )
    return SourcePage(made.date, made.desk, source, built, tuple(marks), made.headings, made.version)


# ------------------------------------------------------------------------------------------------------- days

TALKS = Piece(
    "talks", "Ministers meet on the river border", "Northern Wire", "2018-11-27T23:50:00+01:00",
    (
        ("byline", "By a correspondent on the river"),
        ("body", "The foreign ministers of Arland and Borland met on Tuesday for the first time in six years and agreed to reopen two crossings. | The talks lasted five hours."),
        ("subhead", "no handshake"),
        ("body", "Both sides will send experts to the town of Velm next week, the hosts said. | A joint statement called the meeting “frank and useful”."),
        ("caption", "The two delegations arrive at the bridge"),
        ("body", "The mediator, Ilka Senn, described the mood to reporters afterwards. | “They began at opposite ends of the table,” she said."),
        ("body", "“By midnight they shared a map, and that is more than I hoped for.”"),
        ("body", "Some 3,000 soldiers who were moved to the border in spring will return to their barracks by January, the statement said. | An S-300 battery stays where it is."),
        ("bio", "The writer covers rivers and borders."),
        ("teaser", "Ferry strike enters its second week. The crews of three lines said ..."),
    ),
    path="wire/talks.txt", author="A. Correspondent", url="https://wire.example/world/talks?id=7",
    copies=(Copy("ledger/talks-copy.html", "Morning Ledger", "c0", "c1"),),
)  # fmt: skip
EARLIER = Piece(
    "earlier", "Arland invites Borland to the river", "Northern Wire", "2018-11-26T18:05:00+01:00",
    (("body", "Arland invited the government of Borland on Monday to talk about the closed crossings. | No answer came before night."),),
    path="wire/invitation.txt",
)  # fmt: skip
TALKS_TOO = Piece(
    "talkstoo", "Arland and Borland to reopen crossings", "Meridian Dispatch", "2018-11-27T22:10:00+01:00",
    (("body", "Two crossings on the river border will open on Monday after talks between the ministers of Arland and Borland. | Lorries must still wait for a customs agreement."),),
    path="web/md-551.html",
)  # fmt: skip
UNTITLED = Piece(
    "untitled", None, None, None,
    (
        ("body", "A patrol boat of the Borland coast guard ran aground off the Teal Islands on Tuesday night, after a chase that lasted two hours and ended in fog. | Nobody was hurt."),
        ("body", "The crew of nine was taken off by helicopter at dawn. | The boat leaks oil into a bird reserve."),
    ),
    path="000_c390.txt", new=True,
)  # fmt: skip


def two_articles() -> Sample:
    """A first day: one story with a headline and passages, one without headline, outlet and date."""
    return edition(
        (TALKS, UNTITLED),
        (
            StoryText("talks", ("talks",), "diplomacy", (("talks", 0), ("talks", 2), ("talks", 3), ("talks", 6, 4)), ("diplomacy", "deployments")),
            StoryText("boat", ("untitled",), "incidents", (("untitled", 0), ("+untitled", 1), ("untitled", 2)), opening="A patrol boat of the Borland coast guard ran aground off the Teal Islands on Tuesday night,"),
        ),
        brief=(("diplomacy", "talks", 0), ("deployments", "talks", -1), ("incidents", "boat", 2)),
        passages=(("deployments", "talks", (("talks", 7),)),),
        history=(Day(DAY, "told", "Ministers meet on the river border", (("diplomacy", 1), ("deployments", 1), ("incidents", 1))),),
        previous=None,
        window=(None, dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZONE)),
    )  # fmt: skip


def quiet_day() -> Sample:
    """A day on which nothing came."""
    return edition((), (), minutes=0, history=_fortnight())


def _fortnight() -> tuple[Day, ...]:
    days = []
    for back in range(13, -1, -1):
        day = DAY - dt.timedelta(days=back)
        if back in (7, 8):
            days.append(Day(day, "missing"))
        elif back == 3:
            days.append(Day(day, "quiet"))
        else:
            counts = (("diplomacy", 1 + back % 5), ("deployments", back % 3), ("incidents", 1 + back % 4))
            days.append(Day(day, "told", f"What stood first {back} days ago", counts))
    return tuple(days)


MORE = (
    Piece("exercise", "Autumn exercise ends two days early", "Harbour Gazette", "2018-11-28T04:20:00+01:00",
          (("body", "Borland ended its autumn exercise on Wednesday two days before time and sent 1,200 reservists home. | The ministry gave the weather as its reason. | Neighbours had complained of drones over their villages."),), new=True),
    Piece("port", "Dock fire burns for a third day", "Capital Courier", "2018-11-27",
          (("body", "A fire in the docks of Port Isen burned for a third day on Tuesday and closed the eastern channel. | Two firemen were treated for smoke. | The cause is not known.",),)),
    Piece("budget", "Arland’s parliament passes the budget", "Lakeshore Tribune", "2018-11-27T17:05:00+01:00",
          (("body", "The parliament of Arland passed next year’s budget by four votes. | Schools gain, roads lose."),), guess=True, corrects=Correction(identity("cuts"), DAY - dt.timedelta(days=2), None)),
    Piece("lake", "The lake is a sea in all but name", "Harbour Gazette", "2018-11-26",
          (("body", "Whoever calls it a lake has never crossed it in November. | I have, twice."),)),
    Piece("primer", "What the river treaty says", "Continental Post", "2018-11-12",
          (("body", "The treaty of 1921 has nine articles and one map. | The map was lost in a flood."),), old=True),
    Piece("fremd", "Grenzbrücke bei Velm wieder offen", "Der Bote", "2018-11-27T20:00:00+01:00",
          (("body", "Die Brücke bei Velm ist seit Dienstag wieder offen. | Zwölf Lastwagen warteten."),), language="de"),
    Piece("arabic", "إعادة فتح الجسر على النهر", None, "2018-11-27",
          (("body", "فتح الجسر على النهر يوم الثلاثاء. | وعبرت عشر شاحنات."),), language="ar"),
)  # fmt: skip


def sample() -> Sample:
    """A second edition with everything: marks of what is new, copies, corrections, notices, a note, a fortnight."""
    exercise = MORE[0]
    return edition(
        (TALKS, TALKS_TOO, exercise, UNTITLED, replace(MORE[1], guess=True, corrects=Correction(identity("dock"), DAY - dt.timedelta(days=1), "2018-11-26")), *MORE[2:]),
        (
            StoryText("talks", ("talks", "talkstoo"), "diplomacy", (("talks", 0), ("talks", 2), ("talkstoo", 1), ("talks", 6, 4)), ("diplomacy", "deployments"), continues=(DAY - dt.timedelta(days=1), "s00"), watched=("Velm",), countries=("CH", "AT"), places=("Velm",), names=(("Ilka Senn", "The mediator, Ilka Senn"),)),
            StoryText("exercise", ("exercise",), "deployments", (("exercise", 0), ("exercise", 1)), new=True, countries=("DE", "PL", "AT")),
            StoryText("boat", ("untitled",), "incidents", (("untitled", 0), ("+untitled", 1), ("untitled", 2)), opening="A patrol boat of the Borland coast guard ran aground off the Teal Islands on Tuesday night,", new=True),
            StoryText("port", ("port",), "incidents", (("port", 0), ("port", 1)), countries=("FR", "JP", "AT", "CH")),
            StoryText("budget", ("budget",), "other", (("budget", 0),), place="line"),
            StoryText("lake", ("lake",), "other", (("lake", 0),), place="apart", kind="opinion", watched=("lake", "November")),
            StoryText("primer", ("primer",), "diplomacy", (("primer", 0),), place="apart", kind="explainer"),
        ),
        brief=(("diplomacy", "talks", 0), ("diplomacy", "talks", 1), ("deployments", "exercise", 0), ("incidents", "boat", 2), ("incidents", "port", 0)),
        passages=(("deployments", "talks", (("talks", 7), ("talks", 8))), ("deployments", "port", (("port", 2),))),
        coming=(("talks", "talkstoo", 0, dt.date(2018, 12, 3), True),),
        before=(("talks", EARLIER),),
        foreign=("fremd", "arabic"),
        left_out=(
            Problem("scans/wire-0412.pdf", "it holds pictures and no text", unreadable=True),
            Problem("web/subscribe.html", "no article: a form and links"),
            Problem("mail/0410.eml", "told on 2018-11-27", told=DAY - dt.timedelta(days=1)),
        ),
        history=_fortnight(),
        revision=2,
        since=dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZONE),
        made=dt.datetime(2018, 11, 28, 12, 30, tzinfo=ZONE),
        window=(dt.datetime(2018, 11, 27, 6, 0, tzinfo=ZONE), dt.datetime(2018, 11, 28, 12, 30, tzinfo=ZONE)),
        notices=(
            Notice("catch_up", dt.datetime(2018, 11, 27, 6, 0, tzinfo=ZONE), dt.datetime(2018, 11, 28, 6, 0, tzinfo=ZONE)),
            Notice("late", dt.datetime(2018, 11, 28, 12, 0, tzinfo=ZONE), dt.datetime(2018, 11, 28, 12, 30, tzinfo=ZONE)),
            Notice("long_window", at=dt.datetime(2018, 11, 26, 6, 0, tzinfo=ZONE), days=2),
            Notice("unreadable", paths=("scans/wire-0412.pdf",)),
        ),
        note="Please watch **Velm** this week.\n\n- [The treaty](https://treaty.example/text)\n- calls at nine",
        without_news=("Teal Strait", "Port <Isen>"),
        countries=(
            Country("AT", "Austria", 366, 61),
            Country("FR", "France", 343, 63),
            Country("DE", "Germany", 359, 54),
            Country("JP", "Japan", 614, 81),
            Country("PL", "Poland", 376, 52),
            Country("CH", "Switzerland", 354, 62),
        ),
    )  # fmt: skip


def large_day(articles: int = 400) -> Sample:
    """A day with many articles: twelve stories in full, most in one line, some apart."""
    names = tuple(heading.name for heading in HEADINGS)
    pieces, tellings = [], []
    for number in range(articles):
        theme = names[number % 3] if number % 2 else "other"
        words = f"Delegation {number} of the harbour council counted {number + 3} barges on the river on Tuesday and found two more than allowed."
        pieces.append(
            Piece(f"n{number}", f"Council {number} counts its barges on the upper river", f"Outlet {number % 23}", f"2018-11-27T{number % 24:02}:15:00+01:00",
                  (("body", f"{words} | The owners of boat {number} said that they would appeal. | A decision is due in {number + 2} days."), ("bio", "The writer counts barges.")),
                  path=f"feed/2018-11-27/council-{number}.html")
        )  # fmt: skip
        place = "full" if number % 2 and number < 24 else "apart" if number % 40 == 0 else "line"
        tellings.append(
            StoryText(
                f"n{number}",
                (f"n{number}",),
                theme,
                ((f"n{number}", 0), (f"n{number}", 1)),
                place=place,
                kind="opinion" if place == "apart" else "report",
            )
        )
    lines = sum(telling.place == "line" for telling in tellings)
    left_out = tuple(
        Problem(f"feed/2018-11-27/form-{number}.html", "no article: a form and links") for number in range(50)
    )
    brief = tuple((names[number % 3], f"n{number}", 0) for number in (3, 1, 5))
    return edition(
        tuple(pieces),
        tuple(tellings),
        brief=brief,
        left_out=left_out,
        history=_fortnight(),
        hidden=max(0, lines - 60),
        minutes=6,
    )


def hard_day() -> Sample:
    """What is hard to set: long words, titles and sentences, 300 sources on one story, eight themes, no words at all."""
    headings = tuple(Heading(f"theme-{n}", f"Theme number {n}", 1 + n % 6) for n in range(8))
    word = "Donaudampfschifffahrtsgesellschaft" * 6
    long = " ".join(["and the barges went on down the river past the mills of Velm"] * 6)
    pieces = (
        Piece(
            "word",
            f"{word} reports losses",
            word[:90],
            "2018-11-27",
            (("body", f"The company {word} said on Tuesday that it had lost money. | {long.capitalize()}."),),
            path=f"{word}/{word[:120]}.txt",
        ),
        Piece(
            "title",
            "Why " * 1250 + "now",
            "Outlet",
            "2018-11-27",
            (("body", f"{long.capitalize()}. | It ended there."),),
        ),
        Piece("empty", None, None, None, ()),
        Piece(
            "rtl",
            "إعادة فتح الجسر على النهر بعد محادثات",
            "الجسر",
            "2018-11-28",
            (("body", "فتح الجسر على النهر يوم الثلاثاء بعد محادثات. | وعبرت عشر شاحنات."),),
            language=None,
        ),
        *(
            Piece(
                f"many{n}",
                f"Outlet {n} on the flood",
                f"Outlet {n}",
                "2018-11-27T12:00:00+01:00",
                (("body", f"The river rose by {n} centimetres at gauge {n} on Tuesday."),),
            )
            for n in range(300)
        ),
    )
    tellings = (
        StoryText("word", ("word",), "theme-0", (("word", 0), ("word", 1))),
        StoryText("title", ("title",), "theme-1", (("title", 0), ("+title", 1))),
        StoryText("rtl", ("rtl",), "theme-2", (("rtl", 0), ("rtl", 1))),
        StoryText("many", tuple(f"many{n}" for n in range(300)), "theme-3", (("many0", 0), ("many7", 0))),
        StoryText("empty", ("empty",), "other", (), place="line", headline="(no words)"),
    )
    brief = (("theme-0", "word", 0), ("theme-1", "title", 0), ("theme-2", "rtl", 0))
    return edition(
        pieces,
        tellings,
        brief=brief,
        headings=headings,
        desk='The <desk> of "quotes" & ampersands',
        history=_fortnight(),
    )


def write_sample() -> None:
    """Write the sample edition that ``digest check`` renders."""
    PATH.write_bytes(to_json(sample(), indent=1) + b"\n")


def archive(days: int = 54) -> Archive:
    """An archive with told, quiet and missing days; the first of them began in the middle of a month."""
    made = []
    for back in range(days):
        day = DAY - dt.timedelta(days=back)
        if back % 19 in (7, 8):
            made.append(Day(day, "missing"))
        elif back % 7 == 3:
            made.append(Day(day, "quiet"))
        else:
            counts = (("diplomacy", 1 + back % 6), ("deployments", back % 3), ("incidents", 1 + back % 4))
            made.append(Day(day, "told", f"Council {back} counts its barges on the upper river", counts))
    return Archive(
        "Security and geopolitics briefing",
        "en",
        dt.datetime(2018, 11, 28, 12, 30, tzinfo=ZONE),
        HEADINGS,
        tuple(made),
        "0.1.0",
    )


def by_region() -> Sample:
    """The sample with its stories in full under two regions."""
    made = sample()
    first, *rest = [story.id for story in made.edition.stories if story.place == "full"]
    edition = replace(
        made.edition,
        sections=tuple(replace(section, passages=()) for section in made.edition.sections),
        regions=(Region("europe", (first,)), Region(NO_REGION, tuple(rest))),
    )
    return replace(made, edition=edition)


DAYS = {"two articles": two_articles, "sample": sample, "quiet day": quiet_day}


def of_works(works: tuple) -> Sample:
    """An edition of articles that were read and analysed; each is a story of its own, quoted at three places."""
    pieces, stories, pages, sources = {}, [], [], []
    for made, analysis in works:
        pieces.setdefault(made.id, (made, analysis))
    for number, (made, analysis) in enumerate(pieces.values(), 1):
        facts = {
            name: fact.value if (fact := getattr(made.facts, name)) else None
            for name in ("title", "outlet", "published", "author", "url", "language")
        }
        quotes = tuple(Quote(made.id, one.start, one.end, one.text) for one in analysis.sentences)
        source = Source(
            id=made.id, raw=made.raw, path=made.document.path, part=0, also=(), copies=(Copy(made.document.path, facts["outlet"], "c0", "c1"),),
            number=number, **facts, published_guess=False, themes=(), kept=len(quotes), sentences=len(quotes), trimmed=(("caption", 2),),
            old=False, new=False, corrects=None, opening=quotes[:1],
        )  # fmt: skip
        story = Story("s" + made.id, facts["title"] or quotes[0].text, None if facts["title"] else quotes[0], False, "diplomacy", ("diplomacy",),
                      (made.id,), None, quotes, "full", "report", False, 1.0, (),
                      names=(Named(facts["title"] or quotes[0].text, quotes[0], body=False),))  # fmt: skip
        marks = tuple(
            Highlight(one.start, one.end, at, (("diplomacy", story.id),), (one.text,))
            for at, one in enumerate(analysis.sentences, 1)
        )
        sources.append(source)
        stories.append(story)
        pages.append(SourcePage(DAY, "The desk", source, made, marks, HEADINGS, "0.1.0"))
    empty = edition((), ()).edition
    left_out = tuple(Problem(source.path, source.title or "", told=None) for source in sources)
    sections = (Section("diplomacy", tuple(story.id for story in stories), (), len(stories)), *empty.sections[1:])
    made = replace(empty, articles=tuple(sources), stories=tuple(stories), sections=sections, left_out=left_out,
                   counts=Counts(2 * len(sources), len(sources), 0, len(sources), len(stories)))  # fmt: skip
    return Sample(made, tuple(pages))
