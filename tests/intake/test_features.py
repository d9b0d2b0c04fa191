"""What is seen of paragraphs: the short ways to it see what the long ones would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from digest.intake import features
from digest.intake.features import extract_features
from digest.intake.paragraphs import split_paragraphs
from digest.text.language import COMMON

LETTERS = st.text(
    st.sampled_from("aZ É я Я İ ſ é 1 ٣ , . - ' ’ “ @ © ( ) \t") | st.characters(codec="utf-8"), max_size=60
)


@given(LETTERS)
def test_capitals_are_those_that_begin_a_word(text: str) -> None:
    """The look-behind stands last in the pattern, for speed, and finds the same."""
    plain = features.CAPITAL.pattern.partition("(?<!")[0]
    assert features.CAPITAL.findall(text, 0, 240) == re.findall(rf"\b{plain}", text)


@given(st.lists(LETTERS, max_size=6), st.sampled_from([*sorted(COMMON), None]))
def test_paragraphs_are_seen_as_if_alone(paragraphs: list[str], language: str | None) -> None:
    """The whole text in lower case, cut, is each paragraph in lower case, also where that has more letters."""
    text = "\n\n".join(paragraphs)
    for one in extract_features(text, split_paragraphs(text), language).paragraphs:
        assert one.lower == one.text.lower().replace("’", "'")
        split = features._strip_signs(one.lower).split() or [""]
        assert one.content == frozenset(word for word in split if len(word) > 4)
        common = COMMON.get(language or "", frozenset())
        assert one.common == (sum(word in common for word in split) / len(split) if common else -1.0)


def test_a_capital_that_becomes_two_letters() -> None:
    """A text in which one stands is looked at paragraph by paragraph, and nothing of it is cut at another place."""
    text = "İzmir’de liman kapandı.\n\nShare this article.\n\nThe pilots of İzmir’s harbour waited."
    assert [one.lower for one in extract_features(text, split_paragraphs(text), "en").paragraphs] == [
        "i̇zmir'de liman kapandı.",
        "share this article.",
        "the pilots of i̇zmir's harbour waited.",
    ]


def test_a_line_is_measured_the_same_wherever_it_stands() -> None:
    """What is remembered of a line says nothing of the text around it, nor of another language."""
    text = "Weiterlesen\n\nThe pilots of the harbour waited until the evening, and no ship came in at all."
    english, german = (
        extract_features(said, split_paragraphs(said), language).paragraphs
        for said, language in ((text, "en"), ("\n\n\n".join([text, "Weiterlesen"]), "de"))
    )
    assert (english[0].kind, english[0].repeated) == ("", False)
    assert (german[0].kind, german[0].repeated) == ("label", True)
    assert english[1].good
    assert english[1].common > german[1].common
