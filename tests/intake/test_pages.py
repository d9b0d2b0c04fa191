"""What is taken out of web pages, by kinds of pages; each text in its own words."""

from typing import Any

import pytest
import trafilatura
from lxml.html import tostring
from trafilatura import bare_extraction

from digest.intake.facts import build_article
from digest.intake.readers import blockchoice, read
from digest.intake.readers.blocks import cut_blocks
from digest.intake.readers.extraction import vote
from digest.intake.readers.html import parse_page
from digest.model import Article, Fact, Problem
from tests.intake.test_hostile import TODAY

NEWS = (
    "The board of the Nolde dam ordered the sluices opened on Friday, a week before the melt was expected to begin.",
    "Farmers below the dam were told by telephone to move their animals to the upper meadows by Saturday evening.",
    "An engineer who inspected the eastern wall in January had found a crack of four metres near the old turbine hall.",
    "The crack was filled with resin, but the board wants the lake to be two metres lower before the snow melts.",
    "Power from the dam will be cut by a third until May, and the district has bought electricity from its neighbours.",
    "Two villages lost their bridges in the flood of 1987, when the sluices were opened a day too late.",
    "“Nobody wants to see that year again,” said Maren Holt, who has kept the gauge at Underby since then.",
    "The railway will run buses between Underby and Nolde while the embankment is watched by night.",
    "A hearing on the repair of the wall is planned for the second week of March in the town hall of Nolde.",
)
TITLE = "Nolde dam opens its sluices a week early"
MENU = "".join(
    f"<li><a href='/{word}'>{word}</a></li>" for word in ["Home", "World", "Sport", "Culture", "Weather", "Letters"]
)
TEASERS = "".join(
    f"<div class='teaser'><h3><a href='/{at}'>{head}</a></h3><p>{text}</p></div>"
    for at, (head, text) in enumerate(
        (
            (
                "Ferry timetable changes in April",
                "The boat to the islands will leave half an hour later from the spring.",
            ),
            (
                "School choir wins prize",
                "Forty pupils of the lower school sang in the capital and came home with a cup.",
            ),
            ("Rain spoils flower market", "Sellers packed up before noon when the wind took two of the tents away."),
        )
    )
)


def article(inner: str, *, around: str = "") -> Article:
    data = (
        f"<!DOCTYPE html><html lang=en><head><title>{TITLE}</title></head><body><nav><ul>{MENU}</ul></nav>"
        f"{inner}{around}<footer><p>Nolde Post, all rights reserved</p></footer></body></html>"
    )
    documents = read("a.html", data.encode())
    assert isinstance(documents, tuple)
    found = build_article(documents[0], "raw", today=TODAY)
    assert isinstance(found, Article), found
    return found


def body_of(found: Article) -> list[str]:
    return [found.document.text[one.start : one.end] for one in found.paragraphs if one.role == "body"]


def paragraphs(some: tuple[str, ...] = NEWS) -> str:
    return "".join(f"<p>{one}</p>" for one in some)


def wrapped(text: str, width: int, between: str) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return between.join([*lines, line])


