"""Name the files of the output folder. Templates and readers' links lead to these names: none may change.

A day's own files begin with its date: ``2026-11-24.html``. Pages that several days share lie in the folders below.
"""

import datetime as dt

OUTPUT = "output"
"""The output folder, where the settings name no other."""
SOURCES, STORIES, NAMES, WEEKS = "sources/", "stories/", "names/", "weekly/"
FOLDERS = (SOURCES, STORIES, NAMES, WEEKS)
STATE = ".digest"
"""The folder of database, cache and lock."""

ARCHIVE, INDEX_OF_NAMES = "index.html", "index-names.html"
LATEST = ("latest.html", "latest.md")
FEEDS = ATOM_FEED, JSON_FEED = "feed.xml", "feed.json"
OVER_ALL_DAYS = (ARCHIVE, INDEX_OF_NAMES, *LATEST, *FEEDS)
"""Files that each edition makes anew."""


def name_briefing(date: dt.date) -> tuple[str, str, str]:
    """Return the names of a day's briefing: in HTML, Markdown and JSON."""
    return f"{date}.html", f"{date}.md", f"{date}.json"


def name_proof(date: dt.date) -> str:
    """Return the name of a day's proof."""
    return f"{date}.proof.json"


def name_text(article: str) -> str:
    """Return the name of the file with an article's stored text."""
    return f"{SOURCES}{article}.txt"
