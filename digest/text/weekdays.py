"""The weekdays that an English text names."""

import re

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


def find_weekdays(text: str) -> list[int]:
    """Find the weekdays that a text names, in its order, as numbers: Monday is 0."""
    return [WEEKDAYS.index(name) for name in _WEEKDAY.findall(text)]
