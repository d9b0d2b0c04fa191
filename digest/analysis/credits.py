"""Find the lines in which an article says whose text it is: author, dateline, by-lines, what stands at its foot.

Which newsroom they name is for ``edition/newsrooms.py`` to say, which knows the reader's own table.
"""

import re
from collections.abc import Iterator, Sequence

from digest.model import Article, Sentence
from digest.text.dateline import read_dateline
from digest.text.sentences import collapse

_LONGEST = 160
"""Characters of a line that credits somebody: from 80 to 320 the credits of 185 articles are the same
(``benchmarks/ranges.py``), as they are with what follows halved or doubled."""
_FOOT = 3
"""Sentences at the end of a body in which a saved page may have the credit."""
_AT_FOOT = re.compile(r"reporting by|contributed to this|©|copyright|all rights reserved")
"""In small letters."""
_DESKS = re.compile(r"\breporting by\b.{3,300}\bediting by\b", re.IGNORECASE | re.DOTALL)
"""How Reuters signs: "(Reporting by …; Editing by …)"; others do too, and name themselves in the dateline."""
_IN_BRACKETS = re.compile(r"\A[^()\n]{0,80}\(([A-Z][\w ]{1,30})\)")
"""An agency that no dash parts from the first sentence."""


def find_credits(article: Article, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return what credits the text to somebody, each line once, in the order of the article."""
    return tuple(dict.fromkeys(line for line in _list_lines(article, sentences) if line and len(line) <= _LONGEST))


def _list_lines(article: Article, sentences: Sequence[Sentence]) -> Iterator[str]:
    if article.facts.author:
        yield article.facts.author.value
    text = article.document.text
    for paragraph in article.paragraphs:
        line = text[paragraph.start : paragraph.end]
        if paragraph.role == "byline" or (paragraph.role in ("bio", "boilerplate") and _AT_FOOT.search(line.lower())):
            yield collapse(line)
    if not sentences:
        return
    paragraph = article.paragraphs[sentences[0].paragraph]
    opening = text[paragraph.start : paragraph.end][:200]
    dateline = read_dateline(opening)
    agency = dateline.agency if dateline else None
    if dateline:
        yield agency or ""
    elif bracket := _IN_BRACKETS.match(opening):
        yield bracket[1]
    for sentence in sentences[-_FOOT:]:
        if _AT_FOOT.search(sentence.text.lower()):
            yield sentence.text
    if not agency and _DESKS.search(text[-1000:]):
        yield "Reuters"
