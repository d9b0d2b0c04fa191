"""The jobs of a run: files are read within their time, stories drafted, pages rendered."""

import contextlib
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.generate import articles, file_of
from digest.analysis.lexicon import compile_themes
from digest.codec import EncodedArticle
from digest.config import Briefing, Settings
from digest.edition.drafts import DraftJob, StoryInput
from digest.errors import DigestError, WorkersLostError
from digest.intake.folder import FoundFile
from digest.model import ArticleSummary, Problem, ProblemKind
from digest.parallel.dispatch import run_tasks
from digest.pipeline import ingest
from digest.pipeline.ingest import READING, InputFile, ReadJob, _list_modules, make_read_job, read_file
from digest.pipeline.source_pages import PageBatch, RenderJob
from digest.publish.render import load_templates, render_sources
from digest.store.store import open_unchecked
from tests.desks import MONDAY, Desk, article
from tests.edition.works import DAY, loader, work
from tests.parallel.jobs import TRAPS
from tests.publish import editions

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 24)
FEW = (24, 400_000)
"""Files from which on workers read here: no test needs as many as a run."""
Results = tuple[EncodedArticle | Problem, ...]


def _spin() -> None:
    while True:
        pass


def _swallow() -> None:
    while True:
        with contextlib.suppress(Exception):
            _spin()


def _deep() -> None:
    _deep()


DELAYS: dict[str, Callable[[], object]] = {
    "spins": _spin,
    "backtracks": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "swallows": _swallow,
    "recurses": _deep,
    **TRAPS,
}


