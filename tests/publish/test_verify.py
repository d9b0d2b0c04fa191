"""The guard of promise 1: one changed byte of a quote, in any of the files, and nothing is published."""

from dataclasses import replace

import lxml.html
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.codec import from_json, to_json, write_edition
from digest.intake.sanitize import clean
from digest.model import Edition
from digest.publish.render import load_templates
from digest.publish.verify import _split_at_marks, verify
from tests.publish import editions

TEMPLATES = load_templates()
MADE = editions.sample()
FILES = MADE.render(TEMPLATES)
KINDS = ("html", "md", "json")


def complaints(name: str, data: bytes) -> tuple[str, ...]:
    """What ``verify`` says when one file has other bytes."""
    return verify(MADE.edition, {**FILES, name: data}, MADE.texts)


def test_a_day_as_rendered_is_right():
    """Headlines that open the lead, speakers, joined sentences, one-liners, foreign titles: no complaint."""
    assert verify(MADE.edition, FILES, MADE.texts) == ()


def test_a_line_carries_the_mark_of_the_source_that_its_headline_is_of():
    """Where the newest article tells it best and stands second among its story's, its number follows its words."""
    made = editions.large_day(60)
    stories = list(made.edition.stories)
    at, line = next((at, one) for at, one in enumerate(stories) if one.place == "line")
    other = next(one for one in stories if one.place == "line" and one.id != line.id)
    told = replace(line, articles=(other.articles[0], *line.articles))
    stories[at] = told
    stories.remove(other)
    sections = tuple(
        replace(part, stories=tuple(one for one in part.stories if one != other.id)) for part in made.edition.sections
    )
    day = replace(made.edition, stories=tuple(stories), sections=sections)
    files = made.render(TEMPLATES, day)
    assert verify(day, files, made.texts) == ()
    source = next(one for one in day.articles if one.id == line.articles[0])
    assert f"{line.headline}[^{source.number}]" in files["2018-11-28.md"].decode()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_changed_character_of_a_quote_is_found(kind, data):
    """Any letter of any quote that a page shows, changed where it stands in the file."""
    shown = [quote for quote, *_ in MADE.edition.quotes() if not any(c in quote.text for c in '“”’"')]
    quote = data.draw(st.sampled_from(shown))
    name = f"{editions.DAY}.{kind}"
    text = FILES[name].decode()
    places = [at for at in range(len(text)) if text.startswith(quote.text, at) and _is_quote(kind, text, at)]
    assume(places)
    letters = [number for number, letter in enumerate(quote.text) if letter.isalpha()]
    at = data.draw(st.sampled_from(places)) + data.draw(st.sampled_from(letters))
    changed = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    assert complaints(name, changed.encode()) != ()


def _is_quote(kind: str, text: str, at: int) -> bool:
    """Whether the file shows a quote here: a title in a list of sources or in the history is none."""
    if kind == "json":
        return text[text.rfind("\n", 0, at) :].lstrip().startswith('"text"')
    if kind == "md":
        line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]
        return "[^" in line and not line.startswith("[^") and not line.startswith("### ")
    opened = text.rfind("<span data-quote", 0, at)
    return opened >= 0 and "</span>" not in text[opened:at]


def test_a_paragraph_of_a_source_page_is_checked_too():
    """Also what nobody quotes is as the file had it."""
    name = f"sources/{editions.identity('talks')}.html"
    assert complaints(name, FILES[name].replace(b"The talks lasted", b"The talks fasted"))


@pytest.mark.parametrize("data", [b"", b" ", b"<p>Nothing of the source.</p>"], ids=["empty", "blank", "other words"])
def test_a_source_page_without_its_source_is_none(data):
    """A template that shows no paragraph with its place cannot be checked, and that is said."""
    name = f"sources/{editions.identity('talks')}.html"
    assert complaints(name, data) == (f"{name}: no paragraph carries its data-quote",)


