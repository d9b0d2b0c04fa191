"""Exactly once, whatever a power cut leaves of what was written: thousands of images of the disk, each recovered.

A few images of each scene by default, hundreds with ``CRASH=whole`` (``make crash``).
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest.errors import StateError
from digest.pipeline.audit import audit
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.pipeline.run import discard, run
from digest.pipeline.session import open_for_reading
from digest.store.database import connect
from tests.crash import harness, powercut
from tests.crash.harness import TODAY, TOMORROW
from tests.desks import ZONE, Desk, article, moment

IMAGES = 400 if os.environ.get("CRASH") == "whole" else 8
TOPS = ("output", "www", powercut.OUTSIDE)
YESTERDAY = "2026-03-09T07:00"
GROWN = "a1.txt"
REBUILD = ("rebuild", TODAY[:10], "--force")

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]


def first_day(root: Path) -> Desk:
    """Nothing was ever published."""
    return make_desk(root)


def revision(root: Path) -> Desk:
    """Today's briefing is out; an article has grown, others are new or copies, one is broken."""
    desk = make_desk(root, TODAY)
    desk.put(GROWN, article(1, 9), age=30)
    add_news(desk)
    return desk


def quiet_day(root: Path) -> Desk:
    """Nothing is new, and a briefing is due."""
    return make_desk(root, YESTERDAY)


def next_day(root: Path) -> Desk:
    """What is new comes on the day after a briefing."""
    desk = make_desk(root, YESTERDAY)
    add_news(desk)
    return desk


def delivery(root: Path) -> Desk:
    """A briefing goes to a folder, which has those of the day before, and to a program; one article has grown."""
    desk = make_desk(root, YESTERDAY, TODAY, more=harness.DELIVERIES)
    desk.put(GROWN, article(1, 9), age=30)
    add_news(desk)
    return desk


def old_day(root: Path) -> Desk:
    """The pages of a briefing go that is too old, from a delivered copy too."""
    desk = make_desk(root, harness.LONG_AGO, more=harness.KEEP + harness.DELIVERIES)
    add_news(desk)
    return desk


def lost_database(root: Path) -> Desk:
    """A run died in a transaction; then the database was deleted, and its journal was not."""
    desk = make_desk(root, YESTERDAY)
    desk.put("b3.txt", article(3, 4))
    desk.run(TODAY)
    database = desk.output / ".digest" / "digest.sqlite"
    journal = database.with_name("digest.sqlite-journal")
    connection = connect(database, "rw")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE files SET bytes = bytes || 'x'")
    kept = journal.read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    assert len(kept) > 4096
    journal.write_bytes(kept)
    database.unlink()
    return desk


def new_template(root: Path) -> Desk:
    """The words of the page have changed since it was made, and one page was lost."""
    (root / "templates").mkdir(parents=True)
    desk = make_desk(root, YESTERDAY, more='[output]\ntemplates = "templates"\n')
    add_news(desk)
    desk.run(TODAY)
    (root / "templates" / "words.toml").write_text('[kinds]\nreport = "News"\n[nouns]\nstory = ["tale", "tales"]\n')
    (desk.output / f"{TODAY[:10]}.md").unlink()
    return desk


def make_desk(root: Path, *runs: str, more: str = "") -> Desk:
    """Two articles, and a briefing at each of these times."""
    desk = Desk(root, more=more)
    for topic in (1, 2):
        desk.put(f"a{topic}.txt", article(topic, 4))
    for now in runs:
        if now == runs[-1]:
            desk.put("last.txt", article(5, 4))
        desk.run(now)
    return desk


def add_news(desk: Desk) -> None:
    """A report, copies of old ones, and a file that cannot be read; of today's articles one copy is longer."""
    desk.put("b3.txt", article(3, 4))
    desk.put("longer.txt", article(5, 9))
    desk.put("copy.txt", article(2, 4))
    desk.put("broken.pdf", b"%PDF-1.7 but not really")


SCENES: dict[str, tuple[Callable[[Path], Desk], tuple[str, ...]]] = {
    "first day": (first_day, harness.RUN),
    "revision": (revision, harness.RUN),
    "quiet day": (quiet_day, harness.RUN),
    "next day": (next_day, harness.RUN),
    "delivery": (delivery, harness.RUN),
    "old day": (old_day, harness.RUN),
    "repair": (lost_database, ("repair",)),
    "rebuild": (new_template, REBUILD),
}


