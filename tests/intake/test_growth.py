"""No pattern backtracks badly: each is tried on long inputs made to provoke it, and the suite ends."""

import importlib
import pkgutil
import re

import pytest

import digest.intake
from digest.intake.cleaning import clean_paragraphs
from digest.intake.door import clean
from digest.intake.phrases import PHRASES, furniture
from digest.model import Document
from digest.text import language

SEEDS = (
    "a", "A", "9", " ", "\n", "-", ".", ",", "(", ")", "[", "<", "@", "*", "_", ">", ":", "/", "“", "|", "é", "\x1b]",
    "is a ", "A. ", "a@", "1.", "1 ", "by ", "(photo ", "Ab ", "a-", "x: ", "share ", "<!--", "![", "[a](", "**a", "Ã©",
    "Nov 1, ", "1 May 20", "http://", "— a (", "AA, ", "covers ", "von ", "ist ", "est ", "A: b\n",
)  # fmt: skip
LENGTH = 20_000


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every pattern of this part of the program, by its place."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for info in pkgutil.walk_packages(digest.intake.__path__, "digest.intake."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found[f"{info.name}.{name}"] = value
    for sign, suffix in importlib.import_module("digest.intake.readers.recognise").SIGNS:
        found[f"sign of {suffix}"] = sign
    for code in PHRASES:
        found |= {f"{code} {kind}": pattern for kind, pattern in furniture(code)._asdict().items()}
    found |= {f"script {code}": pattern for code, pattern in language._SCRIPT_OF.items()}
    return found


@pytest.mark.parametrize("place", patterns())
def test_a_pattern_ends_on_long_inputs(place: str) -> None:
    """Repeating any seed twenty thousand characters long, with an end that spoils the match, costs next to nothing."""
    pattern = patterns()[place]
    limit = (
        900 if place.split(" ", maxsplit=1)[0] in PHRASES else LENGTH
    )  # phrases see paragraphs of sixty words at most
    for seed in SEEDS:
        text = (seed * limit)[:limit] + "\x00!"
        said = text if isinstance(pattern.pattern, str) else text.encode()
        for _ in zip(range(50), pattern.finditer(said), strict=False):  # type: ignore[arg-type]
            pass
        pattern.match(said)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_door_and_cleaner_end_on_long_inputs(seed: str) -> None:
    """A document of one repeated seed passes door and cleaner, as one line and as many."""
    line = (seed * LENGTH)[:LENGTH]
    for text in (line, "\n\n".join(line[at : at + 50] for at in range(0, LENGTH, 50))):
        clean_paragraphs(Document("a", 0, clean(text)))
