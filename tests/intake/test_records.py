"""Formats with named fields: feeds, JSON of any shape, tables; which object is an article, and which text is its own."""

import json
import time
from typing import Any

import pytest

from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Document, Fact, Facts, Problem
from tests.intake.hostile import BODY, TEXT
from tests.intake.test_hostile import TODAY

LONG = " ".join(BODY)
FULL = "\n\n".join(BODY)


def all_of(name: str, data: bytes | str) -> tuple[Document, ...]:
    found = read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, tuple)
    return found


def reason(name: str, data: bytes | str) -> str:
    found = read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Problem)
    return found.reason


def feed(*items: str) -> str:
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<rss {spaces}><channel><title>Alder Post</title>{''.join(f'<item>{one}</item>' for one in items)}</channel></rss>"


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Alder Post</title><entry>{entry}</entry></feed>'


class TestFeed:
    """RSS and Atom."""

    def test_entry_of_a_title_and_a_sentence_is_an_article(self) -> None:
        """As most public feeds have them; in a text file it would be too short."""
        (document,) = all_of(
            "a.rss", feed("<title>Lock closed</title><description>The old lock was closed on Tuesday.</description>")
        )
        assert isinstance(build_article(document, "", today=TODAY), Article)
        plain = Document(
            "a.txt", 0, "Lock closed\n\nThe old lock was closed on Tuesday.", Facts(title=Fact("Lock closed", "x"))
        )
        assert isinstance(build_article(plain, "", today=TODAY), Problem)

    @pytest.mark.parametrize(
        ("description", "words"),
        [
            pytest.param("", "only a title", id="no text"),
            pytest.param("Read on", "no whole sentence", id="no sentence"),
        ],
    )
    def test_entry_that_is_none_is_named_by_its_title(self, description: str, words: str) -> None:
        """A hundred lines with the name of the feed alone would tell nobody what is missing."""
        (document,) = all_of("a.rss", feed(f"<title>Lock closed</title><description>{description}</description>"))
        found = build_article(document, "", today=TODAY)
        assert isinstance(found, Problem)
        assert words in found.reason
        assert "(“Lock closed”)" in found.reason

    @pytest.mark.parametrize(
        ("title", "said"),
        [
            pytest.param("Lock &amp; quay", "Lock & quay", id="an entity"),
            pytest.param(
                "The &amp;#39;old&amp;#39; lock &amp;amp; quay", "The 'old' lock & quay", id="written down twice"
            ),
            pytest.param("&lt;b&gt;Lock&lt;/b&gt; closed", "Lock closed", id="markup"),
            pytest.param("Lock 4 &lt; 5 m deep", "Lock 4 < 5 m deep", id="no markup"),
        ],
    )
    def test_title(self, title: str, said: str) -> None:
        """As a reader is meant to see it."""
        found = all_of("a.rss", feed(f"<title>{title}</title><description>{LONG}</description>"))[0].facts.title
        assert found == Fact(said, "feed")

    def test_picture_has_a_title_of_its_own(self) -> None:
        """It is longer than the entry's."""
        item = f"<media:title>Ships wait for the tide at the old lock of the harbour</media:title><title>Lock closed</title><description>{LONG}</description>"
        assert all_of("a.rss", feed(item))[0].facts.title == Fact("Lock closed", "feed")

    @pytest.mark.parametrize(
        ("author", "name"),
        [
            pytest.param("<author><name>Ada Lund</name><email>a@post.example</email><uri>x</uri></author>", "Ada Lund", id="Atom"),
            pytest.param("<author>ada@post.example (Ada Lund)</author>", "Ada Lund", id="RSS"),
            pytest.param("<author>Ada Lund</author>", "Ada Lund", id="a name"),
            pytest.param("<dc:creator>Ada Lund</dc:creator><dc:creator>Per Holt</dc:creator>", "Ada Lund, Per Holt", id="two"),
            pytest.param("<author><name>Ada Lund</name><title>Editor</title></author>", "Ada Lund", id="a job"),
        ],
    )  # fmt: skip
    def test_author(self, author: str, name: str) -> None:
        """The name alone."""
        item = f"{author}<title>Lock closed</title><description>{LONG}</description>"
        assert all_of("a.rss", feed(item))[0].facts.author == Fact(name, "feed")

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            pytest.param('<content type="html">It wrote list&amp;lt;berth&amp;gt; there.</content>', "It wrote list<berth> there.", id="entities in HTML"),
            pytest.param('<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>', "One.\n\nTwo.", id="HTML"),
            pytest.param('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; all.</p><p>Two.</p></div></content>', "One & all.\n\nTwo.", id="XHTML"),
            pytest.param("<summary>One.\nTwo.</summary>", "One.\n\nTwo.", id="text"),
        ],
    )  # fmt: skip
    def test_text(self, content: str, text: str) -> None:
        """Markup is read as markup, once."""
        assert all_of("a.atom", atom(f"<title>Lock</title>{content}"))[0].text == text

    @pytest.mark.parametrize(
        "tail",
        [
            "Ships of more than ...",
            "Ships of more than …",
            "Ships of more than [...]",
            "Ships of more than […]",
            "(Harbour, Coast)",
            "Read on",
        ],
    )
    def test_summary_that_was_cut_off_keeps_its_whole_sentences(self, tail: str) -> None:
        """Most summaries end so; what is left of the last sentence is no text."""
        item = f"<title>Lock closed</title><description>{BODY[0]} {BODY[1]} {tail}</description>"
        (document,) = all_of("a.rss", feed(item))
        found = build_article(document, "", today=TODAY)
        assert isinstance(found, Article)
        body = " ".join(document.text[one.start : one.end] for one in found.paragraphs if one.role == "body")
        assert body == f"{BODY[0]} {BODY[1]}"

    def test_address_may_stand_in_the_identity(self) -> None:
        """Where an entry has no link of its own."""
        item = f"<title>Lock</title><guid>https://post.example/1</guid><description>{LONG}</description>"
        assert all_of("a.rss", feed(item))[0].facts.url == Fact("https://post.example/1", "feed")

    def test_source_is_the_outlet(self) -> None:
        """An entry that was taken from another feed names it."""
        entry = f"<title>Lock</title><source><id>urn:1</id><title>Quay News</title></source><summary>{LONG}</summary>"
        assert all_of("a.atom", atom(entry))[0].facts.outlet == Fact("Quay News", "feed")


