"""Mails: headers in any encoding, articles that were forwarded, newsletters with several items."""

import base64

import pytest

from digest.intake.readers import read
from digest.intake.readers.letters import find_forwarded
from digest.model import Document, Fact
from tests.intake.hostile import BODY, TEXT, page

FULL = "\n\n".join(BODY)
LONG = " ".join(BODY)


def mail(text: str, *, subject: str = "The lock", kind: str = "text/plain", more: str = "") -> bytes:
    head = f"From: Harbour Desk <desk@example.org>\nSubject: {subject}\nDate: Tue, 27 Nov 2018 08:00:00 +0100\n{more}"
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{text}".encode()


def all_of(data: bytes) -> tuple[Document, ...]:
    found = read("a.eml", data)
    assert isinstance(found, tuple)
    return found


def titles(documents: tuple[Document, ...]) -> list[str | None]:
    return [one.facts.title and one.facts.title.value for one in documents]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        pytest.param("Zweiter Kai eröffnet 🚢".encode(), "Zweiter Kai eröffnet 🚢", id="UTF-8 as it is"),
        pytest.param("Zweiter Kai eröffnet in Värn".encode("latin-1"), "Zweiter Kai eröffnet in Värn", id="Latin-1 as it is"),
        pytest.param("=?iso-8859-1?Q?Kai_in_Värn?=".encode("latin-1"), "Kai in Värn", id="bytes in an encoded word"),
        pytest.param(b"=?utf-8?Q?Kai_in_V=C3?= =?utf-8?Q?=A4rn?=", "Kai in Värn", id="a letter in two words"),
        pytest.param(b"=?utf-8?B?" + base64.b64encode("Überfall".encode()).rstrip(b"=") + b"?=", "Überfall", id="base64 that was cut"),
        pytest.param(b"Kai =?utf-8?Q?er=C3=B6ffnet?= in V", "Kai eröffnet in V", id="in the middle"),
        pytest.param(b"=?utf-8?Q?50_=25_off?=", "50 % off", id="a sign for a sign"),
        pytest.param(b"Kai\n eroeffnet", "Kai eroeffnet", id="folded"),
        pytest.param(b"Re: Fwd: AW: The lock", "The lock", id="answered and forwarded"),
    ],
)  # fmt: skip
def test_subject(subject: bytes, title: str) -> None:
    """In whatever way somebody put letters into it."""
    assert titles(all_of(mail(TEXT).replace(b"Subject: The lock", b"Subject: " + subject))) == [title]


def test_subject_comes_before_the_title_of_a_template() -> None:
    """Programs that send letters call every page the same."""
    source = (
        page(1)
        .replace("<title>Port Alder 1 closes its old lock</title>", "<title>Template *|SUBJECT|*</title>")
        .replace("<h1>", "<p>")
    )
    assert titles(all_of(mail(source, kind="text/html"))) == ["The lock"]


class TestForwarded:
    """An article that a colleague sent on."""

    @pytest.mark.parametrize(
        "header",
        [
            pytest.param("---------- Forwarded message ---------\nFrom: Alder Post <news@post.example>\nDate: Mon, 26 Nov 2018 at 19:05\nSubject: Lock closed\nTo: <c@example.org>\n", id="Gmail"),
            pytest.param("Begin forwarded message:\n\n> From: Alder Post <news@post.example>\n> Subject: Lock closed\n> Date: 26 November 2018 at 19:05:11 CET\n> To: c@example.org\n>\n", id="Apple"),
            pytest.param("________________________________\nFrom: Alder Post <news@post.example>\nSent: Monday, 26 November 2018 19:05\nTo: Colleague\nSubject: Lock closed\n", id="Outlook"),
            pytest.param("-----Ursprüngliche Nachricht-----\nVon: Alder Post <news@post.example>\nGesendet: Montag, 26. November 2018 19:05\nAn: Kollege\nBetreff: Lock closed\n", id="German"),
            pytest.param("*De:* Alder Post <news@post.example>\n*Envoyé:* lundi 26 novembre 2018\n*Objet:* Lock closed\n", id="French, in bold"),
        ],
    )  # fmt: skip
    def test_first_sender_is_the_outlet(self, header: str) -> None:
        """And not the colleague, whose note and signature are no text of the article."""
        (document,) = all_of(mail(f"FYI, worth a look.\n\n{header}\n{FULL}\n\n-- \nColleague\n", subject="Fwd: Lock"))
        assert document.facts.title == Fact("Lock closed", "forwarded subject")
        assert document.facts.outlet == Fact("Alder Post", "forwarded sender")
        assert document.facts.published is not None
        assert "26" in document.facts.published.value
        assert document.text == FULL

    def test_forwarded_twice(self) -> None:
        """The innermost header is that of the article."""
        outer = "From: Friend <f@example.org>\nDate: Mon, 26 Nov 2018\nSubject: Fwd: Lock\n"
        inner = "From: Alder Post <news@post.example>\nDate: Sun, 25 Nov 2018\nSubject: Lock closed\n"
        (document,) = all_of(mail(f"{outer}\nHave a look.\n\n{inner}\n{FULL}"))
        assert document.facts.outlet == Fact("Alder Post", "forwarded sender")

    def test_in_html(self) -> None:
        """The header stands in lines of its own there."""
        header = "<div>---------- Forwarded message ---------<br>From: <strong>Alder Post</strong> &lt;news@post.example&gt;<br>Date: Mon, 26 Nov 2018<br>Subject: Lock closed<br></div>"
        body = "".join(f"<p>{one}</p>" for one in BODY)
        (document,) = all_of(mail(f"<html><body><p>FYI</p>{header}{body}</body></html>", kind="text/html"))
        assert document.facts.outlet == Fact("Alder Post", "forwarded sender")
        assert document.text == FULL

    def test_attached_as_a_mail(self) -> None:
        """The mail round it only says what it is."""
        inner = mail(FULL, subject="Lock closed").decode().replace("Harbour Desk", "Alder Post")
        parts = f"--B\nContent-Type: text/plain\n\nSee the attached mail.\n--B\nContent-Type: message/rfc822\n\n{inner}\n--B--\n"
        head = b"From: Colleague <c@example.org>\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
        (document,) = all_of(head + parts.encode())
        assert (document.facts.outlet, document.facts.title) == (
            Fact("Alder Post", "sender"),
            Fact("Lock closed", "subject"),
        )

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(["From: Ada", "What we know", LONG], id="one line"),
            pytest.param(["From: Ada", "Date: Monday", "Thanks"], id="no text under it"),
            pytest.param(["To: Ada", "Subject: The lock", LONG], id="nobody sent it"),
        ],
    )
    def test_no_header(self, text: list[str]) -> None:
        """What only looks like one."""
        assert find_forwarded(text) is None


