"""What digest made is no news: pointed at a folder of briefings, it says so and tells nothing."""

import gzip

import pytest

from digest.intake.readers import read
from digest.model import Problem
from tests.desks import Desk, article

OURS = "no article: a page that digest made"


@pytest.fixture(scope="module")
def briefings(tmp_path_factory):
    """The output folder of a desk with one briefing."""
    desk = Desk(tmp_path_factory.mktemp("one"))
    for topic in range(3):
        desk.put(f"{topic}.txt", article(topic))
    desk.run("2026-03-09T07:00")
    return desk.output


def test_another_desks_output_tells_nothing(briefings, tmp_path):
    """Every page in HTML, Markdown and JSON, and every stored text, is set aside in these words; none is an article or counts as unreadable."""
    desk = Desk(tmp_path)
    outcome = desk.run("2026-03-10T07:00", folder=briefings)
    assert outcome.edition.articles == ()
    assert outcome.problems == ()
    reasons = {problem.path: problem.reason for problem in outcome.edition.left_out}
    made = {path.relative_to(briefings).as_posix() for path in briefings.rglob("*") if path.is_file()}
    assert {path for path in made if not path.startswith(".digest/")} == reasons.keys() - {".digest/"}
    assert {reason for path, reason in reasons.items() if path != ".digest/"} == {OURS}


@pytest.mark.parametrize("name", ["saved.txt", "page.html", "noname"])
def test_the_name_does_not_hide_it(briefings, name):
    """A copy under another name, packed or not, is known by its content."""
    page = (briefings / "2026-03-09.html").read_bytes()
    assert read(name, page) == Problem(name, OURS)
    assert read(f"{name}.gz", gzip.compress(page)) == Problem(f"{name}.gz", OURS)


def test_a_page_without_the_mark_is_known_by_its_quotes(briefings):
    """A desk's own frame may leave the mark out, and so do pages of older versions; their quotes show whose they are."""
    page = (briefings / "2026-03-09.html").read_text(encoding="utf-8")
    head = '<meta name="generator"'
    assert head in page
    bare = "\n".join(line for line in page.splitlines() if not line.startswith(head))
    assert read("page.html", bare.encode()) == Problem("page.html", OURS)


def test_an_article_about_it_is_an_article():
    """One that names the program or shows a footnote of its own is read."""
    text = (
        "The desk made its digest 0.1 by hand\n\nThe mayor of Port Alder said on Tuesday that the old lock would close"
        " in spring, as the council had asked.[^1] Ships will take the northern canal until the new gates are built.\n\n"
        "[^1]: [The council](https://news.example/council.html)\n"
    )
    assert isinstance(read("a.md", text.encode()), tuple)
