"""Exactly once, whatever happens to the process: cuts at system calls, signals at any instant, four runs at once.

A quick part by default; everything with ``CRASH=whole`` (``make crash``). The harness itself is tried too: with a
defect switched on it must find something.
"""

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash import harness
from tests.crash.harness import FAULTS, TODAY, TOMORROW, Reference, Site
from tests.deliver.server import mail_server
from tests.desks import article

WHOLE = os.environ.get("CRASH") == "whole"
SCENES = ("fresh", "same day", "next day", "workers", "old day")
WORKERS = 2
MANY_SITES = 200
"""More calls than these are those of many equal pages."""

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]


@pytest.fixture(scope="module", params=SCENES, ids=lambda name: name.replace(" ", "-"))
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scene that trials copy."""
    return harness.scene(tmp_path_factory.mktemp("scene") / "desk", request.param).root


def chosen(sites: tuple[Site, ...]) -> list[Site]:
    """Every call, but of the many equal writes of SQLite each third; in the quick part five of these.

    Of a run with workers, which publishes many pages in the same way, forty.
    """
    writes = [site for site in sites if site.call == "pwrite64"]
    others = [site for site in sites if site.call != "pwrite64"]
    wanted = sorted((*others, *writes[::3]), key=sites.index)
    most = 5 if not WHOLE else 40 if len(wanted) > MANY_SITES else len(wanted)
    return [wanted[n * (len(wanted) - 1) // max(1, most - 1)] for n in range(most)]


def trials(
    template: Path, folder: Path, sites: list[Site], sabotage: str | None = None
) -> Iterator[tuple[bool, list[str]]]:
    """Every site with both faults; the next run comes on the same day or on the next by turns."""
    places = [folder / f"worker{n}" for n in range(WORKERS)]
    known: dict[Path, Reference] = {place: harness.reference(template, place / "desk", sabotage) for place in places}
    free = list(places)

    def one(number: int, site: Site, fault: str) -> tuple[bool, list[str]]:
        place = free.pop()
        try:
            reference = known[place]
            # The same call of this place's run: on a busy machine it may have made one more or less before it.
            alike = (other for other in reference.sites if other.call == site.call)
            here = min(alike, key=lambda other: abs(other.number - site.number))
            later = (TODAY, TOMORROW)[(number // 2 + number) % 2]
            return harness.trial(template, place / "desk", reference, here, fault, later=later, sabotage=sabotage)
        finally:
            free.append(place)

    plan = [(number, site, fault) for number, (site, fault) in enumerate((s, f) for s in sites for f in FAULTS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(lambda step: one(*step), plan)


def test_cut_at_any_call(template: Path, tmp_path: Path) -> None:
    """Killed, or the disk full, at the entry of every call that changes something: all promises hold."""
    sites = chosen(harness.reference(template, tmp_path / "worker0" / "desk").sites)
    results = list(trials(template, tmp_path, sites))
    cut = sum(was_cut for was_cut, _ in results)
    print(f"{len(results)} trials, {cut} of them cut the run")
    found = [line for _, lines in results for line in lines]
    assert not found, "\n".join(found)
    # Some full disks are noticed by nobody.
    assert cut >= 0.7 * len(results)
    assert len(results) == 2 * len(sites)


def test_deliveries_survive_cuts(tmp_path: Path) -> None:
    """Cut in the midst of a copy, before the program: the next run makes it whole, and another one does nothing."""
    template = harness.scene(tmp_path / "scene" / "desk", "delivery").root
    reference = harness.reference(template, tmp_path / "worker0" / "desk")
    there = [site for site in reference.sites if "/www/" in site.line]
    most = len(there) if WHOLE else 3
    sites = [there[n * (len(there) - 1) // max(1, most - 1)] for n in range(most)]
    found = [line for _, lines in trials(template, tmp_path, sites) for line in lines]
    assert not found, "\n".join(found)


def test_a_mail_is_never_lost_and_sent_twice_only_where_nobody_can_know(tmp_path: Path) -> None:
    """Cut before the mail has gone, or after its record is final, it comes once. Between the two the server may have
    it: then it comes again, with the same Message-ID, by which a mail program knows it.
    """
    with mail_server("none") as box:
        template = harness.scene(tmp_path / "scene" / "desk", "next day", harness.MAIL.format(port=box.port)).root
        first = set(box.ids)
        where = harness.at(template, tmp_path / "desk")
        sites, sent, final = harness.delivering_calls(where, TODAY, tmp_path / "log", box.port)
        (today,) = set(box.ids) - first
        places = [0, sent - 1, sent, sent + 1, final, final + 1]
        if WHOLE:
            places = [place for place, site in enumerate(sites) if tells_more(site)]
        found, came = [], {}
        for place in places:
            fault = "error=ECONNRESET" if sites[place].call in harness.TALKING else "error=ENOSPC"
            for way in ("signal=SIGKILL", fault) if WHOLE else ("signal=SIGKILL",):
                mails, lines = harness.mailed(template, tmp_path / "desk", sites[place], way, box)
                found += lines
                most = 2 if sent < place <= final else 1
                if set(mails) != {today} or len(mails) > most:
                    found.append(f"{sites[place].line[:160]} [{way}]: {len(mails)} mails came, and may {most}")
                came[place] = len(mails)
    print(f"{len(came)} calls of {len(sites)}")
    assert not found, "\n".join(found)
    assert came[sent + 1] == 2  # the server has it, and nobody is there to hear so


def tells_more(site: Site) -> bool:
    """Leave out nine in ten of the equal pages that go from the cache's log into the cache, just before it is deleted."""
    return site.call != "pwrite64" or "cache.sqlite>" not in site.line or site.number % 10 == 0


