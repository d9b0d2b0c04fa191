"""A story through its days: its page, which pages an edition changes, and that each stays proven."""

import datetime as dt
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest

from digest.errors import StateError
from digest.model import Continues, Quote, Voice
from digest.model.quote import StoryPart
from digest.model.story import StoryEntry, StoryPage, list_story_days
from digest.pipeline.audit import audit
from digest.pipeline.history import FORTNIGHT
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.story_pages import MOST_SPEAKERS, MOST_STATEMENTS, gather_speakers, make_story_page
from digest.publish.render import load_templates, render_story
from digest.store.database import migrate
from digest.store.reading import StoreReader
from digest.store.store import open_unchecked
from digest.store.story_days import StoryLine
from tests.calls import call
from tests.desks import ZONE, Desk, article
from tests.edition.works import composed, work
from tests.test_repair import flip

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2019, 6, day) for day in (10, 11, 12))
WIRE = Path(__file__).parent / "week" / "articles"
THIRD = (WIRE / "2019-06-12/wire/oslo-swap.txt").read_text(encoding="utf-8")


@pytest.fixture
def desk(three_days: Path, tmp_path: Path) -> Desk:
    """A copy of it, with the files' times."""
    return Desk.copy(three_days, tmp_path / "desk")


def page_of(desk: Desk, ending: str = "html") -> Path:
    """The page of the only story that goes on."""
    (path,) = (desk.output / "stories").glob(f"*.{ending}")
    return path


def complaints(desk: Desk) -> tuple[str, ...]:
    """What ``verify`` finds on the three days."""
    with open_unchecked(desk.output) as store:
        days = (MONDAY, TUESDAY, WEDNESDAY)
        return tuple(line for day in days for line in audit(store, day, desk.output, desk.articles).complaints)


def test_a_story_that_goes_on_has_a_page(desk: Desk) -> None:
    """Its days newest first, each with date, headline, newsroom and one sentence of that day, then its sources."""
    told = desk.edition("2019-06-11")["stories"]
    (story,) = (one for one in told if one["continues"])
    assert page_of(desk).stem == story["id"] == story["continues"]["story"]
    text = page_of(desk, "md").read_text(encoding="utf-8")
    assert text.index("## Tue 11 Jun") < text.index("## Mon 10 Jun") < text.index("## Sources")
    assert "exchanged lists of the prisoners whom each side holds.[^1]" in text
    assert "in which about 19,000 people have been killed.[^2]" in text
    assert "2 days, Mon 10 Jun to Tue 11 Jun 2019 · 2 articles" in text


def test_every_link_of_the_page_leads_somewhere(desk: Desk) -> None:
    """To its days, to the sentence in its source, to the archive; and the archive and the newer day lead to it."""
    page = page_of(desk)
    for link in lxml.html.parse(page).iterfind(".//a[@href]"):
        name, _, anchor = link.get("href").partition("#")
        target = page.parent / name if name else page
        assert target.is_file(), name
        assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{name}#{anchor}"
    for name in ("index.html", "2019-06-11.html"):
        assert f'href="stories/{page.name}"' in (desk.output / name).read_text(encoding="utf-8")
    assert f"(stories/{page.stem}.md)" in (desk.output / "2019-06-11.md").read_text(encoding="utf-8")
    assert "stories/" not in (desk.output / "2019-06-10.html").read_text(encoding="utf-8")


def test_words_of_a_source_stay_words(desk: Desk) -> None:
    """A title with markup of its own is text in both pages."""
    assert "<b>Sides</b>" not in page_of(desk).read_text(encoding="utf-8")
    text = page_of(desk, "md").read_text(encoding="utf-8")
    assert "<b>" not in text
    assert "(http://x)" not in text


