"""The index of names: who stands in it, which pages an edition changes, and that each is proven."""

import datetime as dt
import re
import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest

from digest.analysis.claims import read_claims
from digest.edition.names import MOST, find_bearers, gather_names
from digest.model import Mention, Quote, make_sort_key
from digest.pipeline.name_pages import MOST_MENTIONS, NameIndex, check_names_page
from digest.pipeline.repair import repair
from digest.publish.render import load_templates, render_names
from digest.store.pages import forget_empty_pages
from digest.store.store import open_unchecked
from tests.desks import ZONE, Desk
from tests.edition.works import work
from tests.test_repair import flip
from tests.test_story_pages import MONDAY, TUESDAY, WEDNESDAY, WIRE, complaints

TALKS = (WIRE / "2019-06-10/wire/oslo-talks-open.txt").read_text(encoding="utf-8")
VISIT = """Lomeria's foreign minister flies to Calder

President Selma Orane of Lomeria sent her envoy, <Rolf> Tan, to Calder on Tuesday to speak about the river Drosna.

"We want no war," said Colonel Pavel Idrin, a spokesman for the army of Lomeria, on Tuesday.

The talks in Calder are to last two days, the foreign ministry of Tarsis said on Tuesday.
"""


STORM = """Storm cuts power in northern Tarsis

A storm tore down power lines in the north of Tarsis on Wednesday and left 4,000 houses in Hask without light.

Roads were blocked by trees, and shells from the war lay open in the fields, witnesses said.

The trains to Calder are to run again on Thursday.
"""


BARRACKS = """Lomeria opens barracks on the river Drosna

{0} of Lomeria opened barracks for 800 soldiers at Hask on Thursday, a mile from the river Drosna.

Two battalions and their tanks move in this week, the army said, and a third follows in July.

{0} said that the soldiers would stay until the dispute over the bridge was settled.
"""


def names_in(*texts: str) -> dict[str, str]:
    """The names of a story by its articles, each a list of sentences, with the words that introduce them."""
    works = [work(*text.split(" | ")) for text in texts]
    return {one.name: one.introduced.text for one in gather_names([(one, read_claims(one)) for one in works])}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The guards met President Selma Orane in Keld.", {"Selma Orane": "President Selma Orane"}),
        ("They met Lt. Gen. Selma K. Orane Jr in Keld.", {"Selma Orane": "Lt. Gen. Selma K. Orane Jr"}),
        ("A letter of police chief Selma Orane was read.", {"Selma Orane": "police chief Selma Orane"}),
        ("Selma Orane, a lawyer from Keld, was freed.", {"Selma Orane": "Selma Orane, a lawyer from Keld"}),
        ("Selma Orane, an aide to Mr. Tan, was freed.", {"Selma Orane": "Selma Orane, an aide to Mr. Tan"}),
        ("Norway's envoy, Selma Orane, left Keld.", {"Selma Orane": "Norway's envoy, Selma Orane"}),
        ("In Keld the mayor, Selma Orane, Rolf Tan and two others met.", {}),
        ("Port Marlow, a town of fishermen, was cut off.", {}),
        ("Selma Orane, President Rolf Tan and two others met.", {"Rolf Tan": "President Rolf Tan"}),
        ("Selma Orane, spoke with the leader of the guards.", {}),
        ("The Lomerian army said that it had left Keld.", {"Lomerian army": "The Lomerian army"}),
        ("The head of Karrow Aid said that the camp was full.", {}),
        ("Officials said that the camp was full.", {}),
        ("The White House said that the camp was full.", {"White House": "White House"}),
    ],
)
def test_who_is_named_with_which_words(sentence: str, found: dict[str, str]) -> None:
    """Persons by title or role, bodies that speak; no office alone, no place, nobody of a list."""
    assert names_in(sentence) == found


