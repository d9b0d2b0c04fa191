"""Take the README's pictures anew from the sample articles: ``python -m tests.browser.pictures``."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import sync_playwright

from digest.config import Output, Schedule, Settings
from digest.pipeline.run import run
from tests.browser.conftest import ARGS

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2018, 11, 28, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
PICTURES = {  # name: width, height, scheme, pixels a point
    "briefing-light.png": (1280, 960, "light", 1),
    "briefing-dark.png": (1280, 960, "dark", 1),
    "briefing-phone.png": (390, 844, "light", 1.5),
}


def main() -> None:
    """Make the samples' briefing in a temporary folder and photograph its first screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        root = Path(folder)
        shutil.copytree(ROOT / "seeds", root / "seeds")
        settings = Settings(root=root, output=Output(), schedule=Schedule(zone="Europe/Berlin"))
        outcome = run(settings, now=NOW)
        page_of_day = next(path for path in outcome.written if path.suffix == ".html" and path.stem == str(NOW.date()))
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for name, (width, height, scheme, scale) in PICTURES.items():
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme, device_scale_factor=scale)
            page.goto(page_of_day.as_uri())
            page.screenshot(path=ROOT / "docs" / "pictures" / name)
        browser.close()


if __name__ == "__main__":
    main()
