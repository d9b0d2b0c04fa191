"""The approved pages of the sample articles, and how they are made: ``make golden`` writes them anew."""

import shutil
from pathlib import Path

from tests.pipeline import ROOT, aged, briefing

APPROVED = Path(__file__).parent
NAMES = ("2018-11-28.html", "2018-11-28.md", "2018-11-28.json", "index.html")


def made(folder: Path) -> dict[str, bytes]:
    """The sample briefing's pages, made in a folder."""
    output = briefing(aged(shutil.copytree(ROOT / "seeds", folder / "seeds")), folder / "output")
    pages = {name: (output / name).read_bytes() for name in NAMES}
    source = min((output / "sources").iterdir())
    return {**pages, "source.html": source.read_bytes()}
