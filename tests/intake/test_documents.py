"""Office documents, e-books, web archives and mailboxes: what is text in them, what is not, and where articles begin."""

import pytest

from digest.intake.readers import read
from digest.model import Document, Fact, Problem
from tests.intake.hostile import BODY, page
from tests.intake.packages import epub, mbox, open_text, packed, webarchive, word, word_paragraph


def all_of(name: str, data: bytes) -> tuple[Document, ...]:
    found = read(name, data)
    assert isinstance(found, tuple)
    return found


def paragraphs_of(name: str, data: bytes) -> list[str]:
    (document,) = all_of(name, data)
    return document.text.split("\n\n")


def roles_of(document: Document) -> list[tuple[str, str]]:
    return [(one.role, document.text[one.start : one.end]) for one in document.marked]


REVIEW = [
    ("The lock is closed", " ".join(BODY)),
    ("The quay is open", " ".join(reversed(BODY))),
]
"""A press review: two articles under headings."""


class TestWord:
    """Word documents."""

    @pytest.mark.parametrize(
        ("inner", "said"),
        [
            pytest.param("<w:r><w:t>The lo</w:t></w:r><w:r><w:t>ck.</w:t></w:r>", "The lock.", id="runs"),
            pytest.param("<w:r><w:t>The</w:t><w:tab/><w:t>lock.</w:t></w:r>", "The lock.", id="a tab"),
            pytest.param("<w:r><w:t>The</w:t><w:br/><w:t>lock.</w:t></w:r>", "The\nlock.", id="a line's end"),
            pytest.param(
                "<w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:ins><w:r><w:t>The</w:t></w:r></w:ins><w:r><w:t> lock.</w:t></w:r>",
                "The lock.",
                id="tracked changes",
            ),
            pytest.param(
                "<w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom><w:r><w:t>The lock.</w:t></w:r>",
                "The lock.",
                id="moved away",
            ),
            pytest.param(
                '<w:commentRangeStart w:id="1"/><w:r><w:t>The lock.</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r>',
                "The lock.",
                id="a comment",
            ),
            pytest.param(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r><w:r><w:t>The lock.</w:t></w:r>",
                "The lock.",
                id="hidden",
            ),
            pytest.param(
                '<w:r><w:instrText>HYPERLINK "https://x.example"</w:instrText></w:r><w:hyperlink><w:r><w:t>The lock.</w:t></w:r></w:hyperlink>',
                "The lock.",
                id="a link",
            ),
            pytest.param("<w:smartTag><w:r><w:t>The lock.</w:t></w:r></w:smartTag>", "The lock.", id="a smart tag"),
        ],
    )
    def test_paragraph_is_read_as_it_stands_when_changes_are_accepted(self, inner: str, said: str) -> None:
        """Comments, deleted and hidden text and the codes of fields are no text."""
        assert paragraphs_of("a.docx", word(f"<w:p>{inner}</w:p>" + word_paragraph(BODY[0]))) == [said, BODY[0]]

    def test_tables_and_boxes_are_read_once(self) -> None:
        """A text box is written twice, for new and for old programs."""
        table = f"<w:tbl><w:tr><w:tc>{word_paragraph(BODY[1])}</w:tc></w:tr></w:tbl>"
        shape = f"<w:txbxContent>{word_paragraph(BODY[2])}</w:txbxContent>"
        box = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        assert paragraphs_of("a.docx", word(word_paragraph(BODY[0]) + table + box)) == [BODY[0], BODY[1], BODY[2]]

    def test_styles_tell_title_subheads_and_captions(self) -> None:
        """By their names, which are English in every language, and not by their ids, which are not."""
        inner = (
            word_paragraph("The lock", "Titel1") + word_paragraph(BODY[0]) + word_paragraph("The pilots", "berschrift2")
            + word_paragraph("At low tide", "Beschriftung") + word_paragraph(BODY[1])
        )  # fmt: skip
        (document,) = all_of(
            "a.docx", word(inner, {"Titel1": "Title", "berschrift2": "heading 2", "Beschriftung": "caption"})
        )
        assert document.facts.title == Fact("The lock", "heading")
        assert roles_of(document) == [("title", "The lock"), ("subhead", "The pilots"), ("caption", "At low tide")]

    def test_press_review_becomes_several_articles(self) -> None:
        """Each under a heading of the first level."""
        inner = "".join(word_paragraph(title, "Heading1") + word_paragraph(text) for title, text in REVIEW)
        found = all_of("a.docx", word(inner, {"Heading1": "heading 1"}))
        assert [(one.part, one.facts.title and one.facts.title.value) for one in found] == [
            (0, "The lock is closed"),
            (1, "The quay is open"),
        ]

    def test_headings_over_a_few_words_part_no_articles(self) -> None:
        """Somebody gave the headings inside an article the first level."""
        inner = word_paragraph("The lock", "Heading1") + "".join(map(word_paragraph, BODY))
        inner += word_paragraph("The pilots", "Heading1") + word_paragraph(BODY[0])
        assert len(all_of("a.docx", word(inner, {"Heading1": "heading 1"}))) == 1


