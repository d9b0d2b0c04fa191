"""Rendering: equal values give equal bytes, and every page can be read back."""

import datetime as dt
import json
import posixpath
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from digest.codec import from_json, to_json
from digest.config import Vault
from digest.model import Affair, Day, Edition, Fact, Facts, Notice
from digest.publish.markdown import unescape
from digest.publish.render import copy_latest, load_templates, render_archive
from digest.publish.verify import verify
from digest.text.addresses import find_web_host
from tests.publish import editions

TEMPLATES = load_templates()
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("day", editions.DAYS.values(), ids=editions.DAYS)
def test_every_quote_of_every_page_is_its_sources(day):
    """What is rendered from a composed day passes the check that guards publication."""
    made = day()
    files = made.render(TEMPLATES)
    assert verify(made.edition, files, made.texts) == ()


@pytest.mark.parametrize("day", editions.DAYS.values(), ids=editions.DAYS)
def test_a_stored_edition_renders_to_the_same_bytes(day):
    """``rebuild`` reads the edition from JSON, where a zone is only an offset."""
    made = day()
    again = from_json(Edition, to_json(made.edition))
    assert made.render(TEMPLATES, again) == made.render(TEMPLATES)


ALL = {**editions.DAYS, "hard day": editions.hard_day, "large day": editions.large_day}


@pytest.fixture(scope="module")
def sites():
    """Every day's files and the archive by name."""
    made = {}
    for name, day in ALL.items():
        one = day()
        made[name] = one.render(TEMPLATES)
    made["sample"] |= render_archive(editions.archive(), TEMPLATES)
    return made


@pytest.mark.parametrize("name", ALL)
def test_every_link_leads_somewhere(sites, name):
    """A file of this edition with that anchor, another day's page, or a source's own address; ids are there once."""
    files = sites[name]
    trees = {
        path: lxml.html.document_fromstring(data.decode()) for path, data in files.items() if path.endswith(".html")
    }
    ids = {path: [element.get("id") for element in tree.iterfind(".//*[@id]")] for path, tree in trees.items()}
    for path, tree in trees.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for link in tree.iterfind(".//a[@href]"):
            href = link.get("href")
            if find_web_host(href):
                assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split())
                continue
            target, _, anchor = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if target in files:
                assert not anchor or anchor in ids[target], f"{path}: {href}"
            else:
                target = target.replace("index-names.html", "index.html").replace("index.html", "2018-01-01.html")
                places = r"\d{4}-\d\d-\d\d\.(html|proof\.json)|(sources|stories)/\w+\.html"
                assert re.fullmatch(places, target), f"{path}: {href}"


def test_sizes(sites):
    """A briefing of two articles has at most 60 KB, one of 400 at most 600."""
    name = f"{editions.DAY}.html"
    assert len(sites["two articles"][name]) <= 60_000
    assert len(sites["large day"][name]) <= 600_000


def test_an_archive_of_ten_years_stays_light():
    """Ten years of days: one page, its months closed but for the newest."""
    page = render_archive(editions.archive(3650), TEMPLATES)["index.html"].decode()
    assert len(page) <= 1_000_000
    assert page.count("<details>") == 119
    assert page.count('<tr class="missing">') > 100


def test_an_archive_without_a_day_says_so():
    """Before the first briefing, and when all days so far are missing."""
    nothing = replace(editions.archive(1), days=())
    assert b"No briefing yet." in render_archive(nothing, TEMPLATES)["index.html"]
    missing = replace(nothing, days=(Day(editions.DAY, "missing"),))
    assert b"digest was not running" in render_archive(missing, TEMPLATES)["index.html"]


