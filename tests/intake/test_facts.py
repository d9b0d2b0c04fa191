"""What is known about an article, and from where."""

from datetime import date

import pytest

from digest.intake.facts import build_article
from digest.model import Article, Document, Fact, Facts, Problem
from tests.intake.hostile import BODY, TEXT

TODAY = date(2026, 11, 24)


def known(document: Document, outlet: str | None = None) -> Facts:
    article = build_article(document, "raw", today=TODAY, outlet=outlet)
    assert isinstance(article, Article)
    return article.facts


def test_a_text_tells_its_title_date_and_language() -> None:
    """From the lines over the text; each fact names its line."""
    text = "\n\n".join(("Port Alder closes its old lock", "By Ada Lund", "Published: 27 November 2018", *BODY))
    facts = known(Document("a.txt", 0, text))
    assert facts.title == Fact("Port Alder closes its old lock", "first line")
    assert facts.published == Fact("2018-11-27", "line 5")
    assert facts.language == Fact("en", "words")


def test_what_is_not_said_stays_unknown() -> None:
    """No title, date, outlet, author or link is made up."""
    facts = known(Document("a.txt", 0, "\n\n".join(BODY)))
    assert (facts.title, facts.published, facts.outlet, facts.author, facts.url) == (None,) * 5


@pytest.mark.parametrize(
    ("line", "day", "outlet"),
    [
        pytest.param("MARLOW, Nov. 24 (Northern Wire) - ", "2026-11-24", "Northern Wire", id="this week"),
        pytest.param("MARLOW, 18 November (Northern Wire) - ", "2026-11-18", "Northern Wire", id="day before month"),
        pytest.param("MARLOW, March 8 (Northern Wire) - ", None, "Northern Wire", id="of any year"),
        pytest.param("MARLOW, November 99 (Northern Wire) - ", None, "Northern Wire", id="no day at all"),
        pytest.param("MARLOW - ", None, None, id="a place alone"),
    ],
)
def test_a_dateline_tells_agency_and_day(line: str, day: str | None, outlet: str | None) -> None:
    """It has no year: only a day of the last week can be meant, and where the year is from is said."""
    facts = known(Document("a.txt", 0, "\n\n".join((line + BODY[0], *BODY[1:]))))
    assert (facts.published and facts.published.value, facts.outlet and facts.outlet.value) == (day, outlet)
    assert facts.published is None or facts.published.source.startswith("dateline, the year ")


def test_what_the_format_told_comes_first() -> None:
    """Named fields are believed before lines of text."""
    told = Facts(title=Fact("The lock", "JSON title"), published=Fact("2018-11-26T08:00:00+01:00", "JSON date"))
    facts = known(Document("a.json", 0, TEXT, told))
    assert facts.title == told.title
    assert facts.published == told.published


@pytest.mark.parametrize(
    ("told", "folder", "url", "found"),
    [
        pytest.param("Alder Post", "post", "https://post.example/a", Fact("Alder Post", "page"), id="the file"),
        pytest.param(None, "post", "https://post.example/a", Fact("post", "folder"), id="then the folder"),
        pytest.param(
            None, None, "https://www.post.example/a", Fact("post.example", "address", guess=True), id="then the site"
        ),
        pytest.param(
            None, "inbox", "https://post.example/a", Fact("post.example", "address", guess=True), id="no name"
        ),
        pytest.param(None, "2018-11-27", None, None, id="a day is no outlet"),
        pytest.param(None, "gb", None, None, id="nor is a country"),
        pytest.param(None, "uk", None, None, id="nor a language"),
        pytest.param(None, "AP", None, Fact("AP", "folder"), id="two letters that are one"),
        pytest.param(None, "pa", None, Fact("pa", "folder"), id="an agency before a country"),
        pytest.param(None, "sz", None, Fact("sz", "folder"), id="a newspaper before a country"),
        pytest.param(None, "rt", None, Fact("rt", "folder"), id="no code"),
        pytest.param(None, "SZ", None, Fact("SZ", "folder"), id="a code in capitals"),
        pytest.param(None, "朝日", None, Fact("朝日", "folder"), id="two letters of another script"),
        pytest.param(None, None, None, None, id="else nobody"),
    ],
)
def test_outlet(told: str | None, folder: str | None, url: str | None, found: Fact | None) -> None:
    """Who published it: the file, else the folder, else the site of the link, as a guess."""
    facts = Facts(outlet=Fact(told, "page") if told else None, url=Fact(url, "page") if url else None)
    assert known(Document("a", 0, TEXT, facts), folder).outlet == found


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://post.example/a?b=c", True),
        ("http://post.example:8080/", True),
        ("javascript:alert(1)", False),
        ("https://bank.example@evil.example/", False),
        ("https:///no-host", False),
        ("https://post.exa\\mple/a", False),
        ("https://post.example:0/", False),
        ("//post.example/a", False),
        ("file:///etc/passwd", False),
        ("https://post.example/a b", False),
        ("https://[::1", False),
        ("https://post.example:99999/", False),
    ],
)
def test_links(link: str, kept: bool) -> None:
    """Only http and https, with a host and without a name before it."""
    assert (known(Document("a", 0, TEXT, Facts(url=Fact(link, "page")))).url is not None) == kept


