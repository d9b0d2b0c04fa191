"""Every stage of an article's way by itself, against the floor, in one run.

The floor is what no program on texts can avoid: read the file, decode it, find sentences and lower-case words
with two regular expressions. Each stage is given what the stages before it made.

    python -m benchmarks.stages [--articles 300] [--words 600] [--pages]
"""

import argparse
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import TODAY, articles, write
from benchmarks.measure import compare, machine, table
from digest.analysis.analyse import analyse, split_into_sentences
from digest.analysis.context import read_contexts
from digest.analysis.kinds import tell_kind
from digest.analysis.lexicon import compile_themes
from digest.analysis.ranking import rank
from digest.analysis.terms import count_terms
from digest.analysis.themes import score_themes
from digest.config import Settings
from digest.intake.cleaning import clean_paragraphs
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import Article, Document, Problem
from digest.pipeline.ingest import read_file
from digest.relaxed_gc import relaxed_gc
from digest.text.language import detect_language
from digest.text.words import hash_body, hash_sample, split_words, tokenize

_SENTENCES = re.compile(r"[^.!?]+[.!?]+[\"”’)]*")
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class PreparedText:
    """An article on its way, with what each stage made of it."""

    path: Path
    data: bytes
    document: Document
    article: Article
    body: str
    sentences: tuple[object, ...]
    tokens: tuple[object, ...]
    contexts: tuple[object, ...]


def floor(path: Path) -> int:
    """Read, decode, sentences, words."""
    text = path.read_bytes().decode()
    return len(_SENTENCES.findall(text)) + len(_WORDS.findall(text.lower()))


def stages(paths: list[Path]) -> dict[str, Callable[[], object]]:
    """What is measured, by name; the last is everything together, as a worker does it."""
    settings = Settings()
    briefing, matcher = settings.briefing, compile_themes(settings.theme, Path())
    made = [one for path in paths if (one := prepared(path))]

    def title(one: PreparedText) -> str | None:
        return one.article.facts.title.value if one.article.facts.title else None

    every: dict[str, Callable[[PreparedText], object]] = {
        "floor": lambda one: floor(one.path),
        "read and decode": lambda one: read(one.path.name, one.path.read_bytes()),
        "clean": lambda one: clean_paragraphs(one.document),
        "clean, facts, identity": lambda one: build_article(one.document, "0", today=TODAY),
        "(language)": lambda one: detect_language(split_words(one.body)),
        "(identity)": lambda one: hash_body(split_words(one.body)),
        "sentences": lambda one: split_into_sentences(one.article),
        "words and stems": lambda one: [tokenize(s.text, "en") for s in one.sentences],  # type: ignore[attr-defined]
        "context": lambda one: read_contexts(one.article, one.sentences, one.tokens),  # type: ignore[arg-type]
        "rank": lambda one: rank(one.sentences, one.tokens, one.contexts, "digest", "en"),  # type: ignore[arg-type]
        "themes": lambda one: score_themes(one.article, one.sentences, one.tokens, one.contexts, matcher),  # type: ignore[arg-type]
        "terms": lambda one: count_terms(title(one), one.sentences, one.tokens, "en"),  # type: ignore[arg-type]
        "kind": lambda one: tell_kind(one.article, one.sentences),  # type: ignore[arg-type]
        "fingerprint": lambda one: hash_sample(tuple(w for t in one.tokens for w in t.words)),  # type: ignore[attr-defined]
        "analyse": lambda one: analyse(one.article, briefing, matcher),
        "everything": lambda one: read_file(
            one.path.name, one.path.read_bytes(), briefing=briefing, matcher=matcher, today=TODAY
        ),
    }
    return {name: (lambda do=do: [do(one) for one in made]) for name, do in every.items()}  # type: ignore[misc]


def prepared(path: Path) -> PreparedText | None:
    data = path.read_bytes()
    documents = read(path.name, data)
    if isinstance(documents, Problem):
        return None
    article = build_article(documents[0], "0", today=TODAY)
    if isinstance(article, Problem):
        return None
    body = "\n\n".join(article.document.text[p.start : p.end] for p in article.paragraphs if p.role == "body")
    sentences = split_into_sentences(article)
    found = tuple(tokenize(sentence.text, "en") for sentence in sentences)
    around = read_contexts(article, sentences, found)
    return PreparedText(path, data, documents[0], article, body, sentences, found, around)


def main() -> None:
    """The command line."""
    options = argparse.ArgumentParser(description="Every stage against the floor.")
    options.add_argument("--articles", type=int, default=300)
    options.add_argument("--words", type=int, default=600)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--pages", action="store_true", help="web pages of 150 KB, not texts")
    told = options.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker, before numpy is imported
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), articles(told.articles, words=told.words, pages=float(told.pages)), kilobytes=150)
        paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        with relaxed_gc():  # as in a worker
            taken = compare(stages(paths), rounds=told.rounds)
    base = taken["floor"]
    rows = [(name, 1000 * seconds / len(paths), seconds / base) for name, seconds in taken.items()]
    kind = "web pages of 150 KB" if told.pages else f"texts of {told.words} words"
    table(("stage", "ms an article", "× the floor"), rows, title=f"{len(paths)} {kind}; {machine()}")


if __name__ == "__main__":
    main()