def test_only_what_changed_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page belongs to the day that changed it last; a day that does not tell the story leaves the page alone.

    Nor does a run read a line of every story that was ever told.
    """
    with open_unchecked(desk.output) as store:
        owned = {
            day: [name for name in store.read_files(day) if name.startswith("stories/")] for day in store.list_dates()
        }
    assert {day: len(names) for day, names in owned.items()} == {MONDAY: 0, TUESDAY: 2, WEDNESDAY: 0}
    before = {path: path.stat().st_mtime_ns for path in (page_of(desk), page_of(desk, "md"))}
    asked: list[tuple[dt.date, ...]] = []
    read_lines = StoreReader.list_story_lines
    monkeypatch.setattr(
        StoreReader, "list_story_lines", lambda store, *days: asked.append(days) or read_lines(store, *days)
    )
    desk.put("d.txt", article(40))
    desk.run("2019-06-13T22:05")
    assert asked
    assert all(days and days[0] > MONDAY - FORTNIGHT for days in asked)
    assert {path: path.stat().st_mtime_ns for path in before} == before


@contextmanager
def store_of(lines: Iterable[StoryLine]) -> Iterator[StoreReader]:
    """A store that has these stories' lines, and nothing else of them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        rows = [(date.isoformat(), *names, b"") for date, *names in lines]
        connection.executemany("INSERT INTO story_days VALUES (?, ?, ?, ?, ?)", rows)
        yield StoreReader(connection)


def test_a_year_of_stories_changes_few_pages() -> None:
    """Of some 2,000 stories in 365 days an edition changes the pages of those that it tells, five of which are new."""
    first = dt.date(2025, 1, 1)
    lines = [
        StoryLine(first + dt.timedelta(days=day), f"{story:04}", f"{story:04}" if day >= 5 else None, "Told")
        for day in range(365)
        for story in range(day * 5, day * 5 + 30)
        if story < 2000
    ]
    last = SimpleNamespace(date=lines[-1].date, made=None, articles=(), stories=())
    with store_of(lines) as store:
        stories = StoryIndex(store, last)  # type: ignore[arg-type]
        assert len({line.id for line in lines}) == 1850
        assert len(stories.changed()) == 25
        assert len(stories.running()) == 25 + 14 * 5
        # The edition stands in place of what its day told, and it tells nothing.
        assert max(one.last for one in stories.running()) == last.date - dt.timedelta(days=1)


def test_a_story_that_ended_goes_on_no_more_when_one_of_its_days_is_made_anew(desk: Desk) -> None:
    """The archive lists what the fortnight before the newest day told, also after an old day is rebuilt."""
    desk.put("d.txt", article(40))
    desk.run("2019-06-26T22:05")
    archive = (desk.output / "index.html").read_bytes()
    assert b'href="stories/' not in archive
    with open_unchecked(desk.output) as store:
        edition = store.find_edition(TUESDAY)
        assert edition is not None
        assert StoryIndex(store, edition).running() == ()


def test_a_changed_word_is_found(desk: Desk) -> None:
    """``verify`` compares the page with the texts of all its days."""
    assert complaints(desk) == ()
    for path in (page_of(desk), page_of(desk, "md")):
        data = path.read_bytes()
        path.write_bytes(flip(data, data.index(b"sat down at one table") + 2))
        found = [line for line in complaints(desk) if line.startswith(f"stories/{path.name}: ")]
        assert any("is not what" in line for line in found), found
        path.write_bytes(data)


def test_the_page_is_made_again(desk: Desk) -> None:
    """By ``rebuild`` of any of its days with the same bytes; ``repair`` knows it as published."""
    before = {path.name: path.read_bytes() for path in (desk.output / "stories").iterdir()}
    shutil.rmtree(desk.output / "stories")
    assert any("is gone" in line for line in complaints(desk))
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    assert {path.name: path.read_bytes() for path in (desk.output / "stories").iterdir()} == before
    shutil.rmtree(desk.output / ".digest")
    list(repair(desk.settings, ZONE, wait=0))
    assert complaints(desk) == ()
    desk.put("d.txt", THIRD)
    desk.run("2019-06-13T22:05")
    assert page_of(desk, "md").read_text(encoding="utf-8").count("\n## ") == 5  # three days, who says what, sources
    assert complaints(desk) == ()