def test_a_source_page_says_where_everything_was_found(sites):
    """Each fact with its place in the file, dates as a person writes them, the copies, the address with its host."""
    page = sites["sample"][f"sources/{editions.identity('talks')}.html"].decode()
    text = " ".join(lxml.html.document_fromstring(page).find(".//dl").text_content().split())
    for words in (
        "Date 27 Nov 2018, 23:50 (line 2)",
        "Outlet Northern Wire (the folder's name)",
        "Address https://wire.example/world/talks?id=7 (leads to wire.example)",
        "Same text ledger/talks-copy.html (Morning Ledger)",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2018-12-01", "Date none: the file states 2018-12-01, which lies after this briefing"),
        ("some <b>day</b>", "Date none: the file states some <b>day</b>, which is no day since 1990"),
        (None, "Date none in the file"),
    ],
)
def test_a_date_that_cannot_be_is_told(stated, said):
    """A source without a date says whether its file states one that is none."""
    made = editions.two_articles()
    page = made.pages[0]
    facts = replace(page.article.facts, published=None)
    told = replace(page.article.document, facts=Facts(published=Fact(stated, "meta") if stated else None))
    page = replace(page, article=replace(page.article, facts=facts, document=told))
    html = replace(made, pages=(page,)).render(TEMPLATES)[f"sources/{page.source.id}.html"].decode()
    assert said in " ".join(lxml.html.document_fromstring(html).find(".//dl").text_content().split())


def test_a_source_page_dims_what_was_trimmed_and_says_why(sites):
    """Every paragraph of the file is there, in order; what is not the article has its reason beside it."""
    page = lxml.html.document_fromstring(sites["sample"][f"sources/{editions.identity('talks')}.html"].decode())
    rows = page.xpath("//div[starts-with(@class, 'par ')]")
    assert [row.get("class").split()[1] for row in rows[:4]] == ["title", "byline", "body", "subhead"]
    bio = next(row for row in rows if row.get("class") == "par bio")
    assert "Trimmed: about the author, after the end" in " ".join(bio.text_content().split())
    assert "Quoted in In brief, Diplomacy Why: opens the article" in " ".join(rows[2].text_content().split())


def test_what_is_normal_is_silent(sites):
    """No banner, no edition's number, no bars on a first day; on another one all of them."""
    first, second = sites["two articles"], sites["sample"]
    name = f"{editions.DAY}.html"
    for words in ("<aside", "edition of the day", "<svg", "Bars: ", "nothing trimmed"):
        assert words.encode() not in first[name]
    for words in (
        "<aside",
        "second edition of the day",
        "<svg",
        "Bars: stories a day, 15 to 28 Nov<",
        ">new since 06:00<",
        ">corrected<",
    ):
        assert words.encode() in second[name]


AT = dt.datetime(2018, 11, 21, 22, 40, tzinfo=editions.ZONE)
DUE = dt.datetime(2018, 11, 20, 6, 0, tzinfo=editions.ZONE)
NOTICES = {
    "Catch-up edition for Tue 20 Nov 06:00 (digest did not run until Wed 21 Nov 22:40)": Notice("catch_up", DUE, AT),
    "Made at 22:40, due at 06:00.": Notice("late", DUE, AT),
    "Covers everything since 21 November 2018.": Notice("long_window", at=AT, days=3),
    "Covers three days.": Notice("long_window", days=3),  # of versions before 2.0.3
    "One file could not be read: a.pdf": Notice("unreadable", paths=("a.pdf",)),
    "Seven files could not be read: a, b, c, d, e, …": Notice("unreadable", paths=("a", "b", "c", "d", "e", "f", "g")),
}


@pytest.mark.parametrize(("said", "notice"), NOTICES.items(), ids=NOTICES)
@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_notice_stands_on_top(said, notice, kind):
    """The same sentence in HTML and in Markdown, before the first key point."""
    made = editions.sample()
    files = made.render(TEMPLATES, replace(made.edition, notices=(notice,)))
    text = files[f"{editions.DAY}.{kind}"].decode().split("In brief")[0]
    words = lxml.html.fromstring(text).text_content() if kind == "html" else unescape(text).replace("**", "")
    assert said in " ".join(words.split())


