"""Render a stored edition again: a template changed, or a file was lost."""

import datetime as dt
from pathlib import Path

from digest.config import Settings
from digest.errors import ConfigurationError, StateError
from digest.model import Edition
from digest.page_names import name_proof
from digest.pipeline.build import build_files
from digest.pipeline.publish import Report, publish_day
from digest.pipeline.session import Progress, open_session, show_nothing
from digest.pipeline.workspace import find_workspace
from digest.publish.files import hash_bytes
from digest.publish.proof import find_changed_texts
from digest.store.store import Store


def rebuild(
    settings: Settings,
    date: dt.date,
    *,
    wait: float,
    force: bool,
    report: Report,
    progress: Progress = show_nothing,
) -> tuple[Path, ...]:
    """Render a stored edition again, verify it and publish it; nothing is selected anew.

    ConfigurationError when the day has none, StateError when its texts were lost.
    """
    workspace = find_workspace(settings)
    with open_session(workspace, wait=wait, report=report, progress=progress) as session:
        edition = session.store.find_edition(date)
        if edition is None:
            raise ConfigurationError(f"there is no briefing of {date}; `digest show --list` lists what there is")
        _check_texts(session.store, edition)
        newest = session.store.find_edition() or edition
        with session.cache.pages() as pages:
            files = build_files(
                settings, edition, session.load, session.store, pages, made=newest.made, progress=progress
            )
            session.store.replace_files(date, files)
        return publish_day(session.store, workspace.output, date, report, force=force)


def _check_texts(store: Store, edition: Edition) -> None:
    """Raise StateError when the database has not every text as it was published, with the analysis that was made of it.

    A text that somebody changed in the database would be published, and its proof with it.
    """
    lost = [source for source in edition.articles if store.find_encoded_of_edition(edition, source) is None]
    past = (one.source for one in edition.before if one.source)
    lost += [source for source in past if store.find_encoded(source) is None]
    for source in lost[:1]:
        raise StateError(
            f"the briefing of {edition.date} cannot be rendered again: the text of {source.path}, or why it was"
            " quoted, was lost with the database; its files in the output folder are as they were"
        )
    proof = store.read_files(edition.date).get(name_proof(edition.date), b"")
    hashes = {article: hash_bytes(text.encode()) for article, text in store.read_texts(edition.date).items()}
    for changed in find_changed_texts(proof, hashes)[:1]:
        raise StateError(
            f"the briefing of {edition.date} cannot be rendered again: the stored text of {changed.path} is not the one"
            f" that was published as {changed.file}; its files in the output folder are as they were"
        )
