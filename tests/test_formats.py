"""A folder as people have it: every format, what belongs to a page, links; and the line that closes a run."""

import json
import os
from pathlib import Path

import pytest

from digest.commands.run import command as run_command
from digest.intake.readers import READERS
from digest.model import Problem
from digest.pipeline.tally import Tally, write_closing_line
from tests.desks import MONDAY, Desk, article, moment
from tests.intake.packages import docx, enex, epub, mbox, odt, rtf, table, webarchive
from tests.intake.sheets import At, drawn


def page_of(text: str) -> str:
    title, *body = text.split("\n\n")
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in body)}</article></body></html>"


def mail_of(text: str, boundary: str = "") -> str:
    return f"From: Desk <desk@example.org>\nSubject: {text.splitlines()[0]}\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{text}"


def feed_of(text: str) -> str:
    return f"<rss><channel><title>Desk</title><item><title>{text.splitlines()[0]}</title><description>{text}</description></item></channel></rss>"


def pdf_of(text: str) -> bytes:
    lines, y = [], 800.0
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        words = paragraph.split()
        while words:
            size = 18 if number == 0 else 9
            lines.append(At(40, y, " ".join(words[:14]), size))
            words, y = words[14:], y - 2 * size
    return drawn(lines)


MADE = {
    ".txt": str,
    ".text": str,
    ".md": lambda text: "# " + text,
    ".markdown": lambda text: "# " + text,
    ".html": page_of,
    ".htm": page_of,
    ".xhtml": page_of,
    ".eml": mail_of,
    ".mht": lambda text: (
        f"Snapshot-Content-Location: https://x.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page_of(text)}"
    ),
    ".mhtml": lambda text: (
        f"Snapshot-Content-Location: https://x.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page_of(text)}"
    ),
    ".mbox": lambda text: mbox([mail_of(text)]),
    ".webarchive": lambda text: webarchive(page_of(text)),
    ".docx": lambda text: docx(text.split("\n\n")),
    ".odt": lambda text: odt(text.split("\n\n")),
    ".rtf": lambda text: rtf(text.split("\n\n")),
    ".epub": lambda text: epub({"a.xhtml": page_of(text)}),
    ".enex": lambda text: enex({text.splitlines()[0]: text}),
    ".pdf": pdf_of,
    ".json": lambda text: json.dumps({"title": text.splitlines()[0], "text": text}),
    ".jsonl": lambda text: json.dumps({"title": text.splitlines()[0], "text": text}),
    ".ndjson": lambda text: json.dumps({"title": text.splitlines()[0], "text": text}),
    ".csv": table,
    ".tsv": lambda text: table(text, "\t"),
    ".rss": feed_of,
    ".atom": feed_of,
    ".xml": feed_of,
}
"""A file of each format with an article in it; plain text is the article itself."""


def test_folder_with_one_of_each_format_makes_one_briefing(tmp_path: Path) -> None:
    """Every article is told, whatever it lies in, and nothing is set aside."""
    desk = Desk(tmp_path)
    for topic, suffix in enumerate(sorted(READERS)):
        text = article(topic + 1)
        desk.put(f"article{suffix}", MADE[suffix](text))
    outcome = desk.run(MONDAY)
    assert outcome.exit_code == 0
    assert {source["path"] for source in desk.edition("2026-03-09")["articles"]} == {
        f"article{suffix}" for suffix in READERS
    }
    assert desk.said[-1] == f"{len(READERS)} files in, {len(READERS)} articles."


def test_what_belongs_to_a_page_is_no_news(tmp_path: Path) -> None:
    """Adverts and settings beside a saved page lead to no story, no error and no mention among what was set aside."""
    desk = Desk(tmp_path)
    desk.put("Talks.html", page_of(article(1)))
    desk.put("Talks_files/advert.html", page_of(article(2)))
    desk.put("Talks_files/config.json", "{}")
    outcome = desk.run(MONDAY)
    assert outcome.exit_code == 0
    assert [source["path"] for source in desk.edition("2026-03-09")["articles"]] == ["Talks.html"]
    assert (
        desk.said[-1]
        == "2 files in, 1 article; 1 set aside: Talks_files/ (belongs to the page Talks.html; not looked into)."
    )