class TestShapesOfJson:
    """Which object is an article, and which of its texts is the article's."""

    @pytest.mark.parametrize(
        ("value", "texts"),
        [
            pytest.param({"response": {"results": [{"webTitle": "Lock", "fields": {"bodyText": LONG}}]}}, [LONG], id="two levels down"),
            pytest.param({"headline": "Lock", "copy": LONG}, [LONG], id="an unusual name"),
            pytest.param({"headline": "Lock", "copy": {"full": LONG}}, [LONG], id="an unusual name below"),
            pytest.param({"title": "Lock", "description": BODY[0], "copy": LONG}, [LONG], id="the usual one is a teaser"),
            pytest.param({"title": "Lock", "body": BODY[0], "note": BODY[1]}, [BODY[0]], id="a note is no text"),
            pytest.param({"title": "Lock", "body": list(BODY)}, [FULL], id="paragraphs"),
            pytest.param({"title": "Lock", "blocks": [{"type": "p", "text": one} for one in BODY]}, [FULL], id="blocks"),
            pytest.param({"title": {"rendered": "Lock"}, "content": {"rendered": f"<p>{LONG}</p>"}}, [LONG], id="rendered"),
            pytest.param({"title": "Desk", "description": LONG + LONG, "items": [{"title": "Lock", "summary": LONG}]}, [LONG], id="a feed tells of itself"),
            pytest.param({"title": "Lock", "body": LONG + LONG, "comments": [{"text": BODY[0]}]}, [LONG + LONG], id="comments"),
            pytest.param({"title": "Lock", "body": LONG, "author": {"bio": LONG * 3}}, [LONG], id="an author's life"),
            pytest.param({"a": {"b": {"c": [{"text": LONG}, {"text": TEXT}]}}}, [LONG, TEXT], id="names that nobody knows"),
            pytest.param({"text": "港は閉鎖された。" * 9}, ["港は閉鎖された。" * 9], id="a script without spaces"),
        ],
    )  # fmt: skip
    def test_texts(self, value: Any, texts: list[str]) -> None:
        """The usual name counts, unless it holds a teaser; an object that holds articles is none."""
        assert [one.text for one in all_of("a.json", json.dumps(value))] == texts

    def test_facts_may_stand_below(self) -> None:
        """The outer name counts before the inner one."""
        value = {"webTitle": "Lock", "webUrl": "https://post.example/1", "webPublicationDate": "2018-11-27", "fields": {"headline": "Other", "byline": "Ada Lund", "bodyText": LONG}}  # fmt: skip
        facts = all_of("a.json", json.dumps(value))[0].facts
        assert (facts.title, facts.url) == (
            Fact("Lock", "JSON webtitle"),
            Fact("https://post.example/1", "JSON weburl"),
        )
        assert (facts.author, facts.published) == (
            Fact("Ada Lund", "JSON byline"),
            Fact("2018-11-27", "JSON webpublicationdate"),
        )

    def test_list_of_references(self) -> None:
        """As Zotero writes it: CSL JSON."""
        value = [{"title": "Lock", "abstract": LONG, "container-title": "Alder Post", "URL": "https://post.example/1", "issued": {"date-parts": [["2018", 11, 7]]}, "author": [{"family": "Lund", "given": "Ada"}]}]  # fmt: skip
        facts = all_of("a.json", json.dumps(value))[0].facts
        assert facts.published == Fact("2018-11-07", "JSON issued")
        assert facts.outlet == Fact("Alder Post", "JSON containertitle")
        assert facts.author == Fact("Ada Lund", "JSON author")

    def test_text_that_a_service_cut_ends_with_its_last_whole_sentence(self) -> None:
        """The mark of the cut is no text."""
        value = {
            "title": "Lock closed - Alder Post",
            "source": {"name": "Alder Post"},
            "content": f"{BODY[0]} Ships of more th… [+2143 chars]",
        }
        (document,) = all_of("a.json", json.dumps(value))
        assert document.text == BODY[0]
        assert document.facts.title == Fact("Lock closed", "JSON title")

    def test_time_of_saving_is_a_guess(self) -> None:
        """ "created" may be when somebody kept the article."""
        published = all_of("a.json", json.dumps({"body": LONG, "created": "2018-11-27"}))[0].facts.published
        assert published == Fact("2018-11-27", "JSON created", guess=True)

    def test_source_that_is_an_address_is_the_link(self) -> None:
        """Clippers write it so."""
        facts = all_of("a.json", json.dumps({"body": LONG, "source": "https://post.example/1"}))[0].facts
        assert (facts.url, facts.outlet) == (Fact("https://post.example/1", "JSON source"), None)

    def test_titles_without_texts_are_told_as_such(self) -> None:
        """Nothing is fetched."""
        assert "digest fetches nothing" in reason(
            "a.json", json.dumps({"articles": [{"title": "Lock", "url": "https://post.example/1"}]})
        )
        assert "no object with a text" in reason("a.json", '{"a": [1]}')

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param([{"a": 1}] * 200_000, id="objects"),
            pytest.param([[[[[["x"] * 10] * 10] * 10] * 10] * 20], id="lists"),
        ],
    )
    def test_heap_of_objects_ends_soon(self, value: Any) -> None:
        """However many there are, some are looked at."""
        began = time.process_time()
        assert read("a.json", json.dumps(value).encode())
        assert time.process_time() - began < 5


