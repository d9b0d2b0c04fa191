"""Mail, handed to a real server: what arrives, and what is said of everything that can go wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from digest.deliver.mail import write_mail
from digest.deliver.parcel import DeliveryError, Parcel
from digest.deliver.smtp import deliver_by_mail
from digest.destinations import MailDestination
from digest.publish.feed import read_feed
from digest.store.store import open_unchecked
from tests.deliver.server import AUTHORITY, PASSWORD, USER, free_port, mail_server
from tests.desks import Desk, article

READERS = ("minister@example.org", "desk@example.org")


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """A published day on its way."""
    desk = Desk(tmp_path_factory.mktemp("mail") / "desk", more='[briefing]\ntitle = "Überblick"\n')
    for topic in (1, 2, 3):
        desk.put(f"a{topic}.txt", article(topic))
    desk.run("2026-03-10T07:00")
    files = {path.name: path.read_bytes() for path in desk.output.glob("[!.]*.*")}
    feed = read_feed(files["feed.json"])
    with open_unchecked(desk.output) as store:
        edition = store.find_edition()
    return Parcel(
        edition, "Tuesday 10 March 2026", files["2026-03-10.md"].decode(), feed.entries[0].html, feed.id, desk.output, desk.articles, desk.root,
        (edition.date,), lambda _: files, 1, (),
    )  # fmt: skip


def destination(port: int = 25, **more: object) -> MailDestination:
    """A destination at the loopback server."""
    table = {
        "kind": "mail",
        "server": "localhost",
        "port": port,
        "ca_file": str(AUTHORITY),
        "sender": "digest@example.org",
    }
    return MailDestination.model_validate({**table, "to": list(READERS), **more})


def refusal(parcel: Parcel, where: MailDestination) -> str:
    """What is said of a delivery that fails."""
    with pytest.raises(DeliveryError) as failed:
        deliver_by_mail(parcel, where)
    return str(failed.value)


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_mail_arrives_whole(parcel, security):
    """Both readers get it in one transaction: the Markdown as text, the letter as HTML, the subject in words."""
    with mail_server(security) as box:
        deliver_by_mail(parcel, destination(box.port, security=security))
    ((readers, mail),) = box.came
    assert readers == READERS
    assert mail["Subject"] == "Überblick: Tuesday 10 March 2026"
    assert (mail["From"], mail["To"]) == ("Überblick <digest@example.org>", ", ".join(READERS))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    text, page = mail.iter_parts()
    assert text.get_content().splitlines() == parcel.files(parcel.edition.date)["2026-03-10.md"].decode().splitlines()
    assert parcel.letter.splitlines() == page.get_content().splitlines()[3:-1]
    assert page.get_content().startswith('<!DOCTYPE html>\r\n<html lang="en">')


def test_login_is_made_over_tls(parcel, monkeypatch, tmp_path):
    """The password comes out of the environment or of a file that only its owner can read."""
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o600)
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
    with mail_server(login=True) as box:
        for more in ({"password_env": "MAIL_PASSWORD"}, {"password_file": str(secret)}):
            deliver_by_mail(parcel, destination(box.port, user=USER, **more))
    assert len(box.came) == 2


def test_same_revision_is_the_same_mail(parcel):
    """Byte for byte: who gets it twice sees it once; a later revision answers the first one."""
    where = destination()
    first = write_mail(parcel, where)
    assert first.as_bytes() == write_mail(parcel, where).as_bytes()
    second = write_mail(replace(parcel, edition=replace(parcel.edition, revision=2)), where)
    assert first["Message-ID"] == f"<2026-03-10.1.mail.{parcel.desk_id[9:]}@example.org>"
    assert second["Message-ID"] != first["Message-ID"]
    assert second["In-Reply-To"] == first["Message-ID"]


def test_page_is_attached_on_request(parcel):
    """As a file of its own, whole."""
    mail = write_mail(parcel, destination(attach_page=True))
    (page,) = mail.iter_attachments()
    assert page.get_filename() == "2026-03-10.html"
    assert page.get_content() == parcel.files(parcel.edition.date)["2026-03-10.html"].decode()


def test_subject_is_one_line_whatever_a_headline_is(parcel):
    """A headline or title with line breaks starts no header of its own."""
    edition = replace(parcel.edition, desk="A\r\nBcc: x@example.org", history=())
    mail = write_mail(replace(parcel, edition=edition), destination(subject="{title} {date} {revision} {lead}"))
    assert mail["Subject"] == "A Bcc: x@example.org 2026-03-10 1"
    assert mail["Bcc"] is None


def test_refused_recipient_alone_is_left(parcel):
    """The others have it, and do not get it again; the server's reply is cited without what a terminal would obey."""
    with mail_server() as box:
        box.refuses = {READERS[0]}
        with pytest.raises(DeliveryError) as failed:
            deliver_by_mail(parcel, destination(box.port))
        assert failed.value.rest == (READERS[0],)
        assert str(failed.value) == (
            "localhost refused minister@example.org: 550 5.1.1 no such mailbox [31m here; the others have it"
        )
        box.refuses = set()
        deliver_by_mail(replace(parcel, rest=failed.value.rest), destination(box.port))
    assert [readers for readers, _ in box.came] == [(READERS[1],), (READERS[0],)]


