"""What each format gives, and what all have in common."""

import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.intake.facts import build_article
from digest.intake.readers import READERS, read
from digest.intake.readers.markdown import MARK, split_front_matter, strip_marks
from digest.intake.sanitize import clean
from digest.model import Document, Fact, Problem
from tests.intake.hostile import BODY, TEXT, _pdf, page
from tests.intake.packages import docx, enex, epub, mbox, odt, rtf, table, webarchive
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
XHTML = page(1).replace("lang=en", 'lang="en"').replace("<meta charset=utf-8>", '<meta charset="utf-8"/>')
"""The page as XML, which e-books want."""
SAMPLES: dict[str, bytes] = {
    ".txt": TEXT.encode(),
    ".text": TEXT.encode(),
    ".md": TEXT.encode(),
    ".markdown": TEXT.encode(),
    ".html": page(1).encode(),
    ".htm": page(1).encode(),
    ".xhtml": XHTML.encode(),
    ".eml": MAIL.encode(),
    ".mht": SAVED.encode(),
    ".mhtml": SAVED.encode(),
    ".mbox": mbox([MAIL]),
    ".webarchive": webarchive(page(1)),
    ".docx": docx(TEXT.split("\n\n")),
    ".odt": odt(TEXT.split("\n\n")),
    ".rtf": rtf(TEXT.split("\n\n")),
    ".epub": epub({"a.xhtml": XHTML}),
    ".enex": enex({"The lock": TEXT}),
    ".pdf": _pdf(TEXT),
    ".csv": table(TEXT),
    ".tsv": table(TEXT, "\t"),
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

    def test_every_string_is_sanitized(self, suffix: str) -> None:
        """Sanitizing again changes nothing, in text and facts."""
        document = only(f"a{suffix}", SAMPLES[suffix])
        facts = [getattr(document.facts, name) for name in document.facts.__slots__]
        for said in (document.text, *(fact.value for fact in facts if fact)):
            assert clean(said) == said

    def test_marks_lie_in_the_text(self, suffix: str) -> None:
        """What a format marked are places of its text, in order."""
        document = only(f"a{suffix}", SAMPLES[suffix])
        places = [place for one in document.marked for place in (one.start, one.end)]
        assert places == sorted(places)
        assert all(document.text[one.start : one.end].strip() for one in document.marked)
        assert places or b"<h1>" not in SAMPLES[suffix]

    def test_never_raises(self, suffix: str) -> None:
        """Whatever bytes come, alone or in the middle of an article: Documents or a Problem, and then an Article or one."""
        sample = SAMPLES[suffix]
        examples = 5 if suffix == ".pdf" else 25  # PDFs are read in a process of their own

        @settings(max_examples=examples, deadline=None)
        @given(data=st.binary(max_size=400), at=st.integers(0, 400), keep=st.booleans())
        def check(data: bytes, at: int, keep: bool) -> None:
            broken = sample[:at] + data + (sample[at:] if keep else b"")
            for found in (READERS[suffix]("a" + suffix, broken), read("a" + suffix, broken)):
                assert not isinstance(found, Problem) or found.reason
                for one in () if isinstance(found, Problem) else found:
                    build_article(one, "", today=TODAY)

        check()


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
    support = {
        "__init__",
        "recognise",
        "packed",
        "fields",
        "zipped",
        "assemble",
        "markup",
        "letters",
        "layout",
        "pdfium",
    }
    support |= {"pagefacts", "blocks", "blockfeatures", "blockweights", "firstweights", "extraction", "blockchoice"}
    modules = {path.stem for path in folder.glob("*.py")} - support
    used = {reader.__module__.rpartition(".")[2] for reader in READERS.values()}
    assert used == modules, "a module that reads no format by itself is named in support"


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
    told = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Port Alder closes its lock", "datePublished": "2018-11-27T08:00:00+01:00", "author": [{"name": "Ada Lund"}, {"name": "Per Holt"}], "publisher": {"name": "Alder Post"}}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(told)}</script><meta property="og:title" content="Other"><link rel="canonical" href="https://post.example/lock">'
    facts = only("a.html", page(1, head=head).encode()).facts
    assert facts.title == Fact("Port Alder closes its lock", "JSON-LD")
    assert facts.published == Fact("2018-11-27T08:00:00+01:00", "JSON-LD")
    assert facts.author == Fact("Ada Lund, Per Holt", "JSON-LD")
    assert facts.outlet == Fact("Alder Post", "JSON-LD")
    assert facts.url == Fact("https://post.example/lock", "canonical link")


def test_the_site_is_no_part_of_the_title() -> None:
    """ "Title - Site" is the title where a meta element says what the site is called."""
    head = '<meta property="og:title" content="The lock is closed - Alder Post"><meta property="og:site_name" content="Alder Post">'
    title = only("a.html", page(1, head=head).replace("<h1>", "<h2>").encode()).facts.title
    assert title == Fact("The lock is closed", "meta og:title")


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        pytest.param(
            '<meta property="og:title" content="The lock - Gates of 1911"><meta property="og:site_name" content="Alder Post">',
            "The lock - Gates of 1911",
            None,
            id="a dash before what is no site",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "Report", "headline": ["The lock", "Two"]}</script>',
            "The lock",
            None,
            id="a list of headlines",
        ),
        pytest.param('<script type="application/ld+json"> </script>', None, None, id="JSON-LD of nothing"),
        pytest.param(
            '<meta name="author" content="https://post.example/ada"><meta name="dc.creator" content="Ada Lund">',
            None,
            "Ada Lund",
            id="an address is no author",
        ),
        pytest.param("<title> </title><title>Gates</title>", "Gates", None, id="an empty title element"),
    ],
)
def test_what_machines_are_told(head: str, title: str | None, author: str | None) -> None:
    """Of a page without a heading: elements that say nothing are passed over, what stands in them is not cut."""
    told = "".join(f"<p>{one}</p>" for one in BODY)
    facts = only("a.html", f"<html><head>{head}</head><body><article>{told}</article></body></html>".encode()).facts
    assert (facts.title and facts.title.value, facts.author and facts.author.value) == (title, author)


