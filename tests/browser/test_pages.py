"""The pages in a real browser: nothing leaves them, nothing is cut off, every click leads to its place."""

import os
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest

from tests.publish import editions

pytestmark = pytest.mark.browser

PAGES = (
    "two articles",
    "sample",
    "quiet day",
    "large day",
    "hard day",
    "by region",
    "source page",
    "story page",
    "index of names",
    "archive",
)
NODE = Path(os.environ.get("NODE_MODULES", "node_modules"))


@pytest.fixture
def open_page(chromium):
    """Opens a file in a context of its own; all are closed afterwards."""
    contexts = []

    def opened(path: Path, *, width: int = 1280, scheme: str = "light", fragment: str = ""):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.complaints = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(path.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_its_style_is_allowed(site, open_page, name):
    """One request, for the page itself; the policy's hash fits the style sheet; the console is silent."""
    page = open_page(site[name])
    assert [url for url in page.requests if not url.startswith(site[name].as_uri())] == []
    assert len(page.requests) == 1
    assert page.complaints == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 249)"


@pytest.mark.parametrize("width", [320, 390, 640, 768, 1088, 1280, 1600])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(site, open_page, name, width):
    """From a small phone to a wide screen (and so at 200 % zoom), also with everything opened."""
    page = open_page(site[name], width=width)
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
@pytest.mark.parametrize("name", ["sample", "large day"])
def test_a_themes_count_stands_on_the_line_of_its_name(site, open_page, name, width):
    """ "Deployments 67" is not parted, also where three of them just do not fit beside one another."""
    page = open_page(site[name], width=width)
    lines = page.eval_on_selector_all(
        ".themes li",
        "all => all.map(li => [...li.querySelectorAll('a, b')].map(e => e.getBoundingClientRect().bottom))",
    )
    assert len(lines) == 3
    assert all(abs(title - count) < 8 for title, count in lines)


def test_lines_are_sixty_to_seventy_five_characters_long(site, open_page):
    """Stories at 1280 px: the characters of the full lines of leads and points."""
    page = open_page(site["sample"])
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.lead, .points li')].flatMap(p => {
            const range = document.createRange(), lines = new Map();
            const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              if (node.parentElement.closest('.mark')) continue;
              for (let i = 0; i < node.length; i++) {
                range.setStart(node, i); range.setEnd(node, i + 1);
                const box = range.getBoundingClientRect(), at = Math.round(box.bottom / 8);
                lines.set(at, (lines.get(at) || 0) + 1);
              }
            }
            return [...lines.values()].slice(0, -1);
        })"""
    )
    assert len(lines) >= 5
    assert 60 <= sorted(lines)[len(lines) // 2] <= 75


def test_reasons_leave_no_gap_in_the_text(site, open_page):
    """Beside a paragraph of three lines there is room for where it is quoted and each quote's first reason."""
    page = open_page(site["source page"])
    heights = page.eval_on_selector_all(
        ".par.body:has(mark[id])",
        "all => all.map(par => [par, par.querySelector('.said')].map(e => e.getBoundingClientRect().height))",
    )
    assert any(text > 75 for _, text in heights)
    assert all(whole <= text + 1 for whole, text in heights if text > 75)
    reason = page.locator("details.why").first
    closed = reason.inner_text()
    reason.locator("summary").click()
    assert reason.inner_text().startswith(closed)
    assert len(reason.inner_text()) > len(closed)


def test_the_click_from_a_sentence_to_its_marked_place(site, open_page):
    """A mark opens the source's page at the sentence, which is on the screen and underlined."""
    page = open_page(site["sample"])
    said = page.locator(".story .points [data-quote]").first.inner_text()
    page.locator(".story .points .mark a").first.click()
    place = page.locator("mark:target")
    assert place.inner_text() == said
    assert place.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert 0 <= place.bounding_box()["y"] < 900
    page.locator(".beside a", has_text="Diplomacy").first.click()
    assert page.url.endswith(f"{editions.DAY}.html#story-s{editions.identity('talks')[:11]}")


def test_the_click_from_a_key_point_to_its_story(site, open_page):
    """A sentence of In brief leads to its story, a theme of the rail to its block."""
    page = open_page(site["sample"])
    page.locator(".brief .point").first.click()
    assert page.evaluate("document.querySelector(':target').tagName") == "ARTICLE"
    page.locator(".rail .themes a").last.click()
    assert page.evaluate("document.querySelector(':target h2').innerText") == "Incidents"


def test_dark_and_light_differ_and_paper_is_white(site, open_page):
    """The reader's scheme decides; print is black on white in both."""
    page = open_page(site["sample"], scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 22, 25)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_quotes_stay_marked_on_paper_and_points_pointed(site, open_page):
    """A browser leaves backgrounds out in print unless it is told that this one says something."""
    page = open_page(site["source page"])
    page.emulate_media(media="print")
    assert page.locator("mark").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    page = open_page(site["sample"])
    page.emulate_media(media="print")
    points = page.locator(".points li").first.evaluate("e => getComputedStyle(e, '::before').printColorAdjust")
    assert points == "exact"


