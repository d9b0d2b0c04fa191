"""What each format gives, and what all have in common."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.intake.door import clean
from digest.intake.facts import article_of
from digest.intake.readers import READERS, read
from digest.intake.readers.markdown import front_matter, plain
from digest.model import Document, Fact, Problem
from tests.intake.hostile import BODY, TEXT, _pdf, page
from tests.intake.test_hostile import TODAY

MAIL = (
    "From: Harbour Desk <desk@example.org>\nSubject: Fwd: Port Alder closes its old lock\n"
    "Date: Tue, 27 Nov 2018 08:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + TEXT
)
FEED = (
    "<rss><channel><title>Desk</title><language>en</language><item><title>The lock</title>"
    "<link>https://news.example/1</link><pubDate>Tue, 27 Nov 2018 08:00:00 GMT</pubDate>"
    f"<description>{TEXT}</description></item></channel></rss>"
)
SAVED = f"From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/1\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n{page(1)}\n--B--\n"
SAMPLES: dict[str, bytes] = {
    ".txt": TEXT.encode(),
    ".text": TEXT.encode(),
    ".md": TEXT.encode(),
    ".markdown": TEXT.encode(),
    ".html": page(1).encode(),
    ".htm": page(1).encode(),
    ".xhtml": page(1).encode(),
    ".eml": MAIL.encode(),
    ".mht": SAVED.encode(),
    ".mhtml": SAVED.encode(),
    ".pdf": _pdf(TEXT),
    ".json": json.dumps({"title": "The lock", "body": TEXT}).encode(),
    ".jsonl": json.dumps({"title": "The lock", "body": TEXT}).encode(),
    ".ndjson": json.dumps({"title": "The lock", "body": TEXT}).encode(),
    ".rss": FEED.encode(),
    ".atom": FEED.encode(),
    ".xml": FEED.encode(),
}
"""An article in every format; whoever adds a reader adds one here."""


def only(path: str, data: bytes) -> Document:
    found = read(path, data)
    assert isinstance(found, tuple)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("suffix", READERS)
class TestContract:
    """What holds for every reader, so that a new one is tested before its author writes a test."""

    def test_reads_an_article(self, suffix: str) -> None:
        """The sentences of an article come out of every format as they went in."""
        document = only(f"a{suffix}", SAMPLES[suffix])
        said = " ".join(document.text.split())
        assert sum(" ".join(one.split()) in said.replace("Port Alder 1 ", "Port Alder ") for one in BODY) >= 3

    def test_reads_it_packed(self, suffix: str) -> None:
        """Packed with gzip it is the same."""
        assert only(f"a{suffix}.gz", gzip.compress(SAMPLES[suffix])).text == only(f"a{suffix}", SAMPLES[suffix]).text

    def test_everything_has_passed_the_door(self, suffix: str) -> None:
        """Passing the door again changes nothing, in text and facts."""
        document = only(f"a{suffix}", SAMPLES[suffix])
        facts = [getattr(document.facts, name) for name in document.facts.__slots__]
        for said in (document.text, *(fact.value for fact in facts if fact)):
            assert clean(said) == said

    def test_marks_lie_in_the_text(self, suffix: str) -> None:
        """What a format marked are places of its text, in order."""
        document = only(f"a{suffix}", SAMPLES[suffix])
        assert all(0 <= one.start < one.end <= len(document.text) for one in document.marked)

    @settings(max_examples=25, deadline=None)
    @given(data=st.binary(max_size=400), at=st.integers(0, 400), keep=st.booleans())
    def test_never_raises(self, suffix: str, data: bytes, at: int, keep: bool) -> None:
        """Whatever bytes come, alone or in the middle of an article: Documents or a Problem, and then an Article or one."""
        sample = SAMPLES[suffix]
        broken = sample[:at] + data + (sample[at:] if keep else b"")
        for one in (READERS[suffix]("a" + suffix, broken), read("a" + suffix, broken)):
            if isinstance(one, Problem):
                assert one.reason
            else:
                for document in one:
                    article_of(document, "", today=TODAY)


def test_a_reader_is_one_module_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new format is a function in the dict: nothing else has to know of it."""

    def read_upside_down(path: str, data: bytes) -> tuple[Document, ...]:
        return (Document(path, 0, clean("\n\n".join(reversed(data.decode().split("\n\n"))))),)

    monkeypatch.setitem(READERS, ".flip", read_upside_down)
    text = "\n\n".join(reversed(TEXT.split("\n\n")))
    assert only("a.flip", text.encode()).text == TEXT


def test_every_reader_is_imported_and_listed_once() -> None:
    """Each module of a format is used by the dict, and there is none that is not."""
    folder = Path(__file__).parents[2] / "digest" / "intake" / "readers"
    support = {"__init__", "recognise", "packed", "fields", "pagefacts"}
    modules = {path.stem for path in folder.glob("*.py")} - support
    assert {reader.__module__.rpartition(".")[2] for reader in READERS.values()} == modules


@pytest.mark.parametrize(
    ("name", "data", "source"),
    [
        pytest.param("page.txt", page(1).encode(), "heading", id="a page named as text"),
        pytest.param("mail", MAIL.encode(), "subject", id="a mail without an extension"),
        pytest.param("feed.txt", FEED.encode(), "feed", id="a feed named as text"),
        pytest.param("json", SAMPLES[".json"], "JSON title", id="JSON without an extension"),
    ],
)
def test_content_comes_before_the_name(name: str, data: bytes, source: str) -> None:
    """What a file is, its content says."""
    title = only(name, data).facts.title
    assert title is not None
    assert title.source == source


