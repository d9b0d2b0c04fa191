"""Labelled sentences and what our model finds that may need something, for learning and measuring.

DATA holds ``quotes.jsonl`` (a line a sentence: ``path``, ``day``, ``sentence``, ``title``, ``first``, ``needs`` and the
``span`` of words that have them) and ``days/DAY/PATH``, the articles. ``needs.tsv`` beside this file has more, from
articles below DATA's parent: for each sentence the file, its start in the text, and ``KIND:START-END`` of the words
that need something; they are six of an article's best in which nothing had been found that needs anything. All were
judged as if title and first sentence stood above.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from digest.analysis.analyse import split_into_sentences
from digest.analysis.lexicon import compile_themes
from digest.analysis.need_traits import PossibleNeed
from digest.analysis.needs import list_possible_needs
from digest.analysis.quotations import read_quotation_marks
from digest.config import Settings
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Problem, Sentence
from digest.text.words import tokenize

ROWS = Path(__file__).with_name("needs.tsv")
_UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060]")


@dataclass(frozen=True)
class Judged:
    """A sentence, what people say that it needs, and what our model finds in it that may need something."""

    article: str
    at: int
    kinds: frozenset[str]
    possible: tuple[PossibleNeed, ...]
    right: tuple[bool, ...]
    """For each of these whether people say that it needs something."""
    random: bool
    """Whether it was taken at random, not from those in which nothing had been found."""


def judged(data: Path) -> list[Judged]:
    """Return the labelled sentences that our reading of the articles has too."""
    return [*_from_quotes(data), *_from_rows(data)]


def _from_rows(data: Path) -> Iterator[Judged]:
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        path, start, labels = line.split("\t")
        needs = [re.split("[:-]", label) for label in labels.split()]
        spans = [(int(first), int(last)) for _, first, last in needs]
        kinds = [kind for kind, _, _ in needs]
        for sentences, possible in _articles(data.parent / path):
            for at in [at for at, sentence in enumerate(sentences) if sentence.start == int(start)]:
                right = tuple(_is_right(one, kinds, spans) for one in possible[at])
                yield Judged(path, at, frozenset(kinds), tuple(possible[at]), right, random=False)


def _from_quotes(data: Path) -> Iterator[Judged]:
    for line in (data / "quotes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for sentences, possible in _articles(data / "days" / row["day"] / row["path"], row["title"] or ""):
            texts = [sentence.text for sentence in sentences]
            same = [at for at, text in enumerate(texts) if _plain(row["sentence"]) == _plain(text)]
            inside = [at for at, text in enumerate(texts) if at and _plain(row["sentence"])[:60] in _plain(text)]
            for at in (same or inside)[:1]:
                spans = list(_spans(row["span"], texts[at]))
                right = tuple(_is_right(one, row["needs"], spans) for one in possible[at])
                path = f"{data.name}/days/{row['day']}/{row['path']}"
                yield Judged(path, at, frozenset(row["needs"]), tuple(possible[at]), right, random=True)


@cache
def _articles(path: Path, title: str | None = None) -> tuple[tuple[Sequence[Sentence], list[list[PossibleNeed]]], ...]:
    """Return the sentences of a file's articles and what may need something in each; with a title or their own."""
    countries = compile_themes(Settings().theme, Path()).countries
    documents = read(path.name, path.read_bytes())
    found = []
    for document in () if isinstance(documents, Problem) else documents:
        article = build_article(document, "", outlet=None, today=date(2100, 1, 1))
        if not isinstance(article, Problem):
            sentences = split_into_sentences(article)
            made = [tokenize(sentence.text, "en") for sentence in sentences]
            own = article.facts.title.value if article.facts.title else ""
            above = own if title is None else title
            marks = read_quotation_marks(sentences)
            found.append((sentences, list_possible_needs(sentences, made, marks, above, countries)))
    return tuple(found)


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text)


def _spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Find the words of a label, parted by semicolons, in the sentence."""
    for piece in filter(None, map(str.strip, words.split(";"))):
        at = text.lower().find(piece.lower())
        if at >= 0:
            yield at, at + len(piece)


def _is_right(one: PossibleNeed, needs: list[str], spans: list[tuple[int, int]]) -> bool:
    if one.kind == "speaker":
        return "speaker" in needs
    return any(one.start < end and start < one.end for start, end in spans)
