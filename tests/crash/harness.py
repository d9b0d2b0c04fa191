"""Breaks runs of the installed command from outside, and says what is not as promised afterwards.

A *scene* is a desk just before a run. A *fault* is where strace cuts that run: SIGKILL or a full disk at the
entry of one system call that changes something below the desk. Afterwards one undisturbed run must leave what it
would have left had nothing happened, byte for byte; when it comes on the next day, nothing is told twice or lost.
"""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.deliver.server import Box
from tests.desks import Desk, article

DIGEST = Path(os.environ.get("DIGEST_PROGRAM") or Path(sys.executable).with_name("digest"))
CHANGING = (
    *("openat", "write", "pwrite64", "ftruncate", "rename", "renameat", "renameat2", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "fsync", "fdatasync", "fallocate"),
)
FAULTS = ("signal=SIGKILL", "error=ENOSPC")
RUN = ("run", "--wait", "60")
TODAY, TOMORROW = "2026-03-10T07:00", "2026-03-11T07:00"
LONG_AGO = "2026-02-20T07:00"
KEEP = "[output]\nkeep_days = 15\n"
DELIVERIES = """
[[deliver]]
kind = "folder"
folder = "www"
[[deliver]]
kind = "command"
command = ["sh", "-c", "echo $DIGEST_DATE $DIGEST_REVISION >> delivered"]
"""
MAIL = """
[[deliver]]
kind = "mail"
server = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@example.org"
to = ["reader@example.org"]
"""
NOTE = "unchanged.json"
"""What a run leaves for the next one in the folder of its state (``digest/pipeline/unchanged.py``)."""
TALKING = ("connect", "sendto", "recvfrom")
"""What a mail does to the network."""
_CALL = re.compile(r"^(?P<pid>\d+) +(\w+)\((.*)\) += (-?\d+)")


@dataclass(frozen=True)
class Site:
    """A call of a thread: the ``number``-th of its name, from 1, and the ``number_on_path``-th of these on its path.

    What talks to a server acts on no path.
    """

    call: str
    number: int
    line: str
    path: str
    number_on_path: int


def environment(desk: Desk, now: str, sabotage: str | None = None) -> dict[str, str]:
    """Reproducible, in one thread; ``sabotage`` switches on a defect (see ``saboteur``)."""
    folder = str(Path(__file__).parent / "saboteur")
    paths = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
    more = {"PYTHONPATH": paths, "SABOTAGE": sabotage, "SABOTAGE_OUTPUT": str(desk.output)} if sabotage else {}
    fixed = {"DIGEST_NOW": now, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**os.environ, **fixed, **more}


def scene(root: Path, name: str, more: str = "") -> Desk:
    """A desk before a run: without any state, with a briefing of the same day, or with one of the day before.

    With ``workers`` several processes read what comes, as after a run that was cut off; with ``delivery`` it goes to a
    folder and a program; of an ``old day`` the pages are removed. ``more`` settings stand behind those of the scene.
    """
    own = {"workers": "[run]\nworkers = 2\n", "delivery": DELIVERIES, "old day": KEEP}.get(name, "")
    desk = Desk(root, more=own + more)
    for topic in (1, 2):
        desk.put(f"a{topic}.txt", article(topic, 4))
    if name == "workers":
        desk.leave_cache()
        for topic in range(10, 34):
            desk.put(f"c{topic}.txt", article(topic, 3))
        return desk
    if name != "fresh":
        call(desk, {"same day": TODAY, "old day": LONG_AGO}.get(name, "2026-03-09T07:00"))
        desk.put("b3.txt", article(3, 4))
        desk.put("copy.txt", article(1, 4))
        # No PDF: it is read by a process of its own, in which strace would count, and break, calls of its own.
        desk.put("broken.docx", b"PK\x03\x04 but not really")
    return desk