@pytest.mark.parametrize("value", ["2999-01-01", "1970-01-01T00:00:00Z", "soon"])
def test_impossible_dates_are_refused(value: str) -> None:
    """The future, the time before 1990 and what is no date count as not said."""
    assert known(Document("a", 0, TEXT, Facts(published=Fact(value, "page")))).published is None


@pytest.mark.parametrize(
    ("told", "line", "kept"),
    [
        pytest.param("2026-12-01", "", "2026-12-01", id="by the format"),
        pytest.param("Tue, 01 Dec 2026 08:00:00 +0100", "", "2026-12-01T08:00:00+01:00", id="as mails have it"),
        pytest.param(None, "Published: 1 December 2026", "2026-12-01", id="by a line"),
        pytest.param("some day", "", "some day", id="no day at all"),
        pytest.param("2026-12-01", "Published: 23 November 2026", "2026-12-01", id="a line knows better"),
    ],
)
def test_a_day_to_come_is_no_date_and_is_kept_for_the_page(told: str | None, line: str, kept: str) -> None:
    """An article is never of tomorrow; what the file states stays with what it told."""
    text = "\n\n".join(("Port Alder closes its old lock", *([line] if line else []), *BODY))
    given = Document("a.txt", 0, text, Facts(published=Fact(told, "meta") if told else None))
    article = build_article(given, "raw", today=TODAY)
    assert isinstance(article, Article)
    assert (article.facts.published is None) == ("23 November" not in line)
    assert article.document.facts.published is not None
    assert article.document.facts.published.value == kept


def test_a_declared_language_is_a_guess() -> None:
    """Where the words do not tell the language, what the page declares is marked as a guess."""
    text = "\n\n".join(f"Lorumba vestiki norendal osquiti pelandro {at} mistovar." for at in range(8))
    assert known(Document("a", 0, text, Facts(language=Fact("xq-XX", "html lang")))).language == Fact(
        "xq", "html lang", guess=True
    )
    assert known(Document("a", 0, text, Facts(language=Fact("ñé", "html lang")))).language is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "no whole sentence", id="nothing"),
        pytest.param("The lock is closed.", "too short", id="one sentence"),
        pytest.param("\n".join(["a line"] * 20_000), "lines", id="a log"),
    ],
)
def test_what_is_no_article(text: str, reason: str) -> None:
    """Too little and too much are said as such."""
    found = build_article(Document("a.txt", 3, text), "raw", today=TODAY)
    assert isinstance(found, Problem)
    assert reason in found.reason
    assert found.part == 3


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Alder lock closed", "The lock at Alder was closed. No ship was harmed."),
        ("Limit of free articles reached", "You have reached your limit of articles. Log in to read free articles."),
        ("This page has gone", "The page that was here has gone. This may be our fault."),
        ("Podcast: Alder lock", "Our podcast asks why the Alder lock was closed. Listen to it wherever you like."),
    ],
)
def test_few_words_that_repeat_their_title_are_no_article(title: str, text: str) -> None:
    """Notes of pages, podcasts and films repeat it as briefs do, also where a clipper has noted a date."""
    dated = Facts(title=Fact(title, "front matter"), published=Fact("2026-05-20", "front matter"))
    for given in (Document("a.md", 0, text, dated), Document("a", 0, f"{title}\n\n{text}")):
        assert isinstance(build_article(given, "raw", today=TODAY), Problem)


def test_the_id_is_the_words_alone() -> None:
    """Names, gaps, quotation marks and furniture do not change who an article is."""
    one = build_article(Document("a.txt", 0, TEXT), "raw", today=TODAY)
    other = build_article(
        Document("b/c.md", 2, TEXT.replace("“", '"').replace("\n\n", "\n\n\n").replace("”", '"')), "x", today=TODAY
    )
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert one.id == other.id


@pytest.mark.parametrize(
    ("weekday", "guess"),
    [
        pytest.param("on Tuesday", False, id="the day itself"),
        pytest.param("on Monday", True, id="the day before"),
        pytest.param("late", True, id="none is named"),
        pytest.param("on Friday", None, id="another year"),
    ],
)
def test_a_weekday_of_the_lead_tells_the_year_of_a_dateline(weekday: str, guess: bool | None) -> None:
    """It has none: its own weekday confirms this year, one that does not fit refutes it, else it is guessed."""
    text = TEXT.replace(
        BODY[0], f"ALDER, Nov. 24 (Karrow Wire) - The lock of Port Alder was closed {weekday} for repairs."
    )
    found = known(Document("a", 0, text)).published
    assert (found and (found.value, found.guess)) == (None if guess is None else ("2026-11-24", guess))


def test_a_by_line_may_name_the_outlet() -> None:
    """By its letters behind the author."""
    title, _, rest = TEXT.partition("\n\n")
    assert known(Document("a", 0, f"{title}\n\nBy Ada Lind, KBC\n\n{rest}")).outlet == Fact("KBC", "line over the text")
