"""Decoding bytes, and removing what could harm a page or a terminal."""

import encodings.aliases
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.intake.sanitize import _clean_once, clean, decode

WORDS = "Der Hafen bleibt für große Schiffe bis Frühjahr geschlossen, sagte die Behörde."
RUSSIAN = "Гавань закрыта до весны, сообщил в понедельник начальник порта."
FRENCH = "Le président a déclaré que l’armée était prête. « Nous irons », a-t-il ajouté.\n"
RECORDS = b"Three          \0Taiwan         \0" * 20
TALK = "“Süßer, größer, schöner” – für Zoë, “früher” oder später. " * 3


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param(WORDS.encode(), None, WORDS, id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), None, WORDS, id="utf-8 with a mark"),
        pytest.param(WORDS.encode("utf-16"), None, WORDS, id="utf-16 with a mark"),
        pytest.param(WORDS.encode("utf-16-le"), None, WORDS, id="utf-16, little end first, no mark"),
        pytest.param(WORDS.encode("utf-16-be"), None, WORDS, id="utf-16, big end first, no mark"),
        pytest.param(WORDS.encode("utf-32"), None, WORDS, id="utf-32 with a mark"),
        pytest.param(WORDS.encode("cp1252"), None, WORDS, id="Windows Western, not declared"),
        pytest.param("“Ja”, sagte sie – für".encode("cp1252"), "iso-8859-1", "“Ja”, sagte sie – für", id="Latin-1 meant as Windows"),
        pytest.param(WORDS.encode(), "iso-8859-5", WORDS, id="declared wrongly"),
        pytest.param(WORDS.encode("cp1252"), "utf-8", WORDS, id="declared UTF-8, is not"),
        pytest.param(WORDS.encode("cp1252"), "klingon", WORDS, id="declared as nothing known"),
        pytest.param(WORDS.encode("cp1252"), "punycode", WORDS, id="declared as a code of host names"),
        pytest.param(b"a \\x41 b" + "größer".encode("cp1252"), "unicode_escape", "a \\x41 bgrößer", id="declared as escapes"),
        pytest.param(("a" + "港" * 5000).encode("shift_jis"), "shift_jis", "a" + "港" * 5000, id="a character over the sample's end"),
        pytest.param(RUSSIAN.encode("cp1251"), None, RUSSIAN, id="Windows Cyrillic"),
        pytest.param(RUSSIAN.encode("koi8-r"), None, RUSSIAN, id="KOI8-R"),
        pytest.param(RUSSIAN.encode("cp866"), None, RUSSIAN, id="DOS Cyrillic"),
        pytest.param(RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN, id="Cyrillic declared as Latin"),
        pytest.param("schließt".encode()[:-1] + "ß".encode()[:1], None, "schließ\ufffd", id="cut in a character"),
        pytest.param(TALK.encode() + b"it\x92s, \x93ja\x94 \x96 alles", None, f"{TALK}it’s, “ja” – alles", id="marks of another encoding"),
        pytest.param(TALK.encode() + b"Micha\xb3 D\xb9b", None, f"{TALK}Micha\ufffd D\ufffdb", id="letters of another"),
        pytest.param(TALK.encode() + b"The war \x94 it began", None, f"{TALK}The war \ufffd it began", id="a dash cut"),
        pytest.param(TALK.encode() + b"gr\xc3er, cut\xe2\x80 off", None, f"{TALK}gr\ufffder, cut\ufffd off", id="damaged letters"),
        pytest.param(RECORDS, None, RECORDS.decode(), id="records that end with a NUL"),
        pytest.param(b"a\0\0b" * 3, None, "a\0\0b" * 3, id="NULs that are no UTF-16"),
        pytest.param(b"", None, "", id="nothing"),
    ],
)  # fmt: skip
def test_decode(data: bytes, declared: str | None, text: str) -> None:
    """Bytes become the text that was meant, whatever they or others say of them."""
    assert decode(data, declared) == text


