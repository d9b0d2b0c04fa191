"""A back-fill: an archive's articles each on their own day, as if somebody had run digest on every one of them."""

from pathlib import Path

import pytest

from digest.pipeline import backfill as backfilling
from digest.pipeline.backfill import UNDATED, backfill
from digest.pipeline.run import Outcome, run
from digest.store.store import open_unchecked
from tests.desks import Desk, article, moment

NOW = "2026-03-20T09:00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An archive: nine articles of three days, two of them the same text, and one that states no day."""
    made = Desk(tmp_path)
    for number, day in enumerate((10, 12, 10, 11, 12, 12, 10, 11, 12)):
        made.put(f"archive/{number}.txt", dated(number, day))
    made.put("archive/copy.txt", dated(0, 12))
    made.put("archive/undated.txt", article(50))
    return made


def dated(topic: int, day: int) -> str:
    """An article that states its day."""
    title, rest = article(topic).split("\n", 1)
    return f"{title}\nMarch {day}, 2026\n{rest}"


def fill(desk: Desk, now: str = NOW) -> Outcome:
    """One back-fill."""
    desk.said = []
    return backfill(desk.settings, now=moment(now), report=desk.said.append)


def briefings(desk: Desk) -> list[str]:
    """The days that have a page."""
    return [name.removesuffix(".html") for name in desk.pages() if name.startswith("2026") and name.endswith(".html")]


def told_on(desk: Desk, day: str) -> set[str]:
    """The files whose articles a day's edition uses."""
    return {source["path"].removeprefix("archive/") for source in desk.edition(day)["articles"]}


def test_progress_counts_files_then_days(desk: Desk) -> None:
    """Each stage of a single day would only flicker; an ordinary run tells them."""
    told: list[tuple[str, int, int]] = []

    def progress(what: str, total: int, done: int) -> None:
        told.append((what, total, done))

    backfill(desk.settings, now=moment(NOW), report=lambda _: None, progress=progress)
    assert told[:11] == [("Reading", 11, number) for number in range(1, 12)]
    assert told[11:] == [("Making days", 3, 0), ("Making days", 3, 1), ("Making days", 3, 2)]
    told.clear()
    desk.put("new.txt", article(60))
    run(desk.settings, now=moment(NOW), progress=progress)
    assert told == [
        ("Reading", 1, 1),
        ("Composing", 0, 0),
        ("Composing", 1, 1),
        ("Writing pages", 1, 0),
        ("Checking quotes", 0, 0),
        ("Recording", 0, 0),
    ]


def test_each_article_stands_on_its_own_day(desk: Desk) -> None:
    """Three briefings; a later copy of what was told is said to be one; what has no day is left out with that reason."""
    outcome = fill(desk)
    assert outcome.status == "made"
    assert briefings(desk) == ["2026-03-10", "2026-03-11", "2026-03-12"]
    assert told_on(desk, "2026-03-10") == {"0.txt", "2.txt", "6.txt"}
    assert told_on(desk, "2026-03-11") == {"3.txt", "7.txt"}
    assert told_on(desk, "2026-03-12") == {"1.txt", "4.txt", "5.txt", "8.txt"}
    left = desk.left_out("2026-03-12")
    assert left["archive/undated.txt"] == UNDATED
    assert left["archive/copy.txt"] == "told on 2026-03-10"


def test_the_days_know_of_those_before(desk: Desk) -> None:
    """The history behind the last day has the first, and its page leads back to the one before."""
    fill(desk)
    last = desk.edition("2026-03-12")
    assert last["previous"] == "2026-03-11"
    assert [day["date"] for day in last["history"] if day["status"] == "told"] == [
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
    ]


def test_again_there_is_nothing_to_do(desk: Desk) -> None:
    """No byte changes."""
    fill(desk)
    before = desk.pages()
    assert fill(desk).status == "nothing_new"
    assert desk.pages() == before


def test_a_late_article_revises_its_day(desk: Desk) -> None:
    """The day's next revision has it, other days keep theirs."""
    fill(desk)
    before = desk.pages()
    desk.put("archive/late.txt", dated(30, 11))
    fill(desk)
    assert desk.edition("2026-03-11")["revision"] == 2
    assert "late.txt" in told_on(desk, "2026-03-11")
    assert desk.pages()["2026-03-10.html"] == before["2026-03-10.html"]


