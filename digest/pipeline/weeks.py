"""The page of a week: rendered and proven, anew with each of its days and when it is asked for."""

import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path

from digest import slots
from digest.config import Settings
from digest.edition.archive import make_archive
from digest.errors import ConfigurationError, DigestError, VerificationError
from digest.model import Edition
from digest.page_names import WEEKS
from digest.pipeline.publish import Report, publish_day
from digest.pipeline.session import LoadSource, Session
from digest.pipeline.story_index import StoryIndex
from digest.pipeline.week_page import make_week
from digest.publish.files import read_published_files
from digest.publish.render import BothForms, Templates, load_templates, render_archive, render_week
from digest.publish.verify import compare_forms, find_headlines, verify_days, verify_marked
from digest.store.store import Store
from digest.text.sentences import collapse

_log = logging.getLogger(__name__)


def find_editions_of(store: Store, span: slots.WeekSpan, edition: Edition | None = None) -> tuple[Edition, ...]:
    """Return the editions of a week, oldest first: as the store has them, with one that is not recorded yet."""
    known = {edition.date: edition} if edition else {}
    days = sorted({*known, *store.list_dates()})
    found = (known.get(day) or store.find_edition(day) for day in days if span.first <= day <= span.last)
    return tuple(one for one in found if one)


def build_week(
    settings: Settings,
    stories: StoryIndex,
    load: LoadSource,
    span: slots.WeekSpan,
    editions: Sequence[Edition],
    templates: BothForms,
) -> dict[str, bytes]:
    """Render the page of a week; VerificationError where it does not say what its sources say."""
    week, evidence = make_week(settings, stories, load, span, editions)
    files = render_week(week, templates)
    if complaints := verify_days(week, files, evidence.texts):
        said = "\n".join(complaints)
        raise VerificationError(f"it does not say what its sources say:\n{said}")
    return files


def renew_week(
    settings: Settings, stories: StoryIndex, load: LoadSource, store: Store, edition: Edition, templates: Templates
) -> dict[str, bytes]:
    """Render the page of an edition's week anew, where the week has one; a day goes without it rather than be lost."""
    span = slots.find_week(edition.date, settings.schedule)
    if span.name not in store.list_weeks():
        return {}
    try:
        return build_week(settings, stories, load, span, find_editions_of(store, span, edition), templates.week)
    except DigestError as trouble:
        _log.warning("the page of week %s stays as it was: %s", span.name, trouble)
        return {}


def publish_week(session: Session, day: dt.date, report: Report, *, force: bool = False) -> tuple[Path, ...]:
    """Make the page of a day's week and publish it with the archive; return its paths.

    ConfigurationError where the week has no briefing. Where nothing has changed nothing is written.
    """
    settings, store, output = session.workspace.settings, session.store, session.workspace.output
    span, editions = read_week(settings, store, day)
    removed = [f"{edition.date}" for edition in editions if edition.date in store.list_removed()]
    if removed and span.name not in store.list_weeks():
        raise ConfigurationError(
            f"the page of {span.name} would quote briefings that are removed: `digest rebuild {' '.join(removed)}`"
            " brings them back"
        )
    templates = load_templates(settings.own_templates, settings.markdown)
    stories = StoryIndex(store)
    files = build_week(settings, stories, session.load, span, editions, templates.week)
    newest = store.find_edition() or editions[-1]
    archive = make_archive(
        store.list_days(),
        settings,
        made=newest.made,
        stories=stories.running(),
        weeks={*store.list_weeks(), span.name},
        removed=store.list_removed(),
    )
    files |= render_archive(archive, templates)
    stored = {name: store.find_file(name) for name in files}
    if stored != files or read_published_files(output, files).keys() != files.keys():
        store.add_files(editions[-1].date, files)
        publish_day(store, output, editions[-1].date, report, force=force)
    return tuple(output / name for name in files if name.startswith(WEEKS))


def read_week(settings: Settings, store: Store, day: dt.date) -> tuple[slots.WeekSpan, tuple[Edition, ...]]:
    """Return the week of a day with its editions; ConfigurationError where it has none."""
    span = slots.find_week(day, settings.schedule)
    editions = find_editions_of(store, span)
    if not editions:
        raise ConfigurationError(
            f"there is no briefing from {span.first} to {span.last}; `digest show --list` lists what there is"
        )
    return span, editions


def find_newest_day(store: Store) -> dt.date:
    """Return the day of the newest briefing; ConfigurationError where there is none."""
    days = store.list_dates()
    if not days:
        raise ConfigurationError("there is no briefing yet; `digest run` makes one")
    return days[-1]


def check_week(store: Store, name: str, data: bytes) -> tuple[str, ...]:
    """Say what is wrong with a published page of a week: its quotes, where their texts are still there, and headlines.

    In Markdown it shows what it shows in HTML.
    """
    if name.endswith(".md"):
        return compare_forms(name, data, store.find_file(f"{name.removesuffix('.md')}.html") or b"")
    found = list(verify_marked(name, data, store.find_text))
    for headline, days in find_headlines(data):
        told = {day.story.headline for date, story in days for day in store.list_stories(date) if day.story.id == story}
        if headline not in map(collapse, told):
            found.append(f"{name}: {headline!r} is no headline of that story")
    return tuple(found)
