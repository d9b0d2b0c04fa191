"""The map of the day, and the trend beside a theme."""

import datetime as dt
from dataclasses import replace

import pytest

from digest.model import Country, Day
from digest.publish.lookup import Lookup
from digest.publish.render import load_templates
from digest.publish.worldmap import FEWEST, HEIGHT, WIDTH, lay_out, read_outline
from tests.publish import editions


def crowd(number: int) -> list[tuple[Country, tuple[int, ...]]]:
    """So many countries on one spot, each with four stories."""
    return [(Country(f"{n:02}", f"Country {n}", 400 + n % 3, 80 + n // 3), (1, 2, 3, 4)) for n in range(number)]


def test_few_countries_make_no_map() -> None:
    """From five on a map says more than the stories' lines."""
    assert lay_out(crowd(FEWEST - 1)) == ()
    assert len(lay_out(crowd(FEWEST))) == FEWEST


@pytest.mark.parametrize("number", [FEWEST, 12, 60])
def test_labels_stand_on_the_map_and_not_on_one_another(number: int) -> None:
    """What finds no room has no label: the list has its numbers."""
    labels = [(mark.x, mark.y, len(mark.label)) for mark in lay_out(crowd(number)) if mark.label]
    assert len(labels) >= FEWEST
    for at, (x, y, letters) in enumerate(labels):
        assert 0 <= x <= WIDTH - 8 * letters
        assert 11 <= y <= HEIGHT
        for other_x, other_y, others in labels[:at]:
            assert abs(y - other_y) >= 13 or x >= other_x + 8 * others or other_x >= x + 8 * letters


def test_outline_is_a_small_path() -> None:
    """It stands on every page with a map."""
    assert read_outline().startswith("M")
    assert set(read_outline()) <= set("Mlz0123456789 -")
    assert len(read_outline()) < 6000


def test_page_has_map_list_and_lines() -> None:
    """With the numbers of the stories' first sources; a quiet day has none."""
    made = editions.sample()
    page = made.render(load_templates())[f"{editions.DAY}.html"].decode()
    talks, exercise, port = (made.edition.stories[at] for at in (0, 1, 3))
    assert [mark.country.name for mark in Lookup.of(made.edition, {}).map()][:2] == ["Austria", "Switzerland"]
    assert "A map of the world with Austria, Switzerland, France, Germany, Japan and Poland;" in page
    for story in (talks, exercise, port):
        assert f'<a href="#story-{story.id}" aria-label="source ' in page
    assert "Switzerland, Austria&nbsp;· Velm" in page
    assert '<svg class="world"' not in editions.quiet_day().render(load_templates())[f"{editions.DAY}.html"].decode()


@pytest.mark.parametrize(
    ("before", "today", "said"),
    [
        pytest.param([4, 3, 5, 4, 2, 6, 4, 3], 11, (11, 2, 6), id="many more than ever"),
        pytest.param([4, 3, 5, 4, 2, 6, 4, 3], 9, None, id="more, as may happen"),
        pytest.param([20, 22, 19, 21, 20, 18, 22], 4, (4, 18, 22), id="far fewer"),
        pytest.param([2, 30, 1, 28, 3, 25, 2], 40, None, id="days that differ"),
        pytest.param([0] * 7, 3, None, id="three after nothing"),
        pytest.param([0] * 7, 4, (4, 0, 0), id="four after nothing"),
        pytest.param([4] * 6, 40, None, id="too few days to tell"),
    ],
)
def test_trend_is_told_where_today_lies_far_outside(
    before: list[int], today: int, said: tuple[int, int, int] | None
) -> None:
    """By more than three deviations; days without a briefing are no days."""
    first = editions.DAY - dt.timedelta(days=len(before) + 1)
    days = [Day(first, "missing")]
    days += [
        Day(first + dt.timedelta(days=at), "told", None, (("incidents", count),))
        for at, count in enumerate([*before, today], 1)
    ]
    made = editions.sample()
    edition = replace(made.edition, history=tuple(days))
    assert Lookup.of(edition, {}).trend("incidents") == said
    if said:
        files = made.render(load_templates(), edition)
        assert f"{said[0]} today; {said[1]} to {said[2]} in the days before" in files[f"{editions.DAY}.html"].decode()
        assert f"\n{said[0]} today; {said[1]} to {said[2]}" in files[f"{editions.DAY}.md"].decode()
