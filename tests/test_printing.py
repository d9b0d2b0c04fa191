"""Reading in a terminal: the published Markdown page, whole, and tables; no markup of an article's is obeyed."""

import re
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from digest.commands.printing import TerminalPage
from digest.commands.tables import explain_edition, explain_problem, explain_story, list_days
from digest.model import Day, Edition, Problem
from digest.publish.lookup import find_stories
from digest.publish.markdown import unescape
from digest.publish.render import load_templates, load_wording, render_markdown
from digest.publish.wording import read_wording
from digest.resources import find_shipped
from tests.publish import editions

TEMPLATES = load_templates()


def printed(shown: RenderableType, width: int = 92) -> str:
    """What a terminal without colours shows, runs of white space made one."""
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(shown)
    return " ".join(captured.get().split())


def page_of(edition: Edition, width: int = 92) -> str:
    """The page of an edition as a terminal shows it."""
    return printed(TerminalPage(render_markdown(edition, TEMPLATES.briefing.markdown)), width)


@pytest.mark.parametrize("day", [*editions.DAYS.values(), editions.hard_day], ids=[*editions.DAYS, "hard day"])
@pytest.mark.parametrize("width", [40, 92])
def test_terminal_says_everything_that_the_page_says(day, width):
    """Every word of the Markdown page, in its order; only the addresses of links and the signs of markup are gone."""
    edition = day().edition
    page = render_markdown(edition, TEMPLATES.briefing.markdown)
    page = re.sub(r"\]\([^()\s]*\)", "", re.sub(r"^\[\^(\d+)\]: ", r"- [\1] ", page, flags=re.MULTILINE))
    page = re.sub(r"(?<!\\)\[\^(\d+)\]", r"[\1]", page)

    def letters(text: str) -> str:
        return "".join(re.findall(r"[\w“”’…]", text))

    assert letters(page_of(edition, width)) == letters(unescape(page))


def test_terminal_marks_what_the_page_marks():
    """Guesses, corrections, what is new, outlets, copies, other languages and ages were missing in 1.0.0."""
    text = page_of(editions.sample().edition)
    for words in (
        "Capital Courier, Tue (a guess) corrected replaces Tue 27 Nov",
        "Harbour Gazette, 04:20 new since 06:00",
        "· 2 newsrooms · continues Tuesday’s",
        "same text in Morning Ledger",
        "Grenzbrücke bei Velm wieder offen[9] Die Brücke bei Velm ist seit Dienstag wieder offen.[9] German",
        "two weeks old",
        "Lakeshore Tribune, Tue 17:05 (a guess) corrected",
        "corrects an article of Tue 27 Nov",
        "Catch-up edition for Tue 27 Nov 06:00 (digest did not run until Wed 28 Nov 06:00)",
        "14 files in, 10 articles used, 1 copy, 3 left out",
    ):
        assert words in text


def test_quiet_day_says_so():
    """In one line."""
    assert "No new articles since Tuesday 06:00." in page_of(editions.quiet_day().edition)


def test_mark_stays_with_its_sentence():
    """A footnote's mark is a number in brackets directly after the quote, and its note carries the same one."""
    text = page_of(editions.sample().edition)
    for story in editions.sample().edition.stories:
        if story.place == "full":
            assert all(f"{quote.text}[" in text for quote in story.quotes)
    assert "• [1] Ministers meet on the river border · Northern Wire" in text


def test_markup_of_an_article_stays_text():
    """Neither rich's markup and emoji codes in a headline are obeyed, nor something like our own marks."""
    edition = editions.two_articles().edition
    odd = "[bold red]Not bold[/] :smile: [^1] [a](b) **c**"
    story = replace(edition.stories[0], headline=odd)
    assert odd in page_of(replace(edition, stories=(story, *edition.stories[1:])))


def test_archive_lists_every_day():
    """Quiet days and missing ones too; an empty archive is said in words."""
    text = printed(list_days(editions.archive(12).days, load_wording()))
    assert "2018-11-25 Quiet: no new articles" in text
    assert "2018-11-21 No briefing: digest was not running" in text
    assert printed(list_days((), load_wording())) == "No briefing yet."


def test_gap_over_years_shows_both_years():
    """A row of many days without a briefing begins and ends with a whole date."""
    days = tuple(Day(editions.DAY.replace(year=year), "missing") for year in range(2026, 2017, -1))
    assert "2018-11-28 – 2026-11-28 No briefing" in printed(list_days(days, load_wording()))


def test_explain_tells_of_every_story_and_every_file_left_out():
    """A line each."""
    edition = editions.sample().edition
    text = printed(explain_edition(edition, edition.stories))
    assert all(story.id in text for story in edition.stories)
    assert all(problem.path in text for problem in edition.left_out)
    assert "left out" in text
    assert "left out" not in printed(explain_edition(replace(edition, left_out=()), edition.stories))


def test_explain_names_kind_and_affair():
    """Of each story its kind and the weightiest of its affair; of one story all of its affair, its sources with theirs."""
    edition = editions.sample().edition
    first, second, *others = edition.stories
    joined = (replace(first, affair=first.id), replace(second, affair=first.id, kind="press_review"), *others)
    edition = replace(edition, stories=joined)
    text = printed(explain_edition(edition, edition.stories))
    assert f"press review; of the affair “{first.headline}”" in text
    assert f"{first.kind}; the weightiest of its affair" in text
    text = printed(explain_story(joined[1], edition, editions.sample().highlights))
    assert f"{first.headline} {first.id}" in text
    source = next(one for one in edition.articles if one.id in second.articles)
    assert f"report {source.outlet or 'no outlet'} {source.path}" in text


def test_what_is_explained_is_readable_in_eighty_columns():
    """A headline that fits on a line stands on one, under its theme's heading and beside its score."""
    edition = editions.sample().edition
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(explain_edition(edition, edition.stories))
    lines = [line.rstrip() for line in captured.get().splitlines()]
    assert max(map(len, lines)) <= 80
    assert "diplomacy  in full" in lines
    for story in edition.stories:
        if len(story.headline) <= 50:
            assert f"{story.points:.2f}  {story.headline}  {story.id}" in lines


def test_explain_tells_all_of_one_story():
    """Found by how its headline or id begins: its reasons, its sources, and of each sentence why it was chosen."""
    composed = editions.sample()
    (story,) = find_stories(composed.edition, "DOCK FIRE")
    assert find_stories(composed.edition, story.id[:6]) == (story,)
    assert find_stories(composed.edition, "nothing") == ()
    assert find_stories(composed.edition, None) == composed.edition.stories
    text = printed(explain_story(story, composed.edition, composed.highlights))
    assert all(reason in text for reason in story.why)
    assert "opens its article" in text
    paths = [source.path for source in composed.edition.articles if source.id in story.articles]
    assert all(path in text for path in paths)
    (told,) = find_stories(composed.edition, "MINISTERS")
    assert "continues 2018-11-27 s00" in printed(explain_story(told, composed.edition, composed.highlights))


def test_file_name_is_no_markup():
    """What rich would take for a style or for the end of one is shown as it stands."""
    assert printed(explain_problem(Problem("[bold]a[/x].png", "a picture"))) == "[bold]a[/x].png: not used: a picture"


def test_readers_words_reach_the_archive():
    """The frame's texts are those of the folder of templates."""
    ours = (find_shipped("templates") / "words.toml").read_text(encoding="utf-8")
    words = read_wording(ours, '[texts]\nnothing_yet = "Noch nichts"')
    assert printed(list_days((), words)) == "Noch nichts"
