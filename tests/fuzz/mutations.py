"""Inputs by number: samples of a format, shortened and broken by dice whose seed is the target, a seed and the number.

They come at tens of thousands a second, where a grammar of hypothesis makes a few hundred; most are small, since what
trips a parser is seldom long. Of XML (that of packed formats too) and of a JSON file, which one wrong byte spoils, most
are broken as trees: well-formed, and in no order that a reader expects.
"""

import copy
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from tests.fuzz.grammars import HARM
from tests.intake.hostile import Case, cases

LARGEST = 4096
"""Bytes of a sample: larger ones take as long as a hundred small ones, and ``tests/intake`` tries them whole."""
SMALL = 250
"""Bytes around which most inputs are."""
TOKEN = re.compile(rb"</?\w[^<>]{0,80}>|[\w.-]+|\\?[^\w\s]|\s+")
"""A tag, a word, a sign or a space: what a sample is taken apart into."""
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no XML may hold."""
XML = (".docx", ".odt", ".enex", ".rss", ".epub")
HARMS = [harm.encode("utf-8", "surrogatepass") for harm in HARM]


class Mutations:
    """The inputs of a target by their number."""

    def __init__(self, target: str, seed: int) -> None:
        self.target, self.seed = target, seed
        self.samples = list_samples(target)
        self.trees = [sample for sample in self.samples if target in (*XML, ".json") and is_tree(sample, target)]
        self.tokens = sorted({token for sample in self.samples for token in TOKEN.findall(sample)})
        self.kinds = (self.delete, self.repeat, self.harm, self.splice, self.swap, self.swap, self.move)

    def make(self, number: int) -> bytes:
        """Return the input of that number."""
        dice = random.Random(f"{self.target} {self.seed} {number}")
        if self.trees and dice.random() < 0.8:
            vary = self.vary_xml if self.target in XML else self.vary_json
            return vary(dice.choice(self.trees), dice)
        data = dice.choice(self.samples)
        if self.target != ".pdf":  # without its middle it cannot be opened
            data = shorten(data, dice)
        for _ in range(dice.randrange(1, 6)):
            data = dice.choice(self.kinds)(data, dice)
        return flip(data, dice) if dice.random() < 0.05 else data

    def vary_xml(self, data: bytes, dice: random.Random) -> bytes:
        """Copy, remove and rename elements, and break their texts."""
        tree = ET.fromstring(data)
        elements = list(tree.iter())
        for _ in range(dice.randrange(1, 6)):
            one, other = dice.choice(elements), dice.choice(elements)
            match dice.randrange(5):
                case 0:
                    one.text = self.break_text(one.text or "", dice)
                case 1 if one is not tree:
                    one.tail = self.break_text(one.tail or "", dice)
                case 2:
                    one.insert(dice.randint(0, len(one)), copy.deepcopy(other))
                case 3 if len(one):
                    del one[dice.randrange(len(one))]
                case _:
                    one.tag, one.attrib = other.tag, dict(other.attrib)
        return CONTROLS.sub(b"", ET.tostring(tree))

    def vary_json(self, data: bytes, dice: random.Random) -> bytes:
        """Copy, remove and rename values, and break their texts."""
        tree = [json.loads(data)]
        for _ in range(dice.randrange(1, 6)):
            places = list(list_places(tree))
            (holder, key), (other, there) = dice.choice(places), dice.choice(places)
            value = copy.deepcopy(other[there])
            match dice.randrange(4):
                case 0 if isinstance(holder, dict):
                    holder[self.break_text(key, dice)] = holder.pop(key)
                case 1 if holder is not tree:
                    del holder[key]
                case 2:
                    holder[key] = value
                case _:
                    text = self.break_text(value if isinstance(value, str) else "", dice)
                    holder[key] = dice.choice((text, text, text, [value, text], None, 1e999, -1, {"text": value}))
        return json.dumps(tree[0]).encode()

    def break_text(self, text: str, dice: random.Random) -> str:
        """Break the text of an element or a value."""
        return dice.choice(self.kinds)(text.encode("utf-8", "replace"), dice).decode("utf-8", "ignore")

    def delete(self, data: bytes, dice: random.Random) -> bytes:
        """Take a few bytes out."""
        start = dice.randint(0, len(data))
        return data[:start] + data[start + dice.randrange(1, 40) :]

    def repeat(self, data: bytes, dice: random.Random) -> bytes:
        """Put a few bytes in many times."""
        start = dice.randint(0, len(data))
        end = start + dice.randrange(1, 40)
        return data[:end] + data[start:end] * dice.choice((1, 1, 2, 3, 50)) + data[end:]

    def harm(self, data: bytes, dice: random.Random) -> bytes:
        """Put in what parsers and pages trip over."""
        start = dice.randint(0, len(data))
        return data[:start] + dice.choice(HARMS) + data[start:]

    def splice(self, data: bytes, dice: random.Random) -> bytes:
        """Put in a piece of any sample."""
        start, other = dice.randint(0, len(data)), dice.choice(self.samples)
        there = dice.randint(0, len(other))
        return data[:start] + other[there : there + dice.randrange(1, 200)] + data[start:]

    def swap(self, data: bytes, dice: random.Random) -> bytes:
        """Put a token of any sample in the place of one."""
        token = TOKEN.search(data, dice.randint(0, len(data)))
        start, end = token.span() if token else (len(data), len(data))
        return data[:start] + dice.choice(self.tokens) + data[end:]

    def move(self, data: bytes, dice: random.Random) -> bytes:
        """Take a piece out and put it in elsewhere."""
        start, at = dice.randint(0, len(data)), dice.randint(0, len(data))
        end = start + dice.randrange(1, 100)
        rest = data[:start] + data[end:]
        return rest[:at] + data[start:end] + rest[at:]


def is_tree(data: bytes, target: str) -> bool:
    """Tell whether a sample is well-formed."""
    try:
        json.loads(data) if target == ".json" else ET.fromstring(data)
    except (ValueError, ET.ParseError, RecursionError):
        return False
    return True


def list_places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a JSON value with each of its keys."""
    for key in tree if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from list_places(tree[key])


