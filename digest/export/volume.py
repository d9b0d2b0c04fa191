"""The volume that is exported, and the ZIP that two of its forms are."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can hold: the hour of packing is nobody's concern."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A briefing to be exported: ``letter`` and ``page`` are HTML, the letter's marks lead to its own list of sources.

    ``id`` is the URN of its day in the feeds, ``day`` names it in words, ``contents`` a table of its parts.
    """

    id: str
    title: str
    day: str
    contents: str
    language: str
    made: dt.datetime
    letter: str
    page: str

    @property
    def name(self) -> str:
        """Return the title with the day."""
        return f"{self.title}, {self.day}"


def zip_files(files: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """Pack files in their order, the ``stored`` one without compression."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            zipped.writestr(entry, content)
    return data.getvalue()
