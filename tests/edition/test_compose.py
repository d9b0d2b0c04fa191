"""The whole edition of a day."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from digest.codec import to_json
from digest.config import Briefing, Settings, Stories
from digest.edition.archive import make_archive
from digest.edition.sources import EditionParts
from digest.model import AnalysedArticle, Article, Day, Edition, Fact, Kind, Problem, StoryDay, StoryEntry
from digest.publish.render import load_templates, render
from digest.publish.verify import verify
from digest.settings_file import parse_settings
from tests.edition.works import DAY, FERRY, FERRY_TOO, NOON, TALKS, TROOPS, composed, invented, pages_of, told, work

NEXT_DAY = (
    "Tugs pulled the ferry that ran aground off Port Marlow free at high tide on Wednesday.",
    "Divers found two cracks in the hull, the Blueline company in Garron said.",
    "Ines Tolland, the harbour master, ordered the ship to stay in Marlow.",
)
BOTH = {"diplomacy": (0, 1), "incidents": (3,)}


def day_of_news() -> list[AnalysedArticle]:
    """A day with two outlets on one event, a copy, two themes, another language, an opinion and old news."""
    return [
        work(*FERRY, title="Ferry aground off Port Marlow", outlet="Post", path="a.txt", themes={"incidents": (0,)}),
        work(*FERRY_TOO, outlet="Mail", path="b.txt", themes={"incidents": (0, 1)}),
        work(*FERRY_TOO, outlet="Star", path="b-again.txt", themes={"incidents": (0, 1)}),
        work(*TALKS, path="c.txt", themes=BOTH),
        work(*TROOPS, path="d.txt", published="2026-02-01", themes={"deployments": (0,)}),
        work("Le pont est fermé.", "Il sera rouvert en mai.", "Merci.", path="e.txt", language="fr", passed=(0,)),
        invented(1, kind="opinion", path="f.txt", themes={"diplomacy": (0,)}),
        invented(2, path="g.txt"),
    ]


def edition_of(*works: AnalysedArticle, settings: Settings | None = None, **more: object) -> Edition:
    """The edition of these articles, with what holds for every edition checked."""
    edition = composed(*works, settings=settings, **more)
    counts, pages = edition.counts, pages_of(edition, *works)
    assert counts.files == counts.articles + counts.copies + counts.left_out
    assert counts.articles == len(edition.articles)
    assert counts.files == len(works) + len(more.get("problems", ()))
    told_once = [article for story in edition.stories for article in story.articles]
    assert sorted([*told_once, *edition.foreign]) == sorted(source.id for source in edition.articles)
    assert [source.number for source in edition.articles] == list(range(1, len(edition.articles) + 1))
    assert [page.source for page in pages] == list(edition.articles)
    articles = {page.article.id: page.article for page in pages}
    for story in edition.stories:
        for quote in (*story.quotes, *((story.headline_quote,) if story.headline_quote else ())):
            assert quote.text == " ".join(articles[quote.article].document.text[quote.start : quote.end].split())
    return edition


def test_a_day() -> None:
    """Everything has its place, and every number follows from it."""
    edition = edition_of(*day_of_news(), problems=(Problem("x.bin", "no article"),))
    assert [section.theme for section in edition.sections] == ["diplomacy", "incidents", "deployments"]
    ferry = next(story for story in edition.stories if len(story.articles) == 2)
    assert (ferry.headline, ferry.theme, ferry.place) == ("Ferry aground off Port Marlow", "incidents", "full")
    sources = {source.path: source for source in edition.articles}
    assert [copy.outlet for copy in sources["b-again.txt"].copies or sources["b.txt"].copies] != []
    assert sources["d.txt"].old
    assert [quote.text for quote in sources["e.txt"].opening] == ["Il sera rouvert en mai.", "Merci."]
    assert edition.foreign == (sources["e.txt"].id,)
    assert [story.place for story in edition.stories if story.kind == "opinion"] == ["apart"]
    (passage,) = edition.sections[1].passages
    assert [quote.text for quote in passage.quotes] == [TALKS[3]]
    assert edition.sections[1].touched == 2
    assert edition.left_out == (Problem("x.bin", "no article"),)


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    """Also where nothing of it is quoted; one with a title needs none."""
    edition = edition_of(*day_of_news())
    for source in edition.articles:
        if source.title:
            assert source.opening == ()
    opinion = next(source for source in edition.articles if source.path == "f.txt")
    (words,) = opinion.opening
    assert invented(1, kind="opinion")[0].document.text.startswith(words.text)


def test_a_passage_gives_way_to_the_story_that_tells_its_news() -> None:
    """Under a theme stands no sentence that a story in full under it tells too; the theme is not touched by it then."""
    aside = "A ferry with 60 people on board ran aground off Port Marlow in the morning."
    talks = work(*TALKS[:3], aside, path="c.txt", themes=BOTH)
    assert edition_of(talks).sections[2].passages != ()
    edition = edition_of(talks, work(*FERRY, title="Fog off Marlow", themes={"incidents": (0,)}))
    (section,) = [section for section in edition.sections if section.theme == "incidents"]
    assert (section.passages, section.touched) == ((), 1)


def test_the_theme_of_the_weightiest_story_opens_the_body() -> None:
    """Unless the settings fix the order; a theme without a story comes behind those that have one."""
    attack = "Rebels killed nine soldiers in an attack on the army post at Tarn on Wednesday."
    works = (
        work(*TALKS[:3], path="c.txt", themes={"diplomacy": (0,)}),
        work(attack, *FERRY[1:], title="Nine soldiers killed in rebel attack", themes={"incidents": (0, 1)}),
    )
    edition = edition_of(*works)
    assert max(edition.stories, key=lambda story: story.points).theme == "incidents"
    assert [section.theme for section in edition.sections] == ["incidents", "diplomacy", "deployments"]
    fixed = Settings(briefing=Briefing(order="themes"))
    assert [section.theme for section in edition_of(*works, settings=fixed).sections] == [
        theme.name for theme in fixed.theme
    ]


def test_an_overtaken_report_does_not_give_the_headline() -> None:
    """Of two without a date the one that knows of today leads."""
    before = work(FERRY[0].replace("Tuesday", "Monday"), *FERRY[1:], title="Ferry aground off Marlow", published=None)
    after = work(*FERRY_TOO, title="Rescued: all sixty of the Marlow ferry", published=None)
    (story,) = edition_of(before, after).stories
    assert story.headline == "Rescued: all sixty of the Marlow ferry"
    assert story.quotes[0].article == after[0].id


def test_the_headline_is_about_the_theme_of_the_story() -> None:
    """Of two articles on one affair the one heads it that is about what the section holds, also when it is shorter."""
    rescue = work(*FERRY, title="Sixty passengers taken off a ferry at Port Marlow", themes={})
    patrol = (FERRY_TOO[0], FERRY_TOO[2], "Two gunboats will guard the Garron light.")
    ships = work(*patrol, title="Gunboats to guard Garron light after ferry accident", themes={"deployments": (2,)})
    (story,) = composed(rescue, ships).stories
    assert (story.theme, story.headline) == ("deployments", "Gunboats to guard Garron light after ferry accident")
    assert story.quotes[0].article == ships[0].id


def test_of_two_themes_the_leading_article_decides() -> None:
    """One article each: the story stands where the article belongs that gives it its headline."""
    first = work(*FERRY, path="a", title="Ferry aground", themes={"incidents": (0,)})
    second = work(*FERRY_TOO, path="b", title="Ferry in fog", themes={"diplomacy": (0,), "deployments": (1,)})
    (story,) = composed(first, second).stories
    told = {one[0].id: one[1].themes[0].name for one in (first, second)}
    assert story.theme == told[story.articles[0]] == told[story.quotes[0].article]


def test_a_line_made_of_a_lead_is_that_articles_words() -> None:
    """Of two untitled articles the one whose lead opens the line is its source, also where the other one is longer."""
    lead = " ".join(
        [FERRY_TOO[0].removesuffix("."), "before tugs and two boats of the coast guard came out to it at noon."]
    )
    works = [work(*FERRY, *TROOPS, *TALKS), work(lead, *FERRY_TOO[1:])]
    edition = composed(*works)
    pages = pages_of(edition, *works)
    texts = {one[0].id: one[0].document.text for one in works}
    (story,) = edition.stories
    assert story.headline_quote is not None
    assert story.headline_quote.article != story.articles[0]
    files = render(edition, {page.source.id: page.highlights for page in pages}, load_templates(None))
    assert verify(edition, files, texts) == ()


def test_an_excerpt_has_all_that_a_page_may_name() -> None:
    """The stories of a source, and every source of these: a template of the reader's own may go from one to the other."""
    edition = edition_of(*day_of_news())
    story = next(story for story in edition.stories if len(story.articles) > 1)
    source = next(source for source in edition.articles if source.id == story.articles[0])
    part = EditionParts(edition).of([source])
    assert story in part.stories
    assert set(story.articles) <= {source.id for source in part.articles}
    assert len(part.articles) < len(edition.articles)


