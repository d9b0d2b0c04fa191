"""The commands that keep it running: units, status, and what is said when the machine does not play along."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from digest.commands.schedule import _call_weekly, _find_command, _write_systemd
from digest.config import Settings
from digest.store.lock import hold_lock
from digest.store.store import open_unchecked
from tests import calls
from tests.calls import Said
from tests.desks import Desk, article
from tests.test_schedule import wait_for

pytestmark = pytest.mark.slow

PROGRAM = Path(sys.executable).with_name("digest")
AT_A_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Runs a program on the terminal that its standard input is: Ctrl-C there reaches it."""
HEAVY = ("sumy", "nltk", "numpy", "trafilatura", "jinja2", "apscheduler", "rich")
STAGES = ("digest.analysis.analyse", "digest.edition.compose", "digest.pipeline.backfill", "digest.pipeline.day")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One article, no run yet."""
    desk = Desk(tmp_path / "desk")
    desk.put("a.txt", article(1))
    return desk


def call(desk: Desk, *words: str, now: str = "2026-03-09T07:00", **more: str) -> Said:
    """A command on the desk at that time."""
    return calls.call(words[0], "--config", str(desk.config), *words[1:], cwd=desk.root, DIGEST_NOW=now, **more)


@pytest.mark.parametrize("known", [True, False])
def test_a_run_with_nothing_new_imports_no_stage(desk: Desk, known: bool) -> None:
    """Seen in what is imported, not on the clock; where nothing has changed since a run, not even values or settings."""
    desk.run("2026-03-09T07:00")
    heavy = (*HEAVY, "pydantic", "sqlite3", "digest.model") if known else (*HEAVY, *STAGES)
    if not known:
        (desk.output / ".digest" / "unchanged.json").unlink()
    code = (
        "import sys\nfrom digest.cli import digest\n"
        f"digest(['run', '--config', {str(desk.config)!r}, '--now', '2026-03-09T08:00'], standalone_mode=False)\n"
    )
    shown = f"try:\n    exec({code!r})\nexcept SystemExit:\n    pass\nimport sys; print(sorted(set({heavy!r}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=False)
    assert "Nothing new" in result.stderr
    assert result.stdout.strip() == "[]"


def test_busy(desk: Desk) -> None:
    """Exit code 75, and a sentence with the remedy."""
    with hold_lock(desk.output / ".digest"):
        result = call(desk, "run")
    assert result.returncode == 75
    assert "--wait" in result.stderr


def test_status_of_a_desk(desk: Desk) -> None:
    """Before the first run, after it, when something came, when a slot was missed, when a run failed."""
    first = json.loads(call(desk, "status", "--json", now="2026-03-09T05:00").stdout)
    assert (first["last_run"], first["overdue"], first["new"]) == (None, False, ["a.txt"])
    assert call(desk, "status", now="2026-03-09T09:00").returncode == 0, "nothing is late before the first run"
    desk.put("broken.pdf", b"%PDF-1.7 no")
    desk.run("2026-03-09T07:00")
    result = call(desk, "status", "--json", now="2026-03-09T08:00")
    state = json.loads(result.stdout)
    assert result.returncode == 0
    assert state["last_edition"]["date"] == "2026-03-09"
    assert state["next_slot"].startswith("2026-03-10T06:00")
    assert [one["path"] for one in state["set_aside"]] == ["broken.pdf"]
    (desk.articles / "broken.pdf").unlink()
    assert json.loads(call(desk, "status", "--json", now="2026-03-09T08:00").stdout)["set_aside"] == []
    late = call(desk, "status", now="2026-03-10T06:30")
    assert late.returncode == 1
    assert "OVERDUE" in late.stdout
    assert call(desk, "status", now="2026-03-10T06:05").returncode == 0


@pytest.mark.parametrize(
    "verb", ["status", "verify", "show", "search words", "rebuild 2026-03-09", "run --dry-run", "schedule"]
)
def test_a_lost_database_is_told_by_every_command(desk: Desk, verb: str) -> None:
    """None of them takes an empty database for a desk on which all is well: exit code 1 and the way out."""
    desk.run("2026-03-09T07:00")
    shutil.rmtree(desk.output / ".digest")
    said = call(desk, *verb.split(), now="2026-03-10T05:00")
    assert said.returncode == 1
    assert "the database is gone" in said.stderr
    assert "digest repair" in said.stderr


def test_a_draft_ends_as_the_run_would(desk: Desk) -> None:
    """With 3 where a file that should hold an article cannot be read, which is named."""
    desk.put("broken.pdf", b"%PDF-1.7\nnothing of the kind")
    said = call(desk, "run", "--dry-run", "--json")
    assert said.returncode == 3
    assert "broken.pdf: this PDF is damaged" in said.stderr
    assert [one["path"] for one in json.loads(said.stdout)["left_out"]] == ["broken.pdf"]


def test_status_tells_of_a_failed_run(desk: Desk) -> None:
    """Until one ends well."""
    desk.run("2026-03-09T07:00")
    shutil.move(desk.articles, desk.root / "elsewhere")
    assert call(desk, "run").returncode == 2
    shutil.move(desk.root / "elsewhere", desk.articles)
    result = call(desk, "status")
    assert result.returncode == 1
    assert "articles' folder cannot be read" in result.stdout
    assert call(desk, "run").returncode == 0
    assert call(desk, "status").returncode == 0


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("more", ["", 'days = ["mon", "fri"]\n'], ids=["every day", "two days"])
def test_the_systemd_units_are_in_order(tmp_path: Path, more: str) -> None:
    """systemd-analyze finds nothing to complain of, also where a folder has a space, a percent sign and a dollar."""
    desk = Desk(tmp_path / "my 100% $HOME desk", times='["06:00", "18:30"]', more=more)
    text = call(desk, "schedule", "--print", "systemd").stdout
    parts = text.split("# ---- ")
    for part in parts[1:3]:
        name, _, body = part.partition("\n")
        (tmp_path / Path(name).name).write_text(body, encoding="utf-8")
    units = [str(tmp_path / name) for name in ("digest.service", "digest.timer")]
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    complaints = [line for line in (result.stdout + result.stderr).splitlines() if "digest" in line]
    assert complaints == []
    assert "Persistent=true" in text
    assert text.count("OnCalendar=") == 2
    assert "18:30:00 Europe/Berlin" in text
    assert "100%% $$HOME desk" in text


def test_units_call_a_module_by_its_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started by ``python -m digest``, the file of the module is no program."""
    monkeypatch.setattr(sys, "argv", ["/usr/lib/python3/digest/__main__.py"])
    config = tmp_path / "config.toml"
    words = _find_command(config)
    assert words == [sys.executable, "-m", "digest", "run", "--config", str(config)]
    assert _call_weekly(words) == [sys.executable, "-m", "digest", "weekly", "--config", str(config)]


