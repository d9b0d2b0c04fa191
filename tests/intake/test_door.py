"""The one door."""

import pytest

from digest.intake.door import clean, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Straße".encode(), "Straße", id="utf-8"),
        pytest.param("Straße".encode("utf-8-sig"), "Straße", id="byte order mark"),
        pytest.param("A line of news".encode("utf-16"), "A line of news", id="utf-16"),
        pytest.param("A line of news".encode("utf-16-le"), "A line of news", id="utf-16 without a mark"),
        pytest.param("A line of news".encode("utf-16-be"), "A line of news", id="utf-16 big end first"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    """Bytes become the text that was meant."""
    assert decode(data) == text


def test_clean_takes_out_what_cannot_be_seen() -> None:
    """Bidi overrides, terminal sequences and zero-width characters stay outside."""
    assert clean("a\u202eb\x1b[31mc\u200b\r\nd") == "abc\nd"
