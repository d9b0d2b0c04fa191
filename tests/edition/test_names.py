"""What stories and their headlines are called, and what an article is known by, where little is to be had."""

import datetime as dt

import pytest

from digest.edition.copies import UniqueText
from digest.edition.days import count_age_by_weekday
from digest.edition.headlines import find_title_quote, make_story_text
from digest.edition.sources import Quoted
from digest.edition.stories import Group
from digest.edition.story_ids import name_stories
from digest.model import Continues, KeyPoint, Quote, place_quotes
from tests.edition.works import DAY, FERRY, composed, summaries, work

YESTERDAY = DAY - dt.timedelta(days=1)


def group(*numbers: int) -> Group:
    """A story of the articles of these numbers, ordered by id."""
    found = summaries(*(work(f"Boat {number} sank off Marlow.") for number in numbers))
    return Group(tuple(sorted((UniqueText(summary) for summary in found), key=lambda origin: origin.id)))


ONE, TWO = (group(number).origins[0].id for number in (1, 2))
PAIR = group(1, 2)


@pytest.mark.parametrize(
    ("groups", "continued", "stood", "names"),
    [
        pytest.param((group(1), group(2)), (None, None), (), (ONE, TWO), id="their own articles'"),
        pytest.param((group(1), group(2)), (None, "old"), (), (ONE, "old"), id="an earlier story's"),
        pytest.param((group(1), PAIR), ("old", "old"), (), (ONE, "old"), id="the larger one has it"),
        pytest.param((group(1),), (None,), ((ONE, "stood"),), ("stood",), id="that of an earlier revision"),
        pytest.param(
            (PAIR, group(3)), (None, PAIR.origins[0].id), (), (PAIR.origins[1].id, PAIR.origins[0].id), id="given away: the next article's"
        ),
        pytest.param((group(1), group(3)), (None, ONE), (), (f"{ONE}b", ONE), id="given away: no other article"),
    ],
)  # fmt: skip
def test_no_two_stories_have_one_name(
    groups: tuple[Group, ...],
    continued: tuple[str | None, ...],
    stood: tuple[tuple[str, str], ...],
    names: tuple[str, ...],
) -> None:
    """An id stays with what goes on, and is never given twice."""
    earlier = [Continues(YESTERDAY, name) if name else None for name in continued]
    assert name_stories(groups, earlier, stood) == names


@pytest.mark.parametrize(
    ("language", "days"),
    [pytest.param("en", 2, id="two days ago"), pytest.param("nl", 0, id="weekdays of another language are not known")],
)
def test_a_weekday_tells_the_age(language: str, days: int) -> None:
    """In English, where an opening says when."""
    weekday = f"{DAY - dt.timedelta(days=2):%A}"
    (summary,) = summaries(work(f"The ferry sank on {weekday} off Marlow.", "All were saved.", language=language))
    assert count_age_by_weekday(summary, DAY) == days


def test_a_headline_that_its_title_does_not_say() -> None:
    """It has no place in the text: nothing is quoted for it."""
    article, _ = work(*FERRY, title="Ferry aground off Port Marlow")
    found = find_title_quote(article, "aground off  Port")
    assert found is not None
    assert found.text == "aground off Port"
    assert find_title_quote(article, "Ferry sinks") is None
    assert find_title_quote(article, "") is None


def test_an_article_of_no_sentence_is_called_by_its_file() -> None:
    """There is nothing else."""
    telling = make_story_text(None, [work(path="wire/none.txt")], (), "en")
    assert (telling.headline, telling.quote, telling.quotes) == ("wire/none.txt", None, ())


def test_the_line_that_names_a_speaker_counts_as_quoted() -> None:
    """On his words' account it stands on the page, and is marked on the page of its source."""
    speaker = Quote("a1", 0, 10, "Ida Brandt")
    quoted = Quoted(place_quotes((KeyPoint("incidents", "s1", Quote("a1", 20, 30, "It is shut.", speaker)),), (), ()))
    assert quoted.sentences("a1", (0, 12, 12, 19, 20, 30)) == {0: (("brief", "s1"),), 2: (("brief", "s1"),)}
    assert quoted.has("a1")
    assert not quoted.has("a2")


def test_what_was_corrected_and_is_known_no_more() -> None:
    """Longer ago than a fortnight: nobody is told of a correction that leads nowhere."""
    one = work(*FERRY, title="Ferry aground")
    (source,) = composed(one, corrected=((one[0].id, "gone"),)).articles
    assert source.corrects is None
