"""The affairs of which several stories stand in full, and what they are called."""

import math
from dataclasses import replace

import pytest

from digest.edition.affairs import CENTRAL, SPEAKS, affairs_of, common_countries, speak_for_affairs
from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.edition.selection import FLOOR
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


def of_an_affair(*stories: Story) -> list[Draft]:
    """Drafts of an article each."""
    (summary,) = summaries(work(*TALKS))
    return [Draft(one, (UniqueText(summary),), (), old=False) for one in stories]


def test_the_weightiest_report_speaks_for_its_affair() -> None:
    """The more articles the more, and it says so; no other story of the affair has points for it, nor one alone."""
    head, other, column, alone = (story(name, None) for name in "abcd")
    drafts = of_an_affair(head, replace(other, points=0.5), replace(column, kind="opinion", points=3.0), alone)
    shared = {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.0}
    raised = speak_for_affairs(drafts, {"a": 0, "b": 0, "c": 0, "d": 1}, shared)
    gain = SPEAKS * math.log(3)
    assert raised[0].story.points == pytest.approx(1 + gain, abs=0.001)
    assert raised[0].story.why == (f"speaks for its affair {gain:+.2f}",)
    assert raised[1:] == tuple(drafts[1:])


@pytest.mark.parametrize(
    ("count", "first"),
    [pytest.param(CENTRAL, "core", id="a large affair"), pytest.param(CENTRAL - 1, "weighty", id="a smaller one")],
)
def test_what_most_leads_tell_speaks_for_a_large_affair(count: int, first: str) -> None:
    """A minister blasts an attack, the others tell of the attack: that comes first. What matters too little never does."""
    weighty, core, light = (replace(story(name, None), points=points) for name, points in
                            (("weighty", 3.0), ("core", FLOOR), ("light", FLOOR - 0.1)))  # fmt: skip
    live = [replace(story(f"live {at}", None), kind="live") for at in range(count - 3)]
    drafts = of_an_affair(weighty, core, light, *live)
    shared = {"weighty": 0.5, "core": 2.0, "light": 3.0}
    raised = speak_for_affairs(drafts, {draft.story.id: 0 for draft in drafts}, shared)
    best = max(raised, key=lambda draft: draft.story.points).story
    assert (best.id, best.points) == (first, round(3 + SPEAKS * math.log(count), 3))


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