def test_an_article_between_menu_and_teasers_is_taken_whole() -> None:
    """Nothing of it is lost, and nothing of what stands around it is taken."""
    found = article(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>", around=TEASERS)
    assert body_of(found) == list(NEWS)
    assert found.facts.title is not None
    assert found.facts.title.value == TITLE


def test_the_rest_behind_a_read_more_button_is_read() -> None:
    """It is hidden until a reader asks for it, and part of the article all the same."""
    hidden = f"<div style='display:none'>{paragraphs(NEWS[4:])}</div>"
    assert body_of(article(f"<article>{paragraphs(NEWS[:4])}{hidden}</article>")) == list(NEWS)


def test_a_hidden_line_is_not_read() -> None:
    """Hardly any text before an article is no rest of one."""
    hidden = "<p style='display: none'>Not for anybody to read.</p><p hidden>Nor this one here.</p>"
    text = article(hidden + paragraphs()).document.text
    assert "anybody" not in text
    assert "Nor this" not in text


def test_an_article_in_two_containers_is_read_to_its_end() -> None:
    """An advertisement parts the page in two, not the article."""
    part = "<div class='story__body'><div class='story__inner'>{}</div></div>"
    inner = (
        part.format(paragraphs(NEWS[:5])) + "<div class='ad'>Advertisement</div>" + part.format(paragraphs(NEWS[5:]))
    )
    assert body_of(article(f"<article>{inner}</article>")) == list(NEWS)


@pytest.mark.parametrize(
    ("opening", "between", "closing"),
    [
        pytest.param("<p>", "<br>\n", "</p>", id="break after each line"),
        pytest.param("<div>", "</div><div>", "</div>", id="an element for each line"),
    ],
)
def test_lines_of_a_page_are_joined_to_sentences(opening: str, between: str, closing: str) -> None:
    """Mail and old editors break lines where a screen ended; no sentence begins or ends there."""
    text = " ".join(NEWS)
    found = article(f"<div class='post'>{opening}{wrapped(text, 62, between)}{closing}</div>")
    assert " ".join(body_of(found)) == text


def test_linked_words_stay_in_their_sentence() -> None:
    """Bare text in a container with links and breaks keeps every word."""
    bare = "<br><br>".join(NEWS).replace("four metres", "<a href='/x'>four metres</a>").replace("1987", "<b>1987</b>")
    assert body_of(article(f"<h1>{TITLE}</h1><div class='entry'>{bare}</div>", around=TEASERS)) == list(NEWS)


def test_a_brief_of_two_sentences_is_not_drowned() -> None:
    """A short article on a page with many teasers is that article alone."""
    found = article(
        f"<article><h1>{TITLE}</h1>{paragraphs(NEWS[:2])}</article>", around=f"<aside>{TEASERS * 4}</aside>"
    )
    assert body_of(found) == list(NEWS[:2])


def test_a_page_without_spaces_between_words_is_read() -> None:
    """Words are counted by signs where a script has no spaces."""
    news = (
        "ノルデ湖のダム管理局は金曜日、雪解けより一週間早く水門を開くよう命じた。",
        "下流の農家には、土曜日の夕方までに家畜を高台へ移すよう電話で伝えられた。",
        "一月の点検では、東側の壁に長さ四メートルの亀裂が見つかっていた。",
        "亀裂は樹脂で埋められたが、管理局は水位をさらに二メートル下げる方針だ。",
    )
    ranking = "".join(f"<li><a href='/{at}'>今週の人気記事その{at}</a></li>" for at in range(30))
    found = article(f"<article><h1>ノルデのダム</h1>{paragraphs(news)}</article>", around=f"<ul>{ranking}</ul>")
    assert body_of(found) == list(news)


def test_a_page_with_large_pictures_inside_is_read() -> None:
    """A page that was saved as one file carries its pictures as text; they count for nothing."""
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 500_000}'>"
    assert body_of(article(f"<article>{paragraphs()}{picture}</article>")) == list(NEWS)


def test_an_article_that_a_page_holds_twice_is_read_once() -> None:
    """Some pages carry a second version for phones."""
    assert body_of(article(f"<div id='wide'>{paragraphs()}</div><div id='small'>{paragraphs()}</div>")) == list(NEWS)


def test_a_photographer_and_pointers_are_no_body() -> None:
    """A credit ends a caption, and a pointer to other articles is a link."""
    inner = (
        paragraphs(NEWS[:3])
        + "<p>The eastern wall on Thursday (Photo: Ada Lind/Nolde Post)</p>"
        + paragraphs(NEWS[3:6])
        + "<p><a href='/x'>Read more: What the flood of 1987 took away</a></p>"
        + paragraphs(NEWS[6:])
    )
    assert body_of(article(f"<article>{inner}</article>")) == list(NEWS)


