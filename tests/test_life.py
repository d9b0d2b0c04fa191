"""A desk's life from a seed: days on which articles come, grow, change and go, runs are cut, pages edited, things lost.

After every step holds what digest promises: every article stands in exactly one edition, no page of another day was
touched, no file is half, every quote proves, the counts add up. ``make life`` lives five hundred of them.
"""

import datetime as dt
import errno
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from digest.codec import read_edition
from digest.commands.status import gather_state
from digest.errors import DigestError, StateError
from digest.pipeline.audit import audit
from digest.pipeline.identities import list_identities
from digest.pipeline.rebuild import rebuild
from digest.pipeline.repair import repair
from digest.pipeline.run import discard, run
from digest.pipeline.session import open_for_reading
from tests.desks import Desk, article
from tests.test_laws import check

LIVES, STEPS = int(os.environ.get("LIVES", "20")), 18
ZONE = ZoneInfo("Europe/Berlin")
FIRST = dt.datetime(2026, 3, 24, 7, tzinfo=ZONE)
"""Five days before the clocks go forward."""
CHANGING = ("replace", "fsync", "unlink")
"""What a run does to the disk by itself; SQLite's own calls are cut in ``tests/crash``."""


class CutError(BaseException):
    """The process ends here; nothing catches it."""


@contextmanager
def cut(number: int, error: Callable[[], BaseException]) -> Iterator[None]:
    """End what goes on inside at its ``number``-th call that changes the disk."""
    kept = {name: getattr(os, name) for name in CHANGING}
    left = number

    def counted(name: str) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise error()
            return kept[name](*given, **more)

        return call

    try:
        for name in CHANGING:
            setattr(os, name, counted(name))
        yield
    finally:
        for name, function in kept.items():
            setattr(os, name, function)


