"""Seven days at a desk, from the articles' folder to the pages that a reader gets."""

import datetime as dt
import difflib
import json
import re
from pathlib import Path

import pytest

from digest.model import NO_REGION, Edition, Source
from digest.pipeline.run import Outcome
from tests.week import APPROVED, DAYS, MISSED, QUIET, TRUCE, render_weekly, simulate

TOLD = tuple(day for day in DAYS if day != MISSED)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[dt.date, Outcome]]:
    """The output folder after the week, and how each run ended."""
    root = tmp_path_factory.mktemp("week")
    outcomes = simulate(root)
    return root / "output", outcomes


@pytest.fixture(scope="module")
def editions(week: tuple[Path, dict[dt.date, Outcome]]) -> dict[dt.date, Edition]:
    """The edition of each day that has one."""
    return {day: outcome.edition for day, outcome in week[1].items() if outcome.edition}


@pytest.mark.parametrize("name", [*(f"{day}.md" for day in TOLD), f"stories/{TRUCE}.md"])
def test_a_page_reads_as_approved(week: tuple[Path, dict[dt.date, Outcome]], name: str) -> None:
    """The Markdown page, byte for byte; a change that is meant is approved by ``make golden`` and read in the commit."""
    approved = (APPROVED / Path(name).name).read_text(encoding="utf-8")
    made = (week[0] / name).read_text(encoding="utf-8")
    lines = difflib.unified_diff(approved.splitlines(), made.splitlines(), "approved", "made", lineterm="", n=1)
    assert made == approved, "\n".join(list(lines)[:60])


def test_the_page_of_the_week_reads_as_approved(week: tuple[Path, dict[dt.date, Outcome]]) -> None:
    """Stories by weight, and no sentence twice."""
    made = render_weekly(week[0].parent)
    assert made == (APPROVED / "2019-W24.md").read_text(encoding="utf-8")
    sentences = re.findall(r"^- (?:\*\w+:\* )?(.*)\[\^\d+\]$", made, re.MULTILINE)
    assert len(set(sentences)) == len(sentences) > 30


def test_every_article_is_told_on_one_day(editions: dict[dt.date, Edition]) -> None:
    """No identity stands under two days, and no day has a story of another."""
    seen: dict[str, dt.date] = {}
    for day, edition in editions.items():
        for source in edition.articles:
            for identity in (source.id, source.raw):
                assert seen.setdefault(identity, day) == day, source.path
    assert len(seen) > 120


def test_a_quiet_day_says_so(week: tuple[Path, dict[dt.date, Outcome]], editions: dict[dt.date, Edition]) -> None:
    """One line, so that absence can be told from failure."""
    assert editions[QUIET].articles == ()
    assert "No new articles since Friday 22:05" in (week[0] / f"{QUIET}.md").read_text(encoding="utf-8")


def test_missed_day_is_caught_up_and_said(editions: dict[dt.date, Edition]) -> None:
    """The next run covers both days and says so; the archive shows the hole."""
    after = editions[MISSED + dt.timedelta(days=1)]
    assert {notice.kind for notice in after.notices} & {"long_window", "catch_up"}
    assert [one.status for one in after.history if one.date == MISSED] == ["missing"]
    assert {source.path for source in after.articles} >= {"wire/oslo-walkout.txt", "wire/ceasefire-signed.txt"}


def test_a_missed_day_stands_on_the_page_of_its_story(week: tuple[Path, dict[dt.date, Outcome]]) -> None:
    """Thursday's walkout between the exchange of Wednesday and the ceasefire of Friday."""
    text = (week[0] / "stories" / f"{TRUCE}.md").read_text(encoding="utf-8")
    days = re.findall(r"^## (\w+ \d+) Jun: (.*)$", text, re.MULTILINE)
    assert [day for day, _ in days] == ["Sun 16", "Fri 14", "Thu 13", "Wed 12", "Tue 11", "Mon 10"]
    assert days[2][1] == "Tarsis rebels leave peace talks after air strike on Dunmere"


