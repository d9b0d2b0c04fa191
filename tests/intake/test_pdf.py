"""PDFs: columns, margins, headlines, parted words, locks, and what was made to break whoever reads it."""

import time
import zlib
from itertools import pairwise

import pytest

from digest.intake.readers import pdfium, read
from digest.intake.readers.layout import TextRun, find_blocks
from digest.model import Document, Fact, Problem
from tests.intake.hostile import BODY
from tests.intake.sheets import AES_EMPTY, AES_SECRET, At, drawn, one_page

LEFT, RIGHT = 50, 310
COLUMN = 46
"""Letters in a line of a column."""


def only(data: bytes) -> Document:
    found = read("a.pdf", data)
    assert isinstance(found, tuple)
    assert len(found) == 1
    return found[0]


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, not longer than so many letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def column(paragraphs: tuple[str, ...], x: float, top: float, *, width: int = COLUMN, apart: float = 0) -> list[At]:
    """Paragraphs as lines under one another, their first lines indented or parted by some room."""
    lines, y = [], top
    for text in paragraphs:
        for at, line in enumerate(wrapped(text, width)):
            lines.append(At(x + (10 if at == 0 and not apart else 0), y, line))
            y -= 12
        y -= apart
    return lines


TITLE = At(LEFT, 780, "Port Alder closes its old lock", 20)
BYLINE = At(LEFT, 755, "By Ada Lund, 27 November 2018", 9)


class TestColumns:
    """Two columns of a newspaper."""

    LEFT_ONE = column(BODY[:3], LEFT, 730)
    RIGHT_ONE = column(BODY[3:], RIGHT, 730)

    @pytest.mark.parametrize("order", ["by column", "by row", "from below"])
    def test_read_one_after_the_other(self, order: str) -> None:
        """In whatever order a program draws them; the headline over both comes first."""
        lines = [TITLE, BYLINE, *self.LEFT_ONE, *self.RIGHT_ONE]
        if order != "by column":
            lines.sort(key=lambda one: (-one.y, one.x), reverse=order == "from below")
        document = only(drawn(lines))
        assert document.text.split("\n\n") == [TITLE.text, BYLINE.text, *BODY]
        assert document.facts.title == Fact(TITLE.text, "headline")

    def test_paragraph_goes_on_in_the_next_column(self) -> None:
        """Where its sentence does."""
        lines = column(BODY, LEFT, 730)
        half = next(
            at
            for at, (one, after) in enumerate(pairwise(lines), 1)
            if at > 6 and one.text[-1] != "." and after.text[0].islower()
        )
        moved = [At(RIGHT + one.x - LEFT, one.y - lines[half].y + 730, one.text) for one in lines[half:]]
        assert only(drawn([TITLE, *lines[:half], *moved])).text.split("\n\n") == [TITLE.text, *BODY]

    def test_one_column_with_a_short_line_stays_one(self) -> None:
        """Words far apart on a few lines are no columns."""
        lines = [
            *column(BODY, LEFT, 730, width=90),
            At(LEFT, 500, "Harbour office"),
            At(RIGHT + 100, 500, "Port Alder"),
        ]
        assert only(drawn([TITLE, *lines])).text.split("\n\n")[:6] == [TITLE.text, *BODY]


class TestPages:
    """Pages from browsers and word processors."""

    @pytest.mark.parametrize("width", [40, 60, 95, 115])
    @pytest.mark.parametrize("apart", [0, 8])
    def test_lines_are_joined(self, width: int, apart: float) -> None:
        """At any width, paragraphs parted by room or by an indent."""
        lines = column(BODY, LEFT, 730, width=width, apart=apart)
        assert only(drawn([TITLE, BYLINE, *lines])).text.split("\n\n") == [TITLE.text, BYLINE.text, *BODY]

    def test_running_heads_and_numbers_are_left_out(self) -> None:
        """What stands in the margin of every page, and the paragraph goes on over them."""
        first = [At(LEFT, 810, "Alder Post, harbour pages"), TITLE, *column(BODY[:3], LEFT, 730), At(300, 30, "1")]
        second = [At(LEFT, 810, "Alder Post, harbour pages"), *column(BODY[3:], LEFT, 760), At(300, 30, "2")]
        assert only(drawn(first, second)).text.split("\n\n") == [TITLE.text, *BODY]

    def test_what_a_browser_prints_in_the_margin(self) -> None:
        """Its address is the link; the hour of printing and the page's number are no text."""
        margin = [At(LEFT, 820, "11/28/26, 7:17 PM"), At(250, 820, "Port Alder closes its old lock"), At(LEFT, 20, "https://post.example/lock"), At(540, 20, "1/1")]  # fmt: skip
        document = only(drawn([*margin, TITLE, *column(BODY, LEFT, 730, width=90)]))
        assert document.facts.url == Fact("https://post.example/lock", "address in the margin")
        assert document.text.split("\n\n") == [TITLE.text, *BODY]

    def test_title_of_a_browser_names_the_site(self) -> None:
        """The headline on the page is the title, what stands behind it in the PDF's own the outlet, as a guess."""
        facts = only(
            drawn([At(LEFT, 810, "News Sport"), TITLE, *column(BODY, LEFT, 730)], title=f"{TITLE.text} | Alder Post")
        ).facts
        assert (facts.title, facts.outlet) == (
            Fact(TITLE.text, "headline"),
            Fact("Alder Post", "PDF title", guess=True),
        )

    def test_title_of_a_pdf_without_a_headline(self) -> None:
        """Its own is taken, unless a program made it up."""
        plain = column(BODY, LEFT, 730)
        assert only(drawn(plain, title="The old lock is closed")).facts.title == Fact(
            "The old lock is closed", "PDF title", guess=True
        )
        assert only(drawn(plain, title="Microsoft Word - lock v3.docx")).facts.title is None

    def test_subheads_are_marked(self) -> None:
        """They are higher than the text and lower than the headline."""
        lines = [
            *column(BODY[:3], LEFT, 730, width=90),
            At(LEFT, 600, "The pilots", 14),
            *column(BODY[3:], LEFT, 580, width=90),
        ]
        assert [one.role for one in only(drawn([TITLE, *lines])).marked] == ["title", "subhead"]

    def test_several_headlines_of_the_first_size_are_several_articles(self) -> None:
        """A page of a newspaper."""
        again = [At(LEFT, 480, "The quay is open", 20), *column(tuple(reversed(BODY)), LEFT, 450, width=90)]
        found = read("a.pdf", drawn([TITLE, *column(BODY, LEFT, 730, width=90), *again]))
        assert isinstance(found, tuple)
        assert [one.facts.title and one.facts.title.value for one in found] == [TITLE.text, "The quay is open"]