def test_stories_of_an_affair_stand_under_its_names():
    """Inside one rule, in the order of the section, with how many stand under other themes."""
    made = editions.sample()
    section = max(made.edition.sections, key=lambda section: len(section.stories))
    others = tuple(story.id for story in made.edition.stories if story.id not in section.stories)
    here = section.stories[:2]
    affair = Affair(here[0], ("Lomeria", "Brennia"), (*here, others[0]))
    day = replace(made.edition, affairs=(affair,))
    files = made.render(TEMPLATES, day)
    name = "Lomeria and Brennia: 3 stories"
    (box,) = lxml.html.document_fromstring(files[f"{day.date}.html"].decode()).find_class("affair")
    assert box.find_class("of")[0].text_content().strip() == f"{name}, 1 of them elsewhere on the page"
    assert [story.get("id") for story in box.find_class("story")] == [f"story-{id_}" for id_ in here]
    assert f"\n\n{name} (the next 2; 1 of them elsewhere on the page)\n" in files[f"{day.date}.md"].decode()
    unnamed = replace(day, affairs=(replace(affair, names=(), stories=here),))
    assert "\n\n2 stories on one affair (the next 2)\n" in made.render(TEMPLATES, unnamed)[f"{day.date}.md"].decode()
    assert verify(day, files, made.texts) == ()


def test_a_theme_without_a_story_says_so_before_it_points_to_others():
    """In one line or under another theme: a heading with a link alone reads as if the story were lost."""
    made = editions.sample()
    line = replace(made.edition.stories[1], place="line")
    sections = tuple(
        replace(one, stories=(), passages=()) if one.theme == "deployments" else one for one in made.edition.sections
    )
    day = replace(made.edition, stories=(made.edition.stories[0], line, *made.edition.stories[2:]), sections=sections)
    files = made.render(TEMPLATES, day)
    page = lxml.html.document_fromstring(files[f"{day.date}.html"].decode())
    (block,) = page.xpath("//section[@id='theme-deployments']/div[@class='text']")
    talks, exercise = (story.headline for story in day.stories[:2])
    lines = [f"Full story under Diplomacy: {talks}", f"In one line under Other news: {exercise}"]
    assert [" ".join(one.text_content().split()) for one in block.iter("p")] == ["No story stands here.", *lines]
    assert "\n\nNo story stands here.\n\n" + "\n\n".join(lines) in unescape(files[f"{day.date}.md"].decode())


def test_what_the_page_has_no_room_for_is_counted(sites):
    """Sixty lines at most; the page says how many more there are and where."""
    page = sites["large day"][f"{editions.DAY}.html"].decode()
    hidden = editions.large_day().edition.hidden
    assert page.count('<li id="story-') == 60 + 10
    assert f"{hidden} more stories are in the JSON and in <code>digest explain {editions.DAY}</code>" in page


def test_a_quiet_day_is_one_sentence(sites):
    """Header, sentence, footer: in HTML and in Markdown."""
    page = lxml.html.document_fromstring(sites["quiet day"][f"{editions.DAY}.html"].decode())
    assert page.find(".//main").text_content().split() == ["No", "new", "articles", "since", "Tuesday", "06:00."]
    assert "No new articles since Tuesday 06:00." in sites["quiet day"][f"{editions.DAY}.md"].decode()


def test_text_in_another_language_says_so(sites):
    """``lang`` where it is known, the direction of its own letters always."""
    page = lxml.html.document_fromstring(sites["sample"][f"{editions.DAY}.html"].decode())
    told = [(line.get("lang"), line.get("dir")) for line in page.xpath("//*[@id='foreign']//li/p")]
    assert set(told) == {("de", "ltr"), ("ar", "rtl")}  # a block of its own direction, title and opening alike