def test_numbers_run_in_the_order_of_the_page() -> None:
    """Below the brief: themes in order, then lines, apart, and other languages last."""
    edition = edition_of(*day_of_news())
    order = [
        article for section in edition.sections for story in section.stories for article in _articles(edition, story)
    ]
    assert [source.id for source in edition.articles][: len(order)] == order
    assert edition.articles[-1].language == "fr"


def _articles(edition: Edition, id_: str) -> tuple[str, ...]:
    return next(story.articles for story in edition.stories if story.id == id_)


def test_pages_say_where_and_why_a_sentence_is_quoted() -> None:
    """A mark a quoted sentence, with the blocks that quote it; the source counts them."""
    edition = composed(*day_of_news())
    pages = pages_of(edition, *day_of_news())
    for page in pages:
        assert page.source.kept == len(page.highlights)
        assert [one.sentence for one in page.highlights] == sorted({one.sentence for one in page.highlights})
    talks = next(page for page in pages if page.source.path == "c.txt")
    story = next(story.id for story in edition.stories if talks.article.id in story.articles)
    assert talks.highlights[-1].places == (("incidents", story),)
    assert talks.highlights[-1].why == ("place 4",)


@pytest.mark.parametrize(
    ("works", "stories"),
    [
        pytest.param([], 0, id="no article"),
        pytest.param([work(*FERRY)], 1, id="one"),
        pytest.param([work("One sentence only.", themes={"incidents": (0,)})], 1, id="one of one sentence"),
        pytest.param([work(*FERRY), work(*TALKS)], 2, id="two without any word in common"),
        pytest.param([work(*FERRY, path=f"{n}.txt") for n in range(400)], 1, id="400 copies of one"),
        pytest.param([invented(n, title=None, published=None) for n in range(9)], 9, id="no titles, no dates"),
        pytest.param([work(*FERRY, passed=(0, 1, 2, 3))], 1, id="nothing that can be quoted"),
    ],
)
def test_days_at_the_edge(works: list[AnalysedArticle], stories: int) -> None:
    """Sensible, and no error."""
    edition = edition_of(*works)
    assert len(edition.stories) == stories
    assert edition.history[-1].status == ("told" if works else "quiet")
    assert all(story.headline for story in edition.stories)


