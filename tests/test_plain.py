"""Values between processes: what is read is what was written, and what many share is there once."""

import dataclasses
import pickle
import subprocess
import sys
from pathlib import Path

from digest.model import Quote, Terms
from digest.pipeline.plain import _reducer, register

TERMS = Terms(words=(("boat", 2), ("harbour", 1)), lead=(("boat", 1),), names=())
QUOTE = Quote("a1", 3, 9, "A boat", joined=True)
WRITE = """
import pickle, sys
from digest.pipeline.plain import register
from tests.test_plain import QUOTE, TERMS
register()
sys.stdout.buffer.write(pickle.dumps((TERMS, QUOTE), protocol=5))
"""


def written_elsewhere() -> bytes:
    """Both values, pickled by another process."""
    root = Path(__file__).parent.parent
    return subprocess.run([sys.executable, "-c", WRITE], cwd=root, check=True, capture_output=True).stdout


def test_what_is_read_is_what_was_written() -> None:
    """Equal values, whichever process wrote them."""
    register()
    assert pickle.loads(pickle.dumps((TERMS, QUOTE))) == (TERMS, QUOTE)
    assert pickle.loads(written_elsewhere()) == (TERMS, QUOTE)


def test_two_articles_share_their_words() -> None:
    """The same term is one string for all, and one pair with the same count."""
    data = written_elsewhere()
    (one, _), (other, _) = pickle.loads(data), pickle.loads(data)
    assert all(a is b for a, b in zip(one.words, other.words, strict=True))


@dataclasses.dataclass(frozen=True)
class One:
    """A value of one field."""

    only: tuple[int, ...]


def test_a_value_of_one_field_travels_like_others() -> None:
    """Its field is not taken for all of them."""
    make, fields = _reducer(One)(One((1, 2)))
    assert make(*fields) == One((1, 2))
