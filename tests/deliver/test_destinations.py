"""Runs that deliver: after publication, once a revision, again where it failed; and never a failed briefing."""

import json
import shutil
import socket
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.cli import digest
from digest.errors import ConfigurationError, PublicationError
from digest.pipeline import backfill, daemon
from digest.pipeline import deliver as delivering
from digest.pipeline import run as pipeline_run
from digest.settings_file import parse_settings
from digest.store.store import Store, open_unchecked
from tests.deliver.server import AUTHORITY, free_port, mail_server
from tests.desks import ZONE, Desk, article, moment

pytestmark = pytest.mark.slow

DAY = "2026-03-10"
NOTE = "import os, sys; open('log', 'a').write(' '.join(os.environ['DIGEST_' + name] for name in sys.argv[1:]) + '\\n')"


def command(code: str, *arguments: str, more: str = "") -> str:
    """A destination that runs some Python."""
    return f'[[deliver]]\nkind = "command"\ncommand = {json.dumps([sys.executable, "-c", code, *arguments])}\n{more}'


def mail(port: int, more: str = "") -> str:
    """A destination at the loopback mail server."""
    return (
        f'[[deliver]]\nkind = "mail"\nserver = "localhost"\nport = {port}\nca_file = "{AUTHORITY}"\n'
        f'sender = "digest@example.org"\nto = ["one@example.org", "two@example.org"]\n{more}'
    )


def folder(path: object, more: str = "") -> str:
    """A destination that is a folder."""
    return f'[[deliver]]\nkind = "folder"\nfolder = "{path}"\n{more}'


def make_desk(root: Path, more: str, *topics: int) -> Desk:
    """A desk with some articles."""
    desk = Desk(root / "desk", more=more)
    for topic in topics or (1,):
        desk.put(f"a{topic}.txt", article(topic, 3))
    return desk


def status(desk: Desk, now: str) -> tuple[int, dict]:
    """What ``digest status --json`` says, with its exit code."""
    done = CliRunner().invoke(digest, ["status", "--json", "--now", now, "--config", str(desk.config)])
    return done.exit_code, json.loads(done.stdout)


def log(desk: Desk) -> list[str]:
    """The lines that a command has left."""
    path = desk.root / "log"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_nothing_is_delivered_without_a_destination(tmp_path, monkeypatch):
    """No socket is opened, and no mail library is loaded by what a run imports."""

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.delitem(sys.modules, "digest.deliver.smtp", raising=False)
    monkeypatch.delitem(sys.modules, "digest.pipeline.deliver", raising=False)
    desk = make_desk(tmp_path, "")
    assert desk.run(f"{DAY}T07:00").undelivered == ()
    assert "digest.deliver.smtp" not in sys.modules
    with open_unchecked(desk.output) as store:
        assert store.list_deliveries("owed", "tried", "done") == ()


def test_each_revision_is_delivered_once(tmp_path):
    """Whatever runs: the program finds date, revision and paths in its environment, and nothing comes again."""
    desk = make_desk(tmp_path, command(NOTE, "DATE", "REVISION", "ATTEMPT", "HTML", "PROOF"))
    paths = f"{desk.output}/{DAY}.html {desk.output}/{DAY}.proof.json"
    desk.run(f"{DAY}T07:00")
    assert log(desk) == [f"{DAY} 1 1 {paths}"]
    assert "Delivered the briefing of 2026-03-10: command." in desk.said
    desk.run(f"{DAY}T07:05")
    desk.put("a2.txt", article(2))
    desk.run(f"{DAY}T08:00")
    desk.run(f"{DAY}T09:00")
    assert log(desk)[1:] == [f"{DAY} 2 1 {paths}"]
    assert status(desk, f"{DAY}T09:00")[1]["deliveries"] == []


def test_publication_comes_first(tmp_path, monkeypatch):
    """What could not be published is not delivered; the run that publishes it delivers it."""
    desk = make_desk(tmp_path, command(NOTE, "REVISION"))
    real = pipeline_run.publish_day

    def fail(*_: object, **__: object) -> None:
        raise PublicationError("no room")

    monkeypatch.setattr(pipeline_run, "publish_day", fail)
    with pytest.raises(PublicationError):
        desk.run(f"{DAY}T07:00")
    assert log(desk) == []
    monkeypatch.setattr(pipeline_run, "publish_day", real)
    desk.run(f"{DAY}T07:01")
    assert log(desk) == ["1"]