def test_a_dollar_in_the_programs_own_path_stays_one(tmp_path: Path) -> None:
    """systemd looks for variables in a command's words, but not in the program's name."""
    unit = _write_systemd(Settings(root=tmp_path), ["/opt/5% $x/digest", "run", "--config", '/home/"$y"\\c'])
    assert 'ExecStart="/opt/5%% $x/digest" "run" "--config" "/home/\\"$$y\\"\\\\c" --wait 60\n' in unit


def test_the_lines_for_cron(tmp_path: Path) -> None:
    """One line a slot; weekdays by name; a percent sign, which cron takes for a line end, is escaped."""
    desk = Desk(tmp_path / "my 100% desk", times='["06:00", "18:30"]', more='days = ["mon", "fri"]\n')
    lines = [line for line in call(desk, "schedule", "--print", "cron").stdout.splitlines() if not line.startswith("#")]
    assert lines[0] == "CRON_TZ=Europe/Berlin"
    assert [line.split(" /")[0] for line in lines[1:]] == ["0 6 * * mon,fri", "30 18 * * mon,fri"]
    assert all(r"100\% desk" in line for line in lines[1:])


def test_verify_ends_with_1_when_a_page_was_changed(desk: Desk) -> None:
    """And with 0 before."""
    desk.run("2026-03-09T07:00")
    assert call(desk, "verify").returncode == 0
    page = desk.output / "2026-03-09.html"
    page.write_bytes(page.read_bytes().replace(b"Monday", b"Mundey", 1))
    result = call(desk, "verify", "2026-03-09")
    assert result.returncode == 1
    assert "2026-03-09.html" in result.stderr


@pytest.mark.parametrize(
    ("config", "code", "said"),
    [
        ('[schedule]\nzone = "Europe/Berlni"\n', 2, "did you mean 'Europe/Berlin'"),
        ("[schedule]\ntimes = []\n", 2, "schedule.times"),
        ('[schedule]\ntimes = ["24:30"]\n', 2, "not a time of day"),
        ('[schedule]\ndays = ["someday"]\n', 2, "schedule.days"),
        ('[output]\nfolder = "seeds/out"\n', 2, "lies inside the articles' folder"),
    ],
    ids=["unknown zone", "no slot", "no time", "no day", "output among the articles"],
)
def test_settings_that_cannot_be_kept(desk: Desk, config: str, code: int, said: str) -> None:
    """A clear sentence, exit code 2, for a run and for the scheduler."""
    desk.config.write_text(config, encoding="utf-8")
    for verb in ("run", "schedule"):
        result = call(desk, verb)
        assert result.returncode == code
        assert said in result.stderr
        assert "Traceback" not in result.stderr


