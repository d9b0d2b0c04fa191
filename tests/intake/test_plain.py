"""Plain text: lines wrapped at any width, several articles in one file, lines over a text."""

import textwrap

import pytest

from digest.intake.paragraphs import split_paragraphs
from digest.intake.readers.plain import read_plain, rejoin_words
from digest.model import Document
from tests.intake.test_pages import NEWS, TITLE

MORE = (
    "The ferry to the islands will leave half an hour later from April, the shipping company said on Thursday.",
    "It wants to wait for the train from the capital, which has reached the quay late on most days since the autumn.",
    "Islanders who work on the mainland had asked for the change in a letter that four hundred of them signed.",
    "The council of the islands will vote on a second boat in June.",
)


def documents(text: str) -> list[Document]:
    found = read_plain("a.txt", text.encode())
    assert isinstance(found, tuple)
    return list(found)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[one.start : one.end].split()) for one in split_paragraphs(text)]


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "no blank lines"])
@pytest.mark.parametrize("width", range(30, 201, 10))
def test_text_wrapped_at_any_width_is_read_as_paragraphs(width: int, gap: str) -> None:
    """A title and paragraphs of several sentences, as editors, mails and terminals wrap them."""
    said = [TITLE, " ".join(NEWS[:3]), " ".join(NEWS[3:6]), " ".join(NEWS[6:]), " ".join(MORE)]
    assert " ".join(paragraphs(gap.join(textwrap.fill(one, width) for one in said))) == " ".join(said)
    ends = {one.rstrip()[-12:] for one in paragraphs(gap.join(textwrap.fill(one, width) for one in said))[1:]}
    assert all(end.endswith(".") for end in ends)


def test_rows_of_a_table_are_not_joined() -> None:
    """They are all of one length, and none goes on in the next."""
    rows = "\n".join(f"Nolde {at:>4} m  12 March  open" for at in range(100, 112))
    assert len(paragraphs(rows)) == 12


def test_a_list_of_short_lines_is_not_joined() -> None:
    """No line of it is full."""
    assert paragraphs("bread\nflour and salt\na pound of butter\nmilk") == [
        "bread",
        "flour and salt",
        "a pound of butter",
        "milk",
    ]


def test_a_title_is_parted_from_the_dateline_in_its_line() -> None:
    """As text looks that was pasted as one line."""
    said = f"Dam opens its sluices early NOLDE, March 3 (Karrow Wire) - {NEWS[0]} {NEWS[1]}"
    assert paragraphs(said) == ["Dam opens its sluices early", f"NOLDE, March 3 (Karrow Wire) - {NEWS[0]} {NEWS[1]}"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param("The inspec-\ntion took a day.", "The inspection\ntook a day.", id="a word"),
        pytest.param(
            "a low-\nlying field, low-lying land", "a low-lying\nfield, low-lying land", id="known with hyphen"
        ),
        pytest.param("the Nolde-\nUnderby line", "the Nolde-Underby\nline", id="names"),
        pytest.param("from 1987-\n1990 on", "from 1987-\n1990 on", id="numbers"),
        pytest.param("no end", "no end", id="no hyphen"),
    ],
)
def test_words_that_a_line_divides_are_joined(text: str, joined: str) -> None:
    """No line changes its number."""
    assert rejoin_words(text) == joined
    assert joined.count("\n") == text.count("\n")


def test_articles_between_rules_are_several() -> None:
    """A rule, a title and text under it: another article."""
    text = "\n\n".join((TITLE, *NEWS, "----------", "Later ferry from April", *MORE))
    first, second = documents(text)
    assert first.text.endswith(NEWS[-1])
    assert second.text.startswith("Later ferry from April")
    assert second.part == 1


def test_articles_of_a_press_archive_are_several() -> None:
    """It numbers them."""
    text = (
        f"1 of 2 DOCUMENTS\n\n{TITLE}\n\n"
        + "\n\n".join(NEWS)
        + "\n\n2 of 2 DOCUMENTS\n\nLater ferry\n\n"
        + "\n\n".join(MORE)
    )
    assert [one.text.split("\n")[0] for one in documents(text)] == [TITLE, "Later ferry"]


@pytest.mark.parametrize(
    "below",
    [
        "About the Nolde Post\n\nThe Nolde Post was founded in 1901.",
        "Ada Lind writes about rivers for this paper and lives in Underby.",
        "* * * and that was all",
    ],
)
def test_what_stands_under_a_rule_may_belong_to_the_article(below: str) -> None:
    """A bio or a notice is no article."""
    assert len(documents("\n\n".join((TITLE, *NEWS, "*****", below)))) == 1


def test_named_lines_over_a_text_are_its_facts() -> None:
    """They are no text; what they name is known."""
    head = f"Title: {TITLE}\nSource: Nolde Post\nDate: 3 March 2024\nURL: https://nolde.example/dam\nTags: News"
    (found,) = documents(f"{head}\n\n" + "\n\n".join(NEWS))
    assert found.text.startswith(NEWS[0])
    facts = found.facts
    assert (facts.title and facts.title.value) == TITLE
    assert (facts.outlet and facts.outlet.value) == "Nolde Post"
    assert (facts.published and facts.published.value) == "3 March 2024"
    assert (facts.url and facts.url.value) == "https://nolde.example/dam"


def test_an_address_over_a_text_is_its_link() -> None:
    """As people paste it above what they copied."""
    (found,) = documents(f"{TITLE}\n\nhttps://nolde.example/dam\n\n" + "\n\n".join(NEWS))
    assert (found.facts.url and found.facts.url.value) == "https://nolde.example/dam"
