"""The affairs of which several stories stand in full, and what they are called."""

import math
from dataclasses import replace

import pytest

from digest.edition.affairs import LARGE, SPEAKS, affairs_of, common_countries, speak_for_affairs
from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.model import Country, Quote, Story
from tests.edition.works import TALKS, summaries, work

LEAD = "Ada Korr spoke with envoys from Lomeria on Monday."


def story(id_: str, affair: str | None, *, place: str = "full", theme: str = "diplomacy") -> Story:
    """A story with a lead."""
    quote = Quote("a", 0, len(LEAD), LEAD)
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


@pytest.mark.parametrize(
    ("named", "common"),
    [
        pytest.param(("PL DE", "PL", "DE PL", "FR"), ("PL", "DE"), id="half of them, the commonest first"),
        pytest.param(("PL PL PL", "FR"), (), id="one story alone"),
        pytest.param(("", ""), (), id="none"),
        pytest.param(("A B C D",) * 3, ("A", "B", "C"), id="three at most"),
    ],
)
def test_label_names_the_countries_of_half_of_the_stories(named: tuple[str, ...], common: tuple[str, ...]) -> None:
    """Two stories at least."""
    stories = [replace(story(str(at), None), countries=tuple(codes.split())) for at, codes in enumerate(named)]
    assert common_countries(stories) == common


def test_an_affair_has_three_stories_in_full() -> None:
    """Under any theme, in the order of the page; a line of it is none of these."""
    stories = [replace(story(name, "b"), countries=("PL",)) for name in "bcd"]
    others = [story("e", "e"), story("f", "e"), story("g", "b", place="line"), story("h", None)]
    (affair,) = affairs_of([*stories, *others], [Country("PL", "Poland", 1, 1)])
    assert (affair.id, affair.stories, affair.names) == ("b", ("b", "c", "d"), ("Poland",))