def test_pictures_that_a_sentence_speaks_of_are_body() -> None:
    """A sentence that begins with the word is no caption."""
    spoken = "Pictures of the crack were shown to the board on Monday, and nobody spoke for a while after that."
    assert spoken in body_of(article(f"<article>{paragraphs(NEWS[:4])}<p>{spoken}</p>{paragraphs(NEWS[4:])}</article>"))


@pytest.mark.parametrize("number", [2, 4, 9])
def test_a_page_with_running_text_is_never_empty(number: int) -> None:
    """Whatever stands around it, and with no element that names an article."""
    found = article(f"<table><tr><td>{'<br>'.join(NEWS[:number])}</td></tr></table>", around=TEASERS * 3)
    assert NEWS[0] in " ".join(body_of(found))


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        pytest.param(
            f"<p>{NEWS[0]}<br>{NEWS[1]} <b>So</b> it was.</p>", [NEWS[0], f"{NEWS[1]} So it was."], id="break"
        ),
        pytest.param("<p>the lake was<br>low again</p>", ["the lake was", "low again"], id="short lines"),
        pytest.param(
            "<blockquote>A letter<ul><li>on the <b>gate</b></li><li>on the wall</li></ul></blockquote>",
            ["A letter", "on the gate", "on the wall"],
            id="a list that is quoted",
        ),
        pytest.param("<p>He said <q>no</q> and left.</p>", ["He said no and left."], id="quoted in a line"),
        pytest.param("<p>It is called <code>lock 2</code> there.</p>", ["It is called lock 2 there."], id="code"),
        pytest.param("<table><tr><td>Length</td><td>41 m</td></tr></table>", ["Length 41 m"], id="a row"),
        pytest.param("<p>Read <a href='/x'>the <i>letter</i></a>.</p>", ["Read the letter."], id="inline"),
        pytest.param("<p>湖<ruby>畔<rt>はん</rt></ruby>の町</p>", ["湖畔の町"], id="ruby"),
        pytest.param("<p>x<script>var a;</script></p><svg><text>y</text></svg>", ["x"], id="no text"),
    ],
)
def test_blocks_of_a_page(inner: str, said: list[str]) -> None:
    """A block is a paragraph, and so is a line that a break ends; cells of a row belong together."""
    page = parse_page(f"<html><body>{inner}</body></html>")
    assert page is not None
    assert [block.text for block in cut_blocks(page)] == said


def test_a_block_knows_its_place() -> None:
    """Tags and names around it, its links, and whether it is hidden."""
    page = parse_page(
        "<body><div class='articleBody' hidden><p id=lead-text>The <a>lake</a></p></div><ul><li><a>More</a></li></ul></body>"
    )
    assert page is not None
    first, second = cut_blocks(page)
    assert first.tags[:2] == ("p", "div")
    assert first.names[:2] == ({"lead", "text"}, {"article", "body"})
    assert first.hidden
    assert 0.5 < first.links < 0.6
    assert (second.links, second.hidden) == (1.0, False)


@pytest.mark.parametrize(
    ("head", "line", "day"),
    [
        pytest.param("<meta property='og:article:published_time' content='2024-03-01'>", "", "2024-03-01", id="meta"),
        pytest.param("<meta name='dc.date.created' content='2024-03-01'>", "", "2024-03-01", id="another name"),
        pytest.param(
            "<script type='application/ld+json'>{'@type': 'NewsArticle', \"datePublished\": \"2024-03-01\",}</script>",
            "",
            "2024-03-01",
            id="JSON-LD that no parser reads",
        ),
        pytest.param(
            "", "<span itemprop='datePublished' content='2024-03-01'>1 March</span>", "2024-03-01", id="itemprop"
        ),
        pytest.param("", "<p>By Ada Lind, March 1, 2024</p>", "2024-03-01", id="the line under the headline"),
        pytest.param("", "", None, id="none"),
    ],
)
def test_the_date_of_a_page(head: str, line: str, day: str | None) -> None:
    """What is stated for machines, else the line over the text; the dates of teasers are not asked."""
    old = "<time datetime='2019-01-01'>1 January 2019</time><time datetime='2019-01-02'>2 January 2019</time>"
    found = article(f"<article>{head}<h1>{TITLE}</h1>{line}{paragraphs()}</article>", around=TEASERS + old)
    assert (found.facts.published and found.facts.published.value) == day


