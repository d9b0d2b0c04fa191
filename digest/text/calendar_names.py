"""The names of weekdays and months in English, as texts write them."""

import re

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
"""A pattern for the name of a weekday."""
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b")


def find_weekdays(text: str) -> list[int]:
    """Find the weekdays that a text names, in its order, as numbers: Monday is 0."""
    return [WEEKDAYS.index(name) for name in _WEEKDAY.findall(text)]
