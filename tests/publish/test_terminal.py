"""Reading in a terminal: the same stories, plain text, no markup of an article's."""

from dataclasses import replace

import pytest
from rich.console import Console

from digest.errors import ConfigurationError
from digest.publish.terminal import briefing, days, explain_edition
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
            assert all(quote.text in text for quote in story.quotes)
    assert "14 files in, 10 articles used, 1 copy, 3 left out" in text


def test_a_quiet_day_says_so():
    """In one line."""
    assert printed(briefing(editions.quiet_day().edition)).endswith("No new articles since Tuesday 06:00.")


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


def test_explain_finds_a_story_by_its_headline():
    """One story with its reasons; one that is not there is told."""
    edition = editions.small_day().edition
    assert "opens its article" in printed(explain_edition(edition, "dock fire"))
    with pytest.raises(ConfigurationError, match="no story whose id or headline begins with 'nothing'"):
        explain_edition(edition, "nothing")
