"""Weekdays in a text."""

from digest.text.calendar_names import find_weekdays


def test_weekdays_are_found_in_the_order_of_the_text() -> None:
    """As whole words, with a capital."""
    assert find_weekdays("The council met on Sunday, and again on Tuesday; Sundays and a monday do not count.") == [
        6,
        1,
    ]
