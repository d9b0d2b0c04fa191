"""Labelled sentences and the mentions that our model finds in them, for learning and measuring.

DATA holds ``quotes.jsonl`` (a line a sentence: ``path``, ``day``, ``sentence``, ``title``, ``first``, ``needs`` and the
``span`` of words that have them) and ``days/DAY/PATH``, the articles. People judged each sentence as if title and
first sentence stood above it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from digest.analysis.analyse import sentences_of
from digest.analysis.lexicon import compile_themes
from digest.analysis.mentions import Mention, mentions_of
from digest.analysis.speech import read_quotation_marks
from digest.config import Settings
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Problem
from digest.text.words import tokens

_UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060]")


@dataclass(frozen=True)
class Judged:
    """A sentence, what people say that it needs, and the mentions that our model finds in it."""

    article: str
    text: str
    kinds: frozenset[str]
    mentions: tuple[Mention, ...]
    right: tuple[bool, ...]
    """For each mention whether people say that it needs something."""


def judged(data: Path) -> list[Judged]:
    """Return the labelled sentences that our reading of the articles has too."""
    found = []
    for line in (data / "quotes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for texts, mentions in _articles(data / "days" / row["day"] / row["path"], row["title"] or ""):
            same = [at for at, text in enumerate(texts) if _plain(row["sentence"]) == _plain(text)]
            inside = [at for at, text in enumerate(texts) if at and _plain(row["sentence"])[:60] in _plain(text)]
            for at in (same or inside)[:1]:
                spans = list(_spans(row["span"], texts[at]))
                right = tuple(_is_right(mention, row["needs"], spans) for mention in mentions[at])
                found.append(
                    Judged(
                        f"{row['day']}/{row['path']}", texts[at], frozenset(row["needs"]), tuple(mentions[at]), right
                    )
                )
    return found


@cache
def _articles(path: Path, title: str) -> tuple[tuple[tuple[str, ...], list[list[Mention]]], ...]:
    """Return the sentences of a file's articles, and the mentions in each."""
    countries = compile_themes(Settings().theme, Path()).countries
    documents = read(path.name, path.read_bytes())
    found = []
    for document in () if isinstance(documents, Problem) else documents:
        article = build_article(document, "", outlet=None, today=date(2100, 1, 1))
        if not isinstance(article, Problem):
            sentences = sentences_of(article)
            made = [tokens(sentence.text, "en") for sentence in sentences]
            mentions = mentions_of(sentences, made, read_quotation_marks(sentences), title, countries)
            found.append((tuple(sentence.text for sentence in sentences), mentions))
    return tuple(found)


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text)


def _spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Find the words of a label, parted by semicolons, in the sentence."""
    for piece in filter(None, map(str.strip, words.split(";"))):
        at = text.lower().find(piece.lower())
        if at >= 0:
            yield at, at + len(piece)


def _is_right(mention: Mention, needs: list[str], spans: list[tuple[int, int]]) -> bool:
    if mention.kind == "speaker":
        return "speaker" in needs
    return any(mention.start < end and start < mention.end for start, end in spans)