def test_a_run_that_was_cut_is_published_with_its_stories(desk: Desk) -> None:
    """What was committed is published by the next run, the story's page too."""
    before = page_of(desk).read_bytes()
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("UPDATE editions SET status = 'pending' WHERE date = '2019-06-11'")
    connection.close()
    page_of(desk).unlink()
    desk.run("2019-06-12T22:30")
    assert page_of(desk).read_bytes() == before


def test_what_no_text_proves_is_not_quoted(desk: Desk) -> None:
    """A day whose texts were lost keeps its headline and its link."""
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("DELETE FROM articles WHERE date = '2019-06-10'")
    connection.close()
    assert complaints(desk) == ()
    with pytest.raises(StateError, match=r"the text of a\.txt"):
        rebuild(desk.settings, TUESDAY, wait=0, force=False, report=lambda _: None)
    desk.put("d.txt", THIRD)
    desk.run("2019-06-13T22:05")
    text = page_of(desk, "md").read_text(encoding="utf-8")
    assert "sat down at one table" not in text
    assert "## Mon 10 Jun: Tarsis government and rebels open peace talks in Oslo" in text
    assert "The text of that day was lost" in text


def test_one_lost_text_leaves_the_others_compared(desk: Desk) -> None:
    """What another day's text proves is held against that."""
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("DELETE FROM articles WHERE date = '2019-06-10'")
    connection.close()
    data = page_of(desk).read_bytes()
    page_of(desk).write_bytes(data.replace(b"exchanged lists of the prisoners", b"exchanged lists of the hostages"))
    assert any("is not what" in line for line in complaints(desk))


def test_the_lead_of_the_day_before_stands_beside_todays(desk: Desk) -> None:
    """Verbatim, under its day, with a mark to its own source; the first day and a story that is new have none."""
    text = (desk.output / "2019-06-11.md").read_text(encoding="utf-8")
    assert re.search(
        r"\*Monday’s briefing:\*\n\n> The government of Tarsis .* people have been killed\.\[\^3\]\n", text
    )
    (before,) = desk.edition("2019-06-11")["before"]
    page = (desk.output / "2019-06-11.html").read_text(encoding="utf-8")
    link = f"sources/{before['quote']['article']}.html#s{before['sentence']}"
    assert f'href="{link}" aria-label="source 3"' in page
    assert f'<mark id="s{before["sentence"]}">' in (desk.output / link.partition("#")[0]).read_text(encoding="utf-8")
    assert desk.edition("2019-06-10")["before"] == desk.edition("2019-06-12")["before"] == []


def test_a_day_that_quotes_an_earlier_one_is_filled_into_a_new_feed(desk: Desk) -> None:
    """The text of the earlier day proves it too."""
    known = (desk.output / "feed.xml").read_bytes()
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("DELETE FROM files WHERE name = 'feed.json'")
    connection.close()
    rebuild(desk.settings, WEDNESDAY, wait=0, force=False, report=lambda _: None)
    assert (desk.output / "feed.xml").read_bytes().count(b"<entry>") == known.count(b"<entry>") == 3


def test_a_story_is_shown_in_the_terminal(desk: Desk) -> None:
    """By its id or by how its headline begins; one of a single day too, and a name that means none or several says so."""
    story = page_of(desk).stem
    by_id, by_name = (call("show", name, cwd=desk.root) for name in (story, "<b>sides</b> of tarsis"))
    assert by_id.stdout == by_name.stdout
    words = " ".join(by_id.stdout.split())
    assert words.index("exchanged lists of the prisoners") < words.index("sat down at one table")
    assert f'"id":"{story}"' in call("show", story[:9], "--json", cwd=desk.root).stdout
    assert "Wed 12 Jun" in call("show", desk.edition("2019-06-12")["stories"][0]["id"], cwd=desk.root).stdout
    nothing, several = call("show", "Nobody said this", cwd=desk.root), call("show", "Talks about", cwd=desk.root)
    assert (nothing.returncode, several.returncode) == (2, 2)
    assert "is no day (write it as 2026-11-24, or today, yesterday, latest), and no story has this id" in nothing.stderr
    assert "stories are called so; name one by its id:" in several.stderr


