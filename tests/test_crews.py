"""Those who do the work, played by stand-ins: what becomes of chunks when they die, and what a cluster can lack."""

import contextlib
import dataclasses
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.config import Settings
from digest.edition.drafts import DraftJob, StoryInput
from digest.errors import ClusterError, DigestError
from digest.publish.render import load_templates, render_sources
from digest.workers.cluster import Cluster
from digest.workers.pages import Rendering, Sheaf
from digest.workers.plain import _reducer
from digest.workers.pool import Processes, _Foreman
from tests.edition.works import DAY, work
from tests.publish import editions


class GoneError(Exception):
    """The workers have died."""


class Script:
    """A crew that does, of each chunk that it is given, what its script says: ``done``, ``dies`` or ``refuses``."""

    deaths = (GoneError,)
    abreast = 2

    def __init__(self, *steps: str) -> None:
        self.steps = list(steps)
        self.given: list[tuple[int, ...]] = []
        self.renewed = 0

    def submit(self, _job: bytes, chunk: tuple[int, ...]) -> "Future[bytes]":
        self.given.append(chunk)
        step = self.steps.pop(0) if self.steps else "done"
        if step == "refuses":
            raise GoneError
        future: Future[bytes] = Future()
        if step == "dies":
            future.set_exception(GoneError())
        else:
            future.set_result(pickle.dumps(tuple(10 * one for one in chunk)))
        return future

    def renew(self) -> None:
        self.renewed += 1

    @contextlib.contextmanager
    def alone(self) -> "Iterator[Script]":
        yield self

    def wounded(self) -> bool:
        return False

    def silent(self) -> None:
        pytest.fail("nobody was silent")


@dataclasses.dataclass(frozen=True)
class Tenfold:
    """A task's result is ten times the task; one that every worker dies of is given up as its negative."""

    def give_up(self, task: int) -> int:
        return -task


CHUNKS = ((1, 2), (3, 4), (5,))


@pytest.mark.parametrize(
    ("steps", "results", "given"),
    [
        pytest.param((), [10, 20, 30, 40, 50], [*CHUNKS], id="nobody dies"),
        pytest.param(("dies",), [10, 20, 30, 40, 50], [(1, 2), (3, 4), (1, 2), (5,)], id="what was done is kept"),
        pytest.param(("refuses",), [10, 20, 30, 40, 50], [(1, 2), (3, 4), (1, 2), (5,)], id="dead before it was given"),
        pytest.param(("dies", "dies"), [10, 20, 30, 40, 50], [(1, 2), (3, 4), (1, 2), (3, 4), (5,)], id="both die"),
        pytest.param(
            ("dies", "done", "dies", "dies", "done"),
            [-1, 20, 30, 40, 50],
            [(1, 2), (3, 4), (1, 2), (1,), (2,), (5,)],
            id="one task kills, three times",
        ),
    ],
)
def test_results_come_in_order_whoever_dies(steps: tuple[str, ...], results: list[int], given: list[object]) -> None:
    """What was under way is handed out again, what was done is not; after two deaths a chunk is taken apart."""
    crew = Script(*steps)
    found = [one for some in _Foreman(crew, Tenfold(), 60.0).work(CHUNKS) for one in some]  # type: ignore[arg-type]
    assert found == results
    assert crew.given == given
    assert crew.renewed == (sum(step != "done" for step in steps) if len(steps) != 2 else 1)


def test_processes_that_never_had_work_are_ended() -> None:
    """A pool that broke before its first chunk has no pipe to close."""
    crew = Processes(1)
    crew._pool._result_queue = None
    crew.stop()
    with pytest.raises(RuntimeError, match="after shutdown"):
        crew.submit(b"", ())


def cluster(run: object) -> Cluster:
    """A cluster whose scheduler answers what it is told to."""
    made = Cluster.__new__(Cluster)
    made._address = "tcp://desk:8786"
    made._client = SimpleNamespace(run=run)
    return made


def no_digest(_: object) -> dict[str, object]:
    """As Dask tells what happened in a worker."""
    raise ModuleNotFoundError("No module named 'digest'\nin a worker")


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
        cluster(run)._checked()


def test_a_cluster_that_does_not_answer_is_told() -> None:
    """Its workers cannot be ended from here."""
    with pytest.raises(ClusterError, match="have not answered for long"):
        cluster(None).silent()


def test_a_cluster_without_its_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'digest\[cluster\]'"):
        Cluster("tcp://desk:8786")


def test_pages_and_stories_are_not_given_up() -> None:
    """What ends every process that does it ends the run, by name: no briefing without one of its parts."""
    edition = editions.two_articles().edition
    with pytest.raises(DigestError, match=rf"the pages of {edition.articles[0].path}, .* ended, three times"):
        Rendering(None).give_up(Sheaf(edition, edition.articles, ()))
    story = StoryInput((work("A boat sank off Marlow on Tuesday.", path="a.txt"),), (), None, "s1")
    with pytest.raises(DigestError, match=r"the story of a\.txt ended, three times; nothing was published"):
        DraftJob(DAY, (), frozenset(), {}, Settings()).give_up(story)


def test_a_worker_compiles_its_template_itself(tmp_path: Path) -> None:
    """What travels is the folder of a reader's own templates; the pages are the same bytes."""
    (tmp_path / "source.html").write_text("{{ page.source.title }}, ours", encoding="utf-8")
    made = editions.two_articles()
    pages = {}
    for own in (None, tmp_path):
        here = Rendering(own, load_templates(own).source)
        there = pickle.loads(pickle.dumps(here))
        pages[own] = render_sources(made.edition, made.pages, here.template)
        assert render_sources(made.edition, made.pages, there.template) == pages[own]
        assert there.template is not here.template
    assert all(page.endswith(b", ours") for page in pages[tmp_path].values())
    assert len(pages[None]) == 2


@dataclasses.dataclass(frozen=True)
class One:
    """A value of one field."""

    only: tuple[int, ...]


def test_a_value_of_one_field_travels_like_others() -> None:
    """Its field is not taken for all of them."""
    make, fields = _reducer(One)(One((1, 2)))
    assert make(*fields) == One((1, 2))
