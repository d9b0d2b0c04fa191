"""Take the README's pictures anew from the samples and the week of the tests: ``python -m tests.browser.pictures``."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
from playwright.sync_api import sync_playwright

from digest.config import Output, Schedule, Settings
from digest.pipeline.run import run
from tests.browser.conftest import ARGS

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "docs" / "pictures"
NOW = dt.datetime(2018, 11, 28, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PICTURES = {  # name: width, height, scheme, pixels a point
    "briefing-light.png": (1280, 960, "light", 1),
    "briefing-dark.png": (1280, 960, "dark", 1),
    "briefing-phone.png": (390, 844, "light", 1.5),
}


def main() -> None:
    """Make the samples' briefing and the week's stories in temporary folders, and photograph their first screens."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_of_day = make_days(Path(folder) / "samples", {NOW: ROOT / "seeds"}) / f"{NOW.date()}.html"
        week = {at_night(articles.name): articles for articles in sorted((ROOT / "tests/week/articles").iterdir())}
        stories = (make_days(Path(folder) / "week", week) / "stories").glob("*.html")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for name, (width, height, scheme, scale) in PICTURES.items():
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme, device_scale_factor=scale)
            page.goto(page_of_day.as_uri())
            page.screenshot(path=PLACE / name)
        sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))[0]
        sheet.render(scale=0.9722).to_pil().save(PLACE / "briefing-print.png")
        page = browser.new_page(viewport={"width": 1000, "height": 960})
        page.goto(
            max(
                stories, key=lambda story: (story.read_text(encoding="utf-8").count('class="day"'), story.name)
            ).as_uri()
        )
        page.screenshot(path=PLACE / "story.png")
        browser.close()


def at_night(day: str) -> dt.datetime:
    """Return when the articles of a day are told."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(22), ZoneInfo("Europe/Berlin"))


def make_days(root: Path, days: dict[dt.datetime, Path]) -> Path:
    """Make the briefings of days from their articles' folders; return the output folder."""
    settings = Settings(root=root, output=Output(), schedule=Schedule(zone="Europe/Berlin"))
    for now, articles in days.items():
        shutil.copytree(articles, root / "seeds", dirs_exist_ok=True)
        run(settings, now=now)
    return root / settings.output.folder


if __name__ == "__main__":
    main()