class TestOpenDocument:
    """OpenDocument texts."""

    @pytest.mark.parametrize(
        ("inner", "said"),
        [
            pytest.param("The <text:span>lo</text:span>ck.", "The lock.", id="spans"),
            pytest.param('The<text:s text:c="3"/>lock<text:tab/>is.', "The lock is.", id="spaces"),
            pytest.param('The<text:s text:c="999999999"/>lock.', "The lock.", id="a billion spaces"),
            pytest.param("The<text:line-break/>lock.", "The\nlock.", id="a line's end"),
            pytest.param("The<office:annotation><text:p>Why?</text:p></office:annotation> lock.", "The lock.", id="a comment"),
            pytest.param("The<text:note><text:note-body><text:p>1</text:p></text:note-body></text:note> lock.", "The lock.", id="a note"),
        ],
    )  # fmt: skip
    def test_paragraph_is_read_as_it_stands(self, inner: str, said: str) -> None:
        """Comments and notes are no text."""
        assert paragraphs_of("a.odt", open_text(f"<text:p>{inner}</text:p><text:p>{BODY[0]}</text:p>")) == [
            said,
            BODY[0],
        ]

    def test_deleted_text_is_not_read(self) -> None:
        """Tracked changes keep it at the top of the text."""
        changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        assert paragraphs_of("a.odt", open_text(f"{changes}<text:p>{BODY[0]}</text:p>")) == [BODY[0]]

    def test_headings_and_titles(self) -> None:
        """A style that somebody made from "Title" is one."""
        style = '<style:style style:name="P1" style:parent-style-name="Title"/>'
        inner = f'<text:p text:style-name="P1">The lock</text:p><text:p>{BODY[0]}</text:p><text:h text:outline-level="2">The pilots</text:h><text:p>{BODY[1]}</text:p>'
        (document,) = all_of("a.odt", open_text(inner, style))
        assert roles_of(document) == [("title", "The lock"), ("subhead", "The pilots")]

    def test_locked(self) -> None:
        """With a password, the text is no XML."""
        data = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x93\x11", "META-INF/manifest.xml": "<m><encryption-data/></m>"})  # fmt: skip
        found = read("a.odt", data)
        assert isinstance(found, Problem)
        assert "locked with a password" in found.reason