def call(
    desk: Desk, now: str, *before: str, sabotage: str | None = None, verb: tuple[str, ...] = RUN
) -> subprocess.CompletedProcess[str]:
    """A command at that time, behind the words of another program (strace)."""
    return subprocess.run(
        [*before, *command(desk, verb)],
        env=environment(desk, now, sabotage),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def command(desk: Desk, verb: tuple[str, ...] = RUN) -> list[str]:
    """A command of the desk; by default one run that waits for others."""
    return [str(DIGEST), *verb, "--config", str(desk.config)]


def traced(
    desk: Desk, now: str, log: Path, sabotage: str | None = None, *, verb: tuple[str, ...] = RUN, data: bool = False
) -> list[str]:
    """The calls of an undisturbed command that may change something, as strace prints them; with ``data`` their bytes,
    and all strings in hexadecimal.
    """
    strings = ["-xx", "-s", str(1 << 24)] if data else ["-s", "0"]
    words = ["strace", "-f", "--seccomp-bpf", "-y", "-qq", *strings, "-e", f"trace={','.join(CHANGING)}"]
    call(desk, now, *words, "-o", str(log), sabotage=sabotage, verb=verb)
    return joined(log.read_text(encoding="utf-8", errors="replace").splitlines())


def delivering_calls(desk: Desk, now: str, log: Path, port: int) -> tuple[list[Site], int, int]:
    """The calls from the first to the mail server on that change anything or talk to it, with the positions of the one
    that sends the mail itself and of the one that makes its record final.
    """
    words = ["strace", "-f", "--seccomp-bpf", "-yy", "-qq", "-s", "0", "-e", f"trace={','.join((*CHANGING, *TALKING))}"]
    call(desk, now, *words, "-o", str(log))
    lines = joined(log.read_text(encoding="utf-8", errors="replace").splitlines())
    found = sites(lines, desk, port)
    committed = [place for place, site in enumerate(found) if site.call == "unlink" and "sqlite-journal" in site.line]
    talking = [place for place, site in enumerate(found) if site.call in TALKING]
    sent = max(
        talking, key=lambda place: int(_CALL.match(found[place].line)[4]) if found[place].call == "sendto" else 0
    )
    tried = max(place for place in committed if place < talking[0])
    return found[tried:], sent - tried, min(place for place in committed if place > sent) - tried


def joined(lines: list[str]) -> list[str]:
    """Calls that another thread's came between, in one line each, at the place where they ended."""
    begun: dict[str, str] = {}
    whole = []
    for line in lines:
        pid, _, rest = line.partition(" ")
        if rest.rstrip().endswith("<unfinished ...>"):
            begun[pid] = rest.rstrip().removesuffix("<unfinished ...>").rstrip()
        elif match := re.match(r"\s*<\.\.\. \w+ resumed>(.*)", rest):
            whole.append(f"{pid} {begun.pop(pid, '')}{match[1]}")
        else:
            whole.append(line)
    return whole


def sites(lines: list[str], desk: Desk, port: int = 0) -> list[Site]:
    """The calls that change something below the desk, or talk to a server at a port; strace counts each name of each
    thread, and so do we.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for line in lines:
        match = _CALL.match(line)
        if not match:
            continue
        pid, name, arguments, _ = match.groups()
        path = next(iter(find_paths(arguments)), "")
        counts[pid, name] += 1
        counts[pid, name, path] += 1
        opens = name == "openat" and "O_CREAT" not in arguments
        talks = name in TALKING and (f":{port}]" in arguments or f"htons({port})" in arguments)
        if talks or (str(desk.root) in arguments and not opens):
            path = "" if talks else path
            found.append(Site(name, counts[pid, name], line, path, counts[pid, name, path]))
    return found


def find_paths(arguments: str) -> list[str]:
    """Return the paths that a call names, or those of the open files that it is given; strings of data are empty in the log."""
    return re.findall(r'"([^"]+)"', arguments) or re.findall(r"<(/[^>]*)>", arguments)


def broken_run(desk: Desk, site: Site, fault: str, sabotage: str | None = None) -> subprocess.CompletedProcess[str]:
    """A run with the fault at the site; a disk that is full stays so until the run ends."""
    full = fault.startswith("error")
    # A full disk fails every call of that name from there on, but where this would break more than what is written:
    # the words on stderr are written with the same call; behind the note, without which a run does, files are opened
    # to read them; and where several threads publish, strace counts each by itself, and Python's start in a worker too.
    shared = "workers" in desk.config.read_text(encoding="utf-8") or site.call == "write"
    narrow = site.path and (not full or shared or (site.call == "openat" and NOTE in site.line))
    where = ["-P", site.path] if narrow else []
    first = site.number_on_path if narrow else site.number
    inject = f"inject={site.call}:{fault}:when={first}{'+' if full else ''}"
    # strace 6 delivers no signal where seccomp lets it see only some calls.
    quick = ["--seccomp-bpf"] if full else []
    words = ("strace", "-f", *quick, "-qq", *where, "-e", f"trace={site.call}", "-e", inject, "-o", "/dev/null")
    return call(desk, TODAY, *words, sabotage=sabotage)


def mailed(template: Path, root: Path, site: Site, fault: str, box: Box) -> tuple[list[str], list[str]]:
    """Break a run that sends a mail, and let two undisturbed ones follow: the Message-IDs that came into the box of the
    server, and every broken promise in words.
    """
    box.came.clear()
    desk = at(template, root)
    result = broken_run(desk, site, fault)
    found = [f"a traceback: {result.stderr[-600:]}"] if "Traceback" in result.stderr else []
    for _ in range(2):
        forget(desk)
        result = call(desk, TODAY)
        if result.returncode not in {0, 3} or "warning" in result.stderr:
            found.append(f"the next run ends with {result.returncode}: {result.stderr[-300:]}")
    found += exactly_once(desk) + unsound(desk)
    return box.ids, [f"{site.line[:160]} [{fault}]: {line}" for line in found]


def visible(desk: Desk, folder: str = "output") -> dict[str, bytes]:
    """What a reader can see of the output folder, or of another one."""
    top = desk.root / folder
    return {
        str(path.relative_to(top)): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(top).parts)
    }


def undelivered(desk: Desk) -> list[str]:
    """What of a scene with deliveries has not arrived: the copy is whole, the program ran for every newest revision."""
    if DELIVERIES not in desk.config.read_text(encoding="utf-8"):
        return []
    found = [] if visible(desk, "www") == visible(desk) else ["the copy is not what was published"]
    ran = (desk.root / "delivered").read_text(encoding="utf-8").splitlines()
    for path in desk.output.glob("????-??-??.json"):
        line = f"{path.stem} {json.loads(path.read_bytes())['revision']}"
        if not 1 <= ran.count(line) <= 2:  # a run that is killed before it notes the end runs it once more
            found.append(f"the program ran {ran.count(line)} times for {line}")
    return found


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and time of change of every file, hidden ones too."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Reference:
    """What an undisturbed run of a scene does: the pages before and after it, and its calls."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    sites: tuple[Site, ...]
    lines: tuple[str, ...]


def reference(template: Path, root: Path, sabotage: str | None = None) -> Reference:
    """Run a copy of a scene undisturbed. It is made at ``root``: paths stand in the calls."""
    desk = at(template, root)
    before = visible(desk)
    lines = traced(desk, TODAY, root.with_suffix(".log"), sabotage)
    return Reference(before, visible(desk), tuple(sites(lines, desk)), tuple(lines))


def at(template: Path, root: Path) -> Desk:
    """A copy of a scene, times of files included."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root, copy_function=shutil.copy2)
    desk = Desk.__new__(Desk)
    desk.root, desk.articles, desk.output, desk.config = root, root / "seeds", root / "output", root / "config.toml"
    return desk


def trial(
    template: Path, root: Path, known: Reference, site: Site, fault: str, *, later: str, sabotage: str | None = None
) -> tuple[bool, list[str]]:
    """One broken run and what follows: whether it was cut at all, and every broken promise in words.

    ``later`` is when the next run comes.
    """
    desk = at(template, root)
    articles = fingerprint(desk.articles)
    result = broken_run(desk, site, fault, sabotage)
    found = after_break(desk, known, result, fault)
    found += after_recovery(desk, known, later=later, sabotage=sabotage)
    if fingerprint(desk.articles) != articles:
        found.append("the articles' folder was touched")
    where = f"{site.line[:160]} [{fault}, then {later}]"
    shutil.rmtree(root, ignore_errors=True)
    return result.returncode not in {0, 3}, [f"{where}: {line}" for line in found]


def after_break(desk: Desk, known: Reference, result: "subprocess.CompletedProcess[str]", fault: str) -> list[str]:
    """Right after the broken run: its exit code, its words, and that every visible file is old or new."""
    found = []
    seen = visible(desk)
    for name, data in seen.items():
        if data not in {known.before.get(name), known.after.get(name)}:
            found.append(f"{name} is neither old nor new")
    # A page of names that the revision has no more goes with it.
    found += [f"{name} is gone" for name in known.before if name in known.after and name not in seen]
    if "Traceback" in result.stderr:
        found.append(f"a traceback: {result.stderr[-600:]}")
    if result.returncode in {-9, 137} and fault == "signal=SIGKILL":
        return found
    if result.returncode in {0, 3} and seen != known.after:
        found.append(f"exit code {result.returncode}, but the pages are not those of a whole run")
    if result.returncode not in {0, 1, 3}:
        found.append(f"exit code {result.returncode}: {result.stderr[-300:]}")
    if result.returncode == 1 and "nothing was published" in result.stderr and seen != known.before:
        found.append(f"it says that nothing was published, and pages have changed: {result.stderr[-300:]}")
    if result.returncode == 1 and not re.search("nothing was|is safe|No space", result.stderr):
        found.append(f"exit code 1 without a word of what was lost: {result.stderr[-300:]}")
    return found


def after_recovery(desk: Desk, known: Reference, *, later: str, sabotage: str | None = None) -> list[str]:
    """After one undisturbed run: what a whole run leaves; after two more: not one byte changed."""
    found = []
    result = call(desk, later, sabotage=sabotage)
    if result.returncode not in {0, 3}:
        found.append(f"the next run ends with {result.returncode}: {result.stderr[-500:]}")
    if later == TODAY:
        seen = visible(desk)
        found += [
            f"{name} is not what a whole run makes" for name in known.after if seen.get(name) != known.after[name]
        ]
        found += [f"{name} should not be there" for name in seen if name not in known.after]
    found += exactly_once(desk)
    found += unsound(desk)
    found += undelivered(desk)
    return found + restless(desk, later, sabotage)


def restless(desk: Desk, now: str, sabotage: str | None = None) -> list[str]:
    """What two more runs do: one that may know by the note of the last one that nothing is new, and one that looks."""
    found = []
    for way in ("by the note", "without a note"):
        if way == "without a note":
            forget(desk)
        before = fingerprint(desk.root)
        again = call(desk, now, sabotage=sabotage)
        if again.returncode != 0 or fingerprint(desk.root) != before:
            found.append(f"another run {way} changes something, or ends with {again.returncode}: {again.stderr[-300:]}")
    return found


def forget(desk: Desk) -> None:
    """Take away the note by which the next run would know that nothing is new: it looks for itself."""
    (desk.output / ".digest" / NOTE).unlink(missing_ok=True)


def exactly_once(desk: Desk) -> list[str]:
    """Every article of the folder on exactly one day, copies with theirs."""
    told = desk.told()
    left = {
        problem["path"]
        for path in desk.output.glob("????-??-??.json")
        for problem in json.loads(path.read_bytes())["left_out"]
    }
    found = []
    for path in sorted(desk.articles.iterdir()):
        days = told.get(path.name, [])
        if path.suffix == ".txt" and len(set(days)) != 1 and path.name not in left:
            found.append(f"{path.name} is told on {days or 'no day'}")
        if path.suffix == ".txt" and len(set(days)) > 1:
            found.append(f"{path.name} is told on {days}")
    return found


def unsound(desk: Desk) -> list[str]:
    """What is wrong with the database, and what a dead run left lying about."""
    found = []
    connection = sqlite3.connect(f"file:{desk.output}/.digest/digest.sqlite?mode=ro", uri=True)
    try:
        found += [f"database: {line}" for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        pending = connection.execute("SELECT count(*) FROM editions WHERE status = 'pending'").fetchone()[0]
        found += [f"{pending} editions are not published"] if pending else []
    finally:
        connection.close()
    known = {"lock", "digest.sqlite", NOTE}
    found += [f"{path.name} was left behind" for path in (desk.output / ".digest").iterdir() if path.name not in known]
    found += [f"{path} was left behind" for path in desk.output.rglob("*.digest-tmp")]
    return found


def disorder(lines: tuple[str, ...], output: Path) -> list[str]:
    """What is wrong with the order of the calls: each file synced before its rename, each folder after it, and
    nothing published before the commit."""
    found = []
    synced: set[str] = set()
    unsynced_folders: set[str] = set()
    committed = False
    for line in lines:
        match = _CALL.match(line)
        if not match or match[4].startswith("-"):
            continue
        name, arguments = match[2], match[3]
        paths = find_paths(arguments)
        path = paths[0] if paths else ""
        if name in {"write", "pwrite64", "ftruncate"}:
            synced.discard(path)
        elif name in {"fsync", "fdatasync"}:
            synced.add(path)
            unsynced_folders.discard(path)
        elif name.startswith("unlink") and path.endswith("digest.sqlite-journal"):
            committed = committed or f"{output}/.digest/digest.sqlite" in synced
            unsynced_folders.add(str(Path(path).parent))
        elif name.startswith("rename"):
            if paths[0] not in synced:
                found.append(f"renamed before it was synced: {paths[1]}")
            if not committed:
                found.append(f"published before the commit: {paths[1]}")
            unsynced_folders.add(str(Path(paths[1]).parent))
    found += [f"never synced after its last change: {folder}" for folder in sorted(unsynced_folders)]
    return found