@dataclass(frozen=True)
class Trap:
    """Reads a file, and does what its last line says; where ``once``, only while no such file exists."""

    once: Path | None = None

    def __call__(self, path: str, data: bytes, **options: object) -> Results:
        for trap in re.findall(r"The trap (.+)\.", data.decode()):
            if not (self.once and self.once.exists()):
                if self.once:
                    self.once.touch()
                DELAYS[trap]()
        return read_file(path, data, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def job() -> ReadJob:
    """A run's settings, with the shipped themes."""
    settings = Settings()
    return ReadJob(settings.briefing, compile_themes(settings.theme, Path()), TODAY, min_parallel=FEW)


@pytest.fixture
def trapped(job: ReadJob) -> ReadJob:
    """The same with traps, and less time for a file; a short article takes a hundredth of it."""
    return replace(job, read=Trap(), seconds=1.0)


def files(count: int, *, trap: str = "", at: int = 0) -> list[InputFile]:
    """Short articles, one of them with a trap in its last line."""
    made = []
    for number, one in enumerate(articles(count, words=90, pages=0.1)):
        path, data = file_of(one, kilobytes=8)
        if trap and number == at:
            path, data = "trap.txt", data + f"\n\nThe trap {trap}.\n".encode()
        made.append(InputFile(path, data, "An Outlet"))
    return made


def problems(results: list[Results]) -> list[Problem]:
    """The files that were set aside."""
    return [one for result in results for one in result if isinstance(one, Problem)]


def test_workers_read_what_this_process_reads(job: ReadJob) -> None:
    """Every article and analysis, in the order of the files."""
    tasks = files(60)
    assert list(run_tasks(tasks, job, workers=2)) == [job.do(task) for task in tasks]


@pytest.mark.parametrize("trap", ["spins", "backtracks", "swallows"])
@pytest.mark.parametrize("count", [3, 40], ids=["in one process", "in workers"])
def test_a_file_that_takes_too_long_is_set_aside(trapped: ReadJob, trap: str, count: int) -> None:
    """Loops, patterns that backtrack, code that catches every Exception: its time ends, no process does."""
    results = list(run_tasks(files(count, trap=trap, at=1), trapped, workers=1))
    assert [problem.reason for problem in problems(results)] == [
        "took more than 1 seconds and was set aside; it is tried again when it changes"
    ]
    assert len(results) == count


def test_a_parser_that_trips_is_told_without_a_traceback(trapped: ReadJob) -> None:
    """A bug costs one file, and the reader can report it."""
    results = list(run_tasks(files(3, trap="recurses", at=1), trapped))
    assert [problem.reason for problem in problems(results)] == [
        "could not be read: RecursionError in a parser; please report it with the file"
    ]


def test_a_file_that_ends_its_workers_is_set_aside_alone(trapped: ReadJob) -> None:
    """All others are read."""
    results = list(run_tasks(files(40, trap="is killed", at=20), trapped, workers=2))
    assert [(problem.path, problem.unreadable) for problem in problems(results)] == [("trap.txt", True)]
    assert "ended the process that read it, twice" in problems(results)[0].reason
    assert len(results) == 40


def test_a_run_whose_workers_all_end_records_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 and what they ended of; the next run does the day as if it were the first."""
    desk = Desk(tmp_path, more="[run]\nworkers = 2\n")
    for number in range(40):
        desk.put(f"{number}.txt", article(number) + "\nThe trap leaves.\n")
    with monkeypatch.context() as broken:
        broken.setattr(
            ingest, "make_read_job", lambda *words: replace(make_read_job(*words), read=Trap(), min_parallel=FEW)
        )
        with pytest.raises(WorkersLostError, match="ended with exit code 7") as told:
            desk.run(MONDAY)
    assert told.value.exit_code == 1
    assert desk.pages() == {}
    with open_unchecked(desk.output) as kept:
        assert kept.is_new()
    assert desk.run(MONDAY).exit_code == 0  # also of the files that were set aside before it broke off
    assert len(desk.told()) == 40


def test_what_ended_a_run_is_set_aside_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few files are read by the run itself; after one that was cut off workers read them, whom a file may end."""
    desk = Desk(tmp_path, more="[run]\nworkers = 1\n")
    desk.put("a.txt", article(1))
    desk.put("b.txt", article(2) + "\nThe trap leaves.\n")
    desk.leave_cache()
    monkeypatch.setattr(ingest, "make_read_job", lambda *words: replace(make_read_job(*words), read=Trap()))
    assert desk.run(MONDAY).exit_code == 3
    assert len(desk.told()) == 1


def test_a_crash_is_not_remembered_for_the_next_run() -> None:
    """It may have been the machine's; what a file holds is taken from the cache."""
    crash = Problem("a.txt", "ended the process", unreadable=True, kind=ProblemKind.CRASHED)
    empty = Problem("a.txt", "holds nothing")
    assert ingest._drop_crash((crash,)) is None
    assert ingest._drop_crash((empty,)) == (empty,)
    assert ingest._drop_crash(None) is None


def test_pages_and_stories_are_not_given_up() -> None:
    """What ends every process that does it ends the run, by name: no briefing without one of its parts."""
    edition = editions.two_articles().edition
    with pytest.raises(DigestError, match=rf"made the pages of {edition.articles[0].path}, .* ended"):
        RenderJob(None, loader()).on_crash(PageBatch(edition, edition.articles))
    story = StoryInput((ArticleSummary.of(work("A boat sank off Marlow on Tuesday.", path="a.txt")),), (), None, "s1")
    with pytest.raises(DigestError, match=r"made the story of a\.txt ended, and so did .*; nothing was published"):
        DraftJob(loader(), DAY, (), frozenset(), {}, Settings()).on_crash(story)


def test_a_worker_compiles_its_template_itself(tmp_path: Path) -> None:
    """What travels is the folder of a reader's own templates; the pages are the same bytes."""
    (tmp_path / "source.html").write_text("{{ page.source.title }}, ours", encoding="utf-8")
    made = editions.two_articles()
    pages = {}
    for own in (None, tmp_path):
        here = RenderJob(own, loader, load_templates(own).source)
        there = pickle.loads(pickle.dumps(here))
        pages[own] = render_sources(made.edition, made.pages, here.template)
        assert render_sources(made.edition, made.pages, there.template) == pages[own]
        assert there.template is not here.template
    assert all(page.endswith(b", ours") for page in pages[tmp_path].values())
    assert len(pages[None]) == 2


def test_modules_that_reading_imports_are_there() -> None:
    """They are named in words, which no checker follows; pages and sumy's methods need one more."""
    page, text = (FoundFile(name, name, 1, 1, 1) for name in ("a.HTML", "a.txt"))
    ours, sumys = Briefing(), Briefing(method="luhn")
    assert _list_modules([text], ours) == _list_modules([], ours) == READING
    assert _list_modules([text, page], ours) == (*READING, "trafilatura")
    assert _list_modules([text], sumys) == (*READING, "digest.analysis.summarizers")
    assert all(__import__(module) for module in _list_modules([page], sumys))


def test_reading_imports_no_sumy() -> None:
    """Our own method does without: sumy imports nltk and requests, a third of a second of the processor."""
    known = f"import sys, {', '.join(READING)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    found = subprocess.run([sys.executable, "-c", known], capture_output=True, text=True, check=True).stdout.split()
    assert "numpy" in found
    assert not {"sumy", "nltk", "requests", "pycountry"} & {*found}
