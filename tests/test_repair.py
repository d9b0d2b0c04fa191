"""What is stored can be proven, rendered again, found, and made anew from what was published."""

import datetime as dt
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from digest.commands.search import build_query
from digest.errors import ConfigurationError, NewerDatabaseError, StateError
from digest.pipeline import ingest
from digest.pipeline.audit import Finding, audit
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.store.store import open_unchecked
from tests.desks import ZONE, Desk, article

MONDAY = dt.date(2026, 3, 9)
TUESDAY = dt.date(2026, 3, 10)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days, each with articles, a copy and a file that holds none."""
    desk = Desk(tmp_path_factory.mktemp("desks") / "desk")
    for topic in (1, 2):
        desk.put(f"a{topic}.txt", article(topic))
    desk.put("copy.txt", article(1))
    desk.put("cut.txt", "\n\n".join(article(2).split("\n\n")[:6]))
    desk.run("2026-03-09T07:00")
    desk.put("b.txt", article(3))
    desk.put("again.txt", article(2))
    desk.run("2026-03-10T07:00")
    return desk.root


@pytest.fixture
def desk(whole: Path, tmp_path: Path) -> Desk:
    """A copy of it, with the files' times."""
    return Desk.copy(whole, tmp_path / "desk")


def examined(desk: Desk, date: dt.date = MONDAY) -> Finding:
    """What ``verify`` finds on a day."""
    with open_unchecked(desk.output) as kept:
        return audit(kept, date, desk.output, desk.articles)


def test_repair_and_rebuild_tell_their_progress(desk: Desk) -> None:
    """A large desk takes minutes: every file read again, every day recorded again, every page rendered."""
    told: list[tuple[str, int, int]] = []

    def progress(what: str, total: int, done: int) -> None:
        told.append((what, total, done))

    (desk.output / ".digest" / "digest.sqlite").unlink()
    list(repair(desk.settings, ZONE, wait=0, progress=progress))
    assert told[0] == ("Checking the database", 0, 0)
    assert told[1:-2] == [("Reading", 6, number) for number in range(1, 7)]
    assert told[-2:] == [("Restoring days", 2, 0), ("Restoring days", 2, 1)]
    told.clear()
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None, progress=progress)
    assert told == [("Writing pages", 2, 0), ("Checking quotes", 0, 0)]


def flip(data: bytes, at: int) -> bytes:
    """One bit changed, so that text stays text."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_an_old_journal_is_gone_for_good_before_the_new_database_has_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could bring it back, and SQLite would roll it into the new one."""
    state = desk.output / ".digest"
    (state / "digest.sqlite").unlink()
    (state / "digest.sqlite-journal").write_bytes(b"of the old one")
    synced: list[list[str]] = []

    def sync(folder: Path) -> None:
        synced.append(sorted(path.name for path in folder.iterdir()))

    monkeypatch.setattr("digest.pipeline.repair.sync_folder", sync)
    assert "made anew" in "".join(repair(desk.settings, ZONE, wait=0))
    assert synced == [[".digest.sqlite.digest-tmp", "lock", "unchanged.json"]]
    assert (state / "digest.sqlite").is_file()


def test_what_was_published_is_proven(desk: Desk) -> None:
    """All quotes are compared; nothing is wrong."""
    found = examined(desk)
    assert found.complaints == ()
    assert found.remarks == ()
    assert found.quotes > 5


def a_byte_of_a_page(desk: Desk) -> None:
    path = desk.output / "2026-03-09.html"
    path.write_bytes(flip(path.read_bytes(), 40))


def a_quote_in_html(desk: Desk) -> None:
    path = desk.output / "2026-03-09.html"
    data = path.read_bytes()
    path.write_bytes(flip(data, data.index(b">", data.index(b"data-quote")) + 3))


def a_quote_in_json(desk: Desk) -> None:
    path = desk.output / "2026-03-09.json"
    data = path.read_bytes()
    path.write_bytes(flip(data, data.index(b'"text"') + 12))