HARBOUR = (
    """Fire in old harbour hall of Port Marlow

A fire in the old harbour hall of Port Marlow killed nine people on Sunday night, the city's fire service said.

The hall belongs to the shipping company Blueline, which keeps ropes and paint there.

"We count on more bodies," Commissioner Ines Tolland, the head of the service, told reporters in Port Marlow.
""",
    """Toll of harbour fire in Port Marlow rises as roof is lifted

Cranes lifted the burnt roof, and the fire in the old harbour hall of Port Marlow has killed 12 people, doctors said.

Paint in the cellar had fed the flames until noon, according to the shipping company Blueline.

"<b>Three</b> lay | by the door," Ms Tolland told reporters at the harbour.
""",
)


def test_figures_and_statements_stand_on_the_page(tmp_path: Path) -> None:
    """The table has both sentences with source and day; a surname stands with the one who bears it."""
    desk = Desk(tmp_path / "desk")
    for day, text in zip((MONDAY, TUESDAY), HARBOUR, strict=True):
        desk.put(f"{day}.txt", text)
        desk.run(f"{day}T22:05")
    text = page_of(desk, "md").read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith("| *Killed*"))
    assert re.search(
        r"^\| \*Killed\* in the old harbour hall of Port Marlow\[\^2], changed \| nine people\[\^2]"
        r" \*\(Unnamed outlet, Mon 10 Jun\)\* A fire .* said\.\[\^2] \| 12 people\[\^1] ",
        row,
    )
    spoken = text[text.index("## Who says what") : text.index("## Sources")]
    assert "Ines Tolland, the head of the service[^2]" in spoken
    assert spoken.index("by the door") < spoken.index("We count on more bodies")
    assert "| by" not in spoken
    page = lxml.html.parse(page_of(desk))
    assert [cell.text_content().split()[0] for cell in page.iterfind(".//table[@class='figures']//td")] == [
        "nine",
        "12",
    ]
    with open_unchecked(desk.output) as store:
        assert audit(store, TUESDAY, desk.output, desk.articles).complaints == ()
        for path in (page_of(desk), page_of(desk, "md")):
            data = path.read_bytes()
            path.write_bytes(flip(data, data.index(b"We count on more") + 4))
            assert any("is not what" in line for line in audit(store, TUESDAY, desk.output, desk.articles).complaints)
            path.write_bytes(data)


def voice(name: str, day: int, *, body: bool = False, role: str = "") -> tuple[dt.date, Voice]:
    """Somebody who says something on a day."""
    quote = Quote(f"{day}", 9, 20, f"said on {day}")
    return MONDAY + dt.timedelta(days=day), Voice(name, Quote(f"{day}", 0, 8, f"{name}{role}"), body, "", (quote,))


def test_parties_and_offices_speak_first_then_whom_most_newsrooms_quote() -> None:
    """A soldier's mother who spoke last stands behind the envoy and the army."""
    outlets = {"1": "A", "2": "B", "3": "A"}
    mother, envoy = voice("Ana Idrin", 3, role=", a mother"), voice("Rolf Tan", 1, role=", Norway's envoy,")
    army = [voice("the army", 2, body=True), voice("the army", 1, body=True)]
    found = gather_speakers([mother, *army, envoy], (), outlets)
    assert [one.name for one in found] == ["the army", "Rolf Tan", "Ana Idrin"]