@pytest.mark.parametrize("name", ALL)
def test_no_line_of_the_frame_begins_with_a_dot(sites, name):
    """The dot between two facts is bound to the one before it, however narrow the page is."""
    for path, data in sites[name].items():
        if path.endswith(".html"):
            body = data.decode().partition("<body>")[2]
            assert "·" in body or path.startswith("sources/")
            assert re.findall(r"(?<!&nbsp;)·", body) == [], path


def test_headings_go_down_one_step_at_a_time(sites):
    """One h1; no level is skipped on any page."""
    for files in sites.values():
        for path, data in files.items():
            if path.endswith(".html"):
                levels = [int(found) for found in re.findall(r"<h([1-6])[ >]", data.decode())]
                assert levels[0] == 1
                assert levels.count(1) == 1
                assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_no_script_no_style_attribute_nothing_from_outside(sites):
    """By the letter of the files, whatever a browser would make of them."""
    for path, data in sites["sample"].items():
        if path.endswith(".html"):
            page = data.decode()
            assert not re.search(r"<script|<iframe|<img|<object|<embed|<form|<base\b| style=| on\w+=| src=", page)
            assert "default-src 'none'; style-src 'sha256-" in page


def test_the_newest_edition_has_a_stable_address(sites):
    """``latest.html`` and ``latest.md`` are copies; the page names the day's own address as the one to keep."""
    copies = copy_latest(editions.DAY, sites["sample"])
    assert set(copies) == {"latest.html", "latest.md"}
    assert copies["latest.html"] == sites["sample"][f"{editions.DAY}.html"]
    assert f'<link rel="canonical" href="{editions.DAY}.html">'.encode() in copies["latest.html"]


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_contrast(scheme):
    """Text at least 4.5 on paper, bars at least 3, ink on a marked quote at least 4.5."""
    style = (ROOT / "templates" / "style.css").read_text(encoding="utf-8")
    roots = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.S)
    ]
    light, dark, printed = roots
    colours = {"light": light, "dark": light | dark, "print": light | printed}[scheme]
    colours = {
        name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:]) for name, value in colours.items()
    }
    for name in ("ink", "soft", "mute", *(f"accent-{n}" for n in range(1, 7))):
        assert _contrast(colours[name], colours["paper"]) >= 4.5, name
    assert _contrast(colours["bar"], colours["paper"]) >= 3
    assert _contrast(colours["ink"], colours["quote"]) >= 4.5


def front_matter(text: str) -> dict[str, object]:
    """The keys over a Markdown page; all its values are JSON, but for the day."""
    lines = text.split("---\n")[1].splitlines()
    pairs = (line.split(": ", 1) for line in lines)
    return {key: value if key == "date" else json.loads(value) for key, value in pairs}


def test_markdown_for_a_vault_of_notes():
    """Front matter in YAML, links between pages by name; every quote still proves, and links to sources stay."""
    made = editions.sample()
    files = made.render(load_templates(vault=Vault(front_matter=True, wikilinks=True)))
    text = files[f"{editions.DAY}.md"].decode()
    found = front_matter(text)
    assert (found["date"], found["revision"]) == ("2018-11-28", made.edition.revision)
    assert found["stories"] == made.edition.counts.stories
    assert found["title"] == f"{made.edition.desk}, 28 November 2018"
    assert found["tags"] == ["briefing", *found["themes"]]
    assert f"[[{made.edition.previous}|" in text
    assert ".md)" not in text
    assert "](sources/" in text
    assert verify(made.edition, files, made.texts) == ()
    assert "---" not in made.render(TEMPLATES)[f"{editions.DAY}.md"].decode()[:4]


def test_front_matter_holds_any_title():
    """A desk called after a quotation, a colon and a line break is still one line of YAML."""
    made = editions.sample()
    odd = replace(made.edition, desk='The "night": desk\n--- # [x]')
    text = made.render(load_templates(vault=Vault(front_matter=True)), odd)[f"{editions.DAY}.md"].decode()
    assert front_matter(text)["title"] == f"{odd.desk}, 28 November 2018"