def test_names_are_one_where_that_is_certain() -> None:
    """A surname is the one person's who bears it; of two it is nobody's, and the name of another story is another."""
    first, second = "President Selma Orane came to Keld.", "Mr. Orane said that the bridge was safe."
    assert names_in(first, second) == {"Selma Orane": "President Selma Orane"}
    assert names_in(first, second, "The judge Rolf Orane came too.").keys() == {"Selma Orane", "Rolf Orane"}
    assert names_in(second).keys() == {"Orane"}
    long = "North Karran leader Oh Sun Lee came. | Sun Lee said that the bridge was safe."
    assert names_in(long).keys() == {"Oh Sun Lee"}


def test_whom_most_articles_name_comes_first_and_a_story_has_a_dozen() -> None:
    """A list of a hundred names is no index of a story."""
    crowd = " | ".join(f"The judge {letter}ela Tan{letter.lower()}or came to Keld." for letter in "ABCDEFGHIJKLMNOP")
    found = names_in(crowd, "The judge Pela Tanpor came to Keld.")
    assert len(found) == MOST
    assert next(iter(found)) == "Pela Tanpor"


@pytest.mark.parametrize(
    ("name", "body", "filed"),
    [
        ("Selma Orane", False, "orane selma"),
        ("Édouard Élan", False, "elan edouard"),
        ("Idris al-Karim", False, "karim idris"),
        ("Ursel von der Aue", False, "aue ursel von der"),
        ("Hill Council", True, "hill council"),
        ("Orane", True, "orane"),
    ],
)
def test_a_person_is_filed_under_the_surname(name: str, body: bool, filed: str) -> None:
    """As in any index; a body under its first word, and accents and articles count for nothing."""
    assert make_sort_key(name, body=body) == filed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three days: talks, a visit, and a day that names nobody."""
    desk = Desk(tmp_path_factory.mktemp("desks") / "desk")
    for day, name, text in ((MONDAY, "a", TALKS), (TUESDAY, "b", VISIT), (WEDNESDAY, "c", STORM)):
        desk.put(f"{name}.txt", text)
        desk.run(f"{day}T22:05")
    return desk.root


@pytest.fixture
def desk(whole: Path, tmp_path: Path) -> Desk:
    """A copy of it, with the files' times."""
    return Desk.copy(whole, tmp_path / "desk")


def listed(path: Path) -> dict[str, list[str]]:
    """The names of a page, each with its other lines."""
    entries = lxml.html.parse(path).iterfind(".//ul[@class='names']/li")
    lines = [[" ".join(line.text_content().split()) for line in entry.iterfind(".//p")] for entry in entries]
    return {first: others for first, *others in lines}


def test_the_index_leads_to_every_name(desk: Desk) -> None:
    """The archive leads to it, it to a page for each letter, that to the words and to the stories."""
    assert 'href="index-names.html"' in (desk.output / "index.html").read_text(encoding="utf-8")
    index = (desk.output / "index-names.html").read_text(encoding="utf-8")
    for path in (desk.output / "names").iterdir():
        assert f'href="names/{path.name}"' in index
        for link in lxml.html.parse(path).iterfind(".//a[@href]"):
            name, _, anchor = link.get("href").partition("#")
            target = path.parent / name if name else path
            assert target.is_file(), name
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{name}#{anchor}"
    pages = listed(desk.output / "names" / "2019-o.html")
    assert pages == {"Selma Orane President Selma Orane": ["Tue 11 Jun Lomeria's foreign minister flies to Calder"]}
    assert "Pavel Idrin Colonel Pavel Idrin, a spokesman for the army of Lomeria" in listed(
        desk.output / "names" / "2019-i.html"
    )