def test_failed_delivery_is_no_failed_briefing(tmp_path):
    """Exit code 0 with a warning; ``status`` ends with 1 and says why; the next run tries again, and all is well."""
    port = free_port()
    desk = make_desk(tmp_path, mail(port))
    arguments = ["run", "--quiet", "--config", str(desk.config), "--now"]
    done = CliRunner().invoke(digest, [*arguments, f"{DAY}T07:00"])
    assert done.exit_code == 0
    assert (desk.output / f"{DAY}.html").is_file()
    assert done.stderr == (
        f"warning: mail: the briefing of {DAY} was not delivered: localhost:{port} cannot be reached:"
        " Connection refused; the next run tries again\n"
    )
    code, said = status(desk, f"{DAY}T07:01")
    assert (code, said["failed"]) == (1, False)
    assert [(one["name"], one["status"], one["attempts"]) for one in said["deliveries"]] == [("mail", "owed", 1)]
    lines = CliRunner().invoke(digest, ["status", "--now", f"{DAY}T07:01", "--config", str(desk.config)]).stdout
    assert f"UNDELIVERED   mail: the briefing of {DAY}: localhost:{port} cannot be reached" in lines
    with mail_server() as box:
        desk.config.write_text(
            desk.config.read_text(encoding="utf-8").replace(str(port), str(box.port)), encoding="utf-8"
        )
        assert desk.run(f"{DAY}T07:20").status == "nothing_new"
        assert desk.run(f"{DAY}T07:40").undelivered == ()
    assert len(box.came) == 1
    assert status(desk, f"{DAY}T07:41")[0] == 0


def test_later_revision_goes_in_place_of_one_that_failed(tmp_path):
    """Nobody gets this morning's first edition after its second."""
    desk = make_desk(tmp_path, mail(free_port()))
    assert len(desk.run(f"{DAY}T07:00").undelivered) == 1
    with mail_server() as box:
        config = desk.config.read_text(encoding="utf-8").split("[[deliver]]")[0]
        desk.config.write_text(config + mail(box.port, 'subject = "{revision}"\n'), encoding="utf-8")
        desk.put("a2.txt", article(2))
        desk.run(f"{DAY}T08:00")
        desk.run(f"{DAY}T09:00")
    assert [message["Subject"] for _, message in box.came] == ["2"]


def test_delivery_is_given_up_after_three_days(tmp_path):
    """Then status is content again, and still names it for a week."""
    desk = make_desk(tmp_path, command("raise SystemExit('no link to the server')"))
    assert "exit code 1: no link to the server; the next run tries again" in desk.run(f"{DAY}T07:00").undelivered[0]
    assert "the next run tries again" in desk.run("2026-03-13T06:59").undelivered[0]
    later = desk.run("2026-03-13T07:01").undelivered
    assert [line.rpartition("; ")[2] for line in later if DAY in line] == ["given up"]
    for day in range(14, 18):
        desk.run(f"2026-03-{day}T07:00")
    gone = [one for one in status(desk, "2026-03-16T08:00")[1]["deliveries"] if one["date"] == DAY]
    assert [one["status"] for one in gone] == ["given_up"]
    assert all(one["date"] != DAY for one in status(desk, "2026-03-18T08:00")[1]["deliveries"])


def test_mail_of_a_run_that_was_killed_is_known_by_its_id(tmp_path, monkeypatch):
    """Between the server's OK and our record it may come twice, always under one Message-ID; status says what happened."""
    real = Store.write_delivery

    def die(store: Store, delivery: object) -> None:
        real(store, delivery) if delivery.status == "tried" else os_kill()

    def os_kill() -> None:
        raise KeyboardInterrupt

    with mail_server() as box:
        desk = make_desk(tmp_path, mail(box.port))
        monkeypatch.setattr(Store, "write_delivery", die)
        with pytest.raises(KeyboardInterrupt):
            desk.run(f"{DAY}T07:00")
        monkeypatch.setattr(Store, "write_delivery", real)
        code, said = status(desk, f"{DAY}T07:01")
        assert (code, said["deliveries"][0]["status"]) == (1, "tried")
        desk.run(f"{DAY}T07:01")
        desk.run(f"{DAY}T07:02")
    assert len(box.came) == 2
    assert len(set(box.ids)) == 1