def by_path(edition: Edition) -> dict[str, Source]:
    """The sources of an edition by the files that hold them, copies too."""
    return {path: source for source in edition.articles for path in (source.path, *source.also)}


@pytest.mark.parametrize(
    ("day", "first", "second"),
    [
        pytest.param(12, "wire/perrin-bomb.txt", "web/ombry-bomb.html", id="two bombs"),
        pytest.param(14, "wire/sorrel-quake.txt", "packet/kessel-quake.md", id="two earthquakes"),
        pytest.param(10, "web/trawler-margit.html", "wire/ferry-seized.txt", id="two ships"),
    ],
)
def test_events_that_are_alike_stay_apart(editions: dict[dt.date, Edition], day: int, first: str, second: str) -> None:
    """A merge that is wrong says that two newsrooms confirm each other."""
    edition = editions[dt.date(2019, 6, day)]
    sources = by_path(edition)
    stories = [{*story.articles} for story in edition.stories]
    assert not any({sources[first].id, sources[second].id} <= story for story in stories)


def test_a_correction_is_shown_as_one(editions: dict[dt.date, Edition]) -> None:
    """The file that changed is told as corrected beside what it corrects."""
    corrected = [source for source in editions[dt.date(2019, 6, 14)].articles if source.corrects]
    assert [source.path for source in corrected] == ["wire/ferry-toll.txt"]


def test_a_story_in_one_line_tells_which_of_its_figures_changed(editions: dict[dt.date, Edition]) -> None:
    """What changed since Friday is told though Sunday's page has one line for the earthquake."""
    sunday = editions[dt.date(2019, 6, 16)]
    story = next(one for one in sunday.stories if by_path(sunday)["wire/sorrel-quake.txt"].id in one.articles)
    assert story.place == "line"
    told = [(pair.kind, pair.first.words.text, pair.second.words.text) for pair in story.figures]
    assert told == [("killed", "at least three people", "at least five people")]
    assert story.voices == ()


def test_two_newsrooms_disagree_on_a_figure_of_one_day(editions: dict[dt.date, Edition]) -> None:
    """The army's dead of the bomb near Perrin are not the governor's."""
    wednesday = editions[dt.date(2019, 6, 12)]
    pairs = [pair for story in wednesday.stories for pair in story.figures if pair.relation == "disagree"]
    assert [(pair.first.words.text, pair.second.words.text) for pair in pairs] == [("Nine soldiers", "six soldiers")]
    assert [one.speaker.text for pair in pairs for one in (pair.first, pair.second) if one.speaker] == [
        "Amar Idd",
        "the army",
    ]


def test_two_parties_without_a_name_disagree_in_one_article(editions: dict[dt.date, Edition]) -> None:
    """Of Thursday's dead in Dunmere the rebels' number is not the United Nations'; the town itself nobody knows."""
    friday = editions[dt.date(2019, 6, 14)]
    pairs = [pair for story in friday.stories for pair in story.figures if pair.relation == "disagree"]
    told = [(one.words.text, one.speaker.text) for pair in pairs for one in (pair.first, pair.second) if one.speaker]
    assert told == [("Seven people", "the rebels"), ("five deaths", "The United Nations")]
    assert [pair.place.text for pair in pairs if pair.place] == []


def test_a_day_far_outside_the_days_before_is_remarked(week: tuple[Path, dict[dt.date, Outcome]]) -> None:
    """A quiet week came before: five stories touch incidents on Wednesday, none to two before."""
    page = (week[0] / "2019-06-12.md").read_text(encoding="utf-8")
    assert "## Incidents\n\n5 today; 0 to 2 in the days before\n" in page


def test_a_page_is_grouped_by_regions_from_the_day_that_the_reader_wants_it(editions: dict[dt.date, Edition]) -> None:
    """Sunday's stories stand under regions, those of invented countries alone at the end."""
    *named, last = (one.name for one in editions[DAYS[-1]].regions)
    assert {*named} == {"europe", "western_asia", "northern_africa"}
    assert last == NO_REGION
    assert editions[dt.date(2019, 6, 14)].regions == ()