def test_a_day_changes_the_pages_of_its_names_alone(desk: Desk) -> None:
    """All others keep their bytes and their time; the index shows the newest day, also where that names nobody."""
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        owned = dict(connection.execute("SELECT name, date FROM files WHERE name LIKE 'names/%'"))
    connection.close()
    assert owned["names/2019-o.html"] == "2019-06-11"
    assert owned["names/2019-f.html"] == "2019-06-10"
    assert "2019-06-12" not in owned.values()
    assert "Nobody is named by the stories of the day" in (desk.output / "index-names.html").read_text(encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in (desk.output / "names").iterdir()}
    desk.put("d.txt", "Selma Orane speaks in Hask\n\n" + VISIT.split("\n\n", 1)[1].replace("Calder", "Hask"))
    desk.run("2019-06-13T22:05")
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed <= {"2019-i.html", "2019-o.html", "2019-t.html"}


def test_a_name_that_no_story_has_any_more_goes(desk: Desk) -> None:
    """A later revision of the day tells something else: the page is taken away with its last name."""
    assert (desk.output / "names" / "2019-i.html").is_file()
    (desk.articles / "b.txt").unlink()
    desk.put("b.txt", VISIT.replace("Colonel Pavel Idrin, a spokesman for", "Colonel Nela Adrin, a spokesman for"))
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        for table in ("editions", "articles", "known", "story_days", "names"):
            column = "published" if table == "known" else "date"
            connection.execute(f"DELETE FROM {table} WHERE {column} > '2019-06-10'")
        connection.execute("DELETE FROM files WHERE date > '2019-06-10'")
    connection.close()
    desk.run("2019-06-11T22:05")
    assert not (desk.output / "names" / "2019-i.html").exists()
    assert (desk.output / "names" / "2019-a.html").is_file()


def test_pages_outlast_the_revisions_that_no_longer_name_them(desk: Desk) -> None:
    """The second revision takes a name off a page, which is its day's then; the third does not know of it."""
    for hour, who in enumerate(("President Selma Orane", "Defence minister Ida Bell", "Army chief Ida Bell"), 18):
        desk.put("d.txt", BARRACKS.format(who))
        desk.run(f"2019-06-13T{hour}:05")
    index = (desk.output / "index-names.html").read_text(encoding="utf-8")
    led_to = set(re.findall(r'href="(names/[^"#]+)', index))
    assert "names/2019-o.html" in led_to
    assert {name for name in led_to if not (desk.output / name).is_file()} == set()


def test_an_emptied_page_goes_whichever_day_changed_it_last(desk: Desk) -> None:
    """A page of names without a name, and that of a story that no day carries on; all others stay."""
    connection = sqlite3.connect(desk.output / ".digest" / "digest.sqlite")
    before = {name for (name,) in connection.execute("SELECT name FROM files")}
    connection.execute("DELETE FROM names WHERE page = '2019-i'")
    connection.execute("INSERT INTO files VALUES ('stories/0123456789abcdef.md', '2019-06-12', x'00')")
    forget_empty_pages(connection)
    after = {name for (name,) in connection.execute("SELECT name FROM files")}
    connection.close()
    assert before - after == {"names/2019-i.html"}
    assert after <= before


def test_a_changed_word_of_the_index_is_found(tmp_path: Path) -> None:
    """The names of the newest day have their words there too."""
    desk = Desk(tmp_path / "desk")
    desk.put("b.txt", VISIT)
    desk.run("2019-06-13T22:05")
    path = desk.output / "index-names.html"
    data = path.read_bytes()
    with open_unchecked(desk.output) as store:
        assert check_names_page(store, "index-names.html", data) == ()
        changed = flip(data, data.index(b">", data.index(b"data-quote=")) + 2)
        said = check_names_page(store, "index-names.html", changed)
    assert any("is not what" in line for line in said)


def test_a_changed_word_is_found_and_a_lost_page_made_again(desk: Desk) -> None:
    """``verify`` compares the words with the text of their article; ``repair`` knows the pages as published."""
    assert complaints(desk) == ()
    path = desk.output / "names" / "2019-i.html"
    data = path.read_bytes()
    path.write_bytes(flip(data, data.index(b"a spokesman for the army") + 2))
    assert any("names/2019-i.html" in line and "is not what" in line for line in complaints(desk))
    path.write_bytes(data)
    shutil.rmtree(desk.output / ".digest")
    list(repair(desk.settings, ZONE, wait=0))
    assert complaints(desk) == ()
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        assert connection.execute("SELECT words FROM names WHERE name = 'Selma Orane'").fetchall()
    connection.close()