def test_the_only_h1_is_the_title_where_another_was_made_for_search_engines() -> None:
    """What a reader sees over the text is the headline; a title in other words is not."""
    head = "<meta property='og:title' content='Flood in Nolde: map, live water levels and what you need to know'>"
    assert article(f"{head}<h1>{TITLE}</h1>{paragraphs()}").facts.title.value == TITLE  # type: ignore[union-attr]


def test_an_author_in_two_names() -> None:
    """JSON-LD may state a given and a family name alone."""
    told = '{"@type": "NewsArticle", "author": {"@type": "Person", "givenName": "Ada", "familyName": "Lind"}}'
    found = article(f"<script type='application/ld+json'>{told}</script>{paragraphs()}")
    assert (found.facts.author and found.facts.author.value) == "Ada Lind"


def test_a_page_of_links_alone_holds_no_article() -> None:
    """However many words its menu has."""
    documents = read("a.html", f"<html><body>{'<a href=x>News of the day</a> ' * 60}</body></html>".encode())
    assert isinstance(documents, tuple)
    assert isinstance(build_article(documents[0], "raw", today=TODAY), Problem)


@pytest.mark.parametrize("pointer", ["Læs også: Færgen sejler senere", "Läs också: Färjan går senare"])
def test_pointers_in_nordic_languages_are_no_body(pointer: str) -> None:
    """Between the paragraphs, as a link."""
    swedish = pointer.startswith("Läs")
    said = (
        "Dammen öppnade sina luckor på fredagen, en vecka innan snön väntades smälta, sade föreståndaren för kraftverket."
        if swedish
        else "Dæmningen åbnede sine sluser fredag, en uge før sneen ventes at smelte, sagde lederen af kraftværket til avisen."
    )
    more = [f"{said[:-1]} {word}." for word in ("igen", "nu", "sent", "snart")]
    inner = paragraphs(tuple(more[:2])) + f"<p><a href='/x'>{pointer}</a></p>" + paragraphs(tuple(more[2:]))
    assert body_of(article(f"<article>{inner}</article>")) == more


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0025)https://nolde.example/dam -->",
        "<!--\n Page saved with SingleFile \n url: https://nolde.example/dam \n saved date: Sat Mar 02 2024\n-->",
    ],
)
def test_the_address_that_a_browser_wrote_into_a_page(comment: str) -> None:
    """It links a page that names no address of its own."""
    page = f"<!DOCTYPE html>{comment}<html><title>{TITLE}</title><article>{paragraphs(NEWS)}</article></html>"
    documents = read("a.html", page.encode())
    assert isinstance(documents, tuple)
    assert documents[0].facts.url == Fact("https://nolde.example/dam", "place it was saved from")


def test_a_long_second_container_is_read_to_the_next_headline() -> None:
    """As long as the elements around it are named as those of the first part, and another article has its own."""
    part = "<div class='story__body'><div class='story__inner'>{}</div></div>"
    other = part.format("<h2>Another dam</h2>" + paragraphs(tuple(f"{line} It was another year." for line in NEWS[:2])))
    inner = part.format(paragraphs(NEWS[:3])) + "<div>Advertisement</div>" + part.format(paragraphs(NEWS[3:])) + other
    body = body_of(article(f"<article>{inner}</article>"))
    assert body[:9] == list(NEWS)


