"""Nothing that falls into the folder does harm."""

from datetime import date
from functools import cache

import pytest

from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Problem
from tests.intake.hostile import GROUPS, Case, cases

TODAY = date(2026, 11, 24)


@cache
def outcomes(group: str) -> tuple[tuple[Case, list[Article | Problem]], ...]:
    """Read each file of a group once, for all tests."""
    return tuple((case, outcome(case)) for case in GROUPS[group]())


def outcome(case: Case) -> list[Article | Problem]:
    documents = read(case.name, case.data)
    if isinstance(documents, Problem):
        return [documents]
    return [build_article(document, "", today=TODAY) for document in documents]


def verdict(found: list[Article | Problem]) -> str:
    if any(isinstance(one, Article) for one in found):
        return "good"
    return "unreadable" if any(isinstance(one, Problem) and one.unreadable for one in found) else "none"


@pytest.mark.parametrize("group", GROUPS)
def test_good_articles_are_used_and_bad_files_left_out(group: str) -> None:
    """Every hostile file ends as its verdict says, without an exception."""
    wrong = {}
    for case, ends in outcomes(group):
        found = verdict(ends)
        if case.verdict not in ("either", found):
            wrong[case.name] = f"{found} instead of {case.verdict}"
    assert not wrong


def test_every_reason_is_a_sentence() -> None:
    """What keeps a file out is said in words of one line, without the language of programs."""
    for group in ("kinds", "pdfs", "packed", "structured", "documents", "newer documents"):
        for _, ends in outcomes(group):
            for one in ends:
                if isinstance(one, Problem):
                    assert 10 < len(one.reason) < 160
                    assert not any(word in one.reason for word in ("Error", "Exception", "None", "\n", "0x"))


def test_there_are_enough_of_them() -> None:
    """The collection has at least 140 files, and no two of one name."""
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) >= 140


def test_nothing_harmful_is_left_in_a_text() -> None:
    """No control, override, tag or lone surrogate stands in what leaves a reader, in text and facts alike."""
    for group in ("characters", "encodings", "mails", "pages"):
        for _, ends in outcomes(group):
            for one in ends:
                if isinstance(one, Article):
                    told = [getattr(one.facts, name) for name in one.facts.__slots__]
                    shown = one.document.text + "".join(fact.value for fact in told if fact)
                    assert not set(shown) & set("\x00\x1b\x07\x9b\u202e\u2066\u200b\u00ad\ufeff\U000e0041\ud800")
