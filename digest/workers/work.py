"""One file -> its articles and their analyses: what a worker does. Joins intake and analysis, nothing else."""

from datetime import date
from hashlib import blake2b

from digest.analysis.analyse import analyse
from digest.analysis.themes import Matcher
from digest.config import Briefing
from digest.intake.facts import build_article
from digest.intake.readers import read
from digest.model import AnalysedArticle, Problem


def read_file(
    path: str, data: bytes, *, briefing: Briefing, matcher: Matcher, today: date, outlet: str | None = None
) -> tuple[AnalysedArticle | Problem, ...]:
    """The articles of a file, in its order, each with its Analysis, or the Problem that keeps it out.

    ``path`` is what pages and messages call the file; ``outlet`` is what its folder says; ``today`` is the day
    after which a stated date is refused.
    """
    documents = read(path, data)
    if isinstance(documents, Problem):
        return (documents,)
    found: list[AnalysedArticle | Problem] = []
    for document in documents:
        article = build_article(document, raw_identity(data, document.part), outlet=outlet, today=today)
        if isinstance(article, Problem):
            found.append(article)
        else:
            found.append(AnalysedArticle(article, analyse(article, briefing, matcher)))
    return tuple(found)


def raw_identity(data: bytes, part: int) -> str:
    """The identity of a part of a file before any cleaning: 16 hex digits."""
    return blake2b(data, digest_size=8, person=b"digest raw", salt=part.to_bytes(8, "big")).hexdigest()


def outlet_of_folder(path: str) -> str | None:
    """What the first folder below the articles' folder is called: where a reader sorts files by outlet."""
    head, slash, _ = path.partition("/")
    return head if slash else None