@pytest.mark.parametrize(
    ("heap", "title"),
    [
        pytest.param([{"@type": "Thing"}] * 300, "The lock", id="behind three hundred"),
        pytest.param([[{"@type": "Thing"}] * 30] * 30, None, id="below nine hundred"),
    ],
)
def test_of_a_heap_of_objects_some_are_looked_at(heap: list[object], title: str | None) -> None:
    """JSON-LD of thousands of objects costs no more than a page; the article's own stands on top."""
    told = json.dumps([heap, [[[{"@type": "Report", "headline": "The lock"}]]]])
    head = f'<script type="application/ld+json">{told}</script>'
    data = f"<html><head>{head}</head><body>{''.join(f'<p>{one}</p>' for one in BODY)}</body></html>"
    found = only("a.html", data.encode()).facts.title
    assert (found and found.value) == title


STANDFIRST = (
    "The council has voted to close the lock that every ship on the river has passed for a hundred years, and nobody who"
    " was asked on the quay could say how the pilots will manage until the spring."
)


def test_a_lead_that_is_set_apart_is_read() -> None:
    """A page calls its first paragraph a teaser, and whoever takes articles out of pages takes it for another one's."""
    data = page(1).replace("</h1>", f'</h1><div class="teaser">{STANDFIRST}</div>').encode()
    assert only("a.html", data).text.split("\n\n")[1:3] == [STANDFIRST, BODY[0].replace("Port Alder", "Port Alder 1")]


@pytest.mark.parametrize("place", ["html", "body", "article"])
def test_a_page_that_hides_itself_is_read(place: str) -> None:
    """Some are shown by a script, and hidden until it has run."""
    data = page(1).replace(f"<{place}", f'<{place} style="visibility: hidden"', 1).encode()
    assert BODY[4] in only("a.html", data).text