class Scene:
    """A desk before a command, what the command did to the disk, and what a reader sees before and after it."""

    def __init__(self, name: str, root: Path, sabotage: str | None = None) -> None:
        make, self.verb = SCENES[name]
        self.desk = make(root)
        before = powercut.read_tree(root, TOPS)
        self.before = self.visible()
        lines = harness.traced(self.desk, TODAY, root.with_suffix(".log"), sabotage, verb=self.verb, data=True)
        self.recording = powercut.record(lines, root, before)
        self.after = self.visible()
        # The model knows every call, or it would show another disk than this one.
        whole = powercut.build_image(self.recording, list(self.recording.events))
        assert whole == powercut.read_tree(root, TOPS)

    def visible(self) -> dict[str, bytes]:
        """What readers see in the output folder and in its copy."""
        return {f"{top}/{name}": data for top in TOPS[:2] for name, data in harness.visible(self.desk, top).items()}

    def images(self, most: int) -> Iterator[tuple[str, list[str]]]:
        """Yield the name of each image with every promise that it broke."""
        last = len(self.recording.events)
        for number, (cut, tree) in enumerate(powercut.images(self.recording, most, self.desk.root.name)):
            powercut.write_tree(self.desk.root, TOPS, tree)
            ended = cut.place == last
            later = (TODAY, TOMORROW)[number % 2]
            try:
                found = self.look(ended=ended, reader=number % 3 == 0) + self.recover(later)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is one more broken promise
                found = [f"{type(error).__name__}: {error}"]
            yield f"{cut}, then {later}", found

    def look(self, *, ended: bool, reader: bool) -> list[str]:
        """Before anything mends it: every page is old or new, and those of a command that ended are new."""
        seen = self.visible()
        found = [
            f"{name} is neither old nor new"
            for name, data in seen.items()
            if data not in {self.before.get(name), self.after.get(name)}
        ]
        found += [f"{name} is gone" for name in self.before if name in self.after and name not in seen]
        if ended and seen != self.after:
            found.append("it ended, and not all that it wrote is on the disk")
        if reader and self.verb != ("repair",):
            with open_for_reading(self.desk.output) as store:
                found += store.list_complaints()
        return found

    def recover(self, later: str) -> list[str]:
        """After one undisturbed run: every article in one edition, everything proven, nothing left to do."""
        desk = self.desk
        mended = self.run_or_repair(later)
        if self.verb == REBUILD:
            rebuild(desk.settings, moment(TODAY).date(), wait=0, force=True, report=discard)
        # A repair that was cut has not begun, or is done: it leaves no database that is damaged.
        found = [f"unexpected: {mended}"] if mended and (self.verb != ("repair",) or "is gone" not in mended) else []
        seen = self.visible()
        if later == TODAY:
            names = self.after.keys() | seen.keys()
            found += [
                f"{name} is not what a whole run makes" for name in names if seen.get(name) != self.after.get(name)
            ]
        found += exactly_once(desk) + harness.undelivered(desk)
        found += harness.unsound(desk)
        with open_for_reading(desk.output) as store:
            days = [audit(store, day, desk.output, desk.articles) for day in store.list_dates()]
            found += [*store.list_complaints(), *(line for day in days for line in day.complaints)]
        before = harness.fingerprint(desk.root)
        if run(desk.settings, now=moment(later)).status != "nothing_new" or harness.fingerprint(desk.root) != before:
            found.append("another run changes something")
        return found

    def run_or_repair(self, now: str) -> str:
        """Run; where it asks for a repair, repair and run. Return what it asked."""
        asked = ""
        try:
            run(self.desk.settings, now=moment(now))
        except StateError as error:
            asked = str(error)
            assert any("made anew" in line for line in repair(self.desk.settings, ZONE, wait=0))
            run(self.desk.settings, now=moment(now))
        return asked


def exactly_once(desk: Desk) -> list[str]:
    """Every text in one edition, every file in one; what has grown since stands in another one with its new text."""
    editions = [desk.edition(path.stem) for path in sorted(desk.output.glob("????-??-??.json"))]
    ids = [source["id"] for edition in editions for source in edition["articles"]]
    found = [f"{one} is told {ids.count(one)} times" for one in sorted(set(ids)) if ids.count(one) > 1]
    told, left = desk.told(), {one["path"] for edition in editions for one in edition["left_out"]}
    for path in desk.articles.glob("*.txt"):
        days = told.get(path.name, [])
        if (not days and path.name not in left) or len(days) > (2 if path.name == GROWN else 1):
            found.append(f"{path.name} is told on {days or 'no day'}")
    return found


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder where a sync costs nothing."""
    shared = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared if os.access(shared, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", SCENES)
def test_any_image_recovers(place: Path, name: str) -> None:
    """Whatever the disk lost, the next run leaves what an undisturbed one would have left, and nothing is told twice."""
    scene = Scene(name, place / name.replace(" ", "-"))
    results = list(scene.images(IMAGES))
    print(f"{len(results)} images of {len(scene.recording.events)} events")
    found = [f"{image}: {line}" for image, lines in results for line in lines]
    assert not found, "\n".join(found[:20])
    assert len(results) == IMAGES


@pytest.mark.parametrize("defect", ["no_file_sync", "no_folder_sync", "no_journal"])
def test_the_harness_finds_a_defect(place: Path, defect: str) -> None:
    """With one sync or the journal left out, an image breaks a promise."""
    scene = Scene("next day", place / "desk", defect)
    assert any(found for _, found in scene.images(300))
