"""A briefing as EPUB, DOCX and PDF: every quote in it, every mark led to its source, the same bytes each time."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from digest.cli import digest
from digest.errors import DigestError
from digest.export.epub import write_epub
from digest.export.volume import Volume
from digest.model import Edition
from digest.pipeline import export as exporting
from digest.publish.render import load_templates, render, render_letter
from tests.calls import Said, call
from tests.desks import Desk, article
from tests.publish import editions
from tests.publish.test_letter import claiming

TEMPLATES = load_templates()
XHTML = {"x": "http://www.w3.org/1999/xhtml"}


def volume(sample: editions.Sample, **fields: str) -> Volume:
    """The sample's edition, as a desk exports it."""
    edition = sample.edition
    letter = render_letter(edition, sample.highlights, TEMPLATES, address=None, inside=True)
    page = render(edition, sample.highlights, TEMPLATES)[f"{edition.date}.html"]
    made = Volume(
        "urn:uuid:3f0d5a0e-8c7b-5b6e-9d59-0c6a3b1f7d11",
        "Rivers & <borders>",
        "Wednesday 28 November 2018",
        "Contents",
        "en",
        edition.made,
        letter.decode(),
        page.decode(),
    )
    return replace(made, **fields)


def shown(edition: Edition) -> list[str]:
    """The words that an export must have."""
    parts = ("brief", "story", "figure", "voice", "passage", "coming", "before")
    return [placed.quote.text for placed in edition.quotes() if placed.page_part in parts]


def collapse(text: str) -> str:
    """With single spaces."""
    return " ".join(text.split())


# ------------------------------------------------------------------------------------------------ EPUB


