"""Check that everything is as it was published: pages, quotes, stored texts, and the articles' own files."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.intake.folder import read_again, restore_name
from digest.model import Edition
from digest.page_names import INDEX_OF_NAMES, NAMES, SOURCES, STORIES, WEEKS
from digest.pipeline.ingest import hash_part
from digest.pipeline.name_pages import check_names_page
from digest.pipeline.story_pages import check_story_page
from digest.pipeline.weeks import check_week
from digest.publish.files import hash_bytes, read_published_files
from digest.publish.verify import find_removal, verify
from digest.store.store import Store
from digest.text.numerals import write_count


@dataclass(frozen=True, slots=True)
class Finding:
    """The complaints about a day, remarks on what has changed without harm, and how many quotes were compared."""

    complaints: tuple[str, ...]
    remarks: tuple[str, ...]
    quotes: int


def audit(store: Store, date: dt.date, output: Path, articles: Path) -> Finding:
    """Check everything that is published of a day that has an edition, and the other pages that it changed last.

    ``articles`` is the configured folder.
    """
    edition = store.find_edition(date)
    assert edition is not None
    texts = store.read_texts_of_edition(edition)
    remarks = list(_compare_files(store, edition, articles))
    quotes = tuple(placed.quote for placed in edition.quotes())
    shown = {quote.article for quote in quotes}.union(source.id for source in edition.articles)
    lost = shown - texts.keys()
    if lost:
        remarks.append(
            f"{date}: the text of {write_count(len(lost), 'article')} was lost with the database;"
            " the day's quotes were not compared"
        )
    complaints: list[str] = []
    published, removed, newest = store.list_published(), store.list_removed(), store.list_dates()[-1]
    for name, data in store.read_files(date).items():  # a file at a time: a large day's do not fit into memory together
        there = read_published_files(output, [name]).get(name)
        complaints += _compare(name, data, there, published.get(name))
        if there is None or _says_removed(name, data, date, removed):
            continue
        if not lost and name.startswith((f"{date}", SOURCES)):
            complaints += verify(edition, {name: there}, texts)
        elif name.startswith(STORIES):
            complaints += check_story_page(store, name, there)
        elif name.startswith(NAMES) or (name == INDEX_OF_NAMES and date == newest):
            complaints += check_names_page(store, name, there)
        elif name.startswith(WEEKS):
            complaints += check_week(store, name, there)
    return Finding(tuple(dict.fromkeys(complaints)), tuple(remarks), len(quotes))


def _says_removed(name: str, data: bytes, date: dt.date, removed: Collection[dt.date]) -> bool:
    """Tell whether a file of a day stands in the place of one that was removed: it quotes nothing."""
    return date in removed and (name == f"{date}.md" or find_removal(data) is not None)


def _compare(name: str, data: bytes, there: bytes | None, published: str | None) -> Iterator[str]:
    if there is None:
        yield f"{name}: is gone; `digest rebuild` makes it again"
    elif there != data:
        yield f"{name}: is not as it was published"
    elif published not in {None, hash_bytes(data)}:
        yield f"{name}: is not as it was first published"


def _compare_files(store: Store, edition: Edition, articles: Path) -> Iterator[str]:
    for source in edition.articles:
        folder = store.find_folder(edition.date, source)
        data = read_again(Path(restore_name(folder)) if folder else articles, source.path)
        if data is not None and hash_part(data, source.part) == source.raw:
            continue
        if folder is None:  # another may lie under its name here
            yield f"{source.path}: where the article's file lies was lost with the database"
        elif data is None:
            yield f"{source.path}: the article's file has gone since (the stored text is the proof)"
        else:
            yield f"{source.path}: the article's file has changed since (the stored text is the proof)"