def test_three_hundred_sources_on_one_story() -> None:
    """One story with all of them and no more sentences than any other."""
    works = [work(*FERRY, *(f"Paper {n} met witness {n}{k} at {n} Pier Street." for k in range(9))) for n in range(300)]
    (story,) = edition_of(*works).stories
    assert len(story.quotes) <= 4


def test_old_news_is_as_usual_when_all_is_old() -> None:
    """Else it comes after everything that is fresher, however many points it has."""
    old = [invented(n, published="2026-01-05", themes={"incidents": (0,)}) for n in range(3)]
    fresh = invented(7, themes={"incidents": (0,)})
    assert {story.place for story in edition_of(*old).stories} == {"full"}
    assert edition_of(*old, fresh).stories[0].articles == (fresh[0].id,)
    behind = "more than a week old: after every fresher one"
    assert [behind in story.why for story in edition_of(*old, fresh).stories] == [False, True, True, True]
    assert not any(behind in story.why for story in edition_of(*old).stories)


def test_articles_beyond_the_greatest_age_are_left_out() -> None:
    """With the reason, each of their files."""
    settings = Settings(stories=Stories(max_age_days=30))
    edition = edition_of(work(*FERRY, published="2026-01-01", path="x.txt"), work(*TALKS), settings=settings)
    assert [(one.path, "max_age_days is 30" in one.reason) for one in edition.left_out] == [("x.txt", True)]


