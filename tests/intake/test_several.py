"""Files that hold several articles: parted where something shows it, named where something hints at it."""

import pytest

from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.intake.several import warn_of_several
from digest.model import Article, Document
from tests.intake.test_hostile import TODAY
from tests.intake.test_pages import NEWS, TITLE
from tests.intake.test_plain import MORE

SECOND = "Ferry leaves later from April"
DAM, FERRY = "NOLDE, March 3 (Karrow Wire) - ", "UNDERBY, March 3 (Karrow Wire) - "


def documents(name: str, text: str) -> list[Document]:
    found = read(name, text.encode())
    assert isinstance(found, tuple)
    return list(found)


def titles(found: list[Document]) -> list[str | None]:
    return [one.facts.title.value if one.facts.title else one.text.split("\n")[0] for one in found]


def test_titles_over_datelines_part_a_text() -> None:
    """Nothing else stands between the articles."""
    text = "\n\n".join((TITLE, DAM + NEWS[0], *NEWS[1:], SECOND, "By Ada Lind", FERRY + MORE[0], *MORE[1:]))
    assert titles(documents("a.txt", text)) == [TITLE, SECOND]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n".join((TITLE, *NEWS, SECOND, FERRY + MORE[0], *MORE[1:])), id="no dateline under the first"),
        pytest.param("\n\n".join((TITLE, DAM + NEWS[0], *NEWS[1:], *[f"{line} So it was." for line in NEWS], SECOND, FERRY + MORE[0], *MORE[1:])), id="far longer than the next"),
        pytest.param("\n\n".join((TITLE, DAM + NEWS[0], *NEWS[1:], SECOND, f"{FERRY}{MORE[0][:-1]} ...")), id="a teaser"),
        pytest.param("\n\n".join((TITLE, DAM + NEWS[0], *NEWS[1:], "March 4, 2024", FERRY + MORE[0], *MORE[1:])), id="a date"),
    ],
)  # fmt: skip
def test_what_stands_under_an_article_does_not_part_it(text: str) -> None:
    """A page that was saved as text has the openings of other articles under its own."""
    assert len(documents("a.txt", text)) == 1


LETTER = f"""Good morning from Nolde.

{TITLE}

{NEWS[0]} {NEWS[1]}
Read more: https://nolde.example/dam

{SECOND}

{MORE[0]} {MORE[1]}
<https://nolde.example/ferry>

To unsubscribe: https://nolde.example/stop
"""


@pytest.mark.parametrize("name", ["a.txt", "a.eml"])
def test_newsletter_in_plain_text_becomes_its_items(name: str) -> None:
    """A headline, a text and the address of the whole article, time after time."""
    head = "From: Nolde Post <post@nolde.example>\nSubject: This morning\nDate: Mon, 4 Mar 2024 06:00:00 +0000\n\n"
    found = documents(name, LETTER if name == "a.txt" else head + LETTER)
    assert titles(found) == [TITLE, SECOND]
    links = [one.facts.url.value if one.facts.url else None for one in found]
    assert links == ["https://nolde.example/dam", "https://nolde.example/ferry"]
    assert all(one.brief for one in found)


def test_addresses_under_an_article_make_no_newsletter() -> None:
    """Its sources are listed below it."""
    text = "\n\n".join((TITLE, *NEWS, "https://nolde.example/a", "https://nolde.example/b"))
    assert len(documents("a.txt", text)) == 1


def test_clippings_under_a_heading_of_their_own() -> None:
    """Headings of the second level are titles where each article says where it comes from."""
    clips = (
        f"## {TITLE}\n\nSource: Nolde Post\nDate: 2024-03-03\n\n{' '.join(NEWS)}\n\n"
        f"## {SECOND}\n\nSource: Underby Echo\nDate: 2024-03-04\n\n{' '.join(MORE)}\n"
    )
    found = documents("a.md", f"# Clippings\n\nOf this week.\n\n{clips}")
    assert titles(found) == [TITLE, SECOND]
    outlets = [one.facts.outlet.value if one.facts.outlet else None for one in found]
    assert outlets == ["Nolde Post", "Underby Echo"]
    assert "Source:" not in found[0].text


def test_subheads_part_no_note() -> None:
    """They name parts of one article."""
    text = f"# {TITLE}\n\n## The wall\n\n{' '.join(NEWS)}\n\n## The boat\n\n{' '.join(MORE)}\n"
    assert len(documents("a.md", text)) == 1


def test_a_word_before_the_first_title_of_a_note_does_not_join_its_articles() -> None:
    """It belongs to none of them."""
    text = f"For Monday.\n\n# {TITLE}\n\n{' '.join(NEWS)}\n\n# {SECOND}\n\n{' '.join(MORE)}\n"
    assert titles(documents("a.md", text)) == [TITLE, SECOND]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param((TITLE, " ".join(NEWS), SECOND, FERRY + " ".join(MORE)), True, id="a title over a dateline"),
        pytest.param((TITLE, " ".join(NEWS), FERRY + " ".join(MORE), DAM + " ".join(NEWS[4:])), True, id="datelines"),
        pytest.param((TITLE, " ".join(NEWS), SECOND, "By Ada Lind", " ".join(MORE)), True, id="a title over a by-line"),
        pytest.param((TITLE, DAM + " ".join(NEWS), " ".join(MORE)), False, id="one article"),
        pytest.param((TITLE, " ".join(NEWS), FERRY + MORE[0]), False, id="a line from elsewhere"),
        pytest.param((TITLE, *NEWS[4:], "Subscribe to our newsletter", DAM + " ".join(NEWS[:4])), False, id="a button"),
    ],
)
def test_what_seems_to_be_several_articles_is_told(lines: tuple[str, ...], told: bool) -> None:
    """It is read as one, and a sentence says so."""
    (document,) = documents("a.txt", "\n\n".join(lines))
    found = build_article(document, "raw", today=TODAY)
    assert isinstance(found, Article)
    problem = warn_of_several(found)
    assert (problem is not None) == told
    if problem:
        assert problem.reason == "seems to hold several articles, and is read as one: put each in a file of its own"
        assert (problem.part, problem.unreadable, problem.kind) == (1, False, "several")
