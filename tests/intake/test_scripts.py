"""Scripts that put no spaces between words, or no full stops behind sentences: titles, sentences and lengths."""

import pytest

from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article
from tests.intake.test_hostile import TODAY

LINES = {
    "zh": (
        "诺尔德大坝提前一周开闸",
        "诺尔德大坝管理处星期五下令打开水闸，比预计的融雪时间提前了一个星期。",
        "下游的农民接到电话，必须在星期六晚上以前把牲畜赶到高处的草地上。",
    ),
    "ja": (
        "ノルデのダム、一週間早く放水",
        "ノルデのダムの理事会は金曜日、雪解けの予想より一週間早く水門を開けるよう命じた。",
        "下流の農家には電話で連絡があり、土曜日の夕方までに家畜を高台に移すことになった。",
    ),
    "th": (
        "เขื่อนนอลเดเปิดประตูน้ำเร็วขึ้น",
        "คณะกรรมการเขื่อนนอลเดสั่งเปิดประตูระบายน้ำเมื่อวันศุกร์ ก่อนหิมะละลายหนึ่งสัปดาห์",
        "ชาวนาใต้เขื่อนได้รับโทรศัพท์ให้ย้ายสัตว์ไปยังทุ่งหญ้าบนที่สูงภายในเย็นวันเสาร์",
    ),
}
"""By language a title and two paragraphs."""


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("language", LINES)
def test_title_and_paragraphs_without_spaces_or_full_stops(language: str, name: str) -> None:
    """A title counts its signs, not its spaces, and a paragraph of Thai ends where its line does."""
    title, *body = LINES[language]
    page = f"<!DOCTYPE html><html><title>{title}</title><body><article><h1>{title}</h1><p>{'</p><p>'.join(body)}</p>"
    documents = read(name, (page if name == "a.html" else "\n\n".join((title, *body))).encode())
    assert isinstance(documents, tuple)
    found = build_article(documents[0], "raw", today=TODAY)
    assert isinstance(found, Article), found
    assert found.facts.title is not None
    assert found.facts.title.value == title
    assert [found.document.text[one.start : one.end] for one in found.paragraphs if one.role == "body"] == body


def test_readings_beside_a_word_are_no_text() -> None:
    """They stand in the middle of a sentence."""
    title, *body = LINES["ja"]
    ruby = body[0].replace("理事会", "<ruby>理事会<rp>(</rp><rt>りじかい</rt><rp>)</rp></ruby>")
    documents = read("a.html", f"<!DOCTYPE html><h1>{title}</h1><article><p>{ruby}</p><p>{body[1]}</p>".encode())
    assert isinstance(documents, tuple)
    assert "\n\n".join(body) in documents[0].text