def test_stories_under_no_theme_can_be_dropped() -> None:
    """They stand under left out with the reason."""
    settings = Settings.model_validate({"briefing": {"unmatched": "drop"}})
    edition = edition_of(work(*FERRY, themes={"incidents": (0,)}), invented(3, path="x.txt"), settings=settings)
    assert len(edition.stories) == 1
    assert [(one.path, one.reason) for one in edition.left_out] == [("x.txt", "belongs to none of the themes")]


def test_a_long_day_keeps_to_the_reading_time() -> None:
    """What is in full takes six minutes; sixty lines stand on the page, the rest is counted."""
    works = [invented(n, themes={("diplomacy", "deployments", "incidents")[n % 3]: (0,)}) for n in range(200)]
    edition = edition_of(*works)
    full = [story for story in edition.stories if story.place == "full"]
    words = sum(len(text.split()) for one in full for text in (one.headline, *(quote.text for quote in one.quotes)))
    assert words == pytest.approx(6 * 230, rel=0.1)
    assert edition.minutes == 6
    assert edition.hidden == 200 - len(full) - 60


def test_a_story_of_yesterday_goes_on() -> None:
    """It keeps its id, says what it continues and quotes nothing again."""
    before = work(*FERRY)
    known = [told(invented(n), story=f"s{n}") for n in range(20, 25)]
    given = (told(before, quotes=(FERRY[0], NEXT_DAY[2]), story="ferry"), *known)
    edition = edition_of(work(*NEXT_DAY), past_articles=given)
    (story,) = edition.stories
    assert story.continues is not None
    assert (story.id, story.continues.story, story.continues.date) == ("ferry", "ferry", DAY - dt.timedelta(days=1))
    assert NEXT_DAY[2] not in [quote.text for quote in story.quotes]


def test_a_story_that_goes_on_keeps_its_theme_where_its_own_words_have_none() -> None:
    """The tugs that pull the ferry free belong under Incidents, where the accident stood; a theme of its own wins.

    A theme that was handed on is not handed on again.
    """
    yesterday = edition_of(work(*FERRY, themes={"incidents": (0,)}))
    day = StoryDay(DAY - dt.timedelta(days=1), NOON, replace(yesterday.stories[0], id="ferry"), yesterday.articles)
    entry = StoryEntry(day, None, None, proven=True)
    known = [told(invented(n), story=f"s{n}") for n in range(20, 25)]
    given = {"past_articles": (told(work(*FERRY), story="ferry"), *known), "previous_stories": (entry,)}
    (story,) = edition_of(work(*NEXT_DAY), **given).stories
    assert (story.theme, story.themes) == ("incidents", ("incidents",))
    assert "under incidents as that was" in story.why
    (again,) = edition_of(
        work(*NEXT_DAY),
        past_articles=given["past_articles"],
        previous_stories=(replace(entry, day=replace(day, story=replace(story, id="ferry"))),),
    ).stories
    assert (again.theme, again.themes) == ("other", ())
    (own,) = edition_of(work(*NEXT_DAY, themes={"diplomacy": (0,)}), **given).stories
    assert own.theme == "diplomacy"
    gone = parse_settings('[[theme]]\nname = "markets"\nstrong = ["shares fell"]\n', Path("config.toml"))
    (other,) = edition_of(work(*NEXT_DAY), settings=gone, **given).stories
    assert other.theme == "other"