def test_threads_go_on_under_one_id(editions: dict[dt.date, Edition]) -> None:
    """The peace talks of each day continue those of the day before, and the truce the talks."""
    ids = set()
    talks = ((10, "wire/oslo-talks-open.txt"), (14, "wire/ceasefire-signed.txt"), (16, "wire/ceasefire-holds.txt"))
    for day, path in talks:
        edition = editions[dt.date(2019, 6, day)]
        source = by_path(edition)[path]
        ids |= {story.id for story in edition.stories if source.id in story.articles}
    assert len(ids) == 1


def test_every_story_that_goes_on_has_its_page(
    week: tuple[Path, dict[dt.date, Outcome]], editions: dict[dt.date, Edition]
) -> None:
    """Each "continues" of a day leads to a page that has that day and the one before."""
    links = [(day, story) for day, edition in editions.items() for story in edition.stories if story.continues]
    assert len({story.id for _, story in links}) >= 7
    for day, story in links:
        page = (week[0] / "stories" / f"{story.continues.story}.html").read_text(encoding="utf-8")
        assert {f"../{day}.html", f"../{story.continues.date}.html"} <= set(re.findall(r'href="([^"#]+)', page))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("2019-06-11.md", r"^\*Monday’s briefing:\*$", id="what the day before said"),
        pytest.param(
            "2019-06-14.md",
            r"^- \*Killed: the figure changed from\* Three people\[\^\d+] \*on Wednesday to\* Two people",
            id="a figure that changed",
        ),
        pytest.param("2019-06-14.md", r"^\*On Thursday:\*$", id="a day that had no briefing"),
        pytest.param("2019-06-14.md", r"^## Coming up$", id="days to come"),
        pytest.param("2019-06-14.md", r"^Where: Norway · Oslo$", id="where it plays"),
        pytest.param("2019-06-14.md", r"^## Where$", id="the map's list"),
        pytest.param("2019-06-14.html", r'class="world"', id="the map"),
        pytest.param("2019-06-10.md", r"2 newsrooms", id="independent newsrooms"),
        pytest.param("2019-06-10.md", r"One source only", id="one source"),
        pytest.param("2019-06-11.md", r"watched: Kessel Islands", id="the watch list"),
        pytest.param("2019-06-14.md", r"^No news today of .*Lake Orsin", id="a watched name without news"),
        pytest.param("stories/*.md", r"^\| Killed, changed \| Three", id="a table of figures"),
        pytest.param(f"stories/{TRUCE}.md", r"^## Who says what$", id="who says what"),
        pytest.param("names/2019-p.html", r">Prime Minister Loma Perret<", id="people and bodies"),
        pytest.param("index-names.html", r'href="names/2019-p.html"', id="the index of names"),
    ],
)
def test_the_week_shows_each_part_of_a_story_through_its_days(
    week: tuple[Path, dict[dt.date, Outcome]], name: str, shown: str
) -> None:
    """Where each stands, docs/stories.md tells."""
    assert any(re.search(shown, path.read_text(encoding="utf-8"), re.MULTILINE) for path in week[0].glob(name))


def test_nothing_hostile_gets_out(week: tuple[Path, dict[dt.date, Outcome]]) -> None:
    """No page of the week holds an element, handler or hidden character that an article brought."""
    for path in sorted(week[0].rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        assert "<script" not in page, path
        assert " onerror=" not in page.replace("&lt;img src=x onerror=", ""), path
        assert not set(page) & set("\u202e\u202d\u2066\u200b\u00ad"), path


def test_the_editions_json_is_the_interface(week: tuple[Path, dict[dt.date, Outcome]]) -> None:
    """The fields that other programs count on are there, and the counts add up."""
    for day in TOLD:
        edition = json.loads((week[0] / f"{day}.json").read_bytes())
        counts = edition["counts"]
        assert counts["files"] == counts["articles"] + counts["copies"] + counts["left_out"]
        told = {article for story in edition["stories"] for article in story["articles"]} | set(edition["foreign"])
        assert told == {source["id"] for source in edition["articles"]}
