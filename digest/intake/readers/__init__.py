"""One module a format; each turns bytes into Documents.

To add a format: a module with one function ``(path, data) -> tuple[Document, ...] | Problem``, and one line in
``READERS``. Text goes through ``door.decode`` and ``door.clean``; bad input comes back as a ``Problem``.
"""

from collections.abc import Callable

from digest.intake.readers import html, markdown, plain
from digest.model import Document, Problem

Reader = Callable[[str, bytes], "tuple[Document, ...] | Problem"]

READERS: dict[str, Reader] = {
    ".txt": plain.read_plain,
    ".text": plain.read_plain,
    ".md": markdown.read_markdown,
    ".markdown": markdown.read_markdown,
    ".html": html.read_html,
    ".htm": html.read_html,
    ".xhtml": html.read_html,
}


def read(path: str, data: bytes) -> tuple[Document, ...] | Problem:
    """The articles of a file, or why there are none."""
    if not data.strip():
        return Problem(path, "the file is empty")
    suffix = "." + path.rpartition(".")[2].lower()
    return READERS.get(suffix, plain.read_plain)(path, data)