def test_newest_toll_of_a_newsroom_heads_the_story() -> None:
    """The older report stands in the story, and gives neither headline nor lead."""
    first = (
        "A bomb killed nine people and wounded 31 at the fish market of Marlow on Tuesday, the police of the port said.",
        "The blast went off at half past eight between two stalls near the north gate, and windows broke in the street.",
        "No group has claimed the attack, and hospitals called for blood donors of every group all through the day.",
    )
    later = (
        "The number of people killed by a bomb at the fish market of Marlow rose to 14 on Tuesday, the police said.",
        "Five of the wounded died in hospital, and separatists of the Teller valley claimed the attack.",
    )
    old = work(*first, title="Nine killed in blast at Marlow market", outlet="Garron Post", themes={"incidents": (0,)})
    new = work(*later, title="Marlow market bomb kills 14", outlet="Garron Post", themes={"incidents": (0,)})
    story = next(
        one for one in edition_of(old, new, *(invented(n) for n in range(4))).stories if old[0].id in one.articles
    )
    assert (story.headline, story.articles) == ("Marlow market bomb kills 14", (new[0].id, old[0].id))
    assert story.quotes[0].article == new[0].id


def test_newer_toll_heads_the_story_though_its_place_has_an_earlier_day() -> None:
    """In the far west it is still Monday when a report comes that overtakes one of Tuesday morning in the far east."""
    old = work(
        "A ferry sank off Marlow and 26 people were killed, the coast guard said in the morning.",
        "Divers searched the wreck off the harbour of Marlow for passengers of the ferry.",
        title="Ferry sinks off Marlow, 26 dead",
        outlet="Garron Post",
        published="2026-03-10T06:00:00+09:00",
    )
    new = work(
        "The death toll of the ferry that sank off Marlow has risen to 31, the coast guard said.",
        "Divers brought five passengers of the ferry out of the wreck off the harbour of Marlow.",
        title="Ferry toll off Marlow rises to 31",
        outlet="Tarn Mail",
        published="2026-03-09T23:30:00-08:00",
    )
    story = next(one for one in edition_of(old, new).stories if old[0].id in one.articles)
    assert len(story.articles) == 2
    assert (story.headline, story.quotes[0].article) == ("Ferry toll off Marlow rises to 31", new[0].id)


def test_an_untitled_opinion_is_headed_by_its_whole_lead() -> None:
    """Half of what it says may say the opposite; a report in one line has its opening clause."""
    lead = (
        "I have long believed that the harbour of Marlow should be sold to whoever pays most for it, but after the winter"
        " that we had I no longer do."
    )
    (story,) = edition_of(work(lead, "It is ours.", kind="opinion")).stories
    assert (story.place, story.headline, story.opens_lead) == ("apart", lead.removesuffix("."), False)


def test_a_story_that_was_told_whole_stands_in_one_line() -> None:
    """There is nothing left to quote."""
    given = (told(work(*FERRY), quotes=NEXT_DAY, story="ferry"),)
    corrected = ((work(*NEXT_DAY)[0].id, work(*FERRY)[0].id),)
    (story,) = edition_of(work(*NEXT_DAY, themes={"incidents": (0,)}), past_articles=given, corrected=corrected).stories
    assert (story.place, story.quotes) == ("line", ())


def test_a_copy_of_an_earlier_day_is_left_out() -> None:
    """Under the day on which it was told."""
    edition = edition_of(work("A new first line.", *FERRY, path="x.txt"), past_articles=(told(work(*FERRY), days=3),))
    assert [(one.path, one.reason, one.told) for one in edition.left_out] == [
        ("x.txt", "told on 2026-03-07", dt.date(2026, 3, 7))
    ]


