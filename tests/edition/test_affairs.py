"""The affairs of which several stories stand in full, and what they are called."""

import math
from dataclasses import replace

import pytest

from digest.edition.affairs import LARGE, SPEAKS, affairs_of, names_of, speak_for_affairs
from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.model import Quote, Story
from tests.edition.works import TALKS, summaries, work

LEADS = (
    "President Ada Korr of Brennia spoke with envoys from Lomeria on Monday.",
    "Lomeria closed the bridge of Olden, and Ada Korr called it a Brennian mistake.",
    "On Tuesday Brennian soldiers from Lomeria left the bridge.",
    "Ada Korr will not travel to Velmar this week.",
)


def story(
    id_: str, affair: str | None, lead: str = LEADS[0], *, place: str = "full", theme: str = "diplomacy"
) -> Story:
    """A story with a lead."""
    quote = Quote("a", 0, len(lead), lead)
    return Story(
        id=id_, headline=id_, headline_quote=None, opens_lead=False, theme=theme, themes=(theme,), articles=(id_,),
        continues=None, quotes=(quote,), place=place, kind="report", new=False, points=1.0, why=(), affair=affair,
    )  # fmt: skip


def test_the_weightiest_report_speaks_for_its_affair() -> None:
    """The more articles the more, and it says so; no other story of the affair has points for it, nor one alone."""
    head, other, column, alone = (story(name, None) for name in "abcd")
    column = replace(column, kind="opinion", points=3.0)
    given = [Draft(one, (), (), old=False) for one in (head, replace(other, points=0.5), column, alone)]
    drafts = [replace(one, origins=tuple(map(UniqueText, summaries(work(*TALKS))))) for one in given]
    raised = speak_for_affairs(drafts, {"a": 0, "b": 0, "c": 0, "d": 1})
    gain = SPEAKS * math.log(3) / math.log(LARGE)
    assert raised[0].story.points == pytest.approx(1 + gain, abs=0.001)
    assert raised[0].story.why == (f"speaks for its affair {gain:+.2f}",)
    assert raised[1:] == tuple(drafts[1:])


def test_names_are_those_of_at_least_half_of_the_leads() -> None:
    """Whole names before their parts, without titles, days and whose something is, two at most."""
    assert names_of(LEADS) == ("Ada Korr", "Lomeria")


@pytest.mark.parametrize("leads", [(), ("Two met.", "Nine fled."), (LEADS[0], "Rain fell in Garron.")])
def test_leads_that_share_no_name_have_none(leads: tuple[str, ...]) -> None:
    """Then the page says only that they are of one affair."""
    assert names_of(leads) == ()


def test_an_affair_has_three_stories_in_full() -> None:
    """Under any theme, in the order of the page; a line of it is none of these."""
    stories = [story(name, "b", lead) for name, lead in zip("bcd", LEADS, strict=False)]
    others = [story("e", "e"), story("f", "e"), story("g", "b", place="line"), story("h", None)]
    (affair,) = affairs_of([*stories, *others])
    assert (affair.id, affair.stories, affair.names) == ("b", ("b", "c", "d"), ("Lomeria", "Ada Korr"))