def lines_of(*texts: str) -> list[TextRun]:
    return [TextRun(text, 50, 50 + 5 * len(text), 700 - 12 * at, 11) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        pytest.param(["The harbour coun-", "cil agreed."], "The harbour council agreed.", id="parted"),
        pytest.param(
            ["The harbour coun\ufffe", "cil agreed."], "The harbour council agreed.", id="PDFium's sign for it"
        ),
        pytest.param(
            ["The ice-free port, the ice-", "free quay."],
            "The ice-free port, the ice-free quay.",
            id="a hyphen of its own",
        ),
        pytest.param(["The line Alder-", "Holm is open."], "The line Alder- Holm is open.", id="a capital"),
        pytest.param(["港は火曜日に閉", "鎖された。"], "港は火曜日に閉鎖された。", id="a script without spaces"),
        pytest.param(["The \ufb01rst o\ufb03ce"], "The first office", id="ligatures"),
    ],
)
def test_parted_words(texts: list[str], said: str) -> None:
    """What a line's end parted is made whole."""
    assert [one.text for one in find_blocks([lines_of(*texts)])] == [said]


def test_locks() -> None:
    """One that the empty password opens, as e-papers have it, is none."""
    assert BODY[0] in only(AES_EMPTY).text
    found = read("a.pdf", AES_SECRET)
    assert found == Problem("a.pdf", "this PDF is locked with a password", unreadable=True)


def packed(chunk: bytes, times: int) -> bytes:
    """A packed stream, never held unpacked."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(chunk) for _ in range(times)) + packer.flush()
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(data), data)


def loops(depth: int) -> bytes:
    """A page whose drawings call one another ten times each."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R >> >> /Length 60 >>\nstream\n%b\nendstream"
    more = [form % (7 + at, b"/X Do " * 10) for at in range(depth)]
    return one_page(b"<< /Length 5 >>\nstream\n/X Do\nendstream", resources=b"/XObject << /X 6 0 R >>", more=more)


BOMBS = {"500 MB": lambda: one_page(packed(b" " * 1_000_000, 500)), "a billion drawings": lambda: loops(12)}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_soon(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of their own, with a limit on time and memory: it dies, the run does not."""
    monkeypatch.setattr(pdfium, "SECONDS", 1)
    monkeypatch.setattr(pdfium, "MEMORY", 500_000_000)
    data = BOMBS[name]()
    began = time.monotonic()
    found = read("a.pdf", data)
    assert isinstance(found, Problem)
    assert found.reason == "this PDF needs more than 1 seconds or 500 MB and was set aside"
    assert found.unreadable
    assert time.monotonic() - began < 30


def test_process_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, when the machine is busy or the process sleeps."""
    monkeypatch.setattr(pdfium, "CLOCK_SECONDS", 0.2)
    found = read("a.pdf", loops(12))
    assert isinstance(found, Problem)
    assert "set aside" in found.reason


def test_error_of_ours_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised, with what the process said."""
    monkeypatch.setattr(pdfium, "SECONDS", "no number")
    with pytest.raises(RuntimeError, match="no number"):
        read("a.pdf", AES_EMPTY)


def test_page_with_letters_everywhere_ends_soon() -> None:
    """However many runs there are."""
    runs = [TextRun("a", x * 7.0, x * 7.0 + 5, y * 3.0, 11) for x in range(60) for y in range(250)]
    began = time.process_time()
    find_blocks([runs])
    assert time.process_time() - began < 10