@pytest.mark.parametrize("earlier", [True, False], ids=["of an earlier day", "of today"])
def test_a_correction_stands_beside_what_it_corrects(*, earlier: bool) -> None:
    """It names it with its day, leads, and nothing is quoted of what was corrected."""
    old = work(*FERRY, published="2026-03-09")
    new = work(*FERRY[:3], "The hull has two cracks, divers found.", themes={"incidents": (0,)})
    works, memory = ([new], (told(old, quotes=FERRY[:1]),)) if earlier else ([old, new], ())
    edition = edition_of(*works, past_articles=memory, corrected=((new[0].id, old[0].id),))
    (story,) = edition.stories
    source = next(one for one in edition.articles if one.id == new[0].id)
    assert source.corrects is not None
    assert (source.corrects.article, source.corrects.date) == (old[0].id, DAY - dt.timedelta(days=int(earlier)))
    assert {quote.article for quote in story.quotes} == {new[0].id}


def test_a_later_revision_keeps_the_ids_of_stories() -> None:
    """Whatever joins a story later that day, its permalink stays."""
    first = [work(*FERRY), work(*TALKS)]
    before = edition_of(*first)
    stood = tuple((article, story.id) for story in before.stories for article in story.articles)
    late = [work(*FERRY_TOO), work(*TALKS[1:], "The talks in Brevin went on at night.")]
    after = edition_of(*first, *late, stood=stood, revision=2, new=frozenset(one[0].id for one in late), since=NOON)
    assert {story.id for story in before.stories} == {story.id for story in after.stories}
    assert not any(story.new for story in after.stories)
    assert {source.id for source in after.articles if source.new} <= {one[0].id for one in late}


