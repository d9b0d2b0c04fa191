"""Deliver into a folder: it becomes a copy of the output folder, file by file old or new and never half."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from digest.deliver.parcel import DeliveryError, Parcel
from digest.destinations import FolderDestination
from digest.disk import sync_folder
from digest.errors import PublicationError, StateError
from digest.page_names import ARCHIVE, JSON_FEED, NAMES, SOURCES, STORIES, WEEKS
from digest.publish.feed import read_feed
from digest.publish.files import publish, read_published_files, remove_temporary
from digest.store.records import Files

_OURS = {
    "": re.compile(r"\d{4}-\d\d-\d\d\.proof\.json"),
    SOURCES: re.compile(r"[0-9a-f]{16}\.(?:html|txt)"),
    STORIES: re.compile(r"[0-9a-f]{16}\.(?:html|md)"),
    NAMES: re.compile(r"\d{4}-(?:[a-z]|other)\.html"),
    WEEKS: re.compile(r"\d{4}-W\d\d\.(?:html|md)"),
}
"""Names of the files, by their folder, of which the copy goes when ours has gone."""


def deliver_to_folder(parcel: Parcel, destination: FolderDestination) -> None:
    """Copy the day's files, and those of days that the folder has not; DeliveryError when that is impossible."""
    folder = parcel.root / destination.folder
    refuse_folder(folder, parcel.articles, parcel.output)
    try:
        _refuse_others(folder, parcel)
        remove_temporary(folder)
        # By its feed the folder is known as ours: it is there before anything else is.
        _copy(folder, {JSON_FEED: parcel.files(parcel.edition.date)[JSON_FEED]})
        for date in (*_list_missing(folder, parcel), parcel.edition.date):
            _copy_day(folder, parcel.files(date), f"{date}.html")
        _copy(folder, _read_weeks(parcel.output))
        _take_away(folder, parcel)
    except OSError as trouble:
        raise DeliveryError(f"{trouble.filename or folder}: cannot be used: {trouble.strerror}") from trouble


def _read_weeks(output: Path) -> dict[str, bytes]:
    """Read the pages of all weeks: they belong to no single day."""
    names = (path.name for path in sorted((output / WEEKS).glob("*.*")) if _OURS[WEEKS].fullmatch(path.name))
    return read_published_files(output, [f"{WEEKS}{name}" for name in names])


def _copy_day(folder: Path, files: Mapping[str, bytes], page: str) -> None:
    """Copy the files of a day, its page last: by that it is known that all are there."""
    others = tuple(name for name in files if name != page)
    _copy(folder, Files(files.__getitem__, others))
    if page in files:
        _copy(folder, {page: files[page]})


def _copy(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        publish(folder, files, force=True)
    except PublicationError as trouble:
        cause = trouble.__cause__
        assert isinstance(cause, OSError)
        raise DeliveryError(f"{cause.filename or folder}: cannot be written: {cause.strerror}") from trouble


def _take_away(folder: Path, parcel: Parcel) -> None:
    """Delete the copies of files that the desk has taken back; when it ends they are gone for good.

    Those are of an article that became the copy of another, or of a removed day.
    """
    for room, ours in _OURS.items():
        if (parcel.output / room).is_dir():
            copies = (path for path in (folder / room).glob("*.*") if ours.fullmatch(path.name))
            _delete(folder / room, [path for path in copies if not (parcel.output / room / path.name).exists()])


def _delete(folder: Path, stale: Sequence[Path]) -> None:
    for path in stale:
        path.unlink()
    if stale:
        sync_folder(folder)


def _list_missing(folder: Path, parcel: Parcel) -> list[dt.date]:
    """List the days that the folder has not, or has as they were before they were removed or brought back."""
    days = [date for date in parcel.dates if date != parcel.edition.date]
    missing = [date for date in days if not (folder / f"{date}.html").exists()]
    return missing + [date for date in parcel.renewed if _has_otherwise(folder, f"{date}.html", parcel.files(date))]


def _has_otherwise(folder: Path, name: str, files: Mapping[str, bytes]) -> bool:
    return read_published_files(folder, [name]).get(name) not in {None, files.get(name)}


def refuse_folder(folder: Path, articles: Path, output: Path) -> None:
    """Raise DeliveryError where copies would be read as articles, replace the originals, or land on another disk."""
    resolved = folder.resolve()
    if resolved.is_relative_to(articles.resolve()):
        raise DeliveryError(f"{folder}: lies among the articles, and would be read as news; name another folder")
    if resolved.is_relative_to(output.resolve()) or output.resolve().is_relative_to(resolved):
        raise DeliveryError(f"{folder}: is the output folder or holds it; name another folder")
    if not folder.parent.is_dir():
        raise DeliveryError(f"{folder.parent}: is not there (not mounted?); make it or change [[deliver]] folder")


def _refuse_others(folder: Path, parcel: Parcel) -> None:
    """Raise DeliveryError where the folder holds the feed of another desk, or files that are not ours."""
    there = read_published_files(folder, [JSON_FEED, ARCHIVE])
    remedy = "name another folder, or empty this one"
    if JSON_FEED not in there:
        if ARCHIVE in there:
            raise DeliveryError(f"{folder}: holds an {ARCHIVE} that is not of this desk; {remedy}")
        return
    try:
        owner = read_feed(there[JSON_FEED]).id
    except StateError:
        raise DeliveryError(f"{folder / JSON_FEED}: is no feed of digest; {remedy}") from None
    if owner != parcel.desk_id:
        raise DeliveryError(f"{folder}: holds the briefings of another desk; {remedy}")