class TestRichText:
    """Rich text."""

    @pytest.mark.parametrize(
        ("inner", "said"),
        [
            pytest.param(r"The {\b lo}ck.", "The lock.", id="a group"),
            pytest.param(r"\u8220?The\u8221? lock\u8217\'92s.", "“The” lock’s.", id="letters by number"),
            pytest.param(r"\uc0\u8220 The lock.", "“The lock.", id="no letter in their place"),
            pytest.param(r"\u-10179?\u-8704? The lock.", "😀 The lock.", id="a pair"),
            pytest.param(r"The \'93old\'94 lock.", "The “old” lock.", id="a code page"),
            pytest.param(r"{\f1 \'c7\'e0\'ec\'ee\'ea.}", "Замок.", id="another font's"),
            pytest.param(r"{\f2 \'8d\'60.}", "港.", id="letters of two bytes"),
            pytest.param(r"{\*\bkmkstart x}The {\v hidden }lock.", "The lock.", id="not to be seen"),
            pytest.param(r"{\pict\pngblip 89504e47}The lock.", "The lock.", id="a picture"),
            pytest.param(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt The lock.}}", "The lock.", id="a link"),
            pytest.param(r"The {\deleted old }{\revised new }lock.", "The new lock.", id="a tracked change"),
            pytest.param(r"The\line lock\emdash{}it.", "The\nlock—it.", id="control words"),
            pytest.param(r"\{The\} lock\~is\\.", "{The} lock is\\.", id="signs"),
            pytest.param(r"{\header Page 1\par}The lock.", "The lock.", id="a running head"),
        ],
    )
    def test_words(self, inner: str, said: str) -> None:
        """What is to be seen, in the code page that it was written in."""
        fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fnil\fcharset204{\*\panose 02}B;}{\f2\fcharset128 C;}}"
        data = f"{{\\rtf1\\ansi\\ansicpg1252\\uc1{fonts}\\f0 {inner}\\par {BODY[0]}\\par}}".encode()
        assert paragraphs_of("a.rtf", data) == [said, BODY[0]]

    def test_headings(self) -> None:
        """A style named "heading 1" makes a title, of a level below it a subhead."""
        styles = r"{\stylesheet{\s0 Normal;}{\s1\b\sbasedon0 heading 1;}{\s2\sbasedon0{\*\soutlvl1} heading 2;}}"
        inner = rf"\pard\s1 The lock\par\pard {BODY[0]}\par\pard\s2 The pilots\par\pard {BODY[1]}\par"
        (document,) = all_of("a.rtf", f"{{\\rtf1{styles}{inner}}}".encode())
        assert roles_of(document) == [("title", "The lock"), ("subhead", "The pilots")]

    def test_a_picture_of_two_megabytes_costs_little(self) -> None:
        """Its digits are passed over line by line."""
        picture = "\n".join(["89504e47" * 16] * 16_000)
        assert paragraphs_of("a.rtf", f"{{\\rtf1 {{\\pict {picture}}}{BODY[0]}\\par}}".encode()) == [BODY[0]]


class TestEbook:
    """E-books."""

    BOOK = "<dc:title>Alder Post</dc:title><dc:creator>calibre</dc:creator><dc:language>en</dc:language><dc:date>2018-11-27</dc:date>"

    def test_each_chapter_is_an_article(self) -> None:
        """With its own title, and the book's for its outlet; the day is the book's, a guess."""
        found = all_of("a.epub", epub({"1.xhtml": page(1), "2.xhtml": page(2)}, self.BOOK))
        assert [one.facts.title and one.facts.title.value for one in found] == [
            "Port Alder 1 closes its old lock",
            "Port Alder 2 closes its old lock",
        ]
        assert [one.part for one in found] == [0, 1]
        assert found[0].facts.outlet == Fact("Alder Post", "title of the e-book")
        assert found[0].facts.published == Fact("2018-11-27", "date of the e-book", guess=True)
        assert found[0].facts.author is None

    def test_cover_and_contents_are_passed_over(self) -> None:
        """They are part of every book."""
        cover = "<html><body><h1>Alder Post</h1><img src='x.png'/></body></html>"
        assert len(all_of("a.epub", epub({"cover.xhtml": cover, "1.xhtml": page(1)}))) == 1

    def test_scripts_are_no_text(self) -> None:
        """Nothing in a book is run."""
        script = "<script>document.write('Gone.')</script>"
        assert "Gone" not in all_of("a.epub", epub({"1.xhtml": page(1, tail=script)}))[0].text

    def test_chapters_without_a_list(self) -> None:
        """Of a book whose list is missing the pages are read in the order of their names."""
        data = packed({"mimetype": "application/epub+zip", "b.xhtml": page(2), "a.xhtml": page(1)})
        assert [one.text[:12] for one in all_of("a.epub", data)] == ["Port Alder 1", "Port Alder 2"]

    def test_locked(self) -> None:
        """A shop's book cannot be read."""
        found = read("a.epub", epub({"1.xhtml": "\x00\x01"}, extra={"META-INF/encryption.xml": "<e/>"}))
        assert isinstance(found, Problem)
        assert "locked" in found.reason