def test_links_are_followed_on_request(tmp_path: Path) -> None:
    """With the setting, what a link in the folder leads to is read under the link's name."""
    desk = Desk(tmp_path / "desk", more="[seeds]\nfollow_links = true\n")
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "a.txt").write_text(article(1))
    (desk.articles / "mine").symlink_to(tmp_path / "clips")
    desk.run(MONDAY)
    assert [source["path"] for source in desk.edition("2026-03-09")["articles"]] == ["mine/a.txt"]
    assert desk.run("2026-03-10T05:00").status == "nothing_new"


def test_a_files_own_time_stands_for_a_date_on_request(tmp_path: Path) -> None:
    """As a guess that names where it is from; not where files were copied together, nor without the setting."""
    desk = Desk(tmp_path / "desk", more="[seeds]\ndate_from_file = true\n")
    saved = moment("2026-03-08T21:30").timestamp()
    for topic, age in enumerate((0, 7200, 7200, 7200)):
        os.utime(desk.put(f"{topic}.txt", article(topic)), (saved - age, saved - age))
    desk.run(MONDAY)
    dates = {source["path"]: source["published"] for source in desk.edition("2026-03-09")["articles"]}
    assert dates == {"0.txt": "2026-03-08T20:30:00+00:00", "1.txt": None, "2.txt": None, "3.txt": None}
    page = (desk.output / "2026-03-09.md").read_text(encoding="utf-8")
    assert "Unnamed outlet, Sun 21:30 (a guess)" in page
    assert "Unnamed outlet, undated" in page
    assert any("own time" in page.read_text() for page in (desk.output / "sources").iterdir())
    plain = Desk(tmp_path / "plain")
    os.utime(plain.put("0.txt", article(0)), (saved, saved))
    plain.run(MONDAY)
    assert [source["published"] for source in plain.edition("2026-03-09")["articles"]] == [None]


def test_every_run_ends_with_what_it_read(tmp_path: Path) -> None:
    """Files in, articles, and what was set aside with its remedy; also when nothing came of it."""
    desk = Desk(tmp_path)
    desk.put("letter.doc", b"\xd0\xcf\x11\xe0" + bytes(99))
    desk.put(".DS_Store", b"\x00\x00\x00\x01Bud1")
    outcome = desk.run("2026-03-09T05:00")
    assert outcome.exit_code == 0
    said = "1 file in, 0 articles; 1 set aside: letter.doc (this is an old office document (OLE): save it as .docx, .odt or .txt)."
    assert desk.said[-1].splitlines()[-1] == said
    desk.put("a.txt", article(1))
    desk.run(MONDAY)
    assert desk.said[-1] == "1 file in, 1 article."


def test_a_dry_run_ends_with_what_it_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the other stream than the briefing; nothing when only mistakes are to be said."""
    desk = Desk(tmp_path)
    desk.put("a.txt", article(1))
    for quiet, said in (((), "1 file in, 1 article.\n"), (("--quiet",), "")):
        with pytest.raises(SystemExit):
            run_command(["--dry-run", *quiet, "--config", str(tmp_path / "config.toml"), "--now", "2026-03-09T06:00"])
        assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        pytest.param(Tally(0, 0, ()), "0 files in, 0 articles.", id="nothing"),
        pytest.param(
            Tally(2, 3, (Problem("a.rss", "only a title (“A”)"), Problem("a.rss", "only a title (“B”)", 1))),
            "2 files in, 3 articles; 2 set aside: a.rss (2 times: only a title (“A”)).",
            id="two of one file",
        ),
        pytest.param(
            Tally(
                3,
                0,
                (
                    Problem("a_files/", "belongs to a page"),
                    Problem("b.url", "an address"),
                    Problem("c.pdf", "damaged", unreadable=True),
                ),
            ),
            "3 files in, 0 articles; 3 set aside: c.pdf (damaged), b.url (an address), a_files/ (belongs to a page).",
            id="the worst first",
        ),
        pytest.param(
            Tally(7, 0, tuple(Problem(f"{at}.url", "no article: an address") for at in range(7))),
            "7 files in, 0 articles; 7 set aside: 0.url (an address), 1.url (an address), 2.url (an address), 3.url (an address),"
            " 4.url (an address) and 2 more; `digest status` names them all.",
            id="many",
        ),
    ],
)
def test_closing_line(tally: Tally, line: str) -> None:
    """Five names at most, each once."""
    assert write_closing_line(tally) == line
