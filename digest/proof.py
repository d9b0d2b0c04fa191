"""Is what was published still what was published? Pages, quotes, stored texts, and the articles' own files."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.intake.folder import read_again
from digest.model import Edition
from digest.publish.files import mark_of, read_published
from digest.publish.verify import quotes_of, verify
from digest.state.store import Store
from digest.workers.work import raw_identity


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a day, what has changed without doing harm, and how many quotes were compared."""

    complaints: tuple[str, ...]
    remarks: tuple[str, ...]
    quotes: int


def examine(kept: Store, date: dt.date, output: Path, articles: Path) -> Finding:
    """Everything that is published of a day that has an edition; ``articles`` is the configured folder."""
    edition = kept.edition(date)
    assert edition is not None
    wanted = kept.files(date)
    there = read_published(output, wanted)
    texts = kept.texts(date)
    complaints = [*_pages(wanted, there, kept.published()), *_texts(kept, date, texts)]
    remarks = list(_article_files(edition, articles))
    if untold := sorted({quote.article for quote in quotes_of(edition)} - set(texts)):
        remarks.append(
            f"{date}: the texts of {len(untold)} articles were lost with the database; their quotes were not compared"
        )
    else:
        pages = {
            name: data for name, data in there.items() if name in wanted and name.startswith((f"{date}", "sources/"))
        }
        complaints += verify(edition, pages, texts)
    return Finding(tuple(dict.fromkeys(complaints)), tuple(remarks), len(quotes_of(edition)))


def _pages(wanted: dict[str, bytes], there: dict[str, bytes], published: dict[str, str]) -> Iterator[str]:
    for name, data in wanted.items():
        if name not in there:
            yield f"{name}: is gone; `digest rebuild` makes it again"
        elif there[name] != data:
            yield f"{name}: is not as it was published"
        elif published.get(name) not in {None, mark_of(data)}:
            yield f"{name}: is not as it was first published"


def _texts(kept: Store, date: dt.date, texts: dict[str, str]) -> Iterator[str]:
    """A text is stored twice, with the article and with its page: a change to one shows."""
    for page in kept.pages(date):
        text = texts.get(page.source.id)
        if text is not None and text != page.article.document.text:
            yield f"{page.source.path}: the stored text of article {page.source.id} was changed"


def _article_files(edition: Edition, articles: Path) -> Iterator[str]:
    for source in edition.articles:
        data = read_again(articles, source.path)
        if data is None:
            yield f"{source.path}: the article's file has gone since (the stored text is the proof)"
        elif raw_identity(data, source.part) != source.raw:
            yield f"{source.path}: the article's file has changed since (the stored text is the proof)"