def chapter(data: bytes) -> etree._Element:
    """The chapter of a book."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("book/briefing.xhtml"))


def test_book_has_every_quote_and_every_mark_leads_to_its_source() -> None:
    """In one chapter, whose parts the table of contents names; a reader finds the type first, as it stands."""
    data = write_epub(volume(claiming()))
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    archive = zipfile.ZipFile(io.BytesIO(data))
    package = etree.fromstring(archive.read("book/package.opf"))
    told = {element.tag.rpartition("}")[2]: element.text for element in package.iter() if element.text}
    assert told["title"] == "Rivers & <borders>, Wednesday 28 November 2018"
    assert told["identifier"].startswith("urn:uuid:")
    assert told["date"] == told["meta"] == "2018-11-28T11:30:00Z"
    page = chapter(data)
    text = collapse("".join(page.itertext()))
    assert [words for words in shown(claiming().edition) if words not in text] == []
    ids = {element.get("id") for element in page.iter()}
    marks = page.xpath("//x:sup/x:a/@href", namespaces=XHTML)
    assert len(marks) > 20
    assert {mark.removeprefix("#") for mark in marks} <= ids
    nav = etree.fromstring(archive.read("book/nav.xhtml"))
    parts = nav.xpath("//x:li/x:a", namespaces=XHTML)
    assert [part.text for part in parts][:4] == ["Wednesday 28 November 2018", "From the desk", "In brief", "Diplomacy"]
    assert {part.get("href").partition("#")[2] for part in parts[1:]} <= ids


def test_book_of_a_quiet_day_is_a_book() -> None:
    """Its table of contents has the day."""
    data = write_epub(volume(editions.quiet_day()))
    assert "No new articles since Tuesday 06:00." in collapse("".join(chapter(data).itertext()))


@pytest.mark.browser
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """In the sample with everything, and on a quiet day; a warning counts."""
    checker = Path("/usr/share/java/epubcheck.jar")
    if not checker.is_file() or shutil.which("java") is None:
        pytest.skip("epubcheck is not installed (apt install epubcheck default-jre-headless)")
    for number, sample in enumerate((claiming(), editions.quiet_day())):
        path = tmp_path / f"{number}.epub"
        path.write_bytes(write_epub(volume(sample)))
        done = subprocess.run(
            ["java", "-jar", checker, "--failonwarnings", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


# ------------------------------------------------------------------------------------------------ DOCX


def write_docx(made: Volume) -> bytes:
    """The Word document, where the extra is installed."""
    pytest.importorskip("docx", reason="python-docx is not installed (the extra [docx])")
    from digest.export.word import write_docx

    return write_docx(made)


def test_document_reads_back_with_styles_links_and_words() -> None:
    """By python-docx: title, headings, lists; each mark is raised and leads to the bookmark of its source."""
    data = write_docx(volume(claiming()))
    import docx

    document = docx.Document(io.BytesIO(data))
    about = document.core_properties
    assert (about.title, about.author) == ("Rivers & <borders>, Wednesday 28 November 2018", "Rivers & <borders>")
    assert about.created.isoformat()[:19] == "2018-11-28T11:30:00"
    lines = [(one.style.name, collapse(one.text)) for one in document.paragraphs]
    assert lines[:2] == [("Title", "Rivers & <borders>"), ("Normal", "Wednesday 28 November 2018")]
    assert ("Heading 1", "In brief") in lines
    assert ("Heading 2", "Ministers meet on the river border") in lines
    assert ("List Bullet", "calls at nine") in lines
    assert ("Normal", "Killed: the figure changed from Some 3,0001 on Tuesday to Two2 today") in lines
    text = "\n".join(line for _, line in lines)
    assert [words for words in shown(claiming().edition) if words not in text] == []
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    marks = set(re.findall(r'w:hyperlink w:anchor="(\w+)"', xml))
    assert marks
    assert marks == set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', xml))
    raised = [run for one in document.paragraphs for link in one.hyperlinks for run in link.runs if link.fragment]
    assert raised
    assert all(run.font.superscript for run in raised)
    note = [link.address for one in document.paragraphs for link in one.hyperlinks if link.address]
    assert note == ["https://treaty.example/text"]


def test_document_keeps_the_words_of_a_note_apart() -> None:
    """White space is that of a page; what is nested, quoted or in a table begins a paragraph of its own."""
    html = (
        "<div><h2>A\n  part</h2><p>one <b>bold</b>  <i>slanted</i><br> two</p><ul><li>first<ol><li>inner</li></ol></li>"
        "</ul><blockquote><p>said</p></blockquote><table><tr><th>a</th><td>b</td></tr></table><!-- none --></div>"
    )
    data = write_docx(volume(editions.quiet_day(), letter=html))
    import docx

    lines = [(one.style.name, one.text.strip(" ")) for one in docx.Document(io.BytesIO(data)).paragraphs][2:]
    assert lines == [
        ("Heading 1", "A part"),
        ("Normal", "one bold slanted\ntwo"),
        ("List Bullet", "first"),
        ("List Number", "inner"),
        ("Quote", "said"),
        ("Normal", "a b"),
    ]


@pytest.mark.browser
def test_libreoffice_opens_the_document(tmp_path: Path) -> None:
    """And has every quote."""
    office = shutil.which("soffice") or pytest.skip(
        "LibreOffice is not installed (apt install libreoffice-writer-nogui)"
    )
    (tmp_path / "day.docx").write_bytes(write_docx(volume(claiming())))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    how = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path]
    subprocess.run([*how, tmp_path / "day.docx"], check=True, capture_output=True)
    text = collapse((tmp_path / "day.txt").read_text(encoding="utf-8-sig"))
    assert [words for words in shown(claiming().edition) if words not in text] == []


# ------------------------------------------------------------------------------------------------ PDF


def write_pdf(made: Volume, address: str | None = None) -> bytes:
    """The PDF, where the extra and its library of the system are installed."""
    try:
        from digest.export.pdf import write_pdf
    except (ImportError, OSError) as trouble:
        pytest.skip(f"WeasyPrint is not installed, or Pango is missing (the extra [pdf]): {trouble}")
    return write_pdf(made, address=address)


def test_pdf_has_every_quote_and_its_marks_lead_inside(tmp_path: Path) -> None:
    """The page as on paper; twice the same bytes."""
    sample = editions.two_articles()
    path = tmp_path / "day.pdf"
    path.write_bytes(write_pdf(volume(sample)))
    assert path.read_bytes() == write_pdf(volume(sample))
    assert b"/URI" not in path.read_bytes()
    reader = shutil.which("pdftotext") or pytest.skip("pdftotext is not installed (apt install poppler-utils)")
    body = ["-x", "0", "-y", "0", "-W", "595", "-H", "790"]  # without the line at the foot of each page
    text = subprocess.run([reader, *body, path, "-"], check=True, capture_output=True, text=True).stdout
    assert [words for words in shown(sample.edition) if words not in collapse(text)] == []


def test_pdf_of_a_template_that_loads_something_is_refused() -> None:
    """With the address that it asks for; WeasyPrint itself would leave the picture out without a word."""
    made = volume(editions.two_articles())
    page = made.page.replace("</main>", '<img src="https://example.org/logo.png" alt="logo"></main>')
    with pytest.raises(DigestError, match=r"https://example\.org/logo\.png: a template loads this"):
        write_pdf(replace(made, page=page))


# ------------------------------------------------------------------------------------------------ the command


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk of two days."""
    made = Desk(tmp_path_factory.mktemp("exports") / "desk")
    for topic, when in ((1, "2026-03-09T07:00"), (2, "2026-03-10T07:00")):
        made.put(f"a{topic}.txt", article(topic))
        made.run(when)
    return made