def test_an_odd_tz_variable(desk: Desk) -> None:
    """Where no zone is configured: exit code 2 and the remedy."""
    desk.config.write_text("", encoding="utf-8")
    for verb in ("run", "schedule", "status"):
        result = call(desk, verb, TZ="CET-1CEST,M3.5.0,M10.5.0/3")
        assert result.returncode == 2
        assert "zone" in result.stderr


def test_a_clock_in_1970(desk: Desk) -> None:
    """Exit code 1, and nothing was made."""
    result = call(desk, "run", now="1970-01-01T00:01")
    assert result.returncode == 1
    assert "set the machine's clock" in result.stderr


def in_a_mount(desk: Desk, options: str, place: Path, *steps: str) -> "subprocess.CompletedProcess[str]":
    """Shell steps in a namespace of their own, with a small disk mounted at ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    script = f"mount -t tmpfs -o {options} none '{place}' && " + " && ".join(steps)
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DIGEST_NOW": "2026-03-09T07:00"},
        timeout=600,
    )


def can_mount() -> bool:
    """Whether this machine lets us have a namespace with a disk in it."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


needs_mounts = pytest.mark.skipif(not can_mount(), reason="no disk can be mounted here")


@needs_mounts
def test_a_full_disk(desk: Desk) -> None:
    """A disk of 64 kB: a clear sentence, exit code 1, no page; with more room the next run tells everything."""
    run = f"'{PROGRAM}' run --config '{desk.config}'"
    out = desk.output
    look = f"echo code $?; ls '{out}'"
    again = f"'{PROGRAM}' verify --config '{desk.config}'; grep -c a.txt '{out}/2026-03-09.json'"
    result = in_a_mount(
        desk, "size=64k", out, f"({run}; {look}; echo room; mount -o remount,size=20m '{out}'; {run}; {look}; {again})"
    )
    before, full, after = result.stdout.split("code ")
    assert before == ""
    assert full.split("room")[0].split() == ["1"]
    assert after.startswith("0\n")
    assert {"2026-03-09.html", "2026-03-09.md", "index.html", "sources"} <= set(after.split())
    assert int(after.split()[-1]) > 0
    assert "nothing was published" in result.stderr or "No space left" in result.stderr
    assert "Traceback" not in result.stderr


@needs_mounts
@pytest.mark.parametrize("verb", ["run", "rebuild 2026-03-09", "repair"])
def test_a_disk_that_is_read_only(desk: Desk, verb: str) -> None:
    """A clear sentence, exit code 1."""
    result = in_a_mount(
        desk,
        "size=1m",
        desk.output,
        f"mount -o remount,ro '{desk.output}'",
        f"'{PROGRAM}' {verb} --config '{desk.config}'",
    )
    assert result.returncode == 1
    assert "Read-only file system" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("verb", ["status", "show", "search words", "run --dry-run"])
def test_reading_commands_need_no_rights_to_write(desk: Desk, verb: str) -> None:
    """They change nothing: neither bytes nor times."""
    desk.run("2026-03-09T07:00")
    before = desk.bytes_and_times()
    name, *rest = verb.split()
    assert call(desk, name, *rest).returncode == 0
    assert desk.bytes_and_times() == before


@pytest.mark.parametrize("verb", ["status", "verify", "show", "search words", "explain 2026-03-09", "run"])
def test_who_only_reads_is_not_told_that_nothing_was_published(desk: Desk, verb: str) -> None:
    """A database that cannot be opened: exit code 1 and the remedy; a run says what became of its briefing."""
    desk.run("2026-03-09T07:00")
    database = desk.output / ".digest" / "digest.sqlite"
    database.unlink()
    database.mkdir()
    said = call(desk, *verb.split())
    assert said.returncode == 1
    assert "the database cannot be used" in said.stderr
    assert ("nothing was published" in said.stderr) is (verb == "run")


def test_ctrl_c_in_a_run_on_a_terminal(desk: Desk) -> None:
    """A bar shows how far it is; Ctrl-C ends it and its workers with 130 and a short line, and nothing was recorded."""
    desk.config.write_text("[run]\nworkers = 2\n", encoding="utf-8")
    for number in range(600):
        desk.put(f"{number}.txt", article(number % 50, sentences=20))
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, PROGRAM, "run", "--config", desk.config],
        **dict.fromkeys(("stdin", "stdout", "stderr"), theirs),
        env={**os.environ, "DIGEST_NOW": "2026-03-09T07:00", "TERM": "xterm"},
        start_new_session=True,
    )
    os.close(theirs)
    shown = read_until(ours, b"Reading")
    family = psutil.Process(process.pid).children(recursive=True)
    os.write(ours, b"\x03")
    shown += read_until(ours, None)
    os.close(ours)
    assert process.wait(timeout=600) == 130
    assert len(family) >= 3  # the fork server and two workers
    assert shown.endswith(b"\r\ndigest: stopped by SIGINT\r\n")
    assert b"Traceback" not in shown
    assert b"\x1b[?25l" not in shown  # who hides the cursor cannot show it again
    _, left = psutil.wait_procs(family, timeout=600)
    assert left == []
    assert desk.pages() == {}
    with open_unchecked(desk.output) as kept:
        assert kept.is_new()


