"""The Card of an article: what later stages compare, without what they would quote."""

from array import array
from collections import Counter

from digest.model import Card, Work

OPENING = 3
"""Sentences whose words a card holds: a lead says when something was, and how grave it is."""


def card_of(work: Work, place: int = -1) -> Card:
    """The card of an article that lies at a place of the shelf."""
    article, analysis = work
    roles = Counter(paragraph.role for paragraph in article.paragraphs if paragraph.role not in ("body", "title"))
    return Card(
        id=article.id,
        raw=article.raw,
        path=article.document.path,
        part=article.document.part,
        facts=article.facts,
        trimmed=tuple(sorted(roles.items())),
        kind=analysis.kind,
        themes=analysis.themes,
        terms=analysis.terms,
        fingerprint=array("I", analysis.fingerprint),
        words=analysis.words,
        opening=tuple(sentence.text for sentence in analysis.sentences[:OPENING]),
        spans=array("I", [at for sentence in analysis.sentences for at in (sentence.start, sentence.end)]),
        place=place,
    )