def export(desk: Desk, *words: object, here: Path | None = None) -> Said:
    """The command, called in the desk's folder or in another one."""
    return call("export", "--config", str(desk.config), *map(str, words), cwd=here or desk.root)


def test_export_writes_the_stored_edition(desk, tmp_path):
    """Of a day by its name, here or where --output says; the articles are not read again, nor written anything else."""
    before = desk.bytes_and_times()
    newest = export(desk, "--to", "epub", here=tmp_path)
    assert (newest.returncode, newest.stdout.strip()) == (0, "2026-03-10.epub")
    assert "Tuesday 10 March 2026" in "".join(chapter((tmp_path / "2026-03-10.epub").read_bytes()).itertext())
    (desk.articles / "a1.txt").rename(tmp_path / "gone.txt")
    assert export(desk, "9.3.2026", "--to", "EPUB", "-o", tmp_path).returncode == 0
    first = (tmp_path / "2026-03-09.epub").read_bytes()
    assert export(desk, "2026-03-09", "--to", "epub", "-o", tmp_path / "again.epub").returncode == 0
    assert (tmp_path / "again.epub").read_bytes() == first
    (tmp_path / "gone.txt").rename(desk.articles / "a1.txt")
    assert desk.bytes_and_times() == before


def test_export_to_standard_output(desk):
    """With - as file, for a pipe: the bytes alone, and no file of that name."""
    words = ["export", "--config", str(desk.config), "--to", "epub", "-o"]
    done = CliRunner().invoke(digest, [*words, "-"])
    assert done.exit_code == 0
    assert "Tuesday 10 March 2026" in "".join(chapter(done.stdout_bytes).itertext())
    assert not Path("-").exists()


def test_export_keeps_another_file_of_its_name(desk, tmp_path):
    """Somebody may have written into it: it goes with --force alone; the same export again is no trouble."""
    mine = tmp_path / "2026-03-10.epub"
    mine.write_bytes(b"mine")
    kept = export(desk, "--to", "epub", here=tmp_path)
    assert kept.returncode == 1
    assert "2026-03-10.epub: there is another file of this name; --force replaces it" in kept.stderr
    assert mine.read_bytes() == b"mine"
    assert export(desk, "--to", "epub", "--force", here=tmp_path).returncode == 0
    assert export(desk, "--to", "epub", here=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2026-03-11", "--to", "epub"), "there is no briefing of 2026-03-11; `digest show --list`"),
        (("--to", "epub", "-o", "none/day.epub"), "none: there is no such folder; make it or name another --output"),
        (("--to", "odt"), "'odt' is not one of 'epub', 'docx', 'pdf'"),
        ((), "Missing option '--to'"),
    ],
)
def test_export_says_what_is_wrong(words, said, desk, tmp_path):
    """A day without a briefing, a folder that is not there, an unknown form."""
    done = export(desk, *words, here=tmp_path)
    assert done.returncode in (1, 2)
    assert said in collapse(done.stderr)


@pytest.mark.parametrize(
    ("kind", "trouble", "said"),
    [
        ("docx", ModuleNotFoundError("no", name="docx"), "DOCX needs docx, which is not installed: pip install 'digest-briefing[docx]'"),
        ("pdf", ModuleNotFoundError("no", name="weasyprint"), "PDF needs weasyprint, which is not installed: pip install 'digest-briefing[pdf]'"),
        ("pdf", OSError("cannot load library"), "PDF needs the system's library Pango: apt install libpangoft2-1.0-0"),
    ],
)  # fmt: skip
def test_export_names_the_extra_that_is_missing(kind, trouble, said, desk, monkeypatch):
    """And what the extra wants of the system."""

    def fail(_name: str) -> None:
        raise trouble

    monkeypatch.setattr(exporting, "import_module", fail)
    done = export(desk, "--to", kind)
    assert done.returncode == 1
    assert said in done.stderr


def test_export_of_a_text_that_was_lost_is_refused(desk, tmp_path):
    """Nothing proves its quotes."""
    import sqlite3
    from contextlib import closing

    other = Desk.__new__(Desk)
    other.root = shutil.copytree(desk.root, tmp_path / "desk")
    other.output, other.config = other.root / "output", other.root / "config.toml"
    with closing(sqlite3.connect(other.output / ".digest" / "digest.sqlite")) as connection, connection:
        connection.execute("DELETE FROM articles WHERE date = '2026-03-09'")
    done = export(other, "2026-03-09", "--to", "epub", "-o", tmp_path)
    assert done.returncode == 1
    assert "a sentence is not what its source says; nothing was exported" in done.stderr
    assert not (tmp_path / "2026-03-09.epub").exists()