def test_the_order_of_the_calls(template: Path, tmp_path: Path) -> None:
    """Each file is synced before its rename and each folder after it; nothing is published before the commit."""
    known = harness.reference(template, tmp_path / "desk")
    assert harness.disorder(known.lines, tmp_path / "desk" / "output") == []
    assert sum(site.call == "rename" for site in known.sites) >= 5


def test_a_write_behind_the_sync_is_seen() -> None:
    """The order of the calls is wrong where a file changes once more before it is renamed."""
    write, sync = '7 write(3</out/.a>, ""..., 5) = 5', "7 fsync(3</out/.a>) = 0"
    rename = '7 rename("/out/.a", "/out/a") = 0'
    late = "renamed before it was synced: /out/a"
    assert late in harness.disorder((write, sync, write, rename), Path("/out"))
    assert late not in harness.disorder((write, sync, rename), Path("/out"))


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT"])
def test_signals_at_any_instant(template: Path, tmp_path: Path, signal: str) -> None:
    """The exit code is 128 + the signal's number, or the run was faster; all promises hold, and nothing is left lying.

    Python says nothing of its own either, of semaphores that leaked, say.
    """
    reference = harness.reference(template, tmp_path / "desk")
    began = time.monotonic()
    harness.call(harness.at(template, tmp_path / "desk"), TODAY)
    length = time.monotonic() - began
    dice = random.Random(signal)
    found: list[str] = []
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for _ in range(12 if WHOLE else 1):
        desk = harness.at(template, tmp_path / "desk")
        process = subprocess.Popen(
            harness.command(desk),
            env={**harness.environment(desk, TODAY), "TMPDIR": str(temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(dice.uniform(0.15, length))
        process.send_signal(getattr(__import__("signal"), signal))
        _, said = process.communicate(timeout=600)
        number = 15 if signal == "SIGTERM" else 2
        if process.returncode not in {128 + number, 0, 3} or "Traceback" in said or "Warning" in said:
            found.append(f"exit code {process.returncode}: {said}")
        found += [f"{path.name} was left behind" for path in temporary.iterdir()]
        found += harness.after_recovery(desk, reference, later=TODAY)
    assert not found, "\n".join(found)


def four_at_once(folder: Path, sabotage: str | None = None) -> list[str]:
    """Four runs start together and again, while articles arrive; what is not as promised afterwards."""
    desk = harness.scene(folder / "desk", "fresh")
    processes = []

    def arrive() -> None:
        for topic in range(10, 16):
            waiting = folder / f"waiting{topic}"
            waiting.write_text(article(topic, 4), encoding="utf-8")
            waiting.rename(desk.articles / f"late{topic}.txt")
            time.sleep(0.4)

    arriving = threading.Thread(target=arrive)
    arriving.start()
    for _ in range(2):
        processes += [
            subprocess.Popen(
                harness.command(desk),
                env=harness.environment(desk, TODAY, sabotage),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        time.sleep(1)
    ended = [(process, process.communicate(timeout=600)[1]) for process in processes]
    arriving.join()
    found = [
        f"exit code {p.returncode}: {said[-500:]}" for p, said in ended if p.returncode != 0 or "Traceback" in said
    ]
    last = harness.call(desk, TODAY, sabotage=sabotage)
    if last.returncode != 0:
        found.append(f"the next run ends with {last.returncode}: {last.stderr[-300:]}")
    found += harness.restless(desk, TODAY, sabotage)
    told = desk.told()
    missing = sorted(path.name for path in desk.articles.iterdir() if path.name not in told)
    return found + harness.exactly_once(desk) + harness.unsound(desk) + [f"{name} was never told" for name in missing]


def test_four_at_once(tmp_path: Path) -> None:
    """They wait for one another, and every article is told once."""
    for n in range(6 if WHOLE else 1):
        assert four_at_once(tmp_path / str(n)) == []


@pytest.fixture(scope="module")
def next_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scene on which defects show best: a day behind it, new articles, a copy of an old one."""
    return harness.scene(tmp_path_factory.mktemp("defects") / "desk", "next day").root


@pytest.mark.parametrize("defect", ["publish_before_commit", "no_recovery", "half_written", "two_transactions"])
def test_the_harness_finds_a_defect_by_cutting(next_day: Path, tmp_path: Path, defect: str) -> None:
    """With one defect switched on, a cut somewhere between the first commit and the last page breaks a promise."""
    desk = tmp_path / "worker0" / "desk"
    sites = harness.reference(next_day, desk, defect).sites
    commits = [n for n, site in enumerate(sites) if site.call == "unlink" and "digest.sqlite-journal" in site.line]
    pages = [n for n, site in enumerate(sites) if site.call == "rename" or f"{TODAY[:10]}.html" in site.line]
    critical = [sites[n] for n in sorted({*pages[1:3], commits[0] + 1, pages[-1]})]
    assert any(found for _, found in trials(next_day, tmp_path, critical, defect))


@pytest.mark.parametrize("defect", ["publish_before_commit", "no_file_sync", "no_folder_sync"])
def test_the_harness_finds_a_defect_in_the_order_of_calls(next_day: Path, tmp_path: Path, defect: str) -> None:
    """Not every defect needs a crash to be seen."""
    known = harness.reference(next_day, tmp_path / "desk", defect)
    assert harness.disorder(known.lines, tmp_path / "desk" / "output") != []


def test_the_harness_finds_a_run_that_never_rests(tmp_path: Path) -> None:
    """A recovery that writes at every run is seen, though a run that knows by its note that nothing is new has none."""
    desk = harness.scene(tmp_path / "desk", "fresh")
    harness.call(desk, TODAY)
    assert harness.restless(desk, TODAY) == []
    harness.call(desk, TOMORROW)
    (found,) = harness.restless(desk, TOMORROW, "recovery_without_end")
    assert "without a note changes something" in found


def test_the_harness_finds_a_missing_lock(tmp_path: Path) -> None:
    """Runs at once without a lock get into each other's way."""
    assert any(four_at_once(tmp_path / str(n), "no_lock") for n in range(3))