def a_source_page(desk: Desk) -> None:
    path = next((desk.output / "sources").iterdir())
    path.write_bytes(flip(path.read_bytes(), path.stat().st_size // 2))


def a_lost_page(desk: Desk) -> None:
    (desk.output / "2026-03-09.md").unlink()


def a_stored_text(desk: Desk) -> None:
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        rowid, text = connection.execute("SELECT rowid, article FROM articles WHERE path = 'a1.txt'").fetchone()
        changed = flip(text, text.index(b'"text"') + 20)
        connection.execute("UPDATE articles SET article = ? WHERE rowid = ?", (changed, rowid))
    connection.close()


def a_stored_quote(desk: Desk) -> None:
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        (text,) = connection.execute("SELECT edition FROM editions WHERE date = '2026-03-09'").fetchone()
        changed = flip(text, text.index(b'"text"') + 12)
        connection.execute("UPDATE editions SET edition = ? WHERE date = '2026-03-09'", (changed,))
    connection.close()


def what_was_published(desk: Desk) -> None:
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("UPDATE published SET hash = 'none' WHERE name = '2026-03-09.md'")
    connection.close()


@pytest.mark.parametrize(
    "harm",
    [
        a_byte_of_a_page,
        a_quote_in_html,
        a_quote_in_json,
        a_source_page,
        a_lost_page,
        a_stored_text,
        a_stored_quote,
        what_was_published,
    ],
)
def test_any_change_is_found(desk: Desk, harm) -> None:
    """A byte of a page, a quote, a stored text: each is a complaint that names its file."""
    harm(desk)
    assert examined(desk).complaints != ()


def test_article_files_may_change(desk: Desk) -> None:
    """That is told and is no failure: the stored text is the proof."""
    desk.put("a1.txt", "other words")
    (desk.articles / "a2.txt").unlink()
    found = examined(desk)
    assert found.complaints == ()
    assert len(found.remarks) == 2


def test_rebuild_makes_the_same_files_again(desk: Desk) -> None:
    """A lost page comes back byte for byte, whatever is in the articles' folder now."""
    before = desk.pages()
    shutil.rmtree(desk.articles)
    desk.articles.mkdir()
    (desk.output / "2026-03-09.html").unlink()
    said: list[str] = []
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=said.append)
    assert desk.pages() == before
    assert said == []


def test_rebuild_leaves_edited_pages_alone(desk: Desk) -> None:
    """As a run does."""
    page = desk.output / "2026-03-09.html"
    page.write_text("mine", encoding="utf-8")
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    assert page.read_text(encoding="utf-8") == "mine"
    assert (desk.output / "2026-03-09.new.html").exists()
    rebuild(desk.settings, MONDAY, wait=0, force=True, report=lambda _: None)
    assert page.read_text(encoding="utf-8") != "mine"


def test_rebuild_of_a_day_without_a_briefing(desk: Desk) -> None:
    """Is a mistake of the command line."""
    with pytest.raises(ConfigurationError, match="no briefing of 2026-01-01"):
        rebuild(desk.settings, dt.date(2026, 1, 1), wait=0, force=False, report=lambda _: None)


def lost(desk: Desk) -> None:
    shutil.rmtree(desk.output / ".digest")


def damaged(desk: Desk) -> None:
    path = desk.output / ".digest" / "digest.sqlite"
    path.write_bytes(b"no database" * 1000)


@pytest.mark.parametrize("articles", ["there", "gone", "touched"])
@pytest.mark.parametrize("harm", [lost, damaged])
def test_a_database_is_made_anew_from_the_output(desk: Desk, harm, articles: str) -> None:
    """Afterwards nothing is told twice, copies neither; no page has changed; verify finds nothing wrong."""
    pages = desk.pages()
    harm(desk)
    if articles == "gone":
        shutil.move(desk.articles, desk.root / "elsewhere")
        desk.articles.mkdir()
    said = list(repair(desk.settings, ZONE, wait=0))
    assert "made anew from 2 editions" in said[-1]
    if articles == "gone":
        shutil.rmtree(desk.articles)
        shutil.move(desk.root / "elsewhere", desk.articles)
    if articles == "touched":
        for path in desk.articles.iterdir():
            desk.put(path.name, path.read_bytes(), age=30)
    desk.run("2026-03-10T08:00")
    assert desk.pages() == pages
    desk.put("c.txt", article(7))
    desk.run("2026-03-11T07:00")
    assert desk.told()["c.txt"] == ["2026-03-11"]
    assert all(len(days) == 1 for days in desk.told().values())
    assert examined(desk).complaints == ()


@pytest.mark.parametrize("waits", [False, True])
def test_a_near_copy_of_an_earlier_day_is_known_by_its_edition(desk: Desk, waits: bool) -> None:
    """It has no text of its own in the output; when all files are away during the repair, it is still not told again."""
    desk.put("near.txt", "\n\n".join(article(3).split("\n\n")[:6]))
    if waits:  # for the next day, whose edition has a second revision
        desk.run("2026-03-10T09:00")
        desk.run("2026-03-11T07:00")
        desk.put("b2.txt", article(6))
        desk.run("2026-03-11T08:00")
    desk.run("2026-03-11T07:00")
    assert desk.left_out("2026-03-11") == {"near.txt": "told on 2026-03-10"}
    lost(desk)
    desk.articles.rename(desk.root / "elsewhere")
    desk.articles.mkdir()
    list(repair(desk.settings, ZONE, wait=0))
    desk.put("other-name.txt", (desk.root / "elsewhere" / "near.txt").read_bytes())
    desk.put("c.txt", article(7))
    desk.run("2026-03-12T07:00")
    assert desk.left_out("2026-03-12") == {"other-name.txt": "told on 2026-03-10"}
    assert "other-name.txt" not in desk.told()


@pytest.fixture
def mixed(desk: Desk) -> Path:
    """Another folder, whose ``a1.txt`` stands in Tuesday's briefing beside the desk's own articles of that day."""
    other = desk.root / os.fsdecode(b"other \xff")
    other.mkdir()
    (other / "a1.txt").write_text(article(30), encoding="utf-8")
    os.utime(other / "a1.txt", (1_700_000_000, 1_700_000_000))
    desk.run("2026-03-10T09:00", folder=other)
    return other


def test_articles_of_another_folder_are_found_there(desk: Desk, mixed: Path) -> None:
    """``verify`` does not say that their files have gone, until they have; ``rebuild`` gives the same pages."""
    assert examined(desk, TUESDAY) == Finding((), (), examined(desk, TUESDAY).quotes)
    before = desk.pages()
    rebuild(desk.settings, TUESDAY, wait=0, force=False, report=lambda _: None)
    assert desk.pages() == before
    (mixed / "a1.txt").unlink()
    assert [line.split(" (")[0] for line in examined(desk, TUESDAY).remarks] == [
        "a1.txt: the article's file has gone since"
    ]


def test_repair_of_a_day_that_mixes_two_folders(desk: Desk, mixed: Path) -> None:
    """It reads the desk's own folder. The other's articles stay known; a file of the same name is not one of them."""
    for place, topic in ((desk.articles, 41), (mixed, 42)):
        (place / "same.txt").write_text(article(topic), encoding="utf-8")
        os.utime(place / "same.txt", (1_700_000_000, 1_700_000_000))
    desk.run("2026-03-10T10:00", folder=mixed)
    lost(desk)
    list(repair(desk.settings, ZONE, wait=0))
    found = examined(desk, TUESDAY)
    assert found.complaints == ()
    assert "same.txt: where the article's file lies was lost with the database" in found.remarks
    desk.run("2026-03-11T07:00", folder=mixed)
    assert desk.edition("2026-03-11")["articles"] == []
    desk.run("2026-03-11T08:00")
    assert [source["path"] for source in desk.edition("2026-03-11")["articles"]] == ["same.txt"]


def test_files_that_are_as_old_as_the_briefing_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told or left out of it was read for it: the run after the repair opens none of them."""
    desk = Desk(tmp_path / "desk")
    for name, text in (
        ("a1.txt", article(1)),
        ("copy.txt", article(1)),
        ("none.png", "no picture"),
        ("b.txt", article(2)),
    ):
        os.utime(desk.put(name, text), (1_700_000_000, 1_700_000_000))
    desk.run("2026-03-09T07:00")
    desk.put("new.txt", article(3))
    lost(desk)
    list(repair(desk.settings, ZONE, wait=0))
    opened: list[str] = []
    real = ingest.read_whole
    monkeypatch.setattr(ingest, "read_whole", lambda found: opened.append(found.path) or real(found))
    desk.run("2026-03-10T07:00")
    assert opened == ["new.txt"]
    assert desk.told() == {
        "a1.txt": ["2026-03-09"],
        "copy.txt": ["2026-03-09"],
        "b.txt": ["2026-03-09"],
        "new.txt": ["2026-03-10"],
    }


def test_an_output_without_a_briefing_has_nothing_to_repair_from(tmp_path: Path) -> None:
    """That is said, no database is made, and the next run is the first one."""
    desk = Desk(tmp_path / "desk")
    desk.put("a.txt", article(1))
    said = list(repair(desk.settings, ZONE, wait=0))
    assert "holds no edition; the next run starts afresh" in said[0]
    assert desk.run("2026-03-09T07:00").status == "made"


def test_repair_without_the_articles_folder(desk: Desk) -> None:
    """A disk that is away does not keep the database lost: what was told stays known."""
    pages = desk.pages()
    desk.articles.rename(desk.root / "elsewhere")
    lost(desk)
    assert "made anew from 2 editions" in list(repair(desk.settings, ZONE, wait=0))[-1]
    (desk.root / "elsewhere").rename(desk.articles)
    desk.run("2026-03-10T08:00")
    assert desk.pages() == pages


def test_an_article_keeps_the_name_that_its_briefing_gave_it(desk: Desk) -> None:
    """A newer cleaner may make another text of its file, and another identity: its page stays where links lead to."""
    (source,) = (one for one in desk.edition("2026-03-09")["articles"] if one["path"] == "a1.txt")
    old, new = source["id"], "0123456789abcdef"
    for path in [*desk.output.glob("[!.]*.*"), *(desk.output / "sources").iterdir()]:
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    (desk.output / "sources" / f"{old}.html").rename(desk.output / "sources" / f"{new}.html")
    before = desk.pages()
    lost(desk)
    list(repair(desk.settings, ZONE, wait=0))
    rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    assert desk.pages() == before
    assert examined(desk).complaints == ()
    desk.run("2026-03-10T08:00")
    assert desk.pages() == before


@pytest.mark.parametrize("there", [True, False])
def test_rebuild_after_repair(desk: Desk, there: bool) -> None:
    """Where the articles' files are still there the day can be rendered again; else a sentence says what was lost."""
    before = desk.pages()
    lost(desk)
    if not there:
        (desk.articles / "a1.txt").unlink()
    list(repair(desk.settings, ZONE, wait=0))
    (desk.output / "latest.md").unlink()
    if there:
        (desk.output / "2026-03-09.html").unlink()
        rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    else:
        with pytest.raises(
            StateError, match=r"cannot be rendered again: the text of a1\.txt, or why it was quoted, was lost"
        ):
            rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
        rebuild(desk.settings, TUESDAY, wait=0, force=False, report=lambda _: None)
    assert desk.pages() == before
    assert examined(desk).complaints == ()


def test_the_lost_text_of_a_report_that_was_corrected_is_told(desk: Desk) -> None:
    """Its file holds what corrects it, and of its own words the briefing quotes none: only its source page has them."""
    desk.put("b.txt", article(3, 12))
    desk.run("2026-03-10T09:00")
    assert len(desk.edition("2026-03-10")["articles"]) == 2
    before = desk.pages()
    lost(desk)
    list(repair(desk.settings, ZONE, wait=0))
    found = examined(desk, TUESDAY)
    assert found.complaints == ()
    assert any("the text of 1 article was lost" in remark for remark in found.remarks)
    with pytest.raises(StateError, match=r"the text of b\.txt"):
        rebuild(desk.settings, TUESDAY, wait=0, force=True, report=lambda _: None)
    assert desk.pages() == before


def test_a_stored_text_that_somebody_changed_is_not_published(desk: Desk) -> None:
    """Nobody quotes the sentence, and the page proves with the changed text: its hash in the proof tells."""
    before = desk.pages()
    quoted = (desk.output / "2026-03-09.json").read_text(encoding="utf-8")
    text = next(path.read_text(encoding="utf-8") for path in sorted((desk.output / "sources").glob("*.txt")))
    last = next(line for line in reversed(text.split("\n")) if line and line not in quoted)
    with closing(sqlite3.connect(desk.output / ".digest" / "digest.sqlite")) as database, database:
        changed = database.execute(
            "UPDATE articles SET article = CAST(replace(CAST(article AS TEXT), ?, ?) AS BLOB)", (last, last[::-1])
        )
        assert changed.rowcount
    with pytest.raises(StateError, match=r"the stored text of \w+\.txt is not the one that was published as sources/"):
        rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    assert desk.pages() == before


def test_a_day_is_not_rendered_with_reasons_of_other_settings(desk: Desk) -> None:
    """What a repair analysed after the settings were changed is not what the edition was made of."""
    before = desk.pages()
    lost(desk)
    desk.config.write_text(desk.config.read_text(encoding="utf-8") + '[briefing]\nmethod = "lead"\n', encoding="utf-8")
    list(repair(desk.settings, ZONE, wait=0))
    with pytest.raises(StateError, match="or why it was quoted, was lost"):
        rebuild(desk.settings, MONDAY, wait=0, force=False, report=lambda _: None)
    assert desk.pages() == before


def test_a_journal_of_the_lost_database_does_no_harm(desk: Desk) -> None:
    """It is no part of the new one, into which SQLite would roll it back."""
    path = desk.output / ".digest" / "digest.sqlite"
    path.unlink()
    journal = path.with_name("digest.sqlite-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(2000))
    list(repair(desk.settings, ZONE, wait=0))
    assert not journal.exists()
    assert examined(desk).complaints == ()


def test_a_sound_database_is_left_alone(desk: Desk) -> None:
    """Repair changes nothing where nothing is broken."""
    before = desk.bytes_and_times()
    (said,) = repair(desk.settings, ZONE, wait=0)
    assert "is sound; nothing was changed" in said
    assert desk.bytes_and_times() == before


def test_a_newer_database_is_left_alone(desk: Desk) -> None:
    """It is sound, and not taken for a damaged one: an error of its own."""
    with sqlite3.connect(desk.output / ".digest" / "digest.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = desk.bytes_and_times()
    with pytest.raises(NewerDatabaseError, match="upgrade digest"):
        list(repair(desk.settings, ZONE, wait=0))
    assert desk.bytes_and_times() == before


def test_a_repair_that_is_cut_off_leaves_no_half_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be repeated, and until then a run refuses."""
    from digest.pipeline import repair as module

    lost(desk)
    with monkeypatch.context() as patch:
        patch.setattr(module.files, "move_into_place", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            list(repair(desk.settings, ZONE, wait=0))
    with pytest.raises(StateError, match="database is gone"):
        desk.run("2026-03-10T08:00")
    assert "made anew" in list(repair(desk.settings, ZONE, wait=0))[-1]


def test_search_finds_articles_and_briefings(desk: Desk) -> None:
    """By their words, best first."""
    word = article(3).split()[2]  # the name in its headline
    with open_unchecked(desk.output) as kept:
        found = kept.search(build_query((word,)), 10)
    assert {row[1] for row in found} == {"2026-03-10"}
    assert {row[0] for row in found} <= {"article", "edition"}


def test_a_word_finds_its_other_forms(desk: Desk) -> None:
    """Those that stand in the texts: of nouns and verbs, whichever is asked for; in quotes only the word itself."""
    told = "Two parties agreed on Monday that their soldiers would go on harvesting wheat in the northern valleys."
    desk.put("c.txt", f"Wheat is harvested\n\n{told} They harvested for nine hours, and the party of observers left.\n")
    desk.run("2026-03-11T07:00")

    def count(*words: str) -> int:
        with open_unchecked(desk.output) as kept:
            return kept.count_matches(build_query(words, lambda word: kept.find_forms(word, "en")))

    found = count("harvesting")
    assert found == 2  # the article and its briefing
    assert [count(word) for word in ("harvest", "harvests", "Harvested")] == [found] * 3
    assert count("harvest", "soldier", "NOT", "ship", "sailor") == found
    assert count("soldier", "NOT", "harvest", "valley") == count("soldier") - found
    assert count('"harvest"') == count("harv") == 0


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (("kerch", "strait"), '"kerch" "strait"'),
        (("U.S.", "10,000"), '"U.S." "10,000"'),
        (("talks", "OR", "truce"), '"talks" OR "truce"'),
        (('"martial law"',), '"martial law"'),
        (("OR",), '"OR"'),
        (('half"quoted',), '"halfquoted"'),
        (("c*", "(x)"), '"c"* "(x)"'),
    ],
    ids=["words", "points and commas", "operator", "phrase", "no operator", "one quote", "signs"],
)
def test_queries(words: tuple[str, ...], query: str) -> None:
    """What a person writes is searched for as it stands; nothing is a mistake of syntax."""
    assert build_query(words) == query
    forms = build_query(words, lambda word: (word, f"{word}s"))
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
    for one in (query, forms):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (one,))
    connection.close()