def test_speakers_of_a_story_of_sixty_days_are_bounded() -> None:
    """Each once with the newest statements; a surname is nobody's where two bear it."""
    days = [voice("Ines Tolland", day) for day in range(60, 1, -1)] + [voice("Tolland", 1, body=True)]
    (speaker,) = gather_speakers(days, (), {})
    assert (speaker.name, len(speaker.statements), speaker.more) == ("Ines Tolland", MOST_STATEMENTS, 55)
    assert speaker.statements[0][0] == MONDAY + dt.timedelta(days=60)
    both = gather_speakers([*days, voice("Rolf Tolland", 0)], (), {})
    assert [one.name for one in both] == ["Tolland", "Ines Tolland", "Rolf Tolland"]
    assert len(gather_speakers([voice(f"Ines T{number}", number) for number in range(40)], (), {})) == MOST_SPEAKERS


def test_a_second_story_that_carries_one_on_stands_on_its_page() -> None:
    """Where a story falls into two, the smaller part keeps an id of its own; the page has both."""
    monday = StoryLine(MONDAY, "aa", None, "Ferry seized")
    tuesday = (StoryLine(TUESDAY, "aa", "aa", "Ferry freed"), StoryLine(TUESDAY, "bb", "aa", "Funeral at port"))
    with store_of((monday, *tuesday)) as store:
        stories = StoryIndex(store)
        assert stories.find_going_on(("aa", "bb", "cc")) == {"aa"}
        assert [line.id for line in stories.find("F")] == ["aa", "bb"]
        assert [line.id for line in stories.find("funeral")] == ["bb"]
        assert [(one.headline, one.first, one.last, one.days) for one in stories.running()] == [
            ("Ferry freed", MONDAY, TUESDAY, 2)
        ]


def test_days_that_a_briefing_caught_up_with_stand_in_their_order() -> None:
    """Newest first among the days of other briefings, and the page's first day is the least date.

    What the first briefing says that it continues is still linked, though another one has an older day.
    """
    (told,) = list_story_days(composed(work("A ferry sank off Port Marlow.", title="Ferry sinks")))
    parts = (StoryPart(MONDAY, tuple(source.id for source in told.sources), "Ferry leaves port", None),)
    goes_on = replace(told.story, id="b" * 16, continues=Continues(MONDAY - dt.timedelta(days=9), "a" * 16))
    newest = replace(told, date=WEDNESDAY, story=replace(told.story, parts=parts))
    days = (newest, replace(told, date=TUESDAY, story=goes_on))
    stories = SimpleNamespace(days_of=lambda _: days, find_quote=lambda _, __: None)
    page, _ = make_story_page(stories, goes_on.id, "Desk")  # type: ignore[arg-type]
    assert [(entry.date, entry.day.date) for entry in page.days] == [
        (WEDNESDAY, WEDNESDAY),
        (TUESDAY, TUESDAY),
        (MONDAY, WEDNESDAY),
    ]
    for data in render_story(page, load_templates().story).values():
        text = data.decode().replace("\xa0", " ")
        assert "3 days, Mon 10 Jun to Wed 12 Jun" in text
        assert text.index("Tue 11 Jun") < text.index("Ferry leaves port")
        assert "a" * 16 in text


def test_each_source_stands_once_where_a_briefing_caught_up_with_days() -> None:
    """All entries of such a briefing have its sources."""
    (day,) = list_story_days(composed(work("A ferry sank off Port Marlow.", title="Ferry sinks")))
    part = StoryPart(MONDAY, tuple(source.id for source in day.sources), "Ferry sinks", None)
    entries = (StoryEntry(day, None, None, proven=False), StoryEntry(day, None, None, proven=False, part=part))
    page = StoryPage(day.story.id, "Desk", "en", entries, "2")
    files = render_story(page, load_templates().story)
    ((source, named),) = page.list_sources()
    assert (page.sources(), named) == ({source.id: (1, source)}, day)
    for name, data in files.items():
        listed = data.decode().split('id="sources"' if name.endswith(".html") else "## Sources")[1]
        assert listed.count(f"sources/{source.id}.html") == 1