def test_a_file_joined_of_two_encodings_keeps_its_letters() -> None:
    """The larger part is garbled where it is decoded, and mended where it is cleaned."""
    joined = (FRENCH * 2).encode() + FRENCH.encode("cp1252")
    assert clean(decode(joined)) == FRENCH * 3


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("a\u2028b\u2029c\x0bd\x0ce\x85f", "a\nb\n\nc\nd\ne\nf", id="other line ends"),
        pytest.param("a\x00b\x07c\x7fd", "abcd", id="controls"),
        pytest.param("a\tb", "a\tb", id="a tab stays"),
        pytest.param("\x1b[31mred\x1b[0m \x9b2Jgone", "red gone", id="colours and erasures of terminals"),
        pytest.param("\x1b]0;owned\x07title \x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "title link", id="OSC"),
        pytest.param("\x1b]0;never ended\nnext line", "0;never ended\nnext line", id="an OSC without an end takes no text"),
        pytest.param("a\u202eb\u2066c\u2069d\u200fe", "abcde", id="bidi"),
        pytest.param("a\u200bb\u200dc\ufeffd\u00ade", "abcde", id="zero width and soft hyphens"),
        pytest.param("a\U000e0041\U000e007fb\U000e0100c", "abc", id="tags"),
        pytest.param("a\ud800b", "ab", id="a lone surrogate"),
        pytest.param("e\u0301", "é", id="composed"),
        pytest.param("x" + "\u0323" * 9, "x" + "\u0323" * 4, id="a tower of marks"),
        pytest.param("Itâ€™s â€œfineâ€\x9d, says JosÃ©", "It’s “fine”, says José", id="UTF-8 read as Windows"),
        pytest.param("ÐŸÐ¾Ñ€Ñ‚", "Порт", id="Cyrillic read as Windows"),
        pytest.param("IRMÃ»", "IRMÃ»", id="one odd pair alone may be meant"),
        pytest.param("ðŒ¶˜ and itâ€™s", "ðŒ¶˜ and it’s", id="what no UTF-8 reads as stays"),
        pytest.param("«CAFÉ» À LA CARTE", "«CAFÉ» À LA CARTE", id="capitals before a quotation mark are meant"),
    ],
)  # fmt: skip
def test_clean(text: str, cleaned: str) -> None:
    """What cannot be seen or would harm stays outside; what was garbled is read again."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("â" * 30_000 + "€\u2039" * 30_000, id="taking one out makes the next"),
        pytest.param(("Ã" + "ƒ" * 45_000) * 2, id="reading one again makes the next"),
        pytest.param("\x1b" * 45_000 + "[m" * 45_000, id="escapes around escapes"),
    ],
)
def test_garbled_within_garbled_is_broken_off(text: str) -> None:
    """Levels without end cost a few passes, not one each (90,000 passes would take an hour), and leave nothing to do."""
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a" + "\u0316\u0300" * 300_000, "à" + "\u0316" * 4, id="two classes by turns"),
        pytest.param(
            "a" + ("\u0316\u0300" * 15 + "\u200b") * 20_000, "à" + "\u0316" * 4, id="with a space of no width"
        ),
        pytest.param(
            "\u0e01" + "\u0e38\u0e48" * 200_000, "\u0e01" + "\u0e38" * 15 + "\u0e48" * 15, id="of another script"
        ),
        pytest.param("שָׁלוֹם " * 1000, "שָׁלוֹם " * 1000, id="a language that has them"),
    ],
)
def test_a_long_run_of_marks_is_cut_before_it_is_normalised(text: str, cleaned: str) -> None:
    """Normalising takes a time that grows with the square of its length: these would take minutes, or hours."""
    assert clean(text) == cleaned


HARM = st.sampled_from("\x1b[]\\;m\x07\x9b\x9c\x90\r\n\u2028\u200b\u202e\u0301\u0323Ã©â€™\x99Â\ud800\U000e0041ab")


@given(st.text() | st.text(HARM, max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Sanitizing is idempotent."""
    once = clean(text)
    assert clean(once) == once == _clean_once(once)  # also without the look that spares most texts the cleaning
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


CHARSETS = sorted({*encodings.aliases.aliases.values(), "idna", "punycode", "undefined", "unicode_escape", "", "x y"})


@given(st.binary(max_size=300), st.none() | st.sampled_from(CHARSETS))
@example(b"abc-b9\xff", "punycode")
def test_decode_never_fails(data: bytes, declared: str | None) -> None:
    """Any bytes become some text, whatever of Python's codecs a file names."""
    clean(decode(data, declared)).encode()