@pytest.mark.parametrize("xml", [False, True])
def test_web_archive_tells_where_it_was_saved(*, xml: bool) -> None:
    """The page's own address comes before that."""
    name = "a.webarchive" if not xml else "a"
    (document,) = all_of(name, webarchive(page(1), xml=xml))
    assert document.facts.url == Fact("https://news.example/lock", "place it was saved from")
    own = page(1, head="<link rel=canonical href='https://post.example/lock'>")
    assert all_of(name, webarchive(own, xml=xml))[0].facts.url == Fact("https://post.example/lock", "canonical link")


def test_mailbox_becomes_an_article_for_each_mail() -> None:
    """Parted where a line begins with "From " over a header, not in the middle of a text."""
    text = f"{BODY[0]}\n\n>From the quay nothing was seen.\nFrom there on it was dark.\n\n{BODY[1]}"
    mails = [f"From: Desk <desk@example.org>\nSubject: Lock {at}\n\n{text}" for at in range(3)]
    found = all_of("a.mbox", mbox(mails))
    assert [(one.part, one.facts.title and one.facts.title.value) for one in found] == [
        (0, "Lock 0"),
        (1, "Lock 1"),
        (2, "Lock 2"),
    ]
    assert "\n\nFrom the quay nothing was seen.\nFrom there on it was dark.\n\n" in found[0].text


def test_mail_without_a_text_is_named_among_others() -> None:
    """It is left out as one article of the mailbox, not in silence."""
    empty = "From: Desk <desk@example.org>\nSubject: A picture\nContent-Type: image/png\n\nx"
    good = f"From: Desk <desk@example.org>\nSubject: Lock\n\n{BODY[0]}"
    assert [bool(one.text) for one in all_of("a.mbox", mbox([empty, good]))] == [False, True]


@pytest.mark.parametrize(
    ("name", "data", "words", "unreadable"),
    [
        pytest.param("a.docx", b"PK\x03\x04 cut", "damaged", True, id="a broken ZIP"),
        pytest.param("a.docx", word(""), "holds no text", True, id="an empty document"),
        pytest.param("a.zip", packed({"a.txt": BODY[0]}), "unpack it", False, id="an archive"),
        pytest.param("a.xlsx", packed({"xl/workbook.xml": "<x/>"}), "save it as .csv", False, id="a spreadsheet"),
        pytest.param("a.pptx", packed({"ppt/presentation.xml": "<x/>"}), "save them as PDF", False, id="slides"),
        pytest.param("a.pages", packed({"Index/Document.iwa": b"x"}), "export it", False, id="Pages"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "save it as .docx", False, id="an old Word document"),
        pytest.param("a.url", b"[InternetShortcut]\nURL=https://x.example", "save the page", False, id="an address"),
        pytest.param("a.ris", b"TY  - NEWS\n", "export it as CSL JSON", False, id="references"),
        pytest.param("a.webarchive", b"bplist00WebMainResource", "damaged", True, id="a broken web archive"),
        pytest.param("a.mbox", b"From a\nFrom: b\n\n", "no text", True, id="an empty mailbox"),
        pytest.param("a.rtf", rb"{\rtf1 {\pict 00}}", "holds no text", True, id="a picture in rich text"),
    ],
)  # fmt: skip
def test_left_out_with_the_remedy(name: str, data: bytes, words: str, *, unreadable: bool) -> None:
    """What holds no article, or one that cannot be read, is told with what to do."""
    found = read(name, data)
    assert isinstance(found, Problem)
    assert words in found.reason
    assert found.unreadable == unreadable
