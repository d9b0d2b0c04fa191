"""A real Dask scheduler with two worker processes on this machine, over TCP on loopback: the same results."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from digest import __version__
from digest.errors import ClusterError
from digest.parallel import cluster
from digest.parallel.cluster import Cluster
from digest.parallel.dispatch import run_tasks
from digest.pipeline.ingest import ReadJob
from digest.pipeline.run import run
from digest.store.store import open_unchecked
from tests.desks import MONDAY, Desk, article, moment
from tests.test_jobs import Results, Trap, files, job, problems, trapped  # noqa: F401 - fixtures

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


def start(*words: str | Path) -> subprocess.Popen[bytes]:
    """``dask …`` in a process of its own; one failed attempt is all that a task has."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_DISTRIBUTED__WORKER__PRELOAD": "[]",
    }
    command = [sys.executable, "-m", "dask", *map(str, words)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for_address(path: Path) -> str:
    """What the scheduler writes when it listens."""
    while not (path.exists() and path.read_text().strip()):
        time.sleep(0.1)
    address: str = json.loads(path.read_text())["address"]
    return address


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and the processes that we started: it, then the workers."""
    started = [start("scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", folder / "scheduler.json")]
    try:
        address = wait_for_address(folder / "scheduler.json")
        for number in range(workers):
            words = ("worker", address, *LOOPBACK, "--nthreads", "1", "--local-directory", folder / str(number))
            started.append(start(*words))
        yield address, started
    finally:
        for one in reversed(started):
            one.terminate()
        for one in started:
            try:
                one.wait(60)
            except subprocess.TimeoutExpired:
                one.kill()


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and the three processes that we started."""
    with dask(tmp_path_factory.mktemp("dask"), 2) as both:
        yield both


def wait_for_workers(address: str, count: int) -> None:
    """Until so many are there."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=600)


@pytest.fixture(scope="module")
def address(processes: tuple[str, list[subprocess.Popen[bytes]]]) -> str:
    """The scheduler's address, when both workers are there."""
    wait_for_workers(processes[0], 2)
    return processes[0]


def test_all_listen_on_loopback_only(address: str, processes: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    """Nobody outside of this machine can reach what a test starts."""
    assert address.startswith("tcp://127.0.0.1:")
    family = [one for process in processes[1] for one in _family(process.pid)]
    heard = {c.laddr.ip for one in family for c in one.net_connections() if c.status == psutil.CONN_LISTEN}
    assert heard == {"127.0.0.1"}


def _family(number: int) -> list[psutil.Process]:
    return [psutil.Process(number), *psutil.Process(number).children(recursive=True)]


def test_a_cluster_changes_nothing(address: str, job: ReadJob) -> None:  # noqa: F811
    """The Results are equal, and in the order of the files, to those of one process."""
    tasks = files(250)
    expected = [result for task in tasks for result in run_tasks([task], job)]
    assert list(run_tasks(tasks, job, cluster=address)) == expected


@pytest.mark.crash
def test_a_worker_killed_in_the_middle(address: str, trapped: ReadJob, tmp_path: Path) -> None:  # noqa: F811
    """Its chunk is done by another, and no file is set aside."""
    once = replace(trapped, read=Trap(tmp_path / "fell"))
    results = list(run_tasks(files(450, trap="is killed", at=300), once, cluster=address))
    assert (tmp_path / "fell").exists()
    assert len(results) == 450
    assert problems(results) == []


@pytest.mark.crash
@pytest.mark.parametrize("trap", ["is killed", "spins"])
def test_a_file_that_ends_every_worker_is_set_aside_alone(address: str, trapped: ReadJob, trap: str) -> None:  # noqa: F811
    """Killed, or in a loop in a thread that gets no signals: the others have their Results."""
    results: list[Results] = list(run_tasks(files(60, trap=trap, at=30), trapped, cluster=address))
    assert [problem.path for problem in problems(results)] == ["trap.txt"]
    assert len(results) == 60


def test_a_run_on_a_cluster_makes_the_same_briefing(address: str, tmp_path: Path) -> None:
    """Every byte of every page is that of a run in one process."""
    here, there = Desk(tmp_path / "here"), Desk(tmp_path / "there", more=f'[run]\ncluster = "{address}"\n')
    for desk in (here, there):
        for number in range(30):
            desk.put(f"{number}.txt", article(number // 2, sentences=5 + number % 2))
        desk.run(MONDAY)
    assert len(here.pages()) > 3
    assert there.pages() == here.pages()


@pytest.mark.crash
def test_the_scheduler_dies_in_the_middle(tmp_path: Path) -> None:
    """Exit code 1 and a sentence; nothing was recorded, and the next run tells everything."""
    with dask(tmp_path, 1) as (address, started):
        wait_for_workers(address, 1)
        desk = Desk(tmp_path / "desk", more=f'[run]\ncluster = "{address}"\n')
        for number in range(2 * Cluster.batch_tasks + 50):
            desk.put(f"{number}.txt", article(number % 40))

        def progress(_what: str, _files: int, _done: int) -> None:
            started[0].kill()  # the first chunk is done, the second and the third are not

        with pytest.raises(ClusterError, match=r"the scheduler at .* has gone; nothing was recorded") as told:
            run(desk.settings, now=moment(MONDAY), progress=progress)
        assert told.value.exit_code == 1
    assert desk.pages() == {}
    with open_unchecked(desk.output) as kept:
        assert kept.is_new()
    desk.config.write_text('[schedule]\nzone = "Europe/Berlin"\n', encoding="utf-8")
    desk.run(MONDAY)
    assert len(desk.told()) == 2 * Cluster.batch_tasks + 50


def test_other_versions_are_told(address: str, job: ReadJob, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Which worker has which, before any file is read: another version could make another briefing."""
    monkeypatch.setattr(cluster, "__version__", "9.9")
    monkeypatch.setattr(cluster, "version", lambda _package: "0.1")
    with pytest.raises(ClusterError) as told:
        list(run_tasks(files(30), job, cluster=address))
    assert f"digest {__version__}, here 9.9" in str(told.value)
    assert ", here 0.1" in str(told.value)
    assert "tcp://127.0.0.1" in str(told.value)


def test_no_scheduler(job: ReadJob, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """The message names the key, the address and what to do."""
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"\[run\] cluster: no scheduler answers at tcp://127.0.0.1:9"):
        list(run_tasks(files(1), job, cluster="tcp://127.0.0.1:9"))


def no_digest(_: object) -> dict[str, object]:
    """As Dask tells what happened in a worker."""
    raise ModuleNotFoundError("No module named 'digest'\nin a worker")


def played(run: object) -> Cluster:
    """A cluster whose scheduler answers what it is told to."""
    made = Cluster.__new__(Cluster)
    made._address = "tcp://desk:8786"
    made._client = SimpleNamespace(run=run)
    return made


@pytest.mark.parametrize(
    ("run", "said"),
    [
        pytest.param(
            no_digest, r"a worker of tcp://desk:8786 has no digest .* \(No module named 'digest'\)", id="no digest"
        ),
        pytest.param(lambda _: {}, "tcp://desk:8786 has no workers; start some", id="no workers"),
    ],
)
def test_what_a_cluster_lacks_is_told_before_any_file_is_read(run: object, said: str) -> None:
    """With what to do about it."""
    with pytest.raises(ClusterError, match=said):
        played(run)._count_threads()


def test_a_cluster_that_does_not_answer_is_told() -> None:
    """Its workers cannot be ended from here."""
    with pytest.raises(ClusterError, match="have not answered for 600 seconds"):
        played(None).give_up()


def test_a_cluster_without_its_package_is_told(job: ReadJob, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match="pip install 'distributed"):
        Cluster("tcp://desk:8786", job)
