"""The feeds of a desk: valid, an entry a day with an id that stays, and every quote in them the source's own."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import feedparser
import jsonschema
import lxml.html
import pytest
from lxml import etree

from digest.errors import ConfigurationError, StateError
from digest.pipeline.rebuild import rebuild
from digest.pipeline.run import discard
from digest.publish.feed import ENTRIES, add_entries, begin_feed, make_entry, read_feed, write_json_feed
from digest.publish.render import load_templates, render_atom, render_letter
from digest.publish.verify import verify
from digest.store.store import open_unchecked
from tests.desks import Desk, article, moment
from tests.publish import editions, forms

TEMPLATES = load_templates()
SAMPLE = editions.sample()
PLACE = '[output]\naddress = "https://example.org/news"\n'
LETTER = "letter.html"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two days, the second with a revision, of a desk that has an address."""
    made = Desk(tmp_path_factory.mktemp("feeds") / "desk", more=PLACE)
    for topic, when in ((1, "2026-03-09T07:00"), (2, "2026-03-10T07:00"), (3, "2026-03-10T09:30")):
        made.put(f"a{topic}.txt", article(topic))
        made.run(when)
    return made


def items(desk: Desk) -> list[dict]:
    """The items of the JSON Feed, newest first."""
    return json.loads((desk.output / "feed.json").read_bytes())["items"]


