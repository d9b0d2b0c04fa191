"""Notes in Markdown as clippers, note programs and reading services write them."""

import pytest

from digest.intake.readers import read
from digest.intake.readers.fields import find_fields
from digest.model import Document, Fact, Problem
from tests.intake.hostile import BODY
from tests.intake.packages import enex

FULL = "\n\n".join(BODY)
LINK = "https://post.example/lock"


def all_of(text: str) -> tuple[Document, ...]:
    found = read("a.md", text.encode())
    assert isinstance(found, tuple)
    return found


def only(text: str) -> Document:
    (document,) = all_of(text)
    return document


CLIPPERS = {
    "Obsidian": f'---\ntitle: "The lock"\nsource: "{LINK}"\nauthor:\n  - "[[Ada Lund]]"\n  - "[[Per Holt]]"\npublished: 2018-11-27\ncreated: 2018-11-30\ntags:\n  - "clippings"\n---\n![](https://x.example/a.jpg)\n\n{FULL}\n',
    "MarkDownload": f"---\ncreated: 2018-11-27T20:03:11 (UTC +01:00)\ntags: []\nsource: {LINK}\nauthor: Ada Lund, Per Holt\n---\n\n# The lock\n\n> ## Excerpt\n> {BODY[0]}\n\n---\n{FULL}\n",
    "Omnivore": f"---\nid: 3f\ntitle: |\n  The lock\nauthor: |\n  Ada Lund, Per Holt\ndate_saved: 2018-11-30 12:03:11\ndate_published: 2018-11-27 08:00:00\nurl: {LINK}\n---\n\n# The lock\n#Omnivore\n\n[Read on Omnivore](https://omnivore.example/x)\n[Read Original]({LINK})\n\n{FULL}\n",
    "Readwise": "# The lock\n\n![cover](https://x.example/y.png)\n\n## Metadata\n- Author: [[Ada Lund, Per Holt]]\n- Full Title: The lock\n- Category: #articles\n- Date: 2018-11-27\n"
     f"- URL: {LINK}\n\n## Highlights\n" + "".join(f"- {one} ([View Highlight](https://read.example/{at}))\n" for at, one in enumerate(BODY)),
    "Notion": f"# The lock\n\nAuthor: Ada Lund, Per Holt\nDate: 27 November 2018\nTags: News\nURL: {LINK}\n\n{FULL}\n",
    "by hand": f"# The lock\n\n**Author:** Ada Lund, Per Holt\n**Date:** 2018-11-27\n**Source:** [Alder Post]({LINK})\n\n{FULL}\n",
}  # fmt: skip
"""The same clipping as each writes it."""


@pytest.mark.parametrize("clipper", CLIPPERS)
def test_clipping(clipper: str) -> None:
    """Facts, link and text are the same, and nothing of the form is left; "source" that is an address is the link."""
    document = only(CLIPPERS[clipper])
    facts = document.facts
    assert facts.title is not None
    assert facts.published is not None
    assert (facts.title.value, facts.author and facts.author.value) == ("The lock", "Ada Lund, Per Holt")
    assert facts.url is not None
    assert facts.url.value == LINK
    assert "27" in facts.published.value
    assert facts.published.guess == (clipper == "MarkDownload")  # it tells when the page was saved
    assert facts.outlet == (Fact("Alder Post", "front matter source") if clipper == "by hand" else None)
    body = [one for one in document.text.split("\n\n") if one not in ("The lock", "cover")]
    assert body == list(BODY)


def test_several_titles_are_several_articles() -> None:
    """Each heading of the first level with an article under it."""
    found = all_of("".join(f"# Lock {at}\n\n{FULL}\n\n" for at in range(3)))
    assert [one.facts.title and one.facts.title.value for one in found] == ["Lock 0", "Lock 1", "Lock 2"]
    assert [one.part for one in found] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(f"> [!note] Caption\n> At low tide\n\n{BODY[0]}", ["At low tide", BODY[0]], id="a box"),
        pytest.param(f"See [[Old lock|the lock]] and [[Ada Lund]].\n\n{BODY[0]}", ["See the lock and Ada Lund.", BODY[0]], id="links to notes"),
        pytest.param(f"{BODY[0]}\n\n#harbour #lock/old\n", [BODY[0]], id="labels"),
        pytest.param(f"{BODY[0]}\n\n[Open in reader](https://x.example)\n", [BODY[0]], id="a button"),
        pytest.param(f"The lock: closed, he said.\n\n{BODY[0]}", ["The lock: closed, he said.", BODY[0]], id="a colon"),
    ],
)  # fmt: skip
def test_marks_of_note_programs(text: str, said: list[str]) -> None:
    """They go, the words stay."""
    assert only(text).text.split("\n\n") == said


def test_box_of_a_caption_is_marked() -> None:
    """It is no text of the article."""
    assert [one.role for one in only(f"{BODY[1]}\n\n> [!note] Caption\n> At low tide\n\n{BODY[0]}").marked] == [
        "caption"
    ]


@pytest.mark.parametrize(
    ("lines", "fields", "count"),
    [
        pytest.param(["Title: Lock", "", "URL: x", "Text."], {"title": "Lock", "url": "x"}, 3, id="with an empty line"),
        pytest.param(["Obama: I was wrong", "URL: x"], {}, 0, id="a speaker"),
        pytest.param(["Text.", "URL: x"], {}, 0, id="under a text"),
        pytest.param(["Title:", "Text."], {"title": ""}, 1, id="an empty one"),
    ],
)
def test_lines_of_fields(lines: list[str], fields: dict[str, str], count: int) -> None:
    """Only what stands at the top, under names that are known."""
    assert find_fields(lines) == (fields, count)


def test_notes_of_evernote_are_articles() -> None:
    """With the address that they were clipped from; when a note was made is a guess."""
    found = read("a.enex", enex({"Lock 1": FULL, "Lock 2": FULL}))
    assert isinstance(found, tuple)
    assert [one.facts.title and one.facts.title.value for one in found] == ["Lock 1", "Lock 2"]
    assert found[0].facts.url == Fact(LINK, "note source-url")
    assert found[0].facts.published == Fact("2018-11-27", "note created", guess=True)
    assert found[0].text == FULL


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.txt", "https://x.example/a\nhttps://x.example/b\n", id="lines"),
        pytest.param("a.html", "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><a href=x>A</a></body></html>", id="Pocket"),
        pytest.param("a.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DT><A HREF=x>A</A>", id="bookmarks"),
    ],
)  # fmt: skip
def test_lists_of_addresses_are_told_as_such(name: str, data: str) -> None:
    """Nothing is fetched; a text that begins with an address is an article all the same."""
    found = read(name, data.encode())
    assert isinstance(found, Problem)
    assert found.reason == "no article: a list of addresses, and digest fetches nothing: save the pages themselves"
    assert isinstance(read("a.txt", f"https://x.example/a\n\n{FULL}".encode()), tuple)
