"""Ask PDFium, Chromium's library, where the letters of a PDF stand; in a process of its own, which may die of it.

PDFium is fast, reads what browsers write and locks of every kind, and cannot be interrupted: a page whose drawings
call one another a billion times would hold up a run for ever. So this file is also the program that the process runs,
with a limit on its time and memory. It imports nothing of ours.
"""

import contextlib
import ctypes
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_PAGES = 40
"""Pages that are read: an issue of a newspaper."""
MOST_CHARACTERS = 400_000
"""As of any document (``facts.MOST_CHARACTERS``; this program imports nothing of ours)."""
SECONDS = 10
"""Of CPU, as for other files; a newspaper page takes a tenth."""
CLOCK_SECONDS = 60
"""On the clock of a busy machine, until the process is ended from outside."""
MEMORY = 1_000_000_000
"""Bytes; forty pages of a newspaper take a fifth."""
GAP = 1.2
"""Line heights between two letters that belong to two columns; the words of justified lines are half as far apart."""
_PASSWORD = 4
"""PDFium's number for a document that wants one."""

Row = tuple[str, float, float, float, float]


class PdfPages(NamedTuple):
    """The runs of each page, as ``layout.TextRun`` has them, and the title that the PDF tells."""

    runs: list[list[Row]]
    title: str


def read_pages(data: bytes) -> PdfPages | str:
    """Return what stands on the first pages of a PDF, or why that cannot be told."""
    program = [sys.executable, "-P", __file__, str(SECONDS), str(MEMORY)]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=CLOCK_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"took more than {CLOCK_SECONDS} seconds and was set aside"
    if done.returncode < 0 or b"MemoryError" in done.stderr[-200:]:
        return f"needs more than {SECONDS} seconds or {MEMORY // 1_000_000:,} MB and was set aside"
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-1000:])
    return take_answer(json.loads(done.stdout))


def take_answer(answer: dict[str, Any]) -> PdfPages | str:
    """Return the pages, or the trouble, of an answer."""
    return answer["trouble"] if "trouble" in answer else PdfPages(**answer)


def _serve() -> None:
    """Read a PDF from standard input and write its pages to standard output, within the limits."""
    import resource  # noqa: PLC0415

    for limit, most in zip((resource.RLIMIT_CPU, resource.RLIMIT_AS), map(int, sys.argv[1:]), strict=True):
        with contextlib.suppress(ValueError, OSError):  # not every system has all limits
            resource.setrlimit(limit, (most, most))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(data: bytes) -> dict[str, Any]:
    """Return the parts of ``PdfPages``, or the trouble with the file."""
    import pypdfium2  # noqa: PLC0415

    try:
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            return {"runs": list(_read_pages(document)), "title": document.get_metadata_value("Title")}
    except pypdfium2.PdfiumError as trouble:
        locked = trouble.err_code == _PASSWORD
        return {"trouble": "is locked with a password" if locked else "is damaged and cannot be read"}


def _read_pages(document: Any) -> Iterator[list[Row]]:
    """Yield the runs of each page, until there is more text than any article has."""
    size = 0
    for number in range(min(len(document), MOST_PAGES)):
        with contextlib.closing(document[number]) as page, contextlib.closing(page.get_textpage()) as text:
            runs = list(_read_runs(text, min(text.count_chars(), MOST_CHARACTERS)))
        yield runs
        size += sum(len(run[0]) for run in runs)
        if size > MOST_CHARACTERS:
            return


def _read_runs(page: Any, count: int) -> Iterator[Row]:
    """Yield the runs of a page: letters on one line without a gap between them, in the order of the file."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    letters: list[str] = []
    left = right = base = height = 0.0
    for at in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(page, at) & 0x1FFFFF or 0x20)
        if letter in "\r\n":
            continue
        if letter.isspace() or pdfium.FPDFText_IsGenerated(page, at) == 1:
            letters += [" " if letter.isspace() else letter] if letters else []
            continue
        pdfium.FPDFText_GetLooseCharBox(page, at, box)
        pdfium.FPDFText_GetCharOrigin(page, at, x, y)
        same = abs(y.value - base) < 0.3 * height and -0.5 * height < box.left - right < GAP * height
        if letters and not same:
            yield "".join(letters).strip(), left, right, base, height
            letters = []
        if not letters:
            left, base, height = box.left, y.value, max(box.top - box.bottom, 1.0)
        letters.append(letter)
        right, height = box.right, max(height, box.top - box.bottom)
    if letters:
        yield "".join(letters).strip(), left, right, base, height


if __name__ == "__main__":
    _serve()
