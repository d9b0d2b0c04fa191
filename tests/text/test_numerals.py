"""Numbers in words, and numbers with their nouns."""

import pytest

from digest.text.numerals import write_count


@pytest.mark.parametrize(
    ("number", "noun", "plural", "written"),
    [
        (0, "file", "", "0 files"),
        (1, "file", "", "1 file"),
        (2, "strong or medium phrase", "", "2 strong or medium phrases"),
        (1, "story", "stories", "1 story"),
        (3, "story", "stories", "3 stories"),
    ],
)
def test_noun_agrees_with_its_number(number: int, noun: str, plural: str, written: str) -> None:
    """One thing in the singular, none and several in the plural."""
    assert write_count(number, noun, plural) == written
