"""The table of published files: what lies in the output folder as we wrote it, and what of that nothing needs."""

import datetime as dt
import re

from digest.page_names import FOLDERS
from digest.store.reader import Reader

_BESIDE = re.compile(r"\.new\d*(?=\.[a-z]+$)")
"""What the name of a new file beside an edited one has before its ending."""


class PublishedReader(Reader):
    """The questions to the table of published files."""

    def list_published(self) -> dict[str, str]:
        """Return the hash of every file that was published, by name."""
        return dict(self._fetch_all("SELECT name, hash FROM published ORDER BY name"))

    def find_published_hash(self, name: str) -> str | None:
        """Return the hash of a file as it was last published; ``None`` where it was not."""
        found = self._fetch_one("SELECT hash FROM published WHERE name = ?", name)
        return None if found is None else str(found)

    def find_orphans(self, date: dt.date) -> tuple[str, ...]:
        """Return the published pages that no edition has any more since a day was published anew.

        A longer copy took the place of the article, a later revision tells another story, or the day is removed. A day
        that is published for the first time leaves none: then no name is looked at, of which a desk of years has
        200,000.
        """
        if not self._fetch_all("SELECT 1 FROM published WHERE name > ? || '.' AND name < ? || '/' LIMIT 1", date, date):
            return ()
        rows = self._fetch_all(
            f"SELECT name FROM published WHERE ({' OR '.join(['name LIKE ?'] * (len(FOLDERS) + 1))})"  # noqa: S608
            " AND name NOT IN (SELECT name FROM files) ORDER BY name",
            *(f"{folder}%" for folder in FOLDERS),
            "____-__-__.proof.%",
        )
        # The new file beside an edited one belongs to that.
        return tuple(str(name) for (name,) in rows if not self._has_file(_BESIDE.sub("", name)))

    def _has_file(self, name: str) -> bool:
        return self._fetch_row("SELECT 1 FROM files WHERE name = ?", name) is not None