WRONG = {
    "a mark to another source": ("md", "customs agreement.[^2]", "customs agreement.[^3]"),
    "a mark to no source": ("md", "customs agreement.[^2]", "customs agreement.[^99]"),
    "words added": ("md", "Lorries must", "He said that lorries must"),
    "another place": ("html", f'data-quote="{editions.identity("talks")}:', f'data-quote="{editions.identity("talks")}:1'),
    "a place beyond the end": ("html", f'data-quote="{editions.identity("talks")}:', f'data-quote="{editions.identity("talks")}:99999'),
    "no place at all": ("html", "data-quote=", "data-quoted="),
    "a place that is none": ("html", f'data-quote="{editions.identity("talks")}:', f'data-quote="{editions.identity("talks")};'),
    "a source that is not there": ("html", editions.identity("talks"), "0123456789abcdef"),
    "not JSON": ("json", "{", "["),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(kind, old, new):
    """Each complaint names the file and is a sentence."""
    name = f"{editions.DAY}.{kind}"
    assert old in FILES[name].decode()
    found = complaints(name, FILES[name].decode().replace(old, new).encode())
    assert found
    assert all(complaint.startswith(f"{name}: ") for complaint in found)


def test_a_quote_that_is_missing_is_missed():
    """A user's template that forgets the lead of a story does not get it past the check."""
    name = f"{editions.DAY}.md"
    line = next(line for line in FILES[name].decode().splitlines() if line.startswith("Borland ended"))
    brief = next(line for line in FILES[name].decode().splitlines() if line.startswith("- Borland ended"))
    text = FILES[name].decode().replace(f"\n{line}\n", "\n").replace(f"{brief}\n", "")
    assert any("does not stand on the page" in found for found in complaints(name, text.encode()))


def test_bytes_that_are_no_text_are_said_so():
    """A file that was cut in the middle of a character."""
    name = f"{editions.DAY}.md"
    assert complaints(name, FILES[name] + b"\xe2\x80") == (f"{name}: this is not UTF-8 text",)


def test_json_that_says_what_a_wrong_edition_says_is_wrong():
    """It is not read whole, for its bytes are those of the edition, whose quotes are compared all the same."""
    story, *stories = MADE.edition.stories
    quote = replace(story.quotes[0], text="Nobody said so.")
    wrong = replace(MADE.edition, stories=(replace(story, quotes=(quote, *story.quotes[1:])), *stories))
    name = f"{editions.DAY}.json"
    (found,) = verify(wrong, {name: write_edition(wrong)}, MADE.texts)
    assert found.startswith(f"{name}: “Nobody said so.” is not what ")


@pytest.mark.parametrize("fault", [{"points": float("nan")}, {"kind": "riddle"}], ids=["no number", "no kind"])
def test_json_that_nobody_could_read_again_is_refused(fault):
    """Published, it would stop every later run."""
    story, *stories = MADE.edition.stories
    wrong = replace(MADE.edition, stories=(replace(story, **fault), *stories))
    (found,) = verify(wrong, {"x.json": write_edition(wrong)}, MADE.texts)
    assert "not an edition that this digest can read" in found


def test_a_headline_that_its_quote_does_not_say():
    """Words that are said to stand in the text must stand there."""
    story = replace(MADE.edition.stories[0], headline="Something else")
    edition = replace(MADE.edition, stories=(story, *MADE.edition.stories[1:]))
    assert any("Something else" in found for found in verify(edition, {"x.json": to_json(edition)}, MADE.texts))


ODD = {
    "dots first": "… and then the bridge gave way under two lorries.",
    "our skip mark": "The council […] did not say when it would meet again.",
    "skip mark first": "[…] nobody had asked the ferrymen about their boats.",
    "a mark": "The report says so in note [^1] on page nine of the book.",
    "an item": "- The list began with a dash and went on for a page.",
    "a quotation": "> The mail was quoted by somebody who answered it late.",
    "a number": "1986. A great year for the vineyards of the upper river.",
    "markup": "<b>Bold</b> &amp; *starred* [x](y) `code` | $5 ~ ^ = @home",
}


@pytest.mark.parametrize("sentence", ODD.values(), ids=ODD)
def test_a_sentence_that_looks_like_our_frame_passes(sentence):
    """What we put between quotes may stand in a source as well; a true quote is never refused for it."""
    piece = editions.Piece("odd", "A title", "Outlet", None, (("body", f"{sentence} | And a second one."),))
    told = editions.StoryText("odd", ("odd",), "diplomacy", (("odd", 0), ("+odd", 1), ("odd", 1, 0)))
    made = editions.edition((piece,), (told,), brief=(("diplomacy", "odd", 0),))
    files = made.render(TEMPLATES)
    assert verify(made.edition, files, made.texts) == ()
    assert from_json(Edition, files[f"{editions.DAY}.json"]) == made.edition


def test_our_words_may_hold_a_sources_asterisk():
    """An outlet in italics is the frame's, whatever it is called: it is no part of the quote behind it."""
    line = r"*(Star\*News\*, Mon 26 Nov)* The blast killed 19.[^1] **Other \*bold\*** It was heard in Dorrin.[^2]"
    assert list(_split_at_marks(line)) == [(1, "The blast killed 19."), (2, "It was heard in Dorrin.")]


ANY = st.text(max_size=40).map(clean).filter(lambda text: text.strip())


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_sanitized_text_is_rendered_as_it_is(title, outlet, sentence, other):
    """Any title, outlet and sentences: every page verifies, and the HTML shows the title as it was."""
    body = (("body", f"{sentence.replace(' | ', ' ')} said so. | And {other.replace(' | ', ' ')} did not."),)
    piece = editions.Piece("any", " ".join(title.split()), " ".join(outlet.split()), "2018-11-27", body)
    told = editions.StoryText("any", ("any",), "diplomacy", (("any", 0), ("any", 1)))
    line = editions.StoryText("line", ("any",), "other", (("any", 0),), place="line", headline=" ".join(other.split()))
    made = editions.edition((piece,), (told, line), brief=(("diplomacy", "any", 1),))
    files = made.render(TEMPLATES)
    assert verify(made.edition, files, made.texts) == ()
    page = lxml.html.document_fromstring(files[f"{editions.DAY}.html"].decode())
    assert " ".join(page.xpath("//ol//p[@class='title']")[0].text_content().split()) == piece.title