def shorten(data: bytes, dice: random.Random) -> bytes:
    """Take out the middle of most samples: heads and ends make them what they are."""
    most = dice.choice((SMALL // 2, SMALL, SMALL, 2 * SMALL)) if dice.random() < 0.95 else LARGEST
    if len(data) <= most:
        return data
    head = dice.randint(most // 2, most)
    return data[:head] + data[len(data) - (most - head) :]


def flip(data: bytes, dice: random.Random) -> bytes:
    """Set some bytes to any others."""
    broken = bytearray(data or b"?")
    for _ in range(dice.randrange(1, 4)):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken)


def list_samples(target: str) -> list[bytes]:
    """Return the articles and hostile files of a format, in our own words."""
    from tests.fuzz.targets import PARTS, ROOT
    from tests.intake.packages import unpacked
    from tests.intake.test_readers import SAMPLES

    if target in {"pages", "note"}:
        return HARMS
    if target == "configuration":
        return [(ROOT / "config.toml").read_bytes(), b'[[theme]]\nname = "x"\nstrong = ["a b", "c*"]\n']
    ending = target if target.startswith(".") else ".txt"
    found = [SAMPLES[ending], *(case.data for case in list_small_cases() if case.name.endswith(ending))]
    if target in PARTS:
        found += [unpacked(SAMPLES[target]).get(PARTS[target][1], b"")] * len(found)
    if target == ".webarchive":
        found += [SAMPLES[".html"]]
    # A PDF by another name is read as one, in a process of its own.
    return [data for data in found if len(data) <= LARGEST and (target == ".pdf" or not data.startswith(b"%PDF"))]


@cache
def list_small_cases() -> tuple[Case, ...]:
    """Return the hostile files that are no larger than a sample."""
    return tuple(case for case in cases() if len(case.data) <= LARGEST)
