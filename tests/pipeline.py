"""The program's stages in one call, for tests that look at what comes out of all of them."""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from digest.config import Settings
from digest.model import Edition
from digest.pipeline.run import preview, run

ROOT = Path(__file__).parent.parent
NOON = dt.datetime(2018, 11, 28, 12, 30, tzinfo=ZoneInfo("UTC"))


def briefing(articles: Path, output: Path, *, now: dt.datetime = NOON, settings: Settings | None = None) -> Path:
    """Runs on a folder of articles and returns the output folder."""
    chosen = settings or Settings()
    at = chosen.model_copy(update={"output": chosen.output.model_copy(update={"folder": output})})
    run(at, now=now, folder=articles)
    return output


def drafted(articles: Path, output: Path, *, now: dt.datetime = NOON) -> Edition:
    """The Edition of a folder of articles; nothing is written."""
    settings = Settings()
    at = settings.model_copy(update={"output": settings.output.model_copy(update={"folder": output})})
    edition = preview(at, now=now, folder=articles).edition
    assert edition is not None
    return edition


def aged(folder: Path) -> Path:
    """The folder with files old enough not to be waited for."""
    for path in folder.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    return folder