def test_cut_off_between_two_days_it_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was told stays told, once; the next back-fill tells the rest: the same articles on the same days."""
    real, count = backfilling.publish_day, iter(range(100))

    def cut(*arguments: object, **options: object) -> object:
        if next(count) == 1:
            raise KeyboardInterrupt
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(backfilling, "publish_day", cut)
    with pytest.raises(KeyboardInterrupt):
        fill(desk)
    fill(desk)
    assert told_on(desk, "2026-03-10") == {"0.txt", "2.txt", "6.txt"}
    assert told_on(desk, "2026-03-11") == {"3.txt", "7.txt"}
    assert told_on(desk, "2026-03-12") == {"1.txt", "4.txt", "5.txt", "8.txt"}


def test_a_run_after_it_tells_only_what_is_new(desk: Desk) -> None:
    """Today's briefing has today's article; the archive was told."""
    fill(desk)
    desk.put("today.txt", article(70))
    desk.run("2026-03-20T10:00")
    assert {source["path"] for source in desk.edition("2026-03-20")["articles"]} == {"today.txt"}


def test_a_file_of_several_days(desk: Desk) -> None:
    """Each of its articles stands on its own day, and none corrects another."""
    items = "".join(
        f"<item><title>Report {number}</title><pubDate>{day} Mar 2026 06:00:00 GMT</pubDate>"
        f"<description>{'&lt;p&gt;'.join(article(80 + number).split(chr(10))[2:])}</description></item>"
        for number, day in enumerate((10, 12, 11))
    )
    desk.put(
        "archive/feed.xml",
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>',
    )
    fill(desk)
    for day in (10, 11, 12):
        sources = [one for one in desk.edition(f"2026-03-{day}")["articles"] if one["path"] == "archive/feed.xml"]
        assert len(sources) == 1
        assert sources[0]["corrects"] is None
    assert fill(desk).status == "nothing_new"


def test_an_article_of_tomorrow(desk: Desk) -> None:
    """A clock may be behind the author's: it is told today, published at once, and nothing is left to publish."""
    desk.put("archive/east.md", f"---\ndate: 2026-03-21T06:00:00+01:00\ntitle: East\n---\n\n{article(62)}")
    outcome = fill(desk)
    assert "2026-03-21" not in briefings(desk)
    assert "east.md" in told_on(desk, "2026-03-20")
    assert any(path.name == "2026-03-20.html" for path in outcome.written)
    with open_unchecked(desk.output) as kept:
        assert kept.list_pending() == ()


def test_what_waits_is_told(desk: Desk) -> None:
    """As by any run: a temporary file is left for the next one, with its reason."""
    desk.put("archive/saving.txt.part", article(63))
    fill(desk)
    assert "archive/saving.txt.part: a temporary file; left for the next run" in desk.said


def test_nothing_that_is_new_states_a_day(desk: Desk) -> None:
    """Such files are set aside once, as by a run; the next edition names them with the reason."""
    fill(desk)
    desk.put("archive/loose.txt", article(71))
    desk.put("archive/broken.pdf", b"%PDF-1.7\nnothing of the kind")
    outcome = fill(desk)
    assert (outcome.status, outcome.exit_code) == ("recorded", 3)
    assert [problem.path for problem in outcome.problems] == ["archive/broken.pdf"]
    outcome = fill(desk)
    assert (outcome.status, outcome.exit_code) == ("nothing_new", 0)
    desk.put("today.txt", article(70))
    desk.run("2026-03-20T10:00")
    left = desk.left_out("2026-03-20")
    assert set(left) == {"archive/loose.txt", "archive/broken.pdf"}
    assert left["archive/loose.txt"] == UNDATED


def test_what_is_only_a_copy_on_its_day_makes_no_briefing(desk: Desk) -> None:
    """It is known from then on; the day that told it keeps its page, and the day that it states gets none."""
    fill(desk)
    before = desk.pages()
    desk.put("archive/again.txt", dated(0, 14))
    assert fill(desk).status == "recorded"
    assert desk.pages() == before
    assert fill(desk).status == "nothing_new"


def test_an_archive_of_files_without_a_day(tmp_path: Path) -> None:
    """No briefing is made; the next one names each with its own reason."""
    desk = Desk(tmp_path)
    desk.put("archive/undated.txt", article(50))
    desk.put("archive/broken.pdf", b"%PDF-1.7 no")
    outcome = fill(desk)
    assert (outcome.status, outcome.exit_code) == ("recorded", 3)
    assert desk.pages() == {}
    assert any("states its day" in line for line in desk.said)
    desk.put("today.txt", article(70))
    desk.run("2026-03-20T10:00")
    left = desk.left_out("2026-03-20")
    assert left["archive/undated.txt"] == UNDATED
    assert "damaged" in left["archive/broken.pdf"]