def full_disk() -> OSError:
    """The disk is full."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Life(RuleBasedStateMachine):
    """A desk and its keeper."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.desk = Desk(self.root / "desk")
        self.now = FIRST
        self.topics = 0
        self.seen: dict[str, bytes] = {}

    def teardown(self) -> None:
        """Take the desk away."""
        shutil.rmtree(self.root)

    # what happens to the articles

    @rule(number=st.integers(1, 3))
    def articles_come(self, number: int) -> None:
        """New events."""
        for _ in range(number):
            self.topics += 1
            self.desk.put(f"{self.topics}.txt", article(self.topics))

    @precondition(lambda self: self.files())
    @rule(dice=st.randoms(use_true_random=False))
    def an_article_grows(self, dice: random.Random) -> None:
        """The same report with more in it, in its place."""
        path = dice.choice(self.files())
        topic = int(path.stem.partition("-")[0])
        path.write_text(article(topic, dice.randint(8, 20)), encoding="utf-8")
        os.utime(path, (FIRST.timestamp(), FIRST.timestamp() + dice.random()))

    @precondition(lambda self: self.files())
    @rule(dice=st.randoms(use_true_random=False))
    def an_article_is_copied(self, dice: random.Random) -> None:
        """The same file under another name."""
        path = dice.choice(self.files())
        self.desk.put(f"{path.stem}-{dice.randint(0, 9)}.txt", path.read_bytes())

    @precondition(lambda self: self.files())
    @rule(dice=st.randoms(use_true_random=False))
    def an_article_goes(self, dice: random.Random) -> None:
        """Its file is deleted, published or not."""
        dice.choice(self.files()).unlink()

    @rule()
    def a_broken_file_comes(self) -> None:
        """It should hold an article and cannot be read."""
        self.desk.put("broken.pdf", b"%PDF-1.7\nnothing of the kind")

    # what its keeper does

    @rule(hours=st.integers(0, 40))
    def a_run(self, hours: int) -> None:
        """Some hours later, on the same day or after several slots were missed; then nothing is left to do."""
        self.now += dt.timedelta(hours=hours)
        self.run_whole()

    @rule(days=st.integers(10, 20))
    def weeks_pass(self, days: int) -> None:
        """The old days' pages are removed where the settings say so."""
        self.now += dt.timedelta(days=days)
        self.run_whole()

    @precondition(lambda self: self.removed())
    @rule(dice=st.randoms(use_true_random=False))
    def a_removed_day_is_brought_back(self, dice: random.Random) -> None:
        """Unless its texts were lost with the database."""
        day = dice.choice(self.removed())
        with suppress(StateError):
            rebuild(self.desk.settings, day, wait=0, force=False, report=discard)
            assert day not in self.removed()
        self.seen = self.days()

    @rule(hours=st.integers(0, 30), at=st.integers(0, 40), killed=st.booleans(), weeks=st.booleans())
    def a_run_is_cut(self, hours: int, at: int, killed: bool, weeks: bool) -> None:
        """By a kill or a full disk; what can be seen is old or new, and the next run does what is left."""
        self.now += dt.timedelta(hours=hours, weeks=3 if weeks else 0)
        before = dict(self.seen)
        with cut(at, CutError if killed else full_disk), suppress(CutError, DigestError, OSError):
            run(self.desk.settings, now=self.now)
        self.compare_other_days(before)
        self.run_whole()

    @rule(hours=st.integers(1, 30))
    def the_clock_goes_backward(self, hours: int) -> None:
        """A run with a wrong clock refuses or finds nothing; what comes later is told all the same."""
        with suppress(DigestError):
            run(self.desk.settings, now=self.now - dt.timedelta(hours=hours))
        self.seen = self.days()

    @rule(minutes=st.integers(1, 9), keep_days=st.sampled_from((None, 15, 20)))
    def the_settings_change(self, minutes: int, keep_days: int | None) -> None:
        """For the days to come: those that were published stay, as long as pages are kept."""
        text = self.desk.config.read_text(encoding="utf-8").partition("[briefing]")[0]
        keep = f"[output]\nkeep_days = {keep_days}\n" if keep_days else ""
        self.desk.config.write_text(f"{text}[briefing]\nminutes = {minutes}\n{keep}", encoding="utf-8")

    @rule()
    def today_is_made_again(self) -> None:
        """With the present settings; without a briefing of today it is a plain run."""
        self.run_whole(again=True)

    @precondition(lambda self: len(self.removed()) < len(self.editions()))
    @rule(dice=st.randoms(use_true_random=False), mended=st.booleans())
    def a_page_is_edited(self, dice: random.Random, mended: bool) -> None:
        """``verify`` says so; ``rebuild --force`` makes it as it was, unless its text was lost with the database."""
        gone = tuple(map(str, self.removed()))
        name = dice.choice([name for name in sorted(self.seen) if not name.startswith(gone or "none")])
        path = self.desk.output / name
        path.write_bytes(path.read_bytes() + b"\nMy own word.\n")
        assert any(line.startswith(name) for line in self.complaints())
        with suppress(StateError):
            if mended:
                day = dt.date.fromisoformat(name[:10])
                rebuild(self.desk.settings, day, wait=0, force=True, report=discard)
                assert path.read_bytes() == self.seen[name]
        path.write_bytes(self.seen[name])

    @precondition(lambda self: self.seen)
    @rule(torn=st.booleans())
    def the_database_is_lost(self, torn: bool) -> None:
        """Or damaged: no run publishes before it is repaired."""
        database = self.desk.output / ".digest" / "digest.sqlite"
        if torn:
            database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
        else:
            shutil.rmtree(database.parent)
        with suppress(DigestError):
            run(self.desk.settings, now=self.now)
            raise AssertionError("a run took a lost database for a new desk")
        assert "made anew" in "".join(repair(self.desk.settings, ZONE, wait=0))

    # what always holds

    def files(self) -> list[Path]:
        """The articles that lie in the folder."""
        return sorted(self.desk.articles.glob("*.txt"))

    def days(self) -> dict[str, bytes]:
        """The pages of the days."""
        return {path.name: path.read_bytes() for path in sorted(self.desk.output.glob("????-??-??.*"))}

    def complaints(self) -> list[str]:
        """What ``verify`` says of all days."""
        with open_for_reading(self.desk.output) as store:
            found = [audit(store, day, self.desk.output, self.desk.articles) for day in store.list_dates()]
            return [*store.list_complaints(), *(line for one in found for line in one.complaints)]

    def run_whole(self, *, again: bool = False) -> None:
        """Run undisturbed: pages of other days stay, nothing is left to do, and one more run changes nothing."""
        before = self.days()
        run(self.desk.settings, now=self.now, again=again)
        self.seen = self.days()
        self.compare_other_days(before)
        state = gather_state(self.desk.settings, self.now)
        assert (state["new"], state["waiting"], state["unpublished"], state["failed"]) == ([], [], [], False)
        done = self.desk.told().keys() | self.left_out() | self.copies_kept()
        assert [path.name for path in self.files() if path.name not in done] == [], "neither told nor a copy"
        assert run(self.desk.settings, now=self.now).status == "nothing_new"
        assert self.days() == self.seen

    def compare_other_days(self, before: dict[str, bytes]) -> None:
        """Pages of other days stay, but for those of removed days, whose JSON stays."""
        dated = (self.now.date().isoformat(), *map(str, self.removed()))
        for name in before.keys() | self.days().keys():
            if not name.startswith(dated) or (re.fullmatch(r"[0-9-]+\.json", name) and name[:10] != dated[0]):
                assert self.days().get(name) == before.get(name), name

    def removed(self) -> list[dt.date]:
        """The days whose pages are removed."""
        with open_for_reading(self.desk.output) as store:
            return list(store.list_removed())

    def editions(self) -> list[dict]:
        """What is published of each day."""
        return [self.desk.edition(name[:10]) for name in self.seen if name == f"{name[:10]}.json"]

    def left_out(self) -> set[str]:
        """The files that some day names as left out."""
        return {one["path"] for day in self.editions() for one in day["left_out"]}

    def copies_kept(self) -> set[str]:
        """The files whose text a day has told, byte for byte or nearly: they wait for the next edition to name them."""
        with open_for_reading(self.desk.output) as store:
            kept = [one.summary for one in store.read_articles(None)]
            known = {one.path for one in kept if store.find_known(set(list_identities(one)))}
            return known | {one.problem.path for one in store.read_skipped(None)}

    @invariant()
    def every_article_stands_in_one_edition(self) -> None:
        """And the laws of an edition hold for each."""
        ids: list[str] = []
        for path in sorted(self.desk.output.glob("????-??-??.json")):
            edition = read_edition(path.read_bytes(), where=path.name)
            check(edition)
            ids += [source.id for source in edition.articles]
        assert len(ids) == len(set(ids))

    @invariant()
    def everything_is_as_published(self) -> None:
        """No complaint, no edition that waits, nothing left behind."""
        if self.seen:
            assert self.complaints() == []
        assert [path.name for path in self.desk.output.rglob("*.digest-tmp")] == []


TestLife = Life.TestCase
# The twenty are the same each time; make life goes on to others.
TestLife.settings = settings(
    max_examples=LIVES, stateful_step_count=STEPS, deadline=None, derandomize="LIVES" not in os.environ
)