def test_print_uses_the_sheet_between_even_margins(site, open_page):
    """The label beside its text as on a screen; the longest lines end as far from the edge as the labels begin."""
    page = open_page(site["large day"])
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = printed[1].get_textpage()
    found = [text.get_rect(number) for number in range(text.count_rects())]
    rects = [rect for rect in found if rect[1] > 12 / 25.4 * 72]  # above the margin, where the number of the sheet is
    left, right = min(rect[0] for rect in rects), printed[1].get_width() - max(rect[2] for rect in rects)
    assert abs(left - right) < 9  # points: a word may not fit any more
    page.emulate_media(media="print")
    for block in page.locator(".block:not(:has(.sources))").all():
        label, beside = block.locator(".label").bounding_box(), block.locator(".text").bounding_box()
        assert abs(label["y"] - beside["y"]) < 1
        assert label["x"] + label["width"] < beside["x"]
        assert label["height"] <= beside["height"]


@pytest.mark.parametrize(("name", "pages"), [("two articles", 1), ("quiet day", 1), ("sample", 3), ("large day", 12)])
def test_print_is_short_and_whole(site, open_page, name, pages):
    """No page ends with a heading, and the last holds more than the footer; what the screen says stands on paper."""
    page = open_page(site[name])
    shown = page.locator("h3.head, .of, .label h2").all_inner_texts()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert 1 <= len(printed) <= pages
    said = [sheet.get_textpage().get_text_range() for sheet in printed]
    texts = ["".join(normalize("NFKC", text).split()) for text in said]  # ligatures undone
    for headline in shown:
        words = "".join(normalize("NFKC", headline).split())
        assert any(words in text for text in texts)
        assert not any(text.endswith(words) for text in texts)
    assert all(abs(sheet.get_width() - 595) < 2 for sheet in printed)
    sources = ["".join(normalize("NFKC", text).split()) for text in page.locator(".sources .title").all_inner_texts()]
    assert all(title in texts[-1] for title in sources[-1:])  # with the footer, which is there on every day
    assert "bydigest" in texts[-1]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("two articles", ".meta, .themes li, .brief li"),
        ("large day", ".meta, .themes li, .brief li"),
        ("sample", ".meta, .themes li, .brief .first"),  # four notices and a note stand above
    ],
)
def test_a_phone_shows_the_days_weight_at_once(site, open_page, name, parts):
    """Without a scroll: how many articles, stories and minutes, each theme with its count, and the day's lines."""
    page = open_page(site[name], width=390)
    ends = page.eval_on_selector_all(parts, "all => all.map(e => e.getBoundingClientRect().bottom)")
    assert len(ends) >= 4
    assert max(ends) <= 844


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_goes_as_the_page_is_read(site, open_page, width):
    """In the order of the text, which a screen reader follows; a theme is one tap from its best story."""
    page = open_page(site["sample"], width=width)
    assert page.locator("[tabindex]:not([tabindex='-1'])").count() == 0
    page.locator(".themes a").first.click()
    best = page.locator(":target .head").first
    assert 0 <= best.bounding_box()["y"] < 300


def test_keyboard_reaches_the_text_first(site, open_page):
    """The first stop of the Tab key is the skip link, which is seen then."""
    page = open_page(site["sample"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0


LONG = ("large day", "hard day")
"""Pages of which axe takes ten seconds a look; their parts stand on the others too, in every width."""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(site, chromium, name):
    """axe-core, all its rules, details closed and open; in the dark those of colour, for nothing else changes there.

    All looks are in one page: in a new one the first takes three times as long as those that follow.
    """
    axe = Path(os.environ.get("AXE", NODE / "axe-core" / "axe.min.js"))
    if not axe.is_file():
        pytest.skip("axe-core is not here: `npm install axe-core`, or name its axe.min.js in AXE")
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(site[name].as_uri())
    page.add_script_tag(path=str(axe))
    found = []
    for opened in (False, True):
        page.eval_on_selector_all("details", "(all, opened) => all.forEach(one => one.open = opened)", opened)
        for width in [390] if name in LONG else [1280, 390, 320]:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme, only in (("light", _ALL_RULES), ("dark", _RULES_OF_COLOUR)):
                page.emulate_media(color_scheme=scheme)
                found += [(opened, width, scheme, said) for said in page.evaluate(_AXE, only)]
    context.close()
    assert found == []


_ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
_AXE = """async (only) => {
  const found = await axe.run(document, {runOnly: only});
  return found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary));
}"""


def test_the_nu_checker_finds_nothing(site):
    """Errors and warnings of HTML and CSS alike."""
    jar = Path(os.environ.get("VNU", NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"))
    if not jar.is_file() or shutil.which("java") is None:
        pytest.skip("the Nu checker is not here: `npm install vnu-jar` and Java, or name its jar in VNU")
    sources = sorted(site["source page"].parent.glob("*.html"))
    found = subprocess.run(
        ["java", "-jar", jar, *map(str, [*site.values(), *sources])], capture_output=True, text=True, check=False
    )
    assert found.stdout + found.stderr == ""


def test_markdownlint_finds_nothing(site):
    """All its rules but the length of a line: a paragraph of Markdown is one line, so that viewers wrap it."""
    lint = NODE / ".bin" / "markdownlint"
    command = shutil.which("markdownlint") or (str(lint) if lint.is_file() else None)
    if command is None:
        pytest.skip("markdownlint is not here: `npm install markdownlint-cli`")
    files = [str(path.with_suffix(".md")) for path in site.values() if path.with_suffix(".md").is_file()]
    found = subprocess.run([command, "--disable", "MD013", "--", *files], capture_output=True, text=True, check=False)
    assert found.stdout + found.stderr == ""
