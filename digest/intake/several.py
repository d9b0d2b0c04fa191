"""Warn of an article that seems to be several, which the reader of its format could not tell apart."""

from collections.abc import Iterator

from digest.intake.paragraphs import BYLINE, ends_like_a_sentence
from digest.intake.readers.letters import is_headline
from digest.model import Article, Problem, ProblemKind
from digest.text.dateline import read_dateline

FEWEST_WORDS = 40
"""Words of body over and under a dateline that make each side an article: twice what the shortest has."""
UNTITLED = 2
"""Datelines without a title over them that show a file of several reports; one may open a passage from elsewhere."""


def warn_of_several(article: Article) -> Problem | None:
    """Return a hint where the text goes on, under a title or dateline of its own, as another article."""
    titled = list(_find_openings(article))
    if not any(titled) and len(titled) < UNTITLED:
        return None
    reason = "seems to hold several articles, and is read as one: put each in a file of its own"
    return Problem(article.document.path, reason, article.document.part + 1, kind=ProblemKind.SEVERAL)


def _find_openings(article: Article) -> Iterator[bool]:
    """Yield for each dateline or by-line with much text on both sides whether a title stands over it."""
    text = article.document.text
    lines = [text[one.start : one.end] for one in article.paragraphs]
    sizes = [
        len(line.split()) if one.role == "body" and ends_like_a_sentence(line) else 0
        for line, one in zip(lines, article.paragraphs, strict=True)
    ]
    all_words, above = sum(sizes), 0
    for at, (line, one) in enumerate(zip(lines, article.paragraphs, strict=True)):
        enough = above >= FEWEST_WORDS and all_words - above >= FEWEST_WORDS
        above += sizes[at]
        if not enough or one.role not in ("body", "byline", "boilerplate"):
            continue
        filed = read_dateline(line)
        opens = filed is not None and bool(filed.agency or filed.behind)
        if opens or _is_byline(line):
            titled = is_headline(lines[at - 1]) and article.paragraphs[at - 1].role not in ("byline", "boilerplate")
            if opens or titled:
                yield titled


def _is_byline(line: str) -> bool:
    return BYLINE.match(line) is not None and not ends_like_a_sentence(line)