def test_commands_that_hang_fail_or_are_not_there(tmp_path):
    """A sentence each: killed with all that it started, its exit code and last words, the system's reason."""
    hang = json.dumps(["sh", "-c", "echo waiting; sleep 60 & sleep 60"])  # a shell speaks long before two seconds
    desk = make_desk(
        tmp_path,
        f'[[deliver]]\nkind = "command"\nname = "hangs"\ncommand = {hang}\nseconds = 2\n'
        + command("print('one'); print('two\\x1b[31m'); raise SystemExit(7)", more='name = "fails"\n')
        + '[[deliver]]\nkind = "command"\nname = "gone"\ncommand = ["./nobody-made-this"]\n'
        + command("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", more='name = "ended"\n')
        + command("import os; os.kill(os.getpid(), 35)", more='name = "real-time"\n')
        + command(NOTE, "DATE"),
    )  # fmt: skip
    said = [line.split(" was not delivered: ")[1].rpartition("; ")[0] for line in desk.run(f"{DAY}T07:00").undelivered]
    python = sys.executable
    assert said == [
        "sh: was killed after 2 s: waiting",
        f"{python}: ended with exit code 7: two [31m",
        "./nobody-made-this: cannot be started: No such file or directory",
        f"{python}: was ended by SIGTERM",
        f"{python}: was ended by signal 35",
    ]
    assert log(desk) == [DAY]


def test_check_names_destinations_and_passwords_that_are_missing(tmp_path):
    """Nothing is connected, and nothing is refused: the schedule may have the password."""
    desk = make_desk(tmp_path, mail(25, 'user = "me"\npassword_file = "secret"\n') + folder("www"))
    done = CliRunner().invoke(digest, ["check", "--config", str(desk.config)])
    assert done.exit_code == 0
    assert "deliveries: mail, folder (not asked)" in done.stdout
    assert f"warning: mail: {desk.root / 'secret'}: the password cannot be read: No such file" in done.stderr


def test_check_names_destinations_that_can_never_work(tmp_path):
    """As the run would, which has published by then."""
    desk = make_desk(
        tmp_path, folder("seeds") + folder("output", 'name = "own"\n') + folder("none/www", 'name = "n"\n')
    )
    with desk.config.open("a", encoding="utf-8") as config:
        config.write('[[deliver]]\nkind = "command"\ncommand = ["./not-there.sh"]\n')
    said = CliRunner().invoke(digest, ["check", "--config", str(desk.config)]).stderr
    assert "seeds: lies among the articles, and would be read as news; name another folder" in said
    assert "output: is the output folder or holds it; name another folder" in said
    assert "none: is not there (not mounted?); make it or change [[deliver]] folder" in said
    assert "command: ./not-there.sh: there is no such program, or it may not be run" in said


def visible(path: Path) -> dict[str, bytes]:
    """What a reader sees of a folder."""
    return {
        str(one.relative_to(path)): one.read_bytes()
        for one in sorted(path.rglob("*"))
        if one.is_file() and ".digest" not in one.relative_to(path).parts
    }


def test_folder_becomes_a_copy(tmp_path):
    """Also of days before it was named; a revision brings it up to date; a page that was lost there comes back."""
    desk = make_desk(tmp_path, "")
    desk.run("2026-03-09T07:00")
    desk.config.write_text(desk.config.read_text(encoding="utf-8") + folder(tmp_path / "www"), encoding="utf-8")
    for topic, when in ((2, f"{DAY}T07:00"), (3, f"{DAY}T08:00")):
        desk.put(f"a{topic}.txt", article(topic))
        (tmp_path / "www" / "2026-03-09.html").unlink(missing_ok=True)
        assert desk.run(when).undelivered == ()
        assert visible(tmp_path / "www") == visible(desk.output)


def test_what_the_desk_took_back_goes_from_the_copy(tmp_path, monkeypatch):
    """Its pages and texts of sources and stories, for good; what somebody else put there stays."""
    synced = []
    monkeypatch.setattr(
        "digest.deliver.folder.sync_folder", lambda place: synced.append((place.name, len(list(place.iterdir()))))
    )
    desk = make_desk(tmp_path, folder(tmp_path / "www"))
    desk.run("2026-03-09T07:00")
    stale, own = (tmp_path / "www" / "sources" / name for name in ("0123456789abcdef.txt", "robots.txt"))
    stale.write_text("taken back", encoding="utf-8")
    own.write_text("mine", encoding="utf-8")
    desk.put("a2.txt", article(2))
    assert desk.run(f"{DAY}T07:00").undelivered == ()
    assert (stale.exists(), own.exists()) == (False, True)
    assert synced == [("sources", 5)]