def test_a_text_that_stands_in_json_ld_alone() -> None:
    """A page that a script fills in: what it tells machines is its article, paragraph by paragraph."""
    for body in ("The lock is closed.\nIt is old.", "<p>The lock is closed.</p><p>It is old.</p>"):
        told = json.dumps({"@type": "NewsArticle", "articleBody": body})
        data = f'<html><head><script type="application/ld+json">{told}</script></head><body></body></html>'.encode()
        assert only("a.html", data).text == "The lock is closed.\n\nIt is old."


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


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param(b"Subject: =?utf-8?B?a?=", "=?utf-8?B?a?=", id="a subject that cannot be decoded"),
        pytest.param(b"Subject: =?x-none?Q?The_lock?=", "The lock", id="a code that nobody knows"),
        pytest.param(
            b"Subject: The lock\nContent-Type: text/plain; charset*=a%00b'x'y%FF", "The lock", id="a NUL in a name"
        ),
        pytest.param(b"Subject: \nContent-Transfer-Encoding: base65", None, id="an encoding that is none"),
    ],
)
def test_a_mail_with_an_odd_head_keeps_its_text(head: bytes, title: str | None) -> None:
    """Whatever cannot be read of the head, the article is."""
    document = only("a.eml", b"From: desk@example.org\n" + head + b"\n\n" + TEXT.encode())
    assert (document.facts.title and document.facts.title.value) == title
    assert document.text == TEXT


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(list(BODY), "\n\n".join(BODY), id="a list of paragraphs"),
        pytest.param("".join(f"<p>{one}</p>" for one in BODY), "\n\n".join(BODY), id="markup"),
        pytest.param(f"{BODY[0]}<br>{BODY[1]}", f"{BODY[0]}\n\n{BODY[1]}", id="breaks"),
        pytest.param(f"It is 3 < 4. {BODY[0]}", f"It is 3 < 4. {BODY[0]}", id="a sign"),
    ],
)
def test_how_json_carries_a_text(body: object, text: str) -> None:
    """As it stands, in pieces or as markup."""
    assert only("a.json", json.dumps({"title": "The lock", "body": body}).encode()).text == text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.json", json.dumps([{"body": TEXT}] * 1001).encode(), id="JSON"),
        pytest.param("a.jsonl", b"\n".join([json.dumps({"body": TEXT}).encode()] * 2000), id="JSON Lines"),
        pytest.param(
            "a.rss", f"<rss><channel>{'<item><title>x</title></item>' * 2000}</channel></rss>".encode(), id="a feed"
        ),
    ],
)
def test_a_file_of_too_many_articles_is_left_out(name: str, data: bytes) -> None:
    """Whole, with what to do: nothing of it is read in silence."""
    found = read(name, data)
    assert isinstance(found, Problem)
    assert re.fullmatch(r"more than \d+ (?:articles|entries) in one (?:file|feed); split it", found.reason)
    assert found.unreadable


@pytest.mark.parametrize("odd", ["<:>x</:>", "<a:b:c>x</a:b:c>", "<:/>"])
def test_a_feed_with_names_that_are_none(odd: str) -> None:
    """A parser that makes the best of it lets them through; the entry is read all the same."""
    assert BODY[0] in only("a.rss", FEED.replace("<link>", f"{odd}<link>").encode()).text
    assert isinstance(READERS[".rss"]("a.rss", odd.encode()), Problem)