def check(output: Path) -> None:
    """Hold both feeds against their standards, and against each other."""
    forms.ATOM.assertValid(etree.parse(output / "feed.xml"))
    written = json.loads((output / "feed.json").read_bytes())
    jsonschema.Draft202012Validator(forms.JSON_FEED, format_checker=jsonschema.FormatChecker()).validate(written)
    read = feedparser.parse((output / "feed.xml").read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")
    assert [(one.id, one.title) for one in read.entries] == [(one["id"], one["title"]) for one in written["items"]]
    assert [one.content[0].value for one in read.entries] == [one["content_html"].strip() for one in written["items"]]


def test_feeds_are_valid_and_say_the_same(desk):
    """Atom by RFC 4287, JSON Feed 1.1; an entry a day, newest first, whose address is the page's."""
    check(desk.output)
    assert [one["url"] for one in items(desk)] == [
        f"https://example.org/news/2026-03-{day}.html" for day in ("10", "09")
    ]
    assert items(desk)[0]["title"].startswith("Tuesday 10 March 2026: Talks about ")


def test_revision_updates_the_entry_of_its_day(desk):
    """The entry keeps its id and the hour of the first revision, and has the hour of the second."""
    newest, other = items(desk)
    assert newest["date_published"] == "2026-03-10T07:00:00+01:00"
    assert newest["date_modified"] == "2026-03-10T09:30:00+01:00"
    assert newest["_digest"] == {"date": "2026-03-10", "revision": 2}
    assert other["date_published"] == other["date_modified"]


def test_entry_has_the_whole_briefing_with_links_to_sources(desk):
    """Every sentence of the page, its mark a link to its place in the source; no style sheet, nothing that loads."""
    tree = lxml.html.fromstring(items(desk)[0]["content_html"])
    quoted = {quote["text"] for story in desk.edition("2026-03-10")["stories"] for quote in story["quotes"]}
    shown = {" ".join(element.text_content().split()) for element in tree.iterfind(".//*[@data-quote]")}
    assert quoted <= shown
    links = [element.get("href") for element in tree.iterfind(".//sup/a")]
    assert links
    assert all(link.startswith("https://example.org/news/sources/") and "#s" in link for link in links if "#" in link)
    assert not tree.xpath("//style | //script | //img | //link | //@class | //@onclick")


def test_nothing_new_changes_no_feed(desk):
    """Not one byte, and no time."""
    before = desk.bytes_and_times()
    desk.run("2026-03-10T10:00")
    assert desk.bytes_and_times() == before


def test_rebuild_gives_the_same_feeds(desk):
    """Of the newest day and of an older one."""
    before = {name: (desk.output / name).read_bytes() for name in ("feed.xml", "feed.json")}
    for day in (9, 10):
        rebuild(desk.settings, dt.date(2026, 3, day), wait=0, force=False, report=discard)
        assert before == {name: (desk.output / name).read_bytes() for name in before}


def test_days_that_the_feed_lacks_are_filled_in(desk, tmp_path):
    """After an upgrade from a version without feeds the first edition fills them, from the editions, as if it always had."""
    with open_unchecked(desk.output) as store:
        known = read_feed(store.find_file("feed.json"))
    with closing(sqlite3.connect(desk.output / ".digest" / "digest.sqlite")) as connection, connection:
        connection.execute("DELETE FROM files WHERE name = 'feed.json'")
    rebuild(desk.settings, dt.date(2026, 3, 10), wait=0, force=False, report=discard)
    with open_unchecked(desk.output) as store:
        again = read_feed(store.find_file("feed.json"))
    assert [entry.id for entry in again.entries] == [entry.id for entry in known.entries]
    assert again.id == known.id
    check(desk.output)


def test_new_address_reaches_every_entry(desk):
    """Also those of days before; ids stay."""
    old = items(desk)
    text = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(text.replace("example.org/news", "example.net/b/"), encoding="utf-8")
    rebuild(desk.settings, dt.date(2026, 3, 10), wait=0, force=False, report=discard)
    assert [one["id"] for one in items(desk)] == [one["id"] for one in old]
    assert all("https://example.net/b/sources/" in one["content_html"] for one in items(desk))
    assert "example.org" not in (desk.output / "feed.xml").read_text(encoding="utf-8")
    desk.config.write_text(text, encoding="utf-8")
    rebuild(desk.settings, dt.date(2026, 3, 10), wait=0, force=False, report=discard)


def test_feed_holds_the_last_thirty_days():
    """A month; the order is that of the days, whatever came last."""
    feed = begin_feed(SAMPLE.edition, None)
    days = [SAMPLE.edition.date + dt.timedelta(days=n) for n in range(40)]
    made = [
        replace(SAMPLE.edition, date=day, made=SAMPLE.edition.made + dt.timedelta(days=n)) for n, day in enumerate(days)
    ]
    whole = add_entries(feed, [make_entry(feed, one, "<p>Words.</p>", TEMPLATES.words) for one in reversed(made)])
    assert [entry.date for entry in whole.entries] == days[::-1][:ENTRIES]
    assert len({entry.id for entry in whole.entries}) == ENTRIES
    assert read_feed(write_json_feed(whole)) == whole


def test_feed_without_an_address_has_no_dead_links(tmp_path):
    """Marks are numbers of the list of sources; what names the page is relative to the feed."""
    letter = render_letter(SAMPLE.edition, SAMPLE.highlights, TEMPLATES, address=None).decode()
    assert "sources/" not in letter
    feed = begin_feed(SAMPLE.edition, None)
    whole = add_entries(feed, [make_entry(feed, SAMPLE.edition, letter, TEMPLATES.words)])
    (tmp_path / "feed.xml").write_bytes(render_atom(whole, TEMPLATES))
    (tmp_path / "feed.json").write_bytes(write_json_feed(whole))
    check(tmp_path)
    assert b'href="2018-11-28.html"' in (tmp_path / "feed.xml").read_bytes()


def test_words_of_an_article_are_no_markup_of_a_feed():
    """A headline of angle brackets, quotes and the end of a CDATA section stays text, in both."""
    odd = """]]> <b>"Talks" & 'more'</b> <!-- ]]&gt; --> </title>"""
    edition = replace(
        SAMPLE.edition, desk=odd, history=(*SAMPLE.edition.history[:-1], replace(SAMPLE.edition.history[-1], lead=odd))
    )
    feed = begin_feed(edition, None)
    whole = add_entries(feed, [make_entry(feed, edition, f"<p>{odd}", TEMPLATES.words)])
    tree = etree.fromstring(render_atom(whole, TEMPLATES))
    forms.ATOM.assertValid(tree)
    assert tree.findtext("{*}title") == odd
    assert tree.findtext("{*}entry/{*}title").endswith(odd)
    assert read_feed(write_json_feed(whole)) == whole


def test_forged_quote_in_a_letter_is_found():
    """The letter is held against the sources like a page, before anything is published."""
    letter = render_letter(SAMPLE.edition, SAMPLE.highlights, TEMPLATES, address=None)
    assert verify(SAMPLE.edition, {LETTER: letter}, SAMPLE.texts) == ()
    assert verify(SAMPLE.edition, {LETTER: letter.replace(b"Borland", b"Norland")}, SAMPLE.texts)


def test_desks_have_feeds_of_their_own(tmp_path):
    """Two desks that begin at other hours have other ids: a reader can have both."""
    feeds = [
        begin_feed(replace(SAMPLE.edition, made=moment(when)), None)
        for when in ("2026-03-09T07:00", "2026-03-09T07:01")
    ]
    assert feeds[0].id != feeds[1].id


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"items": [1]}', b'{"items": [], "title": "", "_digest": {"id": "x"}}']
)
def test_damaged_feed_is_no_feed(data):
    """Whoever reads it is told; a run begins it anew."""
    with pytest.raises(StateError, match="no feed of digest"):
        read_feed(data)


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "https://me:pw@example.org/", "https://example.org/?a", 'https://e"x/'],
)
def test_what_is_no_address_is_refused(desk, address):
    """An address that pages could not be found under, or with a password in it."""
    desk_config = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(
        desk_config.replace("https://example.org/news", address.replace('"', '\\"')), encoding="utf-8"
    )
    try:
        with pytest.raises(ConfigurationError, match="must be the address of the folder on the web"):
            _ = desk.settings
    finally:
        desk.config.write_text(desk_config, encoding="utf-8")