@examples(max_examples=15, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_the_files_never_matters(order: list[int]) -> None:
    """Any order gives the same bytes."""
    works = day_of_news()
    assert to_json(composed(*(works[i] for i in order))) == to_json(composed(*works))


def test_the_archive_has_every_day_that_was_due() -> None:
    """Newest first, a missing day as missing; a day off by the schedule is no gap."""
    days = [Day(DAY - dt.timedelta(days=n), "told", f"Day {n}") for n in (5, 0)]
    weekdays = Settings.model_validate({"schedule": {"days": ["mon", "tue", "wed", "thu", "fri"]}})
    assert [day.status for day in make_archive(days, Settings(), made=NOON).days] == ["told", *["missing"] * 4, "told"]
    assert [day.date.day for day in make_archive(days, weekdays, made=NOON).days] == [10, 9, 6, 5]
    assert make_archive([], Settings(), made=NOON).days == ()


def test_history_is_the_fortnight_that_ends_today() -> None:
    """Oldest first, today with its counts at the end."""
    before = tuple(Day(DAY - dt.timedelta(days=n), "told") for n in range(20, 0, -1))
    edition = edition_of(*day_of_news(), history=before)
    assert len(edition.history) == 14
    assert edition.history[-1].counts == tuple((section.theme, section.touched) for section in edition.sections)
    assert isinstance(pages_of(composed(*day_of_news()), *day_of_news())[0].article, Article)


@pytest.mark.parametrize(
    ("kind", "opening", "added"),
    [
        pytest.param(
            "live", "The Blueline ferry is leaking oil off Port Marlow, the coast guard says.", True, id="live"
        ),
        pytest.param(
            "explainer", "The Garron light off Port Marlow went dark in the fog, Blueline says.", True, id="explainer"
        ),
        pytest.param("live", "We are hearing that the ferry off Port Marlow leaks oil.", False, id="speaks of itself"),
        pytest.param("opinion", "The Blueline ferry off Port Marlow should be scrapped.", False, id="opinion"),
    ],
)
def test_a_live_page_adds_a_fact_and_stands_apart(kind: Kind, opening: str, *, added: bool) -> None:
    """It leads nothing and confirms nothing: the story's articles, headline and lead are those of the report."""
    report = work(*FERRY[:2], title="Ferry aground off Port Marlow", themes={"incidents": (0,)})
    page = work(opening, "Blueline in Garron did not answer.", kind=kind, themes={"incidents": (0,)}, path="live.txt")
    edition = edition_of(report, page, *(invented(n) for n in range(4)))
    story = next(one for one in edition.stories if report.article.id in one.articles)
    assert (story.articles, story.headline) == ((report.article.id,), "Ferry aground off Port Marlow")
    assert story.quotes[0].article == report.article.id
    assert (opening in [quote.text for quote in story.quotes]) is added
    assert [one.place for one in edition.stories if page.article.id in one.articles] == ["apart"]
    source = next(one for one in edition.articles if one.id == page.article.id)
    assert (story in EditionParts(edition).of([source]).stories) is added


def test_stories_of_an_affair_stand_together() -> None:
    """Where the weightiest of them stands; what belongs to none names none."""
    one = (
        "Gunmen killed nine sailors aboard the ferry Alba off Port Marlow on Tuesday.",
        "Divers searched the hull for explosives.",
        "A frigate took eleven wounded to hospital.",
    )
    two = (
        "Schools in Garron closed early for three days of mourning over the Alba, the minister said.",
        "Flags flew at half mast in Port Marlow.",
        "Ada Korr will speak at noon.",
    )
    strange = ("A tunnel below mount Quill was opened to lorries.", "Shepherds had waited nine years for it.")
    works = [work(*text, title=text[0][:40], themes={"incidents": (0,)}) for text in (one, two, strange)]
    edition = edition_of(*works, *(invented(n, themes={"incidents": (0,)}) for n in range(6)))
    stories = {article: story for story in edition.stories for article in story.articles}
    alba, korr, bridge = (stories[one.article.id] for one in works)
    assert alba.affair == korr.affair == alba.id
    assert bridge.affair is None
    order = [story.id for story in edition.stories if story.place == "full"]
    assert order.index(korr.id) == order.index(alba.id) + 1


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("2018-11-27", None), ("2026-11-26", "2026-11-27"), (None, "2026-11-27")],
    ids=["another year", "the same year", "nothing"],
)
def test_a_guessed_year_gives_way_to_what_the_story_states(stated: str | None, shown: str | None) -> None:
    """A dateline has no year; an article of the same event may state one."""
    guess, other = work(*FERRY, path="a.txt"), work(*FERRY_TOO, path="b.txt")
    facts = replace(guess.article.facts, published=Fact("2026-11-27", "dateline", guess=True))
    guessed = guess._replace(article=replace(guess.article, facts=facts))
    known = replace(other.article.facts, published=Fact(stated, "file") if stated else None)
    edition = composed(guessed, other._replace(article=replace(other.article, facts=known)))
    assert len(edition.stories) == 1
    assert {one.id: one.published for one in edition.articles}[guess.article.id] == shown


def test_a_story_of_two_days_keeps_the_news_of_each() -> None:
    """The day before the newest of its articles, with its title and lead; a story of one day has no other part."""
    fire = (
        "A fire in the old harbour hall of Port Marlow killed {} people on Monday night, the city's fire service said."
    )
    title = "Fire in old harbour hall of Port Marlow"
    ropes = "The hall belongs to the shipping company Blueline, which keeps ropes and paint there."
    watchman = "A watchman had smelled smoke at midnight and called the harbour master Ines Tolland."
    first = work(fire.format("nine"), ropes, title=title, outlet="A", published="2026-03-09")
    second = work(fire.format("14"), watchman, title=f"{title} kills 14", outlet="B", published="2026-03-10")
    edition = composed(first, second)
    (story,) = edition.stories
    (part,) = story.parts
    assert (part.date.isoformat(), part.articles, part.title) == ("2026-03-09", (first.article.id,), title)
    assert part.lead
    assert part.lead.text == fire.format("nine")
    assert [one.page_part for one in edition.quotes() if one.quote == part.lead and one.story == story.id][-1] == "line"
    assert composed(first).stories[0].parts == ()
