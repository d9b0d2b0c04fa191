"""What a story announces no more once a later article of it calls the event off."""

import pytest

from digest.edition.called_off import find_called_off
from digest.model import AnalysedArticle, ArticleSummary
from tests.edition.works import TALKS, composed, work

VISIT = (
    "Velonian Foreign Minister Oda Renn will arrive in Karst on March 12 for talks on the pipeline.",
    "The two ministers want to sign a contract.",
    "Ms. Renn will call on the Karst prime minister on Friday.",
)
ELSEWHERE = (
    "Renn will meet Sarvian ministers in Garron on Thursday, her office said.",
    "Renn will open a consulate in Port Marlow on Saturday.",
    "Renn’s deputy will travel to Karst on Friday.",
    "Renn will meet Sarvian ministers in Garron on Thursday after a report from Karst.",
    "Her office will publish advice for travellers to Karst on Friday.",
)
SESSIONS = (
    "Envoys of Karst and Velonia will hold talks in Brevin on Thursday.",
    "Parliament in Brevin will vote on Velonia and Karst on Friday.",
    "The talks between Velonia and Sarvia in Brevin will begin on Friday.",
)
OFF = "Velonian Foreign Minister Oda Renn has postponed a trip to Karst that was to begin Thursday, her office said."


def find(later: AnalysedArticle, *earlier: AnalysedArticle) -> set[str]:
    """What of earlier articles is called off."""
    return set(find_called_off([(ArticleSummary.of(one), one) for one in (later, *earlier)]))


@pytest.mark.parametrize(
    ("lead", "announced", "gone"),
    [
        (OFF, VISIT, {VISIT[0], VISIT[2]}),
        ("A visit by Foreign Minister Oda Renn to Karst has been put off by a week.", VISIT, {VISIT[0], VISIT[2]}),
        (
            "The talks between Velonia and Karst in Brevin were called off on Monday.",
            SESSIONS,
            {SESSIONS[0]},
        ),
        ("Velonia has called off talks with Karst and will boycott Brevin.", SESSIONS, {SESSIONS[0]}),
        ("Oda Renn’s Karst trip has been cancelled.", VISIT, {VISIT[0], VISIT[2]}),
        (
            OFF,
            ("Ms. Renn’s first visit to Karst begins on Friday.",),
            {"Ms. Renn’s first visit to Karst begins on Friday."},
        ),
        # nothing was called off
        ("Oda Renn may have postponed a trip to Karst, two papers wrote.", VISIT, set()),
        ("Oda Renn denied that she had postponed a trip to Karst.", VISIT, set()),
        ("Oda Renn begins her trip, postponed from May, on Thursday.", VISIT, set()),
        ("The postponed visit of Oda Renn to Karst begins on Thursday.", VISIT, set()),
        ("Oda Renn was urged to postpone a trip to Karst.", VISIT, set()),
        # something else was
        (OFF, ELSEWHERE, set()),
        ("Oda Renn on Monday called off a trip to Karst after a storm in Garron.", ELSEWHERE, set()),
        ("Velonia called off talks on the pipeline in Garron.", SESSIONS, set()),
        ("Foreign Minister Ulf Tamm has postponed a trip to Karst.", VISIT, set()),
        ("Two hundred flights from Brevin were cancelled as Oda Renn arrived.", VISIT, set()),
        ("A concert for Oda Renn in Brevin was called off.", VISIT, set()),
    ],
)
def test_only_the_event_that_a_later_lead_calls_off_is_announced_no_more(
    lead: str, announced: tuple[str, ...], gone: set[str]
) -> None:
    """Of a journey what the traveller will do there, nowhere else; of talks the talks of the same parties."""
    later = work(lead, *TALKS[1:3], published="2026-03-10T15:00:00Z")
    assert find(later, work(*announced, published="2026-03-10T05:00:00Z")) == gone


def test_what_was_announced_after_it_was_called_off_stands() -> None:
    """By the hours, where one states none by the days; and what names a new day does."""
    off = work(OFF, published="2026-03-10T05:00:00Z")
    assert find(off, work(*VISIT, published="2026-03-10T15:00:00Z")) == set()
    assert find(work(OFF, published="2026-03-09"), work(*VISIT)) == set()
    assert find(off, work(*VISIT)) == find(work(OFF), work(*VISIT)) == set()
    late = work(OFF, published="2026-03-11")
    for new in ("now arrive in Karst on March 20", "arrive in Karst on March 20, a week later than planned"):
        assert find(late, work(f"Renn will {new}.", VISIT[2])) == {VISIT[2]}
    assert find(late, work(*VISIT, published=None), work(*VISIT, language="de")) == set()


def test_page_shows_nothing_of_a_visit_that_was_put_off() -> None:
    """Neither under *Coming up* nor in the story; the new day is announced."""
    again = "Oda Renn will now meet the Karst minister in Brevin on March 20 about the pipeline."
    title, themes = "Velonian minister Oda Renn postpones trip to Karst pipeline talks", {"diplomacy": (0,)}
    late = work(OFF, again, title=title, themes=themes, outlet="Wire", published="2026-03-10T09:00:00Z")
    early = work(*VISIT, title=title, themes=themes, outlet="Gazette", published="2026-03-10T05:00:00Z")
    edition = composed(late, early)
    assert len(edition.stories) == 1
    quoted = {quote.text for story in edition.stories for quote in story.quotes}
    assert OFF in quoted
    assert [one.quote.text for one in edition.coming_up] == [again]
    assert not quoted & {VISIT[0], VISIT[2]}