def test_a_mail_is_plain_whatever_a_vault_of_notes_wants(tmp_path):
    """No front matter and no wikilinks stand in its text."""
    with mail_server() as box:
        desk = make_desk(tmp_path, f"[markdown]\nfront_matter = true\nwikilinks = true\n{mail(box.port)}")
        desk.run("2026-03-09T07:00")
        desk.put("a2.txt", article(2))
        desk.run(f"{DAY}T07:00")
    text = box.came[-1][1].get_body(("plain",)).get_content()
    assert text.startswith("# Tuesday 10 March 2026")
    assert "[[" not in text
    assert desk.pages()[f"{DAY}.md"].startswith(b"---\n")


def test_an_unforeseen_fault_in_a_delivery_is_no_failed_run(tmp_path, monkeypatch):
    """The briefing is published; status says what to report, and the next run tries again."""

    def fail(_parcel: object, _destination: object) -> None:
        raise ZeroDivisionError

    desk = make_desk(tmp_path, folder(tmp_path / "www"))
    monkeypatch.setattr(delivering, "deliver_to_folder", fail)
    outcome = desk.run(f"{DAY}T07:00")
    assert outcome.status == "made"
    assert "ZeroDivisionError in digest; please report it; the next run tries again" in outcome.undelivered[0]
    monkeypatch.undo()
    assert desk.run(f"{DAY}T08:00").undelivered == ()
    assert visible(tmp_path / "www") == visible(desk.output)


def test_folders_that_cannot_be_used(tmp_path):
    """Among the articles, the output itself, a disk that is not there, a stranger's site: a sentence, and not a byte."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    places = {"seeds/copy": "lies among the articles", "output": "is the output folder", tmp_path / "no" / "disk": "is not there",
              tmp_path / "site": "holds an index.html", tmp_path / "file": "cannot be"}  # fmt: skip
    desk = make_desk(tmp_path, "".join(folder(path, f'name = "n{at}"\n') for at, path in enumerate(places)))
    warnings = desk.run(f"{DAY}T07:00").undelivered
    assert len(warnings) == len(places)
    for said, line in zip(places.values(), warnings, strict=True):
        assert said in line
    assert visible(tmp_path / "site") == {"index.html": b"mine"}
    assert not (desk.articles / "copy").exists()


def test_two_desks_do_not_share_a_folder(tmp_path):
    """The second one is told, and the first one's pages and feed stay; a desk that was moved is the same one."""
    first = make_desk(tmp_path / "one", folder(tmp_path / "www"))
    first.run(f"{DAY}T07:00")
    before = visible(tmp_path / "www")
    second = make_desk(tmp_path / "two", folder(tmp_path / "www"), 2)
    assert "holds the briefings of another desk" in second.run(f"{DAY}T07:30").undelivered[0]
    assert visible(tmp_path / "www") == before
    shutil.move(first.root, tmp_path / "moved")
    moved = Desk.__new__(Desk)
    moved.root, moved.articles, moved.output = tmp_path / "moved", tmp_path / "moved/seeds", tmp_path / "moved/output"
    moved.config = moved.root / "config.toml"
    moved.put("a5.txt", article(5))
    assert moved.run(f"{DAY}T08:00").undelivered == ()
    assert visible(tmp_path / "www") == visible(moved.output)


def test_a_desk_that_was_moved_goes_on_delivering(tmp_path):
    """To the same folder, which knows it as the same desk; what was owed when it was moved goes too, and once."""
    copy = tmp_path / "web" / "briefings"
    desk = make_desk(tmp_path, folder(copy))
    assert desk.run(f"{DAY}T07:00").undelivered  # its parent is not there
    copy.parent.mkdir()
    moved = Desk.__new__(Desk)
    moved.root = desk.root.rename(tmp_path / "moved")
    moved.articles, moved.output, moved.config = (moved.root / name for name in ("seeds", "output", "config.toml"))
    assert moved.run(f"{DAY}T07:30").undelivered == ()
    first = (copy / "feed.json").read_bytes()
    assert (copy / f"{DAY}.html").read_bytes() == (moved.output / f"{DAY}.html").read_bytes()
    moved.put("a2.txt", article(2, 3))
    assert moved.run("2026-03-11T07:00").undelivered == ()
    assert json.loads((copy / "feed.json").read_bytes())["_digest"]["id"] == json.loads(first)["_digest"]["id"]
    code, told = status(moved, "2026-03-11T07:30")
    assert (code, told["deliveries"]) == (0, [])


def test_destination_that_is_gone_from_the_settings(tmp_path):
    """What was owed to it is given up, and says so once."""
    desk = make_desk(tmp_path, command("raise SystemExit(1)", more='name = "old"\n'))
    desk.run(f"{DAY}T07:00")
    desk.config.write_text(desk.config.read_text(encoding="utf-8").split("[[deliver]]")[0], encoding="utf-8")
    (said,) = desk.run(f"{DAY}T07:01").undelivered
    assert said.endswith("config.toml has no such [[deliver]] any more; given up")
    assert desk.run(f"{DAY}T07:02").undelivered == ()