@pytest.mark.parametrize(("depth", "there"), [(3, True), (9, False)])
def test_json_is_looked_into_to_a_depth(depth: int, there: bool) -> None:
    """Lists in lists, as deep as anybody writes them."""
    value: object = {"body": TEXT}
    for _ in range(depth):
        value = [value]
    assert isinstance(read("a.json", json.dumps(value).encode()), tuple) == there


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
        pytest.param(
            "---\ntags:\n  - a\n  - b\ntitle: T\n---\nText", {"tags": "a, b", "title": "T"}, "Text", id="a list"
        ),
        pytest.param("---\n\nA text after a rule.\n\n---\n", {}, "---\n\nA text after a rule.\n\n---\n", id="a rule"),
        pytest.param("---\ntitle: T\nno end", {}, "---\ntitle: T\nno end", id="no end"),
        pytest.param("Text\n---\n", {}, "Text\n---\n", id="none"),
    ],
)
def test_front_matter(text: str, fields: dict[str, str], rest: str) -> None:
    """Fields are read where there are fields, and nothing is swallowed where there are none."""
    assert split_front_matter(text) == (fields, rest)


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
        pytest.param("said on<br>Monday and<BR/>Friday", "said on Monday and Friday", id="breaks within a line"),
        pytest.param("Lind &amp; Sons&nbsp;won, R&D; &lt;b&gt;", "Lind & Sons\xa0won, R&D; <b>", id="entities"),
        pytest.param("a cafe&#769;&#x202e; of &#10;\\&amp;", "a caf\xe9 of  &amp;", id="entities that hide"),
        pytest.param("<p>It ended.</p><p>It began.</p>", "It ended.  It began.", id="paragraphs within a line"),
        pytest.param("the har<wbr>bour", "the harbour", id="a place where a word may be parted"),
    ],
)
def test_markdown_marks(line: str, words: str) -> None:
    """Marks go, words stay as they are."""
    assert strip_marks(line) == words
    assert MARK.search(line) or line == words


def test_markdown_keeps_the_words() -> None:
    """A sentence that looks like a list in the middle of a line is left alone."""
    line = "They met on Wednesday, Nov. 28. (The palace said so.) It was 4 > 3 and - as ever - late."
    document = only("a.md", f"# The lock\n\n{line}\n\n> {BODY[0]}\n\n- {BODY[1]}\n".encode())
    assert document.text.split("\n\n") == ["The lock", line, BODY[0], BODY[1]]
    assert document.facts.title == Fact("The lock", "heading")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        pytest.param("# The lock", "The lock", id="open"),
        pytest.param("# The lock ## \t", "The lock", id="closed"),
        pytest.param("# Written in C#", "Written in C#", id="a sign of its own"),
        pytest.param("# The lock" + "\t" * 20_000 + "x", "The lock" + "\t" * 20_000 + "x", id="many tabs"),
    ],
)
def test_markdown_headings(line: str, heading: str) -> None:
    """What closes a heading is no part of it."""
    assert plain_title(line) == heading


def plain_title(line: str) -> str:
    """The title of a text under that line."""
    title = only("a.md", f"{line}\n\n{BODY[0]}\n".encode()).text.split("\n\n")[0]
    assert title
    return title


def test_markdown_blocks() -> None:
    """Underlined headings, pictures and code: what a mark makes of a line is its role, and code is no text."""
    text = f"The lock\n========\n\n{BODY[0]}\n\n```\nopen = 1\n```\n\n![At low tide](x.jpg)\n\nThe pilots\n----------\n\n{BODY[1]}\n"
    document = only("a.md", text.encode())
    assert document.text.split("\n\n") == ["The lock", BODY[0], "At low tide", "The pilots", BODY[1]]
    assert [(one.role, document.text[one.start : one.end]) for one in document.marked] == [
        ("title", "The lock"),
        ("caption", "At low tide"),
        ("subhead", "The pilots"),
    ]


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


@pytest.mark.parametrize("link", ["[url=https://a.example/1]here[/url].", "&lt;a href='/1'&gt;here&lt;/a&gt;"])
def test_an_entry_that_only_points_elsewhere_has_no_text(link: str) -> None:
    """It tells no news, and what it points to is the entry beside it."""
    stub = f"<item><title>The lock</title><description>: You find all details of this event {link}</description></item>"
    documents = read("a.rss", f"<rss><channel><title>Post</title>{stub}</channel></rss>".encode())
    assert isinstance(documents, tuple)
    assert [one.text for one in documents] == [""]


def test_marks_of_forums_in_an_entry_are_no_text() -> None:
    """Square brackets around the words that they mark."""
    said = "The [b]lock[/b] is closed, says [url=https://a.example/1]the board[/url] of the dam."
    documents = read(
        "a.rss",
        f"<rss><channel><item><title>A</title><description>{said}</description></item></channel></rss>".encode(),
    )
    assert isinstance(documents, tuple)
    assert documents[0].text == "The lock is closed, says the board of the dam."