def item(number: int, *, link: str = "") -> str:
    return f"<h2>Lock {number} closed</h2><p>{BODY[number]}</p><p>{BODY[0]}</p>{link}"


def button(number: int) -> str:
    return f'<p><a href="https://post.example/{number}">Read more</a></p>'


class TestNewsletter:
    """Several articles in one letter."""

    def test_each_headline_with_a_text_is_an_article(self) -> None:
        """With the place that its button leads to; greetings and buttons are none."""
        letter = "<h1>The Morning Post</h1><p>Good morning.</p>" + "".join(
            item(at, link=button(at)) for at in (1, 2, 3)
        )
        found = all_of(mail(f"<html><body>{letter}</body></html>", kind="text/html"))
        assert titles(found) == ["Lock 1 closed", "Lock 2 closed", "Lock 3 closed"]
        assert [one.part for one in found] == [0, 1, 2]
        assert found[1].facts.url == Fact("https://post.example/2", "link of the item")
        assert found[1].facts.outlet == Fact("Harbour Desk", "sender")
        assert "Read more" not in found[1].text

    def test_headlines_may_be_links_and_no_headings(self) -> None:
        """As most letters are made: of tables."""
        rows = "".join(
            f'<tr><td><a href="https://post.example/{at}">The old lock {at} is closed</a></td></tr><tr><td>{BODY[at]} {BODY[0]}</td></tr>'
            for at in (1, 2, 3)
        )
        found = all_of(mail(f"<html><body><table>{rows}</table></body></html>", kind="text/html"))
        assert titles(found) == [f"The old lock {at} is closed" for at in (1, 2, 3)]

    def test_a_long_opening_is_an_article_too(self) -> None:
        """Nothing that the letter tells is lost."""
        letter = f"<p>{LONG}</p>" + "".join(item(at, link=button(at)) for at in (1, 2))
        found = all_of(mail(f"<html><body>{letter}</body></html>", kind="text/html"))
        assert titles(found) == ["The lock", "Lock 1 closed", "Lock 2 closed"]

    @pytest.mark.parametrize(
        "letter",
        [
            pytest.param("<h1>The lock</h1>" + "".join(item(at) for at in (1, 2, 3)), id="headings without links"),
            pytest.param("<h1>The lock</h1>" + item(1, link=button(1)) + item(2) + item(3) + item(4), id="one link"),
            pytest.param(
                f"<p>{LONG}</p>" + "".join(f'<p><a href="https://post.example/{at}">Read about the old quay {at}</a></p><p>{LONG}</p>' for at in (1, 2)),
                id="links between paragraphs",
            ),
        ],
    )  # fmt: skip
    def test_article_that_was_mailed_stays_one(self, letter: str) -> None:
        """It has headings, and links between its paragraphs."""
        assert titles(all_of(mail(f"<html><body>{letter}</body></html>", kind="text/html"))) == ["The lock"]

    def test_preview_that_is_hidden_is_no_text(self) -> None:
        """Letters put words there for the list of mails."""
        letter = '<div style="display:none">Preview of the day that nobody sees.</div>' + "".join(
            item(at, link=button(at)) for at in (1, 2)
        )
        assert all(
            "Preview" not in one.text for one in all_of(mail(f"<html><body>{letter}</body></html>", kind="text/html"))
        )