def test_posts_in_an_article_neither_end_nor_date_it() -> None:
    """Their signatures are no words of the article."""
    post = "<blockquote class=post><p>Water is low today.</p>— Nolde Dam (@noldedam) <a href=/1>January 3, 2021</a></blockquote>"
    found = article(f"<article>{paragraphs(NEWS[:4])}{post}{paragraphs(NEWS[4:])}</article>")
    assert [line for line in body_of(found) if line in NEWS] == list(NEWS)
    assert not any("@noldedam" in line for line in body_of(found))
    assert found.facts.published is None


def test_rules_for_comments_are_not_the_article() -> None:
    """They are whole sentences too, and stand under it."""
    rules = (
        "We welcome comments from our readers and ask them to stay with the matter of the article.",
        "Comments that insult others or repeat what was said before are removed by the editors.",
        "Please do not post the same comment twice, and use your own name where you can.",
    )
    inner = (
        f"<div class=text>{'<br><br>'.join(NEWS)}</div><div class=comments><h3>Comments</h3>{paragraphs(rules)}</div>"
    )
    assert " ".join(body_of(article(inner))).split() == " ".join(NEWS).split()


def test_dated_lines_of_a_calendar_are_its_text() -> None:
    """An article that is mostly a list keeps the list."""
    days = [
        f"March {day}-{day + 1}: Nolde {name}, town hall, {day * 20} guests"
        for day, name in enumerate(("Choir", "Anglers", "Bakers", "Skaters"), 4)
    ]
    found = article(f"<article><h1>{TITLE}</h1>{paragraphs((*NEWS[:2], *days))}</article>")
    assert body_of(found) == [*NEWS[:2], *days]


@pytest.mark.parametrize("opening", ["<article>", "<main>", "<header>Nolde Post</header><article>"])
def test_a_page_may_leave_out_the_tag_of_its_body(opening: str) -> None:
    """Parsers that do not know newer elements take these for parts of the head."""
    documents = read(
        "a.html", f"<!DOCTYPE html><html><title>{TITLE}</title>{opening}{paragraphs(NEWS)}</html>".encode()
    )
    assert isinstance(documents, tuple)
    assert all(line in documents[0].text for line in NEWS)


def test_an_invitation_over_the_text_is_no_body() -> None:
    """It stands in the article's own container, and its sentences are whole."""
    invitation = (
        "Begin your day with the Nolde Letter. The letter has all the news of the valley. Sign up for the newsletter."
    )
    assert body_of(article(f"<article>{paragraphs((invitation, *NEWS))}</article>")) == list(NEWS)


def test_trafilatura_leaves_the_page_that_it_is_given_as_it_was() -> None:
    """All modes are asked of one tree."""
    page = parse_page(f"<nav><a href='/'>Home</a></nav><article>{'<p>Pilots waited in the harbour.</p>' * 9}</article>")
    assert page is not None
    before = tostring(page)
    vote(page, ["Pilots waited in the harbour."], [0])
    assert tostring(page) == before


@pytest.mark.parametrize(("aside", "asked"), [("", [True]), ("<aside>", [True, False, False])])
def test_trafilatura_is_asked_again_only_where_it_misses_much(
    aside: str, asked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    fast: list[bool] = []

    def count(*given: Any, **options: Any) -> Any:
        fast.append(options["fast"])
        return bare_extraction(*given, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", count)
    shown = NEWS[:3] if aside else NEWS
    page = parse_page(f"<article>{paragraphs(shown)}</article>{aside}{paragraphs(NEWS[len(shown) :])}")
    assert page is not None
    vote(page, NEWS, [len(one.split()) for one in NEWS])
    assert fast == asked


@pytest.mark.parametrize(("told", "asked"), [(NEWS, 0), (NEWS[:2], 1)])
def test_trafilatura_is_asked_only_where_the_page_alone_leaves_doubt(
    told: tuple[str, ...], asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def count(*given: Any) -> Any:
        calls.append(given)
        return vote(*given)

    monkeypatch.setattr(blockchoice, "vote", count)
    found = article(f"<article><h1>{TITLE}</h1>{paragraphs(told)}</article><aside>{TEASERS}</aside>")
    assert body_of(found) == list(told)
    assert len(calls) == asked