def test_backfill_delivers_today_alone(tmp_path):
    """Nobody wants an archive by mail."""
    desk = make_desk(tmp_path, command(NOTE, "DATE"))
    desk.put("a1.txt", f"Published: 2026-03-08\n\n{article(1, 3)}")
    desk.put("a2.txt", f"Published: 2026-03-10\n\n{article(2, 3)}")
    backfill.backfill(desk.settings, now=moment(f"{DAY}T09:00"), report=lambda _: None)
    assert (desk.output / "2026-03-08.html").is_file()
    assert log(desk) == [DAY]


def test_schedule_tries_again_after_a_while(tmp_path):
    """Without a slot: a quarter of an hour later, not every half minute."""
    desk = make_desk(tmp_path, command("raise SystemExit(1)"))
    desk.run(f"{DAY}T07:00")
    clock = [moment(f"{DAY}T07:05")]
    lines: list[str] = []
    keeper = daemon.Timekeeper(desk.settings, ZONE, lambda: clock[0], lines.append)
    keeper.check()
    assert lines == []
    clock[0] = moment(f"{DAY}T07:16")
    keeper.check()
    assert any("was not delivered" in line for line in lines)
    assert any(line.startswith("delivered again: ") for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[deliver]]\nkind = "fax"', "2: deliver 1.kind: 'fax' is no kind; write kind = \"folder\", "),
        ('[[deliver]]\nfolder = "x"', "1: deliver 1: needs a kind"),
        ('[[deliver]]\nkind = "folder"', "1: deliver 1.folder: is missing"),
        ('[[deliver]]\nkind = "folder"\nfolder = "x"\nfoldr = "x"', "4: deliver 1.foldr: unknown key 'foldr', did you mean 'folder'?"),
        ('[[deliver]]\nkind = "folder"\nfolder = "x"\n[[deliver]]\nkind = "folder"\nfolder = "y"', "4: deliver 2.name: an earlier destination is called 'folder' too; give this one a name"),
        ('[deliver]\nkind = "folder"', "1: deliver: a destination begins with two brackets: [[deliver]]"),
        ('[[deliver]]\nkind = "folder"\nname = "My copy"\nfolder = "x"', "3: deliver 1.name: must be of small letters, digits, - and _ (it says 'My copy')"),
        (mail(25).replace("one@example.org", "one"), "7: deliver 1.to: 'one' is no address; write it as \"name@example.org\""),
        (mail(25).replace("one@example.org", "o..ne@example.org"), "7: deliver 1.to: 'o..ne@example.org' is no address"),
        (mail(25).replace("one@example.org", "one@exämple.org"), "7: deliver 1.to: 'one@exämple.org' is no address"),
        (mail(25, 'subject = "{title:d}"\n'), "8: deliver 1.subject: '{title:d}' cannot be filled in: Unknown format code"),
        (mail(25, 'subject = "{titel}"\n'), "8: deliver 1.subject: there is no {titel}; there are {title}, {day}, {date}, {lead}, {revision}"),
        (mail(25, 'user = "me"\n'), "1: deliver 1: `user` needs a password: name `password_env` or `password_file`"),
        (mail(25, 'security = "none"\n').replace('"localhost"', '"mail.example.org"'), '1: deliver 1: security = "none" would send all in the clear'),
        (mail(25, 'password = "x"\n'), "8: deliver 1.password: unknown key 'password', did you mean 'password_env'?"),
        (mail(25, "attach_page = 'perhaps'\n"), "8: deliver 1.attach_page: must be true or false, without quotes"),
    ],
)  # fmt: skip
def test_mistakes_in_a_destination_are_told(tmp_path, text, said):
    """With line, place and remedy."""
    with pytest.raises(ConfigurationError) as told:
        parse_settings(text, tmp_path / "config.toml")
    assert f"config.toml:{said}" in str(told.value)


def test_database_that_is_full_after_a_delivery(tmp_path, monkeypatch):
    """It says that the briefing is published."""

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    desk = make_desk(tmp_path, command(NOTE, "DATE"))
    monkeypatch.setattr(Store, "write_delivery", fail)
    with pytest.raises(PublicationError, match="disk is full; the briefing is safe and published"):
        desk.run(f"{DAY}T07:00")
    assert (desk.output / f"{DAY}.html").is_file()
