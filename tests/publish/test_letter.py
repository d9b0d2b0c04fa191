"""The letter, as feeds, mail and books carry a briefing: whole, and with a source for every mark."""

from dataclasses import replace

import lxml.html

from digest.model import FigurePair, Quote, StatedFigure, Voice
from digest.publish.render import load_templates, render_letter
from digest.publish.verify import verify
from tests.publish import editions

TEMPLATES = load_templates()
SAMPLE = editions.sample()


def words(key: str, text: str) -> Quote:
    """These words of an article of the sample."""
    id_ = editions.identity(key)
    start = SAMPLE.texts[id_].index(text)
    return Quote(id_, start, start + len(text), text)


def letter(sample: editions.Sample, **how) -> lxml.html.HtmlElement:
    """The letter of an edition, checked against its sources."""
    data = render_letter(sample.edition, sample.highlights, TEMPLATES, **{"address": None, **how})
    assert verify(sample.edition, {"letter.html": data}, sample.texts) == ()
    return lxml.html.fromstring(data.decode())


def claiming() -> editions.Sample:
    """The sample, whose first story has a figure that changed, one that is disputed, and somebody who answers."""
    first, *rest = SAMPLE.edition.stories
    soldiers = StatedFigure(words("talks", "Some 3,000"), words("talks", "Some 3,000 soldiers"), 3000, 3000)
    crossings = StatedFigure(words("talkstoo", "Two"), words("talkstoo", "Two crossings"), 2, 2)
    mediator = Voice(
        "Ilka Senn",
        words("talks", "The mediator, Ilka Senn"),
        body=False,
        side="senn",
        statements=(words("talks", "“They began at opposite ends of the table,” she said."),),
        shown=True,
    )
    pairs = (
        FigurePair("changed", "killed", soldiers, crossings, SAMPLE.edition.date.replace(day=27)),
        FigurePair("disagree", "injured", soldiers, crossings),
    )
    return replace(
        SAMPLE,
        edition=replace(SAMPLE.edition, stories=(replace(first, figures=pairs, voices=(mediator,)), *rest)),
    )


def lines_of(tree: lxml.html.HtmlElement) -> list[str]:
    """What its paragraphs say."""
    return [" ".join(line.text_content().split()) for line in tree.iter("p", "li")]


def test_letter_has_figures_voices_and_places():
    """Each figure and voice is marked and proven, as on the page."""
    lines = lines_of(letter(claiming()))
    assert "Killed: the figure changed from Some 3,0001 on Tuesday to Two2 today" in lines
    assert "Injured, disputed: Some 3,0001 (Northern Wire) against Two2 (Meridian Dispatch)" in lines
    assert "The mediator, Ilka Senn1: “They began at opposite ends of the table,” she said.1" in lines
    assert "Where: Switzerland, Austria · Velm" in lines
    (by_line, *_) = [line for line in lines if line.startswith("watched: Velm")]
    assert by_line.endswith("· 2 newsrooms · continues Tuesday’s")
    assert "Harbour Gazette3 04:20 · One source only" in lines


def test_letter_points_to_the_stories_of_a_theme_without_one():
    """As the page does: "Nothing under Deployments" would not be true."""
    line = replace(SAMPLE.edition.stories[1], place="line")
    stories = (SAMPLE.edition.stories[0], line, *SAMPLE.edition.stories[2:])
    sections = tuple(
        replace(one, stories=(), passages=()) if one.theme == "deployments" else one for one in SAMPLE.edition.sections
    )
    data = render_letter(
        replace(SAMPLE.edition, stories=stories, sections=sections), SAMPLE.highlights, TEMPLATES, address=None
    )
    lines = lines_of(lxml.html.fromstring(data.decode()))
    at = lines.index("No story stands here.")
    assert lines[at + 1 : at + 3] == [
        f"Full story under Diplomacy: {stories[0].headline}",
        f"In one line under Other news: {line.headline}",
    ]
    assert not any(line.startswith("Nothing under") for line in lines)


def test_letter_lists_the_marked_sources_alone():
    """A source that no mark leads to would be a number without a sentence: here those of a story in one line."""
    line_story = SAMPLE.edition.stories[1]
    line = replace(
        line_story, place="line", headline_quote=None, articles=(*line_story.articles, editions.identity("port"))
    )
    sections = tuple(replace(one, stories=(), passages=()) for one in SAMPLE.edition.sections)
    edition = replace(
        SAMPLE.edition, stories=(line,), sections=sections, key_points=(), coming_up=(), before=(), foreign=()
    )
    tree = letter(replace(SAMPLE, edition=edition))
    (listed,) = [ul for ul in tree.iter("ul") if ul.getprevious() is not None and ul.getprevious().text == "Sources"]
    marked = {sup.text_content() for sup in tree.iter("sup")}
    assert [li.text.split()[0] for li in listed] == sorted(marked)
    assert len(marked) == 1


def test_marks_inside_a_book_lead_to_its_list():
    """Every link that is not the note's leads to an item that is there."""
    tree = letter(claiming(), inside=True)
    links = [link.get("href") for link in tree.iterfind(".//sup/a")]
    assert links
    assert {link.removeprefix("#") for link in links} == {li.get("id") for li in tree.iter("li") if li.get("id")}