class TestTable:
    """CSV and TSV."""

    @pytest.mark.parametrize(
        ("lines", "title", "text"),
        [
            pytest.param(["title,text", f'The lock,"{LONG}"'], "The lock", LONG, id="quoted"),
            pytest.param(["Title;Text", f"The lock;{LONG}"], "The lock", LONG, id="semicolons"),
            pytest.param(["sep=;", "Title;Text", f"The lock;{LONG}"], "The lock", LONG, id="a spreadsheet's"),
            pytest.param(["title\ttext", f"The lock\t{LONG}"], "The lock", LONG, id="tabs"),
            pytest.param(["text,title", f'"{LONG}","Lock, quay"'], "Lock, quay", LONG, id="a comma"),
            pytest.param(["title,text", f'"The ""old"" lock","{LONG}"'], 'The "old" lock', LONG, id="doubled marks"),
            pytest.param(["title,text", f'"The "old" lock","{LONG}"'], 'The "old" lock', LONG, id="marks that are not doubled"),
            pytest.param(["title,text", f"The lock,{BODY[1]}"], "The lock", BODY[1], id="commas and no marks"),
            pytest.param(["title,text", 'The lock,"' + FULL + '"'], "The lock", FULL, id="lines in a cell"),
            pytest.param(["title,copy,views", f'The lock,"{LONG}",12'], "The lock", LONG, id="a text of any name"),
            pytest.param(["Headline,Body", f'The lock,"<p>{BODY[0]}</p><p>{BODY[1]}</p>"'], "The lock", f"{BODY[0]}\n\n{BODY[1]}", id="markup"),
        ],
    )  # fmt: skip
    def test_row_is_an_article(self, lines: list[str], title: str, text: str) -> None:
        """Under the names in the first line, whatever parts the cells."""
        for end in ("\n", "\r\n"):
            (document,) = all_of("a.csv", end.join(lines))
            assert (document.facts.title and document.facts.title.value, document.text) == (title, text)

    def test_rows_are_numbered(self) -> None:
        """Those that hold no text are passed over when others do."""
        rows = "\n".join(f'Lock {at},"{LONG if at else ""}",2018-11-27' for at in range(3))
        found = all_of("a.csv", f"title,text,date\n{rows}\n")
        assert [(one.part, one.facts.title and one.facts.title.value) for one in found] == [
            (0, "Lock 1"),
            (1, "Lock 2"),
        ]

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            pytest.param("URL,Title,Folder\nhttps://x.example,The lock,Unread\n", "digest fetches nothing", id="links"),
            pytest.param("depth,width\n4,12\n", "names no column", id="figures"),
            pytest.param(f"{LONG}\n{LONG}\n", "names no column", id="a text"),
        ],
    )
    def test_table_without_articles(self, data: str, words: str) -> None:
        """Is of a kind that holds none: no error."""
        found = read("a.csv", data.encode())
        assert isinstance(found, Problem)
        assert words in found.reason
        assert not found.unreadable

    def test_quotation_mark_that_never_closes(self) -> None:
        """Is told with its line, instead of one article made of the rest of the file."""
        found = read("a.csv", f'title,text\nThe lock,"{LONG}"\nThe quay,"{LONG}\nThe tide,{LONG}\n'.encode())
        assert found == Problem(
            "a.csv", "a quotation mark opens in line 3 of this table and never closes: close it", unreadable=True
        )

    @pytest.mark.parametrize(
        "row", ["1,2\n", f'The lock,"{BODY[0]}"\n', '"\n', '""'], ids=["figures", "texts", "marks", "doubled marks"]
    )
    def test_million_rows_end_soon(self, row: str) -> None:
        """In a second or two, with a sentence."""
        began = time.process_time()
        assert isinstance(read("a.csv", ("title,text\n" + row * 1_000_000).encode()[:32_000_000]), Problem)
        assert time.process_time() - began < 6