def read_until(handle: int, wanted: bytes | None) -> bytes:
    """What a terminal shows until some words, or until its program has gone."""
    shown = b""
    while wanted is None or wanted not in shown:
        try:
            more = os.read(handle, 65536)
        except OSError:  # nobody has the other end
            more = b""
        if not more:
            break
        shown += more
    return shown


WAITS = """
import pathlib, time
nap = time.sleep
def sleep(seconds):
    pathlib.Path(__file__).with_name("waits").touch()
    nap(seconds)
time.sleep = sleep
"""


@contextmanager
def waiting(desk: Desk) -> "Iterator[subprocess.Popen[str]]":
    """A run that has found another one at work, and waits for it."""
    (desk.root / "sitecustomize.py").write_text(WAITS, encoding="utf-8")
    command = [PROGRAM, "run", "--wait", "60", "--config", desk.config]
    environment = {**os.environ, "DIGEST_NOW": "2026-03-09T07:00", "PYTHONPATH": str(desk.root)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(desk.root / "waits")
        yield process
    finally:
        process.kill()
        process.communicate()


def test_waiting_for_another_run(desk: Desk) -> None:
    """--wait waits as long as it was told to, and not longer than it must."""
    with ExitStack() as other:
        other.enter_context(hold_lock(desk.output / ".digest"))
        with waiting(desk) as process:
            assert process.poll() is None
            other.close()
            assert process.wait(timeout=600) == 0
    assert desk.told() == {"a.txt": ["2026-03-09"]}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_run_ends_at_once_on_a_signal(desk: Desk, number: signal.Signals) -> None:
    """With the signal's exit code and a word, without a traceback; nothing is told."""
    with hold_lock(desk.output / ".digest"), waiting(desk) as process:
        process.send_signal(number)
        _, said = process.communicate(timeout=600)
    assert process.returncode == 128 + number
    assert said == f"digest: stopped by {number.name}\n"
    assert desk.pages() == {}


def test_verbose_run_says_what_is_done(desk: Desk) -> None:
    """Our own log lines, on stderr, behind the seconds of each stage; without the option there are none."""
    program = [PROGRAM, "run", "--verbose", "--config", desk.config, "--now", "2026-03-09T07:00"]
    said = subprocess.run(program, capture_output=True, text=True, check=True, timeout=600).stderr.splitlines()
    lines = [line.partition(" s  digest.pipeline.run: ") for line in said if " s  digest." in line]
    logged = [line for _, _, line in lines]
    assert all(0 <= float(seconds) < 600 for seconds, _, _ in lines)
    assert logged[0].startswith("1 new or changed files; slot due: 2026-03-09")
    assert logged[1:] == [
        "1 files were read",
        "1 articles are new or wait; an edition is made: True",
        "recorded in the database",
        "published 10 files",
    ]


READERS = """
import sys
from click.testing import CliRunner
from digest.cli import digest
for line in sys.argv[1:]:
    done = CliRunner().invoke(digest, line.split())
    assert done.exit_code == 0, (line, done.output, done.exception)
    assert "Warning" not in done.stderr, line
"""


def warn_of_nothing(desk: Desk, *words: str) -> None:
    """Run Python with every warning an error."""
    command, environment = [sys.executable, "-W", "error", *words], {**os.environ, "DIGEST_NOW": "2026-03-09T08:00"}
    done = subprocess.run(
        command, env=environment, cwd=desk.root, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr


@pytest.mark.parametrize("verb", ["run", "run --dry-run"])
def test_a_run_warns_of_nothing(tmp_path: Path, verb: str) -> None:
    """With every warning an error, on each Python that runs the tests; also what other processes read."""
    desk = Desk(tmp_path / "desk", more="[run]\nworkers = 2\n")
    desk.leave_cache()
    for number in range(5):
        desk.put(f"{number}.txt", article(number, 3))
    warn_of_nothing(desk, "-m", "digest", *verb.split())


def test_no_other_command_warns_of_anything(desk: Desk) -> None:
    """One after the other in one process, which imports each for the first time."""
    desk.run("2026-03-09T07:00")
    verbs = ("status", "show", "search words", "verify", "explain 2026-03-09", "explain seeds", "check")
    warn_of_nothing(desk, "-c", READERS, *verbs, "rebuild 2026-03-09", "repair")