def test_all_recipients_refused(parcel):
    """Nobody has it."""
    with mail_server() as box:
        box.refuses = set(READERS)
        said = refusal(parcel, destination(box.port))
    assert said.count("550 5.1.1") == 2
    assert "others have it" not in said


def test_server_that_is_slow_or_drops_or_full(parcel):
    """A sentence each, with the server."""
    with mail_server() as box:
        box.slow = True
        assert "did not answer within 0.2 s" in refusal(parcel, destination(box.port, seconds=0.2))
        box.slow, box.drops = False, True
        assert "closed the connection before it confirmed the mail" in refusal(parcel, destination(box.port))
        box.drops, box.full = False, True
        assert "refused the mail: 452 4.2.2 mailbox full" in refusal(parcel, destination(box.port))


def test_wrong_password(parcel, monkeypatch):
    """The server's own words, and never the password."""
    monkeypatch.setenv("MAIL_PASSWORD", "guessed")
    with mail_server(login=True) as box:
        said = refusal(parcel, destination(box.port, user=USER, password_env="MAIL_PASSWORD"))
    assert said == f"localhost:{box.port} refused the login of desk: 535 5.7.8 Authentication credentials invalid"


def test_server_that_is_gone_or_not_the_one_that_it_says(parcel):
    """Nobody listens; a certificate that nobody vouches for; no TLS where there must be some."""
    assert "cannot be reached: Connection refused" in refusal(parcel, destination(free_port()))
    assert "cannot be reached: this is no server's name" in refusal(parcel, destination(server="mail..example.org"))
    with mail_server() as box:
        said = refusal(parcel, destination(box.port, ca_file=None))
        assert "no safe connection: CERTIFICATE_VERIFY_FAILED" in said.replace(
            "certificate verify failed", "CERTIFICATE_VERIFY_FAILED"
        )
    with mail_server("none") as box:
        assert "STARTTLS extension not supported" in refusal(parcel, destination(box.port))
    assert box.came == []


def test_passwords_that_cannot_be_used(parcel, tmp_path, monkeypatch):
    """Not set, not there, or there for everybody to read: before anything is connected."""
    monkeypatch.delenv("NO_SUCH", raising=False)
    secret = tmp_path / "secret"
    assert (
        refusal(parcel, destination(user=USER, password_env="NO_SUCH"))
        == "the environment has no NO_SUCH with the password"
    )
    assert "the password cannot be read: No such file" in refusal(
        parcel, destination(user=USER, password_file=str(secret))
    )
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    monkeypatch.setenv("NO_SUCH", "pässword")
    assert "must be ASCII" in refusal(parcel, destination(user=USER, password_env="NO_SUCH"))
    assert "others can read the password; chmod 600" in refusal(
        parcel, destination(user=USER, password_file=str(secret))
    )


def test_mail_over_the_limit(parcel):
    """It says how large it is, and what to change."""
    said = refusal(parcel, destination(megabytes=0.001, attach_page=True))
    assert said.startswith("the mail has 0.")
    assert said.endswith("and may have 0.001: set a higher `megabytes` or attach_page = false")


def test_letter_has_no_style_sheet_and_loads_nothing(parcel):
    """What Gmail, Outlook and Apple Mail would drop is not there: all looks stand in attributes."""
    page = write_mail(parcel, destination()).get_body(("html",)).get_content()
    for tag in ("<style", "<link", "<img", "<script", "class=", "url("):
        assert tag not in page
    assert json.loads(Path(parcel.output / "2026-03-10.json").read_bytes())["stories"][0]["headline"].split()[0] in page
