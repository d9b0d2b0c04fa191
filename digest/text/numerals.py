"""The words for numbers in English, the numbers among a text's terms, and a number with its noun."""

from collections.abc import Iterable

from digest.text.words import stem

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""What the words mean that multiply the number before them."""
VALUES = {word: value for value, word in enumerate(UNITS)} | {word: 20 + 10 * i for i, word in enumerate(TENS)}
"""What each word means, but those of ``SCALES``."""
ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth"))
_STEMS = frozenset(stem(word, "en") for word in (*VALUES, *SCALES))


def find_numbers(terms: Iterable[str]) -> frozenset[str]:
    """Find the terms that are numbers, in digits or in words."""
    return frozenset(term for term in terms if term in _STEMS or any(map(str.isdigit, term)))


def write_count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 file``, ``3 files``; ``plural`` where that is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
