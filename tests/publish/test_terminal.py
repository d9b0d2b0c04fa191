"""Reading in a terminal: the same stories, plain text, no markup of an article's."""

from dataclasses import replace

from rich.console import Console

from digest.model import KeyPoint, Problem, Section
from digest.publish.lookup import named_stories
from digest.publish.terminal import briefing, days, explain_edition, explain_problem, explain_story
from digest.publish.words import read_words
from digest.resources import shipped
from tests.publish import editions


def printed(shown) -> str:
    """What a terminal of 92 columns without colours shows, runs of white space made one."""
    console = Console(width=92, color_system=None)
    with console.capture() as captured:
        console.print(shown)
    return " ".join(captured.get().split())


def test_a_briefing_has_everything_in_full():
    """Every quote of key points, stories and passages, with its number; the numbers add up."""
    edition = editions.small_day().edition
    text = printed(briefing(edition)).replace("│ ", "")
    assert "Wednesday 28 November 2018 10 articles · 7 stories · 3 minutes · second edition" in text
    assert "One file could not be read: scans/wire-0412.pdf" in text
    for story in edition.stories:
        assert story.headline in text
        if story.place == "full":
            assert all(f"{quote.text}[" in text for quote in story.quotes), "a mark never stands alone on a line"
    assert "14 files in, 10 articles used, 1 copy, 3 left out" in text


def test_a_quiet_day_says_so():
    """In one line."""
    assert printed(briefing(editions.quiet_day().edition)).endswith("No new articles since Tuesday 06:00.")


def test_a_large_day_is_cut_where_nobody_reads_on():
    """What is not shown is counted: stories behind the lines, sources behind the list."""
    made = editions.large_day(80).edition
    text = printed(briefing(replace(made, hidden=7)))
    assert "7 more stories" in text
    assert "digest explain 2018-11-28" in text
    assert "and 20 more" in text


def test_a_story_under_no_theme_stands_under_other_news():
    """In full like the others, and in brief when it is one of the day's most important."""
    made = editions.small_day().edition
    story = next(one for one in made.stories if one.theme == "other" and one.place == "line")
    stories = tuple(replace(one, place="full") if one.id == story.id else one for one in made.stories)
    other = Section("other", (story.id,), (), 1)
    points = (KeyPoint("other", story.id, story.quotes[0]),)
    text = printed(briefing(replace(made, stories=stories, sections=(*made.sections, other), key_points=points)))
    brief, rest = text.split("Other news ")[1:]
    assert story.quotes[0].text in brief
    assert f"{story.headline} Lakeshore Tribune 6" in rest


def test_a_day_without_key_points_has_no_heading_for_them():
    """An edition of lines alone."""
    made = editions.two_articles().edition
    assert "In brief" in printed(briefing(made))
    assert "In brief" not in printed(briefing(replace(made, key_points=())))


def test_markup_of_an_article_stays_text():
    """rich's own markup and emoji codes in a headline are not obeyed."""
    edition = editions.two_articles().edition
    story = replace(edition.stories[0], headline="[bold red]Not bold[/] :smile:")
    assert "[bold red]Not bold[/] :smile:" in printed(briefing(replace(edition, stories=(story, *edition.stories[1:]))))


def test_the_archive_lists_every_day():
    """Quiet days and missing ones too; an empty archive is said in words."""
    text = printed(days(editions.archive(12).days))
    assert "2018-11-25 Quiet: no new articles" in text
    assert "2018-11-21 No briefing: digest was not running" in text
    assert printed(days(())) == "No briefing yet."


def test_explain_tells_of_every_story_and_every_file_left_out():
    """A line each."""
    edition = editions.small_day().edition
    text = printed(explain_edition(edition, edition.stories))
    assert all(story.id in text for story in edition.stories)
    assert all(problem.path in text for problem in edition.left_out)
    assert "left out" in text
    assert "left out" not in printed(explain_edition(replace(edition, left_out=()), edition.stories))


def test_what_is_explained_is_readable_in_eighty_columns():
    """A headline that fits on a line stands on one, under its theme's heading and beside its points."""
    edition = editions.small_day().edition
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
    composed = editions.small_day()
    (story,) = named_stories(composed.edition, "DOCK FIRE")
    assert named_stories(composed.edition, story.id[:6]) == (story,)
    assert named_stories(composed.edition, "nothing") == ()
    assert named_stories(composed.edition, None) == composed.edition.stories
    text = printed(explain_story(story, composed.edition, composed.marks))
    assert all(reason in text for reason in story.why)
    assert "opens its article" in text
    paths = [source.path for source in composed.edition.articles if source.id in story.articles]
    assert all(path in text for path in paths)
    (told,) = named_stories(composed.edition, "MINISTERS")
    assert "continues 2018-11-27 s00" in printed(explain_story(told, composed.edition, composed.marks))


def test_a_file_name_is_no_markup():
    """What rich would take for a style or for the end of one is shown as it stands."""
    assert printed(explain_problem(Problem("[bold]a[/x].png", "a picture"))) == "[bold]a[/x].png: not used: a picture"


def test_words_of_the_reader_reach_the_terminal():
    """The frame's texts are those of the folder of templates."""
    words = read_words((shipped("templates") / "words.toml").read_text(encoding="utf-8"), '[texts]\nin_brief = "Kurz"')
    assert "Kurz" in printed(briefing(editions.small_day().edition, words))
