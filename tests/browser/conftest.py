"""A real Chromium, and pages rendered into a folder for it."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from digest.publish.render import load_templates, render_archive, render_names, render_story
from tests.publish import editions

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium; the tests are skipped where there is none."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("there is no Chromium here: install Debian's `chromium`, or name one in CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright's Python package is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> dict[str, Path]:
    """The pages of every kind of day by name: the briefing, a source page, the archive."""
    root = tmp_path_factory.mktemp("site")
    templates = load_templates()
    pages = {}
    days = {
        **editions.DAYS,
        "large day": editions.large_day,
        "hard day": editions.hard_day,
        "by region": editions.by_region,
    }
    for name, day in days.items():
        made = day()
        folder = root / name.replace(" ", "-")
        for path, data in {
            **made.render(templates),
            **render_archive(editions.archive(), templates),
        }.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        pages[name] = folder / f"{editions.DAY}.html"
    pages["source page"] = pages["sample"].parent / "sources" / f"{editions.identity('talks')}.html"
    made = editions.sample()
    for path, data in render_story(made.story, templates.story).items():
        pages["story page"] = pages["sample"].parent / Path(path).with_suffix(".html")
        pages["story page"].parent.mkdir(exist_ok=True)
        (pages["sample"].parent / path).write_bytes(data)
    index = replace(made.names, id="", date=editions.DAY, years=((editions.DAY.year, (("a", 1),)),))
    for path, data in {**render_names(made.names, templates.names), **render_names(index, templates.names)}.items():
        pages["index of names"] = pages["sample"].parent / path
        pages["index of names"].parent.mkdir(exist_ok=True)
        pages["index of names"].write_bytes(data)
    pages["archive"] = pages["sample"].parent / "index.html"
    return pages