def test_page_tells_its_facts() -> None:
    """JSON-LD before meta elements before what the page shows."""
    told = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "The lock", "datePublished": "2018-11-27T08:00:00+01:00", "author": [{"name": "Ada Lund"}, {"name": "Per Holt"}], "publisher": {"name": "Alder Post"}}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(told)}</script><meta property="og:title" content="Other"><link rel="canonical" href="https://post.example/lock">'
    facts = only("a.html", page(1, head=head).encode()).facts
    assert facts.title == Fact("The lock", "JSON-LD")
    assert facts.published == Fact("2018-11-27T08:00:00+01:00", "JSON-LD")
    assert facts.author == Fact("Ada Lund, Per Holt", "JSON-LD")
    assert facts.outlet == Fact("Alder Post", "JSON-LD")
    assert facts.url == Fact("https://post.example/lock", "canonical link")


def test_the_site_is_no_part_of_the_title() -> None:
    """ "Title - Site" is the title where a meta element says what the site is called."""
    head = '<meta property="og:title" content="The lock is closed - Alder Post"><meta property="og:site_name" content="Alder Post">'
    title = only("a.html", page(1, head=head).replace("<h1>", "<h2>").encode()).facts.title
    assert title == Fact("The lock is closed", "meta og:title")


def test_hidden_text_is_not_read() -> None:
    """What a page hides from its readers is hidden from ours."""
    hidden = f"<html><body><p style='display: none'>Nobody may read this line.</p><p hidden>Nor this.</p>{''.join(f'<p>{one}</p>' for one in BODY)}"
    text = only("a.html", hidden.encode()).text
    assert "Nobody" not in text
    assert "Nor this" not in text


def test_mail_tells_its_facts() -> None:
    """Subject without the marks of forwarding, sender and date."""
    facts = only("a.eml", MAIL.encode()).facts
    assert facts.title == Fact("Port Alder closes its old lock", "subject")
    assert facts.outlet == Fact("Harbour Desk", "sender")
    assert facts.published == Fact("Tue, 27 Nov 2018 08:00:00 +0100", "date of the mail")


def test_several_articles_in_one_file() -> None:
    """They are numbered in the file's order, each with its facts."""
    items = [{"title": f"Lock {at}", "text": TEXT, "source": {"name": "Desk"}} for at in range(3)]
    found = read("a.json", json.dumps({"articles": items}).encode())
    assert isinstance(found, tuple)
    assert [(one.part, one.facts.title.value if one.facts.title else None) for one in found] == [
        (0, "Lock 0"),
        (1, "Lock 1"),
        (2, "Lock 2"),
    ]


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        pytest.param(
            '---\ntitle: "A: b"\ndate: 2018-11-27\n---\nText',
            {"title": "A: b", "date": "2018-11-27"},
            "Text",
            id="fields",
        ),
        pytest.param("---\ntitle: >\n  Two\n  lines\n---\nText", {"title": "Two lines"}, "Text", id="folded"),
        pytest.param("---\ntags:\n  - a\n  - b\ntitle: T\n---\nText", {"tags": "", "title": "T"}, "Text", id="a list"),
        pytest.param("---\n\nA text after a rule.\n\n---\n", {}, "---\n\nA text after a rule.\n\n---\n", id="a rule"),
        pytest.param("---\ntitle: T\nno end", {}, "---\ntitle: T\nno end", id="no end"),
        pytest.param("Text\n---\n", {}, "Text\n---\n", id="none"),
    ],
)
def test_front_matter(text: str, fields: dict[str, str], rest: str) -> None:
    """Fields are read where there are fields, and nothing is swallowed where there are none."""
    assert front_matter(text) == (fields, rest)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("It was **very** _cold_ and `dark`.", "It was very cold and dark.", id="emphasis"),
        pytest.param(
            "See [the letter](https://x.example/a_b) of Nov. 28. (He said)",
            "See the letter of Nov. 28. (He said)",
            id="a link",
        ),
        pytest.param("![The lock](lock.jpg)", "The lock", id="a picture"),
        pytest.param("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", id="no emphasis"),
        pytest.param(r"\*not\* emphasis", "*not* emphasis", id="escaped"),
        pytest.param("a <b>bold</b> word", "a bold word", id="tags"),
    ],
)
def test_markdown_marks(line: str, words: str) -> None:
    """Marks go, words stay as they are."""
    assert plain(line) == words


def test_markdown_keeps_the_words() -> None:
    """A sentence that looks like a list in the middle of a line is left alone."""
    line = "They met on Wednesday, Nov. 28. (The palace said so.) It was 4 > 3 and - as ever - late."
    document = only("a.md", f"# The lock\n\n{line}\n\n> {BODY[0]}\n\n- {BODY[1]}\n".encode())
    assert document.text.split("\n\n") == ["The lock", line, BODY[0], BODY[1]]
    assert document.facts.title == Fact("The lock", "heading")


@pytest.mark.parametrize(
    ("name", "data", "words", "unreadable"),
    [
        pytest.param("a.txt", b"", "empty", False, id="empty"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture", False, id="a picture"),
        pytest.param(
            "a.txt",
            b"\x89PNG\r\n\x1a\n" + bytes(50),
            "though its name ends in .txt",
            True,
            id="a picture named as text",
        ),
        pytest.param("a.txt.gz", b"\x1f\x8b\x08nonsense", "damaged", True, id="damaged gzip"),
        pytest.param("a.css", b"p { color: red }", "not read", False, id="a style sheet"),
        pytest.param("a.json", b"{", "not valid JSON", True, id="JSON that is none"),
    ],
)
def test_left_out_with_a_reason(name: str, data: bytes, words: str, unreadable: bool) -> None:
    """What is not read is said in words; an error only where the name promised an article."""
    found = read(name, data)
    assert isinstance(found, Problem)
    assert words in found.reason
    assert found.unreadable == unreadable