def test_what_no_text_proves_is_not_quoted(desk: Desk) -> None:
    """A name whose text was lost keeps its line and its link."""
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("DELETE FROM articles WHERE date = '2019-06-11'")
    connection.close()
    desk.put("d.txt", "Captain Mona Orbell sails\n\n" + VISIT.split("\n\n", 1)[1].replace("Selma Orane", "Mona Orbell"))
    desk.run("2019-06-13T22:05")
    assert listed(desk.output / "names" / "2019-o.html").keys() >= {"Selma Orane", "Mona Orbell President Mona Orbell"}


def mention(day: int, name: str) -> Mention:
    """A name in a story of a day of 2025."""
    date = dt.date(2025, 1, 1) + dt.timedelta(days=day)
    return Mention(date, f"{day}", "Told", True, name, False, Quote("aa", 0, 5, f"Mr {name}"))


def test_a_year_of_names_stays_bounded() -> None:
    """A page shows the newest stories of a name, and how to find the others; the next year begins pages of its own."""
    rows = [mention(day, "Rolf Tan") for day in range(364, -1, -1)]
    store = SimpleNamespace(list_names_of_page=lambda page: tuple(one for one in rows if one.page == page))
    page = NameIndex(store).page("2025-t")  # type: ignore[arg-type]
    (entry,) = page.entries
    (data,) = render_names(page, load_templates().names).values()
    assert b"and 360 more: <code>digest search &#34;Rolf Tan&#34;</code>" in data
    assert (len(entry.mentions), entry.total) == (MOST_MENTIONS, 365)
    assert entry.mentions[0].date == dt.date(2025, 12, 31)
    assert mention(365, "Rolf Tan").page == "2026-t"
    assert mention(0, "Ørsted").page == "2025-other"


@pytest.mark.parametrize("order", [1, -1])
def test_the_index_is_the_same_whenever_it_is_made(order: int) -> None:
    """The stories of a name stand in it by their ids: an edition has them by weight, the database has not."""
    rows = [mention(0, "Rolf Tan")._replace(story=story) for story in ("aa", "bb", "cc")][::order]
    store = SimpleNamespace(list_names_of_day=lambda _: tuple(rows), list_name_lines=tuple)
    (entry,) = NameIndex(store).front_page(dt.date(2025, 1, 1), "Desk", "en").entries  # type: ignore[arg-type]
    assert [one.story for one in entry.mentions] == ["aa", "bb", "cc"]


def test_the_words_that_introduce_a_name_may_be_older_than_the_stories_shown() -> None:
    """They are proven by their own day."""
    rows = [mention(day, "Tan")._replace(introduced=Quote(f"{day}", 0, 3, "Tan")) for day in range(9, 0, -1)]
    rows.append(mention(0, "Tan"))
    asked = []
    store = SimpleNamespace(
        list_names_of_page=lambda _: tuple(rows), find_quote=lambda *quote: asked.append(quote), list_name_lines=tuple
    )
    assert check_names_page(store, "names/2025-t.html", b"") == ()  # type: ignore[arg-type]
    assert asked == [(dt.date(2025, 1, 1), "aa", 0)]


def test_short_names_are_sought_by_their_last_word() -> None:
    """The longest that end with them; of two bearers each is one."""
    names = [("Rolf Tan", False), ("Mona Rolf Tan", False), ("Ada Tan", False), ("Tan", False), ("Orane", False)]
    found = find_bearers([*names, ("Hill Council", True), ("Council", True)])
    assert found["Tan", False] == ["Ada Tan", "Mona Rolf Tan"]
    assert found["Rolf Tan", False] == ["Mona Rolf Tan"]
    assert found["Orane", False] == found["Hill Council", True] == found["Council", True] == []
