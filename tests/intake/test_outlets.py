"""Outlets that a text names on a line over the article."""

import pytest

from digest.intake.outlets import find_outlet


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        pytest.param(["Harbour Gazette"], "Harbour Gazette", id="alone"),
        pytest.param(["By Anna Holm", "The Northern Wire, 3 March 2021"], "The Northern Wire", id="under a by-line, before a date"),
        pytest.param(["FRONTIER REPORT"], "FRONTIER REPORT", id="in capitals"),
        pytest.param(["Kieler Hafen-Nachrichten | Politik", "Neue Deutsche Zeitung"], "Neue Deutsche Zeitung", id="German"),
        pytest.param(["Вечерние новости"], None, id="a second word without a capital is no name"),
        pytest.param(["Вечерние Новости"], "Вечерние Новости", id="Russian"),
        pytest.param(["Anna Holm", "3 March 2021"], None, id="an author alone"),
        pytest.param(["Post this on your wall"], None, id="a button"),
        pytest.param(["Times have changed for the harbour, and nobody there wants to say so aloud"], None, id="a sentence"),
        pytest.param(["News"], None, id="a label"),
        pytest.param([], None, id="nothing"),
    ],
)  # fmt: skip
def test_an_outlet_is_known_by_what_it_calls_itself(lines: list[str], outlet: str | None) -> None:
    """A line of names with a newspaper's word in it; nothing else is one."""
    assert find_outlet(lines) == outlet
