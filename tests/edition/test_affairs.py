"""The affairs of which several stories stand in full, and what they are called."""

from dataclasses import replace

import pytest

from digest.edition.affairs import (
    AHEAD,
    CENTRAL,
    JUST_BEFORE,
    add_newsrooms,
    find_affairs,
    find_common_countries,
    put_cores_first,
    put_newest_tolls_first,
)
from digest.edition.copies import UniqueText
from digest.edition.drafts import Draft
from digest.edition.selection import FLOOR
from digest.model import ArticleSummary, Country, Kind, Quote, Story
from tests.edition.works import work

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
    return [Draft(one) for one in stories]


@pytest.mark.parametrize(
    ("count", "points"),
    [pytest.param(CENTRAL, 3.0 + AHEAD, id="large"), pytest.param(CENTRAL - 1, FLOOR, id="smaller")],
)
def test_what_most_leads_tell_comes_first_of_a_large_affair(count: int, points: float) -> None:
    """A minister blasts an attack, the others tell of the attack. What matters too little never does, nor an opinion."""
    weighty, core, light, other = (replace(story(name, None), points=points) for name, points in
                                   (("weighty", 3.0), ("core", FLOOR), ("light", FLOOR - 0.1), ("other", 9.0)))  # fmt: skip
    column = replace(story("column", None), kind="opinion", points=9.0)
    live = [replace(story(f"live {at}", None), kind="live") for at in range(count - 4)]
    drafts = of_an_affair(weighty, core, light, column, *live, other)
    affairs = {draft.story.id: int(draft.story.id == "other") for draft in drafts}
    shared = {**dict.fromkeys(affairs, 0.0), "weighty": 0.5, "core": 2.0, "light": 3.0, "column": 9.0}
    ordered = put_cores_first(drafts, affairs, shared)
    assert ordered[1].story.points == points
    assert ordered[1].story.why == ((f"what most of its affair tells {points - FLOOR:+.2f}",) if points > FLOOR else ())
    assert ordered[:1] + ordered[2:] == tuple(drafts[:1] + drafts[2:])


def draft(
    id_: str, points: float, *newsrooms: str, kind: Kind = "report", old: bool = False, unnamed: int = 0
) -> Draft:
    """A draft that newsrooms tell, and articles without an outlet."""
    told = replace(story(id_, None), points=points, kind=kind, newsrooms=newsrooms)
    return Draft(told, newsrooms=len(newsrooms) + unnamed, old=old)


SIGNED = draft("signed", 2.4, "Alder Post", "Beacon", "Crier")


@pytest.mark.parametrize(
    ("beside", "more"),
    [
        pytest.param([], 0.0, id="alone"),
        pytest.param([draft("strike", 2.0, "Dispatch")], 0.083, id="a fourth tells another event"),
        pytest.param([draft("strike", 2.0, "The Beacon")], 0.0, id="one of the three does"),
        pytest.param([draft("live", 2.0, "Dispatch", kind="live")], 0.083, id="a live page"),
        pytest.param([draft("column", 2.0, "Dispatch", kind="opinion")], 0.0, id="a column"),
        pytest.param([draft("old", 2.0, "Dispatch", old=True)], 0.0, id="old news"),
        pytest.param([draft("other", 2.0, "Dispatch", unnamed=3)], 0.0, id="four told another already"),
    ],
)
def test_all_newsrooms_of_an_affair_weigh_for_its_reports(beside: list[Draft], more: float) -> None:
    """Each report that may stand in full has the same points more, so that they keep their order."""
    small, match = draft("small", FLOOR, "Crier"), draft("match", FLOOR - 0.1, "Crier")
    drafts = [SIGNED, small, match, *beside]
    found = {
        one.story.id: one.story for one in add_newsrooms(drafts, dict.fromkeys((one.story.id for one in drafts), 0))
    }
    assert (found["signed"].points, found["small"].points) == (2.4 + more, FLOOR + more)
    assert found["match"].points == FLOOR - 0.1
    assert found["signed"].why == (("4 newsrooms tell its affair +0.08",) if more else ())


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
    assert find_common_countries(stories) == common


def test_an_affair_has_three_stories_in_full() -> None:
    """Under any theme, in the order of the page; a line of it is none of these."""
    stories = [replace(story(name, "b"), countries=("PL",)) for name in "bcd"]
    others = [story("e", "e"), story("f", "e"), story("g", "b", place="line"), story("h", None)]
    (affair,) = find_affairs([*stories, *others], [Country("PL", "Poland", 1, 1)])
    assert (affair.id, affair.stories, affair.names) == ("b", ("b", "c", "d"), ("Poland",))


TOLD = {
    "morning": ("A bomb in the hall of Tarn killed nine people on Tuesday, the police said.", 6),
    "noon": ("A bomb in the hall of Tarn killed 14 people on Tuesday, the police said.", 12),
    "evening": ("The death toll of the bomb in Tarn rose to 21 on Tuesday.", 20),
    "unclear": ("A bomb in the hall of Tarn killed at least six people on Tuesday, the police said.", 21),
    "elsewhere": ("The death toll of a flood in Orrel rose to 30 on Tuesday.", 20),
    "perfect": ("Bombs have killed 72 people in Tarn, the ministry said on Tuesday in its count of the week.", 20),
    "sum": ("Bombs killed 140 people in Tarn, a report of the ministry said on Tuesday.", 20),
    "mourning": ("Tarn hung black flags from its windows on Tuesday.", 22),
}


def rank(points: dict[str, float], *twins: str) -> tuple[dict[str, float], dict[str, frozenset[str]]]:
    """The points of stories of an article each, and their twins, of which each pair is "one other"."""
    origins = {}
    for name in points:
        text, hour = TOLD[name]
        origins[name] = UniqueText(ArticleSummary.of(work(text, published=f"2026-03-10T{hour:02}:00:00+00:00")))
    drafts = of_an_affair(*(replace(story(name, None), points=value) for name, value in points.items()))
    pairs = [tuple(pair.split()) for pair in twins]
    known = {name: frozenset(one for pair in pairs if name in pair for one in pair if one != name) for name in points}
    ranked, found = put_newest_tolls_first(drafts, known, origins)
    return {draft.story.id: draft.story.points for draft in ranked}, {one: few for one, few in found.items() if few}


def test_the_newest_toll_stands_before_its_twins() -> None:
    """It takes the better place, and of a twin's twin too; a twin that is behind it already changes nothing."""
    points, twins = rank({"morning": 3.0, "noon": 2.5, "evening": 2.0}, "morning noon", "noon evening")
    assert points == {"morning": 3.0, "noon": 2.5, "evening": 3.0 + JUST_BEFORE}
    assert twins["evening"] == {"noon", "morning"}
    assert rank({"morning": 2.0, "evening": 2.5}, "morning evening")[0]["evening"] == 2.5


@pytest.mark.parametrize("other", ["unclear", "elsewhere", "perfect", "sum", "mourning"])
def test_no_toll_gives_way_to_what_does_not_count_more_of_its_dead(other: str) -> None:
    """Nor to a flood in another town, nor to the sum of a war (ten times as many, or up to now), nor to a twin that counts nobody; nor, though it were, to what is no twin."""
    assert rank({"noon": 3.0, other: 2.0}, f"noon {other}")[0] == {"noon": 3.0, other: 2.0}
    assert rank({"noon": 3.0, "evening": 2.0})[0] == {"noon": 3.0, "evening": 2.0}
